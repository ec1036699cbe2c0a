//! The waiting list: rematch, older teenagers (R5), longest waiting, each said (5.2, 5.8, R98a).

use super::*;
use crate::deadline::tests::world::{match_, scheme};
use crate::matching::{points::total, waiting};
use crate::rule::ParamId;
use proptest::prelude::*;

fn listed(world: &World) -> Vec<u32> {
    waiting(world, d(TODAY)).iter().map(|w| world.child(w.child).unwrap().number).collect()
}

fn world(records: impl IntoIterator<Item = [Record; 2]>) -> World {
    World::from_records(records.into_iter().flatten())
}

const FIFTEEN: &str = "2011-11-22";
const NOT_FIFTEEN: &str = "2011-11-23";

fn four() -> World {
    world([
        waiting_child(1, "2026-01-01", |c, _| c.born = d(NOT_FIFTEEN)),
        waiting_child(2, "2026-11-01", |c, _| c.born = d(FIFTEEN)),
        waiting_child(3, "2026-10-01", |c, _| c.born = d(FIFTEEN)),
        waiting_child(4, "2026-11-20", |_, r| r.rematch_priority = true),
        waiting_child(5, "2026-01-01", |_, _| {}),
    ])
}

#[test]
fn rematch_then_older_teenagers_then_longest_waiting_then_the_number() {
    assert_eq!(listed(&four()), [4, 3, 2, 1, 5]);
}

#[test]
fn the_age_is_the_schemes_own() {
    let mut scheme = scheme();
    scheme.settings.insert(ParamId::OlderTeenAge, 16);
    let records = [
        waiting_child(2, "2026-11-01", |c, _| c.born = d(FIFTEEN)),
        waiting_child(1, "2026-10-01", |_, _| {}),
    ];
    let world = World::from_records(records.into_iter().flatten().chain([scheme.into()]));
    assert_eq!(listed(&world), [1, 2]);
}

#[test]
fn the_reasons_are_said() {
    let world = world([waiting_child(1, "2026-04-24", |c, r| {
        (c.born, r.rematch_priority) = (d("2010-05-14"), true);
    })]);
    let all = waiting(&world, d(TODAY));
    let words: Vec<(&str, i32)> = all[0].parts.iter().map(|p| (p.words.as_str(), p.points)).collect();
    assert_eq!(words, [("rematch", 100), ("16, older teenagers first", 50), ("212 days, over 6 months", 15)]);
    assert_eq!((all[0].days, all[0].priority()), (212, 165));
    assert_eq!(all[0].priority(), total(&all[0].parts));
}

#[test]
fn six_months_to_the_day_are_not_over_six_months() {
    let words = |received: &str| {
        let all = waiting(&world([waiting_child(1, received, |_, _| {})]), d(TODAY));
        all[0].parts[0].words.clone()
    };
    assert_eq!(words("2026-05-22"), "184 days");
    assert_eq!(words("2026-05-21"), "185 days, over 6 months");
    assert_eq!(words("2026-11-21"), "1 day");
}

#[test]
fn who_has_a_visitor_or_a_proposal_or_was_not_accepted_does_not_wait() {
    let mut records: Vec<Record> = (1..=6)
        .flat_map(|n| {
            waiting_child(n, "2026-10-01", move |_, r| match n {
                4 => r.decision = None,
                5 => r.decision = Some(decision("2026-10-02", ReferralOutcome::ChildSaysNo)),
                6 => r.decision = Some(decision("2026-10-02", ReferralOutcome::AcceptedHomeOnly)),
                _ => {}
            })
        })
        .collect();
    records.extend([match_(2, "2026-11-01").into(), proposal(1, 3, 9).into()]);
    assert_eq!(listed(&World::from_records(records)), [1, 6]);
}

proptest! {
    #[test]
    fn nobody_further_down_has_a_greater_priority(
        children in proptest::collection::vec((0i64..900, 0i64..4_000, any::<bool>()), 1..8)
    ) {
        let records = children.iter().zip(1u8..).map(|((days, age, rematch), n)| {
            let received = (d(TODAY) - chrono::TimeDelta::days(*days)).to_string();
            waiting_child(n, &received, |c, r| {
                c.born = d("2009-01-01") + chrono::TimeDelta::days(*age);
                r.rematch_priority = *rematch;
            })
        });
        let list = waiting(&world(records), d(TODAY));
        prop_assert_eq!(list.len(), children.len());
        prop_assert!(list.windows(2).all(|w| w[0].priority() >= w[1].priority()));
    }
}
