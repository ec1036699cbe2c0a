//! Doing again what was taken back, and the past of a record beside it.

use crate::ground::opened;

#[test]
fn what_was_taken_back_is_done_again_by_a_key_of_its_own() {
    let mut at = opened(100, 30);
    let before = at.world().clone();
    at.keys("1 / 'zoe' Enter Ctrl-r").moment();
    at.says("The last change was no undo, so there is nothing to do again.");
    at.keys("N 'Rang about Sunday.' F2").moment();
    let noted = at.world().clone();
    at.keys("u").moment();
    at.says("Taken back");
    assert_eq!(at.world().notes().len(), before.notes().len());
    at.keys("u").moment();
    at.says("The last change was itself an undo. Ctrl-r does again what it took back.");
    at.keys("Ctrl-r").moment();
    at.says("✓ Done again: ");
    assert!(*at.world() == noted, "it is to the letter what it was");
    at.is_kept_as_if_made_anew();
    at.keys("Ctrl-r").moment();
    at.says("The last change was no undo");
    // And it is taken back like any other.
    at.keys("u").moment();
    at.says("Taken back: Done again: ");
    assert_eq!(at.world().notes().len(), before.notes().len());
    at.is_kept_as_if_made_anew();
    at.holds_what_was_shown();
}

#[test]
fn a_match_that_was_taken_back_comes_back_with_its_lists_and_deadlines() {
    let mut at = opened(100, 30);
    at.keys("1 / 'tomek' Enter m Enter F2").moment();
    at.says("made.");
    let proposed = at.world().clone();
    at.keys("u").moment();
    assert!(at.world().proposals().count() < proposed.proposals().count());
    at.is_kept_as_if_made_anew();
    at.keys("Ctrl-r").moment();
    assert!(*at.world() == proposed);
    at.is_kept_as_if_made_anew();
    at.holds_what_was_shown();
}

#[test]
fn what_was_taken_back_before_this_sitting_is_asked_about_first() {
    let mut at = opened(80, 24);
    at.keys("1 / 'zoe' Enter N 'Rang about Sunday.' F2 u").moment();
    let notes = at.world().notes().len();
    at.again();
    at.keys("Ctrl-r").moment();
    at.says("Do again what this took back? Taken back: ").says("It was done before you opened the file.");
    assert_eq!(at.world().notes().len(), notes);
    at.keys("y").moment();
    assert_eq!(at.world().notes().len(), notes + 1);
    at.holds_what_was_shown();
}

#[test]
fn the_past_stands_beside_its_record_where_there_is_room_for_both() {
    for (w, h, beside) in
        [(160, 50, true), (120, 40, true), (100, 30, true), (99, 30, false), (80, 24, false)]
    {
        let mut at = opened(w, h);
        let zoe = at.child_ref("Zo");
        at.keys("1 / 'zoe' Enter Enter").says(&zoe).says("social worker");
        let page = at.screen();
        at.keys("H").settle();
        at.says("Who changed what, when and why").says("Nora Fielding");
        let heads = at.screen().lines().any(|l| l.contains(&zoe) && l.contains("Who changed what"));
        assert_eq!(heads, beside, "{w}x{h}\n{}", at.screen());
        if beside {
            let lost: Vec<_> =
                ["lives", "worker", "referral"].into_iter().filter(|l| page.contains(l)).collect();
            for label in lost {
                assert!(
                    at.screen().lines().any(|l| l.trim_start().starts_with(label)),
                    "{label}\n{}",
                    at.screen()
                );
            }
        }
        at.keys("Esc").silent("Who changed what");
        assert_eq!(at.screen(), page, "{w}x{h}");
    }
}

#[test]
fn the_past_beside_its_record_is_scrolled_to_its_end() {
    let mut at = opened(120, 20);
    at.keys("3 / 'leila' Enter H");
    let first = at.screen();
    at.keys("PgDn");
    assert_ne!(at.screen(), first, "{}", at.screen());
    at.keys("G");
    let end = at.screen();
    at.keys("j j PgDn");
    assert_eq!(at.screen(), end);
    at.keys("g");
    assert_eq!(at.screen(), first);
}

#[test]
fn the_past_calls_the_rarer_fields_by_what_the_forms_call_them() {
    let mut at = opened(120, 90);
    at.keys("1 / 'zoe' Enter e");
    while !at.screen().lines().any(|l| l.starts_with(" > Lives in the area of")) {
        at.keys("Tab");
    }
    at.keys("'Northshire' F2").moment();
    at.keys("H").says("lives in the area of: nothing -> Northshire");
    at.keys("Esc Esc 2 / 'joan' Enter d '00199' Tab 'yesterday' Tab 'e' Tab 'c' Tab 'today' Tab 'y' F2")
        .moment();
    at.keys("H")
        .says_beside("certificate number 00199, issued on Sun 22 Nov 2026, level enhanced, original seen");
    at.silent("_");
    // What is older stands further down, behind the supervisions of the year.
    at.keys("G").silent("_");
    assert!(at.beside().contains("DBS, Update Service: not recorded -> not joining"), "{}", at.screen());
}
