//! When to try again.
//!
//! | | before the second attempt | then | jitter |
//! |---|---|---|---|
//! | test push | 2 s | 4 s, 8 s, … at most 60 s | none: a person reads what Apple said, and when it is tried again |
//! | campaign | at most 0.5 s | at most 1 s, 2 s, … at most 60 s | full: a thousand pushes that failed together do not come back together |

use crate::Kind;

/// The first wait of a test push.
pub const TEST_BASE_MS: i64 = 2000;
/// The ceiling of a campaign's first wait.
pub const BASE_MS: i64 = 500;
/// No wait is longer.
pub const CAP_MS: i64 = 60_000;

/// How long to wait after the attempt number `attempts` (1 for the first) has failed.
///
/// `fraction` is a random number from 0 to 1, for the jitter; the caller draws it, so that this stays pure.
pub fn wait_ms(kind: Kind, attempts: u32, fraction: f64) -> i64 {
    match kind {
        Kind::Test => ceiling_ms(TEST_BASE_MS, attempts),
        Kind::Campaign => full_jitter_ms(attempts, fraction),
    }
}

/// `fraction` of min(cap, base × 2^(attempts − 1)).
fn full_jitter_ms(attempts: u32, fraction: f64) -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "at most 60,000"
    )]
    let wait = (ceiling_ms(BASE_MS, attempts) as f64 * fraction.clamp(0.0, 1.0)) as i64;
    wait
}

fn ceiling_ms(base_ms: i64, attempts: u32) -> i64 {
    base_ms
        .checked_shl(attempts.saturating_sub(1).min(16))
        .unwrap_or(CAP_MS)
        .min(CAP_MS)
}
