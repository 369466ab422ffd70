//! What browser, command line and relay say to each other: paths, error codes and wire types, each written once.
//!
//! Wire types are not domain types: the relay converts (`server/src/convert/`). No type here can hold a secret,
//! except [`SignIn`], which carries the one-time token from the link to the relay and is never answered.

pub mod error;
pub mod events;
pub mod paths;
pub mod phones;
pub mod pushes;
pub mod read;
pub mod session;

pub use error::{ErrorBody, ErrorCode, Problem};
pub use events::{Displayed, Event};
pub use phones::{
    NewPhone, Phone, PhoneEvent, PhoneNote, PhoneSwitch, PhoneVerb, Phones, Previews, Screen,
};
pub use pushes::{
    Outcome, Push, PushList, SendRequest, SimulatorAnswer, SimulatorScript, Steps, UnknownCause,
    WireFinding,
};
pub use read::{Answer, read};
pub use session::{App, Device, Health, Session, SignIn, Workspace};

/// Unix time in milliseconds.
pub type Millis = i64;

/// Header that makes a request to send safe to repeat: the same key and the same body give the same push.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// Header that every unsafe request carries, so that a form on another site cannot make one.
pub const REQUESTED_BY: &str = "x-requested-by";

/// Value of [`REQUESTED_BY`].
pub const REQUESTED_BY_VALUE: &str = "carillon";
