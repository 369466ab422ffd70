//! The catalogue: one numbered list of rules drives the editor, the pre-send sheet, the command line and the help pages.
//!
//! One rule is one file. A code never changes its meaning and is never used again. Findings are codes with arguments;
//! the sentences here are the English ones.

mod context;

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
    ($($code:ident $doc:literal,)*) => {
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
        pub static ALL: &[Rule] = &[$(stub(Code::$code),)*];
    };
}

catalogue! {
    J001 "The text is not JSON.",
    J002 "A key is there twice.",
    J003 "The payload is not an object.",
    J004 "It nests too deeply.",
    J005 "The text begins with a byte-order mark.",
    P001 "`aps` is missing.",
    P002 "An alert push shows nothing.",
    P003 "`badge` is not a whole number.",
    P004 "`alert` has the wrong type.",
    P005 "`sound` has the wrong type or place.",
    P006 "A background push is not silent.",
    P007 "A flag is not the number 1.",
    P008 "A key of `aps` is not one of Apple's.",
    P009 "`interruption-level` is not one of Apple's.",
    P010 "`relevance-score` is out of range.",
    P011 "`mutable-content` without an alert.",
    P012 "A key is in the wrong place.",
    H001 "The push type is missing or unknown.",
    H002 "The topic does not fit the push type.",
    H003 "The priority is not 10, 5 or 1.",
    H004 "A background push with priority 10.",
    H005 "The collapse id is longer than 64 bytes.",
    H006 "The expiration is not in Unix seconds.",
    T001 "This is not a device token.",
    S001 "The payload is over Apple's limit.",
}

const fn stub(code: Code) -> Rule {
    fn check(_: &Context<'_>, _: &mut Findings) {}
    Rule {
        code,
        severity: Severity::Error,
        title: "",
        message: "",
        cases: &[],
        why: "",
        remedy: "",
        fix_label: None,
        apple: "",
        check,
    }
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
