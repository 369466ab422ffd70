//! The device token.

pub(super) mod t001_token_is_device_token;
