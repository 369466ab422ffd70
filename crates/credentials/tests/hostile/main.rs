//! Files made to hurt whoever reads them: each is refused within a million steps of key derivation (0.8 s at most) and a
//! megabyte of memory, and none makes the reader panic. Work is counted, not timed; memory is what the allocator was asked for.

#![expect(clippy::unwrap_used, reason = "a step that fails must fail the test")]

#[path = "../it/pfx.rs"]
mod pfx;

mod files;

use credentials::{
    LARGEST_UPLOAD, LockedError, Reading, SecretString, Upload, UploadError, UploadedFile, Work,
    read,
};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// One file, or several dropped together, with a password.
struct Hostile {
    name: String,
    files: Vec<Vec<u8>>,
    password: &'static str,
}

fn open(hostile: &Hostile) -> (Result<Reading, UploadError>, u64, usize) {
    let files: Vec<UploadedFile<'_>> = hostile
        .files
        .iter()
        .map(|bytes| UploadedFile {
            name: "AuthKey_ABC1234567.p8",
            bytes,
        })
        .collect();
    let password = SecretString::from(hostile.password);
    let upload = Upload {
        files: &files,
        password: Some(&password),
        key_id: None,
    };
    let mut work = Work::for_one_upload();
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let outcome = read(&upload, &mut work);
    let memory = MEMORY.peak_usage() - before;
    (outcome, work.spent(), memory)
}

/// Twenty times the largest upload, and a hundredth of what the relay may take.
const MOST_MEMORY: usize = 20 * LARGEST_UPLOAD;

// One test: the allocator counts for the whole process.
#[test]
fn hostile_files_are_refused_within_their_bounds() {
    let kinds = [
        files::impossible_work(),
        files::bombs(),
        files::cut(),
        files::altered(&["p12/rc2-40.p12", "p12/aes256.p12"]),
    ];
    assert!(kinds.iter().map(Vec::len).sum::<usize>() >= 300);
    for hostile in kinds.iter().flatten() {
        let error = bounded(hostile).expect_err(&hostile.name);
        assert!(
            !error.to_string().contains(hostile.password),
            "{}: {error}",
            hostile.name
        );
    }
    // Nothing seals these, so a turned bit may be one that nothing depends on, such as one of a serial number.
    for hostile in files::altered(&["p12/no-mac.p12", "p12/open.p12", "push.cer"]) {
        let _ = bounded(&hostile);
    }
    impossible_work_is_refused_before_it_is_done();
}

fn bounded(hostile: &Hostile) -> Result<Reading, UploadError> {
    let (outcome, work, memory) = open(hostile);
    assert!(work <= Work::LIMIT, "{}: {work} steps", hostile.name);
    assert!(memory <= MOST_MEMORY, "{}: {memory} bytes", hostile.name);
    outcome
}

fn impossible_work_is_refused_before_it_is_done() {
    for hostile in files::impossible_work() {
        let (outcome, work, _) = open(&hostile);
        let expected = UploadError::Locked(LockedError::TooMuchWork);
        assert_eq!(outcome.err(), Some(expected), "{}", hostile.name);
        assert_eq!(work, 0, "{}", hostile.name);
    }
    for hostile in files::cut() {
        let (_, work, _) = open(&hostile);
        assert_eq!(work, 0, "{}", hostile.name);
    }
}
