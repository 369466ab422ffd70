//! The two objects that the app decodes, `content-state` and `attributes`.

use crate::document::{Document, Node};
use crate::finding::Code;
use crate::rules::context::fix;
use crate::rules::{Context, Findings};

/// Says that the value under `key` is no object.
pub(super) fn is_object(context: &Context<'_>, code: Code, key: &'static str, out: &mut Findings) {
    let value = context.aps().and_then(|aps| aps.get(key));
    let Some(value) = value.filter(|value| !value.is_object()) else {
        return;
    };
    let pointer = ["/aps/", key].concat();
    // A program wrote JSON into a string.
    let inner = value.as_str().filter(|text| {
        let inner = Document::parse(*text);
        inner.root().is_some_and(Node::is_object)
    });
    let what = if inner.is_some() {
        "quoted"
    } else {
        "not-an-object"
    };
    let fix = inner.map_or_else(Vec::new, |text| fix(context.document.set(&pointer, text)));
    let args = &[("what", what), ("found", &context.shown(value))];
    out.body(code, &value.range, &pointer, args, fix);
}
