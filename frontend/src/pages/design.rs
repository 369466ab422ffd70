//! Every component in every state, in development builds only: what a designer looks at before anything is called done.

use api::UnknownCause;
use payload::{Environment, Severity};
use yew::prelude::*;

use crate::components::badge::Tone;
use crate::components::button::{ButtonSize, ButtonState};
use crate::components::phone::{InterruptionLevel, PhoneAppearance, PhoneScene};
use crate::components::skeleton::SkeletonShape;
use crate::components::text_input::InputKind;
use crate::components::{
    Badge, Banner, Button, ButtonLook, Card, Choice, Dialog, Disclosure, EmptyState,
    EnvironmentBadge, Field, Glyph, Icon, IconButton, Kbd, Mark, Meter, MiniPreview, Phone,
    PhoneNotification, ProblemItem, ProblemList, ResultCard, ResultState, Segmented, Select,
    SeverityBadge, Skeleton, Step, StepState, Steps, Switch, TabPanel, Tabs, TextArea, TextInput,
    Toast, Toasts,
};
use crate::i18n::design::Msg;
use crate::i18n::{Lang, t, use_lang};
use crate::infra::dom;

const APNS_ID: &str = "6f1c3a52-8d0e-4b7a-9c41-2f5be0d7a913";

/// The page.
#[component]
pub fn Design() -> Html {
    let lang = use_lang();
    let theme = use_state_eq(|| AttrValue::from("system"));
    let on_theme = {
        let theme = theme.clone();
        Callback::from(move |chosen: AttrValue| {
            dom::set_root_attribute(
                "data-theme",
                (chosen != "system").then_some(chosen.as_str()),
            );
            theme.set(chosen);
        })
    };
    let themes = vec![
        Choice::new("system", t(lang, &Msg::System)).icon(Glyph::System),
        Choice::new("light", t(lang, &Msg::Light)).icon(Glyph::Sun),
        Choice::new("dark", t(lang, &Msg::Dark)).icon(Glyph::Moon),
    ];
    html! {
        <div class="p-design">
            <header class="l-row l-row--apart">
                <div>
                    <h1>{ t(lang, &Msg::Title) }</h1>
                    <p class="u-muted">{ t(lang, &Msg::Lead) }</p>
                </div>
                <Segmented id="design-theme" label={t(lang, &Msg::Theme)} choices={themes} value={(*theme).clone()} on_change={on_theme} />
            </header>
            <Phones />
            <Foundations />
            <Actions />
            <Forms />
            <Messages />
            <Outcomes />
            <Rest />
        </div>
    }
}

fn push(lang: Lang, id: &'static str) -> PhoneNotification {
    PhoneNotification {
        id: id.into(),
        app_name: "Demo".into(),
        title: t(lang, &Msg::PushTitle),
        body: t(lang, &Msg::PushBody),
        when: t(lang, &Msg::Now),
        ..PhoneNotification::default()
    }
}

/// The phone: empty, one, several, silent, light and dark.
#[component]
fn Phones() -> Html {
    let lang = use_lang();
    let count = use_state_eq(|| 0_u32);
    let again = {
        let count = count.clone();
        Callback::from(move |()| count.set(*count + 1))
    };
    let several = vec![
        PhoneNotification {
            level: InterruptionLevel::TimeSensitive,
            subtitle: t(lang, &Msg::PushSubtitle),
            ..push(lang, "a")
        },
        PhoneNotification {
            title: AttrValue::default(),
            body: t(lang, &Msg::PushLong),
            ..push(lang, "b")
        },
        PhoneNotification {
            title: t(lang, &Msg::PushLong),
            when: t(lang, &Msg::Earlier),
            ..push(lang, "c")
        },
        push(lang, "d"),
        push(lang, "e"),
    ];
    let new: Vec<_> = (0..*count)
        .rev()
        .map(|index| PhoneNotification {
            id: index.to_string().into(),
            is_new: index + 1 == *count,
            ..push(lang, "")
        })
        .collect();
    let phone = |notifications: Vec<PhoneNotification>,
                 scene: PhoneScene,
                 appearance: PhoneAppearance,
                 badge: Option<u32>| {
        html! {
            <Phone {notifications} {scene} {appearance} {badge} time="9:41" date={t(lang, &Msg::Date)} device={t(lang, &Msg::Device)} />
        }
    };
    html! {
        <section class="l-stack">
            <div class="l-row l-row--apart">
                <h2>{ t(lang, &Msg::Phone) }</h2>
                <Button icon={Glyph::Send} on_press={again}>{ t(lang, &Msg::Send) }</Button>
            </div>
            <div class="p-design__phones">
                { phone(new, PhoneScene::Lock, PhoneAppearance::Page, Some(*count)) }
                { phone(several.clone(), PhoneScene::Lock, PhoneAppearance::Light, Some(3)) }
                { phone(several, PhoneScene::Lock, PhoneAppearance::Dark, Some(128)) }
                { phone(Vec::new(), PhoneScene::Silent, PhoneAppearance::Page, None) }
            </div>
            <MiniPreview title={t(lang, &Msg::PushTitle)} body={t(lang, &Msg::PushLong)} when={t(lang, &Msg::Now)} label={t(lang, &Msg::Phone)} />
        </section>
    }
}

/// Colors, type, mark and icons.
#[component]
fn Foundations() -> Html {
    const COLORS: [&str; 16] = [
        "canvas",
        "surface",
        "sunken",
        "line",
        "line-control",
        "ink",
        "ink-2",
        "ink-3",
        "accent",
        "accent-soft",
        "danger",
        "danger-soft",
        "warning",
        "success",
        "info",
        "info-soft",
    ];
    const SIZES: [&str; 6] = ["28", "20", "16", "14", "13", "12"];
    let lang = use_lang();
    html! {
        <div class="p-design__pair">
            <Card title={t(lang, &Msg::Colors)}>
                <ul class="p-design__colors" role="list">
                    { for COLORS.map(|name| html! { <li key={name}><span class={format!("p-design__swatch p-design__swatch--{name}")}></span><code>{ name }</code></li> }) }
                </ul>
            </Card>
            <Card title={t(lang, &Msg::Type)}>
                { for SIZES.map(|size| html! { <p key={size} class={format!("p-design__type p-design__type--{size}")}>{ size }{ " " }{ t(lang, &Msg::PushBody) }</p> }) }
            </Card>
            <Card title={t(lang, &Msg::Icons)}>
                <div class="l-row">
                    <Mark class="p-design__mark" /><Mark /><Mark class="p-design__mark--small" />
                </div>
                <div class="l-row">{ for Glyph::ALL.map(|glyph| html! { <Icon key={glyph.href()} {glyph} /> }) }</div>
            </Card>
        </div>
    }
}

/// Buttons.
#[component]
fn Actions() -> Html {
    let lang = use_lang();
    let words = |look: ButtonLook| match look {
        ButtonLook::Primary => Msg::Send,
        ButtonLook::Secondary => Msg::Save,
        ButtonLook::Quiet => Msg::Skip,
        ButtonLook::Danger => Msg::Delete,
    };
    let row = |size: ButtonSize, state: ButtonState| {
        html! {
            <div class="l-row">
                { for ButtonLook::ALL.map(|look| html! { <Button {look} {size} {state}>{ t(lang, &words(look)) }</Button> }) }
                <IconButton glyph={Glyph::Moon} name={t(lang, &Msg::Dark)} {size} {state} />
            </div>
        }
    };
    html! {
        <Card title={t(lang, &Msg::Buttons)}>
            { row(ButtonSize::Large, ButtonState::Ready) }
            { row(ButtonSize::Medium, ButtonState::Ready) }
            { row(ButtonSize::Medium, ButtonState::Busy) }
            { row(ButtonSize::Medium, ButtonState::Disabled) }
            { row(ButtonSize::Small, ButtonState::Ready) }
            <div class="l-row">
                <Button look={ButtonLook::Primary} icon={Glyph::Send} shortcut="⌘⏎">{ t(lang, &Msg::Send) }</Button>
                <Button icon={Glyph::Copy}>{ t(lang, &Msg::Save) }</Button>
                <IconButton glyph={Glyph::Braces} name="JSON" pressed={true} />
                <Kbd keys="⌘K" />
            </div>
        </Card>
    }
}

/// Fields and choices.
#[component]
fn Forms() -> Html {
    let lang = use_lang();
    let text = use_state_eq(|| t(lang, &Msg::PushLong));
    let tab = use_state_eq(|| AttrValue::from("a"));
    let on = use_state_eq(|| true);
    let on_text = {
        let text = text.clone();
        Callback::from(move |value: String| text.set(value.into()))
    };
    let choose = {
        let tab = tab.clone();
        Callback::from(move |value: AttrValue| tab.set(value))
    };
    let switch = {
        let on = on.clone();
        Callback::from(move |value: bool| on.set(value))
    };
    let choices = vec![
        Choice::new("a", t(lang, &Msg::PushTitle)).icon(Glyph::Form),
        Choice::new("b", "JSON").icon(Glyph::Braces),
        Choice::new("c", t(lang, &Msg::Problems)).count("3"),
    ];
    html! {
        <div class="p-design__pair">
            <Card title={t(lang, &Msg::Fields)}>
                <Field id="design-title" label={t(lang, &Msg::TitleField)} hint={t(lang, &Msg::Hint)} note={html! { "11" }}>
                    <TextInput value={t(lang, &Msg::PushTitle)} />
                </Field>
                <Field id="design-badge" label="Badge" error={t(lang, &Msg::Error)} action={html! { <Button size={ButtonSize::Small} icon={Glyph::Wrench}>{ t(lang, &Msg::Fix) }</Button> }}>
                    <TextInput kind={InputKind::Number} value="\"3\"" />
                </Field>
                <Field id="design-body" label={t(lang, &Msg::Phone)}><TextArea value={(*text).clone()} on_input={on_text} /></Field>
                <Field id="design-off" label={t(lang, &Msg::Skip)}><TextInput value="" placeholder={t(lang, &Msg::PushTitle)} disabled={true} /></Field>
                <Meter label={t(lang, &Msg::Bytes)} value={612} limit={4096} text={t(lang, &Msg::Bytes)} />
                <Meter label={t(lang, &Msg::Bytes)} value={3900} limit={4096} text="3,900 / 4,096" />
                <Meter label={t(lang, &Msg::Bytes)} value={5000} limit={4096} text="5,000 / 4,096" />
            </Card>
            <Card title={t(lang, &Msg::Choices)}>
                <Segmented id="design-view" label={t(lang, &Msg::Choices)} choices={choices.clone()} value={(*tab).clone()} on_change={choose.clone()} />
                <div>
                    <Tabs id="design-tabs" label={t(lang, &Msg::Choices)} choices={choices.clone()} value={(*tab).clone()} on_change={choose.clone()} />
                    <TabPanel tabs="design-tabs" value={(*tab).clone()}>{ t(lang, &Msg::Because) }</TabPanel>
                </div>
                <Field id="design-select" label={t(lang, &Msg::Choices)}><Select {choices} value={(*tab).clone()} on_change={choose} /></Field>
                <Switch label={t(lang, &Msg::Silent)} hint={t(lang, &Msg::Hint)} on={*on} on_change={switch} />
                <Switch label={t(lang, &Msg::Hint)} on={!*on} />
            </Card>
        </div>
    }
}

/// Badges, banners, toasts and problems.
#[component]
fn Messages() -> Html {
    let lang = use_lang();
    let environments = [
        (Environment::Simulator, Msg::Simulator),
        (Environment::Sandbox, Msg::Sandbox),
        (Environment::Production, Msg::Production),
    ];
    let problems = [
        (
            "P003",
            Severity::Error,
            Msg::Blocks,
            Msg::Error,
            Some(Msg::Fix),
        ),
        (
            "H004",
            Severity::Warning,
            Msg::Warning,
            Msg::Longer,
            Some(Msg::Fix),
        ),
        ("P011", Severity::Hint, Msg::HintWord, Msg::Silent, None),
    ];
    html! {
        <div class="p-design__pair">
            <Card title={t(lang, &Msg::Badges)}>
                <div class="l-row">{ for environments.map(|(environment, label)| html! { <EnvironmentBadge {environment} label={t(lang, &label)} /> }) }</div>
                <div class="l-row">{ for Tone::ALL.map(|tone| html! { <Badge {tone} icon={tone.glyph()} label={tone.class()} /> }) }</div>
                <div class="l-row">{ for problems.iter().map(|(code, severity, label, ..)| html! { <SeverityBadge key={*code} severity={*severity} label={t(lang, label)} /> }) }</div>
            </Card>
            <Card title={t(lang, &Msg::Banners)}>
                { for Tone::ALL.map(|tone| html! {
                    <Banner {tone} title={t(lang, &Msg::Longer)} action={html! { <Button size={ButtonSize::Small}>{ t(lang, &Msg::Fix) }</Button> }}>{ t(lang, &Msg::Because) }</Banner>
                }) }
            </Card>
            <Card title={t(lang, &Msg::Problems)}>
                <ProblemList label={t(lang, &Msg::Problems)}>
                    { for problems.iter().map(|(code, severity, word, message, fix)| html! {
                        <ProblemItem
                            key={*code}
                            code={*code}
                            severity={*severity}
                            severity_label={t(lang, word)}
                            place={t(lang, &Msg::Line)}
                            message={t(lang, message)}
                            fix_label={fix.map(|fix| t(lang, &fix))}
                            why_label={t(lang, &Msg::Why)}
                            why={html! { { t(lang, &Msg::Because) } }}
                            on_go={Callback::from(|()| ())}
                        />
                    }) }
                </ProblemList>
                <ProblemList label={t(lang, &Msg::Problems)} empty={t(lang, &Msg::NoProblem)} />
            </Card>
        </div>
    }
}

fn steps(lang: Lang, states: [StepState; 4]) -> Vec<Step> {
    let names = [
        (Msg::Validated, "0.3 ms"),
        (Msg::Signed, "1.1 ms"),
        (Msg::Accepted, "18 ms"),
        (Msg::Displayed, "41 ms"),
    ];
    let detail = |index: usize, state: StepState| {
        if index == 2 && state == StepState::Done {
            "200"
        } else {
            ""
        }
    };
    let step = |(index, ((label, time), state)): (usize, ((Msg, &'static str), StepState))| Step {
        testid: format!("design-step-{index}").into(),
        label: t(lang, &label),
        state,
        state_label: AttrValue::default(),
        detail: detail(index, state).into(),
        time: if state == StepState::Done {
            time.into()
        } else {
            AttrValue::default()
        },
    };
    names
        .into_iter()
        .zip(states)
        .enumerate()
        .map(step)
        .collect()
}

/// Steps and results.
#[component]
fn Outcomes() -> Html {
    use StepState::{Active, Done, Failed, Waiting};
    let lang = use_lang();
    let accepted = ResultState::Accepted {
        apns_id: APNS_ID.into(),
        unique_id: None,
    };
    let rejected = ResultState::Rejected {
        status: 400,
        reason: "BadDeviceToken".into(),
        cause: t(lang, &Msg::Cause),
        remedy: t(lang, &Msg::Remedy),
    };
    let results = [
        (
            ResultState::Pending,
            [Done, Active, Waiting, Waiting],
            Environment::Simulator,
        ),
        (
            ResultState::Waiting {
                status: Some(429),
                reason: "TooManyRequests".into(),
                cause: t(lang, &Msg::Cause),
                remedy: t(lang, &Msg::Remedy),
                next: "9:41:09".into(),
                attempt: 2,
            },
            [Done, Done, Active, Waiting],
            Environment::Simulator,
        ),
        (accepted, [Done; 4], Environment::Simulator),
        (
            rejected,
            [Done, Done, Failed, Waiting],
            Environment::Sandbox,
        ),
        (
            ResultState::Unknown {
                cause: UnknownCause::RelayStopped,
            },
            [Done, Done, Waiting, Waiting],
            Environment::Production,
        ),
        (
            ResultState::GaveUp {
                detail: t(lang, &Msg::Cause),
            },
            [Done, Failed, Waiting, Waiting],
            Environment::Simulator,
        ),
        (ResultState::Cancelled, [Waiting; 4], Environment::Simulator),
    ];
    html! {
        <section class="l-stack">
            <h2>{ t(lang, &Msg::Results) }</h2>
            <div class="p-design__pair">
                { for results.into_iter().map(|(state, states, environment)| html! {
                    <ResultCard {state} {environment} device={t(lang, &Msg::Device)} sent_at="9:41:07">
                        <Steps label={t(lang, &Msg::Steps)} steps={steps(lang, states)} />
                    </ResultCard>
                }) }
            </div>
        </section>
    }
}

/// What opens, loads and is empty.
#[component]
fn Rest() -> Html {
    let lang = use_lang();
    let open = use_state_eq(|| false);
    let toasts = use_state_eq(|| {
        vec![Toast {
            id: 1,
            tone: Tone::Success,
            text: t(lang, &Msg::NoProblem),
        }]
    });
    let show = {
        let open = open.clone();
        Callback::from(move |()| open.set(true))
    };
    let close = {
        let open = open.clone();
        Callback::from(move |()| open.set(false))
    };
    let dismiss = {
        let toasts = toasts.clone();
        Callback::from(move |_: u32| toasts.set(Vec::new()))
    };
    html! {
        <div class="p-design__pair">
            <Card title={t(lang, &Msg::Rest)}>
                <Disclosure summary={t(lang, &Msg::Because)} note={html! { "3" }}>{ t(lang, &Msg::PushLong) }</Disclosure>
                <Disclosure summary={t(lang, &Msg::Signed)} open={true}>{ t(lang, &Msg::Because) }</Disclosure>
                <Skeleton shape={SkeletonShape::Title} />
                <Skeleton count={3} />
                <Skeleton shape={SkeletonShape::Row} count={2} />
                <div><Button on_press={show}>{ t(lang, &Msg::Open) }</Button></div>
            </Card>
            <Card>
                <EmptyState glyph={Glyph::Bell} title={t(lang, &Msg::Empty)} text={t(lang, &Msg::EmptyText)}>
                    <Button look={ButtonLook::Primary} icon={Glyph::Send}>{ t(lang, &Msg::Send) }</Button>
                    <Button look={ButtonLook::Quiet}>{ t(lang, &Msg::Skip) }</Button>
                </EmptyState>
            </Card>
            <Dialog
                id="design-dialog"
                title={t(lang, &Msg::Delete)}
                close={t(lang, &Msg::Close)}
                open={*open}
                on_close={close.clone()}
                actions={html! { <><Button on_press={close.clone()}>{ t(lang, &Msg::Close) }</Button><Button look={ButtonLook::Danger} on_press={close}>{ t(lang, &Msg::Delete) }</Button></> }}
            >
                { t(lang, &Msg::Because) }
            </Dialog>
            <Toasts toasts={(*toasts).clone()} label={t(lang, &Msg::Banners)} close={t(lang, &Msg::Close)} on_close={dismiss} />
        </div>
    }
}
