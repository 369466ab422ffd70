//! A value against a schema.

mod words;

use std::mem;

use super::read::{Schema, target};
use crate::app::check::{Amount, Report, amount, path};
use crate::document::{Document, EditError, Node, NodeKind, Patch, escape_pointer, excerpt};
use crate::finding::{Code, Finding, Severity};
use crate::push_type::PushType;
use crate::rules::nearest;

/// How deep schemas may lead to each other.
const MAX_DEPTH: usize = 96;

/// How many keys are compared with a misspelled one.
const MOST_COMPARED: usize = 64;

/// How many of a schema's keys are tried for that.
const MOST_LOOKED_AT: usize = 1000;

/// Everything in which the payload does not keep to the schema.
pub(in crate::app) fn check(
    document: &Document,
    push_type: Option<PushType>,
    schema: &Schema,
) -> Vec<Finding> {
    let mut validator = Validator {
        schemas: &schema.document,
        report: Report::new(document),
        open: Vec::new(),
    };
    let is_activity = push_type.is_none_or(|kind| kind == PushType::Liveactivity);
    for part in &schema.parts {
        let is_about_it = part.of.is_empty() || is_activity;
        if let (Some(node), Some(rules)) =
            (document.node(part.of), schema.document.node(&part.schema))
            && is_about_it
        {
            validator.value(rules, node, part.of, 0);
        }
    }
    validator.report.findings
}

struct Validator<'a> {
    schemas: &'a Document,
    report: Report<'a>,
    /// Where the schemas and values stand that a reference has led to and that are not done: a `$ref` can lead to itself.
    open: Vec<(usize, usize)>,
}

/// A fix, where one is certain.
type Fix = Option<Result<Patch, EditError>>;

impl<'a> Validator<'a> {
    fn value(&mut self, rules: &'a Node, node: &Node, pointer: &str, depth: usize) {
        if depth > MAX_DEPTH || !self.report.goes_on() {
            return;
        }
        if rules.kind == NodeKind::Bool(false) {
            return self.wrong("never", node, pointer, "", None);
        }
        if node.kind == NodeKind::Null && is_true(rules.get("nullable")) {
            return;
        }
        let reference = rules.get("$ref").and_then(Node::as_str);
        if let Some(to) = reference.and_then(|reference| target(self.schemas, reference)) {
            let pair = (to.range.start, node.range.start);
            if !self.open.contains(&pair) {
                self.open.push(pair);
                self.value(to, node, pointer, depth + 1);
                self.open.pop();
            }
        }
        // A value of the wrong type would break every other rule as well, for no other reason.
        if let Some(types) = rules.get("type")
            && !self.has_type(rules, types, node, pointer, depth)
        {
            return;
        }
        self.choice(rules, node, pointer);
        match &node.kind {
            NodeKind::Object(_) => self.object(rules, node, pointer, depth),
            NodeKind::Array(elements) => self.array(rules, node, elements, pointer, depth),
            NodeKind::String(text) => self.text(rules, node, text, pointer),
            NodeKind::Number(text) => self.number(rules, node, text, pointer),
            NodeKind::Bool(_) | NodeKind::Null => {}
        }
        self.combined(rules, node, pointer, depth);
    }

    fn object(&mut self, rules: &'a Node, node: &Node, pointer: &str, depth: usize) {
        let properties = rules.get("properties");
        let required: Vec<&str> = rules
            .get("required")
            .map_or(&[][..], Node::elements)
            .iter()
            .filter_map(Node::as_str)
            .collect();
        let mut missing: Vec<&str> = Vec::new();
        for key in required {
            if !self.report.goes_on() {
                return;
            }
            if node.get(key).is_none() && !missing.contains(&key) && missing.len() < MOST_COMPARED {
                missing.push(key);
            }
        }
        let extra = rules.get("additionalProperties");
        let known: Vec<&str> = properties
            .map_or(&[][..], Node::members)
            .iter()
            .map(|member| member.name.as_str())
            .collect();
        let has_patterns = rules.get("patternProperties").is_some();
        let absent = known.iter().copied().take(MOST_LOOKED_AT);
        let absent = absent.filter(|it| node.get(it).is_none());
        let absent: Vec<&str> = absent.take(MOST_COMPARED).collect();
        for member in node.members() {
            if !self.report.goes_on() {
                return;
            }
            let key = member.name.as_str();
            let at = [pointer, "/", &escape_pointer(key)].concat();
            if let Some(rules) = properties.and_then(|properties| properties.get(key)) {
                self.value(rules, &member.value, &at, depth + 1);
                continue;
            }
            let near = nearest(key, &missing).or_else(|| nearest(key, &absent));
            let is_forbidden =
                extra.is_some_and(|extra| extra.kind == NodeKind::Bool(false)) && !has_patterns;
            let fix = near.map(|near| self.report.document.rename(&at, near));
            if let Some(near) = near.filter(|near| is_forbidden || missing.contains(near)) {
                missing.retain(|key| *key != near);
                self.said("misspelled", &member.key, &at, &excerpt(key), near, fix);
                // What the value would be wrong about under the right name is said at once.
                if let Some(rules) = properties.and_then(|properties| properties.get(near)) {
                    self.value(rules, &member.value, &at, depth + 1);
                }
            } else if is_forbidden {
                self.said("extra", &member.key, &at, &excerpt(key), "", None);
            } else if let Some(extra) = extra.filter(|_| !has_patterns) {
                self.value(extra, &member.value, &at, depth + 1);
            }
        }
        let brace = node.range.start..node.range.start + 1;
        for key in missing {
            self.said("required", &brace, pointer, "", key, None);
        }
        let count = node.members().len();
        self.count(
            rules,
            node,
            pointer,
            count,
            [
                ("minProperties", "few-keys"),
                ("maxProperties", "many-keys"),
            ],
        );
    }

    fn array(
        &mut self,
        rules: &'a Node,
        node: &Node,
        elements: &[Node],
        pointer: &str,
        depth: usize,
    ) {
        let items = rules.get("items");
        let first = rules
            .get("prefixItems")
            .or(items)
            .map_or(&[][..], Node::elements);
        let rest = if items.is_some_and(|items| !items.elements().is_empty()) {
            rules.get("additionalItems")
        } else {
            items
        };
        for (at, element) in elements.iter().enumerate() {
            if let Some(rules) = first.get(at).or(rest) {
                self.value(rules, element, &format!("{pointer}/{at}"), depth + 1);
            }
        }
        self.count(
            rules,
            node,
            pointer,
            elements.len(),
            [("minItems", "few"), ("maxItems", "many")],
        );
        if is_true(rules.get("uniqueItems")) {
            for (at, element) in elements.iter().enumerate() {
                for earlier in elements.iter().take(at) {
                    if !self.report.goes_on() {
                        return;
                    }
                    if equal(earlier, element) {
                        return self.wrong("unique", element, &format!("{pointer}/{at}"), "", None);
                    }
                }
            }
        }
    }

    /// `allOf`, `anyOf`, `oneOf`, `not`
    fn combined(&mut self, rules: &'a Node, node: &Node, pointer: &str, depth: usize) {
        for rules in rules.get("allOf").map_or(&[][..], Node::elements) {
            self.value(rules, node, pointer, depth + 1);
        }
        for (keyword, most) in [("anyOf", usize::MAX), ("oneOf", 1)] {
            let Some(choices) = rules
                .get(keyword)
                .map(Node::elements)
                .filter(|choices| !choices.is_empty())
            else {
                continue;
            };
            let mut fitting = 0;
            // Of the choices that do not fit, the one that comes nearest says why.
            let mut nearest: Option<Vec<Finding>> = None;
            for rules in choices {
                let tried = self.tried(rules, node, pointer, depth);
                if self.report.is_exhausted() {
                    return;
                }
                fitting += usize::from(tried.is_empty());
                let is_nearer = nearest
                    .as_ref()
                    .is_none_or(|nearest| rank(&tried, pointer) < rank(nearest, pointer));
                if is_nearer {
                    nearest = Some(tried);
                }
            }
            match nearest {
                Some(why) if fitting == 0 && rank(&why, pointer).0 == 0 => {
                    self.report.findings.extend(why);
                }
                Some(_) if fitting == 0 => self.wrong("no-choice", node, pointer, "", None),
                _ if fitting > most => self.wrong("several-choices", node, pointer, "", None),
                _ => {}
            }
        }
        if let Some(rules) = rules.get("not")
            && self.tried(rules, node, pointer, depth).is_empty()
            && !self.report.is_exhausted()
        {
            self.wrong("not", node, pointer, "", None);
        }
    }

    /// What a schema would say, hints left out.
    fn tried(&mut self, rules: &'a Node, node: &Node, pointer: &str, depth: usize) -> Vec<Finding> {
        let said = mem::take(&mut self.report.findings);
        self.value(rules, node, pointer, depth + 1);
        let mut tried = mem::replace(&mut self.report.findings, said);
        tried.retain(|finding| finding.severity == Severity::Error);
        tried
    }

    fn wrong(&mut self, what: &'static str, node: &Node, pointer: &str, expected: &str, fix: Fix) {
        let args = args(what, pointer, &self.report.shown(node), expected, "");
        self.report
            .add(Code::A008, Severity::Error, &node.range, pointer, args, fix);
    }

    fn said(
        &mut self,
        what: &'static str,
        range: &std::ops::Range<usize>,
        pointer: &str,
        found: &str,
        near: &str,
        fix: Fix,
    ) {
        let args = args(what, pointer, found, "", near);
        self.report
            .add(Code::A008, Severity::Error, range, pointer, args, fix);
    }
}

/// What a sentence about a value of the payload says.
fn args(
    what: &'static str,
    pointer: &str,
    found: &str,
    expected: &str,
    near: &str,
) -> Vec<(&'static str, String)> {
    vec![
        ("what", what.to_owned()),
        ("key", path(pointer)),
        ("found", found.to_owned()),
        ("expected", expected.to_owned()),
        ("near", near.to_owned()),
    ]
}

/// How far a choice is from fitting: whether it is wrong as a whole, and in how many places.
fn rank(findings: &[Finding], pointer: &str) -> (usize, usize) {
    let is_whole = findings.iter().any(|finding| {
        let what = finding.args.first().map_or("", |(_, what)| what.as_str());
        let is_here = matches!(&finding.place, crate::finding::Place::Body { pointer: at, .. } if at == pointer);
        is_here && !matches!(what, "required" | "misspelled" | "extra")
    });
    (usize::from(is_whole), findings.len())
}

fn is_true(node: Option<&Node>) -> bool {
    node.is_some_and(|node| node.kind == NodeKind::Bool(true))
}

fn is_word(node: &Node) -> bool {
    !matches!(node.kind, NodeKind::Object(_) | NodeKind::Array(_))
}

/// Whether two values are the same: numbers by their worth, objects in any order.
fn equal(one: &Node, other: &Node) -> bool {
    match (&one.kind, &other.kind) {
        (NodeKind::Number(one), NodeKind::Number(other)) => match (amount(one), amount(other)) {
            (Amount::Fraction, Amount::Fraction) => {
                one.parse::<f64>().ok() == other.parse::<f64>().ok()
            }
            (Amount::Huge, Amount::Huge) => one == other,
            (one, other) => one == other,
        },
        (NodeKind::Array(one), NodeKind::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other))
        }
        (NodeKind::Object(members), NodeKind::Object(others)) => {
            members.len() == others.len()
                && members.iter().all(|member| {
                    other
                        .get(&member.name)
                        .is_some_and(|value| equal(&member.value, value))
                })
        }
        (one, other) => one == other,
    }
}
