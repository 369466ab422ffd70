//! Yew, with one component type for all function components.
//!
//! Yew writes the whole life of a component (mounting, updating, comparing, its scope, its place in the scheduler) once for every
//! component type: about three kilobytes of code each, a third of the page. Here `html!` makes every function component a
//! [`Part`], which has that code once, and finds the component's own function and properties behind a pointer.
//!
//! The crate stands in for `yew` by name. `html!` writes `::yew::virtual_dom::VChild::<Component>::new(properties, key)` for each
//! component, and `::yew::html::Classes` for its classes: these names are defined here, and everything else is Yew's own.

// What Yew's macros write begins with `::yew`.
extern crate self as yew;

mod classes;
mod hooks;
mod part;

pub use hooks::{
    UseReducerDispatcher, UseReducerHandle, UseStateHandle, UseStateSetter, use_callback,
    use_effect_with, use_memo, use_reducer, use_state_eq,
};
pub use part::{Part, provide};
pub use upstream_yew::*;

/// Yew's components and properties, with [`Classes`](html::Classes) of our own.
pub mod html {
    pub use crate::classes::Classes;
    pub use upstream_yew::html::*;
}

/// Yew's virtual DOM, with a [`VChild`](virtual_dom::VChild) of our own.
pub mod virtual_dom {
    pub use crate::part::VChild;
    pub use upstream_yew::virtual_dom::*;
}

/// Yew's prelude, with the names of our own in it.
pub mod prelude {
    pub use crate::classes;
    pub use crate::html::Classes;
    pub use crate::{
        UseReducerDispatcher, UseReducerHandle, UseStateHandle, UseStateSetter, use_callback,
        use_effect_with, use_memo, use_reducer, use_state_eq,
    };
    pub use upstream_yew::prelude::*;
}
