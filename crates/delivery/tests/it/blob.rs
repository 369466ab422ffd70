//! The bytes of a chunk.

use delivery::blob::{States, decode_tokens, encode_tokens};
use delivery::{LedgerError, State, Tally};
use payload::DeviceToken;
use proptest::prelude::*;

fn any_token() -> impl Strategy<Value = DeviceToken> {
    let digits = proptest::collection::vec(
        proptest::sample::select(b"0123456789abcdef".to_vec()),
        2..200,
    );
    digits.prop_filter_map("some digits are not a token", |digits| {
        let even = digits.len() / 2 * 2;
        DeviceToken::parse(std::str::from_utf8(&digits[..even]).ok()?).ok()
    })
}

#[test]
fn the_byte_of_a_state_never_changes() {
    let bytes: Vec<(u8, State)> = State::ALL
        .into_iter()
        .map(|state| (state.byte(), state))
        .collect();
    assert_eq!(
        bytes,
        [
            (0, State::Undecided),
            (2, State::Accepted),
            (3, State::Rejected),
            (4, State::Unknown),
            (5, State::GaveUp),
            (6, State::Cancelled)
        ]
    );
}

#[test]
fn an_outcome_is_never_overwritten() {
    let mut states = States::undecided(2);
    assert!(states.settle(1, State::Accepted));
    assert!(!states.settle(1, State::Rejected));
    assert!(
        !states.settle(2, State::Accepted),
        "there is no third recipient"
    );
    assert_eq!(states.get(1), Some(State::Accepted));
    assert_eq!(states.open().collect::<Vec<_>>(), [0]);
    assert!(!states.is_done());
}

proptest! {
    #[test]
    fn tokens_of_any_length_survive(tokens in proptest::collection::vec(any_token(), 0..20)) {
        prop_assert_eq!(decode_tokens(&encode_tokens(&tokens)).unwrap(), tokens);
    }

    #[test]
    fn damaged_tokens_are_refused_and_never_panic(blob in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(tokens) = decode_tokens(&blob) {
            prop_assert_eq!(encode_tokens(&tokens), blob);
        }
    }

    #[test]
    fn cut_tokens_are_refused(tokens in proptest::collection::vec(any_token(), 1..5), cut in any::<prop::sample::Index>()) {
        let blob = encode_tokens(&tokens);
        let cut = cut.index(blob.len());
        match decode_tokens(&blob[..cut]) {
            Ok(whole) => prop_assert!(whole.len() < tokens.len() && tokens.starts_with(&whole)),
            Err(error) => {
                let corrupt = matches!(error, LedgerError::Corrupt { .. });
                prop_assert!(corrupt);
            },
        }
    }

    #[test]
    fn states_survive_and_are_counted(states in proptest::collection::vec(proptest::sample::select(State::ALL.to_vec()), 0..250)) {
        let blob: Vec<u8> = states.iter().map(|state| state.byte()).collect();
        let decoded = States::decode(&blob).unwrap();
        prop_assert_eq!(decoded.encode(), blob);
        let mut tally = Tally { total: states.len() as u64, ..Tally::default() };
        for state in &states {
            tally.count(*state);
        }
        prop_assert_eq!(tally.pending(), decoded.open().count() as u64);
        prop_assert_eq!(decoded.is_done(), tally.pending() == 0);
    }

    #[test]
    fn bytes_that_are_no_state_are_refused(byte in any::<u8>().prop_filter("a state", |byte| State::from_byte(*byte).is_err())) {
        prop_assert!(States::decode(&[byte]).is_err());
    }
}
