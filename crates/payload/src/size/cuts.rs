//! What can be cut from a payload, and what each cut saves of the bytes that are sent.

use std::ops::Range;

use super::weight;
use crate::document::{
    Document, Member, Node, NodeKind, Patch, escape_pointer, overridden, quote, without,
};
use crate::keys::{Home, Key};

/// Something that can be cut.
#[derive(Clone, PartialEq, Eq)]
pub struct Cut {
    /// What it is.
    pub kind: CutKind,
    /// RFC 6901 pointer to the value that it is about.
    pub pointer: String,
    /// The bytes of the key or value in the text.
    pub range: Range<usize>,
    /// Bytes of the payload as sent. With a patch exactly what it saves; without one the most that a person can save.
    pub saves: usize,
    /// What cuts it, where that needs no thought. It is against the document as it is, so only one at a time may be applied;
    /// those of [`CutKind::Escapes`] and [`CutKind::Digits`] do not touch each other.
    pub patch: Option<Patch>,
}

/// What can be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CutKind {
    /// `\u00e9` or `\/`, where the character itself is shorter.
    Escapes,
    /// An entry of the app's own data that holds nothing: `""`, `{}`, `[]`, `null`.
    Empty,
    /// An entry that a later one of the same key overrides.
    Duplicate,
    /// Zeros at the end of a fraction: `1.50`.
    Digits,
    /// One of Apple's keys that systems no longer read.
    Legacy,
    /// A long name of the app's own; the app must read the shorter one.
    LongName,
    /// The beginning of an address that others repeat; the app can put it back.
    Prefix,
    /// An entry that takes many bytes.
    Large,
}

/// The most cuts that are listed.
const MOST: usize = 256;
/// A pointer that is longer belongs to no payload that anybody sends; what is below it is only measured.
const LONGEST_POINTER: usize = 1024;
/// From how many bytes an entry is large.
const LARGE: usize = 128;
/// From how many bytes a name is long.
const LONG_NAME: usize = 24;
/// What a short name takes, with its quotes.
const SHORT_NAME: usize = 4;

/// Everything that can be cut, what saves most first. Empty while the text does not parse.
pub fn cuts(document: &Document) -> Vec<Cut> {
    let mut walk = Walk {
        document,
        pointer: String::new(),
        is_quiet: false,
        large: 0,
        cuts: Vec::new(),
        links: Vec::new(),
    };
    if let Some(root) = document.root() {
        walk.value(root, Inside::Root);
    }
    walk.prefixes();
    walk.cuts
}

/// Whose object a walk is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Root,
    Apples(Home),
    /// Of Apple's keys, with content that Apple or the app's types prescribe.
    Fixed,
    Own,
}

impl Inside {
    /// Where a member's value is.
    fn of(self, name: &str) -> Self {
        match self {
            Self::Root if name == "aps" => Self::Apples(Home::Aps),
            Self::Root if Key::is_known(Home::Root, name) => Self::Fixed,
            Self::Root | Self::Own => Self::Own,
            Self::Apples(Home::Aps) if name == "alert" => Self::Apples(Home::Alert),
            Self::Apples(_) | Self::Fixed => Self::Fixed,
        }
    }
}

/// The beginning of an address, and where the address is.
struct Link<'a> {
    prefix: &'a str,
    pointer: String,
    range: Range<usize>,
}

struct Walk<'a> {
    document: &'a Document,
    pointer: String,
    is_quiet: bool,
    /// How many large entries there have been.
    large: usize,
    cuts: Vec<Cut>,
    links: Vec<Link<'a>>,
}

impl<'a> Walk<'a> {
    /// Looks at a value and gives its bytes as sent.
    fn value(&mut self, node: &'a Node, inside: Inside) -> usize {
        match &node.kind {
            NodeKind::Object(members) => {
                let mut bytes = 2 + members.len().saturating_sub(1);
                let mut overridden = overridden(members).into_iter().peekable();
                let has_duplicates = overridden.peek().is_some();
                for (index, member) in members.iter().enumerate() {
                    let is_overridden = overridden.next_if_eq(&index).is_some();
                    let place = Place {
                        parent: node,
                        index,
                        has_duplicates,
                        is_overridden,
                    };
                    bytes += self.member(member, &place, inside);
                }
                return bytes;
            }
            NodeKind::Array(elements) => {
                let mut bytes = 2 + elements.len().saturating_sub(1);
                let comma = usize::from(elements.len() > 1);
                for (index, element) in elements.iter().enumerate() {
                    let was = self.enter(&index.to_string());
                    let large = self.large;
                    let length = self.value(element, inside);
                    self.large(element, length + comma, large);
                    self.leave(was);
                    bytes += length;
                }
                return bytes;
            }
            NodeKind::String(text) => {
                self.escapes(&node.range, text);
                self.link(node, text);
            }
            NodeKind::Number(number) => self.digits(node, number),
            NodeKind::Bool(_) | NodeKind::Null => {}
        }
        node.range.len()
    }

    fn member(&mut self, member: &'a Member, place: &Place<'_>, inside: Inside) -> usize {
        let was = self.enter(&member.name);
        let within = inside.of(&member.name);
        let comma = usize::from(place.parent.members().len() > 1);
        let key = member.key.len() + 1;
        let length = if place.is_overridden {
            weight(&member.value)
        } else {
            let large = self.large;
            let length = self.value(&member.value, within);
            self.large(&member.value, key + length + comma, large);
            length
        };
        let whole = key + length + comma;
        let kind = if place.is_overridden {
            Some(CutKind::Duplicate)
        } else if place.has_duplicates {
            None
        } else if within == Inside::Own && is_empty(&member.value) {
            Some(CutKind::Empty)
        } else if is_legacy(inside, &member.name) {
            Some(CutKind::Legacy)
        } else {
            None
        };
        if let Some(kind) = kind {
            let patch = without(place.parent, place.index);
            self.add(kind, &member.key, whole, Some(patch));
        }
        if !place.is_overridden {
            self.escapes(&member.key, &member.name);
            if within == Inside::Own && member.name.len() >= LONG_NAME {
                self.add(
                    CutKind::LongName,
                    &member.key,
                    member.key.len() - SHORT_NAME,
                    None,
                );
            }
        }
        self.leave(was);
        key + length
    }

    /// A string or key that is shorter when it is written anew.
    fn escapes(&mut self, range: &Range<usize>, text: &str) {
        let source = self.document.text().get(range.clone()).unwrap_or_default();
        if !source.contains('\\') {
            return;
        }
        let replacement = quote(text);
        if let Some(saves) = source.len().checked_sub(replacement.len()) {
            let patch = Patch {
                range: range.clone(),
                replacement,
            };
            self.add(CutKind::Escapes, range, saves, Some(patch));
        }
    }

    fn digits(&mut self, node: &Node, number: &str) {
        // With an exponent the zeros may be there for a reason.
        if !number.contains('.') || number.contains(['e', 'E']) {
            return;
        }
        let shorter = number.trim_end_matches('0').trim_end_matches('.');
        if shorter != "-0" {
            let patch = Patch {
                range: node.range.clone(),
                replacement: shorter.to_owned(),
            };
            let saves = number.len() - shorter.len();
            self.add(CutKind::Digits, &node.range, saves, Some(patch));
        }
    }

    /// An entry that takes many bytes, none of which are those of one large entry in it.
    fn large(&mut self, node: &Node, bytes: usize, large_before: usize) {
        if bytes >= LARGE && self.large == large_before {
            self.large += 1;
            self.add(CutKind::Large, &node.range, bytes, None);
        }
    }

    fn link(&mut self, node: &Node, text: &'a str) {
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"));
        if let Some((host, _)) = rest.and_then(|rest| rest.split_once('/'))
            && self.links.len() < MOST
            && !self.is_quiet
        {
            let scheme = text.len() - rest.map_or(0, str::len);
            self.links.push(Link {
                prefix: &text[..=scheme + host.len()],
                pointer: self.pointer.clone(),
                range: node.range.clone(),
            });
        }
    }

    /// Names each beginning once, at the first address that has it.
    fn prefixes(&mut self) {
        let links = std::mem::take(&mut self.links);
        for (index, link) in links.iter().enumerate() {
            let is_same = |other: &&Link<'_>| other.prefix == link.prefix;
            let repeats = links[index + 1..].iter().filter(is_same).count();
            if repeats > 0 && !links[..index].iter().any(|other| is_same(&other)) {
                self.pointer.clone_from(&link.pointer);
                let saves = repeats * link.prefix.len();
                self.add(CutKind::Prefix, &link.range, saves, None);
            }
        }
    }

    /// Adds a cut behind those that save as much.
    fn add(&mut self, kind: CutKind, range: &Range<usize>, saves: usize, patch: Option<Patch>) {
        let at = self.cuts.partition_point(|cut| cut.saves >= saves);
        if saves == 0 || self.is_quiet || at >= MOST {
            return;
        }
        let cut = Cut {
            kind,
            pointer: self.pointer.clone(),
            range: range.clone(),
            saves,
            patch,
        };
        self.cuts.insert(at, cut);
        self.cuts.truncate(MOST);
    }

    /// Goes one step down.
    fn enter(&mut self, name: &str) -> (usize, bool) {
        let was = (self.pointer.len(), self.is_quiet);
        if self.pointer.len() + name.len() > LONGEST_POINTER {
            self.is_quiet = true;
        } else {
            self.pointer.push('/');
            self.pointer.push_str(&escape_pointer(name));
        }
        was
    }

    fn leave(&mut self, (length, is_quiet): (usize, bool)) {
        self.pointer.truncate(length);
        self.is_quiet = is_quiet;
    }
}

/// Where a member stands.
struct Place<'a> {
    parent: &'a Node,
    index: usize,
    /// Whether its object has a key twice.
    has_duplicates: bool,
    /// Whether it is one that counts for nothing.
    is_overridden: bool,
}

fn is_empty(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Object(members) => members.is_empty(),
        NodeKind::Array(elements) => elements.is_empty(),
        NodeKind::String(text) => text.is_empty(),
        NodeKind::Null => true,
        NodeKind::Number(_) | NodeKind::Bool(_) => false,
    }
}

fn is_legacy(inside: Inside, name: &str) -> bool {
    let Inside::Apples(home) = inside else {
        return false;
    };
    // A website's `action` and `url-args` are old, and still read.
    Key::find(home, name, None).is_some_and(|key| key.is_legacy && key.since != "Safari")
}
