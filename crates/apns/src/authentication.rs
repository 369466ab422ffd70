//! How a transport shows Apple who sends.

use std::fmt;
use std::sync::Arc;

use credentials::{Identity, TokenSigner};

/// Who sends: a signing key with its provider tokens, or a certificate that TLS shows. A connection has one of the two.
///
/// Source: Apple, *Setting up a remote notification server*, "Establish a connection to APNs".
#[derive(Clone)]
pub enum Authentication {
    /// A provider token in every request.
    Token(Arc<TokenSigner>),
    /// A client certificate in the TLS handshake, and no provider token.
    Certificate(Arc<Identity>),
}

impl fmt::Debug for Authentication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Token(_) => "Token(…)",
            Self::Certificate(_) => "Certificate(…)",
        })
    }
}
