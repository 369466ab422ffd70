//! `.p12` files of another maker (`tests/fixtures/make.sh`), opened without conversion.

use credentials::{Credential, UploadError};
use expect_test::{Expect, expect};
use ring::{digest, hmac};

use crate::pfx::{
    SALT, bag, certificate_bag, contents, lock, locked_key_bag, locked_part, mac_data, open_part,
    pbmac1, pfx, unsealed,
};
use crate::support::{fixture, fixtures, push_key, read_file, told};

const OLD: &str = "old keychain";
const UNICODE: &str = "пароль é 密码 😀";

fn password_of(name: &str) -> Option<&'static str> {
    if name.contains("-empty") || name == "open.p12" {
        None
    } else if name.contains("-unicode") {
        Some(UNICODE)
    } else {
        Some(OLD)
    }
}

fn check(outcome: impl Fn(&str, &[u8]) -> String, expect: &Expect) {
    let lines = fixtures("p12").into_iter().map(|name| {
        let told = outcome(&name, &fixture(&format!("p12/{name}")));
        format!("{name}: {told}\n")
    });
    expect.assert_eq(&lines.collect::<String>());
}

#[test]
fn every_cipher_opens_with_its_password() {
    check(
        |name, file| told(&read_file(name, file, password_of(name))),
        &expect![[r"
            2des.p12: Apple Push Services: com.example.app (2)
            3des-empty.p12: Apple Push Services: com.example.app (2)
            3des-unicode.p12: Apple Push Services: com.example.app (2)
            3des.p12: Apple Push Services: com.example.app (2)
            aes128-sha512-mac.p12: Apple Push Services: com.example.app (2)
            aes256-empty.p12: Apple Push Services: com.example.app (2)
            aes256-unicode.p12: Apple Push Services: com.example.app (2)
            aes256.p12: Apple Push Services: com.example.app (2)
            certificate-only.p12: only Apple Push Services: com.example.app
            key-only.p12: upload_no_certificate: this is the private key of a certificate, without the certificate
            no-mac.p12: Apple Push Services: com.example.app (2)
            open-certificates.p12: Apple Push Services: com.example.app (2)
            open.p12: Apple Push Services: com.example.app (2)
            rc2-128.p12: Apple Push Services: com.example.app (2)
            rc2-40-empty.p12: Apple Push Services: com.example.app (2)
            rc2-40-unicode.p12: Apple Push Services: com.example.app (2)
            rc2-40.p12: Apple Push Services: com.example.app (2)
            rc4-128.p12: locked_unsupported: the file is protected with RC4, which is not supported
            signing.p12: certificate_code_signing: this is a code signing certificate, which cannot send pushes
            voip.p12: VoIP Services: com.example.app (1)
            wildcard.p12: certificate_wildcard: this certificate is for a wildcard App ID; Apple gives pushes to explicit App IDs only
        "]],
    );
}

#[test]
fn wrong_or_missing_password_is_told_from_damage() {
    check(
        |name, file| {
            let code = |password| {
                read_file(name, file, password).map_or_else(UploadError::code, |_| "opens")
            };
            format!("{}, {}", code(Some("wrong")), code(None))
        },
        &expect![[r"
            2des.p12: locked_wrong_password, locked_password_needed
            3des-empty.p12: locked_wrong_password, opens
            3des-unicode.p12: locked_wrong_password, locked_password_needed
            3des.p12: locked_wrong_password, locked_password_needed
            aes128-sha512-mac.p12: locked_wrong_password, locked_password_needed
            aes256-empty.p12: locked_wrong_password, opens
            aes256-unicode.p12: locked_wrong_password, locked_password_needed
            aes256.p12: locked_wrong_password, locked_password_needed
            certificate-only.p12: locked_wrong_password, locked_password_needed
            key-only.p12: locked_wrong_password, locked_password_needed
            no-mac.p12: locked_wrong_password, locked_password_needed
            open-certificates.p12: locked_wrong_password, locked_password_needed
            open.p12: opens, opens
            rc2-128.p12: locked_wrong_password, locked_password_needed
            rc2-40-empty.p12: locked_wrong_password, opens
            rc2-40-unicode.p12: locked_wrong_password, locked_password_needed
            rc2-40.p12: locked_wrong_password, locked_password_needed
            rc4-128.p12: locked_wrong_password, locked_password_needed
            signing.p12: locked_wrong_password, locked_password_needed
            voip.p12: locked_wrong_password, locked_password_needed
            wildcard.p12: locked_wrong_password, locked_password_needed
        "]],
    );
}

#[test]
fn key_in_every_file_is_the_same() {
    for name in fixtures("p12") {
        let Ok(reading) = read_file(&name, &fixture(&format!("p12/{name}")), password_of(&name))
        else {
            continue;
        };
        let Credential::Identities(identities) = reading.credential else {
            continue;
        };
        let [identity] = identities.as_slice() else {
            panic!("{name}: not one identity");
        };
        if name != "voip.p12" {
            assert_eq!(
                identity.identity().private_key(),
                push_key().expose_pkcs8(),
                "{name}"
            );
        }
    }
}

/// `MacData` with SHA-1 whose key comes from `password` as it is: UTF-16 with a zero, or nothing.
fn mac(safes: &[u8], password: &[u8], rounds: u32) -> Vec<u8> {
    let fill = |bytes: &[u8]| -> Vec<u8> {
        let length = bytes.len().next_multiple_of(64);
        bytes.iter().copied().cycle().take(length).collect()
    };
    let mut key = [vec![3; 64], fill(SALT), fill(password)].concat();
    for _ in 0..rounds {
        key = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, &key)
            .as_ref()
            .to_vec();
    }
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &key);
    mac_data(SALT, rounds.into(), hmac::sign(&key, safes).as_ref())
}

/// One identity in the open, sealed by `mac`.
fn sealed(mac: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let bags = [
        bag(1, push_key().expose_pkcs8()),
        certificate_bag(&fixture("push.cer")),
    ];
    pfx(&[open_part(&bags)], mac)
}

#[test]
fn no_password_and_an_empty_one_are_both_opened() {
    let empty = sealed(|safes| mac(safes, &[0, 0], 3));
    let null = sealed(|safes| mac(safes, &[], 3));
    assert_ne!(empty, null);
    for file in [empty, null] {
        for password in [None, Some("")] {
            assert!(read_file("a.p12", &file, password).is_ok());
        }
        let wrong = read_file("a.p12", &file, Some("x")).unwrap_err();
        assert_eq!(wrong.code(), "locked_wrong_password");
    }
}

#[test]
fn password_spelled_by_an_old_openssl_is_understood() {
    // Each byte of UTF-8 taken for a letter, high byte first, with a zero at the end.
    let mut wide: Vec<u8> = "é密".bytes().flat_map(|byte| [0, byte]).collect();
    wide.extend([0, 0]);
    let file = sealed(|safes| mac(safes, &wide, 3));
    assert!(read_file("a.p12", &file, Some("é密")).is_ok());
}

#[test]
fn seal_of_the_newest_form_is_understood() {
    let file = sealed(|safes| pbmac1(safes, "secret", 100, 32));
    assert!(read_file("a.p12", &file, Some("secret")).is_ok());
    assert!(read_file("a.p12", &file, Some("wrong")).is_err());
}

#[test]
fn several_identities_are_all_told() {
    let voip = read_file("voip.p12", &fixture("p12/voip.p12"), Some(OLD)).unwrap();
    let Credential::Identities(voip) = voip.credential else {
        panic!("no identity");
    };
    let bags = [
        certificate_bag(&fixture("push.cer")),
        certificate_bag(&fixture("voip.cer")),
        certificate_bag(&fixture("signing.cer")),
        certificate_bag(&fixture("wildcard.cer")),
    ];
    let (algorithm, locked) = lock(&contents(&bags), "secret", 100);
    let (key_algorithm, key) = lock(voip[0].identity().private_key(), "secret", 100);
    let keys = [
        bag(1, push_key().expose_pkcs8()),
        locked_key_bag(&key_algorithm, &key),
    ];
    // Keys that lie in a bag of bags.
    let nested = bag(6, &contents(&keys));
    let file = pfx(
        &[locked_part(&algorithm, &locked), open_part(&[nested])],
        unsealed,
    );
    expect!["Apple Push Services: com.example.app (1) and VoIP Services: com.example.app (1); LeftOut(NotForPush(CodeSigning)); LeftOut(Wildcard)"].assert_eq(&told(&read_file("a.p12", &file, Some("secret"))));
}
