//! Every example that Apple's pages describe, written anew in `tests/fixtures/apple`: each can be sent, and no warning is raised.
//!
//! The form of a file is that of the rules' fixtures. Hints, where there are any, stand in the `.expected` file beside it.

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use payload::Severity;

use super::rules::{read, told};

fn examples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/apple");
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|it| it == "push"));
    paths.sort();
    paths
}

#[test]
fn apples_examples_raise_no_error_and_no_warning() {
    let examples = examples();
    assert!(examples.len() >= 45, "only {} examples", examples.len());
    for path in examples {
        let expected = path.with_extension("expected");
        let fixture = read(path);
        let report = fixture.report();
        let said = told(&fixture);
        assert!(
            report.count(Severity::Error) + report.count(Severity::Warning) == 0,
            "{}: {said}",
            expected.display()
        );
        if said.is_empty() {
            assert!(!expected.exists(), "{} says nothing", expected.display());
        } else {
            expect_file![expected].assert_eq(&said);
        }
    }
}
