//! Apps that come and go, and their tokens.

use super::*;
use crate::PhoneError;

fn install() -> Verb {
    Verb::InstallApp {
        bundle_id: APP.into(),
        environment: Environment::Sandbox,
    }
}

fn delete() -> Verb {
    Verb::DeleteApp {
        bundle_id: APP.into(),
    }
}

/// Since when APNs knows that a token is dead, in seconds.
fn gone_since(story: &Story, token: &str) -> Option<u64> {
    match story.fleet.find(Environment::Sandbox, token)?.status {
        crate::TokenStatus::Gone { since_ms } => Some(since_ms / 1000),
        _ => None,
    }
}

#[test]
fn apns_finds_out_that_an_app_was_deleted_with_the_next_push() {
    let mut story = Story::new();
    story.act(delete());
    story.wait(10);
    assert_eq!(gone_since(&story, &story.token), None);
    story.push(|_| {});
    assert_eq!(gone_since(&story, &story.token), Some(10));
    story.check(&expect![[r#"
        0s {"delete_app":{"bundle_id":"com.example.app"}}
        10s push 1: Received by APNs
        10s push 1: Discarded – Token Unregistered
    "#]]);
}

#[test]
fn app_that_was_deleted_offline_is_found_out_on_return() {
    let mut story = Story::new();
    story.act(Verb::GoOffline);
    story.push(|_| {});
    story.act(delete());
    story.wait(10);
    story.act(Verb::GoOnline);
    assert_eq!(gone_since(&story, &story.token), Some(10));
    story.check(&expect![[r#"
        0s "go_offline"
        0s push 1: Received by APNs
        0s push 1: Stored – Device Offline until 2592000s
        0s {"delete_app":{"bundle_id":"com.example.app"}}
        10s "go_online"
        10s push 1: Discarded – Token Unregistered (From Storage)
    "#]]);
}

#[test]
fn app_that_is_installed_again_has_a_new_token_and_new_permissions() {
    let mut story = Story::new();
    story.allow(|may| may.sound = false);
    story.act(delete());
    let new = story.act(install()).unwrap();
    assert_ne!(new.token, story.token);
    story.push(|push| push.to = Address::Token(new.token.clone()));
    story.push(|_| {});
    story.check(&expect![[r#"
        0s {"set_permissions":{"bundle_id":"com.example.app","permissions":{"alert":true,"badge":true,"sound":false,"time_sensitive":true,"critical":false,"previews":"always"}}}
        0s {"delete_app":{"bundle_id":"com.example.app"}}
        0s {"install_app":{"bundle_id":"com.example.app","environment":"sandbox"}}
        0s push 1: Received by APNs
        0s push 1: Delivered to Device, banner, bell.caf
        0s push 2: Received by APNs
        0s push 2: Discarded – Token Unregistered
    "#]]);
}

#[test]
fn app_that_starts_again_keeps_its_token() {
    let mut story = Story::new();
    assert_eq!(story.act(install()).unwrap().token, story.token);
}

#[test]
fn phone_that_is_restored_has_its_apps_with_new_tokens() {
    let mut story = Story::new();
    story.push(|_| {});
    story.act(Verb::RestoreFromBackup);
    assert!(story.notifications().is_empty());
    let tokens: Vec<_> = story.fleet.active_of(&story.phone).collect();
    assert_eq!(tokens.len(), 1);
    assert_ne!(tokens[0].token, story.token);
    story.push(|_| {});
    assert_eq!(gone_since(&story, &story.token), Some(0));
}

#[test]
fn each_kind_of_token_is_for_its_own_topic() {
    let mut story = Story::new();
    let mut topics = String::new();
    for kind in [
        TokenKind::App,
        TokenKind::Voip,
        TokenKind::Complication,
        TokenKind::FileProvider,
        TokenKind::Location,
        TokenKind::PushToTalk,
        TokenKind::LiveActivity,
        TokenKind::PushToStart,
        TokenKind::Widgets,
        TokenKind::Control,
    ] {
        let (bundle_id, environment) = (APP.into(), Environment::Production);
        let registration = story
            .act(Verb::Register {
                bundle_id,
                environment,
                kind,
            })
            .unwrap();
        assert!(registration.is_for(&format!("{APP}{}", kind.suffix())));
        assert!(!registration.is_for("com.example.other"));
        let kind = serde_json::to_value(kind).unwrap();
        let (kind, digits) = (kind.as_str().unwrap(), registration.token.len());
        writeln!(topics, "{kind}: {digits} digits").unwrap();
    }
    expect![[r#"
        app: 64 digits
        voip: 64 digits
        complication: 64 digits
        file_provider: 64 digits
        location: 64 digits
        push_to_talk: 64 digits
        live_activity: 160 digits
        push_to_start: 160 digits
        widgets: 64 digits
        control: 64 digits
    "#]]
    .assert_eq(&topics);
}

#[test]
fn placed_controls_have_a_token_each_and_voip_has_one() {
    let mut story = Story::new();
    for kind in [TokenKind::Control, TokenKind::Voip] {
        for _ in 0..2 {
            let (bundle_id, environment) = (APP.into(), Environment::Sandbox);
            story.act(Verb::Register {
                bundle_id,
                environment,
                kind,
            });
        }
    }
    let kinds: Vec<TokenKind> = story
        .fleet
        .active_of(&story.phone)
        .map(|it| it.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            TokenKind::App,
            TokenKind::Control,
            TokenKind::Control,
            TokenKind::Voip
        ]
    );
}

#[test]
fn removed_phone_is_unregistered_at_once() {
    let mut story = Story::new();
    story.act(Verb::GoOffline);
    story.push(|_| {});
    story.tell(|fleet, phone, now_ms, out| fleet.remove_phone(phone, now_ms, out).unwrap());
    assert_eq!(gone_since(&story, &story.token), Some(0));
    story.check(&expect![[r#"
        0s "go_offline"
        0s push 1: Received by APNs
        0s push 1: Stored – Device Offline until 2592000s
        0s push 1: Discarded – Token Unregistered (From Storage)
    "#]]);
}

#[test]
fn verbs_that_make_no_sense_are_refused_and_not_told() {
    let mut story = Story::new();
    let other = "com.example.other";
    let cases = [
        (Verb::Show(Screen::App(other.into())), PhoneError::NoApp),
        (
            Verb::DeleteApp {
                bundle_id: other.into(),
            },
            PhoneError::NoApp,
        ),
        (
            Verb::InstallApp {
                bundle_id: "not an app".into(),
                environment: Environment::Sandbox,
            },
            PhoneError::BadName,
        ),
    ];
    for (verb, error) in cases {
        let refused =
            story.tell(|fleet, phone, now_ms, out| fleet.act(phone, verb, now_ms, out).err());
        assert_eq!(refused, Some(error));
    }
    let refused = story.tell(|fleet, _, now_ms, out| fleet.act("x", install(), now_ms, out).err());
    assert_eq!(refused, Some(PhoneError::NoPhone));
    assert_eq!(story.log, "");
}

#[test]
fn fleet_that_was_written_down_goes_on_where_it_was() {
    let mut story = Story::new();
    story.act(Verb::GoOffline);
    story.push(|push| push.expiration = Some(60));
    let text = serde_json::to_string(&story.fleet).unwrap();
    let written = serde_json::from_str::<Value>(&text).unwrap();
    story.fleet = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_value(&story.fleet).unwrap(), written);
    let (before, after) = (story.token.clone(), story.act(Verb::RestoreFromBackup));
    assert_eq!(after, None);
    let now = story.fleet.active_of(&story.phone).next().unwrap();
    assert_ne!(now.token, before);
    story.wait(60);
    story.check(&expect![[r#"
        0s "go_offline"
        0s push 1: Received by APNs
        0s push 1: Stored – Device Offline until 60s
        0s "restore_from_backup"
        60s push 1: Discarded – Expired
    "#]]);
}
