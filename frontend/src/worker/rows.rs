//! The job `rows`: an audience of any length against the placeholders of a draft in its languages, read piece by piece.

use payload::template::{Record, RowFinding, Summary, Table, Tally, Template};
use payload::{Document, Draft, Finding, Target};
use serde_json::{Value, json};

use super::{drafted, target};

/// An audience that is being read.
pub struct Rows {
    id: String,
    drafts: Vec<Draft>,
    target: Target,
    table: Table,
    reading: Reading,
}

/// What the lines of the table go into.
#[derive(Default)]
struct Reading {
    columns: Vec<String>,
    tally: Option<Tally>,
    /// What is to be said about the templates, by language.
    templates: Vec<Vec<Finding>>,
}

impl Rows {
    /// Takes the job; the answer when it is not understood.
    pub fn new(job: &str) -> Result<Self, String> {
        let job = Document::parse(job);
        let id = job.number_text("/id").unwrap_or("null").to_owned();
        let drafts: Vec<Draft> = job
            .node("/drafts")
            .map(|drafts| drafts.elements().iter().filter_map(drafted).collect())
            .unwrap_or_default();
        match job.node("/target").and_then(target) {
            Some(target) if !drafts.is_empty() => Ok(Self {
                id,
                drafts,
                target,
                table: Table::default(),
                reading: Reading::default(),
            }),
            _ => Err(super::not_understood(&id)),
        }
    }

    /// Reads on.
    pub fn push(&mut self, bytes: &[u8]) {
        let Self {
            drafts,
            target,
            table,
            reading,
            ..
        } = self;
        table.push(bytes, &mut |record| reading.take(record, drafts, target));
    }

    /// The answer, once the last piece was read.
    pub fn finish(mut self) -> String {
        let Self {
            drafts,
            target,
            table,
            reading,
            ..
        } = &mut self;
        table.end(&mut |record| reading.take(record, drafts, target));
        let summary = self.reading.tally.map(Tally::finish).unwrap_or_default();
        let result = told(&self.reading.columns, &self.reading.templates, &summary);
        format!("{{\"id\":{},\"result\":{result}}}", self.id)
    }
}

impl Reading {
    fn take(&mut self, record: Record<'_>, drafts: &[Draft], target: &Target) {
        if let Some(tally) = &mut self.tally {
            return tally.row(&record);
        }
        self.columns = record.cells().map(str::to_owned).collect();
        let mut bounds = Vec::new();
        for draft in drafts {
            let document = Document::parse(draft.text.as_str());
            let (template, mut findings) = Template::of(&document, &draft.headers);
            let (bound, more) = template.bind(&self.columns);
            findings.extend(more);
            self.templates.push(findings);
            bounds.push(bound);
        }
        self.tally = Some(Tally::new(bounds, target));
    }
}

fn told(columns: &[String], templates: &[Vec<Finding>], summary: &Summary) -> Value {
    let counts: Vec<Value> = summary
        .counts
        .iter()
        .map(|(code, bodies)| json!([code.as_str(), bodies]))
        .collect();
    json!({
        "columns": columns,
        "templates": templates,
        "rows": summary.rows,
        "worst": summary.worst.map(|worst| json!({
            "bytes": worst.bytes,
            "row": worst.row,
            "language": worst.language,
        })),
        "over_limit": summary.over_limit,
        "refused": summary.refused,
        "unchecked": summary.unchecked,
        "counts": counts,
        "findings": summary.findings.iter().map(row_finding).collect::<Vec<_>>(),
    })
}

fn row_finding(found: &RowFinding) -> Value {
    json!({
        "row": found.row,
        "language": found.language,
        "finding": found.finding,
        "because": found.because,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audience_is_read_in_pieces() {
        let job = r#"{"id": 3, "job": "rows", "target": {"environment": "sandbox", "bundle_id": "com.example.demo"}, "drafts": [
            {"text": "{\"aps\":{\"alert\":\"Hi {{name}}\"}}", "headers": {"apns-push-type": "alert"}},
            {"text": "{\"aps\":{\"alert\":\"你好 {{name|朋友}}\"}}", "headers": {"apns-push-type": "alert"}}]}"#;
        let mut rows = Rows::new(job).ok().unwrap();
        for piece in b"name,city\nAda,London\n,Paris\n".chunks(5) {
            rows.push(piece);
        }
        let answer = Document::parse(rows.finish());
        let number = |pointer: &str| answer.number_text(pointer).map(str::to_owned);
        assert_eq!(number("/id").as_deref(), Some("3"));
        assert_eq!(number("/result/rows").as_deref(), Some("2"));
        assert_eq!(number("/result/refused").as_deref(), Some("1"));
        assert_eq!(number("/result/worst/row").as_deref(), Some("2"));
        assert_eq!(number("/result/worst/language").as_deref(), Some("1"));
        assert_eq!(
            answer.string("/result/findings/0/finding/code"),
            Some("V004")
        );
        assert_eq!(answer.string("/result/columns/1"), Some("city"));
    }

    #[test]
    fn a_job_without_drafts_is_not_understood() {
        assert!(Rows::new(r#"{"id": 3, "job": "rows"}"#).is_err());
    }
}
