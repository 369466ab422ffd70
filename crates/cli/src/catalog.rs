//! The catalogue's sentences, in the language that was asked for and safe to print.

use payload::rules::Platform;
use payload::{Code, Finding, Lang, PushType, Reason, Severity, Words};

/// The sentence of a finding.
pub(crate) fn message(finding: &Finding, lang: Lang) -> String {
    let arg = |wanted: &str| finding.args.iter().find(|(name, _)| *name == wanted);
    let mut message = finding.message(lang);
    // What `rows` has added.
    if let Some((_, because)) = arg("because") {
        message = match lang {
            Lang::En => format!("{message} {because}"),
            Lang::Zh => format!("{message}{because}"),
        };
    }
    match (arg("row"), lang) {
        (Some((_, row)), Lang::En) => format!("row {row}: {message}"),
        (Some((_, row)), Lang::Zh) => format!("第 {row} 行：{message}"),
        (None, _) => message,
    }
}

/// What its fix does.
pub(crate) fn fix_label(finding: &Finding, lang: Lang) -> Option<&'static str> {
    finding.fix_label(lang)
}

/// The heading of its rule.
pub(crate) fn title(finding: &Finding, lang: Lang) -> &'static str {
    finding.code.text().title.get(lang)
}

/// A severity's name in outputs for programs.
pub(crate) const fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

/// A severity's name for people.
pub(crate) const fn severity_words(severity: Severity) -> Words {
    match severity {
        Severity::Error => Words::new("error", "错误"),
        Severity::Warning => Words::new("warning", "警告"),
        Severity::Hint => Words::new("hint", "提示"),
    }
}

/// Everything that the catalogue says about a rule.
pub(crate) struct Explained {
    pub(crate) title: &'static str,
    pub(crate) message: &'static str,
    /// Other sentences, by the case that chooses them.
    pub(crate) cases: Vec<(&'static str, &'static str)>,
    pub(crate) why: &'static str,
    pub(crate) remedy: &'static str,
    /// What its fixes do.
    pub(crate) fixes: Vec<&'static str>,
    /// The push types it is about; empty for all.
    pub(crate) push_types: &'static [PushType],
    /// The systems it is about; empty for all.
    pub(crate) platforms: &'static [Platform],
    pub(crate) apple: &'static str,
}

impl Explained {
    pub(crate) fn of(code: Code, lang: Lang) -> Self {
        let text = code.text();
        let labels = text
            .cases
            .iter()
            .map(|case| case.fix_label)
            .chain([text.fix_label]);
        let mut fixes = Vec::new();
        for label in labels.flatten().map(|label| label.get(lang)) {
            if !fixes.contains(&label) {
                fixes.push(label);
            }
        }
        Self {
            title: text.title.get(lang),
            message: text.message.get(lang),
            cases: text
                .cases
                .iter()
                .map(|case| (case.what, case.message.get(lang)))
                .collect(),
            why: text.why.get(lang),
            remedy: text.remedy.get(lang),
            fixes,
            push_types: code.rule().push_types,
            platforms: text.platforms,
            apple: text.apple,
        }
    }
}

/// The cause and the remedy of a reason.
pub(crate) const fn reason(reason: &Reason, lang: Lang) -> (&'static str, &'static str) {
    (reason.cause(lang), reason.remedy(lang))
}
