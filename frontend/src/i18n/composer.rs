//! Sentences of the composer: form, JSON, problems, send bar.

use payload::{AppPart, HeaderName, PushType, Severity};

use crate::state::Field;
use crate::state::history::Change;

words! {
    /// Sentences of the composer.
    pub enum Msg {
        View => "Edit as", "编辑方式";
        ViewForm => "Form", "表单";
        ViewJson => "JSON", "JSON";
        ViewSplit => "Split", "并排";
        Parts => "Parts of the composer", "撰写页的部分";
        TabEdit => "Edit", "编辑";
        TabPreview => "Preview", "预览";
        TabProblems => "Problems", "问题";
        Editor => "Draft", "草稿";
        Preview => "Preview", "预览";

        Message => "Message", "消息";
        Behavior => "Behavior", "行为";
        Delivery => "Delivery", "投递";
        Title => "Title", "标题";
        TitleHint => "One line on every screen.", "在所有屏幕上显示为一行。";
        Subtitle => "Subtitle", "副标题";
        Body => "Body", "正文";
        BodyHint => "About 4 lines on the lock screen, 2 in a banner.", "锁定屏幕约 4 行，横幅约 2 行。";
        Badge => "Badge", "角标";
        BadgeHint => "A whole number; 0 removes it.", "整数；0 会移除角标。";
        Sound => "Sound", "声音";
        SoundHint => "“default”, or a sound file in the app.", "“default”，或应用内的声音文件。";
        InterruptionLevel => "Interruption level", "打扰级别";
        LevelAbsent => "Not set (active)", "未设置（active）";
        LevelPassive => "Passive – in the list, no sound", "passive – 仅进入列表，无声音";
        LevelActive => "Active – lights the screen", "active – 点亮屏幕";
        LevelTimeSensitive => "Time sensitive – passes Focus", "time-sensitive – 可突破专注模式";
        LevelCritical => "Critical – ignores the mute switch", "critical – 忽略静音开关";
        ThreadId => "Thread", "会话";
        ThreadHint => "Notifications with the same thread are grouped.", "相同会话的通知会归为一组。";
        MutableContent => "Let the app’s extension change it", "允许应用扩展修改";
        MutableHint => "mutable-content: needed for images.", "mutable-content：显示图片时需要。";
        ContentAvailable => "Wake the app in the background", "在后台唤醒应用";
        ContentHint => "content-available: the app gets a moment to fetch.", "content-available：应用可短暂运行以获取内容。";
        EditInJson => "This value has parts that only the JSON view can edit.", "此值含有只能在 JSON 视图中编辑的部分。";
        CustomDataHint => "Other keys stay as they are; edit them in the JSON view.", "其他键保持不变；可在 JSON 视图中编辑。";
        OpenJson => "Open the JSON view", "打开 JSON 视图";

        PushType => "Push type", "推送类型";
        TypeMissing => "Not chosen", "未选择";
        Topic => "Topic", "主题";
        TopicHint => "Empty: made from the bundle ID and the push type.", "留空：由套装 ID 和推送类型自动得出。";
        Priority => "Priority", "优先级";
        PriorityAbsent => "Not set", "未设置";
        Priority10 => "10 – now", "10 – 立即";
        Priority5 => "5 – when power allows", "5 – 视电量而定";
        Priority1 => "1 – power first", "1 – 电量优先";
        Expiration => "Expiration", "过期时间";
        ExpirationHint => "Unix seconds; 0: try once. Empty: Apple decides.", "Unix 秒；0 表示只尝试一次。留空：由 Apple 决定。";
        ExpirationAt { when: String } => format!("Until {when}"), format!("有效至 {when}");
        CollapseId => "Collapse ID", "折叠 ID";
        CollapseHint => "A later push with the same ID replaces this one.", "之后使用相同 ID 的推送会替换此条。";
        Bytes { count: usize, limit: usize } => format!("{count} of {limit} bytes"), format!("{count} / {limit} 字节");
        Characters { count: usize } => if *count == 1 { "1 character".to_owned() } else { format!("{count} characters") }, format!("{count} 个字符");

        JsonLabel => "Payload as JSON", "JSON 负载";
        JsonHint => "Tab leaves the editor. Ctrl+] indents and Ctrl+[ outdents (⌘ on a Mac).", "按 Tab 键离开编辑器。Ctrl+] 增加缩进，Ctrl+[ 减少缩进（Mac 上用 ⌘）。";
        JsonBroken { line: usize } => format!("JSON has an error on line {line}. The form shows the last good values."), format!("JSON 第 {line} 行有错误。表单显示最后一次有效的值。");
        GoThere => "Go there", "前往";
        Line { line: usize } => format!("Line {line}"), format!("第 {line} 行");
        Token => "Device token", "设备令牌";
        PushId => "Push ID", "推送 ID";
        ChannelId => "Channel ID", "频道 ID";
        Headers => "Headers", "标头";
        Credential => "Credential", "凭据";
        AppSwift => "Swift", "Swift";
        AppSchema => "JSON Schema", "JSON Schema";
        AppStrings => "Strings", "字符串文件";

        AppCheck => "Check against your app", "对照您的应用检查";
        AppIntro => "Paste types or load texts of your app. They are read in your browser, never uploaded.", "粘贴应用的类型，或载入应用的文本。只在您的浏览器中读取，绝不上传。";
        AppSwiftLabel => "Swift: ActivityAttributes", "Swift：ActivityAttributes";
        AppSchemaLabel => "JSON Schema", "JSON Schema";
        AppFilesLabel => "Texts: .strings, .stringsdict, .xcstrings", "文本：.strings、.stringsdict、.xcstrings";
        AppFilesHint => "The folder’s name says the language, such as de.lproj.", "语言由文件夹名称得知，例如 de.lproj。";
        AppAddFiles => "Add files…", "添加文件…";
        AppAddFolder => "Add folder…", "添加文件夹…";
        AppRemove { path: String } => format!("Remove {path}"), format!("移除 {path}");
        AppClear => "Clear all", "全部清除";
        AppFailed => "Nothing is checked: this browser cannot run the check.", "未做检查：此浏览器无法运行检查。";
        AppFaults { part: String } => format!("What was not understood: {part}"), format!("未能读懂的内容：{part}");
        AppLanguages { count: usize } => if *count == 1 { "1 language".to_owned() } else { format!("{count} languages") }, format!("{count} 种语言");
        AppProblems { count: usize } => if *count == 1 { "1 problem".to_owned() } else { format!("{count} problems") }, format!("{count} 个问题");

        Problems => "Problems", "问题";
        NoProblems => "No problems. Nothing here that Apple would refuse.", "没有问题。没有 Apple 会拒绝的内容。";
        Total { errors: usize, others: usize } => total_en(*errors, *others), total_zh(*errors, *others);
        SeverityError => "Blocks sending", "阻止发送";
        SeverityWarning => "Warning", "警告";
        SeverityHint => "Hint", "提示";
        Fix => "Fix", "修复";
        FixAll { count: usize } => format!("Fix all {count}"), format!("全部修复（{count}）");
        Why => "Why?", "为什么？";
        Remedy => "What to do", "怎么办";
        AppleDocs => "Apple’s documentation", "Apple 文档";
        NextProblem => "F8 goes to the next problem", "按 F8 前往下一个问题";
        MeterLabel => "Size as it is sent", "发送时的大小";
        MeterText { sent: String, limit: String } => format!("{sent} of {limit} bytes"), format!("{sent} / {limit} 字节");
        MeterUnknown => "Size unknown: JSON error", "大小未知：JSON 有错误";

        SummaryTitle => "There is a problem", "存在问题";
        SummaryText => "Apple would refuse this push. Fix these, then send again.", "Apple 会拒绝此推送。请修正以下问题后再发送。";

        SendTo => "To", "发送到";
        SendTest => "Send test", "发送测试";
        Sending => "Sending…", "正在发送…";
        Answer => "Simulator answers", "模拟器应答";
        AnswerHonest => "Like Apple", "与 Apple 相同";
        NoDevice => "No device", "没有设备";
        BlockedSignedOut => "Sign in to send", "登录后才能发送";
        BlockedOffline => "The relay cannot be reached", "无法连接中继服务";
        BlockedLoading => "Looking for devices…", "正在查找设备…";
        BlockedProblems { count: usize } => if *count == 1 { "1 problem blocks sending".to_owned() } else { format!("{count} problems block sending") }, format!("{count} 个问题阻止发送");
        ReadyTo { device: String } => format!("Goes to {device} now"), format!("立即发送到 {device}");

        Screen => "What the phone shows", "手机显示的内容";
        ScreenPreview => "Preview", "预览";
        ScreenLive => "Simulated iPhone", "模拟 iPhone";
        Now => "now", "现在";
        Silent => "Shows nothing: it wakes the app silently.", "不显示任何内容：静默唤醒应用。";
        StayOnPreview => "Your draft, as you type", "您的草稿，随输入更新";
        CloseResult => "Close the result", "关闭结果";

        ChangedText => "typing in JSON", "JSON 输入";
        ChangedField { field: String } => format!("changed {field}"), format!("修改了{field}");
        ChangedFix { code: String } => format!("fixed {code}"), format!("修复了 {code}");
        ChangedFixes => "fixed everything", "全部修复";
        ChangedLoad => "opened another draft", "打开了另一份草稿";
    }
}

fn total_en(errors: usize, others: usize) -> String {
    let problems = match errors + others {
        0 => return "No problems".to_owned(),
        1 => "1 problem".to_owned(),
        all => format!("{all} problems"),
    };
    match errors {
        0 => format!("{problems}, none blocks sending"),
        1 => format!("{problems}, 1 blocks sending"),
        _ => format!("{problems}, {errors} block sending"),
    }
}

fn total_zh(errors: usize, others: usize) -> String {
    match (errors, errors + others) {
        (_, 0) => "没有问题".to_owned(),
        (0, all) => format!("{all} 个问题，均不阻止发送"),
        (_, all) => format!("{all} 个问题，其中 {errors} 个阻止发送"),
    }
}

/// The label of a form field.
pub const fn field(field: Field) -> Msg {
    match field {
        Field::Title => Msg::Title,
        Field::Subtitle => Msg::Subtitle,
        Field::Body => Msg::Body,
        Field::Badge => Msg::Badge,
        Field::Sound => Msg::Sound,
        Field::InterruptionLevel => Msg::InterruptionLevel,
        Field::ThreadId => Msg::ThreadId,
        Field::MutableContent => Msg::MutableContent,
        Field::ContentAvailable => Msg::ContentAvailable,
    }
}

/// The label of a header.
pub const fn header(name: HeaderName) -> Msg {
    match name {
        HeaderName::PushType => Msg::PushType,
        HeaderName::Topic => Msg::Topic,
        HeaderName::Priority => Msg::Priority,
        HeaderName::Expiration => Msg::Expiration,
        HeaderName::CollapseId => Msg::CollapseId,
        HeaderName::Id => Msg::PushId,
        HeaderName::ChannelId => Msg::ChannelId,
    }
}

/// A file of the app that the payload was checked against.
pub const fn app_part(part: AppPart) -> Msg {
    match part {
        AppPart::Swift => Msg::AppSwift,
        AppPart::Schema => Msg::AppSchema,
        AppPart::Strings => Msg::AppStrings,
    }
}

/// How much a finding weighs.
pub const fn severity(severity: Severity) -> Msg {
    match severity {
        Severity::Error => Msg::SeverityError,
        Severity::Warning => Msg::SeverityWarning,
        Severity::Hint => Msg::SeverityHint,
    }
}

/// What a step of the history did, in the language of `word`.
pub fn change(change: Change, word: impl Fn(Msg) -> String) -> String {
    match change {
        Change::Text => word(Msg::ChangedText),
        Change::Field(it) => word(Msg::ChangedField {
            field: word(field(it)),
        }),
        Change::Header(it) => word(Msg::ChangedField {
            field: word(header(it)),
        }),
        Change::Fix(code) => word(Msg::ChangedFix {
            code: code.as_str().to_owned(),
        }),
        Change::Fixes => word(Msg::ChangedFixes),
        Change::Load => word(Msg::ChangedLoad),
    }
}

words! {
    /// What each push type is for, in a few words.
    pub enum TypeMsg {
        Alert => "alert – shows something", "alert – 显示通知";
        Background => "background – wakes the app silently", "background – 静默唤醒应用";
        Location => "location – asks where the person is", "location – 请求位置";
        Voip => "voip – incoming call", "voip – 来电";
        Complication => "complication – watch face", "complication – 表盘";
        Fileprovider => "fileprovider – files changed", "fileprovider – 文件有变动";
        Mdm => "mdm – managed device", "mdm – 受管理设备";
        Liveactivity => "liveactivity – Live Activity", "liveactivity – 实时活动";
        Pushtotalk => "pushtotalk – walkie-talkie", "pushtotalk – 对讲";
        Widgets => "widgets – reloads widgets", "widgets – 刷新小组件";
        Controls => "controls – reloads controls", "controls – 刷新控件";
    }
}

/// What a push type is for.
pub const fn push_type(kind: PushType) -> TypeMsg {
    match kind {
        PushType::Alert => TypeMsg::Alert,
        PushType::Background => TypeMsg::Background,
        PushType::Location => TypeMsg::Location,
        PushType::Voip => TypeMsg::Voip,
        PushType::Complication => TypeMsg::Complication,
        PushType::Fileprovider => TypeMsg::Fileprovider,
        PushType::Mdm => TypeMsg::Mdm,
        PushType::Liveactivity => TypeMsg::Liveactivity,
        PushType::Pushtotalk => TypeMsg::Pushtotalk,
        PushType::Widgets => TypeMsg::Widgets,
        PushType::Controls => TypeMsg::Controls,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Words;

    #[test]
    fn totals_read_well_in_both_languages() {
        let totals: Vec<_> = [(0, 0), (1, 0), (0, 2), (2, 1)]
            .into_iter()
            .map(|(errors, others)| Msg::Total { errors, others })
            .collect();
        let lines: Vec<_> = totals
            .iter()
            .map(|total| format!("{} | {}", total.en(), total.zh()))
            .collect();
        expect_test::expect![[r"
            No problems | 没有问题
            1 problem, 1 blocks sending | 1 个问题，其中 1 个阻止发送
            2 problems, none blocks sending | 2 个问题，均不阻止发送
            3 problems, 2 block sending | 3 个问题，其中 2 个阻止发送"]]
        .assert_eq(&lines.join("\n"));
    }
}
