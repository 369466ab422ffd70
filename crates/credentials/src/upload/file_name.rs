//! What Apple's names for downloaded keys say: `AuthKey_ABC1234567.p8`.

use crate::id::KeyId;

/// A service of Apple's whose keys look like ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherService {
    /// `SubscriptionKey_….p8`: In-App Purchase.
    InAppPurchase,
    /// `ApiKey_….p8`: App Store Connect.
    AppStoreConnect,
}

/// What a file name says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    KeyId(KeyId),
    OtherService(OtherService),
}

/// Reads a name. A copy's name, such as `AuthKey_ABC1234567 (1).p8`, says the same.
pub(super) fn read(name: &str) -> Option<Meaning> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let (prefix, rest) = name.split_once('_')?;
    match prefix {
        "AuthKey" => {}
        "SubscriptionKey" => return Some(Meaning::OtherService(OtherService::InAppPurchase)),
        "ApiKey" => return Some(Meaning::OtherService(OtherService::AppStoreConnect)),
        _ => return None,
    }
    let end = rest
        .find(|it: char| !it.is_ascii_alphanumeric())
        .unwrap_or(rest.len());
    KeyId::parse(&rest[..end]).ok().map(Meaning::KeyId)
}
