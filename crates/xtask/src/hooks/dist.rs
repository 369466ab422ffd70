//! Finishes the page after Trunk: adds the sentences of the rules, hardens `index.html`, then compresses every file ahead of time.
//!
//! In debug builds nothing is compressed, and a script is added that reloads the page when a newer one was built.

use std::{
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};
use flate2::{Compression, write::GzEncoder};
use payload::Lang;

use super::harden::{fingerprint, harden, integrity};
use crate::{html, workspace};

const LIVE_RELOAD: &str = include_str!("live_reload.js");
const COMPRESSIBLE: [&str; 9] = [
    "css",
    "html",
    "ico",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
];

/// Works on the folder that Trunk names.
pub(crate) fn task() -> Result<()> {
    let folder = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("TRUNK_STAGING_DIR is not set: this is a hook, Trunk calls it")?;
    let debug = env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "debug");
    finish(&folder, debug)
}

fn finish(folder: &Path, debug: bool) -> Result<()> {
    let index = folder.join("index.html");
    let written =
        fs::read_to_string(&index).with_context(|| format!("cannot read {}", index.display()))?;
    let written = if debug {
        with_live_reload(folder, &written)?
    } else {
        written
    };
    let written = with_wasm_named_by_content(folder, &written)?;
    let written = with_worker(folder, &written)?;
    let written = with_wording(folder, &written)?;
    let hardened = harden(&written, &|path| Ok(fs::read(folder.join(path))?))?;
    for (name, text) in &hardened.files {
        fs::write(folder.join(name), text)?;
    }
    fs::write(&index, &hardened.html)?;
    if !debug {
        for file in workspace::files_below(folder)? {
            if file
                .extension()
                .is_some_and(|extension| COMPRESSIBLE.iter().any(|known| extension == *known))
            {
                compress(&file)?;
            }
        }
    }
    Ok(())
}

/// Trunk names the wasm after what it was before `wasm-opt`. Names stand for their content for ever (browsers are told
/// so), so with another `wasm-opt` the old bytes would be taken for the new ones, and refused for their digest.
fn with_wasm_named_by_content(folder: &Path, html: &str) -> Result<String> {
    let tags = html::tags(html);
    let preload = tags
        .iter()
        .find(|tag| tag.attribute("type") == Some("application/wasm"));
    let Some(old) = preload.and_then(|tag| tag.attribute("href")?.strip_prefix('/')) else {
        return Ok(html.to_owned());
    };
    let content =
        fs::read(folder.join(old)).with_context(|| format!("the page asks for /{old}"))?;
    let new = format!("app-{}.wasm", fingerprint(&content));
    fs::rename(folder.join(old), folder.join(&new))?;
    Ok(html.replace(old, &new))
}

/// Names the worker's two files after their content, lets its script start it, and tells the page where it is. Trunk gives
/// them no digest (its issue 405 is still open).
fn with_worker(folder: &Path, html: &str) -> Result<String> {
    let (old_script, old_wasm) = (folder.join("worker.js"), folder.join("worker_bg.wasm"));
    let content = fs::read(&old_wasm).context("Trunk made no worker")?;
    let wasm = format!("worker-{}.wasm", fingerprint(&content));
    fs::rename(old_wasm, folder.join(&wasm))?;
    let script = format!(
        "{}\nwasm_bindgen({{ module_or_path: fetch(\"/{wasm}\", {{ integrity: \"{}\" }}) }});\n",
        fs::read_to_string(&old_script)?.trim_end(),
        integrity(&content)
    );
    fs::remove_file(old_script)?;
    let name = format!("worker-{}.js", fingerprint(script.as_bytes()));
    fs::write(folder.join(&name), script)?;
    with_meta(html, "worker", &name)
}

/// Tells the page the address of a file.
fn with_meta(html: &str, name: &str, file: &str) -> Result<String> {
    ensure!(html.contains("</head>"), "the page has no </head>");
    let meta = format!(r#"<meta name="{name}" content="/{file}"></head>"#);
    Ok(html.replacen("</head>", &meta, 1))
}

/// Writes the sentences of rules and reasons, a file for each language, and tells the page where they are.
fn with_wording(folder: &Path, html: &str) -> Result<String> {
    let mut html = html.to_owned();
    for (name, lang) in [("wording-en", Lang::En), ("wording-zh", Lang::Zh)] {
        let content = payload::wording::file(lang);
        let file = format!("{name}-{}.json", fingerprint(content.as_bytes()));
        fs::write(folder.join(&file), content)?;
        html = with_meta(&html, name, &file)?;
    }
    Ok(html)
}

fn with_live_reload(folder: &Path, html: &str) -> Result<String> {
    fs::write(folder.join("live-reload.js"), LIVE_RELOAD)?;
    // The page names its parts by their digests, so its own digest tells one build from another.
    fs::write(folder.join("build-id.txt"), fingerprint(html.as_bytes()))?;
    Ok(html.replacen(
        "</body>",
        "<script src=\"/live-reload.js\" defer></script></body>",
        1,
    ))
}

fn compress(file: &Path) -> Result<()> {
    let content = fs::read(file)?;
    fs::write(beside(file, "br"), brotli(&content)?)?;
    fs::write(beside(file, "gz"), gzip(&content)?)?;
    Ok(())
}

/// `app.js` → `app.js.br`.
fn beside(file: &Path, extension: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        // Code changes its manner often: small blocks save some hundred bytes.
        lgblock: 16,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut packed, &parameters)?;
    Ok(packed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}
