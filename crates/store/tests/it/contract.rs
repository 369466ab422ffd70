//! The contract of the store: what every database behind it must do. A new database gets one more `contract!` below.

mod accounts;
mod catalog;
mod ledger;
mod pushes;

macro_rules! contract {
    ($database:ident: $($noun:ident { $($case:ident)* })*) => {
        mod $database {
            $(mod $noun {
                $(#[tokio::test]
                async fn $case() {
                    crate::contract::$noun::$case(crate::bench::Bench::$database().await).await;
                })*
            })*
        }
    };
}

contract! { sqlite:
    accounts {
        a_sign_in_link_works_once
        a_sign_in_link_that_many_try_at_once_works_for_one
        a_sign_in_link_expires
        a_session_ends_when_idle_at_its_end_and_on_sign_out
        sweeping_forgets_what_has_ended
        ids_are_taken_once
    }
    catalog {
        a_bundle_id_is_unique_in_its_workspace_only
        registering_a_token_again_renews_the_device
        another_workspace_s_things_are_not_found
        credentials_and_audit_stay_in_their_workspace
    }
    pushes {
        a_push_reads_back_as_it_was_taken
        the_same_request_is_taken_once
        a_push_is_taken_together_with_its_line_in_the_audit_log
        many_repetitions_at_once_make_one_push
        pushes_are_listed_newest_first_by_pages
        another_workspace_s_push_is_not_found
        a_push_cannot_name_things_of_another_workspace
        the_first_display_is_remembered
    }
    ledger {
        an_audience_is_claimed_in_chunks_within_the_room
        test_pushes_are_claimed_before_campaigns
        a_claimed_chunk_is_not_claimed_again
        a_push_says_when_its_intent_was_last_written
        answers_are_counted_and_explained
        not_now_waits_and_is_claimed_when_due
        released_recipients_are_claimed_again_without_an_attempt
        after_a_crash_intents_without_answers_are_unknown
        after_a_crash_waiting_retries_still_wait
        after_a_crash_the_former_owner_is_fenced_out
        unknowns_are_sent_again_where_the_push_asks_for_it
        a_chunk_that_crashes_the_relay_three_times_is_left_alone
        restarts_while_a_chunk_waits_are_no_crashes_of_it
        an_outcome_is_given_once
        cancelling_stops_what_has_no_intent
        cancelling_lets_what_is_on_the_wire_have_its_outcome
        a_dead_token_is_marked_unless_it_was_registered_since
    }
}
