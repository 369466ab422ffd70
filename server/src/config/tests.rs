//! What settings are understood, what is refused, and that the reference says so.

use expect_test::{Expect, expect, expect_file};

use super::source::Wish;
use super::*;

#[track_caller]
fn check(arguments: &[&str], variables: &[(&str, &str)], expected: Expect) {
    let variables = [("HOME", "/home/ada")].iter().chain(variables);
    let read = Source::parse(
        arguments.iter().map(Into::into),
        variables.map(|(name, value)| (name.into(), value.into())),
    )
    .and_then(|(source, wish)| {
        assert_eq!(wish, Wish::Run);
        Config::read(source)
    });
    let text = match read {
        Ok(config) => format!("{config:#?}"),
        Err(errors) => errors.to_string(),
    };
    expected.assert_eq(&text);
}

#[test]
fn everything_has_a_default() {
    check(&[], &[], expect![[""]]);
}

#[test]
fn flags_win_over_variables() {
    check(
        &[
            "--listen",
            "127.0.0.1:8080",
            "--log=json",
            "--data",
            "/srv/carillon",
            "--demo",
            "off",
        ],
        &[
            ("CARILLON_LISTEN", "127.0.0.1:9"),
            ("CARILLON_LOG", "text"),
            ("CARILLON_DEMO", "on"),
            ("CARILLON_SESSION_HOURS", "1"),
        ],
        expect![[""]],
    );
}

#[test]
fn all_problems_are_reported_together() {
    check(
        &[
            "--listen",
            "nowhere",
            "--public-url",
            "http://push.example.com",
        ],
        &[
            ("CARILLON_LOG", "loud"),
            ("CARILLON_BODY_SECONDS", "0"),
            ("CARILLON_SESION_HOURS", "1"),
            ("CARILLON_DEMO", "yes"),
        ],
        expect![[""]],
    );
}

#[test]
fn unknown_arguments_are_named() {
    check(&["--listen", "127.0.0.1:8080", "-x"], &[], expect![[""]]);
}

#[test]
fn listening_beyond_loopback_needs_a_public_url() {
    check(&["--listen", "0.0.0.0:80"], &[], expect![[""]]);
}

#[test]
fn a_user_without_a_home_must_choose_a_folder() {
    let errors = Config::read(Source::of([])).expect_err("no home, no folder");
    expect![[""]].assert_eq(&errors.to_string());
}

#[test]
fn only_origins_are_public_urls() {
    let good = [
        "https://push.example.com",
        "https://push.example.com:8443/",
        "http://localhost:8080",
        "http://[::1]:80",
        "HTTPS://Push.Example.COM",
    ];
    let bad = [
        "push.example.com",
        "http://push.example.com",
        "https://push.example.com/app",
        "https://a@b.com",
        "ftp://b.com",
        "https://b.com?x",
        "https://b.com/#x",
        "",
    ];
    for text in good {
        assert!(PublicUrl::parse(text).is_some(), "{text}");
    }
    for text in bad {
        assert_eq!(PublicUrl::parse(text), None, "{text}");
    }
}

#[test]
fn the_reference_is_up_to_date() {
    expect_file!["../../../docs/configuration.md"].assert_eq(&reference());
}

#[test]
fn help_names_every_variable() {
    let text = help();
    for (_, settings) in Config::settings() {
        for setting in settings {
            assert!(text.contains(setting.variable), "{}", setting.variable);
        }
    }
}
