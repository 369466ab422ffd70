//! A card: a surface with a hairline, for things that belong together.

use yew::prelude::*;

/// Properties of [`Card`].
#[derive(Clone, PartialEq, Properties)]
pub struct CardProps {
    /// What it holds.
    pub children: Children,
    /// Its heading; empty for none.
    #[prop_or_default]
    pub title: AttrValue,
    /// One sentence below the heading; empty for none.
    #[prop_or_default]
    pub lead: AttrValue,
    /// At the end of the heading's line.
    #[prop_or_default]
    pub action: Html,
    /// Extra classes, for its place.
    #[prop_or_default]
    pub class: Classes,
    /// For tests.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

/// A card with an optional heading of level 2.
#[component]
pub fn Card(props: &CardProps) -> Html {
    html! {
        <section class={classes!("c-card", props.class.clone())} data-testid={props.testid.clone()}>
            if !props.title.is_empty() {
                <header class="c-card__head">
                    <div class="c-card__words">
                        <h2 class="c-card__title">{ props.title.clone() }</h2>
                        if !props.lead.is_empty() {
                            <p class="c-card__lead">{ props.lead.clone() }</p>
                        }
                    </div>
                    { props.action.clone() }
                </header>
            }
            { props.children.clone() }
        </section>
    }
}
