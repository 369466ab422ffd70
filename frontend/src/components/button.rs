//! Buttons: ink for the one next action, quiet for everything else.

use yew::prelude::*;

use super::icon::{Glyph, Icon, IconSize};

/// How much a button asks for attention. One primary button per view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonLook {
    /// The next action: ink.
    Primary,
    /// Another action: outlined.
    #[default]
    Secondary,
    /// An action among many: no outline.
    Quiet,
    /// Destroys something.
    Danger,
}

impl ButtonLook {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Primary, Self::Secondary, Self::Quiet, Self::Danger];

    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "c-button c-button--primary",
            Self::Secondary => "c-button c-button--secondary",
            Self::Quiet => "c-button c-button--quiet",
            Self::Danger => "c-button c-button--danger",
        }
    }
}

/// How large a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonSize {
    /// 24 px: inside lists.
    Small,
    /// 32 px, 44 px on touch.
    #[default]
    Medium,
    /// 44 px: the hero's action.
    Large,
}

impl ButtonSize {
    const fn class(self) -> Option<&'static str> {
        match self {
            Self::Small => Some("c-button--small"),
            Self::Medium => None,
            Self::Large => Some("c-button--large"),
        }
    }
}

/// Whether a button can be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonState {
    /// It can.
    #[default]
    Ready,
    /// Its work is under way; it keeps the focus and takes no second press.
    Busy,
    /// It cannot.
    Disabled,
}

/// Properties of [`Button`].
#[derive(Clone, PartialEq, Properties)]
pub struct ButtonProps {
    /// Its words.
    pub children: Children,
    /// What a press does.
    #[prop_or_default]
    pub on_press: Callback<()>,
    /// How much it asks for attention.
    #[prop_or_default]
    pub look: ButtonLook,
    /// How large it is.
    #[prop_or_default]
    pub size: ButtonSize,
    /// Whether it can be pressed.
    #[prop_or_default]
    pub state: ButtonState,
    /// Shown before the words.
    #[prop_or_default]
    pub icon: Option<Glyph>,
    /// Its keyboard shortcut, such as `⌘⏎`, shown after the words.
    #[prop_or_default]
    pub shortcut: Option<AttrValue>,
    /// `aria-keyshortcuts`, such as `Meta+Enter Control+Enter`.
    #[prop_or_default]
    pub keyshortcuts: Option<AttrValue>,
    /// A name of its own, where the words alone do not say enough.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Id of what describes it.
    #[prop_or_default]
    pub described_by: Option<AttrValue>,
    /// Its id.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// Extra classes, for its place.
    #[prop_or_default]
    pub class: Classes,
    /// For tests.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

/// A button with words.
#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let busy = props.state == ButtonState::Busy;
    let (on_press, ready) = (props.on_press.clone(), props.state == ButtonState::Ready);
    let onclick = Callback::from(move |event: MouseEvent| {
        // Many people double-click everything, and mean one press: the relay may have answered between the two clicks.
        if ready && event.detail() != 2 {
            on_press.emit(());
        }
    });
    html! {
        <button
            type="button"
            class={classes!(props.look.class(), props.size.class(), busy.then_some("is-busy"), props.class.clone())}
            id={props.id.clone()}
            disabled={props.state == ButtonState::Disabled}
            aria-disabled={busy.then_some("true")}
            aria-busy={busy.then_some("true")}
            aria-label={props.label.clone()}
            aria-describedby={props.described_by.clone()}
            aria-keyshortcuts={props.keyshortcuts.clone()}
            data-testid={props.testid.clone()}
            {onclick}
        >
            if busy {
                <span class="c-spinner" aria-hidden="true"></span>
            } else if let Some(glyph) = props.icon {
                <Icon {glyph} size={IconSize::Small} />
            }
            <span>{ props.children.clone() }</span>
            if let Some(shortcut) = &props.shortcut {
                <kbd class="c-button__shortcut" aria-hidden="true">{ shortcut.clone() }</kbd>
            }
        </button>
    }
}

/// Properties of [`IconButton`].
#[derive(Clone, PartialEq, Properties)]
pub struct IconButtonProps {
    /// What it shows.
    pub glyph: Glyph,
    /// Its name, and its tooltip.
    pub name: AttrValue,
    /// What a press does.
    #[prop_or_default]
    pub on_press: Callback<()>,
    /// How large it is.
    #[prop_or_default]
    pub size: ButtonSize,
    /// Whether it can be pressed.
    #[prop_or_default]
    pub state: ButtonState,
    /// For a toggle: whether it is on.
    #[prop_or_default]
    pub pressed: Option<bool>,
    /// For what it opens: whether that is open.
    #[prop_or_default]
    pub expanded: Option<bool>,
    /// Id of what it opens.
    #[prop_or_default]
    pub controls: Option<AttrValue>,
    /// Its id.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// Extra classes, for its place.
    #[prop_or_default]
    pub class: Classes,
    /// For tests.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

/// A button with an icon only. Its name is spoken, and shown as a tooltip on hover and on focus.
#[component]
pub fn IconButton(props: &IconButtonProps) -> Html {
    let (on_press, ready) = (props.on_press.clone(), props.state == ButtonState::Ready);
    let onclick = Callback::from(move |_: MouseEvent| {
        if ready {
            on_press.emit(());
        }
    });
    let word = |on: bool| if on { "true" } else { "false" };
    html! {
        <button
            type="button"
            class={classes!("c-button", "c-button--quiet", "c-button--icon", props.size.class(), props.class.clone())}
            id={props.id.clone()}
            disabled={props.state == ButtonState::Disabled}
            aria-label={props.name.clone()}
            aria-pressed={props.pressed.map(word)}
            aria-expanded={props.expanded.map(word)}
            aria-controls={props.controls.clone()}
            data-tip={props.name.clone()}
            data-testid={props.testid.clone()}
            {onclick}
        >
            <Icon glyph={props.glyph} />
        </button>
    }
}
