//! The one-time token in the address: read once, then gone from the address bar and from the history.

use wasm_bindgen::JsValue;

use super::dom;

/// What stands before the token in the fragment, which never reaches a server's log.
const PREFIX: &str = "#sign-in=";

/// Takes the one-time token out of the address, if there is one.
pub fn take_token() -> Option<String> {
    let window = dom::window()?;
    let location = window.location();
    let token = location.hash().ok()?.strip_prefix(PREFIX)?.to_owned();
    let path = location.pathname().ok()? + &location.search().ok()?;
    // Fails only when it is called hundreds of times a second.
    let _ = window
        .history()
        .ok()?
        .replace_state_with_url(&JsValue::NULL, "", Some(&path));
    (!token.is_empty()).then_some(token)
}
