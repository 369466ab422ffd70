//! What the relay says about itself. Logs go to standard error; standard output carries the ready line and nothing else.

use super::source::{Setting, Source};

const LOG: Setting = Setting {
    variable: "CARILLON_LOG",
    flag: Some("log"),
    expects: "`text` or `json`",
    example: "json",
    default: "`text`",
    about: "Form of the log lines on standard error. Tokens, payloads, cookies and query strings are never in them.",
};

const LEVEL: Setting = Setting {
    variable: "CARILLON_LOG_LEVEL",
    flag: None,
    expects: "`error`, `warn`, `info`, `debug` or `trace`",
    example: "debug",
    default: "`info`",
    about: "How much the relay logs. What its libraries log is kept at `warn`, because they may print what they carry.",
};

pub(super) const SETTINGS: &[Setting] = &[LOG, LEVEL];

/// Form of the log lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// One JSON object per line.
    Json,
    /// For reading in a terminal.
    Text,
}

/// What the relay says about itself.
#[derive(Clone, Copy, Debug)]
pub struct Telemetry {
    /// Form of the log lines.
    pub format: LogFormat,
    /// The least important level that is logged.
    pub level: tracing::Level,
}

impl Telemetry {
    pub(super) fn read(source: &mut Source) -> Self {
        let format = source.take(&LOG, |text| match text {
            "json" => Some(LogFormat::Json),
            "text" => Some(LogFormat::Text),
            _ => None,
        });
        let level = source.take(&LEVEL, |text| match text {
            "error" => Some(tracing::Level::ERROR),
            "warn" => Some(tracing::Level::WARN),
            "info" => Some(tracing::Level::INFO),
            "debug" => Some(tracing::Level::DEBUG),
            "trace" => Some(tracing::Level::TRACE),
            _ => None,
        });
        Self {
            format: format.unwrap_or(LogFormat::Text),
            level: level.unwrap_or(tracing::Level::INFO),
        }
    }
}
