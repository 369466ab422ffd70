//! The `apns-id` of each recipient: derived, so that nothing is stored for it and a second attempt carries the same one.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// The `apns-id` of a push's recipient: the push's own id for the first, a UUID derived from it for the others.
pub fn of(push_id: &str, index: u32) -> String {
    if index == 0 {
        return push_id.to_owned();
    }
    let mut digest: [u8; 32] = Sha256::new_with_prefix(push_id)
        .chain_update(index.to_be_bytes())
        .finalize()
        .into();
    digest[6] = digest[6] & 0x0f | 0x80; // version 8: a UUID of our own making
    digest[8] = digest[8] & 0x3f | 0x80; // the variant of RFC 9562
    let mut text = String::with_capacity(36);
    for (position, byte) in digest[..16].iter().enumerate() {
        if matches!(position, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        write!(text, "{byte:02x}").expect("writing to a String cannot fail");
    }
    text
}
