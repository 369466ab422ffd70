//! `cargo xtask test`: everything that CI checks, fast steps first, with a summary at the end.

mod steps;

use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};

use crate::{Asked, only_help, say, workspace::Workspace};

const HELP: &str = "\
cargo xtask test [--only STEP]… [--list]

Checks everything that CI checks, in this order, and goes on after a step that fails. What a step printed
is in target/xtask/STEP.log; it is shown when the step fails.

  --only STEP   this step alone; may be given more than once
  --list        print the names of the steps
";

const BLESS_HELP: &str = "\
cargo xtask bless

Runs the native tests with UPDATE_EXPECT=1: expected texts in tests, and the documents that are the expected
texts of tests, are rewritten. Read the difference before you commit it.
";

/// How a step ended.
enum Verdict {
    /// With the most telling line of what it did.
    Passed(String),
    /// It is not possible on this machine, and why.
    NotRun(String),
}

/// One step.
struct Step {
    name: &'static str,
    what: &'static str,
    run: fn(&Workspace) -> Result<Verdict>,
}

pub(crate) fn task(mut arguments: lexopt::Parser) -> Result<()> {
    use lexopt::prelude::*;
    let mut chosen = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("only") => chosen.push(step_named(&arguments.value()?.string()?)?),
            Long("list") => {
                for step in steps::ALL {
                    say::text(&format!("{:<12}{}\n", step.name, step.what));
                }
                return Ok(());
            }
            Short('h') | Long("help") => {
                say::text(HELP);
                return Ok(());
            }
            other => return Err(other.unexpected().into()),
        }
    }
    if chosen.is_empty() {
        chosen.extend(steps::ALL);
    }
    run(&Workspace::load()?, &chosen)
}

pub(crate) fn bless(arguments: lexopt::Parser) -> Result<()> {
    if only_help(arguments, BLESS_HELP)? == Asked::Help {
        return Ok(());
    }
    steps::bless(&Workspace::load()?)
}

fn step_named(name: &str) -> Result<&'static Step> {
    match steps::ALL.iter().find(|step| step.name == name) {
        Some(step) => Ok(step),
        None => bail!("there is no step {name:?}; `cargo xtask test --list` lists them"),
    }
}

/// Runs steps one after the other and sums them up.
fn run(workspace: &Workspace, steps: &[&Step]) -> Result<()> {
    let started = Instant::now();
    let mut ended = Vec::new();
    for step in steps {
        let line = say::step(step.name, step.what);
        let verdict = (step.run)(workspace);
        let took = line.end(match &verdict {
            Ok(Verdict::Passed(_)) => "passed",
            Ok(Verdict::NotRun(_)) => "NOT RUN",
            Err(_) => "FAILED",
        });
        if let Err(error) = &verdict {
            say::error(error);
        }
        ended.push((step.name, took, verdict));
    }
    say::text(&summary(&ended, started.elapsed()));
    let failed = ended
        .iter()
        .filter(|(.., verdict)| verdict.is_err())
        .count();
    ensure!(failed == 0, "{failed} of {} steps failed", ended.len());
    Ok(())
}

fn summary(ended: &[(&str, Duration, Result<Verdict>)], total: Duration) -> String {
    let mut lines = vec![String::new()];
    let (mut passed, mut failed, mut not_run) = (0, 0, 0);
    for (name, took, verdict) in ended {
        let (word, detail) = match verdict {
            Ok(Verdict::Passed(detail)) => {
                passed += 1;
                ("passed", detail.as_str())
            }
            Ok(Verdict::NotRun(why)) => {
                not_run += 1;
                ("NOT RUN", why.as_str())
            }
            Err(_) => {
                failed += 1;
                ("FAILED", "")
            }
        };
        let line = format!("{name:<12}{word:<9}{:>12}  {detail}", say::duration(*took));
        lines.push(line.trim_end().to_owned());
    }
    lines.push(format!("{:<21}{:>12}", "all", say::duration(total)));
    let skipped = if not_run > 0 {
        format!(", {not_run} skipped")
    } else {
        String::new()
    };
    lines.push(format!("\n{passed} passed, {failed} failed{skipped}\n"));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use anyhow::anyhow;
    use expect_test::expect;

    use super::{Verdict, summary};

    #[test]
    fn the_summary_names_what_failed_and_what_was_not_run() {
        let ended = [
            (
                "fmt",
                Duration::from_millis(1_234),
                Ok(Verdict::Passed(String::new())),
            ),
            (
                "native",
                Duration::from_secs(65),
                Ok(Verdict::Passed("3 passed".to_owned())),
            ),
            (
                "a2",
                Duration::from_millis(10),
                Ok(Verdict::NotRun("no unshare".to_owned())),
            ),
            ("size", Duration::from_millis(20), Err(anyhow!("too heavy"))),
        ];
        expect![[r"

            fmt         passed          1.2 s
            native      passed     1 min 05 s  3 passed
            a2          NOT RUN         0.0 s  no unshare
            size        FAILED          0.0 s
            all                    1 min 06 s

            2 passed, 1 failed, 1 skipped
        "]]
        .assert_eq(&summary(&ended, Duration::from_millis(66_264)));
    }
}
