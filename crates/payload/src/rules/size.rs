//! How many bytes are sent.

pub(super) mod s001_payload_fits;
