//! Sentences of this area.
