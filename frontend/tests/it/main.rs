//! The components' contracts, in a browser: each test renders into a root of its own, acts as a person would, and looks at what came of it.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that finds no browser has failed"
)]

mod field;
mod json_surface;
mod page;
mod parts;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
