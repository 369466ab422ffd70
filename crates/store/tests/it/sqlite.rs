//! What holds for SQLite only: pragmas, versions, logs that can only grow, and that no secret lies in the file.

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use store::{NewSession, SecretHash, Store, StoreError};

use crate::bench::{Bench, START};

/// A connection past the store, as an intruder or an old tool would have it.
pub(crate) async fn raw(bench: &Bench) -> SqliteConnection {
    SqliteConnectOptions::new()
        .filename(bench.path())
        .connect()
        .await
        .unwrap()
}

#[tokio::test]
async fn a_database_without_a_write_ahead_log_is_refused_by_name() {
    let bench = Bench::sqlite().await;
    let refused = Store::open(std::path::Path::new(":memory:"), bench.clock()).await;
    let error = refused.unwrap_err();
    assert!(
        matches!(
            error,
            StoreError::Pragma {
                name: "journal_mode",
                ..
            }
        ),
        "{error}"
    );
    assert_eq!(
        error.to_string(),
        "PRAGMA journal_mode is memory where wal is needed; the ledger could lose what it has promised"
    );
}

#[tokio::test]
async fn a_database_of_a_later_version_is_refused() {
    let bench = Bench::sqlite().await;
    bench.store.close().await;
    let mut connection = raw(&bench).await;
    sqlx::query("PRAGMA user_version = 99")
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    let refused = Store::open(&bench.path(), bench.clock()).await;
    assert!(matches!(
        refused,
        Err(StoreError::TooNew {
            found: 99,
            known: 2
        })
    ));
}

#[tokio::test]
async fn a_database_of_the_first_version_is_brought_up_to_date_and_loses_nothing() {
    let bench = Bench::sqlite().await;
    let path = bench.directory.path().join("first.db");
    let mut connection = SqliteConnectOptions::new()
        .filename(&path)
        .create_if_missing(true)
        .connect()
        .await
        .unwrap();
    let first = include_str!("../../migrations/0001_first_push.sql");
    sqlx::raw_sql(first).execute(&mut connection).await.unwrap();
    sqlx::query("INSERT INTO workspace VALUES ('w', 'Ada', 1)")
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    let store = Store::open(&path, bench.clock()).await.unwrap();
    assert_eq!(store.workspaces().get("w").await.unwrap().name, "Ada");
    assert!(
        store
            .scoped("w")
            .pushes(store::Page::default())
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn opening_again_keeps_everything() {
    let bench = Bench::sqlite().await;
    let ada = bench.team("Ada").await;
    ada.submit(ada.test_push("push")).await;
    bench.store.close().await;
    let store = Store::open(&bench.path(), bench.clock()).await.unwrap();
    store.ping().await.unwrap();
    assert_eq!(
        store
            .scoped(&ada.workspace_id)
            .push("push")
            .await
            .unwrap()
            .id,
        "push"
    );
}

#[tokio::test]
async fn logs_can_only_grow() {
    let bench = Bench::sqlite().await;
    let ada = bench.team("Ada").await;
    ada.submit(ada.test_push("push")).await;
    bench.claim().await;
    bench.recover().await;
    let mut connection = raw(&bench).await;
    for attempt in [
        "UPDATE unknown_log SET cause = 'no_answer'",
        "DELETE FROM unknown_log",
        "UPDATE audit_entry SET action = 'nothing'",
        "DELETE FROM audit_entry",
    ] {
        let refused = sqlx::query(attempt)
            .execute(&mut connection)
            .await
            .unwrap_err();
        assert!(
            refused.to_string().contains("can only grow"),
            "{attempt}: {refused}"
        );
    }
    assert_eq!(ada.scoped.unknowns().await.unwrap().len(), 1);
    assert_eq!(ada.scoped.audit_log(10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn no_secret_lies_in_the_file() {
    const LINK: &str = "canary-of-the-sign-in-link";
    const SESSION: &str = "canary-of-the-session";
    let bench = Bench::sqlite().await;
    let ada = bench.team("Ada").await;
    let sessions = bench.store.sessions();
    sessions
        .issue_sign_in(SecretHash::of(LINK), &ada.person_id, START + 1000)
        .await
        .unwrap();
    let session = NewSession {
        hash: SecretHash::of(SESSION),
        expires_at: START + 1000,
    };
    sessions
        .redeem_sign_in(SecretHash::of(LINK), session)
        .await
        .unwrap();
    sessions.find(SecretHash::of(SESSION), 1000).await.unwrap();
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(bench.directory.path()).unwrap() {
        bytes.extend(std::fs::read(entry.unwrap().path()).unwrap());
    }
    let contains = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    assert!(contains(b"person Ada"), "the sweep sees what is there");
    assert!(!contains(LINK.as_bytes()) && !contains(SESSION.as_bytes()));
}
