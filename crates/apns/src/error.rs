//! Why a transport could not be set up.

/// Why a transport could not be set up. Nothing has been sent.
#[derive(Debug, thiserror::Error)]
pub enum ApnsError {
    /// The host is not a name that TLS can check.
    #[error("`{host}` is not a host name")]
    BadHost {
        /// The name as given.
        host: String,
    },
    /// The address of a proxy cannot be read. It is not repeated: it may hold a password.
    #[error("a proxy is written http://host:port or http://user:password@host:port")]
    BadProxy,
    /// The credential cannot sign.
    #[error("the credential cannot sign")]
    Credential(#[from] credentials::KeyError),
    /// The PEM of private roots holds no certificate, or one that cannot be read.
    #[error("the roots hold no certificate that can be read")]
    NoRoots,
    /// The TLS library refused its set-up.
    #[error("TLS cannot be set up")]
    Tls(#[from] rustls::Error),
    /// This transport cannot reach such an endpoint, or cannot use such a credential.
    #[error("this transport cannot use {what}")]
    Unsupported {
        /// What it cannot use.
        what: String,
    },
}
