//! `cargo xtask …`: everything that a developer or the CI does with this repository, by name.
//!
//! One file per task. Tasks set up the tools they need (see [`tools`]) and stay quiet unless something fails.

mod browser;
mod build;
mod checks;
mod dev;
mod hooks;
mod html;
mod journeys;
mod page;
mod relay;
mod run;
mod say;
mod sh;
mod sizes;
mod tools;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask TASK

  run           set up, build and start Carillon; prints one link   [--port N] [--data DIR] [--open]
  dev           the same from debug builds; the page reloads itself when its sources change
  build         leave dist/ and the binaries in target/release
  test          everything that CI checks                           [--only STEP]… [--list]
  bench NAME    print a benchmark: first-push
  screenshots   write docs/screenshots
  bless         rewrite the expected texts of tests from what the code says now
  wasm-size     print what the page weighs, against frontend/wasm-budget.toml

`cargo xtask TASK --help` says more. Tools that are missing are installed once, into
$XDG_CACHE_HOME/carillon/tools (~/.cache/carillon/tools), and shared by all clones.
";

fn main() -> ExitCode {
    match dispatch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::error(&error);
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Result<()> {
    let mut arguments = lexopt::Parser::from_env();
    let task = match arguments.next()? {
        Some(lexopt::Arg::Value(task)) => task.to_string_lossy().into_owned(),
        None | Some(lexopt::Arg::Short('h') | lexopt::Arg::Long("help")) => {
            say::text(HELP);
            return Ok(());
        }
        Some(other) => return Err(other.unexpected().into()),
    };
    match task.as_str() {
        "bench" => journeys::bench(arguments),
        "bless" => checks::bless(arguments),
        "build" => build::task(arguments),
        "dev" => dev::task(arguments),
        "hook-css" => hooks::css::task(),
        "hook-dist" => hooks::dist::task(),
        "run" => run::task(arguments),
        "screenshots" => journeys::screenshots(arguments),
        "test" => checks::task(arguments),
        "wasm-size" => sizes::task(arguments),
        unknown => bail!("there is no task {unknown:?}; `cargo xtask` lists them"),
    }
}

/// Reads a command line that takes nothing but `--help`.
fn only_help(mut arguments: lexopt::Parser, help: &str) -> Result<Asked> {
    match arguments.next()? {
        None => Ok(Asked::Work),
        Some(lexopt::Arg::Short('h') | lexopt::Arg::Long("help")) => {
            say::text(help);
            Ok(Asked::Help)
        }
        Some(other) => Err(other.unexpected().into()),
    }
}

/// What a command line asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// The help was printed: nothing is left to do.
    Help,
    Work,
}
