//! One file: from its bytes and its path to keys, texts and what was not understood.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::entry::{Entry, Pair};
use super::fault::Faults;
use super::{TABLE, UNKNOWN, catalog, decode, listing, path, plist};
use crate::finding::{AppPart, Code, Finding, Place, Severity};

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// `.strings`, as text or as a property list.
    Strings,
    /// `.stringsdict`
    Stringsdict,
    /// `.xcstrings`
    Catalog,
}

/// One file with texts of an app, as far as it was understood.
///
/// Its `Debug` shows the path only, because texts may be confidential.
pub struct StringsFile {
    path: String,
    text: String,
    pub(super) kind: FileKind,
    pub(super) table: String,
    pub(super) languages: Vec<String>,
    pub(super) source: Option<String>,
    pub(super) entries: Vec<Entry>,
    pub(super) faults: Faults,
}

impl fmt::Debug for StringsFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StringsFile({})", self.path)
    }
}

impl StringsFile {
    /// Reads a file. Its kind, its table and its language follow from the path (`de.lproj/Localizable.strings`), as far as it
    /// says; an empty path is fine for pasted text. Never fails: see [`Strings::findings`](super::Strings::findings).
    pub fn read(bytes: &[u8], path: &str) -> Self {
        let named = path::read(path);
        let mut faults = Faults::default();
        let text = decode::decode(bytes, &mut faults).unwrap_or_default();
        let kind = named.kind.unwrap_or_else(|| guessed(&text));
        let mut file = Self {
            path: path.to_owned(),
            kind,
            table: named.table,
            languages: Vec::new(),
            source: None,
            entries: Vec::new(),
            faults: Faults::default(),
            text: String::new(),
        };
        let is_known = named.language.is_some() || kind == FileKind::Catalog;
        let language = named.language.unwrap_or_else(|| UNKNOWN.to_owned());
        match kind {
            _ if text.is_empty() && faults.lost_keys => {}
            FileKind::Catalog => {
                let catalog = catalog::read(&text, &mut faults);
                file.source = catalog.source;
                file.entries = catalog.entries;
            }
            FileKind::Strings if !is_xml(&text) => {
                let pairs = listing::read(&text, &mut faults);
                twice(&pairs, &mut faults);
                file.entries = pairs
                    .into_iter()
                    .map(|pair| Entry::plain(pair.key, pair.value, &language))
                    .collect();
            }
            FileKind::Strings | FileKind::Stringsdict => {
                let leaves = plist::read(&text, &mut faults);
                file.entries = dictionary(leaves, &language, &mut faults);
            }
        }
        if !is_known && faults.list.is_empty() {
            faults.add("language", 0..0, "");
        }
        faults.list.sort_by_key(|fault| fault.range.start);
        file.languages = match kind {
            FileKind::Catalog => {
                let all = file
                    .entries
                    .iter()
                    .flat_map(|it| &it.texts)
                    .map(|(language, _)| language);
                let all: BTreeSet<&String> = all.chain(&file.source).collect();
                all.into_iter().cloned().collect()
            }
            FileKind::Strings | FileKind::Stringsdict => vec![language],
        };
        file.faults = faults;
        file.text = text;
        file
    }

    /// The same file in another language than its path says. A catalog names its languages itself and stays as it is.
    #[must_use]
    pub fn in_language(mut self, language: &str) -> Self {
        if self.kind != FileKind::Catalog {
            self.languages = vec![language.to_owned()];
            let texts = self.entries.iter_mut().flat_map(|entry| &mut entry.texts);
            texts.for_each(|(of, _)| language.clone_into(of));
            self.faults.list.retain(|fault| fault.what != "language");
        }
        self
    }

    /// The path as it was given.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What kind of file it was read as.
    pub fn kind(&self) -> FileKind {
        self.kind
    }

    /// The languages of its texts. `und` stands for one that the path does not say.
    pub fn languages(&self) -> &[String] {
        &self.languages
    }

    /// The text that was read, which findings point into; empty where the bytes are none.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was not understood: `A013`, in the order of the file.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let (mut line, mut at) = (1, 0);
        let mut findings = Vec::with_capacity(self.faults.list.len());
        for fault in &self.faults.list {
            let between = self.text.get(at..fault.range.start).unwrap_or_default();
            line += between.bytes().filter(|byte| *byte == b'\n').count();
            at = fault.range.start.max(at);
            let severity = if fault.what == "twice" || fault.what == "language" {
                Severity::Hint
            } else {
                Severity::Warning
            };
            let file = if self.path.is_empty() {
                TABLE
            } else {
                &self.path
            };
            findings.push(Finding {
                code: Code::A013,
                severity,
                place: Place::App {
                    part: AppPart::Strings,
                    range: fault.range.clone(),
                },
                args: vec![
                    ("what", fault.what.to_owned()),
                    ("file", file.to_owned()),
                    ("line", line.to_string()),
                    ("found", fault.found.clone()),
                ],
                fix: Vec::new(),
            });
        }
        findings
    }
}

/// What kind of file a text without a telling name is.
fn guessed(text: &str) -> FileKind {
    let start = text.trim_start();
    if is_xml(text) && text.contains("NSStringLocalizedFormatKey") {
        FileKind::Stringsdict
    } else if start.starts_with('{') && text.contains("\"strings\"") {
        FileKind::Catalog
    } else {
        FileKind::Strings
    }
}

fn is_xml(text: &str) -> bool {
    let start = text.trim_start();
    ["<?xml", "<!DOCTYPE", "<!--", "<plist"]
        .iter()
        .any(|tag| start.starts_with(tag))
}

/// Names every key that a later one overrides.
fn twice(pairs: &[Pair], faults: &mut Faults) {
    let mut last = BTreeMap::new();
    for pair in pairs {
        if let Some(earlier) = last.insert(pair.key.as_str(), pair) {
            faults.add("twice", earlier.range.clone(), &earlier.key);
        }
    }
}

/// The entries of a property list: plain texts, and the formats and variants of a `.stringsdict`.
fn dictionary(leaves: Vec<plist::Leaf>, language: &str, faults: &mut Faults) -> Vec<Entry> {
    const BY_VARIANT: &[&str] = &[
        "NSStringDeviceSpecificRuleType",
        "NSStringVariableWidthRuleType",
    ];
    let mut entries: Vec<Entry> = Vec::new();
    for leaf in leaves {
        let mut keys = leaf.keys.into_iter();
        let (Some(key), rule, variant) = (keys.next(), keys.next(), keys.next()) else {
            continue;
        };
        match (rule.as_deref(), variant) {
            (None | Some("NSStringLocalizedFormatKey"), None) => {
                entries.push(Entry::plain(key, leaf.value, language));
            }
            (Some(rule), Some(variant)) if BY_VARIANT.contains(&rule) => {
                let same = entries.last_mut().filter(|entry| entry.key == key);
                match same.and_then(|entry| entry.texts.first_mut()) {
                    Some((_, text)) => {
                        text.variants.push(leaf.value);
                        let last = text.variants.len() - 1;
                        if variant == "iphone" {
                            text.variants.swap(0, last);
                        }
                    }
                    None => entries.push(Entry::plain(key, leaf.value, language)),
                }
            }
            // The words among which a variable chooses; no text can choose.
            (Some(_), Some(_)) => {}
            (_, _) => faults.add("value", leaf.range, &key),
        }
    }
    entries
}
