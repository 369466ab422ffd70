//! What the push is sent with.

pub(super) mod c001_key_is_of_environment;
pub(super) mod c002_certificate_lists_topic;
pub(super) mod c003_certificate_is_of_environment;
pub(super) mod c004_push_type_takes_credential;
pub(super) mod c005_mdm_goes_with_certificate;
pub(super) mod c006_key_lists_app;
pub(super) mod c007_credential_lasts;
pub(super) mod c008_pass_has_its_own_certificate;

use crate::finding::Severity;
use crate::headers::Environment;
use crate::rules::Context;
use crate::rules::headers::{h002_topic_fits_push_type, h026_bundle_id_is_real};
use crate::seal::{Credential, derived_topic};

/// The credential, when the push goes to Apple. The simulator takes none.
fn real<'a>(context: &Context<'a>) -> Option<&'a Credential> {
    let target = context.target;
    let credential = target.credential.as_ref();
    credential.filter(|_| target.environment != Environment::Simulator)
}

/// The credential and the topic that it must be for; of a broadcast that is the bundle id. `None` while the topic is in question.
fn pushes<'a>(context: &Context<'a>) -> Option<(&'a Credential, String)> {
    let credential = real(context)?;
    let bundle_id = context.target.bundle_id.as_str();
    let typed = context.headers.topic.as_str();
    let topic = if context.headers.is_broadcast() {
        bundle_id.to_owned()
    } else if typed.is_empty() {
        derived_topic(context.headers, bundle_id)
    } else {
        typed.to_owned()
    };
    let is_wrong = h002_topic_fits_push_type::wrong(context)
        .is_some_and(|(_, severity)| severity == Severity::Error);
    let is_open = context.push_type.is_none() || topic.is_empty() || is_wrong;
    let is_unreal = h026_bundle_id_is_real::unreal(&topic, bundle_id).is_some();
    (!is_open && !is_unreal).then_some((credential, topic))
}

/// A topic without the suffix of the push type.
fn bundle_id<'a>(context: &Context<'_>, topic: &'a str) -> &'a str {
    let suffix = context.push_type.map_or("", |it| it.topic_suffix());
    topic.strip_suffix(suffix).unwrap_or(topic)
}

/// Whether a topic is a bundle id, or continues it behind a dot.
fn begins(topic: &str, bundle_id: &str) -> bool {
    topic
        .strip_prefix(bundle_id)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Topics of Wallet passes and of websites are not made of a bundle id.
fn is_pass_or_website(topic: &str) -> bool {
    topic.starts_with("pass.") || topic.starts_with("web.")
}
