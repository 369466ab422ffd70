//! What a fix promises, held against drafts that people nearly wrote: the fixtures with slips of hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use payload::document::Document;
use payload::finding::{Edit, Place};
use payload::{
    Draft, DraftHeaders, Environment, Finding, HeaderName, PushType, Report, Severity, Target, lint,
};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Pieces that break a text, or mean something in it.
const PIECES: &[&str] = &[
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "true",
    "1",
    "0.5",
    "\"\"",
    " ",
    "\\u00e9",
    "-",
    "_",
    "e",
    "\n",
    "{}",
    "\"aps\":",
    "\"alert\":\"Hi\",",
    "\"badge\":\"3\",",
    "\"sound\":true,",
    "1700000000000",
    "“",
    "，",
    "\u{200b}",
    "http://",
    "&amp;",
];

/// Headers and payload of every fixture of the rules.
static FIXTURES: LazyLock<Vec<Draft>> = LazyLock::new(|| {
    let mut files = Vec::new();
    below(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rules"),
        &mut files,
    );
    files.sort();
    files.iter().map(|file| read(file)).collect()
});

fn below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            below(&path, files);
        } else if path.extension().is_some_and(|it| it == "push") {
            files.push(path);
        }
    }
}

fn read(file: &Path) -> Draft {
    let content = fs::read_to_string(file).unwrap();
    let (head, text) = content.split_once("\n\n").unwrap();
    let mut headers = DraftHeaders::default();
    for (name, value) in head.lines().filter_map(|line| line.split_once(": ")) {
        if let Some(header) = HeaderName::ALL.into_iter().find(|it| it.as_str() == name) {
            headers.set(header, value.to_owned());
        }
    }
    Draft {
        text: text.to_owned(),
        headers,
    }
}

/// One slip: where, how much is taken away, and what is written instead.
fn slip() -> impl Strategy<Value = (Index, usize, &'static str)> {
    (any::<Index>(), 0..6_usize, select(PIECES))
}

fn draft() -> impl Strategy<Value = Draft> {
    let kinds: Vec<&str> = PushType::ALL.iter().map(|kind| kind.as_str()).collect();
    let header = prop::option::weighted(0.2, (select(HeaderName::ALL.to_vec()), select(PIECES)));
    let kind = prop::option::weighted(0.2, select(kinds));
    (
        any::<Index>(),
        prop::collection::vec(slip(), 0..3),
        header,
        kind,
    )
        .prop_map(|(fixture, slips, header, kind)| {
            let mut draft = fixture.get(&FIXTURES).clone();
            for (at, length, piece) in slips {
                let start = draft
                    .text
                    .floor_char_boundary(at.index(draft.text.len() + 1));
                let end = draft
                    .text
                    .ceil_char_boundary((start + length).min(draft.text.len()));
                draft.text.replace_range(start..end, piece);
            }
            if let Some((name, value)) = header {
                draft.headers.set(name, value.to_owned());
            }
            if let Some(kind) = kind {
                draft.headers.set(HeaderName::PushType, kind.to_owned());
            }
            draft
        })
}

fn report(draft: &Draft) -> Report {
    let target = Target {
        now: Some(1_790_000_000),
        ..Target::new(Environment::Sandbox, "com.example.demo")
    };
    lint(
        &Document::parse(draft.text.as_str()),
        &draft.headers,
        &target,
    )
}

/// How often the same is said.
fn count(report: &Report, finding: &Finding) -> usize {
    report
        .findings
        .iter()
        .filter(|other| other.code == finding.code)
        .count()
}

fn describe(draft: &Draft, finding: &Finding, fixed: &Draft) -> String {
    let place = match &finding.place {
        Place::Body { range, pointer } => format!("{pointer} {:?}", draft.text.get(range.clone())),
        place => format!("{place:?}"),
    };
    format!(
        "{} {:?} at {place}\nbefore {:?} {:?}\nafter  {:?} {:?}",
        finding.code.as_str(),
        finding.args,
        draft.headers,
        draft.text,
        fixed.headers,
        fixed.text
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// A text that is no JSON shows its further slips only once the first is mended, so errors are counted for texts that are.
    #[test]
    fn a_fix_removes_its_finding_and_adds_no_error(draft in draft()) {
        let before = report(&draft);
        let was_valid = Document::parse(draft.text.as_str()).is_valid();
        for finding in before.findings.iter().filter(|finding| !finding.fix.is_empty()) {
            let fixed = draft.fixed(&finding.fix);
            prop_assert_ne!(&fixed, &draft, "{}", describe(&draft, finding, &fixed));
            let after = report(&fixed);
            if !was_valid {
                continue;
            }
            prop_assert!(count(&after, finding) < count(&before, finding), "not removed: {}", describe(&draft, finding, &fixed));
            let changes_kind = finding.fix.iter().any(|edit| matches!(edit, Edit::Header { name: HeaderName::PushType, .. }));
            let errors = |report: &Report| report.count(Severity::Error);
            prop_assert!(changes_kind || errors(&after) <= errors(&before), "adds an error: {}", describe(&draft, finding, &fixed));
        }
    }
}
