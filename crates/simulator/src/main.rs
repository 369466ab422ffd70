//! The simulator as a program, so that a person without an Apple account can try any APNs client.
//!
//! Prints one line of JSON when it is ready; everything else is said on standard error.

use anyhow::Context as _;
use lexopt::prelude::*;
use serde_json::json;
use simulator::{Environment, Options, Service, Simulator, control};
use std::{
    env, fs,
    io::{self, Write as _},
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
};
use tracing_subscriber::{EnvFilter, filter::LevelFilter};
use uuid::Uuid;

const HELP: &str = "\
A stand-in for Apple's push service, on this machine.

Usage: apns-simulator [OPTIONS]

  --listen ADDR       where pushes are taken (default 127.0.0.1:0, which takes a free port); the other
                      environment, and the management of channels, are on free ports of the same address
  --control ADDR      where it is steered, loopback only (default 127.0.0.1:0)
  --accept-all        answer 200 to each push without judging it
  --environment NAME  the environment of --listen: sandbox (default) or production
  --ca FILE           write the certificate to trust to FILE (default: a new file among the temporary ones, which
                      is removed at the end)
  --state FILE        keep phones, tokens, log, keys and channels in FILE from run to run
  -h, --help          show this
  -V, --version       show the version

One line of JSON on standard output says when it is ready: endpoint and address of --listen; sandbox and
production, each with push and channels; ca_path and ca_pem, the certificate to trust; control.
";

/// What the command line asks for.
struct Arguments {
    options: Options,
    control: SocketAddr,
    ca: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let Some(arguments) = parse()? else {
        return Ok(());
    };
    let filter = EnvFilter::builder()
        .with_default_directive(LevelFilter::WARN.into())
        .from_env_lossy();
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .init();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("starting the runtime")?;
    runtime.block_on(run(arguments))
}

/// `None` when there was only something to show.
fn parse() -> anyhow::Result<Option<Arguments>> {
    let mut options = Options::default();
    let mut control = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let mut ca = None;
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("listen") => options.listen = parser.value()?.parse()?,
            Long("control") => control = parser.value()?.parse()?,
            Long("accept-all") => options.accept_all = true,
            Long("environment") => {
                options.default_environment = parser.value()?.parse_with(|name| match name {
                    "sandbox" => Ok(Environment::Sandbox),
                    "production" => Ok(Environment::Production),
                    _ => Err("expected sandbox or production"),
                })?;
            }
            Long("state") => options.state = Some(parser.value()?.into()),
            Long("ca") => ca = Some(parser.value()?.into()),
            Short('h') | Long("help") => {
                write!(io::stdout(), "{HELP}")?;
                return Ok(None);
            }
            Short('V') | Long("version") => {
                writeln!(io::stdout(), "apns-simulator {}", env!("CARGO_PKG_VERSION"))?;
                return Ok(None);
            }
            _ => return Err(argument.unexpected().into()),
        }
    }
    Ok(Some(Arguments {
        options,
        control,
        ca,
    }))
}

async fn run(
    Arguments {
        options,
        control,
        ca,
    }: Arguments,
) -> anyhow::Result<()> {
    // The signals are taken before the line is printed: who has read it may stop us at once.
    let stop = stopped()?;
    let control = control::bind(control).await?;
    let simulator = Simulator::start(options).await?;
    let endpoint = |environment, service| {
        let port = simulator.address_of(environment, service).port();
        format!("https://{}:{port}", simulator.host())
    };
    let endpoints = |environment| {
        json!({
            "push": endpoint(environment, Service::Push),
            "channels": endpoint(environment, Service::Channels),
        })
    };
    let ca = CaFile::write(ca, simulator.ca_pem())?;
    let ready = json!({
        "endpoint": format!("https://{}:{}", simulator.host(), simulator.address().port()),
        "address": simulator.address(),
        "sandbox": endpoints(Environment::Sandbox),
        "production": endpoints(Environment::Production),
        "ca_path": ca.path,
        "ca_pem": simulator.ca_pem(),
        "control": format!("http://{}", control.local_addr().context("asking for the control address")?),
    });
    let mut out = io::stdout();
    writeln!(out, "{ready}")?;
    out.flush()?;
    tokio::select! {
        served = axum::serve(control, control::router(simulator.clone())).into_future() => served?,
        () = stop => {}
    }
    simulator.shutdown().await;
    Ok(())
}

/// The certificate to trust, where others can read it.
struct CaFile {
    path: PathBuf,
    /// Nobody has named it, so that it goes with us.
    is_ours: bool,
}

impl CaFile {
    fn write(wanted: Option<PathBuf>, pem: &str) -> anyhow::Result<Self> {
        let is_ours = wanted.is_none();
        let path = wanted.unwrap_or_else(|| {
            env::temp_dir().join(format!("apns-simulator-{}.pem", Uuid::new_v4()))
        });
        fs::write(&path, pem).with_context(|| format!("writing {}", path.display()))?;
        Ok(Self { path, is_ours })
    }
}

impl Drop for CaFile {
    fn drop(&mut self) {
        if self.is_ours {
            // Somebody may have removed it already.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Ends with the first signal that asks to stop.
fn stopped() -> anyhow::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    })
}
