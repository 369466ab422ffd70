//! The document: title, focus, clipboard, selections, custom properties.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlTextAreaElement, ScrollIntoViewOptions, ScrollLogicalPosition, Window};

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
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
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

/// Moves the focus to the element with this id. Says whether it was there.
pub fn focus(id: &str) -> bool {
    by_id(id).is_some_and(|element| element.focus().is_ok())
}

/// Scrolls an element into view by the shortest way.
pub fn scroll_into_view(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Sets a CSS custom property (or any property) of an element, which the content security policy allows, unlike `style=`.
pub fn set_property(element: &HtmlElement, name: &str, value: &str) {
    // Fails only for names that are not property names.
    let _ = element.style().set_property(name, value);
}

/// Selects a range of a text area, in UTF-16 units, and gives it the focus.
pub fn select(area: &HtmlTextAreaElement, start: usize, end: usize) {
    let (start, end) = (u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX));
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
    wasm_bindgen_futures::JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}
