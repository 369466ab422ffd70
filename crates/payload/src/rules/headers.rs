//! The request headers, and what they say about the payload.

pub(super) mod h001_push_type_is_known;
pub(super) mod h002_topic_fits_push_type;
pub(super) mod h003_priority_is_known;
pub(super) mod h004_background_has_priority_5;
pub(super) mod h005_collapse_id_fits;
pub(super) mod h006_expiration_is_unix_seconds;
