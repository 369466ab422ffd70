//! `.p12` files of another maker (`tests/fixtures/make.sh`), opened without conversion.

use credentials::{Credential, UploadError};
use expect_test::{Expect, expect};

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
