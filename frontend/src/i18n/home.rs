//! Sentences of the first run.

use crate::state::checklist::Item;

words! {
    /// Sentences of the start page.
    pub enum Home {
        Heading => "A push on an iPhone, in one click", "一次点击，推送到 iPhone";
        Lead => "This is a simulated iPhone. The push takes the real route: checked by Apple’s rules, signed, sent over HTTP/2 to a stand-in for Apple’s servers, and on to the phone. No account, no key, no device needed.", "这是一台模拟 iPhone。推送走真实的路径：按 Apple 的规则检查、签名、通过 HTTP/2 发送到 Apple 服务器的替身，再到手机。无需账号、密钥或设备。";
        SendFirst => "Send your first push", "发送您的第一条推送";
        SendAgain => "Send it again", "再发送一次";
        Sending => "Sending…", "正在发送…";
        StepsLabel => "The route of the push", "推送的路径";
        Validated => "Validated", "已检查";
        ValidatedDetail => "Apple’s rules, in the browser and again in the relay", "Apple 的规则，在浏览器和中继服务中各检查一次";
        Signed => "Signed", "已签名";
        SignedDetail => "Written to the ledger, provider token at hand", "已记入账本，提供者令牌就绪";
        Accepted => "Accepted", "已接受";
        AcceptedDetail { apns_id: String } => format!("200, apns-id {apns_id}"), format!("200，apns-id {apns_id}");
        RejectedDetail { status: u16, reason: String } => format!("{status} {reason}"), format!("{status} {reason}");
        AnswerDetail => "Answer over HTTP/2", "通过 HTTP/2 应答";
        UnknownDetail => "No answer is known", "没有已知的应答";
        Displayed => "Displayed", "已显示";
        DisplayedDetail => "On the simulated phone, by the event stream", "通过事件流到达模拟手机";
        NotDisplayed => "Not shown: it was not accepted", "未显示：推送未被接受";
        RealDevice => "A real device does not report back", "真实设备不会回报";
        StepWaiting => "waiting", "等待中";
        StepActive => "under way", "进行中";
        StepDone => "done", "完成";
        StepFailed => "failed", "失败";

        ListTitle => "Five things to try", "五件可以尝试的事";
        ListLead { done: usize } => format!("{done} of 5 done"), format!("已完成 {done} / 5");
        Skip => "Skip", "跳过";
        Restart => "Show the first steps again", "重新显示入门步骤";
        AllDone => "That’s everything", "全部完成";
        AllDoneText => "You have sent a push, changed it, broken it, repaired it and had it refused. Compose your own, or look at the history.", "您已经发送、修改、弄坏并修复了推送，也见过推送被拒绝。现在可以撰写自己的推送，或查看历史记录。";
        ItemSend => "Send your first push", "发送第一条推送";
        ItemSendText => "One click, the real route.", "一次点击，走真实的路径。";
        ItemTitle => "Change the title and send again", "修改标题后再发送";
        ItemTitleText => "The preview follows each key.", "预览随每次按键更新。";
        ItemBreak => "Break it", "弄坏它";
        ItemBreakText => "Puts the badge in quotes, and says why Apple minds.", "把角标放进引号，并说明 Apple 为什么不接受。";
        ItemFix => "Repair it with one click", "一键修复";
        ItemFixText => "Problems that a machine can solve have a button.", "机器能解决的问题都有按钮。";
        ItemRefusal => "Hear what Apple says when it refuses", "看看 Apple 拒绝时的应答";
        ItemRefusalText => "The simulator answers the next push with the reason you choose.", "模拟器会以您选择的原因应答下一条推送。";
        ChangeTitle => "Change the title", "修改标题";
        BreakIt => "Break it", "弄坏它";
        GoToProblem => "Go to the problem", "前往问题";
        Done => "done", "已完成";
        ToDo => "to do", "待完成";

        TourLabel => "Next step", "下一步";
        ContinueOnHome => "Try refusals", "试试被拒绝";

        NextTitle => "Where to go next", "接下来";
        ComposeCard => "Compose your own", "撰写自己的推送";
        ComposeCardText => "Form and JSON side by side, every rule checked as you type.", "表单与 JSON 并排，随输入检查所有规则。";
        ComposeOpen => "Open the composer", "打开撰写页";
        ApiCard => "Read the API", "了解 API";
        ApiCardText => "What was just sent, as one command. The session cookie stays in the browser; put it into CARILLON_SESSION yourself.", "刚才的发送，用一条命令表示。会话 Cookie 只保存在浏览器中；请自行填入 CARILLON_SESSION。";
        CopyCurl => "Copy the command", "复制命令";
        Copied => "Copied", "已复制";
        DocsCard => "Apple’s documentation", "Apple 文档";
        DocsCardText => "Every rule names the page it comes from. This is the first one.", "每条规则都注明其出处页面。这是第一页。";
        DocsOpen => "Generating a remote notification", "生成远程通知";
        DeviceMissing => "There is no device in this workspace.", "此工作区中没有设备。";
    }
}

/// What an item of the checklist is called, and what it brings.
pub const fn item(item: Item) -> (Home, Home) {
    match item {
        Item::Send => (Home::ItemSend, Home::ItemSendText),
        Item::ChangeTitle => (Home::ItemTitle, Home::ItemTitleText),
        Item::Break => (Home::ItemBreak, Home::ItemBreakText),
        Item::Fix => (Home::ItemFix, Home::ItemFixText),
        Item::Refusal => (Home::ItemRefusal, Home::ItemRefusalText),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Words;

    /// What is painted before the program runs must be what the program paints, or the page would move.
    #[test]
    fn the_page_that_boots_says_what_the_start_page_says() {
        let boot = include_str!("../../index.html");
        for words in [Home::Heading, Home::Lead] {
            for span in [
                format!("<span lang=\"en\">{}</span>", words.en()),
                format!("<span lang=\"zh-Hans\">{}</span>", words.zh()),
            ] {
                assert!(boot.contains(&span), "index.html lacks {span}");
            }
        }
    }
}
