//! The page's worker, driven without the page: jobs in, answers out. The program is the one that is shipped.

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::corpus::Sample;

/// Starts the worker that the open page names, and waits until it listens.
const START: &str = "
    const done = arguments[arguments.length - 1];
    const address = document.querySelector('meta[name=worker]').content;
    const policy = trustedTypes.createPolicy('carillon-worker', { createScriptURL: (url) => url });
    globalThis.testWorker = new Worker(policy.createScriptURL(address));
    testWorker.onerror = (event) => done('error: ' + event.message);
    testWorker.onmessage = (event) => done(event.data);";

/// Posts jobs and answers with their answers.
const POST: &str = "
    const [jobs, done] = arguments;
    const answers = [];
    testWorker.onmessage = (event) => {
        answers.push(event.data);
        if (answers.length === jobs.length) done(answers);
    };
    for (const job of jobs) testWorker.postMessage(job);";

/// Posts one job after the other and answers with the milliseconds of each, from post to answer.
const TIME: &str = "
    const [job, times, done] = arguments;
    const took = [];
    let started;
    const next = () => { started = performance.now(); testWorker.postMessage(job); };
    testWorker.onmessage = () => {
        took.push(performance.now() - started);
        took.length === times ? done(took) : next();
    };
    next();";

/// The worker of the page that a browser has open.
pub struct Worker<'a>(&'a Browser);

impl<'a> Worker<'a> {
    /// Starts it.
    pub async fn start(browser: &'a Browser) -> Result<Self> {
        let answer = browser.driver.execute_async(START, vec![]).await?;
        let answer = answer.json().as_str().context("the worker said nothing")?;
        anyhow::ensure!(answer == "ready", "{answer}");
        Ok(Self(browser))
    }

    /// The answers to some jobs, in their order.
    pub async fn answers(&self, jobs: &[String]) -> Result<Vec<String>> {
        let answer = self.0.driver.execute_async(POST, vec![json!(jobs)]).await?;
        Ok(serde_json::from_value(answer.json().clone())?)
    }

    /// Milliseconds from post to answer, of the same job done `times` over.
    pub async fn times(&self, job: &str, times: usize) -> Result<Vec<f64>> {
        let answer = self
            .0
            .driver
            .execute_async(TIME, vec![json!(job), json!(times)])
            .await?;
        Ok(serde_json::from_value(answer.json().clone())?)
    }
}

/// The job that checks a draft.
pub fn lint_job(id: usize, sample: &Sample) -> String {
    let target = &sample.target;
    let mut to: Value = json!({
        "environment": target.environment.as_str(),
        "bundle_id": target.bundle_id,
    });
    if let Some(token) = &target.token {
        to["token"] = json!(token);
    }
    if let Some(now) = target.now {
        to["now"] = json!(now);
    }
    json!({ "id": id, "job": "lint", "text": sample.text, "headers": sample.headers, "target": to })
        .to_string()
}
