//! The document: title, focus, clipboard, selections, custom properties.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, HtmlElement, HtmlTextAreaElement, ScrollIntoViewOptions,
    ScrollLogicalPosition, Window,
};
use yew::prelude::*;

/// The window; absent only in a worker.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// Sets what the tab and a screen reader call the page.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets an attribute of `<html>`; `None` removes it.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else {
        return;
    };
    // Both fail only for names that are not attribute names.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// The element with this id.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// The first element that a selector finds.
pub fn query(selector: &str) -> Option<HtmlElement> {
    document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// What `<meta name=…>` says.
pub fn meta(name: &str) -> Option<String> {
    query(&format!("meta[name={name}]"))?.get_attribute("content")
}

/// Moves the focus to the element with this id, and opens what it is folded into. Says whether it was there.
pub fn focus(id: &str) -> bool {
    by_id(id).is_some_and(|element| focus_element(&element))
}

/// Moves the focus to the first element that a selector finds, as [`focus`] does.
pub fn focus_first(selector: &str) -> bool {
    query(selector).is_some_and(|element| focus_element(&element))
}

fn focus_element(element: &HtmlElement) -> bool {
    if let Ok(Some(folded)) = element.closest("details:not([open])") {
        // `open` is a name that every document takes.
        let _ = folded.set_attribute("open", "");
    }
    element.focus().is_ok()
}

/// Clicks the element with this id: the browser asks for files when it is an input for them.
pub fn click(id: &str) {
    if let Some(element) = by_id(id) {
        element.click();
    }
}

/// Scrolls an element into view by the shortest way.
pub fn scroll_into_view(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Selects a range of a text area, in UTF-16 units, and gives it the focus.
pub fn select(area: &HtmlTextAreaElement, start: usize, end: usize) {
    let (start, end) = (
        u32::try_from(start).unwrap_or(u32::MAX),
        u32::try_from(end).unwrap_or(u32::MAX),
    );
    let _ = area.focus();
    let _ = area.set_selection_range(start, end);
}

/// The selection of a text area, in UTF-16 units.
pub fn selection(area: &HtmlTextAreaElement) -> (usize, usize) {
    let start = area.selection_start().ok().flatten().unwrap_or(0);
    let end = area.selection_end().ok().flatten().unwrap_or(start);
    (start as usize, end as usize)
}

/// Puts text on the clipboard. Says whether the browser took it.
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    wasm_bindgen_futures::JsFuture::from(window.navigator().clipboard().write_text(text))
        .await
        .is_ok()
}

/// Whether the system asks for dark pages.
pub fn prefers_dark() -> bool {
    matches_media("(prefers-color-scheme: dark)")
}

/// Whether a media query is true now.
pub fn matches_media(query: &str) -> bool {
    window()
        .and_then(|window| window.match_media(query).ok().flatten())
        .is_some_and(|list| list.matches())
}

/// Calls `on_hide` when the page is left or put away; until the listener is dropped.
pub fn on_page_hide(on_hide: impl Fn() + 'static) -> Option<EventListener> {
    window().map(|window| EventListener::new(&window, "pagehide", move |_| on_hide()))
}

/// The language that the browser asks for, as a tag.
pub fn language() -> String {
    window()
        .and_then(|window| window.navigator().language())
        .unwrap_or_default()
}

/// Whether the focus is on something inside the element with this id.
pub fn holds_focus(id: &str) -> bool {
    let active = document().and_then(|document| document.active_element());
    by_id(id).is_some_and(|element| {
        active.is_some_and(|active| active != *element && element.contains(Some(&active)))
    })
}

/// Whether an element has the focus.
pub fn has_focus(element: &Element) -> bool {
    document()
        .and_then(|document| document.active_element())
        .is_some_and(|active| &active == element)
}

/// Where the page came from, such as `http://127.0.0.1:8080`.
pub fn origin() -> String {
    window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// Whether a media query is true, and again whenever that changes.
#[hook]
pub fn use_media(query: &'static str) -> bool {
    let matches = use_state_eq(|| matches_media(query));
    use_effect_with((), {
        let matches = matches.setter();
        move |()| {
            let list = window().and_then(|window| window.match_media(query).ok().flatten());
            let listener = list.map(|list| {
                let seen = list.clone();
                EventListener::new(&list, "change", move |_| matches.set(seen.matches()))
            });
            move || drop(listener)
        }
    });
    *matches
}

/// Calls `on_event` before the browser changes the text of a control; Yew has no attribute for this event.
#[hook]
pub fn use_before_input(control: NodeRef, on_event: Callback<InputEvent>) {
    use_effect_with((control, on_event), |(control, on_event)| {
        let on_event = on_event.clone();
        let listener = control.cast::<HtmlElement>().map(|control| {
            EventListener::new_with_options(
                &control,
                "beforeinput",
                EventListenerOptions::enable_prevent_default(),
                move |event| {
                    if let Some(event) = event.dyn_ref::<InputEvent>() {
                        on_event.emit(event.clone());
                    }
                },
            )
        });
        move || drop(listener)
    });
}
