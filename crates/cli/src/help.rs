//! The help: made from the table of commands, for the terminal and for `docs/cli.md`.

use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use payload::{Lang, Words};

use crate::verbs::{VERBS, Verb};

const ABOUT: Words = Words::new(
    "Carillon: check, repair, measure and explain push payloads for Apple devices.",
    "Carillon：检查、修复、度量并解释 Apple 设备的推送负载。",
);
const USAGE: Words = Words::new("Usage", "用法");
const COMMANDS: Words = Words::new("Commands", "命令");
const OPTIONS: Words = Words::new("Options", "选项");
const EXAMPLES: Words = Words::new("Examples", "示例");
const MORE: Words = Words::new(
    "carillon COMMAND --help says more about one of them; carillon --version says which this is.",
    "carillon COMMAND --help 查看某个命令的详细说明；carillon --version 查看版本。",
);

/// What the help says: of one command, or of all.
pub fn text(verb: Option<&Verb>, lang: Lang) -> String {
    verb.map_or_else(|| overview(lang), |verb| one(verb, lang))
}

fn overview(lang: Lang) -> String {
    let mut out = format!(
        "{}\n\n{}: carillon COMMAND [OPTIONS] [FILE…]\n\n{}:\n",
        ABOUT.get(lang),
        USAGE.get(lang),
        COMMANDS.get(lang)
    );
    for verb in VERBS {
        let _ = writeln!(out, "  {:<9} {}", verb.name, verb.about.get(lang));
    }
    let _ = writeln!(out, "\n{}", MORE.get(lang));
    out
}

fn one(verb: &Verb, lang: Lang) -> String {
    let mut out = format!(
        "carillon {}: {}\n\n{}: carillon {} {}\n",
        verb.name,
        verb.about.get(lang),
        USAGE.get(lang),
        verb.name,
        verb.arguments
    );
    for note in verb.notes {
        out.push('\n');
        wrapped(&mut out, note.get(lang), "", 88);
    }
    let _ = writeln!(out, "\n{}:", OPTIONS.get(lang));
    for option in verb.options {
        let short = option
            .short
            .map_or_else(|| "    ".to_owned(), |letter| format!("-{letter}, "));
        let name = format!("  {short}--{} {}", option.name, option.value);
        let mut words = String::new();
        wrapped(&mut words, option.help.get(lang), &" ".repeat(26), 62);
        let _ = write!(out, "{name:<26}{}", words.trim_start());
    }
    let _ = writeln!(out, "\n{}:", EXAMPLES.get(lang));
    for example in verb.examples {
        let _ = writeln!(out, "  {example}");
    }
    out
}

/// Writes a text in lines of at most `width` columns, each after `indent`. Chinese breaks anywhere.
fn wrapped(out: &mut String, text: &str, indent: &str, width: usize) {
    let mut line = String::new();
    for piece in pieces(text) {
        let closes = piece.starts_with(['，', '。', '；', '、', '：', '）', '”', '？']);
        if line.width() + piece.trim_end().width() > width && !closes {
            let _ = writeln!(out, "{indent}{}", line.trim_end());
            line.clear();
        }
        line.push_str(piece);
    }
    let _ = writeln!(out, "{indent}{}", line.trim_end());
}

/// Where a line may break: after a space, and around each wide character.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let is_wide = |letter: char| letter.width() == Some(2);
    text.split_inclusive(' ').flat_map(move |word| {
        let mut rest = word;
        std::iter::from_fn(move || {
            let first = rest.chars().next()?;
            let end = if is_wide(first) {
                first.len_utf8()
            } else {
                rest.find(is_wide).unwrap_or(rest.len())
            };
            let (piece, after) = rest.split_at(end);
            rest = after;
            Some(piece)
        })
    })
}

/// `docs/cli.md`: the help of every command, and how to use them in other programs.
pub fn page() -> String {
    let mut out = String::from(
        "# The command line\n\n\
         `carillon` checks, repairs, measures and explains push payloads: the same rules as in the page and in the relay.\n\
         This page is made from the help in `crates/cli/src/verbs.rs` and from `crates/cli/src/guide.md`: change it there.\n\n\
         ```text\n",
    );
    out.push_str(&overview(Lang::En));
    out.push_str("```\n");
    for verb in VERBS {
        let _ = write!(
            out,
            "\n## carillon {}\n\n```text\n{}```\n",
            verb.name,
            one(verb, Lang::En)
        );
    }
    out.push('\n');
    out.push_str(include_str!("guide.md"));
    out
}
