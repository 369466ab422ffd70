//! P023: an image comes with `mutable-content`.
//!
//! Why: iOS shows no image by itself; the app's service extension loads it, and runs only with the flag.
//! Example: `{"aps": {"alert": "Hi"}, "image": "https://example.com/cat.jpg"}`
//! Instead: `{"aps": {"alert": "Hi", "mutable-content": 1}, "image": "https://example.com/cat.jpg"}`

use crate::document::excerpt;
use crate::finding::{Code, Severity};
use crate::push_type::PushType;
use crate::rules::{
    Context, Findings, Rule, Text, Words, apple,
    context::fix,
    {keys, visible, walk},
};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::P023,
    severity: Severity::Hint,
    push_types: &[PushType::Alert],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new(
        "An image without mutable-content",
        "有图片但没有 mutable-content",
    ),
    message: Words::new(
        "The image in {key} is not shown without mutable-content, which lets the app load it.",
        "没有 mutable-content，{key} 中的图片不会显示；它允许应用加载图片。",
    ),
    cases: &[],
    why: Words::new(
        "iOS does not load images itself. The app's service extension does, and it runs only for alerts with mutable-content 1.",
        "iOS 不会自行加载图片。由应用的服务扩展加载，而它只在提醒带有 mutable-content 1 时运行。",
    ),
    remedy: Words::new(
        "Add mutable-content, and a notification service extension to the app.",
        "添加 mutable-content，并为应用添加通知服务扩展。",
    ),
    fix_label: Some(Words::new("Add mutable-content", "添加 mutable-content")),
    platforms: &[],
    apple: apple::SERVICE_EXTENSION,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(aps) = context.aps() else { return };
    let is_flag = |key: &str| {
        key == "mutable-content" || keys::misspelled_flag(key) == Some("mutable-content")
    };
    if aps.get("alert").is_none_or(visible::says_nothing)
        || aps.members().iter().any(|it| is_flag(&it.name))
    {
        return;
    }
    let mut is_said = false;
    walk::values(context, &mut |spot| {
        let Some(text) = spot.node.as_str() else {
            return false;
        };
        if is_said || spot.is_apples || !is_image(spot.key(), text) {
            return false;
        }
        is_said = true;
        let fix = fix(context.document.set_source("/aps/mutable-content", "1"));
        out.body(
            Code::P023,
            &spot.node.range,
            &spot.pointer(),
            &[("key", &excerpt(spot.key()))],
            fix,
        );
        true
    });
}

/// An address that ends like an image, or one under a name that is used for images.
fn is_image(key: &str, text: &str) -> bool {
    if !text.starts_with("https://") && !text.starts_with("http://") {
        return false;
    }
    let path = text.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is = |word: &&str, of: &str| of.eq_ignore_ascii_case(word);
    ["jpg", "jpeg", "png", "gif", "heic", "webp", "mp4"]
        .iter()
        .any(|it| is(it, ending))
        || [
            "image",
            "image-url",
            "image_url",
            "imageUrl",
            "attachment",
            "attachment-url",
            "media",
            "media-url",
            "media_url",
            "picture",
            "thumbnail",
        ]
        .iter()
        .any(|it| is(it, key))
}
