//! Provider tokens: ES256 signatures by keys that were registered here.
//!
//! <https://developer.apple.com/documentation/usernotifications/establishing-a-token-based-connection-to-apns>
//!
//! Signatures are taken in the form of JOSE (r and s, 64 bytes) and in DER: Apple's own recipe for the
//! shell makes DER. `iat` may be a number or a string of digits, which is what `APNSwift` sends. The parts
//! may be in the standard alphabet of base64, which is what `a2` sends. Apple takes tokens of both senders.

use crate::{Environment, Reason, SimulatorError};
use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use ring::signature::{ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use rustls_pki_types::{SubjectPublicKeyInfoDer, pem::PemObject as _};
use serde::{Deserialize, Deserializer, Serialize};
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

/// Apple: a token is refused when it is older than this.
const LIFE: Duration = Duration::from_hours(1);
/// The identifiers that Apple gives to keys and teams have this many characters.
const IDENTIFIER_LENGTH: usize = 10;
/// Apple: a key for some topics is for so many at most.
const MOST_TOPICS: usize = 400;
/// What precedes the uncompressed point in the public key of every P-256 key.
const P256_PREFIX: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
    0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];
/// Base64 for URLs; padding is not in the standard, but nobody is refused for it.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A key that may sign provider tokens.
///
/// Keys of old are for all topics in both environments. Those made since 2025 are for one environment, and either for
/// all topics of the team or for some; one for some topics may be related to one other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeySpec {
    /// Ten characters, the `kid` of its tokens.
    pub key_id: String,
    /// Ten characters, the `iss` of its tokens.
    pub team_id: String,
    /// The public key: P-256, `-----BEGIN PUBLIC KEY-----`.
    pub public_key_pem: String,
    /// The only environment it is for; both when absent.
    #[serde(default)]
    pub environment: Option<Environment>,
    /// The bundle ids it is for; all when absent. With them, there is one environment.
    #[serde(default)]
    pub bundle_ids: Option<Vec<String>>,
    /// The key that may be used on the same connection, if both are for some topics. Naming it in one is enough.
    #[serde(default)]
    pub related_key_id: Option<String>,
}

/// A registered key.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) id: String,
    pub(crate) team_id: String,
    pub(crate) environment: Option<Environment>,
    pub(crate) bundle_ids: Option<Vec<String>>,
    related_key_id: Option<String>,
    public_key_pem: String,
    /// The point on the curve, uncompressed.
    point: Vec<u8>,
}

/// A token whose signature is good.
#[derive(Clone, Debug)]
pub(crate) struct Verified {
    pub(crate) key: Arc<Key>,
    issued_at: Duration,
}

/// All registered keys, by key id.
#[derive(Default)]
pub(crate) struct Keys(RwLock<HashMap<String, Arc<Key>>>);

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: String,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    #[serde(deserialize_with = "seconds")]
    iat: u64,
}

impl Keys {
    pub(crate) fn register(&self, spec: KeySpec) -> Result<(), SimulatorError> {
        let identifier = |text: &str| {
            text.len() == IDENTIFIER_LENGTH && text.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        if !identifier(&spec.key_id) {
            return Err(SimulatorError::Key("a key id has ten letters and digits"));
        }
        if !identifier(&spec.team_id) {
            return Err(SimulatorError::Key("a team id has ten letters and digits"));
        }
        let public_key = SubjectPublicKeyInfoDer::from_pem_slice(spec.public_key_pem.as_bytes())
            .map_err(|_| SimulatorError::Key("the public key is not in PEM form"))?;
        let point = public_key
            .strip_prefix(&P256_PREFIX)
            .ok_or(SimulatorError::Key("the public key is not a P-256 key"))?
            .to_vec();
        match &spec.bundle_ids {
            None if spec.related_key_id.is_some() => {
                return Err(SimulatorError::Key(
                    "only a key for some topics is related to another",
                ));
            }
            Some(_) if spec.environment.is_none() => {
                return Err(SimulatorError::Key(
                    "a key for some topics is for one environment",
                ));
            }
            Some(topics) if !(1..=MOST_TOPICS).contains(&topics.len()) => {
                return Err(SimulatorError::Key("a key is for 1 to 400 topics"));
            }
            None | Some(_) => {}
        }
        let KeySpec {
            key_id,
            team_id,
            public_key_pem,
            environment,
            bundle_ids,
            related_key_id,
        } = spec;
        let key = Arc::new(Key {
            id: key_id.clone(),
            team_id,
            environment,
            bundle_ids,
            related_key_id,
            public_key_pem,
            point,
        });
        self.0
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key_id, key);
        Ok(())
    }

    /// What the keys were registered with.
    pub(crate) fn specs(&self) -> Vec<KeySpec> {
        let keys = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let specs = keys.values().map(|key| KeySpec {
            key_id: key.id.clone(),
            team_id: key.team_id.clone(),
            public_key_pem: key.public_key_pem.clone(),
            environment: key.environment,
            bundle_ids: key.bundle_ids.clone(),
            related_key_id: key.related_key_id.clone(),
        });
        specs.collect()
    }

    /// Takes a key back; says whether there was one. Connections that know it go on, as Apple's do.
    pub(crate) fn revoke(&self, key_id: &str) -> bool {
        self.0
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(key_id)
            .is_some()
    }

    /// Checks everything about a token that does not change with time.
    pub(crate) fn verify(&self, jwt: &str) -> Result<Verified, Reason> {
        self.parse(jwt).ok_or(Reason::InvalidProviderToken)
    }

    fn parse(&self, jwt: &str) -> Option<Verified> {
        let (signed, signature) = jwt.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let header: Header = serde_json::from_slice(&part(header)?).ok()?;
        let claims: Claims = serde_json::from_slice(&part(claims)?).ok()?;
        let signature = part(signature)?;
        if header.alg != "ES256" {
            return None;
        }
        let key = self
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&header.kid)
            .cloned()?;
        if key.team_id != claims.iss {
            return None;
        }
        let good = [&ECDSA_P256_SHA256_FIXED, &ECDSA_P256_SHA256_ASN1]
            .into_iter()
            .any(|form| {
                UnparsedPublicKey::new(form, &key.point)
                    .verify(signed.as_bytes(), &signature)
                    .is_ok()
            });
        good.then_some(Verified {
            key,
            issued_at: Duration::from_secs(claims.iat),
        })
    }
}

impl Key {
    /// Whether a connection that one of two keys has opened takes the other.
    pub(crate) fn is_related_to(&self, other: &Self) -> bool {
        let names = |one: &Self, other: &Self| one.related_key_id.as_ref() == Some(&other.id);
        self.bundle_ids.is_some()
            && other.bundle_ids.is_some()
            && self.environment == other.environment
            && (names(self, other) || names(other, self))
    }

    /// Whether it may push to the topics of this app.
    pub(crate) fn allows(&self, bundle_id: &str) -> bool {
        self.bundle_ids
            .as_ref()
            .is_none_or(|only| only.iter().any(|allowed| allowed == bundle_id))
    }
}

impl Verified {
    /// Apple: issued at most an hour from now. A clock that is an hour ahead is as bad as one that is behind.
    pub(crate) fn is_expired(&self, now: Duration) -> bool {
        now.abs_diff(self.issued_at) > LIFE
    }
}

/// One part of a token, in either alphabet of base64.
fn part(text: &str) -> Option<Vec<u8>> {
    let url_safe = text.replace('+', "-").replace('/', "_");
    BASE64.decode(url_safe).ok()
}

/// Seconds as a number or as a string of digits.
fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Seconds {
        Number(u64),
        Text(String),
    }
    match Seconds::deserialize(deserializer)? {
        Seconds::Number(seconds) => Ok(seconds),
        Seconds::Text(text) => text.parse().map_err(serde::de::Error::custom),
    }
}
