//! From words to declarations. Whatever is not a declaration of a type or of a stored property is stepped over.

mod declarations;
mod members;
mod types;
mod values;

use std::mem;
use std::ops::Range;

use super::Remark;
use super::lexer::{Kind, Token, lex};
use super::model::Decl;

/// How deep declarations may nest, and types in types. Nothing sensible comes near.
const MAX_DEPTH: usize = 24;

/// Words that stand before a declaration and change nothing here, `lazy`, `static` and `class` excepted.
const MODIFIERS: &[&str] = &[
    "public",
    "private",
    "internal",
    "fileprivate",
    "open",
    "package",
    "static",
    "class",
    "final",
    "lazy",
    "weak",
    "unowned",
    "mutating",
    "nonmutating",
    "override",
    "required",
    "convenience",
    "dynamic",
    "optional",
    "indirect",
    "nonisolated",
    "isolated",
    "distributed",
    "borrowing",
    "consuming",
    "prefix",
    "postfix",
    "infix",
    "async",
];

/// Words that begin a declaration.
const BEGINNINGS: &[&str] = &[
    "let",
    "var",
    "func",
    "init",
    "deinit",
    "subscript",
    "struct",
    "class",
    "enum",
    "protocol",
    "extension",
    "actor",
    "typealias",
    "associatedtype",
    "import",
    "case",
    "operator",
    "precedencegroup",
    "macro",
];

/// Attributes of a property that do not change how it is decoded. Any other one is a property wrapper.
const PLAIN_ATTRIBUTES: &[&str] = &[
    "available",
    "objc",
    "nonobjc",
    "usableFromInline",
    "inlinable",
    "MainActor",
    "NSCopying",
    "IBOutlet",
    "IBInspectable",
    "backDeployed",
    "_spi",
    "preconcurrency",
    "ObservationIgnored",
    "ObservationTracked",
];

/// What was read, before names are looked up.
#[derive(Default)]
pub(super) struct Read {
    /// Every declared type, parents first.
    pub(super) decls: Vec<Decl>,
    /// The extensions: the path of the extended type, and what they add.
    pub(super) extensions: Vec<Extension>,
}

/// `extension Path: Inherits { … }`
pub(super) struct Extension {
    /// The extended type as it is written.
    pub(super) path: String,
    /// What stands in it. Its children have this declaration's index as their parent.
    pub(super) decl: usize,
}

/// Reads any text.
pub(super) fn parse(text: &str, remarks: &mut Vec<Remark>) -> Read {
    let tokens = lex(text, remarks);
    let mut reader = Reader {
        text,
        tokens: &tokens,
        at: 0,
        read: Read::default(),
        remarks,
        conditions: 0,
    };
    reader.members(tokens.len(), None, 0);
    reader.read
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
    read: Read,
    remarks: &'a mut Vec<Remark>,
    /// How many `#if` are open.
    conditions: usize,
}

/// What stands before a declaration.
#[derive(Default)]
struct Before {
    is_static: bool,
    is_lazy: bool,
    is_wrapped: bool,
}

impl<'a> Reader<'a> {
    fn word(&self, at: usize) -> &'a str {
        let text = self.text;
        self.tokens
            .get(at)
            .and_then(|token| text.get(token.range.clone()))
            .unwrap_or_default()
    }

    fn here(&self) -> &'a str {
        self.word(self.at)
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn is_first(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| token.is_first)
    }

    /// The name here, without backticks.
    fn name(&self) -> Option<(String, Range<usize>)> {
        let token = self.tokens.get(self.at)?;
        (token.kind == Kind::Word).then(|| {
            (
                self.here().trim_matches('`').to_owned(),
                token.range.clone(),
            )
        })
    }

    fn take(&mut self, word: &str) -> bool {
        let is_here = self.here() == word;
        self.at += usize::from(is_here);
        is_here
    }

    fn is_opening(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Sign) && matches!(self.word(at), "(" | "[" | "{")
    }

    /// Steps over one word, or over brackets with everything in them.
    fn skip(&mut self) {
        if self.is_opening(self.at) {
            self.at = self.partner();
        }
        self.at += 1;
    }

    /// The index of the bracket that closes the one here. Behind the end when there is none.
    fn partner(&self) -> usize {
        self.tokens
            .get(self.at)
            .map_or(self.tokens.len(), |token| token.partner.max(self.at))
    }

    fn skip_line(&mut self) {
        while self.at < self.tokens.len() {
            self.at += 1;
            if self.is_first(self.at) {
                break;
            }
        }
    }

    /// Whether a declaration, an attribute or a `#` begins here, on its own line.
    fn is_beginning(&self) -> bool {
        self.is_first(self.at)
            && (matches!(self.here(), "@" | "}")
                || self.kind(self.at) == Some(Kind::Directive)
                || BEGINNINGS.contains(&self.here())
                || MODIFIERS.contains(&self.here()))
    }

    /// Everything up to the token `end`.
    fn members(&mut self, end: usize, owner: Option<usize>, depth: usize) {
        let mut before = Before::default();
        while self.at < end {
            let from = self.at;
            match (self.kind(from), self.here()) {
                (Some(Kind::Directive), directive) => self.directive(directive),
                (_, "@") => {
                    if !PLAIN_ATTRIBUTES.contains(&self.attribute()) {
                        before.is_wrapped = true;
                    }
                    continue;
                }
                (Some(Kind::Word), word) => {
                    if self.modifier(word, &mut before) {
                        continue;
                    }
                    let before = mem::take(&mut before);
                    self.declaration(word, &before, owner, depth);
                }
                _ => self.skip(),
            }
            before = Before::default();
            // Always on, and never behind the brackets that this is in.
            self.at = self.at.max(from + 1).min(end.max(from + 1));
        }
        self.at = end;
    }

    fn directive(&mut self, directive: &str) {
        match directive {
            "#if" => self.conditions += 1,
            "#endif" => self.conditions = self.conditions.saturating_sub(1),
            "#else" | "#elseif" => {}
            _ => {
                self.at += 1;
                while self.is_opening(self.at) {
                    self.skip();
                }
                return;
            }
        }
        self.skip_line();
    }

    /// Steps over an attribute and gives its name.
    fn attribute(&mut self) -> &'a str {
        self.at += 1;
        let mut name = self.here();
        self.at += 1;
        while self.here() == "." {
            name = self.word(self.at + 1);
            self.at += 2;
        }
        self.generic_brackets();
        let end = |at: usize| self.tokens.get(at).map(|token| token.range.end);
        let start = self.tokens.get(self.at).map(|token| token.range.start);
        if self.here() == "(" && start.is_some() && end(self.at.wrapping_sub(1)) == start {
            self.skip();
        }
        name
    }

    /// Steps over `<…>` without reading it.
    fn generic_brackets(&mut self) {
        let mut depth = 0_usize;
        loop {
            match self.here() {
                "<" => depth += 1,
                ">" => depth = depth.saturating_sub(1),
                "{" | "}" | ")" | "]" | "=" | "" => return,
                _ => {}
            }
            if depth == 0 && self.here() != ">" {
                return;
            }
            self.skip();
            if depth == 0 {
                return;
            }
        }
    }

    fn modifier(&mut self, word: &str, before: &mut Before) -> bool {
        let next = self.word(self.at + 1);
        let is_followed = self.kind(self.at + 1) == Some(Kind::Word) || matches!(next, "(" | "@");
        let is_modifier = MODIFIERS.contains(&word)
            && is_followed
            && (word != "class"
                || MODIFIERS.contains(&next)
                || matches!(next, "func" | "var" | "let" | "subscript"));
        if !is_modifier {
            return false;
        }
        before.is_static |= matches!(word, "static" | "class");
        before.is_lazy |= word == "lazy";
        self.at += 1;
        if self.here() == "(" {
            self.skip();
        }
        true
    }
}
