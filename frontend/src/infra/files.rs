//! Files that a person chooses. They are read here and stay in the browser.

use std::rc::Rc;

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, HtmlInputElement};
use yew::Callback;

use crate::state::TextFile;

/// Reads those of the files chosen in `input` whose name is `wanted`, and hands them over together. A file that cannot be read
/// is left out. The choice is forgotten, so that the same file can be chosen again.
pub fn read_chosen(
    input: &HtmlInputElement,
    wanted: fn(&str) -> bool,
    on_read: Callback<Vec<TextFile>>,
) {
    let chosen: Vec<File> = input
        .files()
        .map(|list| (0..list.length()).filter_map(|at| list.item(at)).collect())
        .unwrap_or_default();
    input.set_value("");
    spawn_local(async move {
        let mut files = Vec::new();
        for file in chosen {
            if wanted(&file.name())
                && let Ok(bytes) = JsFuture::from(file.array_buffer()).await
            {
                files.push(TextFile {
                    path: path(&file).into(),
                    bytes: Rc::from(Uint8Array::new(&bytes).to_vec()),
                });
            }
        }
        if !files.is_empty() {
            on_read.emit(files);
        }
    });
}

/// A file's name, with its folders when a whole folder was chosen.
fn path(file: &File) -> String {
    Reflect::get(file, &"webkitRelativePath".into())
        .ok()
        .and_then(|path| path.as_string())
        .filter(|path| !path.is_empty())
        .unwrap_or_else(|| file.name())
}
