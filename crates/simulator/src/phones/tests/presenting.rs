//! What a phone makes of what arrives.

use super::*;

fn level(level: &'static str) -> impl Fn(&mut Push) {
    move |push| push.payload["aps"]["interruption-level"] = level.into()
}

#[test]
fn focus_lets_through_what_is_time_sensitive_and_what_is_critical_if_allowed() {
    let mut story = Story::new();
    story.act(Verb::SetFocus(true));
    for name in ["passive", "active", "time-sensitive", "critical"] {
        story.push(level(name));
    }
    story.allow(|may| {
        may.time_sensitive = false;
        may.critical = true;
    });
    story.push(level("time-sensitive"));
    story.push(level("critical"));
    story.push(|push| push.payload["aps"]["sound"] = json!({ "critical": 1, "name": "siren.caf" }));
    story.check(&expect![[r#"
        0s {"set_focus":true}
        0s push 1: Received by APNs
        0s push 1: Delivered to Device, list (passive)
        0s push 2: Received by APNs
        0s push 2: Delivered to Device, list (focus)
        0s push 3: Received by APNs
        0s push 3: Delivered to Device, banner, bell.caf
        0s push 4: Received by APNs
        0s push 4: Delivered to Device, list (focus)
        0s {"set_permissions":{"bundle_id":"com.example.app","permissions":{"alert":true,"badge":true,"sound":true,"time_sensitive":false,"critical":true,"previews":"always"}}}
        0s push 5: Received by APNs
        0s push 5: Delivered to Device, list (focus)
        0s push 6: Received by APNs
        0s push 6: Delivered to Device, banner, bell.caf
        0s push 7: Received by APNs
        0s push 7: Delivered to Device, banner, siren.caf
    "#]]);
}

#[test]
fn passive_push_makes_no_sound() {
    let mut story = Story::new();
    story.push(level("passive"));
    story.check(&expect![[r#"
        0s push 1: Received by APNs
        0s push 1: Delivered to Device, list (passive)
    "#]]);
}

#[test]
fn permissions_are_obeyed_one_by_one() {
    let mut story = Story::new();
    let push = |push: &mut Push| push.payload["aps"]["badge"] = 3.into();
    story.push(push);
    story.allow(|may| may.badge = false);
    story.push(push);
    story.allow(|may| may.sound = false);
    story.push(push);
    story.allow(|may| {
        may.alert = false;
        may.badge = true;
    });
    story.push(push);
    story.allow(|may| may.badge = false);
    story.push(push);
    story.act(Verb::GoOffline);
    story.push(push);
    story.act(Verb::GoOnline);
    story.push(|push| push.type_name = Some("background".into()));
    story.check(&expect![[r#"
        0s push 1: Received by APNs
        0s push 1: Delivered to Device, banner, bell.caf, badge 3
        0s {"set_permissions":{"bundle_id":"com.example.app","permissions":{"alert":true,"badge":false,"sound":true,"time_sensitive":true,"critical":false,"previews":"always"}}}
        0s push 2: Received by APNs
        0s push 2: Delivered to Device, banner, bell.caf
        0s {"set_permissions":{"bundle_id":"com.example.app","permissions":{"alert":true,"badge":false,"sound":false,"time_sensitive":true,"critical":false,"previews":"always"}}}
        0s push 3: Received by APNs
        0s push 3: Delivered to Device, banner
        0s {"set_permissions":{"bundle_id":"com.example.app","permissions":{"alert":false,"badge":true,"sound":false,"time_sensitive":true,"critical":false,"previews":"always"}}}
        0s push 4: Received by APNs
        0s push 4: Delivered to Device, nowhere (alerts_off), badge 3
        0s {"set_permissions":{"bundle_id":"com.example.app","permissions":{"alert":false,"badge":false,"sound":false,"time_sensitive":true,"critical":false,"previews":"always"}}}
        0s push 5: Received by APNs
        0s push 5: Discarded – Disabled
        0s "go_offline"
        0s push 6: Received by APNs
        0s push 6: Stored – Device Offline until 2592000s
        0s "go_online"
        0s push 6: Discarded – Disabled (From Storage)
        0s push 7: Received by APNs
        0s push 7: Delivered to Device, app
    "#]]);
}

#[test]
fn text_is_hidden_as_the_person_wishes() {
    let mut story = Story::new();
    story.allow(|may| may.previews = Previews::WhenUnlocked);
    story.push(|_| {});
    story.act(Verb::Show(Screen::Home));
    story.push(|_| {});
    story.allow(|may| may.previews = Previews::Never);
    story.push(|_| {});
    story.check(&expect![[r#"
        0s {"set_permissions":{"bundle_id":"com.example.app","permissions":{"alert":true,"badge":true,"sound":true,"time_sensitive":true,"critical":false,"previews":"when_unlocked"}}}
        0s push 1: Received by APNs
        0s push 1: Delivered to Device, banner, bell.caf, hidden
        0s {"show":"home"}
        0s push 2: Received by APNs
        0s push 2: Delivered to Device, banner, bell.caf
        0s {"set_permissions":{"bundle_id":"com.example.app","permissions":{"alert":true,"badge":true,"sound":true,"time_sensitive":true,"critical":false,"previews":"never"}}}
        0s push 3: Received by APNs
        0s push 3: Delivered to Device, banner, bell.caf, hidden
    "#]]);
}

#[test]
fn app_in_the_foreground_decides_by_itself() {
    let mut story = Story::new();
    story.act(Verb::Show(Screen::App(APP.into())));
    story.push(|_| {});
    assert!(story.notifications().is_empty());
    story.act(Verb::Show(Screen::Locked));
    story.push(|_| {});
    story.check(&expect![[r#"
        0s {"show":{"app":"com.example.app"}}
        0s push 1: Received by APNs
        0s push 1: Delivered to Device, app (foreground)
        0s {"show":"locked"}
        0s push 2: Received by APNs
        0s push 2: Delivered to Device, banner, bell.caf
    "#]]);
}

#[test]
fn equal_collapse_ids_replace_each_other_and_badge_zero_clears() {
    let mut story = Story::new();
    for (id, text) in [("score", "1:0"), ("news", "rain"), ("score", "2:0")] {
        story.push(|push| {
            push.collapse_id = Some(id.into());
            push.payload = json!({ "aps": { "alert": { "body": text } } });
        });
    }
    assert_eq!(story.notifications(), ["rain", "2:0"]);
    story.push(|push| push.payload = json!({ "aps": { "badge": 0 } }));
    assert!(story.notifications().is_empty());
}

#[test]
fn other_kinds_of_pushes_go_where_they_belong() {
    let mut story = Story::new();
    for (kind, payload) in [
        (TokenKind::App, json!({ "aps": { "content-available": 1 } })),
        (TokenKind::App, json!({ "mdm": "magic" })),
        (TokenKind::App, Value::Null),
        (TokenKind::Voip, json!({ "aps": {} })),
        (TokenKind::Location, json!({ "aps": {} })),
        (
            TokenKind::Widgets,
            json!({ "aps": { "content-changed": true } }),
        ),
        (
            TokenKind::Control,
            json!({ "aps": { "content-changed": true } }),
        ),
        (TokenKind::PushToTalk, json!({})),
    ] {
        let (bundle_id, environment) = (APP.into(), Environment::Sandbox);
        let verb = Verb::Register {
            bundle_id,
            environment,
            kind,
        };
        let registration = story
            .fleet
            .act(&story.phone, verb, 0, &mut Outbox::default());
        let token = registration.unwrap().unwrap().token;
        story.push(|push| {
            push.to = Address::Token(token.clone());
            push.type_name = None;
            push.payload = payload.clone();
        });
    }
    story.check(&expect![[r#"
        0s push 1: Received by APNs
        0s push 1: Delivered to Device, app
        0s push 2: Received by APNs
        0s push 2: Delivered to Device, app
        0s push 3: Received by APNs
        0s push 3: Delivered to Device, nowhere (not_json)
        0s push 4: Received by APNs
        0s push 4: Delivered to Device, call
        0s push 5: Received by APNs
        0s push 5: Delivered to Device, app
        0s push 6: Received by APNs
        0s push 6: Delivered to Device, widget
        0s push 7: Received by APNs
        0s push 7: Delivered to Device, widget
        0s push 8: Received by APNs
        0s push 8: Delivered to Device, app
    "#]]);
}

#[test]
fn delivery_carries_the_payload_and_what_the_phone_made_of_it() {
    let mut story = Story::new();
    let push = |story: &Story, payload| Push {
        environment: Environment::Sandbox,
        to: Address::Token(story.token.clone()),
        topic: APP.into(),
        type_name: None,
        priority: 10,
        expiration: None,
        collapse_id: None,
        payload,
        apns_id: "id".into(),
        unique_id: None,
        accepted_at_ms: 1,
    };
    let mut out = Outbox::default();
    let shown = push(&story, json!({ "aps": { "alert": "Hello" } }));
    let broken = push(&story, Value::Null);
    for push in [shown, broken] {
        story.fleet.accept(push, 2, &mut out);
    }
    assert_eq!(out.deliveries.len(), 1);
    let delivery = &out.deliveries[0];
    assert_eq!(delivery.payload["aps"]["alert"], "Hello");
    assert_eq!(delivery.shown.place, Place::Banner);
    assert_eq!((delivery.accepted_at_ms, delivery.delivered_at_ms), (1, 2));
}
