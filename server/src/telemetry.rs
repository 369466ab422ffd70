//! Logs to standard error, by `tracing`.
//!
//! Never logged: session ids, sign-in tokens, device tokens, payloads, cookies, query strings, bodies. Spans carry ids
//! only, and a panic's place and message go through the same door.

use tracing::Subscriber;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Layer, SubscriberExt as _};
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::config::{LogFormat, Telemetry};

/// Our crates, whose log lines are written with the rule above in mind.
const OURS: [&str; 8] = [
    "apns",
    "carillon_server",
    "credentials",
    "delivery",
    "payload",
    "server",
    "simulator",
    "store",
];

/// Sends log lines to standard error from here on. To be called once, by the program.
pub fn start(telemetry: Telemetry) {
    tracing_subscriber::registry()
        .with(lines(telemetry, std::io::stderr))
        .init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        let message = panic.payload_as_str().unwrap_or("no message");
        tracing::error!(place, message, "panicked");
    }));
}

/// The log lines, to any writer.
pub fn lines<S, W>(telemetry: Telemetry, writer: W) -> Box<dyn Layer<S> + Send + Sync>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let level = LevelFilter::from_level(telemetry.level);
    let targets = Targets::new()
        .with_default(level.min(LevelFilter::WARN))
        .with_targets(OURS.map(|target| (target, level)));
    let lines = tracing_subscriber::fmt::layer().with_writer(writer);
    match telemetry.format {
        LogFormat::Json => lines
            .json()
            .flatten_event(true)
            .with_filter(targets)
            .boxed(),
        LogFormat::Text => {
            let is_terminal = std::io::IsTerminal::is_terminal(&std::io::stderr());
            lines
                .compact()
                .with_ansi(is_terminal)
                .with_filter(targets)
                .boxed()
        }
    }
}
