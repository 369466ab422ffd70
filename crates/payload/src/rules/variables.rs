//! Placeholders for personal values: found by `payload::template`.

pub(super) mod v001_placeholder_is_well_written;
pub(super) mod v002_filter_is_known;
pub(super) mod v003_column_is_there;
pub(super) mod v004_row_has_a_value;
pub(super) mod v005_placeholder_has_a_fallback;
pub(super) mod v006_placeholder_is_where_it_is_filled;
pub(super) mod v007_number_is_alone;
pub(super) mod v008_number_is_a_number;
pub(super) mod v009_row_fits;
pub(super) mod v010_row_keeps_the_rules;
pub(super) mod v011_value_has_no_invisible_characters;
pub(super) mod v012_fallback_is_no_filter;
