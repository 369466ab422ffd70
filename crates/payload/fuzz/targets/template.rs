//! Any text is a template and any row fills it; `serde_json` says that the body is JSON and that only placeholders changed.
//!
//! An input is what a fixture is: a collapse id among header lines, an empty line, a payload, and perhaps an empty line and the
//! cells of a row. What is no JSON is put into an alert as its text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use payload::document::quote;
use payload::finding::Place;
use payload::template::{Filled, Template, worst_case};
use payload::{
    Code, Document, Draft, DraftHeaders, Environment, Lang, PushType, Severity, Target,
};
use serde_json::Value;

fuzz_target!(|data: &[u8]| {
    let input = String::from_utf8_lossy(data);
    let mut parts = input.splitn(3, "\n\n");
    let head = parts.next().unwrap_or_default();
    let text = parts.next().unwrap_or_default();
    let cells: Vec<&str> = parts.next().unwrap_or_default().split(',').collect();
    let mut document = Document::parse(text);
    if !document.is_valid() {
        document = Document::parse(format!(r#"{{"aps":{{"alert":{}}}}}"#, quote(text)));
    }
    let mut headers = DraftHeaders::of(PushType::Alert);
    headers.collapse_id = head.lines().last().unwrap_or_default().to_owned();

    let (template, findings) = Template::of(&document, &headers);
    findings_are_sound(&document, &findings);
    fixes_help(&document, &headers, &findings);

    // Every name has a column, but the first: that one is a slip away.
    let mut columns: Vec<String> = template.names().to_vec();
    if let Some(first) = columns.first_mut() {
        first.make_ascii_uppercase();
    }
    let (bound, unknown) = template.bind(&columns);
    findings_are_sound(&document, &unknown);
    let mut filled = Filled::default();
    let outcome = bound.render(&cells, &mut filled);
    assert_eq!(filled.body.len(), bound.len(&cells));
    is_filled_json(&document, &filled.body);
    if template.is_plain() {
        assert_eq!(Some(&filled.body), document.minified().as_ref());
        assert_eq!(filled.collapse_id, headers.collapse_id);
        assert_eq!(outcome.missing, 0);
    }
    let target = Target::new(Environment::Sandbox, "com.example.demo");
    let summary = worst_case(vec![bound.clone(), bound], &target, &[cells, Vec::new()]);
    assert_eq!(summary.rows, 2);
    for found in &summary.findings {
        findings_are_sound(&document, std::slice::from_ref(&found.finding));
        found
            .because
            .iter()
            .for_each(|because| findings_are_sound(&document, std::slice::from_ref(because)));
    }
});

fn is_filled_json(document: &Document, body: &str) {
    assert!(Document::parse(body).is_valid());
    match serde_json::from_str::<Value>(body) {
        Ok(after) => {
            let before = serde_json::from_str::<Value>(document.text());
            assert!(before.is_ok_and(|before| differs_at_braces_only(&before, &after)));
        }
        // A number that no `f64` holds may be JSON nevertheless, and serde does not look further.
        Err(error) => assert!(error.to_string().starts_with("number out of range")),
    }
}

fn findings_are_sound(document: &Document, findings: &[payload::Finding]) {
    for finding in findings {
        if let Place::Body { range, pointer } = &finding.place {
            assert!(document.text().get(range.clone()).is_some());
            assert!(document.has(pointer));
        }
        assert!(
            Lang::ALL
                .iter()
                .all(|lang| !finding.message(*lang).is_empty())
        );
        assert!(finding.fix.is_empty() || finding.fix_label(Lang::En).is_some());
    }
}

fn fixes_help(document: &Document, headers: &DraftHeaders, findings: &[payload::Finding]) {
    let errors = |findings: &[payload::Finding]| {
        findings
            .iter()
            .filter(|it| it.severity == Severity::Error)
            .count()
    };
    for finding in findings
        .iter()
        .filter(|finding| !finding.fix.is_empty())
        .take(5)
    {
        let draft = Draft {
            text: document.text().to_owned(),
            headers: headers.clone(),
        };
        let fixed = draft.fixed(&finding.fix);
        let after = Document::parse(fixed.text.as_str());
        assert!(after.is_valid());
        let (_, left) = Template::of(&after, &fixed.headers);
        // A placeholder that is not understood hides what is wrong in it, or behind it.
        let hides = finding.severity == Severity::Error || finding.code == Code::V001;
        assert!(
            hides || left.len() >= 100 || errors(&left) <= errors(findings),
            "{finding:?}"
        );
    }
}

/// Whether everything is equal but strings with braces, which may have become numbers.
fn differs_at_braces_only(before: &Value, after: &Value) -> bool {
    match (before, after) {
        (Value::String(text), _) if text.contains("{{") => {
            matches!(after, Value::String(_) | Value::Number(_) | Value::Null)
        }
        (Value::Array(before), Value::Array(after)) => {
            before.len() == after.len()
                && before
                    .iter()
                    .zip(after)
                    .all(|(a, b)| differs_at_braces_only(a, b))
        }
        (Value::Object(before), Value::Object(after)) => {
            before.len() == after.len()
                && before
                    .iter()
                    .all(|(key, a)| after.get(key).is_some_and(|b| differs_at_braces_only(a, b)))
        }
        _ => before == after,
    }
}
