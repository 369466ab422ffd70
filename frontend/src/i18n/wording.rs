//! What rules and reasons say. The page links the checks and fetches the sentences, in the language that is read.

use std::sync::Arc;

use payload::document::{Node, escape_pointer};
use payload::finding::fill;
use payload::{Code, Document, Finding, Reason};
use yew::prelude::*;

/// The sentences of one language, once they have arrived; shaped as `payload::wording::file` says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wording(Option<Document>);

impl Wording {
    /// Reads the file of a language.
    pub fn read(file: impl Into<Arc<str>>) -> Self {
        Self(Some(Document::parse(file)).filter(Document::is_valid))
    }

    /// Whether the sentences are here.
    pub const fn has_arrived(&self) -> bool {
        self.0.is_some()
    }

    /// What is wrong and how to put it right. Until the sentences are here, the rule's number.
    pub fn message(&self, finding: &Finding) -> AttrValue {
        let sentence = self
            .case(finding)
            .and_then(|case| case.get("message"))
            .or_else(|| self.of_rule(finding.code, "message"))
            .and_then(Node::as_str);
        match sentence {
            Some(sentence) => fill(sentence, &finding.args).into(),
            None => finding.code.as_str().into(),
        }
    }

    /// What the button says that repairs it; `None` when only a person can.
    pub fn fix_label(&self, finding: &Finding) -> Option<AttrValue> {
        if finding.fix.is_empty() {
            return None;
        }
        let label = self
            .case(finding)
            .and_then(|case| case.get("fix"))
            .or_else(|| self.of_rule(finding.code, "fix"));
        label.and_then(Node::as_str).map(words)
    }

    /// The rule's heading.
    pub fn title(&self, code: Code) -> AttrValue {
        match self.of_rule(code, "title").and_then(Node::as_str) {
            Some(title) => words(title),
            None => code.as_str().into(),
        }
    }

    /// Why the rule matters.
    pub fn why(&self, code: Code) -> AttrValue {
        text(self.of_rule(code, "why"))
    }

    /// What to do about it.
    pub fn remedy(&self, code: Code) -> AttrValue {
        text(self.of_rule(code, "remedy"))
    }

    /// Apple's page.
    pub fn apple(&self, code: Code) -> AttrValue {
        text(self.of_rule(code, "apple"))
    }

    /// What happened when Apple gave this reason. Until the sentences are here, the reason itself.
    pub fn cause(&self, reason: &Reason) -> AttrValue {
        match self.of_reason(reason, "cause").and_then(Node::as_str) {
            Some(cause) => words(cause),
            None => words(reason.as_str()),
        }
    }

    /// What to do about a reason.
    pub fn cure(&self, reason: &Reason) -> AttrValue {
        text(self.of_reason(reason, "remedy"))
    }

    fn of_rule(&self, code: Code, part: &str) -> Option<&Node> {
        self.0
            .as_ref()?
            .node(&format!("/rules/{}/{part}", code.as_str()))
    }

    fn case(&self, finding: &Finding) -> Option<&Node> {
        let (_, what) = finding.args.iter().find(|(name, _)| *name == "what")?;
        self.of_rule(finding.code, "cases")?.get(what)
    }

    fn of_reason(&self, reason: &Reason, part: &str) -> Option<&Node> {
        let file = self.0.as_ref()?;
        file.node(&format!(
            "/reasons/{}/{part}",
            escape_pointer(reason.as_str())
        ))
        .or_else(|| file.node(&format!("/reasons//{part}")))
    }
}

fn words(text: &str) -> AttrValue {
    AttrValue::from(text.to_owned())
}

fn text(node: Option<&Node>) -> AttrValue {
    words(node.and_then(Node::as_str).unwrap_or_default())
}

/// The sentences of the language that the page is shown in.
#[hook]
pub fn use_wording() -> Wording {
    use_context::<Wording>().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use payload::{Lang, Place, Severity};

    use super::*;

    fn quoted_badge() -> Finding {
        Finding {
            code: Code::P003,
            severity: Severity::Error,
            place: Place::Token,
            args: vec![("what", "quoted".to_owned()), ("found", "\"3\"".to_owned())],
            fix: vec![payload::finding::Edit::Text(payload::Patch {
                range: 0..0,
                replacement: String::new(),
            })],
        }
    }

    #[test]
    fn the_fetched_sentences_are_those_of_the_rules() {
        let finding = quoted_badge();
        for lang in Lang::ALL {
            let wording = Wording::read(payload::wording::file(lang));
            assert!(wording.has_arrived());
            assert_eq!(wording.message(&finding).as_str(), finding.message(lang));
            assert_eq!(
                wording.fix_label(&finding).as_deref(),
                finding.fix_label(lang)
            );
            for &code in Code::ALL {
                let text = code.text();
                assert_eq!(wording.title(code).as_str(), text.title.get(lang));
                assert_eq!(wording.why(code).as_str(), text.why.get(lang));
                assert_eq!(wording.remedy(code).as_str(), text.remedy.get(lang));
                assert_eq!(wording.apple(code).as_str(), text.apple);
            }
            let unheard = Reason::Unknown("Un/heard".into());
            for reason in Reason::ALL.iter().chain([&unheard]) {
                assert_eq!(wording.cause(reason).as_str(), reason.cause(lang));
                assert_eq!(wording.cure(reason).as_str(), reason.remedy(lang));
            }
        }
    }

    #[test]
    fn without_the_sentences_the_numbers_are_shown() {
        for wording in [Wording::default(), Wording::read("<html>")] {
            assert!(!wording.has_arrived());
            assert_eq!(wording.message(&quoted_badge()), "P003");
            assert_eq!(wording.cause(&Reason::BadTopic), "BadTopic");
        }
    }
}
