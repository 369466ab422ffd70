//! Small words that classify: a state, an environment, how much a finding weighs.

use payload::{Environment, Severity};
use yew::prelude::*;

use super::icon::{Glyph, Icon, IconSize};

/// What a badge, a banner or a toast means. Never by color alone: each has an icon, and words beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Neutral,
    /// Worth knowing.
    Info,
    /// It went well.
    Success,
    /// Needs a nod.
    Warning,
    /// Blocks, or went wrong.
    Danger,
}

impl Tone {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Neutral,
        Self::Info,
        Self::Success,
        Self::Warning,
        Self::Danger,
    ];

    /// Its class.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "t-neutral",
            Self::Info => "t-info",
            Self::Success => "t-success",
            Self::Warning => "t-warning",
            Self::Danger => "t-danger",
        }
    }

    /// Its icon.
    pub const fn glyph(self) -> Glyph {
        match self {
            Self::Neutral | Self::Info => Glyph::Info,
            Self::Success => Glyph::CheckCircle,
            Self::Warning => Glyph::Warning,
            Self::Danger => Glyph::Error,
        }
    }
}

/// Properties of [`Badge`].
#[derive(Clone, PartialEq, Properties)]
pub struct BadgeProps {
    /// Its words.
    pub label: AttrValue,
    /// What it means.
    #[prop_or_default]
    pub tone: Tone,
    /// Shown before the words.
    #[prop_or_default]
    pub icon: Option<Glyph>,
}

/// A small word that classifies.
#[component]
pub fn Badge(props: &BadgeProps) -> Html {
    html! {
        <span class={classes!("c-badge", props.tone.class())}>
            if let Some(glyph) = props.icon {
                <Icon {glyph} size={IconSize::Small} />
            }
            <span>{ props.label.clone() }</span>
        </span>
    }
}

/// Properties of [`EnvironmentBadge`].
#[derive(Clone, PartialEq, Properties)]
pub struct EnvironmentBadgeProps {
    /// Which.
    pub environment: Environment,
    /// Its name in the page's language.
    pub label: AttrValue,
}

/// An environment, which looks the same wherever it is named: production is ink, and cannot be mistaken.
#[component]
pub fn EnvironmentBadge(props: &EnvironmentBadgeProps) -> Html {
    let class = match props.environment {
        Environment::Simulator => "c-environment--simulator",
        Environment::Sandbox => "c-environment--sandbox",
        Environment::Production => "c-environment--production",
    };
    html! {
        <span class={classes!("c-badge", "c-environment", class)} data-environment={props.environment.as_str()}>
            <span class="c-environment__dot" aria-hidden="true"></span>
            <span>{ props.label.clone() }</span>
        </span>
    }
}

/// What a severity looks like.
pub const fn tone_of(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Danger,
        Severity::Warning => Tone::Warning,
        Severity::Hint => Tone::Info,
    }
}

/// Properties of [`SeverityBadge`].
#[derive(Clone, PartialEq, Properties)]
pub struct SeverityBadgeProps {
    /// How much it weighs.
    pub severity: Severity,
    /// In the page's language, such as `Blocks sending`, or a count such as `2 warnings`.
    pub label: AttrValue,
}

/// How much a finding weighs: icon and word.
#[component]
pub fn SeverityBadge(props: &SeverityBadgeProps) -> Html {
    let tone = tone_of(props.severity);
    html! { <Badge {tone} icon={tone.glyph()} label={props.label.clone()} /> }
}
