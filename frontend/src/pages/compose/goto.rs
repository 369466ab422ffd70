//! Going to a place of the draft: which view shows it, and what gets the focus there.

use payload::{Finding, Place};

use crate::components::json_surface::Reveal;
use crate::contexts::ComposerContext;
use crate::infra::dom;
use crate::state::{Composer, Field, View};

/// Somewhere to go.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    /// A field of the form.
    Field(Field),
    /// A finding of the report.
    Problem(usize),
    /// The button that repairs the first finding, or the finding's place.
    FirstProblem,
}

/// A wish to go there.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Goto {
    /// Where to.
    pub(super) target: Target,
    /// Tells one wish from the next.
    pub(super) stamp: f64,
}

/// Id of a form field's control.
pub(super) fn field_id(field: Field) -> String {
    format!("field-{}", field.name())
}

/// Id of a header's control.
pub(super) fn header_id(name: payload::HeaderName) -> String {
    format!("field-{}", name.as_str())
}

/// The control of a finding in the form, if it has one there.
pub(super) fn control_of(composer: &Composer, finding: &Finding) -> Option<String> {
    match &finding.place {
        Place::Header { name } => Some(header_id(*name)),
        Place::Token => Some("field-device".to_owned()),
        Place::Body { pointer, .. } if composer.document.is_valid() => {
            Field::at(pointer).map(field_id)
        }
        Place::Body { .. } | Place::Headers | Place::Credential | Place::App { .. } => None,
    }
}

impl Target {
    /// The view that must be open to get there; `None` when the open one will do.
    pub(super) fn view(&self, composer: &Composer) -> Option<View> {
        match self {
            Self::Field(_) => (!composer.view.has_form()).then_some(View::Form),
            Self::FirstProblem => None,
            Self::Problem(index) => {
                let finding = composer.report.findings.get(*index)?;
                match (&finding.place, control_of(composer, finding)) {
                    (Place::Header { .. } | Place::Headers, _) => {
                        (!composer.view.has_form()).then_some(View::Form)
                    }
                    (Place::Body { .. }, None) => (!composer.view.has_json()).then_some(View::Json),
                    _ => None,
                }
            }
        }
    }

    /// Moves the focus there, and says whether it is there now. In the JSON text this is left to the surface, which gets
    /// [`Target::reveal`]; and what is in another view is there when that is.
    pub(super) fn focus(&self, composer: &ComposerContext) -> bool {
        match self {
            Self::Field(field) => dom::focus(&field_id(*field)),
            Self::FirstProblem => {
                dom::focus_first("[data-testid=fix]")
                    || dom::focus(crate::components::shell::HEADING)
            }
            Self::Problem(index) => {
                let control = composer
                    .report
                    .findings
                    .get(*index)
                    .and_then(|finding| control_of(composer, finding));
                control
                    .filter(|_| self.reveal(composer, 0.0).is_none())
                    .is_some_and(|control| dom::focus(&control))
            }
        }
    }

    /// The place in the JSON text, when the JSON view is the one that shows it.
    pub(super) fn reveal(&self, composer: &Composer, stamp: f64) -> Option<Reveal> {
        let Self::Problem(index) = self else {
            return None;
        };
        let finding = composer.report.findings.get(*index)?;
        let Place::Body { range, .. } = &finding.place else {
            return None;
        };
        let in_form = composer.view.has_form() && control_of(composer, finding).is_some();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "milliseconds since the page was opened"
        )]
        let stamp = stamp as u64;
        (composer.view.has_json() && !in_form).then(|| Reveal {
            range: range.clone(),
            stamp,
        })
    }
}
