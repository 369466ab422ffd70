//! The way through an HTTP proxy, to the simulator.

use std::net::SocketAddr;

use apns::{Authentication, Endpoint, Native, Proxy, Roots, Transport as _, Undelivered};
use credentials::SecretString;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

use crate::contract::stage::Stage;
use crate::native::NATIVE;

const PASSWORD: &str = "Proxy-Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==";

/// A proxy that knows one user and leads every tunnel to `server`, whatever its name.
async fn proxy(server: SocketAddr) -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut near, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    head.push(near.read_u8().await.unwrap());
                }
                let head = String::from_utf8(head).unwrap();
                if !head.starts_with("CONNECT localhost:2197 HTTP/1.1\r\n")
                    || !head.contains(PASSWORD)
                {
                    let refusal = b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n";
                    near.write_all(refusal).await.unwrap();
                    return;
                }
                near.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
                let mut far = TcpStream::connect(server).await.unwrap();
                let _ = copy_bidirectional(&mut near, &mut far).await;
            });
        }
    });
    address
}

fn transport(stage: &Stage, proxy: Proxy) -> Native {
    let endpoint = Endpoint {
        host: "localhost".to_owned(),
        // Nobody listens there: only the proxy knows the way.
        port: 2197,
        roots: Roots::Pem(stage.simulator.ca_pem().to_owned()),
        proxy: Some(proxy),
    };
    Native::new(endpoint, Authentication::Token(stage.signer.clone())).unwrap()
}

#[tokio::test]
async fn push_goes_through_the_tunnel_of_a_proxy_with_a_password() {
    let stage = Stage::set(&NATIVE).await;
    let address = proxy(stage.simulator.address()).await;
    let proxy = Proxy::new(address.ip().to_string(), address.port())
        .with_basic("Aladdin", &SecretString::from("open sesame"));
    let reply = transport(&stage, proxy).deliver(&stage.push(1)).await;
    assert!(reply.unwrap().is_accepted());
}

#[tokio::test]
async fn refusal_of_a_proxy_is_told_and_nothing_is_sent() {
    let stage = Stage::set(&NATIVE).await;
    let address = proxy(stage.simulator.address()).await;
    let proxy = Proxy::new(address.ip().to_string(), address.port());
    match transport(&stage, proxy).deliver(&stage.push(1)).await {
        Err(Undelivered::NotSent { cause }) => {
            assert_eq!(cause, "the proxy asks for a user and a password (407)");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(stage.simulator.ledger().counts().received, 0);
}
