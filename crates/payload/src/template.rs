//! Personal values: `{{name|fallback}}` in a payload's strings, filled for each row of an audience.
//!
//! Logic-less on purpose: a placeholder puts a text into a string, and nothing else. So the keys, their order and every other
//! value are the template's in each row, values are escaped by construction, and what can be wrong with a row is known in advance.
//!
//! ```
//! use payload::template::{Filled, Template};
//! use payload::{Document, DraftHeaders, PushType};
//!
//! let document = Document::parse(r#"{"aps": {"alert": "Hi {{First Name|there}}!", "badge": "{{count:number|0}}"}}"#);
//! let (template, findings) = Template::of(&document, &DraftHeaders::of(PushType::Alert));
//! assert!(findings.is_empty());
//!
//! let (bound, findings) = template.bind(&["Count", "First Name", "count"]);
//! assert!(findings.is_empty());
//!
//! let mut filled = Filled::default();
//! bound.render(&["", "Ada \"Ace\"", " 3"], &mut filled);
//! assert_eq!(filled.body, r#"{"aps":{"alert":"Hi Ada \"Ace\"!","badge":3}}"#);
//! bound.render(&["", "", ""], &mut filled);
//! assert_eq!(filled.body, r#"{"aps":{"alert":"Hi there!","badge":0}}"#);
//! ```
//!
//! # Grammar
//!
//! * `{{ name }}`: the value of the column `name`. Letters of any script, digits, `_`, `-`, `.`, and spaces inside.
//! * `{{ name | fallback }}`: everything behind the first bar, trimmed, for rows whose value is missing: there is no such column, the
//!   row ends before it, or the value is empty or white space. It is taken as it is written, not filtered. `{{name|}}` means: nothing.
//! * `{{ name:filter:filter(argument) }}`: `upper`, `lower`, `capitalize` (the first letter), `trim`, `truncate(n)` (at most `n`
//!   user-perceived characters, the `…` included), `url` (percent-encoded, for links), applied from left to right.
//! * `"{{ name:number }}"` alone in a string becomes a bare JSON number. The value must be one.
//! * `{{{{` is two braces. Braces that are written as `\u007b` are never a placeholder.
//! * Besides strings of the payload, placeholders are filled in the header `apns-collapse-id`, and nowhere else.
//!
//! # What is guaranteed about a row
//!
//! Always, by construction: the body is JSON, it differs from the template at placeholders only, and its length is what
//! [`Bound::len`] says. For every row, [`Tally`] finds missing values, values that are not numbers, invisible characters, a body or
//! a collapse id over the limit, and a collapse id that is no header. It runs every rule on the first row, the longest row, the row
//! with most values missing, and the first row of each *shape*, up to [`MOST_SHAPES`] shapes: which placeholders are blank where
//! nothing else is in their string, and the exact value wherever Apple reads one (`sound`, `interruption-level`, dates; not texts).
//! Rows of further shapes are counted as [`Summary::unchecked`]. Whatever happens here, [`crate::seal()`] looks at every row again.

mod bind;
mod fill;
mod filter;
mod grammar;
mod table;
mod tally;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

pub use bind::{Bound, Row};
pub use fill::{Filled, RowOutcome};
pub use table::{Record, Table};
pub use tally::{MOST_FINDINGS, MOST_SHAPES, RowFinding, Summary, Tally, Worst, worst_case};

use crate::document::{Document, Member, Node, Patch, escape_pointer, excerpt, is_number, lex};
use crate::finding::{Code, Edit, Finding, Place, Report, Severity};
use crate::headers::{DraftHeaders, HeaderName};
use crate::seal::{Target, lint};
use crate::size::Sizes;
use filter::Filter;
use grammar::{Piece, Spec, Spelling};

/// After so many errors, and as many hints, a template's further findings say nothing new.
const MOST_TEMPLATE_FINDINGS: usize = 100;

/// The most bytes of `apns-collapse-id`.
const COLLAPSE_ID_LIMIT: usize = 64;

/// A payload with placeholders, read once and filled for each row. Cheap to clone.
///
/// Its `Debug` does not show the payload.
#[derive(Clone)]
pub struct Template(Arc<Inner>);

struct Inner {
    document: Document,
    headers: DraftHeaders,
    /// The minified payload.
    body: Text,
    collapse_id: Text,
    /// Each name once, in the order in which they are first used.
    names: Vec<String>,
    is_plain: bool,
    /// The most bytes that Apple takes.
    limit: usize,
}

/// A text with gaps.
#[derive(Default)]
struct Text {
    /// What is between the gaps, one after the other.
    literals: String,
    gaps: Vec<Gap>,
}

/// One placeholder.
struct Gap {
    /// How much of [`Text::literals`] stands before it, all that stands before earlier gaps included.
    before: usize,
    /// Index into [`Inner::names`].
    name: usize,
    name_at: Option<Range<usize>>,
    filters: Vec<Filter>,
    /// As it is spelled where it is put.
    fallback: Option<String>,
    kind: GapKind,
    watch: Watch,
    /// The bytes of the payload or of the header that it stands on.
    range: Range<usize>,
}

/// How a value is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum GapKind {
    /// With JSON's escapes.
    Quoted,
    /// As a bare number.
    Number,
    /// As it is.
    Plain,
}

/// What of a value can change what the rules say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Watch {
    /// Nothing.
    Nothing,
    /// Whether it is blank.
    Blank,
    /// Whether it is a whole number of ordinary length; otherwise all of it.
    Count,
    /// All of it.
    Exact,
}

impl Template {
    /// Reads the placeholders of a payload and its headers. While the text is not JSON there is nothing to fill, and the findings
    /// are those of the text. A template with a finding of severity error is not for sending; it can be filled all the same.
    pub fn of(document: &Document, headers: &DraftHeaders) -> (Self, Vec<Finding>) {
        let mut reader = Reader::default();
        let collapse_id = reader.headers(headers);
        let body = reader.body(document);
        let is_plain = reader.is_plain;
        let template = Self(Arc::new(Inner {
            document: document.clone(),
            headers: headers.clone(),
            body,
            collapse_id,
            names: reader.names,
            is_plain,
            limit: Sizes::of_draft(document, headers).limit,
        }));
        (template, reader.findings)
    }

    /// Whether every row gets the payload and the headers as they stand.
    pub fn is_plain(&self) -> bool {
        self.0.is_plain
    }

    /// The columns that are used, each once, in the order of their first use: the headers, then the payload.
    pub fn names(&self) -> &[String] {
        &self.0.names
    }

    /// What the rules say about the template itself. What only a row can decide is left out: the size, and what a string with
    /// placeholders is worth at its place.
    pub fn lint(&self, target: &Target) -> Report {
        let Inner {
            document, headers, ..
        } = &*self.0;
        let mut report = lint(document, headers, target);
        if !self.0.is_plain {
            report
                .findings
                .retain(|finding| !self.is_decided_by_rows(finding));
        }
        report
    }

    fn is_decided_by_rows(&self, finding: &Finding) -> bool {
        match &finding.place {
            Place::Body { pointer, .. } => {
                let is_filled = |node: &Node| {
                    node.as_str().is_some() && self.0.document.source(node).contains("{{")
                };
                (is_size(finding) && !self.0.body.gaps.is_empty())
                    || self.0.document.node(pointer).is_some_and(is_filled)
            }
            Place::Header { name } => {
                *name == HeaderName::CollapseId && !self.0.collapse_id.gaps.is_empty()
            }
            _ => false,
        }
    }

    /// Where a gap stands.
    fn place(&self, gap: &Gap) -> Place {
        let root = self
            .0
            .document
            .root()
            .filter(|_| gap.kind != GapKind::Plain);
        place(root, gap.range.clone())
    }

    /// Every gap, those of the headers first.
    fn gaps(&self) -> impl Iterator<Item = &Gap> {
        self.0.collapse_id.gaps.iter().chain(&self.0.body.gaps)
    }
}

impl fmt::Debug for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Template({} placeholders)", self.gaps().count())
    }
}

/// Reads a template.
struct Reader {
    names: Vec<String>,
    by_name: BTreeMap<String, usize>,
    findings: Vec<Finding>,
    errors: usize,
    is_plain: bool,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            names: Vec::new(),
            by_name: BTreeMap::new(),
            findings: Vec::new(),
            errors: 0,
            is_plain: true,
        }
    }
}

/// A string of the payload that a brace may make special, or a key.
struct Special {
    range: Range<usize>,
    /// `None` for a key.
    zone: Option<Zone>,
}

/// Which part of the payload a string is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Zone {
    /// The payload itself.
    Root,
    /// `aps` itself.
    Aps,
    /// Apple takes any text here.
    Texts,
    /// Nobody but the app looks at it.
    Data,
    /// Apple knows every value that can be here.
    Values,
}

impl Zone {
    /// The part that a member is in.
    fn of_member(self, key: &str) -> Self {
        match (self, key) {
            (Self::Root, "aps") => Self::Aps,
            (Self::Aps, "content-state" | "attributes") | (Self::Root, _) => Self::Data,
            (
                Self::Aps,
                "alert" | "badge" | "thread-id" | "category" | "target-content-id" | "url-args",
            ) => Self::Texts,
            (Self::Aps, _) => Self::Values,
            (within, _) => within,
        }
    }

    /// What of a value can change what the rules say. `has_words`: something else is in its string.
    fn watch(self, kind: GapKind, has_words: bool) -> Watch {
        match (self, kind) {
            (_, GapKind::Plain) => Watch::Nothing,
            (Self::Values, _) => Watch::Exact,
            (Self::Texts, GapKind::Number) => Watch::Count,
            (_, GapKind::Number) => Watch::Nothing,
            _ if has_words => Watch::Nothing,
            _ => Watch::Blank,
        }
    }
}

/// One text that may have placeholders: the inside of a string of the payload, or the collapse id.
#[derive(Clone, Copy)]
struct Source<'a> {
    text: &'a str,
    /// Where it begins in the payload.
    start: usize,
    /// The payload; `None` for the collapse id.
    root: Option<&'a Node>,
    zone: Zone,
}

impl Source<'_> {
    fn moved(&self, range: &Range<usize>) -> Range<usize> {
        range.start + self.start..range.end + self.start
    }

    fn place(&self, range: &Range<usize>) -> Place {
        place(self.root, self.moved(range))
    }

    fn fix(&self, patch: &Patch) -> Edit {
        match self.root {
            Some(_) => Edit::Text(Patch {
                range: self.moved(&patch.range),
                replacement: patch.replacement.clone(),
            }),
            None => Edit::Header {
                name: HeaderName::CollapseId,
                value: patch.apply(self.text),
            },
        }
    }
}

/// A place of the payload, or the collapse id. Its pointer is looked for only here, so that long keys above many placeholders cost
/// nothing.
fn place(root: Option<&Node>, range: Range<usize>) -> Place {
    let Some(root) = root else {
        return Place::Header {
            name: HeaderName::CollapseId,
        };
    };
    let mut pointer = String::new();
    let mut node = root;
    loop {
        let is_inside = |node: &Node| node.range.contains(&range.start);
        let is_member =
            |member: &&Member| member.key.contains(&range.start) || is_inside(&member.value);
        let elements = node.elements();
        if let Some(member) = node.members().iter().find(is_member) {
            pointer.push('/');
            pointer.push_str(&escape_pointer(&member.name));
            node = &member.value;
        } else if let Some(index) = elements.iter().position(is_inside) {
            pointer.push('/');
            pointer.push_str(&index.to_string());
            node = &elements[index];
        } else {
            return Place::Body { range, pointer };
        }
    }
}

impl Reader {
    fn headers(&mut self, headers: &DraftHeaders) -> Text {
        let known = HeaderName::ALL.iter().map(|name| {
            let place = Place::Header { name: *name };
            (name.as_str(), headers.get(*name), place)
        });
        let others = headers.others.iter();
        let others = others.map(|(name, typed)| (name.as_str(), typed.as_str(), Place::Headers));
        for (name, typed, place) in known.chain(others) {
            if typed.contains("{{") && name != HeaderName::CollapseId.as_str() {
                let args = vec![("what", "header".to_owned()), ("found", excerpt(name))];
                self.find(Code::V006, || place, args);
            }
        }
        let source = Source {
            text: &headers.collapse_id,
            start: 0,
            root: None,
            zone: Zone::Root,
        };
        let mut collapse_id = Text::default();
        let pieces = self.pieces(&source, Spelling::Plain);
        self.text(&source, pieces, GapKind::Plain, &mut collapse_id);
        collapse_id
    }

    fn body(&mut self, document: &Document) -> Text {
        let mut out = Text::default();
        let text = document.text();
        let Some(root) = document.root() else {
            self.findings.extend_from_slice(document.syntax());
            return out;
        };
        let mut specials = Vec::new();
        collect(document, root, Zone::Root, &mut specials);
        let mut specials = specials.into_iter().peekable();
        for word in lex(text) {
            let found = &text[word.range.clone()];
            let start = word.range.start;
            let special = specials.next_if(|special| special.range.start == start);
            if let Some(zone) = special.as_ref().and_then(|special| special.zone) {
                let source = Source {
                    text: found.get(1..found.len() - 1).unwrap_or_default(),
                    start: start + 1,
                    root: Some(root),
                    zone,
                };
                self.string(&source, &mut out);
                continue;
            }
            out.literals.push_str(found);
            if special.is_some() {
                self.find(Code::V006, || place(Some(root), word.range), Vec::new());
            }
        }
        out
    }

    fn string(&mut self, source: &Source<'_>, out: &mut Text) {
        let pieces = self.pieces(source, Spelling::Json);
        if let [Piece::Placeholder(_, spec)] = pieces.as_slice()
            && spec.is_number
        {
            self.text(source, pieces, GapKind::Number, out);
        } else {
            out.literals.push('"');
            self.text(source, pieces, GapKind::Quoted, out);
            out.literals.push('"');
        }
    }

    fn pieces(&mut self, source: &Source<'_>, spelling: Spelling) -> Vec<Piece> {
        let (pieces, slips) = grammar::read(source.text, spelling);
        for slip in slips {
            if self.has_room(slip.severity) {
                self.add(Finding {
                    code: slip.code,
                    severity: slip.severity,
                    place: source.place(&slip.range),
                    args: slip.args,
                    fix: slip.fix.iter().map(|patch| source.fix(patch)).collect(),
                });
            }
        }
        pieces
    }

    /// Puts a text with its gaps behind `out`.
    fn text(&mut self, source: &Source<'_>, pieces: Vec<Piece>, kind: GapKind, out: &mut Text) {
        let text = source.text;
        let has_words = pieces.iter().any(|piece| match piece {
            Piece::Literal(range) => !text[range.clone()].trim().is_empty(),
            Piece::Braces => true,
            Piece::Placeholder(..) => false,
        });
        let watch = source.zone.watch(kind, has_words);
        for piece in pieces {
            match piece {
                Piece::Literal(range) => out.literals.push_str(&text[range]),
                Piece::Braces => {
                    self.is_plain = false;
                    out.literals.push_str("{{");
                }
                Piece::Placeholder(range, spec) => {
                    self.is_plain = false;
                    self.check(&spec, kind, &|| source.place(&range));
                    let gap = Gap {
                        before: out.literals.len(),
                        name: self.name(spec.name),
                        name_at: spec.name_at.map(|at| source.moved(&at)),
                        filters: spec.filters,
                        fallback: match spec.fallback {
                            Some(text) if kind == GapKind::Number && !is_number(&text) => {
                                Some(fill::NO_NUMBER.to_owned())
                            }
                            other => other,
                        },
                        kind,
                        watch,
                        range: source.moved(&range),
                    };
                    out.gaps.push(gap);
                }
            }
        }
    }

    /// What can be wrong with a placeholder that is well written.
    fn check(&mut self, spec: &Spec, kind: GapKind, place: &dyn Fn() -> Place) {
        let mut args = vec![("name", excerpt(&spec.name))];
        match &spec.fallback {
            None => self.find(Code::V005, place, args.clone()),
            Some(text) if spec.is_number && !is_number(text) => {
                let args = vec![("what", "fallback".to_owned()), ("found", excerpt(text))];
                self.find(Code::V008, place, args);
            }
            Some(_) => {}
        }
        if spec.is_number && kind != GapKind::Number {
            if kind == GapKind::Plain {
                args.push(("what", "header".to_owned()));
            }
            self.find(Code::V007, place, args);
        }
    }

    fn name(&mut self, name: String) -> usize {
        let next = self.names.len();
        *self.by_name.entry(name).or_insert_with_key(|name| {
            self.names.push(name.clone());
            next
        })
    }

    fn find(
        &mut self,
        code: Code,
        place: impl FnOnce() -> Place,
        args: Vec<(&'static str, String)>,
    ) {
        let severity = code.rule().severity;
        if self.has_room(severity) {
            self.add(Finding {
                code,
                severity,
                place: place(),
                args,
                fix: Vec::new(),
            });
        }
    }

    fn add(&mut self, finding: Finding) {
        self.errors += usize::from(finding.severity == Severity::Error);
        self.findings.push(finding);
    }

    fn has_room(&self, severity: Severity) -> bool {
        let others = self.findings.len() - self.errors;
        let is_error = severity == Severity::Error;
        MOST_TEMPLATE_FINDINGS > if is_error { self.errors } else { others }
    }
}

/// Every string and key of the payload that has braces, in the order of the text. As deep as a document nests at most.
fn collect(document: &Document, node: &Node, zone: Zone, out: &mut Vec<Special>) {
    if node.as_str().is_some() && has_braces(document.source(node)) {
        out.push(Special {
            range: node.range.clone(),
            zone: Some(zone),
        });
    }
    for member in node.members() {
        if document.text()[member.key.clone()].contains("{{") {
            out.push(Special {
                range: member.key.clone(),
                zone: None,
            });
        }
        collect(document, &member.value, zone.of_member(&member.name), out);
    }
    for element in node.elements() {
        collect(document, element, zone, out);
    }
}

fn has_braces(source: &str) -> bool {
    source.contains("{{") || source.contains("｛｛")
}

/// Whether a finding is an error about bytes, which differ from row to row.
fn is_size(finding: &Finding) -> bool {
    finding.severity == Severity::Error && finding.code.as_str().starts_with('S')
}
