//! How near a certificate's end is: a function of the time it is asked, so that nothing has to remember what was warned of.

use std::time::{Duration, SystemTime};

/// Where a certificate stands in its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Expiry {
    /// Its first moment is still to come. Apple refuses it.
    NotYetValid,
    /// Valid for more than 30 days.
    Valid,
    /// At most this many days are left: 30, 14, 7 or 1. A later step is greater than an earlier one.
    Within(Notice),
    /// Its last moment has passed. Apple refuses it.
    Expired,
}

/// A step at which people are warned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notice {
    /// 30 days.
    Month,
    /// 14 days.
    Fortnight,
    /// 7 days.
    Week,
    /// 1 day.
    Day,
}

impl Notice {
    /// All steps, the last first.
    const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Fortnight, Self::Month];

    /// The step in days.
    pub fn days(self) -> u8 {
        match self {
            Self::Month => 30,
            Self::Fortnight => 14,
            Self::Week => 7,
            Self::Day => 1,
        }
    }
}

impl Expiry {
    /// `not_after` itself is still valid, as in X.509.
    pub(super) fn of(not_before: SystemTime, not_after: SystemTime, now: SystemTime) -> Self {
        let Ok(left) = not_after.duration_since(now) else {
            return Self::Expired;
        };
        if now < not_before {
            return Self::NotYetValid;
        }
        Notice::ALL
            .into_iter()
            .find(|notice| left <= Duration::from_hours(24) * u32::from(notice.days()))
            .map_or(Self::Valid, Self::Within)
    }
}
