//! Logs to standard error, by `tracing`.
//!
//! Never logged: session ids, sign-in tokens, device tokens, payloads, cookies, query strings, bodies. Spans carry ids
//! only. A panic's place goes through the same door; its message only when it was written with the program, because
//! others quote what the program held: that of a wrong cut of a text has the text in it.

use std::any::Any;

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
        let message = fixed_message(panic.payload());
        tracing::error!(place, message, "panicked");
    }));
}

/// A panic's message, if nothing was put into it when it happened.
fn fixed_message(panic: &(dyn Any + Send)) -> &'static str {
    panic
        .downcast_ref::<&'static str>()
        .copied()
        .unwrap_or("its message may hold what nobody may read")
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

#[cfg(test)]
mod tests {
    use std::panic;

    use super::*;

    #[track_caller]
    fn check(broken: impl FnOnce() + panic::UnwindSafe, logged: &str) {
        let panic = panic::catch_unwind(broken).unwrap_err();
        assert_eq!(fixed_message(&*panic), logged);
    }

    #[test]
    fn a_panic_that_quotes_a_payload_is_logged_without_it() {
        check(|| panic!("the plan was wrong"), "the plan was wrong");
        let payload = String::from("{\"aps\":{\"alert\":\"秘密\"}}");
        let inside = payload.find('秘').unwrap() + 1;
        check(
            move || drop(payload[..inside].to_owned()),
            "its message may hold what nobody may read",
        );
    }
}
