//! What a person reads: one line for each step, with what it will take and, when done, what it took.
//!
//! Progress goes to standard error; results (the link, tables, summaries) go to standard output.

use std::{
    io::{self, Write as _},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

/// The step whose line has no end yet; zero for none.
static OPEN: AtomicU32 = AtomicU32::new(0);
static NEXT: AtomicU32 = AtomicU32::new(1);

/// How much of a failed command's output is shown.
const LINES_SHOWN: usize = 300;

/// A step that was announced and is being worked at.
pub(crate) struct Step {
    id: u32,
    what: String,
    started: Instant,
}

/// Announces a step on a line of its own, left open for [`Step::done`].
///
/// `takes` says what to expect ("about a minute, once"); it may be empty.
pub(crate) fn step(what: &str, takes: &str) -> Step {
    let takes = if takes.is_empty() {
        String::new()
    } else {
        format!(" ({takes})")
    };
    let id = NEXT.fetch_add(1, Ordering::Relaxed);
    progress(format_args!("carillon: {what}{takes} … "));
    OPEN.store(id, Ordering::Relaxed);
    Step {
        id,
        what: what.to_owned(),
        started: Instant::now(),
    }
}

impl Step {
    /// Ends the line with the time it took.
    pub(crate) fn done(self) {
        self.end("done");
    }

    /// Ends the line with an outcome and the time it took, and returns that time.
    pub(crate) fn end(self, outcome: &str) -> Duration {
        let took = self.started.elapsed();
        let after = duration(took);
        // When something else was said meanwhile, the line has ended, and the step has to be named again.
        if OPEN
            .compare_exchange(self.id, 0, Ordering::Relaxed, Ordering::Relaxed)
            .is_ok()
        {
            progress(format_args!("{outcome} in {after}\n"));
        } else {
            progress(format_args!(
                "carillon: {}: {outcome} in {after}\n",
                self.what
            ));
        }
        took
    }
}

/// Says something that is not a step.
pub(crate) fn note(line: &str) {
    progress(format_args!("carillon: {line}\n"));
}

/// Reports why a task failed, innermost cause last.
pub(crate) fn error(error: &anyhow::Error) {
    progress(format_args!("carillon: {error:#}\n"));
}

/// Prints a result to standard output.
pub(crate) fn text(text: &str) {
    end_open_line();
    // A reader that went away (`| head`) is no reason to fail.
    let mut out = io::stdout().lock();
    let _gone = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Shows the end of what a failed command said; all of it is in its log.
pub(crate) fn output(text: &str) {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    let shown = &lines[lines.len().saturating_sub(LINES_SHOWN)..];
    progress(format_args!("\n{}\n\n", shown.join("\n")));
}

/// A duration as a person says it.
pub(crate) fn duration(took: Duration) -> String {
    let seconds = took.as_secs();
    if seconds < 60 {
        format!("{:.1} s", took.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

fn progress(text: std::fmt::Arguments<'_>) {
    end_open_line();
    let mut err = io::stderr().lock();
    let _gone = err.write_fmt(text).and_then(|()| err.flush());
}

fn end_open_line() {
    if OPEN.swap(0, Ordering::Relaxed) != 0 {
        let _gone = io::stderr().write_all(b"\n");
    }
}
