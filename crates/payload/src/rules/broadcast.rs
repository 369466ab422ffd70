//! Broadcasts: pushes to a channel instead of a device.

pub(super) mod b001_broadcast_is_live_activity;
pub(super) mod b002_channel_is_base64;
pub(super) mod b003_broadcast_has_expiration;
pub(super) mod b004_broadcast_has_priority;
pub(super) mod b005_channel_or_token;
pub(super) mod b006_broadcast_has_no_collapse_id;
pub(super) mod b007_broadcast_has_no_topic;
pub(super) mod b008_stored_broadcasts_need_storage;
pub(super) mod b009_broadcast_has_request_id;
