//! One request and its answer: read, decide, answer; or what was ordered instead.

use crate::{Answer, case::Case, connection::Connection, reply::Pending};
use bytes::Bytes;
use h2::RecvStream;
use std::{
    future::poll_fn,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};
use tokio::time::sleep;

/// More than this is not read of any body: it is too large for every type of push.
const READ_LIMIT: usize = 64 * 1024;

/// A request that has come in.
pub(crate) struct Exchange {
    pub(crate) connection: Arc<Connection>,
    pub(crate) stream: u32,
    pub(crate) request: http::Request<RecvStream>,
    pub(crate) pending: Pending,
}

impl Exchange {
    /// Answers the request. Gives the stream back if it must stay unanswered until the connection ends.
    pub(crate) async fn run(self) -> Option<Pending> {
        let Self {
            connection,
            stream,
            request,
            mut pending,
        } = self;
        let open = Open(&connection);
        let (parts, body) = request.into_parts();
        // An error means that the client has taken its request back.
        let body = read(body).await.ok()?;
        if connection.wire.leaves_behind(stream) {
            return Some(pending);
        }
        let case = Case::new(&connection, stream, parts, body);
        let order = case.order();
        if let Some(Answer::GoAway {
            reason,
            last_stream,
        }) = &order
        {
            connection.wire.go_away(*last_stream, reason);
        }
        if !connection.wire.look_at(stream) {
            if order.is_some() {
                case.write(None, None);
            }
            return Some(pending);
        }
        let reply = match order {
            None | Some(Answer::GoAway { .. }) => case.decide(),
            Some(Answer::Delay(milliseconds)) => {
                let reply = case.decide();
                sleep(Duration::from_millis(milliseconds)).await;
                reply
            }
            Some(Answer::Reject {
                reason,
                status,
                timestamp_ms,
            }) => case.reject(&reason, status, timestamp_ms),
            Some(Answer::Stall) => {
                case.write(None, None);
                // Ends when the client resets the stream, or with the connection.
                let _ = poll_fn(|cx| pending.poll_reset(cx)).await;
                return None;
            }
            Some(Answer::Reset(code)) => {
                case.write(None, None);
                pending.send_reset(code.into());
                return None;
            }
            Some(Answer::Raw { status, body }) => case.raw(status, body),
            Some(Answer::HalfClose) => {
                case.write(None, None);
                connection.wire.close();
                return Some(pending);
            }
            Some(Answer::Disconnect) => {
                case.write(None, None);
                connection.wire.cut();
                return Some(pending);
            }
        };
        // GOAWAY may have been ordered with an earlier last stream in the meantime.
        if connection.wire.leaves_behind(stream) {
            return Some(pending);
        }
        drop(open);
        if case.is_authenticated() {
            connection.trust();
        }
        reply.send(&mut pending, connection.number);
        None
    }
}

/// Counts a request as open for as long as it has no answer.
struct Open<'a>(&'a Connection);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Reads a body, but not without end.
async fn read(mut body: RecvStream) -> Result<Bytes, h2::Error> {
    let mut whole = Vec::new();
    while let Some(chunk) = body.data().await {
        let chunk = chunk?;
        body.flow_control().release_capacity(chunk.len())?;
        whole.extend_from_slice(&chunk);
        if whole.len() > READ_LIMIT {
            break;
        }
    }
    Ok(whole.into())
}
