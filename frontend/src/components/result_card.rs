//! What became of a push: the plain sentence first, the proof right below.

use api::UnknownCause;
use payload::Environment;
use yew::prelude::*;

use super::badge::Tone;
use super::copy_button::CopyButton;
use super::icon::{Glyph, Icon, IconSize};
use crate::i18n::result::Msg;
use crate::i18n::{Lang, t, use_lang};

/// What became of a push, in the words that the card needs. Causes and remedies come from the one table of reasons.
#[derive(Clone, Debug, PartialEq)]
pub enum ResultState {
    /// No answer yet.
    Pending,
    /// Not accepted so far, and to be tried again.
    Waiting {
        /// HTTP status of the last answer; `None` when nothing was sent.
        status: Option<u16>,
        /// Apple's word, exactly; empty when Apple gave none.
        reason: AttrValue,
        /// What it means.
        cause: AttrValue,
        /// How to keep it from happening; empty when nothing was sent.
        remedy: AttrValue,
        /// When it is tried again, such as `9:41:07`.
        next: AttrValue,
        /// Which attempt that will be; 2 or more.
        attempt: u32,
    },
    /// Answered with 200.
    Accepted {
        /// Apple's label for it.
        apns_id: AttrValue,
        /// Key for Apple's delivery log.
        unique_id: Option<AttrValue>,
    },
    /// Refused.
    Rejected {
        /// HTTP status.
        status: u16,
        /// Apple's word, exactly; empty when Apple gave none.
        reason: AttrValue,
        /// What it means.
        cause: AttrValue,
        /// How to put it right.
        remedy: AttrValue,
    },
    /// It may have arrived.
    Unknown {
        /// How that came about.
        cause: UnknownCause,
    },
    /// Known not to be accepted, and no longer tried.
    GaveUp {
        /// Why.
        detail: AttrValue,
    },
    /// Stopped by a person.
    Cancelled,
}

impl ResultState {
    /// Value of `data-outcome`.
    pub const fn outcome(&self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Waiting { .. } => "waiting",
            Self::Accepted { .. } => "accepted",
            Self::Rejected { .. } => "rejected",
            Self::Unknown { .. } => "unknown",
            Self::GaveUp { .. } => "gave_up",
            Self::Cancelled => "cancelled",
        }
    }

    /// What it means, as a color and an icon.
    pub const fn tone(&self) -> Tone {
        match self {
            Self::Pending | Self::Cancelled => Tone::Neutral,
            Self::Accepted { .. } => Tone::Success,
            Self::Rejected { .. } | Self::GaveUp { .. } => Tone::Danger,
            Self::Waiting { .. } | Self::Unknown { .. } => Tone::Warning,
        }
    }

    /// Its icon.
    pub const fn glyph(&self) -> Glyph {
        match self {
            Self::Pending | Self::Waiting { .. } => Glyph::Clock,
            Self::Unknown { .. } => Glyph::Question,
            Self::Cancelled => Glyph::Undo,
            Self::Accepted { .. } | Self::Rejected { .. } | Self::GaveUp { .. } => {
                self.tone().glyph()
            }
        }
    }

    /// The plain sentence, such as `Accepted by the simulator`.
    pub const fn headline(&self, environment: Environment) -> Msg {
        match self {
            Self::Pending => Msg::Pending,
            Self::Waiting { .. } => Msg::Waiting(environment),
            Self::Accepted { .. } => Msg::Accepted(environment),
            Self::Rejected { .. } => Msg::Rejected(environment),
            Self::Unknown { .. } => Msg::Unknown,
            Self::GaveUp { .. } => Msg::GaveUp,
            Self::Cancelled => Msg::Cancelled,
        }
    }
}

/// The rule that a rejection leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleLink {
    /// Such as `T001`.
    pub code: AttrValue,
    /// Its title.
    pub title: AttrValue,
    /// Where it is explained.
    pub href: AttrValue,
}

/// Properties of [`ResultCard`].
#[derive(Clone, PartialEq, Properties)]
pub struct ResultCardProps {
    /// What became of it.
    pub state: ResultState,
    /// Where it was sent.
    pub environment: Environment,
    /// Name of the device; empty for none.
    #[prop_or_default]
    pub device: AttrValue,
    /// When, such as `9:41:07`; empty for not shown.
    #[prop_or_default]
    pub sent_at: AttrValue,
    /// The rule that would have caught a rejection.
    #[prop_or_default]
    pub rule: Option<RuleLink>,
    /// The [`super::Steps`], or anything else that belongs below the sentence.
    #[prop_or_default]
    pub children: Children,
    /// Buttons at the foot.
    #[prop_or_default]
    pub action: Html,
    /// Id of the heading, for moving the focus to it.
    #[prop_or_default]
    pub heading_id: Option<AttrValue>,
}

/// One line of the proof.
fn fact(lang: Lang, label: &Msg, value: &AttrValue, copies: bool) -> Html {
    if value.is_empty() {
        return Html::default();
    }
    let label = t(lang, label);
    html! {
        <div class="c-fact">
            <dt>{ label.clone() }</dt>
            <dd class={copies.then_some("is-code")}>
                <span>{ value.clone() }</span>
                if copies {
                    <CopyButton text={value.clone()} name={t(lang, &Msg::Copy(label))} done={t(lang, &Msg::Copied)} />
                }
            </dd>
        </div>
    }
}

/// The sentences below the headline.
fn sentences(lang: Lang, state: &ResultState, environment: Environment) -> Html {
    let line = |text: AttrValue| html! { <p class="c-result__text">{ text }</p> };
    match state {
        ResultState::Pending => line(t(lang, &Msg::PendingText)),
        ResultState::Waiting {
            status,
            reason,
            cause,
            remedy,
            next,
            attempt,
        } => html! {
            <>
                { line(t(lang, &Msg::WaitingText {
                    environment,
                    said: status.map(|status| if reason.is_empty() { status.to_string().into() } else { reason.clone() }),
                    next: next.clone(),
                    attempt: *attempt,
                })) }
                { line(cause.clone()) }
                if !remedy.is_empty() {
                    <p class="c-result__remedy"><strong>{ t(lang, &Msg::Remedy) }</strong><span>{ remedy.clone() }</span></p>
                }
            </>
        },
        ResultState::Accepted { .. } => line(t(lang, &Msg::AcceptedText(environment))),
        ResultState::Rejected { cause, remedy, .. } => html! {
            <>
                { line(cause.clone()) }
                <p class="c-result__remedy"><strong>{ t(lang, &Msg::Remedy) }</strong><span>{ remedy.clone() }</span></p>
            </>
        },
        ResultState::Unknown { cause } => html! {
            <>
                { line(t(lang, &Msg::UnknownBecause(*cause))) }
                <p class="c-result__remedy"><strong>{ t(lang, &Msg::Remedy) }</strong><span>{ t(lang, &Msg::UnknownRemedy) }</span></p>
            </>
        },
        ResultState::GaveUp { detail } => line(detail.clone()),
        ResultState::Cancelled => line(t(lang, &Msg::CancelledText)),
    }
}

/// The proof: ids and exact words, each to be copied.
fn facts(lang: Lang, props: &ResultCardProps) -> Html {
    let proof = match &props.state {
        ResultState::Accepted { apns_id, unique_id } => html! {
            <>
                { fact(lang, &Msg::ApnsId, apns_id, true) }
                { fact(lang, &Msg::UniqueId, &unique_id.clone().unwrap_or_default(), true) }
            </>
        },
        ResultState::Waiting {
            status: Some(status),
            reason,
            ..
        }
        | ResultState::Rejected { status, reason, .. } => {
            let no_reason = t(lang, &Msg::NoReason);
            html! {
                <>
                    { fact(lang, &Msg::Status, &AttrValue::from(status.to_string()), false) }
                    { fact(lang, &Msg::Reason, if reason.is_empty() { &no_reason } else { reason }, !reason.is_empty()) }
                </>
            }
        }
        ResultState::Pending
        | ResultState::Waiting { status: None, .. }
        | ResultState::Unknown { .. }
        | ResultState::GaveUp { .. }
        | ResultState::Cancelled => Html::default(),
    };
    html! {
        <dl class="c-facts">
            { proof }
            if let Some(rule) = &props.rule {
                <div class="c-fact">
                    <dt>{ t(lang, &Msg::Rule) }</dt>
                    <dd><a class="c-link" href={rule.href.clone()}>{ rule.code.clone() }{ " " }{ rule.title.clone() }</a></dd>
                </div>
            }
            { fact(lang, &Msg::Device, &props.device, false) }
            { fact(lang, &Msg::SentAt, &props.sent_at, false) }
        </dl>
    }
}

/// The result of one push. Its headline is a live region, so that the answer is heard when it comes.
#[component]
pub fn ResultCard(props: &ResultCardProps) -> Html {
    let lang = use_lang();
    html! {
        <article class={classes!("c-card", "c-result", props.state.tone().class())} aria-label={t(lang, &Msg::Title)} data-testid="result-card" data-outcome={props.state.outcome()}>
            <div class="c-result__head" role="status">
                <span class="c-result__icon"><Icon glyph={props.state.glyph()} size={IconSize::Medium} /></span>
                <h2 class="c-result__title" id={props.heading_id.clone()} tabindex={props.heading_id.is_some().then_some("-1")}>
                    { t(lang, &props.state.headline(props.environment)) }
                </h2>
            </div>
            { sentences(lang, &props.state, props.environment) }
            if !props.children.is_empty() {
                <div>{ props.children.clone() }</div>
            }
            { facts(lang, props) }
            if props.action != Html::default() {
                <footer class="c-result__actions">{ props.action.clone() }</footer>
            }
        </article>
    }
}
