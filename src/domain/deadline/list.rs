//! The whole list: deriving it, keeping it up to date change by change, and counting what is new in it.

use super::build::Horizon;
use super::{Deadline, for_child, for_concern, for_match, for_scheme, for_visitor};
use crate::id::{
    AnnualReviewId, ChildId, ConcernId, MatchId, MatchReviewId, RawId, ReferralId, SnoozeId, SupervisionId,
    VisitorId,
};
use crate::record::{Kind, Match, Record, Subject};
use crate::world::{Change, World};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeSet;

/// Every deadline of the scheme, in the order of the Deadlines tab: by band, then the oldest last day first,
/// then by rule, then by the subject's reference. What is put off is there too, with `snoozed` set.
#[must_use]
pub fn all(world: &World, today: NaiveDate, now: DateTime<Utc>) -> Vec<Deadline> {
    derive_all(world, today.into(), now)
}

/// The same, looking so many days ahead instead of a week. With fewer than seven days, what is due later is left
/// out unless its warning has begun.
#[must_use]
pub fn within(world: &World, today: NaiveDate, now: DateTime<Utc>, ahead: i64) -> Vec<Deadline> {
    derive_all(world, Horizon { today, ahead }, now)
}

fn derive_all(world: &World, at: Horizon, now: DateTime<Utc>) -> Vec<Deadline> {
    let mut list = Vec::new();
    for_scheme(world, at, &mut list);
    world.children().for_each(|c| for_child(world, c, at, &mut list));
    world.visitors().for_each(|v| for_visitor(world, v, at, &mut list));
    world.matches().for_each(|m| for_match(world, m, at, &mut list));
    world.concerns().for_each(|c| for_concern(world, c, at, now, &mut list));
    sort(world, &mut list);
    list
}

/// The deadlines of one subject in the order of the list. A child brings its referrals, a match its visits;
/// of a referral or a visit alone, only its own lines.
#[must_use]
pub fn for_subject(world: &World, subject: Subject, today: NaiveDate, now: DateTime<Utc>) -> Vec<Deadline> {
    let mut list = Vec::new();
    let owner = owner_of(world, subject);
    derive(world, owner, today, now, &mut list);
    if owner != subject {
        list.retain(|d| d.subject == subject);
    }
    sort(world, &mut list);
    list
}

/// Brings a list up to date after changes: the lines of the `touched` subjects are derived anew, all others
/// stay. `world` is the world after the changes; `touched` comes from [`touched`] before them. Only for the
/// same day; on another day everything is derived anew with [`all`].
pub fn refresh(
    list: &mut Vec<Deadline>,
    world: &World,
    touched: &BTreeSet<Subject>,
    today: NaiveDate,
    now: DateTime<Utc>,
) {
    list.retain(|d| !touched.contains(&d.owner()));
    for subject in touched {
        derive(world, *subject, today, now, list);
    }
    sort(world, list);
}

/// The subjects whose deadlines these changes may alter: the scheme, children, visitors, matches, concerns (a
/// visit counts to its match, a referral to its child). `world` is the world as it was *before* the changes,
/// so that what is taken away can still be looked up.
#[must_use]
pub fn touched(world: &World, changes: &[Change]) -> BTreeSet<Subject> {
    let mut set = BTreeSet::new();
    for change in changes {
        let (kind, id) = change.key();
        before(world, kind, id, &mut set);
        if let Change::Put(record) = change {
            after(world, record, &mut set);
        }
    }
    set
}

/// How many things fell due after the day `last` up to and including today: "while you were away". What is
/// put off is not counted, as it is not shown.
#[must_use]
pub fn became_due_since(deadlines: &[Deadline], last: NaiveDate, today: NaiveDate) -> usize {
    deadlines.iter().filter(|d| d.due > last && d.due <= today && d.snoozed.is_none()).count()
}

fn derive(world: &World, owner: Subject, today: NaiveDate, now: DateTime<Utc>, out: &mut Vec<Deadline>) {
    match owner {
        Subject::Scheme => for_scheme(world, today, out),
        Subject::Child(id) => world.child(id).into_iter().for_each(|c| for_child(world, c, today, out)),
        Subject::Visitor(id) => world.visitor(id).into_iter().for_each(|v| for_visitor(world, v, today, out)),
        Subject::Match(id) => world.match_(id).into_iter().for_each(|m| for_match(world, m, today, out)),
        Subject::Concern(id) => {
            world.concern(id).into_iter().for_each(|c| for_concern(world, c, today, now, out))
        }
        Subject::Referral(_) | Subject::Visit(_) => {}
    }
}

fn sort(world: &World, list: &mut [Deadline]) {
    list.sort_by_cached_key(|d| (d.band, d.due, d.rule, world.reference(d.subject), d.subject));
}

/// The subject under which another's deadlines are derived.
fn owner_of(world: &World, subject: Subject) -> Subject {
    match subject {
        Subject::Visit(id) => world.visit(id).map(|(m, _)| Subject::Match(m.id)),
        Subject::Referral(id) => world.referral(id).map(|r| Subject::Child(r.child)),
        _ => None,
    }
    .unwrap_or(subject)
}

/// What the record as it stands concerns.
fn before(world: &World, kind: Kind, id: RawId, set: &mut BTreeSet<Subject>) {
    match kind {
        Kind::Scheme => set.extend(everything(world)),
        Kind::Child => of_child(world, ChildId(id), set),
        Kind::Visitor => of_visitor(world, VisitorId(id), set),
        Kind::Referral => {
            set.extend(world.referral(ReferralId(id)).map(|r| Subject::Child(r.child)));
            // What was decided about it holds for the outings of its match.
            let of_it = world.matches().filter(|m| m.referral == Some(ReferralId(id)));
            set.extend(of_it.map(|m| Subject::Match(m.id)));
        }
        Kind::Match => world.match_(MatchId(id)).into_iter().for_each(|m| of_match(m, set)),
        Kind::Ledger => _ = set.insert(Subject::Match(MatchId(id))),
        Kind::MatchReview => {
            set.extend(world.match_review(MatchReviewId(id)).map(|r| Subject::Match(r.match_id)));
        }
        Kind::AnnualReview => {
            set.extend(world.annual_review(AnnualReviewId(id)).map(|r| Subject::Visitor(r.visitor)));
        }
        Kind::Supervision => {
            set.extend(world.supervision(SupervisionId(id)).map(|s| Subject::Visitor(s.visitor)));
        }
        Kind::SupportGroup => _ = set.insert(Subject::Scheme),
        Kind::Concern => _ = set.insert(Subject::Concern(ConcernId(id))),
        Kind::Snooze => set.extend(world.snooze(SnoozeId(id)).map(|s| owner_of(world, s.subject))),
        Kind::Counters | Kind::MorningReview | Kind::VisitReport | Kind::Note => {}
    }
}

/// What the record as it will be concerns, beyond what it concerned before.
fn after(world: &World, record: &Record, set: &mut BTreeSet<Subject>) {
    match record {
        Record::Referral(r) => _ = set.insert(Subject::Child(r.child)),
        Record::Match(m) => of_match(m, set),
        Record::MatchReview(r) => _ = set.insert(Subject::Match(r.match_id)),
        Record::AnnualReview(r) => _ = set.insert(Subject::Visitor(r.visitor)),
        Record::Supervision(s) => _ = set.insert(Subject::Visitor(s.visitor)),
        Record::Snooze(s) => _ = set.insert(owner_of(world, s.subject)),
        _ => {}
    }
}

fn of_child(world: &World, id: ChildId, set: &mut BTreeSet<Subject>) {
    set.insert(Subject::Child(id));
    set.extend(world.matches_of_child(id).map(|m| Subject::Match(m.id)));
    set.extend(world.concerns().filter(|c| c.child == id).map(|c| Subject::Concern(c.id)));
}

fn of_visitor(world: &World, id: VisitorId, set: &mut BTreeSet<Subject>) {
    set.insert(Subject::Visitor(id));
    set.extend(world.matches_of_visitor(id).map(|m| Subject::Match(m.id)));
}

fn of_match(m: &Match, set: &mut BTreeSet<Subject>) {
    set.extend([Subject::Match(m.id), Subject::Child(m.child), Subject::Visitor(m.visitor)]);
}

fn everything(world: &World) -> impl Iterator<Item = Subject> {
    let people = world
        .children()
        .map(|c| Subject::Child(c.id))
        .chain(world.visitors().map(|v| Subject::Visitor(v.id)));
    let rest =
        world.matches().map(|m| Subject::Match(m.id)).chain(world.concerns().map(|c| Subject::Concern(c.id)));
    std::iter::once(Subject::Scheme).chain(people).chain(rest)
}
