//! The page's side of the post between page and worker. Answers are told by the `id` of their job.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use payload::Document;
use wasm_bindgen::prelude::*;
use web_sys::{EventTarget, MessageEvent};
use yew::Callback;

use super::dom;
use crate::worker::READY;

#[wasm_bindgen]
extern "C" {
    // The browser's own, but for an address that the page's policy trusts, which is no string.
    #[wasm_bindgen(extends = EventTarget, js_name = Worker)]
    #[derive(Clone)]
    type BrowserWorker;

    #[wasm_bindgen(constructor, js_class = "Worker", catch)]
    fn new(address: &JsValue) -> Result<BrowserWorker, JsValue>;

    #[wasm_bindgen(method, js_name = postMessage)]
    fn post_message(this: &BrowserWorker, message: &JsValue);

    #[wasm_bindgen(method)]
    fn terminate(this: &BrowserWorker);
}

/// Who waits for the answer to which job.
type Waiting = Rc<RefCell<Vec<(u32, Callback<Document>)>>>;

/// Jobs that were given before the worker listened; `None` since it does.
type Early = Rc<RefCell<Option<Vec<Array>>>>;

/// A worker that runs. It is stopped when this is dropped.
pub struct Worker {
    program: BrowserWorker,
    next_id: Cell<u32>,
    waiting: Waiting,
    early: Early,
    _listeners: [EventListener; 2],
}

impl Worker {
    /// Starts the worker; `None` where the browser or the build has none.
    pub fn start() -> Option<Self> {
        let worker = BrowserWorker::new(&address()?).ok()?;
        let waiting = Waiting::default();
        let early = Early::new(RefCell::new(Some(Vec::new())));
        let answers = EventListener::new(&worker, "message", {
            let (waiting, early, worker) = (Rc::clone(&waiting), Rc::clone(&early), worker.clone());
            move |event| {
                let answer = event
                    .dyn_ref::<MessageEvent>()
                    .and_then(|message| message.data().as_string());
                if answer.as_deref() == Some(READY) {
                    for job in early.borrow_mut().take().unwrap_or_default() {
                        worker.post_message(&job);
                    }
                    return;
                }
                let answer = Document::parse(answer.unwrap_or_default());
                let id = answer.number_text("/id").and_then(|id| id.parse().ok());
                let mut all = waiting.borrow_mut();
                let asked = all
                    .iter()
                    .position(|(of, _)| Some(*of) == id)
                    .map(|index| all.swap_remove(index));
                drop(all);
                if let Some((_, asked)) = asked {
                    asked.emit(answer);
                }
            }
        });
        // Who waits for a worker that ended is told so by an answer without anything in it.
        let failures = EventListener::new(&worker, "error", {
            let waiting = Rc::clone(&waiting);
            move |_| {
                let asked = std::mem::take(&mut *waiting.borrow_mut());
                for (_, asked) in asked {
                    asked.emit(Document::default());
                }
            }
        });
        Some(Self {
            program: worker,
            next_id: Cell::new(1),
            waiting,
            early,
            _listeners: [answers, failures],
        })
    }

    /// Posts a job with the files that belong to it: the members that [`crate::worker`] names, as JSON without braces and `id`.
    pub fn post(&self, members: &str, files: &[Rc<[u8]>], on_answer: Callback<Document>) {
        let id = self.next_id.replace(self.next_id.get().wrapping_add(1));
        let message = Array::of1(&JsValue::from_str(&format!("{{\"id\":{id},{members}}}")));
        for file in files {
            message.push(&Uint8Array::from(&**file));
        }
        self.waiting.borrow_mut().push((id, on_answer));
        match &mut *self.early.borrow_mut() {
            Some(early) => early.push(message),
            None => self.program.post_message(&message),
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.program.terminate();
    }
}

thread_local! {
    /// The worker's address, once it is known: the page's policy lets its maker have the name once only.
    static ADDRESS: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// The worker's address, which the build writes into the page.
fn address() -> Option<JsValue> {
    ADDRESS.with_borrow_mut(|known| {
        if known.is_none() {
            *known = trusted(&dom::meta("worker")?);
        }
        known.clone()
    })
}

/// The worker's address as the page's policy wants it: the one script address that may be made of a string.
fn trusted(address: &str) -> Option<JsValue> {
    let plain = JsValue::from_str(address);
    let factory = Reflect::get(dom::window()?.as_ref(), &"trustedTypes".into()).ok()?;
    if !factory.is_object() {
        return Some(plain);
    }
    let rules = Object::new();
    let same = Closure::once_into_js(|address: JsValue| address);
    Reflect::set(&rules, &"createScriptURL".into(), &same).ok()?;
    let create = |object: &JsValue, name: &str| -> Option<Function> {
        Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
    };
    let policy = create(&factory, "createPolicy")?
        .call2(&factory, &"carillon-worker".into(), &rules)
        .ok()?;
    create(&policy, "createScriptURL")?
        .call1(&policy, &plain)
        .ok()
}
