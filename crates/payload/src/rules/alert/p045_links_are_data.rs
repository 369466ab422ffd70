//! P045: a link is data of the app, not a part of the text.
//!
//! Why: nobody can tap it there.
//! Example: `{"aps": {"alert": "Read on: https://example.com/7"}}`
//! Instead: `{"aps": {"alert": "Read on"}, "url": "https://example.com/7"}`

use crate::finding::{Code, Severity};
use crate::rules::{Context, Findings, Rule, Text, Words, apple, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P045,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("A link in the text", "文本中有链接"),
    message: Words::new(
        "The link in {key} cannot be tapped; a tap anywhere opens the app.",
        "{key} 中的链接无法点按；点按任何位置都会打开应用。",
    ),
    cases: &[],
    why: Words::new(
        "The text of a notification is plain. The app opens a link that it finds in the data next to aps.",
        "通知的文本是纯文本。应用会打开它在 aps 旁边的数据中找到的链接。",
    ),
    remedy: Words::new(
        "Put the address next to aps, and let the app open it.",
        "把网址放在 aps 旁边，由应用打开。",
    ),
    fix_label: None,
    platforms: &[],
    apple: apple::PAYLOAD,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    for line in walk::lines(context) {
        let has_link = line.text.contains("https://")
            || line.text.contains("http://")
            || line.text.contains("www.");
        // A link in Markdown or HTML is P031's business.
        if has_link && !line.text.contains("](http") && !line.text.contains("href=") {
            out.body(
                Code::P045,
                line.range,
                line.pointer,
                &[("key", walk::name(&line))],
                Vec::new(),
            );
        }
    }
}
