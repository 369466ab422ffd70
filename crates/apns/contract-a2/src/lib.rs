//! Keeps tests of the `a2` transport away from Apple: they run only where Apple's names lead to this machine.

use std::io;
use std::net::ToSocketAddrs as _;

/// The names that `a2` connects to.
const NAMES: [&str; 2] = ["api.push.apple.com", "api.development.push.apple.com"];

/// Fails unless each of `a2`'s hosts leads to loopback only.
pub fn require_stand_ins() -> io::Result<()> {
    for name in NAMES {
        let mut addresses = (name, 443).to_socket_addrs()?;
        if !addresses.all(|address| address.ip().is_loopback()) {
            return Err(io::Error::other(format!(
                "{name} does not lead to this machine; use run.sh"
            )));
        }
    }
    Ok(())
}
