//! Where the relay listens, and the address by which people reach it.

use std::net::{IpAddr, SocketAddr};

use super::source::{Setting, Source};

const LISTEN: Setting = Setting {
    variable: "CARILLON_LISTEN",
    flag: Some("listen"),
    expects: "an IP address and a port, where port 0 means any free one",
    example: "127.0.0.1:8080",
    default: "`127.0.0.1:0`",
    about: "Where the relay listens. Other than on loopback it also needs a public URL.",
};

const PUBLIC_URL: Setting = Setting {
    variable: "CARILLON_PUBLIC_URL",
    flag: Some("public-url"),
    expects: "`https://` and a host, without a path (`http://` only with a loopback host)",
    example: "https://push.example.com",
    default: "the address it listens on",
    about: "The address that people type. With `https` the session cookie is `__Host-sid` and `Secure`; requests for other host names are refused.",
};

pub(super) const SETTINGS: &[Setting] = &[LISTEN, PUBLIC_URL];

/// Where the relay listens, and the address by which people reach it.
#[derive(Clone, Debug)]
pub struct Bind {
    /// Where it listens.
    pub listen: SocketAddr,
    /// What people type, where that differs.
    pub public_url: Option<PublicUrl>,
}

impl Bind {
    pub(super) fn read(source: &mut Source) -> Self {
        let listen = source
            .take(&LISTEN, |text| text.parse().ok())
            .unwrap_or(SocketAddr::from(([127, 0, 0, 1], 0)));
        let public_url = source.take(&PUBLIC_URL, PublicUrl::parse);
        if !listen.ip().is_loopback() && public_url.is_none() {
            // Over plain HTTP anybody on the way could read the session; the operator has to say who ends TLS.
            source.refuse(
                "--public-url",
                "given when the relay listens on other addresses than loopback",
                PUBLIC_URL.example,
            );
        }
        Self { listen, public_url }
    }

    /// Whether people reach it by `https`, so that cookies can be `Secure`.
    pub fn is_https(&self) -> bool {
        self.public_url.as_ref().is_some_and(|url| url.is_https)
    }
}

/// An origin: scheme and authority, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    /// Whether its scheme is `https`.
    pub is_https: bool,
    /// Host and, where it is not the scheme's own, port.
    pub authority: String,
}

impl PublicUrl {
    /// Reads an origin; a single slash at its end is forgiven.
    pub fn parse(text: &str) -> Option<Self> {
        let uri: http::Uri = text.parse().ok()?;
        let is_https = match uri.scheme_str()? {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let authority = uri.authority()?;
        let bare = uri.path() == "/"
            && uri.query().is_none()
            && !authority.as_str().contains('@')
            && !text.contains('#');
        // Browsers leave the scheme's own port out of `Origin`, so what is compared with that has none either.
        let own_port = if is_https { ":443" } else { ":80" };
        let authority = authority.as_str().to_ascii_lowercase();
        let url = Self {
            is_https,
            authority: authority
                .strip_suffix(own_port)
                .unwrap_or(&authority)
                .to_owned(),
        };
        (bare && (is_https || is_loopback(url.host()))).then_some(url)
    }

    /// As browsers write it in `Origin`.
    pub fn origin(&self) -> String {
        format!(
            "{}://{}",
            if self.is_https { "https" } else { "http" },
            self.authority
        )
    }

    /// Its host, without the port.
    pub fn host(&self) -> &str {
        host_of(&self.authority)
    }
}

/// The host in `authority`, without port and brackets.
pub(crate) fn host_of(authority: &str) -> &str {
    if let Some(rest) = authority.strip_prefix('[') {
        return rest.split(']').next().unwrap_or(rest);
    }
    authority
        .rsplit_once(':')
        .map_or(authority, |(host, _)| host)
}

fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}
