//! The relay as a process: started on a free port with a data folder of its own, ended politely or by SIGKILL.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context as _, Result, bail, ensure};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// A running `carillon-server`. It is killed when dropped.
pub struct Relay {
    child: Child,
    /// Such as `http://127.0.0.1:40123`.
    pub address: String,
    /// The one-time sign-in link.
    pub link: String,
}

impl Relay {
    /// Starts the relay on `data` and waits until it says that it is ready.
    pub async fn start(data: &Path) -> Result<Self> {
        let binary = binary()?;
        let mut child = Command::new(&binary)
            .args(["--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot start {}", binary.display()))?;
        let stdout = child
            .stdout
            .take()
            .context("the relay's standard output is piped")?;
        let mut stderr = child.stderr.take().context("the relay's log is piped")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line).await?;
        let Ok(ready) = serde_json::from_str::<serde_json::Value>(&line) else {
            let mut log = String::new();
            stderr.read_to_string(&mut log).await?;
            bail!("the relay's first line is not its ready line: {line:?}\n{log}");
        };
        // Its log has to go somewhere, or it blocks on a full pipe.
        tokio::spawn(async move { tokio::io::copy(&mut stderr, &mut tokio::io::sink()).await });
        let text = |key: &str| {
            let value = ready.get(key).and_then(serde_json::Value::as_str);
            value
                .map(str::to_owned)
                .with_context(|| format!("the ready line has no {key}"))
        };
        Ok(Self {
            address: text("address")?,
            link: text("link")?,
            child,
        })
    }

    /// The token of the sign-in link.
    pub fn sign_in_token(&self) -> Result<&str> {
        let (_, token) = self
            .link
            .split_once("#sign-in=")
            .context("the link has no sign-in token")?;
        Ok(token)
    }

    /// Ends the process with SIGKILL: no handler runs, nothing is flushed.
    pub async fn kill(mut self) -> Result<()> {
        self.child.kill().await?;
        Ok(())
    }
}

/// Where the relay's binary is: `JOURNEYS_SERVER`, else the workspace's release build.
fn binary() -> Result<PathBuf> {
    let path = match std::env::var_os("JOURNEYS_SERVER") {
        Some(path) => PathBuf::from(path),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/release/carillon-server"),
    };
    ensure!(
        path.exists(),
        "{} is missing: `cargo xtask build` makes it",
        path.display()
    );
    Ok(path)
}
