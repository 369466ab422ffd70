//! Payloads in the wrapping of something else: a command line, a web page, a debugger, another language.
//!
//! Looked for when a person would have to repair the text. A wrapping that can be taken off is one finding instead of
//! a list of odd ones, and its fix leaves a payload: an object with the key `aps`. Each attempt reads the text twice.

use std::ops::Range;

use super::edit::quote;
use super::lexer::{LexKind, Words};
use super::syntax::syntax_finding;
use super::{Patch, repair, tree};
use crate::finding::{Edit, Finding};

/// The one finding that says what the text is.
pub(super) fn recognize(text: &str) -> Option<Finding> {
    let trimmed = text.trim();
    let start = text.len() - text.trim_start().len();
    let end = start + trimmed.len();
    let first_word = Words::of(text).next()?.range;
    let at = |sign: &str| text.find(sign).map(|at| at..at + sign.len());
    let unwrapped = |what, sign: Range<usize>, inner: &str| {
        let fix = vec![Edit::Text(Patch::between(text, &payload(inner)?))];
        Some(syntax_finding(what, sign, text, fix))
    };

    if let Some(nul) = at("\0") {
        return unwrapped("nul", nul, &text.replace('\0', ""));
    }
    if let Some(sign) = at("&quot;").or_else(|| at("&#34;")) {
        return unwrapped("html-escapes", sign, &without_entities(text));
    }
    if let Some(sign) = at("%7B").or_else(|| at("%7b"))
        && sign.start == start
    {
        return unwrapped("url-encoded", sign, &without_percents(trimmed));
    }
    let escaped = at("\\\"").and_then(|sign| unwrapped("escaped", sign, &tree::unescaped(text)));
    let doubled = || {
        let quotes = at("\"\"")?;
        let inner = trimmed.trim_start_matches('@').trim_matches('"');
        unwrapped("doubled-quotes", quotes, &inner.replace("\"\"", "\""))
    };
    let no_braces = || {
        let inside = trimmed.trim_end_matches(',');
        unwrapped(
            "no-braces",
            first_word.clone(),
            &["{", inside, "}"].concat(),
        )
    };
    let in_braces = || {
        let inner = text.find('{')?..text.rfind('}')? + 1;
        let outer = if inner.start > start {
            start..inner.start
        } else {
            inner.end..end
        };
        unwrapped("text-around", outer, text.get(inner)?)
    };
    let assigned = || {
        let sign = at("= ")?;
        let value = text.get(sign.end..end)?.trim_end_matches(';');
        unwrapped("text-around", start..sign.end, value)
    };
    let other = || unwrapped("other-language", first_word.clone(), text);
    let told = || {
        let what = told_by_its_beginning(trimmed)?;
        Some(syntax_finding(what, first_word.clone(), text, Vec::new()))
    };
    escaped
        .or_else(doubled)
        .or_else(no_braces)
        .or_else(other)
        .or_else(in_braces)
        .or_else(assigned)
        .or_else(told)
}

/// A text that is a payload, in JSON's words where another language can be told.
fn payload(inner: &str) -> Option<String> {
    let is_payload =
        |text: &str| tree::read(text).is_some_and(|(root, _)| root.get("aps").is_some());
    if is_payload(inner) {
        return Some(inner.to_owned());
    }
    rewritten(inner).filter(|json| is_payload(json))
}

/// What a text is that has no payload to take out.
fn told_by_its_beginning(trimmed: &str) -> Option<&'static str> {
    let is_code = |character: char| {
        character.is_ascii_alphanumeric() || matches!(character, '+' | '/' | '-' | '_' | '=' | '.')
    };
    let line = trimmed.lines().next()?.trim_end();
    if trimmed.starts_with('<') {
        Some("markup")
    } else if trimmed.starts_with("ey") && trimmed.len() > 8 && trimmed.chars().all(is_code) {
        Some("base64")
    } else if line == "---"
        || line.starts_with("- ")
        || (line.starts_with(is_code) && line.ends_with(':'))
    {
        Some("yaml")
    } else if !trimmed.contains(['{', '[', '"', '}', ']']) {
        Some("plain-text")
    } else {
        None
    }
}

fn without_entities(text: &str) -> String {
    const ENTITIES: [(&str, &str); 6] = [
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    let mut text = text.to_owned();
    for (entity, character) in ENTITIES {
        text = text.replace(entity, character);
    }
    text
}

fn without_percents(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let digits = after.get(..2).filter(|_| *first == b'%');
        let byte = digits
            .and_then(|digits| str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if byte.is_some() {
            rest = &after[2..];
        }
        out.push(byte.unwrap_or(*first));
    }
    String::from_utf8(out).unwrap_or_default()
}

/// A dictionary of Swift, Objective-C, PHP or Ruby, or as a debugger prints one, in JSON's words.
fn rewritten(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    // Where the open brackets are in `out`; nothing for one that is left out.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut end = 0;
    let mut is_call = false;
    for word in Words::of(text) {
        out.push_str(&text[end..word.range.start]);
        end = word.range.end;
        let found = &text[word.range.clone()];
        match found {
            "AnyHashable" | "Optional" => is_call = true,
            "(" if is_call => {
                is_call = false;
                open.push(None);
            }
            "{" | "[" | "(" => {
                open.push(Some(out.len()));
                out.push_str(if found == "{" { "{" } else { "[" });
            }
            "}" | "]" | ")" => {
                let Some(open) = open.pop()? else { continue };
                let last = out.trim_end().len();
                if out[..last].ends_with(',') {
                    out.remove(last - 1);
                }
                let is_object = out[open..].starts_with('{');
                out.push(if is_object { '}' } else { ']' });
            }
            ":" | "=" => {
                let open = (*open.last()?)?;
                let is_empty = out[open..].trim_end().len() == 1;
                out.replace_range(open..=open, "{");
                out.push_str(if is_empty { "" } else { ":" });
            }
            ">" if out.ends_with(':') => {}
            "," | ";" => out.push(','),
            "array" => {}
            "@" if !text[end..].starts_with(['}', ']', ')', ' ', '\n']) => {}
            _ if word.kind == LexKind::String => out.push_str(&found.replace("\\U", "\\u")),
            _ => match repair::flaw(text, &word, false) {
                None => out.push_str(found),
                Some(flaw) if flaw.what == "unquoted-text" => out.push_str(&quote(found)),
                Some(flaw) => out.push_str(&flaw.fix?.replacement),
            },
        }
    }
    out.push_str(&text[end..]);
    Some(out)
}
