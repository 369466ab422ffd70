//! The short way from frames to answers, for load tests: what takes `h2` and a task per request 32 µs takes
//! 4 here.
//!
//! Only a simulator that accepts everything goes this way. It keeps its promises all the same: the ledger is written,
//! registered phones get their pushes, and orders are carried out, except that late `WINDOW_UPDATE` frames make no
//! difference: a connection has more room than anybody uses.

mod hpack;
mod huffman;
mod lane;
mod names;

use crate::{
    connection::{Connection, HANDSHAKE, LINGER, at},
    listener::told,
};
use lane::Lane;
use std::{io, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    sync::watch,
    time::{Instant, sleep},
};
use tokio_rustls::server::TlsStream;

/// Serves a connection until one of both sides ends it.
pub(crate) async fn run(
    mut io: TlsStream<TcpStream>,
    connection: Arc<Connection>,
    mut stop: watch::Receiver<bool>,
) {
    let wire = &connection.wire;
    let mut lane = Lane::new(connection.clone());
    let mut deadline = Some(Instant::now() + HANDSHAKE);
    let drain = connection.world.options.drain;
    let (mut stopping, mut shut) = (false, false);
    loop {
        wire.collect(&mut lane.out);
        if wire.is_cut() {
            return;
        }
        if !shut {
            if wire.is_going_away() && lane.is_idle() {
                wire.close();
            }
            let closing = wire.is_closing();
            let sent = tokio::select! {
                sent = send(&mut io, &lane.out, closing) => sent.is_ok(),
                // A client that reads nothing must not keep anybody from stopping.
                () = overdue(stop.clone(), drain) => false,
            };
            if !sent {
                return;
            }
            if closing {
                shut = true;
                deadline = wire.is_going_away().then(|| Instant::now() + LINGER);
            }
        }
        lane.out.clear();
        lane.make_room();
        let due = lane.next_answer();
        tokio::select! {
            read = io.read_buf(&mut lane.input) => match read {
                Ok(0) | Err(_) => return,
                Ok(_) => match lane.take() {
                    Some(first) if first => deadline = None,
                    Some(_) => {}
                    None => return tracing::debug!(number = connection.number, "the client does not speak HTTP/2"),
                },
            },
            () = wire.ordered(shut) => {}
            () = at(due) => lane.release(Instant::now()),
            () = told(&mut stop), if !stopping => {
                stopping = true;
                wire.go_away(Some(lane.last_stream), "Shutdown");
                if !shut {
                    deadline = Some(Instant::now() + drain);
                }
            }
            () = at(deadline) => return,
        }
    }
}

/// Waits for the order to stop, and as long again as answers may take.
async fn overdue(mut stop: watch::Receiver<bool>, drain: Duration) {
    told(&mut stop).await;
    sleep(drain).await;
}

async fn send(io: &mut TlsStream<TcpStream>, bytes: &[u8], last: bool) -> io::Result<()> {
    if !bytes.is_empty() {
        io.write_all(bytes).await?;
        io.flush().await?;
    }
    if last {
        io.shutdown().await?;
    }
    Ok(())
}
