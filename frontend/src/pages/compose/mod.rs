//! The composer: one draft as form or JSON on the left, the phone on the right, problems, size and Send below.

mod app_panel;
mod dock;
mod fields;
mod form;
mod goto;
mod json;
mod screen;
mod send_bar;
mod summary;
mod tour;

use api::SimulatorAnswer;
use payload::Severity;
use yew::prelude::*;

use crate::components::{Choice, Glyph, MiniPreview, Segmented, TabPanel, Tabs};
use crate::contexts::sender::Attempt;
use crate::contexts::{ComposerContext, Sender, use_composer, use_navigation, use_sender};
use crate::i18n::composer::Msg;
use crate::i18n::{t, use_lang};
use crate::infra::shortcuts::{self, Shortcut};
use crate::infra::{clock, dom};
use crate::route::{Parameter, Route};
use crate::state::{ComposerAction, Field, View};
use app_panel::AppPanel;
use dock::Dock;
use form::Form;
use goto::{Goto, Target};
use json::JsonPane;
use screen::{Screen, ScreenKind};
use send_bar::SendBar;
use summary::ErrorSummary;
use tour::TourBar;

/// Below this width the composer has three tabs.
const NARROW: &str = "(max-width: 799.98px)";

/// A tab of the narrow layout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Edit,
    Preview,
    Problems,
}

impl Tab {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Preview => "preview",
            Self::Problems => "problems",
        }
    }

    fn parse(text: &str) -> Self {
        [Self::Preview, Self::Problems]
            .into_iter()
            .find(|tab| tab.as_str() == text)
            .unwrap_or_default()
    }
}

/// The composer's page.
#[component]
pub fn Compose() -> Html {
    let (composer, sender) = (use_composer(), use_sender());
    match composer {
        Some(composer) => html! { <Loaded {composer} {sender} /> },
        None => Html::default(),
    }
}

/// Properties of [`Loaded`].
#[derive(Clone, PartialEq, Properties)]
struct LoadedProps {
    composer: ComposerContext,
    sender: Sender,
}

#[component]
fn Loaded(props: &LoadedProps) -> Html {
    let LoadedProps { composer, sender } = props;
    let lang = use_lang();
    let narrow = dom::use_media(NARROW);
    let tab = use_state_eq(Tab::default);
    let screen = use_state_eq(ScreenKind::default);
    let goto = use_state_eq(|| None::<Goto>);
    let answer = use_state_eq(AttrValue::default);

    let on_goto = use_callback(
        (composer.clone(), goto.setter(), tab.setter(), narrow),
        |target: Target, (composer, goto, tab, narrow)| {
            if let Some(view) = target.view(composer) {
                composer.dispatch(ComposerAction::SetView(view));
            }
            if let Target::Problem(index) = target {
                composer.dispatch(ComposerAction::Select(index));
            }
            if *narrow {
                let has_fix = target == Target::FirstProblem;
                tab.set(if has_fix { Tab::Problems } else { Tab::Edit });
            }
            goto.set(Some(Goto {
                target,
                stamp: clock::monotonic_ms(),
            }));
        },
    );
    let on_arrived = use_callback(goto.setter(), |(), goto| goto.set(None));
    use_goto(composer, (*goto).clone(), on_arrived.clone());
    use_address(composer, on_goto.clone());

    // Whoever edits wants to see the draft again, not what was sent before.
    use_effect_with(composer.revision, {
        let screen = screen.setter();
        move |_| screen.set(ScreenKind::Preview)
    });

    let on_send = use_callback(
        (
            composer.clone(),
            sender.clone(),
            screen.setter(),
            tab.setter(),
            answer.clone(),
            narrow,
        ),
        |(), (composer, sender, screen, tab, answer, narrow)| {
            if composer.is_blocked() {
                sender.refuse.emit(());
                // When it is there already; else it takes the focus as it appears.
                dom::focus(summary::HEADING);
                return;
            }
            if composer.destination.device_id.is_empty() {
                return;
            }
            let reason = answer.to_string();
            let scripted = composer.destination.simulated && !reason.is_empty();
            sender
                .send
                .emit(scripted.then_some(SimulatorAnswer::Reject { reason }));
            // Scripted once: the next send is answered as Apple would.
            answer.set(AttrValue::default());
            screen.set(ScreenKind::Live);
            if *narrow {
                tab.set(Tab::Preview);
            }
        },
    );
    let on_shortcut = use_callback(
        (composer.clone(), on_send.clone(), on_goto.clone()),
        |shortcut, (composer, on_send, on_goto)| match shortcut {
            Shortcut::Send => on_send.emit(()),
            Shortcut::Undo => composer.dispatch(ComposerAction::Undo),
            Shortcut::Redo => composer.dispatch(ComposerAction::Redo),
            Shortcut::NextProblem | Shortcut::PreviousProblem => {
                if let Some(index) = composer.neighbor_problem(shortcut == Shortcut::NextProblem) {
                    on_goto.emit(Target::Problem(index));
                }
            }
        },
    );
    shortcuts::use_shortcuts(on_shortcut);

    let editor = html! { <Editor composer={composer.clone()} goto={(*goto).clone()} on_goto={on_goto.clone()} on_arrived={on_arrived} /> };
    let on_screen = use_callback(screen.setter(), |kind, screen| screen.set(kind));
    let phone = html! { <Screen kind={*screen} on_change={on_screen} /> };
    let dock = html! { <Dock composer={composer.clone()} on_goto={on_goto.clone()} /> };
    let on_answer = use_callback(answer.setter(), |chosen: AttrValue, answer| {
        answer.set(chosen);
    });
    let send = html! { <SendBar composer={composer.clone()} {narrow} answer={(*answer).clone()} {on_answer} on_send={on_send.clone()} /> };
    let top = html! {
        if sender.refused {
            <ErrorSummary composer={composer.clone()} on_goto={on_goto.clone()} />
        } else {
            <TourBar composer={composer.clone()} on_goto={on_goto.clone()} />
        }
    };
    if !narrow {
        return html! {
            <div class={classes!("p-compose", format!("is-{}", composer.view.as_str()))}>
                <div class="p-compose__left">
                    { top }
                    <section class="p-compose__editor" aria-label={t(lang, &Msg::Editor)}>{ editor }</section>
                    { dock }
                    { send }
                </div>
                <section class="p-compose__screen" aria-label={t(lang, &Msg::Preview)}>{ phone }</section>
            </div>
        };
    }
    let count = composer.report.findings.len();
    let choices = vec![
        Choice::new(Tab::Edit.as_str(), t(lang, &Msg::TabEdit)).testid("tab-edit"),
        Choice::new(Tab::Preview.as_str(), t(lang, &Msg::TabPreview)).testid("tab-preview"),
        Choice::new(Tab::Problems.as_str(), t(lang, &Msg::TabProblems))
            .count(if count == 0 {
                String::new()
            } else {
                count.to_string()
            })
            .testid("tab-problems"),
    ];
    let on_tab = {
        let tab = tab.setter();
        Callback::from(move |value: AttrValue| tab.set(Tab::parse(&value)))
    };
    html! {
        <div class="p-compose is-narrow">
            { top }
            <Tabs id="compose" label={t(lang, &Msg::Parts)} {choices} value={tab.as_str()} on_change={on_tab} class="p-compose__tabs" />
            <TabPanel tabs="compose" value={tab.as_str()} class="p-compose__panel">
                { match *tab {
                    Tab::Edit => editor,
                    Tab::Preview => html! { <>{ phone }<dock::LastSend /></> },
                    Tab::Problems => dock,
                } }
            </TabPanel>
            <div class="p-compose__foot">
                if *tab == Tab::Edit {
                    <Mini composer={composer.clone()} />
                }
                { send }
            </div>
        </div>
    }
}

/// Moves the focus where somebody wants to go, after what is there has been rendered; once for each wish.
#[hook]
fn use_goto(composer: &ComposerContext, goto: Option<Goto>, on_arrived: Callback<()>) {
    let view = composer.view;
    use_effect_with((goto, view), {
        let composer = composer.clone();
        move |(goto, _)| {
            if goto
                .as_ref()
                .is_some_and(|goto| goto.target.focus(&composer))
            {
                on_arrived.emit(());
            }
        }
    });
}

/// Follows the address: the view and the focus that stand after `?`, once for each change of address.
#[hook]
fn use_address(composer: &ComposerContext, on_goto: Callback<Target>) {
    let navigation = use_navigation();
    let composer = composer.clone();
    use_effect_with(navigation.address.clone(), move |address| {
        if let Some(view) = View::parse(address.get(Parameter::View)) {
            composer.dispatch(ComposerAction::SetView(view));
        }
        let target = match address.get(Parameter::Focus) {
            "" => return,
            "problem" => Target::FirstProblem,
            name => match Field::ALL.into_iter().find(|field| field.name() == name) {
                Some(field) => Target::Field(field),
                None => return,
            },
        };
        on_goto.emit(target);
        // Done once: coming back by the browser's button does not take the focus away again.
        navigation.replace(Route::Compose);
    });
}

/// Properties of [`Editor`].
#[derive(Clone, PartialEq, Properties)]
struct EditorProps {
    composer: ComposerContext,
    goto: Option<Goto>,
    on_goto: Callback<Target>,
    on_arrived: Callback<()>,
}

/// The draft: view switch, form, JSON.
#[component]
fn Editor(props: &EditorProps) -> Html {
    let EditorProps {
        composer,
        goto,
        on_goto,
        on_arrived,
    } = props;
    let lang = use_lang();
    let choice = |view: View, label: Msg, icon: Glyph, testid: &'static str| {
        Choice::new(view.as_str(), t(lang, &label))
            .icon(icon)
            .testid(testid)
    };
    let choices = vec![
        choice(View::Form, Msg::ViewForm, Glyph::Form, "view-form"),
        choice(View::Json, Msg::ViewJson, Glyph::Braces, "view-json"),
        choice(View::Split, Msg::ViewSplit, Glyph::Split, "view-split"),
    ];
    let on_change = {
        let dispatcher = composer.dispatcher();
        Callback::from(move |value: AttrValue| {
            if let Some(view) = View::parse(&value) {
                dispatcher.dispatch(ComposerAction::SetView(view));
            }
        })
    };
    html! {
        <>
            <div class="p-compose__bar">
                <Segmented id="view" label={t(lang, &Msg::View)} {choices} value={composer.view.as_str()} {on_change} />
            </div>
            <div class={classes!("p-compose__panes", format!("is-{}", composer.view.as_str()))}>
                if composer.view.has_form() {
                    <div class="p-compose__form"><Form composer={composer.clone()} on_goto={on_goto.clone()} /></div>
                }
                if composer.view.has_json() {
                    <div class="p-compose__json"><JsonPane composer={composer.clone()} goto={goto.clone()} on_arrived={on_arrived.clone()} /></div>
                }
            </div>
            <AppPanel problems={composer.app_count()} />
        </>
    }
}

/// Properties of [`Mini`].
#[derive(Clone, PartialEq, Properties)]
struct MiniProps {
    composer: ComposerContext,
}

/// The push in one line, while typing on a phone.
#[component]
fn Mini(props: &MiniProps) -> Html {
    let lang = use_lang();
    let alert = payload::Alert::of(&props.composer.last_good);
    let silent = if alert.has_text() {
        AttrValue::default()
    } else {
        t(lang, &Msg::Silent)
    };
    html! {
        <MiniPreview
            label={t(lang, &Msg::Preview)}
            when={t(lang, &Msg::Now)}
            title={alert.title.map(AttrValue::from).unwrap_or_default()}
            body={alert.body.map(AttrValue::from).unwrap_or_default()}
            {silent}
        />
    }
}

/// How many findings block sending, and how many others there are.
fn totals(composer: &ComposerContext) -> (usize, usize) {
    let errors = composer.report.count(Severity::Error);
    (errors, composer.report.findings.len() - errors)
}

/// Whether the relay has not answered yet.
fn is_sending(sender: &Sender) -> bool {
    sender.attempt == Attempt::Sending
}
