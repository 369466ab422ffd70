//! The text as JSON.

pub(super) mod j001_text_is_json;
pub(super) mod j002_keys_are_unique;
pub(super) mod j003_top_is_object;
pub(super) mod j004_nesting_is_sane;
pub(super) mod j005_no_byte_order_mark;
pub(super) mod j006_numbers_are_exact;
pub(super) mod j007_keys_have_no_edges;
pub(super) mod j008_characters_are_visible;
