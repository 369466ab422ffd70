//! Keyboard shortcuts of the whole page. What an input method is composing is never taken for a command.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

use super::dom;

/// What browsers send as `keyCode` while an input method is at work.
const COMPOSING: u32 = 229;

/// A command by keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Cmd/Ctrl+Enter
    Send,
    /// Cmd/Ctrl+Z
    Undo,
    /// Cmd/Ctrl+Shift+Z, Ctrl+Y
    Redo,
    /// F8
    NextProblem,
    /// Shift+F8
    PreviousProblem,
}

/// The command of a key, if it is one.
pub fn of(event: &KeyboardEvent) -> Option<Shortcut> {
    if event.is_composing() || event.key_code() == COMPOSING || event.alt_key() {
        return None;
    }
    let command = event.ctrl_key() || event.meta_key();
    match (
        event.key().to_ascii_lowercase().as_str(),
        command,
        event.shift_key(),
    ) {
        ("enter", true, false) => Some(Shortcut::Send),
        ("z", true, false) => Some(Shortcut::Undo),
        ("z", true, true) | ("y", true, false) => Some(Shortcut::Redo),
        ("f8", false, false) => Some(Shortcut::NextProblem),
        ("f8", false, true) => Some(Shortcut::PreviousProblem),
        _ => None,
    }
}

/// Whether the page runs on one of Apple's systems, whose command key is ⌘.
pub fn is_apple() -> bool {
    let platform = dom::window()
        .and_then(|window| window.navigator().platform().ok())
        .unwrap_or_default();
    platform.starts_with("Mac") || platform.starts_with("iP")
}

/// Calls `on_shortcut` for every command while the component lives.
#[hook]
pub fn use_shortcuts(on_shortcut: Callback<Shortcut>) {
    use_effect_with(on_shortcut, |on_shortcut| {
        let on_shortcut = on_shortcut.clone();
        let listener = dom::document().map(|document| {
            EventListener::new_with_options(
                &document,
                "keydown",
                EventListenerOptions::enable_prevent_default(),
                move |event| {
                    let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                        return;
                    };
                    if let Some(shortcut) = of(event) {
                        event.prevent_default();
                        on_shortcut.emit(shortcut);
                    }
                },
            )
        });
        move || drop(listener)
    });
}
