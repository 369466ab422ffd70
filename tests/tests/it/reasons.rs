//! Two readings of Apple's pages, made apart from each other, agree on what there is to say.

use expect_test::expect;

#[test]
fn gateway_and_simulator_know_the_same_reasons_with_the_same_status() {
    let ours = |name: &str| payload::Reason::from_wire(name);
    let mut differences = String::new();
    for theirs in simulator::Reason::ALL {
        let reason = ours(theirs.as_str());
        if matches!(reason, payload::Reason::Unknown(_)) || reason.status() != theirs.status() {
            differences += &format!("{} {}: ours says {}\n", theirs.status(), theirs.as_str(), reason.status());
        }
    }
    expect![""].assert_eq(&differences);
}
