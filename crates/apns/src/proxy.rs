//! A way around a firewall: an HTTP proxy that opens a tunnel with `CONNECT`.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use credentials::{ExposeSecret as _, SecretString};
use http::Uri;

use crate::error::ApnsError;

/// An HTTP proxy. What goes through its tunnel is TLS from end to end, so it sees names and sizes only.
#[derive(Clone)]
pub struct Proxy {
    host: String,
    port: u16,
    // The whole value of `Proxy-Authorization`.
    authorization: Option<SecretString>,
}

impl Proxy {
    /// A proxy that asks nobody who he is.
    pub fn new(host: impl Into<String>, port: u16) -> Self {
        Self {
            host: host.into(),
            port,
            authorization: None,
        }
    }

    /// The same proxy for a user with a password (RFC 7617, `Basic`). The way to the proxy is not encrypted.
    #[must_use]
    pub fn with_basic(mut self, user: &str, password: &SecretString) -> Self {
        let pair = SecretString::from(format!("{user}:{}", password.expose_secret()));
        let value = format!("Basic {}", STANDARD.encode(pair.expose_secret()));
        self.authorization = Some(SecretString::from(value));
        self
    }

    /// Reads `http://proxy.example:3128` or `http://user:password@proxy.example:3128`, in which other characters than
    /// letters and digits are percent-encoded in user and password. Without a port it is 80.
    pub fn parse(text: &str) -> Result<Self, ApnsError> {
        let uri: Uri = text.parse().map_err(|_| ApnsError::BadProxy)?;
        let (Some("http"), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(ApnsError::BadProxy);
        };
        if !matches!(uri.path(), "" | "/") || uri.query().is_some() || authority.host().is_empty() {
            return Err(ApnsError::BadProxy);
        }
        let place = authority.as_str();
        let (user, place) = place
            .rsplit_once('@')
            .map_or((None, place), |(user, place)| (Some(user), place));
        let port = match authority.port() {
            Some(port) => port.as_u16(),
            None if place == authority.host() => 80,
            // A number that no port has.
            None => return Err(ApnsError::BadProxy),
        };
        // Without the brackets of an IPv6 address, as a resolver wants it.
        let host = authority.host().trim_matches(['[', ']']);
        let proxy = Self::new(host, port);
        let Some(user) = user else {
            return Ok(proxy);
        };
        let (user, password) = user.split_once(':').unwrap_or((user, ""));
        let user = percent_decoded(user).ok_or(ApnsError::BadProxy)?;
        let password = percent_decoded(password).ok_or(ApnsError::BadProxy)?;
        Ok(proxy.with_basic(&user, &SecretString::from(password)))
    }

    /// Its name or address.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The value of `Proxy-Authorization`.
    pub(crate) fn authorization(&self) -> Option<&SecretString> {
        self.authorization.as_ref()
    }
}

impl fmt::Debug for Proxy {
    /// Neither user nor password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proxy")
            .field("host", &self.host)
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}

/// Reads `%2F` and the like; `None` when an escape is broken, or when the text is not UTF-8.
fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let high = char::from(bytes.next()?).to_digit(16)?;
                let low = char::from(bytes.next()?).to_digit(16)?;
                u8::try_from(high * 16 + low).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(decoded).ok()
}

#[cfg(test)]
mod tests {
    use credentials::ExposeSecret;
    use expect_test::expect;

    use super::Proxy;

    #[test]
    fn address_of_a_proxy_is_read_and_its_password_is_not_shown() {
        let mut seen = String::new();
        for text in [
            "http://proxy.example:3128",
            "http://proxy.example/",
            "http://[::1]:8080",
            "http://Aladdin:open%20sesame@proxy.example:3128",
            "http://a%40b:p%3Aw%25@proxy.example",
            "http://lonely@proxy.example",
            "https://proxy.example",
            "proxy.example:3128",
            "http://proxy.example/path",
            "http://proxy.example:99999",
            "http://a%4:b@proxy.example",
            "http://a%ff:b@proxy.example",
            "",
        ] {
            let line = match Proxy::parse(text) {
                Ok(proxy) => {
                    let value = proxy.authorization().map(ExposeSecret::expose_secret);
                    format!("{proxy:?} {}", value.unwrap_or("open"))
                }
                Err(error) => error.to_string(),
            };
            seen.push_str(&line);
            seen.push('\n');
        }
        expect![[r#"
            Proxy { host: "proxy.example", port: 3128, .. } open
            Proxy { host: "proxy.example", port: 80, .. } open
            Proxy { host: "::1", port: 8080, .. } open
            Proxy { host: "proxy.example", port: 3128, .. } Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==
            Proxy { host: "proxy.example", port: 80, .. } Basic YUBiOnA6dyU=
            Proxy { host: "proxy.example", port: 80, .. } Basic bG9uZWx5Og==
            a proxy is written http://host:port or http://user:password@host:port
            a proxy is written http://host:port or http://user:password@host:port
            a proxy is written http://host:port or http://user:password@host:port
            a proxy is written http://host:port or http://user:password@host:port
            a proxy is written http://host:port or http://user:password@host:port
            a proxy is written http://host:port or http://user:password@host:port
            a proxy is written http://host:port or http://user:password@host:port
        "#]]
        .assert_eq(&seen);
    }
}
