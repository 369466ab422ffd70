//! How much of the relay anybody can use up: time, connections, requests.

use std::time::Duration;

use super::source::{Setting, Source, number};

const HEADER: Setting = Setting {
    variable: "CARILLON_HEADER_SECONDS",
    flag: None,
    expects: "a whole number of seconds from 1 to 300",
    example: "10",
    default: "`10`",
    about: "A connection is closed when a request's headers take longer to arrive, or when nothing is asked for this long.",
};

const BODY: Setting = Setting {
    variable: "CARILLON_BODY_SECONDS",
    flag: None,
    expects: "a whole number of seconds from 1 to 300",
    example: "30",
    default: "`30`",
    about: "A request is refused when its body takes longer to arrive.",
};

const CONNECTIONS: Setting = Setting {
    variable: "CARILLON_CONNECTIONS",
    flag: None,
    expects: "a whole number from 1 to 65536",
    example: "4096",
    default: "`4096`",
    about: "Connections at the same time. Further ones wait.",
};

const CONNECTIONS_PER_ADDRESS: Setting = Setting {
    variable: "CARILLON_CONNECTIONS_PER_ADDRESS",
    flag: None,
    expects: "a whole number from 1 to 65536",
    example: "64",
    default: "`64`",
    about: "Connections at the same time from one address (IPv6: one /64). Raise it behind a proxy, which counts as one address.",
};

const SENDS: Setting = Setting {
    variable: "CARILLON_SENDS_PER_MINUTE",
    flag: None,
    expects: "a whole number from 1 to 100000",
    example: "600",
    default: "`600`",
    about: "Test pushes that one workspace can send in a minute.",
};

const SIGN_INS: Setting = Setting {
    variable: "CARILLON_SIGN_INS_PER_MINUTE",
    flag: None,
    expects: "a whole number from 1 to 100000",
    example: "20",
    default: "`20`",
    about: "Sign-in attempts from one address (IPv6: one /64) in a minute.",
};

const DRAIN: Setting = Setting {
    variable: "CARILLON_DRAIN_SECONDS",
    flag: None,
    expects: "a whole number of seconds from 0 to 300",
    example: "10",
    default: "`10`",
    about: "After SIGTERM or SIGINT, requests and pushes in flight have this long to finish. A push without an answer by then is listed as unknown.",
};

pub(super) const SETTINGS: &[Setting] = &[
    HEADER,
    BODY,
    CONNECTIONS,
    CONNECTIONS_PER_ADDRESS,
    SENDS,
    SIGN_INS,
    DRAIN,
];

/// How much of the relay anybody can use up.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Time for a request's headers.
    pub header: Duration,
    /// Time for a request's body.
    pub body: Duration,
    /// Size of a request's body. Not a setting: every body of this API is small.
    pub body_bytes: usize,
    /// Connections at the same time.
    pub connections: usize,
    /// Connections at the same time from one address.
    pub connections_per_address: usize,
    /// Pushes of one workspace in a minute.
    pub sends_per_minute: u32,
    /// Sign-in attempts from one address in a minute.
    pub sign_ins_per_minute: u32,
    /// Time to finish what is in flight.
    pub drain: Duration,
    /// Between two signs of life on an event stream. Not a setting: it is below what proxies take for death.
    pub heartbeat: Duration,
}

impl Limits {
    pub(super) fn read(source: &mut Source) -> Self {
        let mut whole = |setting: &Setting, least: u64, most: u64, usual: u32| -> u32 {
            let read = source.take(setting, |text| number(text, least, most));
            read.and_then(|number| u32::try_from(number).ok())
                .unwrap_or(usual)
        };
        let seconds = |seconds: u32| Duration::from_secs(seconds.into());
        Self {
            header: seconds(whole(&HEADER, 1, 300, 10)),
            body: seconds(whole(&BODY, 1, 300, 30)),
            body_bytes: 64 * 1024,
            connections: whole(&CONNECTIONS, 1, 65_536, 4096) as usize,
            connections_per_address: whole(&CONNECTIONS_PER_ADDRESS, 1, 65_536, 64) as usize,
            sends_per_minute: whole(&SENDS, 1, 100_000, 600),
            sign_ins_per_minute: whole(&SIGN_INS, 1, 100_000, 20),
            drain: seconds(whole(&DRAIN, 0, 300, 10)),
            heartbeat: Duration::from_secs(15),
        }
    }
}
