//! What a provider token says, and when there is a new one.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credentials::{KeyError, KeyId, ProviderToken, SigningKey, TeamId, TokenSigner};
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use p256::pkcs8::DecodePublicKey as _;
use serde_json::{Value, json};
use test_support::ManualClock;

const START_MS: i64 = 1_700_000_000_000;

fn signer(clock: &ManualClock) -> TokenSigner {
    TokenSigner::new(
        SigningKey::generate(),
        KeyId::parse("ABC1234567").unwrap(),
        TeamId::parse("DEF1234567").unwrap(),
        clock.reader(),
    )
}

fn minutes(minutes: u64) -> Duration {
    Duration::from_mins(minutes)
}

#[test]
fn token_is_an_es256_jwt_that_the_public_key_verifies() {
    let signer = signer(&ManualClock::at(START_MS));
    let token = signer.bearer().unwrap();
    let jwt = token.expose_bearer().strip_prefix("bearer ").unwrap();
    let (content, signature) = jwt.rsplit_once('.').unwrap();
    let (header, claims) = content.split_once('.').unwrap();
    let read = |part: &str| -> Value {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
    };
    assert_eq!(read(header), json!({"alg": "ES256", "kid": "ABC1234567"}));
    assert_eq!(
        read(claims),
        json!({"iss": "DEF1234567", "iat": 1_700_000_000})
    );

    let key = VerifyingKey::from_public_key_pem(&signer.key().public_key_pem()).unwrap();
    let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
    assert_eq!(signature.len(), 64, "r and s, not DER");
    key.verify(
        content.as_bytes(),
        &Signature::from_slice(&signature).unwrap(),
    )
    .unwrap();
}

#[test]
fn token_is_kept_for_45_minutes() {
    let clock = ManualClock::at(START_MS);
    let signer = signer(&clock);
    let first = signer.bearer().unwrap();
    clock.advance(Duration::from_millis(45 * 60_000 - 1));
    assert_eq!(signer.bearer().unwrap(), first);
    clock.advance(Duration::from_millis(1));
    assert_ne!(signer.bearer().unwrap(), first);
}

#[test]
fn expired_token_is_renewed_unless_it_is_younger_than_20_minutes() {
    let clock = ManualClock::at(START_MS);
    let signer = signer(&clock);
    let first = signer.bearer().unwrap();
    clock.advance(Duration::from_millis(20 * 60_000 - 1));
    assert_eq!(signer.renew_after(&first).unwrap(), first);
    clock.advance(Duration::from_millis(1));
    let second = signer.renew_after(&first).unwrap();
    assert_ne!(second, first);
    assert_eq!(signer.bearer().unwrap(), second);
}

#[test]
fn crowd_that_hears_of_expiry_gets_one_new_token() {
    let clock = ManualClock::at(START_MS);
    let signer = Arc::new(signer(&clock));
    let expired = signer.bearer().unwrap();
    clock.advance(minutes(30));
    let renewed: Vec<ProviderToken> = thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| signer.renew_after(&expired).unwrap()))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    assert!(
        renewed
            .iter()
            .all(|token| *token == renewed[0] && *token != expired)
    );
}

#[test]
fn late_complaint_about_an_older_token_changes_nothing() {
    let clock = ManualClock::at(START_MS);
    let signer = signer(&clock);
    let first = signer.bearer().unwrap();
    clock.advance(minutes(50));
    let second = signer.bearer().unwrap();
    clock.advance(minutes(30));
    assert_eq!(signer.renew_after(&first).unwrap(), second);
}

#[test]
fn clock_that_was_set_back_keeps_the_token_until_apple_complains() {
    let clock = ManualClock::at(START_MS);
    let signer = signer(&clock);
    let first = signer.bearer().unwrap();
    clock.set(START_MS - 3_600_000);
    assert_eq!(signer.bearer().unwrap(), first);
    assert_ne!(signer.renew_after(&first).unwrap(), first);
}

#[test]
fn clock_before_1970_is_named() {
    let signer = signer(&ManualClock::at(-1000));
    assert_eq!(signer.bearer().unwrap_err(), KeyError::ClockBeforeEpoch);
}

#[test]
fn nothing_of_a_token_is_printed() {
    let signer = signer(&ManualClock::at(START_MS));
    let token = signer.bearer().unwrap();
    assert_eq!(format!("{token:?}"), "ProviderToken(…)");
    let printed = format!("{signer:?}");
    assert!(!printed.contains(token.expose_bearer()), "{printed}");
    assert!(!printed.contains("PRIVATE"), "{printed}");
}
