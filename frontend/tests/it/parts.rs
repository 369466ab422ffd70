//! Components that are of one type to Yew: what one keeps is its own, and an unchanged one is not rendered again.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::page::Page;

#[derive(Clone, PartialEq, Properties)]
struct KeeperProps {
    renders: Rc<Cell<u32>>,
}

/// Keeps a number.
#[component]
fn Number(props: &KeeperProps) -> Html {
    props.renders.set(props.renders.get() + 1);
    let kept = use_state(|| 7_u32);
    html! { <p>{ *kept }</p> }
}

/// Keeps a text, with one more hook before it.
#[component]
fn Text() -> Html {
    let node = use_node_ref();
    let kept = use_state(|| "seven");
    html! { <p ref={node}>{ *kept }</p> }
}

/// Shows one or the other in the same place.
#[component]
fn Host(props: &KeeperProps) -> Html {
    let pressed = use_state(|| 0_u32);
    let onclick = {
        let pressed = pressed.clone();
        Callback::from(move |_: MouseEvent| pressed.set(*pressed + 1))
    };
    html! {
        <div>
            <button {onclick}>{ *pressed }</button>
            if *pressed < 2 {
                <Number renders={Rc::clone(&props.renders)} />
            } else {
                <Text />
            }
        </div>
    }
}

#[wasm_bindgen_test]
async fn another_component_in_the_same_place_begins_anew() {
    let renders = Rc::new(Cell::new(0));
    let page = Page::of::<Host>(KeeperProps {
        renders: Rc::clone(&renders),
    })
    .await;
    assert_eq!(page.texts("p"), ["7"]);
    let button: HtmlElement = page.find("button");
    page.fire(&button, "click").await;
    assert_eq!(page.texts("button"), ["1"]);
    assert_eq!(renders.get(), 1, "with the same properties it is as it was");
    let before: HtmlElement = page.find("p");
    page.fire(&button, "click").await;
    assert_eq!(page.texts("p"), ["seven"]);
    assert!(!before.is_connected(), "its element went with it");
}
