//! How a date can be written wrongly, whichever key it stands under.

use crate::finding::{Code, Finding, Place, Severity};
use crate::rules::context::{fix, owned};
use crate::rules::moment::{self, Moment};
use crate::rules::{Context, Findings};

/// Says what is wrong with the form of a date. Its unit is another rule's business.
pub(super) fn whole_seconds(
    context: &Context<'_>,
    code: Code,
    key: &'static str,
    severity: Severity,
    out: &mut Findings,
) {
    let Some(date) = context.aps().and_then(|aps| aps.get(key)) else {
        return;
    };
    let (what, severity, seconds) = match moment::read(date) {
        Moment::Seconds(_) | Moment::Unit(..) => return,
        Moment::Fraction(seconds) => ("fraction", Severity::Warning, Some(seconds)),
        Moment::Quoted(seconds) => ("quoted", severity, Some(seconds)),
        Moment::Written(seconds) => ("written", severity, Some(seconds)),
        Moment::Other => ("other", severity, None),
    };
    let pointer = ["/aps/", key].concat();
    let fix = seconds.map_or_else(Vec::new, |seconds| {
        fix(context.document.set_source(&pointer, &seconds.to_string()))
    });
    out.add(Finding {
        code,
        severity,
        place: Place::Body {
            range: date.range.clone(),
            pointer,
        },
        args: owned(&[
            ("what", what),
            ("key", key),
            ("found", &context.shown(date)),
        ]),
        fix,
    });
}
