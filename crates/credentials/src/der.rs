//! The little of DER that keys, certificate requests and `.p12` files need: lengths are checked before a byte is read.
//!
//! Own, because the work that a hostile file may cause is counted while it is read, element by element;
//! a general decoder has read the whole file before one can ask what it holds.

use zeroize::Zeroizing;

pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const NULL: u8 = 0x05;
pub(crate) const OID: u8 = 0x06;
pub(crate) const UTF8_STRING: u8 = 0x0c;
pub(crate) const IA5_STRING: u8 = 0x16;
pub(crate) const BMP_STRING: u8 = 0x1e;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;

/// The tag of a constructed `[number]`.
pub(crate) const fn context(number: u8) -> u8 {
    0xa0 | number
}

/// Why bytes are not what was expected at this place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DerError {
    /// Cut off, another element than expected, or bytes left over.
    Damaged,
    /// BER's indefinite length, which DER forbids.
    Indefinite,
    /// More elements within each other than any file of ours has.
    TooDeep,
}

/// How many elements may lie within each other. A `.p12` has eight or nine.
const DEEPEST: u8 = 16;

/// Walks through all of `bytes`: every element must be whole, and none may lie too deep.
pub(crate) fn scan(bytes: &[u8]) -> Result<(), DerError> {
    fn walk(mut reader: Reader<'_>, left: u8) -> Result<(), DerError> {
        while !reader.is_empty() {
            let element = reader.element()?;
            if element.tag & CONSTRUCTED != 0 {
                let left = left.checked_sub(1).ok_or(DerError::TooDeep)?;
                walk(element.reader(), left)?;
            }
        }
        Ok(())
    }
    walk(Reader::new(bytes), DEEPEST)
}

/// The bit of a tag that says that elements lie inside.
pub(crate) const CONSTRUCTED: u8 = 0x20;

/// One element: its tag, its content, and both with the length between them.
#[derive(Clone, Copy)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    pub(crate) content: &'a [u8],
    pub(crate) whole: &'a [u8],
}

impl<'a> Element<'a> {
    /// The elements inside.
    pub(crate) fn reader(&self) -> Reader<'a> {
        Reader(self.content)
    }

    /// The content, if the tag is `tag`.
    pub(crate) fn expect(&self, tag: u8) -> Result<&'a [u8], DerError> {
        if self.tag == tag {
            Ok(self.content)
        } else {
            Err(DerError::Damaged)
        }
    }
}

/// Reads elements one after another.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the next element has this tag.
    pub(crate) fn is_next(&self, tag: u8) -> bool {
        self.0.first() == Some(&tag)
    }

    /// The next element, whatever it is.
    pub(crate) fn element(&mut self) -> Result<Element<'a>, DerError> {
        let (&tag, rest) = self.0.split_first().ok_or(DerError::Damaged)?;
        if tag & 0x1f == 0x1f {
            return Err(DerError::Damaged); // a tag of several bytes: in none of our formats
        }
        let (&first, rest) = rest.split_first().ok_or(DerError::Damaged)?;
        let (length, rest) = match first {
            0..=0x7f => (usize::from(first), rest),
            0x80 => return Err(DerError::Indefinite),
            // Four bytes of length are 4 GB: more than any file that gets here.
            0x81..=0x84 => {
                let (bytes, rest) = rest
                    .split_at_checked(usize::from(first & 0x7f))
                    .ok_or(DerError::Damaged)?;
                let length = bytes
                    .iter()
                    .fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
                (length, rest)
            }
            _ => return Err(DerError::Damaged),
        };
        let (content, rest) = rest.split_at_checked(length).ok_or(DerError::Damaged)?;
        let whole = &self.0[..self.0.len() - rest.len()];
        self.0 = rest;
        Ok(Element {
            tag,
            content,
            whole,
        })
    }

    /// The content of the next element, which has this tag.
    pub(crate) fn expect(&mut self, tag: u8) -> Result<&'a [u8], DerError> {
        self.element()?.expect(tag)
    }

    /// The elements of the next element, which has this tag.
    pub(crate) fn inside(&mut self, tag: u8) -> Result<Reader<'a>, DerError> {
        self.expect(tag).map(Reader)
    }

    /// The next element as a number that is not negative and fits.
    pub(crate) fn number(&mut self) -> Result<u32, DerError> {
        let bytes = self.expect(INTEGER)?;
        let significant = match bytes {
            [] => return Err(DerError::Damaged),
            [first, ..] if *first >= 0x80 => return Err(DerError::Damaged),
            [0, rest @ ..] => rest,
            _ => bytes,
        };
        if significant.len() > 4 {
            // Larger than any count that we would honor: the caller's limit refuses it.
            return Ok(u32::MAX);
        }
        Ok(significant
            .iter()
            .fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
    }

    /// Nothing may be left.
    pub(crate) fn finish(&self) -> Result<(), DerError> {
        if self.is_empty() {
            Ok(())
        } else {
            Err(DerError::Damaged)
        }
    }
}

/// The only element of `bytes`, which has this tag.
pub(crate) fn only(bytes: &[u8], tag: u8) -> Result<Reader<'_>, DerError> {
    let mut reader = Reader::new(bytes);
    let inside = reader.inside(tag)?;
    reader.finish()?;
    Ok(inside)
}

/// One element with `parts` as its content. Wiped when dropped, because parts may be secret.
pub(crate) fn tlv(tag: u8, parts: &[&[u8]]) -> Zeroizing<Vec<u8>> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    // Allocated once: a `Vec` that grows leaves a copy behind.
    let mut out = Zeroizing::new(Vec::with_capacity(length + 6));
    out.push(tag);
    let bytes = length.to_be_bytes();
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let significant = &bytes[zeros..];
    if length > 0x7f {
        out.push(0x80 | significant.len().to_le_bytes()[0]);
    }
    out.extend_from_slice(if length == 0 { &[0] } else { significant });
    for part in parts {
        out.extend_from_slice(part);
    }
    out
}

/// An INTEGER that is not negative: no zeros before it, but one where its first bit is set.
pub(crate) fn integer(bytes: &[u8]) -> Zeroizing<Vec<u8>> {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let significant = &bytes[zeros..];
    let sign: &[u8] = match significant.first() {
        Some(first) if *first < 0x80 => &[],
        _ => &[0],
    };
    tlv(INTEGER, &[sign, significant])
}
