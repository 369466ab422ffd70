//! What `a2` cannot carry, and that what it carries arrives as it was.

use std::sync::Arc;

use a2::request::payload::PayloadLike as _;
use bytes::Bytes;
use credentials::{KeyId, SigningKey, TeamId, TokenSigner};
use expect_test::{Expect, expect};
use futures_util::FutureExt as _;
use payload::{DeviceToken, Environment, Headers, Priority, PushType};
use test_support::{ManualClock, device_token};

use super::{A2Transport, Notification};
use crate::{Authentication, Endpoint, Proxy, Push, Roots};

fn signer() -> Authentication {
    Authentication::Token(Arc::new(TokenSigner::new(
        SigningKey::generate(),
        KeyId::parse("ABC1234567").unwrap(),
        TeamId::parse("DEF1234567").unwrap(),
        ManualClock::at(1_700_000_000_000).reader(),
    )))
}

fn push(push_type: PushType, priority: Option<Priority>, body: &'static [u8]) -> Push {
    Push {
        id: "123e4567-e89b-12d3-a456-426614174000".to_owned(),
        token: DeviceToken::parse(&device_token(1)).unwrap(),
        headers: Headers {
            push_type,
            topic: "com.example.demo".to_owned(),
            priority,
            expiration: None,
            collapse_id: None,
        },
        body: Bytes::from_static(body),
        not_after: None,
    }
}

fn check_endpoints(endpoints: &[Endpoint], expect: &Expect) {
    let lines = endpoints.iter().map(|endpoint| {
        let made = A2Transport::new(endpoint, signer());
        let outcome = made.map_or_else(|error| error.to_string(), |_| "reached".to_owned());
        format!("{}:{} {outcome}\n", endpoint.host, endpoint.port)
    });
    expect.assert_eq(&lines.collect::<String>());
}

#[test]
fn only_apples_hosts_are_reached() {
    let apple = |environment| Endpoint::apple(environment).unwrap();
    let production = apple(Environment::Production);
    check_endpoints(
        &[
            production.clone(),
            apple(Environment::Sandbox),
            Endpoint {
                port: 2197,
                ..production.clone()
            },
            Endpoint {
                host: "localhost".to_owned(),
                ..production.clone()
            },
            Endpoint {
                roots: Roots::Pem(String::new()),
                ..production.clone()
            },
            Endpoint {
                proxy: Some(Proxy::new("proxy.example", 3128)),
                ..production
            },
        ],
        &expect![[r"
            api.push.apple.com:443 reached
            api.sandbox.push.apple.com:443 reached
            api.push.apple.com:2197 this transport cannot use api.push.apple.com:2197: it reaches Apple's hosts only
            localhost:443 this transport cannot use localhost:443: it reaches Apple's hosts only
            api.push.apple.com:443 this transport cannot use private roots
            api.push.apple.com:443 this transport cannot use a proxy
        "]],
    );
}

fn check_refusals(pushes: &[Push], expect: &Expect) {
    let endpoint = Endpoint::apple(Environment::Sandbox).unwrap();
    let transport = A2Transport::new(&endpoint, signer()).unwrap();
    let lines = pushes.iter().map(|push| {
        // Outside any runtime: a transport that tried to send would panic or wait.
        let mut delivery = transport.send(push).boxed();
        match (&mut delivery).now_or_never() {
            Some(Err(refusal)) => format!("{refusal}\n"),
            other => panic!("{push:?} was not refused before sending: {other:?}"),
        }
    });
    expect.assert_eq(&lines.collect::<String>());
}

#[test]
fn what_a2_cannot_carry_is_refused_before_anything_is_sent() {
    let long = Headers {
        collapse_id: Some("c".repeat(65)),
        ..push(PushType::Alert, None, b"{}").headers
    };
    check_refusals(
        &[
            push(PushType::Complication, None, b"{}"),
            push(PushType::Controls, None, b"{}"),
            push(PushType::Widgets, None, b"{}"),
            push(PushType::Alert, Some(Priority::PowerFirst), b"{}"),
            push(PushType::Alert, None, b"\xff"),
            Push {
                headers: long,
                ..push(PushType::Alert, None, b"{}")
            },
        ],
        &expect![[r"
            this transport cannot carry the push type complication
            this transport cannot carry the push type controls
            this transport cannot carry the push type widgets
            this transport cannot carry priority 1
            this transport cannot carry a body that is not UTF-8
            this transport cannot carry a collapse id over 64 bytes
        "]],
    );
}

#[test]
fn all_other_push_types_keep_their_name() {
    for kind in PushType::ALL {
        let push = push(kind, Some(Priority::Considerate), b"{}");
        if let Ok(notification) = Notification::of(&push) {
            let name = notification.options.apns_push_type.unwrap().to_string();
            assert_eq!(name, kind.as_str());
        }
    }
}

#[test]
fn body_is_passed_through_byte_for_byte() {
    let odd = "{ \"b\":1.0E+2, \"a\" : \"\\u00e9é\",\t\"a\":[1 ,2]}\n".as_bytes();
    let push = push(PushType::Alert, None, odd);
    let notification = Notification::of(&push).unwrap();
    assert_eq!((&notification).to_json_string().unwrap().as_bytes(), odd);
}
