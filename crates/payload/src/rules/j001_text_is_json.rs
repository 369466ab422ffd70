//! J001: the text is JSON by RFC 8259.
//!
//! Why: Apple reads JSON and nothing that looks like it; a push that is not JSON shows nothing.
//! Example: `{'aps': {},}`
//! Instead: `{"aps": {}}`

use super::{Case, Context, Findings, Rule, apple};
use crate::finding::{Code, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::J001,
    severity: Severity::Error,
    title: "The text is not JSON",
    message: "{found} does not belong here.",
    cases: &[
        Case {
            what: "bad-escape",
            message: "{found} is an escape that JSON does not have.",
            fix_label: Some("Repair the backslash"),
        },
        Case {
            what: "comment",
            message: "JSON has no comments: {found}",
            fix_label: Some("Remove the comment"),
        },
        Case {
            what: "control-character",
            message: "There is an invisible control character, such as a tab, inside a text.",
            fix_label: Some("Write it as an escape"),
        },
        Case {
            what: "curly-quotes",
            message: "{found} is in curly quotes; JSON needs straight ones.",
            fix_label: Some("Use straight quotes"),
        },
        Case {
            what: "empty",
            message: "There is no payload yet.",
            fix_label: None,
        },
        Case {
            what: "extra-closing",
            message: "There is one closing {found} too many.",
            fix_label: Some("Remove it"),
        },
        Case {
            what: "extra-comma",
            message: "There is one comma too many.",
            fix_label: Some("Remove the comma"),
        },
        Case {
            what: "key-needed",
            message: "A key in double quotes belongs here, not {found}.",
            fix_label: None,
        },
        Case {
            what: "line-break",
            message: "This text spans several lines; JSON writes a line break as \\n.",
            fix_label: Some("Write it as \\n"),
        },
        Case {
            what: "literal-spelling",
            message: "{found} is not one of JSON's words, which are true, false and null.",
            fix_label: Some("Use JSON's word"),
        },
        Case {
            what: "lone-surrogate",
            message: "{found} begins one half of a character; the other half is missing.",
            fix_label: None,
        },
        Case {
            what: "missing-colon",
            message: "There is no colon after {found}.",
            fix_label: Some("Add the colon"),
        },
        Case {
            what: "missing-comma",
            message: "There is no comma after {found}.",
            fix_label: Some("Add the comma"),
        },
        Case {
            what: "missing-value",
            message: "A value is missing here, after {found}.",
            fix_label: None,
        },
        Case {
            what: "more-after-end",
            message: "The payload is complete before this; {found} is extra.",
            fix_label: None,
        },
        Case {
            what: "not-a-number",
            message: "{found} cannot be written in JSON.",
            fix_label: None,
        },
        Case {
            what: "number-spelling",
            message: "{found} is not how JSON spells a number.",
            fix_label: Some("Spell it as JSON does"),
        },
        Case {
            what: "odd-space",
            message: "There is a special space that JSON does not know, perhaps from a word processor.",
            fix_label: Some("Use an ordinary space"),
        },
        Case {
            what: "single-quotes",
            message: "{found} is in single quotes; JSON needs double ones.",
            fix_label: Some("Use double quotes"),
        },
        Case {
            what: "trailing-comma",
            message: "There is a comma after the last entry.",
            fix_label: Some("Remove the comma"),
        },
        Case {
            what: "unclosed",
            message: "{found} is opened here and never closed.",
            fix_label: Some("Close it"),
        },
        Case {
            what: "unclosed-string",
            message: "This text has no closing quote.",
            fix_label: Some("Add the quote"),
        },
        Case {
            what: "unexpected",
            message: "{found} does not belong here.",
            fix_label: Some("Remove it"),
        },
        Case {
            what: "unquoted-key",
            message: "The key {found} needs double quotes.",
            fix_label: Some("Add the quotes"),
        },
        Case {
            what: "unquoted-text",
            message: "The text {found} needs double quotes.",
            fix_label: Some("Add the quotes"),
        },
        Case {
            what: "wrong-closing",
            message: "{found} does not close what is open here.",
            fix_label: Some("Use the right bracket"),
        },
        Case {
            what: "wrong-sign",
            message: "JSON does not use {found} here.",
            fix_label: Some("Use JSON's sign"),
        },
    ],
    why: "Apple reads JSON and nothing that only looks like it: no comments, no single quotes, no commas at the end.",
    remedy: "Repair the place that is marked. Most slips can be fixed with one press.",
    fix_label: Some("Repair it"),
    apple: apple::PAYLOAD,
    check,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    out.syntax(context, Code::J001);
}
