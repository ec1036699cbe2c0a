//! Visitors, from enquiry to leaving (5.1, section 7).

use super::Figure;
use super::count::{Counting, many, named};
use crate::record::{Stage, Visitor};
use crate::status::{self, VisitorStatus};
use chrono::NaiveDate;

pub(super) fn all(of: &Counting<'_>) -> Vec<Figure> {
    let period = of.period;
    let visitors = || of.world.visitors();
    let began = |v: &Visitor| v.stages.iter().map(|s| s.on).min().is_some_and(|on| period.holds(on));
    let approved = |v: &Visitor| v.approved_on().is_some_and(|on| period.holds(on));
    vec![
        of.number(
            named("visitors-enquired", "People who came to the scheme", &[]),
            "Visitors whose first step, mostly an enquiry, was in the period.".to_owned(),
            many(visitors().filter(|v| began(v))),
        ),
        of.number(
            named("visitors-approved", "Visitors approved", &[]),
            "Visitors first approved in the period.".to_owned(),
            many(visitors().filter(|v| approved(v))),
        ),
        of.number(
            named("visitors-left", "Visitors who left", &[]),
            "Approved visitors whose service ended in the period, for whatever reason.".to_owned(),
            many(visitors().filter(|v| left(v).is_some_and(|on| period.holds(on)))),
        ),
        of.number(
            named("visitors-on-the-way", "People on the way to becoming a visitor", &[]),
            format!("Those who have come to the scheme and are neither approved nor gone, {}.", of.as_at()),
            many(visitors().filter(|v| on_the_way(v, period.until))),
        ),
        standing(of),
    ]
}

/// The day on which the service of an approved visitor was over.
fn left(visitor: &Visitor) -> Option<NaiveDate> {
    let approved = visitor.approved_on()?;
    visitor.stages.iter().find(|s| s.stage.is_over() && s.on >= approved).map(|s| s.on)
}

/// Whether a visitor was approved and had not left on a day.
pub(super) fn serves(visitor: &Visitor, day: NaiveDate) -> bool {
    let stage = visitor.stage_on(day);
    matches!(stage, Some(Stage::Approved | Stage::Leaving))
}

/// Whether somebody had come to the scheme by a day, and was neither approved nor had left.
fn on_the_way(visitor: &Visitor, day: NaiveDate) -> bool {
    visitor.stage_on(day).is_some_and(|stage| !stage.is_over()) && !serves(visitor, day)
}

/// Where approved visitors stand. Those on the way are no part of this whole, as how many the others are is told with
/// the standards. Whoever visits a child is counted as matched also while visits are paused: how many matches run is told
/// as well, so that the pauses could be worked out.
fn standing(of: &Counting<'_>) -> Figure {
    let day = of.period.until;
    let serving = of.world.visitors().filter(|v| serves(v, day));
    let all: Vec<VisitorStatus> = serving.map(|v| stands(of, v, day)).collect();
    let with = |among: &[VisitorStatus]| many(all.iter().filter(|s| among.contains(s)));
    let parts = [
        ("available", with(&[VisitorStatus::Free])),
        ("proposed for a child", with(&[VisitorStatus::Proposed])),
        ("matched", with(&[VisitorStatus::Matched])),
        ("on hold or paused, without a match", with(&[VisitorStatus::OnHold, VisitorStatus::Suspended])),
        ("leaving", with(&[VisitorStatus::At(Stage::Leaving)])),
    ];
    of.parts(
        named("visitors", "Approved visitors, by where they stand", &[]),
        format!("Approved visitors who have not left, {}; matched also while on hold or paused.", of.as_at()),
        &parts,
    )
}

fn stands(of: &Counting<'_>, visitor: &Visitor, day: NaiveDate) -> VisitorStatus {
    if status::running_of_visitor(of.world, visitor.id, day).next().is_some() {
        return VisitorStatus::Matched;
    }
    status::of_visitor(of.world, visitor, day)
}
