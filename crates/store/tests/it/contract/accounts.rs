//! Workspaces, people, sessions.

use futures_util::future::join_all;
use store::{NewSession, SecretHash, StoreError};

use crate::bench::{Bench, START};

const HOUR: i64 = 3_600_000;
const IDLE: i64 = HOUR / 2;

fn session(id: &str) -> NewSession {
    NewSession {
        hash: SecretHash::of(id),
        expires_at: START + 12 * HOUR,
    }
}

async fn issue(bench: &Bench, token: &str) {
    let team = bench.team("Ada").await;
    let sessions = bench.store.sessions();
    sessions
        .issue_sign_in(SecretHash::of(token), &team.person_id, START + HOUR)
        .await
        .unwrap();
}

fn is_not_found<T>(result: &Result<T, StoreError>) -> bool {
    matches!(result, Err(StoreError::NotFound { .. }))
}

pub(super) async fn a_sign_in_link_works_once(bench: Bench) {
    issue(&bench, "link").await;
    let sessions = bench.store.sessions();
    let begun = sessions
        .redeem_sign_in(SecretHash::of("link"), session("one"))
        .await
        .unwrap();
    assert_eq!(
        (begun.workspace_id.as_str(), begun.person_id.as_str()),
        ("workspace of Ada", "person Ada")
    );
    assert!(is_not_found(
        &sessions
            .redeem_sign_in(SecretHash::of("link"), session("two"))
            .await
    ));
    assert!(is_not_found(
        &sessions
            .redeem_sign_in(SecretHash::of("never issued"), session("two"))
            .await
    ));
    assert_eq!(
        sessions.find(SecretHash::of("one"), IDLE).await.unwrap(),
        begun
    );
    assert!(is_not_found(
        &sessions.find(SecretHash::of("two"), IDLE).await
    ));
    assert!(is_not_found(
        &sessions
            .issue_sign_in(SecretHash::of("x"), "nobody", START + HOUR)
            .await
    ));
}

pub(super) async fn a_sign_in_link_that_many_try_at_once_works_for_one(bench: Bench) {
    issue(&bench, "link").await;
    let sessions = bench.store.sessions();
    let ids: Vec<String> = (0..10).map(|number| number.to_string()).collect();
    let tries = ids
        .iter()
        .map(|id| sessions.redeem_sign_in(SecretHash::of("link"), session(id)));
    let begun = join_all(tries).await;
    assert_eq!(begun.iter().filter(|it| it.is_ok()).count(), 1);
}

pub(super) async fn a_sign_in_link_expires(bench: Bench) {
    issue(&bench, "link").await;
    bench.pass(HOUR);
    assert!(is_not_found(
        &bench
            .store
            .sessions()
            .redeem_sign_in(SecretHash::of("link"), session("one"))
            .await
    ));
}

pub(super) async fn a_session_ends_when_idle_at_its_end_and_on_sign_out(bench: Bench) {
    issue(&bench, "link").await;
    let sessions = bench.store.sessions();
    let hash = SecretHash::of("one");
    sessions
        .redeem_sign_in(SecretHash::of("link"), session("one"))
        .await
        .unwrap();

    bench.pass(IDLE - 1);
    assert_eq!(
        sessions.find(hash, IDLE).await.unwrap().last_seen_at,
        bench.now()
    );
    bench.pass(IDLE - 1);
    assert!(
        sessions.find(hash, IDLE).await.is_ok(),
        "using it keeps it alive"
    );
    bench.pass(IDLE);
    assert!(
        is_not_found(&sessions.find(hash, IDLE).await),
        "it was idle for too long"
    );

    assert!(
        sessions.find(hash, i64::MAX).await.is_ok(),
        "without a limit on idleness it still lives"
    );
    bench.pass(START + 12 * HOUR - bench.now());
    assert!(
        is_not_found(&sessions.find(hash, i64::MAX).await),
        "it never outlives its end"
    );

    bench.pass(-HOUR);
    sessions.end(hash).await.unwrap();
    sessions.end(hash).await.unwrap();
    assert!(is_not_found(&sessions.find(hash, i64::MAX).await));
}

pub(super) async fn sweeping_forgets_what_has_ended(bench: Bench) {
    issue(&bench, "link").await;
    let sessions = bench.store.sessions();
    sessions
        .redeem_sign_in(SecretHash::of("link"), session("one"))
        .await
        .unwrap();
    assert_eq!(sessions.sweep(START + HOUR).await.unwrap(), 0);
    assert_eq!(sessions.sweep(START + HOUR + 1).await.unwrap(), 1);
    assert!(sessions.find(SecretHash::of("one"), IDLE).await.is_ok());
    assert_eq!(sessions.sweep(START + 13 * HOUR).await.unwrap(), 1);
}

pub(super) async fn ids_are_taken_once(bench: Bench) {
    let team = bench.team("Ada").await;
    let again = bench
        .store
        .workspaces()
        .create(&team.workspace_id, "Other")
        .await;
    assert!(matches!(
        again,
        Err(StoreError::Conflict { what: "workspace" })
    ));
    let again = bench
        .store
        .people()
        .add(&team.person_id, &team.workspace_id, "Other")
        .await;
    assert!(matches!(
        again,
        Err(StoreError::Conflict { what: "person" })
    ));
    assert!(is_not_found(
        &bench
            .store
            .people()
            .add("someone", "nowhere", "Other")
            .await
    ));
    assert!(is_not_found(&bench.store.workspaces().get("nowhere").await));
    assert_eq!(
        bench
            .store
            .workspaces()
            .get(&team.workspace_id)
            .await
            .unwrap()
            .name,
        "Ada"
    );
    assert_eq!(bench.store.workspaces().all().await.unwrap().len(), 1);
    let people = bench
        .store
        .people()
        .of_workspace(&team.workspace_id)
        .await
        .unwrap();
    assert_eq!(
        people
            .iter()
            .map(|person| person.name.as_str())
            .collect::<Vec<_>>(),
        ["Ada"]
    );
}
