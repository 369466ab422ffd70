//! Sending the draft: one way for every button and for the keyboard, and what became of the last one.

use std::rc::Rc;

use api::{ErrorCode, SendRequest, SimulatorAnswer, SimulatorScript};
use client::ClientError;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{ProviderProps, use_checklist, use_composer, use_feed, use_session};
use crate::infra::{fetch, random};
use crate::state::checklist::{ChecklistAction, Item};
use crate::state::{Composer, Feed, FeedAction};

/// What became of the last attempt.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Attempt {
    /// There was none.
    #[default]
    None,
    /// Under way.
    Sending,
    /// The relay took it: id of the push.
    Taken(Rc<str>),
    /// The relay did not take it.
    Failed(Rc<ClientError>),
}

/// Sends the draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Sender {
    /// What became of the last attempt.
    pub attempt: Attempt,
    /// Sends the draft to its destination. A simulated phone first gets told what it shall answer.
    pub send: Callback<Option<SimulatorAnswer>>,
    /// Whether the simulator had been told what to answer.
    pub scripted: bool,
    /// Forgets the last attempt.
    pub clear: Callback<()>,
    /// Somebody tried to send what Apple would refuse, and has not put it right yet.
    pub refused: bool,
    /// Notes that somebody tried to.
    pub refuse: Callback<()>,
}

impl Sender {
    /// The push of the last attempt, when the relay took it.
    pub fn last_push(&self, feed: &Feed) -> Option<Rc<api::Push>> {
        match &self.attempt {
            Attempt::Taken(id) => feed.push(id).cloned(),
            Attempt::None | Attempt::Sending | Attempt::Failed(_) => None,
        }
    }
}

/// The sender; outside the provider it does nothing.
#[hook]
pub fn use_sender() -> Sender {
    use_context().unwrap_or(Sender {
        attempt: Attempt::None,
        send: Callback::noop(),
        scripted: false,
        clear: Callback::noop(),
        refused: false,
        refuse: Callback::noop(),
    })
}

/// Provides the [`Sender`].
#[component]
pub fn SenderProvider(props: &ProviderProps) -> Html {
    let attempt = use_state_eq(Attempt::default);
    let (composer, feed, checklist, session) =
        (use_composer(), use_feed(), use_checklist(), use_session());
    let refused = use_state_eq(|| false);
    let scripted = use_state_eq(|| false);
    use_effect_with(
        (
            composer
                .as_ref()
                .is_some_and(|composer| composer.is_blocked()),
            refused.setter(),
        ),
        |(blocked, refused)| {
            if !blocked {
                refused.set(false);
            }
        },
    );
    let refuse = use_callback(refused.setter(), |(), refused| refused.set(true));
    let title_at_last_send = use_mut_ref(|| None::<String>);
    let unanswered = use_mut_ref(|| None::<(SendRequest, String)>);
    let send = use_callback(
        (
            composer.clone(),
            feed,
            checklist,
            session.ended,
            (*attempt).clone(),
            attempt.setter(),
            scripted.setter(),
        ),
        move |answer: Option<SimulatorAnswer>,
              (composer, feed, checklist, ended, now, attempt, scripted)| {
            let (Some(composer), Some(feed), Some(checklist)) = (composer, feed, checklist) else {
                return;
            };
            if *now == Attempt::Sending || composer.destination.device_id.is_empty() {
                return;
            }
            let title = composer
                .document
                .string("/aps/alert/title")
                .unwrap_or_default()
                .to_owned();
            let retitled = title_at_last_send
                .borrow_mut()
                .replace(title.clone())
                .is_some_and(|before| before != title);
            let request = request(composer);
            // What got no answer may have been taken: with its key again it is not sent twice.
            let key = unanswered
                .borrow_mut()
                .take()
                .filter(|(before, _)| *before == request)
                .map_or_else(random::key, |(_, key)| key);
            let unanswered = Rc::clone(&unanswered);
            let (attempt, feed, checklist, ended) = (
                attempt.clone(),
                feed.dispatcher(),
                checklist.dispatcher(),
                ended.clone(),
            );
            attempt.set(Attempt::Sending);
            scripted.set(answer.is_some());
            spawn_local(async move {
                match deliver(&request, &key, answer).await {
                    Ok(push) => {
                        checklist.dispatch(ChecklistAction::Done(Item::Send));
                        if retitled {
                            checklist.dispatch(ChecklistAction::Done(Item::ChangeTitle));
                        }
                        attempt.set(Attempt::Taken(push.id.as_str().into()));
                        feed.dispatch(FeedAction::Sent(Box::new(push)));
                    }
                    Err(error) => {
                        if matches!(&error, ClientError::Problem(problem) if problem.code == ErrorCode::SignedOut)
                        {
                            ended.emit(());
                        }
                        if !matches!(error, ClientError::Problem(_)) {
                            unanswered.replace(Some((request, key)));
                        }
                        attempt.set(Attempt::Failed(Rc::new(error)));
                    }
                }
            });
        },
    );
    let clear = use_callback(attempt.setter(), |(), attempt| attempt.set(Attempt::None));
    let context = Sender {
        attempt: (*attempt).clone(),
        send,
        scripted: *scripted,
        clear,
        refused: *refused,
        refuse,
    };
    yew::provide(context, props.children.clone())
}

fn request(composer: &Composer) -> SendRequest {
    SendRequest {
        app_id: composer.destination.app_id.clone(),
        environment: composer.destination.environment,
        device_id: composer.destination.device_id.clone(),
        headers: composer.draft.headers.clone(),
        payload: composer.draft.text.clone(),
    }
}

async fn deliver(
    request: &SendRequest,
    key: &str,
    answer: Option<SimulatorAnswer>,
) -> Result<api::Push, ClientError> {
    let relay = fetch::relay();
    if let Some(answer) = answer {
        relay
            .script_simulator(&SimulatorScript {
                device_id: request.device_id.clone(),
                answer,
            })
            .await?;
    }
    relay.send_push(request, key).await
}
