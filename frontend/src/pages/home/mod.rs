//! The first run: a lit phone and one button, then five things to try, then where to go from here.

mod checklist;
mod next;

use std::rc::Rc;

use yew::prelude::*;

use crate::components::badge::Tone;
use crate::components::button::{ButtonSize, ButtonState};
use crate::components::{Banner, Button, ButtonLook, Glyph, Steps};
use crate::contexts::sender::Attempt;
use crate::contexts::{
    Navigation, use_checklist, use_composer, use_feed, use_navigation, use_sender, use_session,
};
use crate::i18n::home::Home as Words;
use crate::i18n::{composer, t, use_lang};
use crate::pages::phones::LivePhone;
use crate::pages::results::{PushResult, SendFailed, steps_of};
use crate::pages::sign_in::SignInNotice;
use crate::route::{Address, Parameter, Route};
use checklist::ChecklistCard;
use next::NextSteps;

pub(crate) use checklist::REFUSALS;

/// The start page.
#[component]
pub fn Home() -> Html {
    let lang = use_lang();
    let signed_in = use_session().state.session().is_some();
    html! {
        <div class="p-home">
            <section class="p-home__hero" aria-labelledby="hero-title">
                <div class="p-home__words">
                    <h2 class="p-home__title" id="hero-title">{ t(lang, &Words::Heading) }</h2>
                    <p class="p-home__lead">{ t(lang, &Words::Lead) }</p>
                    if signed_in {
                        <FirstPush />
                    } else {
                        <SignInNotice />
                    }
                </div>
                <div class="p-home__phone"><LivePhone /></div>
            </section>
            if signed_in {
                <LastResult />
                <ChecklistCard />
                <NextSteps />
            }
        </div>
    }
}

/// The button, the four lights, and what became of it.
#[component]
fn FirstPush() -> Html {
    let lang = use_lang();
    let (sender, feed, list, composer, navigation) = (
        use_sender(),
        use_feed(),
        use_checklist(),
        use_composer(),
        use_navigation(),
    );
    // A device is chosen right after the session is known: what stands here for that moment must not move the page.
    let session = use_session().state.session().cloned();
    let none_there = session.is_some_and(|session| session.devices.is_empty());
    let (Some(feed), Some(list), Some(composer)) = (feed, list, composer) else {
        return Html::default();
    };
    let sending = sender.attempt == Attempt::Sending;
    let push = sender.last_push(&feed);
    let to_problem = Callback::from(move |()| go(&navigation, "problem"));
    if composer.is_blocked() {
        let count = composer.report.count(payload::Severity::Error);
        return html! {
            <Banner tone={Tone::Warning} title={t(lang, &composer::Msg::BlockedProblems { count })} action={html! {
                <Button on_press={to_problem}>{ t(lang, &Words::GoToProblem) }</Button>
            }} />
        };
    }
    let no_device = composer.destination.device_id.is_empty();
    let words = match (&sender.attempt, list.count()) {
        (Attempt::Sending, _) => Words::Sending,
        (_, 0) => Words::SendFirst,
        _ => Words::SendAgain,
    };
    let state = match (no_device, sending) {
        (true, _) => ButtonState::Disabled,
        (_, true) => ButtonState::Busy,
        (false, false) => ButtonState::Ready,
    };
    html! {
        <>
            <div class="p-home__act">
                <Button look={ButtonLook::Primary} size={ButtonSize::Large} icon={Glyph::Send} {state} on_press={sender.send.reform(|()| None)} testid="send-first-push">
                    { t(lang, &words) }
                </Button>
                if none_there {
                    <p class="u-hint">{ t(lang, &Words::DeviceMissing) }</p>
                }
            </div>
            <Steps label={t(lang, &Words::StepsLabel)} steps={steps_of(lang, push.as_deref(), sending)} />
            if let Attempt::Failed(error) = &sender.attempt {
                <SendFailed error={Rc::clone(error)} />
            }
        </>
    }
}

/// What became of the last send. Below the first screen, so that the button stays where it was pressed.
#[component]
fn LastResult() -> Html {
    let (sender, feed, composer, list) =
        (use_sender(), use_feed(), use_composer(), use_checklist());
    let (Some(feed), Some(composer), Some(list)) = (feed, composer, list) else {
        return Html::default();
    };
    // A refusal that was asked for stands beside the button that asked for it.
    match sender
        .last_push(&feed)
        .filter(|_| !sender.scripted || list.skipped)
    {
        Some(push) => {
            let device = AttrValue::from(composer.destination.device_name.clone());
            html! { <PushResult {push} {device} with_steps={false} /> }
        }
        None => Html::default(),
    }
}

/// To the composer, with the focus on something.
fn go(navigation: &Navigation, focus: &str) {
    navigation.go(Address::with(Route::Compose, Parameter::Focus, focus));
}
