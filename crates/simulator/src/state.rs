//! What survives a restart, in one file: phones and tokens, what is stored for them, the delivery log, keys, channels.
//!
//! The certificates do not: they are made anew, so that no private key lies on a disk.
//!
//! The file is JSON, and replaced as a whole: whoever reads it finds the old state or the new one. A file that is damaged
//! is refused, and left as it is.

use crate::{
    KeySpec, SimulatorError,
    channels::Channel,
    phones::{Fleet, Memory},
    world::World,
};
use serde::{Deserialize, Serialize};
use std::{
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio::{sync::watch, task::spawn_blocking};

/// What the file says it is.
const FORMAT: &str = "apns-simulator state";
/// Changes when an older program could not read the file.
const VERSION: u32 = 1;

/// Why a file with a state was not used.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// The system refused.
    #[error("it cannot be read or written")]
    Io(#[source] io::Error),
    /// Not JSON, or not of the shape that it has to have.
    #[error("it is damaged; move it away to start without it")]
    Damaged(#[source] serde_json::Error),
    /// JSON of the right shape that contradicts itself.
    #[error("it is damaged ({0}); move it away to start without it")]
    Inconsistent(&'static str),
    /// Something else, or of another version.
    #[error("it is not a state of version {VERSION}, but {0}")]
    Other(String),
}

/// The first thing that is looked at.
#[derive(Deserialize)]
struct Label {
    #[serde(default)]
    format: String,
    #[serde(default)]
    version: u32,
}

#[derive(Serialize, Deserialize)]
struct State<F> {
    format: String,
    version: u32,
    keys: Vec<KeySpec>,
    channels: Vec<Channel>,
    phones: Memory<F>,
}

/// Takes up the state of an earlier run; there need not be one.
pub(crate) fn load(world: &World, path: &Path) -> Result<(), SimulatorError> {
    let failed = |problem| SimulatorError::State {
        path: path.to_owned(),
        problem,
    };
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(StateError::Io(error))),
    };
    let state = parse(&text).map_err(failed)?;
    for key in state.keys {
        world
            .keys
            .register(key)
            .map_err(|_| failed(StateError::Inconsistent("a key is none")))?;
    }
    for channel in state.channels {
        world.channels.put(channel);
    }
    world.phones.recall(state.phones);
    Ok(())
}

fn parse(text: &[u8]) -> Result<State<Fleet>, StateError> {
    let label: Label = serde_json::from_slice(text).map_err(StateError::Damaged)?;
    if label.format != FORMAT {
        return Err(StateError::Other("another kind of file".to_owned()));
    }
    if label.version != VERSION {
        return Err(StateError::Other(format!("of version {}", label.version)));
    }
    let state: State<Fleet> = serde_json::from_slice(text).map_err(StateError::Damaged)?;
    state
        .phones
        .fleet
        .check_soundness()
        .map_err(StateError::Inconsistent)?;
    Ok(state)
}

/// Writes the state after each change from now on, until the simulator stops.
pub(crate) fn keep(
    world: Arc<World>,
    path: PathBuf,
    mut stop: watch::Receiver<bool>,
) -> impl Future<Output = ()> {
    // Before the first poll, so that no change is missed.
    let mut changes = world.changes.subscribe();
    async move {
        loop {
            // A sender that is gone means the same as the word to stop.
            let stopped = tokio::select! {
                _ = changes.changed() => false,
                _ = stop.wait_for(|stop| *stop) => true,
            };
            let (world, path) = (world.clone(), path.clone());
            let saved = spawn_blocking(move || save(&world, &path)).await;
            if let Ok(Err(error)) = saved {
                tracing::error!(%error, "the state was not written");
            }
            if stopped {
                return;
            }
        }
    }
}

/// Replaces the file.
pub(crate) fn save(world: &World, path: &Path) -> io::Result<()> {
    let text = world.phones.remember(|phones| {
        serde_json::to_vec(&State {
            format: FORMAT.to_owned(),
            version: VERSION,
            keys: world.keys.specs(),
            channels: world.channels.all(),
            phones,
        })
    })?;
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".new");
    let temporary = PathBuf::from(temporary);
    let mut file = fs::File::create(&temporary)?;
    file.write_all(&text)?;
    file.sync_all()?;
    fs::rename(&temporary, path)
}
