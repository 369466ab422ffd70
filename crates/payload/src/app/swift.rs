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

mod lexer;
mod model;
mod parser;
mod scope;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use model::TypeKind;
pub(crate) use model::{Associated, Decl, DeclKind, EnumCase, Fields, Raw, Type};
use scope::Names;
pub(crate) use scope::{Scoped, Shape};

use crate::document::excerpt;
use crate::finding::{AppPart, Code, Finding, Place, Severity};

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

    /// Puts what extensions add where it belongs, fills the table of names and the keys of every type.
    fn gather(&mut self, extensions: &[parser::Extension]) {
        let is_extension: BTreeSet<usize> =
            extensions.iter().map(|extension| extension.decl).collect();
        let mut children: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, decl) in self.decls.iter().enumerate() {
            match decl.parent {
                Some(parent) if is_extension.contains(&parent) => {
                    children.entry(parent).or_default().push(index);
                }
                _ if is_extension.contains(&index) => {}
                parent => {
                    // The first one counts where `#if` gives two.
                    self.names
                        .entry((parent, decl.name.clone()))
                        .or_insert(index);
                }
            }
        }
        // Three rounds: an extension may come before the one that adds the type it extends, and what is extended may not be here.
        let mut open: Vec<&parser::Extension> = extensions.iter().collect();
        for round in 0..3 {
            open.retain(|extension| {
                let Some(target) = self.look_up(&extension.path, None) else {
                    return true;
                };
                self.extend(
                    self.behind(target),
                    extension,
                    children.get(&extension.decl),
                );
                false
            });
            if round == 1 {
                for extension in &open {
                    self.stand_in(extension);
                }
            }
        }
        for extension in open {
            self.extend(extension.decl, extension, children.get(&extension.decl));
        }
        for index in 0..self.decls.len() {
            let fields = self.fields(index);
            if let Some(decl) = self.decls.get_mut(index) {
                decl.fields = fields;
            }
        }
    }

    /// Lets an extension stand for a type that is not here: what is added to it still is.
    fn stand_in(&mut self, extension: &parser::Extension) {
        let name = extension.path.rsplit('.').next().unwrap_or_default();
        if let Some(decl) = self.decls.get_mut(extension.decl) {
            name.clone_into(&mut decl.name);
        }
        if name == extension.path {
            let key = (None, name.to_owned());
            self.names.entry(key).or_insert(extension.decl);
        }
    }

    fn extend(
        &mut self,
        target: usize,
        extension: &parser::Extension,
        children: Option<&Vec<usize>>,
    ) {
        for &child in children.into_iter().flatten() {
            if let Some(decl) = self.decls.get_mut(child) {
                decl.parent = Some(target);
                self.names
                    .entry((Some(target), decl.name.clone()))
                    .or_insert(child);
            }
        }
        if target == extension.decl {
            return;
        }
        let Some(added) = self.decls.get_mut(extension.decl) else {
            return;
        };
        let (mut inherits, has_own_decoding) =
            (std::mem::take(&mut added.inherits), added.has_own_decoding);
        if let Some(decl) = self.decls.get_mut(target) {
            decl.inherits.append(&mut inherits);
            decl.has_own_decoding |= has_own_decoding;
        }
    }

    /// The JSON keys of a type's properties, or of an enum's cases.
    fn fields(&self, index: usize) -> Fields {
        let mut fields = Fields::default();
        let Some(decl) = self.decl(index) else {
            return fields;
        };
        fields.is_unknown = decl.has_own_decoding;
        let inherits_class = decl.kind == DeclKind::Class
            && decl.inherits.iter().any(|typ| match &typ.kind {
                TypeKind::Name { path, .. } => {
                    let found = self
                        .look_up(path, Some(index))
                        .and_then(|found| self.decl(found));
                    found.is_some_and(|found| found.kind == DeclKind::Class) || path == "NSObject"
                }
                _ => false,
            });
        fields.is_unknown |= inherits_class;
        let names: Vec<&str> = if decl.kind == DeclKind::Enum {
            decl.cases.iter().map(|case| case.name.as_str()).collect()
        } else {
            decl.properties
                .iter()
                .map(|property| property.name.as_str())
                .collect()
        };
        let renamed = self.coding_keys(index, "CodingKeys");
        fields.is_unknown |= matches!(renamed, Keys::Unknown);
        for (at, name) in names.into_iter().enumerate() {
            let key = match &renamed {
                Keys::Renamed(keys) => keys.get(name).copied(),
                _ => Some(name),
            };
            let is_decoded = decl
                .properties
                .get(at)
                .is_none_or(|property| property.is_decoded);
            match key.map(str::to_owned) {
                Some(key) if is_decoded => {
                    if key != name {
                        fields.renamed.insert(name.to_owned(), key.clone());
                    }
                    fields.by_key.entry(key).or_insert(at);
                }
                Some(key) => {
                    fields.constants.insert(key);
                }
                None => {}
            }
        }
        fields
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

    /// Which types a payload is checked against.
    fn choose(&mut self, remarks: &mut Vec<Remark>) {
        let is_type =
            |decl: &Decl| !decl.name.is_empty() && !matches!(decl.kind, DeclKind::Alias(_));
        let all = |wanted: &dyn Fn(usize, &Decl) -> bool| -> Vec<usize> {
            let decls = self.decls.iter().enumerate();
            decls
                .filter(|(index, decl)| is_type(decl) && wanted(*index, decl))
                .map(|(index, _)| index)
                .collect()
        };
        let mut activities = all(&|_, decl| decl.conforms_to("ActivityAttributes"));
        if activities.is_empty() {
            activities = all(&|index, _| self.child(Some(index), "ContentState").is_some());
        }
        for &activity in &activities {
            if self.child(Some(activity), "ContentState").is_none()
                && let Some(decl) = self.decl(activity)
            {
                remarks.push(Remark::new("no-content-state", decl.range.clone()));
            }
        }
        let state = if activities.is_empty() {
            let structs = all(&|_, decl| matches!(decl.kind, DeclKind::Struct | DeclKind::Class));
            let named = |suffix: &str| {
                structs.iter().copied().find(|index| {
                    self.decl(*index)
                        .is_some_and(|decl| decl.name.ends_with(suffix))
                })
            };
            let used = self.used();
            named("ContentState")
                .or_else(|| named("State"))
                .or_else(|| structs.iter().copied().find(|index| !used.contains(index)))
                .or_else(|| structs.first().copied())
        } else {
            None
        };
        match state.and_then(|state| self.decl(state)) {
            Some(decl) => remarks.push(Remark::new("taken-for-state", decl.range.clone())),
            None if activities.is_empty() => remarks.push(Remark::new("no-type", 0..0)),
            None => {}
        }
        (self.activities, self.state) = (activities, state);
    }

    /// The types that a property of another one names.
    fn used(&self) -> BTreeSet<usize> {
        let mut used = BTreeSet::new();
        for (index, decl) in self.decls.iter().enumerate() {
            let types = decl
                .properties
                .iter()
                .filter_map(|property| property.typ.as_ref());
            for typ in types {
                let scope = Some(index);
                self.each_name(Scoped { typ, scope }, &mut |shape, _| {
                    if let Shape::Struct(found) | Shape::Enum(found) = shape
                        && found != index
                    {
                        used.insert(found);
                    }
                });
            }
        }
        used
    }

    /// Gives every type that `scoped` is made of.
    fn each_name<'m>(&'m self, scoped: Scoped<'m>, found: &mut dyn FnMut(Shape<'m>, Scoped<'m>)) {
        let mut open = vec![scoped];
        // A type in a type is part of the text, but an alias can name itself: hence the limit.
        for _ in 0..256 {
            let Some(scoped) = open.pop() else { break };
            let shape = self.shape(scoped);
            found(shape, scoped);
            match shape {
                Shape::Optional(inner)
                | Shape::List(inner)
                | Shape::Bounds(inner)
                | Shape::Map(inner, _) => open.push(inner),
                Shape::Pairs(key, value) => open.extend([key, value]),
                _ => {}
            }
        }
    }

    /// Says what cannot be checked, of the types that a payload can reach.
    fn look_at_types(&self, remarks: &mut Vec<Remark>) {
        let states = self
            .activities
            .iter()
            .filter_map(|index| self.content_state(Some(*index)));
        let mut open: Vec<usize> = self
            .activities
            .iter()
            .copied()
            .chain(states)
            .chain(self.state)
            .collect();
        let mut seen = BTreeSet::new();
        let mut said = BTreeSet::new();
        while let Some(index) = open.pop() {
            let Some(decl) = self.decl(index).filter(|_| seen.insert(index)) else {
                continue;
            };
            if let DeclKind::Alias(typ) = &decl.kind {
                let scope = decl.parent;
                self.look_at(Scoped { typ, scope }, &mut open, &mut said, remarks);
            }
            if decl.fields.is_unknown {
                remarks.push(Remark::new("own-decoding", decl.range.clone()));
                continue;
            }
            if decl.kind == DeclKind::Enum && self.raw_shape(index).is_none() && !decl.is_codable()
            {
                remarks.push(Remark::new("no-codable", decl.range.clone()));
                continue;
            }
            for &at in decl.fields.by_key.values() {
                let scope = Some(index);
                if decl.kind == DeclKind::Enum {
                    let values = decl.cases.get(at).map_or(&[][..], |case| &case.values);
                    for value in values {
                        self.look_at(
                            Scoped {
                                typ: &value.typ,
                                scope,
                            },
                            &mut open,
                            &mut said,
                            remarks,
                        );
                    }
                } else if let Some(property) = decl.properties.get(at) {
                    match &property.typ {
                        Some(typ) => {
                            self.look_at(Scoped { typ, scope }, &mut open, &mut said, remarks);
                        }
                        None if property.is_uncertain => {
                            remarks.push(Remark::new("wrapper", property.range.clone()));
                        }
                        None => {
                            remarks.push(Remark::new("no-written-type", property.range.clone()));
                        }
                    }
                }
            }
        }
    }

    fn look_at<'m>(
        &'m self,
        scoped: Scoped<'m>,
        open: &mut Vec<usize>,
        said: &mut BTreeSet<String>,
        remarks: &mut Vec<Remark>,
    ) {
        self.each_name(scoped, &mut |shape, scoped| match shape {
            Shape::Struct(index) | Shape::Enum(index) => open.push(index),
            Shape::Anything(what) if said.insert(self.spelled(scoped.typ)) => {
                remarks.push(Remark::new(what, scoped.typ.range.clone()));
            }
            _ => {}
        });
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
