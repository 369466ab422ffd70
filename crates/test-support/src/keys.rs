//! Keys and tokens made at run time, so that no secret lies in the tree.

use p256::ecdsa::SigningKey;
use p256::elliptic_curve::Generate as _;
use p256::pkcs8::{EncodePrivateKey as _, EncodePublicKey as _, LineEnding};

/// A P-256 key as Apple hands it out, and its public half as a simulator registers it.
pub struct MintedKey {
    /// The `.p8` file.
    pub p8_pem: String,
    /// The public key, `BEGIN PUBLIC KEY`.
    pub public_pem: String,
}

/// Mints a key that nobody else has.
///
/// # Panics
/// When the system has no randomness.
pub fn mint_key() -> MintedKey {
    let key = SigningKey::generate();
    MintedKey {
        p8_pem: key
            .to_pkcs8_pem(LineEnding::LF)
            .expect("a fresh key always encodes")
            .to_string(),
        public_pem: key
            .verifying_key()
            .to_public_key_pem(LineEnding::LF)
            .expect("a fresh key always encodes"),
    }
}

/// The `n`th device token: 64 hex digits, different for each `n`, the same in every run.
pub fn device_token(n: u32) -> String {
    format!("{n:08x}f3a91c7be2d4086513aa7719be0fd5c2486e9b10d7c3f25a8e41b6d9")
}
