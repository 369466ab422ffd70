//! What passes in either direction, and what is changed on the way. No input or output here.

use super::{
    first_settings,
    frames::{Head, Kind, Piece, Splitter},
    hands::{Owner, State},
};
use bytes::BytesMut;

/// What a client says before its first frame.
const PREFACE_LENGTH: usize = 24;

/// From `h2` to the client.
pub(super) struct Outbound {
    splitter: Splitter,
    /// Whether the payload that is passing is for the client.
    keeping: bool,
    /// A frame that is passing and leaves later.
    held: Option<Vec<u8>>,
    /// Set until the first SETTINGS of `h2` has been replaced.
    first_settings: Option<Vec<u8>>,
    /// What the client gets next.
    pub(super) buffer: BytesMut,
}

/// From the client to `h2`.
pub(super) struct Inbound {
    splitter: Splitter,
    /// Whether the payload that is passing is for `h2`.
    keeping: bool,
    /// What `h2` gets next.
    pub(super) buffer: BytesMut,
}

impl Outbound {
    /// `streams` is the limit that the client is told first.
    pub(super) fn new(streams: u32) -> Self {
        Self {
            splitter: Splitter::after(0),
            keeping: true,
            held: None,
            first_settings: Some(first_settings(streams)),
            buffer: BytesMut::new(),
        }
    }

    /// Lets what `h2` writes pass into the buffer, with ours in the gaps.
    pub(super) fn pass(&mut self, mut bytes: &[u8], state: &mut State) {
        loop {
            self.fill_gap(state);
            match self.splitter.next(&mut bytes) {
                None => return,
                Some(Piece::Bytes(bytes)) if self.keeping => self.buffer.extend_from_slice(bytes),
                Some(Piece::Bytes(bytes)) => self.hold(bytes, state),
                Some(Piece::Head(head)) => {
                    self.keeping = self.wants(&head, state);
                    if self.keeping {
                        self.buffer.extend_from_slice(&head.raw);
                    }
                }
            }
        }
    }

    /// More of a frame that leaves later, if there is one; and when it is whole, it is put aside.
    fn hold(&mut self, bytes: &[u8], state: &mut State) {
        let Some(mut frame) = self.held.take() else {
            return;
        };
        frame.extend_from_slice(bytes);
        if self.splitter.is_between_frames() {
            state.held.push(frame);
        } else {
            self.held = Some(frame);
        }
    }

    fn wants(&mut self, head: &Head, state: &mut State) -> bool {
        match head.kind {
            Kind::Settings { ack: false } => {
                state.unacknowledged.push_back(Owner::H2);
                match self.first_settings.take() {
                    None => true,
                    Some(ours) => {
                        self.buffer.extend_from_slice(&ours);
                        false
                    }
                }
            }
            Kind::GoAway => state.last_stream.is_none(),
            Kind::WindowUpdate if !state.window_delay.is_zero() => {
                self.held = Some(head.raw.to_vec());
                false
            }
            Kind::Headers | Kind::Settings { ack: true } | Kind::WindowUpdate | Kind::Other => true,
        }
    }

    /// Puts our frames in, if this is between two frames. Nothing may precede the first SETTINGS.
    pub(super) fn fill_gap(&mut self, state: &mut State) {
        if !self.splitter.is_between_frames() || self.first_settings.is_some() {
            return;
        }
        while let Some(frame) = state.waiting.pop_front() {
            let head = Head::read(&frame);
            if head.is_some_and(|head| head.kind == Kind::Settings { ack: false }) {
                state.unacknowledged.push_back(Owner::Wire);
            }
            self.buffer.extend_from_slice(&frame);
        }
    }
}

impl Inbound {
    pub(super) fn new() -> Self {
        Self {
            splitter: Splitter::after(PREFACE_LENGTH),
            keeping: true,
            buffer: BytesMut::new(),
        }
    }

    /// Lets what the client sends pass into the buffer, without what `h2` must not see.
    pub(super) fn pass(&mut self, mut bytes: &[u8], state: &mut State) {
        while let Some(piece) = self.splitter.next(&mut bytes) {
            match piece {
                Piece::Bytes(bytes) if self.keeping => self.buffer.extend_from_slice(bytes),
                Piece::Bytes(_) => {}
                Piece::Head(head) => {
                    self.keeping = Self::wants(&head, state);
                    if self.keeping {
                        self.buffer.extend_from_slice(&head.raw);
                    }
                }
            }
        }
    }

    fn wants(head: &Head, state: &mut State) -> bool {
        match head.kind {
            Kind::Headers if !state.acknowledged => {
                state.unaware_until = state.unaware_until.max(head.stream);
                true
            }
            Kind::Settings { ack: true } => {
                let owner = state.unacknowledged.pop_front();
                state.acknowledged |= owner == Some(Owner::H2);
                owner != Some(Owner::Wire)
            }
            Kind::Headers
            | Kind::Settings { ack: false }
            | Kind::GoAway
            | Kind::WindowUpdate
            | Kind::Other => true,
        }
    }
}
