//! `carillon lint`: every finding of every file, in one of four formats.

mod github;
mod json;
mod sarif;
mod text;

use std::ops::Range;

use payload::app::{self, strings::Strings};
use payload::finding::{Edit, Place};
use payload::template::Summary;
use payload::{AppPart, Finding, Lang, Severity};

use crate::args::{Color, Deny, Format, Lint};
use crate::excerpt::{Lines, Position};
use crate::headers::HeaderFile;
use crate::io::{Exit, Io};
use crate::rows;
use crate::subject::{self, Checked};

/// What was found in one file.
struct Result<'a> {
    checked: &'a Checked,
    findings: Vec<Finding>,
    /// What came out of the rows of an audience, if there are any.
    summary: Option<Summary>,
    lines: Lines<'a>,
}

/// What was found in all.
struct Results<'a> {
    files: Vec<Result<'a>>,
    headers: Option<(&'a HeaderFile, Lines<'a>)>,
    /// The app's files.
    app: Vec<AppFile<'a>>,
    lang: Lang,
    is_quiet: bool,
    has_color: bool,
}

/// A file of the app.
struct AppFile<'a> {
    part: AppPart,
    name: &'a str,
    lines: Lines<'a>,
}

/// Where a finding is shown.
struct Spot<'a> {
    /// The file that holds it.
    file: &'a str,
    lines: &'a Lines<'a>,
    range: Range<usize>,
    start: Position,
    end: Position,
    /// Whether there is something to mark; otherwise the place is the file.
    is_exact: bool,
}

impl<'a> Results<'a> {
    /// The file and the bytes of a finding. What is in no file stands at the begin of the payload's.
    fn spot(&'a self, of: &'a Result<'a>, finding: &Finding) -> Spot<'a> {
        let name = of.checked.source.name.as_str();
        let (file, lines, range) = match &finding.place {
            Place::Body { range, .. } => (name, &of.lines, Some(range)),
            Place::Header { name: header } => match &self.headers {
                Some((headers, lines)) => match headers.place(*header) {
                    Some(range) => (headers.source.name.as_str(), lines, Some(range)),
                    None => (name, &of.lines, None),
                },
                None => (name, &of.lines, None),
            },
            Place::Headers => match &self.headers {
                Some((headers, lines)) => (headers.source.name.as_str(), lines, None),
                None => (name, &of.lines, None),
            },
            Place::App { part, range } => match self.app_file(*part, finding) {
                Some(file) => (file.name, &file.lines, Some(range)),
                None => (name, &of.lines, None),
            },
            Place::Token | Place::Credential => (name, &of.lines, None),
        };
        let is_exact = range.is_some();
        let range = range.cloned().unwrap_or(0..0);
        let (start, end) = (lines.position(range.start), lines.position(range.end));
        Spot {
            file,
            lines,
            range,
            start,
            end,
            is_exact,
        }
    }

    /// The file of the app that a finding is in: of several of a kind, the one that it names.
    fn app_file(&self, part: AppPart, finding: &Finding) -> Option<&AppFile<'a>> {
        let named = finding.args.iter().find(|(name, _)| *name == "file");
        let mut files = self.app.iter().filter(|file| file.part == part);
        match named.filter(|_| part == AppPart::Strings) {
            Some((_, name)) => files.find(|file| file.name == name),
            None => files.next(),
        }
    }

    fn count(&self, severity: Severity) -> usize {
        let findings = self.files.iter().flat_map(|file| &file.findings);
        findings
            .filter(|finding| finding.severity == severity)
            .count()
    }

    /// How many findings `carillon fix` can repair.
    fn fixable(&self) -> usize {
        let findings = self.files.iter().flat_map(|file| &file.findings);
        findings.filter(|finding| is_fixable(finding)).count()
    }
}

/// Whether `carillon fix` can repair it. What an app or an audience says about a payload, it does not read.
fn is_fixable(finding: &Finding) -> bool {
    changes_text(finding) && !finding.code.as_str().starts_with(['A', 'V'])
}

/// Whether the fix is one of the payload's text.
fn changes_text(finding: &Finding) -> bool {
    let mut edits = finding.fix.iter();
    !finding.fix.is_empty() && edits.all(|edit| matches!(edit, Edit::Text(_)))
}

/// The name of a place that is in no file.
fn elsewhere(place: &Place) -> Option<&'static str> {
    match place {
        Place::Body { .. } | Place::App { .. } => None,
        Place::Header { name } => Some(name.as_str()),
        Place::Headers => Some("headers"),
        Place::Token => Some("token"),
        Place::Credential => Some("credential"),
    }
}

/// Checks every file and prints what was found.
pub(crate) fn run(lint: &Lint, io: &mut Io<'_>) -> Exit {
    let lang = lint.lang.unwrap_or(io.lang);
    let Some(readings) = subject::read(&lint.files, &lint.subject, lang, io) else {
        return Exit::Unusable;
    };
    let mut files: Vec<Result<'_>> = Vec::new();
    for checked in &readings.checked {
        let (mut findings, summary) = match &readings.table {
            Some(table) => {
                let Some(filled) = rows::check(checked, &table.text, lang) else {
                    io.complain(&match lang {
                        Lang::En => format!("{} has no headings", table.name),
                        Lang::Zh => format!("{} 没有标题行", table.name),
                    });
                    return Exit::Unusable;
                };
                (filled.findings, Some(filled.summary))
            }
            None => (checked.findings(&checked.draft.text), None),
        };
        findings.retain(|finding| !checked.is_moot(finding));
        let document = checked.document();
        findings.extend(app::check(&document, checked.push_type(), &readings.app));
        // What is wrong with the app's files themselves is said once.
        if files.is_empty() {
            findings.extend(readings.app_findings.iter().cloned());
        }
        files.push(Result {
            checked,
            findings,
            summary,
            lines: Lines::of(&checked.draft.text),
        });
    }
    let sources = readings.app_files.iter().map(|(part, source)| AppFile {
        part: *part,
        name: &source.name,
        lines: Lines::of(&source.text),
    });
    let texts = readings
        .app
        .strings
        .iter()
        .flat_map(Strings::files)
        .map(|file| AppFile {
            part: AppPart::Strings,
            name: file.path(),
            lines: Lines::of(file.text()),
        });
    let results = Results {
        files,
        app: sources.chain(texts).collect(),
        headers: readings
            .headers
            .as_ref()
            .map(|file| (file, Lines::of(&file.source.text))),
        lang,
        is_quiet: lint.is_quiet,
        has_color: match lint.color {
            Color::Auto => io.shows_color,
            Color::Always => true,
            Color::Never => false,
        },
    };
    let printed = match lint.format {
        Format::Text => text::print(&results),
        Format::Json => json::print(&results),
        Format::Sarif => sarif::print(&results),
        Format::Github => github::print(&results),
    };
    let denied = match lint.deny {
        Deny::Errors => [Severity::Error].as_slice(),
        Deny::Warnings => &[Severity::Error, Severity::Warning],
        Deny::Hints => &[Severity::Error, Severity::Warning, Severity::Hint],
    };
    let fails = denied.iter().any(|severity| results.count(*severity) > 0);
    let exit = readings.exit(if fails { Exit::Findings } else { Exit::Clean });
    crate::finish(io, &printed, exit)
}
