//! The little of RFC 9113 that the wire has to know: the heads of frames, and two frames to write.

/// Every frame begins with so many bytes.
const HEAD_LENGTH: usize = 9;

/// Identifiers of settings.
pub(super) const HEADER_TABLE_SIZE: u16 = 1;
pub(super) const MAX_CONCURRENT_STREAMS: u16 = 3;
pub(super) const INITIAL_WINDOW_SIZE: u16 = 4;
pub(super) const MAX_FRAME_SIZE: u16 = 5;
pub(super) const MAX_HEADER_LIST_SIZE: u16 = 6;

const HEADERS: u8 = 1;
const SETTINGS: u8 = 4;
const GO_AWAY: u8 = 7;
const WINDOW_UPDATE: u8 = 8;
const ACK: u8 = 1;
/// The highest bit of a stream identifier is reserved.
const STREAM_MASK: u32 = 0x7fff_ffff;

/// The frames that the wire treats in a special way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Headers,
    Settings { ack: bool },
    GoAway,
    WindowUpdate,
    Other,
}

/// The beginning of a frame.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) raw: [u8; HEAD_LENGTH],
    pub(super) kind: Kind,
    pub(super) stream: u32,
    length: usize,
}

impl Head {
    /// Reads the head of a whole frame.
    pub(super) fn read(frame: &[u8]) -> Option<Self> {
        frame.first_chunk().copied().map(Self::of)
    }

    fn of(raw: [u8; HEAD_LENGTH]) -> Self {
        let [l0, l1, l2, kind, flags, s0, s1, s2, s3] = raw;
        let kind = match kind {
            HEADERS => Kind::Headers,
            SETTINGS => Kind::Settings {
                ack: flags & ACK != 0,
            },
            GO_AWAY => Kind::GoAway,
            WINDOW_UPDATE => Kind::WindowUpdate,
            _ => Kind::Other,
        };
        let length = usize::from(l0) << 16 | usize::from(l1) << 8 | usize::from(l2);
        Self {
            raw,
            kind,
            stream: u32::from_be_bytes([s0, s1, s2, s3]) & STREAM_MASK,
            length,
        }
    }
}

/// Part of a byte stream: the head of a frame, or bytes that are not one.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    Head(Head),
    Bytes(&'a [u8]),
}

/// Finds the heads of frames in a byte stream that comes in pieces of any size.
pub(super) struct Splitter {
    head: [u8; HEAD_LENGTH],
    filled: usize,
    /// Bytes until the next head.
    remaining: usize,
}

impl Splitter {
    /// A splitter for a stream that has so many bytes before its first frame.
    pub(super) fn after(remaining: usize) -> Self {
        Self {
            head: [0; HEAD_LENGTH],
            filled: 0,
            remaining,
        }
    }

    pub(super) fn is_between_frames(&self) -> bool {
        self.remaining == 0 && self.filled == 0
    }

    /// Takes the next piece off `bytes`; `None` when more bytes are needed.
    pub(super) fn next<'a>(&mut self, bytes: &mut &'a [u8]) -> Option<Piece<'a>> {
        if self.remaining > 0 {
            let (taken, rest) = bytes.split_at(self.remaining.min(bytes.len()));
            *bytes = rest;
            self.remaining -= taken.len();
            return (!taken.is_empty()).then_some(Piece::Bytes(taken));
        }
        let (taken, rest) = bytes.split_at((HEAD_LENGTH - self.filled).min(bytes.len()));
        *bytes = rest;
        self.head[self.filled..][..taken.len()].copy_from_slice(taken);
        self.filled += taken.len();
        if self.filled < HEAD_LENGTH {
            return None;
        }
        self.filled = 0;
        let head = Head::of(self.head);
        self.remaining = head.length;
        Some(Piece::Head(head))
    }
}

/// A SETTINGS frame.
pub(super) fn settings(values: &[(u16, u32)]) -> Vec<u8> {
    let payload: Vec<u8> = values
        .iter()
        .flat_map(|(id, value)| id.to_be_bytes().into_iter().chain(value.to_be_bytes()))
        .collect();
    frame(SETTINGS, &payload)
}

/// A GOAWAY frame without an error, with debug data.
pub(super) fn go_away(last_stream: u32, debug: &str) -> Vec<u8> {
    let mut payload = (last_stream & STREAM_MASK).to_be_bytes().to_vec();
    payload.extend_from_slice(&0_u32.to_be_bytes());
    payload.extend_from_slice(debug.as_bytes());
    frame(GO_AWAY, &payload)
}

/// A frame of the whole connection (stream 0).
fn frame(kind: u8, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len())
        .expect("frames of ours are short")
        .to_be_bytes();
    let mut frame = vec![length[1], length[2], length[3], kind, 0, 0, 0, 0, 0];
    frame.extend_from_slice(payload);
    frame
}

#[cfg(test)]
mod tests {
    use super::{Kind, MAX_CONCURRENT_STREAMS, Piece, Splitter, go_away, settings};

    #[test]
    fn heads_are_found_however_the_bytes_are_cut() {
        let mut bytes = b"PRI".to_vec();
        bytes.extend(settings(&[(MAX_CONCURRENT_STREAMS, 1)]));
        bytes.extend([0, 0, 0, 4, 1, 0, 0, 0, 0]);
        bytes.extend([0, 0, 2, 1, 4, 0x80, 0, 0, 5, 7, 7]);
        bytes.extend(go_away(3, "{}"));
        for size in 1..=bytes.len() {
            let mut splitter = Splitter::after(3);
            let (mut heads, mut passed) = (Vec::new(), Vec::new());
            for mut chunk in bytes.chunks(size) {
                while let Some(piece) = splitter.next(&mut chunk) {
                    match piece {
                        Piece::Bytes(bytes) => passed.extend_from_slice(bytes),
                        Piece::Head(head) => {
                            passed.extend_from_slice(&head.raw);
                            heads.push((head.kind, head.stream));
                        }
                    }
                }
            }
            assert_eq!(
                heads,
                [
                    (Kind::Settings { ack: false }, 0),
                    (Kind::Settings { ack: true }, 0),
                    (Kind::Headers, 5),
                    (Kind::GoAway, 0),
                ],
                "in pieces of {size}"
            );
            assert_eq!(passed, bytes, "in pieces of {size}");
            assert!(splitter.is_between_frames());
        }
    }
}
