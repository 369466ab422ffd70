//! Tabs, with the keyboard of the ARIA pattern: arrows move and choose, Home and End jump, Tab leaves.

use web_sys::KeyboardEvent;
use yew::prelude::*;

use super::Choice;
use super::icon::{Icon, IconSize};
use crate::infra::dom;

/// Properties of [`Tabs`].
#[derive(Clone, PartialEq, Properties)]
pub struct TabsProps {
    /// Id from which those of tabs and panels are derived.
    pub id: AttrValue,
    /// What the tabs are about.
    pub label: AttrValue,
    /// The tabs.
    pub choices: Vec<Choice>,
    /// The open tab.
    pub value: AttrValue,
    /// Another was opened.
    #[prop_or_default]
    pub on_change: Callback<AttrValue>,
    /// Extra classes, for its place.
    #[prop_or_default]
    pub class: Classes,
}

/// The tab that `key` leads to from `index`, if any. Left and right swap in scripts that run from right to left; the page has none yet.
fn target(key: &str, index: usize, count: usize) -> Option<usize> {
    match key {
        "ArrowRight" => Some((index + 1) % count),
        "ArrowLeft" => Some((index + count - 1) % count),
        "Home" => Some(0),
        "End" => Some(count - 1),
        _ => None,
    }
}

fn tab_id(id: &str, value: &str) -> String {
    format!("{id}-tab-{value}")
}

fn panel_id(id: &str, value: &str) -> String {
    format!("{id}-panel-{value}")
}

/// A row of tabs. Their contents are [`TabPanel`]s with the same `id`.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let (id, choices, value, on_change) = (
        props.id.clone(),
        props.choices.clone(),
        props.value.clone(),
        props.on_change.clone(),
    );
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let index = choices
            .iter()
            .position(|choice| choice.value == value)
            .unwrap_or(0);
        let chosen =
            target(&event.key(), index, choices.len().max(1)).and_then(|index| choices.get(index));
        if let Some(choice) = chosen {
            event.prevent_default();
            on_change.emit(choice.value.clone());
            dom::focus(&tab_id(&id, &choice.value));
        }
    });
    html! {
        <div class={classes!("c-tabs", props.class.clone())} role="tablist" aria-label={props.label.clone()} {onkeydown}>
            { for props.choices.iter().map(|choice| {
                let selected = choice.value == props.value;
                let (on_change, value) = (props.on_change.clone(), choice.value.clone());
                html! {
                    <button
                        key={choice.value.to_string()}
                        type="button"
                        role="tab"
                        class="c-tabs__tab"
                        id={tab_id(&props.id, &choice.value)}
                        aria-selected={if selected { "true" } else { "false" }}
                        aria-controls={selected.then(|| panel_id(&props.id, &choice.value))}
                        tabindex={if selected { "0" } else { "-1" }}
                        data-testid={choice.testid.clone()}
                        onclick={move |_| on_change.emit(value.clone())}
                    >
                        if let Some(glyph) = choice.icon {
                            <Icon {glyph} size={IconSize::Small} />
                        }
                        <span>{ choice.label.clone() }</span>
                        if !choice.count.is_empty() {
                            <span class="c-count">{ choice.count.clone() }</span>
                        }
                    </button>
                }
            }) }
        </div>
    }
}

/// Properties of [`TabPanel`].
#[derive(Clone, PartialEq, Properties)]
pub struct TabPanelProps {
    /// The `id` of its [`Tabs`].
    pub tabs: AttrValue,
    /// The value of its tab.
    pub value: AttrValue,
    /// What it shows.
    pub children: Children,
    /// Extra classes.
    #[prop_or_default]
    pub class: Classes,
}

/// What the open tab shows. Render only that of the open tab.
#[component]
pub fn TabPanel(props: &TabPanelProps) -> Html {
    html! {
        <div
            class={classes!("c-tabs__panel", props.class.clone())}
            role="tabpanel"
            id={panel_id(&props.tabs, &props.value)}
            aria-labelledby={tab_id(&props.tabs, &props.value)}
            tabindex="0"
        >
            { props.children.clone() }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::target;

    #[test]
    fn arrows_go_around_and_other_keys_go_nowhere() {
        let keys = ["ArrowRight", "ArrowLeft", "Home", "End", "Enter"];
        assert_eq!(
            keys.map(|key| target(key, 2, 3)),
            [Some(0), Some(1), Some(0), Some(2), None]
        );
        assert_eq!(
            keys.map(|key| target(key, 0, 1)),
            [Some(0), Some(0), Some(0), Some(0), None]
        );
    }
}
