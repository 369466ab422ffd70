//! The pages. Each is chosen in `app.rs` by its route.

pub mod compose;
#[cfg(debug_assertions)]
pub mod design;
pub mod history;
pub mod home;
pub mod not_found;
pub mod phones;
pub mod results;
pub mod sign_in;
