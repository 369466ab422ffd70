//! The outside, as the program sees it: streams, a folder, the time, and what the environment says. Tests bring their own.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use payload::{Lang, Words};

/// The most bytes that are read of one file (4 MiB). A payload has at most 5,120, so nothing that is meant is refused.
pub const MAX_FILE_BYTES: u64 = 4 * 1024 * 1024;

/// The most bytes of an audience's table (256 MiB): a million rows.
pub const MAX_TABLE_BYTES: u64 = 256 * 1024 * 1024;

/// Everything that the program touches.
pub struct Io<'a> {
    /// What `-` reads.
    pub stdin: &'a mut dyn Read,
    /// Where results go.
    pub stdout: &'a mut dyn Write,
    /// Where complaints about the call itself go.
    pub stderr: &'a mut dyn Write,
    /// What relative paths begin at.
    pub folder: PathBuf,
    /// Unix seconds; `None` where there is no clock.
    pub now: Option<u64>,
    /// The language of the environment; `--lang` overrides it.
    pub lang: Lang,
    /// Whether a person sits at standard input, so that reading it would wait for them.
    pub stdin_is_terminal: bool,
    /// Whether standard output can show colors.
    pub shows_color: bool,
}

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// `0`: nothing to complain about.
    Clean = 0,
    /// `1`: findings of error severity, or what the call says counts as such.
    Findings = 1,
    /// `2`: the call was not understood, or a file could not be read.
    Unusable = 2,
}

/// A text that was read, and what to call it.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// As the call names it; `<stdin>` for standard input.
    pub(crate) name: String,
    /// Where it is; `None` for standard input.
    pub(crate) path: Option<PathBuf>,
    /// The text, byte for byte.
    pub(crate) text: String,
}

impl Source {
    /// Whether it is a file for Apple's simulator, which names its app.
    pub(crate) fn is_apns(&self) -> bool {
        let extension = self.path.as_deref().and_then(Path::extension);
        extension.is_some_and(|extension| extension.eq_ignore_ascii_case("apns"))
    }
}

/// Why a file is of no use.
#[derive(Debug)]
pub(crate) enum Unreadable {
    Folder,
    NotUtf8 { byte: usize },
    TooLarge { mebibytes: u64 },
    Os(io::Error),
}

impl Unreadable {
    pub(crate) fn words(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Folder, Lang::En) => {
                "is a folder; name its files, for example FOLDER/*.apns".to_owned()
            }
            (Self::Folder, Lang::Zh) => "是文件夹；请写明其中的文件，例如 FOLDER/*.apns".to_owned(),
            (Self::NotUtf8 { byte }, Lang::En) => {
                format!("is not UTF-8 text (byte {byte}); save it as UTF-8")
            }
            (Self::NotUtf8 { byte }, Lang::Zh) => {
                format!("不是 UTF-8 文本（第 {byte} 字节）；请另存为 UTF-8")
            }
            (Self::TooLarge { mebibytes }, Lang::En) => format!("is larger than {mebibytes} MiB"),
            (Self::TooLarge { mebibytes }, Lang::Zh) => format!("大于 {mebibytes} MiB"),
            (Self::Os(error), _) => {
                const MISSING: Words = Words::new("does not exist", "不存在");
                const FORBIDDEN: Words = Words::new("may not be read", "没有读取权限");
                match error.kind() {
                    ErrorKind::NotFound => MISSING.get(lang).to_owned(),
                    ErrorKind::PermissionDenied => FORBIDDEN.get(lang).to_owned(),
                    _ => error.to_string(),
                }
            }
        }
    }
}

impl Io<'_> {
    /// The bytes of a file, or of standard input for `-`.
    pub(crate) fn read_bytes(&mut self, file: &Path, most: u64) -> Result<Vec<u8>, Unreadable> {
        if file == Path::new("-") {
            return bounded(&mut *self.stdin, most);
        }
        let path = self.folder.join(file);
        if path.is_dir() {
            return Err(Unreadable::Folder);
        }
        bounded(File::open(path).map_err(Unreadable::Os)?, most)
    }

    /// Reads a file of text, or standard input for `-`.
    pub(crate) fn read(&mut self, file: &Path, most: u64) -> Result<Source, Unreadable> {
        let is_stdin = file == Path::new("-");
        let bytes = self.read_bytes(file, most)?;
        let text = String::from_utf8(bytes).map_err(|error| Unreadable::NotUtf8 {
            byte: error.utf8_error().valid_up_to() + 1,
        })?;
        Ok(Source {
            name: named(file),
            path: (!is_stdin).then(|| file.to_owned()),
            text,
        })
    }

    /// Prints a result. A reader who has gone away is no error.
    pub(crate) fn print(&mut self, text: &str) -> Result<(), io::Error> {
        quiet_pipe(
            self.stdout
                .write_all(text.as_bytes())
                .and_then(|()| self.stdout.flush()),
        )
    }

    /// Says something about the call itself. Nothing can be done when even that fails.
    pub(crate) fn complain(&mut self, text: &str) {
        let line = format!("carillon: {}\n", crate::excerpt::plain(text));
        let _ = self.stderr.write_all(line.as_bytes());
        let _ = self.stderr.flush();
    }
}

/// What a file is called in messages.
pub(crate) fn named(file: &Path) -> String {
    if file == Path::new("-") {
        "<stdin>".to_owned()
    } else {
        crate::excerpt::plain(&file.to_string_lossy())
    }
}

fn bounded(reader: impl Read, most: u64) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    let mut reader = reader.take(most + 1);
    reader.read_to_end(&mut bytes).map_err(Unreadable::Os)?;
    if bytes.len() as u64 > most {
        return Err(Unreadable::TooLarge {
            mebibytes: most >> 20,
        });
    }
    Ok(bytes)
}

fn quiet_pipe(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
