//! From rows to nouns. A value that this program cannot have written is [`StoreError::Corrupt`].

use delivery::{Kind, Outcome, State, Tally, Timings, UnknownCause, UnknownPolicy};
use payload::{DeviceToken, Environment, Reason};
use sqlx::sqlite::SqliteRow;
use sqlx::{Decode, Row, Sqlite, Type};

use crate::StoreError;

/// A column's value.
pub(super) fn get<'r, T: Decode<'r, Sqlite> + Type<Sqlite>>(
    row: &'r SqliteRow,
    column: &str,
) -> Result<T, StoreError> {
    Ok(row.try_get(column)?)
}

/// A column that holds a word of a fixed set.
pub(super) fn word<T>(
    row: &SqliteRow,
    column: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<T, StoreError> {
    let text: &str = row.try_get(column)?;
    parse(text).ok_or_else(|| corrupt(column, text))
}

/// A column that holds a word of a fixed set, or nothing.
pub(super) fn optional_word<T>(
    row: &SqliteRow,
    column: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, StoreError> {
    let text: Option<&str> = row.try_get(column)?;
    text.map(|text| parse(text).ok_or_else(|| corrupt(column, text)))
        .transpose()
}

/// A column that holds JSON of ours.
pub(super) fn json<T: serde::de::DeserializeOwned>(
    row: &SqliteRow,
    column: &str,
) -> Result<T, StoreError> {
    let text: &str = row.try_get(column)?;
    serde_json::from_str(text).map_err(|error| StoreError::Corrupt {
        what: format!("column {column}: {error}"),
    })
}

/// JSON of ours for a column.
pub(super) fn to_json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Corrupt {
        what: error.to_string(),
    })
}

pub(super) fn environment(row: &SqliteRow) -> Result<Environment, StoreError> {
    word(row, "environment", Environment::parse)
}

pub(super) fn kind(row: &SqliteRow) -> Result<Kind, StoreError> {
    word(row, "kind", Kind::parse)
}

pub(super) fn unknown_policy(row: &SqliteRow) -> Result<UnknownPolicy, StoreError> {
    word(row, "unknown_policy", UnknownPolicy::parse)
}

/// A device's token. The error does not show it.
pub(super) fn token(row: &SqliteRow) -> Result<DeviceToken, StoreError> {
    let text: &str = row.try_get("token")?;
    DeviceToken::parse(text).map_err(|error| StoreError::Corrupt {
        what: format!("column token: {error}"),
    })
}

/// A count or an index.
pub(super) fn count<T: TryFrom<i64>>(row: &SqliteRow, column: &str) -> Result<T, StoreError> {
    let number: i64 = row.try_get(column)?;
    number
        .try_into()
        .map_err(|_| corrupt(column, &number.to_string()))
}

pub(super) fn tally(row: &SqliteRow) -> Result<Tally, StoreError> {
    Ok(Tally {
        total: count(row, "total")?,
        accepted: count(row, "accepted")?,
        rejected: count(row, "rejected")?,
        unknown: count(row, "unknown")?,
        gave_up: count(row, "gave_up")?,
        cancelled: count(row, "cancelled")?,
    })
}

/// A row of `outcome_detail`.
pub(super) fn outcome(row: &SqliteRow) -> Result<Outcome, StoreError> {
    Ok(Outcome {
        state: State::from_byte(count(row, "state")?)?,
        unknown: optional_word(row, "unknown_cause", UnknownCause::parse)?,
        apns_id: get(row, "apns_id")?,
        unique_id: get(row, "apns_unique_id")?,
        apns_timestamp_ms: get(row, "apns_ts")?,
        ..so_far(row)?
    })
}

/// A row of `retry`: what is known so far.
pub(super) fn so_far(row: &SqliteRow) -> Result<Outcome, StoreError> {
    let status: Option<i64> = get(row, "http")?;
    let reason: Option<&str> = get(row, "reason")?;
    Ok(Outcome {
        status: status.and_then(|it| u16::try_from(it).ok()),
        reason: reason.map(Reason::from_wire),
        detail: get(row, "detail")?,
        attempts: count(row, "attempts")?,
        timings: Timings {
            sent_at_us: get(row, "sent_at_us")?,
            signed_at_us: get(row, "signed_at_us")?,
            answered_at_us: get(row, "answered_at_us")?,
        },
        ..Outcome::bare(State::Undecided)
    })
}

fn corrupt(column: &str, value: &str) -> StoreError {
    StoreError::Corrupt {
        what: format!("column {column} holds {value}"),
    }
}

/// One row, or [`StoreError::NotFound`].
pub(super) fn found(row: Option<SqliteRow>, what: &'static str) -> Result<SqliteRow, StoreError> {
    row.ok_or(StoreError::NotFound { what })
}

/// A violated `UNIQUE` or primary key is a conflict; a violated foreign key means that what it names is not in this workspace.
pub(super) fn constraint(
    error: sqlx::Error,
    unique: &'static str,
    parent: &'static str,
) -> StoreError {
    match error
        .as_database_error()
        .map(sqlx::error::DatabaseError::kind)
    {
        Some(sqlx::error::ErrorKind::UniqueViolation) => StoreError::Conflict { what: unique },
        Some(sqlx::error::ErrorKind::ForeignKeyViolation) => StoreError::NotFound { what: parent },
        _ => StoreError::Database(error),
    }
}

/// A length or an index for a column.
pub(super) fn number(length: usize) -> Result<i64, StoreError> {
    i64::try_from(length).map_err(|_| StoreError::Corrupt {
        what: format!("{length} is too many"),
    })
}
