//! The header: what this page is, whether the draft is kept, where it would go, undo and redo, language, theme.

use yew::prelude::*;

use super::HEADING;
use crate::components::button::ButtonState;
use crate::components::{EnvironmentBadge, Glyph, IconButton};
use crate::contexts::{Kept, Theme, use_composer, use_feed, use_kept, use_preferences};
use crate::i18n::shell::{self, Shell};
use crate::i18n::{composer, t, use_lang};
use crate::infra::clock;
use crate::route::Route;
use crate::state::ComposerAction;

/// Properties of [`Header`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct HeaderProps {
    /// The page that is shown.
    pub(super) route: Route,
}

/// The header.
#[component]
pub(super) fn Header(props: &HeaderProps) -> Html {
    let lang = use_lang();
    html! {
        <header class="c-header">
            <h1 class="c-header__title" id={HEADING} tabindex="-1">{ t(lang, &props.route.title()) }</h1>
            if props.route == Route::Compose {
                <SavedState />
                <span class="c-header__space"></span>
                <Where />
                <UndoRedo />
            } else {
                <span class="c-header__space"></span>
            }
            <Connection />
            <Choices />
        </header>
    }
}

/// Whether what happens at the relay is heard: a word only while it is not.
#[component]
fn Connection() -> Html {
    let lang = use_lang();
    let lost = use_feed().is_some_and(|feed| feed.loaded && !feed.connected);
    html! {
        <span class="c-header__saved" role="status">
            { if lost { t(lang, &Shell::Reconnecting) } else { AttrValue::default() } }
        </span>
    }
}

/// Whether the draft is kept.
#[component]
fn SavedState() -> Html {
    let lang = use_lang();
    let words = match use_kept() {
        Kept::Since(when) => Shell::Saved {
            time: clock::time(lang, when),
        },
        Kept::NotYet => Shell::Saving,
        Kept::Never => Shell::NotKept,
    };
    html! { <span class="c-header__saved">{ t(lang, &words) }</span> }
}

/// The app and the environment that the draft would go to.
#[component]
fn Where() -> Html {
    let lang = use_lang();
    let Some(composer) = use_composer() else {
        return Html::default();
    };
    let destination = &composer.destination;
    if destination.app_id.is_empty() {
        return Html::default();
    }
    html! {
        <span class="c-header__where">
            <span class="c-header__app"><span class="u-hidden">{ t(lang, &Shell::App) }{ ": " }</span>{ destination.app_name.clone() }</span>
            <EnvironmentBadge environment={destination.environment} label={t(lang, &shell::environment(destination.environment))} />
        </span>
    }
}

/// Undo and redo, named after what they would change.
#[component]
fn UndoRedo() -> Html {
    let lang = use_lang();
    let Some(composer) = use_composer() else {
        return Html::default();
    };
    let what = |change: Option<crate::state::history::Change>| {
        change
            .map(|change| composer::change(change, |word| t(lang, &word).to_string()))
            .unwrap_or_default()
    };
    let (undo, redo) = (composer.history.undo_label(), composer.history.redo_label());
    let press = |action: ComposerAction| {
        let dispatcher = composer.dispatcher();
        Callback::from(move |()| dispatcher.dispatch(action.clone()))
    };
    let state = |possible: bool| {
        if possible {
            ButtonState::Ready
        } else {
            ButtonState::Disabled
        }
    };
    html! {
        <span class="c-header__group">
            <IconButton glyph={Glyph::Undo} name={t(lang, &Shell::Undo { what: what(undo) })} state={state(undo.is_some())} on_press={press(ComposerAction::Undo)} testid="undo" />
            <IconButton glyph={Glyph::Undo} class="c-header__redo" name={t(lang, &Shell::Redo { what: what(redo) })} state={state(redo.is_some())} on_press={press(ComposerAction::Redo)} testid="redo" />
        </span>
    }
}

/// Language and theme.
#[component]
fn Choices() -> Html {
    let lang = use_lang();
    let Some(preferences) = use_preferences() else {
        return Html::default();
    };
    let (glyph, name) = match preferences.theme {
        Theme::Light => (Glyph::Moon, Shell::ThemeDark),
        Theme::Dark => (Glyph::Sun, Shell::ThemeLight),
    };
    let set_theme = preferences.set_theme.reform({
        let theme = preferences.theme;
        move |()| theme.other()
    });
    let set_lang = preferences
        .set_lang
        .reform(move |_: MouseEvent| lang.other());
    html! {
        <span class="c-header__group">
            <button type="button" class="c-button c-button--quiet c-header__language" lang={lang.other().tag()} aria-label={t(lang, &Shell::SwitchLanguage)} data-testid="language-toggle" onclick={set_lang}>
                { t(lang, &Shell::OtherLanguage) }
            </button>
            <IconButton {glyph} name={t(lang, &name)} on_press={set_theme} testid="theme-toggle" />
        </span>
    }
}
