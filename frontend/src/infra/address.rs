//! The address bar: read, written, and followed when the browser's own buttons change it.

use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use yew::Callback;

use super::dom;
use crate::route::{Address, Route};

/// What the address bar holds.
pub fn current() -> Address {
    let read = || {
        let location = dom::window()?.location();
        Some((location.pathname().ok()?, location.search().ok()?))
    };
    match read() {
        Some((path, query)) => Address::parse(&path, &query),
        None => Route::Home.into(),
    }
}

/// Whether going somewhere leaves the place one was at in the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trail {
    /// The back button leads back.
    Keep,
    /// The place is replaced.
    Replace,
}

/// Writes the address bar.
pub fn write(address: &Address, trail: Trail) {
    let Some(history) = dom::window().and_then(|window| window.history().ok()) else {
        return;
    };
    let href = address.href();
    // Both fail only when they are called hundreds of times a second.
    let _ = match trail {
        Trail::Keep => history.push_state_with_url(&JsValue::NULL, "", Some(&href)),
        Trail::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&href)),
    };
}

/// Tells when the browser's own buttons changed the address; dropping it ends that.
pub fn follow(on_change: Callback<Address>) -> Option<EventListener> {
    let window = dom::window()?;
    Some(EventListener::new(&window, "popstate", move |_| {
        on_change.emit(current());
    }))
}
