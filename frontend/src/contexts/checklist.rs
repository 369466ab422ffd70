//! The newcomer's checklist, kept in the browser.

use yew::prelude::*;

use super::ProviderProps;
use crate::infra::storage::{self, keys};
use crate::state::checklist::Checklist;

/// The checklist and its dispatcher.
pub type ChecklistContext = UseReducerHandle<Checklist>;

/// The checklist; `None` outside the provider.
#[hook]
pub fn use_checklist() -> Option<ChecklistContext> {
    use_context()
}

/// Provides the [`ChecklistContext`].
#[component]
pub fn ChecklistProvider(props: &ProviderProps) -> Html {
    let list = use_reducer(|| {
        storage::read(keys::FIRST_RUN)
            .map(|kept| Checklist::from_storage(&kept))
            .unwrap_or_default()
    });
    use_effect_with((*list).clone(), |list| {
        // Without storage the list begins again with the next visit, which is no loss.
        storage::write(keys::FIRST_RUN, &list.to_storage());
    });
    yew::provide(list, props.children.clone())
}
