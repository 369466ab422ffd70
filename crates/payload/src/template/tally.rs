//! All rows of an audience, one after the other: what is wrong in which row, and the longest body that anybody would get.

use std::collections::{BTreeMap, BTreeSet};

use super::bind::{Bound, Row};
use super::fill::Filled;
use crate::document::Document;
use crate::finding::{Code, Finding, Place, Severity};
use crate::headers::DraftHeaders;
use crate::seal::{Target, lint};

/// How many findings about rows are kept for each code; the others are counted.
pub const MOST_FINDINGS: usize = 100;

/// How many shapes of rows the rules are run on, for each language.
pub const MOST_SHAPES: usize = 500;

/// Something to say about one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFinding {
    /// Which row, counted from 1, the headings not counted.
    pub row: u64,
    /// Which of the tally's templates; 0 where there is only one.
    pub language: usize,
    /// What, at its place in the template.
    pub finding: Finding,
    /// For `V010`: the rule that this row breaks, at the same place, without a fix.
    pub because: Option<Finding>,
}

/// The longest body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worst {
    /// Its bytes.
    pub bytes: usize,
    /// The first row that has it, counted from 1.
    pub row: u64,
    /// Which of the tally's templates.
    pub language: usize,
}

/// What came out of all rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many rows there were.
    pub rows: u64,
    /// The longest body of any row in any language; `None` without rows.
    pub worst: Option<Worst>,
    /// How many rows are over the limit in at least one language.
    pub over_limit: u64,
    /// How many rows have an error in at least one language, as far as the rules were run.
    pub refused: u64,
    /// How many bodies have a shape that the rules were not run on.
    pub unchecked: u64,
    /// How many bodies have a finding of each code, in the order of the codes. A body of the shape of a broken one is broken.
    pub counts: Vec<(Code, u64)>,
    /// The first [`MOST_FINDINGS`] of each code, in the order of the rows.
    pub findings: Vec<RowFinding>,
}

/// Takes row after row. Its memory does not grow with the number of rows.
pub struct Tally {
    languages: Vec<Language>,
    target: Target,
    filled: Filled,
    counts: BTreeMap<Code, Count>,
    summary: Summary,
}

/// One template and what was learned about its rows.
struct Language {
    bound: Bound,
    /// The errors that the template has by itself.
    own: Vec<(Code, Place)>,
    /// The shapes that the rules were run on, and whether they found an error.
    shapes: BTreeMap<u64, bool>,
    /// The rows that they were run on.
    checked: BTreeSet<u64>,
    /// The longest row, and the one with most values missing.
    samples: [Sample; 2],
}

/// How often a code was found.
#[derive(Default)]
struct Count {
    bodies: u64,
    kept: usize,
}

/// A row without an error so far, to run the rules on in the end.
#[derive(Default)]
struct Sample {
    /// What makes it remarkable: bytes, or values that are missing.
    measure: usize,
    row: u64,
    body: String,
    collapse_id: String,
}

/// What is known about one row.
#[derive(Clone, Copy, Default)]
struct RowState {
    is_refused: bool,
    is_over: bool,
}

impl RowFinding {
    pub(super) fn new(
        row: u64,
        code: Code,
        place: Place,
        args: Vec<(&'static str, String)>,
    ) -> Self {
        let finding = Finding {
            code,
            severity: code.rule().severity,
            place,
            args,
            fix: Vec::new(),
        };
        Self {
            row,
            language: 0,
            finding,
            because: None,
        }
    }

    /// A row that breaks another rule.
    pub(super) fn because(row: u64, place: Place, because: Finding) -> Self {
        let args = vec![("code", because.code.as_str().to_owned())];
        Self {
            because: Some(because),
            ..Self::new(row, Code::V010, place, args)
        }
    }
}

/// Runs over all rows, for those who have them at hand.
pub fn worst_case<'r, R: Row + ?Sized + 'r>(
    templates: Vec<Bound>,
    target: &Target,
    rows: impl IntoIterator<Item = &'r R>,
) -> Summary {
    let mut tally = Tally::new(templates, target);
    for row in rows {
        tally.row(row);
    }
    tally.finish()
}

impl Tally {
    /// A tally for the templates of one push, one for each language.
    pub fn new(templates: Vec<Bound>, target: &Target) -> Self {
        Self {
            languages: templates
                .into_iter()
                .map(|bound| Language::new(bound, target))
                .collect(),
            target: target.clone(),
            filled: Filled::default(),
            counts: BTreeMap::new(),
            summary: Summary::default(),
        }
    }

    /// Takes the next row, which may be sent in any language.
    pub fn row<R: Row + ?Sized>(&mut self, row: &R) {
        let mut state = RowState::default();
        self.summary.rows += 1;
        for language in 0..self.languages.len() {
            self.fill(language, row, &mut state);
        }
        self.end_row(state);
    }

    /// Takes the next row, of which it is known that it is sent in one language.
    pub fn row_in<R: Row + ?Sized>(&mut self, language: usize, row: &R) {
        let mut state = RowState::default();
        self.summary.rows += 1;
        self.fill(language, row, &mut state);
        self.end_row(state);
    }

    fn end_row(&mut self, state: RowState) {
        self.summary.refused += u64::from(state.is_refused);
        self.summary.over_limit += u64::from(state.is_over);
    }

    fn fill<R: Row + ?Sized>(&mut self, language: usize, row: &R, state: &mut RowState) {
        let number = self.summary.rows;
        let Some(at) = self.languages.get_mut(language) else {
            return;
        };
        let filled = &mut self.filled;
        let outcome = at.bound.render(row, filled);
        let bytes = filled.body.len();
        if self.summary.worst.is_none_or(|worst| worst.bytes < bytes) {
            self.summary.worst = Some(Worst {
                bytes,
                row: number,
                language,
            });
        }
        let mut is_refused = !outcome.is_complete;
        let mut is_broken = false;
        let mut found = Vec::new();
        if at.bound.is_remarkable(filled) {
            found = at.bound.findings(number, row, filled);
            state.is_over |= found.iter().any(|it| it.finding.code == Code::V009);
            is_refused |= found
                .iter()
                .any(|it| it.finding.severity == Severity::Error);
        }
        if outcome.is_complete {
            let shape = filled.notes.shape;
            if let Some(known) = at.shapes.get(&shape) {
                is_broken = *known;
            } else if at.shapes.len() < MOST_SHAPES {
                let errors = at.errors(number, &filled.body, &filled.collapse_id, &self.target);
                is_broken = !errors.is_empty();
                at.shapes.insert(shape, is_broken);
                found.extend(errors);
            } else {
                self.summary.unchecked += 1;
            }
            is_refused |= is_broken;
            if !is_refused {
                at.samples[0].offer(bytes, number, filled);
                at.samples[1].offer(outcome.missing, number, filled);
            }
        }
        state.is_refused |= is_refused;
        self.keep(language, found, is_broken);
    }

    /// Counts a body's findings and keeps the first of each code.
    fn keep(&mut self, language: usize, found: Vec<RowFinding>, is_broken: bool) {
        let codes = found.iter().map(|found| found.finding.code);
        let codes: BTreeSet<Code> = codes.chain(is_broken.then_some(Code::V010)).collect();
        for code in codes {
            self.counts.entry(code).or_default().bodies += 1;
        }
        for mut found in found {
            found.language = language;
            let count = self.counts.entry(found.finding.code).or_default();
            if count.kept < MOST_FINDINGS {
                count.kept += 1;
                self.summary.findings.push(found);
            }
        }
    }

    /// What came out, once the last row was taken.
    pub fn finish(mut self) -> Summary {
        let mut refused = BTreeSet::new();
        for language in 0..self.languages.len() {
            for which in [0, 1] {
                let Some(at) = self.languages.get_mut(language) else {
                    continue;
                };
                let errors = at.errors_of_sample(which, &self.target);
                refused.extend(errors.first().map(|first| first.row));
                self.keep(language, errors, false);
            }
        }
        let mut summary = self.summary;
        summary.refused += refused.len() as u64;
        summary.counts = self
            .counts
            .into_iter()
            .map(|(code, count)| (code, count.bodies))
            .collect();
        summary
            .findings
            .sort_by_key(|found| (found.row, found.language));
        summary
    }
}

impl Language {
    fn new(bound: Bound, target: &Target) -> Self {
        let own = bound.template().lint(target).findings;
        Self {
            own: own
                .into_iter()
                .filter(|finding| finding.severity == Severity::Error)
                .map(|finding| (finding.code, finding.place))
                .collect(),
            bound,
            shapes: BTreeMap::new(),
            checked: BTreeSet::new(),
            samples: Default::default(),
        }
    }

    /// The errors that a body has and the template has not, each as `V010`. Sizes are told as `V009`.
    fn errors(
        &mut self,
        row: u64,
        body: &str,
        collapse_id: &str,
        target: &Target,
    ) -> Vec<RowFinding> {
        self.checked.insert(row);
        let template = self.bound.template();
        let headers = DraftHeaders {
            collapse_id: collapse_id.to_owned(),
            ..template.0.headers.clone()
        };
        let report = lint(&Document::parse(body), &headers, target);
        let mut errors = Vec::new();
        for mut finding in report.findings {
            let is_told = super::is_size(&finding) || finding.code == Code::H005;
            if finding.severity != Severity::Error || is_told || self.is_own(&finding) {
                continue;
            }
            if let Place::Body { range, pointer } = &mut finding.place {
                // Keys and their order are the template's, so the pointer names the same value there.
                let node = template
                    .0
                    .document
                    .node(pointer)
                    .or(template.0.document.root());
                *range = node.map_or(0..0, |node| node.range.clone());
            }
            finding.fix.clear();
            errors.push(RowFinding::because(row, finding.place.clone(), finding));
        }
        errors
    }

    fn is_own(&self, finding: &Finding) -> bool {
        self.own.iter().any(|(code, place)| {
            *code == finding.code
                && match (place, &finding.place) {
                    (Place::Body { pointer, .. }, Place::Body { pointer: other, .. }) => {
                        pointer == other
                    }
                    (place, other) => place == other,
                }
        })
    }

    /// What the rules say about one of the samples, if they were not run on its row.
    fn errors_of_sample(&mut self, which: usize, target: &Target) -> Vec<RowFinding> {
        let Some(sample) = self.samples.get_mut(which).map(std::mem::take) else {
            return Vec::new();
        };
        if sample.row == 0 || self.checked.contains(&sample.row) {
            return Vec::new();
        }
        self.errors(sample.row, &sample.body, &sample.collapse_id, target)
    }
}

impl Sample {
    fn offer(&mut self, measure: usize, row: u64, filled: &Filled) {
        if self.row == 0 || measure > self.measure {
            self.measure = measure;
            self.row = row;
            self.body.clone_from(&filled.body);
            self.collapse_id.clone_from(&filled.collapse_id);
        }
    }
}
