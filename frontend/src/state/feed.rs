//! What the relay tells without being asked, folded into what the page shows: pushes, and notifications on simulated phones.

use std::rc::Rc;

use api::{Displayed, Event, Outcome, Push, PushList, Steps};
use yew::Reducible;

/// How many pushes are kept; as many as the relay lists.
const PUSHES: usize = 100;
/// How many notifications are kept over all simulated phones.
const DISPLAYED: usize = 60;

/// A notification on a simulated phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What the phone got.
    pub displayed: Rc<Displayed>,
    /// Whether it arrived while the page was open; else it was there before.
    pub live: bool,
}

/// Pushes and notifications, newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// Pushes, newest first.
    pub pushes: Vec<Rc<Push>>,
    /// Notifications on simulated phones, newest first.
    pub displayed: Vec<Shown>,
    /// Whether the list was read at least once.
    pub loaded: bool,
    /// Whether the event stream is open.
    pub connected: bool,
}

/// What can happen to the feed.
#[derive(Clone, Debug, PartialEq)]
pub enum FeedAction {
    /// The list was read.
    Loaded(PushList),
    /// The relay took a push.
    Sent(Box<Push>),
    /// Something came over the event stream.
    Event(Event),
    /// The event stream opened or broke.
    Connected(bool),
}

impl Feed {
    /// One push.
    pub fn push(&self, id: &str) -> Option<&Rc<Push>> {
        self.pushes.iter().find(|push| push.id == id)
    }

    /// The notifications on one simulated phone, newest first.
    pub fn on_device(&self, device_id: &str) -> Vec<Shown> {
        self.displayed
            .iter()
            .filter(|shown| shown.displayed.device_id == device_id)
            .cloned()
            .collect()
    }

    fn with_push(&mut self, push: Push) {
        if let Some(known) = self.pushes.iter_mut().find(|known| known.id == push.id) {
            *known = Rc::new(newer(known, push));
            return;
        }
        let older = |known: &Rc<Push>| known.created_at < push.created_at;
        let at = self.pushes.iter().position(older);
        self.pushes
            .insert(at.unwrap_or(self.pushes.len()), Rc::new(push));
        self.pushes.truncate(PUSHES);
    }

    /// What was on the phones before the page was opened: only those notifications that no later one replaced.
    fn with_shown_before(&mut self, push: &Push) {
        let (device_id, collapse_id) = (&push.device_id, &push.headers.collapse_id);
        let known = self.displayed.iter().any(|known| {
            let known = &known.displayed;
            known.apns_id == push.id
                || (replaces(known, device_id, collapse_id) && known.at >= push.created_at)
        });
        if push.steps.displayed_us.is_none() || known {
            return;
        }
        self.displayed
            .retain(|known| !replaces(&known.displayed, device_id, collapse_id));
        let displayed = Rc::new(Displayed {
            apns_id: push.id.clone(),
            device_id: push.device_id.clone(),
            at: push.created_at,
            push_type: push.headers.push_type.clone(),
            collapse_id: Some(push.headers.collapse_id.clone()).filter(|id| !id.is_empty()),
            payload: push.payload.clone(),
        });
        // While the stream was broken a newer one may have come than those that are here.
        let older = |known: &Shown| known.displayed.at < displayed.at;
        let at = self.displayed.iter().position(older);
        let shown = Shown {
            displayed,
            live: false,
        };
        self.displayed
            .insert(at.unwrap_or(self.displayed.len()), shown);
        self.displayed.truncate(DISPLAYED);
    }

    fn with_displayed(&mut self, shown: Displayed) {
        let collapse_id = shown.collapse_id.clone().unwrap_or_default();
        self.displayed.retain(|known| {
            known.displayed.apns_id != shown.apns_id
                && !replaces(&known.displayed, &shown.device_id, &collapse_id)
        });
        let displayed = Rc::new(shown);
        self.displayed.insert(
            0,
            Shown {
                displayed,
                live: true,
            },
        );
        self.displayed.truncate(DISPLAYED);
    }
}

/// Whether a notification stands where one of this device with this collapse id would.
fn replaces(known: &Displayed, device_id: &str, collapse_id: &str) -> bool {
    known.device_id == device_id
        && !collapse_id.is_empty()
        && known.collapse_id.as_deref() == Some(collapse_id)
}

impl Reducible for Feed {
    type Action = FeedAction;

    fn reduce(self: Rc<Self>, action: FeedAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            FeedAction::Loaded(list) => {
                next.loaded = true;
                for push in list.pushes {
                    next.with_shown_before(&push);
                    next.with_push(push);
                }
            }
            FeedAction::Sent(push) | FeedAction::Event(Event::Push(push)) => next.with_push(*push),
            FeedAction::Event(Event::Displayed(shown))
                if !next
                    .displayed
                    .iter()
                    .any(|known| *known.displayed == *shown) =>
            {
                next.with_displayed(*shown);
            }
            FeedAction::Event(Event::Displayed(_) | Event::Lagged) => {}
            FeedAction::Connected(connected) => next.connected = connected,
        }
        if next == *self { self } else { Rc::new(next) }
    }
}

/// Of two states of one push what is known more: an answer and an event may overtake each other.
fn newer(known: &Push, push: Push) -> Push {
    let overtaken = known.outcome.is_settled() && !push.outcome.is_settled();
    // What waited is pending again once the intent of its next attempt is written.
    let tried_again = push.steps.written_us > known.steps.written_us;
    let outcome = if overtaken || (push.outcome == Outcome::Pending && !tried_again) {
        known.outcome.clone()
    } else {
        push.outcome
    };
    let steps = Steps {
        validated_us: push.steps.validated_us.or(known.steps.validated_us),
        written_us: push.steps.written_us.or(known.steps.written_us),
        signed_us: push.steps.signed_us.or(known.steps.signed_us),
        answered_us: push.steps.answered_us.or(known.steps.answered_us),
        displayed_us: push.steps.displayed_us.or(known.steps.displayed_us),
    };
    Push {
        outcome,
        steps,
        ..push
    }
}

#[cfg(test)]
mod tests {
    use payload::{DraftHeaders, Environment};

    use super::*;

    fn push(id: &str, created_at: i64, outcome: Outcome) -> Push {
        Push {
            id: id.to_owned(),
            app_id: "app".to_owned(),
            device_id: "device".to_owned(),
            environment: Environment::Simulator,
            created_at,
            headers: DraftHeaders::default(),
            payload: "{}".to_owned(),
            outcome,
            steps: Steps::default(),
        }
    }

    fn accepted() -> Outcome {
        Outcome::Accepted {
            apns_id: "x".to_owned(),
            apns_unique_id: None,
        }
    }

    fn shown(apns_id: &str, collapse_id: Option<&str>) -> FeedAction {
        FeedAction::Event(Event::Displayed(Box::new(Displayed {
            apns_id: apns_id.to_owned(),
            device_id: "device".to_owned(),
            at: 1,
            push_type: "alert".to_owned(),
            collapse_id: collapse_id.map(str::to_owned),
            payload: "{}".to_owned(),
        })))
    }

    fn after(actions: Vec<FeedAction>) -> Rc<Feed> {
        actions
            .into_iter()
            .fold(Rc::new(Feed::default()), Feed::reduce)
    }

    #[test]
    fn the_newest_push_is_first() {
        let feed = after(vec![
            FeedAction::Sent(Box::new(push("old", 1, Outcome::Pending))),
            FeedAction::Sent(Box::new(push("new", 2, Outcome::Pending))),
        ]);
        let ids: Vec<_> = feed.pushes.iter().map(|push| push.id.as_str()).collect();
        assert_eq!(ids, ["new", "old"]);
    }

    #[test]
    fn an_answer_that_comes_late_does_not_undo_the_event() {
        let mut event = push("a", 1, accepted());
        event.steps.displayed_us = Some(41);
        let feed = after(vec![
            FeedAction::Event(Event::Push(Box::new(event))),
            FeedAction::Sent(Box::new(push("a", 1, Outcome::Pending))),
        ]);
        let known = feed.push("a").unwrap();
        assert_eq!(
            (&known.outcome, known.steps.displayed_us),
            (&accepted(), Some(41))
        );
    }

    #[test]
    fn what_waits_is_pending_again_with_its_next_attempt_and_not_by_a_late_answer() {
        let at = |outcome, written_us| {
            let mut push = push("a", 1, outcome);
            push.steps.written_us = Some(written_us);
            FeedAction::Event(Event::Push(Box::new(push)))
        };
        let waiting = Outcome::Waiting {
            status: Some(429),
            reason: "TooManyRequests".to_owned(),
            attempts: 1,
            next_attempt_at: 7,
        };
        let feed = after(vec![at(waiting.clone(), 5), at(Outcome::Pending, 5)]);
        assert_eq!(feed.push("a").unwrap().outcome, waiting);
        let feed = after(vec![at(waiting, 5), at(Outcome::Pending, 9)]);
        assert_eq!(feed.push("a").unwrap().outcome, Outcome::Pending);
        let feed = after(vec![at(accepted(), 5), at(Outcome::Pending, 9)]);
        assert_eq!(feed.push("a").unwrap().outcome, accepted());
    }

    #[test]
    fn the_same_collapse_id_replaces_the_notification() {
        let feed = after(vec![
            shown("a", Some("c")),
            shown("b", None),
            shown("d", Some("c")),
        ]);
        let ids: Vec<_> = feed
            .on_device("device")
            .iter()
            .map(|shown| shown.displayed.apns_id.clone())
            .collect();
        assert_eq!(ids, ["d", "b"]);
    }

    #[test]
    fn the_same_event_twice_changes_nothing() {
        let feed = after(vec![shown("a", None)]);
        let again = Rc::clone(&feed).reduce(shown("a", None));
        assert!(Rc::ptr_eq(&feed, &again));
    }

    #[test]
    fn what_came_while_the_stream_was_broken_is_above_what_was_there() {
        let mut missed = push("missed", 5, accepted());
        missed.steps.displayed_us = Some(41);
        let list = PushList {
            pushes: vec![missed],
        };
        let feed = after(vec![shown("seen", None), FeedAction::Loaded(list)]);
        let ids: Vec<_> = feed
            .displayed
            .iter()
            .map(|it| it.displayed.apns_id.as_str())
            .collect();
        assert_eq!(ids, ["missed", "seen"]);
    }

    #[test]
    fn what_came_while_the_stream_was_broken_replaces_what_it_collapses_with() {
        let mut missed = push("missed", 5, accepted());
        missed.steps.displayed_us = Some(41);
        missed.headers.collapse_id = "c".to_owned();
        let list = PushList {
            pushes: vec![missed],
        };
        let feed = after(vec![shown("seen", Some("c")), FeedAction::Loaded(list)]);
        let ids: Vec<_> = feed
            .displayed
            .iter()
            .map(|it| it.displayed.apns_id.as_str())
            .collect();
        assert_eq!(ids, ["missed"]);
    }

    #[test]
    fn what_was_on_the_phone_before_is_there_again_but_does_not_arrive_again() {
        let mut earlier = push("a", 1, accepted());
        earlier.steps.displayed_us = Some(41);
        let list = PushList {
            pushes: vec![earlier, push("refused", 0, Outcome::Cancelled)],
        };
        let feed = after(vec![
            FeedAction::Loaded(list.clone()),
            FeedAction::Loaded(list),
        ]);
        let seen: Vec<_> = feed
            .displayed
            .iter()
            .map(|it| (it.displayed.apns_id.as_str(), it.live))
            .collect();
        assert_eq!(seen, [("a", false)]);
    }
}
