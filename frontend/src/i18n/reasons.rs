//! What Apple's reasons mean, in Simplified Chinese. English stands in `payload`, in the one table of reasons.

use payload::Reason;
use yew::AttrValue;

use super::Lang;

/// What happened.
pub fn cause(lang: Lang, reason: &Reason) -> AttrValue {
    AttrValue::from(match lang {
        Lang::En => reason.cause(),
        Lang::Zh => zh(reason).0,
    })
}

/// What to do.
pub fn remedy(lang: Lang, reason: &Reason) -> AttrValue {
    AttrValue::from(match lang {
        Lang::En => reason.remedy(),
        Lang::Zh => zh(reason).1,
    })
}

/// Cause and remedy.
#[expect(
    clippy::too_many_lines,
    reason = "one row for each reason, in one exhaustive table"
)]
const fn zh(reason: &Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::BadCollapseId => ("折叠 ID 超过 64 字节。", "缩短折叠 ID。"),
        Reason::BadDeviceToken => (
            "设备令牌格式不正确，或属于另一个环境：开发令牌发送到了生产环境，或相反。",
            "检查令牌的来源：从 Xcode 运行的应用注册到沙盒，TestFlight 和 App Store 的应用注册到生产环境。然后发送到令牌所属的环境。",
        ),
        Reason::BadExpirationDate => (
            "过期时间不是 Unix 秒。对于广播：缺少过期时间，或在不存储消息的频道上不为 0。",
            "写自 1970 年起的整秒数，或用 0 表示只尝试一次。",
        ),
        Reason::BadMessageId => (
            "推送的 ID 不是 UUID。",
            "使用小写 UUID，格式为 8-4-4-4-12。",
        ),
        Reason::BadPriority => (
            "Apple 不接受此推送类型使用该优先级。",
            "使用 10、5 或 1；后台推送使用 5。",
        ),
        Reason::BadTopic => ("主题无效。", "使用应用的套装 ID，并加上推送类型的后缀。"),
        Reason::DeviceTokenNotForTopic => (
            "令牌属于另一个应用，或属于同一应用的另一种推送：来电、实时活动和小组件有各自的令牌。",
            "检查存储的是哪个应用、哪种令牌，并发送到令牌对应的主题。",
        ),
        Reason::DuplicateHeaders => ("某个标头发送了两次。", "每个标头只发送一次。"),
        Reason::IdleTimeout => ("连接空闲时间过长。", "重新连接并再次发送。"),
        Reason::InvalidPushType => (
            "Apple 不认识此推送类型，或在此处不接受；广播必须是实时活动。",
            "选择 Apple 的推送类型之一，使用小写。",
        ),
        Reason::MissingDeviceToken => ("请求中没有设备令牌。", "选择设备，或粘贴其令牌。"),
        Reason::MissingTopic => (
            "请求中没有主题，凭据也无法确定主题。",
            "写上主题：应用的套装 ID 加上推送类型的后缀。",
        ),
        Reason::PayloadEmpty => ("请求中没有负载。", "写一个带有 aps 字典的负载。"),
        Reason::TopicDisallowed => (
            "凭据无权向此主题推送。对于广播：路径中除套装 ID 外还有其他内容。",
            "检查密钥是否仅限于其他主题、主题后缀是否正确，以及 App ID 是否已启用推送通知。",
        ),
        Reason::BadCertificate => (
            "证书无效：已过期、已吊销，或不是推送证书。",
            "制作新证书并用它连接。",
        ),
        Reason::BadCertificateEnvironment => (
            "证书属于另一个环境。",
            "使用此环境的证书，或发送到另一个环境。",
        ),
        Reason::ExpiredProviderToken => (
            "已签名的提供者令牌超过一小时，或中继服务的时钟不准。",
            "推送本身无需修正：会在新连接上签发新的提供者令牌。如果再次出现，请检查中继服务的时钟。",
        ),
        Reason::Forbidden => (
            "Apple 不允许此操作，且未说明原因。",
            "再次发送之前，请检查开发者账号和凭据。",
        ),
        Reason::InvalidProviderToken => (
            "Apple 无法验证已签名的提供者令牌：密钥、Key ID 或 Team ID 有误，或密钥已吊销。",
            "检查 Key ID 与 Team ID 是否颠倒，以及密钥在开发者账号中是否仍然存在。",
        ),
        Reason::MissingProviderToken => (
            "请求既没有证书，也没有提供者令牌。",
            "为此应用和环境添加签名密钥或证书。",
        ),
        Reason::UnrelatedKeyIdInToken => (
            "提供者令牌所用的密钥与此连接最初使用的密钥不同。",
            "推送本身无需修正：需要新的连接。每个连接只使用一个密钥。",
        ),
        Reason::BadEnvironmentKeyIdInToken => (
            "签名密钥属于另一个环境。",
            "使用此环境的密钥，或发送到另一个环境。",
        ),
        Reason::BadPath => (
            "Apple 不认识请求的路径。若要删除频道：它已不存在。",
            "检查请求发往的地址。",
        ),
        Reason::MethodNotAllowed => (
            "请求未使用 POST，或使用了该路径不支持的方法。",
            "使用 Apple 为该路径指定的方法。",
        ),
        Reason::ExpiredToken => (
            "设备令牌已过期。",
            "丢弃此令牌。应用下次启动时会获得新令牌。",
        ),
        Reason::Unregistered => (
            "令牌对此主题已失效：应用已被移除，或其推送已关闭。",
            "如果令牌的注册时间早于 Apple 给出的时间，请丢弃它。",
        ),
        Reason::PayloadTooLarge => (
            "负载超过 Apple 接受的字节数：4096，来电和广播为 5120。",
            "缩短负载。",
        ),
        Reason::TooManyProviderTokenUpdates => (
            "提供者令牌在 20 分钟内更新了不止一次。",
            "共用一个提供者令牌，每 20 到 60 分钟更新一次。",
        ),
        Reason::TooManyRequests => (
            "连续向同一设备发送的推送过多；对于广播：请求过多。",
            "稍候，并减少发往该设备的推送；把频繁变化的内容合并为一条。",
        ),
        Reason::InternalServerError => ("Apple 内部出错。", "15 分钟后重试，之后逐渐延长间隔。"),
        Reason::ServiceUnavailable => ("Apple 的服务不可用。", "15 分钟后重试，之后逐渐延长间隔。"),
        Reason::Shutdown => ("应答的服务器正在关闭。", "重新连接并再次发送。"),
        Reason::FeatureNotEnabled => (
            "此 App ID 未启用广播。",
            "在开发者账号中启用广播：标识符，然后是推送通知。",
        ),
        Reason::MissingChannelId => ("请求中没有频道。", "选择频道。"),
        Reason::BadChannelId => (
            "频道 ID 无效：传输中被改动，或从未有过此频道。",
            "原样复制 Apple 给出的频道 ID。",
        ),
        Reason::ChannelNotRegistered => {
            ("频道（已）不存在。", "丢弃此频道；如有需要，创建新的频道。")
        }
        Reason::BadRequestParams => (
            "请求中有 Apple 不认识的属性。",
            "移除 Apple 文档中没有的内容。",
        ),
        Reason::BadRequestPayload => ("Apple 无法将请求读取为 JSON。", "修正 JSON。"),
        Reason::MissingPushType => ("请求中没有推送类型。", "选择推送类型；广播属于实时活动。"),
        Reason::CannotCreateChannelConfig => ("应用的频道数已达上限。", "删除不再使用的频道。"),
        Reason::TopicMismatch => (
            "凭据不适用于此应用的套装 ID。",
            "使用该套装 ID 所属团队和应用的凭据。",
        ),
        Reason::MissingChannelQueueSize => (
            "新频道未说明是否存储消息。此原因在实践中出现过，不在 Apple 的表格中。",
            "为频道选择存储策略。",
        ),
        Reason::BadDate => (
            "请求中的日期无效。仅有一个客户端报告过，不在 Apple 的表格中。",
            "检查每个日期：应为整数 Unix 秒。",
        ),
        Reason::Unknown(_) => (
            "Apple 应答的原因不在其表格中。",
            "请在 Apple 的页面上查找此原因，并告诉我们，以便在此补充。",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_told_in_chinese() {
        for reason in Reason::ALL {
            let (cause, remedy) = zh(&reason);
            assert!(
                cause.ends_with('。') && remedy.ends_with('。') && !cause.is_ascii(),
                "{reason}"
            );
        }
    }
}
