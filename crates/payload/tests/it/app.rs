//! A payload against the app's own files, in `tests/fixtures/app`.
//!
//! A folder is an app: `app.swift` or `app.json`, and what is said about that file in `app.expected` when there is anything to
//! say. `bad*.push` is a payload with findings, all of which stand in the `.expected` file beside it; `good*.push` has none.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use expect_test::expect_file;
use payload::app::{self, App};
use payload::finding::Place;
use payload::{AppPart, Code, Document, Draft, DraftHeaders, Finding, Lang, PushType, Severity};
use proptest::prelude::*;

/// One of the kinds of files that describe an app.
#[derive(Clone, Copy)]
enum Kind {
    Swift,
    Schema,
}

impl Kind {
    const ALL: [Self; 2] = [Self::Swift, Self::Schema];

    fn folder(self) -> PathBuf {
        let name = match self {
            Self::Swift => "swift",
            Self::Schema => "schema",
        };
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures/app")
            .join(name)
    }

    fn file(self) -> &'static str {
        match self {
            Self::Swift => "app.swift",
            Self::Schema => "app.json",
        }
    }

    fn read(self, text: &str) -> (App, Vec<Finding>) {
        let mut app = App::default();
        let findings = match self {
            Self::Swift => app.read_swift(text),
            Self::Schema => app.read_schema(text),
        };
        (app, findings)
    }
}

/// An app of the fixtures.
struct Fixture {
    folder: PathBuf,
    text: String,
    app: App,
    remarks: Vec<Finding>,
}

/// A payload of the fixtures.
struct Push {
    path: PathBuf,
    draft: Draft,
}

impl Push {
    fn is_bad(&self) -> bool {
        let name = self.path.file_name().unwrap().to_str().unwrap();
        assert!(
            name.starts_with("bad") || name.starts_with("good"),
            "{name}"
        );
        name.starts_with("bad")
    }

    fn check(&self, app: &App) -> Vec<Finding> {
        check(&self.draft, app)
    }
}

fn check(draft: &Draft, app: &App) -> Vec<Finding> {
    let document = Document::parse(draft.text.as_str());
    app::check(&document, draft.headers.parsed_push_type(), app)
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
}

fn fixtures() -> Vec<Fixture> {
    let all = Kind::ALL.into_iter();
    all.flat_map(|kind| {
        entries(&kind.folder()).into_iter().map(move |folder| {
            let text = fs::read_to_string(folder.join(kind.file())).unwrap();
            let (app, remarks) = kind.read(&text);
            Fixture {
                folder,
                text,
                app,
                remarks,
            }
        })
    })
    .collect()
}

impl Fixture {
    fn pushes(&self) -> Vec<Push> {
        let mut paths = entries(&self.folder);
        paths.retain(|path| path.extension().is_some_and(|it| it == "push"));
        paths.into_iter().map(push).collect()
    }
}

fn push(path: PathBuf) -> Push {
    let content = fs::read_to_string(&path).unwrap();
    let (head, text) = content.split_once("\n\n").unwrap();
    let push_type = head.strip_prefix("apns-push-type: ").unwrap();
    Push {
        path,
        draft: Draft {
            text: text.strip_suffix('\n').unwrap_or(text).to_owned(),
            headers: DraftHeaders::of(PushType::parse(push_type).unwrap()),
        },
    }
}

/// Everything that a person is told, and what the buttons make of the payload.
fn told(findings: &[Finding], source: &str, draft: Option<&Draft>) -> String {
    let mut out = String::new();
    for finding in findings {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        };
        let (text, range, pointer) = match (&finding.place, draft) {
            (Place::Body { range, pointer }, Some(draft)) => {
                (draft.text.as_str(), range, pointer.as_str())
            }
            (Place::App { range, .. }, None) => (source, range, ""),
            (place, _) => panic!("{place:?} is not in what was read"),
        };
        let (line, column) = payload::document::line_column(text, range.start);
        let found: String = text[range.clone()].chars().take(30).collect();
        let _ = writeln!(
            out,
            "{} {severity} at {line}:{column} {pointer} {found:?}",
            finding.code.as_str()
        );
        let _ = writeln!(out, "  {}", finding.message(Lang::En));
        if let (Some(label), Some(draft)) = (finding.fix_label(Lang::En), draft) {
            let _ = writeln!(out, "  [{label}]");
            let fixed = draft.fixed(&finding.fix).text;
            let before: BTreeSet<&str> = draft.text.lines().collect();
            for line in fixed.lines().filter(|line| !before.contains(line)) {
                let _ = writeln!(out, "  > {}", line.trim());
            }
        }
    }
    out
}

#[test]
fn files_of_the_app_are_understood_or_say_by_name_what_is_not() {
    for fixture in fixtures() {
        let told = told(&fixture.remarks, &fixture.text, None);
        let path = fixture.folder.join("app.expected");
        if told.is_empty() {
            assert!(!path.exists(), "{} says nothing any more", path.display());
        } else {
            expect_file![path].assert_eq(&told);
        }
    }
}

#[test]
fn bad_payloads_say_what_is_expected() {
    for fixture in fixtures() {
        for push in fixture.pushes().into_iter().filter(Push::is_bad) {
            let told = told(&push.check(&fixture.app), "", Some(&push.draft));
            assert!(!told.is_empty(), "{} has no finding", push.path.display());
            expect_file![push.path.with_extension("expected")].assert_eq(&told);
        }
    }
}

#[test]
fn good_payloads_say_nothing() {
    let mut count = 0;
    for fixture in fixtures() {
        for push in fixture.pushes().into_iter().filter(|push| !push.is_bad()) {
            let told = told(&push.check(&fixture.app), "", Some(&push.draft));
            assert_eq!(told, "", "{}", push.path.display());
            count += 1;
        }
    }
    assert!(count > 25, "{count}");
}

#[test]
fn a_fix_removes_its_finding_and_adds_no_error() {
    let mut fixes = 0;
    for fixture in fixtures() {
        for push in fixture.pushes() {
            let before = push.check(&fixture.app);
            let errors = |findings: &[Finding]| {
                findings
                    .iter()
                    .filter(|finding| finding.severity == Severity::Error)
                    .count()
            };
            for finding in before.iter().filter(|finding| !finding.fix.is_empty()) {
                let after = check(&push.draft.fixed(&finding.fix), &fixture.app);
                let at = push.path.display();
                assert!(
                    after.len() < before.len(),
                    "a fix in {at} does not remove its finding: {after:?}"
                );
                assert!(
                    errors(&after) <= errors(&before),
                    "a fix in {at} adds an error: {after:?}"
                );
                fixes += 1;
            }
        }
    }
    assert!(fixes > 40, "only {fixes} fixes were tried");
}

#[test]
fn every_case_of_every_rule_is_raised_and_every_placeholder_is_filled() {
    let mut raised: BTreeSet<(Code, String)> = BTreeSet::new();
    for fixture in fixtures() {
        let pushes = fixture.pushes();
        let checked = pushes.iter().flat_map(|push| push.check(&fixture.app));
        for finding in fixture.remarks.iter().cloned().chain(checked) {
            let (_, what) = finding
                .args
                .iter()
                .find(|(name, _)| *name == "what")
                .unwrap();
            raised.insert((finding.code, what.clone()));
            let text = finding.code.text();
            let message = text
                .case(&finding.args)
                .unwrap_or_else(|| panic!("{} has no case {what}", finding.code.as_str()))
                .message;
            for lang in Lang::ALL {
                for name in message
                    .get(lang)
                    .split('{')
                    .skip(1)
                    .filter_map(|rest| Some(rest.split_once('}')?.0))
                {
                    let is_word =
                        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase());
                    let is_given = finding.args.iter().any(|(arg, _)| *arg == name);
                    assert!(
                        !is_word || is_given,
                        "{} {what} has no {name}",
                        finding.code.as_str()
                    );
                }
                assert!(
                    finding.fix.is_empty() || finding.fix_label(lang).is_some(),
                    "{} {what} has a fix without a label",
                    finding.code.as_str()
                );
            }
        }
    }
    let rules = Code::ALL
        .iter()
        .filter(|code| ("A001".."A009").contains(&code.as_str()));
    for &code in rules {
        for case in code.text().cases {
            assert!(
                raised.contains(&(code, case.what.to_owned())),
                "{} {} is raised by no fixture",
                code.as_str(),
                case.what
            );
        }
    }
}

#[test]
fn what_is_read_anew_takes_the_place_of_what_was_known() {
    let mut app = App::default();
    app.read_swift("struct A: ActivityAttributes { struct ContentState: Codable { var n: Int } }");
    app.read_schema(r#"{"required": ["n"]}"#);
    let document = Document::parse(r#"{"aps": {"content-state": {}}}"#);
    let codes = |app: &App| -> Vec<&str> {
        let findings = app::check(&document, None, app);
        findings
            .iter()
            .map(|finding| finding.code.as_str())
            .collect()
    };
    assert_eq!(codes(&app), ["A001", "A008"]);
    assert!(app.read_swift(" \n").is_empty());
    assert_eq!(codes(&app), ["A008"]);
    app.read_schema("nonsense");
    assert_eq!(codes(&app), [""; 0]);
    assert_eq!(app::check(&Document::parse("{"), None, &app), []);
}

/// A long text of the same words.
fn long(words: &str) -> String {
    words.repeat(60_000 / words.len())
}

#[test]
fn reading_takes_time_in_proportion_to_the_text() {
    for words in [
        "{",
        "}",
        "(",
        "[",
        "<",
        "((]",
        "struct A { ",
        "struct A: B<",
        "let a: [",
        "let a = A<",
        "let a: @A<",
        "/*",
        "\"",
        "#\"",
        "\"\\(",
        "########\"\\",
        "#if x\n",
        "@",
        "@A(",
        "extension A { struct B {} } ",
        "extension B.C { struct D {} }\n",
        "enum A { case a(",
        "case a, ",
        "enum A: Int { case a = 1, b }\n",
        "typealias A = [A: A]\n",
        "var a, ",
        "var a: Int? ",
        "a.",
        "let a: A.",
        "let a: A?",
        "é",
        "“",
        "`",
        "->",
        "- ",
        "\r",
        "var x = [ ( { ",
        "struct A { let a: A; let b: [A] }\n",
        "class A: A { class B: A { } }\n",
        "@A<] ",
        "[@A< ] ",
        "let a = A<B, ",
    ] {
        is_read_soon(&long(words));
    }
    let many = "a, ".repeat(10_000);
    for typ in [
        ["A", &".B".repeat(10_000)].concat(),
        format!("Money<{many}A>"),
        format!("[A: Money<{many}A>]"),
    ] {
        is_read_soon(&format!(
            "struct A: ActivityAttributes {{ typealias B = A; var {many}b: {typ} }}"
        ));
    }
}

fn is_read_soon(text: &str) {
    let start = Instant::now();
    let mut app = App::default();
    app.read_swift(text);
    app.read_schema(text);
    // Generous, because tests run unoptimized and beside others: what is quadratic takes far longer.
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{:?} takes {:?}",
        text.get(..20),
        start.elapsed()
    );
}

/// Text that is nearly Swift.
fn nearly_swift() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "struct ",
        "class ",
        "enum ",
        "extension ",
        "protocol ",
        "typealias ",
        "case ",
        "let ",
        "var ",
        "lazy ",
        "static ",
        "private(set) ",
        "func ",
        "init(from decoder: Decoder) ",
        "A",
        "B",
        "A.B",
        "ContentState",
        ": ActivityAttributes ",
        ": Codable ",
        ": String, Codable ",
        ": Int ",
        "CodingKeys",
        "Int",
        "String",
        "Date",
        "Optional<Int>",
        "[String: Int]",
        "[A]",
        "(A, B)",
        "() -> A",
        "any A",
        "?",
        "!",
        " = ",
        "1",
        "-1",
        "\"a\"",
        "\"\\(",
        "\"\"\"",
        "#\"",
        "{ ",
        " }",
        "(",
        ")",
        "[",
        "]",
        "<",
        ">",
        ", ",
        ": ",
        ".",
        ";",
        "@A ",
        "@A(1) ",
        "#if x\n",
        "#endif\n",
        "// x\n",
        "/* ",
        "*/ ",
        "\n",
        "`a`",
        "é",
        "“",
        "\u{feff}",
        "\0",
        "didSet",
        "`",
        "&",
        "->",
    ]);
    prop::collection::vec(word, 0..40).prop_map(|words| words.concat())
}

/// A payload of names that the words above make likely.
fn nearly_payload() -> impl Strategy<Value = String> {
    let value = prop::sample::select(vec![
        "1",
        "1.5",
        "\"a\"",
        "null",
        "true",
        "[]",
        "[1]",
        "{}",
        "{\"a\": 1}",
        "{\"a\": {}}",
        "\"1\"",
        "1795341600",
        "{{x}}",
    ]);
    prop::collection::vec((prop::sample::select(vec!["a", "A", "B", "é", "b~/"]), value), 0..4).prop_map(|members| {
        let members: Vec<String> = members.iter().map(|(key, value)| format!("\"{key}\": {value}")).collect();
        let object = members.join(", ");
        format!("{{\"aps\": {{\"attributes-type\": \"A\", \"attributes\": {{{object}}}, \"content-state\": {{{object}}}}}}}")
    })
}

/// Text that is nearly a schema.
fn nearly_schema() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        r#"{"type": "string"}"#,
        r#"{"type": ["integer", "null"]}"#,
        "true",
        "false",
        r#"{"$ref": "\u0023"}"#,
        r#"{"$ref": "\u0023/properties/a"}"#,
        r#"{"enum": [1, "a"]}"#,
        r#"{"const": {}}"#,
        r#"{"minimum": 2, "multipleOf": 0}"#,
        r#"{"pattern": "[a-"}"#,
        r#"{"pattern": "^a*$", "minLength": 1e99}"#,
        r#"{"required": ["a", 1]}"#,
        "3",
    ]);
    let schema = leaf
        .prop_map(str::to_owned)
        .prop_recursive(4, 24, 3, |inner| {
            let some = || prop::collection::vec(inner.clone(), 1..3).prop_map(|all| all.join(", "));
            prop_oneof![
                (
                    prop::sample::select(vec!["allOf", "anyOf", "oneOf", "prefixItems"]),
                    some()
                )
                    .prop_map(|(key, all)| format!("{{\"{key}\": [{all}]}}")),
                (
                    prop::sample::select(vec!["not", "items", "additionalProperties"]),
                    inner.clone()
                )
                    .prop_map(|(key, one)| format!("{{\"{key}\": {one}}}")),
                (
                    prop::sample::select(vec!["a", "aps", "content-state", "é"]),
                    inner.clone()
                )
                    .prop_map(|(key, one)| format!("{{\"properties\": {{\"{key}\": {one}}}}}")),
            ]
        });
    prop_oneof![9 => schema, 1 => any::<String>()]
}

fn ranges_are_whole(findings: &[Finding], source: &str, payload: &str) {
    for finding in findings {
        let (text, range) = match &finding.place {
            Place::Body { range, .. } => (payload, range),
            Place::App { range, part } => {
                assert_ne!(*part, AppPart::Strings);
                (source, range)
            }
            place => panic!("{place:?}"),
        };
        assert!(
            text.get(range.clone()).is_some(),
            "{range:?} is not in the text"
        );
        for lang in Lang::ALL {
            assert!(!finding.message(lang).is_empty());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn any_swift_and_any_payload_go_together(source in prop_oneof![9 => nearly_swift(), 1 => any::<String>()], body in nearly_payload()) {
        let mut app = App::default();
        let remarks = app.read_swift(&source);
        let findings = app::check(&Document::parse(body.as_str()), None, &app);
        ranges_are_whole(&remarks, &source, &body);
        ranges_are_whole(&findings, &source, &body);
    }

    #[test]
    fn any_schema_and_any_payload_go_together(source in nearly_schema(), body in nearly_payload()) {
        let mut app = App::default();
        let remarks = app.read_schema(&source);
        let findings = app::check(&Document::parse(body.as_str()), None, &app);
        ranges_are_whole(&remarks, &source, &body);
        ranges_are_whole(&findings, &source, &body);
    }
}
