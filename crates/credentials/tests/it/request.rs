//! The certificate workshop: from a request made here to an identity that can be exported.

use credentials::{
    Certificate, CertificateRequest, Credential, ExportError, ExposeSecret as _, PushIdentity,
    RequestError, SecretString, Step,
};
use rcgen::{
    CertificateParams, CertificateSigningRequestParams, DistinguishedName, DnType, Issuer, KeyPair,
};

use crate::support::{USER_ID, fixture, push_certificate, push_key, read_file};

fn request() -> CertificateRequest {
    CertificateRequest::new("jo@example.com", "Jo’s relay").unwrap()
}

/// What the portal does: takes the request's key, and puts a subject of its own on it.
fn portal(request: &str) -> Certificate {
    // Refuses a request that is not signed with its own key.
    let mut request = CertificateSigningRequestParams::from_pem(request).unwrap();
    let mut subject = DistinguishedName::new();
    subject.push(DnType::CustomDnType(USER_ID.to_vec()), "com.example.app");
    subject.push(DnType::CommonName, "Apple Push Services: com.example.app");
    request.params.distinguished_name = subject;
    let issuer = Issuer::new(CertificateParams::default(), KeyPair::generate().unwrap());
    Certificate::from_der(request.signed_by(&issuer).unwrap().der()).unwrap()
}

#[test]
fn portal_answers_a_request_with_a_certificate_for_its_key() {
    let request = request();
    let pem = request.pem();
    assert!(pem.starts_with("-----BEGIN CERTIFICATE REQUEST-----\n"));
    let params = CertificateSigningRequestParams::from_pem(&pem)
        .unwrap()
        .params;
    let subject = params.distinguished_name;
    let name = subject.get(&DnType::CommonName);
    assert_eq!(name, Some(&rcgen::DnValue::Utf8String("Jo’s relay".into())));

    let certificate = portal(&pem);
    assert_eq!(certificate.key_fingerprint(), request.key_fingerprint());
    let identity = request.answer(&certificate).unwrap();
    assert_eq!(
        identity.facts().common_name,
        "Apple Push Services: com.example.app"
    );
    assert_eq!(
        request.answer(&push_certificate()).err(),
        Some(RequestError::OtherRequest)
    );

    // After a restart.
    let sealed = request.to_secret();
    let again = CertificateRequest::from_secret(sealed.expose_secret()).unwrap();
    assert_eq!(again.pem(), pem);
    let identity = again.answer(&certificate).unwrap();
    let opened = only(
        &identity.to_p12(&SecretString::from("long enough")).unwrap(),
        Some("long enough"),
    );
    assert_eq!(
        opened.identity().private_key(),
        identity.identity().private_key()
    );
}

#[test]
fn two_requests_have_two_keys() {
    assert_ne!(request().key_fingerprint(), request().key_fingerprint());
}

#[test]
fn subject_that_a_request_cannot_hold_is_refused() {
    let long = "x".repeat(65);
    for (email, name, error) in [
        ("jo", "Jo", RequestError::Email),
        ("@example.com", "Jo", RequestError::Email),
        ("jo@", "Jo", RequestError::Email),
        ("jö@example.com", "Jo", RequestError::Email),
        ("jo @example.com", "Jo", RequestError::Email),
        ("jo@example.com", "", RequestError::CommonName),
        ("jo@example.com", "a\nb", RequestError::CommonName),
        ("jo@example.com", &long, RequestError::CommonName),
    ] {
        assert_eq!(CertificateRequest::new(email, name).err(), Some(error));
    }
}

#[test]
fn steps_follow_what_has_happened() {
    assert_eq!(Step::of(false, false, false), Step::Request);
    assert_eq!(Step::of(true, false, false), Step::Portal);
    assert_eq!(Step::of(false, true, false), Step::Certificate);
    assert_eq!(Step::of(true, true, true), Step::Ready);
    assert!(Step::ALL.is_sorted());
}

fn only(file: &[u8], password: Option<&str>) -> PushIdentity {
    let reading = read_file("apns", file, password).unwrap();
    assert_eq!(reading.warnings, []);
    match reading.credential {
        Credential::Identities(mut identities) if identities.len() == 1 => identities.remove(0),
        other => panic!("{other:?}"),
    }
}

#[test]
fn exported_identity_is_read_back_whole() {
    let authority = fixture("ca.cer");
    let identity = PushIdentity::join(&push_certificate(), &push_key(), &[&authority]).unwrap();
    let password = "пароль 密码";
    let p12 = identity.to_p12(&SecretString::from(password)).unwrap();
    let pem = identity.to_pem();
    for again in [
        only(&p12, Some(password)),
        only(pem.expose_secret().as_bytes(), None),
    ] {
        assert_eq!(again.facts(), identity.facts());
        assert_eq!(again.identity().chain(), identity.identity().chain());
        assert_eq!(
            again.identity().private_key(),
            identity.identity().private_key()
        );
    }
    let locked = read_file("apns.p12", &p12, Some("wrong")).unwrap_err();
    assert_eq!(locked.code(), "locked_wrong_password");
}

#[test]
fn identity_is_not_exported_under_a_short_password() {
    let identity = PushIdentity::join(&push_certificate(), &push_key(), &[]).unwrap();
    let short = identity.to_p12(&SecretString::from("密码密码密码7"));
    assert_eq!(short, Err(ExportError::ShortPassword));
}

#[test]
fn request_prints_nothing_of_its_key() {
    assert_eq!(format!("{:?}", request()), "CertificateRequest(…)");
}
