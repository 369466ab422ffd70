//! Every rule has fixtures of both kinds, in `tests/fixtures/rules/<CODE>`.
//!
//! A fixture is headers, an empty line and the payload's text. `bad*.push` raises the rule, and all that is said about it
//! stands in the `.expected` file beside it; `good*.push` does not raise it and can be sent. Beside Apple's headers stand
//! `bundle-id`, `environment`, `token`, `token-kind`, `token-environment`, `now` and `credential`, which describe the target.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::{expect, expect_file};
use payload::finding::Place;
use payload::rules::{ALL, Code};
use payload::{
    Credential, CredentialKind, Document, Draft, DraftHeaders, Environment, Finding, HeaderName,
    Lang, Report, Severity, Target, TokenKind, lint,
};

pub(crate) struct Fixture {
    path: PathBuf,
    draft: Draft,
    target: Target,
}

impl Fixture {
    pub(crate) fn report(&self) -> Report {
        report(&self.draft, &self.target)
    }
}

fn report(draft: &Draft, target: &Target) -> Report {
    lint(
        &Document::parse(draft.text.as_str()),
        &draft.headers,
        target,
    )
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rules")
}

/// The fixtures of a rule whose name begins with `kind`.
fn fixtures(code: Code, kind: &str) -> Vec<Fixture> {
    let entries = fs::read_dir(folder().join(code.as_str())).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "push")
            && path
                .file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .starts_with(kind)
    });
    paths.into_iter().map(read).collect()
}

pub(crate) fn read(path: PathBuf) -> Fixture {
    let content = fs::read_to_string(&path).unwrap();
    let (head, text) = content.split_once("\n\n").unwrap();
    let mut draft = Draft {
        text: text.strip_suffix('\n').unwrap_or(text).to_owned(),
        headers: DraftHeaders::default(),
    };
    let mut target = Target::new(Environment::Sandbox, "com.example.demo");
    for line in head.lines() {
        let (name, value) = line.split_once(": ").unwrap();
        if !describe(&mut target, name, value) {
            draft.headers.put(name, value.to_owned());
        }
    }
    Fixture {
        path,
        draft,
        target,
    }
}

/// What is known beside the draft; `false` for a name that is a header.
fn describe(target: &mut Target, name: &str, value: &str) -> bool {
    match name {
        "bundle-id" => value.trim().clone_into(&mut target.bundle_id),
        "environment" => target.environment = Environment::parse(value).unwrap(),
        "token" => target.token = Some(value.to_owned()),
        "token-kind" => target.token_kind = Some(TokenKind::parse(value).unwrap()),
        "token-environment" => {
            target.token_environment = Some(Environment::parse(value).unwrap());
        }
        "now" => target.now = Some(value.parse().unwrap()),
        "credential" => target.credential = Some(credential(value)),
        _ => return false,
    }
    true
}

/// `key environments=sandbox,production topics=com.example.demo expires=1700000000`
fn credential(text: &str) -> Credential {
    let (kind, rest) = text.split_once(' ').unwrap_or((text, ""));
    let mut credential = Credential {
        kind: match kind {
            "key" => CredentialKind::Key,
            "certificate" => CredentialKind::Certificate,
            _ => panic!("{kind} is no credential"),
        },
        environments: Vec::new(),
        topics: Vec::new(),
        expires: None,
    };
    for (name, value) in rest.split(' ').filter_map(|part| part.split_once('=')) {
        match name {
            "environments" => {
                credential.environments = value
                    .split(',')
                    .map(|it| Environment::parse(it).unwrap())
                    .collect();
            }
            "topics" => credential.topics = value.split(',').map(str::to_owned).collect(),
            "expires" => credential.expires = Some(value.parse().unwrap()),
            _ => panic!("a credential has no {name}"),
        }
    }
    credential
}

/// Everything that a person is told, and what the buttons make of the draft.
pub(crate) fn told(fixture: &Fixture) -> String {
    let mut out = String::new();
    for finding in &fixture.report().findings {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        };
        let _ = writeln!(
            out,
            "{} {severity} at {}",
            finding.code.as_str(),
            place(fixture, finding)
        );
        let _ = writeln!(out, "  {}", finding.message(Lang::En));
        let Some(label) = finding.fix_label(Lang::En) else {
            continue;
        };
        let fixed = fixture.draft.fixed(&finding.fix);
        let _ = writeln!(out, "  [{label}]");
        for name in HeaderName::ALL
            .into_iter()
            .filter(|name| fixed.headers.get(*name) != fixture.draft.headers.get(*name))
        {
            let _ = writeln!(out, "  > {}: {}", name.as_str(), fixed.headers.get(name));
        }
        if fixed.text != fixture.draft.text {
            fixed
                .text
                .lines()
                .for_each(|line| writeln!(out, "  > {line}").unwrap());
        }
    }
    out
}

fn place(fixture: &Fixture, finding: &Finding) -> String {
    match &finding.place {
        Place::Header { name } => name.as_str().to_owned(),
        Place::Headers => "headers".to_owned(),
        Place::Token => "token".to_owned(),
        Place::Credential => "credential".to_owned(),
        Place::App { part, range } => format!("{part:?} {range:?}"),
        Place::Body { range, pointer } => {
            let text = &fixture.draft.text;
            let (line, column) = payload::document::line_column(text, range.start);
            let found: String = text[range.clone()].chars().take(30).collect();
            format!("{line}:{column} {pointer} {found:?}")
        }
    }
}

/// The rules that a draft alone can break. Rules about the app's files and about placeholders have tests of their own.
fn found_in_drafts() -> impl Iterator<Item = Code> {
    let is_elsewhere = |code: &Code| code.as_str().starts_with(['A', 'V']);
    Code::ALL
        .iter()
        .copied()
        .filter(move |code| !is_elsewhere(code))
}

fn count(report: &Report, code: Code) -> usize {
    report
        .findings
        .iter()
        .filter(|finding| finding.code == code)
        .count()
}

#[test]
fn every_rule_has_a_bad_and_a_good_fixture_and_no_fixture_is_without_a_rule() {
    for code in found_in_drafts() {
        for kind in ["bad", "good"] {
            assert!(
                !fixtures(code, kind).is_empty(),
                "{} has no {kind} fixture",
                code.as_str()
            );
        }
    }
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name();
        assert!(
            Code::parse(name.to_str().unwrap()).is_some(),
            "{} is no rule",
            name.display()
        );
    }
}

#[test]
fn bad_fixtures_raise_their_rule_and_say_what_is_expected() {
    for code in found_in_drafts() {
        for fixture in fixtures(code, "bad") {
            assert!(
                count(&fixture.report(), code) > 0,
                "{} does not raise {}",
                fixture.path.display(),
                code.as_str()
            );
            expect_file![fixture.path.with_extension("expected")].assert_eq(&told(&fixture));
        }
    }
}

#[test]
fn good_fixtures_do_not_raise_their_rule_and_can_be_sent() {
    for code in found_in_drafts() {
        for fixture in fixtures(code, "good") {
            assert_eq!(
                count(&fixture.report(), code),
                0,
                "{} raises {}",
                fixture.path.display(),
                code.as_str()
            );
            assert!(
                fixture.report().is_sendable(),
                "{} cannot be sent: {}",
                fixture.path.display(),
                told(&fixture)
            );
        }
    }
}

#[test]
fn a_fix_removes_its_finding_and_adds_no_error() {
    let mut fixes = 0;
    for code in found_in_drafts() {
        for fixture in fixtures(code, "bad") {
            let before = fixture.report();
            for finding in before
                .findings
                .iter()
                .filter(|finding| finding.code == code && !finding.fix.is_empty())
            {
                let after = report(&fixture.draft.fixed(&finding.fix), &fixture.target);
                let at = fixture.path.display();
                assert!(
                    count(&after, code) < count(&before, code),
                    "a fix in {at} does not remove its finding: {after:?}"
                );
                assert!(
                    after.count(Severity::Error) <= before.count(Severity::Error),
                    "a fix in {at} adds an error: {after:?}"
                );
                fixes += 1;
            }
        }
    }
    assert!(fixes > 50, "only {fixes} fixes were tried");
}

#[test]
fn every_placeholder_is_filled_and_every_case_has_its_sentence() {
    for code in found_in_drafts() {
        for fixture in fixtures(code, "bad") {
            for finding in fixture.report().findings {
                let text = finding.code.text();
                let sentence = text
                    .case(&finding.args)
                    .map_or(text.message, |case| case.message);
                for placeholder in [sentence.en, "{", sentence.zh]
                    .concat()
                    .split('{')
                    .skip(1)
                    .filter_map(|rest| rest.split_once('}'))
                {
                    let name = placeholder.0;
                    let is_word =
                        !name.is_empty() && name.chars().all(|letter| letter.is_ascii_lowercase());
                    assert!(
                        !is_word || finding.args.iter().any(|(arg, _)| *arg == name),
                        "{} has no {name}",
                        code.as_str()
                    );
                }
                assert!(
                    finding.fix.is_empty() || finding.fix_label(Lang::En).is_some(),
                    "{} has a fix without a label",
                    code.as_str()
                );
            }
        }
    }
}

#[test]
fn every_case_of_every_rule_is_in_a_fixture() {
    let mut missing = Vec::new();
    for code in found_in_drafts() {
        let text = code.text();
        let seen: Vec<Option<&str>> = fixtures(code, "bad")
            .iter()
            .flat_map(|fixture| fixture.report().findings)
            .filter(|finding| finding.code == code)
            .map(|finding| text.case(&finding.args).map(|case| case.what))
            .collect();
        missing.extend(
            text.cases
                .iter()
                .filter(|case| !seen.contains(&Some(case.what)))
                .map(|case| (code, case.what)),
        );
    }
    assert!(missing.is_empty(), "not in any fixture: {missing:?}");
}

#[test]
fn rows_of_the_catalogue_are_complete_and_in_order() {
    assert_eq!(ALL.len(), Code::ALL.len());
    for (rule, &code) in ALL.iter().zip(Code::ALL) {
        assert_eq!(rule.code, code);
        assert_eq!(Code::parse(code.as_str()), Some(code));
        assert_eq!(serde_json::to_value(code).unwrap(), code.as_str());
        let text = code.text();
        for words in [text.title, text.message, text.why, text.remedy] {
            for lang in Lang::ALL {
                assert!(
                    !words.get(lang).is_empty(),
                    "{} is not complete",
                    code.as_str()
                );
            }
        }
        assert!(
            text.apple
                .starts_with("https://developer.apple.com/documentation/")
        );
    }
}

/// The `{names}` in a sentence, sorted.
fn placeholders(sentence: &str) -> Vec<&str> {
    let pieces = sentence.split('{').skip(1);
    let mut names: Vec<&str> = pieces
        .filter_map(|piece| piece.split_once('}').map(|(name, _)| name))
        .filter(|name| !name.is_empty() && name.chars().all(|letter| letter.is_ascii_lowercase()))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[test]
fn every_language_has_the_same_placeholders() {
    for &code in Code::ALL {
        let text = code.text();
        for words in text
            .cases
            .iter()
            .map(|case| case.message)
            .chain([text.message])
        {
            let english = placeholders(words.en);
            assert_eq!(placeholders(words.zh), english, "{code:?} {}", words.en);
        }
    }
}

#[test]
fn findings_come_in_the_order_of_their_places() {
    let draft = Draft {
        text: r#"{"aps": {"badge": "1", "sound": 3, "alert": 5}}"#.to_owned(),
        headers: DraftHeaders {
            priority: "high".to_owned(),
            ..DraftHeaders::default()
        },
    };
    let target = Target {
        token: Some("x".to_owned()),
        ..Target::new(Environment::Sandbox, "com.example.demo")
    };
    let codes: Vec<&str> = report(&draft, &target)
        .findings
        .iter()
        .map(|finding| finding.code.as_str())
        .collect();
    assert_eq!(codes, ["H001", "H003", "T001", "P003", "P005", "P004"]);
}

#[test]
fn the_page_of_rules_is_what_the_catalogue_says() {
    let mut page = String::from(
        "# Rules\n\nEvery finding has one of these codes. An error blocks sending, a warning needs a nod, a hint is worth knowing.\n\
         This page is made from the catalogue in `crates/payload/src/rules`: change it there.\n",
    );
    for rule in ALL {
        let text = rule.code.text();
        let severity = match rule.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        };
        let mut scope = String::new();
        if !rule.push_types.is_empty() {
            let names: Vec<&str> = rule.push_types.iter().map(|it| it.as_str()).collect();
            let _ = write!(scope, " · push type {}", names.join(", "));
        }
        if !text.platforms.is_empty() {
            let names: Vec<&str> = text.platforms.iter().map(|it| it.as_str()).collect();
            let _ = write!(scope, " · {}", names.join(", "));
        }
        let _ = write!(
            page,
            "\n## {} {}\n\n*{severity}*{scope} · [Apple's page]({})\n\n> {}\n",
            rule.code.as_str(),
            text.title.en,
            text.apple,
            text.message.en
        );
        if !text.cases.is_empty() {
            page.push_str("\nIn some cases it says so instead:\n\n");
        }
        for case in text.cases {
            let _ = writeln!(page, "- `{}`: {}", case.what, case.message.en);
        }
        let _ = write!(
            page,
            "\n**Why.** {}\n\n**What to do.** {}\n",
            text.why.en, text.remedy.en
        );
        let mut labels: Vec<&str> = text
            .cases
            .iter()
            .filter_map(|case| case.fix_label)
            .chain(text.fix_label)
            .map(|label| label.en)
            .collect();
        labels.sort_unstable();
        labels.dedup();
        if !labels.is_empty() {
            let _ = write!(page, "\n**One click.** {}.\n", labels.join(" · "));
        }
    }
    expect_file!["../../../../docs/rules.md"].assert_eq(&page);
}

#[test]
fn a_finding_is_sent_as_data() {
    let draft = Draft {
        text: r#"{"aps": {"badge": "3"}}"#.to_owned(),
        headers: DraftHeaders::of(payload::PushType::Alert),
    };
    let target = Target::new(Environment::Sandbox, "com.example.demo");
    let json = serde_json::to_string_pretty(&report(&draft, &target)).unwrap();
    expect![[r#"
        {
          "findings": [
            {
              "code": "P003",
              "severity": "error",
              "place": {
                "in": "body",
                "range": {
                  "start": 18,
                  "end": 21
                },
                "pointer": "/aps/badge"
              },
              "args": [
                [
                  "what",
                  "quoted"
                ],
                [
                  "found",
                  "\"3\""
                ]
              ],
              "fix": [
                {
                  "edit": "text",
                  "range": {
                    "start": 18,
                    "end": 21
                  },
                  "replacement": "3"
                }
              ]
            }
          ]
        }"#]]
    .assert_eq(&json);
}
