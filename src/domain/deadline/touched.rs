//! Which lines a change may alter: what rests on what.

use super::list::owner_of;
use crate::id::{
    AllegationId, AnnualReviewId, ChildId, ConcernId, ConsentId, GroupId, LowLevelId, MatchId, MatchReviewId,
    NoteId, ProposalId, RawId, ReferralId, ReleaseId, SnoozeId, SupervisionId, VisitorId,
};
use crate::record::{Kind, Match, Note, Proposal, Record, Subject};
use crate::world::{Change, World};
use std::collections::BTreeSet;

/// The subjects whose deadlines changes may alter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Touched {
    /// All: the scheme's own record changed, and with it settings, bank holidays or the day on which the file was made.
    Everything,
    /// The scheme, children, visitors, matches, concerns, allegations (a visit counts to its match, a referral to its
    /// child).
    These(BTreeSet<Subject>),
}

/// The subjects whose deadlines these changes may alter. `world` is the world as it was *before* the changes, so that what
/// is taken away can still be looked up.
#[must_use]
pub fn touched(world: &World, changes: &[Change]) -> Touched {
    let mut set = BTreeSet::new();
    for change in changes {
        let (kind, id) = change.key();
        if kind == Kind::Scheme {
            return Touched::Everything;
        }
        before(world, kind, id, &mut set);
        if alters_homes(world, change) {
            // What a card holds back because it names where another child lives rests on every child's homes (R44).
            set.extend(world.matches().filter(|m| m.is_open()).map(|m| Subject::Match(m.id)));
        }
        if let Change::Put(record) = change {
            after(world, record, &mut set);
        }
    }
    Touched::These(set)
}

/// Whether a change alters where a child lives or lived.
fn alters_homes(world: &World, change: &Change) -> bool {
    let (kind, id) = change.key();
    if kind != Kind::Child {
        return false;
    }
    let now = world.child(ChildId(id)).map_or(&[][..], |child| &child.placements);
    match change {
        Change::Put(Record::Child(then)) => now != then.placements,
        _ => !now.is_empty(),
    }
}

/// What the record as it stands concerns.
fn before(world: &World, kind: Kind, id: RawId, set: &mut BTreeSet<Subject>) {
    match kind {
        // Everything, as is said above.
        Kind::Scheme => {}
        Kind::Child => of_child(world, ChildId(id), set),
        Kind::Visitor => of_visitor(world, VisitorId(id), set),
        Kind::Referral => {
            set.extend(world.referral(ReferralId(id)).map(|r| Subject::Child(r.child)));
            // What was decided about it holds for the outings of its match.
            let child = world.referral(ReferralId(id)).map(|r| r.child);
            let matches = child.into_iter().flat_map(|child| world.matches_of_child(child));
            let of_it = matches.filter(|m| m.referral == Some(ReferralId(id)));
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
            let group = world.group(GroupId(id)).into_iter();
            set.extend(group.flat_map(|g| g.attended.iter().copied().map(Subject::Visitor)));
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
        Kind::Release | Kind::AllegationRelease => {
            set.extend(world.release(ReleaseId(id)).map(|r| owner_of(world, r.about)))
        }
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
        Record::AllegationRelease(r) => _ = set.insert(owner_of(world, r.0.about)),
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
    set.extend(world.proposals_of_child(id).map(|p| Subject::Visitor(p.visitor)));
    set.extend(world.concerns_of_child(id).map(|c| Subject::Concern(c.id)));
}

fn of_visitor(world: &World, id: VisitorId, set: &mut BTreeSet<Subject>) {
    set.insert(Subject::Visitor(id));
    let matches = world.matches_of_visitor(id);
    set.extend(matches.flat_map(|m| [Subject::Match(m.id), Subject::Child(m.child)]));
    // Whether the visitor is spoken to about a concern rests on whose pause runs (R73).
    let children = world.matches_of_visitor(id).flat_map(|m| world.concerns_of_child(m.child));
    set.extend(children.map(|c| Subject::Concern(c.id)));
    // The line of a proposal stands under its child, and names them both.
    set.extend(world.proposals_of_visitor(id).map(|p| Subject::Child(p.child)));
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
