//! Five things to try. Kept until they are done or skipped; each brings one part of the product to light.

use api::SimulatorAnswer;
use yew::prelude::*;

use super::go;
use crate::components::badge::Tone;
use crate::components::button::{ButtonSize, ButtonState};
use crate::components::shell::HEADING;
use crate::components::{Banner, Button, ButtonLook, Card, Glyph, Icon};
use crate::contexts::sender::Attempt;
use crate::contexts::{use_checklist, use_composer, use_feed, use_navigation, use_sender};
use crate::i18n::home::{Home, item};
use crate::i18n::{t, use_lang};
use crate::infra::{clock, dom};
use crate::pages::results::PushResult;
use crate::state::checklist::{ChecklistAction, Item};
use crate::state::{ComposerAction, Field};

/// The reasons that a newcomer can hear at once.
pub(crate) const REFUSALS: [(&str, &str); 3] = [
    ("BadDeviceToken", "script-BadDeviceToken"),
    ("Unregistered", "script-Unregistered"),
    ("TooManyRequests", "script-TooManyRequests"),
];

/// The checklist.
#[component]
pub(super) fn ChecklistCard() -> Html {
    let lang = use_lang();
    let Some(list) = use_checklist() else {
        return Html::default();
    };
    let act = |action: ChecklistAction| {
        let dispatcher = list.dispatcher();
        Callback::from(move |()| {
            dispatcher.dispatch(action);
            // The pressed button is about to go.
            dom::focus(HEADING);
        })
    };
    let restart = html! { <Button look={ButtonLook::Quiet} icon={Glyph::Refresh} on_press={act(ChecklistAction::Restart)}>{ t(lang, &Home::Restart) }</Button> };
    if list.skipped {
        return html! { <div class="p-home__restart">{ restart }</div> };
    }
    let done = list.count();
    let skip = html! { <Button look={ButtonLook::Quiet} size={ButtonSize::Small} on_press={act(ChecklistAction::Skip)} testid="skip">{ t(lang, &Home::Skip) }</Button> };
    html! {
        <Card
            title={t(lang, &Home::ListTitle)}
            lead={t(lang, &Home::ListLead { done })}
            class="p-list"
            testid="checklist"
            action={if list.is_over() { Html::default() } else { skip }}
        >
            if list.is_over() {
                <Banner tone={Tone::Success} title={t(lang, &Home::AllDone)} action={restart}>{ t(lang, &Home::AllDoneText) }</Banner>
            }
            <ol class="p-list__items" role="list">
                { for Item::ALL.into_iter().map(|item| html! { <Row key={item.as_str()} {item} done={list.is_done(item)} current={list.next() == Some(item)} /> }) }
            </ol>
        </Card>
    }
}

/// Properties of [`Row`].
#[derive(Clone, PartialEq, Properties)]
struct RowProps {
    item: Item,
    done: bool,
    current: bool,
}

/// One thing to try.
#[component]
fn Row(props: &RowProps) -> Html {
    let lang = use_lang();
    let (name, text) = item(props.item);
    html! {
        <li class={classes!("p-list__item", props.done.then_some("is-done"), props.current.then_some("is-current"))} data-item={props.item.as_str()} data-done={if props.done { "true" } else { "false" }}>
            <span class="p-list__light"><Icon glyph={if props.done { Glyph::CheckCircle } else { Glyph::ArrowRight }} /></span>
            <div>
                <p class="p-list__name">{ t(lang, &name) }<span class="u-hidden">{ ", " }{ t(lang, if props.done { &Home::Done } else { &Home::ToDo }) }</span></p>
                <p class="p-list__text">{ t(lang, &text) }</p>
            </div>
            <div class="p-list__act"><ItemAction item={props.item} /></div>
            if props.item == Item::Refusal {
                <RefusalResult />
            }
        </li>
    }
}

/// What became of the push that was to be refused, beside the button that asked for it.
#[component]
fn RefusalResult() -> Html {
    let (sender, feed, composer) = (use_sender(), use_feed(), use_composer());
    let (Some(feed), Some(composer)) = (feed, composer) else {
        return Html::default();
    };
    match sender.last_push(&feed).filter(|_| sender.scripted) {
        Some(push) => {
            let device = AttrValue::from(composer.destination.device_name.clone());
            html! { <div class="p-list__result"><PushResult {push} {device} with_steps={false} /></div> }
        }
        None => Html::default(),
    }
}

/// Properties of [`ItemAction`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ItemActionProps {
    /// What it does.
    pub(crate) item: Item,
}

/// The button of one thing to try.
#[component]
pub(crate) fn ItemAction(props: &ItemActionProps) -> Html {
    let lang = use_lang();
    let (navigation, composer, list, sender) = (
        use_navigation(),
        use_composer(),
        use_checklist(),
        use_sender(),
    );
    let (Some(composer), Some(list)) = (composer, list) else {
        return Html::default();
    };
    let blocked = composer.is_blocked();
    match props.item {
        // The page's one button does it.
        Item::Send => Html::default(),
        Item::ChangeTitle => {
            let on_press = Callback::from(move |()| go(&navigation, "title"));
            html! { <Button {on_press} testid="change-title">{ t(lang, &Home::ChangeTitle) }</Button> }
        }
        Item::Break => {
            let (composer, list) = (composer.dispatcher(), list.dispatcher());
            let on_press = Callback::from(move |()| {
                composer.dispatch(ComposerAction::EditField(
                    Field::Badge,
                    "\"3\"".to_owned(),
                    clock::monotonic_ms(),
                ));
                list.dispatch(ChecklistAction::Done(Item::Break));
                go(&navigation, "problem");
            });
            html! { <Button {on_press} testid="break-it">{ t(lang, &Home::BreakIt) }</Button> }
        }
        Item::Fix => {
            let on_press = Callback::from(move |()| go(&navigation, "problem"));
            html! { <Button {on_press} state={if blocked { ButtonState::Ready } else { ButtonState::Disabled }}>{ t(lang, &Home::GoToProblem) }</Button> }
        }
        Item::Refusal => {
            let state = match (
                blocked || composer.destination.device_id.is_empty(),
                &sender.attempt,
            ) {
                (true, _) => ButtonState::Disabled,
                (_, Attempt::Sending) => ButtonState::Busy,
                _ => ButtonState::Ready,
            };
            html! {
                { for REFUSALS.into_iter().map(|(reason, testid)| {
                    let (send, list) = (sender.send.clone(), list.dispatcher());
                    let on_press = Callback::from(move |()| {
                        send.emit(Some(SimulatorAnswer::Reject { reason: reason.to_owned() }));
                        list.dispatch(ChecklistAction::Done(Item::Refusal));
                    });
                    html! { <Button key={reason} {on_press} {state} {testid}><code>{ reason }</code></Button> }
                }) }
            }
        }
    }
}
