//! A stand-in for APNs and for phones, so that everything in this repository can be tried and tested
//! without an Apple account: TLS, HTTP/2, Apple's checks in Apple's order, devices that receive.
//!
//! It uses none of our crates. It is a second, independent reading of Apple's contract, so that a
//! misunderstanding of ours cannot hide on both sides of the wire.
//!
//! ```text
//! listener ─ TLS ─ wire (settings, GOAWAY) ─ h2 ─ connection ─ judge ─ ledger ─ phones ─ deliveries
//! ```
//!
//! | role | modules |
//! |---|---|
//! | server: frames and connections | `authority`, `case`, `connection`, `exchange`, `express`, `listener`, `reply`, `wire` |
//! | judge: what Apple would answer | `judge`, `push_type`, `reason`, `request` |
//! | what there is on Apple's side | `channels`, `state`, `world` |
//! | who is asking | `certificate`, `identity`, `provider_token`, `sender`, `session` |
//! | observer: what has been seen, who has received | `deliveries`, `feed`, `ledger`, `phones`, `timeline` |
//! | hands: how a person or a test steers it | `control`, `dice`, `fault`, `script`, `simulator`, `steering` |

mod authority;
mod case;
mod certificate;
mod channels;
mod connection;
pub mod control;
mod deliveries;
mod dice;
mod environment;
mod error;
mod exchange;
mod express;
mod fault;
mod feed;
mod identity;
mod judge;
mod ledger;
mod listener;
mod options;
mod phones;
mod provider_token;
mod push_type;
mod reason;
mod reply;
mod request;
mod script;
mod sender;
mod session;
mod simulator;
mod state;
mod steering;
mod timeline;
mod wire;
mod world;

pub use connection::ConnectionView;
pub use deliveries::Delivery;
pub use dice::{Dice, Face};
pub use environment::{Environment, Service};
pub use error::SimulatorError;
pub use fault::{Conditions, Fault, Settings, TlsRefusal};
pub use identity::{Identity, IdentitySpec};
pub use ledger::{Counts, Ledger, Record};
pub use options::{Clock, Dialect, Options};
pub use phones::{
    Activity, App, Device, DeviceSpec, Notification, Permissions, Phone, PhoneError, PhoneView,
    Place, Presentation, Previews, Quiet, Registration, Screen, TokenKind, TokenStatus, Verb,
};
pub use provider_token::KeySpec;
pub use reason::Reason;
pub use script::Answer;
pub use simulator::Simulator;
pub use state::StateError;
pub use timeline::{DeliveryState, Event, Happening, Step};
