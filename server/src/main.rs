//! `carillon-server`: reads what the operator chose, starts the relay, says when it is ready, stops when it is told to.
//!
//! Exit codes: 0 after an orderly stop, 1 when it cannot run or its ledger failed, 2 when a setting cannot be used.

use std::io::{self, Write as _};
use std::process::ExitCode;

use anyhow::Context as _;
use delivery::Clock;
use server::claim::Claim;
use server::config::{Command, Config, help};
use server::{App, Assets, ServerError};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

fn main() -> ExitCode {
    let outcome = match Command::from_process() {
        Ok(Command::Help) => write!(io::stdout(), "{}", help()).context("standard output"),
        Ok(Command::Run(config)) => relay(*config),
        Ok(Command::Version) => {
            writeln!(io::stdout(), "carillon-server {}", server::VERSION).context("standard output")
        }
        Err(errors) => {
            let _ = writeln!(io::stderr(), "carillon-server: {errors}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "carillon-server: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The line on standard output by which other programs know that the relay is ready.
#[derive(serde::Serialize)]
struct ReadyLine {
    ready: bool,
    address: String,
    link: String,
}

#[tokio::main]
async fn relay(config: Config) -> anyhow::Result<()> {
    server::telemetry::start(config.telemetry);
    for name in &config.unread {
        tracing::warn!(?name, "no setting has this variable; it is ignored");
    }
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;

    let _claim = Claim::take(&config.data)?;
    let address = config.bind.listen;
    let listener = TcpListener::bind(address)
        .await
        .map_err(|source| ServerError::Listen { address, source })?;
    let public_url = config.bind.public_url.clone();
    let app = App::start(config, Assets::Embedded, Clock::system()).await?;

    let address = format!("http://{}", listener.local_addr()?);
    let origin = public_url.map_or_else(|| address.clone(), |url| url.origin());
    let token = app.mint_sign_in().await?;
    let link = format!("{origin}/#sign-in={}", token.expose());
    let ready = serde_json::to_string(&ReadyLine {
        ready: true,
        address,
        link,
    })?;
    writeln!(io::stdout(), "{ready}").context("standard output")?;

    let told_to_stop = async {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    };
    Ok(server::run(listener, app, told_to_stop).await?)
}
