//! The whole list: deriving it, keeping it up to date change by change, and counting what is new in it.

use super::build::Horizon;
use super::{
    Band, Deadline, Harm, for_allegation, for_child, for_concern, for_match, for_scheme, for_visitor, harm_of,
};
use crate::id::{
    AllegationId, AnnualReviewId, ChildId, ConcernId, ConsentId, LowLevelId, MatchId, MatchReviewId, NoteId,
    ProposalId, RawId, Reference, ReferralId, ReleaseId, SnoozeId, SupervisionId, VisitorId,
};
use crate::record::{Kind, Match, Note, Proposal, Record, Subject};
use crate::rule::RuleId;
use crate::world::{Change, World};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeSet;

/// Every deadline of the scheme, in the order of the Deadlines tab: by band, then what harms most, then the oldest
/// last day first, then by rule, then by the subject's reference. What is put off is there too, with `snoozed` set.
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
    derive(world, owner, today, now, &mut list);
    if owner != subject {
        list.retain(|d| d.subject == subject);
    }
    sort(world, &mut list);
    list
}

/// Brings a list up to date after changes: the lines of the `touched` subjects are derived anew, all others
/// stay. `world` is the world after the changes; `touched` comes from [`touched`] before them. Only for the
/// same day; on another day everything is derived anew with [`all`]. Answers whether there was or is a line of
/// theirs; if not, the list is as it was.
pub fn refresh(
    list: &mut Vec<Deadline>,
    world: &World,
    touched: &BTreeSet<Subject>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> bool {
    let before = list.len();
    list.retain(|d| !touched.contains(&d.owner()));
    let mut anew = Vec::new();
    for subject in touched {
        derive(world, *subject, today, now, &mut anew);
    }
    let any = list.len() < before || !anew.is_empty();
    // Each goes to its place among those that stay, which are in order.
    for d in anew {
        let key = key(world, &d);
        let at = list.partition_point(|other| self::key(world, other) <= key);
        list.insert(at, d);
    }
    any
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
        Subject::Allegation(id) => {
            world.allegation(id).into_iter().for_each(|a| for_allegation(world, a, today, now, out))
        }
        Subject::Referral(_) | Subject::Visit(_) | Subject::Proposal(_) => {}
    }
}

fn sort(world: &World, list: &mut [Deadline]) {
    list.sort_by_cached_key(|d| key(world, d));
}

/// What the list is sorted by.
fn key(world: &World, d: &Deadline) -> (Band, Harm, NaiveDate, RuleId, Option<Reference>, Subject) {
    (d.band, harm_of(d.rule), d.due, d.rule, world.reference(d.subject), d.subject)
}

/// The subject under which another's deadlines are derived.
fn owner_of(world: &World, subject: Subject) -> Subject {
    match subject {
        Subject::Visit(id) => world.visit(id).map(|(m, _)| Subject::Match(m.id)),
        Subject::Referral(id) => world.referral(id).map(|r| Subject::Child(r.child)),
        Subject::Proposal(id) => world.proposal(id).map(|p| Subject::Child(p.child)),
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
        Kind::Match => world.match_(MatchId(id)).into_iter().for_each(|m| of_match(world, m, set)),
        Kind::Ledger => of_ledger(world, MatchId(id), set),
        Kind::MatchReview => {
            world.match_review(MatchReviewId(id)).into_iter().for_each(|r| of_review(world, r.match_id, set));
        }
        Kind::AnnualReview => {
            set.extend(world.annual_review(AnnualReviewId(id)).map(|r| Subject::Visitor(r.visitor)));
        }
        Kind::Supervision => {
            world.supervision(SupervisionId(id)).into_iter().for_each(|s| of_support(world, s.visitor, set));
        }
        Kind::SupportGroup => {
            set.insert(Subject::Scheme);
            let groups = world.groups().filter(|g| g.id.0 == id);
            set.extend(groups.flat_map(|g| g.attended.iter().copied().map(Subject::Visitor)));
        }
        Kind::Concern => {
            set.insert(Subject::Concern(ConcernId(id)));
            // What is asked of the social worker about the child rests on it (R38).
            set.extend(world.concern(ConcernId(id)).map(|c| Subject::Child(c.child)));
        }
        Kind::Snooze => set.extend(world.snooze(SnoozeId(id)).map(|s| owner_of(world, s.subject))),
        Kind::Proposal => {
            let people = |p: &Proposal| [Subject::Child(p.child), Subject::Visitor(p.visitor)];
            set.extend(world.proposal(ProposalId(id)).into_iter().flat_map(people));
        }
        Kind::Consent => set.extend(world.consent(ConsentId(id)).map(|c| owner_of(world, c.about))),
        Kind::Release => set.extend(world.release(ReleaseId(id)).map(|r| owner_of(world, r.about))),
        Kind::LowLevel => {
            set.extend(world.low_level(LowLevelId(id)).map(|l| Subject::Visitor(l.visitor)));
        }
        Kind::Note => world.note(NoteId(id)).into_iter().for_each(|n| of_note(n, set)),
        Kind::Counters | Kind::MorningReview | Kind::VisitReport | Kind::WordList | Kind::Staff => {}
        Kind::Allegation => _ = set.insert(Subject::Allegation(AllegationId(id))),
    }
}

/// What the record as it will be concerns, beyond what it concerned before.
fn after(world: &World, record: &Record, set: &mut BTreeSet<Subject>) {
    match record {
        Record::Referral(r) => _ = set.insert(Subject::Child(r.child)),
        Record::Match(m) => of_match(world, m, set),
        Record::Proposal(p) => set.extend([Subject::Child(p.child), Subject::Visitor(p.visitor)]),
        Record::MatchReview(r) => of_review(world, r.match_id, set),
        Record::AnnualReview(r) => _ = set.insert(Subject::Visitor(r.visitor)),
        Record::Supervision(s) => of_support(world, s.visitor, set),
        Record::SupportGroup(g) => set.extend(g.attended.iter().copied().map(Subject::Visitor)),
        Record::Concern(c) => _ = set.insert(Subject::Child(c.child)),
        Record::LowLevel(l) => _ = set.insert(Subject::Visitor(l.visitor)),
        Record::Note(n) => of_note(n, set),
        Record::Consent(c) => _ = set.insert(owner_of(world, c.about)),
        Record::Release(r) => _ = set.insert(owner_of(world, r.about)),
        Record::Snooze(s) => _ = set.insert(owner_of(world, s.subject)),
        Record::Allegation(a) => _ = set.insert(Subject::Allegation(a.id)),
        _ => {}
    }
}

fn of_child(world: &World, id: ChildId, set: &mut BTreeSet<Subject>) {
    set.insert(Subject::Child(id));
    let matches = world.matches_of_child(id);
    // Whether a match runs rests on its child (R6, R52), and how many run is the scheme's (R90).
    set.extend(matches.flat_map(|m| [Subject::Scheme, Subject::Match(m.id), Subject::Visitor(m.visitor)]));
    set.extend(world.concerns_of_child(id).map(|c| Subject::Concern(c.id)));
}

fn of_visitor(world: &World, id: VisitorId, set: &mut BTreeSet<Subject>) {
    set.insert(Subject::Visitor(id));
    let matches = world.matches_of_visitor(id);
    set.extend(matches.flat_map(|m| [Subject::Match(m.id), Subject::Child(m.child)]));
    set.extend(alleged(world, id));
}

/// The allegations against a visitor, which rest on whether visits are paused and booked, and on what was visited.
fn alleged(world: &World, id: VisitorId) -> impl Iterator<Item = Subject> {
    world.allegations_of_visitor(id).map(|a| Subject::Allegation(a.id))
}

/// What a supervision of a visitor says something about.
fn of_support(world: &World, id: VisitorId, set: &mut BTreeSet<Subject>) {
    set.insert(Subject::Visitor(id));
    set.extend(world.matches_of_visitor(id).map(|m| Subject::Match(m.id)));
}

/// A match, and the allegations that ask for a fresh review of it.
fn of_review(world: &World, id: MatchId, set: &mut BTreeSet<Subject>) {
    set.insert(Subject::Match(id));
    set.extend(world.match_(id).into_iter().flat_map(|m| alleged(world, m.visitor)));
}

/// A match, its visitor, of whose visits these are, and its child, about whom an incident on one is asked (R38).
fn of_ledger(world: &World, id: MatchId, set: &mut BTreeSet<Subject>) {
    set.insert(Subject::Match(id));
    set.extend(
        world.match_(id).into_iter().flat_map(|m| [Subject::Visitor(m.visitor), Subject::Child(m.child)]),
    );
    set.extend(world.match_(id).into_iter().flat_map(|m| alleged(world, m.visitor)));
}

/// The visitors and matches that a note is about: nobody else's deadlines rest on notes.
fn of_note(note: &Note, set: &mut BTreeSet<Subject>) {
    set.extend(note.about.iter().filter(|s| matches!(s, Subject::Visitor(_) | Subject::Match(_))));
}

fn of_match(world: &World, m: &Match, set: &mut BTreeSet<Subject>) {
    set.extend(alleged(world, m.visitor));
    set.extend([Subject::Scheme, Subject::Match(m.id), Subject::Child(m.child), Subject::Visitor(m.visitor)]);
}

fn everything(world: &World) -> impl Iterator<Item = Subject> {
    let people = world
        .children()
        .map(|c| Subject::Child(c.id))
        .chain(world.visitors().map(|v| Subject::Visitor(v.id)));
    let alleged = world.allegations().map(|a| Subject::Allegation(a.id));
    let rest =
        world.matches().map(|m| Subject::Match(m.id)).chain(world.concerns().map(|c| Subject::Concern(c.id)));
    std::iter::once(Subject::Scheme).chain(people).chain(rest).chain(alleged)
}
