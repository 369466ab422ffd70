//! The newcomer's next step, in one line above the draft, until the list is done or skipped.

use yew::prelude::*;

use super::goto::Target;
use crate::components::button::ButtonSize;
use crate::components::shell::{HEADING, PageLink};
use crate::components::{Button, ButtonLook};
use crate::contexts::{ComposerContext, use_checklist};
use crate::i18n::home::{self, Home};
use crate::i18n::{t, use_lang};
use crate::infra::{clock, dom};
use crate::route::Route;
use crate::state::checklist::{ChecklistAction, Item};
use crate::state::{ComposerAction, Field};

/// Properties of [`TourBar`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct TourBarProps {
    pub(super) composer: ComposerContext,
    pub(super) on_goto: Callback<Target>,
}

/// The next step.
#[component]
pub(super) fn TourBar(props: &TourBarProps) -> Html {
    let TourBarProps { composer, on_goto } = props;
    let lang = use_lang();
    let Some(list) = use_checklist() else {
        return Html::default();
    };
    // Until something was sent the start page leads.
    let Some(next) = list
        .next()
        .filter(|_| !list.is_over() && list.is_done(Item::Send))
    else {
        return Html::default();
    };
    let action = match next {
        Item::Send => Html::default(),
        Item::ChangeTitle => {
            html! { <Button size={ButtonSize::Small} on_press={on_goto.reform(|()| Target::Field(Field::Title))}>{ t(lang, &Home::ChangeTitle) }</Button> }
        }
        Item::Break => {
            let (composer, list, on_goto) =
                (composer.dispatcher(), list.dispatcher(), on_goto.clone());
            let on_press = Callback::from(move |()| {
                composer.dispatch(ComposerAction::EditField(
                    Field::Badge,
                    "\"3\"".to_owned(),
                    clock::monotonic_ms(),
                ));
                list.dispatch(ChecklistAction::Done(Item::Break));
                on_goto.emit(Target::FirstProblem);
            });
            html! { <Button size={ButtonSize::Small} {on_press} testid="break-it">{ t(lang, &Home::BreakIt) }</Button> }
        }
        Item::Fix => {
            html! { <Button size={ButtonSize::Small} on_press={on_goto.reform(|()| Target::FirstProblem)}>{ t(lang, &Home::GoToProblem) }</Button> }
        }
        Item::Refusal => {
            html! { <PageLink to={Route::Home} class="c-button c-button--secondary c-button--small">{ t(lang, &Home::ContinueOnHome) }</PageLink> }
        }
    };
    let skip = {
        let list = list.dispatcher();
        Callback::from(move |()| {
            list.dispatch(ChecklistAction::Skip);
            // The pressed button is about to go.
            dom::focus(HEADING);
        })
    };
    let (name, text) = home::item(next);
    html! {
        <aside class="p-tour" aria-label={t(lang, &Home::TourLabel)} data-testid="tour">
            <span class="p-tour__count" aria-hidden="true">{ format!("{}/{}", next.number(), Item::ALL.len()) }</span>
            <p class="p-tour__words"><strong>{ t(lang, &name) }</strong>{ " " }<span>{ t(lang, &text) }</span></p>
            { action }
            <Button look={ButtonLook::Quiet} size={ButtonSize::Small} on_press={skip}>{ t(lang, &Home::Skip) }</Button>
        </aside>
    }
}
