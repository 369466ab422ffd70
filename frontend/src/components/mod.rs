//! The component library, and the two composite parts that the app builds from it.

pub mod json_surface;
pub mod shell;
