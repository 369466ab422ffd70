//! Push types beside alerts and Live Activities, and what uses the same service without being one.

pub(super) mod k001_mdm_is_push_magic;
pub(super) mod k002_mdm_is_for_mdm;
pub(super) mod k003_file_provider_names_its_container;
pub(super) mod k004_file_provider_names_its_domain;
pub(super) mod k005_content_changed_is_true;
pub(super) mod k006_widgets_use_aps;
pub(super) mod k007_call_is_shown_by_the_app;
pub(super) mod k009_complications_are_widgets_now;
pub(super) mod k010_website_push_has_url_args;
pub(super) mod k011_website_push_has_title_and_body;
pub(super) mod k012_pass_update_shows_nothing;
pub(super) mod k013_pass_update_is_empty;
pub(super) mod k014_simulator_key_stays_at_home;
mod shown;
