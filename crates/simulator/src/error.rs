//! Why the simulator could not do what it was told. What Apple would refuse is a [`crate::Reason`], not an error.

use crate::StateError;
use std::{io, net::SocketAddr, path::PathBuf};

/// Everything that can go wrong on our side of the stand-in.
#[derive(Debug, thiserror::Error)]
pub enum SimulatorError {
    /// The certificates for the listener could not be made.
    #[error("making the certificates failed")]
    Certificates(#[source] rcgen::Error),
    /// The listener or the control port could not be bound.
    #[error("cannot listen on {address}")]
    Listen {
        /// What was asked for.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The control port may do anything, therefore it is for this machine only.
    #[error("{0} is not a loopback address, and the control port is for this machine only")]
    NotLoopback(SocketAddr),
    /// A key identifier, team identifier or public key that Apple could not have issued.
    #[error("{0}")]
    Key(&'static str),
    /// The token is in use by another device, or is not hexadecimal.
    #[error("the device token is taken or is not hexadecimal")]
    Token,
    /// The state of an earlier run could not be taken up.
    #[error("the state in {} was not used", path.display())]
    State {
        /// Where it is.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        problem: StateError,
    },
    /// The TLS configuration was refused by the library.
    #[error("the TLS configuration was refused")]
    Tls(#[source] rustls::Error),
}
