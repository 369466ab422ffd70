//! Makes sure that the programs which tests drive are on this machine: a browser and its driver, and what a
//! network namespace needs. By apt where this is Debian and we are root; else the error names the command.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail};

use crate::{say, sh, workspace::Workspace};

/// The names under which the browser is found.
const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome"];
const DRIVER: &[&str] = &["chromedriver"];

const BROWSER: &[Need] = &[
    Need {
        programs: CHROMIUM,
        package: "chromium",
    },
    Need {
        programs: DRIVER,
        package: "chromium-driver",
    },
];
const NAMESPACE: &[Need] = &[
    Need {
        programs: &["ip"],
        package: "iproute2",
    },
    Need {
        programs: &["unshare"],
        package: "util-linux",
    },
];

/// A program, by any of its names, and the Debian package that has it.
struct Need {
    programs: &'static [&'static str],
    package: &'static str,
}

/// Where the browser is.
pub(crate) fn chromium() -> Result<PathBuf> {
    found(CHROMIUM).context("there is no Chromium on the search path")
}

/// Where the browser's driver is.
pub(crate) fn driver() -> Result<PathBuf> {
    found(DRIVER).context("there is no chromedriver on the search path")
}

fn found(programs: &[&str]) -> Option<PathBuf> {
    programs.iter().find_map(|program| sh::find(program))
}

/// Chromium and its driver. Without them there are no browser tests, so a lack that cannot be mended is an error.
pub(crate) fn ensure(workspace: &Workspace) -> Result<()> {
    let missing = missing(BROWSER);
    if missing.is_empty() {
        return Ok(());
    }
    if can_install() {
        return install(workspace, &missing);
    }
    bail!(
        "the browser tests need Chromium and its driver on the search path. On Debian: `sudo apt-get install {}`; elsewhere, \
         install Chromium or Chrome, and ChromeDriver of the same version",
        missing.join(" ")
    );
}

/// What a network namespace needs. Where it cannot be had, the test that wants it says that it was not run.
pub(crate) fn ensure_namespaces(workspace: &Workspace) -> Result<()> {
    let missing = missing(NAMESPACE);
    if !missing.is_empty() && can_install() {
        install(workspace, &missing)
    } else {
        Ok(())
    }
}

/// A font for the Chinese screenshots.
pub(crate) fn ensure_fonts(workspace: &Workspace) -> Result<()> {
    let found = Command::new("fc-list")
        .args([":lang=zh", "family"])
        .output()
        .is_ok_and(|output| !output.stdout.is_empty());
    if found {
        return Ok(());
    }
    if can_install() {
        return install(workspace, &["fonts-noto-cjk", "fontconfig"]);
    }
    bail!(
        "the Chinese screenshots need a font with Chinese characters. On Debian: `sudo apt-get install fonts-noto-cjk fontconfig`"
    );
}

fn missing(needs: &[Need]) -> Vec<&'static str> {
    needs
        .iter()
        .filter(|need| found(need.programs).is_none())
        .map(|need| need.package)
        .collect()
}

fn can_install() -> bool {
    let root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    root && Path::new("/etc/debian_version").exists() && sh::find("apt-get").is_some()
}

fn install(workspace: &Workspace, packages: &[&str]) -> Result<()> {
    let step = say::step(
        &format!("installing {} by apt-get", packages.join(", ")),
        "about a minute, once",
    );
    let apt = || {
        let mut command = sh::command("apt-get", &workspace.root);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    sh::quiet(workspace, "apt-get-update", apt().arg("update"))?;
    sh::quiet(
        workspace,
        "apt-get-install",
        apt()
            .args(["install", "--yes", "--no-install-recommends"])
            .args(packages),
    )?;
    step.done();
    Ok(())
}
