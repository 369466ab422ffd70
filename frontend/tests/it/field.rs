//! The labeled control: label, hint and error belong to the control, for everyone.

use frontend::components::{Field, TextInput};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlInputElement, HtmlLabelElement};
use yew::prelude::*;

use crate::page::Page;

#[derive(Clone, PartialEq, Properties)]
struct HostProps {
    error: AttrValue,
}

#[component]
fn Host(props: &HostProps) -> Html {
    html! {
        <Field id="badge" label="Badge" hint="A whole number." error={props.error.clone()}>
            <TextInput value="3" />
        </Field>
    }
}

#[wasm_bindgen_test]
async fn a_label_names_its_control() {
    let page = Page::of::<Host>(HostProps {
        error: AttrValue::default(),
    })
    .await;
    let label: HtmlLabelElement = page.find("label");
    let input: HtmlInputElement = page.find("input");
    assert_eq!(
        (label.html_for(), input.id()),
        ("badge".to_owned(), "badge".to_owned())
    );
    assert_eq!(
        input.get_attribute("aria-describedby").as_deref(),
        Some("badge-hint")
    );
    assert_eq!(input.get_attribute("aria-invalid"), None);
}

#[wasm_bindgen_test]
async fn an_error_is_told_before_the_hint() {
    let page = Page::of::<Host>(HostProps {
        error: "Remove the quotes.".into(),
    })
    .await;
    let input: HtmlInputElement = page.find("input");
    assert_eq!(input.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(
        input.get_attribute("aria-describedby").as_deref(),
        Some("badge-error badge-hint")
    );
    assert_eq!(page.texts("#badge-error"), ["Remove the quotes."]);
}
