//! The draft as a form: what is shown, how it behaves, and the request's headers.

use payload::{HeaderName, PushType, seal};
use yew::prelude::*;

use super::fields::{BoundHeader, BoundSelect, BoundSwitch, BoundText, TextKind};
use super::goto::Target;
use crate::components::badge::Tone;
use crate::components::button::ButtonSize;
use crate::components::text_input::InputKind;
use crate::components::{Banner, Button, Choice, Disclosure};
use crate::contexts::ComposerContext;
use crate::i18n::composer::{self, Msg};
use crate::i18n::{t, use_lang};
use crate::infra::clock;
use crate::state::{ComposerAction, Field, View};

/// Bytes that a collapse id may have.
const COLLAPSE_LIMIT: usize = 64;

/// Properties of [`Form`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct FormProps {
    pub(super) composer: ComposerContext,
    pub(super) on_goto: Callback<Target>,
}

/// The form. While the text does not parse it shows the last values that could be read, and takes no input.
#[component]
pub(super) fn Form(props: &FormProps) -> Html {
    let FormProps { composer, on_goto } = props;
    let lang = use_lang();
    let broken = composer.broken_at().map(|(line, index)| {
        let on_goto = on_goto.reform(move |()| Target::Problem(index));
        html! {
            <Banner tone={Tone::Warning} title={t(lang, &Msg::JsonBroken { line })} action={html! { <Button size={ButtonSize::Small} on_press={on_goto}>{ t(lang, &Msg::GoThere) }</Button> }} />
        }
    });
    let open_json = {
        let dispatcher = composer.dispatcher();
        Callback::from(move |()| dispatcher.dispatch(ComposerAction::SetView(View::Json)))
    };
    html! {
        <div class="p-form">
            { broken }
            <section class="p-form__group" aria-labelledby="group-message">
                <h2 class="p-form__title" id="group-message">{ t(lang, &Msg::Message) }</h2>
                <BoundText composer={composer.clone()} field={Field::Title} kind={TextKind::Line(InputKind::Text)} hint={t(lang, &Msg::TitleHint)} />
                <BoundText composer={composer.clone()} field={Field::Subtitle} kind={TextKind::Line(InputKind::Text)} />
                <BoundText composer={composer.clone()} field={Field::Body} kind={TextKind::Area} hint={t(lang, &Msg::BodyHint)} />
            </section>
            <section class="p-form__group" aria-labelledby="group-behavior">
                <h2 class="p-form__title" id="group-behavior">{ t(lang, &Msg::Behavior) }</h2>
                <Behavior composer={composer.clone()} />
            </section>
            <Delivery composer={composer.clone()} />
            <p class="u-hint">{ t(lang, &Msg::CustomDataHint) }{ " " }
                if !composer.view.has_json() {
                    <button type="button" class="c-link" onclick={open_json.reform(|_: MouseEvent| ())}>{ t(lang, &Msg::OpenJson) }</button>
                }
            </p>
        </div>
    }
}

/// Properties of [`Behavior`] and [`Delivery`].
#[derive(Clone, PartialEq, Properties)]
struct PartProps {
    composer: ComposerContext,
}

/// Badge, sound, level, thread, flags.
#[component]
fn Behavior(props: &PartProps) -> Html {
    let composer = &props.composer;
    let lang = use_lang();
    let levels = vec![
        Choice::new("", t(lang, &Msg::LevelAbsent)),
        Choice::new("passive", t(lang, &Msg::LevelPassive)),
        Choice::new("active", t(lang, &Msg::LevelActive)),
        Choice::new("time-sensitive", t(lang, &Msg::LevelTimeSensitive)),
        Choice::new("critical", t(lang, &Msg::LevelCritical)),
    ];
    html! {
        <>
            <div class="p-form__pair">
                <BoundText composer={composer.clone()} field={Field::Badge} kind={TextKind::Line(InputKind::Number)} hint={t(lang, &Msg::BadgeHint)} />
                <BoundText composer={composer.clone()} field={Field::Sound} kind={TextKind::Line(InputKind::Code)} hint={t(lang, &Msg::SoundHint)} />
            </div>
            <div class="p-form__pair">
                <BoundSelect composer={composer.clone()} field={Field::InterruptionLevel} choices={levels} />
                <BoundText composer={composer.clone()} field={Field::ThreadId} kind={TextKind::Line(InputKind::Code)} hint={t(lang, &Msg::ThreadHint)} />
            </div>
            <div class="p-form__pair">
                <BoundSwitch composer={composer.clone()} field={Field::MutableContent} hint={t(lang, &Msg::MutableHint)} />
                <BoundSwitch composer={composer.clone()} field={Field::ContentAvailable} hint={t(lang, &Msg::ContentHint)} />
            </div>
        </>
    }
}

/// The request's headers, folded away until they matter.
#[component]
fn Delivery(props: &PartProps) -> Html {
    let composer = &props.composer;
    let lang = use_lang();
    let headers = &composer.draft.headers;
    let types: Vec<Choice> = std::iter::once(Choice::new("", t(lang, &Msg::TypeMissing)))
        .chain(
            PushType::ALL
                .into_iter()
                .map(|kind| Choice::new(kind.as_str(), t(lang, &composer::push_type(kind)))),
        )
        .collect();
    let priorities = vec![
        Choice::new("", t(lang, &Msg::PriorityAbsent)),
        Choice::new("10", t(lang, &Msg::Priority10)),
        Choice::new("5", t(lang, &Msg::Priority5)),
        Choice::new("1", t(lang, &Msg::Priority1)),
    ];
    let topic = AttrValue::from(seal::derived_topic(
        headers,
        &composer.destination.bundle_id,
    ));
    let until = headers
        .expiration
        .parse::<u32>()
        .ok()
        .filter(|seconds| *seconds > 0)
        .map(|seconds| {
            let when = clock::day_and_time(lang, f64::from(seconds) * 1000.0);
            html! { { t(lang, &Msg::ExpirationAt { when }) } }
        });
    let bytes = Some(headers.collapse_id.len()).filter(|count| *count > 0);
    let bytes =
        bytes.map(|count| html! { { t(lang, &Msg::Bytes { count, limit: COLLAPSE_LIMIT }) } });
    let note = if headers.push_type.is_empty() {
        t(lang, &Msg::TypeMissing)
    } else {
        AttrValue::from(headers.push_type.clone())
    };
    html! {
        <Disclosure summary={t(lang, &Msg::Delivery)} note={html! { { note } }} class="p-form__delivery" testid="delivery">
            <div class="p-form__group">
                <BoundHeader composer={composer.clone()} name={HeaderName::PushType} choices={types} />
                <BoundHeader composer={composer.clone()} name={HeaderName::Topic} placeholder={topic} hint={t(lang, &Msg::TopicHint)} />
                <div class="p-form__pair">
                    <BoundHeader composer={composer.clone()} name={HeaderName::Priority} choices={priorities} />
                    <BoundHeader composer={composer.clone()} name={HeaderName::Expiration} hint={t(lang, &Msg::ExpirationHint)} note={until.unwrap_or_default()} />
                </div>
                <BoundHeader composer={composer.clone()} name={HeaderName::CollapseId} hint={t(lang, &Msg::CollapseHint)} note={bytes.unwrap_or_default()} />
            </div>
        </Disclosure>
    }
}
