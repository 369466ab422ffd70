//! Makes the page that Trunk wrote fit for a strict Content-Security-Policy and for checked delivery.
//!
//! - Trunk's inline module script becomes a file, named after its content (trunk issue 288 is still open).
//! - The wasm is fetched with its digest: a digest on `<link rel=preload as=fetch>` alone is ignored by browsers.
//! - Every script and style sheet of ours has a digest (SRI), also those that Trunk only copies.
//! - What the policy would block (inline scripts, styles, handlers, nonces) fails the build.

use std::fmt::Write as _;

use anyhow::{Context as _, Result, bail, ensure};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest as _, Sha384};

use crate::html::{self, Tag};

/// The page, and the files that were taken out of it.
#[derive(Debug)]
pub(crate) struct Hardened {
    pub(crate) html: String,
    pub(crate) files: Vec<(String, String)>,
}

/// Rewrites a page. `read` gives the content of a file of `dist/` by its path below it.
pub(crate) fn harden(html: &str, read: &dyn Fn(&str) -> Result<Vec<u8>>) -> Result<Hardened> {
    let tags = html::tags(html);
    let mut page = String::with_capacity(html.len() + 1024);
    let mut files = Vec::new();
    let mut copied = 0;
    for tag in &tags {
        if is_boot_script(tag) {
            let script = with_checked_wasm(html[tag.content.clone()].trim(), &tags)? + "\n";
            let name = format!("boot-{}.js", fingerprint(script.as_bytes()));
            page.push_str(&html[copied..tag.range.start]);
            write!(
                page,
                r#"<script type="module" src="/{name}" crossorigin="anonymous" integrity="{}"></script>"#,
                integrity(script.as_bytes())
            )?;
            copied = tag.end;
            files.push((name, script));
        } else if let Some(path) = unchecked_asset(tag) {
            let content = read(path).with_context(|| format!("the page asks for /{path}"))?;
            let before = tag.range.end
                - if html[..tag.range.end].ends_with("/>") {
                    2
                } else {
                    1
                };
            page.push_str(&html[copied..before]);
            write!(page, r#" integrity="{}""#, integrity(&content))?;
            copied = before;
        }
    }
    page.push_str(&html[copied..]);
    refuse_what_the_policy_blocks(&page)?;
    // Two Trunks at work in one folder mix their files: better no page than half of one.
    for tag in &html::tags(&page) {
        let path = own_file(tag, &["stylesheet", "preload", "modulepreload"]);
        let taken_out = |path: &str| files.iter().any(|(name, _)| name == path);
        if let Some(path) = path.filter(|path| !taken_out(path)) {
            read(path).with_context(|| format!("the page asks for /{path}"))?;
        }
    }
    Ok(Hardened { html: page, files })
}

/// The first 16 hexadecimal digits of a digest, for file names.
pub(crate) fn fingerprint(content: &[u8]) -> String {
    Sha384::digest(content)
        .iter()
        .take(8)
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// What `integrity=` says.
pub(crate) fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)))
}

fn is_boot_script(tag: &Tag) -> bool {
    tag.name == "script"
        && tag.attribute("src").is_none()
        && tag.attribute("type") == Some("module")
}

/// The path of a script or style sheet of ours that has no digest yet.
fn unchecked_asset(tag: &Tag) -> Option<&str> {
    let checked = tag.attribute("integrity").is_some();
    own_file(tag, &["stylesheet"]).filter(|_| !checked)
}

/// The path of a file of ours that the page cannot work without: a script, or a link of one of these relations.
fn own_file<'a>(tag: &'a Tag, relations: &[&str]) -> Option<&'a str> {
    let address = match tag.name.as_str() {
        "script" => tag.attribute("src"),
        "link" if relations.contains(&tag.attribute("rel")?) => tag.attribute("href"),
        _ => None,
    }?;
    address.strip_prefix('/')
}

/// Gives the boot script's request for the wasm the digest that Trunk wrote on the preload link.
fn with_checked_wasm(script: &str, tags: &[Tag]) -> Result<String> {
    let preload = tags
        .iter()
        .find(|tag| {
            tag.name == "link"
                && tag.attribute("rel") == Some("preload")
                && tag.attribute("type") == Some("application/wasm")
        })
        .context("the page does not preload the wasm: is this still the Trunk that we know?")?;
    let (Some(address), Some(digest)) = (preload.attribute("href"), preload.attribute("integrity"))
    else {
        bail!("the preload of the wasm has no address or no integrity: is `no_sri` set?");
    };
    let request = |source: &str| format!("fetch({source}, {{ integrity: '{digest}' }})");
    // The two shapes of Trunk 0.21's script: without and with `data-initializer`.
    let plain = format!("module_or_path: '{address}'");
    let shown = "fetch(source)";
    if script.contains(&plain) {
        Ok(script.replace(
            &plain,
            &format!("module_or_path: {}", request(&format!("'{address}'"))),
        ))
    } else if script.contains(shown) {
        Ok(script.replace(shown, &request("source")))
    } else {
        bail!(
            "the start script does not fetch the wasm in a way that we know: is this still the Trunk that we know?"
        )
    }
}

fn refuse_what_the_policy_blocks(html: &str) -> Result<()> {
    for tag in html::tags(html) {
        let shown = &html[tag.range.clone()];
        ensure!(
            tag.name != "style",
            "the page has an inline style sheet, which the policy blocks: {shown}"
        );
        ensure!(
            tag.name != "script" || tag.attribute("src").is_some(),
            "the page has an inline script, which the policy blocks: {shown}"
        );
        for name in tag.attribute_names() {
            ensure!(
                name != "style",
                "the page has an inline style, which the policy blocks: {shown}"
            );
            ensure!(
                name != "nonce",
                "the page has a nonce, which is the same for everybody and so protects nobody: {shown}"
            );
            ensure!(
                !name.starts_with("on"),
                "the page has an inline event handler, which the policy blocks: {shown}"
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use anyhow::{Result, bail};
    use expect_test::{Expect, expect};

    use super::harden;

    const PRELOAD: &str = r#"<link rel="preload" href="/app.wasm" crossorigin="anonymous" integrity="sha384-W" as="fetch" type="application/wasm">"#;

    fn dist(path: &str) -> Result<Vec<u8>> {
        if ["a.css", "app.js", "app.wasm", "theme.js"].contains(&path) {
            Ok(b"content".to_vec())
        } else {
            bail!("there is no such file")
        }
    }

    #[track_caller]
    fn check(html: &str, expected: &Expect) {
        let shown = match harden(html, &dist) {
            Ok(hardened) => hardened
                .files
                .iter()
                .fold(hardened.html, |shown, (name, text)| {
                    shown + &format!("\n--- {name}\n{text}")
                }),
            Err(error) => format!("{error:#}"),
        };
        expected.assert_eq(&shown);
    }

    #[test]
    fn the_start_script_becomes_a_file_that_checks_the_wasm() {
        let script = "<script type=\"module\">\nimport init from '/app.js';\nconst wasm = await init({ module_or_path: '/app.wasm' });\n</script>";
        check(
            &format!("<head>{PRELOAD}{script}</head>"),
            &expect![[r#"
            <head><link rel="preload" href="/app.wasm" crossorigin="anonymous" integrity="sha384-W" as="fetch" type="application/wasm"><script type="module" src="/boot-b9ebf11e9c36bda8.js" crossorigin="anonymous" integrity="sha384-uevxHpw2vahz0Ql+aj7KnE1myAX7JrsVT5Fz8Nx/fG81csJ2WgvV7Jm9W/RYzcol"></script></head>
            --- boot-b9ebf11e9c36bda8.js
            import init from '/app.js';
            const wasm = await init({ module_or_path: fetch('/app.wasm', { integrity: 'sha384-W' }) });
        "#]],
        );
    }

    #[test]
    fn the_start_script_with_an_initializer_checks_the_wasm_too() {
        check(
            &format!("{PRELOAD}<script type=\"module\">const response = fetch(source)</script>"),
            &expect![[r#"
                <link rel="preload" href="/app.wasm" crossorigin="anonymous" integrity="sha384-W" as="fetch" type="application/wasm"><script type="module" src="/boot-f0e23faa89b6dd41.js" crossorigin="anonymous" integrity="sha384-8OI/qom23UGZb4TTBwTveFJZWjXtr+ADoX+8d3vBJk1mKeYNBDMrtHGa2vXRJKdU"></script>
                --- boot-f0e23faa89b6dd41.js
                const response = fetch(source, { integrity: 'sha384-W' })
            "#]],
        );
    }

    #[test]
    fn an_unknown_start_script_fails_the_build() {
        check(
            &format!("{PRELOAD}<script type=\"module\">start()</script>"),
            &expect![
                "the start script does not fetch the wasm in a way that we know: is this still the Trunk that we know?"
            ],
        );
        check(
            "<script type=\"module\">start()</script>",
            &expect!["the page does not preload the wasm: is this still the Trunk that we know?"],
        );
    }

    #[test]
    fn copied_scripts_and_sheets_get_a_digest_and_others_stay() {
        check(
            r#"<script src="/theme.js" defer></script><link rel="stylesheet" href="/theme.js"/><link rel="icon" href="/i.svg"><link rel="stylesheet" href="/a.css" integrity="x">"#,
            &expect![[
                r#"<script src="/theme.js" defer integrity="sha384-VAbr6hYY6bc6cpDF1xbwtHtPH7xdjF54yQEKPgHBjYWUqpQuNTb34BV0JF00ZHUj"></script><link rel="stylesheet" href="/theme.js" integrity="sha384-VAbr6hYY6bc6cpDF1xbwtHtPH7xdjF54yQEKPgHBjYWUqpQuNTb34BV0JF00ZHUj"/><link rel="icon" href="/i.svg"><link rel="stylesheet" href="/a.css" integrity="x">"#
            ]],
        );
    }

    #[test]
    fn a_script_that_is_not_there_fails_the_build() {
        check(
            r#"<link rel="modulepreload" href="/gone.js" integrity="x">"#,
            &expect!["the page asks for /gone.js: there is no such file"],
        );
        check(
            r#"<script src="/gone.js"></script>"#,
            &expect!["the page asks for /gone.js: there is no such file"],
        );
    }

    #[test]
    fn what_the_policy_blocks_fails_the_build() {
        check(
            "<script>alert(1)</script>",
            &expect!["the page has an inline script, which the policy blocks: <script>"],
        );
        check(
            "<style>p { color: red }</style>",
            &expect!["the page has an inline style sheet, which the policy blocks: <style>"],
        );
        check(
            "<p style=\"color: red\">",
            &expect![[
                r#"the page has an inline style, which the policy blocks: <p style="color: red">"#
            ]],
        );
        check(
            "<body onload=\"x()\">",
            &expect![[
                r#"the page has an inline event handler, which the policy blocks: <body onload="x()">"#
            ]],
        );
        check(
            "<link rel=\"icon\" nonce=\"1\">",
            &expect![[
                r#"the page has a nonce, which is the same for everybody and so protects nobody: <link rel="icon" nonce="1">"#
            ]],
        );
    }
}
