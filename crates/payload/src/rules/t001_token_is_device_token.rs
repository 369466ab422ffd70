//! T001: the token is a device token: an even number of hex digits.
//!
//! Why: Apple answers `BadDeviceToken` to anything else.
//! Example: `dXvt3…:APA91bH…`
//! Instead: `740f4707bebcf74f9b7c25d48e3358945f6aa01da5ddb387462c7eaf61bb78ad`

use super::{Case, Context, Findings, Rule, apple};
use crate::finding::{Code, Place, Severity};
use crate::token::DeviceToken;

pub(super) const RULE: Rule = Rule {
    code: Code::T001,
    severity: Severity::Error,
    title: "This is not a device token",
    message: "This is not a device token.",
    cases: &[
        Case {
            what: "base64",
            message: "This looks like base64; a device token is written in hex digits (0-9, a-f).",
            fix_label: None,
        },
        Case {
            what: "empty",
            message: "There is no device token.",
            fix_label: None,
        },
        Case {
            what: "fcm",
            message: "This is a Firebase token, which Apple does not know. Take the APNs token in the app.",
            fix_label: None,
        },
        Case {
            what: "not-hex",
            message: "A device token has only the digits 0-9 and the letters a-f.",
            fix_label: None,
        },
        Case {
            what: "odd-digits",
            message: "A digit is missing: a device token has an even number of them.",
            fix_label: None,
        },
        Case {
            what: "too-long",
            message: "This is longer than any device token; perhaps two were pasted.",
            fix_label: None,
        },
        Case {
            what: "truncated-description",
            message: "This is a shortened description of the token; its middle is missing. The app must print all bytes.",
            fix_label: None,
        },
        Case {
            what: "uuid",
            message: "This is a UUID or device identifier, not a device token.",
            fix_label: None,
        },
    ],
    why: "Apple finds the phone by this token and refuses everything else.",
    remedy: "Copy the token that the app gets from Apple, as hex digits.",
    fix_label: None,
    apple: apple::REGISTER,
    check,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    if let Some(Err(error)) = context.target.token.as_deref().map(DeviceToken::parse) {
        out.push(
            Code::T001,
            Place::Token,
            &[("what", error.as_str())],
            Vec::new(),
        );
    }
}
