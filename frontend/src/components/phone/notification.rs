//! One notification on the lock screen.

use yew::prelude::*;

use super::{InterruptionLevel, PhoneNotification};
use crate::i18n::phone::Msg;
use crate::i18n::{t, use_lang};

/// Properties of [`NotificationCard`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct NotificationCardProps {
    /// The notification.
    pub(super) item: PhoneNotification,
}

/// One notification, laid out at the true width of the lock screen in points, so that lines break about where they do on a phone.
#[component]
pub(super) fn NotificationCard(props: &NotificationCardProps) -> Html {
    let lang = use_lang();
    let item = &props.item;
    let level = match item.level {
        InterruptionLevel::Passive | InterruptionLevel::Active => None,
        InterruptionLevel::TimeSensitive => Some(Msg::TimeSensitive),
        InterruptionLevel::Critical => Some(Msg::Critical),
    };
    let title = if item.title.is_empty() {
        &item.app_name
    } else {
        &item.title
    };
    html! {
        <div class={classes!("c-push", item.is_new.then_some("is-new"))}>
            <div class="c-push__card" data-testid="phone-notification" data-id={item.id.clone()}>
                <span class="c-app-icon" aria-hidden="true"></span>
                <div class="c-push__words">
                    if let Some(level) = level {
                        <p class="c-push__level">{ t(lang, &level) }</p>
                    }
                    <p class="c-push__head">
                        <bdi class="c-push__title">{ title.clone() }</bdi>
                        <span class="c-push__when">{ item.when.clone() }</span>
                    </p>
                    if !item.subtitle.is_empty() {
                        <p class="c-push__subtitle" dir="auto">{ item.subtitle.clone() }</p>
                    }
                    if !item.body.is_empty() {
                        <p class="c-push__body" dir="auto">{ item.body.clone() }</p>
                    }
                </div>
            </div>
        </div>
    }
}
