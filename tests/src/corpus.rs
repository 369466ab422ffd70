//! Drafts by the thousand, always the same ones: the fixtures of `payload`, and what becomes of them by slips of hand.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use payload::{DraftHeaders, Environment, HeaderName, PushType, Target};

/// One draft and what it is checked against.
pub struct Sample {
    /// The payload's text.
    pub text: String,
    /// The headers as typed.
    pub headers: DraftHeaders,
    /// What it is checked against.
    pub target: Target,
}

/// Pieces that break texts, or mean something in them.
const PIECES: [&str; 24] = [
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "true",
    "1e400",
    "-0.0",
    "\u{0}",
    "\u{feff}",
    "\u{a0}",
    "“",
    "，",
    "👩‍👩‍👧",
    "\\ud83d",
    "// x\n",
    "\r\n",
    "\"aps\":",
    "{{name|you}}",
    "1700000000000",
];

/// The first `count` drafts.
pub fn samples(count: usize) -> Result<Vec<Sample>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/payload/tests/fixtures");
    let mut files = Vec::new();
    below(&folder, &mut files)?;
    files.sort();
    let texts: Vec<String> = files
        .iter()
        .filter_map(|file| String::from_utf8(fs::read(file).ok()?).ok())
        .collect();
    anyhow::ensure!(texts.len() > 100, "the fixtures of payload are not there");
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    Ok((0..count)
        .map(|index| {
            let text = texts.get(index % texts.len()).map_or("", String::as_str);
            sample(text, index >= texts.len(), &mut dice)
        })
        .collect())
}

/// The inputs among the fixtures, not what is expected of them.
fn below(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let path = entry?.path();
        if path.is_dir() {
            below(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|it| it == "push" || it == "txt")
        {
            files.push(path);
        }
    }
    Ok(())
}

fn sample(fixture: &str, with_slips: bool, dice: &mut Dice) -> Sample {
    let (head, body) = fixture.split_once("\n\n").unwrap_or(("", fixture));
    let mut sample = Sample {
        text: body.to_owned(),
        headers: DraftHeaders::default(),
        target: Target {
            now: Some(1_790_000_000),
            ..Target::new(Environment::Sandbox, "com.example.demo")
        },
    };
    for (name, value) in head.lines().filter_map(|line| line.split_once(": ")) {
        match HeaderName::ALL.into_iter().find(|it| it.as_str() == name) {
            Some(header) => sample.headers.set(header, value.to_owned()),
            None if name == "token" => sample.target.token = Some(value.to_owned()),
            None => {}
        }
    }
    if with_slips {
        for _ in 0..=dice.roll(3) {
            slip(&mut sample.text, dice);
        }
        if dice.roll(4) == 0 {
            let kinds = PushType::ALL;
            let kind = kinds[dice.roll(kinds.len())];
            sample
                .headers
                .set(HeaderName::PushType, kind.as_str().to_owned());
        }
        if dice.roll(8) == 0 {
            let name = HeaderName::ALL[dice.roll(HeaderName::ALL.len())];
            let value = PIECES[dice.roll(PIECES.len())];
            sample.headers.set(name, value.to_owned());
        }
    }
    sample
}

/// Takes a piece out, doubles one, or writes one in between.
fn slip(text: &mut String, dice: &mut Dice) {
    let from = text.floor_char_boundary(dice.roll(text.len() + 1));
    let to = text.ceil_char_boundary((from + dice.roll(12)).min(text.len()));
    match dice.roll(3) {
        0 => drop(text.drain(from..to)),
        1 => {
            let again = text[from..to].to_owned();
            text.insert_str(from, &again);
        }
        _ => text.insert_str(from, PIECES[dice.roll(PIECES.len())]),
    }
}

/// Numbers that look random and are the same everywhere (xorshift).
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 16) % sides as u64).unwrap_or_default()
    }
}
