//! Sentences of the history.

words! {
    /// Sentences of the history.
    pub enum History {
        Heading => "History", "历史记录";
        Lead => "Every push that this workspace sent, newest first. Accepted means that Apple answered 200; it never means delivered.", "此工作区发送的所有推送，最新的在前。“已接受”表示 Apple 应答了 200，不代表已送达。";
        Table => "Pushes, newest first", "推送，最新的在前";
        Outcome => "Outcome", "结果";
        Push => "Push", "推送";
        Device => "Device", "设备";
        Environment => "Environment", "环境";
        Time => "Time", "时间";
        ApnsId => "apns-id", "apns-id";
        CopyId => "Copy the apns-id", "复制 apns-id";
        Copied => "Copied", "已复制";
        OpenNamed { title: String } => format!("Show the push “{title}”"), format!("查看推送“{title}”");
        Close => "Close", "关闭";
        OpenInComposer => "Open in composer", "在撰写页打开";
        Payload => "Payload", "负载";
        Headers => "Headers", "标头";
        EmptyTitle => "No pushes yet", "还没有推送";
        EmptyText => "What you send appears here, with Apple’s answer and its reason.", "您发送的推送会显示在这里，并附上 Apple 的应答与原因。";
        EmptyAction => "Send your first push", "发送第一条推送";
        Pending => "Pending", "等待中";
        Waiting => "Trying again", "正在重试";
        Accepted => "Accepted", "已接受";
        Rejected => "Rejected", "被拒绝";
        Unknown => "Unknown", "未知";
        GaveUp => "Gave up", "已放弃";
        Cancelled => "Cancelled", "已取消";
        UnknownTitle { count: usize } => if *count == 1 { "The outcome of 1 push is not known".to_owned() } else { format!("The outcome of {count} pushes is not known") }, format!("有 {count} 条推送的结果未知");
        UnknownText => "The relay stopped or lost its connection between handing them over and hearing the answer. They may have arrived, so they are not sent again automatically.", "中继服务在交付之后、收到应答之前停止或断开了连接。这些推送可能已送达，因此不会自动重发。";
        Untitled => "No title", "无标题";
        SilentPush => "Silent push", "静默推送";
        DeviceGone => "Removed device", "已移除的设备";
    }
}
