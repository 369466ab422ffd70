//! The app's texts: any bytes, read as each kind of file.
//!
//! Held against: ranges lie on characters of the file's text and come in its order, a file is named at most fifty times, what is
//! shown of a text is what its placeholders say, and the payload's findings lie on the payload's characters.

#![no_main]

use libfuzzer_sys::fuzz_target;
use payload::Document;
use payload::app::strings::format::{fill, placeholders};
use payload::app::strings::{Strings, StringsFile};
use payload::finding::Place;

const PATHS: [&str; 4] = [
    "",
    "en.lproj/Localizable.strings",
    "zh-Hans.lproj/Localizable.stringsdict",
    "Localizable.xcstrings",
];

fuzz_target!(|bytes: &[u8]| {
    for path in PATHS {
        let strings = Strings::new([StringsFile::read(bytes, path)]);
        let text = strings.files()[0].text();
        let findings = strings.findings();
        assert!(findings.len() <= 50);
        let mut before = 0;
        for finding in findings {
            let Place::App { range, .. } = finding.place else {
                panic!("a file's finding is elsewhere");
            };
            assert!(text.get(range.clone()).is_some() && before <= range.start);
            before = range.start;
        }
        let document = Document::parse(PAYLOAD);
        for finding in strings.check(&document) {
            let Place::Body { range, .. } = finding.place else {
                panic!("a payload's finding is elsewhere");
            };
            assert!(PAYLOAD.get(range).is_some());
        }
        for language in strings.languages() {
            strings.text("A", &["x", "y"], language);
        }
        let mut end = 0;
        for placeholder in placeholders(text) {
            assert!(placeholder.range.start >= end && text[placeholder.range.clone()].starts_with('%'));
            end = placeholder.range.end;
        }
        assert!(end > 0 || fill(text, &["x"]) == text);
    }
});

const PAYLOAD: &str = r#"{"aps": {"alert": {"title-loc-key": "A", "title-loc-args": ["x"], "loc-key": "MESSAGE", "body": {"loc-key": "好"}}}}"#;
