//! Where it goes, how the simulator answers, and the one button.

use client::ClientError;
use yew::prelude::*;

use super::{is_sending, totals};
use crate::components::button::ButtonState;
use crate::components::shell::PageLink;
use crate::components::{Button, ButtonLook, Choice, EnvironmentBadge, Glyph, Select};
use crate::contexts::composer::destination;
use crate::contexts::{ComposerContext, SessionState, use_sender, use_session};
use crate::i18n::composer::Msg;
use crate::i18n::{shell, t, use_lang};
use crate::infra::shortcuts;
use crate::pages::home::REFUSALS;
use crate::route::Route;
use crate::state::ComposerAction;

/// Properties of [`SendBar`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct SendBarProps {
    pub(super) composer: ComposerContext,
    /// Whether the header has no room to say where it goes.
    pub(super) narrow: bool,
    /// What the simulator shall answer: a reason, or empty for what Apple would.
    pub(super) answer: AttrValue,
    pub(super) on_answer: Callback<AttrValue>,
    pub(super) on_send: Callback<()>,
}

/// The bar.
#[component]
pub(super) fn SendBar(props: &SendBarProps) -> Html {
    let SendBarProps {
        composer,
        narrow,
        answer,
        on_answer,
        on_send,
    } = props;
    let lang = use_lang();
    let (session, sender) = (use_session(), use_sender());
    let here = &composer.destination;
    let devices: Vec<Choice> = match session.state.session() {
        Some(session) => session
            .devices
            .iter()
            .map(|device| Choice::new(device.id.clone(), device.name.clone()))
            .collect(),
        None => Vec::new(),
    };
    let on_device = {
        let (dispatcher, session) = (composer.dispatcher(), session.state.session().cloned());
        Callback::from(move |id: AttrValue| {
            if let Some(chosen) = session
                .as_ref()
                .and_then(|session| destination(session, &id))
            {
                dispatcher.dispatch(ComposerAction::ChooseDestination(chosen));
            }
        })
    };
    let answers: Vec<Choice> = std::iter::once(Choice::new("", t(lang, &Msg::AnswerHonest)))
        .chain(
            REFUSALS
                .into_iter()
                .map(|(reason, _)| Choice::new(reason, reason)),
        )
        .collect();
    let (errors, _) = totals(composer);
    let (ready, why) = match &session.state {
        SessionState::Loading => (false, Msg::BlockedLoading),
        SessionState::Failed(error) if matches!(**error, ClientError::Offline(_)) => {
            (false, Msg::BlockedOffline)
        }
        SessionState::SignedOut { .. } | SessionState::Failed(_) => (false, Msg::BlockedSignedOut),
        SessionState::SignedIn(_) if here.device_id.is_empty() => (false, Msg::NoDevice),
        // Not disabled: pressing it says what is wrong, and moves the focus there.
        SessionState::SignedIn(_) if errors > 0 => (true, Msg::BlockedProblems { count: errors }),
        SessionState::SignedIn(_) => (
            true,
            Msg::ReadyTo {
                device: here.device_name.clone(),
            },
        ),
    };
    let state = match (ready, is_sending(&sender)) {
        (false, _) => ButtonState::Disabled,
        (true, true) => ButtonState::Busy,
        (true, false) => ButtonState::Ready,
    };
    // With room for it, the list of problems says so right above.
    let said_elsewhere = ready && (errors == 0 || !*narrow);
    let shortcut = match (*narrow, shortcuts::is_apple()) {
        (true, _) => None,
        (false, true) => Some(AttrValue::from("⌘⏎")),
        (false, false) => Some(AttrValue::from("Ctrl ⏎")),
    };
    let why = match why {
        Msg::BlockedSignedOut | Msg::BlockedOffline => {
            html! { <PageLink to={Route::Home} class="c-link">{ t(lang, &why) }</PageLink> }
        }
        why => html! { { t(lang, &why) } },
    };
    html! {
        <div class="p-send">
            <span class="p-send__to">
                <label class="p-send__label" for="field-device">{ t(lang, &Msg::SendTo) }</label>
                if devices.is_empty() {
                    <span class="u-muted" id="field-device">{ t(lang, &Msg::NoDevice) }</span>
                } else {
                    <Select id="field-device" choices={devices} value={AttrValue::from(here.device_id.clone())} on_change={on_device} testid="device" />
                    if *narrow || !here.simulated {
                        <EnvironmentBadge environment={here.environment} label={t(lang, &shell::environment(here.environment))} />
                    }
                }
            </span>
            if here.simulated && !here.device_id.is_empty() {
                <span class="p-send__answer">
                    <label class="p-send__label" for="simulator-answer">{ t(lang, &Msg::Answer) }</label>
                    <Select id="simulator-answer" choices={answers} value={answer.clone()} on_change={on_answer.clone()} testid="simulator-answer" />
                </span>
            }
            <span class="p-send__act">
                <span class={classes!(if said_elsewhere { "u-hidden" } else { "p-send__why" }, (errors > 0).then_some("is-blocked"))} id="send-why">{ why }</span>
                <Button look={ButtonLook::Primary} icon={Glyph::Send} {state} on_press={on_send.clone()} {shortcut} keyshortcuts="Meta+Enter Control+Enter" described_by="send-why" testid="send">
                    { t(lang, &if state == ButtonState::Busy { Msg::Sending } else { Msg::SendTest }) }
                </Button>
            </span>
        </div>
    }
}
