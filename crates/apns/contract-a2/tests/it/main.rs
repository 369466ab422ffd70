//! The contract of the port, over `a2`.

#![expect(clippy::unwrap_used, reason = "a step that fails must fail the test")]

#[path = "../../../tests/contract/mod.rs"]
mod contract;

use std::sync::Arc;

use apns::{A2Transport, Endpoint};
use contract::{Side, Turn, contract};
use futures_util::FutureExt as _;
use payload::Environment;
use tokio::sync::Mutex;

/// `a2` connects to port 443, so one case runs at a time, in however many threads they are started.
static PORT_443: Mutex<()> = Mutex::const_new(());

const A2: Side = Side {
    listen: "127.0.0.1:443",
    turn: || async { Box::new(PORT_443.lock().await) as Turn }.boxed(),
    transport: |place, authentication, deadline| {
        contract_a2::require_stand_ins().unwrap();
        assert_eq!(place.address.port(), 443, "a2 knows no other port");
        webpki_roots::trust_only(place.ca_pem);
        let sandbox = Endpoint::apple(Environment::Sandbox).unwrap();
        Arc::new(A2Transport::with_deadline(&sandbox, authentication, deadline).unwrap())
    },
};

contract!(A2);
