//! The crate as others see it.

mod alert;
mod edits;
mod properties;
mod reasons;
mod rules;
mod seal;
mod syntax;
mod token;
