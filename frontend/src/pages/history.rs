//! Every push that was sent, newest first, with what became of it.

use std::rc::Rc;

use api::{Outcome, Push, Session};
use payload::{Alert, Document, Draft};
use yew::prelude::*;

use crate::components::badge::Tone;
use crate::components::button::ButtonSize;
use crate::components::shell::PageLink;
use crate::components::skeleton::SkeletonShape;
use crate::components::{
    Badge, Banner, Button, ButtonLook, CopyButton, Disclosure, EmptyState, EnvironmentBadge, Glyph,
    Skeleton,
};
use crate::contexts::{use_composer, use_feed, use_navigation, use_session};
use crate::i18n::history::History as Words;
use crate::i18n::wording::use_wording;
use crate::i18n::{Lang, shell, t, use_lang};
use crate::infra::{clock, dom};
use crate::pages::results::{PushResult, state_of};
use crate::pages::sign_in::SignInNotice;
use crate::route::{Address, Parameter, Route};
use crate::state::ComposerAction;

/// Id of the open push's heading.
const OPEN: &str = "open-push";

/// The history.
#[component]
pub fn History() -> Html {
    let lang = use_lang();
    let (session, feed) = (use_session(), use_feed());
    let Some(feed) = feed else {
        return Html::default();
    };
    let Some(session) = session.state.session().cloned() else {
        return html! { <div class="p-history"><SignInNotice /></div> };
    };
    if !feed.loaded && feed.pushes.is_empty() {
        return html! { <div class="p-history" aria-busy="true"><Skeleton shape={SkeletonShape::Row} count={5} /></div> };
    }
    if feed.pushes.is_empty() {
        return html! {
            <div class="p-history">
                <EmptyState glyph={Glyph::Clock} title={t(lang, &Words::EmptyTitle)} text={t(lang, &Words::EmptyText)}>
                    <PageLink to={Route::Home} class="c-button c-button--primary">{ t(lang, &Words::EmptyAction) }</PageLink>
                </EmptyState>
            </div>
        };
    }
    let unknown = feed
        .pushes
        .iter()
        .filter(|push| matches!(push.outcome, Outcome::Unknown { .. }))
        .count();
    html! {
        <div class="p-history">
            <p class="p-history__lead">{ t(lang, &Words::Lead) }</p>
            if unknown > 0 {
                <Banner tone={Tone::Warning} title={t(lang, &Words::UnknownTitle { count: unknown })}>{ t(lang, &Words::UnknownText) }</Banner>
            }
            <Listed pushes={feed.pushes.clone()} {session} />
        </div>
    }
}

/// Properties of [`Listed`].
#[derive(Clone, PartialEq, Properties)]
struct ListedProps {
    pushes: Vec<Rc<Push>>,
    session: Rc<Session>,
}

/// The table, and the push that is open beside it.
#[component]
fn Listed(props: &ListedProps) -> Html {
    let ListedProps { pushes, session } = props;
    let lang = use_lang();
    let navigation = use_navigation();
    let chosen = navigation.address.get(Parameter::Push).to_owned();
    let open = pushes.iter().find(|push| push.id == chosen).cloned();
    use_effect_with(open.as_ref().map(|push| push.id.clone()), |id| {
        if id.is_some() {
            dom::focus(OPEN);
        }
    });
    let on_open = Callback::from(move |id: String| {
        if id.is_empty() {
            navigation.go(Route::History);
        } else {
            navigation.go(Address::with(Route::History, Parameter::Push, &id));
        }
    });
    html! {
        <div class={classes!("p-history__body", open.is_some().then_some("has-open"))}>
            <table class="p-history__table">
                <caption class="u-hidden">{ t(lang, &Words::Table) }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ t(lang, &Words::Outcome) }</th>
                        <th scope="col">{ t(lang, &Words::Push) }</th>
                        <th scope="col">{ t(lang, &Words::Device) }</th>
                        <th scope="col">{ t(lang, &Words::Environment) }</th>
                        <th scope="col">{ t(lang, &Words::Time) }</th>
                        <th scope="col">{ t(lang, &Words::ApnsId) }</th>
                    </tr>
                </thead>
                <tbody>
                    { for pushes.iter().map(|push| html! {
                        <Row key={push.id.clone()} push={Rc::clone(push)} device={device_name(lang, session, push)} open={push.id == chosen} on_open={on_open.clone()} />
                    }) }
                </tbody>
            </table>
            if let Some(push) = open {
                <Opened device={device_name(lang, session, &push)} on_close={{
                    let id = row_id(&push.id);
                    on_open.reform(move |()| {
                        // The pressed button is about to go.
                        dom::focus(&id);
                        String::new()
                    })
                }} {push} />
            }
        </div>
    }
}

/// Properties of [`Row`].
#[derive(Clone, PartialEq, Properties)]
struct RowProps {
    push: Rc<Push>,
    device: AttrValue,
    open: bool,
    on_open: Callback<String>,
}

/// One push. The names of the columns are repeated for narrow screens, where each cell is a line.
#[component]
fn Row(props: &RowProps) -> Html {
    let RowProps {
        push,
        device,
        open,
        on_open,
    } = props;
    let (lang, wording) = (use_lang(), use_wording());
    let state = state_of(lang, &wording, push);
    let title = title_of(lang, push);
    let onclick = {
        let id = push.id.clone();
        on_open.reform(move |_: MouseEvent| id.clone())
    };
    let reason = match &push.outcome {
        Outcome::Rejected { reason, .. }
        | Outcome::Waiting {
            status: Some(_),
            reason,
            ..
        } => reason.clone(),
        _ => String::new(),
    };
    let time = clock::day_and_time(lang, clock::from_wire(push.created_at));
    html! {
        <tr class={classes!(open.then_some("is-open"))} data-testid="history-row" data-outcome={state.outcome()}>
            <td><Badge tone={state.tone()} icon={state.glyph()} label={t(lang, &outcome_word(&push.outcome))} /></td>
            <td class="p-history__push">
                <button type="button" class="c-link" id={row_id(&push.id)} aria-label={t(lang, &Words::OpenNamed { title: title.to_string() })} aria-expanded={if *open { "true" } else { "false" }} {onclick}><bdi>{ title }</bdi></button>
                if !reason.is_empty() {
                    <code class="p-history__reason">{ reason }</code>
                }
            </td>
            <td data-label={t(lang, &Words::Device)}>{ device.clone() }</td>
            <td><EnvironmentBadge environment={push.environment} label={t(lang, &shell::environment(push.environment))} /></td>
            <td class="p-history__time" data-label={t(lang, &Words::Time)}>{ time }</td>
            <td class="p-history__id">
                <code title={push.id.clone()}>{ push.id.get(..8).unwrap_or_default().to_owned() }{ "…" }</code>
                <CopyButton text={AttrValue::from(push.id.clone())} name={t(lang, &Words::CopyId)} done={t(lang, &Words::Copied)} />
            </td>
        </tr>
    }
}

/// Properties of [`Opened`].
#[derive(Clone, PartialEq, Properties)]
struct OpenedProps {
    push: Rc<Push>,
    device: AttrValue,
    on_close: Callback<()>,
}

/// One push in full, and the way to send it again.
#[component]
fn Opened(props: &OpenedProps) -> Html {
    let OpenedProps {
        push,
        device,
        on_close,
    } = props;
    let lang = use_lang();
    let (composer, navigation) = (use_composer(), use_navigation());
    let to_composer = {
        let push = Rc::clone(push);
        Callback::from(move |()| {
            if let Some(composer) = &composer {
                composer.dispatch(ComposerAction::Load(Draft {
                    text: push.payload.clone(),
                    headers: push.headers.clone(),
                }));
                navigation.go(Route::Compose);
            }
        })
    };
    let headers: Vec<String> = payload::HeaderName::ALL
        .into_iter()
        .filter(|name| !push.headers.get(*name).is_empty())
        .map(|name| format!("{}: {}", name.as_str(), push.headers.get(name)))
        .collect();
    let action = html! {
        <>
            <Button look={ButtonLook::Secondary} icon={Glyph::Compose} on_press={to_composer} testid="open-in-composer">{ t(lang, &Words::OpenInComposer) }</Button>
            <Button look={ButtonLook::Quiet} size={ButtonSize::Medium} on_press={on_close.clone()}>{ t(lang, &Words::Close) }</Button>
        </>
    };
    html! {
        <div class="p-history__open">
            <PushResult push={Rc::clone(push)} device={device.clone()} heading_id={OPEN} {action} />
            <Disclosure summary={t(lang, &Words::Payload)}><pre class="p-next__code" tabindex="0"><code>{ push.payload.clone() }</code></pre></Disclosure>
            <Disclosure summary={t(lang, &Words::Headers)}><pre class="p-next__code" tabindex="0"><code>{ headers.join("\n") }</code></pre></Disclosure>
        </div>
    }
}

/// Id of the button that opens a push.
fn row_id(push: &str) -> String {
    format!("push-{push}")
}

/// What a push is called in a list: its title, else its text.
fn title_of(lang: Lang, push: &Push) -> AttrValue {
    let alert = Alert::of(&Document::parse(push.payload.as_str()));
    let words = alert
        .title
        .filter(|title| !title.is_empty())
        .or(alert.body.filter(|body| !body.is_empty()));
    match words {
        Some(words) => words.into(),
        None if push.headers.push_type == "background" => t(lang, &Words::SilentPush),
        None => t(lang, &Words::Untitled),
    }
}

fn device_name(lang: Lang, session: &Session, push: &Push) -> AttrValue {
    let device = session
        .devices
        .iter()
        .find(|device| device.id == push.device_id);
    device.map_or_else(
        || t(lang, &Words::DeviceGone),
        |device| AttrValue::from(device.name.clone()),
    )
}

const fn outcome_word(outcome: &Outcome) -> Words {
    match outcome {
        Outcome::Pending => Words::Pending,
        Outcome::Waiting { .. } => Words::Waiting,
        Outcome::Accepted { .. } => Words::Accepted,
        Outcome::Rejected { .. } => Words::Rejected,
        Outcome::Unknown { .. } => Words::Unknown,
        Outcome::GaveUp { .. } => Words::GaveUp,
        Outcome::Cancelled => Words::Cancelled,
    }
}
