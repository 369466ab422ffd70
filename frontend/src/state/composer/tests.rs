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
