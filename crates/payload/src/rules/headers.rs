//! The request headers, and what they say about the payload.

pub(super) mod h001_push_type_is_known;
pub(super) mod h002_topic_fits_push_type;
pub(super) mod h003_priority_is_known;
pub(super) mod h004_background_has_priority_5;
pub(super) mod h005_collapse_id_fits;
pub(super) mod h006_expiration_is_unix_seconds;
pub(super) mod h007_id_is_uuid;
pub(super) mod h008_expiration_is_within_30_days;
pub(super) mod h009_expiration_is_ahead;
pub(super) mod h010_call_expires_soon;
pub(super) mod h011_transmission_is_immediate;
pub(super) mod h012_priority_fits_push_type;
pub(super) mod h013_call_is_immediate;
pub(super) mod h015_names_are_apples;
pub(super) mod h016_relay_writes_its_own;
pub(super) mod h017_values_are_plain;
pub(super) mod h019_mdm_topic_is_apples;
pub(super) mod h020_urgent_alert_is_immediate;
pub(super) mod h021_alert_wakes_the_device;
pub(super) mod h025_topic_has_the_apps_case;
pub(super) mod h026_bundle_id_is_real;
pub(super) mod h027_alert_waits_for_offline_phones;
pub(super) mod h028_headers_are_there_once;
