//! A Live Activity's `attributes-type`, `attributes` and `content-state` against the app's Swift types.

mod date;
mod decode;
mod number;
mod report;

pub(super) use number::{Amount, amount};
pub(super) use report::{Report, path};

use super::swift::Model;
use crate::document::{Document, Node, excerpt, quote};
use crate::finding::{Code, Finding, Severity};
use crate::rules::nearest;
use decode::Decoder;

/// Everything that the app would not read as it stands.
pub(super) fn swift(document: &Document, model: &Model) -> Vec<Finding> {
    let mut report = Report::new(document);
    let Some(aps) = document.root().and_then(|root| root.get("aps")) else {
        return Vec::new();
    };
    let named = document.string("/aps/attributes-type");
    let activity = match activity(model, named, &mut report) {
        Activity::This(activity) => Some(activity),
        Activity::Unknown => None,
        Activity::Another => return report.findings,
    };
    if let (Some(activity), Some(attributes)) = (activity, aps.get("attributes")) {
        decode(model, attributes, "/aps/attributes", activity, &mut report);
    }
    if let Some(content) = aps.get("content-state") {
        let states: Vec<usize> = match activity {
            None if !model.activities().is_empty() => {
                let activities = model.activities().iter().take(MOST_ACTIVITIES);
                activities
                    .filter_map(|activity| model.content_state(Some(*activity)))
                    .collect()
            }
            activity => model.content_state(activity).into_iter().collect(),
        };
        let reports = states.into_iter().map(|state| {
            let mut report = Report::new(document);
            decode(model, content, "/aps/content-state", state, &mut report);
            report.findings
        });
        // An update does not say which activity it is for: it is for the one that it fits best.
        let fewest = reports.min_by_key(|findings| {
            let errors = findings
                .iter()
                .filter(|finding| finding.severity == Severity::Error);
            (errors.count(), findings.len())
        });
        report.findings.extend(fewest.unwrap_or_default());
    }
    report.findings
}

/// How many activities are tried for an update that does not say which one it is for.
const MOST_ACTIVITIES: usize = 20;

/// What is no object at all is for the rules about Live Activities.
fn decode(model: &Model, node: &Node, pointer: &str, declared: usize, report: &mut Report<'_>) {
    if node.is_object() {
        Decoder { model, report }.declared(node, pointer, declared);
    }
}

/// Which activity a payload is about.
enum Activity {
    /// The one of that declaration.
    This(usize),
    /// It does not say, and there is not only one.
    Unknown,
    /// One that was not pasted: there is nothing to compare with.
    Another,
}

/// The activity that the payload is about: the one that `attributes-type` names, or else the only one.
fn activity(model: &Model, named: Option<&str>, report: &mut Report<'_>) -> Activity {
    let pointer = "/aps/attributes-type";
    let known = model.activity_names();
    let of_name = |name: &str| {
        let at = known.iter().position(|it| *it == name)?;
        model.activities().get(at).copied()
    };
    let named = named.filter(|named| !named.contains("{{"));
    let (Some(named), Some(node), false) = (named, report.document.node(pointer), known.is_empty())
    else {
        return match model.activities() {
            [only] => Activity::This(*only),
            _ => Activity::Unknown,
        };
    };
    if let Some(activity) = of_name(named) {
        return Activity::This(activity);
    }
    // ActivityKit wants the type's own name, without the module or the type around it.
    let last = named.rsplit('.').next().unwrap_or(named);
    let is_part = |name: &str| !last.is_empty() && (name.contains(last) || last.contains(name));
    let near = known.iter().copied().find(|name| *name == last);
    let near = near.or_else(|| nearest(last, &known));
    let near = near.or_else(|| match known.as_slice() {
        [only] if is_part(only) => Some(only),
        _ => None,
    });
    let (what, severity) = match near {
        Some(_) => ("misspelled", Severity::Error),
        None => ("other", Severity::Warning),
    };
    let args = vec![
        ("what", what.to_owned()),
        ("found", excerpt(named)),
        ("near", near.unwrap_or_default().to_owned()),
        ("expected", listed(known.iter().copied())),
    ];
    let fix = near.map(|near| report.document.set_source(pointer, &quote(near)));
    report.add(Code::A006, severity, &node.range, pointer, args, fix);
    near.and_then(of_name)
        .map_or(Activity::Another, Activity::This)
}

/// Some words as a sentence lists them: not too many.
pub(super) fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    const MOST: usize = 8;
    let mut out = String::new();
    for (at, word) in words.enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        if at == MOST {
            out.push('…');
            break;
        }
        out.push_str(&excerpt(word));
    }
    out
}
