//! Values: stepped over, unless they show a type or are a raw value.

use super::super::lexer::{Kind, unquoted};
use super::super::model::{Raw, Type, TypeKind};
use super::Reader;

impl Reader<'_> {
    /// Whether the braces here hold `willSet` or `didSet`.
    pub(super) fn is_observed(&self) -> bool {
        matches!(self.word(self.at + 1), "willSet" | "didSet")
    }

    /// Steps over a value: up to `,`, `;`, the end of the block, observers, or a line that does not go on with it.
    pub(super) fn skip_expression(&mut self) {
        let mut is_open = true;
        let mut is_start = true;
        while self.at < self.tokens.len() {
            let word = self.here();
            match word {
                "," | ";" | "}" | ")" | "]" => return,
                "{" if !is_start && self.is_observed() => return,
                _ => {}
            }
            if !is_start && self.is_first(self.at) {
                let goes_on = is_open
                    || matches!(
                        word,
                        "." | "?" | ":" | "+" | "-" | "*" | "/" | "&" | "|" | "=" | "<" | ">" | "%"
                    )
                    || matches!(word, "as" | "is");
                if !goes_on || self.is_beginning() {
                    return;
                }
            }
            let is_sign = self.kind(self.at) == Some(Kind::Sign);
            is_open = is_sign && !self.is_opening(self.at) && !matches!(word, "?" | "!" | ">");
            is_start = false;
            self.skip();
            self.generic_arguments();
        }
    }

    /// Steps over the `<…>` of `Dictionary<String, Int>()`, which is one without a space before it.
    pub(super) fn generic_arguments(&mut self) {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        if let (Some(before), Some(here)) = (before, self.tokens.get(self.at))
            && before.kind == Kind::Word
            && before.range.end == here.range.start
            && self.here() == "<"
        {
            self.generic_brackets();
        }
    }

    /// Whether a value ends before the word at `at`.
    pub(super) fn ends_value(&self, at: usize) -> bool {
        let is_observed =
            || self.word(at) == "{" && matches!(self.word(at + 1), "willSet" | "didSet");
        self.is_first(at) || matches!(self.word(at), "," | ";" | "}") || is_observed()
    }

    /// The type that a value has, where it can be seen.
    pub(super) fn inferred(&mut self) -> Option<Type> {
        let range = self.tokens.get(self.at)?.range.clone();
        let from = self.at;
        let named = |path: &str| {
            Some(Type {
                range: range.clone(),
                kind: TypeKind::Name {
                    path: path.to_owned(),
                    arguments: Vec::new(),
                },
            })
        };
        let first = from + usize::from(self.here() == "-");
        match (self.kind(first)?, self.word(first)) {
            (Kind::Number, number) if self.ends_value(first + 1) => {
                let is_whole = number.starts_with("0x") || !number.contains(['.', 'e', 'E']);
                named(if is_whole { "Int" } else { "Double" })
            }
            (Kind::Text, _) if self.ends_value(first + 1) => named("String"),
            (Kind::Word, "true" | "false") if self.ends_value(first + 1) => named("Bool"),
            (Kind::Word, word) if word.starts_with(|first: char| first.is_ascii_uppercase()) => {
                let path = self.typ(0);
                let after = if self.here() == "(" {
                    self.partner() + 1
                } else {
                    self.at
                };
                let is_call = after > self.at && self.ends_value(after);
                let is_case = after == self.at && self.ends_value(after);
                self.at = from;
                match path.kind {
                    TypeKind::Name { .. } | TypeKind::Array(_) | TypeKind::Dictionary(..)
                        if is_call =>
                    {
                        Some(path)
                    }
                    TypeKind::Name { path: dotted, .. } if is_case => {
                        named(dotted.rsplit_once('.')?.0)
                    }
                    _ => None,
                }
            }
            (Kind::Sign, "[") if self.word(self.partner() + 1) == "(" => {
                let typ = self.typ(0);
                self.at = from;
                Some(typ)
            }
            _ => None,
        }
    }

    pub(super) fn raw(&mut self) -> Raw {
        let is_negative = self.take("-");
        let raw = match self.kind(self.at) {
            Some(Kind::Text) => unquoted(self.here()).map_or(Raw::Other, Raw::Text),
            Some(Kind::Number) => {
                let sign = if is_negative { "-" } else { "" };
                Raw::Number([sign, &self.here().replace('_', "")].concat())
            }
            _ => Raw::Other,
        };
        self.skip_expression();
        raw
    }
}
