//! The relay from outside: requests to its router, a real store in a folder of its own, and the real simulator behind it.

mod assets;
mod bench;
mod bodies;
mod cross_site;
mod events;
mod headers;
mod pushes;
mod sessions;
mod socket;
mod tenancy;
