//! Files that were made for these tests, by `tests/fixtures/make.sh` or here.

use std::fmt::Write as _;
use std::fs;

use credentials::{
    Certificate, CertificateError, Credential, PrivateKey, Reading, SecretString, Upload,
    UploadError, UploadedFile, Work, read,
};
use rcgen::{CertificateParams, CustomExtension, DistinguishedName, DnType, KeyPair};

pub(crate) use crate::pfx::{fixture, folder, tlv};

pub(crate) const USER_ID: [u64; 7] = [0, 9, 2342, 19_200_300, 100, 1, 1];
pub(crate) const SANDBOX: u64 = 1;
pub(crate) const PRODUCTION: u64 = 2;
pub(crate) const VOIP: u64 = 4;
pub(crate) const TOPICS: u64 = 6;

/// The same, as text.
pub(crate) fn fixture_text(name: &str) -> String {
    String::from_utf8(fixture(name)).unwrap()
}

/// The names of the files in a folder of `tests/fixtures`, sorted.
pub(crate) fn fixtures(within: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder().join(within))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Reads one file, with a password or without.
pub(crate) fn read_file(
    name: &str,
    bytes: &[u8],
    password: Option<&str>,
) -> Result<Reading, UploadError> {
    read_files(&[(name, bytes)], password)
}

/// Reads files that were dropped together.
pub(crate) fn read_files(
    files: &[(&str, &[u8])],
    password: Option<&str>,
) -> Result<Reading, UploadError> {
    let files: Vec<UploadedFile<'_>> = files
        .iter()
        .map(|(name, bytes)| UploadedFile { name, bytes })
        .collect();
    let password = password.map(SecretString::from);
    let upload = Upload {
        files: &files,
        password: password.as_ref(),
        key_id: None,
    };
    read(&upload, &mut Work::for_one_upload())
}

/// What came of it in one line.
pub(crate) fn told(outcome: &Result<Reading, UploadError>) -> String {
    match outcome {
        Err(error) => {
            assert!(error.remedy().len() > 10, "{error:?} has no remedy");
            format!("{}: {error}", error.code())
        }
        Ok(reading) => {
            let what = match &reading.credential {
                Credential::SigningKey { key_id, .. } => {
                    format!(
                        "signing key {}",
                        key_id.as_ref().map_or("-", |it| it.as_str())
                    )
                }
                Credential::Certificate(it) => format!("only {}", it.facts().common_name),
                Credential::Identities(identities) => identities
                    .iter()
                    .map(|it| {
                        let certificates = it.identity().chain().len();
                        format!("{} ({certificates})", it.facts().common_name)
                    })
                    .collect::<Vec<_>>()
                    .join(" and "),
            };
            let mut out = what;
            for warning in &reading.warnings {
                write!(out, "; {warning:?}").unwrap();
            }
            out
        }
    }
}

/// The bytes inside the first frame of a PEM file.
pub(crate) fn der(pem: &str) -> Vec<u8> {
    use base64::Engine as _;
    let body: String = pem
        .lines()
        .skip_while(|line| !line.starts_with("-----BEGIN"))
        .skip(1)
        .take_while(|line| !line.starts_with("-----END"))
        .collect();
    base64::engine::general_purpose::STANDARD
        .decode(body)
        .unwrap()
}

/// The RSA key of `push.cer`.
pub(crate) fn push_key() -> PrivateKey {
    PrivateKey::from_pkcs8(&der(&fixture_text("push.pkcs8.pem"))).unwrap()
}

/// The universal push certificate of `com.example.app`.
pub(crate) fn push_certificate() -> Certificate {
    Certificate::from_der(&fixture("push.cer")).unwrap()
}

/// A certificate made to measure, signed by its own P-256 key.
pub(crate) struct Made {
    pub(crate) der: Vec<u8>,
    pub(crate) key: KeyPair,
}

impl Made {
    pub(crate) fn read(&self) -> Result<Certificate, CertificateError> {
        Certificate::from_der(&self.der)
    }
}

/// A certificate of this subject. `extensions`: the last number of Apple's id, and the value in DER.
pub(crate) fn made(common_name: &str, user_id: Option<&str>, extensions: &[(u64, &[u8])]) -> Made {
    let mut params = CertificateParams::default();
    let mut name = DistinguishedName::new();
    if let Some(user_id) = user_id {
        name.push(DnType::CustomDnType(USER_ID.to_vec()), user_id);
    }
    name.push(DnType::CommonName, common_name);
    name.push(DnType::OrganizationalUnitName, "TEAM123456");
    params.distinguished_name = name;
    params.custom_extensions = extensions
        .iter()
        .map(|(last, value)| {
            CustomExtension::from_oid_content(
                &[1, 2, 840, 113_635, 100, 6, 3, *last],
                value.to_vec(),
            )
        })
        .collect();
    let key = KeyPair::generate().unwrap();
    let der = params.self_signed(&key).unwrap().der().to_vec();
    Made { der, key }
}
