//! HTTP/2 by hand, for what a well-behaved client never does or never shows.

use crate::client::{Scene, soon, tls};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};
use tokio_rustls::client::TlsStream;

pub(crate) const DATA: u8 = 0;
pub(crate) const HEADERS: u8 = 1;
pub(crate) const RESET: u8 = 3;
pub(crate) const SETTINGS: u8 = 4;
pub(crate) const PING: u8 = 6;
pub(crate) const GO_AWAY: u8 = 7;
pub(crate) const WINDOW_UPDATE: u8 = 8;
pub(crate) const CONTINUATION: u8 = 9;
pub(crate) const END_STREAM: u8 = 1;
pub(crate) const END_HEADERS: u8 = 4;
pub(crate) const ACK: u8 = 1;

/// A connection on which a test writes and reads frames.
pub(crate) struct Raw(TlsStream<TcpStream>);

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) kind: u8,
    pub(crate) flags: u8,
    pub(crate) stream: u32,
    pub(crate) payload: Vec<u8>,
}

impl Raw {
    /// Connects and says the preface with empty SETTINGS.
    pub(crate) async fn connect(scene: &Scene) -> Self {
        let stream = tls(
            scene.simulator.address(),
            scene.simulator.ca_pem(),
            "localhost",
        )
        .await;
        let mut raw = Self(stream);
        raw.write(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").await;
        raw.send(SETTINGS, 0, 0, &[]).await;
        raw
    }

    /// A connection on which nothing has been said.
    pub(crate) fn silent(stream: TlsStream<TcpStream>) -> Self {
        Self(stream)
    }

    /// Sends requests with this header block, and reads nothing, until the server has had enough.
    pub(crate) async fn flood(&mut self, block: &[u8]) {
        let mut frames = Vec::new();
        for stream in (1..).step_by(2) {
            let length = u8::try_from(block.len()).unwrap();
            frames.extend([0, 0, length, HEADERS, END_HEADERS | END_STREAM]);
            frames.extend(u32::to_be_bytes(stream));
            frames.extend(block);
            if frames.len() > 16_384 {
                if self.0.write_all(&frames).await.is_err() {
                    return;
                }
                frames.clear();
            }
        }
    }

    pub(crate) async fn write(&mut self, bytes: &[u8]) {
        self.0.write_all(bytes).await.unwrap();
        self.0.flush().await.unwrap();
    }

    pub(crate) async fn send(&mut self, kind: u8, flags: u8, stream: u32, payload: &[u8]) {
        let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
        let mut frame = vec![length[1], length[2], length[3], kind, flags];
        frame.extend(stream.to_be_bytes());
        frame.extend(payload);
        self.write(&frame).await;
    }

    /// Opens a stream with a push that lacks nearly everything.
    pub(crate) async fn open(&mut self, stream: u32, flags: u8) {
        let headers = [
            (":method", "POST"),
            (":scheme", "https"),
            (":authority", "localhost"),
            (":path", "/3/device/ab"),
        ];
        // Each as a literal that is never indexed, without compression.
        let block: Vec<u8> = headers
            .iter()
            .flat_map(|(name, value)| [&[0x10][..], &text(name), &text(value)].concat())
            .collect();
        self.send(HEADERS, flags | END_HEADERS, stream, &block)
            .await;
    }

    /// The next frame; `None` when the server has closed its half.
    pub(crate) async fn read(&mut self) -> Option<Frame> {
        let mut head = [0; 9];
        soon(self.0.read_exact(&mut head)).await.ok()?;
        let [l0, l1, l2, kind, flags, stream @ ..] = head;
        let mut payload = vec![0; usize::from(l0) << 16 | usize::from(l1) << 8 | usize::from(l2)];
        soon(self.0.read_exact(&mut payload)).await.ok()?;
        Some(Frame {
            kind,
            flags,
            stream: u32::from_be_bytes(stream),
            payload,
        })
    }

    /// The next frame of a kind.
    pub(crate) async fn read_kind(&mut self, kind: u8) -> Frame {
        loop {
            let frame = self.read().await.expect("the connection is open");
            if frame.kind == kind {
                return frame;
            }
        }
    }
}

/// A string of HPACK that is short and not compressed.
fn text(text: &str) -> Vec<u8> {
    [&[u8::try_from(text.len()).unwrap()], text.as_bytes()].concat()
}
