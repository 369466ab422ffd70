//! How phones are shown to those outside: an app on a device in one line, or everything there is.

use super::{Fleet, Phone, Registration, TokenKind, TokenStatus};
use crate::Environment;
use serde::{Deserialize, Serialize};
use std::fmt;

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

/// A phone, with its tokens and what APNs keeps for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhoneView {
    /// The phone itself.
    #[serde(flatten)]
    pub phone: Phone,
    /// The tokens that its apps use, in the order in which they got them.
    pub tokens: Vec<Registration>,
    /// How many notifications APNs stores for it.
    pub stored: usize,
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

impl Device {
    pub(crate) fn of(registration: &Registration, name: String) -> Self {
        Self {
            id: registration.device_id.clone(),
            name,
            bundle_id: registration.bundle_id.clone(),
            environment: registration.environment,
            token: registration.token.clone(),
        }
    }

    /// `None` when the token cannot be one.
    pub(crate) fn into_registration(self) -> Option<Registration> {
        is_token(&self.token).then(|| Registration {
            device_id: self.id,
            bundle_id: self.bundle_id,
            environment: self.environment,
            kind: TokenKind::App,
            token: self.token.to_ascii_lowercase(),
            activity_id: None,
            status: TokenStatus::Active,
        })
    }
}

impl Fleet {
    /// A phone with everything around it.
    pub(crate) fn view(&self, id: &str) -> Option<PhoneView> {
        Some(PhoneView {
            phone: self.phone(id)?.clone(),
            tokens: self.active_of(id).cloned().collect(),
            stored: self.stored(id),
        })
    }
}

/// Whether Apple could have given out such a token: hexadecimal bytes. Their number is Apple's own business.
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text.len().is_multiple_of(2)
        && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
