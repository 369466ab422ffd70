//! Starts the page. Everything else is in the library, so that it can be tested.

fn main() {
    frontend::start();
}
