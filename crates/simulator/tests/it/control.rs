//! Phones over the control port: what a person can do with `curl`.

use crate::{
    client::{BUNDLE_ID, Client, Push, Scene, seconds, soon},
    program::{Program, request},
};
use serde_json::{Value, json};
use simulator::{Environment, Place, TokenKind, Verb};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::TcpStream,
};

fn states(timeline: &Value) -> Vec<&str> {
    let events = timeline.as_array().unwrap().iter();
    events
        .filter_map(|event| event["push"]["state"].as_str())
        .collect()
}

#[tokio::test]
async fn phone_that_is_offline_gets_its_push_when_it_returns() {
    let program = Program::start(&["--accept-all"]).await;
    let (status, phone) = program
        .control("POST", "/phones", &json!({ "name": "Ada's iPhone" }))
        .await;
    assert_eq!(status, 201);
    let path = format!("/phones/{}", phone["id"].as_str().unwrap());
    let verbs = format!("{path}/verbs");
    let install = json!({ "install_app": { "bundle_id": BUNDLE_ID, "environment": "sandbox" } });
    let (status, installed) = program.control("POST", &verbs, &install).await;
    assert_eq!(status, 200);
    let token = installed["registration"]["token"].as_str().unwrap();
    program.control("POST", &verbs, &json!("go_offline")).await;

    let address = program.text("address").parse().unwrap();
    let mut client = Client::connect(address, program.text("ca_pem"), "localhost").await;
    assert_eq!(
        client.send(&Push::new(token, "nothing")).await.verdict(),
        "200"
    );
    let (_, stored) = program.control("GET", &path, &Value::Null).await;
    assert_eq!(
        (&stored["stored"], &stored["online"]),
        (&json!(1), &json!(false))
    );
    let (_, back) = program.control("POST", &verbs, &json!("go_online")).await;
    assert_eq!(
        back["phone"]["apps"][BUNDLE_ID]["notifications"][0]["body"],
        "Hello"
    );
    let (_, timeline) = program.control("GET", "/timeline", &Value::Null).await;
    assert_eq!(
        states(&timeline),
        [
            "Received by APNs",
            "Stored – Device Offline",
            "Delivered to Device (From Storage)"
        ]
    );
    let other = program
        .control("GET", "/timeline?device_id=another", &Value::Null)
        .await;
    assert_eq!(other, (200, json!([])));

    assert_eq!(program.control("DELETE", &path, &Value::Null).await.0, 204);
    assert_eq!(program.control("GET", &path, &Value::Null).await.0, 404);
    assert_eq!(
        program.control("GET", "/phones", &Value::Null).await,
        (200, json!([]))
    );
}

#[tokio::test]
async fn verbs_that_cannot_be_carried_out_say_why() {
    let program = Program::start(&[]).await;
    let (_, phone) = program
        .control("POST", "/phones", &json!({ "name": "Ada's iPhone" }))
        .await;
    let verbs = format!("/phones/{}/verbs", phone["id"].as_str().unwrap());
    let delete = json!({ "delete_app": { "bundle_id": BUNDLE_ID } });
    let install = json!({ "install_app": { "bundle_id": "an app", "environment": "sandbox" } });
    for (path, verb, status, error) in [
        (&*verbs, &delete, 409, "this app is not on the phone"),
        (
            &verbs,
            &install,
            400,
            "a bundle id has letters, digits, points and hyphens, and a channel id is not empty",
        ),
        ("/phones/x/verbs", &delete, 404, "there is no such phone"),
    ] {
        let refused = program.control("POST", path, verb).await;
        assert_eq!(refused, (status, json!({ "error": error })));
    }
    assert_eq!(program.control("POST", &verbs, &json!("fly")).await.0, 422);
}

#[tokio::test]
async fn stream_tells_what_happened_and_then_what_happens() {
    let program = Program::start(&[]).await;
    let (_, phone) = program
        .control("POST", "/phones", &json!({ "name": "Ada's iPhone" }))
        .await;
    let verbs = format!("/phones/{}/verbs", phone["id"].as_str().unwrap());
    program.control("POST", &verbs, &json!("go_offline")).await;
    let address = program.text("control").trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!("GET /timeline/stream HTTP/1.1\r\nHost: {address}\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut lines = BufReader::new(stream).lines();
    for (number, verb) in [(1, "go_offline"), (2, "go_online")] {
        if number == 2 {
            request(address, address, "POST", &verbs, &json!(verb)).await;
        }
        let data = loop {
            let line = soon(lines.next_line()).await.unwrap().unwrap();
            if let Some(data) = line.strip_prefix("data: ") {
                break data.to_owned();
            }
        };
        let event: Value = serde_json::from_str(&data).unwrap();
        assert_eq!(
            (&event["sequence"], &event["verb"]),
            (&json!(number), &json!(verb))
        );
    }
}

#[tokio::test]
async fn app_that_was_deleted_is_found_out_by_the_push_after_which_it_is_unregistered() {
    let scene = Scene::new().await;
    let mut client = scene.client().await;
    let bundle_id = || BUNDLE_ID.to_owned();
    let id = &scene.device.id;
    let delete = Verb::DeleteApp {
        bundle_id: bundle_id(),
    };
    assert_eq!(scene.simulator.act(id, delete), Ok(None));
    assert_eq!(client.send(&scene.push()).await.verdict(), "200");
    assert_eq!(
        client.send(&scene.push()).await.verdict(),
        "410 Unregistered"
    );
    let install = Verb::InstallApp {
        bundle_id: bundle_id(),
        environment: Environment::Sandbox,
    };
    let new = scene.simulator.act(id, install).unwrap().unwrap();
    let jwt = scene.key.token(seconds(crate::client::now()));
    assert_eq!(
        client.send(&Push::new(&new.token, &jwt)).await.verdict(),
        "200"
    );
    assert_eq!(
        client.send(&scene.push()).await.verdict(),
        "410 Unregistered"
    );
}

#[tokio::test]
async fn token_of_another_kind_is_for_the_topic_of_its_kind() {
    let scene = Scene::new().await;
    let register = Verb::Register {
        bundle_id: BUNDLE_ID.to_owned(),
        environment: Environment::Sandbox,
        kind: TokenKind::Voip,
    };
    let voip = scene.simulator.act(&scene.device.id, register).unwrap();
    let jwt = scene.key.token(seconds(crate::client::now()));
    let mut push = Push::new(&voip.unwrap().token, &jwt);
    let mut client = scene.client().await;
    assert_eq!(
        client.send(&push).await.verdict(),
        "400 DeviceTokenNotForTopic"
    );
    push.set("apns-topic", &format!("{BUNDLE_ID}.voip"));
    push.set("apns-push-type", "voip");
    assert_eq!(client.send(&push).await.verdict(), "200");
    let arrived = scene.simulator.deliveries_since(0);
    assert_eq!(arrived[0].shown.place, Place::Call);
}
