//! What the relay's error codes mean to a person.

use api::ErrorCode;
use client::ClientError;

words! {
    /// Sentences of errors.
    pub enum Errors {
        NotSent => "The push was not sent", "推送未发送";
        NoAnswer => "The relay did not answer", "中继服务没有应答";
        BadRequest => "The relay did not understand the request. Page and relay may be of different versions; reload the page.", "中继服务无法理解请求。页面与中继服务的版本可能不同，请重新加载页面。";
        CrossSite => "The relay refused the request because it seems to come from another site. Open Carillon at the address that it printed.", "中继服务认为请求来自其他网站并拒绝了它。请在它打印的地址打开 Carillon。";
        IdempotencyConflict => "The same request was sent twice with different content. Send again.", "同一请求以不同内容发送了两次。请再发送一次。";
        IdempotencyKeyNeeded => "The request lacked the key that keeps it from being sent twice. Reload the page.", "请求缺少防止重复发送的键。请重新加载页面。";
        Internal => "Something broke in the relay. Its log says more about this request.", "中继服务出现故障。其日志中有此请求的详细记录。";
        NoSuchPath => "The relay does not have this function. Page and relay may be of different versions; reload the page.", "中继服务没有此功能。页面与中继服务的版本可能不同，请重新加载页面。";
        NotFound => "The app or the device is no longer there. Choose another device.", "应用或设备已不存在。请选择其他设备。";
        SignInLinkSpent => "This sign-in link was used already, or it is too old. Start the relay again to get a new one.", "此登录链接已被使用或已过期。请重新启动中继服务以获取新链接。";
        SignedOut => "Your session has ended. Open a new sign-in link.", "会话已结束。请打开新的登录链接。";
        PayloadRefused => "The relay’s rules found something that Apple would refuse. See the problems.", "中继服务的规则发现了 Apple 会拒绝的内容。请查看问题。";
        TooLarge => "The draft is larger than the relay takes.", "草稿超过了中继服务可接受的大小。";
        TooManyRequests => "Too many requests in a short time. Wait a moment, then send again.", "短时间内请求过多。请稍后再发送。";
        NoTransport => "This app has no credential for this environment, or the simulator is off.", "此应用在此环境中没有凭据，或模拟器已关闭。";
        Unavailable => "The relay is stopping or not ready yet. Send again in a moment.", "中继服务正在停止或尚未就绪。请稍后再发送。";
        Foreign { status: u16 } => format!("The relay gave an answer (HTTP {status}) that this page does not understand. Reload the page."), format!("无法识别中继服务的应答（HTTP {status}）。请重新加载页面。");
        Offline => "The relay cannot be reached. It may have been stopped, or you are offline. When it is back, send again: the same push is not sent twice.", "无法连接中继服务。它可能已停止，或者您已离线。恢复后请再次发送：同一条推送不会重复发送。";
        Request { id: String } => format!("Request {id}"), format!("请求 {id}");
    }
}

/// What an error code means.
pub const fn code(code: ErrorCode) -> Errors {
    match code {
        ErrorCode::BadRequest => Errors::BadRequest,
        ErrorCode::CrossSite => Errors::CrossSite,
        ErrorCode::IdempotencyConflict => Errors::IdempotencyConflict,
        ErrorCode::IdempotencyKeyNeeded => Errors::IdempotencyKeyNeeded,
        ErrorCode::Internal => Errors::Internal,
        ErrorCode::NoSuchPath => Errors::NoSuchPath,
        ErrorCode::NotFound => Errors::NotFound,
        ErrorCode::SignInLinkSpent => Errors::SignInLinkSpent,
        ErrorCode::SignedOut => Errors::SignedOut,
        ErrorCode::PayloadRefused => Errors::PayloadRefused,
        ErrorCode::TooLarge => Errors::TooLarge,
        ErrorCode::TooManyRequests => Errors::TooManyRequests,
        ErrorCode::NoTransport => Errors::NoTransport,
        ErrorCode::Unavailable => Errors::Unavailable,
    }
}

/// What is known about a send that failed.
pub const fn title(error: &ClientError) -> Errors {
    match error {
        ClientError::Problem(_) => Errors::NotSent,
        // It may have been taken all the same.
        ClientError::Foreign { .. } | ClientError::Offline(_) => Errors::NoAnswer,
    }
}

/// The request that the relay's log knows more about, where only the log does.
pub fn request(error: &ClientError) -> Option<Errors> {
    match error {
        ClientError::Problem(problem) if problem.code == ErrorCode::Internal => {
            Some(Errors::Request {
                id: problem.request_id.clone(),
            })
        }
        ClientError::Foreign { .. } | ClientError::Offline(_) | ClientError::Problem(_) => None,
    }
}

/// What a failed call means.
pub fn client(error: &ClientError) -> Errors {
    match error {
        ClientError::Foreign { status } => Errors::Foreign { status: *status },
        ClientError::Offline(_) => Errors::Offline,
        ClientError::Problem(problem) => code(problem.code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Words;

    #[test]
    fn every_error_code_has_a_sentence_of_its_own() {
        let mut seen: Vec<_> = ErrorCode::ALL.into_iter().map(|it| code(it).zh()).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), ErrorCode::ALL.len());
    }
}
