//! Store and forward.

use super::*;

#[test]
fn phone_that_is_online_gets_its_push_at_once() {
    let mut story = Story::new();
    story.push(|_| {});
    story.check(&expect![[r#"
        0s push 1: Received by APNs
        0s push 1: Delivered to Device, banner, bell.caf
    "#]]);
}

#[test]
fn only_the_newest_is_stored_and_delivered_on_return() {
    let mut story = Story::new();
    story.act(Verb::GoOffline);
    for text in ["one", "two"] {
        story.wait(1);
        story.push(|push| push.payload = json!({ "aps": { "alert": text } }));
    }
    story.act(Verb::GoOnline);
    assert_eq!(story.notifications(), ["two"]);
    story.check(&expect![[r#"
        0s "go_offline"
        1s push 1: Received by APNs
        1s push 1: Stored – Device Offline until 2592001s
        2s push 2: Received by APNs
        2s push 2: Stored – Device Offline until 2592002s
        2s push 1: Discarded – Replaced in Storage
        2s "go_online"
        2s push 2: Delivered to Device (From Storage), banner
    "#]]);
}

#[test]
fn expiration_of_zero_is_never_stored_but_does_not_hinder_delivery() {
    let mut story = Story::new();
    story.push(|push| push.expiration = Some(0));
    story.act(Verb::GoOffline);
    story.push(|push| push.expiration = Some(0));
    story.act(Verb::GoOnline);
    story.check(&expect![[r#"
        0s push 1: Received by APNs
        0s push 1: Delivered to Device, banner, bell.caf
        0s "go_offline"
        0s push 2: Received by APNs
        0s push 2: Discarded – Expired
        0s "go_online"
    "#]]);
}

#[test]
fn stored_push_expires_when_its_sender_said_and_after_30_days_at_the_latest() {
    let mut story = Story::new();
    story.act(Verb::GoOffline);
    story.push(|push| push.expiration = Some(60));
    story.wait(59);
    assert_eq!(story.fleet.stored(&story.phone), 1);
    story.wait(1);
    assert_eq!(story.fleet.stored(&story.phone), 0);
    story.push(|push| push.expiration = Some(400 * DAY));
    story.wait(31 * DAY);
    story.push(|push| push.expiration = Some(60));
    story.act(Verb::GoOnline);
    story.check(&expect![[r#"
        0s "go_offline"
        0s push 1: Received by APNs
        0s push 1: Stored – Device Offline until 60s
        60s push 1: Discarded – Expired
        60s push 2: Received by APNs
        60s push 2: Stored – Device Offline until 2592060s
        2592060s push 2: Discarded – Expired
        2678460s push 3: Received by APNs
        2678460s push 3: Discarded – Expired
        2678460s "go_online"
    "#]]);
}

#[test]
fn phone_that_saves_power_leaves_what_can_wait_with_apns() {
    let mut story = Story::new();
    story.act(Verb::SetLowPower(true));
    let background = |push: &mut Push| {
        push.type_name = Some("background".into());
        push.priority = 5;
        push.payload = json!({ "aps": { "content-available": 1 } });
    };
    story.push(|_| {});
    story.push(background);
    story.push(|push| push.priority = 5);
    story.act(Verb::SetLowPower(false));
    story.check(&expect![[r#"
        0s {"set_low_power":true}
        0s push 1: Received by APNs
        0s push 1: Delivered to Device, banner, bell.caf
        0s push 2: Received by APNs
        0s push 2: Stored – Power Considerations until 2592000s
        0s push 3: Received by APNs
        0s push 3: Stored – Power Considerations until 2592000s
        0s push 2: Discarded – Replaced in Storage
        0s {"set_low_power":false}
        0s push 3: Delivered to Device (From Storage), banner, bell.caf
    "#]]);
}

#[test]
fn opening_the_app_fetches_what_waited_for_power() {
    let mut story = Story::new();
    story.act(Verb::SetLowPower(true));
    story.push(|push| push.priority = 1);
    story.act(Verb::Show(Screen::Home));
    story.act(Verb::Show(Screen::App(APP.into())));
    story.check(&expect![[r#"
        0s {"set_low_power":true}
        0s push 1: Received by APNs
        0s push 1: Stored – Power Considerations until 2592000s
        0s {"show":"home"}
        0s {"show":{"app":"com.example.app"}}
        0s push 1: Delivered to Device (From Storage), app (foreground)
    "#]]);
}

#[test]
fn phone_that_returns_with_little_power_gets_the_urgent_only() {
    let mut story = Story::new();
    story.act(Verb::SetLowPower(true));
    story.act(Verb::GoOffline);
    story.push(|push| push.priority = 5);
    story.act(Verb::GoOnline);
    story.act(Verb::SetLowPower(false));
    story.check(&expect![[r#"
        0s {"set_low_power":true}
        0s "go_offline"
        0s push 1: Received by APNs
        0s push 1: Stored – Device Offline until 2592000s
        0s "go_online"
        0s push 1: Stored – Power Considerations until 2592000s
        0s {"set_low_power":false}
        0s push 1: Delivered to Device (From Storage), banner, bell.caf
    "#]]);
}

#[test]
fn each_app_has_a_place_of_its_own_in_storage() {
    let mut story = Story::new();
    let second = story.act(Verb::InstallApp {
        bundle_id: "com.example.second".into(),
        environment: Environment::Sandbox,
    });
    let token = second.unwrap().token;
    story.act(Verb::GoOffline);
    story.push(|_| {});
    story.push(|push| push.to = Address::Token(token.clone()));
    story.act(Verb::GoOnline);
    story.check(&expect![[r#"
        0s {"install_app":{"bundle_id":"com.example.second","environment":"sandbox"}}
        0s "go_offline"
        0s push 1: Received by APNs
        0s push 1: Stored – Device Offline until 2592000s
        0s push 2: Received by APNs
        0s push 2: Stored – Device Offline until 2592000s
        0s "go_online"
        0s push 1: Delivered to Device (From Storage), banner, bell.caf
        0s push 2: Delivered to Device (From Storage), banner, bell.caf
    "#]]);
}

#[test]
fn channel_keeps_its_newest_message_for_eight_hours() {
    let mut story = Story::new();
    story.act(Verb::Subscribe {
        bundle_id: APP.into(),
        environment: Environment::Sandbox,
        channel_id: "Y2hhbm5lbA==".into(),
    });
    story.act(Verb::GoOffline);
    story.push(|push| {
        channel(push);
        push.expiration = Some(DAY);
    });
    story.push(|_| {});
    story.wait(8 * HOUR);
    story.act(Verb::GoOnline);
    story.check(&expect![[r#"
        0s {"subscribe":{"bundle_id":"com.example.app","environment":"sandbox","channel_id":"Y2hhbm5lbA=="}}
        0s "go_offline"
        0s push 1: Received by APNs
        0s push 1: Stored – Device Offline until 28800s
        0s push 2: Received by APNs
        0s push 2: Stored – Device Offline until 2592000s
        28800s push 1: Discarded – Expired
        28800s "go_online"
        28800s push 2: Delivered to Device (From Storage), banner, bell.caf
    "#]]);
}

#[test]
fn every_push_comes_to_exactly_one_end_whatever_is_done_with_the_phone() {
    let mut total = 0;
    for seed in 0..200_u64 {
        let mut story = Story::new();
        let mut random = seed;
        for _ in 0..60 {
            // Knuth's generator; the high bits are the good ones.
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            do_something(&mut story, random >> 33);
        }
        story.act(Verb::SetLowPower(false));
        story.act(Verb::GoOnline);
        assert_eq!(story.fleet.stored(&story.phone), 0, "seed {seed}");
        for push in 1..=story.pushes {
            let count = |what: &str| story.log.matches(&format!(" push {push}: {what}")).count();
            let ends = count("Delivered") + count("Discarded");
            // A push to a token that APNs knows to be dead would have been refused, and leaves no trace.
            assert_eq!(count("Received"), ends, "seed {seed}, push {push}");
            assert!(ends <= 1, "seed {seed}, push {push}");
            total += ends;
        }
    }
    assert!(total > 1000, "only {total} pushes were accepted");
}

fn do_something(story: &mut Story, chance: u64) {
    let bundle_id = || APP.to_owned();
    let environment = Environment::Sandbox;
    match chance % 10 {
        0 => drop(story.act(Verb::GoOffline)),
        1 => drop(story.act(Verb::GoOnline)),
        2 => drop(story.act(Verb::SetLowPower(chance.is_multiple_of(3)))),
        3 => story.wait(chance % (20 * DAY)),
        4 => {
            let (phone, verb) = (
                story.phone.clone(),
                Verb::DeleteApp {
                    bundle_id: bundle_id(),
                },
            );
            // The app may be gone already.
            let _ = story
                .fleet
                .act(&phone, verb, story.now_ms, &mut Outbox::default());
            let bundle_id = bundle_id();
            let installed = story.act(Verb::InstallApp {
                bundle_id,
                environment,
            });
            story.token = installed.unwrap().token;
        }
        5 => drop(story.act(Verb::RestoreFromBackup)),
        _ => {
            let now = story.now_ms / 1000;
            let expiration = [None, Some(0), Some(now + 60), Some(now + DAY)];
            let push_type = ["alert", "background"][(chance / 64 % 2) as usize];
            story.push(|push| {
                push.expiration = expiration[(chance / 16 % 4) as usize];
                push.type_name = Some(push_type.into());
            });
        }
    }
}
