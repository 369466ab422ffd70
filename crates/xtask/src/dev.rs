//! `cargo xtask dev`: debug builds, and a page that reloads itself.

use std::fs;

use anyhow::Result;

use crate::{
    page,
    relay::{self, Options, Running},
    run, say, sh,
    tools::PageTools,
    workspace::Workspace,
};

const HELP: &str = "\
cargo xtask dev [--port N] [--data DIR]

Builds the page and the relay for development and starts the relay; `trunk watch` builds the page again at
each change of its sources.

The page is served by the relay, from dist/ on disk, with the same address, sign-in and
Content-Security-Policy as in a release. It asks for /build-id.txt twice a second and reloads itself
when that changes (a file that only development builds have). A change of the relay itself needs
Ctrl-C and the command again.

  --port N     listen on this port of 127.0.0.1; any free one by default
  --data DIR   keep data here; $XDG_DATA_HOME/carillon (~/.local/share/carillon) by default
";

pub(crate) fn task(mut arguments: lexopt::Parser) -> Result<()> {
    use lexopt::prelude::*;
    let mut options = Options::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("port") => options.port = arguments.value()?.parse()?,
            Long("data") => options.data = Some(arguments.value()?.into()),
            Short('h') | Long("help") => {
                say::text(HELP);
                return Ok(());
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let workspace = Workspace::load()?;
    let tools = PageTools::ensure(&workspace)?;
    // `Trunk.toml` has the watcher ignore it, and Trunk wants that to exist.
    fs::create_dir_all(workspace.root.join("frontend/.generated"))?;
    let _lock = page::lock(&workspace)?;
    let step = say::step("building the page", "1 minute on two cores, the first time");
    sh::quiet(
        &workspace,
        "page-dev",
        tools.trunk(&workspace)?.arg("build"),
    )?;
    step.done();
    relay::build_debug(&workspace)?;
    let (mut running, ready) =
        Running::start(&workspace.binary("debug", "carillon-server"), options)?;
    running.spawn("trunk watch", tools.trunk(&workspace)?.arg("watch"))?;
    run::invite(&ready.link);
    running.wait()
}
