//! The past of a record: everything that was done to it, and nothing that was done to another.

use crate::ground::{At, long, opened};
use domain::record::Subject;

/// The past of what is under the cursor, all of it: over its record, where its lines are as long as they can be.
#[track_caller]
fn past(at: &mut At) -> String {
    at.settle().keys("H");
    at.says("Who changed what, when and why");
    let (mut all, mut last) = (String::new(), String::new());
    while at.screen() != last {
        last = at.screen();
        all.push_str(&last);
        at.keys(&"PgDn ".repeat(15));
    }
    at.keys("Esc");
    all
}

fn lines_with<'s>(screen: &'s str, part: &str) -> Vec<&'s str> {
    screen.lines().filter(|line| line.contains(part)).collect()
}

/// A changed date keeps its old value (2.H 9), also that of a visit, which has no form of its own to look into.
#[test]
fn a_visit_that_was_shifted_or_called_off_keeps_its_old_day() {
    let mut at = opened(99, 70);
    at.keys("3 / 'florence' Enter t '19 12' F2").moment();
    at.says("moved.");
    let shown = past(&mut at);
    assert!(shown.contains("day: Sat 28 Nov 2026 -> Sat 19 Dec 2026"), "{shown}");
    at.keys("x 'c' Tab 'ill' Enter F2").moment();
    at.says("cancelled.");
    let shown = past(&mut at);
    let called_off = "state: planned -> cancelled (by child, why illness, days of notice 26";
    assert!(shown.contains(called_off), "{shown}");
    // In the past of another visit of the same match nothing of it stands.
    let moved = lines_with(&shown, "-> Sat 19 Dec 2026")[0].trim().split(' ').next().unwrap().to_owned();
    at.keys("R g");
    let last = at.world().ledgers().flat_map(|l| &l.visits).find(|v| v.reference().to_string() == moved);
    let last = last.unwrap().id;
    while at.desk().subject() == Some(Subject::Visit(last)) {
        at.keys("j");
    }
    let shown = past(&mut at);
    assert!(!shown.contains("19 Dec") && !shown.contains(&moved), "{shown}");
}

/// What is done for several at once, and what an ending does to what was planned, stands in the past of each.
#[test]
fn what_was_done_for_several_stands_in_the_past_of_each_and_only_its_own_part() {
    let mut at = opened(99, 70);
    at.keys("3 / 'confirmed' Enter g");
    let mut marked = Vec::new();
    for _ in 0..40 {
        let Some(Subject::Match(id)) = at.desk().subject() else { break };
        let today = at.desk().today;
        let next = at.world().ledger(id).and_then(|l| l.next_planned(today)).cloned();
        if let Some(visit) =
            next.filter(|v| v.state == domain::record::VisitState::Planned && marked.len() < 3)
        {
            at.keys("Space");
            marked.push(visit);
        }
        at.keys("j");
    }
    assert_eq!(marked.len(), 3, "{}", at.screen());
    at.keys("K y").moment();
    at.says(" ✓ ");
    for visit in &marked {
        at.keys(&format!("4 Esc / '{}' Enter", visit.reference()));
        let shown = past(&mut at);
        assert!(shown.contains("state: planned -> confirmed"), "{shown}");
        for other in marked.iter().filter(|other| other.id != visit.id) {
            assert!(!shown.contains(&other.reference().to_string()), "{shown}");
        }
    }
}

/// Notes, consents, supervisions, and what was put off have no page of their own: their past stands with whom they are
/// about.
#[test]
fn what_has_no_page_of_its_own_is_told_with_whom_it_is_about() {
    let mut at = opened(99, 70);
    at.keys("1 / 'leila' Enter N 'Rang about Sunday.' F2").moment();
    assert!(past(&mut at).contains("Rang about Sunday."));
    at.keys("V").settle();
    assert!(past(&mut at).contains("Rang about Sunday."), "the note is about both");
    let talk = "w Tab Right Tab 'All is well with her.' F2";
    at.keys(talk).moment();
    at.says("recorded.");
    assert!(past(&mut at).contains("All is well with her."), "{}", at.screen());
    at.keys("C Y").says("onsent");
    at.keys("Esc M").settle();
    // How the match came about stands with it.
    let proposal = at.match_of("Leila").proposal.is_some();
    assert_eq!(past(&mut at).contains("Proposal P-"), proposal);
}

#[test]
fn a_long_past_is_told_to_its_beginning_and_a_longer_one_says_that_it_goes_on() {
    let mut at = long(99, 250);
    let longest = at.world().ledgers().max_by_key(|l| l.visits.len()).unwrap();
    assert!(longest.visits.len() > 65);
    let (m, first) = (longest.match_id, longest.visits[0].reference().to_string());
    let reference = at.world().match_(m).unwrap().reference().to_string();
    at.keys(&format!("3 / '{reference}' Enter"));
    let shown = past(&mut at);
    assert!(shown.contains(&first), "the first visit is missing\n{shown}");
    assert!(!shown.contains("older ones are not shown"));
    // The scheme's own past is that of everything.
    at.keys("Alt-o");
    at.settle().keys("H G");
    at.says("These are the last 300 changes; older ones are not shown.");
}
