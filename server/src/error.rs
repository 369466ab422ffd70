//! Two kinds of failure: [`ApiError`] is an answer to a request, [`ServerError`] keeps the relay from running.
//!
//! An [`ApiError`] has two messages: the one that is answered, and the one that is logged, once, with the request's id.

use std::borrow::Cow;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use api::{ErrorCode, WireFinding};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use payload::Report;

/// An answer that refuses a request. `middleware::answer` gives it its body.
#[derive(Clone, Debug)]
pub struct ApiError {
    /// For machines.
    pub code: ErrorCode,
    /// One English sentence with the remedy, without anything that is nobody's business.
    pub detail: Cow<'static, str>,
    /// What the rules found.
    pub findings: Vec<WireFinding>,
    /// The status, where HTTP has a more exact one than the code's own.
    status: Option<StatusCode>,
    /// What happened, for the log only.
    pub(crate) internal: Option<Arc<anyhow::Error>>,
}

impl ApiError {
    /// An error with the code's own status.
    pub fn new(code: ErrorCode, detail: impl Into<Cow<'static, str>>) -> Self {
        Self {
            code,
            detail: detail.into(),
            findings: Vec::new(),
            status: None,
            internal: None,
        }
    }

    /// The same with a status of its own.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = Some(status);
        self
    }

    /// Something broke in the relay: `cause` is logged, never answered.
    pub fn internal(cause: impl Into<anyhow::Error>) -> Self {
        let detail = "Something broke in the relay. Its log has the cause under this request id.";
        Self {
            internal: Some(Arc::new(cause.into())),
            ..Self::new(ErrorCode::Internal, detail)
        }
    }

    /// No such thing in this workspace, or in any: both read the same.
    pub fn not_found() -> Self {
        Self::new(
            ErrorCode::NotFound,
            "There is no such thing in this workspace.",
        )
    }

    /// No session, or it ended.
    pub fn signed_out() -> Self {
        Self::new(
            ErrorCode::SignedOut,
            "Nobody is signed in. Open the sign-in link that the relay printed when it started.",
        )
    }

    /// Too many requests of one kind.
    pub fn too_many(what: &'static str) -> Self {
        Self::new(
            ErrorCode::TooManyRequests,
            format!("Too many {what}. Try again in a few seconds."),
        )
    }

    /// The body is larger than any of this API.
    pub fn too_large(limit: usize) -> Self {
        Self::new(
            ErrorCode::TooLarge,
            format!("The body is larger than {} KiB.", limit / 1024),
        )
    }

    /// The body took too long.
    pub fn too_slow() -> Self {
        Self::new(ErrorCode::BadRequest, "The body did not arrive in time.")
            .with_status(StatusCode::REQUEST_TIMEOUT)
    }

    /// The rules forbid sending this.
    pub fn refused(report: &Report) -> Self {
        let findings = report.findings.iter().map(WireFinding::from).collect();
        let detail =
            "The payload or its headers would be refused. Each finding says where and why.";
        Self {
            findings,
            ..Self::new(ErrorCode::PayloadRefused, detail)
        }
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        // Invariant: every `ErrorCode` has a valid status, which a test of this module walks.
        self.status
            .or_else(|| StatusCode::from_u16(self.code.status()).ok())
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl IntoResponse for ApiError {
    /// Only the status; `middleware::answer` takes the error out of the extensions, logs it and writes the body, because
    /// only there the request's id is known.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<store::StoreError> for ApiError {
    fn from(error: store::StoreError) -> Self {
        Self::internal(error)
    }
}

/// Why the relay does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The data folder cannot be used.
    #[error("the data folder {} cannot be used", .path.display())]
    DataFolder {
        /// Which folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Another relay runs on the data folder.
    #[error("another relay is running on {}: stop it, or give this one a folder of its own with --data", .path.display())]
    DataFolderTaken {
        /// Which folder.
        path: PathBuf,
    },
    /// The demo workspace cannot be set up.
    #[error("the demo workspace cannot be set up: {what}")]
    Demo {
        /// Which part of it.
        what: &'static str,
        /// Why.
        source: anyhow::Error,
    },
    /// The ledger cannot be taken up where it was left.
    #[error("the ledger cannot be taken up where it was left")]
    Ledger(#[from] delivery::LedgerError),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}")]
    Listen {
        /// Which address.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// A signal cannot be waited for, or the listener is gone.
    #[error("the operating system refuses what the relay needs")]
    Os(#[from] std::io::Error),
    /// The database cannot be used.
    #[error("the database cannot be used")]
    Store(#[from] store::StoreError),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_status_of_a_refusal() {
        for code in ErrorCode::ALL {
            let status = ApiError::new(code, "").status();
            assert_eq!(status.as_u16(), code.status());
            assert!(
                status.is_client_error() || status.is_server_error(),
                "{code:?}"
            );
        }
    }
}
