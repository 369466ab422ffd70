//! The door: any bytes, alone and beside a certificate, with the password of the fixtures.
//!
//! Held against: the work stays within its limit, what is refused has a code and a remedy, and what is accepted can be used: a key
//! has a public half, and an identity is read back from its own PEM as the same.

#![no_main]

use credentials::{Credential, ExposeSecret as _, SecretString, Upload, UploadedFile, Work, read};
use libfuzzer_sys::fuzz_target;

const CERTIFICATE: &[u8] = include_bytes!("../../tests/fixtures/push.cer");

fuzz_target!(|bytes: &[u8]| {
    let files = [bytes, CERTIFICATE].map(|bytes| UploadedFile {
        name: "AuthKey_ABC1234567.p8",
        bytes,
    });
    let password = SecretString::from("old keychain");
    for files in [&files[..1], &files] {
        let upload = Upload {
            files,
            password: Some(&password),
            key_id: None,
        };
        let mut work = Work::for_one_upload();
        let outcome = read(&upload, &mut work);
        assert!(work.spent() <= Work::LIMIT);
        match outcome {
            Err(error) => assert!(!error.code().is_empty() && !error.remedy().is_empty()),
            Ok(reading) => usable(&reading.credential),
        }
    }
});

fn usable(credential: &Credential) {
    match credential {
        Credential::SigningKey { key, .. } => {
            assert!(key.public_key_pem().contains("PUBLIC KEY"));
        }
        Credential::Certificate(certificate) => assert!(!certificate.facts().topics.is_empty()),
        Credential::Identities(identities) => {
            assert!(!identities.is_empty());
            for identity in identities {
                let pem = identity.to_pem();
                let files = [UploadedFile {
                    name: "identity.pem",
                    bytes: pem.expose_secret().as_bytes(),
                }];
                let upload = Upload {
                    files: &files,
                    password: None,
                    key_id: None,
                };
                let again = read(&upload, &mut Work::for_one_upload());
                let Ok(Credential::Identities(again)) = again.map(|it| it.credential) else {
                    panic!("its own PEM is not an identity");
                };
                assert_eq!(again[0].facts(), identity.facts());
            }
        }
    }
}
