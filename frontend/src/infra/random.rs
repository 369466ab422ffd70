//! Randomness, for keys that make a request safe to repeat.

use std::fmt::Write;

/// 32 random hex digits.
pub fn key() -> String {
    let mut bytes = [0_u8; 16];
    if let Some(crypto) = super::dom::window().and_then(|window| window.crypto().ok()) {
        // Fails only for more than 65,536 bytes.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
        .iter()
        .fold(String::with_capacity(32), |mut key, byte| {
            // Writing to a string cannot fail.
            let _ = write!(key, "{byte:02x}");
            key
        })
}
