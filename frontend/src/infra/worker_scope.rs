//! The worker's side of the post between page and worker: takes jobs and answers them. A long one lets others by, so answers are told by their `id`.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent, ReadableStreamDefaultReader};

use crate::worker::{Desk, READY, Rows};

/// Takes every job that is posted to this worker. A job is a string of JSON, or a list of one and the files that belong to it
/// as `Uint8Array`, or the table as a `Blob`; the answer is a string of JSON.
pub fn serve() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let desk = Rc::new(RefCell::new(Desk::default()));
    let (target, told) = (scope.clone(), scope.clone());
    EventListener::new(&target, "message", move |event| {
        let Some(message) = event.dyn_ref::<MessageEvent>() else {
            return;
        };
        let Opened { job, files, table } = opened(&message.data());
        if let Some(table) = table {
            let scope = scope.clone();
            spawn_local(async move {
                let answer = read(&job, &table).await;
                let _ = scope.post_message(&JsValue::from_str(&answer));
            });
        } else if let Ok(mut desk) = desk.try_borrow_mut() {
            // It fails only for what cannot be copied, and a string can be.
            let _ = scope.post_message(&JsValue::from_str(&desk.answer(&job, &files)));
        }
    })
    .forget();
    // What is posted earlier than this is lost: nobody listens while the program is being fetched.
    let _ = told.post_message(&JsValue::from_str(READY));
}

/// Reads a table piece by piece, so that it is never in memory as a whole and other jobs get their turn.
async fn read(job: &str, table: &Blob) -> String {
    let mut rows = match Rows::new(job) {
        Ok(rows) => rows,
        Err(answer) => return answer,
    };
    let reader = table.stream().get_reader();
    let Ok(reader) = reader.dyn_into::<ReadableStreamDefaultReader>() else {
        return rows.finish();
    };
    // A file that ends too early is read as far as it goes.
    while let Ok(piece) = JsFuture::from(reader.read()).await {
        let bytes = Reflect::get(&piece, &"value".into());
        match bytes.map(JsCast::dyn_into::<Uint8Array>) {
            Ok(Ok(bytes)) => rows.push(&bytes.to_vec()),
            _ => break,
        }
    }
    rows.finish()
}

/// A message, taken apart.
struct Opened {
    job: String,
    files: Vec<Vec<u8>>,
    table: Option<Blob>,
}

fn opened(data: &JsValue) -> Opened {
    let parts = match data.dyn_ref::<Array>() {
        Some(parts) => parts.clone(),
        None => Array::of1(data),
    };
    let job = parts.get(0).as_string().unwrap_or_default();
    let files = parts
        .iter()
        .skip(1)
        .filter_map(|part| part.dyn_into::<Uint8Array>().ok())
        .map(|bytes| bytes.to_vec())
        .collect();
    let table = parts.iter().find_map(|part| part.dyn_into::<Blob>().ok());
    Opened { job, files, table }
}
