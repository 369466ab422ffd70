//! The composer, kept in the browser: each change is saved after 400 ms of quiet, and read back when the page opens.

use std::rc::Rc;

use payload::Draft;
use yew::prelude::*;

use super::{ProviderProps, use_session};
use crate::i18n::{Lang, use_lang};
use crate::infra::storage::{self, keys};
use crate::infra::timer::Timeout;
use crate::infra::{clock, dom};
use crate::state::{Composer, ComposerAction, Destination, draft};

/// How long typing must rest before the draft is saved.
const QUIET_MS: u32 = 400;

/// The composer and its dispatcher.
pub type ComposerContext = UseReducerHandle<Composer>;

/// Whether the draft is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kept {
    /// Since this time (Unix milliseconds).
    Since(f64),
    /// Not yet: typing goes on.
    NotYet,
    /// The browser keeps nothing.
    Never,
}

/// The composer; `None` outside the provider.
#[hook]
pub fn use_composer() -> Option<ComposerContext> {
    use_context()
}

/// Whether the draft is kept.
#[hook]
pub fn use_kept() -> Kept {
    use_context().unwrap_or(Kept::NotYet)
}

/// Provides the [`ComposerContext`] and [`Kept`].
#[component]
pub fn ComposerProvider(props: &ProviderProps) -> Html {
    let lang = use_lang();
    let composer = use_reducer(move || {
        let kept = storage::read(keys::DRAFT)
            .as_deref()
            .and_then(draft::from_storage);
        Composer::new(kept.unwrap_or_else(|| draft::welcome(lang == Lang::Zh)))
    });
    let kept = use_state_eq(|| Kept::Since(clock::now_ms()));

    use_effect_with((Rc::clone(&composer.draft), composer.revision), {
        let kept = kept.setter();
        move |(now, revision)| {
            let waiting = (*revision > 0).then(|| {
                kept.set(Kept::NotYet);
                // Who closes the page while typing loses nothing.
                let leaving = Rc::clone(now);
                let leaving = dom::on_page_hide(move || {
                    keep(&leaving);
                });
                let now = Rc::clone(now);
                let timer = Timeout::new(QUIET_MS, move || {
                    kept.set(if keep(&now) {
                        Kept::Since(clock::now_ms())
                    } else {
                        Kept::Never
                    });
                });
                (timer, leaving)
            });
            move || drop(waiting)
        }
    });

    // An untouched welcome follows the language, because nobody wrote it.
    use_effect_with(lang, {
        let composer = composer.clone();
        move |lang| {
            if *composer.draft == draft::welcome(*lang != Lang::Zh) {
                composer.dispatch(ComposerAction::Load(draft::welcome(*lang == Lang::Zh)));
            }
        }
    });

    // The rules about dates are told the present, once a minute.
    let minute = (clock::use_now() / 60_000.0).floor() * 60.0;
    use_effect_with(minute, {
        let composer = composer.clone();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole seconds since 1970"
        )]
        move |minute| composer.dispatch(ComposerAction::Tick(*minute as u64))
    });

    // The first device is chosen until a person chooses another.
    let session = use_session().state.session().cloned();
    use_effect_with(session, {
        let composer = composer.clone();
        move |session| {
            let Some(session) = session else { return };
            let known = session
                .devices
                .iter()
                .any(|device| device.id == composer.destination.device_id);
            if !known
                && let Some(first) = session
                    .devices
                    .first()
                    .and_then(|device| destination(session, &device.id))
            {
                composer.dispatch(ComposerAction::ChooseDestination(first));
            }
        }
    });

    yew::provide(*kept, yew::provide(composer, props.children.clone()))
}

/// Keeps a draft in the browser. Says whether it is kept.
fn keep(draft: &Draft) -> bool {
    draft::to_storage(draft).is_some_and(|text| storage::write(keys::DRAFT, &text))
}

/// A device of the session as a destination.
pub fn destination(session: &api::Session, device_id: &str) -> Option<Destination> {
    let device = session
        .devices
        .iter()
        .find(|device| device.id == device_id)?;
    let app = session.apps.iter().find(|app| app.id == device.app_id)?;
    Some(Destination {
        app_id: app.id.clone(),
        app_name: app.name.clone(),
        bundle_id: app.bundle_id.clone(),
        device_id: device.id.clone(),
        device_name: device.name.clone(),
        environment: device.environment,
        simulated: device.simulated,
    })
}
