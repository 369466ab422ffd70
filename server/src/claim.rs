//! One relay at a time for one data folder. A second one would take over the pushes that the first has on the wire,
//! and end it at its next answer; nothing would be sent twice, but a person would wonder.

use std::fs::{File, OpenOptions, TryLockError};

use crate::app::private;
use crate::config::DataFolder;
use crate::error::ServerError;

/// Holds the data folder for this process until it is dropped, or the process ends in whatever way.
#[derive(Debug)]
pub struct Claim(#[expect(dead_code, reason = "the lock goes when the file is closed")] File);

impl Claim {
    /// Claims the folder, which is made when it is missing.
    pub fn take(data: &DataFolder) -> Result<Self, ServerError> {
        let path = &data.path;
        let unusable = |source| ServerError::DataFolder {
            path: path.clone(),
            source,
        };
        private::folder(path).map_err(unusable)?;
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path.join("relay.lock")).map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => {
                Err(ServerError::DataFolderTaken { path: path.clone() })
            }
            Err(TryLockError::Error(source)) => Err(unusable(source)),
        }
    }
}
