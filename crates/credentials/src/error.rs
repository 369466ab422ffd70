//! Why a credential was refused. Each variant names what was given instead, so that a person knows which file to look for.

/// Why a credential was refused or cannot sign. Messages never repeat what was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The key id is not ten characters of `A-Z0-9`.
    #[error(
        "a key id is ten capital letters and digits, as in the file name AuthKey_ABC1234567.p8"
    )]
    BadKeyId,
    /// The team id is not ten characters of `A-Z0-9`.
    #[error(
        "a team id is ten capital letters and digits, as shown under Membership in the developer account"
    )]
    BadTeamId,
    /// A certificate, which holds no private key.
    #[error("this is a certificate; token authentication needs the .p8 signing key")]
    Certificate,
    /// The clock stands before 1970, so no token can be dated.
    #[error("the clock stands before 1970")]
    ClockBeforeEpoch,
    /// Nothing was given.
    #[error("the key is empty")]
    Empty,
    /// A private key that needs a password.
    #[error("this key is encrypted with a password; Apple's .p8 files are not")]
    Encrypted,
    /// The PEM frame is right, but its content is not a whole key.
    #[error("the key is damaged: its content cannot be read")]
    Malformed,
    /// No PEM frame at all.
    #[error("this is not a .p8 file: no line says BEGIN PRIVATE KEY")]
    NotPem,
    /// A private key of some other algorithm, such as Ed25519.
    #[error("this key is neither P-256 nor RSA; APNs needs a P-256 key")]
    OtherAlgorithm,
    /// An elliptic-curve key on another curve.
    #[error("this key is on another curve; APNs needs P-256")]
    OtherCurve,
    /// Some other PEM file.
    #[error("this PEM file holds no private key")]
    OtherPem,
    /// A public key.
    #[error("this is a public key; signing needs the private .p8 key")]
    PublicKey,
    /// An RSA private key.
    #[error("this is an RSA key; APNs needs a P-256 key")]
    Rsa,
    /// A P-256 key in the older SEC1 frame.
    #[error(
        "this key is framed as EC PRIVATE KEY (SEC1); convert it with: openssl pkcs8 -topk8 -nocrypt"
    )]
    Sec1,
}

impl KeyError {
    /// A word for machines that never changes its meaning.
    pub fn code(self) -> &'static str {
        match self {
            Self::BadKeyId => "key_bad_key_id",
            Self::BadTeamId => "key_bad_team_id",
            Self::Certificate => "key_certificate",
            Self::ClockBeforeEpoch => "key_clock_before_epoch",
            Self::Empty => "key_empty",
            Self::Encrypted => "key_encrypted",
            Self::Malformed => "key_malformed",
            Self::NotPem => "key_not_pem",
            Self::OtherAlgorithm => "key_other_algorithm",
            Self::OtherCurve => "key_other_curve",
            Self::OtherPem => "key_other_pem",
            Self::PublicKey => "key_public",
            Self::Rsa => "key_rsa",
            Self::Sec1 => "key_sec1",
        }
    }

    /// What a person can do about it.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::BadKeyId => "Copy the Key ID from Keys in the developer account.",
            Self::BadTeamId => "Copy the Team ID from Membership details in the developer account.",
            Self::ClockBeforeEpoch => "Set the clock of the machine.",
            Self::Certificate | Self::Encrypted => {
                "Use the .p8 as Apple gave it; a certificate's key is dropped together with its certificate and the password."
            }
            Self::Sec1 => {
                "Use the .p8 as Apple gave it, or convert it with: openssl pkcs8 -topk8 -nocrypt"
            }
            Self::Empty
            | Self::Malformed
            | Self::NotPem
            | Self::OtherAlgorithm
            | Self::OtherCurve
            | Self::OtherPem
            | Self::PublicKey
            | Self::Rsa => {
                "Use the .p8 as Apple gave it; if it is lost, make a new key in the developer account, which can be downloaded once."
            }
        }
    }
}
