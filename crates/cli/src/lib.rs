//! `carillon` as a library: the words of a call go in, text and an exit code come out, and nothing else is touched than [`io::Io`].
//!
//! It is a thin dress for `payload`: every finding, size and sentence comes from there, so that the command line says what the
//! page and the relay say.

pub mod args;
mod catalog;
mod excerpt;
mod explain;
mod fix;
mod guess;
mod headers;
pub mod help;
pub mod io;
mod lint;
mod nearest;
mod preview;
mod rows;
mod schema;
mod size;
mod subject;
pub mod verbs;

use std::ffi::OsString;
use std::fmt::Write as _;

use args::{Command, UsageError};
use io::{Exit, Io};
use payload::Lang;

/// Reads a call and does what it wants.
pub fn run(arguments: impl IntoIterator<Item = OsString>, io: &mut Io<'_>) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    match args::parse(arguments.iter().cloned()) {
        Ok(command) => execute(command, io),
        Err(error) => {
            let lang = asked_lang(&arguments).unwrap_or(io.lang);
            complain_usage(&error, &arguments, lang, io);
            Exit::Unusable
        }
    }
}

/// Does what a call wants.
pub fn execute(command: Command, io: &mut Io<'_>) -> Exit {
    match command {
        Command::Lint(lint) => lint::run(&lint, io),
        Command::Fix(fix) => fix::run(&fix, io),
        Command::Size(size) => size::run(&size, io),
        Command::Preview(preview) => preview::run(&preview, io),
        Command::Explain(explain) => explain::run(&explain, io),
        Command::Schema(schema) => schema::run(&schema, io),
        Command::Help(verb, lang) => {
            finish(io, &help::text(verb, lang.unwrap_or(io.lang)), Exit::Clean)
        }
        Command::Version => finish(
            io,
            concat!("carillon ", env!("CARGO_PKG_VERSION"), "\n"),
            Exit::Clean,
        ),
    }
}

/// JSON as it is printed: one member on a line, members in the order of their names whatever this was built with.
fn printed(value: &mut serde_json::Value) -> String {
    value.sort_all_objects();
    // What a terminal would obey stands in strings only, where JSON has an escape for it.
    let mut out = String::new();
    for character in format!("{value:#}\n").chars() {
        match character {
            '\u{7f}'..='\u{9f}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out
}

/// Prints a result; the exit code says when that was not possible.
fn finish(io: &mut Io<'_>, text: &str, exit: Exit) -> Exit {
    match io.print(text) {
        Ok(()) => exit,
        Err(error) => {
            io.complain(&error.to_string());
            Exit::Unusable
        }
    }
}

fn complain_usage(error: &UsageError, arguments: &[OsString], lang: Lang, io: &mut Io<'_>) {
    io.complain(&error.words(lang));
    let verb = arguments
        .first()
        .and_then(|name| verbs::Verb::named(name.to_str()?));
    let help = verb.map_or_else(String::new, |verb| format!("{} ", verb.name));
    io.complain(&match lang {
        Lang::En => format!("carillon {help}--help says more"),
        Lang::Zh => format!("carillon {help}--help 查看说明"),
    });
}

/// The language that a call asks for, also when the rest of it is not understood.
fn asked_lang(arguments: &[OsString]) -> Option<Lang> {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        if let Some(lang) = value.and_then(args::lang) {
            return Some(lang);
        }
    }
    None
}
