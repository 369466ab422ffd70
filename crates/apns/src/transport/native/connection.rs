//! One HTTP/2 connection: what is shared by those who use it, and the task that moves its bytes.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use h2::client::{self, SendRequest};
use h2::{Ping, PingPong, RecvStream};
use http::{HeaderMap, Request};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, timeout};
use tokio_rustls::client::TlsStream;

use super::Options;
use super::streams::Streams;
use crate::outcome::{Outcome, Progress, of_h2, words};

/// The most of an answer's body that is kept. Apple's are under 100 bytes.
const MOST_BODY: usize = 8 * 1024;
/// The most bytes of headers that an answer may have.
const MOST_HEADERS: u32 = 16 * 1024;

/// An answer as it came.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// A request without an answer.
pub(super) struct Failure {
    pub(super) outcome: Outcome,
    pub(super) cause: String,
}

impl Failure {
    fn of(error: &h2::Error, progress: Progress) -> Self {
        Self {
            outcome: of_h2(error, progress),
            cause: words(error),
        }
    }

    fn closing() -> Self {
        Self {
            outcome: Outcome::NotSent,
            cause: "the connection was closing".to_owned(),
        }
    }
}

/// A connection. It is open until [`Connection::close`]; requests under way end by themselves after that.
pub(super) struct Connection {
    // Invariant: `None` once closed. `h2` ends a connection when no handle and no stream is left, so nothing else may
    // keep a handle.
    send: Mutex<Option<SendRequest<Bytes>>>,
    pub(super) streams: Streams,
    answered: AtomicU64,
    pub(super) opened_at: Instant,
}

impl Connection {
    /// Starts HTTP/2 on a TLS connection.
    pub(super) async fn start(
        tls: TlsStream<TcpStream>,
        options: Options,
    ) -> Result<Arc<Self>, h2::Error> {
        let (send, connection) = client::Builder::new()
            .enable_push(false)
            .max_header_list_size(MOST_HEADERS)
            // Until SETTINGS have come, as for Apple before the first accepted push.
            .initial_max_send_streams(1)
            .handshake(tls)
            .await?;
        let this = Arc::new(Self {
            send: Mutex::new(Some(send)),
            streams: Streams::new(options.most_streams),
            answered: AtomicU64::new(0),
            opened_at: Instant::now(),
        });
        tokio::spawn(drive(connection, this.clone(), options));
        Ok(this)
    }

    /// Whether it takes requests.
    pub(super) fn is_open(&self) -> bool {
        self.handle().is_some()
    }

    /// Whether anything was ever answered on it.
    pub(super) fn has_answered(&self) -> bool {
        self.answered.load(Ordering::Relaxed) > 0
    }

    /// Takes no more requests. Those under way are finished, then the connection ends.
    pub(super) fn close(&self) {
        *self.send.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.streams.close();
    }

    /// Sends one request and waits for its answer. `handed` becomes true when any part of it may have left.
    pub(super) async fn ask(
        &self,
        request: Request<()>,
        body: Bytes,
        handed: &AtomicBool,
    ) -> Result<Answer, Failure> {
        let _turn = self.streams.turn().await.ok_or_else(Failure::closing)?;
        // A handle of its own for each request: `h2` lets a handle queue one request at a time.
        let mut send = self.handle().ok_or_else(Failure::closing)?;
        let (response, mut stream) = send
            .send_request(request, body.is_empty())
            .map_err(|error| Failure::of(&error, Progress::Waiting))?;
        handed.store(true, Ordering::Relaxed);
        if !body.is_empty() {
            // When this fails, the stream has ended, and the response says how.
            let _ = stream.send_data(body, true);
        }
        let response = response
            .await
            .map_err(|error| Failure::of(&error, Progress::Handed))?;
        self.answered.fetch_add(1, Ordering::Relaxed);
        let (head, body) = response.into_parts();
        Ok(Answer {
            status: head.status.as_u16(),
            headers: head.headers,
            body: collect(body).await,
        })
    }

    fn handle(&self) -> Option<SendRequest<Bytes>> {
        self.send
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Whether the server has said that it takes no more requests on this connection.
    fn was_sent_away(&self, cx: &mut Context<'_>) -> bool {
        let mut send = self.send.lock().unwrap_or_else(PoisonError::into_inner);
        send.as_mut()
            .is_some_and(|send| matches!(send.poll_ready(cx), Poll::Ready(Err(_))))
    }
}

/// Reads a body as far as it comes. The status is an answer even when the body breaks off.
async fn collect(mut stream: RecvStream) -> Bytes {
    let mut body = BytesMut::new();
    while let Some(Ok(chunk)) = stream.data().await {
        // Refused only when more is released than was received.
        let _ = stream.flow_control().release_capacity(chunk.len());
        if body.len() + chunk.len() > MOST_BODY {
            break;
        }
        body.extend_from_slice(&chunk);
    }
    body.freeze()
}

/// Moves the bytes of a connection until it ends.
async fn drive(
    mut http: client::Connection<TlsStream<TcpStream>, Bytes>,
    connection: Arc<Connection>,
    options: Options,
) {
    let pings = http.ping_pong().expect("it is taken once, here");
    let work = poll_fn(|cx| {
        let end = Pin::new(&mut http).poll(cx);
        connection.streams.allow(http.max_concurrent_send_streams());
        // After GOAWAY, whoever waits for a turn need not wait for those under way.
        if connection.was_sent_away(cx) {
            connection.close();
        }
        end
    });
    tokio::select! {
        biased;
        end = work => match end {
            Ok(()) => tracing::debug!("a connection to APNs ended"),
            Err(error) => tracing::debug!(error = %words(&error), "a connection to APNs broke"),
        },
        // Leaving drops the connection, and every stream on it ends with an I/O error.
        () = silence(pings, &connection, options) => {
            tracing::debug!("a connection to APNs gave no sign of life");
        }
    }
    connection.close();
}

/// Ends when the server has given no sign of life for too long.
async fn silence(mut pings: PingPong, connection: &Connection, options: Options) {
    let mut heard = 0;
    loop {
        sleep(options.ping_after).await;
        let answered = connection.answered.load(Ordering::Relaxed);
        if answered != heard {
            heard = answered;
            continue;
        }
        let pong = timeout(options.pong_within, pings.ping(Ping::opaque())).await;
        if !matches!(pong, Ok(Ok(_))) {
            return;
        }
    }
}
