//! The session cookie: its name, its flags, and how it is read.
//!
//! By `https` it is `__Host-sid` with `Secure`. On plain-HTTP loopback it is `sid` without: Safari refuses `Secure`
//! cookies on `http://127.0.0.1` and `http://localhost`, and the `__Host-` prefix requires `Secure`. Nothing travels
//! over a network there, and the configuration allows plain HTTP on loopback only.

use std::time::Duration;

use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use http::{HeaderMap, HeaderValue, header};

use crate::secret::Secret;

/// How this relay names and flags its cookie.
#[derive(Clone, Copy, Debug)]
pub struct SessionCookie {
    is_https: bool,
}

impl SessionCookie {
    /// For a relay that people reach by `https`, or not.
    pub const fn new(is_https: bool) -> Self {
        Self { is_https }
    }

    /// The cookie's name.
    pub const fn name(self) -> &'static str {
        if self.is_https { "__Host-sid" } else { "sid" }
    }

    /// What the request claims its session id to be.
    pub fn read(self, headers: &HeaderMap) -> Option<String> {
        let jar = CookieJar::from_headers(headers);
        jar.get(self.name()).map(|cookie| cookie.value().to_owned())
    }

    /// `Set-Cookie` of a new session.
    pub fn give(self, id: &Secret, life: Duration) -> HeaderValue {
        self.value(id.expose(), life.as_secs())
    }

    /// `Set-Cookie` that makes the browser forget it.
    pub fn take_back(self) -> HeaderValue {
        self.value("", 0)
    }

    fn value(self, id: &str, seconds: u64) -> HeaderValue {
        // `Lax`, not `Strict`: coming back from a company's sign-in page is a navigation from another site.
        let cookie = Cookie::build((self.name(), id))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(self.is_https)
            .build();
        let mut value = HeaderValue::try_from(format!("{cookie}; Max-Age={seconds}"))
            // Invariant: an id is base64url, and everything else is written here.
            .expect("a cookie of ASCII characters is a header value");
        value.set_sensitive(true);
        value
    }
}

/// Whether the request carries any cookie at all.
pub(crate) fn is_carried(headers: &HeaderMap) -> bool {
    headers.contains_key(header::COOKIE)
}
