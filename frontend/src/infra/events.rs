//! The relay's event stream. The browser reconnects after a broken connection; this reconnects after an answer that was no stream.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};
use yew::Callback;

/// How long to wait before the next attempt, by how many have failed.
const PAUSES_MS: [u32; 5] = [500, 1_000, 2_000, 5_000, 10_000];

/// What the stream tells.
#[derive(Clone, Debug, PartialEq)]
pub enum StreamEvent {
    /// It is open. What happened before is not repeated: read the list.
    Open,
    /// It is broken; it will be opened again.
    Broken,
    /// The relay gave an answer that is no stream, perhaps because the session ended; it will be opened again.
    Refused,
    /// Something happened.
    Message(api::Event),
}

/// An open stream; dropping it closes it.
pub struct Stream {
    connection: Rc<RefCell<Option<Connection>>>,
}

struct Connection {
    source: EventSource,
    _listeners: [EventListener; 3],
    retry: Option<Timeout>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.source.close();
        drop(self.retry.take());
    }
}

impl Stream {
    /// Opens the stream and keeps it open.
    pub fn open(on_event: &Callback<StreamEvent>) -> Self {
        let connection = Rc::new(RefCell::new(None));
        connect(&connection, on_event, 0);
        Self { connection }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.connection.borrow_mut().take();
    }
}

fn connect(
    slot: &Rc<RefCell<Option<Connection>>>,
    on_event: &Callback<StreamEvent>,
    failed: usize,
) {
    let Ok(source) = EventSource::new(api::paths::EVENTS) else {
        return;
    };
    let attempts = Rc::new(RefCell::new(failed));
    let opened = {
        let (on_event, attempts) = (on_event.clone(), Rc::clone(&attempts));
        EventListener::new(&source, "open", move |_| {
            *attempts.borrow_mut() = 0;
            on_event.emit(StreamEvent::Open);
        })
    };
    let message = {
        let on_event = on_event.clone();
        EventListener::new(&source, "message", move |event| {
            let text = event
                .dyn_ref::<MessageEvent>()
                .and_then(|event| event.data().as_string());
            if let Some(event) = text.and_then(|text| api::read(&text)) {
                on_event.emit(StreamEvent::Message(event));
            }
        })
    };
    let broken = {
        let (slot, on_event, source) = (Rc::downgrade(slot), on_event.clone(), source.clone());
        EventListener::new(&source.clone(), "error", move |_| {
            on_event.emit(StreamEvent::Broken);
            if source.ready_state() != EventSource::CLOSED {
                return;
            }
            on_event.emit(StreamEvent::Refused);
            let Some(slot) = slot.upgrade() else { return };
            let failed = *attempts.borrow();
            let pause = PAUSES_MS
                .get(failed)
                .or(PAUSES_MS.last())
                .copied()
                .unwrap_or_default();
            let (again, on_event) = (Rc::downgrade(&slot), on_event.clone());
            let retry = Timeout::new(pause, move || {
                if let Some(slot) = again.upgrade() {
                    connect(&slot, &on_event, failed + 1);
                }
            });
            if let Some(connection) = slot.borrow_mut().as_mut() {
                connection.retry = Some(retry);
            }
        })
    };
    let before = slot.borrow_mut().replace(Connection {
        source,
        _listeners: [opened, message, broken],
        retry: None,
    });
    // The timer that called this function lives in it, so it is leaked into its own completion instead of being canceled here.
    if let Some(mut before) = before
        && let Some(timer) = before.retry.take()
    {
        timer.forget();
    }
}
