//! Where the relay keeps what it remembers.

use std::path::PathBuf;

use super::source::{Setting, Source};

const DATA: Setting = Setting {
    variable: "CARILLON_DATA",
    flag: Some("data"),
    expects: "a folder that this user may write to",
    example: "/var/lib/carillon",
    default: "`$XDG_DATA_HOME/carillon`, else `~/.local/share/carillon`",
    about: "The folder of the database. It is made when missing, for its owner only; the database in it is always readable by its owner only.",
};

pub(super) const SETTINGS: &[Setting] = &[DATA];

/// The folder in which the relay keeps what it remembers.
#[derive(Clone, Debug)]
pub struct DataFolder {
    /// The folder.
    pub path: PathBuf,
}

impl DataFolder {
    pub(super) fn read(source: &mut Source) -> Self {
        let chosen = source.take(&DATA, |text| {
            (!text.is_empty()).then(|| PathBuf::from(text))
        });
        let usual = || {
            source
                .system_folder("XDG_DATA_HOME")
                .or_else(|| Some(source.system_folder("HOME")?.join(".local/share")))
        };
        let path = chosen.or_else(|| usual().map(|folder| folder.join("carillon")));
        if path.is_none() {
            source.refuse(
                "--data",
                "given where this user has no home folder",
                DATA.example,
            );
        }
        Self {
            path: path.unwrap_or_default(),
        }
    }

    /// The database's file.
    pub fn database(&self) -> PathBuf {
        self.path.join("carillon.sqlite3")
    }
}
