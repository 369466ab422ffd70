//! What only a socket can show: how long a stranger may hold one, and that nobody is cut off at the end.

use std::net::SocketAddr;
use std::time::Duration;

use api::paths;
use server::ServerError;
use server::config::Config;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::bench::{Bench, PATIENCE};

struct Served {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<Result<(), ServerError>>,
}

async fn serve(bench: &Bench) -> Served {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let app = bench.app.clone();
    let ended =
        tokio::spawn(
            async move { server::run(listener, app, async { drop(stopped.await) }).await },
        );
    Served {
        address,
        stop,
        ended,
    }
}

impl Served {
    async fn say(&self, text: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(text).await.unwrap();
        stream
    }
}

/// Everything until the other end closes.
async fn rest(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    // A reset is an end, too.
    let _ = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut bytes))
        .await
        .expect("the relay closes it");
    String::from_utf8_lossy(&bytes).into_owned()
}

fn impatient(config: &mut Config) {
    config.limits.header = Duration::from_millis(100);
    config.limits.drain = Duration::from_millis(500);
}

#[tokio::test]
async fn half_requests_are_closed_and_whole_ones_finish_when_the_relay_stops() {
    let bench = Bench::start_with(impatient).await;
    let served = serve(&bench).await;

    // Silence, half a request, half the greeting of HTTP/2, and all of it with nothing behind: each is closed.
    let halves: [&[u8]; 4] = [
        b"",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
        b"PRI * HT",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ];
    for half in halves {
        let stream = served.say(half).await;
        let text = rest(stream).await;
        assert!(!text.contains("200 OK"), "{text}");
    }

    // One that is whole is answered; one connection is enough for two.
    let one = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    let last = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    let text = rest(served.say(format!("{one}{last}").as_bytes()).await).await;
    assert_eq!(text.matches("HTTP/1.1 200 OK").count(), 2, "{text}");

    // An event stream is open when the relay is told to stop: it ends properly, with its last chunk.
    let cookie = bench.signed_in().await.cookie.unwrap();
    let mut stream = served
        .say(
            format!(
                "GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n",
                paths::EVENTS
            )
            .as_bytes(),
        )
        .await;
    let mut first = [0; 15];
    stream.read_exact(&mut first).await.unwrap();
    assert_eq!(&first, b"HTTP/1.1 200 OK");
    served.stop.send(()).unwrap();
    let text = rest(stream).await;
    assert!(text.ends_with("\r\n0\r\n\r\n"), "{text}");
    tokio::time::timeout(PATIENCE, served.ended)
        .await
        .expect("it stops in time")
        .unwrap()
        .unwrap();
    assert!(
        TcpStream::connect(served.address).await.is_err(),
        "nobody listens there anymore"
    );
}

#[tokio::test]
async fn a_ledger_that_fails_while_the_relay_stops_is_no_orderly_stop() {
    let bench = Bench::start_with(impatient).await;
    let served = serve(&bench).await;
    bench.app.store().close().await;
    // The engine may meet the closed ledger before it is told to stop; then nobody listens anymore.
    let _ = served.stop.send(());
    let ended = tokio::time::timeout(PATIENCE, served.ended)
        .await
        .expect("it stops in time")
        .unwrap();
    assert!(matches!(ended, Err(ServerError::Ledger(_))), "{ended:?}");
}
