//! From the socket to the router, and the orderly end.
//!
//! Not `axum::serve`: that keeps a half-sent request open for as long as a stranger likes. Here every connection has a
//! timer, and there is a limit to how many there are.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use http::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt as _;

use crate::app::App;
use crate::config::Limits;
use crate::error::ServerError;
use crate::middleware::Peer;
use crate::router::router;

/// Serves `app` until `shutdown`, then lets what is in flight finish within the configured time.
///
/// An error means that the ledger has failed. The process must end then; the next start finds what was in flight.
pub async fn run(
    listener: TcpListener,
    app: App,
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServerError> {
    let limits = app.config().limits;
    let server = Server {
        router: router(app.clone()),
        limits,
        builder: builder(&limits),
    };
    let graceful = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(limits.connections));
    let addresses = Arc::new(PerAddress {
        most: limits.connections_per_address,
        open: Mutex::default(),
    });

    tokio::pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            () = &mut shutdown => break,
            failed = app.failed() => return Err(failed.into()),
            accepted = accept(&listener, &room) => accepted,
        };
        let Some((stream, peer, place)) = accepted else {
            continue;
        };
        let Some(entry) = addresses.enter(peer) else {
            tracing::warn!(peer = %peer.0, "refused a connection: this address has too many");
            continue;
        };
        server.spawn(stream, peer, (place, entry), &graceful);
    }

    tracing::info!("stopping: no new connections, finishing what is in flight");
    drop(listener);
    app.begin_stop();
    if tokio::time::timeout(limits.drain, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests did not finish in time");
    }
    app.drain(limits.drain).await?;
    tracing::info!("stopped");
    Ok(())
}

struct Server {
    router: Router,
    limits: Limits,
    builder: auto::Builder<TokioExecutor>,
}

fn builder(limits: &Limits) -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header)
        .max_buf_size(64 * 1024);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(100)
        .max_header_list_size(16 * 1024)
        .max_pending_accept_reset_streams(20)
        .max_local_error_reset_streams(1024)
        .keep_alive_interval(Duration::from_secs(20))
        .keep_alive_timeout(limits.header);
    builder
}

impl Server {
    /// Serves one connection in a task of its own. `held` is freed when it ends.
    fn spawn<H: Send + 'static>(
        &self,
        stream: TcpStream,
        peer: Peer,
        held: H,
        graceful: &GracefulShutdown,
    ) {
        // Answers are small and people wait for them.
        let _ = stream.set_nodelay(true);
        let asked = Arc::new(Notify::new());
        let service = {
            let (router, asked) = (self.router.clone(), asked.clone());
            service_fn(move |request: Request<Incoming>| {
                asked.notify_one();
                let mut request = request.map(Body::new);
                request.extensions_mut().insert(peer);
                let router = router.clone();
                async move {
                    Ok::<_, Infallible>(
                        router
                            .oneshot(request)
                            .await
                            .unwrap_or_else(|never| match never {}),
                    )
                }
            })
        };
        let connection = self
            .builder
            .serve_connection(TokioIo::new(stream), service)
            .into_owned();
        let connection = graceful.watch(connection);
        let patience = self.limits.header;
        tokio::spawn(async move {
            tokio::pin!(connection);
            // The timers of the protocols start when it is known which one is spoken. Whoever never gets that far, or
            // never comes to a first request, is closed by this one.
            let first = tokio::time::timeout(patience, asked.notified());
            let ended = tokio::select! {
                ended = &mut connection => Some(ended),
                asked = first => match asked {
                    Ok(()) => Some(connection.await),
                    Err(_) => None,
                },
            };
            match ended {
                Some(Ok(())) => {}
                Some(Err(error)) => {
                    tracing::debug!(peer = %peer.0, error = %error, "a connection broke");
                }
                None => tracing::debug!(peer = %peer.0, "closed a connection without a request"),
            }
            drop(held);
        });
    }
}

/// The next connection, once there is room for it. `None` when the system could not give one, after a pause.
async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> Option<(TcpStream, Peer, OwnedSemaphorePermit)> {
    let place = room.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, address)) => Some((stream, Peer(address.ip()), place)),
        Err(error) => {
            // Out of file descriptors, most likely: trying again at once would only burn the processor.
            tracing::error!(%error, "cannot accept connections");
            tokio::time::sleep(Duration::from_millis(100)).await;
            None
        }
    }
}

/// How many connections each address has.
struct PerAddress {
    most: usize,
    open: Mutex<HashMap<IpAddr, usize>>,
}

/// A connection that is counted until this is dropped.
struct Entry {
    addresses: Arc<PerAddress>,
    address: IpAddr,
}

impl PerAddress {
    fn enter(self: &Arc<Self>, peer: Peer) -> Option<Entry> {
        let address = peer.stranger();
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(address).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        Some(Entry {
            addresses: self.clone(),
            address,
        })
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        let mut open = self
            .addresses
            .open
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_so_many_connections_and_no_more() {
        let addresses = Arc::new(PerAddress {
            most: 2,
            open: Mutex::default(),
        });
        let [ada, bob] = ["192.0.2.1", "192.0.2.2"].map(|text| Peer(text.parse().unwrap()));
        let first = addresses.enter(ada);
        let second = addresses.enter(ada);
        assert!(first.is_some() && second.is_some());
        assert!(addresses.enter(ada).is_none());
        assert!(addresses.enter(bob).is_some());
        drop(first);
        assert!(addresses.enter(ada).is_some());
        drop(second);
        assert!(
            addresses.open.lock().unwrap().is_empty(),
            "those that are gone cost nothing"
        );
    }
}
