//! Requests as they go on the wire. What is the same for every push is made once.

use credentials::ProviderToken;
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{HeaderName, HeaderValue, Method, Request, Uri, header};

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
        authorization: HeaderValue,
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
        headers.insert(header::AUTHORIZATION, authorization);
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

/// The value of the `authorization` header. It is marked as sensitive, so that no `Debug` of a request shows it.
pub(super) fn authorization(token: &ProviderToken) -> HeaderValue {
    let mut value =
        HeaderValue::from_str(token.expose_bearer()).expect("a token is base64url and dots");
    value.set_sensitive(true);
    value
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
