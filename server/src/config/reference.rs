//! The settings as text: for `--help`, and for `docs/configuration.md`, which a test holds to this.

use std::fmt::Write as _;

use super::Config;

/// The text of `--help`.
pub fn help() -> String {
    let mut out = String::from(
        "carillon-server: the relay between the composer and Apple's push service\n\nUsage: carillon-server [FLAGS]\n",
    );
    for (concern, settings) in Config::settings() {
        let _ = writeln!(out, "\n{concern}:");
        for setting in settings {
            let flag = setting
                .flag
                .map(|flag| format!("--{flag} VALUE, "))
                .unwrap_or_default();
            let _ = writeln!(
                out,
                "  {flag}{} (default {})\n      {}",
                setting.variable,
                plain(setting.default),
                plain(setting.about)
            );
        }
    }
    out.push_str("\n  -h, --help\n  -V, --version\n\nFlags win over variables. Logs go to standard error; one JSON line with the sign-in link goes to standard output.\n");
    out
}

/// The text of `docs/configuration.md`.
pub fn reference() -> String {
    let mut out = String::from(
        "# Configuration of the relay\n\n\
         Every setting of `carillon-server`, by flag or by environment variable; flags win. All are read once, at start.\n\
         What cannot be used is reported at once and completely, with what was expected and an example, and the relay does not start.\n\
         A `CARILLON_*` variable that no setting has is warned of in the log, because a misspelt limit does not hold.\n\n\
         This page is written by a test of the `server` crate: edit `server/src/config/` instead, and run it with `UPDATE_EXPECT=1`.\n\n",
    );
    for (concern, settings) in Config::settings() {
        let _ = writeln!(out, "## {concern}\n");
        for setting in settings {
            let flag = setting
                .flag
                .map(|flag| format!("`--{flag}`, "))
                .unwrap_or_default();
            let _ = writeln!(out, "### {flag}`{}`\n", setting.variable);
            let _ = writeln!(out, "{}\n", setting.about);
            let _ = writeln!(
                out,
                "- Must be {}.\n- Default: {}\n- Example: `{}`\n",
                setting.expects, setting.default, setting.example
            );
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn plain(text: &str) -> String {
    text.replace('`', "")
}
