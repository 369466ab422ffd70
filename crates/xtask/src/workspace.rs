//! Where things are: the repository, its target folder, the cache, and what `cargo metadata` says of our packages.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

/// The repository that the task is run in.
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    pub(crate) target: PathBuf,
    packages: Vec<Package>,
}

/// One of our packages.
#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: PathBuf,
    dependencies: Vec<Dependency>,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// Set for our own crates only.
    path: Option<PathBuf>,
    /// `None` for an ordinary dependency.
    kind: Option<String>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    target_directory: PathBuf,
    workspace_root: PathBuf,
}

impl Workspace {
    /// Asks cargo about the workspace around the current folder.
    pub(crate) fn load() -> Result<Self> {
        let output = Command::new("cargo")
            .args(["metadata", "--no-deps", "--format-version=1"])
            .output()
            .context("cannot start cargo")?;
        ensure!(
            output.status.success(),
            "cargo metadata failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
        let metadata: Metadata = serde_json::from_slice(&output.stdout)
            .context("cannot read what cargo metadata says")?;
        Ok(Self {
            root: metadata.workspace_root,
            target: metadata.target_directory,
            packages: metadata.packages,
        })
    }

    /// The page as it is built, embedded and served.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// A binary of the given profile folder (`debug` or `release`).
    pub(crate) fn binary(&self, profile: &str, name: &str) -> PathBuf {
        self.target
            .join(profile)
            .join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// The version of a package in `Cargo.lock`.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String> {
        let path = self.root.join("Cargo.lock");
        let lock =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let entry = format!("name = \"{package}\"\nversion = \"");
        let (_, rest) = lock
            .split_once(&entry)
            .with_context(|| format!("{package} is not in Cargo.lock"))?;
        let (version, _) = rest
            .split_once('"')
            .with_context(|| format!("the version of {package} in Cargo.lock has no end"))?;
        Ok(version.to_owned())
    }

    /// Folders of a package and of all our packages that it is built from.
    pub(crate) fn sources_of(&self, package: &str) -> BTreeSet<PathBuf> {
        let mut folders = BTreeSet::new();
        let mut left = vec![package];
        while let Some(name) = left.pop() {
            let Some(package) = self.packages.iter().find(|package| package.name == name) else {
                continue;
            };
            let Some(folder) = package.manifest_path.parent() else {
                continue;
            };
            if folders.insert(folder.to_owned()) {
                left.extend(
                    package
                        .dependencies
                        .iter()
                        .filter(|uses| uses.path.is_some() && uses.kind.is_none())
                        .map(|uses| uses.name.as_str()),
                );
            }
        }
        folders
    }

    /// The binaries that people run, by package: not this one, not the page, not the tests' helpers.
    pub(crate) fn shipped_binaries(&self) -> BTreeMap<&str, Vec<&str>> {
        let mut shipped = BTreeMap::new();
        for package in &self.packages {
            if ["frontend", "journeys", "xtask"].contains(&package.name.as_str()) {
                continue;
            }
            let bins: Vec<&str> = package
                .targets
                .iter()
                .filter(|target| target.kind.iter().any(|kind| kind == "bin"))
                .map(|target| target.name.as_str())
                .collect();
            if !bins.is_empty() {
                shipped.insert(package.name.as_str(), bins);
            }
        }
        shipped
    }
}

/// The cache that survives clones: `$XDG_CACHE_HOME/carillon` or `~/.cache/carillon`.
pub(crate) fn cache() -> Result<PathBuf> {
    // The XDG specification has relative paths ignored.
    let chosen = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute());
    let base = match chosen {
        Some(path) => path,
        None => env::home_dir()
            .context("there is no home folder; set XDG_CACHE_HOME")?
            .join(".cache"),
    };
    Ok(base.join("carillon"))
}

/// All files below a folder, sorted, without hidden ones and the folders of builds.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut left = vec![folder.to_owned()];
    while let Some(folder) = left.pop() {
        for entry in
            fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))?
        {
            let entry = entry?;
            let name = entry.file_name();
            if name.to_string_lossy().starts_with('.') || name == "target" {
                continue;
            }
            if entry.file_type()?.is_dir() {
                left.push(entry.path());
            } else {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}
