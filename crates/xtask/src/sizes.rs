//! `cargo xtask wasm-size`: what the page weighs, against `frontend/wasm-budget.toml`.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use anyhow::{Context as _, Result, ensure};

use crate::{Asked, html, only_help, page, say, workspace, workspace::Workspace};

const HELP: &str = "\
cargo xtask wasm-size

Builds the page and prints the bytes of its parts, raw and compressed. Fails when a limit of
frontend/wasm-budget.toml is passed.
";

pub(crate) fn task(arguments: lexopt::Parser) -> Result<()> {
    if only_help(arguments, HELP)? == Asked::Help {
        return Ok(());
    }
    let workspace = Workspace::load()?;
    page::ensure(&workspace)?;
    let weighed = weigh(&workspace)?;
    say::text(&weighed.table);
    weighed.within_budget()
}

/// The page's weight, as a table and as a verdict.
pub(crate) struct Weighed {
    pub(crate) table: String,
    /// The figure that limits first, in one line.
    pub(crate) summary: String,
    broken: Vec<String>,
}

impl Weighed {
    /// Fails when a limit is passed, naming each.
    pub(crate) fn within_budget(&self) -> Result<()> {
        ensure!(
            self.broken.is_empty(),
            "the page is too heavy (frontend/wasm-budget.toml): {}",
            self.broken.join("; ")
        );
        Ok(())
    }
}

/// Bytes on disk and on the wire.
#[derive(Clone, Copy, Default)]
struct Bytes {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

impl std::ops::AddAssign for Bytes {
    fn add_assign(&mut self, other: Self) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

/// What a file is to the page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    MainWasm,
    /// Written by wasm-bindgen.
    Glue,
    HandWrittenScript,
    StyleSheet,
    Page,
    Worker,
    /// Written by wasm-bindgen, and a line that starts it.
    WorkerGlue,
    /// The sentences of rules and reasons, in every language.
    Wording,
    /// Icons, manifests, and what is fetched later.
    Other,
}

impl Part {
    fn label(self) -> &'static str {
        match self {
            Self::MainWasm => "main wasm",
            Self::Glue => "its glue",
            Self::HandWrittenScript => "hand-written JavaScript",
            Self::StyleSheet => "style sheets",
            Self::Page => "HTML",
            Self::Worker => "worker",
            Self::WorkerGlue => "the worker's glue",
            Self::Wording => "sentences, both languages",
            Self::Other => "everything else",
        }
    }
}

/// Weighs `dist/` as it is.
pub(crate) fn weigh(workspace: &Workspace) -> Result<Weighed> {
    let dist = workspace.dist();
    let page =
        fs::read_to_string(dist.join("index.html")).context("there is no dist/index.html")?;
    let critical_names = critical(&page);
    let mut parts: BTreeMap<Part, Bytes> = BTreeMap::new();
    let mut critical = Bytes::default();
    for file in workspace::files_below(&dist)? {
        if file
            .extension()
            .is_some_and(|extension| extension == "br" || extension == "gz")
        {
            continue;
        }
        let name = file
            .strip_prefix(&dist)
            .unwrap_or(&file)
            .to_string_lossy()
            .into_owned();
        let bytes = bytes_of(&file)?;
        *parts.entry(part_of(&name, &critical_names)).or_default() += bytes;
        if name == "index.html" || critical_names.contains_key(&name) {
            critical += bytes;
        }
    }
    let budget = Budget::read(&workspace.root.join("frontend/wasm-budget.toml"))?;
    let of = |part: Part| parts.get(&part).copied().unwrap_or_default();
    let limited = [
        (
            "main wasm",
            of(Part::MainWasm).brotli,
            budget.limit("main-wasm")?,
        ),
        (
            "critical path",
            critical.brotli,
            budget.limit("critical-path")?,
        ),
        ("worker", of(Part::Worker).brotli, budget.limit("worker")?),
        (
            "hand-written JavaScript",
            of(Part::HandWrittenScript).brotli,
            budget.limit("hand-written-js")?,
        ),
    ];
    let broken = limited
        .iter()
        .filter(|(_, is, limit)| is > limit)
        .map(|(what, is, limit)| format!("{what} {is} > {limit} bytes"))
        .collect();
    let mut table = format!(
        "{:<26}{:>10}{:>10}{:>10}{:>12}\n",
        "bytes", "raw", "gzip", "brotli", "limit (br)"
    );
    let rows = parts
        .iter()
        .map(|(part, bytes)| (part.label(), *bytes))
        .chain([("critical path", critical)]);
    for (label, bytes) in rows {
        let limit = limited
            .iter()
            .find(|(what, ..)| *what == label)
            .map(|(.., limit)| limit.to_string())
            .unwrap_or_default();
        writeln!(
            table,
            "{label:<26}{:>10}{:>10}{:>10}{limit:>12}",
            bytes.raw, bytes.gzip, bytes.brotli
        )?;
    }
    let [(_, wasm, wasm_limit), (_, path, path_limit), ..] = limited;
    let kb = |bytes: u64| bytes.div_ceil(1000);
    let summary = format!(
        "main wasm {} of {} KB, critical path {} of {} KB (brotli)",
        kb(wasm),
        kb(wasm_limit),
        kb(path),
        kb(path_limit)
    );
    Ok(Weighed {
        table,
        summary,
        broken,
    })
}

/// What the browser must have before the page works: by name, with the relation that the page names it in.
fn critical(page: &str) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for tag in html::tags(page) {
        let (address, relation) = match tag.name.as_str() {
            "script" => (tag.attribute("src"), "script"),
            "link" => (
                tag.attribute("href"),
                tag.attribute("rel").unwrap_or_default(),
            ),
            _ => continue,
        };
        let needed = ["script", "stylesheet", "preload", "modulepreload"].contains(&relation);
        if let Some(name) = address
            .and_then(|address| address.strip_prefix('/'))
            .filter(|_| needed)
        {
            names.insert(name.to_owned(), relation.to_owned());
        }
    }
    names
}

fn part_of(name: &str, critical: &BTreeMap<String, String>) -> Part {
    let relation = critical.get(name).map(String::as_str);
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("wasm") if relation == Some("preload") => Part::MainWasm,
        Some("js") if relation == Some("modulepreload") => Part::Glue,
        Some("wasm") => Part::Worker,
        Some("js") if name.starts_with("worker-") => Part::WorkerGlue,
        Some("json") if name.starts_with("wording-") => Part::Wording,
        Some("js") => Part::HandWrittenScript,
        Some("css") => Part::StyleSheet,
        Some("html") => Part::Page,
        _ => Part::Other,
    }
}

fn bytes_of(file: &Path) -> Result<Bytes> {
    let length = |suffix: &str| -> Result<Option<u64>> {
        let mut name = file.as_os_str().to_owned();
        name.push(suffix);
        Ok(if Path::new(&name).exists() {
            Some(fs::metadata(&name)?.len())
        } else {
            None
        })
    };
    let raw = length("")?.unwrap_or_default();
    // What is not compressed goes over the wire as it is.
    Ok(Bytes {
        raw,
        gzip: length(".gz")?.unwrap_or(raw),
        brotli: length(".br")?.unwrap_or(raw),
    })
}

/// The limits, by name. The file is TOML of the simplest kind: `name = bytes` and comments.
struct Budget {
    limits: BTreeMap<String, u64>,
}

impl Budget {
    fn read(file: &Path) -> Result<Self> {
        let text =
            fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        let mut limits = BTreeMap::new();
        for line in text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            let (name, bytes) = line
                .split_once('=')
                .with_context(|| format!("not `name = bytes`: {line}"))?;
            limits.insert(
                name.trim().to_owned(),
                bytes
                    .trim()
                    .replace('_', "")
                    .parse()
                    .with_context(|| format!("not a number: {line}"))?,
            );
        }
        Ok(Self { limits })
    }

    fn limit(&self, name: &str) -> Result<u64> {
        self.limits
            .get(name)
            .copied()
            .with_context(|| format!("frontend/wasm-budget.toml has no {name}"))
    }
}
