//! Requests as they go on the wire. What is the same for every push is made once.

use http::uri::{Authority, PathAndQuery, Scheme};
use http::{HeaderName, HeaderValue, Method, Request, Uri, header};

use super::authorization::Bearer;
use crate::endpoint::Endpoint;
use crate::error::ApnsError;
use crate::push::{Push, Undelivered};

static APNS_COLLAPSE_ID: HeaderName = HeaderName::from_static("apns-collapse-id");
static APNS_EXPIRATION: HeaderName = HeaderName::from_static("apns-expiration");
static APNS_ID: HeaderName = HeaderName::from_static("apns-id");
static APNS_PRIORITY: HeaderName = HeaderName::from_static("apns-priority");
static APNS_PUSH_TYPE: HeaderName = HeaderName::from_static("apns-push-type");
static APNS_TOPIC: HeaderName = HeaderName::from_static("apns-topic");

/// Makes requests for one endpoint.
pub(super) struct Requests {
    authority: Authority,
}

impl Requests {
    pub(super) fn to(endpoint: &Endpoint) -> Result<Self, ApnsError> {
        let host = &endpoint.host;
        let authority = match endpoint.port {
            443 => Authority::try_from(host.as_str()),
            port => Authority::try_from(format!("{host}:{port}")),
        };
        let authority = authority.map_err(|_| ApnsError::BadHost { host: host.clone() })?;
        Ok(Self { authority })
    }

    /// The head of the request for one push.
    pub(super) fn make(
        &self,
        push: &Push,
        bearer: Option<Bearer>,
    ) -> Result<Request<()>, Undelivered> {
        let path = format!("/3/device/{}", push.token.as_str());
        let path = PathAndQuery::try_from(path).map_err(|_| bad("token"))?;
        let uri = Uri::builder()
            .scheme(Scheme::HTTPS)
            .authority(self.authority.clone());
        let uri = uri.path_and_query(path).build().map_err(|_| bad("token"))?;
        let mut request = Request::new(());
        *request.method_mut() = Method::POST;
        *request.uri_mut() = uri;

        let headers = request.headers_mut();
        headers.reserve(8);
        if let Some(bearer) = bearer {
            headers.insert(header::AUTHORIZATION, bearer.value);
        }
        let mut id = text("apns-id", &push.id)?;
        // Never the same twice: indexed, it would push the headers that repeat out of HPACK's small table.
        id.set_sensitive(true);
        headers.insert(&APNS_ID, id);
        let sealed = &push.headers;
        headers.insert(
            &APNS_PUSH_TYPE,
            HeaderValue::from_static(sealed.push_type.as_str()),
        );
        headers.insert(&APNS_TOPIC, text("apns-topic", &sealed.topic)?);
        if let Some(priority) = sealed.priority {
            headers.insert(&APNS_PRIORITY, HeaderValue::from_static(priority.as_str()));
        }
        if let Some(expiration) = sealed.expiration {
            headers.insert(&APNS_EXPIRATION, HeaderValue::from(expiration));
        }
        if let Some(collapse_id) = &sealed.collapse_id {
            headers.insert(&APNS_COLLAPSE_ID, text("apns-collapse-id", collapse_id)?);
        }
        Ok(request)
    }
}

/// A header value. HTTP takes visible ASCII and opaque bytes, no control characters.
fn text(name: &str, value: &str) -> Result<HeaderValue, Undelivered> {
    HeaderValue::from_str(value)
        .or_else(|_| HeaderValue::from_bytes(value.as_bytes()))
        .map_err(|_| bad(name))
}

fn bad(name: &str) -> Undelivered {
    Undelivered::Unsupported {
        what: format!("a control character in {name}"),
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::sync::Arc;

    use bytes::Bytes;
    use credentials::{KeyId, SigningKey, TeamId, TokenSigner};
    use expect_test::{Expect, expect};
    use payload::{DeviceToken, Headers, Priority, PushType};
    use test_support::{ManualClock, device_token};

    use super::super::authorization::Authorization;
    use super::Requests;
    use crate::{Authentication, Endpoint, Push, Roots};

    fn check(host: &str, port: u16, headers: Headers, expect: &Expect) {
        let endpoint = Endpoint {
            host: host.to_owned(),
            port,
            roots: Roots::WebPki,
            proxy: None,
        };
        let push = Push {
            id: "123e4567-e89b-12d3-a456-426614174000".to_owned(),
            token: DeviceToken::parse(&device_token(7)).unwrap(),
            headers,
            body: Bytes::new(),
            not_after: None,
        };
        let signer = Arc::new(TokenSigner::new(
            SigningKey::generate(),
            KeyId::parse("ABC1234567").unwrap(),
            TeamId::parse("DEF1234567").unwrap(),
            ManualClock::at(1_700_000_000_000).reader(),
        ));
        let authorization = Authorization::by(Authentication::Token(signer));
        let bearer = authorization.header().unwrap();
        let text = match Requests::to(&endpoint).unwrap().make(&push, bearer) {
            Ok(request) => {
                let mut text = format!("{} {}\n", request.method(), request.uri());
                for (name, value) in request.headers() {
                    writeln!(text, "{name}: {value:?}").unwrap();
                }
                text
            }
            Err(refusal) => format!("{refusal}\n"),
        };
        expect.assert_eq(&text);
    }

    fn headers(
        priority: Option<Priority>,
        expiration: Option<u64>,
        collapse_id: Option<&str>,
    ) -> Headers {
        Headers {
            push_type: PushType::Widgets,
            topic: "com.example.demo.push-type.widgets".to_owned(),
            priority,
            expiration,
            collapse_id: collapse_id.map(str::to_owned),
        }
    }

    #[test]
    fn request_has_every_header_and_prints_no_token() {
        let full = headers(Some(Priority::PowerFirst), Some(0), Some("thread-1"));
        check(
            "api.push.apple.com",
            443,
            full,
            &expect![[r#"
            POST https://api.push.apple.com/3/device/00000007f3a91c7be2d4086513aa7719be0fd5c2486e9b10d7c3f25a8e41b6d9
            authorization: Sensitive
            apns-id: Sensitive
            apns-push-type: "widgets"
            apns-topic: "com.example.demo.push-type.widgets"
            apns-priority: "1"
            apns-expiration: "0"
            apns-collapse-id: "thread-1"
        "#]],
        );
    }

    #[test]
    fn absent_headers_are_not_sent_and_an_odd_port_is_named() {
        check(
            "localhost",
            8443,
            headers(None, None, None),
            &expect![[r#"
                POST https://localhost:8443/3/device/00000007f3a91c7be2d4086513aa7719be0fd5c2486e9b10d7c3f25a8e41b6d9
                authorization: Sensitive
                apns-id: Sensitive
                apns-push-type: "widgets"
                apns-topic: "com.example.demo.push-type.widgets"
            "#]],
        );
    }

    #[test]
    fn header_that_http_cannot_carry_is_refused() {
        check(
            "localhost",
            443,
            headers(None, None, Some("a\nb")),
            &expect![[r"
                this transport cannot carry a control character in apns-collapse-id
            "]],
        );
    }
}
