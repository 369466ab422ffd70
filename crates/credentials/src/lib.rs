//! Credentials for Apple's push service: read at one door, sealed at rest, used to sign.
//!
//! [`read`] takes whatever a person drops (`.p8`, `.p12`, PEM, `.cer`) and says what it is, or what it is instead.
//! [`TokenSigner`] makes provider tokens from a signing key; [`Identity`] is what TLS shows where there is no token.
//! [`Vault`] seals their bytes for the database. Nothing here reads a file, a clock or the network.
//!
//! **Invariant:** a secret that enters here cannot be printed or serialized. Types that hold one have a `Debug` without content
//! and no `Serialize`, and their bytes are wiped when they are dropped. What holds bytes in the open says so: `expose_…`.
//!
//! Source: Apple, *Establishing a token-based connection to APNs* and *Establishing a certificate-based connection to APNs*.

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
mod request;
mod rsa;
mod token;
mod upload;
mod vault;
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
pub use p12::ExportError;
pub use private_key::{PrivateKey, PrivateKeyError};
pub use request::{CertificateRequest, RequestError, Step};
pub use secrecy::{ExposeSecret, SecretString};
pub use token::{Clock, ProviderToken, TokenSigner};
pub use upload::{
    Credential, Foreign, LARGEST_UPLOAD, OtherService, Reading, Upload, UploadError, UploadedFile,
    Warning, read,
};
pub use vault::{
    Binding, KekError, KekId, KeyRing, PassphraseFile, Sealed, UnlockError, Vault, VaultError,
};
pub use work::Work;
