//! Embeds the page anew when it changes. Only in release: debug builds read it from `dist/` at each request.

fn main() {
    let watched = if std::env::var("PROFILE").as_deref() == Ok("release") {
        "../dist"
    } else {
        "build.rs"
    };
    println!("cargo::rerun-if-changed={watched}");
}
