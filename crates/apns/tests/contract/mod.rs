//! What every transport promises, as cases that run over any of them, against the simulator.
//!
//! A transport joins with a [`Side`] and one `contract!(SIDE)`. `tests/it` does so for `native`; `contract-a2`, a
//! workspace of its own that includes this file by path, for `a2`.

pub(crate) mod cases;
pub(crate) mod stage;

pub(crate) use stage::{Place, Side, Turn};

/// One test for each case of the contract, on one side.
macro_rules! contract {
    ($side:expr; $($case:ident)*) => {
        $(
            #[tokio::test]
            async fn $case() {
                crate::contract::cases::$case(&$side).await;
            }
        )*
    };
    ($side:expr) => {
        crate::contract::contract! { $side;
            accepted_push_echoes_its_id_and_arrives_unchanged
            concurrent_pushes_are_all_accepted
            crowd_on_a_new_connection_is_all_accepted
            every_rejection_carries_its_reason_and_status
            expired_provider_token_is_renewed_once
            go_away_above_the_last_stream_is_sent_again_once
            provider_token_is_reused
            refused_connection_is_not_sent
            refused_stream_is_sent_again
            reset_stream_is_unknown
            stalled_answer_is_unknown
            unnamed_reason_is_never_guessed
            unregistered_token_says_since_when
            young_provider_token_is_not_renewed
        }
    };
}
pub(crate) use contract;
