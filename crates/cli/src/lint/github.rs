//! For GitHub: workflow commands, which it shows at the lines of a change.
//!
//! Source: GitHub, *Workflow commands for GitHub Actions*. A value escapes `%`, CR and LF; a property `:` and `,` as well.

use std::fmt::Write as _;

use payload::Severity;

use super::{Results, elsewhere};
use crate::catalog;
use crate::excerpt::plain;

pub(super) fn print(results: &Results<'_>) -> String {
    let mut out = String::new();
    for file in &results.files {
        for finding in &file.findings {
            let spot = results.spot(file, finding);
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Hint => "notice",
            };
            let about =
                elsewhere(&finding.place).map_or_else(String::new, |name| format!("{name}: "));
            let title = format!(
                "{} {}",
                finding.code.as_str(),
                catalog::title(finding, results.lang)
            );
            let message = format!("{about}{}", plain(&catalog::message(finding, results.lang)));
            let _ = write!(
                out,
                "::{command} file={},line={}",
                property(spot.file),
                spot.start.line
            );
            if spot.is_exact {
                // GitHub shows columns of one line only.
                let is_one_line = spot.start.line == spot.end.line;
                let _ = if is_one_line {
                    write!(
                        out,
                        ",endLine={},col={},endColumn={}",
                        spot.end.line, spot.start.column, spot.end.column
                    )
                } else {
                    write!(out, ",endLine={}", spot.end.line)
                };
            }
            let _ = writeln!(out, ",title={}::{}", property(&title), data(&message));
        }
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
