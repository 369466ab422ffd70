//! `--rows`: a table whose values are put into a payload's placeholders, and what its rows do to the payload.

use payload::template::{Bound, Record, Summary, Table, Tally, Template};
use payload::{Document, Finding, Lang};

use crate::subject::Checked;

/// How many bytes are read at once: the reader keeps a copy of what comes before the end of the first line.
const PIECE_BYTES: usize = 64 * 1024;

/// What the rows of a table do to a payload.
pub(crate) struct Filled {
    pub(crate) findings: Vec<Finding>,
    pub(crate) summary: Summary,
}

/// Checks a payload as a template: by itself, against the headings of a table, and with each of its rows, none of which is kept.
/// `None` when there are no headings.
pub(crate) fn check(checked: &Checked, table: &str, lang: Lang) -> Option<Filled> {
    let document = Document::parse(checked.draft.text.as_str());
    let (template, mut findings) = Template::of(&document, &checked.draft.headers);
    findings.extend(template.lint(&checked.target).findings);
    let mut tally: Option<Tally> = None;
    let mut each = |line: Record<'_>| {
        if let Some(tally) = &mut tally {
            return tally.row(&line);
        }
        let headings: Vec<&str> = line.cells().collect();
        let (bound, missing): (Bound, Vec<Finding>) = template.bind(&headings);
        findings.extend(missing);
        tally = Some(Tally::new(vec![bound], &checked.target));
    };
    let mut reader = Table::default();
    for piece in table.as_bytes().chunks(PIECE_BYTES) {
        reader.push(piece, &mut each);
    }
    reader.end(&mut each);
    let summary = tally?.finish();
    for row in &summary.findings {
        let mut finding = row.finding.clone();
        finding.args.push(("row", row.row.to_string()));
        if let Some(because) = &row.because {
            finding.args.push(("because", because.message(lang)));
        }
        findings.push(finding);
    }
    Some(Filled { findings, summary })
}
