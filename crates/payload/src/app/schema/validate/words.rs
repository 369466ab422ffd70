//! What a schema says about single words, and about how much there is.

use super::super::pattern::Pattern;
use super::{MOST_COMPARED, Validator, args, equal, is_word};
use crate::app::check::{Amount, amount, listed};
use crate::document::{Node, NodeKind, excerpt, is_number, quote};
use crate::finding::{Code, Severity};
use crate::rules::nearest;

/// A keyword, the case that says so, and whether a number keeps to it.
type Limit = (&'static str, &'static str, fn(f64, f64) -> bool);

impl<'a> Validator<'a> {
    pub(super) fn has_type(
        &mut self,
        rules: &'a Node,
        types: &Node,
        node: &Node,
        pointer: &str,
        depth: usize,
    ) -> bool {
        let names = || {
            types
                .elements()
                .iter()
                .chain([types])
                .filter_map(Node::as_str)
        };
        let own = node.kind.name();
        let is_whole =
            matches!(&node.kind, NodeKind::Number(text) if amount(text) != Amount::Fraction);
        if names().any(|name| name == own || name == "integer" && is_whole)
            || names().next().is_none()
        {
            return true;
        }
        let wants = |wanted: &str| names().any(|name| name == wanted);
        let meant = match &node.kind {
            NodeKind::String(text) => {
                let text = text.trim();
                let is_meant = match amount(text) {
                    _ if !is_number(text) => wants("boolean") && matches!(text, "true" | "false"),
                    Amount::Fraction => wants("number"),
                    _ => wants("number") || wants("integer"),
                };
                is_meant.then(|| text.to_owned())
            }
            NodeKind::Number(_) | NodeKind::Bool(_) if wants("string") => {
                Some(quote(self.report.document.source(node)))
            }
            _ => None,
        };
        let what = match (&meant, &node.kind) {
            (Some(_), NodeKind::String(_)) => "quoted",
            (Some(_), _) => "unquoted",
            _ => "type",
        };
        // Only a value that keeps to everything else is a repair.
        let meant = meant.filter(|meant| {
            let kind = match &node.kind {
                NodeKind::String(_) if matches!(meant.as_str(), "true" | "false") => {
                    NodeKind::Bool(meant == "true")
                }
                NodeKind::String(_) => NodeKind::Number(meant.clone()),
                _ => NodeKind::String(self.report.document.source(node).to_owned()),
            };
            let range = node.range.clone();
            self.tried(rules, &Node { range, kind }, pointer, depth)
                .is_empty()
        });
        let fix = meant.map(|meant| self.report.document.set_source(pointer, &meant));
        self.wrong(what, node, pointer, &listed(names()), fix);
        false
    }

    /// `enum` and `const`
    pub(super) fn choice(&mut self, rules: &Node, node: &Node, pointer: &str) {
        if let Some(only) = rules.get("const")
            && !equal(only, node)
        {
            let source = self.schemas.source(only).to_owned();
            let fix = is_word(only).then(|| self.report.document.set_source(pointer, &source));
            self.wrong("const", node, pointer, &excerpt(&source), fix);
        }
        let Some(choices) = rules.get("enum") else {
            return;
        };
        for choice in choices.elements() {
            if !self.report.goes_on() || equal(choice, node) {
                return;
            }
        }
        let words: Vec<&str> = choices
            .elements()
            .iter()
            .take(MOST_COMPARED)
            .filter_map(Node::as_str)
            .collect();
        let near = node.as_str().and_then(|text| nearest(text, &words));
        let fix = near.map(|near| self.report.document.set_source(pointer, &quote(near)));
        let all = listed(
            choices
                .elements()
                .iter()
                .map(|choice| self.schemas.source(choice)),
        );
        self.wrong("enum", node, pointer, &all, fix);
    }

    pub(super) fn text(&mut self, rules: &Node, node: &Node, text: &str, pointer: &str) {
        self.count(
            rules,
            node,
            pointer,
            text.chars().count(),
            [("minLength", "short"), ("maxLength", "long")],
        );
        // A placeholder of a template is not looked at.
        if text.contains("{{") {
            return;
        }
        if let Some(pattern) = rules.get("pattern").and_then(Node::as_str)
            && Pattern::read(pattern).is_some_and(|pattern| !pattern.fits(text))
        {
            self.wrong("pattern", node, pointer, &excerpt(pattern), None);
        }
        if let Some(format) = rules.get("format").and_then(Node::as_str)
            && !has_format(text, format)
        {
            let args = args("format", pointer, &self.report.shown(node), format, "");
            self.report
                .add(Code::A008, Severity::Hint, &node.range, pointer, args, None);
        }
    }

    pub(super) fn number(&mut self, rules: &Node, node: &Node, text: &str, pointer: &str) {
        let Ok(worth) = text.parse::<f64>() else {
            return;
        };
        let limit = |keyword: &str| match &rules.get(keyword)?.kind {
            NodeKind::Number(text) => Some((text.clone(), text.parse::<f64>().ok()?)),
            _ => None,
        };
        let limits: [Limit; 4] = [
            ("minimum", "minimum", |worth, limit| worth >= limit),
            ("maximum", "maximum", |worth, limit| worth <= limit),
            ("exclusiveMinimum", "above", |worth, limit| worth > limit),
            ("exclusiveMaximum", "below", |worth, limit| worth < limit),
        ];
        for (keyword, what, holds) in limits {
            if let Some((spelled, limit)) = limit(keyword)
                && !holds(worth, limit)
            {
                self.wrong(what, node, pointer, &spelled, None);
            }
        }
        if let Some((spelled, _)) = limit("multipleOf")
            && let Amount::Whole(step) = amount(&spelled)
            && step != 0
        {
            let is_multiple = match amount(text) {
                Amount::Whole(worth) => worth % step == 0,
                Amount::Fraction => false,
                Amount::Huge => true,
            };
            if !is_multiple {
                self.wrong("multiple", node, pointer, &spelled, None);
            }
        }
    }

    pub(super) fn count(
        &mut self,
        rules: &Node,
        node: &Node,
        pointer: &str,
        count: usize,
        keywords: [(&str, &'static str); 2],
    ) {
        for ((keyword, what), is_least) in keywords.into_iter().zip([true, false]) {
            let Some(NodeKind::Number(text)) = rules.get(keyword).map(|limit| &limit.kind) else {
                continue;
            };
            let Amount::Whole(limit) = amount(text) else {
                continue;
            };
            let count = i128::try_from(count).unwrap_or(i128::MAX);
            if if is_least {
                count < limit
            } else {
                count > limit
            } {
                self.wrong(what, node, pointer, text, None);
            }
        }
    }
}

/// Whether a text looks like a format of the drafts. One that is not known fits.
fn has_format(text: &str, format: &str) -> bool {
    let has_digits = |template: &str| {
        let mut bytes = text.bytes();
        template.bytes().all(|wanted| match bytes.next() {
            Some(byte) if wanted == b'0' => byte.is_ascii_digit(),
            Some(byte) => byte.eq_ignore_ascii_case(&wanted),
            None => false,
        })
    };
    match format {
        "date-time" => {
            let has_zone = text.ends_with(['Z', 'z'])
                || text.get(19..).is_some_and(|zone| zone.contains(['+', '-']));
            has_digits("0000-00-00T00:00:00") && has_zone
        }
        "date" => text.len() == 10 && has_digits("0000-00-00"),
        "uuid" => {
            text.len() == 36
                && text.bytes().enumerate().all(|(at, byte)| {
                    if matches!(at, 8 | 13 | 18 | 23) {
                        byte == b'-'
                    } else {
                        byte.is_ascii_hexdigit()
                    }
                })
        }
        "email" => text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && !host.is_empty() && !text.contains(char::is_whitespace)
        }),
        "uri" => {
            let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
            scheme.starts_with(|first: char| first.is_ascii_alphabetic())
                && scheme
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
                && !text.contains(char::is_whitespace)
        }
        _ => true,
    }
}
