//! The JSON editor: what is typed is told once, stays as it was typed, and is shown in colors.

use std::cell::RefCell;
use std::rc::Rc;

use frontend::components::json_surface::{JsonSurface, Reveal};
use frontend::state::lines::Mark;
use payload::Severity;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::page::Page;

const TEXT: &str = "{\n  \"aps\": {}\n}";

/// What the surface told.
type Told = Rc<RefCell<Vec<String>>>;

#[derive(Clone, PartialEq, Properties)]
struct HostProps {
    told: Callback<String>,
    #[prop_or_default]
    marks: Rc<Vec<Mark>>,
}

/// Gives back what it is told, as the composer does.
#[component]
fn Host(props: &HostProps) -> Html {
    let text = use_state(|| AttrValue::from(TEXT));
    let on_edit = {
        let (text, told) = (text.clone(), props.told.clone());
        Callback::from(move |typed: String| {
            told.emit(typed.clone());
            text.set(typed.into());
        })
    };
    html! { <JsonSurface id="json" label="Payload" text={(*text).clone()} marks={props.marks.clone()} {on_edit} /> }
}

async fn host(marks: Vec<Mark>) -> (Page, Told) {
    let told = Told::default();
    let callback = {
        let told = told.clone();
        Callback::from(move |text| told.borrow_mut().push(text))
    };
    let page = Page::of::<Host>(HostProps {
        told: callback,
        marks: Rc::new(marks),
    })
    .await;
    (page, told)
}

#[wasm_bindgen_test]
async fn typing_is_told_once_and_kept_as_typed() {
    let (page, told) = host(Vec::new()).await;
    page.type_text("textarea", "{ \"a\":1.0}").await;
    assert_eq!(*told.borrow(), ["{ \"a\":1.0}"]);
    assert_eq!(
        page.find::<HtmlTextAreaElement>("textarea").value(),
        "{ \"a\":1.0}"
    );
    assert_eq!(page.texts(".c-json__line").concat(), "{ \"a\":1.0}\n");
}

#[wasm_bindgen_test]
async fn an_input_method_can_compose_without_losing_its_text() {
    let (page, told) = host(Vec::new()).await;
    let area: HtmlTextAreaElement = page.find("textarea");
    page.fire(&area, "compositionstart").await;
    for typed in ["\"n", "\"ni", "\"你"] {
        page.type_text("textarea", typed).await;
        assert_eq!(area.value(), typed);
    }
    page.fire(&area, "compositionend").await;
    assert_eq!(area.value(), "\"你");
    assert_eq!(told.borrow().len(), 3);
}

#[wasm_bindgen_test]
async fn each_line_has_a_number_and_a_problem_has_a_mark() {
    let (page, _) = host(vec![Mark {
        range: 4..9,
        severity: Severity::Error,
    }])
    .await;
    assert_eq!(page.texts(".c-json__number"), ["1", "2", "3"]);
    assert_eq!(page.texts(".c-json__number.j-error"), ["2"]);
    assert_eq!(page.texts(".c-json__line .j-error"), ["\"aps\""]);
}

#[wasm_bindgen_test]
async fn the_text_area_has_a_name_and_no_corrections() {
    let (page, _) = host(Vec::new()).await;
    let area: HtmlTextAreaElement = page.find("textarea");
    let attributes = [
        "aria-label",
        "spellcheck",
        "autocapitalize",
        "translate",
        "dir",
    ]
    .map(|name| area.get_attribute(name).unwrap_or_default());
    assert_eq!(attributes, ["Payload", "false", "off", "no", "ltr"]);
}

/// What a person who looks for a problem has: a wish that is granted once.
#[component]
fn Seeker() -> Html {
    let text = use_state(|| AttrValue::from(TEXT));
    let wish = use_state(|| {
        Some(Reveal {
            range: 4..9,
            stamp: 1,
        })
    });
    let on_edit = {
        let text = text.clone();
        Callback::from(move |typed: String| text.set(typed.into()))
    };
    let on_reveal = {
        let wish = wish.clone();
        Callback::from(move |()| wish.set(None))
    };
    html! { <JsonSurface id="json" label="Payload" text={(*text).clone()} reveal={(*wish).clone()} {on_edit} {on_reveal} /> }
}

#[wasm_bindgen_test]
async fn a_place_is_selected_once_and_typing_keeps_its_caret() {
    let page = Page::of::<Seeker>(()).await;
    let area: HtmlTextAreaElement = page.find("textarea");
    let selected = || {
        (
            area.selection_start().unwrap(),
            area.selection_end().unwrap(),
        )
    };
    assert_eq!(selected(), (Some(4), Some(9)));
    page.type_text("textarea", "{ }").await;
    assert_eq!(selected(), (Some(3), Some(3)));
}
