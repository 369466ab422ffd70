//! What `aps` and `alert` say, and what stands beside them.

pub(super) mod p001_aps_is_there;
pub(super) mod p002_alert_shows_something;
pub(super) mod p003_badge_is_whole_number;
pub(super) mod p004_alert_is_text_or_dictionary;
pub(super) mod p005_sound_is_name_or_dictionary;
pub(super) mod p006_background_is_silent;
pub(super) mod p007_flags_are_one;
pub(super) mod p008_keys_are_apples;
pub(super) mod p009_interruption_level_is_known;
pub(super) mod p010_relevance_score_is_in_range;
pub(super) mod p011_mutable_content_has_alert;
pub(super) mod p012_keys_are_in_their_place;
pub(super) mod p013_null_is_left_out;
pub(super) mod p014_line_is_text_or_key;
pub(super) mod p015_args_have_their_key;
pub(super) mod p016_texts_have_no_format;
pub(super) mod p017_keys_are_current;
pub(super) mod p018_critical_is_whole;
