//! Enums: by raw value, or as an object with one case.

use super::object::{Expected, Known, weight};
use super::{Decoder, Fix, MOST_COMPARED, args, child};
use crate::app::check::listed;
use crate::app::check::number::{Amount, amount};
use crate::app::swift::{Associated, Decl, EnumCase, Keys, Raw, Scoped, Shape};
use crate::document::{Member, Node, NodeKind, excerpt, quote};
use crate::finding::{Code, Severity};
use crate::rules::nearest;

impl<'a> Decoder<'a, '_> {
    /// An enum's value.
    pub(super) fn enumeration(&mut self, node: &Node, pointer: &str, index: usize, decl: &'a Decl) {
        if decl.fields.is_unknown {
            return;
        }
        match self.model.raw_shape(index) {
            Some(Shape::Text) => self.raw_text(node, pointer, decl),
            Some(Shape::Whole(first, last)) => {
                let is_said = self.raw_number(node, pointer, decl);
                if !is_said {
                    self.whole(node, &node.kind, pointer, &decl.name, (first, last));
                }
            }
            Some(_) if matches!(node.kind, NodeKind::Number(_)) => {}
            Some(_) => self.wrong(node, pointer, "number", &decl.name, None),
            // Without a word of `Codable` its decoding is somewhere else.
            None if decl.is_codable() => self.one_case(node, pointer, index, decl),
            None => {}
        }
    }

    fn raw_text(&mut self, node: &Node, pointer: &str, decl: &Decl) {
        let NodeKind::String(text) = &node.kind else {
            return self.wrong(node, pointer, "text", &decl.name, None);
        };
        if text.contains("{{") || decl.cases.iter().any(|case| case.raw == Some(Raw::Other)) {
            return;
        }
        let raws = decl.cases.iter().map(|case| match &case.raw {
            Some(Raw::Text(raw)) => raw.as_str(),
            _ => case.name.as_str(),
        });
        let raws: Vec<&str> = raws.collect();
        if raws.contains(&text.as_str()) {
            return;
        }
        let named = decl.cases.iter().position(|case| case.name == *text);
        let near = named.and_then(|at| raws.get(at).copied());
        let compared = raws.get(..MOST_COMPARED).unwrap_or(&raws);
        let near = near.or_else(|| nearest(text, compared));
        let fix = near.map(|near| self.set(pointer, &quote(near)));
        self.unknown_case(
            node,
            pointer,
            decl,
            near.map(quote),
            &listed(raws.iter().copied()),
            fix,
        );
    }

    /// Whether all that there is to say about a raw value that is a whole number was said.
    fn raw_number(&mut self, node: &Node, pointer: &str, decl: &Decl) -> bool {
        let Some(raws) = raw_numbers(decl) else {
            return false;
        };
        let named = |text: &String| decl.cases.iter().position(|case| case.name == *text);
        let near = match &node.kind {
            NodeKind::Number(text) => match amount(text) {
                Amount::Whole(worth) if !raws.contains(&worth) => None,
                _ => return false,
            },
            NodeKind::String(text) => match named(text).and_then(|at| raws.get(at)) {
                Some(raw) => Some(raw.to_string()),
                None => return false,
            },
            _ => return false,
        };
        let spelled: Vec<String> = raws
            .iter()
            .take(MOST_COMPARED)
            .map(i128::to_string)
            .collect();
        let fix = near.as_ref().map(|near| self.set(pointer, near));
        let known = listed(spelled.iter().map(String::as_str));
        self.unknown_case(node, pointer, decl, near, &known, fix);
        true
    }

    fn unknown_case(
        &mut self,
        node: &Node,
        pointer: &str,
        decl: &Decl,
        near: Option<String>,
        expected: &str,
        fix: Fix,
    ) {
        let what = if near.is_some() {
            "misspelled"
        } else {
            "unknown"
        };
        let mut args = args(what, pointer, &self.report.shown(node), &decl.name);
        args.push(("near", near.unwrap_or_default()));
        args.push(("expected", expected.to_owned()));
        self.report
            .add(Code::A004, Severity::Error, &node.range, pointer, args, fix);
    }

    /// An enum without raw values: `{"case": {"label": value}}`.
    fn one_case(&mut self, node: &Node, pointer: &str, index: usize, decl: &'a Decl) {
        let keys = &decl.fields.by_key;
        let expected = listed(keys.keys().map(String::as_str));
        let NodeKind::Object(members) = &node.kind else {
            let plain = node
                .as_str()
                .and_then(|text| Some((text, decl.cases.get(*keys.get(text)?)?)));
            let fix = plain
                .filter(|(_, case)| case.values.iter().all(|value| value.has_default))
                .map(|(text, _)| self.set(pointer, &format!("{{{}: {{}}}}", quote(text))));
            let mut args = args("case", pointer, &self.report.shown(node), &decl.name);
            args.push(("expected", expected));
            let at = &node.range;
            return self
                .report
                .add(Code::A002, Severity::Error, at, pointer, args, fix);
        };
        let known: Vec<&Member> = members
            .iter()
            .filter(|member| keys.contains_key(&member.name))
            .collect();
        let [member] = known.as_slice() else {
            let stranger = members.first().filter(|_| known.is_empty());
            return self.not_one_case(node, pointer, (index, decl), stranger, expected);
        };
        let Some(case) = keys.get(&member.name).and_then(|at| decl.cases.get(*at)) else {
            return;
        };
        self.values(member, pointer, index, decl, case);
    }

    /// The associated values of a case, by their labels.
    fn values(
        &mut self,
        member: &Member,
        pointer: &str,
        index: usize,
        decl: &'a Decl,
        case: &'a EnumCase,
    ) {
        let pointer = child(pointer, &member.name);
        if !member.value.is_object() {
            let owner = [decl.name.as_str(), ".", &case.name].concat();
            return self.wrong(&member.value, &pointer, "case-values", &owner, None);
        }
        let mut first = case.name.chars();
        let upper = first
            .next()
            .map(|first| first.to_ascii_uppercase())
            .into_iter();
        let renaming: String = upper.chain(first).chain("CodingKeys".chars()).collect();
        let renamed = match self.model.coding_keys(index, &renaming) {
            Keys::Unknown => return,
            Keys::Renamed(renamed) => Some(renamed),
            Keys::Plain => None,
        };
        let model = self.model;
        let scope = Some(index);
        let expected = |value: &'a Associated| {
            let key = match &renamed {
                Some(renamed) => *renamed.get(value.key.as_str())?,
                None => value.key.as_str(),
            };
            let typ = Scoped {
                typ: &value.typ,
                scope,
            };
            Some(Expected {
                key,
                typ: Some(typ),
                has_default: false,
                weight: weight(model.shape(typ)).filter(|_| !value.has_default),
            })
        };
        let values = || case.values.iter().take(MOST_COMPARED).filter_map(expected);
        let find = |name: &str| values().find(|expected| expected.key == name);
        let swift = |name: &str| renamed.as_ref()?.get(name).copied();
        let known = Known {
            owner: &case.name,
            find: &find,
            renamed: &swift,
            is_constant: &|_| false,
        };
        self.object(&member.value, &pointer, &known, &mut values());
    }

    fn not_one_case(
        &mut self,
        node: &Node,
        pointer: &str,
        (index, decl): (usize, &'a Decl),
        stranger: Option<&Member>,
        expected: String,
    ) {
        let keys = &decl.fields.by_key;
        let known: Vec<&str> = keys
            .keys()
            .take(MOST_COMPARED)
            .map(String::as_str)
            .collect();
        let near = stranger.and_then(|stranger| {
            let renamed = decl.fields.renamed.get(&stranger.name).map(String::as_str);
            Some((
                stranger,
                renamed.or_else(|| nearest(&stranger.name, &known))?,
            ))
        });
        let what = match (stranger, near) {
            (_, Some(_)) => "misspelled",
            (Some(_), None) => "unknown",
            (None, None) => "one-case",
        };
        let found = stranger.map_or_else(
            || self.report.shown(node),
            |stranger| quote(&excerpt(&stranger.name)),
        );
        let mut args = args(what, pointer, &found, &decl.name);
        let word = near.map(|(_, near)| quote(near));
        args.push(("near", word.unwrap_or_default()));
        args.push(("expected", expected));
        let fix = near.map(|(stranger, near)| {
            let pointer = child(pointer, &stranger.name);
            self.report.document.rename(&pointer, near)
        });
        let range = stranger.map_or(&node.range, |stranger| &stranger.key);
        self.report
            .add(Code::A004, Severity::Error, range, pointer, args, fix);
        // What the values would be wrong about under the right name is said at once.
        if let Some((stranger, near)) = near
            && let Some(case) = keys.get(near).and_then(|at| decl.cases.get(*at))
        {
            self.values(stranger, pointer, index, decl, case);
        }
    }
}

/// The raw values of an enum of whole numbers, in the order of its cases; `None` when one is not understood.
fn raw_numbers(decl: &Decl) -> Option<Vec<i128>> {
    let mut next: i128 = 0;
    let mut raws = Vec::with_capacity(decl.cases.len());
    for case in &decl.cases {
        match &case.raw {
            None => {}
            Some(Raw::Number(raw)) => next = raw.parse().ok()?,
            Some(_) => return None,
        }
        raws.push(next);
        next = next.saturating_add(1);
    }
    Some(raws)
}
