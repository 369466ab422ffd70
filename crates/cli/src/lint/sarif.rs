//! For code scanning: SARIF 2.1.0.
//!
//! Source: OASIS, *Static Analysis Results Interchange Format (SARIF) Version 2.1.0*. Columns are UTF-16 units from 1, and
//! the end column is the one after the last.

use std::ops::Range;

use payload::finding::{Edit, Finding, Place, Severity};
use payload::{Code, Lang};
use serde_json::{Value, json};

use super::{Result, Results, elsewhere};
use crate::catalog;
use crate::excerpt::Lines;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn print(results: &Results<'_>) -> String {
    let mut codes: Vec<Code> = results
        .files
        .iter()
        .flat_map(|file| &file.findings)
        .map(|finding| finding.code)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    let mut found = Vec::new();
    for file in &results.files {
        let mut seen: Vec<u64> = Vec::new();
        for finding in &file.findings {
            found.push(result(results, file, finding, &codes, &mut seen));
        }
    }
    let mut value = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "carillon",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(*code, results.lang)).collect::<Vec<_>>(),
            }},
            "language": match results.lang {
                Lang::En => "en-US",
                Lang::Zh => "zh-CN",
            },
            "columnKind": "utf16CodeUnits",
            "results": found,
        }],
    });
    crate::printed(&mut value)
}

fn rule(code: Code, lang: Lang) -> Value {
    let text = catalog::Explained::of(code, lang);
    let fix = text.remedy;
    json!({
        "id": code.as_str(),
        "name": name(catalog::Explained::of(code, Lang::En).title),
        "shortDescription": { "text": text.title },
        "fullDescription": { "text": text.why },
        "help": {
            "text": format!("{}\n{fix}", text.why),
            "markdown": format!("{}\n\n{fix}\n\n[Apple]({})", text.why, text.apple),
        },
        "helpUri": text.apple,
        "defaultConfiguration": { "level": level(code.rule().severity) },
    })
}

/// A heading as an identifier, which is what SARIF asks of a rule's name: `TheTopicDoesNotFitThePushType`.
fn name(title: &str) -> String {
    let title = title.replace('\'', "");
    let words = title.split(|letter: char| !letter.is_ascii_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(|word| {
            let (first, rest) = word.split_at(1);
            first.to_ascii_uppercase() + rest
        })
        .collect()
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn result(
    results: &Results<'_>,
    file: &Result<'_>,
    finding: &Finding,
    codes: &[Code],
    seen: &mut Vec<u64>,
) -> Value {
    let spot = results.spot(file, finding);
    let about = elsewhere(&finding.place).map_or_else(String::new, |name| format!("{name}: "));
    let region = if spot.is_exact {
        region(spot.lines, &spot.range)
    } else {
        json!({ "startLine": 1 })
    };
    let physical = json!({ "artifactLocation": { "uri": uri(spot.file) }, "region": region });
    let mut location = json!({ "physicalLocation": physical });
    if let Place::Body { pointer, .. } = &finding.place {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": pointer, "kind": "member" }]);
    }
    let print = fingerprint(finding);
    let before = seen.iter().filter(|other| **other == print).count();
    seen.push(print);
    let mut value = json!({
        "ruleId": finding.code.as_str(),
        "ruleIndex": codes.binary_search(&finding.code).unwrap_or_default(),
        "level": level(finding.severity),
        "message": { "text": format!("{about}{}", catalog::message(finding, results.lang)) },
        "locations": [location],
        "partialFingerprints": { "carillonFinding/v1": format!("{print:016x}:{}", before + 1) },
    });
    if let Some(fix) = fix(results, file, finding) {
        value["fixes"] = json!([fix]);
    }
    value
}

fn region(lines: &Lines<'_>, range: &Range<usize>) -> Value {
    let (start, end) = (lines.position(range.start), lines.position(range.end));
    json!({
        "startLine": start.line,
        "startColumn": start.utf16,
        "endLine": end.line,
        "endColumn": end.utf16,
    })
}

/// What a fix replaces in which file; `None` where it changes something that is in no file.
fn fix(results: &Results<'_>, file: &Result<'_>, finding: &Finding) -> Option<Value> {
    let label = catalog::fix_label(finding, results.lang)?;
    let (mut in_body, mut in_headers) = (Vec::new(), Vec::new());
    for edit in &finding.fix {
        match edit {
            Edit::Text(patch) => {
                in_body.push(replacement(&file.lines, &patch.range, &patch.replacement));
            }
            Edit::Header { name, value } => {
                let (headers, lines) = results.headers.as_ref()?;
                let range = headers.place(*name).filter(|_| !value.is_empty())?;
                in_headers.push(replacement(lines, range, &payload::document::quote(value)));
            }
        }
    }
    let mut changes = Vec::new();
    if !in_body.is_empty() {
        changes.push(json!({
            "artifactLocation": { "uri": uri(&file.checked.source.name) },
            "replacements": in_body,
        }));
    }
    if let (Some((headers, _)), false) = (&results.headers, in_headers.is_empty()) {
        changes.push(json!({
            "artifactLocation": { "uri": uri(&headers.source.name) },
            "replacements": in_headers,
        }));
    }
    Some(json!({ "description": { "text": label }, "artifactChanges": changes }))
}

fn replacement(lines: &Lines<'_>, range: &Range<usize>, text: &str) -> Value {
    json!({ "deletedRegion": region(lines, range), "insertedContent": { "text": text } })
}

/// What stays the same when a file changes elsewhere: the rule, the case and the place in the tree.
fn fingerprint(finding: &Finding) -> u64 {
    let case = finding.args.iter().find(|(name, _)| *name == "what");
    let case = case.map_or("", |(_, value)| value.as_str());
    let place = match &finding.place {
        Place::Body { pointer, .. } => pointer.as_str(),
        other => elsewhere(other).unwrap_or_default(),
    };
    // FNV-1a, 64 bits.
    let words = [finding.code.as_str(), case, place].join("\n");
    words.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// A path as a reference by RFC 3986: relative paths stay relative to where the program ran.
fn uri(path: &str) -> String {
    let mut out = String::new();
    if path.starts_with('/') {
        out.push_str("file://");
    }
    let path = path.strip_prefix("./").unwrap_or(path);
    for byte in path.bytes() {
        match byte {
            b'\\' if cfg!(windows) => out.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(byte.into());
            }
            _ => {
                let hex = |digit: u8| char::from(b"0123456789ABCDEF"[usize::from(digit)]);
                out.extend(['%', hex(byte >> 4), hex(byte & 15)]);
            }
        }
    }
    out
}
