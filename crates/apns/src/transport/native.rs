//! Placeholder body until the transport is in.

use std::sync::Arc;
use std::time::Duration;

use credentials::TokenSigner;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use crate::endpoint::Endpoint;
use crate::error::ApnsError;
use crate::push::{Push, Reply, Undelivered};
use crate::transport::Transport;

/// How long a native transport waits for what.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// From the call to the answer.
    pub deadline: Duration,
}

/// HTTP/2 to any endpoint, on `h2` and rustls.
pub struct Native {
    _endpoint: Endpoint,
    _signer: Arc<TokenSigner>,
}

impl Native {
    /// A transport that connects when the first push comes.
    pub fn new(endpoint: Endpoint, signer: Arc<TokenSigner>) -> Result<Self, ApnsError> {
        Ok(Self {
            _endpoint: endpoint,
            _signer: signer,
        })
    }
}

impl Transport for Native {
    fn deliver<'a>(&'a self, _push: &'a Push) -> BoxFuture<'a, Result<Reply, Undelivered>> {
        async {
            Err(Undelivered::NotSent {
                cause: "not connected".to_owned(),
            })
        }
        .boxed()
    }

    fn capacity(&self) -> usize {
        1
    }
}
