//! Types as they are written.

use super::super::lexer::Kind;
use super::super::model::{Type, TypeKind};
use super::{MAX_DEPTH, Reader};

impl Reader<'_> {
    /// The type that begins here. Never goes past a bracket that it did not open.
    pub(super) fn typ(&mut self, depth: usize) -> Type {
        while self.here() == "@" {
            self.attribute();
        }
        let start = self
            .tokens
            .get(self.at)
            .map_or(self.text.len(), |token| token.range.start);
        let mut kind = if depth >= MAX_DEPTH {
            self.too_deep();
            TypeKind::TooDeep
        } else {
            self.plain_type(depth)
        };
        loop {
            let is_adjacent = !self.is_first(self.at);
            match self.here() {
                "?" | "!" if is_adjacent => {
                    self.at += 1;
                    if !matches!(kind, TypeKind::Optional(_)) {
                        let range = start..self.end_before(start);
                        kind = TypeKind::Optional(Box::new(Type { range, kind }));
                    }
                }
                "&" => {
                    self.at += 1;
                    if self.kind(self.at) == Some(Kind::Word) {
                        self.at += 1;
                    }
                    kind = TypeKind::Opaque;
                }
                "." if kind == TypeKind::Opaque => self.at += 1,
                _ => break,
            }
        }
        let range = start..self.end_before(start);
        Type { range, kind }
    }

    /// Where the last word that was read ends, at least `start`.
    pub(super) fn end_before(&self, start: usize) -> usize {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        last.map_or(start, |token| token.range.end.max(start))
    }

    pub(super) fn too_deep(&mut self) {
        if self.is_opening(self.at) {
            self.skip();
            return;
        }
        self.at += usize::from(self.kind(self.at) == Some(Kind::Word));
        self.generic_brackets();
    }

    pub(super) fn plain_type(&mut self, depth: usize) -> TypeKind {
        match self.here() {
            "[" => {
                let end = self.partner();
                self.at += 1;
                let first = self.typ(depth + 1);
                let second = self.take(":").then(|| self.typ(depth + 1));
                let is_read = self.at == end;
                self.at = end + 1;
                match second {
                    _ if !is_read => TypeKind::Opaque,
                    Some(value) => TypeKind::Dictionary(Box::new(first), Box::new(value)),
                    None => TypeKind::Array(Box::new(first)),
                }
            }
            "(" => {
                let end = self.partner();
                self.at += 1;
                let inner = if self.at < end {
                    self.typ(depth + 1).kind
                } else {
                    TypeKind::Tuple
                };
                let is_alone = self.at == end;
                self.at = end + 1;
                while matches!(self.here(), "async" | "throws" | "rethrows") {
                    self.at += 1;
                }
                if self.take("->") {
                    self.typ(depth + 1);
                    TypeKind::Function
                } else if is_alone {
                    inner
                } else {
                    TypeKind::Tuple
                }
            }
            "some" | "any" | "inout" | "borrowing" | "consuming" | "sending" | "~" => {
                self.at += 1;
                self.typ(depth + 1);
                TypeKind::Opaque
            }
            _ => self.named_type(depth),
        }
    }

    pub(super) fn named_type(&mut self, depth: usize) -> TypeKind {
        let Some((mut path, _)) = self.name() else {
            return TypeKind::Opaque;
        };
        let mut arguments = Vec::new();
        let (mut names, mut is_too_deep) = (1, false);
        self.at += 1;
        loop {
            if self.here() == "<" {
                self.at += 1;
                arguments = Vec::new();
                loop {
                    arguments.push(self.typ(depth + 1));
                    if !self.take(",") {
                        break;
                    }
                }
                if !self.take(">") {
                    return TypeKind::Opaque;
                }
            }
            if self.here() != "." || self.kind(self.at + 1) != Some(Kind::Word) {
                break;
            }
            names += 1;
            if names > MAX_DEPTH {
                is_too_deep = true;
            } else {
                path.push('.');
                path.push_str(self.word(self.at + 1).trim_matches('`'));
            }
            self.at += 2;
        }
        if is_too_deep {
            return TypeKind::TooDeep;
        }
        TypeKind::Name { path, arguments }
    }
}
