//! One connection: its streams, its limit of them, and its end.

use crate::{
    Answer, Environment, Fault, Service,
    environment::Host,
    exchange::Exchange,
    express,
    identity::Shown,
    listener::told,
    reply::Pending,
    session::Session,
    wire::{self, Hands, Wire},
    world::World,
};
use bytes::Bytes;
use h2::RecvStream;
use serde::Serialize;
use std::{
    future::pending,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};
use tokio::{
    net::TcpStream,
    sync::watch,
    task::JoinSet,
    time::{Instant, sleep_until, timeout},
};
use tokio_rustls::server::TlsStream;

/// A client that has not said its preface by then is sent away.
pub(crate) const HANDSHAKE: Duration = Duration::from_secs(10);
/// How long a client may take to close its half after we have closed ours.
pub(crate) const LINGER: Duration = Duration::from_secs(1);

/// The server's side of HTTP/2, as far as `h2` does it.
type Http2 = h2::server::Connection<Wire<TlsStream<TcpStream>>, Bytes>;

/// What all requests of a connection share.
pub(crate) struct Connection {
    pub(crate) number: u64,
    pub(crate) world: Arc<World>,
    pub(crate) wire: Hands,
    pub(crate) session: Mutex<Session>,
    /// What the host name in the TLS handshake stands for, or else the listener.
    pub(crate) host: Host,
    /// The client's certificate. With one, provider tokens are not looked at.
    pub(crate) shown: Shown,
    /// Requests without an answer.
    pub(crate) open: AtomicU32,
    /// A good provider token or certificate has been seen, and the client has been told the higher limit.
    trusted: AtomicBool,
    opened_at_ms: u64,
    /// What was ordered for its streams; without a stream, for the next one.
    orders: Mutex<Vec<(Option<u32>, Answer)>>,
}

/// An open connection, as it is shown to those who choose one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConnectionView {
    /// Counted from 1.
    pub number: u64,
    /// What the client has chosen by host name or port.
    pub environment: Environment,
    /// The same.
    pub service: Service,
    /// Whether it has shown a good provider token or certificate.
    pub is_authenticated: bool,
    /// Requests without an answer.
    pub open_requests: u32,
    /// When its preface came, in Unix milliseconds.
    pub opened_at_ms: u64,
}

impl Connection {
    pub(crate) fn view(&self) -> ConnectionView {
        ConnectionView {
            number: self.number,
            environment: self.host.environment,
            service: self.host.service,
            is_authenticated: self.trusted.load(Ordering::Relaxed),
            open_requests: self.open.load(Ordering::Relaxed),
            opened_at_ms: self.opened_at_ms,
        }
    }

    /// Does something to it.
    pub(crate) fn disturb(&self, fault: Fault) {
        match fault {
            Fault::GoAway {
                reason,
                last_stream,
            } => self.wire.go_away(last_stream, &reason),
            Fault::Settings(settings) => self.wire.set(&settings),
            Fault::SlowWindows(milliseconds) => {
                self.wire.delay_windows(Duration::from_millis(milliseconds));
            }
            Fault::Answer { stream, answer } => self.orders().push((stream, answer)),
            Fault::HalfClose => self.wire.close(),
            Fault::Disconnect => self.wire.cut(),
        }
    }

    /// Takes the order for a stream, the oldest first.
    pub(crate) fn order(&self, stream: u32) -> Option<Answer> {
        let mut orders = self.orders();
        let place = orders
            .iter()
            .position(|(wanted, _)| wanted.is_none_or(|wanted| wanted == stream))?;
        Some(orders.remove(place).1)
    }

    fn orders(&self) -> MutexGuard<'_, Vec<(Option<u32>, Answer)>> {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells the client the higher limit, the first time.
    pub(crate) fn trust(&self) {
        if !self.trusted.swap(true, Ordering::Relaxed) {
            self.wire
                .set_stream_limit(self.world.options.max_concurrent_streams);
        }
    }

    /// Whether a stream is one more than the client had been told. Only `h2` knows about the higher limit.
    fn is_too_many(&self, stream: u32) -> bool {
        !self.trusted.load(Ordering::Relaxed)
            && self.open.load(Ordering::Relaxed) >= self.world.options.streams_before_token
            && self.wire.knew_limit(stream)
    }
}

/// Serves a connection until one of both sides ends it.
pub(crate) async fn serve(
    stream: TlsStream<TcpStream>,
    number: u64,
    host: Host,
    world: Arc<World>,
    stop: watch::Receiver<bool>,
) {
    let options = &world.options;
    let tls = stream.get_ref().1;
    let host = tls.server_name().and_then(Host::named).unwrap_or(host);
    let now = options.clock.since_epoch();
    let shown = world.identities.inspect(tls.peer_certificates(), now);
    // Who answers everything does not wait for a provider token, and who has shown a certificate needs none.
    let trusted = options.accept_all || matches!(shown, Shown::Certificate(_));
    let streams = if trusted {
        options.max_concurrent_streams
    } else {
        options.streams_before_token
    };
    let connection = Arc::new(Connection {
        number,
        opened_at_ms: options.clock.milliseconds(),
        orders: Mutex::default(),
        wire: Hands::default(),
        session: Mutex::default(),
        host,
        shown,
        open: AtomicU32::new(0),
        trusted: AtomicBool::new(trusted),
        world: world.clone(),
    });
    world.open(&connection);
    if options.accept_all {
        express::run(stream, connection, stop).await;
    } else if let Some(h2) = greet(stream, &connection, streams).await {
        run(h2, connection, stop).await;
    }
    world.close(number);
}

/// Exchanges prefaces; `streams` is the limit that the client is told first.
async fn greet(
    stream: TlsStream<TcpStream>,
    connection: &Connection,
    streams: u32,
) -> Option<Http2> {
    let (number, options) = (connection.number, &connection.world.options);
    let stream = Wire::new(stream, &connection.wire, streams);
    let mut h2 = h2::server::Builder::new();
    h2.header_table_size(wire::HEADER_TABLE_SIZE)
        .max_frame_size(wire::MAX_FRAME_SIZE)
        .max_header_list_size(wire::MAX_HEADER_LIST_SIZE)
        .max_concurrent_streams(
            options
                .max_concurrent_streams
                .max(options.streams_before_token),
        );
    match timeout(HANDSHAKE, h2.handshake(stream)).await {
        Ok(Ok(accepted)) => Some(accepted),
        Ok(Err(error)) => {
            tracing::debug!(number, %error, "the client does not speak HTTP/2");
            None
        }
        Err(_) => {
            tracing::debug!(number, "the client has not said anything");
            None
        }
    }
}

async fn run(mut h2: Http2, connection: Arc<Connection>, mut stop: watch::Receiver<bool>) {
    let mut requests = JoinSet::new();
    // Streams that are left behind stay open until the connection ends: to reset them would say something about them.
    let mut left_behind: Vec<Pending> = Vec::new();
    let mut last_stream = 0;
    let mut deadline = None;
    let (mut stopping, mut closed) = (false, false);
    loop {
        if requests.is_empty() && connection.wire.is_going_away() && !closed {
            closed = true;
            connection.wire.close();
            deadline = Some(Instant::now() + LINGER);
        }
        tokio::select! {
            accepted = h2.accept() => match accepted {
                Some(Ok((request, pending))) => {
                    let stream = u32::from(pending.stream_id());
                    if connection.wire.leaves_behind(stream) {
                        left_behind.push(pending);
                    } else if let Some(exchange) = admit(&connection, stream, request, pending) {
                        last_stream = stream;
                        requests.spawn(exchange.run());
                    }
                }
                Some(Err(error)) => {
                    tracing::debug!(number = connection.number, %error, "the connection broke");
                    break;
                }
                None => break,
            },
            Some(done) = requests.join_next() => left_behind.extend(done.ok().flatten()),
            () = told(&mut stop), if !stopping => {
                stopping = true;
                connection.wire.go_away(Some(last_stream), "Shutdown");
                if !closed {
                    deadline = Some(Instant::now() + connection.world.options.drain);
                }
            }
            () = at(deadline) => break,
        }
    }
}

/// Refuses a stream that is one too many; the client knows then that it may send it again.
fn admit(
    connection: &Arc<Connection>,
    stream: u32,
    request: http::Request<RecvStream>,
    mut pending: Pending,
) -> Option<Exchange> {
    if connection.is_too_many(stream) {
        pending.send_reset(h2::Reason::REFUSED_STREAM);
        return None;
    }
    connection.open.fetch_add(1, Ordering::Relaxed);
    Some(Exchange {
        connection: connection.clone(),
        stream,
        request,
        pending,
    })
}

pub(crate) async fn at(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => sleep_until(deadline).await,
        None => pending().await,
    }
}
