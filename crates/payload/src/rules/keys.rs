//! The keys that Apple reads, and where.

/// Keys of `aps`, Live Activities, widgets and Safari included.
pub(super) const APS: &[&str] = &[
    "alert",
    "badge",
    "sound",
    "thread-id",
    "category",
    "content-available",
    "mutable-content",
    "target-content-id",
    "interruption-level",
    "relevance-score",
    "filter-criteria",
    "url-args",
    "content-changed",
    "timestamp",
    "event",
    "content-state",
    "attributes-type",
    "attributes",
    "stale-date",
    "dismissal-date",
    "input-push-token",
    "input-push-channel",
];

/// Keys of `aps` that nobody would use for data of their own, so that one beside `aps` is a slip.
pub(super) const APS_ONLY: &[&str] = &[
    "alert",
    "badge",
    "thread-id",
    "content-available",
    "mutable-content",
    "target-content-id",
    "interruption-level",
    "relevance-score",
    "filter-criteria",
    "content-state",
];

/// Keys of `alert` that hold a text.
pub(super) const ALERT_TEXTS: &[&str] = &[
    "title",
    "subtitle",
    "body",
    "launch-image",
    "title-loc-key",
    "subtitle-loc-key",
    "loc-key",
    "action",
    "action-loc-key",
    "summary-arg",
];

/// Keys of `alert` that hold a list of texts.
pub(super) const ALERT_LISTS: &[&str] = &["title-loc-args", "subtitle-loc-args", "loc-args"];

/// Every key of `alert`.
pub(super) const ALERT: &[&str] = &[
    "title",
    "subtitle",
    "body",
    "launch-image",
    "title-loc-key",
    "subtitle-loc-key",
    "loc-key",
    "action",
    "action-loc-key",
    "summary-arg",
    "title-loc-args",
    "subtitle-loc-args",
    "loc-args",
    "summary-arg-count",
];

/// The two flags, which are switched on by the number 1.
pub(super) const FLAGS: &[&str] = &["content-available", "mutable-content"];

/// The flag that a key is another spelling of: `content_available`, `mutableContent`.
pub(super) fn misspelled_flag(key: &str) -> Option<&'static str> {
    let plain: String = key
        .chars()
        .filter(|character| !matches!(character, '-' | '_'))
        .map(|character| character.to_ascii_lowercase())
        .collect();
    let flag = FLAGS.iter().find(|flag| flag.replace('-', "") == plain)?;
    (*flag != key).then_some(*flag)
}
