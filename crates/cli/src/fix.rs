//! `carillon fix`: applies what a machine can repair, until nothing changes.

mod diff;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::iter;

use payload::finding::{Edit, Finding, Severity};

use payload::{Code, Lang};

use crate::args::{Color, Fix, Outcome};
use crate::catalog;
use crate::io::{Exit, Io};
use crate::subject::{self, Checked};

/// How many times a text may change. Each change applies every fix that does not touch another one, so that a text which needs
/// more is not one that a person wrote.
const MOST_ROUNDS: usize = 60;
/// How many fixes are applied at once.
const MOST_TOGETHER: usize = 1000;
/// How many fixes are tried one by one when they cannot be applied together.
const MOST_TRIED: usize = 40;

/// A text that was repaired.
struct Repaired {
    text: String,
    /// The codes whose fixes were applied, in that order.
    applied: Vec<&'static str>,
    /// What is left that no edit of the text repairs: fixes of headers, with the sentence that asks for them.
    headers: Vec<(String, String)>,
}

/// Repairs every file.
pub(crate) fn run(fix: &Fix, io: &mut Io<'_>) -> Exit {
    let lang = fix.lang.unwrap_or(io.lang);
    let Some(readings) = subject::read(&fix.files, &fix.subject, lang, io) else {
        return Exit::Unusable;
    };
    let has_color = match fix.color {
        Color::Auto => io.shows_color,
        Color::Always => true,
        Color::Never => false,
    };
    let mut out = String::new();
    let mut exit = Exit::Clean;
    for checked in &readings.checked {
        let repaired = repair(checked, fix);
        let name = checked.source.name.as_str();
        let is_done = match fix.outcome {
            Outcome::Write | Outcome::Print => true,
            Outcome::Show => checked.source.path.is_none(),
            Outcome::Check => false,
        };
        let is_changed = repaired.text != checked.draft.text;
        match (fix.outcome, &checked.source.path) {
            (Outcome::Print, _) | (Outcome::Show | Outcome::Write, None) => {
                out.push_str(&repaired.text);
            }
            (Outcome::Show | Outcome::Check, _) if is_changed => {
                out.push_str(&diff::between(
                    name,
                    &checked.draft.text,
                    &repaired.text,
                    has_color,
                ));
            }
            (Outcome::Write, Some(path)) if is_changed => {
                if let Err(error) = fs::write(io.folder.join(path), &repaired.text) {
                    io.complain(&format!("{name}: {error}"));
                    exit = Exit::Unusable;
                    continue;
                }
            }
            _ => {}
        }
        if is_changed && fix.outcome == Outcome::Check && exit == Exit::Clean {
            exit = Exit::Findings;
        }
        io.complain(&told(name, &repaired, is_done, lang));
        for (sentence, header) in &repaired.headers {
            io.complain(&match lang {
                Lang::En => format!("{name}: {sentence} Send it with {header}"),
                Lang::Zh => format!("{name}：{sentence}请改为 {header}"),
            });
        }
    }
    let exit = readings.exit(exit);
    crate::finish(io, &out, exit)
}

/// Applies fixes until nothing changes.
fn repair(checked: &Checked, fix: &Fix) -> Repaired {
    let mut draft = checked.draft.clone();
    let mut applied = Vec::new();
    let mut seen = BTreeSet::from([hash(&draft.text)]);
    let mut findings = checked.findings(&draft.text);
    for _ in 0..MOST_ROUNDS {
        let wanted: Vec<&Finding> = findings
            .iter()
            .filter(|finding| is_wanted(finding, fix))
            .collect();
        let step = iter::once(together(&wanted))
            .chain(wanted.iter().take(MOST_TRIED).map(|finding| vec![*finding]))
            .find_map(|step| {
                let edits: Vec<Edit> = step.iter().flat_map(|it| it.fix.clone()).collect();
                let next = draft.fixed(&edits);
                if seen.contains(&hash(&next.text)) {
                    return None;
                }
                let after = checked.findings(&next.text);
                let codes: Vec<&str> = step.iter().map(|finding| finding.code.as_str()).collect();
                (badness(&after) <= badness(&findings)).then_some((codes, next, after))
            });
        let Some((codes, next, after)) = step else {
            break;
        };
        applied.extend(codes);
        seen.insert(hash(&next.text));
        (draft, findings) = (next, after);
    }
    let headers = findings
        .iter()
        .filter(|finding| finding.severity != Severity::Hint)
        .filter_map(|finding| match finding.fix.as_slice() {
            [Edit::Header { name, value }] => {
                let header = format!("{}: {value}", name.as_str());
                Some((
                    catalog::message(finding, fix.lang.unwrap_or(Lang::En)),
                    header,
                ))
            }
            _ => None,
        });
    let headers = headers.collect();
    Repaired {
        text: draft.text,
        applied,
        headers,
    }
}

/// The first fixes that do not touch each other's bytes.
fn together<'a>(wanted: &[&'a Finding]) -> Vec<&'a Finding> {
    let mut taken: Vec<(usize, usize)> = Vec::new();
    let mut step = Vec::new();
    for finding in wanted {
        let ranges = finding.fix.iter().filter_map(|edit| match edit {
            Edit::Text(patch) => Some((patch.range.start, patch.range.end)),
            Edit::Header { .. } => None,
        });
        let is_free = ranges
            .clone()
            .all(|(start, end)| taken.iter().all(|(from, to)| end < *from || *to < start));
        if is_free {
            taken.extend(ranges);
            step.push(*finding);
        }
        if step.len() == MOST_TOGETHER {
            break;
        }
    }
    step
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Whether a fix is one of the text, and of a rule that the call takes fixes of.
fn is_wanted(finding: &Finding, fix: &Fix) -> bool {
    let is_chosen = if fix.only.is_empty() {
        finding.severity != Severity::Hint || fix.with_hints
    } else {
        fix.only.contains(&finding.code)
    };
    is_chosen
        && !finding.fix.is_empty()
        && finding.fix.iter().all(|edit| matches!(edit, Edit::Text(_)))
}

/// How bad it is. While a text is no JSON, it hides what else is wrong with it: then only what is wrong as JSON counts.
fn badness(findings: &[Finding]) -> (bool, usize) {
    let errors = || {
        findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
    };
    let broken = errors()
        .filter(|finding| hides_the_rest(finding.code))
        .count();
    (
        broken > 0,
        if broken > 0 { broken } else { errors().count() },
    )
}

/// Whether a text with this finding has no values that other rules could look at.
const fn hides_the_rest(code: Code) -> bool {
    matches!(code, Code::J001 | Code::J003 | Code::J004 | Code::J005)
}

/// What was done, in one sentence.
fn told(name: &str, repaired: &Repaired, is_done: bool, lang: Lang) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for code in &repaired.applied {
        match counts.iter_mut().find(|(other, _)| other == code) {
            Some((_, count)) => *count += 1,
            None => counts.push((code, 1)),
        }
    }
    let mut codes = String::new();
    for (code, count) in counts {
        if !codes.is_empty() {
            codes.push_str(", ");
        }
        codes.push_str(code);
        if count > 1 {
            let _ = write!(codes, " ×{count}");
        }
    }
    match (lang, codes.is_empty(), is_done) {
        (Lang::En, true, _) => format!("{name}: nothing to repair"),
        (Lang::En, false, true) => format!("{name}: repaired ({codes})"),
        (Lang::En, false, false) => format!("{name}: can be repaired ({codes})"),
        (Lang::Zh, true, _) => format!("{name}：无需修复"),
        (Lang::Zh, false, true) => format!("{name}：已修复（{codes}）"),
        (Lang::Zh, false, false) => format!("{name}：可以修复（{codes}）"),
    }
}
