//! A push and what became of it, in the words and lights of the result card.

use std::rc::Rc;

use api::{Outcome, Push};
use client::ClientError;
use payload::{Environment, Reason};
use yew::prelude::*;

use crate::components::badge::Tone;
use crate::components::result_card::RuleLink;
use crate::components::{Banner, ResultCard, ResultState, Step, StepState, Steps};
use crate::i18n::home::Home;
use crate::i18n::wording::{Wording, use_wording};
use crate::i18n::{Lang, errors, t, use_lang};
use crate::infra::clock;

/// Microseconds as people read them: `0.3 ms`, `41 ms`.
pub fn duration(us: u64) -> String {
    if us < 10_000 {
        format!("{}.{} ms", us / 1000, us % 1000 / 100)
    } else {
        format!("{} ms", us / 1000)
    }
}

/// What became of a push, for the card.
pub fn state_of(lang: Lang, wording: &Wording, push: &Push) -> ResultState {
    match &push.outcome {
        Outcome::Pending => ResultState::Pending,
        Outcome::Waiting {
            status,
            reason,
            attempts,
            next_attempt_at,
        } => {
            let known = status.map(|_| Reason::from_wire(reason));
            ResultState::Waiting {
                status: *status,
                reason: reason.clone().into(),
                cause: match &known {
                    Some(known) => wording.cause(known),
                    None => reason.clone().into(),
                },
                remedy: known.map(|known| wording.cure(&known)).unwrap_or_default(),
                next: clock::time_with_seconds(lang, clock::from_wire(*next_attempt_at)).into(),
                attempt: attempts.saturating_add(1),
            }
        }
        Outcome::Accepted {
            apns_id,
            apns_unique_id,
        } => ResultState::Accepted {
            apns_id: apns_id.clone().into(),
            unique_id: apns_unique_id.clone().map(AttrValue::from),
        },
        Outcome::Rejected { status, reason, .. } => {
            let known = Reason::from_wire(reason);
            ResultState::Rejected {
                status: *status,
                reason: reason.clone().into(),
                cause: wording.cause(&known),
                remedy: wording.cure(&known),
            }
        }
        Outcome::Unknown { cause } => ResultState::Unknown { cause: *cause },
        Outcome::GaveUp { detail } => ResultState::GaveUp {
            detail: detail.clone().into(),
        },
        Outcome::Cancelled => ResultState::Cancelled,
    }
}

/// The rule that would have caught a rejection.
fn rule_of(wording: &Wording, push: &Push) -> Option<RuleLink> {
    let Outcome::Rejected { reason, .. } = &push.outcome else {
        return None;
    };
    let code = *Reason::from_wire(reason).caught_by().first()?;
    Some(RuleLink {
        code: code.as_str().into(),
        title: wording.title(code),
        href: wording.apple(code),
    })
}

/// The four steps. Without a push they wait, or the first is under way.
pub fn steps_of(lang: Lang, push: Option<&Push>, sending: bool) -> Vec<Step> {
    let steps = push.map(|push| push.steps).unwrap_or_default();
    let outcome = push.map(|push| &push.outcome);
    let settled = outcome.is_some_and(Outcome::is_settled);
    let accepted = matches!(outcome, Some(Outcome::Accepted { .. }));
    let under_way = sending || (push.is_some() && !settled);
    let reports_back = push.is_none_or(|push| push.environment == Environment::Simulator);

    let answer = match outcome {
        Some(Outcome::Accepted { apns_id, .. }) => Home::AcceptedDetail {
            apns_id: apns_id.clone(),
        },
        Some(
            Outcome::Rejected { status, reason, .. }
            | Outcome::Waiting {
                status: Some(status),
                reason,
                ..
            },
        ) => Home::RejectedDetail {
            status: *status,
            reason: reason.clone(),
        },
        Some(Outcome::Unknown { .. } | Outcome::GaveUp { .. }) => Home::UnknownDetail,
        None
        | Some(Outcome::Pending | Outcome::Waiting { status: None, .. } | Outcome::Cancelled) => {
            Home::AnswerDetail
        }
    };
    let shown = match (accepted, settled, reports_back) {
        (_, true, _) if !accepted => Home::NotDisplayed,
        (true, _, false) => Home::RealDevice,
        _ => Home::DisplayedDetail,
    };
    let light = |us: Option<u64>, failed: bool| match (us, failed, under_way) {
        (_, true, _) => StepState::Failed,
        (Some(_), ..) => StepState::Done,
        (None, _, true) => StepState::Active,
        (None, ..) => StepState::Waiting,
    };
    let rows = [
        (
            "step-validated",
            Home::Validated,
            Home::ValidatedDetail,
            steps.validated_us,
            light(steps.validated_us, false),
        ),
        (
            "step-signed",
            Home::Signed,
            Home::SignedDetail,
            steps.signed_us,
            light(steps.signed_us, false),
        ),
        (
            "step-accepted",
            Home::Accepted,
            answer,
            steps.answered_us,
            // An answer is not an acceptance: while Apple says "not now", there is one, with its time.
            light(accepted.then_some(0), settled && !accepted),
        ),
        (
            "step-displayed",
            Home::Displayed,
            shown,
            steps.displayed_us,
            light(steps.displayed_us, false),
        ),
    ];
    let mut before_done = true;
    rows.into_iter()
        .map(|(testid, label, detail, us, state)| {
            // Only the first step that is not done is under way.
            let state = if state == StepState::Active && !before_done {
                StepState::Waiting
            } else {
                state
            };
            before_done = state == StepState::Done;
            Step {
                testid: testid.into(),
                label: t(lang, &label),
                state,
                state_label: t(lang, &state_word(state)),
                detail: t(lang, &detail),
                time: us
                    .map(|us| AttrValue::from(duration(us)))
                    .unwrap_or_default(),
            }
        })
        .collect()
}

/// How far a step is, in words.
const fn state_word(state: StepState) -> Home {
    match state {
        StepState::Waiting => Home::StepWaiting,
        StepState::Active => Home::StepActive,
        StepState::Done => Home::StepDone,
        StepState::Failed => Home::StepFailed,
    }
}

/// Properties of [`PushResult`].
#[derive(Clone, PartialEq, Properties)]
pub struct PushResultProps {
    /// The push.
    pub push: Rc<Push>,
    /// Name of the device.
    #[prop_or_default]
    pub device: AttrValue,
    /// Buttons at the foot.
    #[prop_or_default]
    pub action: Html,
    /// Whether the four steps are on the card, too.
    #[prop_or(true)]
    pub with_steps: bool,
    /// Id of the heading.
    #[prop_or_default]
    pub heading_id: Option<AttrValue>,
}

/// The card of a push: sentence, steps, proof.
#[component]
pub fn PushResult(props: &PushResultProps) -> Html {
    let (lang, wording) = (use_lang(), use_wording());
    let push = &props.push;
    let sent_at = clock::day_and_time(lang, clock::from_wire(push.created_at));
    html! {
        <ResultCard
            state={state_of(lang, &wording, push)}
            environment={push.environment}
            device={props.device.clone()}
            sent_at={sent_at}
            rule={rule_of(&wording, push)}
            action={props.action.clone()}
            heading_id={props.heading_id.clone()}
        >
            if props.with_steps {
                <Steps label={t(lang, &Home::StepsLabel)} steps={steps_of(lang, Some(push), false)} />
            }
        </ResultCard>
    }
}

/// Properties of [`SendFailed`].
#[derive(Clone, PartialEq, Properties)]
pub struct SendFailedProps {
    /// Why.
    pub error: Rc<ClientError>,
    /// Buttons beside it.
    #[prop_or_default]
    pub action: Html,
}

/// A push that the relay did not take, or did not say that it took.
#[component]
pub fn SendFailed(props: &SendFailedProps) -> Html {
    let lang = use_lang();
    let error = &*props.error;
    html! {
        <Banner tone={Tone::Danger} title={t(lang, &errors::title(error))} action={props.action.clone()}>
            { t(lang, &errors::client(error)) }
            if let Some(request) = errors::request(error) {
                { " " }<code>{ t(lang, &request) }</code>
            }
        </Banner>
    }
}

#[cfg(test)]
mod tests {
    use api::{Steps as Times, UnknownCause};
    use payload::DraftHeaders;

    use super::*;

    fn lights(outcome: Outcome, steps: Times) -> Vec<StepState> {
        let push = Push {
            id: String::new(),
            app_id: String::new(),
            device_id: String::new(),
            environment: Environment::Simulator,
            created_at: 0,
            headers: DraftHeaders::default(),
            payload: String::new(),
            outcome,
            steps,
        };
        steps_of(Lang::En, Some(&push), false)
            .into_iter()
            .map(|step| step.state)
            .collect()
    }

    #[test]
    fn steps_light_up_one_after_the_other() {
        use StepState::{Active, Done, Waiting};
        let steps = Times {
            validated_us: Some(300),
            ..Times::default()
        };
        assert_eq!(
            lights(Outcome::Pending, steps),
            [Done, Active, Waiting, Waiting]
        );
    }

    #[test]
    fn a_refusal_fails_the_third_step_and_nothing_is_displayed() {
        use StepState::{Done, Failed, Waiting};
        let steps = Times {
            validated_us: Some(300),
            signed_us: Some(900),
            answered_us: Some(4000),
            ..Times::default()
        };
        let rejected = Outcome::Rejected {
            status: 410,
            reason: "Unregistered".to_owned(),
            timestamp: None,
        };
        assert_eq!(lights(rejected, steps), [Done, Done, Failed, Waiting]);
        assert_eq!(
            lights(
                Outcome::Unknown {
                    cause: UnknownCause::NoAnswer
                },
                Times {
                    answered_us: None,
                    ..steps
                }
            ),
            [Done, Done, Failed, Waiting]
        );
    }

    #[test]
    fn not_now_is_no_acceptance() {
        use StepState::{Active, Done, Waiting};
        let steps = Times {
            validated_us: Some(300),
            signed_us: Some(900),
            answered_us: Some(4000),
            ..Times::default()
        };
        let waiting = Outcome::Waiting {
            status: Some(429),
            reason: "TooManyRequests".to_owned(),
            attempts: 1,
            next_attempt_at: 7,
        };
        assert_eq!(lights(waiting, steps), [Done, Done, Active, Waiting]);
        assert_eq!(
            lights(Outcome::Pending, steps),
            [Done, Done, Active, Waiting],
            "nor while the next attempt is on the wire"
        );
    }

    #[test]
    fn an_answer_without_its_time_is_still_an_answer() {
        let accepted = Outcome::Accepted {
            apns_id: "x".to_owned(),
            apns_unique_id: None,
        };
        assert_eq!(
            lights(
                accepted,
                Times {
                    validated_us: Some(1),
                    signed_us: Some(2),
                    ..Times::default()
                }
            )
            .get(2),
            Some(&StepState::Done)
        );
    }

    #[test]
    fn times_are_short() {
        assert_eq!(
            [340, 999, 12_345].map(duration),
            ["0.3 ms", "0.9 ms", "12 ms"]
        );
    }
}
