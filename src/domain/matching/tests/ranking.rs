//! No score without its parts, and the order that they make; two side by side. The numbers are this program's own.

use super::*;
use crate::matching::points;
use rstest::rstest;

fn parts(c: &Candidate) -> Vec<(&'static str, i32)> {
    c.points().iter().map(|p| (p.what, p.points)).collect()
}

#[test]
fn a_total_is_the_sum_of_parts_that_are_all_shown() {
    let c = judged(|c, v| {
        c.placements[0].postcode = Some("LE1 5WW".to_owned());
        v.postcode = Some("LE2 5WW".to_owned());
        v.gender = Some("woman".to_owned());
        v.interests = vec!["chess".to_owned()];
        v.stages[0].on = d("2026-09-22"); // 61 days
    });
    assert_eq!(parts(&c), [("gender", 30), ("interests", -10), ("distance", 5), ("free", 2)]);
    assert_eq!(c.total(), 27);
    assert!(c.points().iter().all(|p| !p.words.is_empty()));
}

#[rstest]
#[case("2026-10-24", None)] // 29 days
#[case("2026-10-23", Some(1))]
#[case("2026-05-27", Some(5))] // 179 days
#[case("2026-05-26", Some(6))]
#[case("2020-01-01", Some(6))]
fn a_month_free_is_a_point_and_six_are_the_most(#[case] approved: &str, #[case] expected: Option<i32>) {
    let c = judged(|_, v| v.stages[0].on = d(approved));
    assert_eq!(c.points().iter().find(|p| p.what == "free").map(|p| p.points), expected);
}

#[test]
fn the_childs_own_choice_of_a_woman_or_a_man_weighs_more_than_two_other_wishes() {
    const { assert!(points::GENDER > 2 * points::WISH) };
}

/// The references of the candidates for a child, in order.
fn order(child: &[Record; 2], visitors: impl IntoIterator<Item = Record>) -> Vec<u32> {
    let world = World::from_records(visitors.into_iter().chain(child.clone()));
    let child = world.children().next().unwrap();
    let number = |c: &Candidate| world.visitor(c.visitor).unwrap().number;
    candidates(&world, child, d(TODAY)).iter().map(number).collect()
}

#[test]
fn standing_then_rules_against_then_total_then_free_then_reference() {
    let child = waiting_child(1, "2026-10-01", |c, _| {
        c.wishes.visitor_gender = Some("a woman".to_owned());
        c.wishes.interests = vec!["football".to_owned()];
    });
    let woman = |v: &mut Visitor| v.gender = Some("woman".to_owned());
    let since = |v: &mut Visitor, on: &str| v.stages[0].on = d(on);
    let all = [
        free_visitor(1, |v| (v.dbs, v.declaration) = (Vec::new(), None)),
        free_visitor(2, |v| {
            woman(v);
            v.dbs.clear();
            v.holds = vec![crate::deadline::tests::world::hold("2026-11-01", None, None)];
        }),
        free_visitor(3, |v| v.declaration = None),
        free_visitor(4, |v| since(v, "2026-11-20")),
        free_visitor(5, |v| since(v, "2026-11-19")),
        free_visitor(6, |v| since(v, "2026-11-19")),
        free_visitor(7, |v| v.interests = vec!["football".to_owned()]),
        free_visitor(8, woman),
        free_visitor(9, |v| v.gender = Some("man".to_owned())),
    ];
    assert_eq!(order(&child, all), [8, 7, 5, 6, 4, 9, 3, 1, 2]);
}

#[test]
fn from_the_visitors_side_the_waiting_children_stand_in_order() {
    let records = [
        waiting_child(1, "2026-10-01", |c, _| c.wishes.interests = vec!["chess".to_owned()]),
        waiting_child(2, "2026-10-05", |_, _| {}),
        waiting_child(3, "2026-10-03", |_, _| {}),
        waiting_child(4, "2026-10-09", |c, _| c.wishes.interests = vec!["football".to_owned()]),
        waiting_child(5, "2026-09-01", |c, _| c.wishes.asked = None),
        waiting_child(6, "2026-09-01", |_, r| r.decision = None),
    ];
    let visitor = free_visitor(1, |v| v.interests = vec!["football".to_owned()]);
    let world = World::from_records(records.into_iter().flatten().chain([visitor]));
    let visitor = world.visitors().next().unwrap();
    let all = children_for(&world, visitor, d(TODAY));
    let numbers: Vec<u32> = all.iter().map(|c| world.child(c.child).unwrap().number).collect();
    assert_eq!(numbers, [4, 3, 2, 1, 5], "who does not wait is not among them");
    let child = world.child(all[0].child).unwrap();
    assert!(all[0] == candidate(&world, child, visitor, d(TODAY)), "the same checks from either side");
}

#[test]
fn two_candidates_side_by_side_show_where_they_differ() {
    let one = judged(|_, v| (v.gender, v.declaration) = (Some("woman".to_owned()), None));
    let other = judged(|_, v| {
        v.gender = Some("man".to_owned());
        v.interests = vec!["football".to_owned()];
        v.dbs.clear();
    });
    let rows = compare(&one, &other);
    let row = |part, what| rows.iter().find(|r| r.part == part && r.what == what).unwrap();
    let pair = |part, what| (row(part, what).left.as_str(), row(part, what).right.as_str());
    assert_eq!(pair(Part::Standing, "can be proposed"), ("1 not answered", "no, 1 against"));
    assert_eq!(pair(Part::Check, "DBS").0, "to Wed 12 Jan 2028");
    assert!(pair(Part::Check, "DBS").1.starts_with("no: No accepted"));
    assert!(pair(Part::Check, "independence").0.starts_with("not known: "));
    assert_eq!(pair(Part::Wish, "gender"), ("yes: a woman", "no: not a woman"));
    assert_eq!(pair(Part::Points, "interests"), ("-", "+10 both football"));
    assert_eq!(pair(Part::Points, "total").0, one.total().to_string());
    assert_eq!(pair(Part::Points, "total").1, other.total().to_string());
    assert!(row(Part::Check, "DBS").differs() && !row(Part::Check, "age").differs());
    assert!(rows.is_sorted_by_key(|r| r.part));
    // Every check, wish and part of either has its row.
    for c in [&one, &other] {
        assert!(c.checks.iter().all(|k| rows.iter().any(|r| r.part == Part::Check && r.what == k.what)));
        assert!(c.wishes.iter().all(|w| rows.iter().any(|r| r.part == Part::Wish && r.what == w.about)));
        assert!(c.points().iter().all(|p| rows.iter().any(|r| r.part == Part::Points && r.what == p.what)));
    }
}
