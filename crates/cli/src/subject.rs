//! From the options of a call and one file to what `payload` checks: a draft and its target.

use std::path::PathBuf;

use payload::app::App;
use payload::app::strings::StringsFile;
use payload::finding::Place;
use payload::{
    AppPart, Code, Document, Draft, DraftHeaders, Finding, HeaderName, Lang, PushType, Target,
};

use crate::args::{Now, Subject};
use crate::guess::{Guess, guess};
use crate::headers::HeaderFile;
use crate::io::{Exit, Io, MAX_FILE_BYTES, MAX_TABLE_BYTES, Source};

/// One payload with everything that it is checked with.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) source: Source,
    pub(crate) draft: Draft,
    pub(crate) target: Target,
    /// When the push type was not said.
    pub(crate) guess: Option<Guess>,
    /// Whether the call names a file of headers, so that one which is not in it is missing. Otherwise headers that were not given
    /// are not known here, and nothing is said about their absence.
    knows_headers: bool,
}

impl Checked {
    pub(crate) fn document(&self) -> Document {
        Document::parse(self.draft.text.as_str())
    }

    pub(crate) fn push_type(&self) -> Option<PushType> {
        self.draft.headers.parsed_push_type()
    }

    /// Everything that the rules say about a text in this place.
    pub(crate) fn findings(&self, text: &str) -> Vec<Finding> {
        let document = Document::parse(text);
        let mut findings = payload::lint(&document, &self.draft.headers, &self.target).findings;
        findings.retain(|finding| !self.is_moot(finding));
        findings
    }

    /// Whether a finding does not hold here. About the absence of a header that is just not known; which app a payload is for, a
    /// file of headers need not say either: who sends it often adds the topic. And a file for Apple's simulator may name its app.
    pub(crate) fn is_moot(&self, finding: &Finding) -> bool {
        match &finding.place {
            Place::Header { name } if self.draft.headers.get(*name).is_empty() => {
                !self.knows_headers
                    || (*name == HeaderName::Topic && self.target.bundle_id.is_empty())
            }
            Place::Body { .. } => finding.code == Code::K014 && self.source.is_apns(),
            _ => false,
        }
    }
}

/// The files of a call, read.
pub(crate) struct Readings {
    pub(crate) checked: Vec<Checked>,
    pub(crate) headers: Option<HeaderFile>,
    /// What the app's files say.
    pub(crate) app: App,
    /// The app's files that findings point into, beside those of texts.
    pub(crate) app_files: Vec<(AppPart, Source)>,
    /// What was not understood in the app's files.
    pub(crate) app_findings: Vec<Finding>,
    /// The audience; `None` when the call names none.
    pub(crate) table: Option<Source>,
    /// Whether a file could not be read, which was said already.
    pub(crate) has_unreadable: bool,
}

impl Readings {
    /// The exit code of a call that otherwise ends with `exit`.
    pub(crate) fn exit(&self, exit: Exit) -> Exit {
        if self.has_unreadable {
            Exit::Unusable
        } else {
            exit
        }
    }
}

/// Reads everything that a call names. `None` when the call cannot be carried out at all, which was said.
pub(crate) fn read(
    files: &[PathBuf],
    subject: &Subject,
    lang: Lang,
    io: &mut Io<'_>,
) -> Option<Readings> {
    let stdin = [PathBuf::from("-")];
    let files = if files.is_empty() { &stdin } else { files };
    if files == stdin && io.stdin_is_terminal {
        io.complain(match lang {
            Lang::En => "no FILE, and nothing comes in on standard input",
            Lang::Zh => "没有 FILE，标准输入也没有内容",
        });
        return None;
    }
    let mut readings = Readings {
        checked: Vec::new(),
        headers: None,
        app: App::default(),
        app_files: Vec::new(),
        app_findings: Vec::new(),
        table: None,
        has_unreadable: false,
    };
    if !app(&mut readings, subject, lang, io) {
        return None;
    }
    if let Some(file) = &subject.rows {
        let name = crate::io::named(file);
        match io.read(file, MAX_TABLE_BYTES) {
            Ok(source) => readings.table = Some(source),
            Err(error) => {
                io.complain(&format!("{name} {}", error.words(lang)));
                return None;
            }
        }
    }
    if let Some(file) = &subject.headers {
        let name = crate::io::named(file);
        let read = io
            .read(file, MAX_FILE_BYTES)
            .map_err(|error| format!("{name} {}", error.words(lang)))
            .and_then(|source| HeaderFile::read(source, lang));
        match read {
            Ok(headers) => readings.headers = Some(headers),
            Err(error) => {
                io.complain(&error);
                return None;
            }
        }
    }
    for file in files {
        match io.read(file, MAX_FILE_BYTES) {
            Ok(source) => {
                let headers = readings.headers.as_ref().map(|file| &file.headers);
                readings
                    .checked
                    .push(checked(source, subject, headers, io.now));
            }
            Err(error) => {
                readings.has_unreadable = true;
                io.complain(&format!("{} {}", crate::io::named(file), error.words(lang)));
            }
        }
    }
    Some(readings)
}

/// Reads the app's files. Whether all could be read; otherwise it was said.
fn app(readings: &mut Readings, subject: &Subject, lang: Lang, io: &mut Io<'_>) -> bool {
    let sources = [
        (AppPart::Swift, &subject.swift),
        (AppPart::Schema, &subject.schema),
    ];
    for (part, file) in sources {
        let Some(file) = file else { continue };
        match io.read(file, MAX_FILE_BYTES) {
            Ok(source) => {
                readings.app_findings.extend(match part {
                    AppPart::Swift => readings.app.read_swift(&source.text),
                    _ => readings.app.read_schema(&source.text),
                });
                readings.app_files.push((part, source));
            }
            Err(error) => {
                io.complain(&format!("{} {}", crate::io::named(file), error.words(lang)));
                return false;
            }
        }
    }
    for file in &subject.strings {
        let name = crate::io::named(file);
        match io.read_bytes(file, MAX_FILE_BYTES) {
            Ok(bytes) => {
                let strings = readings.app.strings.get_or_insert_default();
                strings.add(StringsFile::read(&bytes, &name));
            }
            Err(error) => {
                io.complain(&format!("{name} {}", error.words(lang)));
                return false;
            }
        }
    }
    if let Some(strings) = &readings.app.strings {
        readings.app_findings.extend(strings.findings());
    }
    true
}

fn checked(
    source: Source,
    subject: &Subject,
    headers: Option<&DraftHeaders>,
    clock: Option<u64>,
) -> Checked {
    let document = Document::parse(source.text.as_str());
    let mut headers = headers.cloned().unwrap_or_default();
    if let Some(topic) = &subject.topic {
        headers.topic.clone_from(topic);
    }
    // A file of headers is judged as it is: what it leaves out is missing.
    let is_open = subject.headers.is_none();
    let guess = (subject.push_type.is_none() && is_open).then(|| guess(&document));
    if let Some(push_type) = subject.push_type.or(guess.map(|guess| guess.push_type)) {
        push_type.as_str().clone_into(&mut headers.push_type);
    }
    let bundle_id = subject
        .bundle_id
        .clone()
        .or_else(|| {
            let named = document
                .string("/Simulator Target Bundle")
                .map(str::to_owned);
            named.filter(|_| source.is_apns())
        })
        .unwrap_or_else(|| app_of(&headers));
    let target = target(subject, bundle_id, clock);
    let draft = Draft {
        text: source.text.clone(),
        headers,
    };
    Checked {
        source,
        draft,
        target,
        guess,
        knows_headers: !is_open,
    }
}

fn target(subject: &Subject, bundle_id: String, clock: Option<u64>) -> Target {
    let now = match subject.now {
        Now::Clock => clock,
        Now::At(time) => Some(time),
        Now::Unknown => None,
    };
    Target {
        token: subject.token.clone(),
        now,
        ..Target::new(subject.environment, bundle_id)
    }
}

/// The bundle id that a topic is of: the topic without the ending of any push type.
fn app_of(headers: &DraftHeaders) -> String {
    if headers.parsed_push_type() == Some(PushType::Mdm) {
        return String::new();
    }
    let mut app = headers.topic.as_str();
    let suffixes = || PushType::ALL.into_iter().map(PushType::topic_suffix);
    while let Some(bare) = suffixes()
        .filter(|suffix| !suffix.is_empty())
        .find_map(|suffix| app.strip_suffix(suffix))
    {
        app = bare;
    }
    app.to_owned()
}
