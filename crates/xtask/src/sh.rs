//! Runs other programs: quietly, with their output kept in a log and shown only when they fail.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
};

use anyhow::{Context as _, Result, bail};

use crate::{say, workspace::Workspace};

/// A command that runs at `directory`, without the variables that `cargo run` added for us.
///
/// Those variables differ from what a plain `cargo build` sees, and build scripts that watch them
/// (ring's is one) would be run, and everything above them rebuilt, at each change from one to the other.
pub(crate) fn command(program: impl AsRef<Path>, directory: &Path) -> Command {
    let mut command = Command::new(program.as_ref());
    command.current_dir(directory).stdin(Stdio::null());
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let from_cargo = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"]
            .iter()
            .any(|prefix| text.starts_with(prefix))
            || [
                "CARGO",
                "CARGO_CRATE_NAME",
                "CARGO_PRIMARY_PACKAGE",
                "OUT_DIR",
            ]
            .contains(&text.as_ref());
        if from_cargo {
            command.env_remove(&name);
        }
    }
    command
}

/// `cargo ARGUMENTS` at the workspace's root.
pub(crate) fn cargo<const N: usize>(workspace: &Workspace, arguments: [&str; N]) -> Command {
    let mut command = command("cargo", &workspace.root);
    command.args(arguments);
    command
}

/// How a command ended, and all that it said.
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    pub(crate) log: String,
    pub(crate) log_path: PathBuf,
}

/// Runs a command to its end with both outputs in `target/xtask/NAME.log`.
pub(crate) fn run(workspace: &Workspace, name: &str, command: &mut Command) -> Result<Ended> {
    let logs = workspace.target.join("xtask");
    fs::create_dir_all(&logs).with_context(|| format!("cannot create {}", logs.display()))?;
    let log_path = logs.join(format!("{name}.log"));
    let log = fs::File::create(&log_path)
        .with_context(|| format!("cannot write {}", log_path.display()))?;
    let status = command
        .stdout(log.try_clone()?)
        .stderr(log)
        .status()
        .with_context(|| format!("cannot start {}", command.get_program().display()))?;
    let log = String::from_utf8_lossy(&fs::read(&log_path)?).into_owned();
    Ok(Ended {
        status,
        log,
        log_path,
    })
}

/// Runs a command that must succeed; when it does not, shows what it said. Returns what it said.
pub(crate) fn quiet(workspace: &Workspace, name: &str, command: &mut Command) -> Result<String> {
    let ended = run(workspace, name, command)?;
    if ended.status.success() {
        return Ok(ended.log);
    }
    say::output(&ended.log);
    bail!(
        "`{}` ended with {} (its output: {})",
        line(command),
        ended.status,
        ended.log_path.display()
    );
}

/// Where a program is, when it is on the search path.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// The command as one would type it.
fn line(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}
