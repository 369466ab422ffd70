//! Structs: which keys are there, which are missing, and which were meant.

use std::collections::BTreeSet;

use super::{Decoder, MOST_COMPARED, args, child};
use crate::app::swift::{Decl, Scoped, Shape};
use crate::document::{Member, Node, NodeKind, excerpt};
use crate::finding::{Code, Severity};
use crate::rules::nearest;

/// One key that an object may have.
pub(super) struct Expected<'m> {
    pub(super) key: &'m str,
    pub(super) typ: Option<Scoped<'m>>,
    pub(super) has_default: bool,
    /// How much it weighs when the key is missing; `None`: it may be.
    pub(super) weight: Option<Severity>,
}

/// What is known about the keys of an object.
pub(super) struct Known<'k, 'm> {
    /// What the keys belong to, for a sentence.
    pub(super) owner: &'k str,
    /// Finds the key of that name.
    pub(super) find: &'k dyn Fn(&str) -> Option<Expected<'m>>,
    /// The key that a name in Swift stands for, where that is another one.
    pub(super) renamed: &'k dyn Fn(&str) -> Option<&'m str>,
    /// Whether a name is a property that is never decoded.
    pub(super) is_constant: &'k dyn Fn(&str) -> bool,
}

/// How much a missing key weighs: what cannot be known could be an optional after all.
pub(super) fn weight(shape: Shape<'_>) -> Option<Severity> {
    match shape {
        Shape::Optional(_) => None,
        Shape::Anything(_) => Some(Severity::Warning),
        _ => Some(Severity::Error),
    }
}

impl<'a> Decoder<'a, '_> {
    /// A struct's object.
    pub(super) fn structure(&mut self, node: &Node, pointer: &str, index: usize, decl: &'a Decl) {
        if decl.fields.is_unknown {
            return;
        }
        if !node.is_object() {
            let what = if node.kind == NodeKind::Null {
                "null"
            } else {
                "object"
            };
            return self.wrong(node, pointer, what, &decl.name, None);
        }
        let model = self.model;
        let scope = Some(index);
        let expected = |key: &'a str| {
            let property = decl.properties.get(*decl.fields.by_key.get(key)?)?;
            let typ = property.typ.as_ref().map(|typ| Scoped { typ, scope });
            let weight = typ.and_then(|typ| weight(model.shape(typ)));
            Some(Expected {
                key,
                typ,
                has_default: property.has_default,
                weight: weight.filter(|_| !property.is_uncertain),
            })
        };
        let find = |name: &str| {
            decl.fields
                .by_key
                .get_key_value(name)
                .and_then(|(key, _)| expected(key))
        };
        let all = || decl.fields.by_key.keys().filter_map(|key| expected(key));
        let renamed = |name: &str| decl.fields.renamed.get(name).map(String::as_str);
        let is_constant = |name: &str| decl.fields.constants.contains(name);
        let known = Known {
            owner: &decl.name,
            find: &find,
            renamed: &renamed,
            is_constant: &is_constant,
        };
        self.object(node, pointer, &known, &mut all());
    }

    /// An object whose keys are known.
    pub(super) fn object(
        &mut self,
        node: &Node,
        pointer: &str,
        known: &Known<'_, 'a>,
        all: &mut dyn Iterator<Item = Expected<'a>>,
    ) {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut strangers: Vec<&Member> = Vec::new();
        // From the last one, which is the one that counts where a key is there twice.
        for member in node.members().iter().rev() {
            if !self.report.goes_on() {
                return;
            }
            match (known.find)(&member.name) {
                None => strangers.push(member),
                Some(expected) if seen.insert(expected.key) => {
                    if let Some(typ) = expected.typ {
                        self.value(&member.value, &child(pointer, &member.name), typ);
                    }
                }
                Some(_) => {}
            }
        }
        strangers.reverse();
        let mut missing: Vec<Expected<'_>> = Vec::new();
        for expected in all {
            if !self.report.goes_on() {
                return;
            }
            if !seen.contains(expected.key) {
                missing.push(expected);
            }
        }
        for stranger in strangers {
            let keys: Vec<&str> = missing
                .iter()
                .take(MOST_COMPARED)
                .map(|expected| expected.key)
                .collect();
            let near = (known.renamed)(&stranger.name)
                .or_else(|| nearest(&stranger.name, &keys))
                .filter(|_| !(known.is_constant)(&stranger.name))
                .and_then(|near| missing.iter().position(|it| it.key == near));
            let pointer = child(pointer, &stranger.name);
            // What the value would be wrong about under the right name is said at once.
            let before = self.report.findings.len();
            let typ = near.and_then(|at| missing.get(at)?.typ);
            if let Some(typ) = typ {
                self.value(&stranger.value, &pointer, typ);
            }
            let mut wrong = self.report.findings.split_off(before);
            let near = near.map(|at| missing.remove(at));
            // A value that does not fit what may be missing was not meant for it.
            let near = near.filter(|near| near.weight.is_some() || wrong.is_empty());
            let fix = near
                .as_ref()
                .map(|near| self.report.document.rename(&pointer, near.key));
            let (code, severity, what) = match &near {
                Some(near) => match near.weight {
                    Some(weight) => (Code::A001, weight, "misspelled"),
                    None => (Code::A003, Severity::Warning, "misspelled"),
                },
                None if (known.is_constant)(&stranger.name) => {
                    (Code::A003, Severity::Hint, "constant")
                }
                None => (Code::A003, Severity::Hint, "unknown"),
            };
            let found = excerpt(&stranger.name);
            let mut args = args(what, &pointer, &found, known.owner);
            let key = near.as_ref().map(|near| near.key.to_owned());
            args.push(("near", key.unwrap_or_default()));
            let at = &stranger.key;
            self.report.add(code, severity, at, &pointer, args, fix);
            if near.is_some() {
                self.report.findings.append(&mut wrong);
            }
            if !self.report.goes_on() {
                return;
            }
        }
        for expected in missing {
            let Some(weight) = expected.weight else {
                continue;
            };
            let what = if expected.has_default {
                "default"
            } else {
                "missing"
            };
            let mut args = args(what, pointer, "", known.owner);
            args.push(("near", expected.key.to_owned()));
            let spelled = expected.typ.map(|typ| self.model.spelled(typ.typ));
            args.push(("expected", spelled.unwrap_or_default()));
            let brace = node.range.start..node.range.start + 1;
            self.report
                .add(Code::A001, weight, &brace, pointer, args, None);
        }
    }
}
