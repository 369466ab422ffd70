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

/// Makes an audience, posts it with a job some times over, and answers with the milliseconds of each and the last answer.
const AUDIENCE: &str = "
    const [job, rows, times, done] = arguments;
    const names = ['ada', 'Грейс', 'linus', '玛丽', 'José', 'x'.repeat(40), ''];
    let text = 'first_name,shop,minutes,count,order\\n';
    for (let row = 0; row < rows; row += 1) {
        text += names[row % names.length] + ',Shop No ' + (row % 97) + ',' + (row % 55) + ',' + (row % 12) + ',A-' + row + '\\n';
    }
    const table = new Blob([text]);
    const took = [];
    let started;
    const next = () => { started = performance.now(); testWorker.postMessage([job, table]); };
    testWorker.onmessage = (event) => {
        took.push(performance.now() - started);
        took.length === times ? done([took, table.size, event.data]) : next();
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

    /// Milliseconds that an audience of `rows` takes, `times` over, and what came out.
    pub async fn audience_times(
        &self,
        job: &str,
        rows: usize,
        times: usize,
    ) -> Result<(Vec<f64>, String)> {
        let arguments = vec![json!(job), json!(rows), json!(times)];
        let answer = self.0.driver.execute_async(AUDIENCE, arguments).await?;
        let (took, bytes, said): (Vec<f64>, u64, String) =
            serde_json::from_value(answer.json().clone())?;
        let said: Value = serde_json::from_str(&said)?;
        let result = &said["result"];
        anyhow::ensure!(result["rows"] == json!(rows), "{said}");
        let facts = format!(
            "a table of {bytes} bytes, longest body {} bytes in row {}",
            result["worst"]["bytes"], result["worst"]["row"]
        );
        Ok((took, facts))
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
