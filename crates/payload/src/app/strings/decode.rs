//! From a file's bytes to text: UTF-8 and UTF-16, with and without a byte-order mark.
//!
//! Xcode long wrote `.strings` files in UTF-16; Apple's page on them names UTF-8 and UTF-16 as what is read.

use super::fault::Faults;

/// The text, and what stood in its way. `None` is a binary property list, which a built app holds.
pub(super) fn decode(bytes: &[u8], faults: &mut Faults) -> Option<String> {
    if bytes.starts_with(b"bplist") {
        faults.add("binary", 0..0, "");
        return None;
    }
    let (text, whole) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        // Without a mark, half of the bytes of a Western text are zero.
        [first, 0, ..] if *first != 0 => utf16(bytes, u16::from_le_bytes),
        [0, second, ..] if *second != 0 => utf16(bytes, u16::from_be_bytes),
        _ => utf8(bytes),
    };
    if !whole {
        let at = text.find(char::REPLACEMENT_CHARACTER).unwrap_or(text.len());
        let end = text.ceil_char_boundary((at + 1).min(text.len()));
        faults.add("encoding", at..end, "");
    }
    Some(text)
}

fn utf8(bytes: &[u8]) -> (String, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), true),
        Err(_) => (String::from_utf8_lossy(bytes).into_owned(), false),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, bool) {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut whole = rest.is_empty();
    let mut text = String::with_capacity(bytes.len());
    for character in char::decode_utf16(pairs.iter().copied().map(unit)) {
        whole &= character.is_ok();
        text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    (text, whole)
}
