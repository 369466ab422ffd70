//! The relay never trusts the browser, and need not contradict it: the shipped wasm finds what native code finds, byte for byte.

use anyhow::Result;
use journeys::corpus::samples;
use journeys::page::Hand;
use journeys::worker::{Worker, lint_job};
use journeys::{Browser, Look, Page, Relay};
use payload::{Document, lint};
use tempfile::TempDir;

const DRAFTS: usize = 10_000;
const AT_ONCE: usize = 500;

#[tokio::test]
async fn ten_thousand_drafts_have_the_same_findings_in_the_browser() -> Result<()> {
    let samples = samples(DRAFTS)?;
    let data = TempDir::new()?;
    let relay = Relay::start(data.path()).await?;
    Browser::visit(Look::DESKTOP, async |browser| {
        Page::open(browser, Hand::Mouse, &relay.link, "home").await?;
        let worker = Worker::start(browser).await?;
        let mut with_findings = 0;
        for (batch, samples) in samples.chunks(AT_ONCE).enumerate() {
            let jobs: Vec<String> = samples
                .iter()
                .enumerate()
                .map(|(id, sample)| lint_job(id, sample))
                .collect();
            let answers = worker.answers(&jobs).await?;
            assert_eq!(answers.len(), samples.len());
            for (id, (sample, answer)) in samples.iter().zip(&answers).enumerate() {
                let document = Document::parse(sample.text.as_str());
                let report = lint(&document, &sample.headers, &sample.target);
                with_findings += usize::from(!report.findings.is_empty());
                let native = format!(
                    "{{\"id\":{id},\"result\":{}}}",
                    serde_json::to_string(&report)?
                );
                assert_eq!(
                    answer,
                    &native,
                    "draft {} is {:?}",
                    batch * AT_ONCE + id,
                    sample.text
                );
            }
        }
        assert!(
            with_findings > DRAFTS / 2,
            "only {with_findings} drafts have findings"
        );
        Ok(())
    })
    .await
}
