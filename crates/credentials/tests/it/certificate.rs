//! What is read from a push certificate, and which certificates are refused.

use std::fmt::Write as _;
use std::time::Duration;

use credentials::{Certificate, CertificateFacts, Expiry, Notice};
use expect_test::{Expect, expect};
use ring::digest::{SHA256, digest};

use crate::support::{PRODUCTION, SANDBOX, TOPICS, VOIP, fixture, made, push_certificate, tlv};

const NULL: &[u8] = &[5, 0];

fn check(facts: &CertificateFacts, expect: &Expect) {
    let mut out = String::new();
    writeln!(out, "{}: {}", facts.kind.code(), facts.common_name).unwrap();
    let environments = facts.environments;
    for (name, is_taken) in [
        ("sandbox", environments.sandbox),
        ("production", environments.production),
    ] {
        if is_taken {
            writeln!(out, "{name}").unwrap();
        }
    }
    for topic in &facts.topics {
        writeln!(out, "{} {:?}", topic.name, topic.kind).unwrap();
    }
    let team = facts.team_id.as_ref().map_or("-", |it| it.as_str());
    writeln!(out, "team {team}").unwrap();
    expect.assert_eq(&out);
}

/// One line per certificate: what it is, or why it was refused.
fn line(common_name: &str, user_id: Option<&str>, extensions: &[(u64, &[u8])]) -> String {
    match made(common_name, user_id, extensions).read() {
        Ok(certificate) => {
            let facts = certificate.facts();
            let topics: Vec<&str> = facts.topics.iter().map(|it| it.name.as_str()).collect();
            format!(
                "{}, sandbox {}, production {}: {}\n",
                facts.kind.code(),
                facts.environments.sandbox,
                facts.environments.production,
                topics.join(" ")
            )
        }
        Err(error) => format!("{}: {error}\n", error.code()),
    }
}

fn utf8(text: &str) -> Vec<u8> {
    tlv(0x0c, &[text.as_bytes()])
}

#[test]
fn universal_certificate_tells_its_topics() {
    check(
        push_certificate().facts(),
        &expect![[r"
            app: Apple Push Services: com.example.app
            sandbox
            production
            com.example.app App
            com.example.app.voip Voip
            com.example.app.complication Complication
            team TEAM123456
        "]],
    );
    let facts = push_certificate().facts().clone();
    assert_eq!(facts.serial, "1122334455667788");
    assert_eq!(facts.issuer, "Test Intermediate");
    assert_eq!(
        facts.not_after.duration_since(facts.not_before).unwrap(),
        Duration::from_hours(7300 * 24)
    );
    assert_eq!(
        facts.fingerprint,
        digest(&SHA256, &fixture("push.cer")).as_ref()
    );
}

#[test]
fn voip_certificate_pushes_to_its_own_topic_only() {
    let certificate = Certificate::from_der(&fixture("voip.cer")).unwrap();
    check(
        certificate.facts(),
        &expect![[r"
            voip: VoIP Services: com.example.app
            production
            com.example.app.voip Voip
            team TEAM123456
        "]],
    );
}

#[test]
fn kind_environment_and_topics_follow_name_and_marks() {
    let app = Some("com.example.app");
    let list = tlv(
        0x30,
        &[
            &utf8("com.example.app"),
            &tlv(0x30, &[&utf8("app")]),
            &utf8("com.example.app.new"),
            &tlv(0x30, &[&utf8("something new")]),
        ],
    );
    let voip = tlv(0x30, &[&utf8("com.example.app.voip")]);
    let bare = utf8("com.example.app.voip");
    let lines = [
        line("Apple Push Services: com.example.app", app, &[]),
        line("Apple Push Services: com.example.app", None, &[]),
        line(
            "Apple Push Services: com.example.app",
            app,
            &[(SANDBOX, NULL)],
        ),
        line(
            "Apple Development IOS Push Services: com.example.app",
            app,
            &[],
        ),
        line(
            "Apple Production IOS Push Services: com.example.app",
            app,
            &[(PRODUCTION, NULL)],
        ),
        line(
            "Apple Production Mac Push Services: com.example.app",
            app,
            &[],
        ),
        line("VoIP Services: com.example.app", app, &[]),
        line(
            "VoIP Services: com.example.app",
            Some("com.example.app.voip"),
            &[(VOIP, &voip)],
        ),
        line("VoIP Services: com.example.app", app, &[(VOIP, NULL)]),
        line("WatchKit Services: com.example.app", app, &[]),
        line(
            "Website Push ID: web.com.example",
            Some("web.com.example"),
            &[],
        ),
        line(
            "Pass Type ID: pass.com.example",
            Some("pass.com.example"),
            &[],
        ),
        line("APSP:1", Some("com.apple.mgmt.External.1"), &[]),
        line(
            "A name of its own",
            app,
            &[(SANDBOX, NULL), (TOPICS, &list)],
        ),
        line("A name of its own", None, &[(TOPICS, &list), (VOIP, &bare)]),
    ];
    expect![[r"
        app, sandbox true, production true: com.example.app
        app, sandbox true, production true: com.example.app
        app, sandbox true, production false: com.example.app
        app, sandbox true, production false: com.example.app
        app, sandbox false, production true: com.example.app
        app, sandbox false, production true: com.example.app
        voip, sandbox true, production true: com.example.app.voip
        voip, sandbox true, production true: com.example.app.voip
        voip, sandbox true, production true: com.example.app.voip
        watchkit, sandbox true, production true: com.example.app.complication
        website, sandbox false, production true: web.com.example
        pass, sandbox false, production true: pass.com.example
        mdm, sandbox false, production true: com.apple.mgmt.External.1
        app, sandbox true, production false: com.example.app com.example.app.new
        app, sandbox true, production true: com.example.app com.example.app.new com.example.app.voip
    "]]
    .assert_eq(&lines.concat());
}

#[test]
fn certificates_that_cannot_push_are_named() {
    let app = Some("com.example.app");
    let wild = tlv(0x30, &[&utf8("com.example.*"), &tlv(0x30, &[&utf8("app")])]);
    let many: Vec<Vec<u8>> = (0..40)
        .map(|n| utf8(&format!("com.example.a{n}")))
        .collect();
    let many = tlv(0x30, &many.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let lines = [
        line("Apple Push Services: *", Some("*"), &[]),
        line(
            "Apple Push Services: com.example.app",
            app,
            &[(TOPICS, &wild)],
        ),
        line("Apple Push Services: com.example.*", None, &[]),
        line(
            "Apple Development: Jo (ABCDE12345)",
            Some("ABCDE12345"),
            &[],
        ),
        line("iPhone Distribution: Nobody", app, &[]),
        line("Developer ID Application: Nobody", app, &[]),
        line(
            "Merchant ID: merchant.com.example",
            Some("merchant.com.example"),
            &[],
        ),
        line("example.com", None, &[]),
        line("Apple Push Services: ", None, &[]),
        line("Apple Push Services: a b", Some("a b"), &[]),
        line(
            "Apple Push Services: com.example.app",
            app,
            &[(TOPICS, &many)],
        ),
        line(
            "Apple Push Services: com.example.app",
            app,
            &[(TOPICS, &[0x30, 0x80])],
        ),
        line(
            "Apple Push Services: com.example.app",
            app,
            &[(TOPICS, &[0x30, 2, 0x0c, 9])],
        ),
    ];
    expect![[r"
        certificate_wildcard: this certificate is for a wildcard App ID; Apple gives pushes to explicit App IDs only
        certificate_wildcard: this certificate is for a wildcard App ID; Apple gives pushes to explicit App IDs only
        certificate_wildcard: this certificate is for a wildcard App ID; Apple gives pushes to explicit App IDs only
        certificate_code_signing: this is a code signing certificate, which cannot send pushes
        certificate_code_signing: this is a code signing certificate, which cannot send pushes
        certificate_code_signing: this is a code signing certificate, which cannot send pushes
        certificate_apple_pay: this is an Apple Pay certificate, which cannot send pushes
        certificate_not_for_push: this is a certificate without Apple's push extensions, which cannot send pushes
        certificate_no_topic: the certificate names no app: its topics cannot be read
        certificate_no_topic: the certificate names no app: its topics cannot be read
        certificate_no_topic: the certificate names no app: its topics cannot be read
        certificate_no_topic: the certificate names no app: its topics cannot be read
        certificate_no_topic: the certificate names no app: its topics cannot be read
    "]].assert_eq(&lines.concat());
    for (file, code) in [
        ("wildcard.cer", "certificate_wildcard"),
        ("signing.cer", "certificate_code_signing"),
        ("ca.cer", "certificate_authority"),
    ] {
        let error = Certificate::from_der(&fixture(file)).unwrap_err();
        assert_eq!(error.code(), code);
        assert!(error.remedy().ends_with('.'));
    }
}

#[test]
fn cut_or_lengthened_certificate_is_refused() {
    let whole = fixture("push.cer");
    for length in 0..whole.len() {
        Certificate::from_der(&whole[..length]).unwrap_err();
    }
    Certificate::from_der(&[whole, vec![0]].concat()).unwrap_err();
}

#[test]
fn text_in_a_name_cannot_steer_a_terminal() {
    let name = format!("Apple Push Services: \u{1b}[31m{}", "x".repeat(400));
    let certificate = made(&name, Some("com.example.app"), &[]).read().unwrap();
    let shown = &certificate.facts().common_name;
    assert!(!shown.contains('\u{1b}') && shown.chars().count() == 200);
}

#[test]
fn expiry_is_told_at_thirty_fourteen_seven_and_one_days() {
    let facts = push_certificate().facts().clone();
    let day = Duration::from_hours(24);
    let second = Duration::from_secs(1);
    let left = |left: Duration| facts.expiry(facts.not_after - left);
    for (notice, days) in [
        (Notice::Month, 30),
        (Notice::Fortnight, 14),
        (Notice::Week, 7),
        (Notice::Day, 1),
    ] {
        assert_eq!(notice.days(), u8::try_from(days).unwrap());
        assert_eq!(left(day * days), Expiry::Within(notice));
        assert!(left(day * days + second) < Expiry::Within(notice));
    }
    assert_eq!(left(day * 30 + second), Expiry::Valid);
    assert_eq!(left(Duration::ZERO), Expiry::Within(Notice::Day));
    assert_eq!(facts.expiry(facts.not_after + second), Expiry::Expired);
    assert_eq!(facts.expiry(facts.not_before), Expiry::Valid);
    assert_eq!(facts.expiry(facts.not_before - second), Expiry::NotYetValid);
}
