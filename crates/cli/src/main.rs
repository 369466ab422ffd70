//! `carillon`: the program. Everything it does is in the library beside it; here are the real streams, clock and environment.

use std::env;
use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use cli::io::Io;
use payload::Lang;

fn main() -> ExitCode {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let (mut stdin, mut stdout, mut stderr) = (io::stdin(), io::stdout(), io::stderr());
    let (stdin_is_terminal, stdout_is_terminal) = (stdin.is_terminal(), stdout.is_terminal());
    let mut io = Io {
        stdin: &mut stdin,
        stdout: &mut stdout,
        stderr: &mut stderr,
        folder: PathBuf::new(),
        now: now(),
        lang: lang(),
        stdin_is_terminal,
        shows_color: stdout_is_terminal && !is_set("NO_COLOR"),
    };
    ExitCode::from(cli::run(env::args_os().skip(1), &mut io) as u8)
}

/// The language of the environment: the first of the usual variables that says something.
fn lang() -> Lang {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()))
        .map_or(Lang::En, |value| Lang::from_tag(&value))
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the program reads the machine's clock"
)]
fn now() -> Option<u64> {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .map(|since| since.as_secs())
}
