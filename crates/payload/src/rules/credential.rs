//! What the push is sent with.
