//! From a draft to what may be sent: [`lint`] says what is wrong, [`seal`] is the only way to bytes for the wire.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::document::{Document, Patch};
use crate::finding::{Edit, Report};
use crate::headers::{DraftHeaders, Environment, Headers, Priority};
use crate::push_type::PushType;
use crate::rules;
use crate::token::TokenKind;

/// What a person writes: the payload's text and the headers beside it.
///
/// Its JSON is `{"text": …, "headers": {…}}`. Its `Debug` does not show the payload.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The payload's text, valid or not.
    pub text: String,
    /// The headers as typed.
    #[serde(default)]
    pub headers: DraftHeaders,
}

impl Draft {
    /// Reads a draft's JSON. `None` when it has no text.
    pub fn of_json(json: &str) -> Option<Self> {
        let document = Document::parse(json);
        Some(Self {
            text: document.string("/text")?.to_owned(),
            headers: document
                .node("/headers")
                .map(DraftHeaders::of_node)
                .unwrap_or_default(),
        })
    }

    /// The draft after a fix. Its edits are all against this draft, so that their order does not matter.
    #[must_use]
    pub fn fixed(&self, fix: &[Edit]) -> Self {
        let mut fixed = self.clone();
        let mut patches: Vec<&Patch> = Vec::new();
        for edit in fix {
            match edit {
                Edit::Text(patch) => {
                    // From the text's end to its beginning, so that no patch moves the next one's bytes.
                    let at = patches.partition_point(|it| it.range.start >= patch.range.start);
                    patches.insert(at, patch);
                }
                Edit::Header { name, value } => fixed.headers.set(*name, value.clone()),
            }
        }
        for patch in patches {
            fixed.text = patch.apply(&fixed.text);
        }
        fixed
    }
}

/// What a draft is checked against.
///
/// Its `Debug` does not show the token.
#[derive(Clone, PartialEq, Eq)]
pub struct Target {
    /// Where it goes.
    pub environment: Environment,
    /// The app's bundle id, without the suffix of a push type.
    pub bundle_id: String,
    /// The device token as typed, when known. A draft for an audience has none.
    pub token: Option<String>,
    /// What the token was made for, when known.
    pub token_kind: Option<TokenKind>,
    /// The environment that the token belongs to, when known.
    pub token_environment: Option<Environment>,
    /// What the push would be sent with, when known.
    pub credential: Option<Credential>,
    /// The present, in Unix seconds. Without it, rules about the past and the future say nothing.
    pub now: Option<u64>,
}

impl Target {
    /// A target of which only the app and the environment are known.
    pub fn new(environment: Environment, bundle_id: impl Into<String>) -> Self {
        Self {
            environment,
            bundle_id: bundle_id.into(),
            token: None,
            token_kind: None,
            token_environment: None,
            credential: None,
            now: None,
        }
    }
}

/// What is known about a credential without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Key or certificate.
    pub kind: CredentialKind,
    /// The environments that it works in. Empty: not known, or both.
    pub environments: Vec<Environment>,
    /// The topics that it may push to. Empty: not known, or every topic of the team.
    pub topics: Vec<String>,
    /// When it stops working, in Unix seconds; signing keys do not.
    pub expires: Option<u64>,
}

/// The two ways to prove to Apple who is sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialKind {
    /// A signing key (`.p8`), from which provider tokens are made.
    Key,
    /// A client certificate (`.p12`, PEM).
    Certificate,
}

/// A draft that passed every rule, ready for the wire.
///
/// Its `Debug` does not show the payload.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// The headers, with the topic filled in.
    pub headers: Headers,
    /// The body: minified JSON.
    pub body: String,
}

/// Checks a draft against every rule.
pub fn lint(document: &Document, headers: &DraftHeaders, target: &Target) -> Report {
    rules::run(document, headers, target)
}

/// Turns a draft into what is sent, or says what forbids it: `Err` when there is a finding of severity error.
pub fn seal(draft: &Draft, target: &Target) -> Result<Sealed, Report> {
    let document = Document::parse(draft.text.as_str());
    let report = lint(&document, &draft.headers, target);
    let (true, Some(push_type), Some(body)) = (
        report.is_sendable(),
        draft.headers.parsed_push_type(),
        document.minified(),
    ) else {
        return Err(report);
    };
    let headers = &draft.headers;
    let topic = if headers.topic.is_empty() {
        derived_topic(headers, &target.bundle_id)
    } else {
        headers.topic.clone()
    };
    let headers = Headers {
        push_type,
        topic,
        priority: Priority::parse(&headers.priority).or(default_priority(push_type)),
        expiration: headers.expiration.parse().ok(),
        collapse_id: Some(headers.collapse_id.clone()).filter(|id| !id.is_empty()),
    };
    Ok(Sealed { headers, body })
}

/// The topic that follows from the bundle id and the push type, whatever topic is typed. The bundle id alone while the push type is unknown.
pub fn derived_topic(headers: &DraftHeaders, bundle_id: &str) -> String {
    let suffix = headers
        .parsed_push_type()
        .map_or("", PushType::topic_suffix);
    format!("{bundle_id}{suffix}")
}

/// The priority that is sent when none is typed. Apple takes 10 then, which it calls an error for `background`; so those go with 5.
pub const fn default_priority(push_type: PushType) -> Option<Priority> {
    match push_type {
        PushType::Background => Some(Priority::Considerate),
        _ => None,
    }
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Draft({} bytes)", self.text.len())
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Target({}, {})",
            self.environment.as_str(),
            self.bundle_id
        )
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Sealed({}, {} bytes)",
            self.headers.push_type,
            self.body.len()
        )
    }
}
