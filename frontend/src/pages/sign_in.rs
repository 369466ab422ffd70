//! What stands where something needs a session and there is none: why, and how to get one.

use client::ClientError;
use yew::prelude::*;

use crate::components::shell::PageLink;
use crate::components::{Button, ButtonLook, Card, CopyButton, Skeleton};
use crate::contexts::{SessionState, use_session};
use crate::i18n::shell::Shell;
use crate::i18n::{t, use_lang};
use crate::route::Route;

/// The command that prints a link.
const COMMAND: &str = "cargo xtask run";

/// Why nobody is signed in, and the remedy. Nothing when somebody is.
#[component]
pub fn SignInNotice() -> Html {
    let lang = use_lang();
    let session = use_session();
    let retry = html! { <Button look={ButtonLook::Primary} on_press={session.refresh.clone()}>{ t(lang, &Shell::TryAgain) }</Button> };
    let (title, text, command) = match &session.state {
        SessionState::SignedIn(_) => return Html::default(),
        SessionState::Loading => {
            return html! { <div aria-busy="true"><Skeleton count={3} /><span class="u-hidden" role="status">{ t(lang, &Shell::Loading) }</span></div> };
        }
        SessionState::SignedOut { link_spent: true } => {
            (Shell::LinkSpentTitle, Shell::LinkSpentText, true)
        }
        SessionState::SignedOut { link_spent: false } => {
            (Shell::SignedOutTitle, Shell::SignedOutText, true)
        }
        SessionState::Failed(error) if matches!(**error, ClientError::Offline(_)) => {
            (Shell::OfflineTitle, Shell::OfflineText, false)
        }
        SessionState::Failed(_) => (Shell::ForeignTitle, Shell::ForeignText, false),
    };
    html! {
        <Card title={t(lang, &title)} lead={t(lang, &text)} class="p-signin" testid="sign-in-notice">
            if command {
                <p>{ t(lang, &Shell::SignedOutHow) }</p>
                <p class="p-signin__command">
                    <code>{ COMMAND }</code>
                    <CopyButton text={COMMAND} name={t(lang, &Shell::CopyCommand)} done={t(lang, &Shell::Copied)} />
                </p>
                <p>{ t(lang, &Shell::SignedOutThen) }</p>
            }
            <div class="l-row">
                { retry }
                <PageLink to={Route::Compose} class="c-button c-button--secondary">{ t(lang, &Shell::ComposeAnyway) }</PageLink>
            </div>
        </Card>
    }
}
