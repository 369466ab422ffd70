//! A TCP cable with a break in the middle: put it between a client and a server, then stall it, cut it, restore it.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::AbortHandle;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Bytes pass.
    Whole,
    /// Connections stay, no byte passes, as when a router forgets a flow.
    Stalled,
    /// Connections are closed; new ones are closed as soon as they are made.
    Cut,
}

/// A cable that listens on loopback and leads to one server.
#[derive(Debug)]
pub struct Cable {
    address: SocketAddr,
    state: watch::Sender<State>,
    task: AbortHandle,
}

impl Cable {
    /// Lays a cable to `server`.
    pub async fn lay(server: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let (state, watching) = watch::channel(State::Whole);
        let task = tokio::spawn(accept(listener, server, watching)).abort_handle();
        Ok(Self {
            address,
            state,
            task,
        })
    }

    /// The near end.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Lets no byte pass, in either direction, and keeps connections open.
    pub fn stall(&self) {
        self.state.send_replace(State::Stalled);
    }

    /// Closes every connection, and every new one at once.
    pub fn cut(&self) {
        self.state.send_replace(State::Cut);
    }

    /// Lets bytes pass again. What was cut stays cut.
    pub fn restore(&self) {
        self.state.send_replace(State::Whole);
    }
}

impl Drop for Cable {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, server: SocketAddr, state: watch::Receiver<State>) {
    while let Ok((near, _)) = listener.accept().await {
        if *state.borrow() == State::Cut {
            continue;
        }
        let mut cut = state.clone();
        let state = state.clone();
        tokio::spawn(async move {
            let Ok(far) = TcpStream::connect(server).await else {
                return;
            };
            if near.set_nodelay(true).is_err() || far.set_nodelay(true).is_err() {
                return;
            }
            let (near_in, near_out) = near.into_split();
            let (far_in, far_out) = far.into_split();
            tokio::select! {
                // Both directions must end by themselves: a half-closed connection still carries answers.
                _ = async { tokio::join!(carry(near_in, far_out, state.clone()), carry(far_in, near_out, state.clone())) } => {}
                _ = cut.wait_for(|state| *state == State::Cut) => {}
            }
        });
    }
}

/// Carries bytes one way until either end closes; waits with what it holds while the cable is stalled.
async fn carry(
    mut from: tokio::net::tcp::OwnedReadHalf,
    mut to: tokio::net::tcp::OwnedWriteHalf,
    mut state: watch::Receiver<State>,
) {
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let Ok(read) = from.read(&mut buffer).await else {
            return;
        };
        if state
            .wait_for(|state| *state == State::Whole)
            .await
            .is_err()
        {
            return;
        }
        if read == 0 || to.write_all(&buffer[..read]).await.is_err() {
            return;
        }
    }
}
