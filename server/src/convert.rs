//! Between wire types and domain types. Neither side knows the other; only here both are named.

pub(crate) mod from_wire;
pub(crate) mod phones;
pub(crate) mod to_wire;
