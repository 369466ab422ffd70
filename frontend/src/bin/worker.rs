//! Starts the worker: a second program beside the page, fetched when it is first needed. Everything else is in the library.

fn main() {
    frontend::infra::worker_scope::serve();
}
