//! Who is asking: a key, by a provider token, or a certificate. They are asked the same questions.

use crate::{certificate::Certificate, provider_token::Key, push_type};

/// Whose request it is.
#[derive(Clone, Copy)]
pub(crate) enum Sender<'a> {
    Key(&'a Key),
    Certificate(&'a Certificate),
}

impl<'a> Sender<'a> {
    /// The topic of a push that names none: that of a certificate that has one.
    pub(crate) fn only_topic(&self) -> Option<&'a str> {
        match self {
            Self::Certificate(Certificate { topics, .. }) => match &topics[..] {
                [topic] => Some(topic),
                _ => None,
            },
            Self::Key(_) => None,
        }
    }

    /// A key is for apps, with all their topics. A certificate is for the topics that it lists.
    pub(crate) fn may_push_to(&self, topic: &str) -> bool {
        match self {
            Self::Key(key) => key.allows(push_type::bundle_id_of(topic)),
            Self::Certificate(certificate) => certificate.topics.iter().any(|it| it == topic),
        }
    }

    /// Broadcasts name the app, not a topic: any topic of the app will do.
    pub(crate) fn may_broadcast_for(&self, bundle_id: &str) -> bool {
        match self {
            Self::Key(key) => key.allows(bundle_id),
            Self::Certificate(certificate) => certificate
                .topics
                .iter()
                .any(|topic| push_type::bundle_id_of(topic) == bundle_id),
        }
    }
}
