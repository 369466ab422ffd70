//! Placeholder body until the transport is in.

use std::sync::Arc;

use credentials::TokenSigner;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use crate::endpoint::Endpoint;
use crate::error::ApnsError;
use crate::push::{Push, Reply, Undelivered};
use crate::transport::Transport;

/// The `a2` crate behind the port.
pub struct A2Transport {
    _signer: Arc<TokenSigner>,
}

impl A2Transport {
    /// Refuses every endpoint but Apple's own.
    pub fn new(_endpoint: &Endpoint, signer: Arc<TokenSigner>) -> Result<Self, ApnsError> {
        Ok(Self { _signer: signer })
    }
}

impl Transport for A2Transport {
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
