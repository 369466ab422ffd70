//! The door: what may be dropped on it, alone or together, and what everything else is called.

use credentials::{
    Credential, KeyId, Reading, Upload, UploadError, UploadedFile, Warning, Work, read,
};
use expect_test::{Expect, expect};
use test_support::mint_key;

use crate::support::{der, fixture, fixture_text, made, read_file, read_files, tlv, told};

const SECRET: &str = "tèst 密码";

fn check(rows: &[(&str, Result<Reading, UploadError>)], expect: &Expect) {
    let lines = rows
        .iter()
        .map(|(name, outcome)| format!("{name}: {}\n", told(outcome)));
    expect.assert_eq(&lines.collect::<String>());
}

fn text(name: &str, text: &str) -> Result<Reading, UploadError> {
    read_file(name, text.as_bytes(), None)
}

fn framed(label: &str) -> String {
    format!("-----BEGIN {label}-----\nMAMCAQE=\n-----END {label}-----\n")
}

#[test]
fn certificate_and_key_are_read_in_any_order_and_any_frame() {
    let (certificate, key) = (fixture_text("push.cer.pem"), fixture_text("push.pkcs8.pem"));
    let (cer, pkcs1) = (fixture("push.cer"), fixture_text("push.pkcs1.pem"));
    let key_first = format!("Bag Attributes\n  friendlyName: x\n{key}\n{certificate}");
    let made = made("Apple Push Services: com.example.app", None, &[]);
    check(
        &[
            ("one file", text("apns.pem", &format!("{certificate}{key}"))),
            (
                "key first, with OpenSSL's remarks",
                text("apns.pem", &key_first),
            ),
            (
                "two files",
                read_files(
                    &[
                        ("cert.pem", certificate.as_bytes()),
                        ("key.pem", pkcs1.as_bytes()),
                    ],
                    None,
                ),
            ),
            (
                "DER and PEM, with the authority",
                read_files(
                    &[
                        ("key.pem", key.as_bytes()),
                        ("ca.cer", &fixture("ca.cer")),
                        ("aps.cer", &cer),
                    ],
                    None,
                ),
            ),
            (
                "all in DER",
                read_files(&[("key.der", &der(&pkcs1)), ("aps.cer", &cer)], None),
            ),
            (
                "P-256 in DER",
                read_files(&[("a", &made.der), ("b", &made.key.serialize_der())], None),
            ),
            (
                "another key",
                read_files(
                    &[
                        ("aps.cer", &cer),
                        ("key.pem", fixture_text("key-sec1.pem").as_bytes()),
                    ],
                    None,
                ),
            ),
            (
                "a key that TLS does not take",
                read_files(
                    &[
                        ("aps.cer", &cer),
                        ("key.pem", fixture_text("key-p384.pem").as_bytes()),
                    ],
                    None,
                ),
            ),
            ("certificate alone", read_file("aps.cer", &cer, None)),
            ("certificate alone, in PEM", text("aps.cer", &certificate)),
            ("key alone", text("key.pem", &key)),
            (
                "certificates with one key",
                read_files(
                    &[
                        ("aps.cer", &cer),
                        ("voip.cer", &fixture("voip.cer")),
                        ("signing.cer", &fixture("signing.cer")),
                        ("key.pem", key.as_bytes()),
                    ],
                    None,
                ),
            ),
        ],
        &expect![[r#"
            one file: Apple Push Services: com.example.app (1)
            key first, with OpenSSL's remarks: Apple Push Services: com.example.app (1)
            two files: Apple Push Services: com.example.app (1)
            DER and PEM, with the authority: Apple Push Services: com.example.app (2)
            all in DER: Apple Push Services: com.example.app (1)
            P-256 in DER: Apple Push Services: com.example.app (1)
            another key: upload_other_key: the private key belongs to another certificate
            a key that TLS does not take: private_key_other_curve: the private key is on another curve than P-256
            certificate alone: only Apple Push Services: com.example.app
            certificate alone, in PEM: only Apple Push Services: com.example.app
            key alone: upload_no_certificate: this is the private key of a certificate, without the certificate
            certificates with one key: Apple Push Services: com.example.app (1); WithoutKey { common_name: "VoIP Services: com.example.app" }; LeftOut(NotForPush(CodeSigning))
        "#]],
    );
}

#[test]
fn encrypted_key_opens_with_its_password() {
    let certificate = fixture("push.cer");
    let rows = [
        "aes256",
        "aes128-sha1",
        "aes192-sha512",
        "des3",
        "pbe-3des",
        "pbe-rc2-40",
        "pbe-md5-des",
        "scrypt",
        "openssl",
    ]
    .map(|name| {
        let key = fixture(&format!("key-{name}.pem"));
        let with = |password| read_files(&[("a.pem", &key), ("b.cer", &certificate)], password);
        let codes = [Some("wrong"), None].map(|it| with(it).unwrap_err().code());
        format!(
            "{name}: {}; {}\n",
            told(&with(Some(SECRET))),
            codes.join(", ")
        )
    });
    expect![[r"
        aes256: Apple Push Services: com.example.app (1); locked_wrong_password, locked_password_needed
        aes128-sha1: Apple Push Services: com.example.app (1); locked_wrong_password, locked_password_needed
        aes192-sha512: Apple Push Services: com.example.app (1); locked_wrong_password, locked_password_needed
        des3: Apple Push Services: com.example.app (1); locked_wrong_password, locked_password_needed
        pbe-3des: Apple Push Services: com.example.app (1); locked_wrong_password, locked_password_needed
        pbe-rc2-40: Apple Push Services: com.example.app (1); locked_wrong_password, locked_password_needed
        pbe-md5-des: locked_unsupported: the file is protected with PBES1 (DES), which is not supported; locked_unsupported, locked_unsupported
        scrypt: locked_unsupported: the file is protected with scrypt, which is not supported; locked_unsupported, locked_unsupported
        openssl: locked_unsupported: the file is protected with OpenSSL's old PEM encryption, which is not supported; locked_unsupported, locked_unsupported
    "]].assert_eq(&rows.concat());
}

#[test]
fn signing_key_takes_its_id_from_the_file_name() {
    let pem = mint_key().p8_pem;
    let bare: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    check(
        &[
            ("as downloaded", text("AuthKey_ABC1234567.p8", &pem)),
            ("a copy", text("AuthKey_ABC1234567 (1).p8", &pem)),
            ("with a path", text("C:\\keys\\AuthKey_ABC1234567.p8", &pem)),
            (
                "below a line that begins like DER",
                text("AuthKey_ABC1234567.p8", &format!("0 keys before\n{pem}")),
            ),
            ("renamed", text("key.p8", &pem)),
            ("no id", text("AuthKey_abc.p8", &pem)),
            (
                "without its first and last line",
                text("AuthKey_ABC1234567.p8", &bare),
            ),
            (
                "in DER",
                read_file("AuthKey_ABC1234567.p8", &der(&pem), None),
            ),
            (
                "another service",
                text("SubscriptionKey_ABC1234567.p8", &pem),
            ),
            (
                "two of them",
                read_files(&[("a.p8", pem.as_bytes()), ("b.p8", pem.as_bytes())], None),
            ),
        ],
        &expect![[r"
            as downloaded: signing key ABC1234567
            a copy: signing key ABC1234567
            with a path: signing key ABC1234567
            below a line that begins like DER: signing key ABC1234567
            renamed: signing key -
            no id: signing key -
            without its first and last line: signing key ABC1234567
            in DER: signing key ABC1234567
            another service: signing key -; OtherService(InAppPurchase)
            two of them: upload_several_keys: these are several private keys, without a certificate
        "]],
    );
}

#[test]
fn typed_key_id_wins_and_the_difference_is_told() {
    let pem = mint_key().p8_pem;
    let [named, typed] = ["ABC1234567", "XYZ1234567"].map(|it| KeyId::parse(it).unwrap());
    let with = |key_id| {
        let files = [UploadedFile {
            name: "AuthKey_ABC1234567.p8",
            bytes: pem.as_bytes(),
        }];
        let upload = Upload {
            files: &files,
            password: None,
            key_id: Some(key_id),
        };
        read(&upload, &mut Work::for_one_upload()).unwrap()
    };
    let reading = with(&typed);
    assert!(
        matches!(reading.credential, Credential::SigningKey { key_id: Some(id), .. } if id == typed)
    );
    let expected = Warning::KeyIdDiffers {
        in_file_name: named.clone(),
    };
    assert_eq!(reading.warnings, [expected]);
    assert_eq!(with(&named).warnings, []);
}

#[test]
fn other_texts_are_called_by_their_names() {
    let account =
        r#"{"type": "service_account", "private_key": "-----BEGIN PRIVATE KEY-----\nMAMCAQE="}"#;
    let sender = "<?xml?><plist><key>GCM_SENDER_ID</key></plist>";
    let rows: Vec<(&str, String)> = vec![
        ("empty", String::new()),
        ("blank", " \n".into()),
        ("text", "hello".into()),
        ("request", fixture_text("push.certSigningRequest")),
        ("public key", mint_key().public_pem),
        ("Firebase", account.into()),
        ("google-services.json", r#"{"project_info": {}}"#.into()),
        ("JSON", "[1]".into()),
        ("GoogleService-Info.plist", sender.into()),
        ("plist", "<?xml?><plist></plist>".into()),
        ("page", "<!DOCTYPE html><html></html>".into()),
        ("SSH", framed("OPENSSH PRIVATE KEY")),
        ("SSH, public", "ssh-rsa AAAA".into()),
        ("unknown frame", framed("PGP MESSAGE")),
        ("damaged certificate", framed("CERTIFICATE")),
        ("nothing inside", "-----BEGIN CERTIFICATE-----\n".into()),
        ("damaged key", framed("PRIVATE KEY")),
        ("encrypted key alone", fixture_text("key-aes256.pem")),
        ("P-384", fixture_text("key-p384.pem")),
        ("Ed25519", fixture_text("key-ed25519.pem")),
        ("SEC1", fixture_text("key-sec1.pem")),
    ];
    let rows: Vec<_> = rows
        .iter()
        .map(|(name, content)| (*name, text("AuthKey_ABC1234567.p8", content)))
        .collect();
    check(
        &rows,
        &expect![[r"
        empty: upload_empty: this is an empty file
        blank: upload_empty: this is an empty file
        text: upload_unknown: this is neither a key nor a certificate
        request: upload_certificate_request: this is a certificate request, not the certificate that Apple made from it
        public key: upload_public_key: this is a public key
        Firebase: upload_firebase: this is a Firebase service account, which is for Android's pushes
        google-services.json: upload_firebase_configuration: this is the Firebase configuration of an app
        JSON: upload_json: this is a JSON file
        GoogleService-Info.plist: upload_firebase_configuration: this is the Firebase configuration of an app
        plist: upload_property_list: this is a property list
        page: upload_html: this is a web page
        SSH: upload_ssh_key: this is an SSH key
        SSH, public: upload_ssh_key: this is an SSH key
        unknown frame: upload_unknown: this is neither a key nor a certificate
        damaged certificate: certificate_malformed: the certificate is damaged: its content cannot be read
        nothing inside: certificate_malformed: the certificate is damaged: its content cannot be read
        damaged key: key_malformed: the key is damaged: its content cannot be read
        encrypted key alone: key_encrypted: this key is encrypted with a password; Apple's .p8 files are not
        P-384: key_other_curve: this key is on another curve; APNs needs P-256
        Ed25519: key_other_algorithm: this key is neither P-256 nor RSA; APNs needs a P-256 key
        SEC1: key_sec1: this key is framed as EC PRIVATE KEY (SEC1); convert it with: openssl pkcs8 -topk8 -nocrypt
    "]],
    );
}

#[test]
fn other_files_are_called_by_their_names() {
    const SIGNED_DATA: &[u8] = &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
    let plist = tlv(4, &[b"<?xml?><plist><key>Entitlements</key></plist>"]);
    let request = fixture_text("push.certSigningRequest");
    let p12 = fixture("p12/aes256.p12");
    let mut ber = p12.clone();
    ber.splice(1..4, [0x80]);
    let rows: Vec<(&str, Vec<u8>)> = vec![
        ("noise", vec![0xff, 1, 2, 3]),
        ("profile", tlv(0x30, &[SIGNED_DATA, &tlv(0xa0, &[&plist])])),
        ("p7b", tlv(0x30, &[SIGNED_DATA])),
        ("request in DER", der(&request)),
        ("public key in DER", der(&mint_key().public_pem)),
        ("Java", vec![0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2]),
        ("binary plist", b"bplist00\xd1".to_vec()),
        ("zip", b"PK\x03\x04\xff\xff".to_vec()),
        ("keychain", b"kych\x00\x01\xff".to_vec()),
        ("authority alone", fixture("ca.cer")),
        ("wildcard", fixture("wildcard.cer")),
        ("BER", ber),
        ("cut off", p12[..p12.len() / 2].to_vec()),
        ("too large", vec![0; 64 * 1024 + 1]),
    ];
    let mut rows: Vec<_> = rows
        .iter()
        .map(|(name, content)| (*name, read_file("a.p12", content, None)))
        .collect();
    rows.push(("nothing", read_files(&[], None)));
    check(
        &rows,
        &expect![[r"
        noise: upload_unknown: this is neither a key nor a certificate
        profile: upload_provisioning_profile: this is a provisioning profile, which holds no private key
        p7b: upload_pkcs7: this is a PKCS#7 bundle, which holds no private key
        request in DER: upload_certificate_request: this is a certificate request, not the certificate that Apple made from it
        public key in DER: upload_public_key: this is a public key
        Java: upload_java_keystore: this is a Java keystore
        binary plist: upload_property_list: this is a property list
        zip: upload_archive: this is an archive
        keychain: upload_keychain: this is a whole keychain of macOS
        authority alone: certificate_authority: this is a certificate authority's certificate, which cannot send pushes
        wildcard: certificate_wildcard: this certificate is for a wildcard App ID; Apple gives pushes to explicit App IDs only
        BER: locked_indefinite: the file is written in BER with indefinite lengths, not in DER
        cut off: upload_cut_off: this is a file that was cut off or is damaged
        too large: upload_too_large: a credential has at most 64 KiB in 4 files; this is more
        nothing: upload_empty: this is an empty file
    "]],
    );
}
