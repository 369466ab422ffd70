//! Builds the relay, starts it, learns its link from its ready line, and stops it when the person says so.

use std::{
    io::{BufRead as _, BufReader},
    os::unix::process::CommandExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
};

use crate::{say, sh, workspace::Workspace};

const READY_WITHIN: Duration = Duration::from_mins(1);

/// Builds all that we ship for release; the relay embeds `dist/`.
///
/// Always the same packages, so that cargo chooses the same features and builds nothing twice.
pub(crate) fn build_release(workspace: &Workspace) -> Result<()> {
    let step = say::step(
        "building the relay",
        "5 minutes on two cores, the first time",
    );
    let mut cargo = sh::cargo(workspace, ["build", "--release", "--bins"]);
    for package in workspace.shipped_binaries().keys() {
        cargo.args(["--package", package]);
    }
    sh::quiet(workspace, "relay", &mut cargo)?;
    step.done();
    Ok(())
}

/// Builds the relay for development: it reads `dist/` from disk at each request.
pub(crate) fn build_debug(workspace: &Workspace) -> Result<()> {
    let step = say::step(
        "building the relay",
        "2 minutes on two cores, the first time",
    );
    // The whole workspace's features, as in the tests, so that nothing is built twice.
    sh::quiet(
        workspace,
        "relay",
        &mut sh::cargo(
            workspace,
            ["build", "--workspace", "--bin", "carillon-server"],
        ),
    )?;
    step.done();
    Ok(())
}

/// How to start the relay.
#[derive(Default)]
pub(crate) struct Options {
    /// Zero for a free one.
    pub(crate) port: u16,
    /// `None` for the relay's own choice, in the user's data folder.
    pub(crate) data: Option<PathBuf>,
}

/// The line that the relay prints once it answers.
#[derive(Deserialize)]
pub(crate) struct Ready {
    pub(crate) link: String,
}

/// A relay that answers. It, and what else was put in its [`Running`], ends with a signal or on its own.
pub(crate) struct Running {
    children: Vec<(&'static str, Child)>,
    signals: Signals,
}

impl Running {
    /// Starts the relay and waits until it is ready.
    pub(crate) fn start(binary: &Path, options: Options) -> Result<(Self, Ready)> {
        // Before the first child, so that no signal is missed.
        let signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
        let mut command = Command::new(binary);
        command
            .arg("--listen")
            .arg(format!("127.0.0.1:{}", options.port))
            .stdout(Stdio::piped());
        if let Some(folder) = options.data {
            command.arg("--data").arg(folder);
        }
        let mut running = Self {
            children: Vec::new(),
            signals,
        };
        running.spawn("the relay", &mut command)?;
        let ready = running.wait_until_ready();
        if ready.is_err() {
            running.stop();
        }
        Ok((running, ready?))
    }

    /// Starts another program that lives as long as the relay.
    pub(crate) fn spawn(&mut self, name: &'static str, command: &mut Command) -> Result<()> {
        // A group of its own: Ctrl-C reaches us alone, and we tell each child once, in our order.
        let child = command
            .process_group(0)
            .stdin(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        self.children.push((name, child));
        Ok(())
    }

    fn wait_until_ready(&mut self) -> Result<Ready> {
        let stdout = self
            .children
            .first_mut()
            .and_then(|(_, relay)| relay.stdout.take())
            .context("the relay has no output")?;
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            // Read to the end, so that the relay never waits for us; only the first line matters.
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                let _nobody_listens_anymore = sender.send(line);
            }
        });
        match receiver.recv_timeout(READY_WITHIN) {
            Ok(line) => serde_json::from_str(&line)
                .with_context(|| format!("the relay's first line is not its ready line: {line}")),
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                bail!("the relay ended before it was ready; its last lines are above")
            }
            Err(mpsc::RecvTimeoutError::Timeout) => bail!(
                "the relay was not ready within {} s",
                READY_WITHIN.as_secs()
            ),
        }
    }

    /// Waits for a signal, or for one of the programs to end; then stops them all.
    pub(crate) fn wait(mut self) -> Result<()> {
        loop {
            if self.signals.pending().next().is_some() {
                say::note("stopping");
                self.stop();
                return Ok(());
            }
            for (name, child) in &mut self.children {
                if let Some(status) = child.try_wait()? {
                    let name = *name;
                    self.stop();
                    bail!("{name} ended by itself, with {status}");
                }
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Asks each program to end and waits for it; a second signal ends them at once.
    fn stop(&mut self) {
        for (_, child) in &mut self.children {
            if matches!(child.try_wait(), Ok(None)) {
                // std can only kill; the relay is to finish what it has in flight.
                let _gone_already = Command::new("kill")
                    .args(["-TERM", &child.id().to_string()])
                    .status();
            }
        }
        for (_, child) in &mut self.children {
            while matches!(child.try_wait(), Ok(None)) {
                if self.signals.pending().next().is_some() {
                    let _gone_already = child.kill();
                }
                thread::sleep(Duration::from_millis(20));
            }
        }
    }
}
