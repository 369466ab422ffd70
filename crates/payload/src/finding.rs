//! Findings: what a rule has to say about one place of a draft, as data. Sentences are chosen where they are shown.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::document::Patch;
use crate::headers::HeaderName;
pub use crate::rules::Code;
use crate::words::Lang;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Blocks sending.
    Error,
    /// Needs a nod before sending.
    Warning,
    /// Worth knowing.
    Hint,
}

/// Where a finding is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "in")]
pub enum Place {
    /// In the payload's text.
    Body {
        /// Bytes of the text (UTF-8 offsets). [`crate::document::utf16_range`] gives what the DOM counts.
        range: Range<usize>,
        /// RFC 6901 pointer to the value, such as `/aps/badge`; empty for the whole document or where the text does not parse.
        pointer: String,
    },
    /// In a header.
    Header {
        /// Which one.
        name: HeaderName,
    },
    /// Somewhere among the headers: one that has no name here, or how some go together.
    Headers,
    /// In the device token.
    Token,
    /// In the credential that the push would be sent with.
    Credential,
    /// In a file of the app that the payload was checked against.
    App {
        /// Which kind of file.
        part: AppPart,
        /// Bytes of that file's text.
        range: Range<usize>,
    },
}

/// The files of an app that a payload can be checked against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AppPart {
    /// Swift source with the types of a Live Activity.
    Swift,
    /// A JSON Schema.
    Schema,
    /// Localized texts.
    Strings,
}

/// One change that a fix makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "edit")]
pub enum Edit {
    /// Replace a piece of the payload's text.
    Text(Patch),
    /// Write a header; empty removes it.
    Header {
        /// Which one.
        name: HeaderName,
        /// Its new text.
        value: String,
    },
}

/// One rule's complaint at one place.
///
/// Its `Debug` leaves out the values of `args`, because they quote the payload.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule. Its meaning never changes.
    pub code: Code,
    /// How much it weighs here.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// Values for the placeholders of the rule's sentence, such as `found` or `limit`, by name.
    pub args: Vec<(&'static str, String)>,
    /// What a machine can do about it: edits to apply together, against the text and headers that were checked. Empty when only a person can.
    pub fix: Vec<Edit>,
}

impl Finding {
    /// The sentence of this case with this finding's values in it.
    pub fn message(&self, lang: Lang) -> String {
        let text = self.code.text();
        let words = text
            .case(&self.args)
            .map_or(text.message, |case| case.message);
        fill(words.get(lang), &self.args)
    }

    /// What the button for the fix says; `None` when there is no fix.
    pub fn fix_label(&self, lang: Lang) -> Option<&'static str> {
        let text = self.code.text();
        let label = text
            .case(&self.args)
            .and_then(|case| case.fix_label)
            .or(text.fix_label)
            .filter(|_| !self.fix.is_empty())?;
        Some(label.get(lang))
    }
}

impl fmt::Debug for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Finding({} at {:?}, {} edits)",
            self.code.as_str(),
            self.place,
            self.fix.len()
        )
    }
}

/// Puts `args` into the `{name}` placeholders of `sentence`. What a value brings along is not a placeholder.
pub fn fill(sentence: &str, args: &[(&'static str, String)]) -> String {
    let mut out = String::with_capacity(sentence.len() + 32);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let value = after.split_once('}').and_then(|(name, rest)| {
            let (_, value) = args.iter().find(|(arg, _)| *arg == name)?;
            Some((value, rest))
        });
        if let Some((value, after)) = value {
            out.push_str(value);
            rest = after;
        } else {
            out.push('{');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// All findings of one draft, in the order of their places: headers, token, credential, the payload's text, the app's files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The findings.
    pub findings: Vec<Finding>,
}

impl Report {
    /// How many findings weigh `severity`.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    }

    /// Whether nothing blocks sending.
    pub fn is_sendable(&self) -> bool {
        self.count(Severity::Error) == 0
    }
}
