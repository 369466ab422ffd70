//! Where settings come from: flags first, then the environment, then the default. Problems are collected, not thrown.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use super::{Config, ConfigError, ConfigErrors};

/// One thing that an operator can choose: a row of `docs/configuration.md`.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its environment variable.
    pub variable: &'static str,
    /// Its flag, without the dashes, where it has one.
    pub flag: Option<&'static str>,
    /// What it must be, to follow "must be".
    pub expects: &'static str,
    /// One that would do.
    pub example: &'static str,
    /// What holds when it is not given.
    pub default: &'static str,
    /// What it is for.
    pub about: &'static str,
}

/// What the command line wishes beside settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Help,
    Run,
    Version,
}

/// Flags and variables, and what was wrong with them so far.
#[derive(Clone, Debug, Default)]
pub struct Source {
    flags: BTreeMap<&'static str, String>,
    variables: BTreeMap<String, String>,
    problems: Vec<ConfigError>,
}

impl Source {
    /// A source with these variables and no flags.
    pub fn of<'a>(variables: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let variables = variables
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Self {
            variables,
            ..Self::default()
        }
    }

    pub(super) fn from_process() -> (Self, Wish) {
        Self::parse(std::env::args_os().skip(1), std::env::vars_os())
    }

    pub(super) fn parse(
        arguments: impl IntoIterator<Item = OsString>,
        variables: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> (Self, Wish) {
        let mut source = Self::default();
        for (name, value) in variables {
            let Ok(name) = name.into_string() else {
                continue;
            };
            match value.into_string() {
                Ok(value) => drop(source.variables.insert(name, value)),
                Err(_) if name.starts_with("CARILLON_") => {
                    source.refuse(
                        name,
                        "text in UTF-8",
                        "the same without the bytes that are not",
                    );
                }
                Err(_) => {}
            }
        }
        let wish = source.read_flags(arguments);
        (source, wish)
    }

    fn read_flags(&mut self, arguments: impl IntoIterator<Item = OsString>) -> Wish {
        use lexopt::Arg::{Long, Short, Value};
        let mut parser = lexopt::Parser::from_args(arguments);
        loop {
            let unknown = match parser.next() {
                Ok(None) => return Wish::Run,
                Ok(Some(Long("help") | Short('h'))) => return Wish::Help,
                Ok(Some(Long("version") | Short('V'))) => return Wish::Version,
                Ok(Some(Long(name))) => {
                    let name = name.to_owned();
                    if self.read_flag(&name, &mut parser) {
                        continue;
                    }
                    skip_value(&mut parser);
                    format!("--{name}")
                }
                Ok(Some(Short(letter))) => format!("-{letter}"),
                Ok(Some(Value(value))) => value.to_string_lossy().into_owned(),
                Err(lexopt::Error::UnexpectedValue { option, .. }) => option,
                Err(error) => error.to_string(),
            };
            self.refuse(unknown, "a flag of this program", "--listen 127.0.0.1:8080");
        }
    }

    /// Whether there is a flag of this name; if so its value is taken.
    fn read_flag(&mut self, name: &str, parser: &mut lexopt::Parser) -> bool {
        let Some((flag, setting)) = flag_named(name) else {
            return false;
        };
        match parser.value().map(OsString::into_string) {
            Ok(Ok(value)) => drop(self.flags.insert(flag, value)),
            _ => self.refuse(format!("--{flag}"), setting.expects, setting.example),
        }
        true
    }

    /// The value of `setting` as `read` understands it; `None` when it is not given, or not understood, which is then noted.
    pub(super) fn take<T>(
        &mut self,
        setting: &Setting,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let (name, text) = match setting
            .flag
            .and_then(|flag| Some((flag, self.flags.get(flag)?)))
        {
            Some((flag, text)) => (format!("--{flag}"), text),
            None => (
                setting.variable.to_owned(),
                self.variables
                    .get(setting.variable)
                    .filter(|text| !text.is_empty())?,
            ),
        };
        let value = read(text.trim());
        if value.is_none() {
            self.refuse(name, setting.expects, setting.example);
        }
        value
    }

    /// A folder that the system names for this user, such as `HOME`.
    pub(super) fn system_folder(&self, variable: &str) -> Option<PathBuf> {
        self.variables
            .get(variable)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    }

    /// Notes that something cannot be used.
    pub(super) fn refuse(
        &mut self,
        name: impl Into<String>,
        expects: impl Into<String>,
        example: impl Into<String>,
    ) {
        self.problems.push(ConfigError {
            name: name.into(),
            expects: expects.into(),
            example: example.into(),
        });
    }

    /// Reports all problems. Else the `CARILLON_*` variables that no setting has: most likely misspelt, so that they do not hold.
    pub(super) fn finish(self) -> Result<Vec<String>, ConfigErrors> {
        if !self.problems.is_empty() {
            return Err(ConfigErrors(self.problems));
        }
        let settings = Config::settings();
        let is_read = |name: &str| {
            let mut all = settings.iter().flat_map(|(_, settings)| settings.iter());
            all.any(|setting| setting.variable == name)
        };
        let ours = self
            .variables
            .into_keys()
            .filter(|name| name.starts_with("CARILLON_"));
        Ok(ours.filter(|name| !is_read(name)).collect())
    }
}

/// What follows an unknown flag is most likely its value, and would only be a second complaint.
fn skip_value(parser: &mut lexopt::Parser) {
    if parser.optional_value().is_none()
        && let Some(mut rest) = parser.try_raw_args()
    {
        rest.next_if(|argument| !argument.to_string_lossy().starts_with('-'));
    }
}

fn flag_named(name: &str) -> Option<(&'static str, Setting)> {
    let settings = Config::settings();
    let mut all = settings.iter().flat_map(|(_, settings)| settings.iter());
    all.find_map(|setting| {
        setting
            .flag
            .filter(|flag| *flag == name)
            .map(|flag| (flag, *setting))
    })
}

/// Reads a whole number within bounds.
pub(super) fn number(text: &str, at_least: u64, at_most: u64) -> Option<u64> {
    text.parse()
        .ok()
        .filter(|number| (at_least..=at_most).contains(number))
}
