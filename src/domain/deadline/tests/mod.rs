//! Deadlines, held against the field notes rule by rule: both sides of every edge.

mod allegation;
mod alleged;
mod booked;
mod care;
mod child;
mod clocks;
mod concern;
pub(crate) mod consents;
mod dbs;
mod endings;
mod ends;
mod first_day;
pub(crate) mod followed;
mod list;
mod matches;
mod notice;
mod outing;
mod paused;
mod placement;
mod properties;
mod recruiting;
mod review;
mod scheme;
mod support;
mod visitor;
mod visits;
pub(crate) mod world;

use world::*;

#[test]
fn of_the_quiet_pair_nothing_is_due() {
    let rules: Vec<_> =
        crate::deadline::all(&quiet().world(), d(TODAY), noon(d(TODAY))).iter().map(|l| l.rule).collect();
    assert_eq!(rules, []);
}
