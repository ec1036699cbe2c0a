//! The annual review of a visitor, arranged ahead (R50a, H10).

use super::*;

fn book(visitor: VisitorId, on: Option<&str>) -> Command {
    Command::BookAnnualReview { visitor, on: on.map(day) }
}

fn held(visitor: VisitorId, on: &str) -> Command {
    let summary = "A good year.".to_owned();
    Command::HoldAnnualReview { visitor, held: day(on), wishes_to_go_on: Some(true), summary }
}

#[test]
fn it_is_arranged_put_off_and_held_as_one_record() {
    let mut desk = Desk::new();
    let id = visitor(&mut desk, "Tobias");
    let arranged = |desk: &Desk| desk.world.booked_review_of_visitor(id).map(|r| r.held);
    desk.done(book(id, Some("2026-11-30")));
    desk.done(book(id, Some("2026-12-07")));
    assert_eq!(arranged(&desk), Some(day("2026-12-07")), "one takes the place of the other");
    assert!(desk.world.reviews_of_visitor(id).is_empty(), "it counts for nothing until it is held");
    let booked = desk.world.booked_review_of_visitor(id).unwrap().id;
    desk.today = day("2026-12-08");
    desk.now = at("2026-12-08T11:00:00Z");
    // It may be held on another day than the one that was arranged.
    desk.done(held(id, "2026-12-08"));
    assert_eq!(arranged(&desk), None);
    let reviews: Vec<_> = desk.world.reviews_of_visitor(id).iter().map(|r| (r.id, r.held)).collect();
    assert_eq!(reviews, [(booked, day("2026-12-08"))]);
    // The next is another one.
    desk.done(book(id, Some("2027-12-01")));
    assert_ne!(desk.world.booked_review_of_visitor(id).unwrap().id, booked);
}

#[test]
fn a_day_that_has_passed_is_not_arranged_for() {
    let mut desk = Desk::new();
    let id = visitor(&mut desk, "Tobias");
    assert_eq!(rules(&desk.refused(&book(id, Some("2026-11-21")))), [RuleId::H2]);
    desk.done(book(id, Some("2026-11-22")));
    // Nor is one held before its day.
    assert_eq!(rules(&desk.refused(&held(id, "2026-11-23"))), [RuleId::H2]);
}

#[test]
fn what_was_arranged_falls_through_and_comes_back_with_an_undo() {
    let mut desk = Desk::new();
    let id = visitor(&mut desk, "Tobias");
    assert_eq!(rules(&desk.refused(&book(id, None))), [RuleId::H3]);
    desk.done(book(id, Some("2026-11-30")));
    let off = book(id, None);
    let decision = desk.ask(&off).unwrap();
    let undo = desk.undoable(&off, &decision);
    desk.commit(&decision);
    assert!(desk.world.booked_review_of_visitor(id).is_none() && desk.world.annual_reviews().len() == 0);
    desk.done(undo);
    assert_eq!(desk.world.booked_review_of_visitor(id).unwrap().held, day("2026-11-30"));
}
