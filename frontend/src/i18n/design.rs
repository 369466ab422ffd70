//! Sentences of the component page, which exists in development builds only.

words! {
    /// A sentence of the component page.
    #[derive(Copy, Eq)]
    pub enum Msg {
        Title => "Components", "组件";
        Lead => "Every part in every state. If it is not here, it does not exist.", "每个组件的每种状态。这里没有的，就不存在。";
        Theme => "Theme", "外观";
        System => "System", "跟随系统";
        Light => "Light", "浅色";
        Dark => "Dark", "深色";
        Colors => "Color", "颜色";
        Type => "Type", "文字";
        Icons => "Mark and icons", "标志与图标";
        Buttons => "Buttons", "按钮";
        Fields => "Fields", "输入框";
        Choices => "Choices", "选择";
        Badges => "Badges", "标签";
        Banners => "Banners and toasts", "横幅与提示";
        Problems => "Problems", "问题";
        Steps => "Steps", "步骤";
        Results => "Results", "结果";
        Rest => "Opening, loading, empty", "展开、加载、空白";
        Phone => "Phone", "手机";
        Send => "Send your first push", "发送第一条推送";
        Save => "Save draft", "保存草稿";
        Skip => "Skip", "跳过";
        Delete => "Delete", "删除";
        TitleField => "Title", "标题";
        Hint => "One line on the lock screen.", "锁定屏幕上显示一行。";
        Error => "badge must be a whole number; you wrote \"3\" in quotes. Remove the quotes.", "badge 必须是整数；您写的是带引号的 \"3\"。去掉引号即可。";
        Fix => "Fix", "修复";
        Why => "Why?", "为什么？";
        Because => "Apple ignores a badge that is text, and shows the rest of the push as if there were none.", "Apple 会忽略文本形式的 badge，其余内容照常显示。";
        PushTitle => "Order ready", "订单已备好";
        PushSubtitle => "Corner Bakery", "街角面包房";
        PushBody => "Your bread is warm. Come by before 18:00.", "面包刚出炉，请在 18:00 前来取。";
        PushLong => "Your parcel is on its way and arrives today before 18:00. If nobody is at home, the courier leaves it with your neighbor on the second floor, who has agreed to take it, or brings it back tomorrow between nine and noon, as you like.", "您的包裹正在派送，预计今天 18:00 前送达。如果家中无人，快递员会将包裹交给二楼愿意代收的邻居，或者按您的意愿在明天上午九点到十二点之间再次派送。如需更改派送时间或地址，请在今天下午三点之前联系我们的客服，我们会尽快为您安排。";
        Now => "now", "现在";
        Earlier => "2h ago", "2小时前";
        Date => "Friday, November 21", "11月21日 星期五";
        Device => "Ada’s iPhone", "Ada 的 iPhone";
        NoProblem => "No problems. Apple would take this.", "没有问题，Apple 会接受。";
        Blocks => "Blocks sending", "阻止发送";
        Warning => "Warning", "警告";
        HintWord => "Hint", "提示";
        Line => "Line 9", "第 9 行";
        Longer => "A background push with priority 10 is refused by Apple. Use 5.", "优先级为 10 的后台推送会被 Apple 拒绝，请使用 5。";
        Silent => "mutable-content without an alert has no effect.", "没有 alert 时，mutable-content 不起作用。";
        Simulator => "Simulator", "模拟器";
        Sandbox => "Sandbox", "沙盒";
        Production => "Production", "生产环境";
        Validated => "Validated", "已校验";
        Signed => "Signed", "已签名";
        Accepted => "Accepted", "已接受";
        Displayed => "Displayed", "已显示";
        Bytes => "612 of 4,096 bytes", "612 / 4,096 字节";
        Empty => "No pushes yet", "还没有推送";
        EmptyText => "What you send appears here, with Apple’s answer and the time it took.", "您发送的内容会出现在这里，附上 Apple 的答复和用时。";
        Remedy => "Copy the token again from this build of the app, and check that the environment is the build’s.", "从应用的这个构建版本重新复制令牌，并确认环境与构建一致。";
        Cause => "The token is not one that Apple knows in this environment.", "Apple 在此环境中不认识这个令牌。";
        Open => "Open dialog", "打开对话框";
        Close => "Close", "关闭";
    }
}
