//! Who is signed in. The one-time token of the link is spent here and nowhere else.

use std::rc::Rc;

use api::{ErrorCode, Session};
use client::ClientError;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::ProviderProps;
use crate::infra::{fetch, sign_in};

/// Whether somebody is signed in.
#[derive(Clone, Debug, PartialEq)]
pub enum SessionState {
    /// Not known yet.
    Loading,
    /// Yes.
    SignedIn(Rc<Session>),
    /// No.
    SignedOut {
        /// A link was opened that does not work any more.
        link_spent: bool,
    },
    /// The relay gave no answer, or one that cannot be read.
    Failed(Rc<ClientError>),
}

impl SessionState {
    /// The session, when somebody is signed in.
    pub const fn session(&self) -> Option<&Rc<Session>> {
        match self {
            Self::SignedIn(session) => Some(session),
            Self::Loading | Self::SignedOut { .. } | Self::Failed(_) => None,
        }
    }

    /// What an answer of the relay means.
    pub fn of(answer: Result<Session, ClientError>) -> Self {
        match answer {
            Ok(session) => Self::SignedIn(Rc::new(session)),
            Err(ClientError::Problem(problem)) if problem.code == ErrorCode::SignedOut => {
                Self::SignedOut { link_spent: false }
            }
            Err(ClientError::Problem(problem)) if problem.code == ErrorCode::SignInLinkSpent => {
                Self::SignedOut { link_spent: true }
            }
            Err(error) => Self::Failed(Rc::new(error)),
        }
    }
}

/// The session, and how to ask for it again.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionContext {
    /// Whether somebody is signed in.
    pub state: SessionState,
    /// Asks again.
    pub refresh: Callback<()>,
    /// The relay said that the session ended.
    pub ended: Callback<()>,
}

/// The session; outside the provider it is still loading.
#[hook]
pub fn use_session() -> SessionContext {
    use_context().unwrap_or(SessionContext {
        state: SessionState::Loading,
        refresh: Callback::noop(),
        ended: Callback::noop(),
    })
}

/// Provides the [`SessionContext`].
#[component]
pub fn SessionProvider(props: &ProviderProps) -> Html {
    let state = use_state_eq(|| SessionState::Loading);
    use_effect_with((), {
        let state = state.setter();
        move |()| {
            let token = sign_in::take_token();
            spawn_local(async move { state.set(begin(token).await) });
        }
    });
    let refresh = use_callback(state.setter(), |(), state| {
        let state = state.clone();
        state.set(SessionState::Loading);
        spawn_local(async move { state.set(SessionState::of(fetch::relay().session().await)) });
    });
    let ended = use_callback(state.setter(), |(), state| {
        state.set(SessionState::SignedOut { link_spent: false });
    });
    let context = SessionContext {
        state: (*state).clone(),
        refresh,
        ended,
    };
    yew::provide(context, props.children.clone())
}

/// Signs in by the token, else asks who is signed in. A spent link does not matter to somebody who is signed in already.
async fn begin(token: Option<String>) -> SessionState {
    let relay = fetch::relay();
    let Some(token) = token else {
        return SessionState::of(relay.session().await);
    };
    let signed_in = SessionState::of(relay.sign_in(&token).await);
    if signed_in != (SessionState::SignedOut { link_spent: true }) {
        return signed_in;
    }
    match SessionState::of(relay.session().await) {
        SessionState::SignedIn(session) => SessionState::SignedIn(session),
        _ => signed_in,
    }
}

#[cfg(test)]
mod tests {
    use api::Problem;

    use super::*;

    fn refused(code: ErrorCode) -> SessionState {
        SessionState::of(Err(ClientError::Problem(Box::new(Problem {
            code,
            detail: String::new(),
            request_id: String::new(),
            findings: Vec::new(),
        }))))
    }

    #[test]
    fn a_refusal_says_why_nobody_is_signed_in() {
        assert_eq!(
            refused(ErrorCode::SignedOut),
            SessionState::SignedOut { link_spent: false }
        );
        assert_eq!(
            refused(ErrorCode::SignInLinkSpent),
            SessionState::SignedOut { link_spent: true }
        );
        assert!(matches!(
            refused(ErrorCode::Internal),
            SessionState::Failed(_)
        ));
    }
}
