//! The diagnosing scan: names what is not JSON, one sentence for each slip, with a repair where a machine can tell.
//!
//! It goes on after a slip whose repair is certain, so that a pasted JavaScript literal gets all its findings at once,
//! and stops at one that makes the rest guesswork.

use std::ops::Range;

use super::edit;
use super::lexer::{LexKind, Lexeme, Words};
use super::repair;
use super::syntax::{MAX_DEPTH, finding, syntax_finding};
use crate::document::Patch;
use crate::finding::{Code, Edit, Finding};

/// After so many slips the text is something else than JSON.
pub(super) const MOST_FINDINGS: usize = 50;

/// Repairs that are tried on the whole text. Each reads it once.
const MOST_TRIES: usize = 6;

/// A text of more bytes is no payload that somebody wrote: one repair is tried, and no wrapping looked for.
pub(super) const LONG: usize = 1 << 16;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    /// The value of the whole text, or of a key.
    Value,
    /// An element, or the end of the array.
    Element {
        after_comma: bool,
    },
    /// A key, or the end of the object.
    Key {
        after_comma: bool,
    },
    Colon,
    /// A comma, or the end of the array or object.
    Comma,
    /// Nothing.
    End,
}

enum Go {
    On,
    Stop,
}

struct Scan<'a> {
    text: &'a str,
    /// The open brackets, by their bytes.
    open: Vec<usize>,
    expect: Expect,
    /// The last word that belongs to the grammar.
    before: Range<usize>,
    findings: Vec<Finding>,
    /// How many repairs may still be tried on the whole text.
    tries: usize,
}

/// Every slip, in the order of the text. Empty exactly when the text is JSON that nests at most [`MAX_DEPTH`] deep.
pub(super) fn diagnose(text: &str) -> Vec<Finding> {
    let mut scan = Scan {
        text,
        open: Vec::new(),
        expect: Expect::Value,
        before: 0..0,
        findings: Vec::new(),
        tries: if text.len() > LONG { 1 } else { MOST_TRIES },
    };
    for word in Words::of(text) {
        if scan.findings.len() >= MOST_FINDINGS {
            return scan.findings;
        }
        if let Go::Stop = scan.word(&word) {
            return scan.findings;
        }
    }
    scan.end();
    scan.findings
}

impl Scan<'_> {
    fn word(&mut self, word: &Lexeme) -> Go {
        let range = word.range.clone();
        let found = &self.text[range.clone()];
        match word.kind {
            LexKind::Comment => {
                self.slip("comment", range.clone(), Some(repair::cut(range)));
                return Go::On;
            }
            LexKind::Broken if found.starts_with(BYTE_ORDER_MARK) && range.start == 0 => {
                let fix = vec![Edit::Text(repair::cut(range.clone()))];
                self.findings
                    .push(finding(Code::J005, range, "", Vec::new(), fix));
                return Go::On;
            }
            LexKind::Broken if found.chars().all(is_odd_space) => {
                self.slip(
                    "odd-space",
                    range.clone(),
                    Some(Patch {
                        range,
                        replacement: " ".to_owned(),
                    }),
                );
                return Go::On;
            }
            _ => {}
        }
        let found = match repair::half_width(found) {
            Some(sign) => {
                let fix = Patch {
                    range: range.clone(),
                    replacement: sign.to_owned(),
                };
                self.slip("full-width", range.clone(), Some(fix));
                sign
            }
            None => found,
        };
        let kind = if found.len() < range.len() {
            LexKind::Punctuation
        } else {
            word.kind
        };
        let go = match (kind, found) {
            (LexKind::Punctuation, "{" | "[") => self.opening(&range, found == "{"),
            (LexKind::Punctuation, "}" | "]") => self.closing(&range, found),
            (LexKind::Punctuation, ",") => self.comma(&range),
            (LexKind::Punctuation, _) => self.colon(&range),
            _ => self.scalar(word),
        };
        self.before = range;
        go
    }

    fn opening(&mut self, range: &Range<usize>, is_object: bool) -> Go {
        match self.expect {
            Expect::Key { .. }
                if is_object
                    && self.before.end == range.start
                    && !self.text[range.end..].starts_with('"') =>
            {
                return self.stop("bare-placeholder", range);
            }
            Expect::Key { .. } => return self.stop("key-needed", range),
            Expect::Comma if self.in_object() => return self.stop("key-needed", range),
            Expect::End if is_object && self.text.trim_start().starts_with('{') => {
                return self.stop("second-payload", range);
            }
            Expect::End => return self.stop("more-after-end", range),
            Expect::Comma => self.missing("missing-comma", ","),
            Expect::Colon => self.missing("missing-colon", ":"),
            Expect::Value | Expect::Element { .. } => {}
        }
        self.open.push(range.start);
        if self.open.len() > MAX_DEPTH {
            let limit = vec![("limit", MAX_DEPTH.to_string())];
            self.findings
                .push(finding(Code::J004, range.clone(), "", limit, Vec::new()));
            return Go::Stop;
        }
        self.expect = if is_object {
            Expect::Key { after_comma: false }
        } else {
            Expect::Element { after_comma: false }
        };
        Go::On
    }

    fn closing(&mut self, range: &Range<usize>, found: &str) -> Go {
        let Some(open) = self.open.pop() else {
            let what = if self.expect == Expect::End {
                "extra-closing"
            } else {
                "unexpected"
            };
            return self.guess(what, range, &repair::cut(range.clone()));
        };
        let right = closing_of(self.text, open);
        if right != found {
            // Either this bracket is the wrong one, or the right one is missing before it.
            let missing = Patch {
                range: range.start..range.start,
                replacement: right.to_owned(),
            };
            let wrong = Patch {
                range: range.clone(),
                replacement: right.to_owned(),
            };
            let fix = if self.is_right(&missing) {
                missing
            } else {
                wrong
            };
            return self.guess("wrong-closing", range, &fix);
        }
        match self.expect {
            Expect::Key { after_comma: true } | Expect::Element { after_comma: true } => {
                let comma = self.before.clone();
                self.slip("trailing-comma", comma.clone(), Some(repair::cut(comma)));
            }
            Expect::Value | Expect::Colon => self.slip("missing-value", self.before.clone(), None),
            _ => {}
        }
        self.after_value();
        Go::On
    }

    fn comma(&mut self, range: &Range<usize>) -> Go {
        match self.expect {
            Expect::Comma => {}
            Expect::Key { .. } | Expect::Element { .. } => self.slip(
                "extra-comma",
                range.clone(),
                Some(repair::cut(range.clone())),
            ),
            Expect::Value if self.open.is_empty() => return self.stop("unexpected", range),
            Expect::Value | Expect::Colon => self.slip("missing-value", self.before.clone(), None),
            Expect::End => {
                self.slip(
                    "extra-comma",
                    range.clone(),
                    Some(repair::cut(range.clone())),
                );
                return Go::On;
            }
        }
        self.expect = if self.in_object() {
            Expect::Key { after_comma: true }
        } else {
            Expect::Element { after_comma: true }
        };
        Go::On
    }

    fn colon(&mut self, range: &Range<usize>) -> Go {
        match self.expect {
            Expect::Colon => {
                self.expect = Expect::Value;
                Go::On
            }
            _ => self.stop("unexpected", range),
        }
    }

    fn scalar(&mut self, word: &Lexeme) -> Go {
        if repair::is_sign(self.text, word) {
            return self.sign(&word.range);
        }
        if let Some(go) = self.misplaced_quote(&word.range) {
            return go;
        }
        match self.expect {
            Expect::End => return self.stop("more-after-end", &word.range),
            Expect::Comma => {
                self.missing("missing-comma", ",");
                self.expect = if self.in_object() {
                    Expect::Key { after_comma: false }
                } else {
                    Expect::Element { after_comma: false }
                };
            }
            Expect::Colon => {
                self.missing("missing-colon", ":");
                self.expect = Expect::Value;
            }
            _ => {}
        }
        let is_key = matches!(self.expect, Expect::Key { .. });
        if let Some(flaw) = repair::flaw(self.text, word, is_key) {
            match flaw.certainty {
                repair::Certainty::Known => self.slip(flaw.what, flaw.range, flaw.fix),
                repair::Certainty::Guess => {
                    return match flaw.fix {
                        Some(fix) if self.is_right(&fix) => {
                            self.guess(flaw.what, &flaw.range, &fix)
                        }
                        Some(fix) => match repair::joined_lines(self.text, &flaw.range) {
                            Some(joined) if self.is_right(&joined) => {
                                self.guess("line-break", &flaw.range, &joined)
                            }
                            _ => self.guess(flaw.what, &flaw.range, &fix),
                        },
                        None => self.stop(flaw.what, &flaw.range),
                    };
                }
            }
        }
        if is_key {
            self.expect = Expect::Colon;
        } else {
            self.after_value();
        }
        Go::On
    }

    /// Stops at a quote that is missing or too many, when one repair makes everything right.
    fn misplaced_quote(&mut self, word: &Range<usize>) -> Option<Go> {
        if self.tries == 0 {
            return None;
        }
        for (what, range, fix) in repair::quote_repairs(self.text, &self.before, word) {
            if self.is_right(&fix) {
                self.slip(what, range, Some(fix));
                return Some(Go::Stop);
            }
        }
        None
    }

    fn sign(&mut self, range: &Range<usize>) -> Go {
        let right = match (&self.text[range.clone()], self.expect) {
            ("=", Expect::Colon) => ":",
            (";", Expect::Comma) => ",",
            ("<" | "%", Expect::Value) if !self.open.is_empty() => {
                return self.stop("bare-placeholder", range);
            }
            _ => return self.stop("unexpected", range),
        };
        self.slip(
            "wrong-sign",
            range.clone(),
            Some(Patch {
                range: range.clone(),
                replacement: right.to_owned(),
            }),
        );
        if right == ":" {
            self.colon(range)
        } else {
            self.comma(range)
        }
    }

    fn end(&mut self) {
        match self.open.last() {
            Some(innermost) => {
                let innermost = *innermost
                    ..innermost
                        + self.text[*innermost..]
                            .chars()
                            .next()
                            .map_or(0, char::len_utf8);
                let closers: String = self
                    .open
                    .iter()
                    .rev()
                    .map(|open| self.closer(*open))
                    .collect();
                let end = self.text.trim_end().len();
                let fix = Patch {
                    range: end..end,
                    replacement: closers,
                };
                // Only what is not a word of the grammar, a comment perhaps, needs a second look.
                let is_right = match self.expect {
                    _ if self.before.end != end => self.is_right(&fix),
                    Expect::Comma => true,
                    Expect::Key { after_comma } | Expect::Element { after_comma } => !after_comma,
                    _ => false,
                };
                self.slip("unclosed", innermost, is_right.then_some(fix));
            }
            None if self.expect == Expect::Value => self.slip("empty", 0..self.text.len(), None),
            None => {}
        }
    }

    /// The bracket that closes the one at `open`, on a line of its own where the text is spread over lines.
    fn closer(&self, open: usize) -> String {
        let closing = closing_of(self.text, open);
        let is_spread = self.text.trim().contains('\n');
        if is_spread {
            format!("\n{}{closing}", edit::indentation(self.text, open))
        } else {
            closing.to_owned()
        }
    }

    fn after_value(&mut self) {
        self.expect = if self.open.is_empty() {
            Expect::End
        } else {
            Expect::Comma
        };
    }

    fn in_object(&self) -> bool {
        self.open
            .last()
            .is_some_and(|open| is_curly(self.text, *open))
    }

    fn slip(&mut self, what: &'static str, range: Range<usize>, fix: Option<Patch>) {
        let fix = fix.into_iter().map(Edit::Text).collect();
        self.findings
            .push(syntax_finding(what, range, self.text, fix));
    }

    /// Something is missing right after the last word.
    fn missing(&mut self, what: &'static str, sign: &str) {
        let end = self.before.end;
        self.slip(
            what,
            self.before.clone(),
            Some(Patch {
                range: end..end,
                replacement: sign.to_owned(),
            }),
        );
    }

    fn stop(&mut self, what: &'static str, range: &Range<usize>) -> Go {
        self.slip(what, range.clone(), None);
        Go::Stop
    }

    /// Offers the repair only if it leaves no other slip than those that came before it.
    fn guess(&mut self, what: &'static str, range: &Range<usize>, fix: &Patch) -> Go {
        let fix = self.is_right(fix).then(|| fix.clone());
        self.slip(what, range.clone(), fix);
        Go::Stop
    }

    fn is_right(&mut self, fix: &Patch) -> bool {
        let may_try = self.tries > 0;
        self.tries = self.tries.saturating_sub(1);
        may_try && is_clean_after(self.text, fix, self.findings.len())
    }
}

/// Whether the repaired text has at most `slips` findings, none of which needs a guess itself.
fn is_clean_after(text: &str, fix: &Patch, slips: usize) -> bool {
    let repaired = fix.apply(text);
    let mut scan = Scan {
        text: &repaired,
        open: Vec::new(),
        expect: Expect::Value,
        before: 0..0,
        findings: Vec::new(),
        tries: 0,
    };
    for word in Words::of(&repaired) {
        if repair::needs_guess(&repaired, &word) || scan.findings.len() > slips {
            return false;
        }
        let closes_wrongly = match (word.kind, &repaired[word.range.clone()]) {
            (LexKind::Punctuation, closing @ ("}" | "]")) => scan
                .open
                .last()
                .is_none_or(|open| closing_of(&repaired, *open) != closing),
            _ => false,
        };
        if closes_wrongly {
            return false;
        }
        if let Go::Stop = scan.word(&word) {
            return false;
        }
    }
    scan.open.is_empty() && scan.expect == Expect::End && scan.findings.len() <= slips
}

fn closing_of(text: &str, open: usize) -> &'static str {
    if is_curly(text, open) { "}" } else { "]" }
}

/// Whether the bracket at `open` is a curly one, of any width.
fn is_curly(text: &str, open: usize) -> bool {
    text[open..].starts_with(['{', '｛'])
}

/// White space that JSON does not have: non-breaking spaces from word processors, zero-width ones, form feeds.
fn is_odd_space(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '\u{200b}'..='\u{200d}' | '\u{2060}' | BYTE_ORDER_MARK
        )
}
