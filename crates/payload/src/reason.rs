//! Every reason that APNs can answer with. One table: text, status, retry, fate of the token, cause, remedy, the rule that catches it.
//!
//! Source: Apple, *Handling notification responses from APNs*.

/// A `reason` string of APNs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A reason that Apple's tables do not name, kept as it came.
    Unknown(Box<str>),
}
