//! The composer's reducer, as sequences of actions.

use payload::{DraftHeaders, PushType};

use super::*;

fn composer(text: &str) -> Rc<Composer> {
    Rc::new(Composer::new(Draft {
        text: text.to_owned(),
        headers: DraftHeaders::of(PushType::Alert),
    }))
}

/// The text after some actions.
#[track_caller]
fn check(
    text: &str,
    actions: impl IntoIterator<Item = ComposerAction>,
    expected: &str,
) -> Rc<Composer> {
    let after = actions.into_iter().fold(composer(text), Composer::reduce);
    assert_eq!(after.draft.text, expected);
    after
}

const GOOD: &str = r#"{"aps":{"alert":{"title":"A"},"badge":1}}"#;

#[test]
fn an_edit_that_changes_nothing_gives_the_same_state() {
    let before = composer(GOOD);
    for action in [
        ComposerAction::EditText(GOOD.to_owned(), 1.0),
        ComposerAction::EditField(Field::Title, "A".to_owned(), 1.0),
        ComposerAction::EditHeader(HeaderName::Topic, String::new(), 1.0),
        ComposerAction::SetView(View::Form),
        ComposerAction::Undo,
        ComposerAction::Redo,
        ComposerAction::ApplyFix(99),
        ComposerAction::ChooseDestination(Destination::default()),
    ] {
        let after = Rc::clone(&before).reduce(action.clone());
        assert!(Rc::ptr_eq(&before, &after), "{action:?}");
    }
}

#[test]
fn a_form_edit_is_a_small_patch() {
    check(
        GOOD,
        [ComposerAction::EditField(
            Field::Title,
            "Bé".to_owned(),
            1.0,
        )],
        r#"{"aps":{"alert":{"title":"Bé"},"badge":1}}"#,
    );
}

#[test]
fn form_and_json_share_one_history() {
    let after = check(
        GOOD,
        [
            ComposerAction::EditField(Field::Title, "B".to_owned(), 0.0),
            ComposerAction::EditText(r#"{"aps":{"alert":"x"}}"#.to_owned(), 10.0),
            ComposerAction::EditHeader(HeaderName::CollapseId, "c".to_owned(), 20.0),
            ComposerAction::Undo,
            ComposerAction::Undo,
        ],
        r#"{"aps":{"alert":{"title":"B"},"badge":1}}"#,
    );
    assert_eq!(after.draft.headers.collapse_id, "");
    assert_eq!(
        after.history.undo_label(),
        Some(Change::Field(Field::Title))
    );
    assert_eq!(after.history.redo_label(), Some(Change::Text));
}

#[test]
fn while_the_text_does_not_parse_the_form_keeps_its_last_values() {
    let after = check(
        GOOD,
        [
            ComposerAction::EditText("{\n\"aps\": }".to_owned(), 0.0),
            ComposerAction::EditField(Field::Title, "lost?".to_owned(), 5.0),
        ],
        "{\n\"aps\": }",
    );
    assert_eq!(Field::Title.read(&after.last_good).text(), "A");
    assert_eq!(after.broken_at().map(|(line, _)| line), Some(2));
    assert!(after.is_blocked());
}

#[test]
fn a_fix_repairs_and_can_be_undone() {
    let broken = r#"{"aps":{"alert":{"title":"A"},"badge":"3"}}"#;
    let index = composer(broken)
        .report
        .findings
        .iter()
        .position(|finding| finding.code.as_str() == "P003")
        .unwrap();
    let repaired = check(
        broken,
        [ComposerAction::ApplyFix(index)],
        r#"{"aps":{"alert":{"title":"A"},"badge":3}}"#,
    );
    assert!(!repaired.is_blocked());
    assert_eq!(repaired.reduce(ComposerAction::Undo).draft.text, broken);
}

#[test]
fn fix_all_leaves_nothing_that_a_machine_can_fix() {
    let after = [ComposerAction::ApplyAllFixes].into_iter().fold(
        composer(r#"{"aps":{"alert":{"title":"A"},"badge":"3","content_available":true,}}"#),
        Composer::reduce,
    );
    let left: Vec<_> = after
        .report
        .findings
        .iter()
        .filter(|finding| !finding.fix.is_empty())
        .map(|finding| finding.code.as_str())
        .collect();
    assert_eq!((left, after.is_blocked()), (vec![], false));
}

#[test]
fn another_app_is_checked_again() {
    let before = composer(GOOD).reduce(ComposerAction::EditHeader(
        HeaderName::Topic,
        "com.example.other".to_owned(),
        0.0,
    ));
    let destination = Destination {
        bundle_id: "com.example.other".to_owned(),
        ..Destination::default()
    };
    let after = Rc::clone(&before).reduce(ComposerAction::ChooseDestination(destination));
    assert!(before.report.findings.len() > after.report.findings.len());
}

#[test]
fn going_to_the_next_problem_goes_around() {
    let mut composer = composer(r#"{"aps":{"alert":{"title":"A"},"badge":"3","sound":7}}"#);
    let count = composer.report.findings.len();
    assert!(count >= 2);
    let mut seen = Vec::new();
    for _ in 0..=count {
        let next = composer.neighbor_problem(true).unwrap();
        seen.push(next);
        composer = composer.reduce(ComposerAction::Select(next));
    }
    assert_eq!(seen.first(), seen.last());
    assert_eq!(composer.neighbor_problem(false), Some(count - 1));
}

#[test]
fn a_field_knows_its_findings() {
    let composer = composer(r#"{"aps":{"alert":{"title":"A"},"badge":"3"}}"#);
    assert_eq!(composer.findings_of(Field::Badge).len(), 1);
    assert!(composer.findings_of(Field::Title).is_empty());
}

/// A finding of the check against the app on a piece of the text, repaired by `repair`.
fn about_app(text: &str, piece: &str, repair: Option<&str>) -> Finding {
    let start = text.find(piece).unwrap();
    let range = start..start + piece.len();
    let patch = |it: &str| {
        Edit::Text(Patch {
            range: range.clone(),
            replacement: it.to_owned(),
        })
    };
    Finding {
        code: Code::A002,
        severity: Severity::Error,
        place: Place::Body {
            range: range.clone(),
            pointer: String::new(),
        },
        args: Vec::new(),
        fix: repair.map(patch).into_iter().collect(),
    }
}

/// Codes of the report with the texts that they stand on.
fn stands(composer: &Composer) -> Vec<(&'static str, &str)> {
    let findings = composer.report.findings.iter();
    let stand = |finding: &Finding| match &finding.place {
        Place::Body { range, .. } => composer.draft.text.get(range.clone()).unwrap(),
        _ => "",
    };
    findings
        .map(|finding| (finding.code.as_str(), stand(finding)))
        .collect()
}

/// A draft with a title that the app finds fault with, before and behind a badge that the rules do.
const TWO: &str = r#"{"aps":{"alert":{"title":"A"},"badge":"3"},"x":7}"#;

fn checked(findings: Vec<Finding>) -> Rc<Composer> {
    composer(TWO).reduce(ComposerAction::AppFindings {
        revision: 0,
        findings,
    })
}

#[test]
fn findings_about_the_app_stand_among_the_others() {
    let found = || vec![about_app(TWO, "\"A\"", None), about_app(TWO, "7", None)];
    let after = checked(found());
    assert_eq!(
        stands(&after),
        [("A002", "\"A\""), ("P003", "\"3\""), ("A002", "7")]
    );
    assert_eq!(after.app_count(), 2);
    for (revision, findings) in [(0, found()), (1, Vec::new())] {
        let same = Rc::clone(&after).reduce(ComposerAction::AppFindings { revision, findings });
        assert!(Rc::ptr_eq(&after, &same), "{revision}");
    }
    let gone = after.reduce(ComposerAction::AppFindings {
        revision: 0,
        findings: Vec::new(),
    });
    assert_eq!(stands(&gone), [("P003", "\"3\"")]);
}

#[test]
fn while_typing_they_move_along_without_repairs() {
    let before = checked(vec![
        about_app(TWO, "\"aps\"", Some("x")),
        about_app(TWO, "\"A\"", Some("x")),
        about_app(TWO, "7", Some("8")),
    ]);
    let after = before.reduce(ComposerAction::EditField(
        Field::Title,
        "Längerer Titel".to_owned(),
        0.0,
    ));
    assert_eq!(
        stands(&after),
        [("A002", "\"aps\""), ("P003", "\"3\""), ("A002", "7")]
    );
    let of_app = |finding: &&Finding| finding.code == Code::A002;
    let mut of_app = after.report.findings.iter().filter(of_app);
    assert!(of_app.all(|finding| finding.fix.is_empty()));

    let header = Rc::clone(&after).reduce(ComposerAction::EditHeader(
        HeaderName::Id,
        "x".to_owned(),
        9.0,
    ));
    assert_eq!(header.app_count(), 2);
}

#[test]
fn fix_all_repairs_what_the_app_says_once() {
    let after = checked(vec![
        about_app(TWO, "\"A\"", Some("\"B\"")),
        about_app(TWO, "\"A\"", Some("\"C\"")),
        about_app(TWO, "7", Some("8")),
    ])
    .reduce(ComposerAction::ApplyAllFixes);
    assert_eq!(
        after.draft.text,
        r#"{"aps":{"alert":{"title":"B"},"badge":3},"x":8}"#
    );
}

#[test]
fn what_the_app_says_blocks_sending_wherever_it_goes() {
    let blocked = checked(vec![about_app(TWO, "7", None)]);
    let fixed = blocked.reduce(ComposerAction::EditField(Field::Badge, "3".to_owned(), 0.0));
    let elsewhere = fixed.reduce(ComposerAction::ChooseDestination(Destination {
        bundle_id: "com.example.other".to_owned(),
        ..Destination::default()
    }));
    assert!(elsewhere.is_blocked());
    assert_eq!(elsewhere.app_count(), 1);
}

#[test]
fn rules_about_dates_are_told_the_present() {
    let draft = Draft {
        text: r#"{"aps": {"alert": "Hi"}}"#.to_owned(),
        headers: DraftHeaders {
            expiration: "1700000000".to_owned(),
            ..DraftHeaders::of(PushType::Alert)
        },
    };
    let before = Rc::new(Composer::new(draft));
    let is_past = |composer: &Composer| {
        let findings = &composer.report.findings;
        findings.iter().any(|finding| finding.code == Code::H009)
    };
    assert!(!is_past(&before));
    let after = before.reduce(ComposerAction::Tick(1_790_000_000));
    assert!(is_past(&after));
    assert_eq!(after.revision, 0);
    assert!(Rc::ptr_eq(
        &after,
        &Rc::clone(&after).reduce(ComposerAction::Tick(1_790_000_000))
    ));
}
