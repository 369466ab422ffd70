//! Starts what lives in the `journeys` package (`tests/`): the browser journeys, benchmarks and screenshots.
//!
//! They learn from their environment what to test and to drive (the relay refuses `CARILLON_*` that it does not know,
//! so these have a prefix of their own):
//!
//! | variable | what |
//! |---|---|
//! | `JOURNEYS_SERVER` | the relay's binary, with the page inside |
//! | `JOURNEYS_SIMULATOR` | the simulator's binary |
//! | `JOURNEYS_AXE` | `axe.min.js` |
//! | `JOURNEYS_CHROMIUM` | the browser |
//! | `JOURNEYS_CHROMEDRIVER` | its driver |
//! | `JOURNEYS_NODE_APN`, `JOURNEYS_APNS2`, `JOURNEYS_AIOAPNS` | the folders of clients of others |

use std::{ffi::OsString, process::Command};

use anyhow::{Context as _, Result, ensure};

use crate::{browser, page, relay, say, sh, tools, workspace::Workspace};

const BENCH_HELP: &str = "\
cargo xtask bench NAME [ARGUMENTS]

Builds everything for release, runs the benchmark in a real browser and prints what it measured.

  first-push   from the click on Send to the banner on the simulated phone
  checks       a payload checked, and an audience filled and checked, in the page's worker
";

const SCREENSHOTS_HELP: &str = "\
cargo xtask screenshots [FOLDER]

Builds everything for release, and pictures it in a real browser: the composer in its four looks
for docs/screenshots, or every state of the first run in every look for FOLDER.
";

pub(crate) fn bench(mut arguments: lexopt::Parser) -> Result<()> {
    match arguments.next()? {
        Some(lexopt::Arg::Value(name)) if name == "first-push" || name == "checks" => {
            let workspace = Workspace::load()?;
            let binary = format!("bench-{}", name.to_string_lossy());
            start(&workspace, &binary, arguments.raw_args()?.collect())
        }
        None | Some(lexopt::Arg::Short('h') | lexopt::Arg::Long("help")) => {
            say::text(BENCH_HELP);
            Ok(())
        }
        Some(other) => Err(other.unexpected().into()),
    }
}

pub(crate) fn screenshots(mut arguments: lexopt::Parser) -> Result<()> {
    let rest: Vec<OsString> = arguments.raw_args()?.collect();
    if rest
        .iter()
        .any(|argument| argument == "-h" || argument == "--help")
    {
        say::text(SCREENSHOTS_HELP);
        return Ok(());
    }
    let workspace = Workspace::load()?;
    browser::ensure_fonts(&workspace)?;
    start(&workspace, "screenshots", rest)
}

/// Builds all that journeys need, and puts into a command's environment where it is.
pub(crate) fn equip(workspace: &Workspace, command: &mut Command) -> Result<()> {
    browser::ensure(workspace)?;
    let axe = tools::axe(workspace)?;
    page::ensure(workspace)?;
    relay::build_release(workspace)?;
    command
        .env(
            "JOURNEYS_SERVER",
            workspace.binary("release", "carillon-server"),
        )
        .env(
            "JOURNEYS_SIMULATOR",
            workspace.binary("release", "apns-simulator"),
        )
        .env("JOURNEYS_AXE", axe)
        .env("JOURNEYS_CHROMIUM", browser::chromium()?)
        .env("JOURNEYS_CHROMEDRIVER", browser::driver()?)
        .envs(tools::clients(workspace)?);
    Ok(())
}

fn start(workspace: &Workspace, binary: &str, arguments: Vec<OsString>) -> Result<()> {
    let step = say::step(
        &format!("building {binary}"),
        "2 minutes on two cores, the first time",
    );
    // The whole workspace's features, as in the tests, so that nothing is built twice.
    sh::quiet(
        workspace,
        binary,
        &mut sh::cargo(workspace, ["build", "--workspace", "--bin", binary]),
    )?;
    step.done();
    let mut command = sh::command(workspace.binary("debug", binary), &workspace.root);
    equip(workspace, &mut command)?;
    let status = command
        .args(arguments)
        .status()
        .with_context(|| format!("cannot start {binary}"))?;
    ensure!(status.success(), "{binary} ended with {status}");
    Ok(())
}
