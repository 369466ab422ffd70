//! The worker's side of the post between page and worker: takes jobs, answers them, one at a time and in their order.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::worker::{Desk, READY};

/// Takes every job that is posted to this worker. A job is a string of JSON, or a list of one and the files that belong to it
/// as `Uint8Array`; the answer is a string of JSON.
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
        let (job, files) = opened(&message.data());
        if let Ok(mut desk) = desk.try_borrow_mut() {
            // It fails only for what cannot be copied, and a string can be.
            let _ = scope.post_message(&JsValue::from_str(&desk.answer(&job, &files)));
        }
    })
    .forget();
    // What is posted earlier than this is lost: nobody listens while the program is being fetched.
    let _ = told.post_message(&JsValue::from_str(READY));
}

fn opened(data: &JsValue) -> (String, Vec<Vec<u8>>) {
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
    (job, files)
}
