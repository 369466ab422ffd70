//! The headers of requests, read with no more work than the simulator has use for (RFC 7541).
//!
//! What is not kept — most of all the provider token — is passed over without being decoded.

use super::{huffman, names::STATIC};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use std::collections::VecDeque;

/// The largest table that the client was allowed.
const TABLE: usize = crate::wire::HEADER_TABLE_SIZE as usize;
/// What each entry of the table costs besides its texts.
const OVERHEAD: usize = 32;
/// What is kept of a request's headers.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub(super) method: Method,
    pub(super) path: Option<HeaderValue>,
    pub(super) authority: Option<HeaderValue>,
    /// Those of Apple.
    pub(super) headers: HeaderMap,
}

#[derive(Clone, Debug)]
enum Name {
    Method,
    Path,
    Authority,
    Apple(HeaderName),
    Other,
}

#[derive(Clone, Debug)]
struct Field {
    name: Name,
    name_length: usize,
    value: HeaderValue,
}

/// The memory of one connection.
#[derive(Default)]
pub(super) struct Decoder {
    /// The newest first.
    table: VecDeque<Field>,
    size: usize,
    /// What the client has asked for, once it has.
    limit: Option<usize>,
}

impl Decoder {
    /// Reads a header block; `None` if it is not one, after which the connection is beyond repair.
    pub(super) fn decode(&mut self, mut block: &[u8]) -> Option<Fields> {
        let block = &mut block;
        let mut fields = Fields::default();
        while let Some(first) = block.first().copied() {
            if first & 0x80 != 0 {
                let index = integer(block, 7)?;
                fields.put(&self.find(index)?)?;
            } else if first & 0x40 != 0 {
                let (name, name_length) = self.name(block, 6)?;
                let value = value(text(block)?)?;
                let field = Field {
                    name,
                    name_length,
                    value,
                };
                fields.put(&field)?;
                self.insert(field);
            } else if first & 0x20 != 0 {
                let limit = integer(block, 5)?;
                self.limit = Some(limit).filter(|limit| *limit <= TABLE);
                self.limit?;
                self.evict(0);
            } else {
                let (name, name_length) = self.name(block, 4)?;
                if matches!(name, Name::Other) {
                    raw(block)?;
                } else {
                    let value = value(text(block)?)?;
                    fields.put(&Field {
                        name,
                        name_length,
                        value,
                    })?;
                }
            }
        }
        Some(fields)
    }

    /// The name of a literal, by index or in full, with its length.
    fn name(&self, block: &mut &[u8], prefix: u32) -> Option<(Name, usize)> {
        let index = integer(block, prefix)?;
        if index == 0 {
            let name = text(block)?;
            return Some((Name::of(&name)?, name.len()));
        }
        if let Some(name) = STATIC.get(index - 1) {
            return Some((Name::of(name.as_bytes())?, name.len()));
        }
        let field = self.table.get(index - 1 - STATIC.len())?;
        Some((field.name.clone(), field.name_length))
    }

    fn find(&self, index: usize) -> Option<Field> {
        let place = index.checked_sub(1)?;
        let Some(name) = STATIC.get(place) else {
            return self.table.get(place - STATIC.len()).cloned();
        };
        let value = match index {
            2 => "GET",
            3 => "POST",
            4 => "/",
            5 => "/index.html",
            _ => "",
        };
        Some(Field {
            name: Name::of(name.as_bytes())?,
            name_length: name.len(),
            value: HeaderValue::from_static(value),
        })
    }

    fn insert(&mut self, field: Field) {
        let size = field.size();
        self.evict(size);
        if size <= self.limit.unwrap_or(TABLE) {
            self.size += size;
            self.table.push_front(field);
        }
    }

    /// Makes room.
    fn evict(&mut self, size: usize) {
        while self.size + size > self.limit.unwrap_or(TABLE) {
            let Some(oldest) = self.table.pop_back() else {
                return;
            };
            self.size -= oldest.size();
        }
    }
}

impl Field {
    fn size(&self) -> usize {
        self.name_length + self.value.len() + OVERHEAD
    }
}

impl Name {
    fn of(name: &[u8]) -> Option<Self> {
        Some(match name {
            b":method" => Self::Method,
            b":path" => Self::Path,
            b":authority" => Self::Authority,
            _ if name.starts_with(b"apns-") => Self::Apple(HeaderName::from_bytes(name).ok()?),
            _ => Self::Other,
        })
    }
}

impl Fields {
    fn put(&mut self, field: &Field) -> Option<()> {
        match &field.name {
            Name::Method => self.method = Method::from_bytes(field.value.as_bytes()).ok()?,
            Name::Path => self.path = Some(field.value.clone()),
            Name::Authority => self.authority = Some(field.value.clone()),
            Name::Apple(name) => {
                self.headers.append(name, field.value.clone());
            }
            Name::Other => {}
        }
        Some(())
    }
}

fn value(text: Vec<u8>) -> Option<HeaderValue> {
    HeaderValue::from_maybe_shared(Bytes::from(text)).ok()
}

/// A number that begins in the last bits of a byte.
fn integer(block: &mut &[u8], prefix: u32) -> Option<usize> {
    let (first, mut rest) = block.split_first()?;
    let most = (1 << prefix) - 1;
    let mut number = usize::from(*first) & most;
    if number == most {
        // Four bytes are more than any number here needs.
        for shift in [0, 7, 14, 21] {
            let (byte, after) = rest.split_first()?;
            rest = after;
            number += usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                *block = rest;
                return Some(number);
            }
        }
        return None;
    }
    *block = rest;
    Some(number)
}

/// A string as it is on the wire, and whether it is in the Huffman code.
fn raw<'a>(block: &mut &'a [u8]) -> Option<(bool, &'a [u8])> {
    let is_coded = block.first()? & 0x80 != 0;
    let length = integer(block, 7)?;
    let (text, rest) = block.split_at_checked(length)?;
    *block = rest;
    Some((is_coded, text))
}

fn text(block: &mut &[u8]) -> Option<Vec<u8>> {
    match raw(block)? {
        (true, coded) => huffman::decode(coded),
        (false, plain) => Some(plain.to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use super::Decoder;
    use http::Method;

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
            .collect()
    }

    #[test]
    fn requests_of_the_standard_are_read_one_after_the_other() {
        // RFC 7541, C.3 (plain) and C.4 (coded).
        for blocks in [
            [
                "828684410f7777772e6578616d706c652e636f6d",
                "828684be58086e6f2d6361636865",
                "828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565",
            ],
            [
                "828684418cf1e3c2e5f23a6ba0ab90f4ff",
                "828684be5886a8eb10649cbf",
                "828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf",
            ],
        ] {
            let mut decoder = Decoder::default();
            let mut seen = Vec::new();
            for block in blocks {
                let fields = decoder.decode(&bytes(block)).unwrap();
                assert_eq!(fields.method, Method::GET);
                assert_eq!(fields.authority.unwrap(), "www.example.com");
                seen.push((fields.path.unwrap(), decoder.size));
            }
            assert_eq!(
                seen.iter()
                    .map(|(path, size)| (path.to_str().unwrap(), *size))
                    .collect::<Vec<_>>(),
                [("/", 57), ("/", 110), ("/index.html", 164)]
            );
        }
    }

    #[test]
    fn table_forgets_the_oldest_and_obeys_its_limit() {
        let mut decoder = Decoder::default();
        // A limit of 64 has room for one of these, and 31 for none.
        decoder.decode(&bytes("3f21")).unwrap();
        decoder.decode(&bytes("4006617070732d610162")).unwrap();
        assert_eq!((decoder.table.len(), decoder.size), (1, 39));
        decoder.decode(&bytes("4006617070732d620163")).unwrap();
        assert_eq!((decoder.table.len(), decoder.size), (1, 39));
        decoder.decode(&bytes("3e")).unwrap();
        assert_eq!((decoder.table.len(), decoder.size), (0, 0));
        // More than was allowed.
        assert!(decoder.decode(&bytes("3fe21f")).is_none());
    }

    #[test]
    fn garbage_is_refused() {
        for block in ["80", "be", "40", "4005", "ff8080808001", "0083ffffffff00"] {
            assert!(
                Decoder::default().decode(&bytes(block)).is_none(),
                "{block}"
            );
        }
    }
}
