//! Frames of PEM in a text, read as forgivingly as people paste them: text around, line ends and indentation do not matter.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::SecretString;
use zeroize::Zeroizing;

/// One frame: what its first line calls it, and what lies between the lines.
#[derive(Clone, Copy)]
pub(crate) struct Frame<'a> {
    pub(crate) label: &'a str,
    body: &'a str,
}

impl<'a> Frame<'a> {
    /// The frames of `text` in order. One without its last line reaches to the next frame, and is damaged or not by what it holds.
    pub(crate) fn all(text: &'a str) -> impl Iterator<Item = Self> {
        text.split("-----BEGIN ").skip(1).filter_map(|rest| {
            let (label, rest) = rest.split_once("-----")?;
            let body = rest.split_once("-----END").map_or("", |(body, _)| body);
            Some(Self { label, body })
        })
    }

    /// Whether the frame has the header lines of OpenSSL's own encryption (`Proc-Type: 4,ENCRYPTED`).
    pub(crate) fn is_openssl_encrypted(&self) -> bool {
        self.body.contains("Proc-Type:")
    }

    /// The bytes inside, if they are whole base64.
    pub(crate) fn decode(&self) -> Option<Zeroizing<Vec<u8>>> {
        decoded(self.body)
    }
}

/// The bytes of base64 that may be broken into lines. Nothing is not base64.
pub(crate) fn decoded(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    // Allocated once: a `String` that grows leaves a copy behind.
    let mut base64 = Zeroizing::new(String::with_capacity(text.len()));
    base64.extend(text.chars().filter(|it| !it.is_whitespace()));
    let bytes = STANDARD
        .decode(base64.as_bytes())
        .map(Zeroizing::new)
        .ok()?;
    (!bytes.is_empty()).then_some(bytes)
}

/// `der` in a frame of 64 columns.
pub(crate) fn frame(label: &str, der: &[u8]) -> Zeroizing<String> {
    let base64 = Zeroizing::new(STANDARD.encode(der));
    // Allocated once: a `String` that grows leaves a copy behind.
    let mut out = Zeroizing::new(String::with_capacity(
        base64.len() + base64.len() / 64 + 2 * label.len() + 40,
    ));
    for part in ["-----BEGIN ", label, "-----\n"] {
        out.push_str(part);
    }
    let mut rest = base64.as_str();
    while !rest.is_empty() {
        let (line, tail) = rest.split_at(rest.len().min(64));
        out.push_str(line);
        out.push('\n');
        rest = tail;
    }
    for part in ["-----END ", label, "-----\n"] {
        out.push_str(part);
    }
    out
}

/// Frames one after another, in one allocation.
pub(crate) fn joined(frames: &[&str]) -> SecretString {
    SecretString::from(Zeroizing::new(frames.concat()).as_str())
}
