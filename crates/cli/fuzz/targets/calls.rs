//! Any words are a command or a complaint, and any text on standard input gets an answer in every format.
//!
//! Lines up to the first empty one are the words of a call, the rest is standard input. Words are only parsed: a call that was
//! thought up here shall not read or write files. What is run are calls of our own with the text as standard input.

#![no_main]

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt as _;

use cli::args;
use cli::io::{Exit, Io};
use libfuzzer_sys::fuzz_target;
use payload::Lang;

/// The calls, and whether they print JSON.
const CALLS: [(&str, bool); 7] = [
    ("lint --color never -", false),
    ("lint --quiet --deny hints --lang zh -", false),
    ("lint --format json -", true),
    ("lint --format sarif -", true),
    ("lint --format github -", false),
    ("size --format json -", true),
    ("preview --lang zh -", false),
];

fuzz_target!(|data: &[u8]| {
    let end = data.windows(2).position(|two| two == b"\n\n");
    let (words, stdin) = match end {
        Some(at) => (&data[..at], &data[at + 2..]),
        None => (data, data),
    };
    let words: Vec<OsString> =
        words.split(|byte| *byte == b'\n').map(|word| OsString::from_vec(word.to_vec())).collect();
    if let Err(error) = args::parse(words) {
        for lang in Lang::ALL {
            assert!(!error.words(lang).is_empty());
        }
    }
    for (call, is_json) in CALLS {
        let (exit, printed, complaint) = run(call, stdin);
        assert_eq!(exit == Exit::Unusable, !complaint.is_empty() || unusable(call, stdin));
        if is_json && exit != Exit::Unusable {
            serde_json::from_str::<serde_json::Value>(&printed).expect("what is printed is JSON");
        }
        let obeyed = |letter: char| letter.is_control() && letter != '\n';
        assert!(!printed.contains(obeyed), "a terminal would obey {printed:?}");
    }
    let (_, fixed, _) = run("fix --print -", stdin);
    let (_, again, _) = run("fix --print -", fixed.as_bytes());
    assert_eq!(fixed, again, "a repaired text is repaired again");
});

/// Whether a text cannot be measured or shown, which these commands say by their exit code.
fn unusable(call: &str, stdin: &[u8]) -> bool {
    let is_object = str::from_utf8(stdin).is_ok_and(|text| {
        payload::Document::parse(text).root().is_some_and(payload::document::Node::is_object)
    });
    let is_json = str::from_utf8(stdin).is_ok_and(|text| payload::Document::parse(text).is_valid());
    (call.starts_with("preview") && !is_object) || (call.starts_with("size") && !is_json)
}

fn run(call: &str, stdin: &[u8]) -> (Exit, String, String) {
    let (mut stdin, mut stdout, mut stderr) = (stdin, Vec::new(), Vec::new());
    let mut io = Io {
        stdin: &mut stdin,
        stdout: &mut stdout,
        stderr: &mut stderr,
        folder: "/nowhere".into(),
        now: Some(1_795_262_400),
        lang: Lang::En,
        stdin_is_terminal: false,
        shows_color: false,
    };
    let exit = cli::run(call.split(' ').map(OsString::from), &mut io);
    let text = |bytes| String::from_utf8(bytes).expect("what is printed is UTF-8");
    (exit, text(stdout), text(stderr))
}
