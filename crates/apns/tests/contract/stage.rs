//! What a case plays on: a simulator, a phone, a credential, and the transport under test.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use apns::{Authentication, Push, Transport};
use bytes::Bytes;
use credentials::{KeyId, SigningKey, TeamId, TokenSigner};
use futures_util::future::BoxFuture;
use payload::{DeviceToken, Headers, Priority, PushType};
use simulator::{Device, DeviceSpec, Options, Simulator};
use test_support::ManualClock;

pub(crate) const BUNDLE_ID: &str = "com.example.demo";
const KEY_ID: &str = "ABC1234567";
const TEAM_ID: &str = "DEF1234567";

/// Held while a case runs, by a side whose cases cannot run beside each other.
pub(crate) type Turn = Box<dyn Send>;

/// Where a transport should connect, and whom it should trust there.
pub(crate) struct Place<'a> {
    pub(crate) address: SocketAddr,
    pub(crate) ca_pem: &'a str,
}

/// A transport that takes part in the contract.
pub(crate) struct Side {
    /// Where the simulator has to listen.
    pub(crate) listen: &'static str,
    /// Waits for its turn.
    pub(crate) turn: fn() -> BoxFuture<'static, Turn>,
    /// Makes the transport.
    pub(crate) transport: fn(&Place<'_>, Authentication, Duration) -> Arc<dyn Transport>,
}

/// Everything that one case needs.
pub(crate) struct Stage {
    pub(crate) simulator: Simulator,
    pub(crate) device: Device,
    pub(crate) clock: ManualClock,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) signer: Arc<TokenSigner>,
    _turn: Turn,
}

/// Long enough for a busy machine; only a case that waits for it spends it.
const DEADLINE: Duration = Duration::from_secs(30);

impl Stage {
    /// Sets the stage. The clock of the credential stands half an hour before that of the simulator.
    pub(crate) async fn set(side: &Side) -> Self {
        Self::set_with_deadline(side, DEADLINE).await
    }

    pub(crate) async fn set_with_deadline(side: &Side, deadline: Duration) -> Self {
        let turn = (side.turn)().await;
        let listen = side.listen.parse().unwrap();
        let options = Options {
            listen,
            ..Options::default()
        };
        let simulator = Simulator::start(options).await.unwrap();
        let clock = ManualClock::before_now(Duration::from_mins(30));
        let signer = signer(&clock);
        simulator
            .register_key(KEY_ID, TEAM_ID, &signer.key().public_key_pem())
            .unwrap();
        let device = simulator.register_device(DeviceSpec {
            name: "A phone".to_owned(),
            bundle_id: BUNDLE_ID.to_owned(),
            environment: simulator::Environment::Sandbox,
        });
        let place = Place {
            address: simulator.address(),
            ca_pem: simulator.ca_pem(),
        };
        let transport = (side.transport)(&place, Authentication::Token(signer.clone()), deadline);
        Self {
            simulator,
            device,
            clock,
            transport,
            signer,
            _turn: turn,
        }
    }

    /// A stage with an open connection on which Apple's first limit of one stream is lifted. One push has been accepted.
    pub(crate) async fn warm(side: &Side) -> Self {
        let stage = Self::set(side).await;
        stage.warm_up().await;
        stage
    }

    pub(crate) async fn warm_up(&self) {
        let reply = self.transport.deliver(&self.push(0)).await.unwrap();
        assert!(reply.is_accepted(), "{reply:?}");
    }

    /// The `n`th push to the phone, small and valid.
    pub(crate) fn push(&self, n: u32) -> Push {
        push(&self.device.token, n)
    }

    /// Ends the simulator, so that its port is free for the next case.
    pub(crate) async fn strike(self) {
        drop(self.transport);
        self.simulator.shutdown().await;
    }
}

pub(crate) fn signer(clock: &ManualClock) -> Arc<TokenSigner> {
    Arc::new(TokenSigner::new(
        SigningKey::generate(),
        KeyId::parse(KEY_ID).unwrap(),
        TeamId::parse(TEAM_ID).unwrap(),
        clock.reader(),
    ))
}

pub(crate) fn push(token: &str, n: u32) -> Push {
    Push {
        id: format!("00000000-0000-4000-8000-{n:012x}"),
        token: DeviceToken::parse(token).unwrap(),
        headers: Headers {
            push_type: PushType::Alert,
            topic: BUNDLE_ID.to_owned(),
            priority: Some(Priority::Immediate),
            expiration: Some(0),
            collapse_id: Some("contract".to_owned()),
        },
        body: Bytes::from_static(br#"{"aps":{"alert":"Hello"}}"#),
        not_after: None,
    }
}
