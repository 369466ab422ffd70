//! `cargo xtask run`: from a clone to a link.

use std::process::Command;

use anyhow::Result;

use crate::{
    page,
    relay::{self, Options, Running},
    say, sh,
    workspace::Workspace,
};

const HELP: &str = "\
cargo xtask run [--port N] [--data DIR] [--open]

Installs what building needs (once), builds the page and the relay, starts the relay and prints one link.

  --port N     listen on this port of 127.0.0.1; any free one by default
  --data DIR   keep data here; $XDG_DATA_HOME/carillon (~/.local/share/carillon) by default
  --open       also open the link in the browser
";

pub(crate) fn task(mut arguments: lexopt::Parser) -> Result<()> {
    use lexopt::prelude::*;
    let mut options = Options::default();
    let mut open = false;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("port") => options.port = arguments.value()?.parse()?,
            Long("data") => options.data = Some(arguments.value()?.into()),
            Long("open") => open = true,
            Short('h') | Long("help") => {
                say::text(HELP);
                return Ok(());
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let workspace = Workspace::load()?;
    page::ensure(&workspace)?;
    relay::build_release(&workspace)?;
    let (running, ready) =
        Running::start(&workspace.binary("release", "carillon-server"), options)?;
    invite(&ready.link);
    if open {
        open_in_browser(&ready.link);
    }
    running.wait()
}

/// Prints the link.
pub(crate) fn invite(link: &str) {
    say::text(&format!(
        "\n  Carillon is ready. Open this link; it signs you in once:\n\n      {link}\n\n  Ctrl-C stops it.\n\n"
    ));
}

fn open_in_browser(link: &str) {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    if sh::find(opener).is_none() || Command::new(opener).arg(link).spawn().is_err() {
        say::note(&format!("{opener} is not here: open the link yourself"));
    }
}
