//! The app's own texts: which ones a notification may name, in which languages, and what they become on the phone.
//!
//! A payload can name a text of the app instead of bringing one (`loc-key`, `title-loc-key`, `subtitle-loc-key`, and in a Live
//! Activity's alert `{"loc-key": …, "loc-args": …}`). The phone looks it up in the app's table `Localizable` in the language
//! the app runs in, and fills in the arguments. What is read here:
//!
//! - `.strings` text in UTF-8 or UTF-16, as Apple's "Editing XLIFF and strings files" and its published reader have it
//! - `.strings` as an XML property list
//! - `.stringsdict`, an XML property list: keys, `NSStringLocalizedFormatKey`, and the variants by device and width
//!   ("Localizing strings that contain plurals", "Creating width and device variants of strings")
//! - `.xcstrings`, a String Catalog ("Localizing and varying text with a string catalog")
//!
//! Facts that the rules `A009` to `A012` rest on: Apple's "Generating a remote notification" says that each `%@` of the text is
//! replaced by an item of the array of strings `loc-args`; `CFBundle_Strings.c`, which Apple publishes, takes a `.stringsdict`
//! before a `.strings` and gives back the key where the app's language has no text, without a look at other languages.
//!
//! Nothing here fails or panics on any bytes: what is not understood is a finding of `A013`, and the rest of the file is read.

mod catalog;
mod check;
mod decode;
pub mod format;
mod listing;
mod path;
mod plist;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

use crate::document::excerpt;
use crate::finding::{AppPart, Code, Finding, Place, Severity};

/// So many faults are named in one file.
const MOST_FAULTS: usize = 50;

/// The table in which the phone looks for the texts of a notification.
const TABLE: &str = "Localizable";

/// What a file without a language is filed under: the code for "undetermined".
const UNKNOWN: &str = "und";

/// A place of a file that was not understood.
struct Fault {
    what: &'static str,
    range: Range<usize>,
    found: String,
}

/// Collects faults.
#[derive(Default)]
struct Faults {
    /// The first of them.
    list: Vec<Fault>,
    /// Whether keys may be missing for one of them.
    lost_keys: bool,
}

impl Faults {
    fn add(&mut self, what: &'static str, range: Range<usize>, found: &str) {
        /// After these, every key is still there.
        const HARMLESS: &[&str] = &["escape", "language", "nested", "source", "twice", "value"];
        self.lost_keys |= !HARMLESS.contains(&what);
        if self.list.len() < MOST_FAULTS {
            // A sentence has one line.
            let found = excerpt(found.lines().next().unwrap_or_default().trim_end());
            self.list.push(Fault { what, range, found });
        }
    }
}

/// One `"key" = "value";`.
struct Pair {
    key: String,
    value: String,
    range: Range<usize>,
}

/// How far a text of a language is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    /// It is there.
    #[default]
    Ready,
    /// It is the key itself, for want of a text of its own.
    Key,
    /// Somebody wants to look at it again.
    Review,
    /// Nobody has translated it.
    New,
}

/// A text in one language, with its variants by device, width or plural.
#[derive(Default)]
struct Text {
    /// What is shown on an iPhone comes first.
    variants: Vec<String>,
    /// Whether a number chooses among the variants.
    is_plural: bool,
    state: State,
}

impl Text {
    fn plain(text: String, state: State) -> Self {
        Self {
            variants: vec![text],
            is_plural: false,
            state,
        }
    }
}

/// A key of a table, with its texts.
struct Entry {
    key: String,
    texts: Vec<(String, Text)>,
    /// Whether Xcode has found no code that uses it.
    is_stale: bool,
    /// Whether it is meant to have a text in every language.
    is_translated: bool,
}

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
    kind: FileKind,
    table: String,
    languages: Vec<String>,
    source: Option<String>,
    entries: Vec<Entry>,
    faults: Faults,
}

impl fmt::Debug for StringsFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StringsFile({})", self.path)
    }
}

impl StringsFile {
    /// Reads a file. Its kind, its table and its language follow from the path (`de.lproj/Localizable.strings`), as far as it
    /// says; an empty path is fine for pasted text. Never fails: see [`Strings::findings`].
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
                    .map(|pair| entry(pair.key, pair.value, &language))
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

    /// The text that was read, which findings point into; empty where the bytes are none.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was not understood: `A013`, in the order of the file.
    fn findings(&self) -> Vec<Finding> {
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

fn entry(key: String, value: String, language: &str) -> Entry {
    Entry {
        key,
        texts: vec![(language.to_owned(), Text::plain(value, State::Ready))],
        is_stale: false,
        is_translated: true,
    }
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
                entries.push(entry(key, leaf.value, language));
            }
            (Some(rule), Some(variant)) if BY_VARIANT.contains(&rule) => {
                let same = entries.last_mut().filter(|entry| entry.key == key);
                match same.and_then(|entry| entry.texts.first_mut()) {
                    Some((_, text)) if variant == "iphone" => text.variants.insert(0, leaf.value),
                    Some((_, text)) => text.variants.push(leaf.value),
                    None => entries.push(entry(key, leaf.value, language)),
                }
            }
            // The words among which a variable chooses; no text can choose.
            (Some(_), Some(_)) => {}
            (_, _) => faults.add("value", leaf.range, &key),
        }
    }
    entries
}

/// What is known about one key.
#[derive(Default)]
struct Known {
    texts: BTreeMap<String, (FileKind, Text)>,
    is_stale: bool,
    is_for_all: bool,
}

/// The texts of an app: every file that was loaded, seen as the phone sees them.
///
/// ```
/// use payload::app::strings::{Strings, StringsFile};
///
/// let texts = [
///     StringsFile::read(br#""ORDER" = "Your order %@ is here";"#, "en.lproj/Localizable.strings"),
///     StringsFile::read("\"ORDER\" = \"您的订单 %@ 已送达\";".as_bytes(), "zh-Hans.lproj/Localizable.strings"),
/// ];
/// let strings = Strings::new(texts);
/// assert_eq!(strings.languages(), ["en", "zh-Hans"]);
/// assert_eq!(strings.text("ORDER", &["17"], "zh-CN").unwrap(), "您的订单 17 已送达");
/// ```
#[derive(Default)]
pub struct Strings {
    files: Vec<StringsFile>,
    /// The keys of the table that the phone looks into.
    keys: BTreeMap<String, Known>,
    /// The keys of other tables, each with its table.
    elsewhere: BTreeMap<String, String>,
    /// The languages of the table that the phone looks into.
    languages: BTreeSet<String>,
    /// Those of them in which a key may only seem to be missing: a file of theirs was not wholly understood.
    unsure: BTreeSet<String>,
    source: Option<String>,
}

impl fmt::Debug for Strings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.files).finish()
    }
}

impl Strings {
    /// Puts files together. Of two texts for one key and language the later file's counts, but a `.stringsdict` wins over a
    /// `.strings`, as on the phone.
    pub fn new(files: impl IntoIterator<Item = StringsFile>) -> Self {
        let mut strings = Self::default();
        for file in files {
            strings.add(file);
        }
        strings
    }

    /// Adds a file.
    pub fn add(&mut self, mut file: StringsFile) {
        let entries = std::mem::take(&mut file.entries);
        if file.table == TABLE {
            self.languages.extend(file.languages.iter().cloned());
            if file.faults.lost_keys {
                self.unsure.extend(file.languages.iter().cloned());
            }
            self.source = self.source.take().or_else(|| file.source.clone());
            for entry in entries {
                let known = self.keys.entry(entry.key).or_default();
                known.is_stale |= entry.is_stale;
                known.is_for_all |= entry.is_translated;
                for (language, text) in entry.texts {
                    let before = known.texts.get(&language).map(|(kind, _)| *kind);
                    if before != Some(FileKind::Stringsdict) || file.kind != FileKind::Strings {
                        known.texts.insert(language, (file.kind, text));
                    }
                }
            }
        } else {
            let keys = entries
                .into_iter()
                .map(|entry| (entry.key, file.table.clone()));
            self.elsewhere.extend(keys);
        }
        self.files.push(file);
    }

    /// Every file, in the order in which they came.
    pub fn files(&self) -> &[StringsFile] {
        &self.files
    }

    /// What was not understood in the files: `A013`, each with the path of its file as the argument `file`.
    pub fn findings(&self) -> Vec<Finding> {
        self.files.iter().flat_map(StringsFile::findings).collect()
    }

    /// The languages that the texts of notifications are in, sorted. `und` stands for files that do not say theirs.
    pub fn languages(&self) -> Vec<&str> {
        self.languages.iter().map(String::as_str).collect()
    }

    /// The language in which a phone that is set to `language` shows this app: that one, the same without its region, a sister
    /// of it, or the one that the app is written in. `None` while there is no text at all.
    pub fn language_for(&self, language: &str) -> Option<&str> {
        let mut wanted = language.replace('_', "-");
        let same = |wanted: &str| {
            self.languages
                .iter()
                .find(|it| it.eq_ignore_ascii_case(wanted))
        };
        let primary = wanted.split('-').next().unwrap_or_default().to_owned();
        if let Some(found) = same(&wanted) {
            return Some(found);
        }
        if primary.eq_ignore_ascii_case("zh") {
            let is_traditional = ["Hant", "TW", "HK", "MO"]
                .iter()
                .any(|part| wanted.split('-').any(|it| it.eq_ignore_ascii_case(part)));
            let script = if is_traditional { "zh-Hant" } else { "zh-Hans" };
            script.clone_into(&mut wanted);
        }
        loop {
            if let Some(found) = same(&wanted) {
                return Some(found);
            }
            let Some((shorter, _)) = wanted.rsplit_once('-') else {
                break;
            };
            wanted = shorter.to_owned();
        }
        let is_sister = |it: &&String| {
            it.split('-')
                .next()
                .is_some_and(|it| it.eq_ignore_ascii_case(&primary))
        };
        let fallback = [self.source.as_deref().unwrap_or("Base"), "Base", "en"];
        self.languages
            .iter()
            .find(is_sister)
            .or_else(|| fallback.into_iter().find_map(same))
            .or_else(|| self.languages.first())
            .map(String::as_str)
    }

    /// What a phone that is set to `language` shows for a key: the iPhone's variant, with `args` in its placeholders.
    ///
    /// `None` where the language that is shown has no text for it; the phone then shows the key. A placeholder that no text can
    /// fill stays as it is spelled, a missing argument is `(null)`, and of plurals the general one is taken.
    pub fn text(&self, key: &str, args: &[&str], language: &str) -> Option<String> {
        let (_, text) = self
            .keys
            .get(key)?
            .texts
            .get(self.language_for(language)?)?;
        let format = text.variants.first().filter(|_| text.state != State::New)?;
        Some(format::fill(format, args))
    }
}
