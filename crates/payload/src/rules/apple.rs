//! Apple's pages that the rules come from.

pub(super) const PAYLOAD: &str =
    "https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification";
pub(super) const SEND: &str = "https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns";
pub(super) const BACKGROUND: &str = "https://developer.apple.com/documentation/usernotifications/pushing-background-updates-to-your-app";
pub(super) const REGISTER: &str =
    "https://developer.apple.com/documentation/usernotifications/registering-your-app-with-apns";
pub(super) const SERVICE_EXTENSION: &str = "https://developer.apple.com/documentation/usernotifications/modifying-content-in-newly-delivered-notifications";
