//! Where one is, and how to go elsewhere. Four addresses need no router crate: it would cost more than the rules engine.

use yew::prelude::*;

use super::ProviderProps;
use crate::infra::address::{self, Trail};
use crate::route::{Address, Route};

/// The address, and how to change it.
#[derive(Clone, Debug, PartialEq)]
pub struct Navigation {
    /// Where one is.
    pub address: Address,
    go: Callback<(Address, Trail)>,
}

impl Navigation {
    /// Goes there; the back button leads back.
    pub fn go(&self, to: impl Into<Address>) {
        self.go.emit((to.into(), Trail::Keep));
    }

    /// Goes there instead; the back button does not lead back.
    pub fn replace(&self, to: impl Into<Address>) {
        self.go.emit((to.into(), Trail::Replace));
    }
}

/// Holds the address.
#[component]
pub fn NavigationProvider(props: &ProviderProps) -> Html {
    let address = use_state_eq(address::current);
    let go = use_callback((), {
        let address = address.setter();
        move |(to, trail): (Address, Trail), ()| {
            address::write(&to, trail);
            address.set(to);
        }
    });
    use_effect_with((), {
        let address = address.setter();
        move |()| {
            let following = address::follow(Callback::from(move |to| address.set(to)));
            move || drop(following)
        }
    });
    let context = Navigation {
        address: (*address).clone(),
        go,
    };
    yew::provide(context, props.children.clone())
}

/// Where one is, and how to go elsewhere. Outside the provider one is nowhere and stays there.
#[hook]
pub fn use_navigation() -> Navigation {
    use_context().unwrap_or_else(|| Navigation {
        address: Route::NotFound.into(),
        go: Callback::noop(),
    })
}
