//! `native`: its side of the contract, and its behavior on cables that stall and break.

use std::sync::Arc;
use std::time::Duration;

use apns::{
    Authentication, Doubt, Endpoint, Native, Options, Push, Reply, Roots, Transport, Undelivered,
};
use futures_util::FutureExt as _;
use simulator::{Answer, DeviceSpec};
use test_support::{Cable, ManualClock};
use tokio::time::Instant;

use crate::contract::stage::{BUNDLE_ID, Stage, push, signer};
use crate::contract::{Place, Side, contract};

pub(crate) const NATIVE: Side = Side {
    listen: "127.0.0.1:0",
    turn: || async { Box::new(()) as crate::contract::Turn }.boxed(),
    transport: |place, authentication, deadline| {
        Arc::new(native(
            place,
            authentication,
            Options {
                deadline,
                ..Options::default()
            },
        ))
    },
};

contract!(NATIVE);

fn native(place: &Place<'_>, authentication: Authentication, options: Options) -> Native {
    let endpoint = Endpoint {
        host: "localhost".to_owned(),
        port: place.address.port(),
        roots: Roots::Pem(place.ca_pem.to_owned()),
        proxy: None,
    };
    Native::with_options(endpoint, authentication, options).unwrap()
}

/// A stage, a cable to its simulator, and a transport at the near end of the cable.
async fn wired(options: Options) -> (Stage, Cable, Native) {
    let stage = Stage::set(&NATIVE).await;
    let cable = Cable::lay(stage.simulator.address()).await.unwrap();
    let place = Place {
        address: cable.address(),
        ca_pem: stage.simulator.ca_pem(),
    };
    let transport = native(&place, Authentication::Token(stage.signer.clone()), options);
    (stage, cable, transport)
}

async fn accept(stage: &Stage, transport: &Native, n: u32) {
    let reply = transport.deliver(&stage.push(n)).await.unwrap();
    assert!(reply.is_accepted(), "{reply:?}");
}

#[tokio::test]
async fn cut_before_connecting_is_not_sent_and_succeeds_once_restored() {
    let (stage, cable, transport) = wired(Options::default()).await;
    cable.cut();
    let outcome = transport.deliver(&stage.push(1)).await;
    assert!(
        matches!(outcome, Err(Undelivered::NotSent { .. })),
        "{outcome:?}"
    );
    cable.restore();
    accept(&stage, &transport, 1).await;
    assert_eq!(stage.simulator.ledger().counts().received, 1);
}

#[tokio::test]
async fn cut_after_the_request_left_is_unknown_and_the_next_push_reconnects() {
    let (stage, cable, transport) = wired(Options::default()).await;
    accept(&stage, &transport, 1).await;
    stage
        .simulator
        .answer_next(&stage.device.token, Answer::Stall);
    let ledger = stage.simulator.ledger();
    let push = stage.push(2);
    let (outcome, ()) = tokio::join!(transport.deliver(&push), async {
        ledger.wait_for(2).await;
        cable.cut();
    });
    assert!(
        matches!(
            outcome,
            Err(Undelivered::Unknown {
                doubt: Doubt::ConnectionLost,
                ..
            })
        ),
        "{outcome:?}"
    );
    cable.restore();
    accept(&stage, &transport, 3).await;
    assert_eq!(ledger.counts().received, 3);
}

#[tokio::test]
async fn go_away_above_a_stream_says_nothing_about_that_stream() {
    let (stage, cable, transport) = wired(Options::default()).await;
    for n in 1..=2 {
        accept(&stage, &transport, n).await;
    }
    let other = stage.simulator.register_device(DeviceSpec {
        name: "Another phone".to_owned(),
        bundle_id: BUNDLE_ID.to_owned(),
        environment: simulator::Environment::Sandbox,
    });
    stage
        .simulator
        .answer_next(&stage.device.token, Answer::Stall);
    stage
        .simulator
        .answer_next(&other.token, Answer::go_away("Shutdown"));
    let ledger = stage.simulator.ledger();
    let (below, above) = (stage.push(3), push(&other.token, 4));
    let (below, above) = tokio::join!(transport.deliver(&below), async {
        ledger.wait_for(3).await;
        let reply = transport.deliver(&above).await;
        cable.cut();
        reply
    });
    assert!(above.as_ref().is_ok_and(Reply::is_accepted), "{above:?}");
    assert!(
        matches!(
            below,
            Err(Undelivered::Unknown {
                doubt: Doubt::ConnectionLost,
                ..
            })
        ),
        "{below:?}"
    );
    assert_eq!(
        ledger.counts().received,
        5,
        "one push was sent twice, the other once"
    );
}

#[tokio::test]
async fn silent_connection_is_found_dead_by_a_ping() {
    let options = Options {
        ping_after: Duration::from_millis(50),
        pong_within: Duration::from_millis(200),
        ..Options::default()
    };
    let (stage, cable, transport) = wired(options).await;
    accept(&stage, &transport, 1).await;
    cable.stall();
    // Long before the deadline of 30 s.
    let outcome = transport.deliver(&stage.push(2)).await;
    assert!(
        matches!(
            outcome,
            Err(Undelivered::Unknown {
                doubt: Doubt::ConnectionLost,
                ..
            })
        ),
        "{outcome:?}"
    );
    cable.restore();
    accept(&stage, &transport, 3).await;
}

#[tokio::test]
async fn push_that_waits_for_a_stream_past_its_deadline_is_not_sent() {
    let options = Options {
        deadline: Duration::from_secs(2),
        most_streams: 1,
        ..Options::default()
    };
    let (stage, _cable, transport) = wired(options).await;
    accept(&stage, &transport, 1).await;
    stage
        .simulator
        .answer_next(&stage.device.token, Answer::Stall);
    let (first, second) = (stage.push(2), stage.push(3));
    let mut stalled = transport.deliver(&first);
    let ledger = stage.simulator.ledger();
    tokio::select! {
        outcome = &mut stalled => panic!("{outcome:?}"),
        _ = ledger.wait_for(2) => {}
    }
    // Held, not polled: the first push keeps the only stream.
    let outcome = transport.deliver(&second).await;
    assert!(
        matches!(outcome, Err(Undelivered::NotSent { .. })),
        "{outcome:?}"
    );
    drop(stalled);
    assert_eq!(ledger.counts().received, 2);
}

#[tokio::test]
async fn push_that_waits_past_the_moment_after_which_it_must_not_be_sent_is_not_sent() {
    let options = Options {
        most_streams: 1,
        ..Options::default()
    };
    let (stage, _cable, transport) = wired(options).await;
    accept(&stage, &transport, 1).await;
    stage
        .simulator
        .answer_next(&stage.device.token, Answer::Stall);
    let first = stage.push(2);
    let mut stalled = transport.deliver(&first);
    let ledger = stage.simulator.ledger();
    tokio::select! {
        outcome = &mut stalled => panic!("{outcome:?}"),
        _ = ledger.wait_for(2) => {}
    }
    // Held, not polled: the first push keeps the only stream, long before the deadline of 30 s.
    for left in [100, 0] {
        let push = Push {
            not_after: Some(Instant::now() + Duration::from_millis(left)),
            ..stage.push(3)
        };
        match transport.deliver(&push).await {
            Err(Undelivered::NotSent { cause }) => assert!(cause.contains("deadline"), "{cause}"),
            other => panic!("{other:?}"),
        }
    }
    drop(stalled);
    assert_eq!(ledger.counts().received, 2);
}

#[tokio::test]
async fn push_that_left_in_time_is_waited_for() {
    let (stage, _cable, transport) = wired(Options::default()).await;
    accept(&stage, &transport, 1).await;
    stage
        .simulator
        .answer_next(&stage.device.token, Answer::Delay(300));
    let push = Push {
        not_after: Some(Instant::now() + Duration::from_millis(100)),
        ..stage.push(2)
    };
    let reply = transport.deliver(&push).await.unwrap();
    assert!(reply.is_accepted(), "{reply:?}");
}

#[tokio::test]
async fn capacity_is_one_until_the_server_allows_more() {
    let (stage, _cable, transport) = wired(Options::default()).await;
    assert_eq!(transport.capacity(), 1);
    // The raised limit follows the first accepted push, in the same write or the next one.
    for n in 1..=2 {
        accept(&stage, &transport, n).await;
    }
    assert_eq!(transport.capacity(), 1000);
}

#[tokio::test]
async fn crowd_without_a_connection_shares_one_failure() {
    let (stage, cable, transport) = wired(Options::default()).await;
    cable.cut();
    let pushes: Vec<_> = (1..=100).map(|n| stage.push(n)).collect();
    let outcomes =
        futures_util::future::join_all(pushes.iter().map(|push| transport.deliver(push))).await;
    for outcome in outcomes {
        assert!(
            matches!(outcome, Err(Undelivered::NotSent { .. })),
            "{outcome:?}"
        );
    }
}

#[tokio::test]
async fn server_with_another_authority_is_not_trusted() {
    let stage = Stage::set(&NATIVE).await;
    let other = Stage::set(&NATIVE).await;
    let place = Place {
        address: stage.simulator.address(),
        ca_pem: other.simulator.ca_pem(),
    };
    let transport = native(
        &place,
        Authentication::Token(stage.signer.clone()),
        Options::default(),
    );
    match transport.deliver(&stage.push(1)).await {
        Err(Undelivered::NotSent { cause }) => assert!(cause.contains("TLS"), "{cause}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn endpoint_that_cannot_be_used_is_refused_at_set_up() {
    let clock = ManualClock::at(1_700_000_000_000);
    let refusal = |host: &str, roots: Roots| {
        let endpoint = Endpoint {
            host: host.to_owned(),
            port: 443,
            roots,
            proxy: None,
        };
        Native::new(endpoint, Authentication::Token(signer(&clock)))
            .map(|_| ())
            .unwrap_err()
            .to_string()
    };
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    assert_eq!(
        refusal("no host", Roots::WebPki),
        "`no host` is not a host name"
    );
    for pem in ["", broken] {
        assert_eq!(
            refusal("localhost", Roots::Pem(pem.to_owned())),
            "the roots hold no certificate that can be read"
        );
    }
}
