//! What the app reads: found by `payload::app`, when a file of the app was loaded.

pub(super) mod a001_required_properties_are_there;
pub(super) mod a002_values_have_the_apps_types;
pub(super) mod a003_keys_are_read_by_the_app;
pub(super) mod a004_enum_values_are_known;
pub(super) mod a005_dates_are_seconds_since_2001;
pub(super) mod a006_attributes_type_is_the_struct;
pub(super) mod a007_swift_is_understood;
pub(super) mod a008_schema_is_kept;
pub(super) mod a009_text_is_in_the_app;
pub(super) mod a010_arguments_fit_the_text;
pub(super) mod a011_text_is_in_every_language;
pub(super) mod a012_texts_fill_the_placeholders;
pub(super) mod a013_file_is_understood;
