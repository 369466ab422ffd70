//! Templates, over fixtures in `tests/fixtures/template` and over whatever chance makes of them.
//!
//! A fixture is a template (`.push`: headers, an empty line, the payload), an audience (`.csv`) and all that is said about both
//! (`.expected`). `CODE_bad*` raises that code; `CODE_good*` raises no error, and nothing of that code.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use payload::finding::{Edit, Place};
use payload::rules::Code;
use payload::template::{
    Bound, Filled, MOST_FINDINGS, MOST_SHAPES, Row, Summary, Tally, Template, worst_case,
};
use payload::{
    Document, Draft, DraftHeaders, Environment, Finding, HeaderName, Lang, PushType, Report,
    Severity, Target, lint, seal,
};
use proptest::prelude::*;
use serde_json::Value;

struct Fixture {
    path: PathBuf,
    draft: Draft,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// What is said about a fixture.
struct Said {
    template: Vec<Finding>,
    summary: Summary,
    bound: Bound,
}

fn target() -> Target {
    Target::new(Environment::Sandbox, "com.example.demo")
}

fn fixtures() -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/template");
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "push")
    });
    paths.sort();
    paths.into_iter().map(read).collect()
}

fn read(path: PathBuf) -> Fixture {
    let content = fs::read_to_string(&path).unwrap();
    let (head, text) = content.split_once("\n\n").unwrap();
    let mut headers = DraftHeaders::default();
    for line in head.lines() {
        let (name, value) = line.split_once(": ").unwrap();
        match HeaderName::ALL
            .into_iter()
            .find(|known| known.as_str() == name)
        {
            Some(known) => headers.set(known, value.to_owned()),
            None => headers.others.push((name.to_owned(), value.to_owned())),
        }
    }
    let table = table(&fs::read_to_string(path.with_extension("csv")).unwrap());
    let mut rows = table.into_iter();
    Fixture {
        path,
        draft: Draft {
            text: text.strip_suffix('\n').unwrap_or(text).to_owned(),
            headers,
        },
        columns: rows.next().unwrap(),
        rows: rows.collect(),
    }
}

/// As little of CSV as the fixtures need: commas, lines, and cells in quotes.
fn table(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut is_quoted = false;
    for character in text.strip_suffix('\n').unwrap_or(text).chars() {
        let row = rows.last_mut().unwrap();
        match character {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(String::new()),
            '\n' if !is_quoted => rows.push(vec![String::new()]),
            other => row.last_mut().unwrap().push(other),
        }
    }
    rows
}

impl Fixture {
    fn said(&self) -> Said {
        let document = Document::parse(self.draft.text.as_str());
        let (template, mut findings) = Template::of(&document, &self.draft.headers);
        let (bound, unknown) = template.bind(&self.columns);
        findings.extend(unknown);
        let summary = worst_case(vec![bound.clone()], &target(), &self.rows);
        Said {
            template: findings,
            summary,
            bound,
        }
    }

    fn name(&self) -> &str {
        self.path.file_stem().unwrap().to_str().unwrap()
    }
}

impl Said {
    fn all(&self) -> impl Iterator<Item = &Finding> {
        let rows = self.summary.findings.iter().map(|found| &found.finding);
        self.template.iter().chain(rows)
    }
}

fn told(fixture: &Fixture, said: &Said) -> String {
    let mut out = String::new();
    for finding in &said.template {
        tell(&mut out, &fixture.draft, finding, "");
    }
    for found in &said.summary.findings {
        tell(
            &mut out,
            &fixture.draft,
            &found.finding,
            &format!(" in row {}", found.row),
        );
        if let Some(because) = &found.because {
            let _ = writeln!(
                out,
                "  {} {}",
                because.code.as_str(),
                because.message(Lang::En)
            );
            assert!(
                because.fix.is_empty(),
                "a fix for one row fixes no template"
            );
        }
    }
    let summary = &said.summary;
    let _ = write!(out, "{} rows", summary.rows);
    if let Some(worst) = summary.worst {
        let _ = write!(out, ", at most {} bytes (row {})", worst.bytes, worst.row);
    }
    let _ = write!(
        out,
        ", {} refused, {} over the limit",
        summary.refused, summary.over_limit
    );
    for (code, count) in &summary.counts {
        let _ = write!(out, ", {count} {}", code.as_str());
    }
    out.push('\n');
    let mut filled = Filled::default();
    for row in fixture.rows.iter().take(3) {
        said.bound.render(row, &mut filled);
        let _ = writeln!(out, "{}", shortened(&filled.body));
        if !filled.collapse_id.is_empty() {
            let _ = writeln!(out, "  apns-collapse-id: {}", filled.collapse_id);
        }
    }
    out
}

fn tell(out: &mut String, draft: &Draft, finding: &Finding, row: &str) {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    };
    let at = match &finding.place {
        Place::Header { name } => name.as_str().to_owned(),
        Place::Body { range, pointer } => {
            let (line, column) = payload::document::line_column(&draft.text, range.start);
            let found = shortened(&draft.text[range.clone()]);
            format!("{line}:{column} {pointer} {found}")
        }
        other => format!("{other:?}"),
    };
    let _ = writeln!(out, "{} {severity}{row} at {at}", finding.code.as_str());
    for lang in Lang::ALL {
        let message = finding.message(lang);
        assert!(
            !message.contains("{found}")
                && !message.contains("{name}")
                && !message.contains("{meant}"),
            "{message}"
        );
        let _ = writeln!(out, "  {message}");
    }
    if finding.fix.is_empty() {
        return;
    }
    let _ = writeln!(out, "  [{}]", finding.fix_label(Lang::En).unwrap());
    let fixed = draft.fixed(&finding.fix);
    if fixed.text != draft.text {
        let _ = writeln!(out, "  > {}", fixed.text);
    }
    if fixed.headers.collapse_id != draft.headers.collapse_id {
        let _ = writeln!(out, "  > apns-collapse-id: {}", fixed.headers.collapse_id);
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(160) {
        Some((end, _)) => format!("{}… ({} bytes)", &text[..end], text.len()),
        None => text.to_owned(),
    }
}

/// A template of an alert's text, or of a whole payload.
fn bound(text: &str, columns: &[&str]) -> Bound {
    let text = if text.starts_with('{') && !text.starts_with("{{") {
        text.to_owned()
    } else {
        format!(r#"{{"aps":{{"alert":"{text}"}}}}"#)
    };
    let document = Document::parse(text);
    assert!(document.is_valid(), "{}", document.text());
    Template::of(&document, &DraftHeaders::of(PushType::Alert))
        .0
        .bind(columns)
        .0
}

fn body(bound: &Bound, row: &[&str]) -> String {
    let mut filled = Filled::default();
    bound.render(row, &mut filled);
    assert_eq!(filled.body.len(), bound.len(row));
    filled.body
}

/// What an alert's text becomes.
fn alert(text: &str, columns: &[&str], row: &[&str]) -> String {
    let body = body(&bound(text, columns), row);
    Document::parse(body)
        .string("/aps/alert")
        .unwrap()
        .to_owned()
}

#[test]
fn fixtures_say_what_is_expected() {
    let all = fixtures();
    assert!(all.len() >= 50, "only {} fixtures", all.len());
    for fixture in all {
        let said = fixture.said();
        expect_file![fixture.path.with_extension("expected")].assert_eq(&told(&fixture, &said));
        let (code, kind) = fixture.name().split_once('_').unwrap();
        let code = Code::parse(code).unwrap();
        let raises = said.all().any(|finding| finding.code == code);
        let name = fixture.name();
        if kind.starts_with("bad") {
            assert!(raises, "{name} does not raise its code");
        } else {
            assert!(kind.starts_with("good"), "{name} is neither good nor bad");
            assert!(!raises, "{name} raises its code");
            let is_refused = said
                .all()
                .any(|finding| finding.severity == Severity::Error);
            assert!(!is_refused, "{name} has an error");
        }
    }
}

#[test]
fn every_code_and_every_case_is_in_a_fixture_and_every_code_has_both_kinds() {
    let all = fixtures();
    let said: Vec<Finding> = all
        .iter()
        .flat_map(|fixture| fixture.said().all().cloned().collect::<Vec<_>>())
        .collect();
    for code in Code::ALL
        .iter()
        .filter(|code| code.as_str().starts_with('V'))
    {
        for kind in ["bad", "good"] {
            let prefix = format!("{}_{kind}", code.as_str());
            assert!(
                all.iter().any(|it| it.name().starts_with(&prefix)),
                "no {prefix}"
            );
        }
        for case in code.text().cases {
            let is_there = said.iter().any(|it| {
                it.code == *code
                    && code
                        .text()
                        .case(&it.args)
                        .is_some_and(|found| found.what == case.what)
            });
            assert!(is_there, "{} {} is in no fixture", code.as_str(), case.what);
        }
    }
}

#[test]
fn a_fix_of_a_template_removes_its_finding_and_adds_no_error() {
    let mut tried = 0;
    for fixture in fixtures() {
        let before = fixture.said();
        for finding in before
            .template
            .iter()
            .filter(|finding| !finding.fix.is_empty())
        {
            let fixed = Fixture {
                path: fixture.path.clone(),
                draft: fixture.draft.fixed(&finding.fix),
                columns: fixture.columns.clone(),
                rows: fixture.rows.clone(),
            };
            let after = fixed.said();
            let count =
                |said: &Said, code: Code| said.template.iter().filter(|it| it.code == code).count();
            let errors = |said: &Said| {
                said.template
                    .iter()
                    .filter(|it| it.severity == Severity::Error)
                    .count()
            };
            assert!(
                count(&after, finding.code) < count(&before, finding.code),
                "{}",
                fixture.name()
            );
            assert!(errors(&after) <= errors(&before), "{}", fixture.name());
            tried += 1;
        }
    }
    assert!(tried >= 10, "only {tried} tried were tried");
}

#[test]
fn values_are_put_in_as_they_are_and_missing_ones_are_replaced() {
    let columns = ["name", "First Name", "имя", "naïve"];
    assert_eq!(alert("Hi {{name}}!", &columns, &["Ada"]), "Hi Ada!");
    assert_eq!(
        alert("Hi {{ First Name | there }}!", &columns, &["", "Ada"]),
        "Hi Ada!"
    );
    assert_eq!(
        alert("Hi {{First Name|there}}!", &columns, &["", "  "]),
        "Hi there!"
    );
    assert_eq!(
        alert("Hi {{First Name|there}}!", &columns, &[]),
        "Hi there!"
    );
    assert_eq!(alert("Hi{{First Name|}}!", &columns, &[]), "Hi!");
    assert_eq!(alert("Hi {{unknown|all}}!", &columns, &["Ada"]), "Hi all!");
    assert_eq!(
        alert("{{имя}} {{na\\u00efve}}", &columns, &["", "", "Ада", "yes"]),
        "Ада yes"
    );
    assert_eq!(
        alert("{{name}}", &columns, &[" \"\\\n\u{7}\u{2028}é😀"]),
        " \"\\\n\u{7}\u{2028}é😀"
    );
    assert_eq!(
        alert("{{name|a \\\"b\\\" | c}}", &columns, &[]),
        "a \"b\" | c"
    );
    assert_eq!(
        alert("{{{{name}} is text, \\u007b{name}} too", &columns, &["Ada"]),
        "{{name}} is text, {{name}} too"
    );
    assert_eq!(alert("}} { } {{name}}}", &columns, &["Ada"]), "}} { } Ada}");
    assert_eq!(
        alert(
            "{{name:trim:truncate(4):upper}}",
            &columns,
            &["  charlotte "]
        ),
        "CHA…"
    );
}

#[test]
fn what_is_no_placeholder_stays_as_it_stands() {
    for text in [
        "{{",
        "{{name",
        "{{}}",
        "{{ | x}}",
        "{{a\\nb}}",
        "{{{name}}}",
        "{{name:x}}",
        "{{名字：upper}}",
        "{{#if a}}",
        "{{a{{",
    ] {
        assert_eq!(
            alert(text, &["name"], &["Ada"]),
            text.replace("\\n", "\n"),
            "{text}"
        );
    }
    assert_eq!(alert("{{a {{name}} }}", &["name"], &["Ada"]), "{{a Ada }}");
}

#[test]
fn a_template_knows_its_names_and_whether_it_is_one() {
    let document = Document::parse(r#"{"aps": {"alert": "{{b}} {{a}} {{b:upper}}"}}"#);
    let mut headers = DraftHeaders::of(PushType::Alert);
    assert_eq!(Template::of(&document, &headers).0.names(), ["b", "a"]);
    headers.collapse_id = "{{c}}".to_owned();
    let template = Template::of(&document, &headers).0;
    assert_eq!(template.names(), ["c", "b", "a"]);
    assert!(!template.is_plain());
    assert_eq!(format!("{template:?}"), "Template(4 placeholders)");
    let plain = |text: &str| {
        Template::of(&Document::parse(text), &DraftHeaders::default())
            .0
            .is_plain()
    };
    assert!(plain(r#"{"aps": {"alert": "Hi {name} {{"}}"#));
    assert!(!plain(r#"{"aps": {"alert": "{{{{"}}"#));
    assert!(plain("{"));
}

#[test]
fn a_text_that_is_no_json_has_its_own_findings_and_nothing_to_fill() {
    let document = Document::parse(r#"{"aps": {{name}}}"#);
    let (template, findings) = Template::of(&document, &DraftHeaders::default());
    assert_eq!(findings, document.syntax());
    assert!(template.names().is_empty());
}

#[test]
fn a_column_is_found_by_its_trimmed_heading_and_of_equals_the_first_counts() {
    let columns = ["\u{feff} name ", "other", "name"];
    assert_eq!(
        alert("{{name}}", &columns, &["first", "", "second"]),
        "first"
    );
}

#[test]
fn the_templates_own_lint_leaves_to_the_rows_what_they_decide() {
    let text = r#"{"aps": {"alert": "{{text}}", "badge": "{{count:number}}", "sond": "x", "interruption-level": "{{level}}"}}"#;
    let document = Document::parse(text);
    let mut headers = DraftHeaders::of(PushType::Alert);
    headers.collapse_id = format!("{{{{id|{}}}}}", "x".repeat(80));
    let codes = |report: Report| -> Vec<&str> {
        report.findings.iter().map(|it| it.code.as_str()).collect()
    };
    let raw = codes(lint(&document, &headers, &target()));
    assert!(
        raw.contains(&"P003") && raw.contains(&"P009") && raw.contains(&"H005"),
        "{raw:?}"
    );
    let template = Template::of(&document, &headers).0;
    assert_eq!(codes(template.lint(&target())), ["P008"]);
}

#[test]
fn a_row_is_sealed_as_it_was_filled() {
    let document = Document::parse(r#"{"aps": {"alert": "Hi {{name}}"}}"#);
    let mut headers = DraftHeaders::of(PushType::Alert);
    headers.collapse_id = "match-{{id}}".to_owned();
    let (bound, findings) = Template::of(&document, &headers).0.bind(&["name", "id"]);
    assert!(findings.is_empty());
    let mut filled = Filled::default();
    let outcome = bound.render(&["Ada", "42"], &mut filled);
    assert!(outcome.is_complete && outcome.missing == 0);
    let sealed = seal(&bound.draft(&filled), &target()).unwrap();
    assert_eq!(sealed.body, r#"{"aps":{"alert":"Hi Ada"}}"#);
    assert_eq!(sealed.headers.collapse_id.as_deref(), Some("match-42"));
    let outcome = bound.render(&["Ada"], &mut filled);
    assert!(!outcome.is_complete && outcome.missing == 1);
}

#[test]
fn the_worst_row_is_found_over_all_languages() {
    let columns = ["name"];
    let english = bound("Hello {{name|friend}}", &columns);
    let chinese = bound("你好，{{name|朋友}}", &columns);
    let rows = [
        vec!["Ada"],
        vec!["Wolfgang Amadeus"],
        vec![""],
        vec!["Wolfgang Amadeus"],
    ];
    let summary = worst_case(vec![english.clone(), chinese.clone()], &target(), &rows);
    let worst = summary.worst.unwrap();
    assert_eq!((worst.row, worst.language), (2, 1));
    assert_eq!(worst.bytes, chinese.len(&rows[1]));
    assert_eq!(
        (summary.rows, summary.refused, summary.findings.len()),
        (4, 0, 0)
    );

    let mut tally = Tally::new(vec![english, chinese], &target());
    tally.row_in(1, &["Ada"]);
    tally.row_in(0, &["Wolfgang Amadeus"]);
    tally.row_in(7, &["nobody speaks it"]);
    let summary = tally.finish();
    assert_eq!(summary.rows, 3);
    assert_eq!(
        summary.worst.map(|worst| (worst.row, worst.language)),
        Some((2, 0))
    );
}

#[test]
fn findings_about_rows_are_counted_and_the_first_are_kept() {
    let bound = bound("Hi {{name}}", &["name"]);
    let rows = vec![vec![""]; 1000];
    let summary = worst_case(vec![bound.clone(), bound], &target(), &rows);
    assert_eq!(summary.counts, [(Code::V004, 2000)]);
    assert_eq!(summary.findings.len(), MOST_FINDINGS);
    assert_eq!(
        (summary.refused, summary.over_limit, summary.unchecked),
        (1000, 0, 0)
    );
    assert_eq!(summary.findings.iter().map(|it| it.language).max(), Some(1));
}

#[test]
fn every_shape_of_rows_is_linted_and_rows_of_a_broken_one_are_refused() {
    let bound = bound(
        r#"{"aps":{"alert":{"title":"{{title|}}","body":"{{body|}}"},"sound":"{{sound|default}}"}}"#,
        &["title", "body", "sound"],
    );
    let mut rows = vec![vec!["a", "b"]; 10];
    rows.extend(vec![vec!["", ""]; 5]);
    rows.extend(vec![vec!["", "b"]; 5]);
    let summary = worst_case(vec![bound.clone()], &target(), &rows);
    // A sound alone is something, so nothing is wrong yet.
    assert_eq!((summary.refused, summary.counts.len()), (0, 0));

    let quiet = bound_of(r#"{"aps":{"alert":{"title":"{{title|}}","body":"{{body|}}"}}}"#);
    let summary = worst_case(vec![quiet], &target(), &rows);
    assert_eq!(summary.counts, [(Code::V010, 5)]);
    assert_eq!(summary.refused, 5);
    let [found] = summary.findings.as_slice() else {
        panic!("one shape is broken")
    };
    assert_eq!(found.row, 11);
    assert_eq!(found.because.as_ref().unwrap().code, Code::P002);
}

#[test]
fn a_repair_that_would_bring_another_error_is_not_offered() {
    for text in [
        "{｛｛name",
        "x ｛｛name：number",
        "{{name：number｝｝ x",
        "{{{name:number|x}}}",
        "{{name|number}} x",
    ] {
        let (_, findings) = Template::of(
            &Document::parse(format!(r#"{{"aps":{{"alert":"{text}"}}}}"#)),
            &DraftHeaders::default(),
        );
        assert!(findings.iter().all(|it| it.fix.is_empty()), "{text}");
        assert!(!findings.is_empty(), "{text}");
    }
}

#[test]
fn a_text_without_placeholders_is_the_templates_own_business() {
    let long = "x".repeat(5000);
    let text = format!(r#"{{"aps":{{"alert":"{long}"}}}}"#);
    let mut headers = DraftHeaders::of(PushType::Alert);
    headers.collapse_id = "{{id|0}}".to_owned();
    let (template, findings) = Template::of(&Document::parse(text.as_str()), &headers);
    assert!(findings.is_empty());
    assert_eq!(template.lint(&target()).findings[0].code, Code::S001);
    let (bound, _) = template.bind(&["id"]);
    let summary = worst_case(vec![bound], &target(), &[["1"], ["2"]]);
    assert_eq!((summary.over_limit, summary.findings.len()), (0, 0));
}

fn bound_of(text: &str) -> Bound {
    bound(text, &["title", "body", "sound"])
}

#[test]
fn what_apple_reads_exactly_is_linted_for_each_value() {
    let bound = bound(
        r#"{"aps":{"alert":"Hi","interruption-level":"{{level}}","badge":"{{count:number}}"}}"#,
        &["level", "count"],
    );
    let rows: Vec<Vec<String>> = (0..1000_u32)
        .map(|row| {
            vec![
                if row == 700 { "loud" } else { "passive" }.to_owned(),
                if row == 800 {
                    "2.5".to_owned()
                } else {
                    row.to_string()
                },
            ]
        })
        .collect();
    let summary = worst_case(vec![bound], &target(), &rows);
    let found: Vec<(u64, &str)> = summary
        .findings
        .iter()
        .map(|it| (it.row, it.because.as_ref().unwrap().code.as_str()))
        .collect();
    assert_eq!(found, [(701, "P009"), (801, "P003")]);
}

#[test]
fn shapes_beyond_the_most_are_counted() {
    let bound = bound(r#"{"aps":{"alert":"Hi","sound":"{{sound}}"}}"#, &["sound"]);
    let rows: Vec<Vec<String>> = (0..MOST_SHAPES + 10)
        .map(|row| vec![format!("sound{row}.caf")])
        .collect();
    let summary = worst_case(vec![bound], &target(), &rows);
    assert_eq!(summary.unchecked, 10);
    assert_eq!(summary.refused, 0);
}

#[test]
fn hostile_templates_take_time_in_proportion_to_their_length() {
    for piece in [
        "{{", "{{a", "{{a}}", "{{{", "｛｛", "{{a｝", "{{a|{{", "{{a:b}}", "}}{{",
    ] {
        let text = format!(r#"{{"aps":{{"alert":"{}"}}}}"#, piece.repeat(20_000));
        let (template, findings) = Template::of(&Document::parse(text), &DraftHeaders::default());
        assert!(findings.len() <= 200, "{piece}");
        let (bound, _) = template.bind(&["b"]);
        assert!(bound.len(&["x"]) >= 20);
    }
    let names: Vec<String> = (0..20_000).map(|name| format!("{{{{n{name}}}}}")).collect();
    let text = format!(r#"{{"aps":{{"alert":"{}"}}}}"#, names.concat());
    let (template, _) = Template::of(&Document::parse(text), &DraftHeaders::default());
    assert_eq!(template.names().len(), 20_000);
    let (_, findings) = template.bind(&["x"]);
    assert_eq!(findings.len(), 100);

    let key = "k".repeat(20_000);
    let text = format!(
        r#"{{"{key}":["{}{}"]}}"#,
        "{{a}}".repeat(20_000),
        r#"","{{b}}"#.repeat(20_000)
    );
    let (template, findings) = Template::of(&Document::parse(text), &DraftHeaders::default());
    assert_eq!(findings.len(), 100);
    let (bound, _) = template.bind(&["a", "b"]);
    let summary = worst_case(vec![bound], &target(), &[["", ""]]);
    // Of the values that are missing the first, and that the key is too long.
    assert_eq!(summary.findings.len(), MOST_FINDINGS + 1);
}

/// A template, as strings of placeholders and words, and the value that each column has.
#[derive(Clone, Debug)]
enum Part {
    Words(String),
    Gap {
        name: usize,
        filter: &'static str,
        fallback: Option<String>,
    },
}

const NAMES: [&str; 4] = ["name", "First Name", "城市", "missing"];

fn part() -> impl Strategy<Value = Part> {
    let filter = prop::sample::select(vec![
        "",
        ":upper",
        ":trim",
        ":truncate(3)",
        ":url:lower",
        " : capitalize ",
    ]);
    prop_oneof![
        any::<String>().prop_map(|text| Part::Words(text.replace('{', "("))),
        "[ a\"\\\\é😀\\n]{0,4}".prop_map(Part::Words),
        (
            0..NAMES.len(),
            filter,
            prop::option::of("[ a\"\\\\é😀|:]{0,5}")
        )
            .prop_map(|(name, filter, fallback)| Part::Gap {
                name,
                filter,
                fallback
            }),
    ]
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ ]{0,2}",
        "[a\"\\\\\\n\\t{}é😀]{0,6}",
        Just("{{name}}".to_owned())
    ]
}

/// A string's source without its quotes.
fn source(text: &str) -> String {
    let quoted = Value::from(text).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

fn template_text(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Words(words) => text.push_str(&source(words)),
            Part::Gap {
                name,
                filter,
                fallback,
            } => {
                let _ = write!(text, "{{{{{}{filter}", NAMES[*name]);
                if let Some(fallback) = fallback {
                    let _ = write!(text, "|{}", source(fallback));
                }
                text.push_str("}}");
            }
        }
    }
    text
}

/// The sum of the parts, with the filters as one would write them down.
fn expected(parts: &[Part], row: &[String]) -> String {
    parts
        .iter()
        .map(|part| match part {
            Part::Words(words) => words.clone(),
            Part::Gap {
                name,
                filter,
                fallback,
            } => {
                let value = row.get(*name).filter(|value| !value.trim().is_empty());
                match (value, fallback) {
                    (Some(value), _) => filtered(filter, value),
                    (None, Some(fallback)) => fallback.trim().to_owned(),
                    (None, None) => String::new(),
                }
            }
        })
        .collect()
}

fn filtered(filter: &str, value: &str) -> String {
    let only = |filter: &str| alert(&format!("{{{{v{filter}}}}}"), &["v"], &[value]);
    match filter.trim() {
        "" => value.to_owned(),
        ":upper" => value.to_uppercase(),
        ":trim" => value.trim().to_owned(),
        // Their own tests are beside the filters; here only their place counts.
        other => only(other),
    }
}

/// Keys and values in the order of the text.
fn flat(document: &Document) -> Vec<(String, String)> {
    fn walk(
        document: &Document,
        node: &payload::document::Node,
        at: &str,
        out: &mut Vec<(String, String)>,
    ) {
        out.push((
            at.to_owned(),
            if node.members().is_empty() && node.elements().is_empty() {
                document.source(node).to_owned()
            } else {
                String::new()
            },
        ));
        for member in node.members() {
            walk(
                document,
                &member.value,
                &format!("{at}/{}", member.name),
                out,
            );
        }
        for (index, element) in node.elements().iter().enumerate() {
            walk(document, element, &format!("{at}/{index}"), out);
        }
    }
    let mut out = Vec::new();
    walk(document, document.root().unwrap(), "", &mut out);
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn a_filled_row_differs_from_its_template_at_placeholders_only(
        parts in prop::collection::vec(part(), 0..6),
        row in prop::collection::vec(value(), 0..4),
        spaces in prop::sample::select(vec!["", " ", "\n\t"]),
    ) {
        let typed = template_text(&parts);
        let text = format!(
            "{{{spaces}\"a\":{spaces}[1.50,{spaces}\"é\\u00e9\", \"{typed}\"],\"aps\":{{\"alert\":\"x {typed}\",{spaces}\"z\":null}},\"0\":{{}}{spaces}}}"
        );
        let document = Document::parse(text.as_str());
        prop_assert!(document.is_valid(), "{}", text);
        let (template, findings) = Template::of(&document, &DraftHeaders::of(PushType::Alert));
        let may_fail = |finding: &Finding| matches!(finding.code, Code::V005 | Code::V012);
        prop_assert!(findings.iter().all(may_fail), "{:?} in {}", findings, text);
        let (bound, _) = template.bind(&NAMES[..3]);
        let mut filled = Filled::default();
        let outcome = bound.render(&row, &mut filled);
        prop_assert_eq!(filled.body.len(), bound.len(&row));

        let value: Value = serde_json::from_str(&filled.body).unwrap();
        let new = expected(&parts, &row);
        prop_assert_eq!(&value["a"][2], &Value::from(new.as_str()));
        prop_assert_eq!(&value["aps"]["alert"], &Value::from(format!("x {new}")));
        let (before, after) = (flat(&document), flat(&Document::parse(filled.body.as_str())));
        prop_assert_eq!(before.len(), after.len());
        for ((pointer, old), (same, new)) in before.iter().zip(&after) {
            prop_assert_eq!(pointer, same);
            if !matches!(pointer.as_str(), "/a/2" | "/aps/alert") {
                prop_assert_eq!(old, new);
            }
        }
        let missing = parts.iter().filter(|part| matches!(part, Part::Gap { name, .. } if row.get(*name).is_none_or(|value| *name == 3 || value.trim().is_empty()))).count();
        prop_assert_eq!(outcome.missing, 2 * missing);
    }

    #[test]
    fn any_text_is_a_template_and_any_row_fills_it(text in tricky(), id in tricky(), row in prop::collection::vec(value(), 0..4)) {
        let payload = serde_json::json!({"aps": {"alert": text}}).to_string();
        let mut headers = DraftHeaders::of(PushType::Alert);
        headers.collapse_id.clone_from(&id);
        let document = Document::parse(payload.as_str());
        let (template, findings) = Template::of(&document, &headers);
        for finding in &findings {
            if let Place::Body { range, .. } = &finding.place {
                prop_assert!(payload.get(range.clone()).is_some());
            }
            for lang in Lang::ALL {
                prop_assert!(!finding.message(lang).is_empty());
            }
            let fixed = Draft { text: payload.clone(), headers: headers.clone() }.fixed(&finding.fix);
            let (_, left) = Template::of(&Document::parse(fixed.text.as_str()), &fixed.headers);
            let errors = |findings: &[Finding]| findings.iter().filter(|it| it.severity == Severity::Error).count();
            prop_assert!(errors(&left) <= errors(&findings), "{finding:?} in {payload} makes {}", fixed.text);
            for edit in &finding.fix {
                match edit {
                    Edit::Text(patch) => prop_assert!(Document::parse(patch.apply(&payload)).is_valid()),
                    Edit::Header { value, .. } => prop_assert_ne!(value, &id),
                }
            }
        }
        let (bound, _) = template.bind(&["a", "name"]);
        let mut filled = Filled::default();
        let outcome = bound.render(&row, &mut filled);
        prop_assert!(serde_json::from_str::<Value>(&filled.body).is_ok(), "{}", filled.body);
        prop_assert_eq!(filled.body.len(), bound.len(&row));
        if template.is_plain() {
            prop_assert_eq!(&filled.body, &payload);
            prop_assert_eq!(&filled.collapse_id, &id);
            prop_assert_eq!(outcome.missing, 0);
        }
    }

    #[test]
    fn any_payload_is_a_template(text in any::<String>()) {
        let (template, _) = Template::of(&Document::parse(text.as_str()), &DraftHeaders::default());
        let (bound, _) = template.bind(&["a"]);
        prop_assert_eq!(bound.len(&["x"]), bound.len(&["x"]));
    }

    #[test]
    fn a_tally_tells_of_every_row_that_seal_refuses(rows in prop::collection::vec(prop::collection::vec(short(), 0..4), 1..6)) {
        let text = r#"{"aps":{"alert":{"title":"{{a|}}","body":"{{ b : truncate(4) }}"},"badge":"{{c:number|1}}","interruption-level":"{{d|active}}"},"x":"{{a|}}{{b}}"}"#;
        let mut headers = DraftHeaders::of(PushType::Alert);
        headers.collapse_id = "{{d|none}}".to_owned();
        let (bound, _) = Template::of(&Document::parse(text), &headers).0.bind(&["a", "b", "c", "d"]);
        let summary = worst_case(vec![bound.clone()], &target(), &rows);
        let mut refused = 0;
        let mut longest = 0;
        let mut filled = Filled::default();
        for row in &rows {
            let outcome = bound.render(row, &mut filled);
            longest = longest.max(filled.body.len());
            refused += u64::from(!outcome.is_complete || seal(&bound.draft(&filled), &target()).is_err());
        }
        prop_assert_eq!(summary.refused, refused, "{:?}", summary);
        prop_assert_eq!(summary.worst.unwrap().bytes, longest);
    }
}

/// Text of what the grammar is made of.
fn tricky() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "{{",
        "}}",
        "{",
        "}",
        "{{{{",
        "name",
        "a",
        " ",
        "|",
        ":",
        "upper",
        "number",
        "truncate(2)",
        "truncate(",
        ")",
        "default: \"x\"",
        "\"",
        "\\",
        "\n",
        "é",
        "😀",
        "｛｛",
        "｝｝",
        "｜",
        "：",
        "#",
        "\u{301}",
        "\u{200d}",
        "\0",
    ]);
    prop_oneof![
        prop::collection::vec(word, 0..14).prop_map(|words| words.concat()),
        any::<String>()
    ]
}

fn short() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "",
        " ",
        "a",
        "3",
        "2.5",
        "007",
        "active",
        "loud",
        "é",
        "long long text",
        "\u{7}",
        "\n",
    ])
    .prop_map(str::to_owned)
}

#[test]
fn rows_of_any_kind_can_be_asked() {
    let owned = vec!["a".to_owned()];
    let slice: &[&str] = &["a"];
    assert_eq!(Row::get(&owned, 0), Some("a"));
    assert_eq!(Row::get(slice, 0), Some("a"));
    assert_eq!(Row::get(&["a"], 1), None);
}
