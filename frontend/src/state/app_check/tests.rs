//! The app's files and the worker's answers, with the worker's own code on the other side.

use payload::{DraftHeaders, Lang, PushType};

use super::*;
use crate::worker::Desk;

const SWIFT: &str = "struct Ride: ActivityAttributes {\n  struct ContentState: Codable, Hashable { var homeScore: Int }\n}";

fn file(path: &'static str, text: &str) -> TextFile {
    TextFile {
        path: path.into(),
        bytes: text.as_bytes().into(),
    }
}

fn after(actions: impl IntoIterator<Item = AppAction>) -> Rc<AppCheck> {
    actions.into_iter().fold(Rc::default(), AppCheck::reduce)
}

/// What a worker answers to a job.
fn answer(desk: &mut Desk, members: &str, files: &[TextFile]) -> Document {
    let files: Vec<Vec<u8>> = files.iter().map(|file| file.bytes.to_vec()).collect();
    Document::parse(desk.answer(&format!("{{\"id\":1,{members}}}"), &files))
}

/// What the check of a payload against files finds, through the worker's post.
fn found(app: &AppCheck, text: &str) -> Vec<Finding> {
    let mut desk = Desk::default();
    answer(&mut desk, &app.job(), &app.files);
    let draft = Draft {
        text: text.to_owned(),
        headers: DraftHeaders::of(PushType::Liveactivity),
    };
    let answer = answer(&mut desk, &check_job(&draft).unwrap(), &[]);
    findings(answer.node("/result").unwrap())
}

#[test]
fn findings_come_through_the_post_as_they_were() {
    let app = after([AppAction::Swift(SWIFT.to_owned())]);
    let text = r#"{"aps":{"content-state":{"homescore":2}}}"#;
    let mut known = payload::app::App::default();
    known.read_swift(SWIFT);
    let document = Document::parse(text);
    let direct = payload::app::check(&document, Some(PushType::Liveactivity), &known);
    assert!(direct.iter().any(|finding| !finding.fix.is_empty()));
    let posted = found(&app, text);
    assert!(posted == direct, "{posted:?} {direct:?}");
}

#[test]
fn every_argument_of_a_sentence_about_the_app_has_a_name_here() {
    let mut seen = vec!["what".to_owned()];
    for code in Code::ALL {
        if !code.as_str().starts_with('A') {
            continue;
        }
        let text = code.text();
        let cases = text.cases.iter().map(|case| case.message);
        for words in cases.chain([text.message]) {
            for lang in Lang::ALL {
                let pieces = words.get(lang).split('{').skip(1);
                let names = pieces.filter_map(|piece| piece.split_once('}'));
                seen.extend(names.map(|(name, _)| name.to_owned()));
            }
        }
    }
    // `{"name": {}}` is an example of JSON, not a placeholder.
    seen.retain(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase()));
    assert!(seen.len() > 50);
    for name in seen {
        assert!(ARGS.contains(&name.as_str()), "{name}");
    }
}

#[test]
fn the_files_themselves_are_read() {
    let app = after([
        AppAction::Swift("struct Ride {\n".to_owned()),
        AppAction::Add(vec![
            file("de.lproj/Localizable.strings", "\"a\" = \"A\";"),
            file("fr.lproj/Localizable.strings", "\"a\" = \"A\";"),
        ]),
    ]);
    let answer = answer(&mut Desk::default(), &app.job(), &app.files);
    let app = Rc::clone(&app).reduce(AppAction::Learned(app.revision, answer));
    assert_eq!(app.known.files, ["de", "fr"]);
    assert_eq!(app.known.languages, 2);
    assert!(app.known.about(AppPart::Swift).count() > 0);
    assert_eq!(app.known.about(AppPart::Schema).count(), 0);

    let less = Rc::clone(&app).reduce(AppAction::Remove(0));
    assert_eq!(less.known.files, ["fr"]);
    let late = Rc::clone(&less).reduce(AppAction::Learned(app.revision, Document::default()));
    assert!(Rc::ptr_eq(&less, &late), "an answer about other files");
}

#[test]
fn a_worker_that_ended_is_known() {
    let app = after([AppAction::Swift("x".to_owned())]);
    let app = Rc::clone(&app).reduce(AppAction::Learned(app.revision, Document::default()));
    assert!(app.known.failed);
}

#[test]
fn a_file_takes_the_place_of_the_one_before() {
    let app = after([
        AppAction::Add(vec![file("a.strings", "1"), file("b.strings", "2")]),
        AppAction::Add(vec![file("a.strings", "3")]),
        AppAction::Remove(9),
    ]);
    let bytes: Vec<&[u8]> = app.files.iter().map(|file| &*file.bytes).collect();
    assert_eq!(bytes, [b"3", b"2"]);
    assert!(!app.is_empty());
    assert!(app.reduce(AppAction::Clear).is_empty());
}

#[test]
fn only_files_with_texts_are_read() {
    let names = [
        "Localizable.strings",
        "A.XCSTRINGS",
        "x.stringsdict",
        "strings",
        "图.png",
        "",
    ];
    assert_eq!(
        names.map(is_text_file),
        [true, true, true, false, false, false]
    );
}

#[test]
fn what_the_worker_finds_depends_on_what_is_loaded() {
    let codes = |app: &AppCheck, text: &str| -> Vec<&str> {
        let found = found(app, text);
        found.iter().map(|finding| finding.code.as_str()).collect()
    };
    let text = r#"{"aps":{"alert":{"loc-key":"GOAL_HOEM"},"content-state":{}}}"#;
    assert_eq!(codes(&after([]), text), Vec::<&str>::new());
    let swift = after([AppAction::Swift(SWIFT.to_owned())]);
    assert_eq!(codes(&swift, text), ["A001"]);
    let texts = file("Localizable.strings", "\"GOAL_HOME\" = \"Goal!\";\n");
    let both = swift.reduce(AppAction::Add(vec![texts]));
    assert_eq!(codes(&both, text), ["A009", "A001"]);
    let answer = answer(&mut Desk::default(), &both.job(), &both.files);
    let both = Rc::clone(&both).reduce(AppAction::Learned(both.revision, answer));
    let about = both.known.about(AppPart::Strings);
    let about: Vec<_> = about.map(|(_, finding)| finding.code.as_str()).collect();
    assert_eq!(about, ["A013"], "the file does not say its language");
}
