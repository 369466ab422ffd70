//! Every value of a payload with the way to it, and the lines that a person reads: what rules look through.
//!
//! A rule says at most [`MOST`] things in one walk: nobody reads more, and hostile text must not cost more.

use std::ops::Range;

use crate::document::{Member, Node, NodeKind, Patch, escape_pointer};
use crate::finding::{Code, Edit, Finding, Place, Severity};
use crate::keys::{Home, Key};
use crate::rules::context::{Args, owned};
use crate::rules::{Context, Findings};

/// How many findings one walk may have.
pub(in crate::rules) const MOST: usize = 20;

/// A value with the way to it.
pub(in crate::rules) struct Spot<'a> {
    pub(in crate::rules) node: &'a Node,
    /// Its key; `None` for the whole document and for an element of an array.
    pub(in crate::rules) member: Option<&'a Member>,
    pub(in crate::rules) parent: Option<&'a Spot<'a>>,
    /// Which of Apple's objects it is a member of.
    pub(in crate::rules) home: Option<Home>,
    /// Whether it is `aps` or inside it, but not in what a Live Activity keeps for the app.
    pub(in crate::rules) is_apples: bool,
    index: usize,
}

impl Spot<'_> {
    /// RFC 6901
    pub(in crate::rules) fn pointer(&self) -> String {
        let Some(parent) = self.parent else {
            return String::new();
        };
        let mut pointer = parent.pointer();
        pointer.push('/');
        match self.member {
            Some(member) => pointer.push_str(&escape_pointer(&member.name)),
            None => pointer.push_str(&self.index.to_string()),
        }
        pointer
    }

    /// The nearest key on the way; empty for the whole document.
    pub(in crate::rules) fn key(&self) -> &str {
        match (self.member, self.parent) {
            (Some(member), _) => &member.name,
            (None, Some(parent)) => parent.key(),
            (None, None) => "",
        }
    }

    /// Which of Apple's objects it is, if it is an object.
    fn object(&self) -> Option<Home> {
        match (self.home, self.parent) {
            (None, None) => Some(Home::Root),
            (home, _) => match (home?, self.key()) {
                (Home::Root, "aps") => Some(Home::Aps),
                (Home::Aps, "alert") => Some(Home::Alert),
                (Home::Aps | Home::Alert, "sound") => Some(Home::Sound),
                _ => None,
            },
        }
    }

    /// The row of a key of Apple's that stands in its place. Beside `aps` a key is Apple's for some push types only.
    pub(in crate::rules) fn row(&self, context: &Context<'_>) -> Option<&'static Key> {
        let (home, member) = (self.home?, self.member?);
        let row = Key::find(home, &member.name, context.push_type)?;
        let is_read = |kind| row.push_types.contains(&kind);
        (home != Home::Root || context.push_type.is_some_and(is_read)).then_some(row)
    }
}

/// Visits every value from the outside to the inside. `visit` says whether it had something to say.
pub(in crate::rules) fn values(context: &Context<'_>, visit: &mut dyn FnMut(&Spot<'_>) -> bool) {
    walk(context, false, visit);
}

/// The same for the members of Apple's objects only: those that have a [`Spot::home`].
pub(in crate::rules) fn keys(context: &Context<'_>, visit: &mut dyn FnMut(&Spot<'_>) -> bool) {
    walk(context, true, visit);
}

fn walk(context: &Context<'_>, is_apples: bool, visit: &mut dyn FnMut(&Spot<'_>) -> bool) {
    let Some(node) = context.root() else { return };
    let root = Spot {
        node,
        member: None,
        parent: None,
        home: None,
        is_apples: false,
        index: 0,
    };
    let mut left = MOST;
    if !is_apples && visit(&root) {
        left -= 1;
    }
    step(&root, is_apples, &mut left, visit);
}

fn step(
    spot: &Spot<'_>,
    is_apples: bool,
    left: &mut usize,
    visit: &mut dyn FnMut(&Spot<'_>) -> bool,
) {
    let object = spot.object();
    if is_apples && object.is_none() {
        return;
    }
    let members = spot.node.members().iter().map(|it| (&it.value, Some(it)));
    let elements = spot.node.elements().iter().map(|it| (it, None));
    for (index, (node, member)) in members.chain(elements).enumerate() {
        if *left == 0 {
            return;
        }
        let home = member.and(object);
        let inner = Spot {
            node,
            member,
            parent: Some(spot),
            home,
            is_apples: match (home, member) {
                (Some(Home::Root), Some(member)) => member.name == "aps",
                (Some(Home::Aps), Some(member)) => {
                    !matches!(member.name.as_str(), "content-state" | "attributes")
                }
                _ => spot.is_apples,
            },
            index,
        };
        if visit(&inner) {
            *left -= 1;
        }
        step(&inner, is_apples, left, visit);
    }
}

/// A line of the alert that a person reads.
pub(in crate::rules) struct Line<'a> {
    pub(in crate::rules) pointer: &'static str,
    pub(in crate::rules) range: &'a Range<usize>,
    pub(in crate::rules) text: &'a str,
}

/// The lines of the alert that are texts, from the top.
pub(in crate::rules) fn lines<'a>(context: &'a Context<'_>) -> Vec<Line<'a>> {
    const LINES: [(&str, &str); 3] = [
        ("title", "/aps/alert/title"),
        ("subtitle", "/aps/alert/subtitle"),
        ("body", "/aps/alert/body"),
    ];
    let Some(alert) = context.aps().and_then(|aps| aps.get("alert")) else {
        return Vec::new();
    };
    let whole = ("/aps/alert", Some(alert));
    let parts = LINES.map(|(key, pointer)| (pointer, alert.get(key)));
    [whole]
        .into_iter()
        .chain(parts)
        .filter_map(|(pointer, node)| {
            let node = node?;
            Some(Line {
                pointer,
                range: &node.range,
                text: node.as_str()?,
            })
        })
        .collect()
}

/// What a line is called in the payload.
pub(in crate::rules) fn name(line: &Line<'_>) -> &'static str {
    line.pointer.rsplit_once('/').map_or("", |(_, name)| name)
}

/// A fix that writes something else at a place.
pub(in crate::rules) fn rewritten(range: &Range<usize>, replacement: String) -> Vec<Edit> {
    vec![Edit::Text(Patch {
        range: range.clone(),
        replacement,
    })]
}

/// Whether a value is there and is not `null`, which is the same as not being there.
pub(in crate::rules) fn is_there(value: Option<&Node>) -> bool {
    value.is_some_and(|value| !matches!(value.kind, NodeKind::Null))
}

impl Findings {
    /// A finding in the payload that weighs something else than its rule does.
    pub(in crate::rules) fn weighed(
        &mut self,
        (code, severity): (Code, Severity),
        at: &Range<usize>,
        pointer: &str,
        args: Args<'_>,
        fix: Vec<Edit>,
    ) {
        self.add(Finding {
            code,
            severity,
            place: Place::Body {
                range: at.clone(),
                pointer: pointer.to_owned(),
            },
            args: owned(args),
            fix,
        });
    }
}
