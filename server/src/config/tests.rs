//! What settings are understood, what is refused, and that the reference says so.

#![expect(
    clippy::needless_pass_by_value,
    reason = "a snapshot is made for the one check that takes it"
)]
#![expect(
    clippy::needless_raw_string_hashes,
    reason = "expect_test writes its snapshots like this"
)]

use expect_test::{Expect, expect, expect_file};

use super::source::Wish;
use super::*;

#[track_caller]
fn check(arguments: &[&str], variables: &[(&str, &str)], expected: Expect) {
    let variables = [("HOME", "/home/ada")].iter().chain(variables);
    let (source, wish) = Source::parse(
        arguments.iter().map(Into::into),
        variables.map(|(name, value)| (name.into(), value.into())),
    );
    assert_eq!(wish, Wish::Run);
    let read = Config::read(source);
    let text = match read {
        Ok(config) => format!("{config:#?}"),
        Err(errors) => errors.to_string(),
    };
    expected.assert_eq(&text);
}

#[test]
fn everything_has_a_default() {
    check(
        &[],
        &[],
        expect![[r#"
            Config {
                bind: Bind {
                    listen: 127.0.0.1:0,
                    public_url: None,
                },
                data: DataFolder {
                    path: "/home/ada/.local/share/carillon",
                },
                demo: On,
                limits: Limits {
                    header: 10s,
                    body: 30s,
                    body_bytes: 65536,
                    connections: 4096,
                    connections_per_address: 64,
                    sends_per_minute: 600,
                    sign_ins_per_minute: 20,
                    drain: 10s,
                    heartbeat: 15s,
                },
                session: SessionRules {
                    idle: 1800s,
                    longest: 43200s,
                    link: 3600s,
                },
                telemetry: Telemetry {
                    format: Text,
                    level: Level(
                        Info,
                    ),
                },
                unread: [],
            }"#]],
    );
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
        expect![[r#"
            Config {
                bind: Bind {
                    listen: 127.0.0.1:8080,
                    public_url: None,
                },
                data: DataFolder {
                    path: "/srv/carillon",
                },
                demo: Off,
                limits: Limits {
                    header: 10s,
                    body: 30s,
                    body_bytes: 65536,
                    connections: 4096,
                    connections_per_address: 64,
                    sends_per_minute: 600,
                    sign_ins_per_minute: 20,
                    drain: 10s,
                    heartbeat: 15s,
                },
                session: SessionRules {
                    idle: 1800s,
                    longest: 3600s,
                    link: 3600s,
                },
                telemetry: Telemetry {
                    format: Json,
                    level: Level(
                        Info,
                    ),
                },
                unread: [],
            }"#]],
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
            ("CARILLON_DEMO", "yes"),
        ],
        expect![[r#"
            5 settings cannot be used:
              --listen must be an IP address and a port, where port 0 means any free one; for example: 127.0.0.1:8080
              --public-url must be `https://` and a host, without a path (`http://` only with a loopback host); for example: https://push.example.com
              CARILLON_DEMO must be `on` or `off`; for example: off
              CARILLON_BODY_SECONDS must be a whole number of seconds from 1 to 300; for example: 30
              CARILLON_LOG must be `text` or `json`; for example: json
            `carillon-server --help` lists them all"#]],
    );
}

#[test]
fn variables_that_no_setting_has_are_told() {
    let variables = [
        ("CARILLON_DATA", "/srv/carillon"),
        ("CARILLON_SESION_HOURS", "1"),
        ("OTHER", "1"),
    ];
    let config = Config::read(Source::of(variables)).unwrap();
    assert_eq!(config.unread, ["CARILLON_SESION_HOURS"]);
}

#[test]
fn unknown_arguments_are_named_beside_all_else() {
    check(
        &["--lissen", "127.0.0.1:8080", "-x", "--data"],
        &[("CARILLON_DEMO", "yes")],
        expect![[r#"
            4 settings cannot be used:
              --lissen must be a flag of this program; for example: --listen 127.0.0.1:8080
              -x must be a flag of this program; for example: --listen 127.0.0.1:8080
              --data must be a folder that this user may write to; for example: /var/lib/carillon
              CARILLON_DEMO must be `on` or `off`; for example: off
            `carillon-server --help` lists them all"#]],
    );
}

#[test]
fn listening_beyond_loopback_needs_a_public_url() {
    check(
        &["--listen", "0.0.0.0:80"],
        &[],
        expect![[r#"
        1 setting cannot be used:
          --public-url must be given when the relay listens on other addresses than loopback; for example: https://push.example.com
        `carillon-server --help` lists them all"#]],
    );
}

#[test]
fn a_user_without_a_home_must_choose_a_folder() {
    let errors = Config::read(Source::of([])).expect_err("no home, no folder");
    expect![[r#"
        1 setting cannot be used:
          --data must be given where this user has no home folder; for example: /var/lib/carillon
        `carillon-server --help` lists them all"#]]
    .assert_eq(&errors.to_string());
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
fn a_public_origin_is_written_as_browsers_write_it() {
    for (text, origin) in [
        ("https://Push.example.com:443/", "https://push.example.com"),
        (
            "https://push.example.com:8443",
            "https://push.example.com:8443",
        ),
        ("https://push.example.com:80", "https://push.example.com:80"),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ] {
        assert_eq!(PublicUrl::parse(text).unwrap().origin(), origin);
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
