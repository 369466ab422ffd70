//! The composer: one draft, everything that follows from it, and one history over all ways to edit it.
//!
//! **Invariant:** the draft's text is the truth. `document`, `report` and `sizes` always belong to `draft` and `destination`,
//! because only `with_draft` and `with_destination` write them.

use std::rc::Rc;

use payload::document::Patch;
use payload::finding::Edit;
use payload::{
    Code, Document, Draft, Environment, Finding, HeaderName, Place, Report, Severity, Sizes,
    Target, lint,
};
use yew::Reducible;

use super::field::Field;
use super::history::{Change, History};

/// How many fixes "fix all" applies at most; each may bring others to light.
const FIX_ROUNDS: usize = 64;

/// How the draft is edited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The form.
    #[default]
    Form,
    /// The JSON text.
    Json,
    /// Both.
    Split,
}

impl View {
    /// Every view, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Form, Self::Json, Self::Split];

    /// The word for the address and for tests.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Json => "json",
            Self::Split => "split",
        }
    }

    /// Reads [`View::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.as_str() == text)
    }

    /// Whether the form is shown.
    pub const fn has_form(self) -> bool {
        matches!(self, Self::Form | Self::Split)
    }

    /// Whether the JSON text is shown.
    pub const fn has_json(self) -> bool {
        matches!(self, Self::Json | Self::Split)
    }
}

/// Where the draft goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// Which app; empty while signed out.
    pub app_id: String,
    /// What people call the app.
    pub app_name: String,
    /// The app's bundle id.
    pub bundle_id: String,
    /// Which device; empty while none is chosen.
    pub device_id: String,
    /// What people call the device.
    pub device_name: String,
    /// Where its token is valid.
    pub environment: Environment,
    /// Whether it is a simulated phone.
    pub simulated: bool,
}

impl Default for Destination {
    fn default() -> Self {
        Self {
            app_id: String::new(),
            app_name: String::new(),
            bundle_id: "com.example.demo".to_owned(),
            device_id: String::new(),
            device_name: String::new(),
            environment: Environment::Simulator,
            simulated: true,
        }
    }
}

impl Destination {
    /// What the rules check against. The token stays in the relay, which checks it again.
    pub fn target(&self) -> Target {
        Target::new(self.environment, self.bundle_id.as_str())
    }
}

/// The composer's state.
#[derive(Clone, Debug, PartialEq)]
pub struct Composer {
    /// Text and headers as typed.
    pub draft: Rc<Draft>,
    /// What could be read from the text.
    pub document: Document,
    /// The last text that could be read: the form shows it while the current one cannot.
    pub last_good: Document,
    /// What the rules say, and what the check against the app's files found, in the order of their places.
    pub report: Rc<Report>,
    /// What the rules say.
    rules: Rc<Report>,
    /// What the check against the app's files found. Those of an older text stand where they have moved to, without repairs.
    app: Rc<Vec<Finding>>,
    /// Bytes.
    pub sizes: Sizes,
    /// Grows with every change of the draft.
    pub revision: u64,
    /// What can be undone.
    pub history: History,
    /// How the draft is edited.
    pub view: View,
    /// The problem that was gone to last.
    pub selected: Option<usize>,
    /// Where it goes.
    pub destination: Rc<Destination>,
    /// The present, in Unix seconds, as far as it is told; rules about dates need it.
    pub now: Option<u64>,
}

/// What can happen to the composer. Times are milliseconds of any clock that does not go back.
#[derive(Clone, Debug, PartialEq)]
pub enum ComposerAction {
    /// The JSON text was typed into.
    EditText(String, f64),
    /// A form field was typed into; empty removes it.
    EditField(Field, String, f64),
    /// A header was typed into; empty removes it.
    EditHeader(HeaderName, String, f64),
    /// Apply the fix of this finding of the report.
    ApplyFix(usize),
    /// Apply every fix.
    ApplyAllFixes,
    /// Take the last step back.
    Undo,
    /// Do it again.
    Redo,
    /// Open another draft.
    Load(Draft),
    /// Edit in another way.
    SetView(View),
    /// Send to somewhere else.
    ChooseDestination(Destination),
    /// A problem was gone to.
    Select(usize),
    /// Time has passed: the present, in Unix seconds.
    Tick(u64),
    /// The draft was checked against the app's files.
    AppFindings {
        /// The [`Composer::revision`] that was checked; findings of another one are passed over.
        revision: u64,
        /// What was found, in the order of the text.
        findings: Vec<Finding>,
    },
}

impl Composer {
    /// A composer with this draft, going nowhere yet.
    pub fn new(draft: Draft) -> Self {
        let destination = Rc::new(Destination::default());
        let document = Document::parse(draft.text.as_str());
        let report = Rc::new(lint(&document, &draft.headers, &destination.target()));
        let sizes = Sizes::of_draft(&document, &draft.headers);
        Self {
            last_good: document.clone(),
            draft: Rc::new(draft),
            document,
            rules: Rc::clone(&report),
            app: Rc::default(),
            report,
            sizes,
            revision: 0,
            history: History::default(),
            view: View::default(),
            selected: None,
            destination,
            now: None,
        }
    }

    /// How many findings are about the app's files.
    pub fn app_count(&self) -> usize {
        self.app.len()
    }

    /// Whether something blocks sending.
    pub fn is_blocked(&self) -> bool {
        !self.report.is_sendable()
    }

    /// Where the text stops being JSON: the line, counted from 1, and the finding's place in the report.
    pub fn broken_at(&self) -> Option<(usize, usize)> {
        if self.document.is_valid() {
            return None;
        }
        let findings = self.report.findings.iter().enumerate();
        let first = findings
            .filter(|(_, finding)| finding.severity == Severity::Error)
            .find_map(|(index, finding)| Some((self.line_of(finding)?, index)));
        first.or(Some((1, 0)))
    }

    /// The line of a finding in the text, counted from 1.
    pub fn line_of(&self, finding: &Finding) -> Option<usize> {
        match &finding.place {
            Place::Body { range, .. } => {
                Some(payload::document::line_column(&self.draft.text, range.start).0)
            }
            _ => None,
        }
    }

    /// The findings of a form field, with their places in the report.
    pub fn findings_of(&self, field: Field) -> Vec<(usize, Finding)> {
        let belongs = |finding: &Finding| matches!(&finding.place, Place::Body { pointer, .. } if Field::at(pointer) == Some(field));
        self.findings_where(belongs)
    }

    /// The findings of a header, with their places in the report.
    pub fn findings_of_header(&self, header: HeaderName) -> Vec<(usize, Finding)> {
        self.findings_where(
            |finding| matches!(&finding.place, Place::Header { name } if *name == header),
        )
    }

    /// The problem after (or before) the one that was gone to last, around the end.
    pub fn neighbor_problem(&self, forward: bool) -> Option<usize> {
        let count = self.report.findings.len();
        let last = count.checked_sub(1)?;
        Some(match (self.selected, forward) {
            (None, true) => 0,
            (None, false) => last,
            (Some(at), true) => {
                if at >= last {
                    0
                } else {
                    at + 1
                }
            }
            (Some(at), false) => {
                if at == 0 {
                    last
                } else {
                    at.min(count) - 1
                }
            }
        })
    }

    fn findings_where(&self, belongs: impl Fn(&Finding) -> bool) -> Vec<(usize, Finding)> {
        self.report
            .findings
            .iter()
            .enumerate()
            .filter(|(_, finding)| belongs(finding))
            .map(|(index, finding)| (index, finding.clone()))
            .collect()
    }

    fn edited(&self, draft: Draft, change: Change, at: f64) -> Option<Self> {
        if draft == *self.draft {
            return None;
        }
        let mut next = self.clone();
        next.history.record(&self.draft, &draft, change, at);
        next.with_draft(Rc::new(draft));
        Some(next)
    }

    fn with_draft(&mut self, draft: Rc<Draft>) {
        if !self.app.is_empty() {
            self.app = Rc::new(moved(&self.app, self.document.text(), &draft.text));
        }
        if draft.text != self.document.text() {
            self.document = Document::parse(draft.text.as_str());
            if self.document.is_valid() {
                self.last_good = self.document.clone();
            }
        }
        self.sizes = Sizes::of_draft(&self.document, &draft.headers);
        self.rules = Rc::new(lint(&self.document, &draft.headers, &self.target()));
        self.put_together();
        self.draft = draft;
        self.revision += 1;
    }

    fn with_destination(&mut self, destination: Destination) {
        self.destination = Rc::new(destination);
        self.selected = None;
        self.check_again();
    }

    /// Checks the same draft against another target.
    fn check_again(&mut self) {
        let headers = &self.draft.headers;
        self.rules = Rc::new(lint(&self.document, headers, &self.target()));
        self.put_together();
    }

    /// What the rules check against.
    fn target(&self) -> Target {
        Target {
            now: self.now,
            ..self.destination.target()
        }
    }

    /// Makes the report of what the rules and the check against the app found.
    fn put_together(&mut self) {
        self.report = if self.app.is_empty() {
            Rc::clone(&self.rules)
        } else {
            Rc::new(Report {
                findings: merged(&self.rules.findings, &self.app),
            })
        };
        self.selected = self
            .selected
            .filter(|selected| *selected < self.report.findings.len());
    }

    fn with_fix(&self, index: usize) -> Option<Self> {
        let finding = self.report.findings.get(index)?;
        self.edited(
            self.draft.fixed(&finding.fix),
            Change::Fix(finding.code),
            0.0,
        )
    }

    fn with_all_fixes(&self) -> Option<Self> {
        // What the app's files say is known for this text only, so its repairs come first, and all at once.
        let mut draft = self.draft.fixed(&apart(&self.app));
        let mut report = self.linted(&draft);
        let mut tried: Vec<(Code, Draft)> = Vec::new();
        for _ in 0..FIX_ROUNDS {
            let next = report.findings.iter().find(|finding| {
                !finding.fix.is_empty() && !tried.contains(&(finding.code, draft.clone()))
            });
            let Some(finding) = next else { break };
            let after = draft.fixed(&finding.fix);
            tried.push((finding.code, draft));
            draft = after;
            report = self.linted(&draft);
        }
        self.edited(draft, Change::Fixes, 0.0)
    }

    /// What the rules say about another draft that goes to the same place.
    fn linted(&self, draft: &Draft) -> Report {
        lint(
            &Document::parse(draft.text.as_str()),
            &draft.headers,
            &self.target(),
        )
    }

    fn next(&self, action: ComposerAction) -> Option<Self> {
        match action {
            ComposerAction::EditText(text, at) => self.edited(
                Draft {
                    text,
                    headers: self.draft.headers.clone(),
                },
                Change::Text,
                at,
            ),
            ComposerAction::EditField(field, typed, at) => {
                let patch = field.write(&self.document, &typed).ok()??;
                let text = patch.apply(&self.draft.text);
                self.edited(
                    Draft {
                        text,
                        headers: self.draft.headers.clone(),
                    },
                    Change::Field(field),
                    at,
                )
            }
            ComposerAction::EditHeader(name, value, at) => {
                let mut draft = (*self.draft).clone();
                draft.headers.set(name, value);
                self.edited(draft, Change::Header(name), at)
            }
            ComposerAction::ApplyFix(index) => self.with_fix(index),
            ComposerAction::ApplyAllFixes => self.with_all_fixes(),
            ComposerAction::Undo => self.travel(History::undo),
            ComposerAction::Redo => self.travel(History::redo),
            ComposerAction::Load(draft) => self.edited(draft, Change::Load, 0.0),
            ComposerAction::SetView(view) => (view != self.view).then(|| Self {
                view,
                ..self.clone()
            }),
            ComposerAction::Select(index) => (index < self.report.findings.len()).then(|| Self {
                selected: Some(index),
                ..self.clone()
            }),
            ComposerAction::AppFindings { revision, findings } => {
                if revision != self.revision || findings == *self.app {
                    return None;
                }
                let mut next = self.clone();
                next.app = Rc::new(findings);
                next.put_together();
                Some(next)
            }
            ComposerAction::Tick(now) => (self.now != Some(now)).then(|| {
                let mut next = self.clone();
                next.now = Some(now);
                next.check_again();
                next
            }),
            ComposerAction::ChooseDestination(destination) => {
                if destination == *self.destination {
                    return None;
                }
                let mut next = self.clone();
                next.with_destination(destination);
                Some(next)
            }
        }
    }

    fn travel(&self, step: fn(&mut History, &Rc<Draft>) -> Option<Rc<Draft>>) -> Option<Self> {
        let mut next = self.clone();
        let draft = step(&mut next.history, &self.draft)?;
        next.with_draft(draft);
        Some(next)
    }
}

impl Reducible for Composer {
    type Action = ComposerAction;

    /// Gives the same `Rc` when nothing changed, so that nothing is rendered again.
    fn reduce(self: Rc<Self>, action: ComposerAction) -> Rc<Self> {
        match self.next(action) {
            Some(next) => Rc::new(next),
            None => self,
        }
    }
}

/// What findings are ordered by: headers, token, credential, then the places of the text.
fn rank(finding: &Finding) -> (u8, usize) {
    match &finding.place {
        Place::Header { name } => (0, *name as usize),
        Place::Headers => (1, 0),
        Place::Token => (2, 0),
        Place::Credential => (3, 0),
        Place::Body { range, .. } => (4, range.start),
        Place::App { range, .. } => (5, range.start),
    }
}

/// Two lists of findings as one, each in its own order; of one place, those of the rules come first.
fn merged(rules: &[Finding], app: &[Finding]) -> Vec<Finding> {
    let mut all = Vec::with_capacity(rules.len() + app.len());
    let mut rules = rules.iter().peekable();
    for finding in app {
        let place = rank(finding);
        while let Some(rule) = rules.next_if(|rule| rank(rule) <= place) {
            all.push(rule.clone());
        }
        all.push(finding.clone());
    }
    all.extend(rules.cloned());
    all
}

/// Findings of `old` where they are in `new`, without their repairs, which were made for `old`. Those that the edit touches are gone.
fn moved(findings: &[Finding], old: &str, new: &str) -> Vec<Finding> {
    let edit = Patch::between(old, new);
    let after = |at: usize| at - edit.range.end + edit.range.start + edit.replacement.len();
    let mut kept = Vec::with_capacity(findings.len());
    for finding in findings {
        let mut finding = finding.clone();
        finding.fix.clear();
        if old != new
            && let Place::Body { range, .. } = &mut finding.place
            && range.end >= edit.range.start
        {
            if range.start <= edit.range.end {
                continue;
            }
            *range = after(range.start)..after(range.end);
        }
        kept.push(finding);
    }
    kept
}

/// The repairs of findings that do not get into each other's way: of two that touch, the first.
fn apart(findings: &[Finding]) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut free = 0;
    for finding in findings {
        let ranges = || {
            finding.fix.iter().filter_map(|edit| match edit {
                Edit::Text(patch) => Some(&patch.range),
                Edit::Header { .. } => None,
            })
        };
        if ranges().all(|range| range.start >= free) {
            free = ranges().map(|range| range.end + 1).fold(free, usize::max);
            edits.extend(finding.fix.iter().cloned());
        }
    }
    edits
}

#[cfg(test)]
mod tests;
