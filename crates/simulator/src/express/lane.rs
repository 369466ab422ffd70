//! One connection without its input and output: bytes in, bytes out.

use super::hpack::{Decoder, Fields};
use crate::{
    case::{Case, Outcome},
    connection::Connection,
    reply::Reply,
    request::Request,
    wire::{self, frames},
};
use bytes::{Buf as _, Bytes, BytesMut};
use h2::Reason;
use http::StatusCode;
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, atomic::Ordering},
};
use tokio::time::Instant;

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
/// As much is read at once.
const READ: usize = 64 * 1024;
/// The room on the connection that the client is given, and half of which it is given back when that is used up.
const ROOM: u32 = 16 * 1024 * 1024;
/// A body is not waited for any longer than this. The client has room for no more on a stream.
const LONGEST_BODY: usize = 32 * 1024;
/// Longer header blocks are an attack.
const LONGEST_BLOCK: usize = 64 * 1024;
/// The room on the connection that each side has at first.
const FIRST_ROOM: i64 = 65_535;

/// A connection.
pub(super) struct Lane {
    connection: Arc<Connection>,
    decoder: Decoder,
    /// What the client has sent and nobody has looked at.
    pub(super) input: BytesMut,
    /// What the client gets next.
    pub(super) out: Vec<u8>,
    has_preface: bool,
    /// Requests whose end has not come.
    open: HashMap<u32, (Fields, Vec<u8>)>,
    /// A header block that goes on in the next frame: its stream, whether the request ends with it, what there is.
    block: Option<(u32, bool, Vec<u8>)>,
    /// Answers that are held back.
    late: BTreeMap<(Instant, u32), Reply>,
    pub(super) last_stream: u32,
    /// What the client has used of its room.
    used: u32,
    /// Our own room, for bodies of refusals.
    room: i64,
}

impl Lane {
    pub(super) fn new(connection: Arc<Connection>) -> Self {
        let streams = connection.world.options.max_concurrent_streams;
        let mut out = wire::first_settings(streams);
        frames::window_update(&mut out, 0, ROOM);
        Self {
            connection,
            decoder: Decoder::default(),
            input: BytesMut::new(),
            out,
            has_preface: false,
            open: HashMap::new(),
            block: None,
            late: BTreeMap::new(),
            last_stream: 0,
            used: 0,
            room: FIRST_ROOM,
        }
    }

    /// Whether nothing is under way.
    pub(super) fn is_idle(&self) -> bool {
        let wire = &self.connection.wire;
        self.late.is_empty() && self.open.keys().all(|stream| wire.leaves_behind(*stream))
    }

    pub(super) fn make_room(&mut self) {
        self.input.reserve(READ);
    }

    /// When the next late answer is due.
    pub(super) fn next_answer(&self) -> Option<Instant> {
        self.late.first_key_value().map(|((due, _), _)| *due)
    }

    /// Sends the answers that are due.
    pub(super) fn release(&mut self, now: Instant) {
        while let Some(entry) = self.late.first_entry() {
            let (due, stream) = *entry.key();
            if due > now {
                return;
            }
            let reply = entry.remove();
            self.answer(stream, &reply);
        }
    }

    /// Takes all whole frames. Says whether the preface was among them; `None` if the client does not know HTTP/2.
    pub(super) fn take(&mut self) -> Option<bool> {
        let is_first = !self.has_preface;
        if is_first {
            if self.input.len() < PREFACE.len() {
                return PREFACE.starts_with(&self.input).then_some(false);
            }
            if !self.input.starts_with(PREFACE) {
                return None;
            }
            self.input.advance(PREFACE.len());
            self.has_preface = true;
        }
        let mut input = std::mem::take(&mut self.input);
        while let Some(head) = frames::Head::read(&input) {
            if head.length > wire::MAX_FRAME_SIZE as usize {
                return None;
            }
            let end = frames::HEAD_LENGTH + head.length;
            let Some(payload) = input.get(frames::HEAD_LENGTH..end) else {
                break;
            };
            self.frame(&head, payload)?;
            input.advance(end);
        }
        self.input = input;
        Some(is_first)
    }

    fn frame(&mut self, head: &frames::Head, payload: &[u8]) -> Option<()> {
        let (stream, kind, flags) = (head.stream, head.raw[3], head.raw[4]);
        let is_last = flags & frames::END_STREAM != 0;
        // Between the parts of a header block there is nothing else.
        if self.block.is_some() != (kind == frames::CONTINUATION) {
            return None;
        }
        match kind {
            frames::DATA => {
                self.give_back(payload.len());
                self.data(stream, unpadded(flags, payload)?, is_last);
            }
            frames::HEADERS => {
                let mut block = unpadded(flags, payload)?;
                if flags & frames::PRIORITY != 0 {
                    block = block.get(5..)?;
                }
                if flags & frames::END_HEADERS != 0 {
                    self.request(stream, is_last, block)?;
                } else {
                    self.block = Some((stream, is_last, block.to_vec()));
                }
            }
            frames::CONTINUATION => {
                let (stream, is_last, mut block) = self.block.take()?;
                block.extend_from_slice(payload);
                if flags & frames::END_HEADERS != 0 {
                    self.request(stream, is_last, &block)?;
                } else if block.len() > LONGEST_BLOCK {
                    return None;
                } else {
                    self.block = Some((stream, is_last, block));
                }
            }
            frames::RESET => {
                self.open.remove(&stream);
                self.late.retain(|(_, it), _| *it != stream);
            }
            frames::SETTINGS if flags & frames::ACK == 0 => {
                frames::begin(&mut self.out, 0, frames::SETTINGS, frames::ACK, 0);
            }
            frames::PING if flags & frames::ACK == 0 => {
                frames::begin(&mut self.out, payload.len(), kind, frames::ACK, 0);
                self.out.extend_from_slice(payload);
            }
            frames::WINDOW_UPDATE if stream == 0 => {
                self.room += i64::from(u32::from_be_bytes(payload.try_into().ok()?));
            }
            _ => {}
        }
        Some(())
    }

    fn give_back(&mut self, bytes: usize) {
        self.used += u32::try_from(bytes).unwrap_or(u32::MAX);
        if self.used > ROOM / 2 {
            frames::window_update(&mut self.out, 0, self.used);
            self.used = 0;
        }
    }

    /// A header block is whole: that of a request, or what follows its body.
    fn request(&mut self, stream: u32, is_last: bool, block: &[u8]) -> Option<()> {
        let fields = self.decoder.decode(block)?;
        if self.open.contains_key(&stream) {
            self.data(stream, &[], is_last);
            return Some(());
        }
        if stream.is_multiple_of(2) || stream <= self.last_stream {
            return None;
        }
        self.last_stream = stream;
        let limit = self.connection.world.options.max_concurrent_streams as usize;
        if is_last {
            self.complete(stream, fields, Bytes::new());
        } else if self.open.len() >= limit {
            frames::reset(&mut self.out, stream, Reason::REFUSED_STREAM.into());
        } else {
            self.open.insert(stream, (fields, Vec::new()));
        }
        Some(())
    }

    fn data(&mut self, stream: u32, data: &[u8], is_last: bool) {
        let Some((_, body)) = self.open.get_mut(&stream) else {
            return;
        };
        body.extend_from_slice(data);
        if (is_last || body.len() > LONGEST_BODY)
            && let Some((fields, body)) = self.open.remove(&stream)
        {
            self.complete(stream, fields, body.into());
        }
    }

    fn complete(&mut self, stream: u32, fields: Fields, body: Bytes) {
        let connection = self.connection.clone();
        if connection.wire.leaves_behind(stream) {
            return;
        }
        let text = |value: &Option<http::HeaderValue>| {
            let text = value.as_ref().and_then(|value| value.to_str().ok());
            text.unwrap_or_default().to_owned()
        };
        let request = Request::new(
            fields.method,
            &text(&fields.path),
            &text(&fields.authority),
            fields.headers,
            body,
            connection.host,
        );
        match Case::new(&connection, stream, request).outcome() {
            Outcome::Reply(reply) => self.answer(stream, &reply),
            Outcome::Late(delay, reply) => {
                self.late.insert((Instant::now() + delay, stream), reply);
            }
            Outcome::Reset(code) => frames::reset(&mut self.out, stream, code),
            Outcome::Stalled | Outcome::LeftBehind => {}
        }
        connection.open.store(
            u32::try_from(self.late.len()).unwrap_or(u32::MAX),
            Ordering::Relaxed,
        );
    }

    fn answer(&mut self, stream: u32, reply: &Reply) {
        if self.connection.wire.leaves_behind(stream) {
            return;
        }
        let size = |body: &Bytes| i64::try_from(body.len()).unwrap_or(i64::MAX);
        // Without room for its body a refusal goes without one: nobody has filled 64 KB with them and not read any.
        let body = reply.body.as_ref().filter(|body| size(body) <= self.room);
        let start = self.out.len();
        let end = if body.is_some() {
            0
        } else {
            frames::END_STREAM
        };
        let flags = frames::END_HEADERS | end;
        frames::begin(&mut self.out, 0, frames::HEADERS, flags, stream);
        status(&mut self.out, reply.status);
        for (name, value) in &reply.headers {
            literal(&mut self.out, name.as_bytes(), value.as_bytes());
        }
        if body.is_some() {
            literal(&mut self.out, b"content-type", b"application/json");
        }
        frames::set_length(&mut self.out, start);
        if let Some(body) = body {
            self.room -= size(body);
            let flags = frames::END_STREAM;
            frames::begin(&mut self.out, body.len(), frames::DATA, flags, stream);
            self.out.extend_from_slice(body);
        }
    }
}

/// The payload of a frame without its padding.
fn unpadded(flags: u8, payload: &[u8]) -> Option<&[u8]> {
    if flags & frames::PADDED == 0 {
        return Some(payload);
    }
    let (padding, rest) = payload.split_first()?;
    let length = rest.len().checked_sub(usize::from(*padding))?;
    Some(&rest[..length])
}

/// `:status`: 200 is in the static table, and all others are rare enough to be written out.
fn status(out: &mut Vec<u8>, status: StatusCode) {
    if status == StatusCode::OK {
        out.push(0x88);
    } else {
        out.extend_from_slice(&[0x08, 3]);
        out.extend_from_slice(status.as_str().as_bytes());
    }
}

/// A header that is not to be remembered.
fn literal(out: &mut Vec<u8>, name: &[u8], value: &[u8]) {
    out.push(0);
    for text in [name, value] {
        out.push(u8::try_from(text.len()).expect("names and values of ours are short"));
        out.extend_from_slice(text);
    }
}
