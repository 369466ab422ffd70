//! The catalogue: one numbered list of rules drives the editor, the pre-send sheet, the command line and the help pages.
//!
//! One rule is one file. A code never changes its meaning and is never used again. Findings are codes with arguments;
//! the sentences here are the English ones.

mod apple;
mod context;
mod h001_push_type_is_known;
mod h002_topic_fits_push_type;
mod h003_priority_is_known;
mod h004_background_has_priority_5;
mod h005_collapse_id_fits;
mod h006_expiration_is_unix_seconds;
mod j001_text_is_json;
mod j002_keys_are_unique;
mod j003_top_is_object;
mod j004_nesting_is_sane;
mod j005_no_byte_order_mark;
mod keys;
mod p001_aps_is_there;
mod p002_alert_shows_something;
mod p003_badge_is_whole_number;
mod p004_alert_is_text_or_dictionary;
mod p005_sound_is_name_or_dictionary;
mod p006_background_is_silent;
mod p007_flags_are_one;
mod p008_keys_are_apples;
mod p009_interruption_level_is_known;
mod p010_relevance_score_is_in_range;
mod p011_mutable_content_has_alert;
mod p012_keys_are_in_their_place;
mod s001_payload_fits;
mod spelling;
mod t001_token_is_device_token;
mod visible;

pub use context::{Context, Findings};

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::finding::{Report, Severity};
use crate::headers::DraftHeaders;
use crate::seal::Target;

/// One row of the catalogue.
#[derive(Debug)]
pub struct Rule {
    /// Its number.
    pub code: Code,
    /// How much its findings weigh; a single finding can weigh less.
    pub severity: Severity,
    /// A heading for lists.
    pub title: &'static str,
    /// What a person reads, with `{placeholders}` for a finding's arguments.
    pub message: &'static str,
    /// Other sentences, chosen by the finding's argument `what`.
    pub cases: &'static [Case],
    /// Why it matters.
    pub why: &'static str,
    /// What to do.
    pub remedy: &'static str,
    /// What the button says; `None` where only a person can repair it.
    pub fix_label: Option<&'static str>,
    /// Apple's page.
    pub apple: &'static str,
    /// Looks for what the rule is about.
    pub check: fn(&Context<'_>, &mut Findings),
}

/// One of the ways in which a rule can be broken.
#[derive(Debug)]
pub struct Case {
    /// The value of the finding's argument `what`.
    pub what: &'static str,
    /// What a person reads instead of the rule's `message`.
    pub message: &'static str,
    /// What the button says instead of the rule's `fix_label`.
    pub fix_label: Option<&'static str>,
}

impl Rule {
    /// The case that a finding's arguments choose.
    pub fn case(&self, args: &[(&'static str, String)]) -> Option<&'static Case> {
        let what = args.iter().find(|(name, _)| *name == "what")?;
        self.cases.iter().find(|case| case.what == what.1)
    }
}

macro_rules! catalogue {
    ($($code:ident = $file:ident, $doc:literal;)*) => {
        /// A rule's number. Letters say what it is about: `J` the text as JSON, `P` the payload, `H` headers, `T` the token, `S` sizes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Code {
            $(#[doc = $doc] $code,)*
        }

        impl Code {
            /// Every code, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$code,)*];

            /// Its name.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$code => stringify!($code),)*
                }
            }
        }

        /// Every rule, in the order of [`Code::ALL`].
        pub static ALL: &[Rule] = &[$($file::RULE,)*];
    };
}

catalogue! {
    J001 = j001_text_is_json, "The text is not JSON.";
    J002 = j002_keys_are_unique, "A key is there twice.";
    J003 = j003_top_is_object, "The payload is not an object.";
    J004 = j004_nesting_is_sane, "It nests too deeply.";
    J005 = j005_no_byte_order_mark, "The text begins with a byte-order mark.";
    P001 = p001_aps_is_there, "`aps` is missing.";
    P002 = p002_alert_shows_something, "An alert push shows nothing.";
    P003 = p003_badge_is_whole_number, "`badge` is not a whole number.";
    P004 = p004_alert_is_text_or_dictionary, "`alert` has the wrong type.";
    P005 = p005_sound_is_name_or_dictionary, "`sound` has the wrong type or place.";
    P006 = p006_background_is_silent, "A background push is not silent.";
    P007 = p007_flags_are_one, "A flag is not the number 1.";
    P008 = p008_keys_are_apples, "A key of `aps` is not one of Apple's.";
    P009 = p009_interruption_level_is_known, "`interruption-level` is not one of Apple's.";
    P010 = p010_relevance_score_is_in_range, "`relevance-score` is out of range.";
    P011 = p011_mutable_content_has_alert, "`mutable-content` without an alert.";
    P012 = p012_keys_are_in_their_place, "A key is in the wrong place.";
    H001 = h001_push_type_is_known, "The push type is missing or unknown.";
    H002 = h002_topic_fits_push_type, "The topic does not fit the push type.";
    H003 = h003_priority_is_known, "The priority is not 10, 5 or 1.";
    H004 = h004_background_has_priority_5, "A background push with priority 10.";
    H005 = h005_collapse_id_fits, "The collapse id is longer than 64 bytes.";
    H006 = h006_expiration_is_unix_seconds, "The expiration is not in Unix seconds.";
    T001 = t001_token_is_device_token, "This is not a device token.";
    S001 = s001_payload_fits, "The payload is over Apple's limit.";
}

impl Code {
    /// Its row of the catalogue.
    pub fn rule(self) -> &'static Rule {
        &ALL[self as usize]
    }

    /// Reads [`Code::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == text)
    }
}

/// Runs every rule.
pub(crate) fn run(document: &Document, headers: &DraftHeaders, target: &Target) -> Report {
    let context = Context {
        document,
        headers,
        target,
        push_type: headers.parsed_push_type(),
    };
    let mut findings = Findings::default();
    for rule in ALL {
        (rule.check)(&context, &mut findings);
    }
    findings.into_report()
}
