//! The table of reasons, and its page.

use std::fmt::Write as _;

use expect_test::expect_file;
use payload::reason::{Retry, TokenFate};
use payload::{Lang, Reason};

#[test]
fn every_reason_is_read_back_from_its_text() {
    for reason in Reason::ALL {
        assert_eq!(Reason::from_wire(reason.as_str()), reason);
        let json = serde_json::to_string(&reason).unwrap();
        assert_eq!(serde_json::from_str::<Reason>(&json).unwrap(), reason);
        assert!(
            !reason.cause(Lang::En).is_empty()
                && !reason.remedy(Lang::En).is_empty()
                && reason.status() >= 400
        );
    }
}

#[test]
fn what_apple_sends_in_another_spelling_is_the_same_reason() {
    assert_eq!(
        Reason::from_wire("BadEnvironmentKeyInToken"),
        Reason::BadEnvironmentKeyIdInToken
    );
    assert_eq!(
        Reason::from_wire("BroadcastFeatureNotEnabled"),
        Reason::FeatureNotEnabled
    );
    assert_eq!(
        Reason::from_wire("Service Unavailable"),
        Reason::ServiceUnavailable
    );
}

#[test]
fn an_unknown_reason_is_kept_and_never_repeated() {
    let reason = Reason::from_wire("SomethingNew");
    assert_eq!(reason.as_str(), "SomethingNew");
    assert_eq!(reason.to_string(), "SomethingNew");
    assert_eq!(reason.status(), 0);
    assert_eq!(
        (reason.retry(), reason.token_fate(), reason.caught_by()),
        (Retry::Never, TokenFate::Keep, [].as_slice())
    );
    assert_eq!(serde_json::to_string(&reason).unwrap(), "\"SomethingNew\"");
}

#[test]
fn what_apple_says_never_to_repeat_is_never_repeated() {
    for text in [
        "BadDeviceToken",
        "DeviceTokenNotForTopic",
        "Forbidden",
        "ExpiredToken",
        "Unregistered",
        "PayloadTooLarge",
    ] {
        assert_eq!(Reason::from_wire(text).retry(), Retry::Never, "{text}");
    }
    for reason in Reason::ALL
        .into_iter()
        .filter(|reason| reason.status() >= 429)
    {
        assert_eq!(reason.retry(), Retry::Later, "{reason}");
    }
}

#[test]
fn the_page_of_reasons_is_what_the_table_says() {
    let mut page = String::from(
        "# Reasons\n\nWhat Apple answers when it refuses a push, what it means and what to do.\n\
         This page is made from the table in `crates/payload/src/reason.rs`: change it there.\n\n\
         | Status | Reason | What happened | What to do | Send again | Token | Caught by |\n|---|---|---|---|---|---|---|\n",
    );
    for reason in Reason::ALL {
        let retry = match reason.retry() {
            Retry::Never => "never",
            Retry::AfterFix => "after the repair",
            Retry::Later => "later",
            Retry::AfterNewToken => "once, with a new provider token",
        };
        let fate = match reason.token_fate() {
            TokenFate::Keep => "keep",
            TokenFate::Dead => "forget",
            TokenFate::DeadIfOlder => "forget if registered before the answer's timestamp",
            TokenFate::WrongEnvironment => "stop using in this environment",
            TokenFate::WrongTopic => "stop using for this topic",
        };
        let others: Vec<String> = reason
            .other_spellings()
            .map(|other| format!(" (also `{other}`)"))
            .collect();
        let caught: Vec<String> = reason
            .caught_by()
            .iter()
            .map(|code| format!("[{0}](rules.md)", code.as_str()))
            .collect();
        let caught = caught.join(" ");
        let _ = writeln!(
            page,
            "| {} | `{reason}`{} | {} | {} | {retry} | {fate} | {caught} |",
            reason.status(),
            others.concat(),
            reason.cause(Lang::En),
            reason.remedy(Lang::En)
        );
    }
    expect_file!["../../../../docs/reasons.md"].assert_eq(&page);
}
