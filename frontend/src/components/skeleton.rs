//! The shape of what is loading.

use yew::prelude::*;

/// What is loading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SkeletonShape {
    /// A line of text.
    #[default]
    Line,
    /// A heading.
    Title,
    /// A row of a list.
    Row,
    /// A card.
    Card,
}

impl SkeletonShape {
    const fn class(self) -> &'static str {
        match self {
            Self::Line => "c-skeleton c-skeleton--line",
            Self::Title => "c-skeleton c-skeleton--title",
            Self::Row => "c-skeleton c-skeleton--row",
            Self::Card => "c-skeleton c-skeleton--card",
        }
    }
}

/// Properties of [`Skeleton`].
#[derive(Clone, PartialEq, Properties)]
pub struct SkeletonProps {
    /// What is loading.
    #[prop_or_default]
    pub shape: SkeletonShape,
    /// How many.
    #[prop_or(1)]
    pub count: usize,
}

/// The shape of what is loading, hidden from screen readers: `aria-busy` on what holds it tells them.
#[component]
pub fn Skeleton(props: &SkeletonProps) -> Html {
    html! {
        <div class="c-skeletons" aria-hidden="true">
            { for (0..props.count).map(|index| html! { <span key={index} class={props.shape.class()}></span> }) }
        </div>
    }
}
