//! D005: addresses begin with `https://`.
//!
//! Why: App Transport Security refuses the others, unless the app has an exception.
//! Example: `{"aps": {"alert": "Hi"}, "image": "http://example.com/cat.jpg"}`
//! Instead: `{"aps": {"alert": "Hi"}, "image": "https://example.com/cat.jpg"}`

use crate::document::excerpt;
use crate::finding::{Code, Severity};
use crate::rules::{Context, Findings, Rule, Text, Words, apple, walk};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::D005,
    severity: Severity::Hint,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("An address without encryption", "未加密的网址"),
    message: Words::new(
        "The address in {key} begins with http:// and is refused unless the app has an exception.",
        "{key} 中的网址以 http:// 开头，除非应用有例外设置，否则会被拒绝。",
    ),
    cases: &[],
    why: Words::new(
        "Apps may load encrypted addresses only (App Transport Security), and what goes without encryption can be read and changed on the way.",
        "应用只能加载加密的网址（App Transport Security）；未加密的内容在途中可能被读取和篡改。",
    ),
    remedy: Words::new("Use https://.", "请使用 https://。"),
    fix_label: Some(Words::new("Use https", "使用 https")),
    platforms: &[],
    apple: apple::TRANSPORT_SECURITY,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    walk::values(context, &mut |spot| {
        let Some(text) = spot.node.as_str() else {
            return false;
        };
        if spot.is_apples || !is_open(text) {
            return false;
        }
        // Behind the quote and `http`, however the rest is spelled.
        let begin = spot.node.range.start;
        let fix = if context.document.source(spot.node).starts_with("\"http:") {
            walk::rewritten(&(begin + 5..begin + 5), "s".to_owned())
        } else {
            Vec::new()
        };
        out.body(
            Code::D005,
            &spot.node.range,
            &spot.pointer(),
            &[("key", &excerpt(spot.key()))],
            fix,
        );
        true
    });
}

/// On the public network; a computer nearby may have no certificate.
fn is_open(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("http://") else {
        return false;
    };
    let host = rest.split(['/', ':', '?']).next().unwrap_or_default();
    let is_near = ["localhost", "127.", "10.", "192.168.", "[", "{{"]
        .iter()
        .any(|it| host.starts_with(it))
        || host.rsplit('.').next() == Some("local");
    host.contains('.') && !is_near
}
