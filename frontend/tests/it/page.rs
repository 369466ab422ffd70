//! A root of its own for each test, and a person's hands.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventInit, HtmlTextAreaElement};
use yew::BaseComponent;

/// Where a component is rendered.
pub(crate) struct Page {
    root: Element,
}

impl Page {
    /// Renders a component into a fresh element of the document.
    pub(crate) async fn of<C: BaseComponent>(props: C::Properties) -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let root = document.create_element("div").unwrap();
        document.body().unwrap().append_child(&root).unwrap();
        yew::Renderer::<C>::with_root_and_props(root.clone(), props).render();
        let page = Self { root };
        page.settle().await;
        page
    }

    /// Waits until everything that was changed has been rendered.
    pub(crate) async fn settle(&self) {
        yew::scheduler::flush().await;
    }

    /// The first element that a selector finds.
    pub(crate) fn find<E: JsCast>(&self, selector: &str) -> E {
        let found = self.root.query_selector(selector).unwrap();
        found
            .unwrap_or_else(|| panic!("nothing is {selector}"))
            .dyn_into()
            .unwrap()
    }

    /// The texts of all elements that a selector finds.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length())
            .filter_map(|index| found.item(index)?.text_content())
            .collect()
    }

    /// Types a text in place of what a text area holds, as the browser reports it.
    pub(crate) async fn type_text(&self, selector: &str, text: &str) {
        let area: HtmlTextAreaElement = self.find(selector);
        area.set_value(text);
        self.fire(&area, "input").await;
    }

    /// Fires an event that bubbles.
    pub(crate) async fn fire(&self, target: &Element, kind: &str) {
        let init = EventInit::new();
        init.set_bubbles(true);
        // Yew reads `input` events as `InputEvent`, which is what browsers fire.
        let event: Event = if kind == "input" {
            web_sys::InputEvent::new_with_event_init_dict(kind, init.unchecked_ref())
                .unwrap()
                .into()
        } else {
            Event::new_with_event_init_dict(kind, &init).unwrap()
        };
        target.dispatch_event(&event).unwrap();
        self.settle().await;
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.root.remove();
    }
}
