//! The preview as text: for a terminal, and for people who do not look at pictures.

use std::fmt::Write as _;

use super::{Effect, Extent, Line, Part, Preview, Room, Source};
use crate::alert::InterruptionLevel;
use crate::words::{Lang, Words};

const ABOUT: Words = Words::new(
    "Where exactly a text is cut is laid out in the composer. Apple publishes no numbers; these are about.",
    "文字具体在何处截断由编辑器排版显示。Apple 未公布数字，以上为约数。",
);

impl Preview<'_> {
    /// Everything, in lines of text.
    pub fn text(&self, lang: Lang) -> String {
        let mut out = self.effect.words().get(lang).to_owned();
        out.push('\n');
        if !self.lines.is_empty() {
            out.push('\n');
        }
        for line in &self.lines {
            row(&mut out, part(line.part).get(lang), 10, &shown(line));
        }
        for (pointer, value) in &self.state {
            row(&mut out, pointer, 20, &one_line(value));
        }
        let mut surfaces = self.surfaces().peekable();
        let has_surfaces = surfaces.peek().is_some();
        if has_surfaces {
            out.push('\n');
        }
        for surface in surfaces {
            let rooms: Vec<String> = self
                .lines
                .iter()
                .filter_map(|line| room(line, surface.room(line.part), lang))
                .collect();
            let rooms = rooms.join(match lang {
                Lang::En => "; ",
                Lang::Zh => "；",
            });
            let none = Words::new("the app's name only", "仅显示应用名称");
            let rooms = if rooms.is_empty() {
                none.get(lang)
            } else {
                &rooms
            };
            row(&mut out, surface.words.get(lang), 28, rooms);
        }
        self.heard(&mut out, lang);
        if let Some(spoken) = self.spoken(lang) {
            row(
                &mut out,
                Words::new("VoiceOver", "旁白").get(lang),
                10,
                &spoken,
            );
        }
        if has_surfaces || !self.notes.is_empty() {
            out.push('\n');
        }
        for note in &self.notes {
            out.push_str(note.words().get(lang));
            out.push('\n');
        }
        if has_surfaces {
            out.push_str(ABOUT.get(lang));
            out.push('\n');
        }
        out
    }

    /// Badge and sound.
    fn heard(&self, out: &mut String, lang: Lang) {
        if self.badge.is_some() || self.sound.is_some() || !self.lines.is_empty() {
            out.push('\n');
        }
        if let Some(badge) = self.badge {
            let cleared = Words::new("0: cleared", "0：清除");
            let text = if badge == 0 {
                cleared.get(lang).to_owned()
            } else {
                badge.to_string()
            };
            row(out, Words::new("Badge", "角标").get(lang), 10, &text);
        }
        if let Some(sound) = &self.sound {
            let critical = Words::new(", although the phone is muted", "（静音时也会播放）");
            let is_heard = self.level != InterruptionLevel::Passive;
            let silent = Words::new(", not played: passive", "（被动通知，不播放）");
            let more = match (sound.is_critical, is_heard) {
                (true, _) => critical.get(lang),
                (false, false) => silent.get(lang),
                (false, true) => "",
            };
            let text = one_line(&sound.name) + more;
            row(out, Words::new("Sound", "声音").get(lang), 10, &text);
        }
    }

    /// About what VoiceOver says when it arrives: the app, what it is, and the texts. `None` when there is nothing to read.
    pub fn spoken(&self, lang: Lang) -> Option<String> {
        if self.lines.is_empty() {
            return None;
        }
        let unknown = Words::new("‹app›", "‹应用›");
        let app = if self.app.is_empty() {
            unknown.get(lang)
        } else {
            self.app
        };
        let kind = match (self.effect, self.level) {
            (Effect::Activity(_), _) => Words::new("Live Activity", "实时活动"),
            (_, InterruptionLevel::TimeSensitive) => {
                Words::new("time-sensitive notification", "即时通知")
            }
            (_, InterruptionLevel::Critical) => Words::new("critical alert", "重要警告"),
            _ => Words::new("notification", "通知"),
        };
        let mut said = String::new();
        let texts = self.lines.iter().map(shown);
        for text in [app.to_owned(), kind.get(lang).to_owned()]
            .into_iter()
            .chain(texts)
        {
            if said.ends_with(['.', '!', '?', '…', ':']) {
                said.push(' ');
            } else if !said.is_empty() && !said.ends_with(['。', '！', '？', '：']) {
                said.push_str(match lang {
                    Lang::En => ", ",
                    Lang::Zh => "，",
                });
            }
            said.push_str(text.replace(" ⏎ ", " ").trim());
        }
        Some(said)
    }
}

const fn part(part: Part) -> Words {
    match part {
        Part::Title => Words::new("title", "标题"),
        Part::Subtitle => Words::new("subtitle", "副标题"),
        Part::Body => Words::new("body", "正文"),
    }
}

/// A text as it stands in one line; a key is marked.
fn shown(line: &Line) -> String {
    let text = one_line(&line.text);
    if line.is_key {
        format!("‹{text}›")
    } else {
        text
    }
}

fn one_line(text: &str) -> String {
    text.replace("\r\n", " ⏎ ").replace(['\n', '\r'], " ⏎ ")
}

/// A label in a column of `width`, and what stands beside it. A Chinese character is two columns wide.
fn row(out: &mut String, label: &str, width: usize, text: &str) {
    let taken: usize = label
        .chars()
        .map(|letter| if letter.is_ascii() { 1 } else { 2 })
        .sum();
    out.push_str("  ");
    out.push_str(label);
    out.push_str(&" ".repeat(width.saturating_sub(taken).max(1)));
    out.push_str(text.trim_end());
    out.push('\n');
}

/// What a surface shows of one text; `None` when nothing.
fn room(line: &Line, room: Room, lang: Lang) -> Option<String> {
    let name = part(line.part).get(lang);
    let mut said = match (room.extent, lang) {
        (Extent::None, _) => return None,
        (Extent::Lines(figure), Lang::En) if figure.about == 1 => format!("{name} 1 line"),
        (Extent::Lines(figure), Lang::En) => format!("{name} about {} lines", figure.about),
        (Extent::Lines(figure), Lang::Zh) if figure.about == 1 => format!("{name} 1 行"),
        (Extent::Lines(figure), Lang::Zh) => format!("{name}约 {} 行", figure.about),
        (Extent::Unknown, Lang::En) => format!("{name} as it fits"),
        (Extent::Unknown, Lang::Zh) => format!("{name}视空间而定"),
        (Extent::Whole, Lang::En) => format!("the whole {name}"),
        (Extent::Whole, Lang::Zh) => format!("{name}全文"),
    };
    let length = line.text.chars().count();
    let figure = room.characters.filter(|figure| {
        length > figure.about
            && !line.is_key
            && is_latin(&line.text)
            && figure.source != Source::Unsourced
    });
    if let Some(figure) = figure {
        let _ = match lang {
            Lang::En => write!(said, " (about {} of {length} characters)", figure.about),
            Lang::Zh => write!(said, "（{length} 个字符中约 {} 个）", figure.about),
        };
    }
    Some(said)
}

/// Whether a count of characters says something about the width: Latin letters, and the punctuation that goes with them.
fn is_latin(text: &str) -> bool {
    text.chars().all(|letter| {
        letter < '\u{250}' || ('\u{2010}'..='\u{2026}').contains(&letter) || letter == '€'
    })
}
