//! The annual review of a visitor: arranged ahead, in view on the list, and held (R50a, H10).

use crate::day::on_line;
use crate::ground::{At, opened};
use domain::rule::RuleId;

fn visitor(at: &At) -> domain::id::VisitorId {
    let of = at.world().visitors().find(|v| v.name.first == "Joan").expect("Joan is in the demonstration");
    of.id
}

fn arranged(at: &At) -> Option<String> {
    at.world().booked_review_of_visitor(visitor(at)).map(|r| r.held.to_string())
}

#[test]
fn a_review_is_arranged_put_off_and_held() {
    let mut at = opened(120, 40);
    let held = at.world().reviews_of_visitor(visitor(&at)).len();
    at.keys("2 / 'joan' Enter r").says("Annual review").says("was held").says("is arranged");
    assert!(!at.screen().contains("falls through"), "nothing is arranged yet");
    // The next choice; what came of it is not asked of a review to come.
    at.keys("Right");
    assert!(!at.screen().contains("What came of it"), "{}", at.screen());
    at.keys("Tab 'tomorrow' F2");
    assert_eq!(arranged(&at).as_deref(), Some("2026-11-24"));
    // Its line is on the list, and leads to the same form.
    on_line(&mut at, RuleId::H10, "Joan");
    at.keys("Enter").says("Annual review").says("falls through");
    at.keys("Right Right F2");
    assert_eq!(arranged(&at), None);
    assert_eq!(at.world().reviews_of_visitor(visitor(&at)).len(), held, "what falls through was not held");
}
