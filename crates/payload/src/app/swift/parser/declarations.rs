//! Declarations of types, and those that are stepped over.

use std::mem;

use super::super::Remark;
use super::super::lexer::Kind;
use super::super::model::{Decl, DeclKind, Type, TypeKind};
use super::{Before, Extension, MAX_DEPTH, Reader};

impl Reader<'_> {
    pub(super) fn declaration(
        &mut self,
        word: &str,
        before: &Before,
        owner: Option<usize>,
        depth: usize,
    ) {
        match word {
            "import" | "operator" | "precedencegroup" | "associatedtype" => {
                self.at += 1;
                while self.at < self.tokens.len() && !self.is_first(self.at) {
                    self.skip();
                }
            }
            "struct" | "actor" => self.type_declaration(DeclKind::Struct, owner, depth),
            "class" => self.type_declaration(DeclKind::Class, owner, depth),
            "enum" => self.type_declaration(DeclKind::Enum, owner, depth),
            "protocol" => self.type_declaration(DeclKind::Unknown, owner, depth),
            "extension" => self.extension(depth),
            "typealias" => self.alias(owner),
            "let" | "var" => self.bindings(word == "let", before, owner),
            "case" if owner.is_some() => self.cases(owner),
            "func" | "macro" => {
                // What follows is its name, whatever it is.
                self.at += 2;
                self.skip_signature();
            }
            "init" => {
                self.at += 1;
                if matches!(self.here(), "?" | "!") {
                    self.at += 1;
                }
                self.generic_brackets();
                if self.here() == "("
                    && self.word(self.at + 1) == "from"
                    && let Some(decl) = owner.and_then(|owner| self.read.decls.get_mut(owner))
                {
                    decl.has_own_decoding = true;
                }
                self.skip_signature();
            }
            "deinit" | "subscript" => {
                self.at += 1;
                self.skip_signature();
            }
            _ => self.at += 1,
        }
    }

    /// Steps over parameters, results and the body.
    pub(super) fn skip_signature(&mut self) {
        while self.at < self.tokens.len() && !self.is_beginning() {
            let is_body = self.here() == "{";
            self.skip();
            if is_body {
                return;
            }
        }
    }

    pub(super) fn type_declaration(&mut self, kind: DeclKind, owner: Option<usize>, depth: usize) {
        self.at += 1;
        let Some((name, range)) = self.name() else {
            return;
        };
        self.at += 1;
        let generics = self.generic_names();
        let decl = Decl {
            name,
            range,
            kind,
            parent: owner,
            generics,
            ..Decl::default()
        };
        self.body(decl, depth);
    }

    pub(super) fn extension(&mut self, depth: usize) {
        self.at += 1;
        let Type { range, kind } = self.typ(0);
        let TypeKind::Name { path, .. } = kind else {
            return self.skip_signature();
        };
        let extension = Extension {
            path,
            decl: self.read.decls.len(),
        };
        self.read.extensions.push(extension);
        let decl = Decl {
            range,
            kind: DeclKind::Unknown,
            ..Decl::default()
        };
        self.body(decl, depth);
    }

    /// What a type conforms to, and its members.
    pub(super) fn body(&mut self, mut decl: Decl, depth: usize) {
        if self.take(":") {
            loop {
                decl.inherits.push(self.typ(0));
                if !self.take(",") {
                    break;
                }
            }
        }
        while self.at < self.tokens.len() && self.here() != "{" && !self.is_beginning() {
            self.at += 1;
        }
        let range = decl.range.clone();
        let index = self.read.decls.len();
        self.read.decls.push(decl);
        if self.here() != "{" {
            return;
        }
        let end = self.partner();
        if depth >= MAX_DEPTH {
            self.remarks.push(Remark::new("too-deep", range));
        } else {
            self.at += 1;
            let conditions = mem::take(&mut self.conditions);
            self.members(end, Some(index), depth + 1);
            self.conditions = conditions;
        }
        self.at = end + 1;
    }

    /// The names in `<T: Codable, U>`.
    pub(super) fn generic_names(&mut self) -> Vec<String> {
        let mut names = Vec::new();
        if self.here() != "<" {
            return names;
        }
        let from = self.at;
        self.generic_brackets();
        for at in from..self.at {
            if matches!(self.word(at), "<" | ",") && self.kind(at + 1) == Some(Kind::Word) {
                names.push(self.word(at + 1).to_owned());
            }
        }
        names
    }

    pub(super) fn alias(&mut self, owner: Option<usize>) {
        self.at += 1;
        let Some((name, range)) = self.name() else {
            return;
        };
        self.at += 1;
        let generics = self.generic_names();
        if self.take("=") {
            let typ = self.typ(0);
            self.read.decls.push(Decl {
                name,
                range,
                kind: DeclKind::Alias(typ),
                parent: owner,
                generics,
                ..Decl::default()
            });
        }
    }
}
