//! Any Swift text and any JSON Schema is read, and any payload is checked against what was read of it.
//!
//! The input is a file of the app, then a zero byte, then a payload; without one the payload is a start of a Live Activity
//! whose keys are the words of the file, so that most of them are found.

#![no_main]

use libfuzzer_sys::fuzz_target;
use payload::app::{self, App};
use payload::finding::{Edit, Place};
use payload::{Document, Finding, Lang, PushType};

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let (source, body) = match text.split_once('\0') {
        Some((source, body)) => (source.to_owned(), body.to_owned()),
        None => (text.to_string(), start(&text)),
    };
    let mut app = App::default();
    are_sound(&app.read_swift(&source), &source, &body);
    are_sound(&app.read_schema(&source), &source, &body);
    let document = Document::parse(body.as_str());
    let findings = app::check(&document, Some(PushType::Liveactivity), &app);
    are_sound(&findings, &source, &body);
    for finding in &findings {
        for edit in &finding.fix {
            let Edit::Text(patch) = edit else { continue };
            assert!(document.patched(patch).is_valid());
        }
    }
});

/// A payload with the words of the text as its keys.
fn start(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(20)
        .collect();
    let values = [
        "1",
        "\"1\"",
        "null",
        "[1, 2]",
        "{}",
        "{\"a\": {}}",
        "1795341600",
        "true",
    ];
    let members: Vec<String> = words
        .iter()
        .enumerate()
        .map(|(at, word)| format!("\"{word}\": {}", values[at % values.len()]))
        .collect();
    let object = members.join(", ");
    let name = words.get(1).copied().unwrap_or_default();
    format!(
        "{{\"aps\": {{\"attributes-type\": \"{name}\", \"attributes\": {{{object}}}, \"content-state\": {{{object}}}}}}}"
    )
}

fn are_sound(findings: &[Finding], source: &str, body: &str) {
    for finding in findings {
        let (text, range) = match &finding.place {
            Place::Body { range, .. } => (body, range),
            Place::App { range, .. } => (source, range),
            place => panic!("{place:?}"),
        };
        assert!(text.get(range.clone()).is_some());
        for lang in Lang::ALL {
            assert!(!finding.message(lang).is_empty());
            assert!(finding.fix.is_empty() || finding.fix_label(lang).is_some());
        }
    }
}
