//! J003: the payload is an object.
//!
//! Why: Apple looks for `aps` in a dictionary.
//! Example: `["Hi"]`
//! Instead: `{"aps": {"alert": "Hi"}}`

use super::{Case, Context, Findings, Rule, apple};
use crate::finding::{Code, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::J003,
    severity: Severity::Error,
    title: "The payload is not an object",
    message: "A payload begins with { and ends with }; this is something else.",
    cases: &[
        Case {
            what: "array",
            message: "A payload begins with { and ends with }; this is a list in square brackets.",
            fix_label: None,
        },
        Case {
            what: "string",
            message: "A payload begins with { and ends with }; this is only a text.",
            fix_label: None,
        },
    ],
    why: "Apple looks for the key aps, and only an object in curly brackets has keys.",
    remedy: "Put the content into {\"aps\": {…}}.",
    fix_label: None,
    apple: apple::PAYLOAD,
    check,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    out.syntax(context, Code::J003);
}
