//! Joins `frontend/styles/*.css`, sorted by name, into one file: one request, and the cascade in one known order.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, ensure};

use crate::workspace::{self, Workspace};

/// Writes `frontend/.generated/app.css`.
pub(crate) fn task() -> Result<()> {
    let workspace = Workspace::load()?;
    let frontend = workspace.root.join("frontend");
    join(
        &frontend.join("styles"),
        &frontend.join(".generated/app.css"),
    )
}

fn join(styles: &Path, output: &Path) -> Result<()> {
    let files: Vec<_> = workspace::files_below(styles)?
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "css"))
        .collect();
    ensure!(
        !files.is_empty(),
        "there are no style sheets in {}",
        styles.display()
    );
    let mut css = String::new();
    for file in &files {
        css.push_str(
            fs::read_to_string(file)
                .with_context(|| format!("cannot read {}", file.display()))?
                .trim_end(),
        );
        css.push('\n');
    }
    // Left alone when nothing changed: a new file time would make `trunk watch` build for ever.
    if fs::read_to_string(output).is_ok_and(|old| old == css) {
        return Ok(());
    }
    if let Some(folder) = output.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(output, css).with_context(|| format!("cannot write {}", output.display()))
}
