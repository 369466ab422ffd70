//! What Trunk calls before and after it builds the page (`Trunk.toml`, sections `[[hooks]]`).

pub(crate) mod css;
pub(crate) mod dist;
mod harden;
