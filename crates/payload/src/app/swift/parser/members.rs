//! Stored properties, and the cases of enums.

use std::sync::Arc;

use super::super::lexer::Kind;
use super::super::model::{Associated, EnumCase, Property};
use super::{Before, Reader};

impl Reader<'_> {
    /// `let a = 1, b, c: Int { … }`
    pub(super) fn bindings(&mut self, is_constant: bool, before: &Before, owner: Option<usize>) {
        let mut found: Vec<Property> = Vec::new();
        loop {
            self.at += 1;
            let Some((name, range)) = self.name() else {
                // A pattern such as `let (a, b) = …` is no stored property of its own.
                return self.skip_expression();
            };
            self.at += 1;
            let mut property = Property {
                name,
                range,
                typ: None,
                has_default: false,
                is_decoded: !before.is_lazy,
                is_uncertain: before.is_wrapped || self.conditions > 0,
            };
            if self.take(":") {
                let typ = Arc::new(self.typ(0));
                for earlier in found.iter_mut().rev() {
                    if earlier.typ.is_some() || earlier.has_default {
                        break;
                    }
                    earlier.typ = Some(Arc::clone(&typ));
                }
                property.typ = Some(typ);
            }
            if self.take("=") {
                property.has_default = true;
                property.is_decoded &= !is_constant;
                if property.typ.is_none() {
                    property.typ = self.inferred().map(Arc::new);
                }
                self.skip_expression();
            }
            if before.is_wrapped {
                property.typ = None;
            }
            let is_computed = self.here() == "{" && !self.is_observed();
            if self.here() == "{" {
                self.skip();
            }
            if !is_computed && !before.is_static {
                found.push(property);
            }
            if self.here() != "," {
                break;
            }
        }
        if let Some(decl) = owner.and_then(|owner| self.read.decls.get_mut(owner)) {
            decl.properties.append(&mut found);
        }
    }

    /// `case a, b = "B", c(Int, label: String = "x")`
    pub(super) fn cases(&mut self, owner: Option<usize>) {
        let mut found = Vec::new();
        loop {
            self.at += 1;
            let Some((name, _)) = self.name() else { break };
            self.at += 1;
            let values = if self.here() == "(" {
                self.associated()
            } else {
                Vec::new()
            };
            let raw = self.take("=").then(|| self.raw());
            found.push(EnumCase { name, raw, values });
            if self.here() != "," {
                break;
            }
        }
        if let Some(decl) = owner.and_then(|owner| self.read.decls.get_mut(owner)) {
            decl.cases.append(&mut found);
        }
    }

    pub(super) fn associated(&mut self) -> Vec<Associated> {
        let end = self.partner();
        let mut values = Vec::new();
        self.at += 1;
        while self.at < end {
            let from = self.at;
            let mut key = format!("_{}", values.len());
            if self.kind(self.at) == Some(Kind::Word) {
                let is_labelled = self.word(self.at + 1) == ":";
                let has_two =
                    self.word(self.at + 2) == ":" && self.kind(self.at + 1) == Some(Kind::Word);
                if (is_labelled || has_two) && self.here() != "_" {
                    self.here().trim_matches('`').clone_into(&mut key);
                }
                self.at += if is_labelled {
                    2
                } else {
                    3 * usize::from(has_two)
                };
            }
            let typ = self.typ(0);
            let has_default = self.take("=");
            if has_default {
                self.skip_expression();
            }
            values.push(Associated {
                key,
                typ,
                has_default,
            });
            while self.at < end && !self.take(",") {
                self.skip();
            }
            self.at = self.at.max(from + 1);
        }
        self.at = end + 1;
        values
    }
}
