//! The relay as a value: everything that a request needs. Whoever holds an [`App`] holds the whole relay without its socket.

pub(crate) mod private;
mod pump;

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use delivery::{Clock, Engine, LedgerError};
use store::Store;
use tokio::task::AbortHandle;

use crate::assets::Assets;
use crate::config::{Config, Demo as WithDemo};
use crate::cookie::SessionCookie;
use crate::demo::{self, Demo};
use crate::error::ServerError;
use crate::home::Home;
use crate::hub::Hub;
use crate::lanes::Lanes;
use crate::limiter::Limiter;
use crate::secret::Secret;

/// The relay. Cheap to clone; all clones are the same relay.
#[derive(Clone)]
pub struct App(Arc<Parts>);

struct Parts {
    config: Config,
    clock: Clock,
    store: Store,
    home: Home,
    lanes: Lanes,
    engine: Engine,
    demo: Option<Demo>,
    hub: Arc<Hub>,
    assets: Assets,
    cookie: SessionCookie,
    sends: Limiter<String>,
    sign_ins: Limiter<Option<IpAddr>>,
    pumps: Vec<AbortHandle>,
}

impl App {
    /// Opens what is remembered, takes up the ledger where it was left, and starts the demo's simulator if there is to be one.
    pub async fn start(config: Config, assets: Assets, clock: Clock) -> Result<Self, ServerError> {
        let store = open(&config, &clock).await?;
        let home = Home::ensure(&store).await?;
        let mut lanes = Lanes::default();
        let demo = match config.demo {
            WithDemo::On => Some(demo::start(&store, &home, &clock, &mut lanes).await?),
            WithDemo::Off => None,
        };
        let options = delivery::Options {
            clock: clock.clone(),
            drain_patience: config.limits.drain,
            ..delivery::Options::default()
        };
        let engine =
            Engine::start(Arc::new(store.clone()), Arc::new(lanes.clone()), options).await?;

        let hub = Arc::new(Hub::default());
        let mut pumps = vec![pump::pushes(&engine, store.clone(), hub.clone())];
        if let Some(demo) = &demo {
            pumps.push(pump::deliveries(
                demo,
                store.clone(),
                hub.clone(),
                clock.clone(),
            ));
        }
        Ok(Self(Arc::new(Parts {
            cookie: SessionCookie::new(config.bind.is_https()),
            sends: Limiter::new(config.limits.sends_per_minute),
            sign_ins: Limiter::new(config.limits.sign_ins_per_minute),
            config,
            clock,
            store,
            home,
            lanes,
            engine,
            demo,
            hub,
            assets,
            pumps,
        })))
    }

    /// Makes a sign-in link's token, which works once and for the configured time. To be printed, never to be logged.
    pub async fn mint_sign_in(&self) -> Result<Secret, ServerError> {
        let token = Secret::mint();
        let ends_at = self
            .clock()
            .now_ms()
            .saturating_add(millis(self.config().session.link));
        self.store()
            .sessions()
            .issue_sign_in(token.hash(), &self.0.home.person_id, ends_at)
            .await?;
        Ok(token)
    }

    /// Says that the relay is going away: it is not ready anymore, and event streams end.
    pub fn begin_stop(&self) {
        self.0.hub.close();
    }

    /// Waits for the answers that are still out, commits them, and closes what is open; for so long and not much longer.
    ///
    /// An error means that the ledger has failed, now or before.
    pub async fn drain(&self, patience: Duration) -> Result<(), LedgerError> {
        // The engine has the same patience; the margin lets it commit what it then declares unknown.
        let within = patience + Duration::from_secs(2);
        let drained = tokio::time::timeout(within, self.0.engine.drain())
            .await
            .unwrap_or_else(|_| {
                tracing::error!(
                    "pushes in flight could not be settled; the next start lists them as unknown"
                );
                Ok(())
            });
        for pump in &self.0.pumps {
            pump.abort();
        }
        if let Some(demo) = &self.0.demo {
            demo.stop().await;
        }
        self.0.store.close().await;
        drained
    }

    /// Resolves when the ledger has failed. The process must end then: it can no longer say what it has promised.
    pub async fn failed(&self) -> LedgerError {
        self.0.engine.failed().await
    }

    /// What the operator chose.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// The time.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// What is remembered.
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// What sends.
    pub fn engine(&self) -> &Engine {
        &self.0.engine
    }

    /// The ways to Apple and its stand-in.
    pub fn lanes(&self) -> &Lanes {
        &self.0.lanes
    }

    /// The simulator, where there is one.
    pub fn demo(&self) -> Option<&Demo> {
        self.0.demo.as_ref()
    }

    /// Who is listening.
    pub fn hub(&self) -> &Hub {
        &self.0.hub
    }

    /// The page.
    pub fn assets(&self) -> &Assets {
        &self.0.assets
    }

    /// How the session cookie is named and flagged.
    pub fn cookie(&self) -> SessionCookie {
        self.0.cookie
    }

    /// The allowance of pushes, by workspace.
    pub(crate) fn sends(&self) -> &Limiter<String> {
        &self.0.sends
    }

    /// The allowance of sign-ins, by stranger.
    pub(crate) fn sign_ins(&self) -> &Limiter<Option<IpAddr>> {
        &self.0.sign_ins
    }
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("App")
    }
}

/// A duration as the store counts time.
pub(crate) fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

async fn open(config: &Config, clock: &Clock) -> Result<Store, ServerError> {
    let folder = &config.data.path;
    let database = config.data.database();
    private::folder(folder)
        .and_then(|()| private::database(&database))
        .map_err(|source| ServerError::DataFolder {
            path: folder.clone(),
            source,
        })?;
    let store = Store::open(&database, clock.clone()).await?;
    let forgotten = store.sessions().sweep(clock.now_ms()).await?;
    tracing::debug!(forgotten, "swept sessions and sign-in links that had ended");
    Ok(store)
}
