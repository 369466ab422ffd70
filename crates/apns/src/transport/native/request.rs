//! Requests as they go on the wire. What is the same for every push is made once.

use std::sync::Arc;

use bytes::Bytes;
use http::uri::{Authority, Parts, PathAndQuery, Scheme};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri, header};
use payload::DeviceToken;

use super::authorization::Bearer;
use super::job::Target;
use crate::endpoint::Endpoint;
use crate::error::ApnsError;
use crate::message::{Message, value};
use crate::push::Undelivered;

static APNS_ID: HeaderName = HeaderName::from_static("apns-id");
const PATH: &[u8] = b"/3/device/";

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

    /// The head of one request.
    pub(super) fn make(
        &self,
        headers: HeaderMap,
        target: &Target,
    ) -> Result<Request<()>, Undelivered> {
        let (method, path) = match target {
            Target::Device { token, .. } => (Method::POST, device(token)?),
            Target::Other(call) => (call.method.clone(), call.path.clone()),
        };
        let mut parts = Parts::default();
        parts.scheme = Some(Scheme::HTTPS);
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(path);
        let mut request = Request::new(());
        *request.method_mut() = method;
        *request.uri_mut() = Uri::from_parts(parts).map_err(|_| bad_token())?;
        *request.headers_mut() = headers;
        Ok(request)
    }
}

/// The path of a device.
fn device(token: &DeviceToken) -> Result<PathAndQuery, Undelivered> {
    let token = token.as_str().as_bytes();
    let mut path = Vec::with_capacity(PATH.len() + token.len());
    path.extend_from_slice(PATH);
    path.extend_from_slice(token);
    PathAndQuery::from_maybe_shared(Bytes::from(path)).map_err(|_| bad_token())
}

/// The headers of the last request, for the next one: in a campaign all but `apns-id` are the same.
#[derive(Default)]
pub(super) struct Template(Option<Last>);

struct Last {
    message: Message,
    bearer: Option<Arc<Bearer>>,
    headers: HeaderMap,
}

impl Template {
    /// The headers of a request. One copy, in which nothing has to grow.
    pub(super) fn headers(
        &mut self,
        message: &Message,
        bearer: Option<&Arc<Bearer>>,
        target: &Target,
    ) -> HeaderMap {
        let last = match self.0.take() {
            Some(last) if last.is_for(message, bearer) => last,
            _ => Last::of(message, bearer),
        };
        let mut headers = self.0.insert(last).headers.clone();
        match target {
            Target::Device { id, .. } => headers.insert(&APNS_ID, id.clone()),
            Target::Other(_) => headers.remove(&APNS_ID),
        };
        headers
    }
}

impl Last {
    fn of(message: &Message, bearer: Option<&Arc<Bearer>>) -> Self {
        let mut headers = message.headers().clone();
        if let Some(bearer) = bearer {
            headers.insert(header::AUTHORIZATION, bearer.value.clone());
        }
        // Holds the place.
        headers.insert(&APNS_ID, HeaderValue::from_static(""));
        Self {
            message: message.clone(),
            bearer: bearer.cloned(),
            headers,
        }
    }

    fn is_for(&self, message: &Message, bearer: Option<&Arc<Bearer>>) -> bool {
        let is_same_bearer = match (&self.bearer, bearer) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        };
        is_same_bearer && self.message.shares_headers(message)
    }
}

/// The value of `apns-id`.
pub(super) fn id(text: &str) -> Result<HeaderValue, Undelivered> {
    let mut id = value("apns-id", text)?;
    // Never the same twice: indexed, it would push the headers that repeat out of HPACK's small table.
    id.set_sensitive(true);
    Ok(id)
}

fn bad_token() -> Undelivered {
    Undelivered::Unsupported {
        what: "such a token".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::sync::Arc;

    use bytes::Bytes;
    use credentials::{KeyId, SigningKey, TeamId, TokenSigner};
    use expect_test::{Expect, expect};
    use http::Request;
    use payload::{DeviceToken, Headers, Priority, PushType};
    use test_support::{ManualClock, device_token};

    use super::super::authorization::{Authorization, Bearer};
    use super::{Requests, Target, Template, id};
    use crate::{Authentication, Endpoint, Message, Roots, Undelivered};

    fn check(host: &str, port: u16, headers: &Headers, expect: &Expect) {
        let endpoint = Endpoint {
            host: host.to_owned(),
            port,
            roots: Roots::WebPki,
            proxy: None,
        };
        let signer = Arc::new(TokenSigner::new(
            SigningKey::generate(),
            KeyId::parse("ABC1234567").unwrap(),
            TeamId::parse("DEF1234567").unwrap(),
            ManualClock::at(1_700_000_000_000).reader(),
        ));
        let authorization = Authorization::by(Authentication::Token(signer));
        let bearer = authorization.header().unwrap();
        let text = match request(&endpoint, headers, bearer.as_ref()) {
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

    fn request(
        endpoint: &Endpoint,
        headers: &Headers,
        bearer: Option<&Arc<Bearer>>,
    ) -> Result<Request<()>, Undelivered> {
        let message = Message::new(headers, Bytes::new())?;
        let token = DeviceToken::parse(&device_token(7)).unwrap();
        let id = id("123e4567-e89b-12d3-a456-426614174000")?;
        let target = Target::Device { token, id };
        let headers = Template::default().headers(&message, bearer, &target);
        Requests::to(endpoint).unwrap().make(headers, &target)
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
            &full,
            &expect![[r#"
                POST https://api.push.apple.com/3/device/00000007f3a91c7be2d4086513aa7719be0fd5c2486e9b10d7c3f25a8e41b6d9
                apns-push-type: "widgets"
                apns-topic: "com.example.demo.push-type.widgets"
                apns-priority: "1"
                apns-expiration: "0"
                apns-collapse-id: "thread-1"
                authorization: Sensitive
                apns-id: Sensitive
            "#]],
        );
    }

    #[test]
    fn absent_headers_are_not_sent_and_an_odd_port_is_named() {
        check(
            "localhost",
            8443,
            &headers(None, None, None),
            &expect![[r#"
                POST https://localhost:8443/3/device/00000007f3a91c7be2d4086513aa7719be0fd5c2486e9b10d7c3f25a8e41b6d9
                apns-push-type: "widgets"
                apns-topic: "com.example.demo.push-type.widgets"
                authorization: Sensitive
                apns-id: Sensitive
            "#]],
        );
    }

    #[test]
    fn header_that_http_cannot_carry_is_refused() {
        check(
            "localhost",
            443,
            &headers(None, None, Some("a\nb")),
            &expect![[r"
                this transport cannot carry a control character in apns-collapse-id
            "]],
        );
    }
}
