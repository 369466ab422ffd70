//! `--rows`: a table whose values are put into a payload's placeholders, and what its rows do to the payload.

use payload::template::{Bound, Summary, Tally, Template};
use payload::{Document, Finding, Lang};

use crate::subject::Checked;

/// A table: its headings, and its rows.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) headings: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Table {
    /// Reads RFC 4180: values with quotes around them may hold separators, line breaks and doubled quotes. The separator is the
    /// one of comma, semicolon and tab that the headings have most of. `None` when there are no headings.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let first = text.lines().next().unwrap_or_default();
        let count = |separator: char| first.matches(separator).count();
        let separator = [',', ';', '\t']
            .into_iter()
            .rev()
            .max_by_key(|it| count(*it))?;
        let mut lines = records(text, separator);
        let is_blank = |line: &Vec<String>| line.iter().all(|value| value.trim().is_empty());
        lines.retain(|line| !is_blank(line));
        let mut lines = lines.into_iter();
        let headings = lines.next()?;
        Some(Self {
            headings,
            rows: lines.collect(),
        })
    }
}

fn records(text: &str, separator: char) -> Vec<Vec<String>> {
    let (mut lines, mut line, mut value) = (Vec::new(), Vec::new(), String::new());
    let mut is_quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.next_if_eq(&'"').is_some() => value.push('"'),
            '"' if is_quoted => is_quoted = false,
            '"' if value.is_empty() => is_quoted = true,
            _ if is_quoted => value.push(letter),
            _ if letter == separator => line.push(std::mem::take(&mut value)),
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' => {
                line.push(std::mem::take(&mut value));
                lines.push(std::mem::take(&mut line));
            }
            _ => value.push(letter),
        }
    }
    if !value.is_empty() || !line.is_empty() {
        line.push(value);
        lines.push(line);
    }
    lines
}

/// What the rows of a table do to a payload.
pub(crate) struct Filled {
    pub(crate) findings: Vec<Finding>,
    pub(crate) summary: Summary,
}

/// Checks a payload as a template: by itself, against the headings, and with each row.
pub(crate) fn check(checked: &Checked, table: &Table, lang: Lang) -> Filled {
    let document = Document::parse(checked.draft.text.as_str());
    let (template, mut findings) = Template::of(&document, &checked.draft.headers);
    findings.extend(template.lint(&checked.target).findings);
    let (bound, missing): (Bound, Vec<Finding>) = template.bind(&table.headings);
    findings.extend(missing);
    let mut tally = Tally::new(vec![bound], &checked.target);
    for row in &table.rows {
        tally.row(row);
    }
    let summary = tally.finish();
    for row in &summary.findings {
        let mut finding = row.finding.clone();
        finding.args.push(("row", row.row.to_string()));
        if let Some(because) = &row.because {
            finding.args.push(("because", because.message(lang)));
        }
        findings.push(finding);
    }
    Filled { findings, summary }
}
