//! H015: a header's name is one of Apple's.
//!
//! Why: Apple does not read others, and the relay does not send them.
//! Example: `apns-colapse-id: match-42`
//! Instead: `apns-collapse-id: match-42`

use crate::document::excerpt;
use crate::finding::{Code, Place, Severity};
use crate::headers::HeaderName;
use crate::rules::headers::h016_relay_writes_its_own;
use crate::rules::{Case, Context, Findings, Rule, Text, Words, apple, spelling};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::H015,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A header is not one of Apple's", "标头不是 Apple 的"),
    message: Words::new(
        "Apple does not know the header \"{found}\"; it is not sent.",
        "Apple 不认识标头“{found}”；它不会被发送。",
    ),
    cases: &[
        Case {
            what: "near",
            message: Words::new(
                "Apple does not know the header \"{found}\"; did you mean {meant}?",
                "Apple 不认识标头“{found}”；您是想写 {meant} 吗？",
            ),
            fix_label: None,
        },
        Case {
            what: "again",
            message: Words::new(
                "The header \"{found}\" is not sent, and {meant} is already there.",
                "标头“{found}”不会被发送，而 {meant} 已经存在。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "A header of another name says nothing to Apple, so what it was to say is missing.",
        "其他名称的标头对 Apple 没有意义，它要表达的内容也就丢失了。",
    ),
    remedy: Words::new(
        "Write Apple's name, or put the data beside aps in the payload.",
        "使用 Apple 的名称，或把数据放到负载中 aps 的旁边。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::SEND,
};

const NAMES: &[&str] = &{
    let mut names = [""; HeaderName::ALL.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = HeaderName::ALL[index].as_str();
        index += 1;
    }
    names
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let headers = context.headers;
    for (name, _) in &headers.others {
        let is_own = |known: &&str| known.eq_ignore_ascii_case(name);
        if NAMES.iter().any(is_own) || h016_relay_writes_its_own::kind(name).is_some() {
            continue;
        }
        let shown = excerpt(name);
        // Other tools leave out what all of Apple's names begin with.
        let nearest = spelling::nearest(name, NAMES)
            .or_else(|| spelling::nearest(&["apns-", name].concat(), NAMES));
        let meant = HeaderName::ALL
            .into_iter()
            .find(|known| nearest == Some(known.as_str()));
        let args = [
            ("what", "near"),
            ("found", shown.as_str()),
            ("meant", meant.map_or("", HeaderName::as_str)),
        ];
        let args = match meant {
            None => &args[1..2],
            Some(meant) if headers.get(meant).is_empty() => &args,
            Some(_) => &[("what", "again"), args[1], args[2]],
        };
        out.push(Code::H015, Place::Headers, args, Vec::new());
    }
}
