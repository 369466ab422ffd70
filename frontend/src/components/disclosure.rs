//! What is one click away: the browser's own `<details>`.

use yew::prelude::*;

use super::icon::{Glyph, Icon, IconSize};

/// Properties of [`Disclosure`].
#[derive(Clone, PartialEq, Properties)]
pub struct DisclosureProps {
    /// What is inside.
    pub summary: AttrValue,
    /// At the end of the summary's line.
    #[prop_or_default]
    pub note: Html,
    /// What it shows.
    pub children: Children,
    /// Whether it is open at first.
    #[prop_or_default]
    pub open: bool,
    /// Extra classes, for its place.
    #[prop_or_default]
    pub class: Classes,
    /// For tests.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

/// A line that opens.
#[component]
pub fn Disclosure(props: &DisclosureProps) -> Html {
    html! {
        <details class={classes!("c-disclosure", props.class.clone())} open={props.open} data-testid={props.testid.clone()}>
            <summary class="c-disclosure__summary">
                <Icon glyph={Glyph::ChevronRight} size={IconSize::Small} />
                <span>{ props.summary.clone() }</span>
                <span class="c-disclosure__note">{ props.note.clone() }</span>
            </summary>
            <div class="c-disclosure__body">{ props.children.clone() }</div>
        </details>
    }
}
