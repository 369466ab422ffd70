//! For people: a line for each finding, the place in the text, what can be done, and a sum.

use std::fmt::Write as _;

use payload::finding::{Edit, Finding, Severity};
use payload::template::Summary;

use super::{Result, Results, elsewhere};
use payload::Lang;

use crate::catalog;
use crate::excerpt::plain;

/// Colors of a terminal, or nothing.
struct Paint(bool);

impl Paint {
    fn with(&self, code: &str, text: &str) -> String {
        if self.0 {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    fn severity(&self, severity: Severity, text: &str) -> String {
        let code = match severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Hint => "1;36",
        };
        self.with(code, text)
    }

    fn dim(&self, text: &str) -> String {
        self.with("34", text)
    }
}

pub(super) fn print(results: &Results<'_>) -> String {
    let paint = Paint(results.has_color);
    let mut out = String::new();
    for file in &results.files {
        for finding in &file.findings {
            one(&mut out, results, file, finding, &paint);
        }
    }
    if !results.is_quiet {
        guessed(&mut out, results);
        for file in &results.files {
            if let Some(summary) = &file.summary {
                rows(&mut out, &file.checked.source.name, summary, results.lang);
            }
        }
        sum(&mut out, results);
    }
    out
}

fn one(
    out: &mut String,
    results: &Results<'_>,
    file: &Result<'_>,
    finding: &Finding,
    paint: &Paint,
) {
    let lang = results.lang;
    let spot = results.spot(file, finding);
    let severity = catalog::severity_words(finding.severity).get(lang);
    let label = format!("{severity}[{}]", finding.code.as_str());
    let about = elsewhere(&finding.place).map_or_else(String::new, |name| match lang {
        Lang::En => format!("{name}: "),
        Lang::Zh => format!("{name}："),
    });
    let _ = writeln!(
        out,
        "{}:{}:{} {} {about}{}",
        paint.with("1", spot.file),
        spot.start.line,
        spot.start.column,
        paint.severity(finding.severity, &label),
        plain(&catalog::message(finding, lang))
    );
    if results.is_quiet {
        return;
    }
    let number = spot.start.line.to_string();
    let margin = " ".repeat(if spot.is_exact { number.len() } else { 1 });
    if spot.is_exact {
        let (shown, under) = spot.lines.excerpt(&spot.range);
        let bar = paint.dim("|");
        let _ = writeln!(out, "{margin} {bar}");
        let _ = writeln!(out, "{} {bar} {shown}", paint.dim(&number));
        let _ = writeln!(
            out,
            "{margin} {bar} {}",
            paint.severity(finding.severity, &under)
        );
    }
    if let Some(label) = catalog::fix_label(finding, lang) {
        let fix = match lang {
            Lang::En => "fix: ",
            Lang::Zh => "修复：",
        };
        let _ = writeln!(
            out,
            "{margin} {} {fix}{label}{}",
            paint.dim("="),
            written(finding, lang)
        );
    }
    out.push('\n');
}

/// What a fix writes, when that is short enough to be said.
fn written(finding: &Finding, lang: Lang) -> String {
    let text = match finding.fix.as_slice() {
        [Edit::Text(patch)] => plain(patch.replacement.trim()),
        [Edit::Header { name, value }] => format!("{}: {}", name.as_str(), plain(value)),
        _ => return String::new(),
    };
    let is_short = !text.is_empty() && text.chars().count() <= 60;
    match lang {
        _ if !is_short => String::new(),
        Lang::En => format!(": {text}"),
        Lang::Zh => format!("：{text}"),
    }
}

/// Which push types were guessed, and why.
fn guessed(out: &mut String, results: &Results<'_>) {
    let guesses: Vec<_> = results
        .files
        .iter()
        .filter_map(|file| Some((file.checked.source.name.as_str(), file.checked.guess?)))
        .collect();
    let mut types: Vec<_> = guesses.iter().map(|(_, guess)| guess.push_type).collect();
    types.sort_unstable();
    types.dedup();
    for push_type in types {
        let mut files = guesses
            .iter()
            .filter(|(_, guess)| guess.push_type == push_type);
        let count = files.clone().count();
        let Some((name, guess)) = files.next() else {
            continue;
        };
        let because = guess.because.get(results.lang);
        let _ = match (results.lang, count) {
            (Lang::En, 1) => writeln!(
                out,
                "note: {name} was checked as {push_type}, because {because}; --push-type says it for sure"
            ),
            (Lang::En, _) => {
                writeln!(
                    out,
                    "note: {count} files were checked as {push_type}, because {because}"
                )
            }
            (Lang::Zh, 1) => writeln!(
                out,
                "说明：{name} 按 {push_type} 检查，因为{because}；可用 --push-type 指定"
            ),
            (Lang::Zh, _) => writeln!(
                out,
                "说明：{count} 个文件按 {push_type} 检查，因为{because}"
            ),
        };
    }
}

/// What came out of the rows of an audience.
fn rows(out: &mut String, name: &str, summary: &Summary, lang: Lang) {
    let Summary {
        rows,
        refused,
        unchecked,
        ..
    } = summary;
    let worst = summary.worst.map_or_else(String::new, |worst| match lang {
        Lang::En => format!(
            "; the longest is row {} with {} bytes",
            worst.row, worst.bytes
        ),
        Lang::Zh => format!("；最长的是第 {} 行，{} 字节", worst.row, worst.bytes),
    });
    let unchecked = match (unchecked, lang) {
        (0, _) => String::new(),
        (_, Lang::En) => format!("; {unchecked} of a shape that the rules were not run on"),
        (_, Lang::Zh) => format!("；其中 {unchecked} 行的形式未经规则检查"),
    };
    let _ = match lang {
        Lang::En => writeln!(
            out,
            "note: {name} with {}: {refused} cannot be sent{worst}{unchecked}",
            counted(usize::try_from(*rows).unwrap_or(usize::MAX), "row")
        ),
        Lang::Zh => writeln!(
            out,
            "说明：{name} 共 {rows} 行，{refused} 行无法发送{worst}{unchecked}"
        ),
    };
}

fn sum(out: &mut String, results: &Results<'_>) {
    let files = results.files.len();
    let [errors, warnings, hints] = [Severity::Error, Severity::Warning, Severity::Hint]
        .map(|severity| results.count(severity));
    let fixable = results.fixable();
    let _ = match results.lang {
        Lang::En => {
            let files = counted(files, "file");
            if errors + warnings + hints == 0 {
                writeln!(out, "{files}: nothing to complain about")
            } else {
                let mut parts = Vec::new();
                for (count, word) in [(errors, "error"), (warnings, "warning"), (hints, "hint")] {
                    if count > 0 {
                        parts.push(counted(count, word));
                    }
                }
                let fix = if fixable > 0 {
                    format!("; carillon fix can repair {fixable}")
                } else {
                    String::new()
                };
                writeln!(out, "{files}: {}{fix}", parts.join(", "))
            }
        }
        Lang::Zh => {
            if errors + warnings + hints == 0 {
                writeln!(out, "{files} 个文件：没有问题")
            } else {
                let mut parts = Vec::new();
                for (count, word) in [(errors, "错误"), (warnings, "警告"), (hints, "提示")] {
                    if count > 0 {
                        parts.push(format!("{count} 个{word}"));
                    }
                }
                let fix = if fixable > 0 {
                    format!("；carillon fix 可修复 {fixable} 个")
                } else {
                    String::new()
                };
                writeln!(out, "{files} 个文件：{}{fix}", parts.join("、"))
            }
        }
    };
}

fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
