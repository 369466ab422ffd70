//! The subset of XML property lists that strings files use: dictionaries of texts.
//!
//! One pass with its own stack, no recursion. Nothing outside of the file is ever loaded: a document type with declarations of
//! its own, and any entity that XML does not define itself, is refused by name.

use std::ops::Range;

use super::fault::Faults;

/// How deep dictionaries may nest. A `.stringsdict` needs three.
const MAX_DEPTH: usize = 16;

/// A text with the keys that lead to it.
pub(super) struct Leaf {
    /// The keys from the outermost dictionary on.
    pub keys: Vec<String>,
    /// The text.
    pub value: String,
    /// Its bytes, tags included.
    pub range: Range<usize>,
}

/// Every text of every dictionary, in the order of the file.
pub(super) fn read(text: &str, faults: &mut Faults) -> Vec<Leaf> {
    let mut reader = Reader {
        text,
        at: 0,
        faults,
        keys: Vec::new(),
        leaves: Vec::new(),
    };
    while reader.step().is_some() {}
    if !reader.keys.is_empty() {
        let end = text.len();
        reader.fault("xml", end..end);
    }
    reader.leaves
}

struct Reader<'a, 'f> {
    text: &'a str,
    at: usize,
    faults: &'f mut Faults,
    /// One for each open dictionary: the key whose value comes next.
    keys: Vec<Option<String>>,
    leaves: Vec<Leaf>,
}

impl<'a> Reader<'a, '_> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn fault(&mut self, what: &'static str, range: Range<usize>) {
        let found = self.text.get(range.clone()).unwrap_or_default();
        self.faults.add(what, range, found);
    }

    /// A fault that makes the rest guesswork.
    fn stop(&mut self, what: &'static str, range: Range<usize>) -> Option<()> {
        self.keys.clear();
        self.fault(what, range);
        None
    }

    /// Gets past the next `end`. `None` when there is none.
    fn past(&mut self, end: &str) -> Option<()> {
        let start = self.at;
        match self.rest().find(end) {
            Some(at) => {
                self.at += at + end.len();
                Some(())
            }
            None => self.stop("xml", start..(start + 1).min(self.text.len())),
        }
    }

    /// Reads one tag. `None` at the end.
    fn step(&mut self) -> Option<()> {
        let rest = self.rest();
        let open = rest.find('<')?;
        let stray =
            rest[..open].trim_matches(|it: char| it.is_ascii_whitespace() || it == '\u{feff}');
        if !stray.is_empty() {
            let length = stray.chars().next().map_or(0, char::len_utf8);
            let start = self.at + rest.find(stray).unwrap_or_default();
            self.fault("xml", start..start + length);
        }
        self.at += open;
        let start = self.at;
        let rest = self.rest();
        if rest.starts_with("<?") {
            return self.past("?>");
        }
        if rest.starts_with("<!--") {
            return self.past("-->");
        }
        if rest.starts_with("<!") {
            self.past(">")?;
            // Declarations stand in brackets. They could define entities, or name files to load.
            let declaration = self.text.get(start..self.at).unwrap_or_default();
            if declaration.contains('[') || !declaration.starts_with("<!DOCTYPE") {
                return self.stop("entity", start..self.at);
            }
            return Some(());
        }
        self.past(">")?;
        let range = start..self.at;
        let tag = self.text.get(start + 1..self.at - 1).unwrap_or_default();
        let is_empty = tag.ends_with('/');
        let name = tag
            .split(|it: char| it.is_ascii_whitespace() || it == '/')
            .find(|part| !part.is_empty())
            .unwrap_or_default();
        match (name, tag.starts_with('/')) {
            ("plist", _) => Some(()),
            ("dict", true) => {
                self.keys.pop();
                self.taken(&range);
                Some(())
            }
            ("dict" | "true" | "false", false) if is_empty => {
                self.value(None, range);
                Some(())
            }
            ("dict", false) if self.keys.len() >= MAX_DEPTH => self.stop("nested", range),
            ("dict", false) => {
                self.keys.push(None);
                Some(())
            }
            ("key", false) => {
                let key = self.content(name, is_empty)?;
                if let Some(top) = self.keys.last_mut() {
                    *top = Some(key);
                    Some(())
                } else {
                    self.stop("xml", range)
                }
            }
            ("string" | "integer" | "real" | "date", false) => {
                let value = self.content(name, is_empty)?;
                self.value(Some(value), start..self.at);
                Some(())
            }
            ("array" | "data", false) => {
                if !is_empty {
                    self.past(if name == "array" {
                        "</array>"
                    } else {
                        "</data>"
                    })?;
                }
                self.value(None, range);
                Some(())
            }
            _ => self.stop("xml", range),
        }
    }

    /// A dictionary's end uses up the key before it in the dictionary around it.
    fn taken(&mut self, range: &Range<usize>) {
        if let Some(top) = self.keys.last_mut()
            && top.take().is_none()
        {
            self.fault("xml", range.clone());
        }
    }

    /// The value of the key before it; `None` is one that is no text.
    fn value(&mut self, value: Option<String>, range: Range<usize>) {
        let keys: Option<Vec<String>> = self.keys.iter().cloned().collect();
        match (keys, value) {
            (Some(keys), Some(value)) if !keys.is_empty() => {
                let range = range.clone();
                self.leaves.push(Leaf { keys, value, range });
            }
            (Some(_), None) => self.fault("nested", range.clone()),
            _ => {
                self.fault("xml", range);
                return;
            }
        }
        self.taken(&range);
    }

    /// The text up to the closing tag, with its entities and CDATA sections resolved.
    fn content(&mut self, name: &str, is_empty: bool) -> Option<String> {
        let mut out = String::new();
        if is_empty {
            return Some(out);
        }
        loop {
            let start = self.at;
            let rest = self.rest();
            let Some(open) = rest.find('<') else {
                self.stop("xml", start..start)?;
                return None;
            };
            self.resolve(&rest[..open], &mut out);
            self.at += open;
            let rest = self.rest();
            let start = self.at;
            if rest.starts_with("<!--") {
                self.past("-->")?;
            } else if let Some(data) = rest.strip_prefix("<![CDATA[") {
                self.past("]]>")?;
                let length = self.at - start - "<![CDATA[]]>".len();
                out.push_str(data.get(..length).unwrap_or_default());
            } else {
                self.past(">")?;
                let tag = self.text.get(start..self.at).unwrap_or_default();
                let closed = tag
                    .strip_prefix("</")
                    .and_then(|tag| tag.strip_suffix('>'))
                    .is_some_and(|tag| tag.trim_end() == name);
                if !closed {
                    self.stop("xml", start..self.at)?;
                }
                return Some(out);
            }
        }
    }

    /// Writes a run of text, which begins where the reader is, with its entities replaced.
    fn resolve(&mut self, run: &str, out: &mut String) {
        let mut rest = run;
        while let Some((before, after)) = rest.split_once('&') {
            out.push_str(before);
            let entity = after
                .get(..after.floor_char_boundary(12))
                .and_then(|near| near.split_once(';'))
                .map(|(name, _)| name);
            let known = entity.and_then(|name| Some((name, character(name)?)));
            if let Some((name, character)) = known {
                out.push(character);
                rest = after.get(name.len() + 1..).unwrap_or_default();
            } else {
                let start = self.at + run.len() - after.len() - 1;
                let end = start + 1 + entity.map_or(0, |name| name.len() + 1);
                self.fault("entity", start..end);
                out.push('&');
                rest = after;
            }
        }
        out.push_str(rest);
    }
}

/// The character of an entity that XML itself defines.
fn character(entity: &str) -> Option<char> {
    match entity {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}
