//! What a push shows, plays and says.

use expect_test::{Expect, expect};
use payload::alert::InterruptionLevel;
use payload::preview::{Effect, Event, Extent, Note, Part, Preview, SURFACES};
use payload::{Document, Lang, PushType};

fn preview(document: &Document, push_type: PushType) -> Preview<'_> {
    Preview::of(document, push_type, "Roastery", None)
}

#[track_caller]
fn check(text: &str, push_type: PushType, expect: &Expect) {
    let document = Document::parse(text);
    expect.assert_eq(&preview(&document, push_type).text(Lang::En));
}

#[test]
fn a_text_alone_is_the_body() {
    check(
        r#"{"aps":{"alert":"Fresh beans"}}"#,
        PushType::Alert,
        &expect![[r#"
            A notification is shown.

              body      Fresh beans

              Lock Screen                 body about 4 lines
              Banner                      body about 2 lines
              Notification Center         body about 4 lines
              Expanded (long press)       body about 7 lines
              iPad                        body as it fits
              Mac banner                  body as it fits
              Apple Watch, wrist raised   the app's name only
              Apple Watch, long look      the whole body

              VoiceOver Roastery, notification, Fresh beans

            Where exactly a text is cut is laid out in the composer. Apple publishes no numbers; these are about.
        "#]],
    );
}

#[test]
fn a_passive_notification_neither_comes_up_nor_sounds() {
    check(
        r#"{"aps":{"alert":{"title":"Digest","body":"3 news"},"sound":"default","interruption-level":"passive"}}"#,
        PushType::Alert,
        &expect![[r#"
            A notification is shown.

              title     Digest
              body      3 news

              Lock Screen                 title 1 line; body about 4 lines
              Notification Center         title 1 line; body about 4 lines
              Expanded (long press)       title 1 line; body about 7 lines
              iPad                        title as it fits; body as it fits
              Apple Watch, long look      the whole title; the whole body

              Sound     default, not played: passive
              VoiceOver Roastery, notification, Digest, 3 news

            Passive: it goes to the list without light or sound, so no banner.
            Where exactly a text is cut is laid out in the composer. Apple publishes no numbers; these are about.
        "#]],
    );
}

#[test]
fn a_critical_alert_says_so() {
    let document = Document::parse(
        r#"{"aps":{"alert":"Water!","sound":{"critical":1,"name":"siren.caf"},"interruption-level":"critical"}}"#,
    );
    let preview = preview(&document, PushType::Alert);
    assert_eq!(preview.level, InterruptionLevel::Critical);
    assert_eq!(preview.notes, [Note::Critical]);
    assert_eq!(
        preview.spoken(Lang::En).unwrap(),
        "Roastery, critical alert, Water!"
    );
    assert_eq!(
        preview.spoken(Lang::Zh).unwrap(),
        "Roastery，重要警告，Water!"
    );
}

#[test]
fn a_badge_alone_has_no_text() {
    check(
        r#"{"aps":{"badge":0,"alert":{"title":"","body":""}}}"#,
        PushType::Alert,
        &expect![[r#"
            No text is shown.

              Badge     0: cleared
        "#]],
    );
    check(
        r#"{"aps":{"content-available":1}}"#,
        PushType::Alert,
        &expect![[r#"
            Nothing is shown: there is no text, no badge and no sound.

            The app is woken in the background as well.
        "#]],
    );
}

#[test]
fn silent_types_say_what_happens_instead() {
    let document = Document::parse(r#"{"aps":{"alert":"Hi","badge":1,"sound":"default"}}"#);
    let mut said = Vec::new();
    for push_type in PushType::ALL {
        let preview = preview(&document, push_type);
        let is_silent = !matches!(push_type, PushType::Alert | PushType::Liveactivity);
        assert_eq!(
            matches!(preview.effect, Effect::Silent(_)),
            is_silent,
            "{push_type}"
        );
        if is_silent {
            assert_eq!((preview.lines.len(), preview.badge), (0, None));
            assert!(preview.spoken(Lang::En).is_none() && preview.surfaces().next().is_none());
            said.push(preview.text(Lang::Zh));
        }
    }
    assert!(said.iter().all(|text| !text.is_empty()));
    said.dedup();
    assert_eq!(said.len(), 9);
}

#[test]
fn a_live_activity_starts_changes_and_ends() {
    for (event, expected) in [
        ("start", Event::Start),
        ("update", Event::Update),
        ("end", Event::End),
        ("x", Event::Update),
    ] {
        let text = format!(
            r#"{{"aps":{{"event":"{event}","content-state":{{"a/b":[1,{{"c":null}}]}}}}}}"#
        );
        let document = Document::parse(text);
        let preview = preview(&document, PushType::Liveactivity);
        assert_eq!(preview.effect, Effect::Activity(expected));
        let state = [
            ("/a~1b/0".to_owned(), "1".to_owned()),
            ("/a~1b/1/c".to_owned(), "null".to_owned()),
        ];
        assert_eq!(preview.state, state);
    }
}

#[test]
fn wrong_types_read_as_absent_and_nothing_panics() {
    for text in [
        "",
        "[]",
        "null",
        "{",
        r#"{"aps":[]}"#,
        r#"{"aps":{"alert":[1]}}"#,
        r#"{"aps":{"alert":{"title":5,"body":{"loc-key":7},"loc-key":[]},"badge":"x","sound":true}}"#,
    ] {
        let document = Document::parse(text);
        for push_type in PushType::ALL {
            let preview = preview(&document, push_type);
            assert!(preview.lines.is_empty(), "{text}");
            for lang in Lang::ALL {
                assert!(!preview.text(lang).is_empty());
            }
        }
    }
}

#[test]
fn every_surface_shows_something_and_every_number_is_above_zero() {
    for surface in SURFACES {
        let rooms = Part::ALL.map(|part| surface.room(part));
        assert!(
            rooms.iter().any(|room| room.extent != Extent::None),
            "{}",
            surface.name
        );
        for room in rooms {
            if let Extent::Lines(figure) = room.extent {
                assert!(figure.about > 0);
            }
            assert!(room.characters.is_none_or(|figure| figure.about > 0));
        }
    }
}
