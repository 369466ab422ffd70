//! The steps of `cargo xtask test`, in the order in which they run.
//!
//! Each makes sure by itself of what it needs, so that it can be run alone. All native builds of the
//! development profile take the whole workspace: cargo then chooses the same features, and nothing is built twice.

use std::process::Command;

use anyhow::{Result, ensure};

use super::{Step, Verdict};
use crate::{browser, journeys, page, relay, say, sh, sizes, tools, workspace::Workspace};

pub(super) const ALL: &[Step] = &[
    Step {
        name: "fmt",
        what: "the code is formatted",
        run: fmt,
    },
    Step {
        name: "tools",
        what: "what the other steps need is installed",
        run: tools,
    },
    Step {
        name: "clippy",
        what: "no lint, natively",
        run: clippy,
    },
    Step {
        name: "clippy-wasm",
        what: "no lint, in the browser's half",
        run: clippy_wasm,
    },
    Step {
        name: "rustdoc",
        what: "no warning in the documentation",
        run: rustdoc,
    },
    Step {
        name: "native",
        what: "tests that need no browser",
        run: native,
    },
    Step {
        name: "a2",
        what: "the a2 transport passes the contract, in a network namespace",
        run: a2,
    },
    Step {
        name: "wasm",
        what: "component tests in headless Chromium",
        run: wasm,
    },
    Step {
        name: "page",
        what: "the page builds for release",
        run: page,
    },
    Step {
        name: "size",
        what: "the page keeps to frontend/wasm-budget.toml",
        run: size,
    },
    Step {
        name: "relay",
        what: "the binaries build for release",
        run: relay,
    },
    Step {
        name: "journeys",
        what: "journeys through the whole product in a browser, and clients of others at the simulator",
        run: journeys,
    },
];

/// The exit code by which `contract-a2/run.sh` says that this machine cannot run it.
const NOT_POSSIBLE_HERE: i32 = 77;

fn fmt(workspace: &Workspace) -> Result<Verdict> {
    sh::quiet(
        workspace,
        "fmt",
        &mut sh::cargo(
            workspace,
            ["fmt", "--all", "--check", "--", "--files-with-diff"],
        ),
    )?;
    Ok(Verdict::Passed(String::new()))
}

fn tools(workspace: &Workspace) -> Result<Verdict> {
    browser::ensure(workspace)?;
    browser::ensure_namespaces(workspace)?;
    tools::PageTools::ensure(workspace)?;
    tools::axe(workspace)?;
    tools::clients(workspace)?;
    Ok(Verdict::Passed(String::new()))
}

fn clippy(workspace: &Workspace) -> Result<Verdict> {
    sh::quiet(
        workspace,
        "clippy",
        &mut sh::cargo(
            workspace,
            ["clippy", "--workspace", "--all-targets", "--", "-Dwarnings"],
        ),
    )?;
    Ok(Verdict::Passed(String::new()))
}

fn clippy_wasm(workspace: &Workspace) -> Result<Verdict> {
    tools::wasm_test_runner(workspace)?;
    let mut cargo = sh::cargo(
        workspace,
        [
            "clippy",
            "--package",
            "frontend",
            "--target",
            "wasm32-unknown-unknown",
            "--all-targets",
        ],
    );
    sh::quiet(workspace, "clippy-wasm", cargo.args(["--", "-Dwarnings"]))?;
    Ok(Verdict::Passed(String::new()))
}

fn rustdoc(workspace: &Workspace) -> Result<Verdict> {
    let mut cargo = sh::cargo(workspace, ["doc", "--workspace", "--no-deps"]);
    sh::quiet(
        workspace,
        "rustdoc",
        cargo.env("RUSTDOCFLAGS", "-Dwarnings"),
    )?;
    Ok(Verdict::Passed(String::new()))
}

fn native(workspace: &Workspace) -> Result<Verdict> {
    let log = sh::quiet(workspace, "native", &mut native_tests(workspace))?;
    // nextest leaves these out.
    let examples = sh::quiet(
        workspace,
        "doctests",
        &mut sh::cargo(workspace, ["test", "--workspace", "--doc"]),
    )?;
    counted(&(log + &examples))
}

fn native_tests(workspace: &Workspace) -> Command {
    if have_nextest() {
        sh::cargo(
            workspace,
            [
                "nextest",
                "run",
                "--workspace",
                "--no-fail-fast",
                "-E",
                "not package(journeys)",
            ],
        )
    } else {
        sh::cargo(
            workspace,
            [
                "test",
                "--workspace",
                "--exclude",
                "journeys",
                "--all-targets",
                "--no-fail-fast",
            ],
        )
    }
}

pub(super) fn bless(workspace: &Workspace) -> Result<()> {
    let step = say::step("running the native tests with UPDATE_EXPECT=1", "");
    sh::quiet(
        workspace,
        "bless",
        native_tests(workspace).env("UPDATE_EXPECT", "1"),
    )?;
    step.done();
    Ok(())
}

fn a2(workspace: &Workspace) -> Result<Verdict> {
    let script = workspace.root.join("crates/apns/contract-a2/run.sh");
    let ended = sh::run(workspace, "a2", &mut sh::command(&script, &workspace.root))?;
    if ended.status.code() == Some(NOT_POSSIBLE_HERE) {
        let why = ended.log.lines().last().unwrap_or("it does not say why");
        return Ok(Verdict::NotRun(why.to_owned()));
    }
    if !ended.status.success() {
        say::output(&ended.log);
    }
    ensure!(
        ended.status.success(),
        "{} ended with {}",
        script.display(),
        ended.status
    );
    counted(&ended.log)
}

fn wasm(workspace: &Workspace) -> Result<Verdict> {
    browser::ensure(workspace)?;
    let runner = tools::wasm_test_runner(workspace)?;
    let mut cargo = sh::cargo(
        workspace,
        [
            "test",
            "--package",
            "frontend",
            "--target",
            "wasm32-unknown-unknown",
            "--tests",
        ],
    );
    cargo
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .env("CHROMEDRIVER", browser::driver()?);
    let log = sh::quiet(workspace, "wasm", &mut cargo)?;
    counted(&log)
}

fn page(workspace: &Workspace) -> Result<Verdict> {
    page::ensure(workspace)?;
    Ok(Verdict::Passed(String::new()))
}

fn size(workspace: &Workspace) -> Result<Verdict> {
    page::ensure(workspace)?;
    let weighed = sizes::weigh(workspace)?;
    say::text(&format!("\n{}", weighed.table));
    weighed.within_budget()?;
    Ok(Verdict::Passed(weighed.summary))
}

fn relay(workspace: &Workspace) -> Result<Verdict> {
    page::ensure(workspace)?;
    relay::build_release(workspace)?;
    Ok(Verdict::Passed(String::new()))
}

fn journeys(workspace: &Workspace) -> Result<Verdict> {
    let mut command = if have_nextest() {
        sh::cargo(
            workspace,
            [
                "nextest",
                "run",
                "--workspace",
                "--no-fail-fast",
                "-E",
                "package(journeys)",
            ],
        )
    } else {
        sh::cargo(
            workspace,
            ["test", "--package", "journeys", "--no-fail-fast"],
        )
    };
    journeys::equip(workspace, &mut command)?;
    let log = sh::quiet(workspace, "journeys", &mut command)?;
    counted(&log)
}

fn have_nextest() -> bool {
    Command::new("cargo")
        .args(["nextest", "--version"])
        .output()
        .is_ok_and(|output| output.status.success())
}

/// How many tests passed; a step that ran none checked nothing.
fn counted(log: &str) -> Result<Verdict> {
    let passed = passed(log);
    ensure!(passed > 0, "no test was run");
    Ok(Verdict::Passed(format!("{passed} passed")))
}

/// What nextest, cargo's own runner and wasm-bindgen's say has passed, added up.
fn passed(log: &str) -> u32 {
    let closing = log
        .lines()
        .filter(|line| line.contains("test result:") || line.trim_start().starts_with("Summary ["));
    closing
        .filter_map(|line| number_before(line, " passed"))
        .sum()
}

fn number_before(line: &str, word: &str) -> Option<u32> {
    let before = &line[..line.find(word)?];
    let digits = before
        .rfind(|char: char| !char.is_ascii_digit())
        .map_or(0, |found| found + 1);
    before[digits..].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{counted, passed};

    #[test]
    fn the_counts_of_all_runners_are_added_up() {
        let cargo = "test result: ok. 3 passed; 0 failed; 0 ignored\nx\ntest result: ok. 12 passed; 0 failed";
        assert_eq!(passed(cargo), 15);
        assert_eq!(
            passed("     Summary [   1.3s] 345 tests run: 345 passed (2 slow), 7 skipped"),
            345
        );
    }

    #[test]
    fn a_run_without_tests_is_a_failure() {
        assert!(counted("test result: ok. 0 passed; 0 failed").is_err());
        assert!(counted("no tests to run!").is_err());
        assert!(counted("test result: ok. 1 passed; 0 failed").is_ok());
    }
}
