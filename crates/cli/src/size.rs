//! `carillon size`: bytes against Apple's limit, and which keys have them.

use std::fmt::Write as _;

use payload::document::{Node, NodeKind, escape_pointer};
use payload::size::{Cut, CutKind, cuts};
use payload::{Document, Lang, Sizes, Words};
use serde_json::{Value, json};

use crate::args::{Format, Size};
use crate::excerpt::plain;
use crate::io::{Exit, Io};
use crate::subject::{self, Checked};

/// How many keys are listed for people.
const MOST_LISTED: usize = 10;

/// Measures every file.
pub(crate) fn run(size: &Size, io: &mut Io<'_>) -> Exit {
    let lang = size.lang.unwrap_or(io.lang);
    let Some(readings) = subject::read(&size.files, &size.subject, lang, io) else {
        return Exit::Unusable;
    };
    let mut out = String::new();
    let mut values = Vec::new();
    let (mut is_over, mut is_broken) = (false, false);
    for checked in &readings.checked {
        let document = checked.document();
        let sizes = Sizes::of_draft(&document, &checked.draft.headers);
        let keys = ranking(&document);
        let cuts = cuts(&document);
        is_over |= sizes.excess() > 0;
        is_broken |= sizes.as_sent.is_none();
        if size.format == Format::Json {
            values.push(of_file(checked, sizes, &keys, &cuts));
        } else {
            told(&mut out, checked, sizes, &keys, lang);
            told_cuts(&mut out, &cuts, lang);
        }
    }
    if size.format == Format::Json {
        out = crate::printed(&mut json!({ "version": 1, "files": values }));
    }
    let exit = match (is_broken, is_over) {
        (true, _) => Exit::Unusable,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Clean,
    };
    crate::finish(io, &out, readings.exit(exit))
}

/// The bytes of every value that is neither object nor array, with its key, as sent; the longest first.
fn ranking(document: &Document) -> Vec<(String, usize)> {
    let mut keys = Vec::new();
    if let Some(root) = document.root() {
        walk(document, root, &mut String::new(), 0, &mut keys);
    }
    keys.sort_by(|(one, a), (other, b)| b.cmp(a).then_with(|| one.cmp(other)));
    keys
}

fn walk(
    document: &Document,
    node: &Node,
    pointer: &mut String,
    key_bytes: usize,
    out: &mut Vec<(String, usize)>,
) {
    let length = pointer.len();
    match &node.kind {
        NodeKind::Object(members) if !members.is_empty() => {
            for member in members {
                pointer.push('/');
                pointer.push_str(&escape_pointer(&member.name));
                // The key and its colon.
                walk(document, &member.value, pointer, member.key.len() + 1, out);
                pointer.truncate(length);
            }
        }
        NodeKind::Array(elements) if !elements.is_empty() => {
            for (index, element) in elements.iter().enumerate() {
                let _ = write!(pointer, "/{index}");
                walk(document, element, pointer, 0, out);
                pointer.truncate(length);
            }
        }
        _ => {
            // Only an empty object or array can have white space inside; it is not sent.
            let source = document.source(node);
            let bytes = if matches!(node.kind, NodeKind::Object(_) | NodeKind::Array(_)) {
                2
            } else {
                source.len()
            };
            out.push((pointer.clone(), key_bytes + bytes));
        }
    }
}

fn told(out: &mut String, checked: &Checked, sizes: Sizes, keys: &[(String, usize)], lang: Lang) {
    let name = &checked.source.name;
    let push_type = checked.draft.headers.push_type.as_str();
    let guessed = match (checked.guess, lang) {
        (None, _) => String::new(),
        (Some(guess), Lang::En) => format!(" (guessed, because {})", guess.because.get(lang)),
        (Some(guess), Lang::Zh) => format!("（推断，因为{}）", guess.because.get(lang)),
    };
    let Some(sent) = sizes.as_sent else {
        let _ = match lang {
            Lang::En => writeln!(
                out,
                "{name}: {} bytes as typed; not JSON, so nothing can be sent. carillon lint says where.",
                sizes.as_typed
            ),
            Lang::Zh => writeln!(
                out,
                "{name}：原文 {} 字节；不是 JSON，无法发送。carillon lint 会指出位置。",
                sizes.as_typed
            ),
        };
        return;
    };
    let percent = sent * 100 / sizes.limit.max(1);
    let room = sizes.limit.abs_diff(sent);
    let is_over = sent > sizes.limit;
    let _ = match lang {
        Lang::En => write!(
            out,
            "{name}: {push_type}{guessed}\n  as typed  {:>6} bytes\n  as sent   {sent:>6} bytes, {percent} % of the limit\n  limit     {:>6} bytes\n  {:<9} {room:>6} bytes\n",
            sizes.as_typed,
            sizes.limit,
            if is_over { "too many" } else { "left" },
        ),
        Lang::Zh => write!(
            out,
            "{name}：{push_type}{guessed}\n  原文  {:>6} 字节\n  发送  {sent:>6} 字节，占上限的 {percent}%\n  上限  {:>6} 字节\n  {}  {room:>6} 字节\n",
            sizes.as_typed,
            sizes.limit,
            if is_over { "超出" } else { "剩余" },
        ),
    };
    if keys.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "{}",
        match lang {
            Lang::En => "  the longest, with their keys:",
            Lang::Zh => "  最长的值（含键）：",
        }
    );
    for (pointer, bytes) in keys.iter().take(MOST_LISTED) {
        let percent = bytes * 100 / sent.max(1);
        let pointer = if pointer.is_empty() { "/" } else { pointer };
        let _ = writeln!(out, "  {bytes:>6}  {percent:>3} %  {}", plain(pointer));
    }
}

/// What can be cut, what saves most first.
fn told_cuts(out: &mut String, cuts: &[Cut], lang: Lang) {
    if cuts.is_empty() {
        return;
    }
    out.push_str(match lang {
        Lang::En => "  what can be cut:\n",
        Lang::Zh => "  可以删减：\n",
    });
    for cut in cuts.iter().take(MOST_LISTED) {
        let about = match (cut.patch.is_some(), lang) {
            (true, _) => "",
            (false, Lang::En) => "up to",
            (false, Lang::Zh) => "最多",
        };
        let what = kind(cut.kind).get(lang);
        let pointer = plain(&cut.pointer);
        let _ = writeln!(out, "  {:>6}  {about:>5}  {pointer}  {what}", cut.saves);
    }
}

const fn kind(kind: CutKind) -> Words {
    match kind {
        CutKind::Escapes => Words::new(
            "write the characters themselves instead of \\u escapes",
            "直接写字符，不用 \\u 转义",
        ),
        CutKind::Empty => Words::new("holds nothing", "没有内容"),
        CutKind::Duplicate => Words::new(
            "a later one of the same key overrides it",
            "被后面的同名键覆盖",
        ),
        CutKind::Digits => Words::new("zeros at the end of a fraction", "小数末尾的零"),
        CutKind::Legacy => Words::new("systems no longer read it", "系统已不再读取"),
        CutKind::LongName => Words::new(
            "a shorter name, which the app must read",
            "改用更短的键名，应用须能读取",
        ),
        CutKind::Prefix => Words::new(
            "a beginning that repeats, which the app can put back",
            "重复的开头，可由应用补回",
        ),
        CutKind::Large => Words::new(
            "takes many bytes: shorten it, or let the app load it",
            "占用字节多：可缩短，或让应用自行加载",
        ),
    }
}

fn of_file(checked: &Checked, sizes: Sizes, keys: &[(String, usize)], cuts: &[Cut]) -> Value {
    json!({
        "file": checked.source.name,
        "push_type": checked.draft.headers.push_type,
        "push_type_guessed_because": checked.guess.map(|guess| guess.because.en),
        "as_typed": sizes.as_typed,
        "as_sent": sizes.as_sent,
        "limit": sizes.limit,
        "over": sizes.excess(),
        "cuts": cuts.iter().map(|cut| json!({
            "pointer": cut.pointer,
            "saves": cut.saves,
            "exact": cut.patch.is_some(),
            "what": kind(cut.kind).en,
        })).collect::<Vec<_>>(),
        "keys": keys.iter().map(|(pointer, bytes)| json!({ "pointer": pointer, "bytes": bytes })).collect::<Vec<_>>(),
    })
}
