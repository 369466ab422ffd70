//! Dates as a default `JSONDecoder` reads them: seconds since 2001-01-01 00:00 UTC, and what people write instead.

/// From 1970 to 2001.
const BETWEEN: i64 = 978_307_200;

/// Days from 1970 to 2001.
const DAYS: i64 = BETWEEN / 86_400;

/// What a number looks like that is not in seconds since 2001.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Suspect {
    /// `unix` or `milliseconds`.
    pub(super) what: &'static str,
    /// The day that the app would show, such as `2057-09-21`. Empty when it is beyond any calendar.
    pub(super) day: String,
    /// The number that was meant.
    pub(super) meant: String,
}

/// Whether a number looks like Unix seconds or milliseconds of the years 2017 to 2049. Seconds since 2001 get there in 2048.
pub(super) fn suspect(number: &str) -> Option<Suspect> {
    const UNIX: std::ops::Range<i64> = 1_483_228_800..2_493_072_000;
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let seconds: i64 = whole.parse().ok()?;
    if UNIX.contains(&seconds) {
        return Some(Suspect {
            what: "unix",
            day: day(seconds + BETWEEN),
            meant: spelled(seconds - BETWEEN, fraction),
        });
    }
    if !UNIX.contains(&(seconds / 1000)) {
        return None;
    }
    let thousandths = (seconds % 1000).to_string();
    let fraction = ["000", &thousandths].concat();
    let fraction = fraction
        .get(fraction.len() - 3..)
        .unwrap_or_default()
        .to_owned();
    Some(Suspect {
        what: "milliseconds",
        day: String::new(),
        meant: spelled(seconds / 1000 - BETWEEN, &fraction),
    })
}

/// Seconds since 2001 of an ISO 8601 date and time with its zone, such as `2026-11-22T10:00:00Z`.
pub(super) fn of_iso(text: &str) -> Option<String> {
    let digits = |range: std::ops::Range<usize>| -> Option<i64> {
        let digits = text.get(range)?;
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { digits.parse().ok() } else { None }
    };
    let sign = |at: usize| text.as_bytes().get(at).copied();
    if sign(4)? != b'-'
        || sign(7)? != b'-'
        || !matches!(sign(10)?, b'T' | b't' | b' ')
        || sign(13)? != b':'
        || sign(16)? != b':'
    {
        return None;
    }
    let (year, month, date) = (digits(0..4)?, digits(5..7)?, digits(8..10)?);
    let (hour, minute, second) = (digits(11..13)?, digits(14..16)?, digits(17..19)?);
    if !(1..=12).contains(&month)
        || !(1..=31).contains(&date)
        || hour > 23
        || minute > 59
        || second > 59
    {
        return None;
    }
    let mut rest = text.get(19..)?;
    let mut fraction = "";
    if let Some(behind) = rest.strip_prefix('.') {
        let length = behind.bytes().take_while(u8::is_ascii_digit).count();
        (fraction, rest) = behind
            .split_at_checked(length)
            .filter(|(digits, _)| (1..=9).contains(&digits.len()))?;
    }
    let at = text.len() - rest.len();
    let offset = match rest.as_bytes() {
        [b'Z' | b'z'] => 0,
        [plus @ (b'+' | b'-'), _, _, b':', _, _] | [plus @ (b'+' | b'-'), _, _, _, _] => {
            let minutes = digits(at + 1..at + 3)? * 60 + digits(text.len() - 2..text.len())?;
            if *plus == b'+' { minutes } else { -minutes }
        }
        _ => return None,
    };
    let days = days_of(year, month, date) - DAYS;
    Some(spelled(
        days * 86_400 + hour * 3600 + minute * 60 + second - offset * 60,
        fraction,
    ))
}

/// A number with a fraction, which is of the same sign as time goes: forward.
fn spelled(seconds: i64, fraction: &str) -> String {
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() || seconds < 0 {
        return seconds.to_string();
    }
    [&seconds.to_string(), ".", fraction].concat()
}

/// The day of Unix seconds.
fn day(seconds: i64) -> String {
    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": the year begins in March, eras are 400 years.
    let days = seconds.div_euclid(86_400) + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let date = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year}-{month:02}-{date:02}")
}

/// Days since 1970 of a day: the same source.
fn days_of(year: i64, month: i64, date: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let shifted = (month + 9) % 12;
    let of_year = (153 * shifted + 2) / 5 + date - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::{day, days_of, of_iso, suspect};

    #[test]
    fn iso_dates_become_seconds_since_2001() {
        assert_eq!(of_iso("2001-01-01T00:00:00Z").as_deref(), Some("0"));
        assert_eq!(of_iso("2026-11-22T10:00:00Z").as_deref(), Some("817034400"));
        assert_eq!(
            of_iso("2026-11-22T12:00:00+02:00").as_deref(),
            Some("817034400")
        );
        assert_eq!(
            of_iso("2026-11-22T04:30:00.250-0530").as_deref(),
            Some("817034400.25")
        );
        for text in [
            "",
            "2026-11-22",
            "2026-11-22T10:00:00",
            "2026-13-22T10:00:00Z",
            "2026-11-22T10:00:00Zé",
            "2026-11-22T10:00:00.Z",
        ] {
            assert_eq!(of_iso(text), None, "{text}");
        }
    }

    #[test]
    fn unix_times_are_suspected_and_seconds_since_2001_are_not() {
        let unix = suspect("1795341600").unwrap();
        assert_eq!(
            (unix.what, unix.day.as_str(), unix.meant.as_str()),
            ("unix", "2057-11-22", "817034400")
        );
        let milliseconds = suspect("1795341600250").unwrap();
        assert_eq!(
            (milliseconds.what, milliseconds.meant.as_str()),
            ("milliseconds", "817034400.25")
        );
        assert_eq!(suspect("1795341600.5").unwrap().meant, "817034400.5");
        for number in [
            "0",
            "817034400",
            "-817034400",
            "1e9",
            "99999999999999999999",
        ] {
            assert_eq!(suspect(number), None, "{number}");
        }
    }

    #[test]
    fn days_and_calendars_agree() {
        for days in (-800_000..800_000).step_by(97) {
            let text = day(days * 86_400);
            let mut parts = text.rsplitn(3, '-');
            let date = parts.next().unwrap().parse().unwrap();
            let month = parts.next().unwrap().parse().unwrap();
            let year = parts.next().unwrap().parse().unwrap();
            assert_eq!(days_of(year, month, date), days);
        }
    }
}
