//! D004: data beside `aps` has no device tokens and no device identifiers.
//!
//! Why: with a token and a key others can push to the phone, and a UDID follows a person for the life of a device.
//! Example: `{"aps": {"alert": "Hi"}, "deviceToken": "740f4707…"}`
//! Instead: leave it out; the device knows its token

use crate::document::excerpt;
use crate::finding::{Code, Severity};
use crate::rules::{
    Case, Context, Findings, Rule, Text, Words, apple, {spelling, walk},
};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::D004,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "A device token or identifier in clear",
        "明文设备令牌或标识符",
    ),
    message: Words::new(
        "{key} holds a device token; the device knows its own.",
        "{key} 中有设备令牌；设备知道自己的令牌。",
    ),
    cases: &[Case {
        what: "device",
        message: Words::new(
            "{key} holds the identifier of a device (UDID).",
            "{key} 中有设备标识符（UDID）。",
        ),
        fix_label: None,
    }],
    why: Words::new(
        "A payload passes through logs and servers as it is, and what names a device names a person.",
        "负载会原样经过日志和服务器，而能识别设备的内容也能识别个人。",
    ),
    remedy: Words::new(
        "Leave it out, or send an id of your own.",
        "去掉它，或发送您自己的 ID。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::REGISTER,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let own = context.target.token.as_deref().unwrap_or_default().trim();
    walk::values(context, &mut |spot| {
        let Some(text) = spot.node.as_str().filter(|_| !spot.is_apples) else {
            return false;
        };
        let is_hex = text.len() >= 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_named = |names: &[&str]| {
            let key = spelling::squashed(spot.key());
            names.iter().any(|name| key.contains(name))
        };
        let is_own = own.len() >= 32 && text.eq_ignore_ascii_case(own);
        let what = if is_own || (is_hex && text.len() >= 64 && is_named(&["token", "apns"])) {
            "token"
        } else if is_udid(text) || (is_hex && text.len() == 40 && is_named(&["udid", "deviceid"])) {
            "device"
        } else {
            return false;
        };
        let args = &[("what", what), ("key", &*excerpt(spot.key()))];
        out.body(
            Code::D004,
            &spot.node.range,
            &spot.pointer(),
            args,
            Vec::new(),
        );
        true
    });
}

/// `00008030-001A…`: the form since 2018.
fn is_udid(text: &str) -> bool {
    let is_hex = |part: &str, length| {
        part.len() == length && part.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    text.split_once('-').is_some_and(|(chip, device)| {
        chip.starts_with("0000") && is_hex(chip, 8) && is_hex(device, 16)
    })
}
