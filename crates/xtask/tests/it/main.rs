//! The promises of `ARCHITECTURE.md` that a machine checks well and whose breach would hurt silently.

mod imports;
mod map;
mod names;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The repository.
fn root() -> PathBuf {
    // cargo runs tests in their package's folder.
    let here = env::current_dir().expect("the test has a current folder");
    here.ancestors()
        .nth(2)
        .expect("this package is crates/xtask")
        .to_owned()
}

/// What a command prints.
fn printed(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("cargo can be started");
    assert!(
        output.status.success(),
        "{program} {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("cargo prints UTF-8")
}

/// The Rust files below a folder of the repository, by their paths from its root, with their text.
fn rust_files(folder: &str) -> Vec<(String, String)> {
    let root = root();
    let mut files = Vec::new();
    let mut left = vec![root.join(folder)];
    while let Some(path) = left.pop() {
        if path.is_dir() {
            left.extend(
                fs::read_dir(&path)
                    .expect("the folder can be listed")
                    .map(|entry| entry.expect("the entry can be read").path()),
            );
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push((
                name_from(&root, &path),
                fs::read_to_string(&path).expect("sources are UTF-8"),
            ));
        }
    }
    files.sort();
    files
}

fn name_from(root: &Path, path: &Path) -> String {
    path.strip_prefix(root)
        .expect("the file is in the repository")
        .to_string_lossy()
        .into_owned()
}
