//! P040: keys of other systems do nothing in `aps`.
//!
//! Why: they are copied from messages for Android, and what they were for is missing here.
//! Example: `{"aps": {"alert": "Hi", "click_action": "OPEN"}}`
//! Instead: `{"aps": {"alert": "Hi", "category": "OPEN"}}`

use crate::finding::{Code, Severity};
use crate::keys::Home;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, context::fix, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P040,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A key of Android in aps", "aps 中有 Android 的键"),
    message: Words::new(
        "{key} is a key of Android; iOS decides about that itself.",
        "{key} 是 Android 的键；iOS 自行决定这一点。",
    ),
    cases: &[
        Case {
            what: "category",
            message: Words::new(
                "{key} is a key of Android; what is tapped is the app's own data, and buttons come with category.",
                "{key} 是 Android 的键；点按后的行为由应用自己的数据决定，按钮则由 category 提供。",
            ),
            fix_label: None,
        },
        Case {
            what: "lifetime",
            message: Words::new(
                "{key} is a key of Android; here the header apns-expiration says how long a push is kept.",
                "{key} 是 Android 的键；在这里由标头 apns-expiration 决定推送保留多久。",
            ),
            fix_label: None,
        },
        Case {
            what: "group",
            message: Words::new(
                "{key} is a key of Android; here thread-id groups notifications, and the header apns-collapse-id replaces them.",
                "{key} 是 Android 的键；在这里由 thread-id 对通知分组，由标头 apns-collapse-id 替换通知。",
            ),
            fix_label: None,
        },
        Case {
            what: "channel",
            message: Words::new(
                "{key} is a key of Android; here sound and interruption-level say how much a push may disturb.",
                "{key} 是 Android 的键；在这里由 sound 和 interruption-level 决定打扰的程度。",
            ),
            fix_label: None,
        },
        Case {
            what: "image",
            message: Words::new(
                "{key} does nothing in aps; put the address next to aps and add mutable-content for the app's extension.",
                "{key} 在 aps 中不起作用；请把地址放在 aps 旁边，并为应用的扩展添加 mutable-content。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "Apple ignores what it does not know, so what the key was for is missing on the phone.",
        "Apple 会忽略不认识的键，因此手机上不会有相应的效果。",
    ),
    remedy: Words::new(
        "Use Apple's key for it, or remove it.",
        "使用 Apple 的相应键，或将其移除。",
    ),
    fix_label: Some(Words::new("Remove it", "移除")),
    platforms: &[],
    apple: apple::PAYLOAD,
};

const KEYS: &[(&str, &str)] = &[
    ("android_channel_id", "channel"),
    ("channelId", "channel"),
    ("channel_id", "channel"),
    ("click_action", "category"),
    ("clickAction", "category"),
    ("collapse_key", "group"),
    ("collapseKey", "group"),
    ("color", "look"),
    ("icon", "look"),
    ("image", "image"),
    ("image_url", "image"),
    ("importance", "channel"),
    ("large_icon", "look"),
    ("led", "look"),
    ("lights", "look"),
    ("picture", "image"),
    ("small_icon", "look"),
    ("sticky", "look"),
    ("tag", "group"),
    ("ticker", "look"),
    ("time_to_live", "lifetime"),
    ("ttl", "lifetime"),
    ("vibrate", "look"),
    ("vibration", "look"),
    ("visibility", "look"),
];

/// What to use instead of a key of Android.
pub(in crate::rules) fn instead(key: &str) -> Option<&'static (&'static str, &'static str)> {
    KEYS.iter().find(|(name, _)| *name == key)
}

fn check(context: &Context<'_>, out: &mut Findings) {
    walk::keys(context, &mut |spot| {
        let (Some(Home::Aps | Home::Alert), Some(member)) = (spot.home, spot.member) else {
            return false;
        };
        let Some((key, what)) = instead(&member.name) else {
            return false;
        };
        let pointer = spot.pointer();
        // An address may be of use next to aps; the rest is of none.
        let fix = if *what == "image" {
            Vec::new()
        } else {
            fix(context.document.remove(&pointer))
        };
        out.body(
            Code::P040,
            &member.key,
            &pointer,
            &[("what", what), ("key", key)],
            fix,
        );
        true
    });
}
