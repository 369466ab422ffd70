//! The JSON editor: a native text area over a highlighted copy of its text.
//!
//! The text area has the caret, the selection, the input method and the spoken text; the copy below it has the colors. The copy
//! also gives both their size, so that one outer box scrolls them together and nothing has to be kept in step by a script.
//! One component per line: a key renders again only the lines that it changed.

mod indent;
mod line;

use std::ops::Range;
use std::rc::Rc;

use payload::document::{byte_offset, utf16_range};
use web_sys::{HtmlElement, HtmlTextAreaElement, InputEvent, KeyboardEvent};
use yew::prelude::*;

use crate::infra::dom;
use crate::state::lines::{Mark, lines};
use line::{GutterLine, TextLine};

/// A wish to show a place of the text: selected, in view, with the focus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reveal {
    /// Its bytes.
    pub range: Range<usize>,
    /// Tells one wish from the next for the same place.
    pub stamp: u64,
}

/// Properties of [`JsonSurface`]: the narrow door behind which another editor could stand.
#[derive(Clone, PartialEq, Properties)]
pub struct JsonSurfaceProps {
    /// Id of the text area.
    pub id: AttrValue,
    /// Its name.
    pub label: AttrValue,
    /// Ids of what describes it.
    #[prop_or_default]
    pub described_by: Option<AttrValue>,
    /// The text, as it was typed. It is never given back changed while it is being typed.
    pub text: AttrValue,
    /// Places to mark.
    #[prop_or_default]
    pub marks: Rc<Vec<Mark>>,
    /// Whether something blocks sending.
    #[prop_or_default]
    pub invalid: bool,
    /// Place to show.
    #[prop_or_default]
    pub reveal: Option<Reveal>,
    /// The place was shown. Whoever asked must not ask again, or the selection would follow every edit.
    #[prop_or_default]
    pub on_reveal: Callback<()>,
    /// Each change, with the whole text.
    #[prop_or_default]
    pub on_edit: Callback<String>,
    /// The browser's own undo (`false`) or redo (`true`), from its menu.
    #[prop_or_default]
    pub on_history: Callback<bool>,
}

/// The editor.
#[component]
pub fn JsonSurface(props: &JsonSurfaceProps) -> Html {
    let area = use_node_ref();
    let overlay = use_node_ref();
    let typed = use_mut_ref(|| props.text.clone());
    let selection_after = use_mut_ref(|| None::<(usize, usize)>);
    let all = use_memo(
        (props.text.clone(), Rc::clone(&props.marks)),
        |(text, marks)| lines(text, marks),
    );

    let oninput = use_callback(
        (props.on_edit.clone(), Rc::clone(&typed)),
        |event: InputEvent, (on_edit, typed)| {
            if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                let text = area.value();
                typed.replace(AttrValue::from(text.clone()));
                on_edit.emit(text);
            }
        },
    );
    let on_before_input =
        use_callback(props.on_history.clone(), |event: InputEvent, on_history| {
            let kind = event.input_type();
            if kind == "historyUndo" || kind == "historyRedo" {
                event.prevent_default();
                on_history.emit(kind == "historyRedo");
            }
        });
    dom::use_before_input(area.clone(), on_before_input);
    let onkeydown = use_callback(
        (props.on_edit.clone(), Rc::clone(&selection_after)),
        |event: KeyboardEvent, (on_edit, selection_after)| {
            if event.is_composing() || !(event.ctrl_key() || event.meta_key()) {
                return;
            }
            let inward = match event.key().as_str() {
                "]" => true,
                "[" => false,
                _ => return,
            };
            let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() else {
                return;
            };
            event.prevent_default();
            let (text, (start, end)) = (area.value(), dom::selection(&area));
            let selected = byte_offset(&text, start)..byte_offset(&text, end);
            let (text, selected) = if inward {
                indent::indent(&text, selected)
            } else {
                indent::outdent(&text, selected)
            };
            let selected = utf16_range(&text, selected);
            selection_after.replace(Some((selected.start, selected.end)));
            on_edit.emit(text);
        },
    );

    // A text that did not come from this text area (a form field, a fix, undo) would leave the caret at its end.
    use_effect_with(props.text.clone(), {
        let (area, overlay, typed, selection_after) = (
            area.clone(),
            overlay.clone(),
            Rc::clone(&typed),
            Rc::clone(&selection_after),
        );
        move |text| {
            let before = typed.replace(text.clone());
            let wanted = selection_after.take();
            let Some(area) = area
                .cast::<HtmlTextAreaElement>()
                .filter(|area| dom::has_focus(area))
            else {
                return;
            };
            if let Some((start, end)) = wanted {
                dom::select(&area, start, end);
            } else if before != *text {
                let at = utf16_range(text, 0..indent::change_end(&before, text)).end;
                dom::select(&area, at, at);
            }
            // What stands below the editor may have grown by what was typed.
            show_line(&overlay, text, byte_offset(text, dom::selection(&area).1));
        }
    });
    use_effect_with(props.reveal.clone(), {
        let (area, overlay, text) = (area.clone(), overlay.clone(), props.text.clone());
        let on_reveal = props.on_reveal.clone();
        move |reveal| {
            let (Some(reveal), Some(area)) = (reveal, area.cast::<HtmlTextAreaElement>()) else {
                return;
            };
            let selected = utf16_range(&text, reveal.range.clone());
            dom::select(&area, selected.start, selected.end);
            show_line(&overlay, &text, reveal.range.start);
            on_reveal.emit(());
        }
    });

    html! {
        <div class={classes!("c-json", props.invalid.then_some("is-invalid"))}>
            <div class="c-json__gutter" aria-hidden="true">
                { for all.iter().zip(1_usize..).map(|(line, number)| html! { <GutterLine key={number} {number} severity={line.severity} /> }) }
            </div>
            <div class="c-json__cell">
                <div class="c-json__overlay" aria-hidden="true" ref={overlay}>
                    { for all.iter().zip(1_usize..).map(|(line, number)| html! { <TextLine key={number} line={Rc::clone(line)} /> }) }
                </div>
                <textarea
                    ref={area}
                    class="c-json__text"
                    id={props.id.clone()}
                    value={props.text.clone()}
                    aria-label={props.label.clone()}
                    aria-describedby={props.described_by.clone()}
                    aria-invalid={props.invalid.then_some("true")}
                    spellcheck="false"
                    autocapitalize="off"
                    autocorrect="off"
                    autocomplete="off"
                    translate="no"
                    dir="ltr"
                    wrap="off"
                    data-testid="json-text"
                    {oninput}
                    {onkeydown}
                />
            </div>
        </div>
    }
}

/// Scrolls the line of a byte into view.
fn show_line(overlay: &NodeRef, text: &str, byte: usize) {
    let before = text
        .get(..text.floor_char_boundary(byte))
        .unwrap_or_default();
    let line = u32::try_from(before.matches('\n').count()).unwrap_or(u32::MAX);
    let line = overlay
        .cast::<HtmlElement>()
        .and_then(|overlay| overlay.children().item(line));
    if let Some(line) = line {
        dom::scroll_into_view(&line);
    }
}
