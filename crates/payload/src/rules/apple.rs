//! Apple's pages that the rules come from.

pub(in crate::rules) const CRITICAL: &str = "https://developer.apple.com/documentation/bundleresources/entitlements/com.apple.developer.usernotifications.critical-alerts";
pub(in crate::rules) const TIME_SENSITIVE: &str = "https://developer.apple.com/documentation/bundleresources/entitlements/com.apple.developer.usernotifications.time-sensitive";
pub(in crate::rules) const LEVEL: &str =
    "https://developer.apple.com/documentation/usernotifications/unnotificationinterruptionlevel";
pub(in crate::rules) const LIVE_UPDATES: &str = "https://developer.apple.com/documentation/activitykit/starting-and-updating-live-activities-with-activitykit-push-notifications";
pub(in crate::rules) const SOUND: &str =
    "https://developer.apple.com/documentation/usernotifications/unnotificationsound";
pub(in crate::rules) const TRANSPORT_SECURITY: &str = "https://developer.apple.com/documentation/bundleresources/information-property-list/nsapptransportsecurity";
pub(in crate::rules) const PAYLOAD: &str =
    "https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification";
pub(in crate::rules) const SEND: &str = "https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns";
pub(in crate::rules) const BACKGROUND: &str = "https://developer.apple.com/documentation/usernotifications/pushing-background-updates-to-your-app";
pub(in crate::rules) const REGISTER: &str =
    "https://developer.apple.com/documentation/usernotifications/registering-your-app-with-apns";
pub(in crate::rules) const SERVICE_EXTENSION: &str = "https://developer.apple.com/documentation/usernotifications/modifying-content-in-newly-delivered-notifications";
pub(in crate::rules) const STRINGS: &str =
    "https://developer.apple.com/documentation/xcode/editing-xliff-and-strings-files";
pub(in crate::rules) const CATALOG: &str = "https://developer.apple.com/documentation/xcode/localizing-and-varying-text-with-a-string-catalog";
pub(in crate::rules) const PUSH_TO_TALK: &str =
    "https://developer.apple.com/documentation/pushtotalk/creating-a-push-to-talk-app";
pub(in crate::rules) const RESPONSES: &str = "https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns";
pub(in crate::rules) const TOKENS: &str = "https://developer.apple.com/documentation/usernotifications/establishing-a-token-based-connection-to-apns";
pub(in crate::rules) const CERTIFICATES: &str = "https://developer.apple.com/documentation/usernotifications/establishing-a-certificate-based-connection-to-apns";
pub(in crate::rules) const LIVE: &str = "https://developer.apple.com/documentation/activitykit/starting-and-updating-live-activities-with-activitykit-push-notifications";
pub(in crate::rules) const BROADCAST: &str = "https://developer.apple.com/documentation/usernotifications/sending-broadcast-push-notification-requests-to-apns";
pub(in crate::rules) const BROADCAST_ERRORS: &str = "https://developer.apple.com/documentation/usernotifications/handling-error-responses-from-apns";
pub(in crate::rules) const CHANNELS: &str = "https://developer.apple.com/documentation/usernotifications/sending-channel-management-requests-to-apns";
pub(in crate::rules) const MDM: &str =
    "https://developer.apple.com/documentation/devicemanagement/sending-mdm-commands-to-a-device";
pub(in crate::rules) const FILE_PROVIDER: &str = "https://developer.apple.com/documentation/fileprovider/using-push-notifications-to-signal-changes";
pub(in crate::rules) const WIDGETS: &str = "https://developer.apple.com/documentation/widgetkit/updating-widgets-with-widgetkit-push-notifications";
pub(in crate::rules) const VOIP: &str = "https://developer.apple.com/documentation/pushkit/responding-to-voip-notifications-from-pushkit";
pub(in crate::rules) const COMPLICATIONS: &str =
    "https://developer.apple.com/documentation/widgetkit/converting-a-clockkit-app";
pub(in crate::rules) const WALLET: &str =
    "https://developer.apple.com/documentation/walletpasses/adding-a-web-service-to-update-passes";
pub(in crate::rules) const SIMULATOR: &str =
    "https://developer.apple.com/documentation/xcode-release-notes/xcode-11_4-release-notes";
