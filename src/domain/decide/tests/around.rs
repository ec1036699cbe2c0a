//! Around the child: older teenagers (R5), grounds (R14), a change of social worker and a move (R17, R58, 5.4), case
//! reviews (R60), and nobody entered twice (H5).

use super::*;
use rstest::rstest;

use Level::{Block, Info, Override, Warn};

#[rstest]
#[case::fourteen("2011-11-21", None)]
#[case::fifteen("2011-11-20", Some(Info))]
#[case::seventeen("2008-11-21", Some(Info))]
fn an_older_teenagers_referral_is_worked_first(#[case] born: &str, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let id = child(&mut desk, "Leila");
    desk.child(id, |c| c.born = day(born));
    assert_eq!(level(&desk.findings(&receive(id, "2026-11-20")), RuleId::R5), expected);
}

#[rstest]
#[case::one_ground(&[Ground::Distance], None)]
#[case::none(&[], Some(Warn))]
fn a_referral_has_a_ground(#[case] grounds: &[Ground], #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let id = child(&mut desk, "Leila");
    let Command::ReceiveReferral { child, mut referral } = receive(id, "2026-11-20") else { panic!() };
    referral.grounds = grounds.to_vec();
    let made = desk.done(Command::ReceiveReferral { child, referral });
    assert_eq!(level(&made.findings, RuleId::R14), expected);
}

fn worker(child: ChildId, name: &str, on: &str) -> Command {
    Command::ChangeSocialWorker { child, worker: Box::new(Professional::named(name)), on: day(on) }
}

#[test]
fn another_social_worker_leaves_the_match_as_it_is_and_the_one_before_on_record() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let before = desk.world.match_(p.id).unwrap().clone();
    let made = desk.done(worker(p.child, "Sal Moss", "2026-10-01"));
    assert_eq!(level(&made.findings, RuleId::R17), Some(Info));
    desk.done(worker(p.child, "Ada Lovell", "2026-11-15"));
    let leila = desk.world.child(p.child).unwrap();
    let past: Vec<_> = leila.past_workers.iter().map(|w| (w.worker.name.as_str(), w.until)).collect();
    assert_eq!(past, [("Sal Moss", day("2026-11-15"))]);
    let now = leila.social_worker.as_ref().unwrap();
    assert_eq!((now.name.as_str(), now.since), ("Ada Lovell", Some(day("2026-11-15"))));
    assert!(*desk.world.match_(p.id).unwrap() == before);
    assert_eq!(level(&desk.refused(&worker(p.child, "Kit Rowe", "2026-11-14")), RuleId::H2), Some(Block));
    assert_eq!(level(&desk.refused(&worker(p.child, "Kit Rowe", "2026-11-23")), RuleId::H2), Some(Block));
    // Without a match there is nothing to go on.
    let other = child(&mut desk, "Mariam");
    assert_eq!(rules(&desk.done(worker(other, "Kit Rowe", "2026-11-22")).findings), []);
}

fn home(desk: &Desk, carer: &str, provider: Option<&str>) -> Box<NewPlacement> {
    let mut home = NewPlacement::new(day("2026-11-20"), PlacementKind::Residential, carer, desk.today);
    home.provider = provider.map(str::to_owned);
    Box::new(home)
}

#[rstest]
#[case::nothing_to_do_with_it("Mill House", Some("Oak Homes"), None)]
#[case::the_home("Elm House", None, Some(Warn))]
#[case::the_provider("Mill House", Some("Elm House"), Some(Warn))]
#[case::part_of_another_word("Helm Household", None, None)]
fn a_new_home_is_held_against_the_visitors_work(
    #[case] carer: &str,
    #[case] provider: Option<&str>,
    #[case] expected: Option<Level>,
) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.visitor(p.visitor, |v| v.employers = vec!["Elm House".to_owned()]);
    let made = desk.done(Command::RecordMove { child: p.child, placement: home(&desk, carer, provider) });
    assert_eq!(level(&made.findings, RuleId::R58), expected);
    assert_eq!(level(&made.findings, RuleId::R17), Some(Info));
}

#[rstest]
#[case::independent(Some(true), None, None, None)]
#[case::not_independent(Some(false), None, Some(Warn), None)]
#[case::too_far(None, Some(Distance::Rematch), None, None)]
#[case::nothing_looked_at(None, None, None, Some(Block))]
fn a_new_home_is_looked_at(
    #[case] independent: Option<bool>,
    #[case] distance: Option<Distance>,
    #[case] said: Option<Level>,
    #[case] blank: Option<Level>,
) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let check = Command::CheckPlacement { home: None, child: p.child, on: desk.today, independent, distance };
    let found = desk.findings(&check);
    assert_eq!((level(&found, RuleId::R58), level(&found, RuleId::H1)), (said, blank));
    if blank.is_none() {
        desk.done(check);
        let home = &desk.world.child(p.child).unwrap().placements[0];
        assert_eq!(
            (home.independence.is_some(), home.distance.is_some()),
            (independent.is_some(), distance.is_some())
        );
        // What was found stands, with the visitor of whom it was said (R58).
        let kept = home.independence.as_ref().map(|found| (found.independent, found.visitor));
        assert_eq!(kept, independent.map(|is| (Some(is), Some(p.visitor))));
    }
}

#[test]
fn the_match_goes_on_and_outings_wait_until_the_new_address_is_confirmed() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.done(Command::RecordMove { child: p.child, placement: home(&desk, "Mill House", None) });
    assert_eq!(level(&desk.refused(&plan(p.id, "2026-11-28")), RuleId::R25), Some(Override));
    // What took place is a fact.
    assert_eq!(level(&desk.done(file(report(p.id, "2026-11-21"))).findings, RuleId::R25), Some(Warn));
    let (with, on) = ("Sal Moss".to_owned(), desk.today);
    desk.done(Command::ConfirmContact { home: None, child: p.child, with, on, address: None, phone: None });
    assert_eq!(level(&desk.done(plan(p.id, "2026-11-28")).findings, RuleId::R25), None);
}

fn case(child: ChildId, on: &str, considered: Option<bool>, next: Option<&str>) -> Command {
    Command::HoldCaseReview { child, on: day(on), considered, next: next.map(day) }
}

#[rstest]
#[case::considered(Some(true), None)]
#[case::not_considered(Some(false), Some(Info))]
#[case::nobody_knows(None, Some(Info))]
fn a_visitor_is_considered_at_the_case_review(
    #[case] considered: Option<bool>,
    #[case] expected: Option<Level>,
) {
    let mut desk = Desk::new();
    let id = child(&mut desk, "Leila");
    assert_eq!(level(&desk.done(case(id, "2026-11-20", considered, None)).findings, RuleId::R60), expected);
}

#[test]
fn the_next_case_review_is_the_one_that_the_latest_has_set() {
    let mut desk = Desk::new();
    let id = child(&mut desk, "Leila");
    let next = |desk: &Desk| desk.world.child(id).unwrap().next_case_review;
    desk.done(case(id, "2026-11-20", Some(true), Some("2027-05-20")));
    desk.done(case(id, "2026-05-20", Some(true), Some("2026-11-19")));
    assert_eq!(next(&desk), Some(day("2027-05-20")), "an older one entered later changes nothing");
    desk.done(case(id, "2026-11-20", None, Some("2027-04-20")));
    assert_eq!((next(&desk), desk.world.child(id).unwrap().case_reviews.len()), (Some(day("2027-04-20")), 2));
    assert_eq!(
        level(&desk.refused(&case(id, "2026-11-20", None, Some("2026-11-19"))), RuleId::H2),
        Some(Block)
    );
    desk.today = day("2027-04-20");
    desk.done(case(id, "2027-04-20", Some(true), None));
    assert_eq!(next(&desk), None, "what was planned has been");
}

#[rstest]
#[case::the_very_same("Leila", "Haddad", "2013-05-14", None, Some(Override))]
#[case::a_slip_of_the_pen("Leila", "Hadad", "2013-05-14", None, Some(Override))]
#[case::same_name_other_birthday("Leila", "Haddad", "2012-01-01", None, Some(Override))]
#[case::a_twin("Omar", "Haddad", "2013-05-14", None, Some(Override))]
#[case::a_brother("Omar", "Haddad", "2011-02-03", None, None)]
#[case::somebody_else("Samuel", "Brandt", "2013-05-14", None, None)]
#[case::the_same_case_number("Samuel", "Brandt", "2011-02-03", Some("ab 12-34"), Some(Override))]
#[case::another_case_number("Samuel", "Brandt", "2011-02-03", Some("AB-1235"), None)]
fn nobody_is_entered_twice(
    #[case] first: &str,
    #[case] last: &str,
    #[case] born: &str,
    #[case] case_number: Option<&str>,
    #[case] expected: Option<Level>,
) {
    let mut desk = Desk::new();
    let leila = child(&mut desk, "Leila");
    desk.child(leila, |c| c.case_number = Some("AB-1234".to_owned()));
    let mut details = ChildDetails::new(Name::new(first, last), day(born), "Northshire");
    details.case_number = case_number.map(str::to_owned);
    let enter = Command::AddChild { details: Box::new(details), placement: None };
    let found = desk.findings(&enter);
    assert_eq!(level(&found, RuleId::H5), expected, "{found:?}");
    if expected.is_some() {
        let twice = found.iter().find(|f| f.rule == RuleId::H5).unwrap();
        assert_eq!(twice.subject, Subject::Child(leila), "it leads to the one who is there");
        // Somebody says by name that it is another.
        desk.refused(&enter);
        desk.override_with(&[RuleId::H5]);
    }
    desk.done(enter);
}
