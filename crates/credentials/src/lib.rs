//! Signing keys with the provider tokens that are made from them, and certificates with their keys.
//!
//! **Invariant:** a secret that enters here cannot be printed or serialized. [`SigningKey`] and [`ProviderToken`] have a
//! `Debug` without content and no `Serialize`, and their bytes are wiped when they are dropped. What leaves is a signature.
//!
//! Source: Apple, *Establishing a token-based connection to APNs*.

mod certificate;
mod der;
mod error;
mod id;
mod identity;
mod key;
mod locked;
mod material;
mod oid;
mod p12;
mod pem;
mod private_key;
mod token;
mod upload;
mod work;

pub use certificate::{
    Certificate, CertificateError, CertificateFacts, CertificateKind, Environments, Expiry,
    Foreigner, Notice, Topic, TopicKind,
};
pub use error::KeyError;
pub use id::{KeyId, TeamId};
pub use identity::{Identity, PushIdentity};
pub use key::SigningKey;
pub use locked::{LockedError, Protection};
pub use private_key::{PrivateKey, PrivateKeyError};
pub use secrecy::{ExposeSecret, SecretString};
pub use token::{Clock, ProviderToken, TokenSigner};
pub use upload::{
    Credential, Foreign, LARGEST_UPLOAD, OtherService, Reading, Upload, UploadError, UploadedFile,
    Warning, read,
};
pub use work::Work;
