//! K002: `mdm` is in MDM pushes only.
//!
//! Why: an app gets it as its own data, and no device contacts its server.
//! Example: `apns-push-type: alert` with `{"mdm": "0A1B2C3D"}`
//! Instead: `apns-push-type: mdm`
//!
//! Without `aps` it is clearly an MDM push: then P001 leaves the matter to this rule, which is an error where `aps` is needed.

use crate::document::Node;
use crate::finding::{Code, Edit, Finding, Place, Severity};
use crate::headers::HeaderName;
use crate::push_type::PushType;
use crate::rules::{Context, Findings, Rule, Text, Words, apple};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::K002,
    severity: Severity::Warning,
    push_types: &[],
    check,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("mdm in another push type", "其他推送类型中有 mdm"),
    message: Words::new(
        "mdm is for the push type mdm; here it is only data for the app.",
        "mdm 用于推送类型 mdm；在这里它只是应用的数据。",
    ),
    cases: &[],
    why: Words::new(
        "Only a push of type mdm, sent with the certificate of the MDM server, makes a device contact its server.",
        "只有使用 MDM 服务器证书发送的 mdm 类型推送，才会让设备联系服务器。",
    ),
    remedy: Words::new(
        "Choose the push type mdm, or give your own data another name.",
        "选择推送类型 mdm，或为您自己的数据换个名称。",
    ),
    fix_label: Some(Words::new("Send it as mdm", "以 mdm 发送")),
    platforms: &[],
    apple: apple::MDM,
};

fn check(context: &Context<'_>, out: &mut Findings) {
    let (Some(root), Some(push_type)) = (context.root(), context.push_type) else {
        return;
    };
    let Some(member) = root.member("mdm").filter(|it| it.value.as_str().is_some()) else {
        return;
    };
    if push_type == PushType::Mdm {
        return;
    }
    let (severity, fix) = if is_mdm(root) {
        let mdm = Edit::Header {
            name: HeaderName::PushType,
            value: PushType::Mdm.as_str().to_owned(),
        };
        (Severity::Error, vec![mdm])
    } else {
        (Severity::Warning, Vec::new())
    };
    out.add(Finding {
        code: Code::K002,
        severity,
        place: Place::Body {
            range: member.key.clone(),
            pointer: "/mdm".to_owned(),
        },
        args: Vec::new(),
        fix,
    });
}

/// Whether a payload is the one of an MDM push and nothing else, whatever the header says.
pub(in crate::rules) fn is_mdm(root: &Node) -> bool {
    matches!(root.members(), [only] if only.name == "mdm" && only.value.as_str().is_some())
}
