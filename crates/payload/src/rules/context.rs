//! What a rule sees, and where it puts what it has to say.

use std::ops::Range;

use crate::document::{Document, EditError, Node, Patch, excerpt};
use crate::finding::{Code, Edit, Finding, Place, Report};
use crate::headers::{DraftHeaders, HeaderName};
use crate::push_type::PushType;
use crate::seal::Target;

/// What a rule sees.
pub struct Context<'a> {
    /// The payload.
    pub document: &'a Document,
    /// The headers as typed.
    pub headers: &'a DraftHeaders,
    /// What it is checked against.
    pub target: &'a Target,
    /// The push type, when the header names one.
    pub push_type: Option<PushType>,
}

impl Context<'_> {
    /// The payload's object; `None` while the text does not parse or is something else.
    pub fn root(&self) -> Option<&Node> {
        self.document.root().filter(|root| root.is_object())
    }

    /// The object `aps`.
    pub fn aps(&self) -> Option<&Node> {
        self.root()?.get("aps").filter(|aps| aps.is_object())
    }

    /// Whether it goes to a website in Safari, whose topic is a website push id.
    pub fn is_website(&self) -> bool {
        let topic = self.headers.topic.as_str();
        topic.starts_with("web.") || (topic.is_empty() && self.target.bundle_id.starts_with("web."))
    }

    /// Whether it goes to a Wallet pass, whose topic is a pass type id.
    pub fn is_pass(&self) -> bool {
        let topic = self.headers.topic.as_str();
        topic.starts_with("pass.")
            || (topic.is_empty() && self.target.bundle_id.starts_with("pass."))
    }

    /// A value as it is written, shortened for a sentence.
    pub fn shown(&self, node: &Node) -> String {
        excerpt(self.document.source(node))
    }
}

/// An edit as a fix; none when it cannot be made.
pub(in crate::rules) fn fix(patch: Result<Patch, EditError>) -> Vec<Edit> {
    patch.map(Edit::Text).into_iter().collect()
}

/// What turns one document into the other, as a fix; none when they are equal.
pub(in crate::rules) fn changed(before: &Document, after: &Document) -> Vec<Edit> {
    if before == after {
        Vec::new()
    } else {
        vec![Edit::Text(Patch::between(before.text(), after.text()))]
    }
}

/// Collects what the rules say, ordered by place.
#[derive(Default)]
pub struct Findings(Vec<Finding>);

/// Values for a sentence's placeholders, by name.
pub(in crate::rules) type Args<'a> = &'a [(&'static str, &'a str)];

/// The same, for a finding to keep.
pub(in crate::rules) fn owned(args: Args<'_>) -> Vec<(&'static str, String)> {
    args.iter()
        .map(|(name, value)| (*name, (*value).to_owned()))
        .collect()
}

impl Findings {
    /// A finding about a value or key of the payload.
    pub fn body(
        &mut self,
        code: Code,
        at: &Range<usize>,
        pointer: &str,
        args: Args<'_>,
        fix: Vec<Edit>,
    ) {
        self.push(
            code,
            Place::Body {
                range: at.clone(),
                pointer: pointer.to_owned(),
            },
            args,
            fix,
        );
    }

    /// A finding about a header.
    pub fn header(&mut self, code: Code, name: HeaderName, args: Args<'_>, fix: Vec<Edit>) {
        self.push(code, Place::Header { name }, args, fix);
    }

    /// A finding about any place, with its rule's severity.
    pub fn push(&mut self, code: Code, place: Place, args: Args<'_>, fix: Vec<Edit>) {
        self.add(Finding {
            code,
            severity: code.rule().severity,
            place,
            args: owned(args),
            fix,
        });
    }

    /// A finding as it is, behind those of the same place.
    pub fn add(&mut self, finding: Finding) {
        let at = self.0.partition_point(|it| rank(it) <= rank(&finding));
        self.0.insert(at, finding);
    }

    /// What was already said about the text as JSON.
    pub(in crate::rules) fn syntax(&mut self, context: &Context<'_>, code: Code) {
        for finding in context.document.syntax() {
            if finding.code == code {
                self.add(finding.clone());
            }
        }
    }

    /// Everything, ordered by place.
    pub(in crate::rules) fn into_report(self) -> Report {
        Report { findings: self.0 }
    }
}

/// What findings are ordered by.
fn rank(finding: &Finding) -> (u8, usize, Code) {
    match &finding.place {
        Place::Header { name } => (0, *name as usize, finding.code),
        Place::Headers => (1, 0, finding.code),
        Place::Token => (2, 0, finding.code),
        Place::Credential => (3, 0, finding.code),
        Place::Body { range, .. } => (4, range.start, finding.code),
        Place::App { part, range } => (5 + *part as u8, range.start, finding.code),
    }
}
