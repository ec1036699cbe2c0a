//! A decision about a visitor has somebody who took it, and conditions that stay open until they are met (5.1); a
//! declaration answers for the visitor and for the household (R57); what is unusual is said while it is typed.

use crate::day::on_line;
use crate::ground::{At, opened};
use domain::record::{Stage, Subject, Visitor};
use domain::rule::RuleId;

fn visitor<'a>(at: &'a At, name: &str) -> &'a Visitor {
    let Subject::Visitor(id) = at.visitor(name) else { panic!("no visitor {name}") };
    at.world().visitor(id).expect("the visitor")
}

#[test]
fn a_decision_is_somebodys_and_its_conditions_stay_open() {
    let mut at = opened(120, 60);
    at.keys("2 / 'kwame' Enter Enter");
    // Nobody defers by nobody.
    at.keys("s 'deferred' Enter F2").moment();
    at.says("Say whose decision it was").silent("is now: deferred");
    at.keys("'panel of Monday' Tab 'One more reference' F2").moment();
    at.says("is now: deferred.").says("not met yet: One more reference (H11)");
    at.says("a records it");
    assert_eq!(visitor(&at, "Kwame").stage(), Stage::Deferred);

    // The only condition is filled in; met, it stands there with its day.
    at.keys("a").says("Condition met").says("One more reference");
    at.keys("F2").moment();
    at.says("A condition of")
        .says("One more reference, met Mon 23 Nov")
        .silent("on a condition that is not met");
    assert_eq!(visitor(&at, "Kwame").open_conditions().count(), 0);
    at.keys("a").says("No condition of a decision is open for this visitor.");
    at.holds_what_was_shown();
}

#[test]
fn what_is_still_to_be_met_is_due_and_met_from_its_line() {
    let mut at = opened(120, 40);
    on_line(&mut at, RuleId::H11, "Hodan");
    at.keys("Enter").says("Condition met").says("rings after each of the first three visits");
    at.keys("F2").moment();
    at.says("A condition of");
    let Subject::Visitor(id) = at.visitor("Hodan") else { panic!("no visitor") };
    let due = at.desk().deadlines.iter().any(|d| d.rule == RuleId::H11 && d.subject == Subject::Visitor(id));
    assert!(!due, "{}", at.screen());
}

#[test]
fn the_declaration_answers_for_the_visitor_and_for_whoever_is_at_home() {
    let mut at = opened(120, 60);
    at.keys("2 / 'nadia' Enter Enter I").says("Visitor connected?").says("Anybody at home connected?");
    at.silent("Who, and how");
    at.keys("'n' Tab 'y'").says("Who, and how");
    at.keys("Tab 'Her sister sits on the council' F2").moment();
    at.says("at home").says("Her sister sits on the council");
    let made = visitor(&at, "Nadia").declaration.clone().expect("a declaration");
    assert!(!made.connected && made.is_connected());
    at.holds_what_was_shown();
}

#[test]
fn an_age_that_is_unusual_is_said_while_the_date_is_typed() {
    let mut at = opened(120, 40);
    at.keys("1 n 'Ada' Tab 'Birch' Tab '3 2 1990'").says("36 years old: unusual here, check it (R4)");
    let mut at = opened(120, 40);
    at.keys("1 n 'Ada' Tab 'Birch' Tab '3 2 2013'").says("13 years old").silent("unusual here");
}

#[test]
fn a_proposal_that_stands_still_is_carried_on_from_its_line() {
    let mut at = opened(120, 40);
    on_line(&mut at, RuleId::H9, "Marnie");
    at.keys("Enter").says("Joint matching visit arranged");
    // She is away, and her certificate runs out meanwhile: a named person may go on all the same.
    at.keys("'+5d' F2").moment();
    at.says("is on hold. (R95)").says("no longer counts");
    at.keys("'only to say hello' Tab F2").moment();
    assert!(!at.desk().deadlines.iter().any(|d| d.rule == RuleId::H9), "{}", at.screen());
    on_line(&mut at, RuleId::H10, "Marnie");
}
