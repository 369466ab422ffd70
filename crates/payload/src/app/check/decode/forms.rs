//! Texts that have a form of their own.

/// Base64 as `Data` reads it: padded, without line breaks.
pub(super) fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    text.len().is_multiple_of(4)
        && text.len() - digits.len() <= 2
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}

/// The same bytes in the alphabet that `Data` reads, when they are in the one of URLs or lack their padding.
pub(super) fn standard_base64(text: &str) -> Option<String> {
    let digits = text
        .trim_end_matches('=')
        .replace('-', "+")
        .replace('_', "/");
    let padding = [Some(""), None, Some("=="), Some("=")][digits.len() % 4]?;
    let standard = [&digits, padding].concat();
    is_base64(&standard).then_some(standard)
}

pub(super) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}
