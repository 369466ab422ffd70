//! What a default `JSONDecoder` would say about a value, and more kindly.

mod enumeration;
mod forms;
mod object;

use super::date;
use super::number::{Amount, amount};
use super::report::{Report, path};
use crate::app::swift::{DeclKind, Model, Scoped, Shape};
use crate::document::{
    EditError, Node, NodeKind, Patch, escape_pointer, excerpt, is_number, quote,
};
use crate::finding::{Code, Severity};
use forms::{is_base64, is_uuid, standard_base64};

/// How many words are compared with a misspelled one, at most.
const MOST_COMPARED: usize = 64;

/// How many names may stand for an optional of each other.
const MOST_OPTIONALS: usize = 8;

/// Compares values with types.
pub(super) struct Decoder<'a, 'd> {
    pub(super) model: &'a Model,
    pub(super) report: &'a mut Report<'d>,
}

/// A fix, where one is certain.
type Fix = Option<Result<Patch, EditError>>;

impl<'a> Decoder<'a, '_> {
    /// A value of a declared type.
    pub(super) fn declared(&mut self, node: &Node, pointer: &str, index: usize) {
        let model = self.model;
        let Some(decl) = model.decl(index) else {
            return;
        };
        match &decl.kind {
            DeclKind::Alias(typ) => {
                let scope = decl.parent;
                self.value(node, pointer, Scoped { typ, scope });
            }
            DeclKind::Enum => self.enumeration(node, pointer, index, decl),
            DeclKind::Struct | DeclKind::Class => self.structure(node, pointer, index, decl),
            DeclKind::Unknown => {}
        }
    }

    /// A value of a type as it is written.
    fn value(&mut self, node: &Node, pointer: &str, scoped: Scoped<'a>) {
        if !self.report.goes_on() {
            return;
        }
        let mut inner = scoped;
        let mut is_optional = false;
        let mut shape = self.model.shape(scoped);
        for _ in 0..MOST_OPTIONALS {
            let Shape::Optional(behind) = shape else {
                break;
            };
            is_optional = true;
            inner = behind;
            shape = self.model.shape(behind);
        }
        let typ = self.model.spelled(inner.typ);
        match (shape, &node.kind) {
            (Shape::Anything(_) | Shape::Optional(_), _) => {}
            (_, NodeKind::Null) if is_optional => {}
            (_, NodeKind::Null) => self.wrong(node, pointer, "null", &typ, None),
            (Shape::Struct(index) | Shape::Enum(index), _) => self.declared(node, pointer, index),
            (Shape::Whole(first, last), kind) => {
                self.whole(node, kind, pointer, &typ, (first, last));
            }
            (Shape::Date, kind) => self.date(node, kind, pointer),
            (
                Shape::List(_) | Shape::Bounds(_) | Shape::Map(..) | Shape::Pairs(..),
                NodeKind::Array(_) | NodeKind::Object(_),
            ) => self.collection(node, pointer, &typ, shape),
            _ => self.word(node, pointer, &typ, shape),
        }
    }

    /// A value that is one word, or should not be one.
    fn word(&mut self, node: &Node, pointer: &str, typ: &str, shape: Shape<'_>) {
        let document = self.report.document;
        let set = |source: &str| Some(document.set_source(pointer, source));
        let (what, fix) = match (shape, &node.kind) {
            (Shape::Text, NodeKind::String(_))
            | (Shape::Flag, NodeKind::Bool(_))
            | (Shape::Number, NodeKind::Number(_)) => return,
            (Shape::Data | Shape::Url | Shape::Uuid, NodeKind::String(text)) => {
                return self.form(node, text, pointer, typ, shape);
            }
            (Shape::Text, NodeKind::Number(_) | NodeKind::Bool(_)) => {
                ("text", set(&quote(document.source(node))))
            }
            (Shape::Text, _) => ("text", None),
            (Shape::Flag, kind) => {
                let meant = match kind {
                    NodeKind::Number(text) if text == "1" => Some("true"),
                    NodeKind::Number(text) if text == "0" => Some("false"),
                    NodeKind::String(text) if matches!(text.as_str(), "true" | "false") => {
                        Some(text.as_str())
                    }
                    _ => None,
                };
                ("flag", meant.and_then(set))
            }
            (Shape::Number, NodeKind::String(text)) if is_number(text.trim()) => {
                ("quoted", set(text.trim()))
            }
            (Shape::Data, _) => ("data", None),
            (Shape::Url, _) => ("url", None),
            (Shape::Uuid, _) => ("uuid", None),
            (Shape::List(_), _) => ("list", None),
            (Shape::Bounds(_), _) => ("bounds", None),
            (Shape::Map(..), _) => ("map", None),
            (Shape::Pairs(..), _) => ("pairs", None),
            _ => ("number", None),
        };
        self.wrong(node, pointer, what, typ, fix);
    }

    /// An array or an object, where a type with elements is wanted.
    fn collection(&mut self, node: &Node, pointer: &str, typ: &str, shape: Shape<'a>) {
        let elements = node.elements();
        let each = |this: &mut Self, at: usize, scoped: Scoped<'a>| {
            if let Some(node) = elements.get(at) {
                this.value(node, &format!("{pointer}/{at}"), scoped);
            }
        };
        match (shape, node.is_object()) {
            (Shape::List(element), false) => {
                (0..elements.len()).for_each(|at| each(self, at, element));
            }
            (Shape::Bounds(bound), false) if elements.len() > 1 => {
                let before = self.report.findings.len();
                each(self, 0, bound);
                each(self, 1, bound);
                let worth = |at: usize| match &elements.get(at)?.kind {
                    NodeKind::Number(text) => text.parse::<f64>().ok(),
                    _ => None,
                };
                let is_reversed = worth(0)
                    .zip(worth(1))
                    .is_some_and(|(lower, upper)| lower > upper);
                // A bound that is wrong by itself has been named.
                if is_reversed && before == self.report.findings.len() {
                    self.wrong(node, pointer, "bounds-order", typ, None);
                }
            }
            (Shape::Map(value, has_numbers), true) => {
                for member in node.members() {
                    let pointer = child(pointer, &member.name);
                    let is_whole =
                        is_number(&member.name) && matches!(amount(&member.name), Amount::Whole(_));
                    if has_numbers && !is_whole {
                        let args = args("number-key", &pointer, &excerpt(&member.name), typ);
                        let at = &member.key;
                        self.report
                            .add(Code::A002, Severity::Error, at, &pointer, args, None);
                    }
                    self.value(&member.value, &pointer, value);
                }
            }
            (Shape::Pairs(key, value), false) => {
                if elements.len() % 2 == 1 {
                    self.wrong(node, pointer, "pairs", typ, None);
                }
                for at in 0..elements.len() {
                    each(self, at, if at % 2 == 0 { key } else { value });
                }
            }
            _ => self.word(node, pointer, typ, shape),
        }
    }

    fn whole(
        &mut self,
        node: &Node,
        kind: &NodeKind,
        pointer: &str,
        typ: &str,
        (first, last): (i128, i128),
    ) {
        let fits = |worth: i128| (first..=last).contains(&worth);
        match kind {
            NodeKind::Number(text) => match amount(text) {
                Amount::Whole(worth) if fits(worth) => {}
                Amount::Fraction => self.wrong(node, pointer, "fraction", typ, None),
                Amount::Whole(_) | Amount::Huge => {
                    let mut args = args("range", pointer, &self.report.shown(node), typ);
                    args.push(("first", first.to_string()));
                    args.push(("last", last.to_string()));
                    self.report.add(
                        Code::A002,
                        Severity::Error,
                        &node.range,
                        pointer,
                        args,
                        None,
                    );
                }
            },
            NodeKind::String(text) if is_number(text.trim()) => {
                let is_meant = matches!(amount(text.trim()), Amount::Whole(worth) if fits(worth));
                let fix = is_meant.then(|| self.set(pointer, text.trim()));
                self.wrong(node, pointer, "quoted", typ, fix);
            }
            _ => self.wrong(node, pointer, "whole", typ, None),
        }
    }

    fn date(&mut self, node: &Node, kind: &NodeKind, pointer: &str) {
        let (what, severity, day, meant) = match kind {
            NodeKind::Number(text) => match date::suspect(text) {
                // It is read, as a day in another century: nobody's wish, and nothing that is dropped.
                Some(suspect) => (
                    suspect.what,
                    Severity::Warning,
                    suspect.day,
                    Some(suspect.meant),
                ),
                None => return,
            },
            NodeKind::String(text) => match date::of_iso(text) {
                Some(meant) => ("iso", Severity::Error, String::new(), Some(meant)),
                None => match text.trim() {
                    number if is_number(number) => {
                        let meant = date::suspect(number)
                            .map_or_else(|| number.to_owned(), |suspect| suspect.meant);
                        ("quoted", Severity::Error, String::new(), Some(meant))
                    }
                    _ => ("text", Severity::Error, String::new(), None),
                },
            },
            _ => ("other", Severity::Error, String::new(), None),
        };
        let mut args = args(what, pointer, &self.report.shown(node), "Date");
        args.push(("day", day));
        args.push(("meant", meant.clone().unwrap_or_default()));
        let fix = meant.map(|meant| self.set(pointer, &meant));
        self.report
            .add(Code::A005, severity, &node.range, pointer, args, fix);
    }

    /// Text that has a form of its own. A placeholder of a template is not looked at.
    fn form(&mut self, node: &Node, text: &str, pointer: &str, typ: &str, shape: Shape<'_>) {
        if text.contains("{{") {
            return;
        }
        match shape {
            Shape::Data if !is_base64(text) => {
                let standard =
                    standard_base64(text).map(|standard| self.set(pointer, &quote(&standard)));
                self.wrong(node, pointer, "data", typ, standard);
            }
            Shape::Url if text.is_empty() => self.wrong(node, pointer, "url", typ, None),
            Shape::Uuid if !is_uuid(text) => self.wrong(node, pointer, "uuid", typ, None),
            _ => {}
        }
    }

    fn set(&self, pointer: &str, source: &str) -> Result<Patch, EditError> {
        self.report.document.set_source(pointer, source)
    }

    fn wrong(&mut self, node: &Node, pointer: &str, what: &'static str, typ: &str, fix: Fix) {
        let args = args(what, pointer, &self.report.shown(node), typ);
        self.report
            .add(Code::A002, Severity::Error, &node.range, pointer, args, fix);
    }
}

/// What a sentence about a value of the payload says.
fn args(what: &'static str, pointer: &str, found: &str, typ: &str) -> Vec<(&'static str, String)> {
    vec![
        ("what", what.to_owned()),
        ("key", path(pointer)),
        ("found", found.to_owned()),
        ("type", typ.to_owned()),
    ]
}

fn child(pointer: &str, key: &str) -> String {
    [pointer, "/", &escape_pointer(key)].concat()
}
