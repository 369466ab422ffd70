//! What checks cost in the shipped wasm: a payload of 4 KB read, checked and measured, and an audience of 100,000 rows
//! filled, measured and checked in two languages. Both in the page's worker, from post to answer.
//!
//! `cargo xtask bench checks`

use std::io::Write as _;

use anyhow::{Result, ensure};
use journeys::corpus::Sample;
use journeys::page::Hand;
use journeys::worker::{Worker, lint_job};
use journeys::{Browser, Look, Page, Relay};
use payload::{Document, DraftHeaders, Environment, PushType, Target};
use serde_json::json;

const CHECKS: usize = 1000;
const ROWS: usize = 100_000;
const ROUNDS: usize = 5;
/// The goals: 95 of 100 checks within this, and the median audience (milliseconds).
const GOAL_CHECK_P95_MS: f64 = 1.0;
const GOAL_ROWS_MS: f64 = 1500.0;

#[tokio::main]
async fn main() -> Result<()> {
    let data = tempfile::TempDir::new()?;
    let relay = Relay::start(data.path()).await?;
    let sample = four_kilobytes();
    let (mut checks, mut rows, facts) = Browser::visit(Look::DESKTOP, async |browser| {
        Page::open(browser, Hand::Mouse, &relay.link, "home").await?;
        let worker = Worker::start(browser).await?;
        let job = lint_job(1, &sample);
        worker.times(&job, CHECKS / 10).await?;
        let checks = worker.times(&job, CHECKS).await?;
        let (rows, facts) = worker.audience_times(&audience_job(), ROWS, ROUNDS).await?;
        Ok((checks, rows, facts))
    })
    .await?;
    let mut out = std::io::stdout();
    checks.sort_by(f64::total_cmp);
    rows.sort_by(f64::total_cmp);
    let at = |times: &[f64], share: usize| {
        let index = (times.len() * share).div_ceil(100).saturating_sub(1);
        times.get(index).copied().unwrap_or(f64::NAN)
    };
    let bytes = sample.text.len();
    let (p50, p95) = (at(&checks, 50), at(&checks, 95));
    writeln!(
        out,
        "a payload of {bytes} bytes read, checked and measured, {CHECKS} times: p50 {p50:.2} ms, p95 {p95:.2} ms (goal: p95 ≤ {GOAL_CHECK_P95_MS} ms)"
    )?;
    let median = at(&rows, 50);
    writeln!(
        out,
        "{ROWS} rows × 2 languages, {ROUNDS} times: median {median:.0} ms, worst {:.0} ms (goal: ≤ {GOAL_ROWS_MS} ms); {facts}",
        at(&rows, 100)
    )?;
    ensure!(
        p95 <= GOAL_CHECK_P95_MS,
        "a check takes longer than the goal"
    );
    ensure!(
        median <= GOAL_ROWS_MS,
        "the audience takes longer than the goal"
    );
    Ok(())
}

/// A payload with nearly as many bytes as Apple takes, of everything that people put into one.
fn four_kilobytes() -> Sample {
    let orders: Vec<_> = (0..24)
        .map(|index| json!({"id": index * 7919, "name": format!("Café № {index}"), "open": index % 2 == 0, "price": 4.5, "tags": ["neu", "vegan", "早餐"]}))
        .collect();
    let payload = json!({
        "aps": {
            "alert": {"title": "Your order is on its way 🚲", "subtitle": "Bäckerei am Markt", "body": "Ada is bringing three rolls, two croissants and a coffee. She arrives in about twelve minutes; tap to follow her on the map.", "launch-image": "order"},
            "badge": 3, "sound": "bell.caf", "thread-id": "orders", "category": "ORDER", "mutable-content": 1, "interruption-level": "active", "relevance-score": 0.7,
        },
        "orders": orders,
        "note": "a".repeat(1480),
    });
    let text = serde_json::to_string_pretty(&payload).unwrap_or_default();
    let document = Document::parse(text.as_str());
    Sample {
        text: document.minified().unwrap_or_default(),
        headers: DraftHeaders::of(PushType::Alert),
        target: Target::new(Environment::Sandbox, "com.example.demo"),
    }
}

fn audience_job() -> String {
    let draft = |title: &str, body: &str| {
        json!({
            "text": json!({"aps": {"alert": {"title": title, "body": body}, "badge": "{{count:number|1}}", "thread-id": "orders"}, "note": "n".repeat(380), "link": "https://example.com/o/{{order:url|0}}"}).to_string(),
            "headers": {"apns-push-type": "alert"},
        })
    };
    json!({
        "id": 1,
        "job": "rows",
        "drafts": [
            draft("Hi {{first_name:capitalize|there}}!", "Your order from {{shop|our shop}} arrives in {{minutes|a few}} minutes."),
            draft("{{first_name|你}}，您好！", "您在{{shop|本店}}的订单将在{{minutes|几}}分钟后送达。"),
        ],
        "target": {"environment": "sandbox", "bundle_id": "com.example.demo"},
    })
    .to_string()
}
