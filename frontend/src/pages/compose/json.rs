//! The draft as JSON text, with every finding marked where it is.

use std::rc::Rc;

use payload::{Place, Severity};
use yew::prelude::*;

use super::goto::Goto;
use crate::components::json_surface::JsonSurface;
use crate::contexts::ComposerContext;
use crate::i18n::composer::Msg;
use crate::i18n::{t, use_lang};
use crate::infra::clock;
use crate::state::ComposerAction;
use crate::state::lines::Mark;

/// Properties of [`JsonPane`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct JsonPaneProps {
    pub(super) composer: ComposerContext,
    pub(super) goto: Option<Goto>,
    /// The place that somebody wanted to go to is shown.
    pub(super) on_arrived: Callback<()>,
}

/// The JSON view.
#[component]
pub(super) fn JsonPane(props: &JsonPaneProps) -> Html {
    let JsonPaneProps {
        composer,
        goto,
        on_arrived,
    } = props;
    let lang = use_lang();
    let marks: Rc<Vec<Mark>> = use_memo(Rc::clone(&composer.report), |report| {
        let marks = report
            .findings
            .iter()
            .filter_map(|finding| match &finding.place {
                Place::Body { range, .. } => Some(Mark {
                    range: range.clone(),
                    severity: finding.severity,
                }),
                _ => None,
            });
        marks.collect()
    });
    let text = use_memo(Rc::clone(&composer.draft), |draft| {
        AttrValue::from(draft.text.clone())
    });
    let invalid = marks.iter().any(|mark| mark.severity == Severity::Error);
    let reveal = goto
        .as_ref()
        .and_then(|goto| goto.target.reveal(composer, goto.stamp));
    let on_edit = use_callback(composer.dispatcher(), |text: String, composer| {
        composer.dispatch(ComposerAction::EditText(text, clock::monotonic_ms()));
    });
    let on_history = use_callback(composer.dispatcher(), |redo: bool, composer| {
        composer.dispatch(if redo {
            ComposerAction::Redo
        } else {
            ComposerAction::Undo
        });
    });
    html! {
        <>
            <JsonSurface
                id="json-text"
                label={t(lang, &Msg::JsonLabel)}
                described_by="problem-total json-hint"
                text={(*text).clone()}
                {marks}
                {invalid}
                {reveal}
                on_reveal={on_arrived.clone()}
                {on_edit}
                {on_history}
            />
            <p class="u-hint" id="json-hint">{ t(lang, &Msg::JsonHint) }</p>
        </>
    }
}
