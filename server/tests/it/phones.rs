//! Simulated phones on the page: what a person does with them, and what becomes of pushes meanwhile.

use api::{Outcome, paths};
use expect_test::expect;
use serde_json::{Value, json};

use crate::bench::Bench;
use crate::browser::Browser;

const HELLO: &str = r#"{"aps": {"alert": {"title": "Hello"}}}"#;

async fn phones(ada: &Browser) -> Value {
    let answer = ada.get(paths::SIMULATOR_PHONES).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

/// Does something with the first phone.
async fn act(ada: &Browser, verb: Value) -> Value {
    let id = phones(ada).await["phones"][0]["id"].clone();
    let path = paths::simulator_verbs(id.as_str().unwrap());
    let answer = ada.post(&path, &verb).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

/// Sends a push and gives its settled outcome.
async fn push(ada: &Browser) -> Outcome {
    let mut events = ada.events().await;
    let sent = ada.push(HELLO).await.as_push();
    events.outcome(&sent.id).await;
    ada.get(&paths::push(&sent.id)).await.as_push().outcome
}

fn words(seen: &Value) -> String {
    let events = seen["events"].as_array().unwrap().iter();
    let line = |event: &Value| {
        let word = |name: &str| event[name].as_str().unwrap().to_owned();
        [word("what"), word("place"), word("quiet")].join(" ")
    };
    events
        .map(|event| line(event).trim_end().to_owned() + "\n")
        .collect()
}

#[tokio::test]
async fn push_to_a_phone_that_is_offline_is_accepted_and_shown_when_it_returns() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    act(&ada, json!("online off")).await;
    assert!(matches!(push(&ada).await, Outcome::Accepted { .. }));
    let offline = phones(&ada).await;
    assert_eq!(offline["phones"][0]["stored"], 1);
    assert_eq!(offline["phones"][0]["notifications"], json!([]));
    let back = act(&ada, json!("online on")).await;
    assert_eq!(back["phones"][0]["notifications"][0]["title"], "Hello");
    let shown = act(&ada, json!("show app")).await;
    expect![[r#"
        go_offline
        Received by APNs
        Stored – Device Offline
        go_online
        Delivered to Device (From Storage) banner
        open_app
    "#]]
    .assert_eq(&words(&shown));
}

#[tokio::test]
async fn app_that_is_deleted_and_installed_again_can_be_sent_to_again() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    let before = phones(&ada).await;
    act(&ada, json!("app off")).await;
    assert!(matches!(push(&ada).await, Outcome::Accepted { .. }));
    assert!(matches!(
        push(&ada).await,
        Outcome::Rejected { status: 410, .. }
    ));
    let again = act(&ada, json!("app on")).await;
    assert_eq!(again["phones"][0]["id"], before["phones"][0]["id"]);
    assert!(matches!(push(&ada).await, Outcome::Accepted { .. }));
    act(&ada, json!("restore")).await;
    assert!(matches!(push(&ada).await, Outcome::Accepted { .. }));
    let seen = phones(&ada).await;
    assert_eq!(seen["phones"][0]["notifications"][0]["title"], "Hello");
}

#[tokio::test]
async fn text_that_the_phone_hides_is_not_told() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    act(&ada, json!("previews never")).await;
    push(&ada).await;
    let seen = phones(&ada).await;
    let note = &seen["phones"][0]["notifications"][0];
    assert_eq!((&note["title"], &note["body"]), (&json!(""), &json!("")));
}

#[tokio::test]
async fn phones_are_added_and_removed_and_survive_a_restart() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    let new = json!({ "name": " Grace’s iPhone " });
    let added = ada.post(paths::SIMULATOR_PHONES, &new).await;
    assert_eq!(added.status, 200, "{}", added.body);
    let bench = bench.restart().await;
    let ada = bench.signed_in().await;
    let names = |seen: &Value| -> Vec<String> {
        let phones = seen["phones"].as_array().unwrap().iter();
        phones
            .map(|it| it["name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        names(&phones(&ada).await),
        ["Ada’s iPhone", "Grace’s iPhone"]
    );
    assert_eq!(names(&act(&ada, json!("remove")).await), ["Grace’s iPhone"]);
    assert_eq!(
        names(&act(&ada, json!("remove")).await),
        Vec::<String>::new()
    );
}

#[tokio::test]
async fn what_cannot_be_done_is_refused() {
    let bench = Bench::start().await;
    let ada = bench.signed_in().await;
    for name in ["", "  ", &"x".repeat(61)] {
        let answer = ada
            .post(paths::SIMULATOR_PHONES, &json!({ "name": name }))
            .await;
        assert_eq!(answer.status, 400, "{name}");
    }
    let id = phones(&ada).await["phones"][0]["id"].clone();
    let path = paths::simulator_verbs(id.as_str().unwrap());
    act(&ada, json!("app off")).await;
    for (path, verb, status) in [
        (&path, json!("show app"), 400),
        (&path, json!("fly"), 400),
        (&paths::simulator_verbs("another"), json!("clear"), 404),
    ] {
        assert_eq!(ada.post(path, &verb).await.status, status, "{verb}");
    }
    let stranger = bench.stranger().await;
    assert_eq!(stranger.get(paths::SIMULATOR_PHONES).await.status, 404);
    assert_eq!(stranger.post(&path, &json!("clear")).await.status, 404);
    assert_eq!(
        bench.browser().get(paths::SIMULATOR_PHONES).await.status,
        401
    );
}
