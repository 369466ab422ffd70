//! Accessibility audits by axe-core, which `cargo xtask test` keeps in the tool cache.

use std::fmt::Write as _;

use anyhow::{Context as _, Result, ensure};

use crate::browser::Browser;

const RUN: &str = "const done = arguments[arguments.length - 1]; \
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }) \
    .then((result) => done({ violations: result.violations, passes: result.passes.length }), \
          (error) => done({ failed: String(error) }));";

/// Audits the page as it is now against WCAG 2.2 AA and axe's best practices. Fails with one line per violation.
pub async fn audit(browser: &Browser, state: &str) -> Result<()> {
    let path = std::env::var("JOURNEYS_AXE")
        .context("JOURNEYS_AXE names axe.min.js; `cargo xtask test` sets it")?;
    let source = std::fs::read_to_string(&path).with_context(|| path.clone())?;
    browser
        .driver
        .execute(format!("if (!globalThis.axe) {{ {source} }}"), vec![])
        .await?;
    let result = browser.driver.execute_async(RUN, vec![]).await?;
    let result = result.json();
    ensure!(
        result["failed"].is_null(),
        "axe failed on {state}: {}",
        result["failed"]
    );
    ensure!(
        result["passes"].as_u64().unwrap_or(0) > 5,
        "axe checked almost nothing on {state}"
    );
    let mut lines = String::new();
    for violation in result["violations"]
        .as_array()
        .context("axe answered no list")?
    {
        for node in violation["nodes"].as_array().into_iter().flatten() {
            let summary = node["failureSummary"]
                .as_str()
                .unwrap_or_default()
                .replace('\n', " ");
            writeln!(
                lines,
                "  {} on {}: {summary}",
                violation["id"], node["target"]
            )?;
        }
    }
    ensure!(lines.is_empty(), "axe found on {state}:\n{lines}");
    Ok(())
}
