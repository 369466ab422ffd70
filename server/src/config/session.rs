//! How long a person stays signed in. The defaults are those of OWASP ASVS 5.0 (7.3).

use std::time::Duration;

use super::source::{Setting, Source, number};

const IDLE: Setting = Setting {
    variable: "CARILLON_SESSION_IDLE_MINUTES",
    flag: None,
    expects: "a whole number of minutes from 1 to 10080",
    example: "30",
    default: "`30`",
    about: "A session ends when its pages have been closed for this long. An open page counts as use, because composing a push asks nothing of the relay until it is sent.",
};

const LONGEST: Setting = Setting {
    variable: "CARILLON_SESSION_HOURS",
    flag: None,
    expects: "a whole number of hours from 1 to 720",
    example: "12",
    default: "`12`",
    about: "A session ends this long after sign-in, whatever happens.",
};

const LINK: Setting = Setting {
    variable: "CARILLON_SIGN_IN_LINK_MINUTES",
    flag: None,
    expects: "a whole number of minutes from 1 to 1440",
    example: "60",
    default: "`60`",
    about: "The one-time sign-in link that is printed at start works for this long.",
};

pub(super) const SETTINGS: &[Setting] = &[IDLE, LONGEST, LINK];

/// How long a person stays signed in.
#[derive(Clone, Copy, Debug)]
pub struct SessionRules {
    /// How long without a request or an open page.
    pub idle: Duration,
    /// How long at all.
    pub longest: Duration,
    /// How long the sign-in link works.
    pub link: Duration,
}

impl SessionRules {
    pub(super) fn read(source: &mut Source) -> Self {
        Self {
            idle: Duration::from_secs(
                60 * source
                    .take(&IDLE, |text| number(text, 1, 10_080))
                    .unwrap_or(30),
            ),
            longest: Duration::from_secs(
                3600 * source
                    .take(&LONGEST, |text| number(text, 1, 720))
                    .unwrap_or(12),
            ),
            link: Duration::from_secs(
                60 * source
                    .take(&LINK, |text| number(text, 1, 1440))
                    .unwrap_or(60),
            ),
        }
    }
}
