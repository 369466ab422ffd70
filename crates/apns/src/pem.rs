//! An identity as PEM, for a transport that takes nothing else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use credentials::Identity;
use zeroize::Zeroizing;

/// The certificates, that of the key first.
pub(crate) fn certificates(identity: &Identity) -> String {
    let mut pem = String::new();
    for der in identity.chain() {
        pem.push_str("-----BEGIN CERTIFICATE-----\n");
        STANDARD.encode_string(der, &mut pem);
        pem.push_str("\n-----END CERTIFICATE-----\n");
    }
    pem
}

/// The private key. It is wiped when it is dropped.
pub(crate) fn private_key(identity: &Identity) -> Zeroizing<String> {
    let der = identity.private_key();
    // One allocation that never grows: a grown `String` would leave a copy of the key behind.
    let mut pem = Zeroizing::new(String::with_capacity(der.len().div_ceil(3) * 4 + 64));
    pem.push_str("-----BEGIN PRIVATE KEY-----\n");
    STANDARD.encode_string(der, &mut pem);
    pem.push_str("\n-----END PRIVATE KEY-----\n");
    pem
}
