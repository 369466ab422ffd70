//! The one task that moves between ledger and gateway: commit, then send; hear the answer, commit it, then tell.
//!
//! It ticks at once when a person waits (woken, a test push answered, or nothing left to batch with), and about every
//! ten milliseconds while a campaign runs. While a commit is under way, answers gather for the next one.
//!
//! It is crash-only: after the first error of the ledger it sends nothing more, tells [`Engine::failed`], and the process
//! is expected to end. What was in flight is found and listed by [`Ledger::recover`] at the next start.

mod jobs;
mod run;

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, broadcast, watch};
use tokio::task::JoinHandle;

use crate::{Clock, Gateway, Ledger, LedgerError, Progress, Recovered, Settled};

/// How the engine is set.
#[derive(Clone)]
pub struct Options {
    /// The time that the ledger is told.
    pub clock: Clock,
    /// The least time between two commits while nobody waits for one.
    pub tick: Duration,
    /// The most recipients of test pushes that have an intent and no answer. A window is at least one chunk wide.
    pub test_window: usize,
    /// The most recipients of campaigns that have an intent and no answer: what a crash can make unknown.
    pub campaign_window: usize,
    /// How long an answer is waited for before the recipient counts as unknown. The transports have shorter limits of
    /// their own; this one is for a transport that hangs.
    pub patience: Duration,
    /// How long [`Engine::drain`] waits for answers that are still out.
    pub drain_patience: Duration,
    /// Draws a random number from 0 to 1 for each backoff of a campaign.
    pub jitter: Arc<dyn Fn() -> f64 + Send + Sync>,
    /// How many settled recipients, or steps of test pushes, a slow listener may lag behind before it loses some.
    pub backlog: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            clock: Clock::system(),
            tick: Duration::from_millis(10),
            test_window: 250,
            campaign_window: 2000,
            patience: Duration::from_mins(1),
            drain_patience: Duration::from_secs(10),
            jitter: Arc::new(rand::random::<f64>),
            backlog: 4096,
        }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("tick", &self.tick)
            .field("test_window", &self.test_window)
            .field("campaign_window", &self.campaign_window)
            .field("patience", &self.patience)
            .finish_non_exhaustive()
    }
}

/// The sending engine. Dropping it stops it as a crash would; [`Engine::drain`] stops it in order.
#[derive(Debug)]
pub struct Engine {
    wake: Arc<Notify>,
    drain: watch::Sender<bool>,
    settled: broadcast::Sender<Settled>,
    progress: broadcast::Sender<Progress>,
    /// `None` while it runs.
    ended: watch::Receiver<Option<Ending>>,
    recovered: Recovered,
    task: JoinHandle<()>,
}

/// How the engine ended.
type Ending = Result<(), LedgerError>;

impl Engine {
    /// Declares unknown what a crash has left, then begins to send.
    pub async fn start(
        ledger: Arc<dyn Ledger>,
        gateway: Arc<dyn Gateway>,
        options: Options,
    ) -> Result<Self, LedgerError> {
        let recovered = ledger.recover(options.clock.now_ms()).await?;
        if !recovered.unknown.is_empty() || recovered.waiting > 0 {
            tracing::warn!(
                unknown = recovered.unknown.len(),
                resent = recovered.resent,
                waiting = recovered.waiting,
                "the relay stopped while pushes were in flight"
            );
        }
        let wake = Arc::new(Notify::new());
        let (drain, drain_receiver) = watch::channel(false);
        let (settled, _) = broadcast::channel(options.backlog);
        let (progress, _) = broadcast::channel(options.backlog);
        let (end, ended) = watch::channel(None);
        let run = run::Run::new(
            ledger,
            gateway,
            options,
            Arc::clone(&wake),
            drain_receiver,
            run::Tellers {
                settled: settled.clone(),
                progress: progress.clone(),
            },
        );
        let task = tokio::spawn(async move {
            let ending = run.until_drained().await;
            if let Err(error) = &ending {
                tracing::error!(%error, source = ?error.source(), "the delivery ledger failed; nothing more is sent");
            }
            end.send_replace(Some(ending));
        });
        Ok(Self {
            wake,
            drain,
            settled,
            progress,
            ended,
            recovered,
            task,
        })
    }

    /// Says that the ledger holds something new to send. Costs nothing when it does not.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Recipients whose outcome is committed, from now on.
    pub fn settled(&self) -> broadcast::Receiver<Settled> {
        self.settled.subscribe()
    }

    /// Steps of test pushes on the way to their outcome, each after its commit, from now on.
    pub fn progress(&self) -> broadcast::Receiver<Progress> {
        self.progress.subscribe()
    }

    /// What the start has found.
    pub fn recovered(&self) -> &Recovered {
        &self.recovered
    }

    /// Whether it still sends.
    pub fn is_running(&self) -> bool {
        self.ended.borrow().is_none()
    }

    /// Resolves when the ledger has failed, and never otherwise. The process should end then, with an exit code of its own.
    pub async fn failed(&self) -> LedgerError {
        match self.end().await {
            Err(error) => error,
            Ok(()) => std::future::pending().await,
        }
    }

    /// Claims nothing more, waits for the answers that are out, commits them, and gives back what was claimed and not sent.
    ///
    /// What is not answered within [`Options::drain_patience`] is committed as unknown.
    pub async fn drain(&self) -> Result<(), LedgerError> {
        self.drain.send_replace(true);
        self.end().await
    }

    async fn end(&self) -> Ending {
        let mut ended = self.ended.clone();
        let ending = ended.wait_for(Option::is_some).await;
        match ending {
            Ok(ending) => ending.clone().unwrap_or(Ok(())),
            Err(_) => Err(LedgerError::Corrupt {
                what: "the engine's task panicked".to_owned(),
            }),
        }
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.task.abort();
    }
}
