//! The texts that a payload names, looked up in those of the app: rules `A009` to `A012`.

use std::collections::BTreeSet;
use std::ops::Range;

use super::entry::{State, Text};
use super::format::{Kind, Placeholder, arguments, placeholders};
use super::{Known, Strings, TABLE, UNKNOWN};
use crate::document::{Document, Node, excerpt, quote};
use crate::finding::{Code, Edit, Finding, Place, Severity};
use crate::rules::nearest;

/// So many languages are named in one sentence.
const MOST_NAMES: usize = 6;

/// One line of an alert that names a text of the app.
struct Line<'a> {
    key: &'a Node,
    key_pointer: String,
    args: Option<&'a Node>,
    args_pointer: String,
    /// What the arguments are called here.
    args_name: String,
}

impl Strings {
    /// Checks every text that the payload names: `A009` to `A012`, in the order of title, subtitle and body.
    pub fn check(&self, document: &Document) -> Vec<Finding> {
        let mut check = Check {
            strings: self,
            document,
            findings: Vec::new(),
        };
        if !self.files.is_empty() {
            for line in lines(document) {
                check.line(&line);
            }
        }
        check.findings
    }
}

/// Every line that names a text, whether beside the others or as an object in their place, as in a Live Activity's alert.
fn lines(document: &Document) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let Some(alert) = document.node("/aps/alert") else {
        return lines;
    };
    for (name, prefix) in [("title", "title-"), ("subtitle", "subtitle-"), ("body", "")] {
        let homes = [
            (Some(alert), String::from("/aps/alert"), prefix),
            (alert.get(name), format!("/aps/alert/{name}"), ""),
        ];
        for (home, pointer, prefix) in homes {
            let args_name = format!("{prefix}loc-args");
            if let Some(key) = home.and_then(|home| home.get(&format!("{prefix}loc-key"))) {
                lines.push(Line {
                    key,
                    key_pointer: format!("{pointer}/{prefix}loc-key"),
                    args: home.and_then(|home| home.get(&args_name)),
                    args_pointer: format!("{pointer}/{args_name}"),
                    args_name,
                });
            }
        }
    }
    lines
}

struct Check<'a> {
    strings: &'a Strings,
    document: &'a Document,
    findings: Vec<Finding>,
}

impl Check<'_> {
    fn line(&mut self, line: &Line<'_>) {
        // Another rule says so where it is no text.
        let Some(key) = line.key.as_str() else {
            return;
        };
        match self.strings.keys.get(key) {
            Some(known) => {
                self.languages(line, key, known);
                self.arguments(line, key, known);
            }
            None => self.missing(line, key),
        }
    }

    fn add(
        &mut self,
        code: Code,
        severity: Severity,
        at: (&Range<usize>, &str),
        args: &[(&'static str, &str)],
        fix: Vec<Edit>,
    ) {
        let owned = args
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        self.findings.push(Finding {
            code,
            severity,
            place: Place::Body {
                range: at.0.clone(),
                pointer: at.1.to_owned(),
            },
            args: owned.collect(),
            fix,
        });
    }

    /// `A009`
    fn missing(&mut self, line: &Line<'_>, key: &str) {
        let strings = self.strings;
        let tables = || strings.files.iter().filter(|file| file.table == TABLE);
        let is_known = tables().count() > 0 && tables().all(|file| !file.faults.lost_keys);
        // A service extension may put a text of its own in place of this one.
        let is_mutable = self
            .document
            .node("/aps/mutable-content")
            .is_some_and(Node::is_one);
        let severity = if is_known && !is_mutable {
            Severity::Error
        } else {
            Severity::Warning
        };
        let table = strings.elsewhere.get(key).map(String::as_str);
        let meant = near(key, strings.keys.keys().map(String::as_str));
        let what = match (table, meant) {
            (Some(_), _) => "table",
            (None, Some(_)) => "near",
            (None, None) => "",
        };
        let fix = meant.map(|meant| self.document.set_source(&line.key_pointer, &quote(meant)));
        self.add(
            Code::A009,
            severity,
            (&line.key.range, &line.key_pointer),
            &[
                ("what", what),
                ("key", &excerpt(key)),
                ("table", table.unwrap_or_default()),
                ("meant", meant.unwrap_or_default()),
            ],
            fix.and_then(Result::ok)
                .map(Edit::Text)
                .into_iter()
                .collect(),
        );
    }

    /// `A011`
    fn languages(&mut self, line: &Line<'_>, key: &str, known: &Known) {
        let of_state = |state: State| {
            let texts = known.texts.iter();
            texts
                .filter(move |(_, (_, text))| text.state == state)
                .map(|(language, _)| language.as_str())
        };
        let is_missing = |language: &&str| {
            known.is_for_all
                && !known.texts.contains_key(*language)
                && !self.strings.unsure.contains(*language)
                && *language != UNKNOWN
        };
        let all = self.strings.languages.iter().map(String::as_str);
        let missing: Vec<&str> = all.filter(is_missing).collect();
        // In a catalog a whole sentence can be its own key; a name with dots or underscores is none.
        let is_name =
            known.is_for_all && !key.contains(|it: char| it.is_whitespace() || !it.is_ascii());
        let keys = of_state(State::Key).filter(|_| is_name);
        let cases: [(&str, Severity, Vec<&str>); 5] = [
            ("", Severity::Warning, missing),
            ("new", Severity::Warning, of_state(State::New).collect()),
            ("key", Severity::Warning, keys.collect()),
            ("review", Severity::Hint, of_state(State::Review).collect()),
            (
                "stale",
                Severity::Hint,
                if known.is_stale { vec![""] } else { Vec::new() },
            ),
        ];
        for (what, severity, languages) in cases {
            if !languages.is_empty() {
                let args = [
                    ("what", what),
                    ("key", &*excerpt(key)),
                    ("languages", &*listed(&languages)),
                ];
                let at = (&line.key.range, line.key_pointer.as_str());
                self.add(Code::A011, severity, at, &args, Vec::new());
            }
        }
    }

    /// `A010` and `A012`
    fn arguments(&mut self, line: &Line<'_>, key: &str, known: &Known) {
        let given = match line.args {
            None => 0,
            // Another rule says so where they are no array.
            Some(args) if self.document.source(args).starts_with('[') => args.elements().len(),
            Some(_) => return,
        };
        let texts: Vec<(&str, Takes)> = known
            .texts
            .iter()
            .filter(|(_, (_, text))| text.state != State::New)
            .map(|(language, (_, text))| (language.as_str(), Takes::of(text, given)))
            .collect();
        let at = line
            .args
            .map_or((&line.key.range, &*line.key_pointer), |args| {
                (&args.range, &*line.args_pointer)
            });
        let weighed = |languages: &[&str]| {
            if languages.len() == texts.len() {
                Severity::Error
            } else {
                Severity::Warning
            }
        };
        let key = &*excerpt(key);
        let name = line.args_name.as_str();

        for what in ["", "text", "variable", "plural", "percent"] {
            let hit = || {
                texts
                    .iter()
                    .filter(|(_, takes)| takes.unfillable.iter().any(|it| it.0 == what))
            };
            let languages: Vec<&str> = hit().map(|(language, _)| *language).collect();
            let found = hit()
                .flat_map(|(_, takes)| &takes.unfillable)
                .find(|it| it.0 == what);
            if let Some((_, found)) = found {
                let severity = if what == "percent" {
                    Severity::Warning
                } else {
                    weighed(&languages)
                };
                let args = [
                    ("what", what),
                    ("key", key),
                    ("found", &**found),
                    ("languages", &*listed(&languages)),
                    ("name", name),
                ];
                self.add(Code::A012, severity, at, &args, Vec::new());
            }
        }

        let is_plural = |takes: &Takes| takes.unfillable.iter().any(|it| it.0 == "plural");
        let few = || {
            texts
                .iter()
                .filter(|(_, takes)| takes.most > given && !is_plural(takes))
        };
        let languages: Vec<&str> = few().map(|(language, _)| *language).collect();
        let most = few().map(|(_, takes)| takes.most).max();
        if let Some(most) = most {
            let args = [
                ("what", if line.args.is_none() { "none" } else { "" }),
                ("key", key),
                ("needed", &*most.to_string()),
                ("given", &*given.to_string()),
                ("languages", &*listed(&languages)),
                ("name", name),
            ];
            self.add(Code::A010, weighed(&languages), at, &args, Vec::new());
        }
        let mixed: Vec<&str> = texts
            .iter()
            .filter(|(_, takes)| takes.is_mixed)
            .map(|(language, _)| *language)
            .collect();
        if !mixed.is_empty() {
            let args = [
                ("what", "mixed"),
                ("key", key),
                ("languages", &*listed(&mixed)),
            ];
            self.add(Code::A010, Severity::Warning, at, &args, Vec::new());
        }
        if !texts.is_empty() && !texts.iter().any(|(_, takes)| is_plural(takes)) {
            self.unused(line, key, given, &texts);
        }
    }

    /// Arguments that no language shows.
    fn unused(&mut self, line: &Line<'_>, key: &str, given: usize, texts: &[(&str, Takes)]) {
        let used: BTreeSet<usize> = texts
            .iter()
            .flat_map(|(_, takes)| &takes.used)
            .copied()
            .collect();
        let unused: Vec<usize> = (1..=given)
            .filter(|number| !used.contains(number))
            .collect();
        let (Some(first), Some(args)) = (unused.first(), line.args) else {
            return;
        };
        let Some(element) = args.elements().get(first - 1) else {
            return;
        };
        let last = used.last().copied().unwrap_or_default();
        let what = if *first < last { "gap" } else { "many" };
        let numbers: Vec<String> = unused
            .iter()
            .take(MOST_NAMES + 1)
            .map(usize::to_string)
            .collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        let pointer = format!("{}/{}", line.args_pointer, first - 1);
        let args = [
            ("what", what),
            ("key", key),
            ("needed", &*last.to_string()),
            ("given", &*given.to_string()),
            ("found", &*listed(&numbers)),
            ("name", &line.args_name),
        ];
        self.add(
            Code::A010,
            Severity::Warning,
            (&element.range, &pointer),
            &args,
            Vec::new(),
        );
    }
}

/// What the texts of one language take.
#[derive(Default)]
struct Takes {
    /// The highest argument that any variant takes.
    most: usize,
    used: BTreeSet<usize>,
    is_mixed: bool,
    /// What no text can fill: the case of `A012`, and the first placeholder of it as it is spelled.
    unfillable: Vec<(&'static str, String)>,
}

impl Takes {
    fn of(text: &Text, given: usize) -> Self {
        let mut takes = Self::default();
        if text.is_plural {
            takes.unfillable.push(("plural", String::new()));
        }
        for variant in &text.variants {
            let mut found = placeholders(variant);
            found.retain(Placeholder::takes_argument);
            // Without arguments a text is hardly a format: "50% discount" is meant as it stands.
            let percent = found
                .iter()
                .find(|it| it.kind == Kind::Percent && given > 0);
            if let Some(percent) = percent.cloned() {
                takes.cannot("percent", variant, percent);
            }
            found.retain(|it| it.kind != Kind::Percent);
            let numbered = found.iter().filter(|it| it.position.is_some()).count();
            takes.is_mixed |= numbered > 0 && numbered < found.len();
            for number in arguments(&found) {
                takes.most = takes.most.max(number);
                takes.used.insert(number);
            }
            for placeholder in found {
                match placeholder.kind {
                    Kind::Number if !text.is_plural => takes.cannot("", variant, placeholder),
                    Kind::Pointer => takes.cannot("text", variant, placeholder),
                    Kind::Variable => takes.cannot("variable", variant, placeholder),
                    _ => {}
                }
            }
        }
        takes
    }

    /// Notes the first placeholder of its case.
    fn cannot(&mut self, what: &'static str, variant: &str, placeholder: Placeholder) {
        if self.unfillable.iter().all(|it| it.0 != what) {
            let spelled = variant.get(placeholder.range).unwrap_or_default();
            self.unfillable.push((what, excerpt(spelled)));
        }
    }
}

/// The first names, and how many more there are.
fn listed(names: &[&str]) -> String {
    let mut out = String::new();
    for name in names.iter().take(MOST_NAMES) {
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push_str(name);
    }
    if names.len() > MOST_NAMES {
        out.push_str(", …");
    }
    out
}

/// The key that was meant, if one is near. Long keys are sentences, among which nearness says nothing.
fn near<'a>(key: &str, keys: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 60;
    let size = |text: &str| text.bytes().filter(|it| !b"-_ .".contains(it)).count();
    let wanted = size(key);
    let of_like_size: Vec<&str> = keys
        .filter(|it| it.len() <= LONGEST && size(it).abs_diff(wanted) <= 2)
        .collect();
    nearest(key, &of_like_size).filter(|_| key.len() <= LONGEST)
}
