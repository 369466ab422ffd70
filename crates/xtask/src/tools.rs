//! The tools that building needs and a fresh machine lacks, installed once into a cache that survives clones.
//!
//! Each tool has a folder of its own, named after its version, which is filled under another name first and then
//! renamed: what is there is whole. A lock file keeps two runs from installing the same tool side by side.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail};

use crate::{say, sh, workspace, workspace::Workspace};

/// The last Trunk that builds with our `rust-version`.
const TRUNK: &str = "0.21.14";
/// As in `Trunk.toml`, section `[tools]`.
const BINARYEN: &str = "132";
const AXE: &str = "4.14.1";
/// Clients of others that send to the simulator, by the variable that tells their tests where they are.
const NPM_CLIENTS: &[(&str, &str, &str)] = &[
    ("JOURNEYS_NODE_APN", "@parse/node-apn", "8.1.0"),
    ("JOURNEYS_APNS2", "apns2", "12.2.0"),
];
const PIP_CLIENTS: &[(&str, &str, &str)] = &[("JOURNEYS_AIOAPNS", "aioapns", "4.0")];
const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// What the page is built with.
pub(crate) struct PageTools {
    pub(crate) trunk: PathBuf,
    wasm_bindgen_folder: PathBuf,
    /// The folder of `wasm-opt`; `None` where it cannot be had.
    binaryen_folder: Option<PathBuf>,
}

impl PageTools {
    /// Makes sure that all of them are there.
    pub(crate) fn ensure(workspace: &Workspace) -> Result<Self> {
        wasm_target(workspace)?;
        let cache = Cache::open(workspace)?;
        let trunk = cache.crate_binary(
            "trunk",
            TRUNK,
            Lock::Theirs,
            "about 10 minutes on two cores, once",
        )?;
        let wasm_bindgen_folder = cache.wasm_bindgen()?;
        let binaryen_folder = cache.binaryen()?;
        cache.tidy()?;
        Ok(Self {
            trunk: trunk.join("trunk"),
            wasm_bindgen_folder,
            binaryen_folder,
        })
    }

    /// Whether the page can be made smaller by `wasm-opt`.
    pub(crate) fn have_wasm_opt(&self) -> bool {
        self.binaryen_folder.is_some()
    }

    /// Names everything that the built page depends on, for the stamp.
    pub(crate) fn fingerprint(&self) -> String {
        format!(
            "{} {} {:?}",
            self.trunk.display(),
            self.wasm_bindgen_folder.display(),
            self.binaryen_folder
        )
    }

    /// A `trunk` command that finds our tools before any others and never asks the network for one.
    pub(crate) fn trunk(&self, workspace: &Workspace) -> Result<Command> {
        let mut command = sh::command(&self.trunk, &workspace.root);
        let ours = [
            Some(&self.wasm_bindgen_folder),
            self.binaryen_folder.as_ref(),
        ];
        let theirs = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(
            ours.into_iter()
                .flatten()
                .cloned()
                .chain(env::split_paths(&theirs)),
        )?;
        command
            .env("PATH", path)
            .env("TRUNK_SKIP_VERSION_CHECK", "true")
            .env("TRUNK_COLOR", "never");
        // Trunk refuses the usual `NO_COLOR=1`: it wants `true`.
        command.env_remove("NO_COLOR");
        Ok(command)
    }
}

/// The runner of wasm tests, of the same version as the `wasm-bindgen` in `Cargo.lock`.
pub(crate) fn wasm_test_runner(workspace: &Workspace) -> Result<PathBuf> {
    wasm_target(workspace)?;
    let cache = Cache::open(workspace)?;
    let folder = cache.wasm_bindgen()?;
    cache.tidy()?;
    Ok(folder.join("wasm-bindgen-test-runner"))
}

/// The accessibility rules that journeys inject into each page.
pub(crate) fn axe(workspace: &Workspace) -> Result<PathBuf> {
    let cache = Cache::open(workspace)?;
    let Some(folder) = cache.npm_package("axe-core", AXE)? else {
        bail!(
            "the journeys need axe-core {AXE}, and npm is not here to get it: install Node.js with npm (Debian: apt-get install npm)"
        );
    };
    Ok(folder.join("node_modules/axe-core/axe.min.js"))
}

/// Where the clients of others are that send to the simulator: variables and folders.
pub(crate) fn clients(workspace: &Workspace) -> Result<Vec<(&'static str, PathBuf)>> {
    let cache = Cache::open(workspace)?;
    let mut found = Vec::new();
    for (variable, name, version) in NPM_CLIENTS {
        let Some(folder) = cache.npm_package(name, version)? else {
            bail!(
                "the journeys send by {name}, and npm is not here to get it: install Node.js with npm (Debian: apt-get install npm)"
            );
        };
        found.push((*variable, folder));
    }
    for (variable, name, version) in PIP_CLIENTS {
        found.push((*variable, cache.pip_package(name, version)?));
    }
    Ok(found)
}

/// Adds the wasm target to the toolchain.
fn wasm_target(workspace: &Workspace) -> Result<()> {
    let sysroot = Command::new("rustc")
        .args(["--print", "sysroot"])
        .current_dir(&workspace.root)
        .output()
        .context("cannot start rustc")?;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&sysroot.stdout).trim());
    if sysroot.join("lib/rustlib").join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    if sh::find("rustup").is_none() {
        bail!(
            "this Rust cannot build for {WASM_TARGET}, and rustup is not here to add it: install Rust by rustup"
        );
    }
    let step = say::step(
        &format!("adding the target {WASM_TARGET}"),
        "about 20 MB, once",
    );
    sh::quiet(
        workspace,
        "rustup",
        sh::command("rustup", &workspace.root).args(["target", "add", WASM_TARGET]),
    )?;
    step.done();
    Ok(())
}

/// Whether `cargo install` takes the lock file that a tool was published with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lock {
    Theirs,
    Ours,
}

/// The tools' folder, held by one process at a time.
struct Cache<'a> {
    workspace: &'a Workspace,
    folder: PathBuf,
    _lock: fs::File,
}

impl<'a> Cache<'a> {
    fn open(workspace: &'a Workspace) -> Result<Self> {
        let folder = workspace::cache()?.join("tools");
        fs::create_dir_all(&folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
        let lock = fs::File::create(folder.join(".lock"))?;
        if lock.try_lock().is_err() {
            let step = say::step("waiting for another run that is installing tools", "");
            lock.lock()?;
            step.done();
        }
        Ok(Self {
            workspace,
            folder,
            _lock: lock,
        })
    }

    fn wasm_bindgen(&self) -> Result<PathBuf> {
        let version = self.workspace.locked_version("wasm-bindgen")?;
        self.crate_binary(
            "wasm-bindgen-cli",
            &version,
            Lock::Ours,
            "about 4 minutes on two cores, once",
        )
    }

    /// Installs a crate's binaries, and returns the folder that they are in.
    fn crate_binary(&self, name: &str, version: &str, lock: Lock, takes: &str) -> Result<PathBuf> {
        let folder = self
            .folder
            .join(format!("{}-{version}", name.trim_end_matches("-cli")));
        let bin = folder.join("bin");
        if bin.is_dir() {
            return Ok(bin);
        }
        let step = say::step(&format!("installing {name} {version}"), takes);
        let unfinished = self.unfinished(&folder)?;
        let mut install = sh::command("cargo", &self.folder);
        install
            .args([
                "install",
                name,
                "--version",
                &format!("={version}"),
                "--root",
            ])
            .arg(&unfinished);
        if lock == Lock::Theirs {
            install.arg("--locked");
        }
        // One target folder for all of them, so that what they share is built once; `tidy` removes it.
        install.env("CARGO_TARGET_DIR", self.folder.join(".build"));
        sh::quiet(self.workspace, &format!("install-{name}"), &mut install)?;
        fs::rename(&unfinished, &folder)?;
        step.done();
        Ok(bin)
    }

    /// The folder of `wasm-opt`, or `None` with a line that says what is lost.
    fn binaryen(&self) -> Result<Option<PathBuf>> {
        let folder = self.npm_package("binaryen", BINARYEN)?;
        if folder.is_none() {
            say::note(
                "wasm-opt not found: the page will be about 8-30 % larger (npm would bring it)",
            );
        }
        Ok(folder.map(|folder| folder.join("node_modules/.bin")))
    }

    /// Installs an npm package; `None` where there is no npm.
    fn npm_package(&self, name: &str, version: &str) -> Result<Option<PathBuf>> {
        let plain = name.trim_start_matches('@').replace('/', "-");
        let folder = self.folder.join(format!("{plain}-{version}"));
        if folder.is_dir() {
            return Ok(Some(folder));
        }
        let Some(npm) = sh::find("npm") else {
            return Ok(None);
        };
        let step = say::step(
            &format!("installing {name} {version} from npm"),
            "some seconds, once",
        );
        let unfinished = self.unfinished(&folder)?;
        fs::create_dir_all(&unfinished)?;
        let mut install = sh::command(npm, &unfinished);
        install
            .args([
                "install",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--prefix",
            ])
            .arg(&unfinished)
            .arg(format!("{name}@{version}"));
        sh::quiet(self.workspace, &format!("install-{plain}"), &mut install)?;
        fs::rename(&unfinished, &folder)?;
        step.done();
        Ok(Some(folder))
    }

    /// Installs a Python package, and what it needs, for the Python that is here.
    fn pip_package(&self, name: &str, version: &str) -> Result<PathBuf> {
        let asked = "import sys; print('%d.%d' % sys.version_info[:2])";
        let python = Command::new("python3").args(["-c", asked]).output();
        let python =
            python.context("the journeys send by clients in Python, and there is no python3")?;
        let python = String::from_utf8_lossy(&python.stdout).trim().to_owned();
        let folder = self.folder.join(format!("{name}-{version}-python{python}"));
        if folder.is_dir() {
            return Ok(folder);
        }
        let step = say::step(
            &format!("installing {name} {version} from PyPI"),
            "some seconds, once",
        );
        let unfinished = self.unfinished(&folder)?;
        let mut install = sh::command("python3", &self.folder);
        install
            .args(["-m", "pip", "install", "--quiet", "--target"])
            .arg(&unfinished)
            .arg(format!("{name}=={version}"));
        sh::quiet(self.workspace, &format!("install-{name}"), &mut install)?;
        fs::rename(&unfinished, &folder)?;
        step.done();
        Ok(folder)
    }

    /// An empty name beside `folder`, to be renamed when it is whole.
    fn unfinished(&self, folder: &Path) -> Result<PathBuf> {
        let mut name = OsString::from(".unfinished-");
        name.push(folder.file_name().unwrap_or_default());
        let unfinished = self.folder.join(name);
        remove(&unfinished)?;
        Ok(unfinished)
    }

    /// Removes what installing left behind.
    fn tidy(&self) -> Result<()> {
        remove(&self.folder.join(".build"))
    }
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}
