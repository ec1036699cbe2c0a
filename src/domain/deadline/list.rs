//! The whole list: deriving it, for everybody or under one subject, and its order.

use super::build::Horizon;
use super::running::Running;
use super::scheme::of_scheme;
use super::{
    Band, Deadline, Harm, Name, for_allegation, for_child, for_concern, for_match, for_scheme, for_visitor,
    harm_of,
};
use crate::id::Reference;
use crate::record::Subject;
use crate::rule::RuleId;
use crate::world::World;
use chrono::{DateTime, NaiveDate, Utc};

/// Every deadline of the scheme, in the order of the Deadlines tab: by band, then what harms most, then the oldest
/// last day first, then by rule, then by the subject's reference, then by what is due. What is put off is there too, with `snoozed` set.
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
    world.allegations().for_each(|a| for_allegation(world, a, at, now, &mut list));
    sort(world, &mut list);
    list
}

/// The deadlines of one subject in the order of the list. A child brings its referrals, a match its visits;
/// of a referral or a visit alone, only its own lines.
#[must_use]
pub fn for_subject(world: &World, subject: Subject, today: NaiveDate, now: DateTime<Utc>) -> Vec<Deadline> {
    let mut list = Vec::new();
    let owner = owner_of(world, subject);
    let running = if owner == Subject::Scheme { Running::of(world, today) } else { Running::default() };
    derive(world, &running, owner, today, now, &mut list);
    if owner != subject {
        list.retain(|d| d.subject == subject);
    }
    sort(world, &mut list);
    list
}

/// The deadlines that are derived under one subject. `running` are the matches that run today.
pub(super) fn derive(
    world: &World,
    running: &Running,
    owner: Subject,
    today: NaiveDate,
    now: DateTime<Utc>,
    out: &mut Vec<Deadline>,
) {
    match owner {
        Subject::Scheme => of_scheme(world, running, today.into(), out),
        Subject::Child(id) => world.child(id).into_iter().for_each(|c| for_child(world, c, today, out)),
        Subject::Visitor(id) => world.visitor(id).into_iter().for_each(|v| for_visitor(world, v, today, out)),
        Subject::Match(id) => world.match_(id).into_iter().for_each(|m| for_match(world, m, today, out)),
        Subject::Concern(id) => {
            world.concern(id).into_iter().for_each(|c| for_concern(world, c, today, now, out))
        }
        Subject::Allegation(id) => {
            world.allegation(id).into_iter().for_each(|a| for_allegation(world, a, today, now, out))
        }
        Subject::Referral(_) | Subject::Visit(_) | Subject::Proposal(_) => {}
    }
}

fn sort(world: &World, list: &mut [Deadline]) {
    list.sort_by_cached_key(|d| place(world, d));
}

/// Where a line stands in the list. No two stand at one place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    band: Band,
    harm: Harm,
    due: NaiveDate,
    rule: RuleId,
    reference: Option<Reference>,
    subject: Subject,
    what: &'static str,
    /// Of several that are the same in all of these, as when one rule stands against an outing twice, which.
    pub(super) nth: u8,
}

impl Place {
    /// What the line that stands there is known by.
    #[must_use]
    pub const fn name(&self) -> Name {
        (self.rule, self.subject, self.due, self.what, self.nth)
    }

    /// The same order in numbers and letters, for a list that is put in order by those.
    #[must_use]
    pub fn in_numbers(&self) -> ([i64; 2], String) {
        let urgency = self.band as i64 * 100 + self.harm as i64;
        let reference = self.reference.map(|r| format!("{:02} {:010}", r.prefix as u8, r.number));
        let day = self.due.signed_duration_since(NaiveDate::MIN).num_days();
        ([urgency, day], format!("{:04} {}", self.rule as u16, reference.unwrap_or_default()))
    }
}

/// Where a line stands.
pub(super) fn place(world: &World, d: &Deadline) -> Place {
    Place {
        band: d.band,
        harm: harm_of(d.rule),
        due: d.due,
        rule: d.rule,
        reference: world.reference(d.subject),
        subject: d.subject,
        what: d.what,
        nth: 0,
    }
}

/// The subject under which another's deadlines are derived.
pub(super) fn owner_of(world: &World, subject: Subject) -> Subject {
    match subject {
        Subject::Visit(id) => world.visit(id).map(|(m, _)| Subject::Match(m.id)),
        Subject::Referral(id) => world.referral(id).map(|r| Subject::Child(r.child)),
        Subject::Proposal(id) => world.proposal(id).map(|p| Subject::Child(p.child)),
        _ => None,
    }
    .unwrap_or(subject)
}

/// Every subject that deadlines are derived under.
pub(super) fn everything(world: &World) -> impl Iterator<Item = Subject> {
    let people = world
        .children()
        .map(|c| Subject::Child(c.id))
        .chain(world.visitors().map(|v| Subject::Visitor(v.id)));
    let alleged = world.allegations().map(|a| Subject::Allegation(a.id));
    let rest =
        world.matches().map(|m| Subject::Match(m.id)).chain(world.concerns().map(|c| Subject::Concern(c.id)));
    std::iter::once(Subject::Scheme).chain(people).chain(rest).chain(alleged)
}
