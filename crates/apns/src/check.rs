//! Whether Apple takes a credential, asked without sending anything to anyone.
//!
//! Apple looks at a request in a fixed order: who sends, for which topic, and only then to which device. So a push to a
//! token that no device can have says how far the credential carries, and `BadDeviceToken` is the good answer.

use bytes::Bytes;
use payload::{DeviceToken, Headers, Priority, PushType, Reason};

use crate::push::{Push, Reply, Undelivered};
use crate::transport::Transport;

/// What Apple thinks of a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may push to this topic in this environment.
    Good,
    /// It may not.
    Bad {
        /// What is wrong.
        fault: Fault,
        /// Apple's answer.
        reply: Box<Reply>,
    },
    /// Apple has not looked at it: it could not be reached, or has asked to come later.
    Undecided {
        /// In technical words.
        cause: String,
    },
}

/// What is wrong with a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The account may not do this (`Forbidden`).
    Account,
    /// The certificate is not one of Apple's, has expired or was revoked (`BadCertificate`).
    Certificate,
    /// This machine's clock is wrong: a new provider token has expired (`ExpiredProviderToken`).
    Clock,
    /// It is for the other environment (`BadEnvironmentKeyIdInToken`, `BadCertificateEnvironment`).
    Environment,
    /// The key belongs to another set of topics than the connection (`UnrelatedKeyIdInToken`).
    Key,
    /// Key, key id and team id do not belong together, or the key was revoked (`InvalidProviderToken`). Apple does not
    /// say which of the three is wrong.
    KeyOrTeam,
    /// Apple has seen neither a provider token nor a certificate (`MissingProviderToken`).
    Missing,
    /// Not for this topic: a key for other apps, an app of another team, a certificate that does not list it
    /// (`TopicDisallowed`, `BadTopic`, `MissingTopic`).
    Topic,
}

/// Asks Apple about the credential of a transport, for the topic of alerts to an app: its bundle id.
///
/// Many refused pushes make Apple close connections: ask when a person has given a credential, not on a timer.
pub async fn check(transport: &dyn Transport, bundle_id: &str) -> Verdict {
    match transport.deliver(&probe(bundle_id)).await {
        Ok(reply) => read(reply),
        Err(Undelivered::Unsupported { what }) => Verdict::Undecided {
            cause: format!("this transport cannot carry {what}"),
        },
        Err(Undelivered::NotSent { cause } | Undelivered::Unknown { cause, .. }) => {
            Verdict::Undecided { cause }
        }
    }
}

/// A push to a token of 32 zero bytes. Apple's tokens are random.
fn probe(bundle_id: &str) -> Push {
    Push {
        id: "00000000-0000-4000-8000-000000000000".to_owned(),
        token: DeviceToken::parse(&"0".repeat(64)).expect("it is hex"),
        headers: Headers {
            push_type: PushType::Alert,
            topic: bundle_id.to_owned(),
            priority: Some(Priority::Considerate),
            expiration: Some(0),
            collapse_id: None,
        },
        body: Bytes::from_static(br#"{"aps":{}}"#),
        not_after: None,
    }
}

fn read(reply: Reply) -> Verdict {
    let fault = match &reply.reason {
        None if reply.is_accepted() => return Verdict::Good,
        // A proxy's own page, or an answer that broke off.
        None => {
            return Verdict::Undecided {
                cause: format!("the answer was {} without a reason", reply.status),
            };
        }
        Some(
            Reason::BadDeviceToken
            | Reason::DeviceTokenNotForTopic
            | Reason::ExpiredToken
            | Reason::Unregistered,
        ) => return Verdict::Good,
        Some(Reason::Forbidden) => Fault::Account,
        Some(Reason::BadCertificate) => Fault::Certificate,
        Some(Reason::ExpiredProviderToken) => Fault::Clock,
        Some(Reason::BadEnvironmentKeyIdInToken | Reason::BadCertificateEnvironment) => {
            Fault::Environment
        }
        Some(Reason::UnrelatedKeyIdInToken) => Fault::Key,
        Some(Reason::InvalidProviderToken) => Fault::KeyOrTeam,
        Some(Reason::MissingProviderToken) => Fault::Missing,
        Some(Reason::BadTopic | Reason::MissingTopic | Reason::TopicDisallowed) => Fault::Topic,
        Some(other) => {
            return Verdict::Undecided {
                cause: format!("the answer was {} {}", reply.status, other.as_str()),
            };
        }
    };
    Verdict::Bad {
        fault,
        reply: Box::new(reply),
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use expect_test::expect;
    use payload::Reason;

    use super::{Verdict, read};
    use crate::push::Reply;

    #[test]
    fn only_a_complaint_about_the_credential_makes_it_bad() {
        let mut seen = String::new();
        for (status, reason) in [
            (200, None),
            (403, None),
            (502, None),
            (400, Some("BadDeviceToken")),
            (410, Some("Unregistered")),
            (403, Some("InvalidProviderToken")),
            (403, Some("BadEnvironmentKeyInToken")),
            (403, Some("BadCertificateEnvironment")),
            (403, Some("BadCertificate")),
            (400, Some("TopicDisallowed")),
            (403, Some("ExpiredProviderToken")),
            (403, Some("UnrelatedKeyIdInToken")),
            (403, Some("Forbidden")),
            (429, Some("TooManyProviderTokenUpdates")),
            (503, Some("ServiceUnavailable")),
            (400, Some("SolarFlare")),
        ] {
            let verdict = read(Reply {
                status,
                reason: reason.map(Reason::from_wire),
                ..Reply::default()
            });
            let verdict = match verdict {
                Verdict::Good => "good".to_owned(),
                Verdict::Bad { fault, .. } => format!("bad: {fault:?}"),
                Verdict::Undecided { cause } => format!("undecided: {cause}"),
            };
            writeln!(seen, "{} → {verdict}", reason.unwrap_or("accepted")).unwrap();
        }
        expect![[r"
            accepted → good
            accepted → undecided: the answer was 403 without a reason
            accepted → undecided: the answer was 502 without a reason
            BadDeviceToken → good
            Unregistered → good
            InvalidProviderToken → bad: KeyOrTeam
            BadEnvironmentKeyInToken → bad: Environment
            BadCertificateEnvironment → bad: Environment
            BadCertificate → bad: Certificate
            TopicDisallowed → bad: Topic
            ExpiredProviderToken → bad: Clock
            UnrelatedKeyIdInToken → bad: Key
            Forbidden → bad: Account
            TooManyProviderTokenUpdates → undecided: the answer was 429 TooManyProviderTokenUpdates
            ServiceUnavailable → undecided: the answer was 503 ServiceUnavailable
            SolarFlare → undecided: the answer was 400 SolarFlare
        "]]
        .assert_eq(&seen);
    }
}
