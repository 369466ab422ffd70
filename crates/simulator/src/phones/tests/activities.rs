//! Live Activities: started, updated and ended by pushes.

use super::*;

fn start(push: &mut Push) {
    activity("start", 10)(push);
    push.payload["aps"]["attributes-type"] = "Ride".into();
    push.payload["aps"]["attributes"] = json!({});
    push.payload["aps"]["alert"] = json!({ "title": "On its way" });
}

/// The token of the kind that the phone uses now.
fn token(story: &Story, kind: TokenKind) -> Option<String> {
    let mut tokens = story.fleet.active_of(&story.phone);
    tokens.find(|it| it.kind == kind).map(|it| it.token.clone())
}

fn push_to_start(story: &mut Story) {
    let verb = Verb::Register {
        bundle_id: APP.into(),
        environment: Environment::Sandbox,
        kind: TokenKind::PushToStart,
    };
    story.token = story.act(verb).unwrap().token;
}

#[test]
fn push_starts_an_activity_which_has_a_token_of_its_own_until_its_end() {
    let mut story = Story::new();
    push_to_start(&mut story);
    story.push(start);
    story.token = token(&story, TokenKind::LiveActivity).unwrap();
    story.push(activity("update", 30));
    story.push(activity("update", 20));
    story.push(activity("update", 9 * HOUR));
    story.push(start);
    let app = &story.fleet.phone(&story.phone).unwrap().apps[APP];
    assert_eq!(app.activities[0].attributes_type, "Ride");
    assert_eq!(app.activities[0].state, json!({ "at": 30 }));
    story.push(activity("end", 15));
    assert_eq!(token(&story, TokenKind::LiveActivity), None);
    story.push(activity("update", 40));
    story.wait(4 * HOUR - 1);
    let activities = |story: &Story| {
        let app = &story.fleet.phone(&story.phone).unwrap().apps[APP];
        app.activities.len()
    };
    assert_eq!(activities(&story), 1);
    story.wait(1);
    assert_eq!(activities(&story), 0);
    story.check(&expect![[r#"
        0s {"register":{"bundle_id":"com.example.app","environment":"sandbox","kind":"push_to_start"}}
        0s push 1: Received by APNs
        0s push 1: Delivered to Device, live_activity
        0s push 2: Received by APNs
        0s push 2: Delivered to Device, live_activity
        0s push 3: Received by APNs
        0s push 3: Delivered to Device, nowhere (stale)
        0s push 4: Received by APNs
        0s push 4: Delivered to Device, nowhere (stale)
        0s push 5: Received by APNs
        0s push 5: Delivered to Device, nowhere (ignored)
        0s push 6: Received by APNs
        0s push 6: Delivered to Device, live_activity
        0s push 7: Received by APNs
        0s push 7: Discarded – Token Unregistered
    "#]]);
}

#[test]
fn start_lacks_nothing_or_does_nothing() {
    for missing in [
        "attributes-type",
        "attributes",
        "content-state",
        "alert",
        "event",
    ] {
        let mut story = Story::new();
        push_to_start(&mut story);
        story.push(|push| {
            start(push);
            push.payload["aps"].as_object_mut().unwrap().remove(missing);
        });
        assert!(story.log.ends_with("nowhere (ignored)\n"), "{missing}");
        assert_eq!(token(&story, TokenKind::LiveActivity), None, "{missing}");
    }
}

#[test]
fn activity_that_was_started_with_a_channel_listens_to_it_until_its_end() {
    let mut story = Story::new();
    push_to_start(&mut story);
    story.push(|push| {
        start(push);
        push.payload["aps"]["input-push-channel"] = "Y2hhbm5lbA==".into();
    });
    story.push(channel);
    story.push(|push| {
        channel(push);
        push.environment = Environment::Production;
    });
    story.push(|push| {
        channel(push);
        activity("end", 200)(push);
    });
    story.push(channel);
    story.check(&expect![[r#"
        0s {"register":{"bundle_id":"com.example.app","environment":"sandbox","kind":"push_to_start"}}
        0s push 1: Received by APNs
        0s push 1: Delivered to Device, live_activity
        0s push 2: Received by APNs
        0s push 2: Delivered to Device, live_activity
        0s push 4: Received by APNs
        0s push 4: Delivered to Device, live_activity
    "#]]);
}
