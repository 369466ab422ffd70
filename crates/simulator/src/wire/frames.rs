//! The little of RFC 9113 that we have to know ourselves: the heads of frames, and a few frames to write.

/// Every frame begins with so many bytes.
pub(crate) const HEAD_LENGTH: usize = 9;

/// Identifiers of settings.
pub(crate) const HEADER_TABLE_SIZE: u16 = 1;
pub(crate) const MAX_CONCURRENT_STREAMS: u16 = 3;
pub(crate) const INITIAL_WINDOW_SIZE: u16 = 4;
pub(crate) const MAX_FRAME_SIZE: u16 = 5;
pub(crate) const MAX_HEADER_LIST_SIZE: u16 = 6;

/// Kinds of frames.
pub(crate) const DATA: u8 = 0;
pub(crate) const HEADERS: u8 = 1;
pub(crate) const RESET: u8 = 3;
pub(crate) const SETTINGS: u8 = 4;
pub(crate) const PING: u8 = 6;
const GO_AWAY: u8 = 7;
pub(crate) const WINDOW_UPDATE: u8 = 8;
pub(crate) const CONTINUATION: u8 = 9;

/// Flags.
pub(crate) const ACK: u8 = 1;
pub(crate) const END_STREAM: u8 = 1;
pub(crate) const END_HEADERS: u8 = 4;
pub(crate) const PADDED: u8 = 8;
pub(crate) const PRIORITY: u8 = 0x20;
/// The highest bit of a stream identifier is reserved.
const STREAM_MASK: u32 = 0x7fff_ffff;

/// The frames that the wire treats in a special way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Headers,
    Settings { ack: bool },
    GoAway,
    WindowUpdate,
    Other,
}

/// The beginning of a frame.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) raw: [u8; HEAD_LENGTH],
    pub(crate) kind: Kind,
    pub(crate) stream: u32,
    pub(crate) length: usize,
}

impl Head {
    /// Reads the head of a whole frame.
    pub(crate) fn read(frame: &[u8]) -> Option<Self> {
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
pub(crate) enum Piece<'a> {
    Head(Head),
    Bytes(&'a [u8]),
}

/// Finds the heads of frames in a byte stream that comes in pieces of any size.
pub(crate) struct Splitter {
    head: [u8; HEAD_LENGTH],
    filled: usize,
    /// Bytes until the next head.
    remaining: usize,
}

impl Splitter {
    /// A splitter for a stream that has so many bytes before its first frame.
    pub(crate) fn after(remaining: usize) -> Self {
        Self {
            head: [0; HEAD_LENGTH],
            filled: 0,
            remaining,
        }
    }

    pub(crate) fn is_between_frames(&self) -> bool {
        self.remaining == 0 && self.filled == 0
    }

    /// Takes the next piece off `bytes`; `None` when more bytes are needed.
    pub(crate) fn next<'a>(&mut self, bytes: &mut &'a [u8]) -> Option<Piece<'a>> {
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
pub(crate) fn settings(values: &[(u16, u32)]) -> Vec<u8> {
    let payload: Vec<u8> = values
        .iter()
        .flat_map(|(id, value)| id.to_be_bytes().into_iter().chain(value.to_be_bytes()))
        .collect();
    frame(SETTINGS, &payload)
}

/// A GOAWAY frame without an error, with debug data.
pub(crate) fn go_away(last_stream: u32, debug: &str) -> Vec<u8> {
    let mut payload = (last_stream & STREAM_MASK).to_be_bytes().to_vec();
    payload.extend_from_slice(&0_u32.to_be_bytes());
    payload.extend_from_slice(debug.as_bytes());
    frame(GO_AWAY, &payload)
}

/// Gives room, on a stream or (stream 0) on the connection.
pub(crate) fn window_update(out: &mut Vec<u8>, stream: u32, room: u32) {
    begin(out, size_of::<u32>(), WINDOW_UPDATE, 0, stream);
    out.extend_from_slice(&room.to_be_bytes());
}

/// Resets a stream.
pub(crate) fn reset(out: &mut Vec<u8>, stream: u32, code: u32) {
    begin(out, size_of::<u32>(), RESET, 0, stream);
    out.extend_from_slice(&code.to_be_bytes());
}

/// The head of a frame whose payload follows.
pub(crate) fn begin(out: &mut Vec<u8>, length: usize, kind: u8, flags: u8, stream: u32) {
    out.extend_from_slice(&size(length));
    out.extend_from_slice(&[kind, flags]);
    out.extend_from_slice(&stream.to_be_bytes());
}

/// Corrects the length in the head of the last frame, which begins at `start`.
pub(crate) fn set_length(out: &mut [u8], start: usize) {
    let length = size(out.len() - start - HEAD_LENGTH);
    out[start..start + length.len()].copy_from_slice(&length);
}

fn size(length: usize) -> [u8; 3] {
    let length = u32::try_from(length).expect("frames of ours are short");
    let [_, high, middle, low] = length.to_be_bytes();
    [high, middle, low]
}

/// A frame of the whole connection (stream 0).
fn frame(kind: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = Vec::with_capacity(HEAD_LENGTH + payload.len());
    begin(&mut frame, payload.len(), kind, 0, 0);
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
