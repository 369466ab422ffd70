//! String Catalogs (`.xcstrings`): JSON with every language of a table.
//!
//! `{"sourceLanguage": "en", "strings": {KEY: {"extractionState", "shouldTranslate", "localizations": {LANGUAGE: {"stringUnit":
//! {"state", "value"}} or {"variations": {"plural" or "device": {CASE: …}}}, also with "substitutions"}}}}`. Apple describes
//! the editor, not the file; the shape is what Xcode 15 and later write.

use super::entry::{Entry, State, Text};
use super::fault::Faults;
use crate::document::{Document, Node};
use crate::finding::Place;

/// What a catalog holds.
#[derive(Default)]
pub(super) struct Catalog {
    /// The language the app is written in.
    pub source: Option<String>,
    /// Its entries, in the order of the file.
    pub entries: Vec<Entry>,
}

/// The entries of a catalog.
pub(super) fn read(text: &str, faults: &mut Faults) -> Catalog {
    let document = Document::parse(text);
    let Some(root) = document.root() else {
        let range = document.syntax().first().map(|finding| &finding.place);
        let range = match range {
            Some(Place::Body { range, .. }) => range.clone(),
            _ => 0..0,
        };
        let found = text.get(range.clone()).unwrap_or_default();
        faults.add("json", range, found);
        return Catalog::default();
    };
    let Some(strings) = root.get("strings").filter(|strings| strings.is_object()) else {
        faults.add("catalog", root.range.clone(), "");
        return Catalog::default();
    };
    let source = root.get("sourceLanguage").and_then(Node::as_str);
    if source.is_none() {
        faults.add("source", root.range.start..root.range.start + 1, "");
    }
    let mut catalog = Catalog {
        source: source.map(str::to_owned),
        entries: Vec::new(),
    };
    for member in strings.members() {
        let entry = &member.value;
        if !entry.is_object() {
            faults.add("value", entry.range.clone(), &member.name);
            continue;
        }
        let is_translated =
            !matches!(entry.get("shouldTranslate"), Some(node) if document.source(node) == "false");
        let mut texts = Vec::new();
        for localization in entry.get("localizations").map_or(&[][..], Node::members) {
            let mut text = Text::default();
            collect(&localization.value, &mut text);
            if text.variants.is_empty() {
                let range = localization.value.range.clone();
                faults.add("value", range, &member.name);
            } else {
                texts.push((localization.name.clone(), text));
            }
        }
        // Without a text of its own, the key is the text of the language the app is written in.
        if let Some(source) = source
            && texts.iter().all(|(language, _)| language != source)
        {
            let text = Text::plain(member.name.clone(), State::Key);
            texts.push((source.to_owned(), text));
        }
        let state = entry.get("extractionState").and_then(Node::as_str);
        catalog.entries.push(Entry {
            key: member.name.clone(),
            texts,
            is_stale: state == Some("stale"),
            is_translated,
        });
    }
    catalog
}

/// Every text of a localization, the one for an iPhone first. The document's depth bounds the recursion.
fn collect(node: &Node, text: &mut Text) {
    if let Some(unit) = node.get("stringUnit") {
        let state = match unit.get("state").and_then(Node::as_str) {
            Some("new") => State::New,
            Some("needs_review") => State::Review,
            _ => State::Ready,
        };
        text.state = text.state.max(state);
        text.variants
            .extend(unit.get("value").and_then(Node::as_str).map(str::to_owned));
    }
    let Some(variations) = node.get("variations") else {
        return;
    };
    for (by, first) in [("device", "iphone"), ("plural", "other")] {
        let Some(cases) = variations.get(by) else {
            continue;
        };
        text.is_plural |= by == "plural";
        let shown = [first, "other"]
            .into_iter()
            .find_map(|name| cases.member(name));
        let others = cases
            .members()
            .iter()
            .filter(|it| shown.is_none_or(|shown| shown.name != it.name));
        for case in shown.into_iter().chain(others) {
            collect(&case.value, text);
        }
    }
}
