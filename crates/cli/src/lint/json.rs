//! For programs: one JSON object with every file, finding and fix.

use payload::finding::{AppPart, Edit, Finding, Place, Severity};
use serde_json::{Value, json};

use super::{Result, Results};
use crate::catalog;
use crate::excerpt::Position;

/// The number that changes when a member changes its meaning or goes away.
const VERSION: u32 = 1;

pub(super) fn print(results: &Results<'_>) -> String {
    let files: Vec<Value> = results
        .files
        .iter()
        .map(|file| of_file(results, file))
        .collect();
    let mut value = json!({
        "version": VERSION,
        "files": files,
        "errors": results.count(Severity::Error),
        "warnings": results.count(Severity::Warning),
        "hints": results.count(Severity::Hint),
    });
    crate::printed(&mut value)
}

fn of_file(results: &Results<'_>, file: &Result<'_>) -> Value {
    let checked = file.checked;
    let findings: Vec<Value> = file
        .findings
        .iter()
        .map(|finding| of_finding(results, file, finding))
        .collect();
    json!({
        "file": checked.source.name,
        "push_type": checked.draft.headers.push_type,
        "push_type_guessed_because": checked.guess.map(|guess| guess.because.get(results.lang)),
        "bundle_id": checked.target.bundle_id,
        "rows": file.summary.as_ref().map(|summary| json!({
            "rows": summary.rows,
            "refused": summary.refused,
            "over_limit": summary.over_limit,
            "unchecked": summary.unchecked,
            "longest": summary.worst.map(|worst| json!({ "row": worst.row, "bytes": worst.bytes })),
        })),
        "findings": findings,
    })
}

fn of_finding(results: &Results<'_>, file: &Result<'_>, finding: &Finding) -> Value {
    let spot = results.spot(file, finding);
    let mut value = json!({
        "code": finding.code.as_str(),
        "severity": catalog::severity_name(finding.severity),
        "title": catalog::title(finding, results.lang),
        "message": catalog::message(finding, results.lang),
        "apple": finding.code.text().apple,
        "row": finding.args.iter().find(|(name, _)| *name == "row").and_then(|(_, row)| row.parse::<u64>().ok()),
        "place": place(&finding.place),
        "file": spot.file,
        "fix": catalog::fix_label(finding, results.lang).map(|label| json!({
            "label": label,
            "edits": finding.fix.iter().map(edit).collect::<Vec<_>>(),
        })),
    });
    if spot.is_exact {
        value["start"] = position(spot.start);
        value["end"] = position(spot.end);
    }
    value
}

/// Columns from 1: in characters, and in UTF-16 units as editors count.
fn position(position: Position) -> Value {
    json!({ "line": position.line, "column": position.column, "utf16": position.utf16 })
}

fn place(place: &Place) -> Value {
    match place {
        Place::Body { range, pointer } => json!({
            "in": "body",
            "pointer": pointer,
            "bytes": [range.start, range.end],
        }),
        Place::Header { name } => json!({ "in": "header", "name": name.as_str() }),
        Place::Headers => json!({ "in": "headers" }),
        Place::Token => json!({ "in": "token" }),
        Place::Credential => json!({ "in": "credential" }),
        Place::App { part, range } => json!({
            "in": "app",
            "part": match part {
                AppPart::Swift => "swift",
                AppPart::Schema => "schema",
                AppPart::Strings => "strings",
            },
            "bytes": [range.start, range.end],
        }),
    }
}

fn edit(edit: &Edit) -> Value {
    match edit {
        Edit::Text(patch) => json!({
            "bytes": [patch.range.start, patch.range.end],
            "replacement": patch.replacement,
        }),
        Edit::Header { name, value } => json!({ "header": name.as_str(), "value": value }),
    }
}
