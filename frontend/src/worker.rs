//! The worker's jobs: what is too heavy for the page's program, or would make it stutter. Pure, so that it is tested on the host.
//!
//! A job is a JSON object with `id` and `job`; the answer has the same `id`, and `result` or `error`.
//!
//! | job | members | result |
//! |---|---|---|
//! | `lint` | `text`, `headers`, `target` | the [`payload::Report`] as JSON |
//! | `app` | `swift`, `schema`: their texts; `strings`: the paths of the files posted along | `findings` about these files, `languages` of all strings and of each of the `files`. They are remembered |
//! | `check` | `text`, `headers` | the report of the draft against what is remembered of the app |
//! | `rows` | `drafts`: for each language `text` and `headers`; `target`; a table (`Blob`) posted along | [`payload::template::Summary`] as JSON, with `columns` and the `templates`' own findings |

mod rows;

use payload::app::strings::{Strings, StringsFile};
use payload::app::{self, App};
use payload::document::{Node, quote};
use payload::{
    Credential, CredentialKind, Document, Draft, DraftHeaders, Environment, Report, Target,
    TokenKind, lint,
};
pub use rows::Rows;
use serde::Serialize;
use serde_json::json;

/// What the worker posts when it listens.
pub const READY: &str = "ready";

/// What the worker remembers between jobs.
#[derive(Default)]
pub struct Desk {
    app: App,
}

impl Desk {
    /// Does a job. Never fails: what is not understood is said in the answer.
    pub fn answer(&mut self, job: &str, files: &[Vec<u8>]) -> String {
        let job = Document::parse(job);
        let id = job.number_text("/id").unwrap_or("null");
        let result = match job.string("/job") {
            Some("lint") => job.root().and_then(lint_draft),
            Some("app") => Some(self.learn(&job, files)),
            Some("check") => job.root().and_then(|job| self.check(job)),
            _ => None,
        };
        match result {
            Some(result) => format!("{{\"id\":{id},\"result\":{result}}}"),
            None => not_understood(id),
        }
    }

    /// Reads the app's files in place of those that were known.
    fn learn(&mut self, job: &Document, files: &[Vec<u8>]) -> String {
        let text = |pointer| job.string(pointer).unwrap_or_default();
        let mut findings = self.app.read_swift(text("/swift"));
        findings.extend(self.app.read_schema(text("/schema")));
        let paths = job.node("/strings").map(Node::elements).unwrap_or_default();
        let paths = paths.iter().filter_map(Node::as_str);
        let read = paths
            .zip(files)
            .map(|(path, bytes)| StringsFile::read(bytes, path));
        let strings = Strings::new(read);
        findings.extend(strings.findings());
        let files: Vec<_> = strings.files().iter().map(StringsFile::languages).collect();
        let answer =
            json!({ "findings": findings, "languages": strings.languages(), "files": files });
        self.app.strings = Some(strings).filter(|strings| !strings.files().is_empty());
        answer.to_string()
    }

    fn check(&self, job: &Node) -> Option<String> {
        let draft = drafted(job)?;
        let document = Document::parse(draft.text);
        let findings = app::check(&document, draft.headers.parsed_push_type(), &self.app);
        json(&Report { findings })
    }
}

/// The answer to what is no job.
fn not_understood(id: &str) -> String {
    let error = quote("the job is not understood");
    format!("{{\"id\":{id},\"error\":{error}}}")
}

fn lint_draft(job: &Node) -> Option<String> {
    let (draft, target) = (drafted(job)?, target(job.get("target")?)?);
    json(&lint(&Document::parse(draft.text), &draft.headers, &target))
}

/// The draft that a job's members `text` and `headers` are.
fn drafted(job: &Node) -> Option<Draft> {
    Some(Draft {
        text: job.get("text")?.as_str()?.to_owned(),
        headers: job
            .get("headers")
            .map(DraftHeaders::of_node)
            .unwrap_or_default(),
    })
}

fn json(answer: &impl Serialize) -> Option<String> {
    serde_json::to_string(answer).ok()
}

/// Reads a target: members named as the fields of [`Target`], those that are not known left out.
fn target(node: &Node) -> Option<Target> {
    let text = |name: &str| node.get(name).and_then(Node::as_str);
    let environment = |name: &str| text(name).and_then(Environment::parse);
    let number = |node: &Node| node.as_number().and_then(|text| text.parse().ok());
    Some(Target {
        token: text("token").map(str::to_owned),
        token_kind: text("token_kind").and_then(TokenKind::parse),
        token_environment: environment("token_environment"),
        credential: node.get("credential").and_then(credential),
        now: node.get("now").and_then(number),
        ..Target::new(environment("environment")?, text("bundle_id")?)
    })
}

fn credential(node: &Node) -> Option<Credential> {
    let list = |name: &str| {
        let elements = node.get(name).map(Node::elements).unwrap_or_default();
        elements.iter().filter_map(Node::as_str)
    };
    Some(Credential {
        kind: match node.get("kind")?.as_str()? {
            "key" => CredentialKind::Key,
            "certificate" => CredentialKind::Certificate,
            _ => return None,
        },
        environments: list("environments")
            .filter_map(Environment::parse)
            .collect(),
        topics: list("topics").map(str::to_owned).collect(),
        expires: node
            .get("expires")
            .and_then(Node::as_number)
            .and_then(|text| text.parse().ok()),
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn a_draft_is_checked() {
        let job = r#"{"id": 7, "job": "lint", "text": "{\"aps\":{\"badge\":\"3\"}}", "headers": {"apns-push-type": "alert"}, "target": {"environment": "sandbox", "bundle_id": "com.example.demo"}}"#;
        expect![[r#"{"id":7,"result":{"findings":[{"code":"P003","severity":"error","place":{"in":"body","range":{"start":16,"end":19},"pointer":"/aps/badge"},"args":[["what","quoted"],["found","\"3\""]],"fix":[{"edit":"text","range":{"start":16,"end":19},"replacement":"3"}]}]}}"#]]
            .assert_eq(&Desk::default().answer(job, &[]));
    }

    #[test]
    fn a_draft_is_checked_against_the_app() {
        let mut desk = Desk::default();
        let learned = desk.answer(
            r#"{"id": 1, "job": "app", "swift": "", "schema": "", "strings": ["en.lproj/Localizable.strings"]}"#,
            &[br#""greeting" = "Hi %@";"#.to_vec()],
        );
        let learned = Document::parse(learned);
        assert_eq!(learned.string("/result/languages/0"), Some("en"));
        assert_eq!(learned.string("/result/files/0/0"), Some("en"));
        assert!(learned.has("/result/findings") && !learned.has("/result/findings/0"));
        let checked = desk.answer(
            r#"{"id": 2, "job": "check", "text": "{\"aps\":{\"alert\":{\"loc-key\":\"greting\"}}}", "headers": {"apns-push-type": "alert"}}"#,
            &[],
        );
        assert!(checked.contains(r#""code":"A009""#), "{checked}");
    }

    #[test]
    fn what_is_no_job_is_said() {
        for job in ["", "{", "[]", r#"{"id":1}"#, r#"{"id":1,"job":"lint"}"#] {
            let answer = Document::parse(Desk::default().answer(job, &[]));
            assert!(answer.has("/error"), "{job}");
        }
    }
}
