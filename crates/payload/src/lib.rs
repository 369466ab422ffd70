//! The notification itself: its lossless document, its headers, Apple's rules about both, and the bytes that are sent.
//!
//! **Invariant:** nothing here reads a clock, the network or randomness. The same draft always gives the same findings
//! and the same bytes, in the browser, in the relay and on the command line.
//!
//! ```
//! use payload::{Draft, DraftHeaders, Environment, Lang, PushType, Target, seal};
//!
//! let target = Target::new(Environment::Sandbox, "com.example.demo");
//! let draft = Draft { text: r#"{ "aps": { "badge": "3" } }"#.to_owned(), headers: DraftHeaders::of(PushType::Alert) };
//!
//! let report = seal(&draft, &target).unwrap_err();
//! assert_eq!(report.findings[0].message(Lang::En), "badge must be a whole number; you wrote \"3\" in quotes.");
//!
//! let sealed = seal(&draft.fixed(&report.findings[0].fix), &target).unwrap();
//! assert_eq!(sealed.body, r#"{"aps":{"badge":3}}"#);
//! assert_eq!(sealed.headers.topic, "com.example.demo");
//! ```

pub mod alert;
pub mod app;
pub mod document;
pub mod finding;
pub mod headers;
pub mod keys;
pub mod preview;
pub mod push_type;
pub mod reason;
pub mod rules;
pub mod schema;
pub mod seal;
pub mod size;
pub mod template;
pub mod token;
pub mod wording;
mod words;

pub use alert::Alert;
pub use document::{Document, Patch};
pub use finding::{AppPart, Code, Finding, Place, Report, Severity};
pub use headers::{DraftHeaders, Environment, HeaderName, Headers, Priority};
pub use push_type::PushType;
pub use reason::Reason;
pub use seal::{Credential, CredentialKind, Draft, Sealed, Target, lint, seal};
pub use size::Sizes;
pub use token::{DeviceToken, TokenKind};
pub use words::{Lang, Words};
