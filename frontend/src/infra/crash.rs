//! The end of the page: a panic cannot be caught, so it paints a static page with what to do. The draft was saved before that.

use std::panic::PanicHookInfo;

use super::dom;
use crate::i18n::shell::Shell;
use crate::i18n::{Lang, t};

/// Shows the static page instead of a frozen one.
pub fn install() {
    yew::set_custom_panic_hook(Box::new(|info| {
        // Nothing is left that could take the error.
        let _ = paint(info);
    }));
}

fn paint(info: &PanicHookInfo<'_>) -> Option<()> {
    let document = dom::document()?;
    let lang = Lang::from_tag(
        &document
            .document_element()?
            .get_attribute("lang")
            .unwrap_or_default(),
    );
    let body = document.body()?;
    while let Some(child) = body.first_child() {
        body.remove_child(&child).ok()?;
    }
    let main = document.create_element("main").ok()?;
    main.set_class_name("c-crash");
    for (tag, text) in [
        ("h1", t(lang, &Shell::CrashTitle)),
        ("p", t(lang, &Shell::CrashText)),
        ("pre", info.to_string().into()),
    ] {
        let element = document.create_element(tag).ok()?;
        element.set_text_content(Some(text.as_str()));
        main.append_child(&element).ok()?;
    }
    let again = document.create_element("a").ok()?;
    again.set_class_name("c-button c-button--primary");
    again.set_attribute("href", "/").ok()?;
    again.set_text_content(Some(t(lang, &Shell::Reload).as_str()));
    main.append_child(&again).ok()?;
    body.append_child(&main).ok()?;
    Some(())
}
