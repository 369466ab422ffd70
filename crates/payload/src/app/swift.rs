//! The Swift side of an app: the structs that a payload is decoded into, read from pasted text.
//!
//! A reader for the regular part of Swift that people paste, not a compiler. It takes any text and says by name what it
//! did not understand; whatever it cannot know accepts every value, so that it never forbids what may be right.
//!
//! **Read:** `struct`, `class`, `actor`, `enum`, `extension`, `typealias`, nested to any sensible depth and in any order;
//! stored properties, several in one line too; types `T?`, `T!`, `[T]`, `[K: V]`, `Outer.Inner`, `Name<T>`; the types of
//! literals (`var round = 1`); raw values, explicit and implicit; associated values; `CodingKeys` (renamed and omitted
//! keys, for enums also `CaseCodingKeys`). **Stepped over:** imports, comments, attributes, access levels, macros, computed
//! and static properties, functions, initializers and their bodies. Both branches of `#if` are read; what stands in one
//! may be missing. **Not known:** generic parameters, property wrappers, types that are not pasted, `init(from:)` of the
//! app's own, key types with `CodingKeyRepresentable` beyond their name.
//!
//! **Assumed,** because `ActivityKit` decodes so: a `JSONDecoder` with default strategies. `Date` is a number of seconds
//! since 2001-01-01 00:00 UTC, `Data` is Base64, keys are spelled as the properties. Synthesized decoding ignores default
//! values: `var round = 1` needs its key, `let round = 1` and `lazy var` are never read, optionals may be missing.
//! An enum without raw values is an object with its case as the one key: `{"goal": {"by": "Ada"}}`, `{"idle": {}}`.

mod gather;
mod lexer;
mod model;
mod parser;
mod reach;
mod scope;

use std::collections::BTreeMap;
use std::ops::Range;

use model::TypeKind;
pub(crate) use model::{Associated, Decl, DeclKind, EnumCase, Fields, Raw, Type};
use scope::Names;
pub(crate) use scope::{Scoped, Shape};

use crate::document::excerpt;
use crate::finding::{AppPart, Code, Finding, Place, Severity};

/// How many bytes of a type are looked at for a sentence.
const LONGEST_SPELLING: usize = 200;

/// How many findings one text gives at most.
const MOST_REMARKS: usize = 50;

/// What a Swift text declares.
///
/// Its `Debug` shows how many types there are only, because an app's source may be confidential.
#[derive(Default)]
pub struct Model {
    text: String,
    decls: Vec<Decl>,
    names: Names,
    /// The types that conform to `ActivityAttributes`, or that have a `ContentState`.
    activities: Vec<usize>,
    /// The type that is taken for the content state, when there is no activity.
    state: Option<usize>,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Model({} types)", self.decls.len())
    }
}

/// How a type's properties or cases are spelled in JSON.
pub(crate) enum Keys<'m> {
    /// As in Swift.
    Plain,
    /// By Swift's names. What is not there is not decoded.
    Renamed(BTreeMap<&'m str, &'m str>),
    /// By something that is not understood.
    Unknown,
}

/// Something that was not understood, at one place of the Swift text.
#[derive(Debug)]
pub(crate) struct Remark {
    /// The case of `A007`.
    what: &'static str,
    range: Range<usize>,
}

impl Remark {
    pub(crate) fn new(what: &'static str, range: Range<usize>) -> Self {
        Self { what, range }
    }
}

/// Reads any text. Never fails, never panics, and takes time in proportion to the text.
///
/// ```
/// use payload::app::swift;
///
/// let (model, findings) = swift::read(
///     "struct Ride: ActivityAttributes { struct ContentState: Codable, Hashable { var minutes: Int } let city: String }",
/// );
/// assert!(findings.is_empty());
/// assert_eq!(model.activity_names(), ["Ride"]);
/// ```
pub fn read(text: &str) -> (Model, Vec<Finding>) {
    let mut remarks = Vec::new();
    let read = parser::parse(text, &mut remarks);
    let mut model = Model {
        text: text.to_owned(),
        decls: read.decls,
        ..Model::default()
    };
    model.gather(&read.extensions);
    model.choose(&mut remarks);
    model.look_at_types(&mut remarks);
    remarks.sort_by_key(|remark| remark.range.start);
    remarks.truncate(MOST_REMARKS);
    let findings = remarks
        .into_iter()
        .map(|remark| model.finding(remark))
        .collect();
    (model, findings)
}

impl Model {
    /// The names of the types that `attributes-type` can mean.
    pub fn activity_names(&self) -> Vec<&str> {
        let decls = self.activities.iter().filter_map(|index| self.decl(*index));
        decls.map(|decl| decl.name.as_str()).collect()
    }

    /// The declaration of that index.
    pub(crate) fn decl(&self, index: usize) -> Option<&Decl> {
        self.decls.get(index)
    }

    /// The type as it is written, shortened for a sentence; the name of one that only its value shows.
    pub(crate) fn spelled(&self, typ: &Type) -> String {
        let words = match &typ.kind {
            TypeKind::Name { path, arguments } if arguments.is_empty() => path,
            _ => self.text.get(typ.range.clone()).unwrap_or_default(),
        };
        // Enough for any sentence, however long the type.
        let words = &words[..words.floor_char_boundary(LONGEST_SPELLING)];
        excerpt(&words.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The types that conform to `ActivityAttributes`.
    pub(crate) fn activities(&self) -> &[usize] {
        &self.activities
    }

    /// The content state of an activity, or the one type that is taken for it.
    pub(crate) fn content_state(&self, activity: Option<usize>) -> Option<usize> {
        match activity {
            Some(activity) => self.child(Some(activity), "ContentState"),
            None => self.state,
        }
    }

    /// The keys that an enum of coding keys inside a type gives.
    pub(crate) fn coding_keys(&self, index: usize, name: &str) -> Keys<'_> {
        let inside = self.child(Some(index), name);
        let Some(keys) = inside.and_then(|inside| self.decl(inside)) else {
            return Keys::Plain;
        };
        if keys.kind != DeclKind::Enum {
            return Keys::Unknown;
        }
        let pairs = keys.cases.iter().map(|case| match &case.raw {
            Some(Raw::Text(key)) => (case.name.as_str(), key.as_str()),
            _ => (case.name.as_str(), case.name.as_str()),
        });
        Keys::Renamed(pairs.collect())
    }

    fn finding(&self, Remark { what, range }: Remark) -> Finding {
        let found = self.text.get(range.clone()).unwrap_or_default();
        let found = excerpt(found.lines().next().unwrap_or_default());
        let severity = match what {
            "no-type" | "unclosed-bracket" | "unclosed-string" | "unclosed-comment"
            | "stray-bracket" | "no-content-state" => Severity::Warning,
            _ => Severity::Hint,
        };
        Finding {
            code: Code::A007,
            severity,
            place: Place::App {
                part: AppPart::Swift,
                range,
            },
            args: vec![("what", what.to_owned()), ("found", found)],
            fix: Vec::new(),
        }
    }
}
