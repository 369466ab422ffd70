//! Dates as people write them: which unit a number counts in, and what moment a text names.

use crate::document::{Node, NodeKind};

/// The first moment of 2001 in Unix seconds: where Swift's `Date` counts from.
pub(in crate::rules) const SWIFT_EPOCH: u64 = 978_307_200;
/// September 2020 in seconds: no Live Activity is older, so what is smaller is no date of one.
pub(in crate::rules) const EARLIEST: u64 = 1_600_000_000;
/// The year 5138 in seconds, 1973 in milliseconds.
const LATEST: u64 = 100_000_000_000;
/// January 2020, counted from 2001.
const EARLIEST_OF_SWIFT: u64 = 599_616_000;

/// What a date in a payload turns out to be. Each number is the date in Unix seconds, as far as it is certain.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Moment {
    /// Whole seconds, as Apple wants them.
    Seconds(u64),
    /// A finer unit, by its name, or seconds since 2001.
    Unit(&'static str, u64),
    /// Seconds with a fraction.
    Fraction(u64),
    /// The right number in quotes.
    Quoted(u64),
    /// A date in words.
    Written(u64),
    /// None of these.
    Other,
}

/// Reads the value of a date.
pub(in crate::rules) fn read(node: &Node) -> Moment {
    match &node.kind {
        NodeKind::Number(text) => match text.split_once('.') {
            None => text.parse().map_or(Moment::Other, in_unit),
            Some((whole, fraction)) if fraction.bytes().all(|byte| byte.is_ascii_digit()) => whole
                .parse()
                .map_or(Moment::Other, |number| Moment::Fraction(seconds(number))),
            Some(_) => Moment::Other,
        },
        NodeKind::String(text) => {
            let text = text.trim();
            match (text.parse(), written(text)) {
                (Ok(number), _) => Moment::Quoted(seconds(number)),
                (_, Some(Written::At(number))) => Moment::Written(number),
                _ => Moment::Other,
            }
        }
        _ => Moment::Other,
    }
}

/// The date in Unix seconds, when it is written so.
pub(in crate::rules) fn in_seconds(node: &Node) -> Option<u64> {
    match read(node) {
        Moment::Seconds(seconds) => Some(seconds),
        _ => None,
    }
}

fn in_unit(number: u64) -> Moment {
    match number {
        EARLIEST_OF_SWIFT..SWIFT_EPOCH => Moment::Unit("since-2001", number + SWIFT_EPOCH),
        0..LATEST => Moment::Seconds(number),
        _ if number / 1000 < LATEST => Moment::Unit("milliseconds", seconds(number)),
        _ if number / 1_000_000 < LATEST => Moment::Unit("microseconds", seconds(number)),
        _ => Moment::Unit("nanoseconds", seconds(number)),
    }
}

/// Milliseconds, microseconds or nanoseconds, whichever gives a date.
fn seconds(mut number: u64) -> u64 {
    while number >= LATEST {
        number /= 1000;
    }
    number
}

/// A date in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Written {
    /// At these Unix seconds.
    At(u64),
    /// Without a time zone, or before 1970.
    Somewhere,
}

/// Reads a date with a time by ISO 8601, such as `2026-10-01T12:00:00Z`.
pub(in crate::rules) fn written(text: &str) -> Option<Written> {
    let mut date = text.get(..10)?.split('-');
    let mut next = |length| digits(date.next()?, length);
    let (year, month, day) = (next(4)?, next(2)?, next(2)?);
    if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let time = text.get(10..)?.strip_prefix(['T', 't', ' '])?;
    let (clock, zone) = time
        .find(['Z', 'z', '+', '-'])
        .map_or((time, ""), |at| time.split_at(at));
    let mut parts = clock.split(['.', ',']).next()?.split(':');
    let hour = digits(parts.next()?, 2)?;
    let minute = digits(parts.next()?, 2)?;
    let second = parts.next().map_or(Some(0), |part| digits(part, 2))?;
    let offset = match zone.split_at_checked(1) {
        None => return Some(Written::Somewhere),
        Some(("+" | "-", offset)) => {
            let hours = digits(offset.get(..2)?, 2)?;
            let minutes = digits(offset.get(2..)?.trim_start_matches(':'), 2).unwrap_or(0);
            hours * 3600 + minutes * 60
        }
        Some(_) => 0,
    };
    let local = days(year, month, day)? * 86_400 + hour * 3600 + minute * 60 + second;
    let seconds = if zone.starts_with('-') {
        local.checked_add(offset)
    } else {
        local.checked_sub(offset)
    };
    Some(seconds.map_or(Written::Somewhere, Written::At))
}

fn digits(text: &str, length: usize) -> Option<u64> {
    let is_number = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// Days since 1970. Years are counted from March, so that a leap day is the last one.
fn days(year: u64, month: u64, day: u64) -> Option<u64> {
    let year = if month <= 2 { year - 1 } else { year };
    let since_march = ((month + 9) % 12 * 306 + 5) / 10;
    (365 * year + year / 4 - year / 100 + year / 400 + since_march + day).checked_sub(719_469)
}

#[cfg(test)]
mod tests {
    use super::Written::{At, Somewhere};
    use super::written;

    #[test]
    fn a_written_date_is_read_with_its_zone() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", Some(At(0))),
            ("2001-01-01T00:00:00Z", Some(At(978_307_200))),
            ("2024-02-29T23:59:59.250Z", Some(At(1_709_251_199))),
            ("2026-10-01T12:00:00+02:00", Some(At(1_790_848_800))),
            ("2026-10-01 12:00-0330", Some(At(1_790_868_600))),
            ("2026-10-01T12:00:00", Some(Somewhere)),
            ("1970-01-01T00:00:00+01:00", Some(Somewhere)),
            ("2026-10-01", None),
            ("2026-13-01T12:00Z", None),
            ("2026-10-01Tnoon", None),
            ("Gate 12", None),
            ("öäüöäüöäüöäü", None),
            ("", None),
        ] {
            assert_eq!(written(text), expected, "{text}");
        }
    }
}
