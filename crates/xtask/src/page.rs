//! Builds `dist/` by Trunk, in release, and only when something that it is made from has changed.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};
use sha2::{Digest as _, Sha256};

use crate::{say, sh, tools::PageTools, workspace, workspace::Workspace};

/// Makes sure that `dist/` holds the release build of the page as the sources are now.
pub(crate) fn ensure(workspace: &Workspace) -> Result<()> {
    let tools = PageTools::ensure(workspace)?;
    let inputs = inputs(workspace, &tools)?;
    let _lock = lock(workspace)?;
    let stamp = workspace.target.join("xtask/page.stamp");
    let built = fs::read_to_string(&stamp).ok();
    if built.is_some() && built == stamp_of(workspace, &inputs) {
        return Ok(());
    }
    let step = say::step(
        "building the page",
        "2 minutes on two cores, the first time",
    );
    build(workspace, &tools)?;
    step.done();
    let now = stamp_of(workspace, &inputs).context("Trunk left no dist/index.html")?;
    fs::write(&stamp, now).with_context(|| format!("cannot write {}", stamp.display()))
}

/// Keeps `dist/` to one builder at a time, until it is dropped: two Trunks would mix their files.
pub(crate) fn lock(workspace: &Workspace) -> Result<fs::File> {
    let folder = workspace.target.join("xtask");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let lock = fs::File::create(folder.join("page.lock"))?;
    if lock.try_lock().is_err() {
        let step = say::step(
            "waiting for another `cargo xtask` that has dist/ in hand",
            "",
        );
        lock.lock()?;
        step.done();
    }
    Ok(lock)
}

/// Runs Trunk once.
fn build(workspace: &Workspace, tools: &PageTools) -> Result<()> {
    let mut trunk = tools.trunk(workspace)?;
    trunk.args(["build", "--release=true"]);
    trunk.env("CARGO_ENCODED_RUSTFLAGS", without_our_folders(workspace));
    if tools.have_wasm_opt() {
        sh::quiet(workspace, "page", &mut trunk)?;
        return Ok(());
    }
    // Trunk would try to download wasm-opt: it is told not to want it, by a page that differs in that alone.
    let page = workspace.root.join("frontend/index.html");
    let without = workspace.root.join("frontend/.without-wasm-opt.html");
    let html =
        fs::read_to_string(&page).with_context(|| format!("cannot read {}", page.display()))?;
    let changed = html.replace(r#"data-wasm-opt="2""#, r#"data-wasm-opt="0""#);
    ensure!(
        changed != html,
        "frontend/index.html does not say data-wasm-opt=\"2\""
    );
    fs::write(&without, changed)?;
    let built = sh::quiet(workspace, "page", trunk.arg(&without));
    fs::remove_file(&without)?;
    built.map(drop)
}

/// Flags that keep the builder's folders out of what panics say: nobody else's business, and 300 bytes.
fn without_our_folders(workspace: &Workspace) -> String {
    let cargo = std::env::home_dir().unwrap_or_default().join(".cargo");
    let cargo = std::env::var_os("CARGO_HOME").map_or(cargo, PathBuf::from);
    [cargo.join("registry/src"), workspace.root.clone()]
        .map(|folder| format!("--remap-path-prefix={}=", folder.display()))
        .join("\u{1f}")
}

/// What the stamp says when `dist/` was built from these inputs: they, and the page that came of them.
///
/// The page names its parts by their digests, so any other build of `dist/` makes the stamp differ.
fn stamp_of(workspace: &Workspace, inputs: &str) -> Option<String> {
    let page = fs::read(workspace.dist().join("index.html")).ok()?;
    Some(format!("{inputs} {}", hex(&Sha256::digest(page))))
}

/// A digest over the content of everything that the page is made from.
fn inputs(workspace: &Workspace, tools: &PageTools) -> Result<String> {
    let mut files: BTreeSet<PathBuf> = [
        "Cargo.toml",
        "Cargo.lock",
        "Trunk.toml",
        "crates/xtask/src/page.rs",
    ]
    .into_iter()
    .map(|name| workspace.root.join(name))
    .collect();
    for folder in workspace.sources_of("frontend") {
        files.extend(workspace::files_below(&folder)?);
    }
    files.extend(workspace::files_below(
        &workspace.root.join("crates/xtask/src/hooks"),
    )?);
    let mut digest = Sha256::new();
    digest.update(tools.fingerprint());
    for file in &files {
        let content = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        digest.update(name_in(&workspace.root, file));
        digest.update(content.len().to_le_bytes());
        digest.update(content);
    }
    Ok(hex(&digest.finalize()))
}

fn name_in(root: &Path, file: &Path) -> String {
    file.strip_prefix(root)
        .unwrap_or(file)
        .to_string_lossy()
        .into_owned()
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}
