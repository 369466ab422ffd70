//! From the words of a call to what is wanted. Pure and total: any words, no panic.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Parser};
use payload::rules::Code;
use payload::{Environment, Lang, PushType, Words};

use crate::nearest::nearest;
use crate::verbs::{Opt, VERBS, Verb};

/// What a call wants.
#[derive(Debug)]
pub enum Command {
    /// Check payloads.
    Lint(Lint),
    /// Repair payloads.
    Fix(Fix),
    /// Measure payloads.
    Size(Size),
    /// Say what is shown.
    Preview(Preview),
    /// Explain rules and reasons.
    Explain(Explain),
    /// Print a schema.
    Schema(Schema),
    /// Print the help, of one command or of all.
    Help(Option<&'static Verb>, Option<Lang>),
    /// Print the version.
    Version,
}

/// What payloads are checked against.
#[derive(Debug)]
pub struct Subject {
    /// `--push-type`
    pub push_type: Option<PushType>,
    /// `--topic`
    pub topic: Option<String>,
    /// `--headers`
    pub headers: Option<PathBuf>,
    /// `--bundle-id`
    pub bundle_id: Option<String>,
    /// `--environment`
    pub environment: Environment,
    /// `--token`
    pub token: Option<String>,
    /// `--now`
    pub now: Now,
    /// `--strings`
    pub strings: Vec<PathBuf>,
    /// `--swift`
    pub swift: Option<PathBuf>,
    /// `--schema`
    pub schema: Option<PathBuf>,
    /// `--rows`
    pub rows: Option<PathBuf>,
}

/// The time that dates are checked against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Now {
    /// The machine's.
    Clock,
    /// This one, in Unix seconds.
    At(u64),
    /// Dates are not compared with the time.
    Unknown,
}

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub.
    Github,
}

/// When colors are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// From which severity on a finding fails the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deny {
    /// Errors.
    Errors,
    /// Warnings, too.
    Warnings,
    /// Everything.
    Hints,
}

/// `carillon lint`
#[derive(Debug)]
pub struct Lint {
    /// Payloads; empty: standard input.
    pub files: Vec<PathBuf>,
    /// What they are checked against.
    pub subject: Subject,
    /// `--format`
    pub format: Format,
    /// `--deny`
    pub deny: Deny,
    /// `--quiet`
    pub is_quiet: bool,
    /// `--color`
    pub color: Color,
    /// `--lang`
    pub lang: Option<Lang>,
}

/// `carillon fix`
#[derive(Debug)]
pub struct Fix {
    /// Payloads; empty: standard input.
    pub files: Vec<PathBuf>,
    /// What they are checked against.
    pub subject: Subject,
    /// What becomes of the result.
    pub outcome: Outcome,
    /// `--only`; empty: every rule.
    pub only: Vec<Code>,
    /// `--hints`
    pub with_hints: bool,
    /// `--color`
    pub color: Color,
    /// `--lang`
    pub lang: Option<Lang>,
}

/// What becomes of a repaired text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// What changes is shown.
    Show,
    /// It is written into the file.
    Write,
    /// What changes is shown, and fails the call.
    Check,
    /// It is printed.
    Print,
}

/// `carillon size`
#[derive(Debug)]
pub struct Size {
    /// Payloads; empty: standard input.
    pub files: Vec<PathBuf>,
    /// What they are checked against.
    pub subject: Subject,
    /// `--format`
    pub format: Format,
    /// `--lang`
    pub lang: Option<Lang>,
}

/// `carillon preview`
#[derive(Debug)]
pub struct Preview {
    /// Payloads; empty: standard input.
    pub files: Vec<PathBuf>,
    /// What they are read as.
    pub subject: Subject,
    /// `--app`
    pub app: Option<String>,
    /// `--language`
    pub language: Option<String>,
    /// `--format`
    pub format: Format,
    /// `--lang`
    pub lang: Option<Lang>,
}

/// `carillon explain`
#[derive(Debug)]
pub struct Explain {
    /// Codes and reasons.
    pub names: Vec<String>,
    /// `--list`
    pub is_list: bool,
    /// `--lang`
    pub lang: Option<Lang>,
}

/// `carillon schema`
#[derive(Debug)]
pub struct Schema {
    /// Of a payload of this type; `None`: of a `--headers` file.
    pub push_type: Option<PushType>,
}

/// Why a call is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UsageError {
    /// There is no command.
    NoCommand,
    /// There is no such command.
    UnknownCommand {
        /// What was typed.
        found: String,
        /// What may have been meant.
        nearest: Option<&'static str>,
    },
    /// The command has no such option.
    UnknownOption {
        /// The command.
        verb: &'static str,
        /// What was typed, with its hyphens.
        found: String,
        /// What may have been meant.
        nearest: Option<&'static str>,
    },
    /// The option needs a value.
    MissingValue {
        /// Its name.
        option: &'static str,
    },
    /// The option takes no value.
    UnexpectedValue {
        /// Its name as typed, with its hyphens.
        option: String,
    },
    /// The option does not take this value.
    BadValue {
        /// Its name.
        option: &'static str,
        /// What was typed.
        found: String,
        /// What it takes.
        expects: Words,
    },
    /// An argument is missing.
    MissingArgument {
        /// The command.
        verb: &'static str,
        /// What is missing.
        what: &'static str,
    },
    /// An argument has no place.
    UnexpectedArgument {
        /// The command.
        verb: &'static str,
        /// What was typed.
        found: String,
    },
    /// Two options exclude each other.
    Conflict {
        /// One.
        one: &'static str,
        /// The other.
        other: &'static str,
    },
}

impl UsageError {
    /// What a person reads.
    pub fn words(&self, lang: Lang) -> String {
        let meant = |nearest: Option<&str>, hyphens: &str| match (nearest, lang) {
            (Some(nearest), Lang::En) => format!("; did you mean {hyphens}{nearest}?"),
            (Some(nearest), Lang::Zh) => format!("；是否想输入 {hyphens}{nearest}？"),
            (None, _) => String::new(),
        };
        match (self, lang) {
            (Self::NoCommand, Lang::En) => "no command; carillon --help lists them".to_owned(),
            (Self::NoCommand, Lang::Zh) => "缺少命令；carillon --help 可查看全部命令".to_owned(),
            (Self::UnknownCommand { found, nearest }, Lang::En) => {
                format!("there is no command {found:?}{}", meant(*nearest, ""))
            }
            (Self::UnknownCommand { found, nearest }, Lang::Zh) => {
                format!("没有命令 {found:?}{}", meant(*nearest, ""))
            }
            (
                Self::UnknownOption {
                    verb,
                    found,
                    nearest,
                },
                Lang::En,
            ) => {
                format!("{verb} has no option {found}{}", meant(*nearest, "--"))
            }
            (
                Self::UnknownOption {
                    verb,
                    found,
                    nearest,
                },
                Lang::Zh,
            ) => {
                format!("{verb} 没有选项 {found}{}", meant(*nearest, "--"))
            }
            (Self::MissingValue { option }, Lang::En) => format!("--{option} needs a value"),
            (Self::MissingValue { option }, Lang::Zh) => format!("--{option} 需要一个值"),
            (Self::UnexpectedValue { option }, Lang::En) => format!("{option} takes no value"),
            (Self::UnexpectedValue { option }, Lang::Zh) => format!("{option} 不接受值"),
            (
                Self::BadValue {
                    option,
                    found,
                    expects,
                },
                Lang::En,
            ) => {
                format!("--{option} takes {}, not {found:?}", expects.en)
            }
            (
                Self::BadValue {
                    option,
                    found,
                    expects,
                },
                Lang::Zh,
            ) => {
                format!("--{option} 应为 {}，而不是 {found:?}", expects.zh)
            }
            (Self::MissingArgument { verb, what }, Lang::En) => format!("{verb} needs {what}"),
            (Self::MissingArgument { verb, what }, Lang::Zh) => format!("{verb} 缺少 {what}"),
            (Self::UnexpectedArgument { verb, found }, Lang::En) => {
                format!("{verb} does not take {found:?}")
            }
            (Self::UnexpectedArgument { verb, found }, Lang::Zh) => {
                format!("{verb} 不接受 {found:?}")
            }
            (Self::Conflict { one, other }, Lang::En) => {
                format!("--{one} and --{other} exclude each other")
            }
            (Self::Conflict { one, other }, Lang::Zh) => {
                format!("--{one} 与 --{other} 不能同时使用")
            }
        }
    }
}

/// Reads the words of a call, without the program's name.
pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Command, UsageError> {
    let mut parser = Parser::from_args(words);
    let verb = match parser.next() {
        Ok(None) => return Err(UsageError::NoCommand),
        Ok(Some(Arg::Long("help") | Arg::Short('h'))) => {
            let given = Given::read(&HELP, &mut parser)?;
            return help(&given);
        }
        Ok(Some(Arg::Long("version") | Arg::Short('V'))) => return Ok(Command::Version),
        Ok(Some(Arg::Value(name))) => match name.to_str() {
            Some("help") => {
                let given = Given::read(&HELP, &mut parser)?;
                return help(&given);
            }
            Some("version") => return Ok(Command::Version),
            name_or_not => name_or_not
                .and_then(Verb::named)
                .ok_or_else(|| unknown_command(&name))?,
        },
        Ok(Some(Arg::Long(name))) => return Err(unknown_command(&format!("--{name}").into())),
        Ok(Some(Arg::Short(letter))) => return Err(unknown_command(&format!("-{letter}").into())),
        Err(error) => return Err(unknown_command(&error.to_string().into())),
    };
    let given = Given::read(verb, &mut parser)?;
    if given.has("help") {
        return Ok(Command::Help(Some(verb), given.lang()?));
    }
    match verb.name {
        "lint" => lint(given),
        "fix" => fix(given),
        "size" => size(given),
        "preview" => preview(given),
        "explain" => explain(&given),
        _ => schema(&given),
    }
}

/// `carillon help`, which is not among the commands that the help lists.
static HELP: Verb = Verb {
    name: "help",
    arguments: "[COMMAND]",
    about: payload::Words::new("print the help", "显示帮助"),
    notes: &[],
    options: &[&LANG],
    examples: &[],
};
static LANG: Opt = Opt {
    name: "lang",
    short: None,
    value: "L",
    help: payload::Words::new("en or zh", "en 或 zh"),
};

fn help(given: &Given) -> Result<Command, UsageError> {
    let verb = match given.free.as_slice() {
        [] => None,
        [name] => {
            let verb = name.to_str().and_then(Verb::named);
            Some(verb.ok_or_else(|| unknown_command(name))?)
        }
        [_, more, ..] => return Err(given.unexpected(more)),
    };
    Ok(Command::Help(verb, given.lang()?))
}

fn unknown_command(found: &OsString) -> UsageError {
    let found = found.to_string_lossy().into_owned();
    let nearest = nearest(&found, VERBS.iter().map(|verb| verb.name));
    UsageError::UnknownCommand { found, nearest }
}

/// What was typed after a command, before it is understood.
struct Given {
    verb: &'static Verb,
    options: Vec<(&'static Opt, OsString)>,
    free: Vec<OsString>,
}

impl Given {
    fn read(verb: &'static Verb, parser: &mut Parser) -> Result<Self, UsageError> {
        let mut given = Self {
            verb,
            options: Vec::new(),
            free: Vec::new(),
        };
        loop {
            let (found, option) = match parser.next() {
                Ok(None) => return Ok(given),
                Ok(Some(Arg::Value(value))) => {
                    given.free.push(value);
                    continue;
                }
                Ok(Some(Arg::Long(name))) => {
                    let option = verb.options.iter().find(|option| option.name == name);
                    (format!("--{name}"), option)
                }
                Ok(Some(Arg::Short(letter))) => {
                    let option = verb
                        .options
                        .iter()
                        .find(|option| option.short == Some(letter));
                    (format!("-{letter}"), option)
                }
                Err(lexopt::Error::UnexpectedValue { option, .. }) => {
                    return Err(UsageError::UnexpectedValue { option });
                }
                Err(error) => {
                    let found = error.to_string();
                    return Err(UsageError::UnexpectedArgument {
                        verb: verb.name,
                        found,
                    });
                }
            };
            let Some(option) = option else {
                let nearest = nearest(
                    found.trim_start_matches('-'),
                    verb.options.iter().map(|option| option.name),
                );
                return Err(UsageError::UnknownOption {
                    verb: verb.name,
                    found,
                    nearest,
                });
            };
            let value = if option.value.is_empty() {
                OsString::new()
            } else {
                parser.value().map_err(|_| UsageError::MissingValue {
                    option: option.name,
                })?
            };
            given.options.push((option, value));
        }
    }

    fn has(&self, name: &str) -> bool {
        self.options.iter().any(|(option, _)| option.name == name)
    }

    /// The last value of an option.
    fn last(&self, name: &str) -> Option<&(&'static Opt, OsString)> {
        self.options
            .iter()
            .rev()
            .find(|(option, _)| option.name == name)
    }

    fn path(&self, name: &str) -> Option<PathBuf> {
        self.last(name).map(|(_, value)| PathBuf::from(value))
    }

    /// Every value of an option, in their order.
    fn paths(&self, name: &str) -> Vec<PathBuf> {
        let given = self
            .options
            .iter()
            .filter(|(option, _)| option.name == name);
        given.map(|(_, value)| PathBuf::from(value)).collect()
    }

    /// A value as `read` understands it.
    fn value<T>(
        &self,
        name: &str,
        expects: Words,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, UsageError> {
        let Some((option, value)) = self.last(name) else {
            return Ok(None);
        };
        let read = value.to_str().and_then(read);
        read.map(Some).ok_or_else(|| UsageError::BadValue {
            option: option.name,
            found: value.to_string_lossy().into_owned(),
            expects,
        })
    }

    fn text(&self, name: &str) -> Result<Option<String>, UsageError> {
        self.value(name, Words::new("text in UTF-8", "UTF-8 文本"), |value| {
            Some(value.to_owned())
        })
    }

    fn lang(&self) -> Result<Option<Lang>, UsageError> {
        self.value("lang", names("en, zh"), lang)
    }

    fn color(&self) -> Result<Color, UsageError> {
        let color = self.value("color", names("auto, always, never"), |value| match value {
            "auto" => Some(Color::Auto),
            "always" => Some(Color::Always),
            "never" => Some(Color::Never),
            _ => None,
        })?;
        Ok(color.unwrap_or(Color::Auto))
    }

    fn format_of_two(&self) -> Result<Format, UsageError> {
        let format = self.value("format", names("text, json"), |value| match value {
            "text" => Some(Format::Text),
            "json" => Some(Format::Json),
            _ => None,
        })?;
        Ok(format.unwrap_or(Format::Text))
    }

    fn push_type(&self) -> Result<Option<PushType>, UsageError> {
        self.value("push-type", PUSH_TYPES, PushType::parse)
    }

    fn subject(&self) -> Result<Subject, UsageError> {
        let environment = self.value(
            "environment",
            names("sandbox, production, simulator"),
            Environment::parse,
        )?;
        let now = self.value(
            "now",
            Words::new("Unix seconds or none", "Unix 秒或 none"),
            |value| match value {
                "none" => Some(Now::Unknown),
                _ => value.parse().ok().map(Now::At),
            },
        )?;
        Ok(Subject {
            push_type: self.push_type()?,
            topic: self.text("topic")?,
            headers: self.path("headers"),
            bundle_id: self.text("bundle-id")?,
            environment: environment.unwrap_or(Environment::Sandbox),
            token: self.text("token")?,
            now: now.unwrap_or(Now::Clock),
            strings: self.paths("strings"),
            swift: self.path("swift"),
            schema: self.path("schema"),
            rows: self.path("rows"),
        })
    }

    fn files(self) -> Vec<PathBuf> {
        self.free.into_iter().map(PathBuf::from).collect()
    }

    fn unexpected(&self, found: &OsString) -> UsageError {
        UsageError::UnexpectedArgument {
            verb: self.verb.name,
            found: found.to_string_lossy().into_owned(),
        }
    }
}

const PUSH_TYPES: Words = names(
    "alert, background, location, voip, complication, fileprovider, mdm, liveactivity, pushtotalk, widgets, controls",
);

/// Words that are the same in every language.
const fn names(names: &'static str) -> Words {
    Words::new(names, names)
}

/// A language by its tag, such as `en`, `zh` or `zh-Hans`; no other is spoken.
pub fn lang(name: &str) -> Option<Lang> {
    let is = |tag: &str| {
        name.get(..2)
            .is_some_and(|start| start.eq_ignore_ascii_case(tag))
    };
    (is("en") || is("zh")).then(|| Lang::from_tag(name))
}

fn lint(given: Given) -> Result<Command, UsageError> {
    let format = given.value(
        "format",
        names("text, json, sarif, github"),
        |value| match value {
            "text" => Some(Format::Text),
            "json" => Some(Format::Json),
            "sarif" => Some(Format::Sarif),
            "github" => Some(Format::Github),
            _ => None,
        },
    )?;
    let deny = given.value("deny", names("warnings, hints"), |value| match value {
        "warnings" => Some(Deny::Warnings),
        "hints" => Some(Deny::Hints),
        _ => None,
    })?;
    Ok(Command::Lint(Lint {
        subject: given.subject()?,
        format: format.unwrap_or(Format::Text),
        deny: deny.unwrap_or(Deny::Errors),
        is_quiet: given.has("quiet"),
        color: given.color()?,
        lang: given.lang()?,
        files: given.files(),
    }))
}

fn fix(given: Given) -> Result<Command, UsageError> {
    let outcomes = [
        ("write", Outcome::Write),
        ("check", Outcome::Check),
        ("print", Outcome::Print),
    ];
    let mut chosen = outcomes.iter().filter(|(name, _)| given.has(name));
    let outcome = match (chosen.next(), chosen.next()) {
        (None, _) => Outcome::Show,
        (Some((_, outcome)), None) => *outcome,
        (Some((one, _)), Some((other, _))) => return Err(UsageError::Conflict { one, other }),
    };
    let only = given.value(
        "only",
        Words::new(
            "codes of rules, separated by commas",
            "以逗号分隔的规则编号",
        ),
        |value| {
            value
                .split(',')
                .map(|code| Code::parse(&code.trim().to_ascii_uppercase()))
                .collect()
        },
    )?;
    Ok(Command::Fix(Fix {
        subject: given.subject()?,
        outcome,
        only: only.unwrap_or_default(),
        with_hints: given.has("hints"),
        color: given.color()?,
        lang: given.lang()?,
        files: given.files(),
    }))
}

fn size(given: Given) -> Result<Command, UsageError> {
    Ok(Command::Size(Size {
        subject: given.subject()?,
        format: given.format_of_two()?,
        lang: given.lang()?,
        files: given.files(),
    }))
}

fn preview(given: Given) -> Result<Command, UsageError> {
    Ok(Command::Preview(Preview {
        subject: given.subject()?,
        app: given.text("app")?,
        language: given.text("language")?,
        format: given.format_of_two()?,
        lang: given.lang()?,
        files: given.files(),
    }))
}

fn explain(given: &Given) -> Result<Command, UsageError> {
    let is_list = given.has("list");
    let lang = given.lang()?;
    if given.free.is_empty() && !is_list {
        return Err(UsageError::MissingArgument {
            verb: "explain",
            what: "CODE|REASON",
        });
    }
    let names = given
        .free
        .iter()
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    Ok(Command::Explain(Explain {
        names,
        is_list,
        lang,
    }))
}

fn schema(given: &Given) -> Result<Command, UsageError> {
    if let Some(more) = given.free.first() {
        return Err(given.unexpected(more));
    }
    let push_type = given.push_type()?;
    match (push_type, given.has("request")) {
        (Some(_), true) => Err(UsageError::Conflict {
            one: "push-type",
            other: "request",
        }),
        (None, false) => Err(UsageError::MissingArgument {
            verb: "schema",
            what: "--push-type T",
        }),
        (push_type, _) => Ok(Command::Schema(Schema { push_type })),
    }
}
