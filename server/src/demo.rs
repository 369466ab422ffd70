//! Something to try without an Apple account: an app, a simulated iPhone, and a stand-in for APNs inside the relay.
//!
//! Only its start and its scripts are calls. Pushes reach it over TLS and HTTP/2 like they reach Apple, with a provider
//! token from a key that is minted at each start and kept nowhere.

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use anyhow::Context as _;
use apns::{Authentication, Endpoint, Native, Roots};
use credentials::{KeyId, SigningKey, TeamId, TokenSigner};
use delivery::{Clock, LaneKey};
use payload::{DeviceToken, Environment};
use simulator::{DeviceSpec, Simulator};
use store::{Device, NewApp, NewDevice, Store, StoreError};
use tokio::sync::broadcast;
use uuid::Uuid;

use crate::error::ServerError;
use crate::home::Home;
use crate::lanes::Lanes;

pub(crate) const BUNDLE_ID: &str = "com.example.demo";
const DEVICE_NAME: &str = "Ada’s iPhone";
const KEY_ID: &str = "DEMOKEY001";
const TEAM_ID: &str = "DEMOTEAM01";

/// The running demo.
#[derive(Debug)]
pub struct Demo {
    simulator: Simulator,
    /// The first one.
    phone: Phone,
}

/// A simulated iPhone, as the store knows it.
#[derive(Clone, Debug)]
pub(crate) struct Phone {
    pub(crate) workspace_id: String,
    pub(crate) device_id: String,
    pub(crate) app_id: String,
    name: String,
    token: DeviceToken,
}

/// Makes what is missing of the demo workspace, starts its simulator, and opens the way there.
pub(crate) async fn start(
    store: &Store,
    home: &Home,
    clock: &Clock,
    lanes: &mut Lanes,
) -> Result<Demo, ServerError> {
    let failed = |what| move |source| ServerError::Demo { what, source };
    let simulator = Simulator::start(options(clock))
        .await
        .map_err(anyhow::Error::from)
        .map_err(failed("its simulator"))?;
    let app_id = app(store, home).await?;
    let phone = phone(store, home, app_id.clone(), &simulator)
        .await
        .map_err(failed("its phone"))?;
    let transport = transport(&simulator, clock).map_err(failed("its key"))?;
    lanes.open(
        LaneKey {
            workspace_id: home.workspace_id.clone(),
            app_id,
            environment: Environment::Simulator,
        },
        transport,
    );
    tracing::info!(address = %simulator.address(), "the simulator listens");
    Ok(Demo { simulator, phone })
}

impl Demo {
    /// What the simulated phones show, from now on.
    pub fn deliveries(&self) -> broadcast::Receiver<simulator::Delivery> {
        self.simulator.deliveries()
    }

    /// The stand-in itself, for tests that look at its books.
    pub fn simulator(&self) -> &Simulator {
        &self.simulator
    }

    pub(crate) fn phone(&self) -> &Phone {
        &self.phone
    }

    /// Puts the demo app on a new phone of this name; gives its id.
    pub(crate) async fn add_phone(&self, store: &Store, name: &str) -> anyhow::Result<String> {
        let device = self.simulator.register_device(DeviceSpec {
            name: name.to_owned(),
            bundle_id: BUNDLE_ID.to_owned(),
            environment: simulator::Environment::Sandbox,
        });
        let id = device.id.clone();
        self.register(store, device.id, name.to_owned(), &device.token)
            .await?;
        Ok(id)
    }

    /// What an app does at each start: it uploads its token. A token that the phone had before is forgotten.
    pub(crate) async fn register(
        &self,
        store: &Store,
        device_id: String,
        name: String,
        token: &str,
    ) -> anyhow::Result<()> {
        let token = DeviceToken::parse(token).context("the simulator's token")?;
        let scoped = store.scoped(&self.phone.workspace_id);
        match scoped.device(&device_id).await {
            Ok(known) if known.token == token => return Ok(()),
            Ok(_) => scoped.remove_device(&device_id).await?,
            Err(StoreError::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        let phone = Phone {
            workspace_id: self.phone.workspace_id.clone(),
            device_id,
            app_id: self.phone.app_id.clone(),
            name,
            token,
        };
        scoped.register_device(phone.registration()).await?;
        Ok(())
    }

    /// Finishes the answers that are under way.
    pub(crate) async fn stop(&self) {
        self.simulator.shutdown().await;
    }
}

impl Phone {
    fn registration(&self) -> NewDevice {
        NewDevice {
            id: self.device_id.clone(),
            app_id: self.app_id.clone(),
            environment: Environment::Simulator,
            kind: "iphone".to_owned(),
            name: self.name.clone(),
            token: self.token.clone(),
            simulated: true,
        }
    }

    /// A phone that gets a push is alive. After a scripted `Unregistered` it is marked dead, as a real one would be
    /// until its app registers again; this is the simulated app doing that.
    pub(crate) async fn revive(&self, store: &Store, device_id: &str) {
        let scoped = store.scoped(&self.workspace_id);
        let renewed = match scoped.device(device_id).await {
            Ok(device) if device.dead_since.is_some() => {
                let phone = Self {
                    device_id: device.id,
                    name: device.name,
                    token: device.token,
                    ..self.clone()
                };
                scoped.register_device(phone.registration()).await.map(drop)
            }
            // Somebody else's push came to a phone that has been removed since.
            Ok(_) | Err(StoreError::NotFound { .. }) => Ok(()),
            Err(error) => Err(error),
        };
        if let Err(error) = renewed {
            tracing::error!(%error, "cannot register the simulated phone again");
        }
    }
}

fn options(clock: &Clock) -> simulator::Options {
    let clock = clock.clone();
    let clock = simulator::Clock::new(move || UNIX_EPOCH + micros(&clock));
    simulator::Options {
        clock,
        ..simulator::Options::default()
    }
}

fn micros(clock: &Clock) -> Duration {
    Duration::from_micros(u64::try_from(clock.now_us()).unwrap_or(0))
}

async fn app(store: &Store, home: &Home) -> Result<String, ServerError> {
    let scoped = store.scoped(&home.workspace_id);
    let mut apps = scoped.apps().await?.into_iter();
    if let Some(app) = apps.find(|app| app.demo && app.bundle_id == BUNDLE_ID) {
        return Ok(app.id);
    }
    let app = NewApp {
        id: Uuid::new_v4().to_string(),
        bundle_id: BUNDLE_ID.to_owned(),
        name: "Demo".to_owned(),
        demo: true,
    };
    Ok(scoped.insert_app(app).await?.id)
}

/// The phones of earlier runs keep their tokens; a first one gets its token from the simulator, as a phone does from Apple.
async fn phone(
    store: &Store,
    home: &Home,
    app_id: String,
    simulator: &Simulator,
) -> anyhow::Result<Phone> {
    let scoped = store.scoped(&home.workspace_id);
    let mut known = scoped.devices().await?;
    known.retain(|device| device.simulated && device.app_id == app_id);
    for device in &known {
        restore(simulator, device)?;
    }
    let (device_id, name, token) = if let Some(first) = known.into_iter().next() {
        (first.id, first.name, first.token)
    } else {
        let device = simulator.register_device(DeviceSpec {
            name: DEVICE_NAME.to_owned(),
            bundle_id: BUNDLE_ID.to_owned(),
            environment: simulator::Environment::Sandbox,
        });
        let token = DeviceToken::parse(&device.token).context("the simulator's token")?;
        (device.id, device.name, token)
    };
    let phone = Phone {
        workspace_id: home.workspace_id.clone(),
        device_id,
        app_id,
        name,
        token,
    };
    scoped.register_device(phone.registration()).await?;
    Ok(phone)
}

/// A phone of an earlier run keeps its name and its token; what its person had set is forgotten.
fn restore(simulator: &Simulator, device: &Device) -> anyhow::Result<()> {
    simulator.restore_device(simulator::Device {
        id: device.id.clone(),
        name: device.name.clone(),
        bundle_id: BUNDLE_ID.to_owned(),
        environment: simulator::Environment::Sandbox,
        token: device.token.as_str().to_owned(),
    })?;
    Ok(())
}

fn transport(simulator: &Simulator, clock: &Clock) -> anyhow::Result<Native> {
    let key = SigningKey::generate();
    simulator.register_key(KEY_ID, TEAM_ID, &key.public_key_pem())?;
    let clock = clock.clone();
    let signer = TokenSigner::new(
        key,
        KeyId::parse(KEY_ID)?,
        TeamId::parse(TEAM_ID)?,
        Arc::new(move || UNIX_EPOCH + micros(&clock)),
    );
    let endpoint = Endpoint {
        host: simulator.host().to_owned(),
        port: simulator.address().port(),
        roots: Roots::Pem(simulator.ca_pem().to_owned()),
        proxy: None,
    };
    let authentication = Authentication::Token(Arc::new(signer));
    Ok(Native::new(endpoint, authentication)?)
}
