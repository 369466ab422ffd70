//! When lanes are opened, and what they are given.

use std::time::Duration;

use tokio::io::DuplexStream;
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::far_end::{FarEnd, Heard, REFUSED_STREAM};
use super::{Native, Options, native, recipients};
use crate::push::{Doubt, Undelivered};
use crate::transport::Transport as _;
use crate::transport::native::Delivery;

type FarEnds = mpsc::UnboundedReceiver<DuplexStream>;
type Outcomes = mpsc::UnboundedReceiver<(u64, Delivery)>;

/// Longer than any pause before a connection is opened, shorter than any deadline.
const A_WHILE: Duration = Duration::from_secs(5);

fn send(native: &Native, numbers: std::ops::Range<u64>) -> Outcomes {
    let (sender, outcomes) = mpsc::unbounded_channel();
    native.send_all(recipients(numbers), &sender);
    outcomes
}

async fn next(far_ends: &mut FarEnds, streams: u32) -> FarEnd {
    FarEnd::accept(far_ends.recv().await.unwrap(), streams).await
}

async fn push(far_end: &mut FarEnd) -> (u32, u64) {
    match far_end.hear().await {
        Some(Heard::Push(stream, number)) => (stream, number),
        other => panic!("{other:?}"),
    }
}

/// Reads pushes until none comes for a while.
async fn all(far_end: &mut FarEnd) -> Vec<(u32, u64)> {
    let mut pushes = Vec::new();
    while let Ok(heard) = timeout(A_WHILE, far_end.hear()).await {
        match heard {
            Some(Heard::Push(stream, number)) => pushes.push((stream, number)),
            other => panic!("{other:?}"),
        }
    }
    pushes
}

/// A lane on which one push has been accepted.
async fn proven(native: &Native, far_ends: &mut FarEnds, streams: u32) -> FarEnd {
    let mut outcomes = send(native, 1000..1001);
    let mut far_end = next(far_ends, streams).await;
    let (stream, _) = push(&mut far_end).await;
    far_end.accept_push(stream).await;
    assert!(outcomes.recv().await.unwrap().1.unwrap().is_accepted());
    far_end
}

#[tokio::test(start_paused = true)]
async fn another_lane_is_opened_only_when_one_is_full_and_one_at_a_time() {
    let (native, mut far_ends) = native(Options::default());
    let mut first = proven(&native, &mut far_ends, 10).await;
    let _outcomes = send(&native, 0..10);
    assert_eq!(all(&mut first).await.len(), 10);
    assert!(far_ends.is_empty(), "ten streams are enough for ten pushes");

    let _more = send(&native, 10..50);
    let mut second = next(&mut far_ends, 10).await;
    assert_eq!(all(&mut second).await.len(), 10);
    assert!(far_ends.is_empty(), "the second has accepted nothing yet");

    second.accept_push(1).await;
    let mut third = next(&mut far_ends, 10).await;
    assert_eq!(all(&mut third).await.len(), 10);
}

#[tokio::test(start_paused = true)]
async fn one_stream_is_used_until_the_server_allows_more() {
    let (native, mut far_ends) = native(Options::default());
    let _outcomes = send(&native, 0..4);
    let mut far_end = next(&mut far_ends, 1).await;
    assert_eq!(all(&mut far_end).await, [(1, 0)]);
    far_end.accept_push(1).await;
    assert_eq!(push(&mut far_end).await, (3, 1));
    far_end.allow(3).await;
    assert_eq!(all(&mut far_end).await, [(5, 2), (7, 3)]);
    assert!(far_ends.is_empty());
}

#[tokio::test(start_paused = true)]
async fn lane_that_keeps_to_one_stream_opens_no_other() {
    let (native, mut far_ends) = native(Options::default());
    let mut far_end = proven(&native, &mut far_ends, 1).await;
    let _outcomes = send(&native, 0..20);
    assert_eq!(all(&mut far_end).await.len(), 1);
    assert!(
        far_ends.is_empty(),
        "Apple keeps a bad credential to one stream"
    );
}

#[tokio::test(start_paused = true)]
async fn capacity_makes_room_for_another_lane_when_all_are_full() {
    let (native, mut far_ends) = native(Options {
        most_lanes: 2,
        ..Options::default()
    });
    assert_eq!(native.capacity(), 1);
    let mut first = proven(&native, &mut far_ends, 10).await;
    assert_eq!(native.capacity(), 10);
    let _outcomes = send(&native, 0..11);
    assert_eq!(all(&mut first).await.len(), 10);
    let mut second = next(&mut far_ends, 10).await;
    let (stream, _) = push(&mut second).await;
    second.accept_push(stream).await;
    let _more = send(&native, 11..30);
    assert_eq!(all(&mut second).await.len(), 10);
    assert_eq!(native.capacity(), 20, "two is the most");
}

#[tokio::test(start_paused = true)]
async fn refused_stream_is_sent_again_on_the_same_lane_once() {
    let (native, mut far_ends) = native(Options::default());
    let mut first = proven(&native, &mut far_ends, 10).await;
    let mut outcomes = send(&native, 7..8);
    for _ in 0..2 {
        let (stream, number) = push(&mut first).await;
        assert_eq!(number, 7);
        first.reset(stream, REFUSED_STREAM).await;
    }
    let mut second = next(&mut far_ends, 10).await;
    let (stream, number) = push(&mut second).await;
    assert_eq!(number, 7);
    second.accept_push(stream).await;
    assert!(outcomes.recv().await.unwrap().1.unwrap().is_accepted());
}

#[tokio::test(start_paused = true)]
async fn go_away_is_drained_while_the_rest_is_sent_elsewhere() {
    let (native, mut far_ends) = native(Options::default());
    let mut first = proven(&native, &mut far_ends, 10).await;
    let mut outcomes = send(&native, 0..4);
    let streams = all(&mut first).await;
    let (last, _) = streams[1];
    first.go_away(last).await;
    let mut second = next(&mut far_ends, 10).await;
    let again = all(&mut second).await;
    assert_eq!(again, [(1, 2), (3, 3)]);
    for (stream, _) in &streams[..2] {
        first.accept_push(*stream).await;
    }
    for (stream, _) in again {
        second.accept_push(stream).await;
    }
    for _ in 0..4 {
        assert!(outcomes.recv().await.unwrap().1.unwrap().is_accepted());
    }
    assert_eq!(first.hear().await, None, "drained, it is closed");
}

#[tokio::test(start_paused = true)]
async fn silence_past_the_deadline_is_unknown_and_frees_the_stream() {
    let (native, mut far_ends) = native(Options::default());
    let mut far_end = proven(&native, &mut far_ends, 10).await;
    let mut outcomes = send(&native, 0..1);
    let (stream, _) = push(&mut far_end).await;
    assert_eq!(far_end.hear().await, Some(Heard::Reset(stream)));
    let (_, outcome) = outcomes.recv().await.unwrap();
    assert!(
        matches!(
            outcome,
            Err(Undelivered::Unknown {
                doubt: Doubt::NoAnswer,
                ..
            })
        ),
        "{outcome:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn closed_transport_tells_those_who_wait_and_finishes_what_is_under_way() {
    let (native, mut far_ends) = native(Options::default());
    let mut outcomes = send(&native, 0..2);
    let mut far_end = next(&mut far_ends, 1).await;
    let (stream, _) = push(&mut far_end).await;
    drop(native);
    let (tag, outcome) = outcomes.recv().await.unwrap();
    assert!(matches!(
        (tag, outcome),
        (1, Err(Undelivered::NotSent { .. }))
    ));
    far_end.accept_push(stream).await;
    let (tag, outcome) = outcomes.recv().await.unwrap();
    assert_eq!((tag, outcome.unwrap().status), (0, 200));
    assert_eq!(far_end.hear().await, None);
}
