//! One request and its answer: read, decide, answer.

use crate::{
    case::{Case, Outcome},
    connection::Connection,
    reply::Pending,
    request::Request,
};
use bytes::Bytes;
use h2::RecvStream;
use std::{
    future::poll_fn,
    sync::{Arc, atomic::Ordering},
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
        let request = Request::new(
            parts.method,
            parts.uri.path_and_query().map_or("", |path| path.as_str()),
            parts
                .uri
                .authority()
                .map_or("", |authority| authority.as_str()),
            parts.headers,
            body,
            connection.host,
        );
        let case = Case::new(&connection, stream, request);
        let reply = match case.outcome() {
            Outcome::Reply(reply) => reply,
            Outcome::Late(delay, reply) => {
                sleep(delay).await;
                reply
            }
            Outcome::Stalled => {
                // Ends when the client resets the stream, or with the connection.
                let _ = poll_fn(|cx| pending.poll_reset(cx)).await;
                return None;
            }
            Outcome::LeftBehind => return Some(pending),
            Outcome::Reset(code) => {
                pending.send_reset(code.into());
                return None;
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
