//! The tunnel through an HTTP proxy: one `CONNECT`, one answer, then the bytes are ours.
//!
//! Source: RFC 9110, 9.3.6.

use credentials::ExposeSecret as _;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use zeroize::Zeroizing;

use crate::proxy::Proxy;

/// The most bytes that the head of a proxy's answer may have.
const MOST_HEAD: usize = 8 * 1024;

/// Asks the proxy at the other end of `stream` for a tunnel to `host:port`. The error is in words.
pub(super) async fn open<S>(
    stream: &mut S,
    proxy: &Proxy,
    host: &str,
    port: u16,
) -> Result<(), String>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let failed = |error| format!("the proxy broke the connection off: {error}");
    let mut request = Zeroizing::new(String::with_capacity(1024));
    let target = format!("{host}:{port}");
    for part in ["CONNECT ", &target, " HTTP/1.1\r\nHost: ", &target, "\r\n"] {
        request.push_str(part);
    }
    if let Some(authorization) = proxy.authorization() {
        request.push_str("Proxy-Authorization: ");
        request.push_str(authorization.expose_secret());
        request.push_str("\r\n");
    }
    request.push_str("\r\n");
    stream.write_all(request.as_bytes()).await.map_err(failed)?;
    stream.flush().await.map_err(failed)?;
    let mut head = Vec::with_capacity(256);
    while !head.ends_with(b"\r\n\r\n") {
        if head.len() == MOST_HEAD {
            return Err("the proxy's answer has no end".to_owned());
        }
        // One byte at a time, once per connection: what follows the head belongs to TLS.
        head.push(stream.read_u8().await.map_err(failed)?);
    }
    match status(&head) {
        Some(200..300) => Ok(()),
        Some(407) if proxy.authorization().is_some() => {
            Err("the proxy refused its user or password (407)".to_owned())
        }
        Some(407) => Err("the proxy asks for a user and a password (407)".to_owned()),
        Some(status) => Err(format!("the proxy opens no tunnel to {target} ({status})")),
        None => Err("the proxy does not speak HTTP/1".to_owned()),
    }
}

/// The status of an answer such as `HTTP/1.1 200 Connection established`.
fn status(head: &[u8]) -> Option<u16> {
    let line = head.strip_prefix(b"HTTP/1.")?.get(1..5)?;
    let digits = line.strip_prefix(b" ")?;
    std::str::from_utf8(digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use credentials::SecretString;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::{MOST_HEAD, open};
    use crate::Proxy;

    /// Asks for a tunnel and gets `answer`; gives the outcome, what was asked, and what is left to read.
    async fn ask(proxy: Proxy, answer: &[u8]) -> (Result<(), String>, String, Vec<u8>) {
        let (mut near, mut far) = tokio::io::duplex(2 * MOST_HEAD);
        far.write_all(answer).await.unwrap();
        let outcome = open(&mut near, &proxy, "api.push.apple.com", 443).await;
        let mut rest = vec![0; 64];
        far.shutdown().await.unwrap();
        let read = near.read(&mut rest).await.unwrap();
        rest.truncate(read);
        drop(near);
        let mut asked = String::new();
        far.read_to_string(&mut asked).await.unwrap();
        (outcome, asked, rest)
    }

    async fn refusal(proxy: Proxy, answer: &[u8]) -> String {
        ask(proxy, answer).await.0.unwrap_err()
    }

    fn open_proxy() -> Proxy {
        Proxy::new("proxy.example", 3128)
    }

    fn closed_proxy() -> Proxy {
        open_proxy().with_basic("Aladdin", &SecretString::from("open sesame"))
    }

    #[tokio::test]
    async fn tunnel_is_asked_for_with_the_password_and_ends_where_tls_begins() {
        let answer = b"HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n\x16\x03";
        let (outcome, asked, rest) = ask(closed_proxy(), answer).await;
        outcome.unwrap();
        assert_eq!(
            asked,
            "CONNECT api.push.apple.com:443 HTTP/1.1\r\nHost: api.push.apple.com:443\r\n\
             Proxy-Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n\r\n"
        );
        assert_eq!(rest, b"\x16\x03");
    }

    #[tokio::test]
    async fn refusals_are_told_apart() {
        let refused = b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n";
        assert_eq!(
            refusal(open_proxy(), refused).await,
            "the proxy asks for a user and a password (407)"
        );
        assert_eq!(
            refusal(closed_proxy(), refused).await,
            "the proxy refused its user or password (407)"
        );
        assert_eq!(
            refusal(open_proxy(), b"HTTP/1.0 403 Forbidden\r\n\r\n").await,
            "the proxy opens no tunnel to api.push.apple.com:443 (403)"
        );
        assert_eq!(
            refusal(open_proxy(), b"SSH-2.0-OpenSSH_9.2\r\n\r\n").await,
            "the proxy does not speak HTTP/1"
        );
        assert_eq!(
            refusal(open_proxy(), &[b'a'; MOST_HEAD]).await,
            "the proxy's answer has no end"
        );
    }
}
