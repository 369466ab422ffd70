//! The far end of a connection, frame by frame (RFC 9113, 4.1). It decodes no header: a push is known by its body.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream};

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const PING: u8 = 6;
const GO_AWAY: u8 = 7;
const WINDOW_UPDATE: u8 = 8;
const END_STREAM: u8 = 1;
const ACK: u8 = 1;
const END_HEADERS: u8 = 4;

pub(super) const REFUSED_STREAM: u32 = 7;
pub(super) const CANCEL: u32 = 8;

/// A server's end.
pub(super) struct FarEnd(DuplexStream);

/// What a server hears.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// A whole push: its stream and its number.
    Push(u32, u64),
    /// The client has reset a stream.
    Reset(u32),
}

impl FarEnd {
    /// Takes a connection on, with so many streams.
    pub(super) async fn accept(stream: DuplexStream, streams: u32) -> Self {
        let mut this = Self(stream);
        let mut preface = [0; 24];
        this.0.read_exact(&mut preface).await.unwrap();
        assert_eq!(&preface, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        this.allow(streams).await;
        // As many bytes as anybody may want to send.
        this.write(WINDOW_UPDATE, 0, 0, &0x3fff_ffff_u32.to_be_bytes())
            .await;
        this
    }

    /// Changes how many streams there are.
    pub(super) async fn allow(&mut self, streams: u32) {
        let mut setting = vec![0, 3];
        setting.extend(streams.to_be_bytes());
        self.write(SETTINGS, 0, 0, &setting).await;
    }

    /// The next thing that matters; `None` when the client has gone. Pings and settings are answered.
    pub(super) async fn hear(&mut self) -> Option<Heard> {
        loop {
            let mut head = [0; 9];
            self.0.read_exact(&mut head).await.ok()?;
            let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
            let (kind, flags) = (head[3], head[4]);
            let stream = u32::from_be_bytes([head[5], head[6], head[7], head[8]]);
            let mut payload = vec![0; usize::try_from(length).unwrap()];
            self.0.read_exact(&mut payload).await.ok()?;
            match kind {
                SETTINGS if flags & ACK == 0 => self.write(SETTINGS, ACK, 0, &[]).await,
                PING if flags & ACK == 0 => self.write(PING, ACK, 0, &payload).await,
                RST_STREAM => return Some(Heard::Reset(stream)),
                HEADERS => assert_eq!(flags & END_STREAM, 0, "every push has a body"),
                DATA => {
                    assert_eq!(flags & END_STREAM, END_STREAM, "a body is one frame");
                    let number = String::from_utf8(payload).unwrap();
                    return Some(Heard::Push(stream, number.parse().unwrap()));
                }
                _ => {}
            }
        }
    }

    /// Accepts a push: `:status: 200`, from HPACK's static table, and nothing else.
    pub(super) async fn accept_push(&mut self, stream: u32) {
        self.write(HEADERS, END_HEADERS | END_STREAM, stream, &[0x88])
            .await;
    }

    pub(super) async fn reset(&mut self, stream: u32, code: u32) {
        self.write(RST_STREAM, 0, stream, &code.to_be_bytes()).await;
    }

    pub(super) async fn go_away(&mut self, last_stream: u32) {
        let mut payload = last_stream.to_be_bytes().to_vec();
        payload.extend(0_u32.to_be_bytes());
        payload.extend(br#"{"reason":"Shutdown"}"#);
        self.write(GO_AWAY, 0, 0, &payload).await;
    }

    /// A client that has gone is found out by the next [`FarEnd::hear`].
    async fn write(&mut self, kind: u8, flags: u8, stream: u32, payload: &[u8]) {
        let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
        let mut frame = length[1..].to_vec();
        frame.extend([kind, flags]);
        frame.extend(stream.to_be_bytes());
        frame.extend(payload);
        let _ = self.0.write_all(&frame).await;
    }
}
