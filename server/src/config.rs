//! What an operator can choose, from flags and `CARILLON_*` variables; flags win. Only this module reads the environment.
//!
//! One file per concern, each with its own table of [`Setting`]s. Everything is read at boot, and everything that is
//! wrong is reported together.

mod bind;
mod data;
mod demo;
mod limits;
mod reference;
mod session;
mod source;
mod telemetry;

use std::fmt;

pub(crate) use bind::host_of;
pub use bind::{Bind, PublicUrl};
pub use data::DataFolder;
pub use demo::Demo;
pub use limits::Limits;
pub use reference::{help, reference};
pub use session::SessionRules;
pub use source::{Setting, Source};
pub use telemetry::{LogFormat, Telemetry};

/// Everything that an operator can choose.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the relay listens and what people call it.
    pub bind: Bind,
    /// Where it keeps what it remembers.
    pub data: DataFolder,
    /// Whether there is something to try.
    pub demo: Demo,
    /// How much of it strangers can use up.
    pub limits: Limits,
    /// How long a person stays signed in.
    pub session: SessionRules,
    /// What it says about itself.
    pub telemetry: Telemetry,
    /// `CARILLON_*` variables that are set and that no setting has. To be warned of.
    pub unread: Vec<String>,
}

/// What the command line asks for.
#[derive(Debug)]
pub enum Command {
    /// Print the flags and variables.
    Help,
    /// Run the relay.
    Run(Box<Config>),
    /// Print the version.
    Version,
}

impl Command {
    /// Reads this process's arguments and environment.
    pub fn from_process() -> Result<Self, ConfigErrors> {
        let (source, wish) = Source::from_process();
        match wish {
            source::Wish::Help => Ok(Self::Help),
            source::Wish::Run => Config::read(source).map(|config| Self::Run(Box::new(config))),
            source::Wish::Version => Ok(Self::Version),
        }
    }
}

impl Config {
    /// Reads every concern, and reports all that is wrong together.
    pub fn read(mut source: Source) -> Result<Self, ConfigErrors> {
        let mut config = Self {
            bind: Bind::read(&mut source),
            data: DataFolder::read(&mut source),
            demo: Demo::read(&mut source),
            limits: Limits::read(&mut source),
            session: SessionRules::read(&mut source),
            telemetry: Telemetry::read(&mut source),
            unread: Vec::new(),
        };
        config.unread = source.finish()?;
        Ok(config)
    }

    /// Every setting there is, by concern.
    pub fn settings() -> [(&'static str, &'static [Setting]); 6] {
        [
            ("Where it listens", bind::SETTINGS),
            ("What it remembers", data::SETTINGS),
            ("Something to try", demo::SETTINGS),
            ("Signing in", session::SETTINGS),
            ("Limits", limits::SETTINGS),
            ("Logs", telemetry::SETTINGS),
        ]
    }
}

/// One setting that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The flag or variable, as the operator wrote it.
    pub name: String,
    /// What it must be.
    pub expects: String,
    /// One that would do.
    pub example: String,
}

/// All settings that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigErrors(pub Vec<ConfigError>);

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.0.len();
        writeln!(
            f,
            "{count} {} cannot be used:",
            if count == 1 { "setting" } else { "settings" }
        )?;
        for ConfigError {
            name,
            expects,
            example,
        } in &self.0
        {
            writeln!(f, "  {name} must be {expects}; for example: {example}")?;
        }
        write!(f, "`carillon-server --help` lists them all")
    }
}

impl std::error::Error for ConfigErrors {}

#[cfg(test)]
mod tests;
