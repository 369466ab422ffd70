//! Which files are keys, and what the others are called. Those of the tree in `tests/fixtures` were made to be thrown away.

use credentials::{ExposeSecret as _, KeyId, SigningKey, TeamId};
use expect_test::{Expect, expect};
use test_support::mint_key;

/// PKCS#8 frames around algorithms that are not ours; the key octets inside are never reached.
const ALGORITHMS: [(&str, &[u8]); 4] = [
    // rsaEncryption, NULL
    (
        "RSA",
        &[
            0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
        ],
    ),
    // ecPublicKey, secp384r1
    (
        "P-384",
        &[
            0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x05, 0x2b, 0x81, 0x04,
            0x00, 0x22,
        ],
    ),
    // Ed25519
    ("Ed25519", &[0x06, 0x03, 0x2b, 0x65, 0x70]),
    // ecPublicKey, prime256v1, and octets that are no key
    (
        "P-256 without a key",
        &[
            0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48,
            0xce, 0x3d, 0x03, 0x01, 0x07,
        ],
    ),
];

fn framed(label: &str, base64: &str) -> String {
    format!("-----BEGIN {label}-----\n{base64}\n-----END {label}-----\n")
}

/// A PKCS#8 key of `algorithm` with four octets where the key should be.
fn pkcs8(algorithm: &[u8]) -> String {
    use base64::Engine as _;
    let length = |bytes: &[u8]| u8::try_from(bytes.len()).unwrap();
    let mut content = vec![0x02, 0x01, 0x00, 0x30, length(algorithm)];
    content.extend_from_slice(algorithm);
    content.extend_from_slice(&[0x04, 0x04, 1, 2, 3, 4]);
    let mut der = vec![0x30, length(&content)];
    der.extend_from_slice(&content);
    framed(
        "PRIVATE KEY",
        &base64::engine::general_purpose::STANDARD.encode(der),
    )
}

fn check(files: &[(&str, String)], expect: &Expect) {
    let lines = files.iter().map(|(name, file)| {
        let outcome = SigningKey::from_p8(file)
            .map_or_else(|error| error.to_string(), |_| "a key".to_owned());
        format!("{name}: {outcome}\n")
    });
    expect.assert_eq(&lines.collect::<String>());
}

#[test]
fn p8_file_is_read_however_it_was_pasted() {
    let pem = mint_key().p8_pem;
    let body = pem
        .lines()
        .filter(|line| !line.starts_with('-'))
        .collect::<String>();
    check(
        &[
            ("as downloaded", pem.clone()),
            ("Windows line ends", pem.replace('\n', "\r\n")),
            (
                "indented, with text around",
                format!("the key:\n  {}\nbye", pem.replace('\n', "\n  ")),
            ),
            ("one line", framed("PRIVATE KEY", &body)),
            (
                "line ends lost",
                framed("PRIVATE KEY", &body).replace('\n', " "),
            ),
        ],
        &expect![[r"
            as downloaded: a key
            Windows line ends: a key
            indented, with text around: a key
            one line: a key
            line ends lost: a key
        "]],
    );
}

#[test]
fn every_other_file_is_named() {
    let pem = mint_key();
    let mut files: Vec<(&str, String)> = ALGORITHMS
        .iter()
        .map(|(name, algorithm)| (*name, pkcs8(algorithm)))
        .collect();
    files.extend([
        ("nothing", " \n".to_owned()),
        ("text", "hello".to_owned()),
        (
            "SEC1",
            format!(
                "{}{}",
                framed("EC PARAMETERS", "BggqhkjOPQMBBw=="),
                framed("EC PRIVATE KEY", "AAAA")
            ),
        ),
        ("PKCS#1", framed("RSA PRIVATE KEY", "AAAA")),
        ("encrypted", framed("ENCRYPTED PRIVATE KEY", "AAAA")),
        ("certificate", framed("CERTIFICATE", "AAAA")),
        ("certificate request", framed("CERTIFICATE REQUEST", "AAAA")),
        ("public key", pem.public_pem.clone()),
        ("not base64", framed("PRIVATE KEY", "ä")),
        ("not DER", framed("PRIVATE KEY", "AAAA")),
        ("cut off", pem.p8_pem[..pem.p8_pem.len() / 2].to_owned()),
        ("a line lost", {
            let lines: Vec<&str> = pem.p8_pem.lines().collect();
            [&lines[..2], &lines[3..]].concat().join("\n")
        }),
    ]);
    check(
        &files,
        &expect![[r"
            RSA: this is an RSA key; APNs needs a P-256 key
            P-384: this key is on another curve; APNs needs P-256
            Ed25519: this key is neither P-256 nor RSA; APNs needs a P-256 key
            P-256 without a key: the key is damaged: its content cannot be read
            nothing: the key is empty
            text: this is not a .p8 file: no line says BEGIN PRIVATE KEY
            SEC1: this key is framed as EC PRIVATE KEY (SEC1); convert it with: openssl pkcs8 -topk8 -nocrypt
            PKCS#1: this is an RSA key; APNs needs a P-256 key
            encrypted: this key is encrypted with a password; Apple's .p8 files are not
            certificate: this is a certificate; token authentication needs the .p8 signing key
            certificate request: this PEM file holds no private key
            public key: this is a public key; signing needs the private .p8 key
            not base64: the key is damaged: its content cannot be read
            not DER: the key is damaged: its content cannot be read
            cut off: the key is damaged: its content cannot be read
            a line lost: the key is damaged: its content cannot be read
        "]],
    );
}

#[test]
fn minted_key_is_read_back_as_the_same_key() {
    let key = SigningKey::generate();
    let pem = key.to_p8_pem();
    let again = SigningKey::from_p8(pem.expose_secret()).unwrap();
    assert_eq!(again.public_key_pem(), key.public_key_pem());
    assert_ne!(
        SigningKey::generate().public_key_pem(),
        key.public_key_pem()
    );
}

#[test]
fn key_prints_nothing_of_itself() {
    let key = SigningKey::generate();
    assert_eq!(format!("{key:?}"), "SigningKey(…)");
    assert_eq!(
        format!("{:?}", key.to_p8_pem()),
        "SecretBox<str>([REDACTED])"
    );
}

#[test]
fn ids_are_ten_capital_letters_and_digits() {
    for good in ["ABC1234567", " 0123456789\n"] {
        assert_eq!(KeyId::parse(good).unwrap().as_str(), good.trim());
        assert_eq!(TeamId::parse(good).unwrap().as_str(), good.trim());
    }
    for bad in [
        "",
        "ABC123456",
        "ABC12345678",
        "abc1234567",
        "ABC-234567",
        "ÄBC123456",
    ] {
        KeyId::parse(bad).unwrap_err();
        TeamId::parse(bad).unwrap_err();
    }
}
