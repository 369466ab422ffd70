//! The phone beside the draft: what it would look like, or what the simulated phone really got.

use yew::prelude::*;

use crate::components::{Choice, Segmented};
use crate::i18n::composer::Msg;
use crate::i18n::{t, use_lang};
use crate::pages::phones::{LivePhone, PreviewPhone};

/// What the phone shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ScreenKind {
    /// The draft, at every key.
    #[default]
    Preview,
    /// What arrived.
    Live,
}

/// Properties of [`Screen`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct ScreenProps {
    pub(super) kind: ScreenKind,
    pub(super) on_change: Callback<ScreenKind>,
}

/// The phone and its switch.
#[component]
pub(super) fn Screen(props: &ScreenProps) -> Html {
    let lang = use_lang();
    let choices = vec![
        Choice::new("preview", t(lang, &Msg::ScreenPreview)).testid("screen-preview"),
        Choice::new("live", t(lang, &Msg::ScreenLive)).testid("screen-live"),
    ];
    let (value, phone) = match props.kind {
        ScreenKind::Preview => ("preview", html! { <PreviewPhone /> }),
        ScreenKind::Live => ("live", html! { <LivePhone /> }),
    };
    let on_change = props.on_change.reform(|value: AttrValue| {
        if value == "live" {
            ScreenKind::Live
        } else {
            ScreenKind::Preview
        }
    });
    html! {
        <div class="p-screen">
            <Segmented id="screen" label={t(lang, &Msg::Screen)} {choices} {value} {on_change} />
            <div class="p-screen__phone">{ phone }</div>
        </div>
    }
}
