//! Files that are not credentials of ours, and what they are called.

use super::item::is_request;
use crate::der::{self, Reader};

/// A file that people drop by mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Foreign {
    /// A zip: `.ipa`, `.pkpass`, an archive of keys.
    #[error("an archive")]
    Archive,
    /// The certificate request that was sent to Apple.
    #[error("a certificate request, not the certificate that Apple made from it")]
    CertificateRequest,
    /// Its beginning promises more than there is.
    #[error("a file that was cut off or is damaged")]
    CutOff,
    /// Nothing at all.
    #[error("an empty file")]
    Empty,
    /// A service account of Google's, for FCM.
    #[error("a Firebase service account, which is for Android's pushes")]
    Firebase,
    /// `GoogleService-Info.plist`, `google-services.json`.
    #[error("the Firebase configuration of an app")]
    FirebaseConfiguration,
    /// A web page: the portal's sign-in, saved instead of the file.
    #[error("a web page")]
    Html,
    /// JKS or JCEKS.
    #[error("a Java keystore")]
    JavaKeystore,
    /// Some other JSON.
    #[error("a JSON file")]
    Json,
    /// A whole keychain of macOS.
    #[error("a whole keychain of macOS")]
    Keychain,
    /// PKCS#7: certificates without keys.
    #[error("a PKCS#7 bundle, which holds no private key")]
    Pkcs7,
    /// `.mobileprovision`, `.provisionprofile`.
    #[error("a provisioning profile, which holds no private key")]
    ProvisioningProfile,
    /// Some other property list.
    #[error("a property list")]
    PropertyList,
    /// Half a key pair.
    #[error("a public key")]
    PublicKey,
    /// A key of OpenSSH.
    #[error("an SSH key")]
    SshKey,
    /// Not recognized.
    #[error("neither a key nor a certificate")]
    Unknown,
}

/// `1.2.840.113549.1.7.2`
const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];

impl Foreign {
    /// A text that is not PEM, although PEM may lie in it.
    pub(super) fn of_text(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let has = |part: &str| text.contains(part);
        if text.is_empty() {
            return Some(Self::Empty);
        }
        if text.starts_with('{') || text.starts_with('[') {
            return Some(if has("\"service_account\"") {
                Self::Firebase
            } else if has("\"project_info\"") {
                Self::FirebaseConfiguration
            } else {
                Self::Json
            });
        }
        if text.starts_with('<') {
            return Some(if has("GOOGLE_APP_ID") || has("GCM_SENDER_ID") {
                Self::FirebaseConfiguration
            } else if has("<plist") {
                Self::PropertyList
            } else {
                Self::Html
            });
        }
        (text.starts_with("ssh-") || text.starts_with("ecdsa-sha2-")).then_some(Self::SshKey)
    }

    /// A word for machines that never changes its meaning.
    pub fn code(self) -> &'static str {
        match self {
            Self::Archive => "upload_archive",
            Self::CertificateRequest => "upload_certificate_request",
            Self::CutOff => "upload_cut_off",
            Self::Empty => "upload_empty",
            Self::Firebase => "upload_firebase",
            Self::FirebaseConfiguration => "upload_firebase_configuration",
            Self::Html => "upload_html",
            Self::JavaKeystore => "upload_java_keystore",
            Self::Json => "upload_json",
            Self::Keychain => "upload_keychain",
            Self::Pkcs7 => "upload_pkcs7",
            Self::ProvisioningProfile => "upload_provisioning_profile",
            Self::PropertyList => "upload_property_list",
            Self::PublicKey => "upload_public_key",
            Self::SshKey => "upload_ssh_key",
            Self::Unknown => "upload_unknown",
        }
    }

    /// What a person can do about it.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Archive => "Unpack it, and drop the file inside.",
            Self::CertificateRequest => {
                "Upload it in the developer portal, and drop here the certificate that the portal gives back."
            }
            Self::CutOff => "Download or export the file again.",
            Self::Html => "Sign in to the developer portal, and download the file again.",
            Self::JavaKeystore => {
                "Convert it with: keytool -importkeystore -deststoretype pkcs12, and drop the .p12."
            }
            Self::Keychain => {
                "In Keychain Access, select the push certificate with its key, and export a .p12."
            }
            Self::PublicKey => "Drop the private key: the .p8 that Apple lets you download once.",
            Self::Pkcs7 | Self::ProvisioningProfile => {
                "Drop the push certificate with its key as a .p12, or the .p8 signing key."
            }
            Self::Empty
            | Self::Firebase
            | Self::FirebaseConfiguration
            | Self::Json
            | Self::PropertyList
            | Self::SshKey
            | Self::Unknown => {
                "Drop a .p8 signing key, a .p12, a push certificate (.cer), or a certificate with its key in PEM."
            }
        }
    }
}

/// By the label of a PEM frame; `None` for frames that accompany others.
pub(super) fn of_label(label: &str) -> Option<Foreign> {
    match label {
        "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => Some(Foreign::CertificateRequest),
        "OPENSSH PRIVATE KEY" => Some(Foreign::SshKey),
        "PKCS7" | "CMS" => Some(Foreign::Pkcs7),
        "EC PARAMETERS" | "DH PARAMETERS" => None,
        _ if label.ends_with("PUBLIC KEY") => Some(Foreign::PublicKey),
        _ => Some(Foreign::Unknown),
    }
}

/// By the first elements of DER.
pub(super) fn of_der(bytes: &[u8]) -> Foreign {
    if is_request(bytes) {
        return Foreign::CertificateRequest;
    }
    let Ok(mut inside) = Reader::new(bytes).inside(der::SEQUENCE) else {
        return Foreign::CutOff;
    };
    match inside.element() {
        Ok(first) if first.tag == der::OID && first.content == SIGNED_DATA => {
            if contains(bytes, b"<plist") {
                Foreign::ProvisioningProfile
            } else {
                Foreign::Pkcs7
            }
        }
        Ok(first) if first.tag == der::SEQUENCE && inside.is_next(der::BIT_STRING) => {
            Foreign::PublicKey
        }
        _ => Foreign::Unknown,
    }
}

/// By the first bytes.
pub(super) fn of_other(bytes: &[u8]) -> Foreign {
    match bytes {
        [] => Foreign::Empty,
        [0xfe, 0xed, 0xfe, 0xed, ..] | [0xce, 0xce, 0xce, 0xce, ..] => Foreign::JavaKeystore,
        [b'P', b'K', 3 | 5, ..] | [0x1f, 0x8b, ..] => Foreign::Archive,
        [b'b', b'p', b'l', b'i', b's', b't', ..] => Foreign::PropertyList,
        [b'k', b'y', b'c', b'h', ..] => Foreign::Keychain,
        _ => Foreign::Unknown,
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
