//! What the relay remembers is for its own user only.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use server::App;
use server::claim::Claim;

use crate::bench::Bench;

const HELLO: &str = r#"{"aps":{"alert":{"title":"Hello"}}}"#;

fn mode(path: &Path) -> String {
    format!(
        "{:o}",
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    )
}

/// The database and what SQLite keeps beside it.
fn files(app: &App) -> Vec<(String, String)> {
    let folder = &app.config().data.path;
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, mode(&path))
        })
        .collect();
    files.sort();
    files
}

fn private() -> Vec<(String, String)> {
    ["", "-shm", "-wal"]
        .map(|suffix| (format!("carillon.sqlite3{suffix}"), "600".to_owned()))
        .to_vec()
}

#[tokio::test]
async fn the_folder_and_every_file_in_it_are_for_their_owner_only() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    ada.push(HELLO).await;
    assert_eq!(mode(&bench.app.config().data.path), "700");
    assert_eq!(files(&bench.app), private());
}

#[tokio::test]
async fn a_database_that_others_could_read_is_taken_from_them_at_the_next_start() {
    let bench = Bench::start().await;
    let database = bench.app.config().data.database();
    fs::set_permissions(&database, Permissions::from_mode(0o644)).unwrap();
    let bench = bench.restart().await;
    assert_eq!(mode(&database), "600");
    assert_eq!(files(&bench.app), private());
}

#[tokio::test]
async fn a_folder_that_exists_keeps_its_mode() {
    let bench = Bench::start().await;
    let folder = bench.app.config().data.path.clone();
    fs::set_permissions(&folder, Permissions::from_mode(0o750)).unwrap();
    let _bench = bench.restart().await;
    assert_eq!(mode(&folder), "750", "it may hold other things than ours");
}

#[tokio::test]
async fn a_data_folder_is_for_one_relay_at_a_time() {
    let bench = Bench::start().await;
    let data = &bench.app.config().data;
    let first = Claim::take(data).unwrap();
    let second = Claim::take(data).unwrap_err().to_string();
    assert!(
        second.starts_with("another relay is running on "),
        "{second}"
    );
    drop(first);
    Claim::take(data).unwrap();
}
