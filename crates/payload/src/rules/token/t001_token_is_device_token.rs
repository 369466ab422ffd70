//! T001: the token is a device token: an even number of hex digits.
//!
//! Why: Apple answers `BadDeviceToken` to anything else.
//! Example: `dXvt3…:APA91bH…`
//! Instead: `740f4707bebcf74f9b7c25d48e3358945f6aa01da5ddb387462c7eaf61bb78ad`

use crate::finding::{Code, Place, Severity};
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple};
use crate::token::DeviceToken;

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::T001,
    severity: Severity::Error,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("This is not a device token", "这不是设备令牌"),
    message: Words::new("This is not a device token.", "这不是设备令牌。"),
    cases: &[
        Case {
            what: "base64",
            message: Words::new(
                "This looks like base64; a device token is written in hex digits (0-9, a-f).",
                "这看起来是 base64；设备令牌使用十六进制数字（0-9、a-f）。",
            ),
            fix_label: None,
        },
        Case {
            what: "empty",
            message: Words::new("There is no device token.", "没有设备令牌。"),
            fix_label: None,
        },
        Case {
            what: "fcm",
            message: Words::new(
                "This is a Firebase token, which Apple does not know. Take the APNs token in the app.",
                "这是 Firebase 令牌，Apple 不认识。请在应用中获取 APNs 令牌。",
            ),
            fix_label: None,
        },
        Case {
            what: "not-hex",
            message: Words::new(
                "A device token has only the digits 0-9 and the letters a-f.",
                "设备令牌只包含数字 0-9 和字母 a-f。",
            ),
            fix_label: None,
        },
        Case {
            what: "odd-digits",
            message: Words::new(
                "A digit is missing: a device token has an even number of them.",
                "少了一位：设备令牌的位数是偶数。",
            ),
            fix_label: None,
        },
        Case {
            what: "too-long",
            message: Words::new(
                "This is longer than any device token; perhaps two were pasted.",
                "这比任何设备令牌都长；可能粘贴了两个。",
            ),
            fix_label: None,
        },
        Case {
            what: "truncated-description",
            message: Words::new(
                "This is a shortened description of the token; its middle is missing. The app must print all bytes.",
                "这是令牌的缩略描述，中间部分缺失。应用必须打印所有字节。",
            ),
            fix_label: None,
        },
        Case {
            what: "uuid",
            message: Words::new(
                "This is a UUID or device identifier, not a device token.",
                "这是 UUID 或设备标识符，不是设备令牌。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "Apple finds the phone by this token and refuses everything else.",
        "Apple 通过此令牌找到手机，其他内容一律拒绝。",
    ),
    remedy: Words::new(
        "Copy the token that the app gets from Apple, as hex digits.",
        "复制应用从 Apple 获得的令牌，使用十六进制数字。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::REGISTER,
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
