//! The crate as others see it.

mod edits;
mod properties;
mod syntax;
