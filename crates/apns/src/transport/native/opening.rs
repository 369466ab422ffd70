//! How a lane is opened: after the pause that earlier failures ask for, up to the server's first SETTINGS.

use std::future::poll_fn;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use h2::client::{self, Connection, SendRequest};
use tokio::time::{Instant, sleep, sleep_until, timeout};

use super::Options;
use super::dial::Io;
use super::driver::Driver;
use super::pool::{Pool, TICK};
use crate::outcome::words;

/// The most bytes of headers that an answer may have.
const MOST_HEADERS: u32 = 16 * 1024;

/// HTTP/2 on a connection, past the server's SETTINGS.
pub(super) type Http = (SendRequest<Bytes>, Connection<Box<dyn Io>, Bytes>);

/// What failures to connect mean for the next attempt.
#[derive(Default)]
pub(super) struct Pace {
    failures_in_a_row: u32,
    pub(super) not_before: Option<Instant>,
}

impl Pace {
    pub(super) fn fail(&mut self, at: Instant, options: &Options) {
        let doublings = self.failures_in_a_row.min(20);
        self.failures_in_a_row += 1;
        let pause = options
            .first_pause
            .saturating_mul(1 << doublings)
            .min(options.longest_pause);
        self.not_before = Some(at + jittered(pause));
    }
}

/// From half to the whole of a pause.
fn jittered(pause: Duration) -> Duration {
    // The keys of a new `RandomState` are random, and so is the hash of nothing.
    let random = RandomState::new().build_hasher().finish() % 1024;
    let part = u32::try_from(random).unwrap_or_default();
    pause / 2 + pause / 2 * part / 1024
}

/// Opens a lane and drives it to its end.
pub(super) async fn open(pool: Arc<Pool>) {
    let mut guard = Guard(Some(&pool));
    let connected = tokio::select! {
        biased;
        () = pool.closed() => return,
        connected = connect(&pool) => connected,
    };
    guard.0 = None;
    match connected {
        Ok(http) => Driver::new(http, &pool).await.run().await,
        Err(cause) => {
            tracing::debug!(cause, "cannot reach APNs");
            pool.fail(&cause);
        }
    }
}

/// Lets another task open a lane when this one ends without having done so.
struct Guard<'a>(Option<&'a Pool>);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        if let Some(pool) = self.0 {
            pool.give_up_opening();
        }
    }
}

/// Connects; meanwhile keeps the deadlines of those who wait.
async fn connect(pool: &Pool) -> Result<Http, String> {
    let mut connecting = pin!(async {
        if let Some(moment) = pool.not_before() {
            sleep_until(moment).await;
        }
        let patience = pool.options.connect_within;
        timeout(patience, start(pool)).await.unwrap_or_else(|_| {
            let seconds = patience.as_secs_f32();
            Err(format!("no connection within {seconds} s"))
        })
    });
    loop {
        tokio::select! {
            biased;
            connected = &mut connecting => return connected,
            () = sleep(TICK) => pool.sweep(Instant::now()),
        }
    }
}

async fn start(pool: &Pool) -> Result<Http, String> {
    let io = pool.dialer.dial().await?;
    let failed = |error: h2::Error| format!("HTTP/2 handshake failed: {}", words(&error));
    let (send, mut http) = client::Builder::new()
        .enable_push(false)
        .max_header_list_size(MOST_HEADERS)
        // None until SETTINGS have come. TLS 1.3 tells only with the first bytes whether a server takes the client's
        // certificate: before that nothing may leave, or nobody could tell what became of it.
        .initial_max_send_streams(0)
        // Answers may come late for every push that was given up: that is no misdeed of the server's.
        .max_concurrent_reset_streams(pool.options.most_streams)
        .max_local_error_reset_streams(None)
        .handshake(io)
        .await
        .map_err(failed)?;
    poll_fn(|cx| match Pin::new(&mut http).poll(cx) {
        Poll::Ready(Ok(())) => Poll::Ready(Err("the server closed the connection".to_owned())),
        Poll::Ready(Err(error)) => Poll::Ready(Err(failed(error))),
        Poll::Pending if http.max_concurrent_send_streams() > 0 => Poll::Ready(Ok(())),
        Poll::Pending => Poll::Pending,
    })
    .await?;
    Ok((send, http))
}
