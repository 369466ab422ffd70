//! The step of the GitHub Action, with the program that was built, and the files that describe how others call it.

use std::process::{Command, Output};

use expect_test::expect;

use crate::Bench;

/// Runs the step as the action does: inputs come in as variables.
fn step(bench: &Bench, inputs: &[(&str, &str)]) -> (i32, String) {
    let script = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../.github/actions/lint/lint.sh"
    );
    let Output { status, stdout, .. } = Command::new("bash")
        .arg(script)
        .current_dir(bench.path())
        .env("CARILLON", env!("CARGO_BIN_EXE_carillon"))
        .env("LC_ALL", "C.UTF-8")
        .envs(inputs.iter().copied())
        .output()
        .unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap())
}

fn bench() -> Bench {
    Bench::new()
        .with("bad.json", r#"{"aps":{"badge":"1"}}"#)
        .with(
            "warned.json",
            r#"{"aps":{"alert":"Hi","relevance-scor":1}}"#,
        )
        .with("good.json", r#"{"aps":{"alert":"Hi"}}"#)
}

#[test]
#[cfg(unix)]
fn the_action_marks_lines_and_fails_when_it_is_told_to() {
    let bench = bench();
    let (status, printed) = step(&bench, &[("FILES", "*.json *.apns")]);
    assert_eq!(status, 1);
    expect![[r#"
        ::error file=bad.json,line=1,endLine=1,col=17,endColumn=20,title=P003 badge is not a whole number::badge must be a whole number; you wrote "1" in quotes.
        ::warning file=warned.json,line=1,endLine=1,col=22,endColumn=38,title=P008 A key of aps is not one of Apple's::Apple does not know relevance-scor; you probably mean relevance-score.
    "#]].assert_eq(&printed);
    assert_eq!(step(&bench, &[("FILES", "good.json warned.json")]).0, 0);
    assert_eq!(
        step(&bench, &[("FILES", "warned.json"), ("FAIL_ON", "warnings")]).0,
        1
    );
    assert_eq!(
        step(&bench, &[("FILES", "bad.json"), ("FAIL_ON", "never")]).0,
        0
    );
    assert_eq!(
        step(&bench, &[("FILES", "missing.json"), ("FAIL_ON", "never")]).0,
        2
    );
    assert_eq!(step(&bench, &[("FILES", "*.apns")]).0, 2);
    assert_eq!(
        step(&bench, &[("FILES", "good.json"), ("FAIL_ON", "sometimes")]).0,
        2
    );
    assert_eq!(
        step(
            &bench,
            &[("FILES", "good.json"), ("PUSH_TYPE", "background")]
        )
        .0,
        1
    );
}

#[test]
#[cfg(unix)]
fn the_action_writes_sarif_and_takes_no_input_for_a_command() {
    let bench = bench();
    let inputs = [
        ("FILES", "bad.json"),
        ("FORMAT", "sarif"),
        ("OUTPUT", "out.sarif"),
    ];
    assert_eq!(step(&bench, &inputs), (1, String::new()));
    assert!(bench.text("out.sarif").contains("\"version\": \"2.1.0\""));
    let (status, printed) = step(
        &bench,
        &[
            ("FILES", "$(touch owned) good.json"),
            ("HEADERS", "; touch owned"),
        ],
    );
    assert_eq!((status, printed.as_str()), (2, ""));
    assert!(!bench.path().join("owned").exists());
}

#[test]
fn every_input_of_the_action_reaches_its_step_and_is_in_the_guide() {
    let action = include_str!("../../../../.github/actions/lint/action.yml");
    let step = include_str!("../../../../.github/actions/lint/lint.sh");
    let guide = include_str!("../../src/guide.md");
    let (inputs, runs) = action.split_once("\nruns:").unwrap();
    let (_, inputs) = inputs.split_once("\ninputs:\n").unwrap();
    let names = inputs
        .lines()
        .filter_map(|line| {
            line.strip_prefix("  ")
                .filter(|line| !line.starts_with(' '))
        })
        .map(|line| line.trim_end_matches(':'));
    let mut count = 0;
    for name in names {
        let variable = name.to_ascii_uppercase().replace('-', "_");
        assert!(
            runs.contains(&format!("{variable}: ${{{{ inputs.{name} }}}}")),
            "{name}"
        );
        assert!(step.contains(&variable), "{name}");
        assert!(guide.contains(&format!("| `{name}` |")), "{name}");
        count += 1;
    }
    assert_eq!(count, 7);
}

#[test]
fn the_hooks_in_the_guide_are_there() {
    let hooks = include_str!("../../../../.pre-commit-hooks.yaml");
    let guide = include_str!("../../src/guide.md");
    for id in ["carillon-lint", "carillon-fix", "carillon-lint-system"] {
        assert!(
            hooks.contains(&format!("- id: {id}\n")) && guide.contains(id),
            "{id}"
        );
    }
    let script = "crates/cli/hooks/pre-commit.sh";
    assert!(hooks.contains(script));
    assert!(
        std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/hooks/pre-commit.sh")).exists()
    );
}
