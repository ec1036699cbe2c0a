//! The waiting list in the order in which it is worked.

use super::points::{OLDER, Point, REMATCH, WAITING_DAYS, WAITING_MOST, total};
use crate::calendar::{add_months, age_on};
use crate::id::{ChildId, ReferralId};
use crate::record::{Child, Referral, ReferralState};
use crate::rule::ParamId;
use crate::status::{self, ChildStatus};
use crate::world::World;
use chrono::NaiveDate;
use std::cmp::Reverse;

/// A child who was accepted and waits for a visitor.
#[derive(Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The child.
    pub child: ChildId,
    /// The referral that is open.
    pub referral: ReferralId,
    /// Days since the referral came.
    pub days: i64,
    /// Why the child stands where they stand: rematch, age, waiting. The numbers are this program's own.
    pub parts: Vec<Point>,
}

crate::record::withheld!(Waiting);

impl Waiting {
    /// The sum of the parts, by which the child enters the best set for the whole list. Nobody who stands further
    /// down the list has more.
    #[must_use]
    pub fn priority(&self) -> i32 {
        total(&self.parts)
    }
}

/// Every child who was accepted and has neither a visitor nor a proposal that is being pursued. The order: those whose
/// match ended and who are to be matched before others (5.8); then older teenagers (R5); then who has waited
/// longest; at last the child's number.
#[must_use]
pub fn waiting(world: &World, today: NaiveDate) -> Vec<Waiting> {
    let mut all: Vec<_> = world.children().filter_map(|child| placed(world, child, today)).collect();
    all.sort_by_key(|(key, _)| *key);
    all.into_iter().map(|(_, waiting)| waiting).collect()
}

/// The same for one child; `None` when the child is not on the list.
pub(super) fn of_child(world: &World, child: &Child, today: NaiveDate) -> Option<Waiting> {
    placed(world, child, today).map(|(_, waiting)| waiting)
}

type Key = (Reverse<bool>, Reverse<bool>, Reverse<i64>, u32);

fn placed(world: &World, child: &Child, today: NaiveDate) -> Option<(Key, Waiting)> {
    let ChildStatus::Waiting(days) = status::of_child(world, child, today) else { return None };
    let referral = world.open_referral_of_child(child.id).filter(|r| r.state() == ReferralState::Waiting)?;
    let age = age_on(child.born, today);
    let older = age >= world.policy().steps(ParamId::OlderTeenAge);
    let days = days.max(0);
    let key = (Reverse(referral.rematch_priority), Reverse(older), Reverse(days), child.number);
    let parts = parts(world, referral, older.then_some(age), days, today);
    Some((key, Waiting { child: child.id, referral: referral.id, days, parts }))
}

fn parts(world: &World, referral: &Referral, older: Option<i32>, days: i64, today: NaiveDate) -> Vec<Point> {
    let mut parts = Vec::new();
    if referral.rematch_priority {
        parts.push(Point { what: "rematch", points: REMATCH, words: "rematch".to_owned() });
    }
    if let Some(age) = older {
        parts.push(Point { what: "age", points: OLDER, words: format!("{age}, older teenagers first") });
    }
    let points = i32::try_from((days / WAITING_DAYS).min(WAITING_MOST)).unwrap_or(0);
    let limit = world.policy().steps(ParamId::WaitingMonths);
    let too_long = today > add_months(referral.received, limit);
    let over = if too_long {
        format!(", over {}", world.policy().say(ParamId::WaitingMonths))
    } else {
        String::new()
    };
    let plural = if days == 1 { "" } else { "s" };
    parts.push(Point { what: "waiting", points, words: format!("{days} day{plural}{over}") });
    parts
}
