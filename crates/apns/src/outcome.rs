//! What a failed request means for the push: the one table of outcomes.
//!
//! | what the stream ended with | outcome | so |
//! |---|---|---|
//! | nothing of the request was given to the connection | [`Outcome::NotSent`] | sending again is safe |
//! | GOAWAY of the server, stream above its last stream id | [`Outcome::NotProcessed`] | send again at once on another connection (RFC 9113, 6.8) |
//! | `RST_STREAM` of the server with `REFUSED_STREAM` | [`Outcome::NotProcessed`] | the same, once per connection (RFC 9113, 8.7) |
//! | any other reset, a broken connection, no answer in time | [`Outcome::Unknown`] | nobody can tell; the sender's policy decides |
//!
//! `h2` fails a stream with a received GOAWAY only when its id is above the last stream id; the other streams stay open,
//! and end with an I/O error if the connection then dies. So the first row never covers a push that Apple may have taken.

use std::error::Error;

use h2::Reason;

/// What is certain about a push whose request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// No byte of it left.
    NotSent,
    /// The server says that it did not process it.
    NotProcessed,
    /// It may or may not have been processed.
    Unknown,
}

/// How far a request had come when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It was not yet given to the connection.
    Waiting,
    /// The connection had it; any part may have been written.
    Handed,
}

/// Reads one HTTP/2 error by the table.
pub fn of_h2(error: &h2::Error, progress: Progress) -> Outcome {
    if progress == Progress::Waiting {
        return Outcome::NotSent;
    }
    let refused =
        error.is_reset() && error.is_remote() && error.reason() == Some(Reason::REFUSED_STREAM);
    let above_last_stream = error.is_go_away() && error.is_remote();
    if refused || above_last_stream {
        Outcome::NotProcessed
    } else {
        Outcome::Unknown
    }
}

/// Reads the first HTTP/2 error in a chain of sources by the table, for a client that wraps `h2`.
///
/// A chain without one is [`Outcome::Unknown`].
pub fn of_chain(error: &(dyn Error + 'static)) -> Outcome {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(h2) = error.downcast_ref::<h2::Error>() {
            return of_h2(h2, Progress::Handed);
        }
        next = error.source();
    }
    Outcome::Unknown
}

/// An error with its sources in one line. Sources of transport errors name hosts and system errors, never content.
pub(crate) fn words(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        let more = error.to_string();
        if !text.ends_with(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        next = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use std::io;

    use h2::Reason;

    use super::{Outcome, Progress, of_chain, of_h2, words};

    #[test]
    fn request_that_was_not_handed_over_is_not_sent_whatever_the_error() {
        let error = h2::Error::from(Reason::INTERNAL_ERROR);
        assert_eq!(of_h2(&error, Progress::Waiting), Outcome::NotSent);
        assert_eq!(of_h2(&error, Progress::Handed), Outcome::Unknown);
    }

    #[test]
    fn refusal_that_the_server_did_not_speak_is_unknown() {
        // Made here, so not remote.
        let error = h2::Error::from(Reason::REFUSED_STREAM);
        assert_eq!(of_h2(&error, Progress::Handed), Outcome::Unknown);
        assert_eq!(of_chain(&io::Error::other(error)), Outcome::Unknown);
    }

    #[test]
    fn chain_without_an_http2_error_is_unknown() {
        assert_eq!(
            of_chain(&io::Error::from(io::ErrorKind::BrokenPipe)),
            Outcome::Unknown
        );
    }

    #[test]
    fn words_name_each_source_once() {
        let inner = io::Error::other("inner");
        let outer = io::Error::other(inner);
        assert_eq!(words(&outer), "inner");
    }
}
