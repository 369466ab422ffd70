//! Takes connections until it is told to stop. Nothing that a client does can end it.

use crate::{
    SimulatorError, TlsRefusal, authority::Tls, connection, environment::Host, world::World,
};
use std::{io, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::{JoinHandle, JoinSet},
    time::{sleep, timeout},
};
use tokio_rustls::TlsAcceptor;

/// A client that has not finished the TLS handshake by then is sent away.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// After an error such as too many open files, the next attempt would fail at once again.
const PAUSE: Duration = Duration::from_millis(50);

/// A listener that runs.
pub(crate) struct Listener {
    host: Host,
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Listener {
    /// `host` is what it is for clients that do not call it by one of Apple's names.
    pub(crate) async fn start(
        host: Host,
        wanted: SocketAddr,
        world: Arc<World>,
        tls: Tls,
        stop: watch::Receiver<bool>,
    ) -> Result<Self, SimulatorError> {
        let listen = |source| SimulatorError::Listen {
            address: wanted,
            source,
        };
        let socket = TcpListener::bind(wanted).await.map_err(listen)?;
        let address = socket.local_addr().map_err(listen)?;
        let door = Door {
            host,
            world,
            acceptor: TlsAcceptor::from(tls.accepting),
            refuser: TlsAcceptor::from(tls.refusing),
            stop,
        };
        let task = tokio::spawn(run(socket, door));
        Ok(Self {
            host,
            address,
            task,
        })
    }

    pub(crate) fn host(&self) -> Host {
        self.host
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits until all connections are closed.
    pub(crate) async fn stopped(self) {
        // An error would be a panic in `run`, which has been reported where it happened.
        let _ = self.task.await;
    }
}

/// Waits for the order to stop. That the sender is gone, together with the last handle, is one as well.
pub(crate) async fn told(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

/// What every connection of a listener gets.
#[derive(Clone)]
struct Door {
    host: Host,
    world: Arc<World>,
    acceptor: TlsAcceptor,
    refuser: TlsAcceptor,
    stop: watch::Receiver<bool>,
}

async fn run(socket: TcpListener, door: Door) {
    let mut stopped = door.stop.clone();
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = told(&mut stopped) => break,
            accepted = socket.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(serve(stream, door.clone()));
                }
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    sleep(PAUSE).await;
                }
            },
            Some(_) = connections.join_next() => {}
        }
    }
    drop(socket);
    while connections.join_next().await.is_some() {}
}

async fn serve(stream: TcpStream, door: Door) {
    let Door {
        host,
        world,
        acceptor,
        refuser,
        mut stop,
    } = door;
    let number = world.next_connection();
    let acceptor = match world.conditions().refuse_tls {
        None => acceptor,
        Some(TlsRefusal::Alert) => refuser,
        Some(TlsRefusal::Close) => return,
        Some(TlsRefusal::Stall) => return told(&mut stop).await,
    };
    let handshake = async {
        stream.set_nodelay(true)?;
        timeout(HANDSHAKE, acceptor.accept(stream))
            .await
            .map_err(|_| io::Error::from(io::ErrorKind::TimedOut))?
    };
    let accepted = tokio::select! {
        () = told(&mut stop) => return,
        accepted = handshake => accepted,
    };
    match accepted {
        Ok(stream) => connection::serve(stream, number, host, world, stop).await,
        Err(error) => tracing::debug!(number, %error, "the TLS handshake failed"),
    }
}
