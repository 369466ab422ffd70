//! Keys of certificates in every frame, and which certificate a key belongs to.

use credentials::{Certificate, PrivateKey, PushIdentity};
use expect_test::expect;

use crate::support::{der, fixture, fixture_text, made, push_certificate, push_key};

#[test]
fn rsa_key_is_the_same_in_both_frames() {
    let pkcs1 = PrivateKey::from_pkcs1(&der(&fixture_text("push.pkcs1.pem"))).unwrap();
    assert_eq!(pkcs1.expose_pkcs8(), push_key().expose_pkcs8());
    assert_eq!(pkcs1.expose_pkcs8(), der(&fixture_text("push.pkcs8.pem")));
    assert!(pkcs1.belongs_to(&push_certificate()));
}

#[test]
fn p256_key_is_read_in_both_frames_and_belongs_to_its_certificate() {
    let made = made("Apple Push Services: com.example.app", None, &[]);
    let key = PrivateKey::from_pkcs8(&made.key.serialize_der()).unwrap();
    assert!(key.belongs_to(&made.read().unwrap()));
    assert!(!key.belongs_to(&push_certificate()));
    let sec1 = PrivateKey::from_sec1(&der(&fixture_text("key-sec1.pem"))).unwrap();
    let again = PrivateKey::from_pkcs8(sec1.expose_pkcs8()).unwrap();
    assert_eq!(again.fingerprint(), sec1.fingerprint());
}

#[test]
fn keys_that_tls_would_not_take_are_named() {
    let mut pkcs1 = der(&fixture_text("push.pkcs1.pem"));
    let middle = pkcs1.len() / 2;
    pkcs1[middle] ^= 1;
    let refused = [
        PrivateKey::from_pkcs8(&der(&fixture_text("key-p384.pem"))),
        PrivateKey::from_pkcs8(&der(&fixture_text("key-secp256k1.pem"))),
        PrivateKey::from_pkcs8(&der(&fixture_text("key-ed25519.pem"))),
        PrivateKey::from_pkcs8(&der(&fixture_text("key-rsa1024.pem"))),
        PrivateKey::from_pkcs1(&pkcs1),
        PrivateKey::from_pkcs8(&[]),
    ];
    let lines = refused.map(|it| {
        let error = it.unwrap_err();
        format!("{}: {error}\n", error.code())
    });
    expect![[r"
        private_key_other_curve: the private key is on another curve than P-256
        private_key_other_curve: the private key is on another curve than P-256
        private_key_other_algorithm: the private key is neither RSA nor P-256
        private_key_rsa_size: the RSA key does not have 2048 to 4096 bits
        private_key_malformed: the private key is damaged: its content cannot be read
        private_key_malformed: the private key is damaged: its content cannot be read
    "]]
    .assert_eq(&lines.concat());
}

#[test]
fn cut_keys_are_refused() {
    for (file, read) in [
        (
            "push.pkcs8.pem",
            PrivateKey::from_pkcs8 as fn(&[u8]) -> Result<PrivateKey, _>,
        ),
        ("push.pkcs1.pem", PrivateKey::from_pkcs1),
        ("key-sec1.pem", PrivateKey::from_sec1),
    ] {
        let whole = der(&fixture_text(file));
        read(&whole).unwrap();
        for length in 0..whole.len() {
            read(&whole[..length]).unwrap_err();
        }
    }
}

#[test]
fn certificate_joins_its_own_key_only() {
    let authority = fixture("ca.cer");
    let joined = PushIdentity::join(&push_certificate(), &push_key(), &[&authority]).unwrap();
    assert_eq!(
        joined.identity().chain(),
        [fixture("push.cer").into(), authority.into_boxed_slice()]
    );
    assert_eq!(joined.identity().private_key(), push_key().expose_pkcs8());
    let voip = Certificate::from_der(&fixture("voip.cer")).unwrap();
    assert!(PushIdentity::join(&voip, &push_key(), &[]).is_none());
    assert!(!format!("{joined:?}").contains("48, 130"));
}

#[test]
fn issuers_in_a_circle_end() {
    // Two authorities that vouch for each other, each given several times.
    let [one, two] =
        [("One", "Two"), ("Two", "One")].map(|(subject, issuer)| crossed(subject, issuer));
    let leaf = crossed("Apple Push Services: com.example.app", "One");
    let certificate = Certificate::from_der(&leaf.der).unwrap();
    let key = PrivateKey::from_pkcs8(&leaf.key.serialize_der()).unwrap();
    let others = [&one.der[..], &two.der, &one.der, &two.der, &leaf.der];
    let joined = PushIdentity::join(&certificate, &key, &others).unwrap();
    assert_eq!(joined.identity().chain().len(), 3);
}

fn crossed(subject: &str, issuer: &str) -> crate::support::Made {
    use rcgen::{CertificateParams, DnType, Issuer, KeyPair};
    let named = |name: &str| {
        let mut params = CertificateParams::default();
        params.distinguished_name = rcgen::DistinguishedName::new();
        params.distinguished_name.push(DnType::CommonName, name);
        params
    };
    let key = KeyPair::generate().unwrap();
    let issuer = Issuer::new(named(issuer), KeyPair::generate().unwrap());
    let der = named(subject)
        .signed_by(&key, &issuer)
        .unwrap()
        .der()
        .to_vec();
    crate::support::Made { der, key }
}
