//! What the app reads, as far as its own files say: checks that know more than Apple's rules.
//!
//! A person pastes the Swift types of a Live Activity or a JSON Schema, or loads the app's texts, and the payload is
//! checked against them. The page does not link this: its worker does, the command line and the relay.

mod check;
pub mod schema;
pub mod strings;
pub mod swift;

use crate::document::Document;
use crate::finding::{Finding, Place};
use crate::push_type::PushType;
use strings::{Strings, StringsFile};

/// What is known about an app.
#[derive(Debug, Default)]
pub struct App {
    /// The types of its Live Activities, from Swift source.
    pub swift: Option<swift::Model>,
    /// What a JSON Schema says about its payloads.
    pub schema: Option<schema::Schema>,
    /// Its texts, in every language that was loaded.
    pub strings: Option<Strings>,
}

impl App {
    /// Reads Swift source in place of what was known, and says what was not understood. Empty text: nothing is known.
    pub fn read_swift(&mut self, text: &str) -> Vec<Finding> {
        self.swift = None;
        if text.trim().is_empty() {
            return Vec::new();
        }
        let (model, findings) = swift::read(text);
        self.swift = Some(model);
        findings
    }

    /// Reads a JSON Schema in place of what was known, and says what was not understood. Empty text: nothing is known.
    pub fn read_schema(&mut self, text: &str) -> Vec<Finding> {
        self.schema = None;
        if text.trim().is_empty() {
            return Vec::new();
        }
        let (schema, findings) = schema::read(text);
        self.schema = schema;
        findings
    }

    /// Reads files of texts, each with its path, in place of what was known, and says what was not understood.
    pub fn read_strings<'a>(
        &mut self,
        files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    ) -> Vec<Finding> {
        let files = files.into_iter();
        let strings = Strings::new(files.map(|(path, bytes)| StringsFile::read(bytes, path)));
        let findings = strings.findings();
        self.strings = Some(strings).filter(|strings| !strings.files().is_empty());
        findings
    }
}

/// Checks a payload against what is known about the app, in the order of the payload's text: rules `A001` to `A012`.
/// What was not understood of the files themselves is said when they are read.
///
/// `push_type` is what the header names; the types of a Live Activity are used for `liveactivity` and while it is not known.
/// Silent while the payload is not JSON: rule `J001` has said so.
///
/// ```
/// use payload::app::{self, App};
/// use payload::{Document, Lang, PushType};
///
/// let mut app = App::default();
/// app.read_swift("struct Ride: ActivityAttributes { struct ContentState: Codable, Hashable { var minutes: Int } }");
///
/// let document = Document::parse(r#"{"aps": {"content-state": {"minutes": "5"}}}"#);
/// let findings = app::check(&document, Some(PushType::Liveactivity), &app);
/// assert_eq!(findings[0].message(Lang::En), "content-state.minutes must be a number without quotes: the app reads Int, you wrote \"5\".");
/// ```
pub fn check(document: &Document, push_type: Option<PushType>, app: &App) -> Vec<Finding> {
    let mut findings = Vec::new();
    let is_activity = push_type.is_none_or(|kind| kind == PushType::Liveactivity);
    if let Some(model) = app.swift.as_ref().filter(|_| is_activity) {
        findings.append(&mut check::swift(document, model));
    }
    if let Some(schema) = &app.schema {
        findings.append(&mut schema::check(document, push_type, schema));
    }
    if let Some(strings) = &app.strings {
        findings.append(&mut strings.check(document));
    }
    findings.sort_by_key(|finding| match &finding.place {
        Place::Body { range, .. } => range.start,
        _ => 0,
    });
    findings
}
