//! Any text is read, explained, repaired, edited and measured; `serde_json` says what is JSON.

#![no_main]

use libfuzzer_sys::fuzz_target;
use payload::document::{
    MAX_DEPTH, Node, Patch, Slot, byte_offset, escape_pointer, lex, line_column, quote, utf16_range,
};
use payload::finding::{Edit, Place};
use payload::{Document, DraftHeaders, Environment, Finding, Lang, PushType, Sizes, Target, lint};

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let document = Document::parse(text.as_ref());
    assert_eq!(document.text(), text);
    words_tile(&text);
    places_are_counted(&text, data.len() / 2);
    is_json_when_serde_says_so(&document);
    findings_are_sound(&text, document.syntax());
    repairs_end(&document);
    if document.is_valid() {
        is_measured(&document);
        is_edited(&document, data);
        let headers = DraftHeaders::of(PushType::Alert);
        let target = Target::new(Environment::Sandbox, "com.example.demo");
        findings_are_sound(&text, &lint(&document, &headers, &target).findings);
    }
});

fn words_tile(text: &str) {
    let mut end = 0;
    for word in lex(text) {
        assert!(word.range.start < word.range.end);
        assert!(is_blank(&text[end..word.range.start]));
        end = word.range.end;
    }
    assert!(is_blank(&text[end..]));
}

fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|character| matches!(character, ' ' | '\t' | '\n' | '\r'))
}

fn places_are_counted(text: &str, byte: usize) {
    let byte = text.floor_char_boundary(byte);
    let units = utf16_range(text, byte..text.len());
    assert_eq!(
        units,
        text[..byte].encode_utf16().count()..text.encode_utf16().count()
    );
    assert_eq!(byte_offset(text, units.start), byte);
    let (line, column) = line_column(text, byte);
    assert!(line >= 1 && column >= 1);
}

fn is_json_when_serde_says_so(document: &Document) {
    match serde_json::from_str::<serde_json::Value>(document.text()) {
        Ok(value) => assert!(document.is_valid() || depth(&value) > MAX_DEPTH),
        // A number that no `f64` holds may be JSON nevertheless, and serde does not look further.
        Err(error) if error.to_string().starts_with("number out of range") => {}
        Err(_) => assert!(!document.is_valid()),
    }
}

fn depth(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Array(elements) => 1 + elements.iter().map(depth).max().unwrap_or(0),
        serde_json::Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn findings_are_sound(text: &str, findings: &[Finding]) {
    for finding in findings {
        assert!(!finding.message(Lang::En).is_empty() && !finding.message(Lang::Zh).is_empty());
        if let Place::Body { range, .. } = &finding.place {
            assert!(text.get(range.clone()).is_some());
        }
        for edit in &finding.fix {
            if let Edit::Text(patch) = edit {
                assert!(text.get(patch.range.clone()).is_some());
                assert_ne!(patch.apply(text), text);
            }
        }
    }
}

fn repairs_end(document: &Document) {
    let mut document = document.clone();
    for _ in 0..100 + document.text().len() {
        let Some(Edit::Text(patch)) = document
            .syntax()
            .iter()
            .flat_map(|finding| &finding.fix)
            .next()
        else {
            return;
        };
        document = document.patched(patch);
    }
    panic!("the repairs go round in circles");
}

fn is_measured(document: &Document) {
    let sent = document.minified().expect("it is valid");
    assert_eq!(Sizes::of(document, None).as_sent, Some(sent.len()));
    let again = Document::parse(sent.as_str());
    assert!(again.is_valid());
    assert_eq!(again.minified(), Some(sent));
}

fn is_edited(document: &Document, data: &[u8]) {
    let mut all = Vec::new();
    if let Some(root) = document.root() {
        places(root, String::new(), &mut all);
    }
    // What a later member of the same key hides has no place.
    all.retain(|place| document.node(place).is_some());
    // Any byte may choose, so that the fuzzer finds its way to each edit.
    let pick = |salt: usize| {
        data.iter().fold(salt, |sum, byte| {
            sum.wrapping_mul(31).wrapping_add(usize::from(*byte))
        })
    };
    let (place, other) = (&all[pick(1) % all.len()], &all[pick(2) % all.len()]);
    let slot = Slot::At(pick(3) % 4);
    let new = r#"{"new":[1.0,"\u0041"]}"#;

    let edited = after(document, &document.set(place, new).expect("it is there"));
    assert_eq!(edited.string(&format!("{place}/new/1")), Some("A"));
    if let Ok(patch) = document.insert(&format!("{other}/-"), slot, new) {
        after(document, &patch);
    }
    if let Ok(patch) = document.rename(place, "\"new\"") {
        let edited = after(document, &patch);
        let length = |document: &Document| document.minified_len().expect("it is valid");
        assert_eq!(
            length(&edited) + patch.range.len(),
            length(document) + quote("\"new\"").len()
        );
    }
    if let Ok(patch) = document.reorder(place, slot) {
        assert_eq!(patch.replacement.len(), patch.range.len());
        after(document, &patch);
    }
    if let Ok(patch) = document.relocate(place, &format!("{other}/moved")) {
        after(document, &patch);
    }
    if let Ok(patch) = document.remove(place) {
        assert!(patch.replacement.len() < patch.range.len());
        after(document, &patch);
    }
}

/// The document after an edit that was possible.
fn after(document: &Document, patch: &Patch) -> Document {
    let edited = document.patched(patch);
    assert!(
        edited.is_valid()
            || edited
                .syntax()
                .iter()
                .any(|finding| finding.code == payload::Code::J004)
    );
    edited
}

fn places(node: &Node, at: String, out: &mut Vec<String>) {
    if out.len() > 50 {
        return;
    }
    for member in node.members() {
        places(
            &member.value,
            format!("{at}/{}", escape_pointer(&member.name)),
            out,
        );
    }
    for (index, element) in node.elements().iter().enumerate() {
        places(element, format!("{at}/{index}"), out);
    }
    out.push(at);
}
