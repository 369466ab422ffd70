//! The app's own files that drafts are checked against, and what the worker says about them.

use std::rc::Rc;

use api::Answer as _;
use payload::document::{Node, line_column, quote};
use payload::finding::Edit;
use payload::{AppPart, Code, Document, Draft, Finding, Place, Severity};
use yew::{AttrValue, Reducible};

use super::draft;

/// A file with texts of the app.
#[derive(Clone, PartialEq, Eq)]
pub struct TextFile {
    /// Its name, with the folders that are known; `de.lproj` says the language.
    pub path: AttrValue,
    /// What is in it.
    pub bytes: Rc<[u8]>,
}

/// Endings of the files that are read.
pub const ENDINGS: [&str; 3] = [".strings", ".stringsdict", ".xcstrings"];

/// Whether a file can have texts of an app, by its name.
pub fn is_text_file(name: &str) -> bool {
    ENDINGS.iter().any(|ending| {
        let start = name.len().saturating_sub(ending.len());
        name.get(start..)
            .is_some_and(|end| end.eq_ignore_ascii_case(ending))
    })
}

/// What the worker says about the files themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// What it did not understand, each with its line in its file, counted from 1.
    pub findings: Vec<(usize, Finding)>,
    /// How many languages the texts are in.
    pub languages: usize,
    /// The languages of each file, with commas between them.
    pub files: Vec<AttrValue>,
    /// There is no worker, or it ended: nothing is checked.
    pub failed: bool,
}

impl Known {
    /// What is said about one kind of file.
    pub fn about(&self, of: AppPart) -> impl Iterator<Item = &(usize, Finding)> {
        let is_of = move |place: &Place| matches!(place, Place::App { part, .. } if *part == of);
        let all = self.findings.iter();
        all.filter(move |(_, finding)| is_of(&finding.place))
    }
}

/// What is known of the app.
#[derive(Clone, Default, PartialEq)]
pub struct AppCheck {
    /// Swift source with the types of its Live Activities.
    pub swift: AttrValue,
    /// A JSON Schema of its payloads.
    pub schema: AttrValue,
    /// Its texts.
    pub files: Rc<Vec<TextFile>>,
    /// What the worker says about them. It stays until the next answer.
    pub known: Rc<Known>,
    /// Grows with every change of the files.
    pub revision: u32,
}

/// What can happen to the app's files.
#[derive(Clone, PartialEq)]
pub enum AppAction {
    /// The Swift source was typed into.
    Swift(String),
    /// The JSON Schema was typed into.
    Schema(String),
    /// Files were chosen; those of a known path take the place of the old ones.
    Add(Vec<TextFile>),
    /// A file was taken away.
    Remove(usize),
    /// All of it was taken away.
    Clear,
    /// The worker read the files of this revision.
    Learned(u32, Document),
}

impl AppCheck {
    /// What was kept from the last visit.
    pub fn kept(swift: Option<String>, schema: Option<String>) -> Self {
        Self {
            swift: swift.unwrap_or_default().into(),
            schema: schema.unwrap_or_default().into(),
            ..Self::default()
        }
    }

    /// Whether there is nothing to check against.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
            && self.swift.trim_ascii().is_empty()
            && self.schema.trim_ascii().is_empty()
    }

    /// The worker's job that reads the files.
    pub fn job(&self) -> String {
        let paths: Vec<String> = self.files.iter().map(|file| quote(&file.path)).collect();
        format!(
            "\"job\":\"app\",\"swift\":{},\"schema\":{},\"strings\":[{}]",
            quote(&self.swift),
            quote(&self.schema),
            paths.join(",")
        )
    }

    fn learn(&self, answer: &Document) -> Known {
        let Some(result) = answer.node("/result") else {
            return Known {
                failed: true,
                ..Known::default()
            };
        };
        let elements = |name: &str| result.get(name).map(Node::elements).unwrap_or_default();
        let with_line = |finding: Finding| {
            let line = match &finding.place {
                Place::App {
                    part: AppPart::Swift,
                    range,
                } => line_column(&self.swift, range.start).0,
                Place::App {
                    part: AppPart::Schema,
                    range,
                } => line_column(&self.schema, range.start).0,
                _ => 1,
            };
            (line, finding)
        };
        let languages = |file: &Node| {
            let all: Vec<&str> = file.elements().iter().filter_map(Node::as_str).collect();
            AttrValue::from(all.join(", "))
        };
        Known {
            findings: findings(result).into_iter().map(with_line).collect(),
            languages: elements("languages").len(),
            files: elements("files").iter().map(languages).collect(),
            failed: false,
        }
    }

    fn next(&self, action: AppAction) -> Option<Self> {
        let mut next = self.clone();
        match action {
            AppAction::Swift(text) => next.swift = text.into(),
            AppAction::Schema(text) => next.schema = text.into(),
            AppAction::Add(files) => {
                let all = Rc::make_mut(&mut next.files);
                for file in files {
                    match all.iter_mut().find(|known| known.path == file.path) {
                        Some(known) => *known = file,
                        None => all.push(file),
                    }
                }
            }
            AppAction::Remove(index) => {
                if index >= self.files.len() {
                    return None;
                }
                Rc::make_mut(&mut next.files).remove(index);
                // The others keep their languages until the worker has read them again.
                let known = Rc::make_mut(&mut next.known);
                if index < known.files.len() {
                    known.files.remove(index);
                }
            }
            AppAction::Clear => {
                next = Self::default();
                next.revision = self.revision;
            }
            AppAction::Learned(revision, answer) => {
                if revision != self.revision {
                    return None;
                }
                next.known = Rc::new(self.learn(&answer));
                return Some(next);
            }
        }
        if next.is_empty() {
            next.known = Rc::default();
        }
        next.revision += 1;
        Some(next)
    }
}

impl Reducible for AppCheck {
    type Action = AppAction;

    fn reduce(self: Rc<Self>, action: AppAction) -> Rc<Self> {
        match self.next(action) {
            Some(next) => Rc::new(next),
            None => self,
        }
    }
}

/// The worker's job that checks a draft. `None` cannot happen, as in [`draft::to_storage`].
pub fn check_job(draft: &Draft) -> Option<String> {
    let draft = draft::to_storage(draft)?;
    let members = draft.strip_prefix('{')?.strip_suffix('}')?;
    Some(format!("\"job\":\"check\",{members}"))
}

/// Names of the arguments that sentences of findings about the app have. `what` chooses the sentence.
const ARGS: [&str; 18] = [
    "day",
    "expected",
    "file",
    "first",
    "found",
    "given",
    "key",
    "languages",
    "last",
    "line",
    "meant",
    "name",
    "near",
    "needed",
    "table",
    "type",
    "value",
    "what",
];

/// The `findings` of a worker's result. One that this version does not know is left out.
pub fn findings(result: &Node) -> Vec<Finding> {
    let list = result.get("findings").map(Node::elements);
    let list = list.unwrap_or_default();
    list.iter().filter_map(finding).collect()
}

fn finding(node: &Node) -> Option<Finding> {
    let args = node.get("args").map(Node::elements).unwrap_or_default();
    Some(Finding {
        code: Code::parse(node.get("code")?.as_str()?)?,
        severity: Severity::read(node.get("severity")?)?,
        place: Place::read(node.get("place")?)?,
        args: args.iter().filter_map(arg).collect(),
        fix: Vec::<Edit>::read(node.get("fix")?)?,
    })
}

fn arg(pair: &Node) -> Option<(&'static str, String)> {
    let [name, value] = pair.elements() else {
        return None;
    };
    let name = name.as_str()?;
    let name = ARGS.into_iter().find(|known| *known == name)?;
    Some((name, value.as_str()?.to_owned()))
}

#[cfg(test)]
mod tests;
