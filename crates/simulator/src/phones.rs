//! Simulated devices: which app is on which phone, and which token Apple has given it in which environment.

use crate::{Environment, SimulatorError};
use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    fmt,
    fmt::Write as _,
    sync::{Mutex, MutexGuard, PoisonError},
};
use uuid::Uuid;

/// What it takes to put an app on a new simulated device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceSpec {
    /// The name that people see, such as "Ada's iPhone".
    pub name: String,
    /// The app that registers for pushes.
    pub bundle_id: String,
    /// The environment that the app was built for.
    pub environment: Environment,
}

/// An app on a simulated device, with the token that it got.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// The device; one device may have several apps.
    pub id: String,
    /// The name that people see.
    pub name: String,
    /// The app.
    pub bundle_id: String,
    /// The environment in which the token is known.
    pub environment: Environment,
    /// 64 hexadecimal digits.
    pub token: String,
}

/// Shows everything but the token.
impl fmt::Debug for Device {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Device")
            .field("id", &self.id)
            .field("bundle_id", &self.bundle_id)
            .field("environment", &self.environment)
            .finish_non_exhaustive()
    }
}

/// A token that Apple has given out, and what has become of it.
struct Registration {
    device: Device,
    /// The only topic that the token is for. Other kinds of tokens (`VoIP`, Live Activity) have the app's
    /// bundle id with a suffix here.
    topic: String,
    /// Unix milliseconds since when the app is gone from the device.
    gone_since_ms: Option<u64>,
}

/// What is known of a token in one environment.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Registered {
    /// The app on the device gets it.
    Active(Device),
    /// The token is of another app, or of another kind.
    OtherTopic,
    /// The app was removed.
    Gone { since_ms: u64 },
    /// Never given out in this environment.
    Unknown,
}

/// All simulated devices.
#[derive(Default)]
pub(crate) struct Phones(Mutex<HashMap<(Environment, String), Registration>>);

impl Phones {
    /// Puts an app on a new device.
    pub(crate) fn register(&self, spec: DeviceSpec) -> Device {
        let device = Device {
            id: Uuid::new_v4().to_string(),
            name: spec.name,
            bundle_id: spec.bundle_id,
            environment: spec.environment,
            token: random_token(),
        };
        self.registrations().insert(
            (device.environment, device.token.clone()),
            Registration::of(device.clone()),
        );
        device
    }

    /// Puts back a device that was registered in an earlier life.
    pub(crate) fn restore(&self, mut device: Device) -> Result<(), SimulatorError> {
        device.token.make_ascii_lowercase();
        if !is_token(&device.token) {
            return Err(SimulatorError::Token);
        }
        let mut registrations = self.registrations();
        let key = (device.environment, device.token.clone());
        if registrations
            .get(&key)
            .is_some_and(|taken| taken.device.id != device.id)
        {
            return Err(SimulatorError::Token);
        }
        registrations.insert(key, Registration::of(device));
        Ok(())
    }

    /// Removes the app from the device; says whether the token was in use.
    pub(crate) fn uninstall(&self, token: &str, now_ms: u64) -> bool {
        let token = token.to_ascii_lowercase();
        let mut removed = false;
        for environment in [Environment::Sandbox, Environment::Production] {
            if let Some(registration) = self.registrations().get_mut(&(environment, token.clone()))
                && registration.gone_since_ms.is_none()
            {
                registration.gone_since_ms = Some(now_ms);
                removed = true;
            }
        }
        removed
    }

    /// The devices that have their app, by name.
    pub(crate) fn list(&self) -> Vec<Device> {
        let registrations = self.registrations();
        let mut devices: Vec<Device> = registrations
            .values()
            .filter(|it| it.gone_since_ms.is_none())
            .map(|it| it.device.clone())
            .collect();
        devices.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        devices
    }

    /// Looks a token up, for a topic. `token` is in lower case.
    pub(crate) fn find(&self, environment: Environment, token: &str, topic: &str) -> Registered {
        match self.registrations().get(&(environment, token.to_owned())) {
            None => Registered::Unknown,
            Some(registration) if registration.topic != topic => Registered::OtherTopic,
            Some(Registration {
                gone_since_ms: Some(since_ms),
                ..
            }) => Registered::Gone {
                since_ms: *since_ms,
            },
            Some(registration) => Registered::Active(registration.device.clone()),
        }
    }

    fn registrations(&self) -> MutexGuard<'_, HashMap<(Environment, String), Registration>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Registration {
    fn of(device: Device) -> Self {
        Self {
            topic: device.bundle_id.clone(),
            device,
            gone_since_ms: None,
        }
    }
}

/// Whether Apple could have given out such a token: hexadecimal bytes. Their number is Apple's own business.
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text.len().is_multiple_of(2)
        && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn random_token() -> String {
    let bytes: [u8; 32] = rand::random();
    bytes
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            write!(text, "{byte:02x}").expect("writing to a string cannot fail");
            text
        })
}
