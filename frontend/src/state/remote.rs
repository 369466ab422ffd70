//! Data that comes from the relay, with every state that it can be in.

use std::rc::Rc;

use client::ClientError;

/// Something asked of the relay.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Remote<T> {
    /// Not asked for yet.
    #[default]
    Idle,
    /// Asked for; nothing to show yet.
    Loading,
    /// Here it is.
    Ready(Rc<T>),
    /// What was known before the last attempt failed.
    Stale(Rc<T>, Rc<ClientError>),
    /// Nothing is known, and this is why.
    Failed(Rc<ClientError>),
}

impl<T> Remote<T> {
    /// What is known, however old.
    pub fn value(&self) -> Option<&Rc<T>> {
        match self {
            Self::Ready(value) | Self::Stale(value, _) => Some(value),
            Self::Idle | Self::Loading | Self::Failed(_) => None,
        }
    }

    /// Why the last attempt failed.
    pub fn error(&self) -> Option<&Rc<ClientError>> {
        match self {
            Self::Stale(_, error) | Self::Failed(error) => Some(error),
            Self::Idle | Self::Loading | Self::Ready(_) => None,
        }
    }

    /// Whether an answer is awaited.
    pub const fn is_pending(&self) -> bool {
        matches!(self, Self::Idle | Self::Loading)
    }

    /// The state after an answer. A failure keeps what was known.
    #[must_use]
    pub fn answered(&self, answer: Result<T, ClientError>) -> Self {
        match (answer, self.value()) {
            (Ok(value), _) => Self::Ready(Rc::new(value)),
            (Err(error), Some(known)) => Self::Stale(Rc::clone(known), Rc::new(error)),
            (Err(error), None) => Self::Failed(Rc::new(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use client::Unreachable;

    use super::*;

    #[test]
    fn a_failure_keeps_what_was_known() {
        let known = Remote::Loading.answered(Ok(7));
        let after = known.answered(Err(ClientError::Offline(Unreachable)));
        assert_eq!(after.value().map(|value| **value), Some(7));
        assert!(after.error().is_some());
    }

    #[test]
    fn a_failure_with_nothing_known_has_no_value() {
        let after = Remote::<u8>::Loading.answered(Err(ClientError::Offline(Unreachable)));
        assert_eq!(after.value(), None);
        assert!(!after.is_pending());
    }
}
