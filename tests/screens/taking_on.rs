//! A step that a rule refuses: a named person may take it on with a reason, unless the rule is one that nobody may.

use crate::ground::{At, opened};

/// Tia's card lacks two answers: planning an outing is refused by R10 and R11.
fn refused() -> At {
    let mut at = opened(100, 40);
    at.keys("3 / 'tia' Enter p 'sun' Tab 'swimming' F2");
    at.says("This stands against it").says("(R10)").says("(R11)");
    at.says("A named person may go on all the same. Name and reason stand in the journal.");
    at
}

fn planned(at: &At) -> usize {
    at.world().visits_by_date().filter(|(day, _)| day.to_string() == "2026-11-29").count()
}

#[test]
fn esc_goes_back_with_nothing_lost() {
    let mut at = refused();
    let before = planned(&at);
    at.keys("'half a reas' Esc");
    assert!(at.row(1).contains("Plan a visit"), "{}", at.screen());
    at.says("sun").says("swimming");
    assert_eq!(planned(&at), before);
    at.keys("Esc").says("Left. Your draft is kept");
    at.keys("p").says("swimming");
}

#[test]
fn without_name_and_reason_it_does_not_go_through() {
    let mut at = refused();
    let before = planned(&at);
    at.keys("F2").says("Not saved.").says("must be filled in");
    at.keys("'   ' F2");
    at.says("must be filled in");
    assert_eq!(planned(&at), before, "a reason of blanks is none");
    at.keys("'pool with lifeguards' Tab Ctrl-u F2");
    assert_eq!(planned(&at), before, "and neither is nobody");
    assert!(at.screen().contains("must be filled in"), "{}", at.screen());
}

#[test]
fn with_both_it_goes_through_and_the_past_says_who_took_it_on() {
    let mut at = refused();
    let before = planned(&at);
    at.keys("'the carer goes along' F2").says("planned");
    assert_eq!(planned(&at), before + 1, "{}", at.screen());
    at.keys("H").says_beside("taken on by Nora Fielding: the carer goes along");
    at.says_beside("overridden").says_beside("(R10)");
    at.keys("Esc").again().silent("left unfinished");
    at.holds_what_was_shown();
}

#[test]
fn a_childs_objection_is_taken_on_by_nobody() {
    let mut at = opened(100, 40);
    // Florence objects, and is judged to understand what that means.
    at.keys("1 / 'florence' Enter : 'change what is known of the child' Enter");
    at.keys(&"Tab ".repeat(24));
    while !at.screen().lines().any(|l| l.starts_with(" > Wants")) {
        at.keys("Tab");
    }
    at.keys("'oo' F2").says("changed. Florence L. objects, and is judged to understand.");
    at.keys("3 Esc / 'florence' Enter p '19 12' F2");
    at.says("objects, and is judged to understand. There are no further visits: end the match.");
    at.silent("A named person may go on all the same");
    let (form, day) = (at.row(1), "2026-12-19");
    assert!(form.contains("Plan a visit"), "the form is still there: {}", at.screen());
    assert!(!at.world().visits_by_date().any(|(on, id)| {
        on.to_string() == day
            && at
                .world()
                .visit(id)
                .is_some_and(|(m, _)| domain::record::Subject::Child(m.child) == at.child("Florence"))
    }));
}

#[test]
fn a_match_whose_end_is_set_goes_on_until_then() {
    let mut at = opened(100, 40);
    // The visitor of Noah has resigned for the thirteenth of December; there is one more visit.
    at.keys("1 / 'noah' Enter").says("Priya S.").says("matched");
    at.keys("e");
    while !at.screen().lines().any(|l| l.starts_with(" > Wants")) {
        at.keys("Tab");
    }
    at.keys("'oo' F2").moment();
    at.says("changed. Noah B. objects, and is judged to understand.");
}

#[test]
fn eighteen_is_taken_on_by_nobody() {
    let mut at = opened(100, 40);
    // Jordan turned eighteen four days ago.
    at.keys("3 / 'jordan' Enter p 'sat' F2").says("turns 18 on Thu 19 Nov 2026").says("(R6)");
    at.silent("A named person may go on all the same");
}
