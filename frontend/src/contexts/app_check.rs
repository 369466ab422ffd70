//! The check of the draft against the app's own files: a worker does it, which runs while there is something to check against.

use std::cell::RefCell;
use std::rc::Rc;

use payload::Document;
use yew::prelude::*;

use super::{ProviderProps, use_composer};
use crate::infra::storage::{self, keys};
use crate::infra::timer::Timeout;
use crate::infra::worker::Worker;
use crate::state::{AppAction, AppCheck, ComposerAction, app_check};

/// How long typing must rest before the draft is checked.
const QUIET_MS: u32 = 120;

/// The app's files and their dispatcher.
pub type AppCheckContext = UseReducerHandle<AppCheck>;

/// The app's files; `None` outside the provider.
#[hook]
pub fn use_app_check() -> Option<AppCheckContext> {
    use_context()
}

/// The worker that runs, and the revision of the files that it has read.
type Desk = Rc<RefCell<Option<(Worker, u32)>>>;

/// Provides the [`AppCheckContext`].
#[component]
pub fn AppCheckProvider(props: &ProviderProps) -> Html {
    let app = use_reducer(|| {
        AppCheck::kept(
            storage::read(keys::APP_SWIFT),
            storage::read(keys::APP_SCHEMA),
        )
    });
    let desk: Desk = use_mut_ref(|| None);

    use_effect_with(app.swift.clone(), |swift| {
        // Without storage they are pasted again with the next visit.
        storage::write(keys::APP_SWIFT, swift);
    });
    use_effect_with(app.schema.clone(), |schema| {
        storage::write(keys::APP_SCHEMA, schema);
    });

    let composer = use_composer();
    let revision = composer.as_ref().map_or(0, |composer| composer.revision);
    use_effect_with((app.revision, revision), {
        let app = app.clone();
        move |_| {
            let timer = composer.and_then(|composer| {
                let found = {
                    let (dispatcher, app) = (composer.dispatcher(), app.clone());
                    Callback::from(move |answer: Document| {
                        let result = answer.node("/result");
                        let findings = result.map(app_check::findings).unwrap_or_default();
                        dispatcher.dispatch(ComposerAction::AppFindings { revision, findings });
                        if result.is_none() && !app.is_empty() {
                            // The worker ended, or there is none.
                            app.dispatch(AppAction::Learned(app.revision, answer));
                        }
                    })
                };
                if app.is_empty() {
                    desk.take();
                    found.emit(Document::default());
                    return None;
                }
                Some(Timeout::new(QUIET_MS, move || {
                    read_files(&desk, &app);
                    let job = app_check::check_job(&composer.draft);
                    match (&*desk.borrow(), job) {
                        (Some((worker, _)), Some(job)) => worker.post(&job, &[], found),
                        _ => found.emit(Document::default()),
                    }
                }))
            });
            move || drop(timer)
        }
    });

    yew::provide(app, props.children.clone())
}

/// Starts the worker where there is none, and lets it read the files that it does not know yet.
fn read_files(desk: &Desk, app: &AppCheckContext) {
    let mut desk = desk.borrow_mut();
    if app.known.failed {
        *desk = None;
    }
    let learned = {
        let (dispatcher, revision) = (app.dispatcher(), app.revision);
        Callback::from(move |answer| dispatcher.dispatch(AppAction::Learned(revision, answer)))
    };
    let worker = match desk.take() {
        Some((worker, read)) if read == app.revision => {
            *desk = Some((worker, read));
            return;
        }
        Some((worker, _)) => worker,
        None => match Worker::start() {
            Some(worker) => worker,
            None => return,
        },
    };
    let files: Vec<_> = app
        .files
        .iter()
        .map(|file| Rc::clone(&file.bytes))
        .collect();
    worker.post(&app.job(), &files, learned);
    *desk = Some((worker, app.revision));
}
