//! Sentences of the frame: navigation, header, sign-in, and pages that are not there.

words! {
    /// Sentences of the frame.
    pub enum Shell {
        Home => "Home", "首页";
        Compose => "Compose", "撰写";
        History => "History", "历史记录";
        Design => "Design", "设计";
        NotFound => "Page not found", "找不到页面";
        NotFoundText => "There is nothing at this address. It may have been typed wrong, or the page does not exist yet.", "这个地址没有内容。可能是输入有误，或者页面尚不存在。";
        GoHome => "Go to the start page", "回到首页";
        PageTitle { page: String } => format!("Carillon – {page}"), format!("Carillon – {page}");
        ErrorTitle { page: String } => format!("Error: Carillon – {page}"), format!("错误：Carillon – {page}");
        SkipToContent => "Skip to content", "跳到正文";
        Navigation => "Pages", "页面";
        Undo { what: String } => if what.is_empty() { "Undo".to_owned() } else { format!("Undo: {what}") }, if what.is_empty() { "撤销".to_owned() } else { format!("撤销：{what}") };
        Redo { what: String } => if what.is_empty() { "Redo".to_owned() } else { format!("Redo: {what}") }, if what.is_empty() { "重做".to_owned() } else { format!("重做：{what}") };
        OtherLanguage => "中文", "English";
        SwitchLanguage => "中文 – switch to Chinese", "English – 切换到英文";
        ThemeDark => "Switch to the dark theme", "切换到深色主题";
        ThemeLight => "Switch to the light theme", "切换到浅色主题";
        Saved { time: String } => format!("Saved {time}"), format!("已保存 {time}");
        Saving => "Saving…", "正在保存…";
        NotKept => "This browser keeps nothing: the draft is lost when you close the page", "此浏览器不保留数据：关闭页面后草稿会丢失";
        App => "App", "应用";
        Simulator => "Simulator", "模拟器";
        Sandbox => "Sandbox", "沙盒";
        Production => "Production", "生产";
        Reconnecting => "Reconnecting…", "正在重新连接…";
        Loading => "One moment…", "请稍候…";
        SignedOutTitle => "You are signed out", "您尚未登录";
        SignedOutText => "Sending and history need a session. Composing, checking and previewing work without one: nothing leaves this browser.", "发送和历史记录需要登录。撰写、检查和预览不需要登录：内容不会离开此浏览器。";
        SignedOutHow => "Carillon signs you in by a link that works once. The relay prints one when it starts:", "Carillon 通过一次性链接登录。中继服务启动时会打印一条链接：";
        SignedOutThen => "Open the printed link in this browser.", "在此浏览器中打开打印出来的链接。";
        LinkSpentTitle => "This sign-in link no longer works", "此登录链接已失效";
        LinkSpentText => "A link works once, for one hour. Start the relay again to get a new one.", "每条链接只能使用一次，有效期一小时。请重新启动中继服务以获取新链接。";
        OfflineTitle => "The relay cannot be reached", "无法连接中继服务";
        OfflineText => "It may have been stopped, or you are offline. Composing, checking and previewing still work; sending waits until it is back.", "它可能已停止，或者您已离线。撰写、检查和预览仍可使用；恢复连接后才能发送。";
        ForeignTitle => "The relay gave an answer that this page does not understand", "此页面无法识别中继服务的应答";
        ForeignText => "Page and relay may be of different versions. Reload the page; if that does not help, restart the relay.", "页面与中继服务的版本可能不同。请重新加载页面；如仍无效，请重新启动中继服务。";
        TryAgain => "Try again", "重试";
        ComposeAnyway => "Compose without a session", "不登录直接撰写";
        CopyCommand => "Copy the command", "复制命令";
        Copied => "Copied", "已复制";
        CrashTitle => "This page has stopped working", "页面已停止工作";
        CrashText => "Your draft is saved in this browser. Reload the page to go on; if it happens again, please report the text below.", "您的草稿已保存在此浏览器中。请重新加载页面；如果再次发生，请反馈下面的文字。";
        Reload => "Reload the page", "重新加载页面";
    }
}

/// The name of an environment.
pub const fn environment(environment: payload::Environment) -> Shell {
    match environment {
        payload::Environment::Simulator => Shell::Simulator,
        payload::Environment::Sandbox => Shell::Sandbox,
        payload::Environment::Production => Shell::Production,
    }
}
