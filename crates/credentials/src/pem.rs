//! Frames of PEM in a text, read as forgivingly as people paste them: text around, line ends and indentation do not matter.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
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
        let mut base64 = Zeroizing::new(String::with_capacity(self.body.len()));
        base64.extend(self.body.chars().filter(|it| !it.is_whitespace()));
        let bytes = STANDARD.decode(base64.as_bytes()).ok()?;
        (!bytes.is_empty()).then(|| Zeroizing::new(bytes))
    }
}
