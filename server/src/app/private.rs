//! What the relay remembers is for its own user only: it holds payloads and device tokens.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// Files that SQLite keeps beside a database. It gives new ones the database's mode.
const BESIDE: [&str; 2] = ["-wal", "-shm"];

/// Makes the folder when it is missing, for its owner only.
///
/// One that exists keeps its mode, since it may hold other things; it is said when others can look into it.
pub(crate) fn folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path)?.permissions());
        if mode & 0o077 != 0 {
            tracing::warn!(
                folder = %path.display(),
                mode = format!("{:o}", mode & 0o777),
                "others can look into the data folder; `chmod 700` makes it private"
            );
        }
    }
    Ok(())
}

/// Makes the database's file when it is missing, and takes it from everybody but its owner, whoever made it.
///
/// It is there before SQLite opens it, so that at no moment there is one that others can read.
pub(super) fn database(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    // Never one that exists: closing it would drop the locks that SQLite may hold on it in this process.
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        made => drop(made?),
    }
    own(path)?;
    for suffix in BESIDE {
        let mut beside = path.as_os_str().to_owned();
        beside.push(suffix);
        match own(&PathBuf::from(beside)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            done => done?,
        }
    }
    Ok(())
}

#[cfg(unix)]
fn own(path: &Path) -> io::Result<()> {
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600))
}

#[cfg(not(unix))]
fn own(path: &Path) -> io::Result<()> {
    fs::metadata(path).map(drop)
}
