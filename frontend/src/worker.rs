//! The worker's jobs: what is too heavy for the page's program, or would make it stutter. Pure, so that it is tested on the host.
//!
//! A job is a JSON object with `id` and `job`; the answer has the same `id`, and `result` or `error`.
//!
//! | job | members | result |
//! |---|---|---|
//! | `lint` | `text`, `headers`, `target` | the [`payload::Report`] as JSON |

use payload::document::{Node, quote};
use payload::{
    Credential, CredentialKind, Document, Draft, DraftHeaders, Environment, Target, TokenKind, lint,
};
use serde::Serialize;

/// What the worker posts when it listens.
pub const READY: &str = "ready";

/// What the worker remembers between jobs.
#[derive(Default)]
pub struct Desk {}

impl Desk {
    /// Does a job. Never fails: what is not understood is said in the answer.
    pub fn answer(&mut self, job: &str, _files: &[Vec<u8>]) -> String {
        let job = Document::parse(job);
        let id = job.number_text("/id").unwrap_or("null");
        let result = match job.string("/job") {
            Some("lint") => lint_draft(&job),
            _ => None,
        };
        match result {
            Some(result) => format!("{{\"id\":{id},\"result\":{result}}}"),
            None => format!(
                "{{\"id\":{id},\"error\":{}}}",
                quote("the job is not understood")
            ),
        }
    }
}

fn lint_draft(job: &Document) -> Option<String> {
    let draft = Draft {
        text: job.string("/text")?.to_owned(),
        headers: job
            .node("/headers")
            .map(DraftHeaders::of_node)
            .unwrap_or_default(),
    };
    let document = Document::parse(draft.text);
    json(&lint(
        &document,
        &draft.headers,
        &target(job.node("/target")?)?,
    ))
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
    fn what_is_no_job_is_said() {
        for job in ["", "{", "[]", r#"{"id":1}"#, r#"{"id":1,"job":"lint"}"#] {
            let answer = Document::parse(Desk::default().answer(job, &[]));
            assert!(answer.has("/error"), "{job}");
        }
    }
}
