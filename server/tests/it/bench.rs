//! A relay for one test: its own folder, a clock that can be moved, no socket.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use axum::Router;
use delivery::Clock;
use server::config::{Config, Source};
use server::{App, Assets, router};
use store::SecretHash;
use tempfile::TempDir;
use uuid::Uuid;

use crate::browser::Browser;

/// Long enough for a loaded machine; no test waits this long unless it fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// What is served as the page.
const PAGE: [(&str, &[u8]); 8] = [
    ("index.html", b"<!doctype html><title>Carillon</title>"),
    ("carillon-0a1b2c3d4e5f6789.js", b"plain script"),
    ("carillon-0a1b2c3d4e5f6789.js.br", b"brotli script"),
    ("carillon-0a1b2c3d4e5f6789.js.gz", b"gzip script"),
    ("carillon-0a1b2c3d4e5f6789_bg.wasm", b"module"),
    ("theme.js", b"unhashed"),
    ("favicon.svg", b"<svg/>"),
    ("manifest.webmanifest", b"{}"),
];

/// A relay for one test.
pub(crate) struct Bench {
    pub(crate) app: App,
    router: Router,
    folder: TempDir,
    ahead_us: Arc<AtomicI64>,
    /// As it is first used, so that a restart has the same.
    change: fn(&mut Config),
}

impl Bench {
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    pub(crate) async fn start_with(change: fn(&mut Config)) -> Self {
        let folder = TempDir::new().unwrap();
        Self::open(folder, Arc::default(), change, Assets::of(PAGE)).await
    }

    pub(crate) async fn without_page() -> Self {
        let folder = TempDir::new().unwrap();
        Self::open(folder, Arc::default(), |_| {}, Assets::of([])).await
    }

    async fn open(
        folder: TempDir,
        ahead_us: Arc<AtomicI64>,
        change: fn(&mut Config),
        assets: Assets,
    ) -> Self {
        let data = folder.path().join("data");
        let mut config =
            Config::read(Source::of([("CARILLON_DATA", data.to_str().unwrap())])).unwrap();
        change(&mut config);
        let clock = {
            let (system, ahead_us) = (Clock::system(), ahead_us.clone());
            Clock::new(move || system.now_us() + ahead_us.load(Ordering::SeqCst))
        };
        let app = App::start(config, assets, clock).await.unwrap();
        Self {
            router: router(app.clone()),
            app,
            folder,
            ahead_us,
            change,
        }
    }

    /// The same folder, in a new process as it were. What was in flight is not waited for.
    pub(crate) async fn restart(self) -> Self {
        self.app.begin_stop();
        self.app.drain(Duration::ZERO).await.unwrap();
        Self::open(self.folder, self.ahead_us, self.change, Assets::of(PAGE)).await
    }

    /// The same folder, started otherwise.
    pub(crate) async fn restart_with(mut self, change: fn(&mut Config)) -> Self {
        self.change = change;
        self.restart().await
    }

    /// The same folder, after what was in flight was left as it was: nothing is drained, nothing is closed.
    /// Whoever holds a browser or an event stream still holds the old relay.
    pub(crate) async fn crash(self) -> Self {
        drop((self.app, self.router));
        Self::open(self.folder, self.ahead_us, self.change, Assets::of(PAGE)).await
    }

    /// Makes time pass.
    pub(crate) fn pass(&self, time: Duration) {
        self.ahead_us
            .fetch_add(i64::try_from(time.as_micros()).unwrap(), Ordering::SeqCst);
    }

    /// A browser that nobody is signed in with.
    pub(crate) fn browser(&self) -> Browser {
        Browser::of(self.router.clone())
    }

    /// A browser of the first person.
    pub(crate) async fn signed_in(&self) -> Browser {
        let token = self.app.mint_sign_in().await.unwrap();
        self.browser().sign_in(token.expose()).await
    }

    /// A browser of somebody in another workspace, which has an app and a device of its own.
    pub(crate) async fn stranger(&self) -> Browser {
        let [workspace, person, token] = [(); 3].map(|()| Uuid::new_v4().to_string());
        let store = self.app.store();
        store
            .workspaces()
            .create(&workspace, "Elsewhere")
            .await
            .unwrap();
        store
            .people()
            .add(&person, &workspace, "Bob")
            .await
            .unwrap();
        store
            .sessions()
            .issue_sign_in(SecretHash::of(&token), &person, i64::MAX)
            .await
            .unwrap();
        self.browser().sign_in(&token).await
    }
}
