//! What a hurried hand does, and what must not come of it: lists left and come back to, words typed into the wrong
//! field, forms begun anew, marks that a filter hides.

use crate::ground::{At, opened};
use domain::rule::RuleId;

/// Who could visit Kai, the cursor on the second line.
fn second_for_kai(width: u16, height: u16) -> At {
    let mut at = opened(width, height);
    at.keys("1 / 'kai' Enter m j").says("Who could visit Kai");
    at
}

#[test]
fn a_page_opened_from_the_candidates_comes_back_to_the_list_and_its_line() {
    for key in ["V", "o", "C"] {
        let mut at = second_for_kai(100, 40);
        let line = at.cursor();
        at.keys(key).silent("Who could visit Kai");
        at.keys("Esc").says("Who could visit Kai");
        assert_eq!(at.cursor(), line, "{key}: {}", at.screen());
    }
}

#[test]
fn two_pages_deep_the_list_still_comes_back_and_another_tab_forgets_it() {
    let mut at = second_for_kai(100, 40);
    let line = at.cursor();
    at.keys("V m Esc Esc").says("Who could visit Kai");
    assert_eq!(at.cursor(), line, "{}", at.screen());
    at.keys("V 1 Esc").silent("Who could visit Kai");
}

#[test]
fn reports_notes_and_everything_else_can_be_begun_from_the_candidates() {
    let mut at = second_for_kai(100, 40);
    let line = at.cursor();
    at.keys("v").says("Visit report");
    at.keys("Esc").says("Who could visit Kai");
    at.keys(":").says("What to do");
    at.keys("'compare' Enter").says("Two side by side");
    at.keys("Esc").says("Who could visit Kai");
    assert_eq!(at.cursor(), line, "{}", at.screen());
    at.keys(": 'note a call' Enter F2").says("Not saved");
    at.keys("Esc").says("Who could visit Kai");
}

#[test]
fn on_sixty_columns_the_foot_still_names_what_is_needed_most() {
    let mut at = second_for_kai(60, 18);
    let screen = at.screen();
    let foot = screen.trim_end().lines().last().unwrap_or_default();
    for part in ["Enter propose", "a answer", "c compare", "r why", "V open", "? help"] {
        assert!(foot.contains(part), "{part:?} is not in {foot:?}");
    }
    at.keys("?").says("Help for here").says("Compare two");
}

#[test]
fn what_is_typed_is_thrown_away_after_a_yes_only() {
    let mut at = opened(100, 40);
    at.keys("1 / 'freddie' Enter N 'rang the carer' Ctrl-d").says("Throw away what is typed in this form?");
    at.keys("Enter Esc").says("rang the carer");
    at.keys("Ctrl-d y").silent("rang the carer").says("as it was when you first opened it");
    // With nothing typed nothing is asked.
    at.keys("Ctrl-d").silent("Throw away");
}

#[test]
fn a_comparison_stops_at_its_last_line() {
    let mut at = second_for_kai(80, 24);
    at.keys("c G");
    let end = at.screen();
    at.keys("j j j PgDn PgDn");
    assert_eq!(at.screen(), end);
    at.keys("k");
    assert_ne!(at.screen(), end, "one line up is one line up");
}

#[test]
fn a_sentence_typed_at_a_choice_answers_nothing() {
    let mut at = opened(100, 40);
    at.keys("1 / 'freddie' Enter v");
    let asked = |at: &mut At| at.keys("F2").says("Not saved").screen().contains("Anything that worries you");
    assert!(asked(&mut at), "{}", at.screen());
    let mut form = opened(100, 40);
    form.keys("2 / 'joan' Enter d '001' Tab 'yesterday' Tab 'e' Tab 'c' Tab 'today' Tab");
    form.keys("'you may'").says("None of the choices begins with");
    form.keys("F2").says("Not saved").says("Accepted");
}

#[test]
fn a_certificate_is_neither_seen_nor_accepted_before_somebody_says_so() {
    let mut at = opened(100, 40);
    let head = at.desk().head.seq;
    at.keys("2 / 'joan' Enter d '001' Tab 'yesterday' Tab 'e' Tab 'c' F2").says("Not saved").says("Accepted");
    assert_eq!(at.desk().head.seq, head);
    at.keys("'y' F2").moment();
    assert_eq!(at.desk().head.seq, head + 1, "{}", at.screen());
}

#[test]
fn lines_that_were_left_out_stay_marked_and_are_counted() {
    let mut at = opened(100, 40);
    at.keys("2 / 'ruth pryce' Enter Space / 'carla moreno' Enter Space");
    at.keys("b").says("2 marked (1 hidden by the filter):");
    at.keys("F2").says("for 1 of 2? What cannot be done is left out. It stays marked.");
    at.keys("y").moment();
    at.says("1 line was left out and is still marked.");
    assert_eq!(at.desk().marked().len(), 1, "{}", at.screen());
}

#[test]
fn money_stands_below_whatever_else_is_as_late() {
    let at = opened(100, 60);
    let lines: Vec<_> = at.desk().deadlines.iter().map(|d| (d.band, d.rule)).collect();
    let mut seen = 0;
    for (n, (band, rule)) in lines.iter().enumerate() {
        if *rule == RuleId::R59 {
            seen += 1;
            let below = lines[n..].iter().all(|(b, r)| b != band || *r == RuleId::R59);
            assert!(below, "{:?}", &lines[n..]);
        }
    }
    assert!(seen > 0, "the demonstration has a claim that waits");
}

#[test]
fn with_names_hidden_no_address_and_no_name_of_carer_or_worker_stands_on_a_page() {
    let mut at = opened(120, 60);
    let mut never: Vec<String> = Vec::new();
    let world = at.world();
    for child in world.children() {
        never.extend(child.social_worker.iter().chain(&child.iro).map(|w| w.name.clone()));
        never.extend(child.placements.iter().flat_map(|p| [p.address.clone(), p.phone.clone()]).flatten());
        never.extend(child.placements.iter().map(|p| p.carer.clone()));
    }
    never.extend(
        world.visitors().flat_map(|v| [v.address.clone(), v.phone.clone(), v.email.clone()]).flatten(),
    );
    never.retain(|text| text.len() > 4 && text.chars().any(|c| c.is_uppercase() || c.is_numeric()));
    assert!(never.len() > 20, "{never:?}");
    at.keys("i");
    for tab in ["1 Esc g", "2 Esc g"] {
        at.keys(tab);
        for _ in 0..40 {
            at.keys("Enter");
            for _ in 0..4 {
                let screen = at.screen();
                let leaked = never.iter().find(|text| screen.contains(text.as_str()));
                assert!(leaked.is_none(), "{leaked:?} in\n{screen}");
                at.keys("PgDn");
            }
            at.keys("Esc j");
        }
    }
}
