//! Sentences of the result card: what became of a push, exactly and without promising more than Apple said.

use std::borrow::Cow;

use api::UnknownCause;
use payload::Environment;
use yew::AttrValue;

use super::Words;

/// A sentence of the result card.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// Name of the card.
    Title,
    /// On its way.
    Pending,
    /// What that means.
    PendingText,
    /// Not accepted so far, by whom.
    Waiting(Environment),
    /// What was said, and when it is tried again.
    WaitingText {
        /// By whom.
        environment: Environment,
        /// Apple's word, else the status; `None` when nothing was sent.
        said: Option<AttrValue>,
        /// When it is tried again.
        next: AttrValue,
        /// Which attempt that will be.
        attempt: u32,
    },
    /// Answered with 200, by whom.
    Accepted(Environment),
    /// What that means, by whom.
    AcceptedText(Environment),
    /// Refused, by whom.
    Rejected(Environment),
    /// No answer is known.
    Unknown,
    /// How that came about.
    UnknownBecause(UnknownCause),
    /// What to do about it.
    UnknownRemedy,
    /// Not accepted, and no longer tried.
    GaveUp,
    /// Stopped by a person.
    Cancelled,
    /// What that means.
    CancelledText,
    /// Label of Apple's label for the push.
    ApnsId,
    /// Label of the key for Apple's delivery log.
    UniqueId,
    /// Label of the status.
    Status,
    /// Label of Apple's word.
    Reason,
    /// Label of the device.
    Device,
    /// Label of the time.
    SentAt,
    /// Label of the cause.
    Cause,
    /// Label of the remedy.
    Remedy,
    /// Label of the rule that would have caught it.
    Rule,
    /// Name of a copy button.
    Copy(AttrValue),
    /// Said after copying.
    Copied,
    /// Stands for Apple's word where Apple gave none.
    NoReason,
}

const fn who_en(environment: Environment) -> &'static str {
    match environment {
        Environment::Simulator => "the simulator",
        Environment::Sandbox | Environment::Production => "Apple",
    }
}

/// With a space after Latin letters, as Chinese typography wants it.
const fn who_zh(environment: Environment) -> &'static str {
    match environment {
        Environment::Simulator => "模拟器",
        Environment::Sandbox | Environment::Production => "Apple ",
    }
}

impl Words for Msg {
    fn en(&self) -> Cow<'static, str> {
        match self {
            Self::Title => "Result".into(),
            Self::Pending => "On its way".into(),
            Self::PendingText => "It is in the ledger. The answer will appear here.".into(),
            Self::Waiting(environment) => {
                format!("Not accepted by {} yet", who_en(*environment)).into()
            }
            Self::WaitingText {
                environment,
                said,
                next,
                attempt,
            } => {
                let why = match (said, environment) {
                    (Some(said), Environment::Simulator) => format!("The simulator said {said}"),
                    (Some(said), _) => format!("Apple said {said}"),
                    (None, _) => "It could not be sent".to_owned(),
                };
                format!("{why}; Carillon tries again at {next} (attempt {attempt}).").into()
            }
            Self::Accepted(environment) => format!("Accepted by {}", who_en(*environment)).into(),
            Self::AcceptedText(Environment::Simulator) => "The simulator took it, as Apple would have, and passes it on to the simulated phone.".into(),
            Self::AcceptedText(_) => "Apple took it and passes it on. Whether and when the phone shows it, Apple does not say.".into(),
            Self::Rejected(environment) => format!("Rejected by {}", who_en(*environment)).into(),
            Self::Unknown => "Outcome unknown".into(),
            Self::UnknownBecause(UnknownCause::RelayStopped) => "The relay stopped before it heard an answer. The push may have arrived.".into(),
            Self::UnknownBecause(UnknownCause::NoAnswer) => "No answer came in time. The push may have arrived.".into(),
            Self::UnknownBecause(UnknownCause::ConnectionLost) => "The connection broke after the push had been written to it. It may have arrived.".into(),
            Self::UnknownRemedy => "Look at the phone before you send it again: it could show twice. A collapse ID prevents that.".into(),
            Self::GaveUp => "Gave up: not accepted".into(),
            Self::Cancelled => "Cancelled".into(),
            Self::CancelledText => "Stopped before it was sent. Nothing left the relay.".into(),
            Self::ApnsId => "apns-id".into(),
            Self::UniqueId => "apns-unique-id".into(),
            Self::Status => "Status".into(),
            Self::Reason => "Reason".into(),
            Self::Device => "Device".into(),
            Self::SentAt => "Sent".into(),
            Self::Cause => "Cause".into(),
            Self::Remedy => "What to do".into(),
            Self::Rule => "Rule".into(),
            Self::Copy(what) => format!("Copy {what}").into(),
            Self::Copied => "Copied".into(),
            Self::NoReason => "No reason given".into(),
        }
    }

    fn zh(&self) -> Cow<'static, str> {
        match self {
            Self::Title => "结果".into(),
            Self::Pending => "正在发送".into(),
            Self::PendingText => "已记入账本，答复会显示在这里。".into(),
            Self::Waiting(environment) => format!("{}尚未接受", who_zh(*environment)).into(),
            Self::WaitingText {
                environment,
                said,
                next,
                attempt,
            } => {
                let why = match said {
                    Some(said) => format!("{}答复 {said}", who_zh(*environment)),
                    None => "未能发出".to_owned(),
                };
                format!("{why}；Carillon 将在 {next} 重试（第 {attempt} 次尝试）。").into()
            }
            Self::Accepted(environment) => format!("{}已接受", who_zh(*environment)).into(),
            Self::AcceptedText(Environment::Simulator) => {
                "模拟器像 Apple 一样接受了它，并转交给模拟手机。".into()
            }
            Self::AcceptedText(_) => {
                "Apple 已接受并会转交。手机是否显示、何时显示，Apple 不会告知。".into()
            }
            Self::Rejected(environment) => format!("{}已拒绝", who_zh(*environment)).into(),
            Self::Unknown => "结果未知".into(),
            Self::UnknownBecause(UnknownCause::RelayStopped) => {
                "中继服务在准备发送之后、收到答复之前停止了。推送可能已送出。".into()
            }
            Self::UnknownBecause(UnknownCause::NoAnswer) => {
                "没有及时收到答复。推送可能已送出。".into()
            }
            Self::UnknownBecause(UnknownCause::ConnectionLost) => {
                "推送写入后连接中断。推送可能已送出。".into()
            }
            Self::UnknownRemedy => {
                "再次发送前请先看手机，否则可能显示两次。使用折叠 ID 可以避免。".into()
            }
            Self::GaveUp => "已放弃：未被接受".into(),
            Self::Cancelled => "已取消".into(),
            Self::CancelledText => "在发送前停止，没有任何内容离开中继服务。".into(),
            Self::ApnsId => "apns-id".into(),
            Self::UniqueId => "apns-unique-id".into(),
            Self::Status => "状态码".into(),
            Self::Reason => "原因".into(),
            Self::Device => "设备".into(),
            Self::SentAt => "发送时间".into(),
            Self::Cause => "起因".into(),
            Self::Remedy => "怎么办".into(),
            Self::Rule => "规则".into(),
            Self::Copy(what) => format!("复制 {what}").into(),
            Self::Copied => "已复制".into(),
            Self::NoReason => "未给出原因".into(),
        }
    }
}
