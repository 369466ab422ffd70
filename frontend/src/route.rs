//! Every address of the page, and nothing else.
