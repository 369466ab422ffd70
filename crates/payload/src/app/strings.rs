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
mod entry;
mod fault;
mod file;
pub mod format;
mod language;
mod listing;
mod path;
mod plist;

pub use file::{FileKind, StringsFile};

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::finding::Finding;
use entry::{State, Text};

/// The table in which the phone looks for the texts of a notification.
const TABLE: &str = "Localizable";

/// What a file without a language is filed under: the code for "undetermined".
const UNKNOWN: &str = "und";

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
        language::nearest(&self.languages, self.source.as_deref(), language)
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
