//! That a visitor was removed (row 25): the team manager reads it, a co-ordinator finds it on no page, no list and not in
//! the past.

use crate::ground::{At, flat, opened, opened_by_a_coordinator};
use domain::id::VisitorId;
use domain::record::{EndReason, Stage};
use domain::world::World;

/// Somebody who was removed, and the match that ended with it.
fn gone(world: &World) -> (VisitorId, String) {
    let v = world.visitors().find(|v| v.stage() == Stage::Removed).expect("somebody was removed");
    (v.id, v.reference().to_string())
}

fn match_of(world: &World) -> String {
    let removed =
        |m: &&domain::record::Match| m.ended.as_ref().is_some_and(|e| e.reason == EndReason::VisitorRemoved);
    world.matches().find(removed).expect("a match that ended so").reference().to_string()
}

/// Everything that is shown of the two: list, page, past, form, and the board.
fn screens(at: &mut At) -> Vec<String> {
    let (_, visitor) = gone(at.world());
    let match_ref = match_of(at.world());
    let ways = [
        format!("2 / '{visitor}' Enter"),
        "Enter".to_owned(),
        "G".to_owned(),
        "H".to_owned(),
        "Esc Esc / Esc 2 B G".to_owned(),
        format!("B Esc Esc 3 / '{match_ref}' Enter"),
        "Enter".to_owned(),
        "H".to_owned(),
        "Esc d".to_owned(),
        "Esc Esc Esc / Esc H".to_owned(),
    ];
    let mut all = Vec::new();
    for keys in ways {
        at.keys(&keys).moment();
        all.push(flat(&at.screen()));
    }
    all
}

#[test]
fn that_a_visitor_was_removed_is_the_team_managers_to_know() {
    let mut manager = opened(120, 40);
    let told = screens(&mut manager);
    let says = |n: usize, words: &str| assert!(told[n].contains(words), "{words} on screen {n}: {}", told[n]);
    says(1, "removed");
    says(6, "the visitor was removed");
    let mut hers = opened_by_a_coordinator(&gone, &|_, _| Vec::new());
    for (n, screen) in screens(&mut hers).iter().enumerate() {
        for word in ["removed", "Removed", "REMOVED", "with a letter"] {
            assert!(!screen.contains(word), "{word} on screen {n}: {screen}");
        }
    }
    // A correction of the ending that leaves the reason alone keeps it.
    let match_ref = match_of(hers.world());
    hers.keys(&format!("Esc Esc Esc 3 / '{match_ref}' Enter Enter d F2")).moment();
    hers.says("corrected: ended");
    assert_eq!(match_of(hers.world()), match_ref);
}
