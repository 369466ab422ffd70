//! The Huffman code of HPACK (RFC 7541, appendix B). It is canonical: the lengths of the codes say everything.

use std::sync::LazyLock;

/// How many bits the code of each byte has.
const LENGTHS: [u8; 256] = [
    13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28,
    28, 28, 28, 28, 28, 28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5,
    5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10, 13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
    7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, 15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6,
    6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, 20, 22, 20, 20, 22, 22, 22, 23, 22,
    23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24, 22,
    21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20,
    22, 22, 22, 23, 22, 22, 23, 26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19,
    21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27, 20, 24, 20, 21, 22, 21, 21, 23, 22,
    22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
];
/// Codes are compared in words of so many bits, from the left.
const WORD: u32 = 32;

/// All codes of one length.
struct Group {
    length: u32,
    /// The first code of a greater length, in a word.
    end: u64,
    /// The first code of this length.
    first: u64,
    /// The bytes, in the order of their codes.
    bytes: Vec<u8>,
}

/// From the shortest codes to the longest.
static GROUPS: LazyLock<Vec<Group>> = LazyLock::new(|| {
    let mut next = 0_u64;
    (0..WORD)
        .filter_map(|length| {
            next <<= 1;
            let of_length = |byte: &u8| u32::from(LENGTHS[usize::from(*byte)]) == length;
            let bytes: Vec<u8> = (0..=u8::MAX).filter(of_length).collect();
            let first = next;
            next += bytes.len() as u64;
            (!bytes.is_empty()).then_some(Group {
                length,
                end: next << (WORD - length),
                first,
                bytes,
            })
        })
        .collect()
});

/// Reads a text; `None` if it is not one.
pub(super) fn decode(coded: &[u8]) -> Option<Vec<u8>> {
    let mut text = Vec::with_capacity(coded.len() * 8 / 5);
    let mut coded = coded.iter();
    // The bits that were taken and are not read yet, from the right.
    let (mut bits, mut count) = (0_u64, 0_u32);
    loop {
        while count < WORD {
            let Some(byte) = coded.next() else { break };
            bits = bits << 8 | u64::from(*byte);
            count += 8;
        }
        // What is missing at the end is padded with ones, as the text itself is.
        let missing = WORD.saturating_sub(count);
        let word = if missing == 0 {
            (bits >> (count - WORD)) & u64::from(u32::MAX)
        } else {
            (((bits + 1) << missing) - 1) & u64::from(u32::MAX)
        };
        let group = GROUPS.iter().find(|group| word < group.end);
        match group {
            Some(group) if group.length <= count => {
                let place = (word >> (WORD - group.length)) - group.first;
                text.push(group.bytes[usize::try_from(place).ok()?]);
                count -= group.length;
                bits &= (1 << count) - 1;
            }
            // Only ones are left, and fewer than a byte.
            _ if count < 8 && bits == (1 << count) - 1 => return Some(text),
            Some(_) | None => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn texts_of_the_standard_are_read() {
        let cases: [(&[u8], &str); 4] = [
            (
                &[
                    0xf1, 0xe3, 0xc2, 0xe5, 0xf2, 0x3a, 0x6b, 0xa0, 0xab, 0x90, 0xf4, 0xff,
                ],
                "www.example.com",
            ),
            (&[0xa8, 0xeb, 0x10, 0x64, 0x9c, 0xbf], "no-cache"),
            (
                &[0x25, 0xa8, 0x49, 0xe9, 0x5b, 0xb8, 0xe8, 0xb4, 0xbf],
                "custom-value",
            ),
            (&[], ""),
        ];
        for (coded, text) in cases {
            assert_eq!(decode(coded).as_deref(), Some(text.as_bytes()), "{text}");
        }
        // The sign for the end, a whole byte of padding, and padding with zeros.
        assert_eq!(decode(&[0xff, 0xff, 0xff, 0xff]), None);
        assert_eq!(decode(&[0xa8, 0xeb, 0x10, 0x64, 0x9c, 0xbf, 0xff]), None);
        assert_eq!(decode(&[0xa8, 0xeb, 0x10, 0x64, 0x9c, 0xb0]), None);
    }
}
