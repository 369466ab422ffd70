//! One password, several spellings: PKCS#12 hashes UTF-16, PBES2 the text as it is, and makers of files disagree about the rest.

use zeroize::Zeroizing;

/// A password as one maker of files would have written it down.
pub(crate) struct Candidate {
    /// For PKCS#12's own derivation: UTF-16, high byte first, with a zero at the end; or nothing at all.
    pub(crate) wide: Zeroizing<Vec<u8>>,
    /// For PBKDF2: UTF-8.
    pub(crate) plain: Zeroizing<Vec<u8>>,
}

/// The spellings to try, the likeliest first.
///
/// No password is either the empty text (a zero at the end, and nothing else) or no text (not even that zero).
/// A password beyond ASCII is UTF-16, except in files of OpenSSL before 1.1, which took each byte of UTF-8 for a letter.
pub(crate) fn candidates(password: Option<&str>) -> Vec<Candidate> {
    let text = password.unwrap_or_default();
    let mut candidates = vec![Candidate::of(text, text.encode_utf16())];
    if text.is_empty() {
        candidates.push(Candidate {
            wide: Zeroizing::default(),
            plain: Zeroizing::default(),
        });
    } else if !text.is_ascii() {
        candidates.push(Candidate::of(text, text.bytes().map(u16::from)));
    }
    candidates
}

impl Candidate {
    fn of(text: &str, units: impl Iterator<Item = u16>) -> Self {
        // Allocated once: a `Vec` that grows leaves a copy behind.
        let mut wide = Zeroizing::new(Vec::with_capacity(2 * text.len() + 2));
        for unit in units.chain([0]) {
            wide.extend_from_slice(&unit.to_be_bytes());
        }
        Self {
            wide,
            plain: Zeroizing::new(text.as_bytes().to_vec()),
        }
    }
}
