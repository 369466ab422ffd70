//! Faults of a whole connection: what is done to one that is open, and what every new one meets.

use crate::Answer;
use serde::{Deserialize, Serialize};

/// Something that is done to a connection.
///
/// In JSON: `"half_close"`, `"disconnect"`, `{"slow_windows": 500}`, `{"settings": {"max_concurrent_streams": 1}}`,
/// `{"go_away": {"reason": "Shutdown", "last_stream": 3}}`, `{"answer": {"stream": 7, "answer": "stall"}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Sends GOAWAY with a reason in JSON, answers the streams up to the last and no later one, then closes.
    GoAway {
        /// The reason in the debug data, such as `Shutdown`.
        reason: String,
        /// The last stream that will be answered; when absent, the last that has been looked at.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        last_stream: Option<u32>,
    },
    /// Tells the client other limits.
    Settings(Settings),
    /// Lets the client have each `WINDOW_UPDATE` so many milliseconds late; 0 ends it.
    SlowWindows(u64),
    /// Orders the answer to the request on a stream, or to the next one.
    Answer {
        /// The stream; the next that comes, when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stream: Option<u32>,
        /// What it gets.
        answer: Answer,
    },
    /// Closes our half without GOAWAY, and goes on reading. Answers decided later never leave.
    HalfClose,
    /// Drops the connection without a word.
    Disconnect,
}

/// Limits that the client is told in a SETTINGS frame. What is absent stays as it is.
///
/// They can only be lowered against the first SETTINGS, except for streams: the server does not know of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// `SETTINGS_HEADER_TABLE_SIZE`, 4096 at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_table_size: Option<u32>,
    /// `SETTINGS_MAX_CONCURRENT_STREAMS`. With 0 the client may open none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_concurrent_streams: Option<u32>,
    /// `SETTINGS_INITIAL_WINDOW_SIZE`, 65,535 at most. A body that is larger waits until it is raised again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initial_window_size: Option<u32>,
    /// `SETTINGS_MAX_HEADER_LIST_SIZE`, 8000 at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_header_list_size: Option<u32>,
}

/// What new connections meet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conditions {
    /// How the TLS handshake is refused, if it is.
    #[serde(default)]
    pub refuse_tls: Option<TlsRefusal>,
    /// What is done to each connection as soon as it is open, in this order.
    #[serde(default)]
    pub faults: Vec<Fault>,
}

/// How a TLS handshake is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TlsRefusal {
    /// By a fatal alert.
    Alert,
    /// By closing the connection before a word is said.
    Close,
    /// By never answering.
    Stall,
}

#[cfg(test)]
mod tests {
    use super::{Answer, Conditions, Fault, Settings, TlsRefusal};

    #[test]
    fn faults_read_from_json_as_documented() {
        let settings = Settings {
            max_concurrent_streams: Some(1),
            ..Settings::default()
        };
        let cases = [
            (r#""half_close""#, Fault::HalfClose),
            (r#""disconnect""#, Fault::Disconnect),
            (r#"{"slow_windows":500}"#, Fault::SlowWindows(500)),
            (
                r#"{"settings":{"max_concurrent_streams":1}}"#,
                Fault::Settings(settings),
            ),
            (
                r#"{"go_away":{"reason":"Shutdown","last_stream":3}}"#,
                Fault::GoAway {
                    reason: "Shutdown".into(),
                    last_stream: Some(3),
                },
            ),
            (
                r#"{"answer":{"stream":7,"answer":"stall"}}"#,
                Fault::Answer {
                    stream: Some(7),
                    answer: Answer::Stall,
                },
            ),
        ];
        for (text, fault) in cases {
            assert_eq!(serde_json::from_str::<Fault>(text).unwrap(), fault);
            assert_eq!(serde_json::to_string(&fault).unwrap(), text);
        }
        let conditions: Conditions =
            serde_json::from_str(r#"{"refuse_tls":"alert","faults":["disconnect"]}"#).unwrap();
        let expected = Conditions {
            refuse_tls: Some(TlsRefusal::Alert),
            faults: vec![Fault::Disconnect],
        };
        assert_eq!(conditions, expected);
    }
}
