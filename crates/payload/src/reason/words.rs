//! What each reason means and what to do, in every language. Apart from the table of reasons, because the page fetches these sentences.

use super::Reason;
use crate::words::Words;

/// Cause and remedy.
#[expect(
    clippy::too_many_lines,
    reason = "one row for each reason, in one exhaustive table"
)]
pub(super) const fn of(reason: &Reason) -> (Words, Words) {
    match reason {
        Reason::BadCollapseId => (
            Words::new(
                "The collapse id is longer than 64 bytes.",
                "折叠 ID 超过 64 字节。",
            ),
            Words::new("Shorten the collapse id.", "缩短折叠 ID。"),
        ),
        Reason::BadDeviceToken => (
            Words::new(
                "The device token is malformed, or it belongs to the other environment: a development token was sent to production, or the reverse.",
                "设备令牌格式不正确，或属于另一个环境：开发令牌发送到了生产环境，或相反。",
            ),
            Words::new(
                "Check where the token comes from: a build run from Xcode registers with the sandbox, TestFlight and the App Store with production. Then send to the environment that the token belongs to.",
                "检查令牌的来源：从 Xcode 运行的应用注册到沙盒，TestFlight 和 App Store 的应用注册到生产环境。然后发送到令牌所属的环境。",
            ),
        ),
        Reason::BadExpirationDate => (
            Words::new(
                "The expiration is not a date in Unix seconds. For a broadcast: it is missing, or it is not 0 on a channel that stores nothing.",
                "过期时间不是 Unix 秒。对于广播：缺少过期时间，或在不存储消息的频道上不为 0。",
            ),
            Words::new(
                "Write whole seconds since 1970, or 0 to try once.",
                "写自 1970 年起的整秒数，或用 0 表示只尝试一次。",
            ),
        ),
        Reason::BadMessageId => (
            Words::new("The id of the push is not a UUID.", "推送的 ID 不是 UUID。"),
            Words::new(
                "Use a lower-case UUID of the form 8-4-4-4-12.",
                "使用小写 UUID，格式为 8-4-4-4-12。",
            ),
        ),
        Reason::BadPriority => (
            Words::new(
                "The priority is not one that Apple takes for this push type.",
                "Apple 不接受此推送类型使用该优先级。",
            ),
            Words::new(
                "Use 10, 5 or 1; use 5 for a background push.",
                "使用 10、5 或 1；后台推送使用 5。",
            ),
        ),
        Reason::BadTopic => (
            Words::new("The topic is not valid.", "主题无效。"),
            Words::new(
                "Use the app's bundle id with the suffix of the push type.",
                "使用应用的套装 ID，并加上推送类型的后缀。",
            ),
        ),
        Reason::DeviceTokenNotForTopic => (
            Words::new(
                "The token belongs to another app, or to another kind of push of the same app: calls, activities and widgets have tokens of their own.",
                "令牌属于另一个应用，或属于同一应用的另一种推送：来电、实时活动和小组件有各自的令牌。",
            ),
            Words::new(
                "Check which app and which kind of token was stored, and send to the topic that it was made for.",
                "检查存储的是哪个应用、哪种令牌，并发送到令牌对应的主题。",
            ),
        ),
        Reason::DuplicateHeaders => (
            Words::new("A header was sent twice.", "某个标头发送了两次。"),
            Words::new("Send each header once.", "每个标头只发送一次。"),
        ),
        Reason::IdleTimeout => (
            Words::new(
                "The connection was idle for too long.",
                "连接空闲时间过长。",
            ),
            Words::new(
                "Connect again and send the push again.",
                "重新连接并再次发送。",
            ),
        ),
        Reason::InvalidPushType => (
            Words::new(
                "Apple does not know this push type, or does not take it here; a broadcast must be a Live Activity.",
                "Apple 不认识此推送类型，或在此处不接受；广播必须是实时活动。",
            ),
            Words::new(
                "Choose one of Apple's push types, in lower case.",
                "选择 Apple 的推送类型之一，使用小写。",
            ),
        ),
        Reason::MissingDeviceToken => (
            Words::new("The request names no device token.", "请求中没有设备令牌。"),
            Words::new(
                "Choose a device, or paste its token.",
                "选择设备，或粘贴其令牌。",
            ),
        ),
        Reason::MissingTopic => (
            Words::new(
                "The request names no topic, and the credentials do not settle it.",
                "请求中没有主题，凭据也无法确定主题。",
            ),
            Words::new(
                "Write the topic: the app's bundle id with the suffix of the push type.",
                "写上主题：应用的套装 ID 加上推送类型的后缀。",
            ),
        ),
        Reason::PayloadEmpty => (
            Words::new("The request has no payload.", "请求中没有负载。"),
            Words::new(
                "Write a payload with an aps dictionary.",
                "写一个带有 aps 字典的负载。",
            ),
        ),
        Reason::TopicDisallowed => (
            Words::new(
                "The credentials may not push to this topic. For a broadcast: the path has more than the bare bundle id.",
                "凭据无权向此主题推送。对于广播：路径中除套装 ID 外还有其他内容。",
            ),
            Words::new(
                "Check that the key is not limited to other topics, that the topic's suffix is right, and that the App ID has push notifications switched on.",
                "检查密钥是否仅限于其他主题、主题后缀是否正确，以及 App ID 是否已启用推送通知。",
            ),
        ),
        Reason::BadCertificate => (
            Words::new(
                "The certificate is not valid: expired, revoked, or not one for push.",
                "证书无效：已过期、已吊销，或不是推送证书。",
            ),
            Words::new(
                "Make a new certificate and connect with it.",
                "制作新证书并用它连接。",
            ),
        ),
        Reason::BadCertificateEnvironment => (
            Words::new(
                "The certificate is for the other environment.",
                "证书属于另一个环境。",
            ),
            Words::new(
                "Use a certificate for this environment, or send to the other one.",
                "使用此环境的证书，或发送到另一个环境。",
            ),
        ),
        Reason::ExpiredProviderToken => (
            Words::new(
                "The signed provider token is older than one hour, or the relay's clock is wrong.",
                "已签名的提供者令牌超过一小时，或中继服务的时钟不准。",
            ),
            Words::new(
                "Nothing to repair in the push: a new provider token is signed on a new connection. If it comes again, check the relay's clock.",
                "推送本身无需修正：会在新连接上签发新的提供者令牌。如果再次出现，请检查中继服务的时钟。",
            ),
        ),
        Reason::Forbidden => (
            Words::new(
                "Apple does not allow this action and gives no cause.",
                "Apple 不允许此操作，且未说明原因。",
            ),
            Words::new(
                "Check the developer account and the credentials before you send again.",
                "再次发送之前，请检查开发者账号和凭据。",
            ),
        ),
        Reason::InvalidProviderToken => (
            Words::new(
                "Apple cannot verify the signed provider token: the key, its Key ID or the Team ID is wrong, or the key was revoked.",
                "Apple 无法验证已签名的提供者令牌：密钥、Key ID 或 Team ID 有误，或密钥已吊销。",
            ),
            Words::new(
                "Check that Key ID and Team ID are not swapped and that the key still exists in the developer account.",
                "检查 Key ID 与 Team ID 是否颠倒，以及密钥在开发者账号中是否仍然存在。",
            ),
        ),
        Reason::MissingProviderToken => (
            Words::new(
                "The request carries neither a certificate nor a provider token.",
                "请求既没有证书，也没有提供者令牌。",
            ),
            Words::new(
                "Add a signing key or a certificate for this app and environment.",
                "为此应用和环境添加签名密钥或证书。",
            ),
        ),
        Reason::UnrelatedKeyIdInToken => (
            Words::new(
                "The provider token was signed with another key than the first one that this connection used.",
                "提供者令牌所用的密钥与此连接最初使用的密钥不同。",
            ),
            Words::new(
                "Use one signing key for each connection, and send again on a new one.",
                "推送本身无需修正：需要新的连接。每个连接只使用一个密钥。",
            ),
        ),
        Reason::BadEnvironmentKeyIdInToken => (
            Words::new(
                "The signing key is for the other environment.",
                "签名密钥属于另一个环境。",
            ),
            Words::new(
                "Use a key for this environment, or send to the other one.",
                "使用此环境的密钥，或发送到另一个环境。",
            ),
        ),
        Reason::BadPath => (
            Words::new(
                "Apple does not know the path of the request. For a channel that is to be deleted: it is already gone.",
                "Apple 不认识请求的路径。若要删除频道：它已不存在。",
            ),
            Words::new(
                "Check the address that the request goes to.",
                "检查请求发往的地址。",
            ),
        ),
        Reason::MethodNotAllowed => (
            Words::new(
                "The request did not use POST, or a method that the path does not have.",
                "请求未使用 POST，或使用了该路径不支持的方法。",
            ),
            Words::new(
                "Use the method that Apple names for the path.",
                "使用 Apple 为该路径指定的方法。",
            ),
        ),
        Reason::ExpiredToken => (
            Words::new("The device token has expired.", "设备令牌已过期。"),
            Words::new(
                "Forget the token. The app gets a new one when it next starts.",
                "丢弃此令牌。应用下次启动时会获得新令牌。",
            ),
        ),
        Reason::Unregistered => (
            Words::new(
                "The token is no longer active for this topic: the app was removed, or push was switched off for it.",
                "令牌对此主题已失效：应用已被移除，或其推送已关闭。",
            ),
            Words::new(
                "Forget the token if it was registered before the time that Apple names.",
                "如果令牌的注册时间早于 Apple 给出的时间，请丢弃它。",
            ),
        ),
        Reason::PayloadTooLarge => (
            Words::new(
                "The payload has more bytes than Apple takes: 4096, or 5120 for calls and broadcasts.",
                "负载超过 Apple 接受的字节数：4096，来电和广播为 5120。",
            ),
            Words::new("Shorten the payload.", "缩短负载。"),
        ),
        Reason::TooManyProviderTokenUpdates => (
            Words::new(
                "The provider token was renewed more than once within 20 minutes.",
                "提供者令牌在 20 分钟内更新了不止一次。",
            ),
            Words::new(
                "Share one provider token, and renew it every 20 to 60 minutes.",
                "共用一个提供者令牌，每 20 到 60 分钟更新一次。",
            ),
        ),
        Reason::TooManyRequests => (
            Words::new(
                "Too many pushes in a row went to the same device; for a broadcast, too many requests.",
                "连续向同一设备发送的推送过多；对于广播：请求过多。",
            ),
            Words::new(
                "Wait, then send fewer pushes to that device; put what changes quickly into one.",
                "稍候，并减少发往该设备的推送；把频繁变化的内容合并为一条。",
            ),
        ),
        Reason::InternalServerError => (
            Words::new("Something went wrong at Apple.", "Apple 内部出错。"),
            Words::new(
                "Send again after 15 minutes, then with growing pauses.",
                "15 分钟后重试，之后逐渐延长间隔。",
            ),
        ),
        Reason::ServiceUnavailable => (
            Words::new("Apple's service is not available.", "Apple 的服务不可用。"),
            Words::new(
                "Send again after 15 minutes, then with growing pauses.",
                "15 分钟后重试，之后逐渐延长间隔。",
            ),
        ),
        Reason::Shutdown => (
            Words::new(
                "The server that answered is being shut down.",
                "应答的服务器正在关闭。",
            ),
            Words::new(
                "Connect again and send the push again.",
                "重新连接并再次发送。",
            ),
        ),
        Reason::FeatureNotEnabled => (
            Words::new(
                "Broadcast is not switched on for this App ID.",
                "此 App ID 未启用广播。",
            ),
            Words::new(
                "Switch on broadcast in the developer account: Identifiers, then Push Notifications.",
                "在开发者账号中启用广播：标识符，然后是推送通知。",
            ),
        ),
        Reason::MissingChannelId => (
            Words::new("The request names no channel.", "请求中没有频道。"),
            Words::new("Choose a channel.", "选择频道。"),
        ),
        Reason::BadChannelId => (
            Words::new(
                "The channel id is not valid: it was changed on the way, or such a channel never existed.",
                "频道 ID 无效：传输中被改动，或从未有过此频道。",
            ),
            Words::new(
                "Copy the channel id exactly as Apple gave it.",
                "原样复制 Apple 给出的频道 ID。",
            ),
        ),
        Reason::ChannelNotRegistered => (
            Words::new(
                "The channel does not exist, or no longer does.",
                "频道（已）不存在。",
            ),
            Words::new(
                "Forget the channel, and create a new one if you need it.",
                "丢弃此频道；如有需要，创建新的频道。",
            ),
        ),
        Reason::BadRequestParams => (
            Words::new(
                "The request has an attribute that Apple does not know.",
                "请求中有 Apple 不认识的属性。",
            ),
            Words::new(
                "Remove what Apple's page does not name.",
                "移除 Apple 文档中没有的内容。",
            ),
        ),
        Reason::BadRequestPayload => (
            Words::new(
                "Apple could not read the request as JSON.",
                "Apple 无法将请求读取为 JSON。",
            ),
            Words::new("Repair the JSON.", "修正 JSON。"),
        ),
        Reason::MissingPushType => (
            Words::new("The request names no push type.", "请求中没有推送类型。"),
            Words::new(
                "Choose a push type; a broadcast is a Live Activity.",
                "选择推送类型；广播属于实时活动。",
            ),
        ),
        Reason::CannotCreateChannelConfig => (
            Words::new(
                "The app has as many channels as it may have.",
                "应用的频道数已达上限。",
            ),
            Words::new(
                "Delete channels that are no longer used.",
                "删除不再使用的频道。",
            ),
        ),
        Reason::TopicMismatch => (
            Words::new(
                "The credentials are not for this app's bundle id.",
                "凭据不适用于此应用的套装 ID。",
            ),
            Words::new(
                "Use credentials of the team and app that the bundle id belongs to.",
                "使用该套装 ID 所属团队和应用的凭据。",
            ),
        ),
        Reason::MissingChannelQueueSize => (
            Words::new(
                "The new channel does not say whether it stores messages. Seen in practice, not in Apple's tables.",
                "新频道未说明是否存储消息。此原因在实践中出现过，不在 Apple 的表格中。",
            ),
            Words::new(
                "Choose a storage policy for the channel.",
                "为频道选择存储策略。",
            ),
        ),
        Reason::BadDate => (
            Words::new(
                "A date in the request is not valid. Reported by one client, not in Apple's tables.",
                "请求中的日期无效。仅有一个客户端报告过，不在 Apple 的表格中。",
            ),
            Words::new(
                "Check every date: whole Unix seconds.",
                "检查每个日期：应为整数 Unix 秒。",
            ),
        ),
        Reason::Unknown(_) => (
            Words::new(
                "Apple answered with a reason that is not in its tables.",
                "Apple 应答的原因不在其表格中。",
            ),
            Words::new(
                "Look the reason up on Apple's page, and tell us, so that it gets a row here.",
                "请在 Apple 的页面上查找此原因，并告诉我们，以便在此补充。",
            ),
        ),
    }
}
