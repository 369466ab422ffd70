//! What the app reads: found by `payload::app`, when a file of the app was loaded.

pub(super) mod a009_text_is_in_the_app;
pub(super) mod a010_arguments_fit_the_text;
pub(super) mod a011_text_is_in_every_language;
pub(super) mod a012_texts_fill_the_placeholders;
pub(super) mod a013_file_is_understood;
