//! Below the draft: what is wrong and how to put it right, how many bytes it has, and what became of the last send.

use std::rc::Rc;

use payload::{Finding, Place};
use yew::prelude::*;

use super::goto::Target;
use super::totals;
use crate::components::button::ButtonSize;
use crate::components::shell::HEADING;
use crate::components::{Button, ButtonLook, Glyph, IconButton, Meter, ProblemItem, ProblemList};
use crate::contexts::sender::Attempt;
use crate::contexts::{ComposerContext, use_checklist, use_composer, use_feed, use_sender};
use crate::i18n::composer::{self, Msg};
use crate::i18n::wording::use_wording;
use crate::i18n::{t, use_lang};
use crate::infra::timer::Timeout;
use crate::infra::{clock, dom};
use crate::pages::results::{PushResult, SendFailed};
use crate::state::ComposerAction;
use crate::state::checklist::{ChecklistAction, Item};

/// How long the total must stand before it is spoken.
const SPOKEN_MS: u32 = 2000;

/// Id of the line that says how many problems there are.
const TOTAL: &str = "problem-total";

/// Properties of [`Dock`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct DockProps {
    pub(super) composer: ComposerContext,
    pub(super) on_goto: Callback<Target>,
}

/// Problems, size, and the last send.
#[component]
pub(super) fn Dock(props: &DockProps) -> Html {
    let DockProps { composer, on_goto } = props;
    let lang = use_lang();
    let list = use_checklist();
    let fixable = composer
        .report
        .findings
        .iter()
        .filter(|finding| !finding.fix.is_empty())
        .count();
    let fixed = Callback::from(move |()| {
        if let Some(list) = &list {
            list.dispatch(ChecklistAction::Done(Item::Fix));
        }
        // The pressed button is about to go.
        dom::focus(TOTAL);
    });
    let fix_all = {
        let (dispatcher, fixed) = (composer.dispatcher(), fixed.clone());
        Callback::from(move |()| {
            dispatcher.dispatch(ComposerAction::ApplyAllFixes);
            fixed.emit(());
        })
    };
    let sizes = composer.sizes;
    let number =
        |value: usize| clock::number(lang, f64::from(u32::try_from(value).unwrap_or(u32::MAX)));
    html! {
        <section class="p-dock" aria-labelledby={TOTAL}>
            <div class="p-dock__bar">
                <Total composer={composer.clone()} />
                if fixable > 1 {
                    <Button look={ButtonLook::Quiet} size={ButtonSize::Small} icon={Glyph::Wrench} on_press={fix_all} testid="fix-all">{ t(lang, &Msg::FixAll { count: fixable }) }</Button>
                }
                <span class="p-dock__meter">
                    if let Some(sent) = sizes.as_sent {
                        <Meter label={t(lang, &Msg::MeterLabel)} value={sent} limit={sizes.limit} text={t(lang, &Msg::MeterText { sent: number(sent), limit: number(sizes.limit) })} />
                    } else {
                        <span class="u-hint">{ t(lang, &Msg::MeterUnknown) }</span>
                    }
                </span>
            </div>
            <div class="p-dock__body">
                <ProblemList label={t(lang, &Msg::Problems)} empty={t(lang, &Msg::NoProblems)}>
                    { for composer.report.findings.iter().enumerate().map(|(index, finding)| html! {
                        <Problem key={format!("{index}-{}", finding.code.as_str())} composer={composer.clone()} {index} finding={finding.clone()} on_goto={on_goto.clone()} on_fixed={fixed.clone()} />
                    }) }
                </ProblemList>
                <LastSend />
            </div>
        </section>
    }
}

/// Properties of [`Total`].
#[derive(Clone, PartialEq, Properties)]
struct TotalProps {
    composer: ComposerContext,
}

/// How many problems there are: seen at once, spoken when typing rests.
#[component]
fn Total(props: &TotalProps) -> Html {
    let lang = use_lang();
    let (errors, others) = totals(&props.composer);
    let words = t(lang, &Msg::Total { errors, others });
    let spoken = use_state_eq(AttrValue::default);
    use_effect_with(words.clone(), {
        let spoken = spoken.setter();
        move |words| {
            let words = words.clone();
            let timer = Timeout::new(SPOKEN_MS, move || spoken.set(words));
            move || drop(timer)
        }
    });
    html! {
        <>
            <h2 class={classes!("p-dock__total", (errors > 0).then_some("is-blocked"))} id={TOTAL} tabindex="-1" title={t(lang, &Msg::NextProblem)}>{ words }</h2>
            <span class="u-hidden" role="status">{ (*spoken).clone() }</span>
        </>
    }
}

/// Properties of [`Problem`].
#[derive(Clone, PartialEq, Properties)]
struct ProblemProps {
    composer: ComposerContext,
    index: usize,
    finding: Finding,
    on_goto: Callback<Target>,
    on_fixed: Callback<()>,
}

/// One finding.
#[component]
fn Problem(props: &ProblemProps) -> Html {
    let ProblemProps {
        composer,
        index,
        finding,
        on_goto,
        on_fixed,
    } = props;
    let (lang, wording, index) = (use_lang(), use_wording(), *index);
    let place = match &finding.place {
        Place::Body { .. } => t(
            lang,
            &Msg::Line {
                line: composer.line_of(finding).unwrap_or(1),
            },
        ),
        Place::Header { name } => AttrValue::from(name.as_str()),
        Place::Headers => t(lang, &Msg::Headers),
        Place::Token => t(lang, &Msg::Token),
        Place::Credential => t(lang, &Msg::Credential),
        Place::App { part, .. } => t(lang, &composer::app_part(*part)),
    };
    let on_fix = {
        let (dispatcher, on_fixed) = (composer.dispatcher(), on_fixed.clone());
        Callback::from(move |()| {
            dispatcher.dispatch(ComposerAction::ApplyFix(index));
            on_fixed.emit(());
        })
    };
    let code = finding.code;
    html! {
        <ProblemItem
            code={code.as_str()}
            severity={finding.severity}
            severity_label={t(lang, &composer::severity(finding.severity))}
            {place}
            message={wording.message(finding)}
            fix_label={wording.fix_label(finding)}
            {on_fix}
            on_go={on_goto.reform(move |()| Target::Problem(index))}
            why_label={t(lang, &Msg::Why)}
            why={html! {
                <>
                    <p>{ wording.why(code) }</p>
                    <p><strong>{ t(lang, &Msg::Remedy) }</strong>{ " " }{ wording.remedy(code) }</p>
                    <p><a class="c-link" href={wording.apple(code)} target="_blank" rel="noreferrer">{ t(lang, &Msg::AppleDocs) }</a></p>
                </>
            }}
        />
    }
}

/// What became of the last send, until it is closed.
#[component]
pub(super) fn LastSend() -> Html {
    let lang = use_lang();
    let (sender, feed, composer) = (use_sender(), use_feed(), use_composer());
    let on_close = sender.clear.reform(|()| {
        // The pressed button is about to go.
        if !dom::focus(TOTAL) {
            dom::focus(HEADING);
        }
    });
    let close = html! { <IconButton glyph={Glyph::Close} size={ButtonSize::Small} name={t(lang, &Msg::CloseResult)} on_press={on_close} /> };
    match &sender.attempt {
        Attempt::None | Attempt::Sending => Html::default(),
        Attempt::Failed(error) => html! {
            <div class="p-dock__result">
                <SendFailed error={Rc::clone(error)} action={close} />
            </div>
        },
        Attempt::Taken(id) => match feed.as_ref().and_then(|feed| feed.push(id)) {
            Some(push) => {
                let device = composer
                    .map(|composer| composer.destination.device_name.clone())
                    .unwrap_or_default();
                html! { <div class="p-dock__result"><PushResult push={push.clone()} device={AttrValue::from(device)} action={close} /></div> }
            }
            None => Html::default(),
        },
    }
}
