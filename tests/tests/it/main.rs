//! Whole-product journeys. `cargo xtask test` builds what they need and says where it is.

mod app_check;
mod clients;
mod first_run;
mod kill;
mod parity;
mod reasons;
