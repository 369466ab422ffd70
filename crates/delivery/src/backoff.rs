//! When to try again: full jitter, so that a thousand pushes that failed together do not come back together.

/// The first attempt's ceiling.
pub const BASE_MS: i64 = 500;
/// No ceiling is higher.
pub const CAP_MS: i64 = 60_000;

/// How long to wait after the attempt number `attempts` (1 for the first) has failed: `fraction` of min(cap, base × 2^(attempts − 1)).
///
/// `fraction` is a random number from 0 to 1; the caller draws it, so that this stays pure.
pub fn full_jitter_ms(attempts: u32, fraction: f64) -> i64 {
    let ceiling = BASE_MS
        .checked_shl(attempts.saturating_sub(1).min(16))
        .unwrap_or(CAP_MS)
        .min(CAP_MS);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "at most 60,000"
    )]
    let wait = (ceiling as f64 * fraction.clamp(0.0, 1.0)) as i64;
    wait
}
