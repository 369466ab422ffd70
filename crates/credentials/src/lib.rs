//! Signing keys with the provider tokens that are made from them, and certificates with their keys.
//!
//! **Invariant:** a secret that enters here cannot be printed or serialized. [`SigningKey`] and [`ProviderToken`] have a
//! `Debug` without content and no `Serialize`, and their bytes are wiped when they are dropped. What leaves is a signature.
//!
//! Source: Apple, *Establishing a token-based connection to APNs*.

mod error;
mod id;
mod identity;
mod key;
mod token;

pub use error::KeyError;
pub use id::{KeyId, TeamId};
pub use identity::Identity;
pub use key::SigningKey;
pub use secrecy::{ExposeSecret, SecretString};
pub use token::{Clock, ProviderToken, TokenSigner};
