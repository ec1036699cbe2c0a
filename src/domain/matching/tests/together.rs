//! The whole list at once, and why two are not proposed to each other.

use super::*;
use crate::matching::together::loss;
use crate::matching::{Assignment, best_set, points, why_not};
use crate::record::ProposalClosed;

/// Names that can be told apart.
fn named(child: &mut Child, first: &str) {
    child.name = crate::record::Name::new(first, "Child");
}

fn child_id(n: u8) -> ChildId {
    ChildId(id(1, n))
}

fn visitor_id(n: u8) -> VisitorId {
    VisitorId(id(2, n))
}

/// Ann (1) waits longer and likes football; Bea (2) wants a woman. Joan (1) is a woman who plays football, Tom (2) a
/// man who does nothing of it.
fn two_and_two() -> Vec<Record> {
    let ann = waiting_child(1, "2026-08-01", |c, _| {
        named(c, "Ann");
        c.wishes.interests = vec!["football".to_owned()];
    });
    let bea = waiting_child(2, "2026-11-01", |c, _| {
        named(c, "Bea");
        c.wishes.visitor_gender = Some("a woman".to_owned());
    });
    let joan = free_visitor(1, |v| {
        v.name = crate::record::Name::new("Joan", "Visitor");
        (v.gender, v.interests) = (Some("woman".to_owned()), vec!["football".to_owned()]);
    });
    let tom = free_visitor(2, |v| {
        v.name = crate::record::Name::new("Tom", "Visitor");
        (v.gender, v.interests) = (Some("man".to_owned()), vec!["chess".to_owned()]);
    });
    ann.into_iter().chain(bea).chain([joan, tom]).collect()
}

fn pairs(set: &Assignment) -> Vec<(u8, u8)> {
    set.proposals.iter().map(|p| (p.child.0[1], p.visitor.0[1])).collect()
}

#[test]
fn the_first_on_the_list_does_not_take_the_visitor_whom_another_needs_more() {
    let world = World::from_records(two_and_two());
    let first = candidates(&world, world.child(child_id(1)).unwrap(), d(TODAY));
    assert_eq!(first[0].visitor, visitor_id(1), "alone, Ann would have Joan");
    let set = best_set(&world, d(TODAY));
    assert_eq!(pairs(&set), [(1, 2), (2, 1)]);
    assert!(set.left_children.is_empty() && set.left_visitors.is_empty());
    // Ann: chess -10, waiting 113 days 8. Bea: woman 30, waiting 21 days 1.
    let totals: Vec<i32> = set.proposals.iter().map(|p| p.total).collect();
    assert_eq!((totals, set.total()), (vec![-2, 31], 29));
    assert!(set.proposals.iter().all(|p| p.total == points::total(&p.parts)));
}

#[test]
fn why_not_says_whom_the_visitor_serves_and_what_the_list_would_lose() {
    let world = World::from_records(two_and_two());
    // Together: Ann and Joan 10 + 8, Bea and Tom -30 + 1: -11 rather than 29.
    assert_eq!(
        why_not(&world, child_id(1), visitor_id(1), d(TODAY)),
        [
            "Ann C. is to have Tom V. in this set.",
            "Joan V. serves Bea C. in this set.",
            "With these two together, the whole list would lose 40 points (-11, not 29)."
        ]
    );
    let chosen = why_not(&world, child_id(2), visitor_id(1), d(TODAY));
    assert_eq!(chosen, ["Bea C. and Joan V. are proposed to each other in this set."]);
    assert!(why_not(&world, child_id(77), visitor_id(1), d(TODAY)).is_empty());
}

#[test]
fn a_pair_that_a_rule_bars_is_never_proposed_and_the_rule_is_said() {
    let mut records = two_and_two();
    records.extend([free_visitor(2, |v| v.dbs.clear())]);
    let world = World::from_records(records);
    let set = best_set(&world, d(TODAY));
    assert_eq!(set.left_visitors, [visitor_id(2)]);
    assert_eq!(pairs(&set), [(2, 1)], "Bea gains more by Joan than Ann does");
    assert_eq!(set.left_children.len(), 1);
    assert_eq!(set.left_children[0].1, "One visitor fits, and serves another child.");
    let why = why_not(&world, child_id(1), visitor_id(2), d(TODAY));
    assert!(why.len() == 1 && why[0].ends_with("(R48)"), "{why:?}");
}

#[test]
fn who_waits_more_urgently_is_served_when_there_is_one_visitor() {
    let serve = |rematch: u8| {
        let children = (1..=3)
            .flat_map(|n| waiting_child(n, "2026-10-01", move |_, r| r.rematch_priority = n == rematch));
        let world = World::from_records(children.chain([free_visitor(1, |_| {})]));
        pairs(&best_set(&world, d(TODAY)))
    };
    assert_eq!(serve(2), [(2, 1)]);
    assert_eq!(serve(3), [(3, 1)]);
}

#[test]
fn an_answer_that_is_missing_costs_points_and_does_not_bar() {
    let child = waiting_child(1, "2026-11-20", |c, _| c.wishes.interests = vec!["chess".to_owned()]);
    let chess = |v: &mut Visitor| v.interests = vec!["chess".to_owned()];
    let lacks = free_visitor(1, |v| {
        chess(v);
        v.declaration = None;
    });
    let world = World::from_records(child.clone().into_iter().chain([lacks.clone()]));
    let set = best_set(&world, d(TODAY));
    let parts: Vec<(&str, i32)> = set.proposals[0].parts.iter().map(|p| (p.what, p.points)).collect();
    assert_eq!(parts, [("interests", 10), ("answers", -15)]);
    assert_eq!(set.proposals[0].candidate.standing, Standing::Missing);
    // Another without the wish, and with all answers, is worth more.
    let world = World::from_records(child.into_iter().chain([lacks, free_visitor(2, |_| {})]));
    assert_eq!(pairs(&best_set(&world, d(TODAY))), [(1, 2)]);
}

#[test]
fn two_who_came_to_nothing_before_are_thought_of_last() {
    let mut closed = proposal(1, 1, 1);
    closed.closed = Some(ProposalClosed { on: d("2026-11-03"), matched: None, note: None });
    let child = waiting_child(1, "2026-11-20", |_, _| {});
    let all = child.into_iter().chain([free_visitor(1, |_| {}), free_visitor(2, |_| {}), closed.into()]);
    let world = World::from_records(all);
    assert_eq!(pairs(&best_set(&world, d(TODAY))), [(1, 2)]);
    // In the list of the one child as well, with the same part.
    let all = candidates(&world, world.child(child_id(1)).unwrap(), d(TODAY));
    let shown: Vec<_> = all.iter().map(|c| (c.visitor, c.total())).collect();
    assert_eq!(shown, [(visitor_id(2), 0), (visitor_id(1), points::BEFORE)]);
}

#[test]
fn a_pair_has_the_same_points_in_either_list_but_for_the_place_of_the_child() {
    let world = World::from_records(two_and_two());
    for p in best_set(&world, d(TODAY)).proposals {
        let child = world.child(p.child).unwrap();
        let alone = candidates(&world, child, d(TODAY)).into_iter().find(|c| c.visitor == p.visitor).unwrap();
        assert!(alone.points().iter().all(|part| p.parts.contains(part)));
        let place = waiting(&world, d(TODAY)).iter().find(|w| w.child == p.child).unwrap().priority();
        assert_eq!(p.total, alone.total() + place);
    }
}

#[test]
fn why_nobody_is_left_for_a_child_is_said() {
    let why = |child: [Record; 2], visitors: Vec<Record>| {
        let set = best_set(&World::from_records(child.into_iter().chain(visitors)), d(TODAY));
        assert!(set.proposals.is_empty() && set.left_children.len() == 1);
        set.left_children[0].1.clone()
    };
    let plain = || waiting_child(1, "2026-11-20", |_, _| {});
    assert_eq!(why(plain(), Vec::new()), "No visitor is free.");
    let barred = why(
        waiting_child(1, "2026-11-20", |c, _| c.risk.as_mut().unwrap().no_match = true),
        vec![free_visitor(1, |_| {})],
    );
    assert!(barred.starts_with("The social worker advises") && barred.ends_with("(R38a)"), "{barred}");
    let none = why(plain(), vec![free_visitor(1, |v| v.dbs.clear()), free_visitor(2, |v| v.dbs.clear())]);
    assert!(none.starts_with("None of the 2 free visitors can be proposed. The nearest: "), "{none}");
    // On hold is not free at all.
    let hold = crate::deadline::tests::world::hold("2026-11-01", None, None);
    assert_eq!(why(plain(), vec![free_visitor(1, |v| v.holds = vec![hold.clone()])]), "No visitor is free.");
}

#[test]
fn who_does_not_wait_or_is_not_free_is_told_so() {
    let mut records = two_and_two();
    records.extend(waiting_child(3, "2026-11-01", |_, r| r.decision = None));
    let world = World::from_records(records);
    let why = why_not(&world, child_id(3), visitor_id(1), d(TODAY));
    assert!(why[0].contains("is not on the waiting list (received)"), "{why:?}");
}

#[test]
fn forced_together_the_loss_is_what_the_next_best_set_lacks() {
    // Every pair that is not chosen, against trying it by hand: the set without the two, and the two.
    let world = World::from_records(two_and_two());
    let best = best_set(&world, d(TODAY)).total();
    for (child, visitor) in [(1, 1), (2, 2)] {
        let (other_child, other_visitor) = (3 - child, 3 - visitor);
        let value = |c: u8, v: u8| {
            let keep = |r: &Record| {
                let (kind, raw) = (r.kind(), r.raw_id());
                !(kind == crate::record::Kind::Child && raw != id(1, c)
                    || kind == crate::record::Kind::Visitor && raw != id(2, v))
            };
            best_set(&World::from_records(two_and_two().into_iter().filter(keep)), d(TODAY)).total()
        };
        let loss = best - value(child, visitor) - value(other_child, other_visitor);
        let why = why_not(&world, child_id(child), visitor_id(visitor), d(TODAY));
        assert!(why[2].contains(&format!("lose {loss} points")), "{why:?} against {loss}");
    }
}

#[test]
fn putting_two_together_can_cost_a_child_or_points_or_nothing() {
    let scores = [vec![Some(60), Some(-40)], vec![Some(-50), None]];
    let said = |row, column| loss(&scores, row, column).unwrap_or_default();
    assert_eq!(said(0, 0), "With these two together, 1 child would have a visitor, not 2.");
    assert_eq!(said(0, 1), "A set with these two together is just as good.");
    assert_eq!(said(1, 1), "", "barred");
    let scores = [vec![Some(5), Some(4)], vec![Some(5), Some(5)]];
    let said = loss(&scores, 0, 1).unwrap();
    assert_eq!(said, "With these two together, the whole list would lose 1 point (9, not 10).");
}

#[test]
fn a_visitor_with_a_child_is_no_part_of_the_set_unless_the_scheme_allows_two() {
    let with = |allowed: i64| {
        let mut scheme = crate::deadline::tests::world::scheme();
        scheme.settings.insert(crate::rule::ParamId::MatchesPerVisitor, allowed);
        let mut other = crate::deadline::tests::world::match_(1, "2026-02-02");
        other.child = child_id(9);
        let child = waiting_child(1, "2026-11-20", |_, _| {});
        let more: [Record; 3] = [free_visitor(1, |_| {}), other.into(), scheme.into()];
        best_set(&World::from_records(child.into_iter().chain(more)), d(TODAY))
    };
    let one = with(1);
    assert!(one.proposals.is_empty() && one.left_visitors.is_empty());
    assert_eq!(one.left_children[0].1, "No visitor is free.");
    assert_eq!(pairs(&with(2)), [(1, 1)]);
}
