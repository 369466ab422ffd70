//! One line of the highlighted copy, and its number.

use std::rc::Rc;

use payload::Severity;
use payload::document::LexKind;
use yew::prelude::*;

use crate::state::lines::{Line, Piece};

/// Properties of [`TextLine`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct TextLineProps {
    /// The line. Lines of the same pieces are equal, so an unchanged line is not rendered again.
    pub(super) line: Rc<Line>,
}

/// One line, in colors.
#[component]
pub(super) fn TextLine(props: &TextLineProps) -> Html {
    html! { <div class="c-json__line">{ for props.line.pieces.iter().map(piece) }{ "\n" }</div> }
}

fn piece(piece: &Piece) -> Html {
    let (color, squiggle) = (piece.kind.map(color), piece.severity.map(squiggle));
    if color.is_none() && squiggle.is_none() {
        return html! { { piece.text.clone() } };
    }
    html! { <span class={classes!(color, squiggle)}>{ piece.text.clone() }</span> }
}

const fn color(kind: LexKind) -> &'static str {
    match kind {
        LexKind::Punctuation => "j-punctuation",
        LexKind::Key => "j-key",
        LexKind::String => "j-string",
        LexKind::Number => "j-number",
        LexKind::Literal => "j-literal",
        LexKind::Comment => "j-comment",
        LexKind::Broken => "j-broken",
    }
}

const fn squiggle(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "j-error",
        Severity::Warning => "j-warning",
        Severity::Hint => "j-hint",
    }
}

/// Properties of [`GutterLine`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct GutterLineProps {
    /// The line's number, from 1.
    pub(super) number: usize,
    /// The weightiest mark that begins on it.
    pub(super) severity: Option<Severity>,
}

/// A line's number, with a mark where something is wrong.
#[component]
pub(super) fn GutterLine(props: &GutterLineProps) -> Html {
    html! { <div class={classes!("c-json__number", props.severity.map(squiggle))}>{ props.number }</div> }
}
