//! Lanes and faults against frames that are written by hand, on a clock that moves by itself when nobody has anything to
//! do. Nothing here speaks TCP or TLS.

mod far_end;
mod faults;
mod lanes;

use std::sync::Arc;

use bytes::Bytes;
use credentials::Identity;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use payload::{DeviceToken, Headers, PushType};
use test_support::device_token;
use tokio::io::DuplexStream;
use tokio::sync::mpsc;

use super::authorization::Authorization;
use super::dial::{Dialer, Io};
use super::pool::Pool;
use super::request::Requests;
use super::{Native, Options, Recipient};
use crate::authentication::Authentication;
use crate::endpoint::Endpoint;
use crate::message::Message;

/// Gives the far end of each new connection to a test.
struct Exchange(mpsc::UnboundedSender<DuplexStream>);

impl Dialer for Exchange {
    fn dial(&self) -> BoxFuture<'_, Result<Box<dyn Io>, String>> {
        let (near, far) = tokio::io::duplex(64 * 1024);
        let answered = self.0.send(far);
        async move {
            answered.map_err(|_| "nobody answers".to_owned())?;
            Ok(Box::new(near) as Box<dyn Io>)
        }
        .boxed()
    }
}

/// A transport, and the far ends of its connections as they are opened.
fn native(options: Options) -> (Native, mpsc::UnboundedReceiver<DuplexStream>) {
    let (sender, far_ends) = mpsc::unbounded_channel();
    let endpoint = Endpoint::apple(payload::Environment::Sandbox).unwrap();
    let nobody =
        Authentication::Certificate(Arc::new(Identity::new(Vec::new(), Vec::new().into())));
    let pool = Pool::new(
        Box::new(Exchange(sender)),
        Requests::to(&endpoint).unwrap(),
        Authorization::by(nobody),
        options,
    );
    let pool = Arc::new(pool);
    (Native { pool }, far_ends)
}

/// Recipients whose body is their number, so that the far end need not read headers.
fn recipients(numbers: std::ops::Range<u64>) -> impl Iterator<Item = Recipient> {
    let headers = Headers {
        push_type: PushType::Alert,
        topic: "com.example.demo".to_owned(),
        priority: None,
        expiration: None,
        collapse_id: None,
    };
    let message = Message::new(&headers, Bytes::new()).unwrap();
    let token = DeviceToken::parse(&device_token(1)).unwrap();
    numbers.map(move |tag| Recipient {
        tag,
        id: format!("00000000-0000-4000-8000-{tag:012x}"),
        token: token.clone(),
        message: message.with_body(Bytes::from(tag.to_string())),
        not_after: None,
    })
}
