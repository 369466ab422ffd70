//! Two readings of Apple's pages, made apart from each other, agree on what there is to say.

#[test]
fn gateway_and_simulator_know_the_same_reasons_with_the_same_status() {
    let mut differences = Vec::new();
    for theirs in simulator::Reason::ALL {
        let ours = payload::Reason::from_wire(theirs.as_str());
        let known = !matches!(ours, payload::Reason::Unknown(_));
        if !known || ours.status() != theirs.status() {
            differences.push(format!("{theirs:?}: ours is {ours:?}, {}", ours.status()));
        }
    }
    assert_eq!(differences, Vec::<String>::new());
}
