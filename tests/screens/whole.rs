//! The whole list and the candidates stay under what is done from them; several are proposed as one change; and what
//! would follow for each marked line is read before it is done.

use crate::ground::{At, opened};
use domain::record::{Subject, VisitState};
use tui::desk::Page;

/// The first pairs of the best set, by reference.
fn pairs(at: &At) -> Vec<(String, String)> {
    let set = domain::matching::best_set(at.world(), at.desk().today);
    let reference = |subject| at.world().reference(subject).unwrap().to_string();
    let pair = |p: &domain::matching::Pairing| {
        (reference(Subject::Child(p.child)), reference(Subject::Visitor(p.visitor)))
    };
    set.proposals.iter().map(pair).collect()
}

fn open_proposals(at: &At) -> usize {
    at.world().proposals().filter(|p| p.is_open()).count()
}

#[test]
fn a_proposal_out_of_the_whole_list_leads_back_to_it_without_its_line() {
    let mut at = opened(80, 24);
    let (all, before) = (pairs(&at).len(), open_proposals(&at));
    at.keys("1 W Down");
    let line = at.cursor();
    // Left: nothing has changed, and the cursor is where it was.
    at.keys("Enter").says("Propose a visitor");
    at.keys("'x' Ctrl-d y").says("as it was when you first opened it");
    at.keys("F2").moment();
    assert_eq!(open_proposals(&at), before + 1, "begun anew, the form has its pair");
    at.keys("Esc u 1 W Down").moment();
    assert_eq!(at.cursor(), line);
    at.keys("Enter").says("Propose a visitor");
    at.keys("Esc").says("The whole waiting list at once");
    assert_eq!(at.cursor(), line);
    at.keys("Enter F2").moment();
    at.says("The whole waiting list at once").says(&format!("{} proposals", all - 1));
    assert_eq!(open_proposals(&at), before + 1);
    assert!(!at.screen().contains(line.trim_start_matches('>').trim()), "{}", at.screen());
    at.holds_what_was_shown();
}

#[test]
fn what_is_marked_in_the_whole_list_is_proposed_together_and_taken_back_together() {
    let mut at = opened(80, 24);
    let (all, before) = (pairs(&at).len(), open_proposals(&at));
    at.keys("1 W Space Space Enter").says("2 marked").says("Why these");
    at.keys("'because' F2");
    at.says("Propose a visitor: for these 2?").says("for each:").says("(R90)");
    // The no leads back to the form with what was typed, and leaving it keeps that.
    at.keys("Esc").says("because");
    at.keys("Esc").says("draft is kept");
    at.keys("Enter").says("because");
    at.keys("F2 y").moment();
    at.says(&format!("{} proposals", all - 2)).says("Done for 2 lines.");
    assert_eq!(open_proposals(&at), before + 2);
    let told = at.world().proposals().filter(|p| p.rationale.as_deref() == Some("because")).count();
    assert_eq!(told, 2);
    at.keys("Esc u").moment();
    assert_eq!(open_proposals(&at), before);
    at.holds_what_was_shown();
}

#[test]
fn a_line_without_anybody_is_not_proposed() {
    let mut at = opened(80, 24);
    at.keys("1 W / 'nobody' Esc G Space Enter").says("A marked line has nobody to propose.");
    // Esc takes the marks off, and then goes back.
    at.keys("Esc").says("The whole waiting list at once");
    at.keys("Esc").silent("The whole waiting list at once");
}

#[test]
fn an_answer_recorded_from_the_candidates_leads_back_to_them() {
    let mut at = opened(80, 24);
    at.keys("1 m Down Down");
    let line = at.cursor();
    at.says("2 answers missing");
    at.keys("a").says("Wants a visitor?");
    at.keys("'w' F2").moment();
    at.says("Who could visit").says("1 answer missing");
    assert_eq!(at.cursor()[..24], line[..24]);
    at.holds_what_was_shown();
}

#[test]
fn a_proposal_from_the_candidates_opens_on_its_page() {
    let mut at = opened(80, 24);
    let (child, _) = pairs(&at)[0].clone();
    at.keys("1 /").keys(&format!("'{child}'")).keys("Enter m").says("Who could visit");
    at.keys("Enter F2").moment();
    let Some(Page { subject: Subject::Proposal(id), .. }) = at.desk().pages.last().copied() else {
        panic!("not on its page\n{}", at.screen());
    };
    assert!(at.world().proposal(id).unwrap().is_open());
    at.keys("Esc").says(&child);
    at.holds_what_was_shown();
}

#[test]
fn the_reasons_are_read_on_the_lowest_screen_too() {
    for (w, h) in [(60, 18), (80, 24), (120, 40)] {
        let mut at = opened(w, h);
        at.keys("1 m").says("(R54)");
        at.keys("r").says("These two, rule by rule").says("(R54)").says("looked after");
        at.keys("Esc").says("Who could visit");
        at.keys("?").says("in the whole list, all that are marked");
        at.keys("Esc");
        at.says("Who could visit");
        at.keys("Esc W").says("The whole waiting list at once").says("wish, availability");
        at.keys("r End").says("this program's own");
    }
}

#[test]
fn what_cannot_be_done_for_a_marked_line_is_read_before_the_rest_is_done() {
    let mut at = opened(80, 24);
    at.keys("2 / 'nigel farrow' Enter h 'abroad' Tab '+30d' F2").moment();
    at.says("✓");
    at.keys("/ 'V-001' Enter Space Space Space Space Space Space b F2").moment();
    at.says("What cannot be done is left out.").says("✗").says("is not on hold");
    at.keys("y").moment();
    at.says("Done for");
    let tomorrow = at.desk().today.succ_opt().unwrap();
    let Subject::Visitor(nigel) = at.visitor("Nigel") else { unreachable!() };
    assert!(at.world().visitor(nigel).unwrap().holds.iter().all(|h| !h.covers(tomorrow)));
    at.holds_what_was_shown();
}

#[test]
fn the_cursor_stands_on_whoever_was_entered_last() {
    let mut at = opened(80, 24);
    at.keys("1 / 'zoe' Enter n 'Ada' Tab 'Birch' Tab '3 2 2013' F2").moment();
    at.says("Ada Birch");
    at.keys("Esc");
    assert!(at.cursor().contains("Ada Birch"), "{}", at.screen());
    at.keys("2 G n 'Maud' Tab 'Frost' Tab Tab Tab F2").moment();
    at.says("Maud Frost");
    at.keys("Esc");
    assert!(at.cursor().contains("Maud Frost"), "{}", at.screen());
    // The next key is about her.
    at.keys("N").says("Maud F.");
}

#[test]
fn a_reference_recorded_again_keeps_what_is_known_of_it() {
    let mut at = opened(80, 24);
    at.keys("2 n 'Maud' Tab 'Frost' F2").moment();
    at.keys("f 'Ann Lowe' Tab 'choir' Tab '4' Tab Tab '-20d' Tab '-6d' Tab 'y' F2").moment();
    at.says("Reference of");
    // Another, of whom nothing is known.
    at.keys("f 'Tom Reid' Tab 'work' Tab Tab Tab '-3d' F2").moment();
    let of = |at: &At, name: &str| {
        let Subject::Visitor(id) = at.visitor("Maud") else { unreachable!() };
        let all = &at.world().visitor(id).unwrap().references;
        all.iter().find(|r| r.name == name).unwrap().clone()
    };
    let (ann, tom) = (of(&at, "Ann Lowe"), of(&at, "Tom Reid"));
    // The form begins with the one that is awaited; with Ann's name it tells what is known of hers.
    at.keys("f").says("Tom Reid").says("work");
    at.keys("Ctrl-u 'ann lowe'").says("choir").says("17 November 2026").says("On record already");
    at.keys("Tab Ctrl-u 'choir practice' F2").moment();
    let again = of(&at, "ann lowe");
    assert_eq!(
        (again.requested, again.received, again.satisfactory),
        (ann.requested, ann.received, Some(true))
    );
    assert_eq!(again.context, "choir practice");
    assert!(of(&at, "Tom Reid") == tom);
    at.holds_what_was_shown();
}

#[test]
fn an_address_without_an_at_is_not_taken() {
    let mut at = opened(80, 24);
    at.keys("2 n 'Maud' Tab 'Frost' Tab Tab Tab Tab '07700900111' F2").says("An e-mail address has an @");
    at.keys("Ctrl-u '@post.example' F2").says("An e-mail address has an @");
    at.keys("Ctrl-u 'maud@post.example' F2").moment();
    let Subject::Visitor(id) = at.visitor("Maud") else { unreachable!() };
    assert_eq!(at.world().visitor(id).unwrap().email.as_deref(), Some("maud@post.example"));
}

#[test]
fn a_letter_that_fits_no_choice_is_answered() {
    let mut at = opened(80, 24);
    at.keys("2 g I 'z'").says("None of the choices begins with z.");
    at.keys("'y'").silent("None of the choices").says("● yes");
}

#[test]
fn independence_is_declared_in_its_own_form_alone() {
    let mut at = opened(120, 40);
    at.keys("2 / 'hodan' Enter");
    at.keys("e").says("Details of the visitor").silent("Independence");
    at.keys("Tab Tab 'Hod' F2").moment();
    at.says("✓");
}

#[test]
fn the_past_is_told_in_plain_words() {
    let mut at = opened(120, 40);
    at.keys("2 n 'Maud' Tab 'Frost' F2").moment();
    at.keys("f 'Ann Lowe' Tab 'choir' Tab Tab Tab '2 11 26' F2").moment();
    at.keys("d '001234567890' Tab '2 11 26' Tab 'e' Tab 'c' Tab 'today' Tab 'y' F2").moment();
    at.keys("H")
        .says_beside("asked for on Mon 2 Nov 2026")
        .says_beside("certificate number 001234567890")
        .says_beside("issued on Mon 2 Nov 2026");
    at.silent("NotRecorded").silent("2026-11");
}

#[test]
fn a_home_to_come_is_prepared_before_the_move() {
    let mut at = opened(80, 40);
    let moved = "P '1 12' Tab 'f' Tab 'Mrs New' Tab '9 New Road' Tab Tab Tab 'y' F2";
    at.keys(&format!("1 / 'leila' Enter {moved}")).moment();
    let leila = at.child_ref("Leila");
    at.says(&format!("Move of {leila} recorded."));
    at.keys("K").says("Which home").says("● from Tue 1 Dec on");
    at.keys("Tab 'the carer' F2").moment();
    at.says("confirmed for the home from Tue 1 Dec on");
    at.keys("Enter").says("For the planned move of Tue 1 Dec: 6 of 7 open").says("(R27) T records it");
}

#[test]
fn what_is_confirmed_is_the_next_visit_and_not_one_of_which_nobody_has_told() {
    let mut at = opened(80, 24);
    let today = at.desk().today;
    let (past, next) = at
        .world()
        .ledgers()
        .find_map(|l| {
            let past = l.visits.iter().find(|v| v.state.is_planned() && v.date < today)?;
            Some((past.clone(), l.next_planned(today).filter(|v| v.state == VisitState::Planned)?.clone()))
        })
        .expect("one with both");
    let match_ref = at.world().visit(past.id).unwrap().0.reference();
    at.keys(&format!("3 / '{match_ref}' Enter K")).moment();
    at.says(&format!("{} confirmed", next.reference())).silent(&format!("{} confirmed", past.reference()));
}

#[test]
fn a_child_on_record_is_found_by_the_number_of_the_authority() {
    let mut at = opened(100, 30);
    let Subject::Child(id) = at.child("Leila") else { unreachable!() };
    let known = at.world().child(id).unwrap().case_number.clone().expect("Leila has one");
    at.keys(&format!("1 n 'Quite' Tab 'Another' Tab '1 1 2012' Tab Tab Tab '{known}'"));
    at.silent("On record already");
    let leila = at.child_ref("Leila");
    at.keys("S-Tab").says(&format!("On record already? {leila}"));
}
