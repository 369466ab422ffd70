//! What people really paste, and what nobody should: what is said about it stands beside each text.
//!
//! `tests/fixtures/hostile/NAME.txt` is the text, byte for byte; `NAME.expected` says for each finding its code, weight,
//! line and column, the marked text, the sentence, and what the fix makes of it. Texts too long to keep are made here.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use payload::document::line_column;
use payload::finding::{Edit, Place};
use payload::{Document, Lang, Severity};

fn texts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile");
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths
}

/// All that is said about a text, and what each fix makes of it.
fn told(text: &str) -> String {
    let document = Document::parse(text);
    let mut out = String::new();
    for finding in document.syntax() {
        let Place::Body { range, .. } = &finding.place else {
            unreachable!("the text is all there is")
        };
        let (line, column) = line_column(text, range.start);
        let weight = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        };
        let marked = shortened(&text[range.clone()]);
        let _ = writeln!(
            out,
            "{} {weight} {line}:{column} {marked:?}",
            finding.code.as_str()
        );
        let _ = writeln!(out, "  {}", finding.message(Lang::En));
        assert!(
            !finding.message(Lang::Zh).is_ascii(),
            "in English: {}",
            finding.message(Lang::Zh)
        );
        if let [Edit::Text(patch)] = finding.fix.as_slice() {
            let label = finding.fix_label(Lang::En).unwrap();
            let _ = writeln!(out, "  [{label}] {:?}", shortened(&patch.apply(text)));
        }
    }
    if document.is_valid() {
        let _ = writeln!(out, "JSON of {} bytes", document.minified_len().unwrap());
    }
    let (repaired, count) = repaired(&document);
    if repaired.is_valid() {
        let _ = writeln!(
            out,
            "after {count} fixes: {}",
            shortened(&repaired.minified().unwrap())
        );
    }
    out
}

/// The text after pressing the first fix that is offered as long as there is one.
fn repaired(document: &Document) -> (Document, usize) {
    let mut document = document.clone();
    let mut count = 0;
    while let Some(Edit::Text(patch)) = document.syntax().iter().flat_map(|it| &it.fix).next() {
        document = document.patched(patch);
        count += 1;
        assert!(
            count < 200,
            "the fixes do not come to an end: {:?}",
            document.text()
        );
    }
    (document, count)
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(160) {
        Some((end, _)) => format!("{}… ({} bytes)", &text[..end], text.len()),
        None => text.to_owned(),
    }
}

#[test]
fn what_people_paste_is_named_in_words_that_help() {
    let paths = texts();
    assert!(paths.len() >= 100, "only {} texts", paths.len());
    for path in paths {
        let text = String::from_utf8(fs::read(&path).unwrap()).unwrap();
        expect_file![path.with_extension("expected")].assert_eq(&told(&text));
    }
}

/// Much of one thing, by how many findings there are and what the first one says. A quadratic reader would take minutes;
/// a megabyte is measured by `cargo bench`.
#[test]
fn any_length_of_anything_is_answered_shortly() {
    let many = |unit: &str| unit.repeat(250_000 / unit.len());
    let table = [
        ("arrays", many("[")),
        ("objects", many("{\"a\":")),
        ("objects in arrays", many("[{\"a\":")),
        (
            "nesting, then garbage",
            ["[".repeat(20), many("}")].concat(),
        ),
        (
            "nesting in a text",
            ["{\"a\": \"", &many("["), "\"}"].concat(),
        ),
        ("closing brackets", many("]")),
        ("pairs", many("[]")),
        ("quotes", many("\"")),
        ("single quotes", many("'")),
        ("curly quotes", many("“")),
        ("backquotes and words", many("`a` ")),
        ("backslashes", many("\\")),
        ("comments begun", many("/*")),
        ("line comments", many("//\n")),
        ("commas", many(",")),
        ("colons", many(":")),
        ("words", many("x ")),
        ("one word", many("x")),
        ("digits", many("9")),
        ("zeros", many("0")),
        ("signs", many("+-.")),
        ("line breaks", many("\n")),
        ("byte-order marks", many("\u{feff}")),
        ("non-breaking spaces", many("\u{a0}")),
        ("NULs", many("\0")),
        ("full-width brackets", many("［")),
        ("ampersands", many("&quot;")),
        ("percents", many("%7B")),
        ("escaped quotes", many("\\\"")),
        ("angle brackets", many("<")),
        ("AnyHashable", many("AnyHashable(")),
        ("elements without commas", ["[", &many("1 ")].concat()),
        ("texts side by side", ["[", &many("\"a\"")].concat()),
        (
            "quotes in quotes",
            ["{\"a\": \"", &many("x\"y "), "\"}"].concat(),
        ),
        ("an array without end", ["[1", &many(",1")].concat()),
        ("a text without end", ["{\"a\": \"", &many("x")].concat()),
        (
            "lines in a text",
            ["{\"a\": \"", &many("x\n"), "\"}"].concat(),
        ),
        ("equal keys", ["{", &many("\"a\":1,"), "\"a\":1}"].concat()),
        ("trailing commas", ["[", &many("[1,],"), "]"].concat()),
        ("Swift", ["[\"a\": [", &many("\"b\": [:], "), "]]"].concat()),
    ];
    let mut out = String::new();
    for (name, text) in &table {
        let document = Document::parse(text.as_str());
        let findings = document.syntax();
        let first = findings.first().map_or_else(String::new, |first| {
            format!(
                "{} {}",
                first.code.as_str(),
                shortened(&first.message(Lang::En))
            )
        });
        let _ = writeln!(out, "{name}: {} × {first}", findings.len());
    }
    expect_file!["../fixtures/hostile/very_long.expected"].assert_eq(&out);
}

/// Each beginning of a payload, as it is while it is typed or when a log was cut.
#[test]
fn a_payload_cut_anywhere_says_what_is_missing() {
    let whole = r#"{"aps": {"alert": "Hi", "list": [1, true]}}"#;
    let mut out = String::new();
    for end in 0..=whole.len() {
        let document = Document::parse(&whole[..end]);
        let said: Vec<String> = document
            .syntax()
            .iter()
            .map(|it| it.message(Lang::En))
            .collect();
        let (repaired, count) = repaired(&document);
        let answer = match (repaired.is_valid(), count) {
            (true, 0) => "is JSON".to_owned(),
            (true, _) => format!("becomes {}", repaired.text()),
            (false, _) => "only a person can".to_owned(),
        };
        let _ = writeln!(
            out,
            "{}\n    {} | {answer}",
            &whole[..end],
            said.join(" | ")
        );
    }
    expect_file!["../fixtures/hostile/cut_anywhere.expected"].assert_eq(&out);
}
