//! The handle on a running simulator: what a test, the relay and the binary hold.

use crate::{
    Answer, Conditions, ConnectionView, Delivery, Device, DeviceSpec, Dice, Environment, Fault,
    Identity, IdentitySpec, KeySpec, Ledger, Options, Service, SimulatorError,
    authority::Authority, environment::Host, listener::Listener, state, world::World,
};
use std::{fmt, net::SocketAddr, sync::Arc};
use tokio::{
    sync::{Mutex, broadcast, watch},
    task::JoinHandle,
};

/// A running stand-in for APNs. Clones are the same simulator; it stops when the last one is dropped.
#[derive(Clone)]
pub struct Simulator(Arc<Inner>);

struct Inner {
    world: Arc<World>,
    /// Of the first listener, and of all.
    address: SocketAddr,
    addresses: Vec<(Host, SocketAddr)>,
    ca_pem: String,
    stop: watch::Sender<bool>,
    listeners: Mutex<Vec<Listener>>,
    /// Writes the state.
    keeper: Mutex<Option<JoinHandle<()>>>,
}

impl Simulator {
    /// Makes certificates, listens for both environments and both services, and serves until [`Self::shutdown`].
    /// Must be called within Tokio.
    pub async fn start(options: Options) -> Result<Self, SimulatorError> {
        let authority = Authority::new()?;
        let first = options.listen;
        let default = options.default_environment;
        let world = Arc::new(World::new(options)?);
        let stop = watch::Sender::new(false);
        if let Some(path) = &world.options.state {
            state::load(&world, path)?;
        }
        let mut listeners = Vec::new();
        for environment in Environment::ALL {
            for service in [Service::Push, Service::Channels] {
                let host = Host {
                    environment,
                    service,
                };
                let is_first = environment == default && service == Service::Push;
                let wanted = if is_first {
                    first
                } else {
                    SocketAddr::new(first.ip(), 0)
                };
                let (world, tls) = (world.clone(), authority.tls.clone());
                listeners.push(Listener::start(host, wanted, world, tls, stop.subscribe()).await?);
            }
        }
        let addresses: Vec<_> = listeners
            .iter()
            .map(|listener| (listener.host(), listener.address()))
            .collect();
        let keeper = world.options.state.clone().map(|path| {
            let keeping = state::keep(world.clone(), path, stop.subscribe());
            tokio::spawn(keeping)
        });
        Ok(Self(Arc::new(Inner {
            world,
            address: find(&addresses, default, Service::Push),
            addresses,
            ca_pem: authority.ca_pem,
            stop,
            listeners: Mutex::new(listeners),
            keeper: Mutex::new(keeper),
        })))
    }

    /// Where it listens for pushes, in [`Options::default_environment`].
    pub fn address(&self) -> SocketAddr {
        self.0.address
    }

    /// Where a service of an environment is, for clients that do not call it by one of Apple's names.
    pub fn address_of(&self, environment: Environment, service: Service) -> SocketAddr {
        find(&self.0.addresses, environment, service)
    }

    /// A name that its certificate is for.
    pub fn host(&self) -> &'static str {
        "localhost"
    }

    /// The certificate of the authority that a client has to trust.
    pub fn ca_pem(&self) -> &str {
        &self.0.ca_pem
    }

    /// Lets a key sign provider tokens, for all topics in both environments.
    pub fn register_key(
        &self,
        key_id: &str,
        team_id: &str,
        public_key_pem: &str,
    ) -> Result<(), SimulatorError> {
        self.register_key_spec(KeySpec {
            key_id: key_id.into(),
            team_id: team_id.into(),
            public_key_pem: public_key_pem.into(),
            ..KeySpec::default()
        })
    }

    /// Lets a key sign provider tokens, perhaps only for some apps or one environment.
    pub fn register_key_spec(&self, spec: KeySpec) -> Result<(), SimulatorError> {
        self.0.world.keys.register(spec)?;
        self.0.world.changes.send_replace(());
        Ok(())
    }

    /// Takes a key back: its tokens are refused on connections that have not seen one of its. Says whether there was
    /// such a key.
    pub fn revoke_key(&self, key_id: &str) -> bool {
        let revoked = self.0.world.keys.revoke(key_id);
        self.0.world.changes.send_replace(());
        revoked
    }

    /// Switches the broadcast capability of an app, in both environments. All apps have it until it is switched off,
    /// and that deletes all channels of the app.
    pub fn set_broadcast(&self, bundle_id: &str, on: bool) {
        self.0.world.channels.switch(bundle_id, on);
        self.0.world.changes.send_replace(());
    }

    /// Issues a push certificate with its private key.
    pub fn issue_identity(&self, spec: &IdentitySpec) -> Result<Identity, SimulatorError> {
        let world = &self.0.world;
        world.identities.issue(spec, &world.options.clock)
    }

    /// Puts an app on a new device.
    pub fn register_device(&self, spec: DeviceSpec) -> Device {
        self.0.world.phones.register(spec)
    }

    /// Puts back a device that was registered in an earlier run, with the same id and token.
    pub fn restore_device(&self, device: Device) -> Result<(), SimulatorError> {
        self.0.world.phones.restore(device)
    }

    /// The devices that have their app.
    pub fn devices(&self) -> Vec<Device> {
        self.0.world.phones.list()
    }

    /// Removes the app that a token belongs to: from now on 410. Says whether there was such an app.
    pub fn uninstall(&self, token: &str) -> bool {
        self.0
            .world
            .phones
            .uninstall(token, self.0.world.options.clock.milliseconds())
    }

    /// Everything that arrives on devices from now on.
    pub fn deliveries(&self) -> broadcast::Receiver<Delivery> {
        self.0.world.phones.deliveries.listen()
    }

    /// What has arrived on devices after the delivery with this number, as far back as is kept.
    pub fn deliveries_since(&self, sequence: u64) -> Vec<Delivery> {
        self.0.world.phones.deliveries.since(sequence)
    }

    /// Waits until something has arrived after the delivery with this number.
    pub async fn delivery_after(&self, sequence: u64) {
        self.0.world.phones.deliveries.later_than(sequence).await;
    }

    /// Orders the answer to the next push to a token; several orders are carried out one after the other.
    pub fn answer_next(&self, token: &str, answer: Answer) {
        self.0.world.script.answer_next(token, answer);
    }

    /// Orders the answer to every push until it is taken back with `None`.
    pub fn set_phase(&self, phase: Option<Answer>) {
        self.0.world.script.set_phase(phase);
    }

    /// Orders answers by chance, until it is taken back with `None`.
    pub fn set_dice(&self, dice: Option<Dice>) {
        self.0.world.script.set_dice(dice);
    }

    /// The connections that are open, oldest first.
    pub fn connections(&self) -> Vec<ConnectionView> {
        let connections = self.0.world.connections();
        connections.iter().map(|it| it.view()).collect()
    }

    /// Does something to a connection, or to all that are open. Says to how many.
    pub fn disturb(&self, connection: Option<u64>, fault: &Fault) -> usize {
        let connections = self.0.world.connections();
        let chosen = connections
            .iter()
            .filter(|it| connection.is_none_or(|number| it.number == number));
        chosen.map(|it| it.disturb(fault.clone())).count()
    }

    /// Says what new connections meet, until something else is said.
    pub fn set_conditions(&self, conditions: Conditions) {
        self.0.world.set_conditions(conditions);
    }

    /// What has been received and answered.
    pub fn ledger(&self) -> Ledger {
        self.0.world.ledger.clone()
    }

    pub(crate) fn world(&self) -> &World {
        &self.0.world
    }

    /// Stops listening, lets answers under way finish (for at most [`Options::drain`]) and closes all connections.
    pub async fn shutdown(&self) {
        self.0.stop.send_replace(true);
        for listener in self.0.listeners.lock().await.drain(..) {
            listener.stopped().await;
        }
        if let Some(keeper) = self.0.keeper.lock().await.take() {
            // Fails only when it has panicked, and then there is nothing to wait for.
            let _ = keeper.await;
        }
    }
}

fn find(
    addresses: &[(Host, SocketAddr)],
    environment: Environment,
    service: Service,
) -> SocketAddr {
    let wanted = Host {
        environment,
        service,
    };
    addresses
        .iter()
        .find_map(|(host, address)| (*host == wanted).then_some(*address))
        .expect("there is a listener for each")
}

impl fmt::Debug for Simulator {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Simulator")
            .field("address", &self.0.address)
            .finish_non_exhaustive()
    }
}
