//! A question that must be answered first: the browser's own `<dialog>`, which traps the focus and gives it back.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::button::IconButton;
use super::icon::Glyph;

/// Properties of [`Dialog`].
#[derive(Clone, PartialEq, Properties)]
pub struct DialogProps {
    /// Its id, from which that of its heading is derived.
    pub id: AttrValue,
    /// Its heading.
    pub title: AttrValue,
    /// Name of the button that closes it.
    pub close: AttrValue,
    /// Whether it is open.
    pub open: bool,
    /// It was closed, by the button or by Escape.
    #[prop_or_default]
    pub on_close: Callback<()>,
    /// What it says.
    pub children: Children,
    /// Its buttons.
    #[prop_or_default]
    pub actions: Html,
}

/// A modal dialog.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    use_effect_with((props.open, node.clone()), |(open, node)| {
        if let Some(dialog) = node.cast::<HtmlDialogElement>() {
            if *open && !dialog.open() {
                // Fails only for a dialog that is not in the document, which this one is.
                let _ = dialog.show_modal();
            } else if !*open && dialog.open() {
                dialog.close();
            }
        }
    });
    let onclose = use_callback(props.on_close.clone(), |_: Event, on_close| {
        on_close.emit(());
    });
    let title_id = format!("{}-title", props.id);
    html! {
        <dialog ref={node} class="c-dialog" id={props.id.clone()} aria-labelledby={title_id.clone()} {onclose}>
            <header class="c-dialog__head">
                <h2 class="c-dialog__title" id={title_id}>{ props.title.clone() }</h2>
                <IconButton glyph={Glyph::Close} name={props.close.clone()} on_press={props.on_close.clone()} />
            </header>
            <div class="c-dialog__body">{ props.children.clone() }</div>
            if props.actions != Html::default() {
                <footer class="c-dialog__actions">{ props.actions.clone() }</footer>
            }
        </dialog>
    }
}
