//! Another workspace's things read exactly like things that never were.

use api::paths;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::bench::Bench;
use crate::browser::Answer;

#[track_caller]
fn check_same(theirs: &Answer, nothing: &Answer) {
    let without_id = |answer: &Answer| {
        let mut body = answer.json();
        body["error"]["request_id"] = Value::Null;
        (answer.status.as_u16(), body)
    };
    assert_eq!(without_id(theirs), without_id(nothing));
    assert_eq!(theirs.status, 404);
}

#[tokio::test]
async fn another_workspaces_ids_are_nothing() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    let push = ada.push(r#"{"aps":{"alert":"Hi"}}"#).await.as_push();
    let hers = ada.send_request(r#"{"aps":{"alert":"Hi"}}"#).await;
    let nothing = Uuid::new_v4().to_string();
    let bob = bench.stranger().await;

    check_same(
        &bob.get(&paths::push(&push.id)).await,
        &bob.get(&paths::push(&nothing)).await,
    );

    let mut nowhere = hers.clone();
    nowhere["app_id"] = json!(nothing);
    nowhere["device_id"] = json!(nothing);
    check_same(
        &bob.push_body(&hers, "theirs").await,
        &bob.push_body(&nowhere, "nothing").await,
    );

    let script = |id: &Value| json!({ "device_id": id, "answer": { "kind": "stall" } });
    let theirs = bob
        .post(paths::SIMULATOR_SCRIPT, &script(&hers["device_id"]))
        .await;
    check_same(
        &theirs,
        &bob.post(paths::SIMULATOR_SCRIPT, &script(&json!(nothing)))
            .await,
    );

    assert_eq!(bob.get(paths::PUSHES).await.body, r#"{"pushes":[]}"#);
    let session = bob.get(paths::SESSION).await.json();
    assert_eq!(
        (&session["apps"], &session["devices"]),
        (&json!([]), &json!([]))
    );
}

#[tokio::test]
async fn keys_of_two_workspaces_do_not_meet() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    assert_eq!(
        ada.push_with(r#"{"aps":{"alert":"Hi"}}"#, "key")
            .await
            .status,
        202
    );
    let bob = bench.stranger().await;
    let hers = ada.send_request(r#"{"aps":{"alert":"Hi"}}"#).await;
    assert_eq!(
        bob.push_body(&hers, "key").await.status,
        404,
        "and not what became of Ada's"
    );
}
