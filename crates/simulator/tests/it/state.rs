//! What survives a restart, and which files are refused.

use crate::client::{BUNDLE_ID, KEY_ID, Key, Push, Scene, TEAM_ID, now, seconds};
use expect_test::expect;
use serde_json::{Value, json};
use simulator::{
    Clock, DeviceSpec, Environment, Happening, Options, Simulator, SimulatorError, Verb,
};
use std::{error::Error as _, fs, path::Path};
use tempfile::TempDir;

fn options(path: &Path) -> Options {
    Options {
        state: Some(path.to_owned()),
        clock: Clock::new(now),
        ..Options::default()
    }
}

/// Why a simulator does not start.
async fn refusal(path: &Path) -> String {
    let error = Simulator::start(options(path)).await.unwrap_err();
    assert!(matches!(error, SimulatorError::State { .. }));
    error.source().unwrap().to_string()
}

#[tokio::test]
async fn phones_tokens_keys_and_what_is_stored_survive_a_restart() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("state.json");
    let scene = Scene::with(options(&path)).await;
    let id = &scene.device.id;
    scene.simulator.act(id, Verb::GoOffline).unwrap();
    let mut client = scene.client().await;
    assert_eq!(client.send(&scene.push()).await.verdict(), "200");
    let (before, log) = (scene.simulator.phones(), scene.simulator.timeline_since(0));
    scene.simulator.shutdown().await;

    let again = Simulator::start(options(&path)).await.unwrap();
    assert_eq!(again.phones(), before);
    assert_eq!(again.timeline_since(0), log);
    again.act(id, Verb::GoOnline).unwrap();
    let news = again.timeline_since(log.last().unwrap().sequence);
    assert_eq!(news.len(), 2);
    assert!(matches!(&news[1].what, Happening::Push(step) if step.shown.is_some()));
    let mut client =
        crate::client::Client::connect(again.address(), again.ca_pem(), "localhost").await;
    let push = Push::new(&scene.device.token, &scene.key.token(seconds(now())));
    assert_eq!(client.send(&push).await.verdict(), "200");
}

#[tokio::test]
async fn state_is_written_after_each_change_without_being_asked() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("state.json");
    let simulator = Simulator::start(options(&path)).await.unwrap();
    let device = simulator.register_device(DeviceSpec {
        name: "Ada's iPhone".into(),
        bundle_id: BUNDLE_ID.into(),
        environment: Environment::Sandbox,
    });
    let written = async {
        while !fs::read_to_string(&path).is_ok_and(|text| text.contains(&device.token)) {
            tokio::task::yield_now().await;
        }
    };
    crate::client::soon(written).await;
    // Not before: the handle that is dropped last stops it, which writes for the last time.
    drop(simulator);
}

#[tokio::test]
async fn damaged_files_are_refused_and_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("state.json");
    let simulator = Simulator::start(options(&path)).await.unwrap();
    let key = Key::new(KEY_ID, TEAM_ID);
    simulator
        .register_key(KEY_ID, TEAM_ID, &key.public_key_pem)
        .unwrap();
    simulator.add_phone("Ada's iPhone");
    simulator.shutdown().await;
    let good = fs::read_to_string(&path).unwrap();

    for length in (0..good.len()).step_by(7) {
        if good.is_char_boundary(length) {
            fs::write(&path, &good[..length]).unwrap();
            refusal(&path).await;
            assert_eq!(fs::read_to_string(&path).unwrap(), good[..length]);
        }
    }
    let spoil = |change: fn(&mut Value)| {
        let mut state: Value = serde_json::from_str(&good).unwrap();
        change(&mut state);
        fs::write(&path, state.to_string()).unwrap();
    };
    let mut refusals = Vec::new();
    let changes: [fn(&mut Value); 6] = [
        |state| state["version"] = 2.into(),
        |state| state["format"] = "shopping list".into(),
        |state| *state = json!({}),
        |state| drop(state.as_object_mut().unwrap().remove("phones")),
        |state| state["keys"][0]["key_id"] = "short".into(),
        |state| {
            let phones = state["phones"]["fleet"]["phones"].as_object_mut().unwrap();
            phones.values_mut().next().unwrap()["id"] = "another".into();
        },
    ];
    for change in changes {
        spoil(change);
        refusals.push(refusal(&path).await);
    }
    expect![[r#"
        it is not a state of version 1, but of version 2
        it is not a state of version 1, but another kind of file
        it is not a state of version 1, but another kind of file
        it is damaged; move it away to start without it
        it is damaged (a key is none); move it away to start without it
        it is damaged (a phone has two ids); move it away to start without it
    "#]]
    .assert_eq(&(refusals.join("\n") + "\n"));
}
