//! Collects what does not fit, with a bound on how much is said and done.

use std::ops::Range;

use crate::document::{Document, EditError, Node, Patch, excerpt};
use crate::finding::{Code, Edit, Finding, Place, Severity};

/// How many findings one check gives at most. The rest would say the same.
const MOST_FINDINGS: usize = 100;

/// How many steps one check takes at most, so that a hostile pair of texts costs no more than a big one. What Apple
/// carries has a thousand values at most; a schema can ask about each of them in many ways.
const MOST_STEPS: usize = 50_000;

/// What was found in one document.
pub(in crate::app) struct Report<'a> {
    /// The payload.
    pub(in crate::app) document: &'a Document,
    /// What was found.
    pub(in crate::app) findings: Vec<Finding>,
    steps: usize,
}

impl<'a> Report<'a> {
    pub(in crate::app) fn new(document: &'a Document) -> Self {
        Self {
            document,
            findings: Vec::new(),
            steps: 0,
        }
    }

    /// Whether to go on. Counts one step.
    pub(in crate::app) fn goes_on(&mut self) -> bool {
        self.steps += 1;
        self.steps <= MOST_STEPS && self.findings.len() < MOST_FINDINGS
    }

    /// Whether steps ran out: what was not looked at may fit or not.
    pub(in crate::app) fn is_exhausted(&self) -> bool {
        self.steps > MOST_STEPS
    }

    /// A finding in the payload.
    pub(in crate::app) fn add(
        &mut self,
        code: Code,
        severity: Severity,
        range: &Range<usize>,
        pointer: &str,
        args: Vec<(&'static str, String)>,
        fix: Option<Result<Patch, EditError>>,
    ) {
        if self.findings.len() >= MOST_FINDINGS {
            return;
        }
        self.findings.push(Finding {
            code,
            severity,
            place: Place::Body {
                range: range.clone(),
                pointer: pointer.to_owned(),
            },
            args,
            fix: fix
                .and_then(Result::ok)
                .map(Edit::Text)
                .into_iter()
                .collect(),
        });
    }

    /// A value as it is written, shortened for a sentence.
    pub(in crate::app) fn shown(&self, node: &Node) -> String {
        excerpt(self.document.source(node))
    }
}

/// A pointer as people write a path: `content-state.teams[0].name`; `payload` for all of it.
pub(in crate::app) fn path(pointer: &str) -> String {
    if pointer.is_empty() {
        return "payload".to_owned();
    }
    let keys = pointer
        .strip_prefix("/aps/")
        .unwrap_or(pointer.trim_start_matches('/'));
    let mut out = String::new();
    for (at, key) in keys.split('/').enumerate() {
        if !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit()) {
            out.push('[');
            out.push_str(key);
            out.push(']');
        } else {
            if at > 0 {
                out.push('.');
            }
            out.push_str(&excerpt(&key.replace("~1", "/").replace("~0", "~")));
        }
    }
    out
}
