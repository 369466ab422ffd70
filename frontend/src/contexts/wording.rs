//! Fetches the sentences of rules and reasons in the language that is read. Without them the page shows their numbers, and
//! tries again.

use std::cell::Cell;
use std::rc::Rc;

use payload::Lang;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::ProviderProps;
use crate::i18n::use_lang;
use crate::i18n::wording::Wording;
use crate::infra::timer::Timeout;
use crate::infra::{dom, fetch};

/// How long to wait before the sentences are asked for again: 2 s, then twice as long each time, a minute at most.
fn pause_ms(failures: u32) -> u32 {
    1000 << failures.min(6)
}

/// Where the file of a language is: the build names it after its content, in `<meta name="wording-en" content="/wording.….json">`.
fn address(lang: Lang) -> Option<String> {
    let name = match lang {
        Lang::En => "wording-en",
        Lang::Zh => "wording-zh",
    };
    dom::meta(name)
}

/// Provides the [`Wording`].
#[component]
pub fn WordingProvider(props: &ProviderProps) -> Html {
    let lang = use_lang();
    let wording = use_state_eq(Wording::default);
    let failures = use_state_eq(|| 0_u32);
    use_effect_with((lang, *failures), {
        let (wording, failures) = (wording.setter(), failures.setter());
        move |&(lang, failed)| {
            // Another language may be chosen before this one has arrived.
            let wanted = Rc::new(Cell::new(true));
            let still = Rc::clone(&wanted);
            let ask = move || {
                spawn_local(async move {
                    let file = match address(lang) {
                        Some(address) => fetch::text(address).await,
                        None => None,
                    };
                    match file.map(Wording::read).filter(Wording::has_arrived) {
                        _ if !still.get() => {}
                        Some(read) => wording.set(read),
                        None => failures.set(failed + 1),
                    }
                });
            };
            let later = if failed == 0 {
                ask();
                None
            } else {
                Some(Timeout::new(pause_ms(failed), ask))
            };
            move || {
                wanted.set(false);
                drop(later);
            }
        }
    });
    yew::provide((*wording).clone(), props.children.clone())
}
