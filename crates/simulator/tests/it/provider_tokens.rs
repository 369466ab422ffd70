//! Who may push: signatures, ages, scopes, and what a connection is bound to.

use crate::client::{BUNDLE_ID, KEY_ID, Key, Scene, TEAM_ID, now, seconds};
use expect_test::expect;
use ring::signature::ECDSA_P256_SHA256_FIXED_SIGNING;
use serde_json::json;
use simulator::{Clock, Environment, KeySpec, Options};
use std::{
    fmt::Write as _,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

const HOUR: u64 = 3600;

#[tokio::test]
async fn tokens_are_judged_by_signature_names_and_age() {
    let scene = Scene::new().await;
    let (key, now) = (&scene.key, seconds(now()));
    let fixed = &ECDSA_P256_SHA256_FIXED_SIGNING;
    let mut broken = key.token(now);
    broken.replace_range(
        broken.len() - 8..broken.len() - 7,
        if broken.as_bytes()[broken.len() - 8] == b'A' {
            "B"
        } else {
            "A"
        },
    );
    let cases = [
        ("as libraries sign", key.token(now)),
        ("as Apple's recipe signs", key.der_token(now)),
        ("as a2 encodes", key.standard_base64_token(now)),
        ("an hour old", key.token(now - HOUR)),
        ("more than an hour old", key.token(now - HOUR - 1)),
        ("more than an hour ahead", key.token(now + HOUR + 1)),
        ("one bit of the signature changed", broken),
        (
            "another key by the same name",
            Key::new(KEY_ID, TEAM_ID).token(now),
        ),
        (
            "key id that is not registered",
            key.named("ZZZZZ99999", TEAM_ID).token(now),
        ),
        (
            "key and team swapped",
            key.named(TEAM_ID, KEY_ID).token(now),
        ),
        ("another team", key.named(KEY_ID, "TEAM999999").token(now)),
        (
            "another algorithm",
            key.sign(
                &json!({"alg": "none", "kid": KEY_ID}),
                &json!({"iss": TEAM_ID, "iat": now}),
                fixed,
            ),
        ),
        (
            "without key id",
            key.sign(
                &json!({"alg": "ES256"}),
                &json!({"iss": TEAM_ID, "iat": now}),
                fixed,
            ),
        ),
        (
            "without time",
            key.sign(
                &json!({"alg": "ES256", "kid": KEY_ID}),
                &json!({"iss": TEAM_ID}),
                fixed,
            ),
        ),
        ("not a token", "abc".into()),
    ];
    let mut verdicts = String::new();
    for (name, jwt) in cases {
        let mut push = scene.push();
        push.sign(&jwt);
        let reply = scene.client().await.send(&push).await;
        writeln!(verdicts, "{name}: {}", reply.verdict()).unwrap();
    }
    expect![[r#"
        as libraries sign: 200
        as Apple's recipe signs: 200
        as a2 encodes: 200
        an hour old: 200
        more than an hour old: 403 ExpiredProviderToken
        more than an hour ahead: 403 ExpiredProviderToken
        one bit of the signature changed: 403 InvalidProviderToken
        another key by the same name: 403 InvalidProviderToken
        key id that is not registered: 403 InvalidProviderToken
        key and team swapped: 403 InvalidProviderToken
        another team: 403 InvalidProviderToken
        another algorithm: 403 InvalidProviderToken
        without key id: 403 InvalidProviderToken
        without time: 403 InvalidProviderToken
        not a token: 403 InvalidProviderToken
    "#]]
    .assert_eq(&verdicts);
}

#[tokio::test]
async fn keys_are_held_to_their_scope() {
    let scene = Scene::new().await;
    let specs = [
        (
            "this app",
            Some(Environment::Sandbox),
            Some(vec![BUNDLE_ID.to_owned()]),
        ),
        (
            "another app",
            Some(Environment::Sandbox),
            Some(vec!["com.example.other".to_owned()]),
        ),
        ("sandbox", Some(Environment::Sandbox), None),
        ("production", Some(Environment::Production), None),
    ];
    let mut verdicts = String::new();
    for (number, (name, environment, bundle_ids)) in specs.into_iter().enumerate() {
        let key = scene.key.named(&format!("SCOPED000{number}"), TEAM_ID);
        let (key_id, public_key_pem) = (format!("SCOPED000{number}"), key.public_key_pem.clone());
        let spec = KeySpec {
            key_id,
            team_id: TEAM_ID.into(),
            public_key_pem,
            environment,
            bundle_ids,
            related_key_id: None,
        };
        scene.simulator.register_key_spec(spec).unwrap();
        let mut push = scene.push();
        push.sign(&key.token(seconds(now())));
        writeln!(
            verdicts,
            "key for {name}: {}",
            scene.client().await.send(&push).await.verdict()
        )
        .unwrap();
    }
    expect![[r#"
        key for this app: 200
        key for another app: 400 TopicDisallowed
        key for sandbox: 200
        key for production: 403 BadEnvironmentKeyIdInToken
    "#]]
    .assert_eq(&verdicts);
}

#[tokio::test]
async fn connection_stays_with_its_first_key() {
    let scene = Scene::new().await;
    let now = seconds(now());
    let other_key = Key::new("OTHER12345", TEAM_ID);
    scene
        .simulator
        .register_key("OTHER12345", TEAM_ID, &other_key.public_key_pem)
        .unwrap();
    let other_team = Key::new("FOREIGN123", "TEAM999999");
    scene
        .simulator
        .register_key("FOREIGN123", "TEAM999999", &other_team.public_key_pem)
        .unwrap();
    let mut client = scene.client().await;
    let mut verdicts = Vec::new();
    for key in [&scene.key, &other_key, &other_team, &scene.key] {
        let mut push = scene.push();
        push.sign(&key.token(now));
        verdicts.push(client.send(&push).await.verdict());
    }
    // The signature of the last token is another one: a renewal, the first.
    assert_eq!(
        verdicts,
        [
            "200",
            "403 UnrelatedKeyIdInToken",
            "403 InvalidProviderToken",
            "200"
        ]
    );
}

#[tokio::test]
async fn connection_takes_the_related_key_and_no_other() {
    let scene = Scene::new().await;
    let now = seconds(now());
    let [team, first, related, third] = ["TEAMWIDE00", "TOPICS0001", "TOPICS0002", "TOPICS0003"]
        .map(|key_id| Key::new(key_id, TEAM_ID));
    let spec = |key: &Key, key_id: &str, related: Option<&str>| KeySpec {
        key_id: key_id.into(),
        team_id: TEAM_ID.into(),
        public_key_pem: key.public_key_pem.clone(),
        environment: Some(Environment::Sandbox),
        bundle_ids: key_id
            .starts_with("TOPICS")
            .then(|| vec![BUNDLE_ID.to_owned()]),
        related_key_id: related.map(str::to_owned),
    };
    for spec in [
        spec(&team, "TEAMWIDE00", None),
        spec(&first, "TOPICS0001", Some("TOPICS0002")),
        spec(&related, "TOPICS0002", None),
        spec(&third, "TOPICS0003", None),
    ] {
        scene.simulator.register_key_spec(spec).unwrap();
    }
    let orders: [(&str, &[(&Key, u64)]); 3] = [
        (
            "first, related, third, first, renewed related, first again, for the team",
            &[
                (&first, 0),
                (&related, 0),
                (&third, 0),
                (&first, 0),
                (&related, 1),
                (&first, 0),
                (&team, 0),
            ],
        ),
        ("related, first", &[(&related, 0), (&first, 0)]),
        ("for the team, first", &[(&team, 0), (&first, 0)]),
    ];
    let mut verdicts = String::new();
    for (name, keys) in orders {
        let mut client = scene.client().await;
        let mut answers = Vec::new();
        let mut tokens: Vec<(&Key, u64, String)> = Vec::new();
        for (key, number) in keys {
            // The same token again, as long as it is not renewed: a second signature is another token.
            let known = tokens
                .iter()
                .find(|(it, of, _)| std::ptr::eq(*it, *key) && of == number);
            let token = known.map_or_else(|| key.token(now + number), |(.., token)| token.clone());
            tokens.push((key, *number, token.clone()));
            let mut push = scene.push();
            push.sign(&token);
            answers.push(client.send(&push).await.verdict());
        }
        writeln!(verdicts, "{name}: {}", answers.join(", ")).unwrap();
    }
    expect![[r#"
        first, related, third, first, renewed related, first again, for the team: 200, 200, 403 UnrelatedKeyIdInToken, 200, 200, 200, 403 UnrelatedKeyIdInToken
        related, first: 200, 200
        for the team, first: 200, 403 UnrelatedKeyIdInToken
    "#]].assert_eq(&verdicts);
}

#[tokio::test]
async fn revoked_key_is_refused_on_new_connections_only() {
    let scene = Scene::new().await;
    let mut old = scene.client().await;
    assert_eq!(old.send(&scene.push()).await.verdict(), "200");
    assert!(scene.simulator.revoke_key(KEY_ID));
    assert!(!scene.simulator.revoke_key(KEY_ID));
    assert_eq!(old.send(&scene.push()).await.verdict(), "200");
    let mut new = scene.client().await;
    assert_eq!(
        new.send(&scene.push()).await.verdict(),
        "403 InvalidProviderToken"
    );
}

#[tokio::test]
async fn token_that_is_renewed_too_often_is_refused_until_twenty_minutes_have_passed() {
    let time = Arc::new(AtomicU64::new(seconds(now())));
    let shown = time.clone();
    let clock = Clock::new(move || {
        std::time::UNIX_EPOCH + Duration::from_secs(shown.load(Ordering::Relaxed))
    });
    let scene = Scene::with(Options {
        clock,
        ..Options::default()
    })
    .await;
    let mut client = scene.client().await;
    let start = seconds(now());
    let tokens: Vec<String> = (0..4)
        .map(|number| scene.key.token(start + number))
        .collect();
    let mut verdicts = String::new();
    for (minute, token) in [
        (0, 0),
        (0, 0),
        (1, 1),
        (1, 0),
        (1, 1),
        (2, 2),
        (20, 2),
        (21, 2),
        (40, 3),
        (41, 3),
        (61, 2),
    ] {
        time.store(start + minute * 60, Ordering::Relaxed);
        let mut push = scene.push();
        push.sign(&tokens[token]);
        let verdict = client.send(&push).await.verdict();
        writeln!(verdicts, "minute {minute}, token {token}: {verdict}").unwrap();
    }
    expect![[r#"
        minute 0, token 0: 200
        minute 0, token 0: 200
        minute 1, token 1: 200
        minute 1, token 0: 200
        minute 1, token 1: 200
        minute 2, token 2: 429 TooManyProviderTokenUpdates
        minute 20, token 2: 429 TooManyProviderTokenUpdates
        minute 21, token 2: 200
        minute 40, token 3: 429 TooManyProviderTokenUpdates
        minute 41, token 3: 200
        minute 61, token 2: 403 ExpiredProviderToken
    "#]]
    .assert_eq(&verdicts);
}

#[tokio::test]
async fn keys_that_apple_could_not_have_issued_are_not_registered() {
    let scene = Scene::new().await;
    let pem = &scene.key.public_key_pem;
    let ed25519 = rcgen::KeyPair::generate_for(&rcgen::PKCS_ED25519)
        .unwrap()
        .public_key_pem();
    let cases = [
        ("short", TEAM_ID, pem.as_str()),
        (KEY_ID, "TEAM-12345", pem),
        (KEY_ID, TEAM_ID, "no key"),
        (KEY_ID, TEAM_ID, &ed25519),
    ];
    let errors = cases.map(|(key_id, team_id, pem)| {
        scene
            .simulator
            .register_key(key_id, team_id, pem)
            .unwrap_err()
            .to_string()
    });
    assert_eq!(
        errors,
        [
            "a key id has ten letters and digits",
            "a team id has ten letters and digits",
            "the public key is not in PEM form",
            "the public key is not a P-256 key",
        ]
    );
    let spec = |environment, topics: Option<usize>, related: Option<&str>| KeySpec {
        key_id: KEY_ID.into(),
        team_id: TEAM_ID.into(),
        public_key_pem: pem.clone(),
        environment,
        bundle_ids: topics.map(|count| vec![BUNDLE_ID.to_owned(); count]),
        related_key_id: related.map(str::to_owned),
    };
    let sandbox = Some(Environment::Sandbox);
    let errors = [
        spec(None, Some(1), None),
        spec(sandbox, Some(0), None),
        spec(sandbox, Some(401), None),
        spec(sandbox, None, Some("OTHER12345")),
    ]
    .map(|spec| {
        let registered = scene.simulator.register_key_spec(spec);
        registered.unwrap_err().to_string()
    });
    assert_eq!(
        errors,
        [
            "a key for some topics is for one environment",
            "a key is for 1 to 400 topics",
            "a key is for 1 to 400 topics",
            "only a key for some topics is related to another",
        ]
    );
    let most = spec(sandbox, Some(400), Some("OTHER12345"));
    assert!(scene.simulator.register_key_spec(most).is_ok());
}
