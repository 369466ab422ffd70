//! The program as a person or a script meets it: words go in, text and an exit code come out.

#![expect(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes snapshots so"
)]
#![expect(
    clippy::unwrap_used,
    reason = "a helper that fails shall fail its test"
)]

mod action;
mod calls;
mod formats;
mod lint;
mod others;
mod preview;
mod rows;

use std::ffi::OsString;
use std::fs;
use std::io::Read;
use std::path::Path;

use cli::io::{Exit, Io};
use payload::Lang;
use tempfile::TempDir;

/// 2026-11-21 12:00 UTC.
const NOW: u64 = 1_795_262_400;

/// A folder with files, in which the program runs.
struct Bench {
    folder: TempDir,
    stdin: Vec<u8>,
    is_terminal: bool,
    shows_color: bool,
    lang: Lang,
}

/// What a call came to.
struct Outcome {
    exit: Exit,
    stdout: String,
    stderr: String,
}

impl Bench {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            stdin: Vec::new(),
            is_terminal: false,
            shows_color: false,
            lang: Lang::En,
        }
    }

    /// With a file of that name.
    fn with(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        fs::write(self.folder.path().join(name), text).unwrap();
        self
    }

    fn stdin(mut self, text: &str) -> Self {
        self.stdin = text.into();
        self
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// Runs `carillon` with the words of `call`, which are separated by spaces.
    fn run(&self, call: &str) -> Outcome {
        self.run_words(call.split_whitespace().map(OsString::from))
    }

    fn run_words(&self, words: impl IntoIterator<Item = OsString>) -> Outcome {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let mut stdin = self.stdin.as_slice();
        let mut io = Io {
            stdin: &mut stdin as &mut dyn Read,
            stdout: &mut stdout,
            stderr: &mut stderr,
            folder: self.path().to_owned(),
            now: Some(NOW),
            lang: self.lang,
            stdin_is_terminal: self.is_terminal,
            shows_color: self.shows_color,
        };
        let exit = cli::run(words, &mut io);
        Outcome {
            exit,
            stdout: String::from_utf8(stdout).unwrap(),
            stderr: String::from_utf8(stderr).unwrap(),
        }
    }
}

impl Outcome {
    /// Everything that a person sees, with the exit code.
    fn told(&self) -> String {
        let complaints = self
            .stderr
            .lines()
            .fold(String::new(), |told, line| told + "! " + line + "\n");
        format!("{}{complaints}exit {}\n", self.stdout, self.exit as u8)
    }
}
