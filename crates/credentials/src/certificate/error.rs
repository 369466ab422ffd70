//! Why a certificate was refused.

/// Why a certificate cannot be used for pushes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// Not a whole X.509 certificate.
    #[error("the certificate is damaged: its content cannot be read")]
    Malformed,
    /// A certificate of Apple's or of somebody else, made for another purpose.
    #[error("this is {0}, which cannot send pushes")]
    NotForPush(Foreigner),
    /// A topic that is no bundle id, or no topic at all.
    #[error("the certificate names no app: its topics cannot be read")]
    NoTopic,
    /// Made for a wildcard App ID.
    #[error(
        "this certificate is for a wildcard App ID; Apple gives pushes to explicit App IDs only"
    )]
    Wildcard,
}

/// A certificate of another trade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Foreigner {
    /// A certificate authority, such as Apple's WWDR intermediate.
    #[error("a certificate authority's certificate")]
    Authority,
    /// `Apple Development`, `Apple Distribution`, `Developer ID` and their elders.
    #[error("a code signing certificate")]
    CodeSigning,
    /// `Merchant ID: `, `Apple Pay …`.
    #[error("an Apple Pay certificate")]
    ApplePay,
    /// None of Apple's that we know.
    #[error("a certificate without Apple's push extensions")]
    Unknown,
}

impl CertificateError {
    /// A word for machines that never changes its meaning.
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "certificate_malformed",
            Self::NotForPush(Foreigner::Authority) => "certificate_authority",
            Self::NotForPush(Foreigner::CodeSigning) => "certificate_code_signing",
            Self::NotForPush(Foreigner::ApplePay) => "certificate_apple_pay",
            Self::NotForPush(Foreigner::Unknown) => "certificate_not_for_push",
            Self::NoTopic => "certificate_no_topic",
            Self::Wildcard => "certificate_wildcard",
        }
    }

    /// What a person can do about it.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Malformed => "Download the certificate again from the developer portal.",
            Self::NotForPush(Foreigner::Authority) => {
                "Upload the certificate of the app; the authority's is not needed."
            }
            Self::NotForPush(_) | Self::NoTopic => {
                "In the developer portal, create an Apple Push Notification service SSL certificate and upload that."
            }
            Self::Wildcard => {
                "In the developer portal, register an explicit App ID with push notifications, and create the certificate for it."
            }
        }
    }
}
