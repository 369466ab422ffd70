//! `cargo xtask build`: what is shipped.

use anyhow::Result;

use crate::{Asked, only_help, page, relay, say, workspace::Workspace};

const HELP: &str = "\
cargo xtask build

Leaves the page in dist/ (release, compressed ahead of time) and the binaries in target/release:
carillon-server (with the page inside) and apns-simulator.
";

pub(crate) fn task(arguments: lexopt::Parser) -> Result<()> {
    if only_help(arguments, HELP)? == Asked::Help {
        return Ok(());
    }
    let workspace = Workspace::load()?;
    page::ensure(&workspace)?;
    relay::build_release(&workspace)?;
    for name in workspace.shipped_binaries().values().flatten() {
        say::text(&format!(
            "{}\n",
            workspace.binary("release", name).display()
        ));
    }
    Ok(())
}
