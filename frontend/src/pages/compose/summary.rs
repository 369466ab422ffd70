//! The error summary after an attempt to send what Apple would refuse: the focus is on it, with one link for each error.

use payload::Severity;
use yew::prelude::*;

use super::goto::{Target, control_of};
use crate::contexts::ComposerContext;
use crate::i18n::composer::Msg;
use crate::i18n::wording::use_wording;
use crate::i18n::{t, use_lang};
use crate::infra::dom;

/// Id of the summary's heading.
pub(super) const HEADING: &str = "summary-title";

/// Properties of [`ErrorSummary`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct ErrorSummaryProps {
    pub(super) composer: ComposerContext,
    pub(super) on_goto: Callback<Target>,
}

/// The summary. Its words are those next to the fields.
#[component]
pub(super) fn ErrorSummary(props: &ErrorSummaryProps) -> Html {
    let ErrorSummaryProps { composer, on_goto } = props;
    let (lang, wording) = (use_lang(), use_wording());
    use_effect_with((), |()| {
        dom::focus(HEADING);
    });
    let errors = composer
        .report
        .findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| finding.severity == Severity::Error);
    html! {
        <section class="c-summary" aria-labelledby={HEADING} data-testid="error-summary">
            <h2 class="c-summary__title" id={HEADING} tabindex="-1">{ t(lang, &Msg::SummaryTitle) }</h2>
            <p>{ t(lang, &Msg::SummaryText) }</p>
            <ul class="c-summary__list">
                { for errors.map(|(index, finding)| {
                    let href = format!("#{}", control_of(composer, finding).unwrap_or_else(|| "json-text".to_owned()));
                    let onclick = on_goto.reform(move |event: MouseEvent| {
                        event.prevent_default();
                        Target::Problem(index)
                    });
                    html! { <li key={index}><a {href} {onclick}>{ wording.message(finding) }</a></li> }
                }) }
            </ul>
        </section>
    }
}
