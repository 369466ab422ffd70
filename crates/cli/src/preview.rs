//! `carillon preview`: what each surface shows, and what VoiceOver says.

use std::fmt::Write as _;

use payload::preview::{self, Effect, Extent, Figure, Room, Source};
use payload::{Lang, PushType};
use serde_json::{Value, json};

use crate::args::{Format, Preview};
use crate::excerpt::plain;
use crate::io::{Exit, Io};
use crate::subject::{self, Checked};

/// Describes every file.
pub(crate) fn run(call: &Preview, io: &mut Io<'_>) -> Exit {
    let lang = call.lang.unwrap_or(io.lang);
    let Some(readings) = subject::read(&call.files, &call.subject, lang, io) else {
        return Exit::Unusable;
    };
    let language = call.language.as_deref().unwrap_or(lang.tag());
    let mut out = String::new();
    let mut values = Vec::new();
    let mut exit = Exit::Clean;
    for checked in &readings.checked {
        let document = checked.document();
        let push_type = checked.push_type().unwrap_or(PushType::Alert);
        let texts = readings
            .app
            .strings
            .as_ref()
            .map(|strings| (strings, language));
        let app = call.app.as_deref().unwrap_or_default();
        let preview = preview::Preview::of(&document, push_type, app, texts);
        if preview.effect == Effect::Unreadable {
            exit = Exit::Unusable;
        }
        match call.format {
            Format::Json => values.push(of_file(checked, &preview, lang)),
            _ => told(&mut out, checked, &preview, lang),
        }
    }
    if call.format == Format::Json {
        out = crate::printed(&mut json!({ "version": 1, "files": values }));
    }
    let exit = readings.exit(exit);
    crate::finish(io, &out, exit)
}

fn told(out: &mut String, checked: &Checked, preview: &preview::Preview<'_>, lang: Lang) {
    if !out.is_empty() {
        out.push('\n');
    }
    let push_type = &checked.draft.headers.push_type;
    let name = &checked.source.name;
    let _ = match (checked.guess, lang) {
        (Some(guess), Lang::En) => {
            writeln!(
                out,
                "{name}: {push_type} (guessed, because {})",
                guess.because.en
            )
        }
        (Some(guess), Lang::Zh) => {
            writeln!(out, "{name}：{push_type}（推断，因为{}）", guess.because.zh)
        }
        (None, Lang::En) => writeln!(out, "{name}: {push_type}"),
        (None, Lang::Zh) => writeln!(out, "{name}：{push_type}"),
    };
    for line in preview.text(lang).lines() {
        out.push_str(&plain(line));
        out.push('\n');
    }
}

fn of_file(checked: &Checked, preview: &preview::Preview<'_>, lang: Lang) -> Value {
    let lines = preview
        .lines
        .iter()
        .map(|line| json!({ "part": line.part.name(), "text": line.text, "is_key": line.is_key }));
    let surfaces = preview.surfaces().map(|surface| {
        let rooms = preview.lines.iter().map(|line| {
            (
                line.part.name().to_owned(),
                of_room(surface.room(line.part)),
            )
        });
        json!({ "surface": surface.name, "shows": rooms.collect::<serde_json::Map<_, _>>() })
    });
    json!({
        "file": checked.source.name,
        "push_type": checked.draft.headers.push_type,
        "push_type_guessed_because": checked.guess.map(|guess| guess.because.get(lang)),
        "effect": preview.effect.words().get(lang),
        "lines": lines.collect::<Vec<_>>(),
        "content_state": preview.state.iter().map(|(pointer, value)| json!([pointer, value])).collect::<Vec<_>>(),
        "surfaces": surfaces.collect::<Vec<_>>(),
        "badge": preview.badge,
        "sound": preview.sound.as_ref().map(|sound| json!({ "name": sound.name, "critical": sound.is_critical })),
        "interruption_level": preview.level.as_str(),
        "voiceover": preview.spoken(lang),
        "notes": preview.notes.iter().map(|note| note.words().get(lang)).collect::<Vec<_>>(),
    })
}

fn of_room(room: Room) -> Value {
    let extent = match room.extent {
        Extent::None => json!("nothing"),
        Extent::Lines(figure) => json!({ "lines": of_figure(figure) }),
        Extent::Unknown => json!("what fits"),
        Extent::Whole => json!("everything"),
    };
    json!({ "extent": extent, "characters": room.characters.map(of_figure) })
}

fn of_figure(figure: Figure) -> Value {
    let source = match figure.source {
        Source::Apple => "Apple",
        Source::Published => "published by others",
        Source::Unsourced => "unsourced",
    };
    json!({ "about": figure.about, "source": source })
}
