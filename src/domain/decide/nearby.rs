//! The part of the world that a few changes can bear upon: the records themselves, what they refer to, what refers to
//! them, and the matches and referrals beside theirs. It is judged in the place of the whole, so that an undo costs
//! what it touches and not what the scheme holds.

use crate::id::{
    AllegationId, ChildId, ConcernId, MatchId, ProposalId, RawId, ReferralId, VisitId, VisitorId,
};
use crate::record::{Kind, Ledger, ONLY, Record, Release, Subject};
use crate::world::{Change, World};
use std::collections::BTreeSet;

/// That part, as it is before the changes. Settings bear upon everything, so with them it is the whole.
pub(super) fn nearby(world: &World, changes: &[Change]) -> World {
    if changes.iter().any(|c| c.key().0 == Kind::Scheme) {
        return world.clone();
    }
    let mut near = Near { world, keys: BTreeSet::from([(Kind::Scheme, ONLY)]) };
    for change in changes {
        let (kind, id) = change.key();
        near.keys.insert((kind, id));
        near.what_refers_to(kind, id);
        if kind == Kind::Ledger {
            near.what_refers_to_visits(change);
        }
        let now = world.record(kind, id);
        let then = match change {
            Change::Put(record) => Some(record),
            Change::Remove(..) => None,
        };
        now.iter().chain(then).for_each(|record| near.what_it_rests_on(record));
    }
    World::from_records(near.keys.iter().filter_map(|(kind, id)| world.record(*kind, *id)))
}

struct Near<'w> {
    world: &'w World,
    keys: BTreeSet<(Kind, RawId)>,
}

impl Near<'_> {
    fn subject(&mut self, subject: Subject) {
        let key = match subject {
            Subject::Scheme => (Kind::Scheme, ONLY),
            Subject::Child(id) => (Kind::Child, id.0),
            Subject::Visitor(id) => (Kind::Visitor, id.0),
            Subject::Referral(id) => (Kind::Referral, id.0),
            Subject::Match(id) => (Kind::Match, id.0),
            Subject::Concern(id) => (Kind::Concern, id.0),
            Subject::Proposal(id) => (Kind::Proposal, id.0),
            Subject::Allegation(id) => (Kind::Allegation, id.0),
            Subject::Visit(id) => {
                // It stands in the ledger of its match, and only together with it.
                let Some((m, _)) = self.world.visit(id) else { return };
                self.keys.insert((Kind::Match, m.id.0));
                (Kind::Ledger, m.id.0)
            }
        };
        self.keys.insert(key);
    }

    fn child(&mut self, id: ChildId) {
        self.subject(Subject::Child(id));
        self.keys.extend(self.world.matches_of_child(id).map(|m| (Kind::Match, m.id.0)));
        self.keys.extend(self.world.referrals_of_child(id).map(|r| (Kind::Referral, r.id.0)));
        self.keys.extend(self.world.proposals_of_child(id).map(|p| (Kind::Proposal, p.id.0)));
    }

    fn visitor(&mut self, id: VisitorId) {
        self.subject(Subject::Visitor(id));
        self.keys.extend(self.world.matches_of_visitor(id).map(|m| (Kind::Match, m.id.0)));
        self.keys.extend(self.world.proposals_of_visitor(id).map(|p| (Kind::Proposal, p.id.0)));
    }

    /// What a record refers to. Of a match and a referral also those beside it, with which it may be one too many.
    fn what_it_rests_on(&mut self, record: &Record) {
        match record {
            Record::Referral(r) => self.child(r.child),
            Record::Match(m) => {
                self.child(m.child);
                self.visitor(m.visitor);
                m.referral.into_iter().for_each(|r| self.subject(Subject::Referral(r)));
                m.proposal.into_iter().for_each(|p| self.subject(Subject::Proposal(p)));
            }
            Record::Proposal(p) => {
                self.child(p.child);
                self.visitor(p.visitor);
                p.referral.into_iter().for_each(|r| self.subject(Subject::Referral(r)));
                let matched = p.closed.as_ref().and_then(|c| c.matched);
                matched.into_iter().for_each(|m| self.subject(Subject::Match(m)));
            }
            Record::Ledger(l) => self.subject(Subject::Match(l.match_id)),
            Record::MatchReview(r) => self.subject(Subject::Match(r.match_id)),
            Record::AnnualReview(r) => self.subject(Subject::Visitor(r.visitor)),
            Record::Supervision(s) => self.subject(Subject::Visitor(s.visitor)),
            Record::LowLevel(l) => self.subject(Subject::Visitor(l.visitor)),
            Record::SupportGroup(g) => g.attended.iter().for_each(|v| self.subject(Subject::Visitor(*v))),
            Record::Concern(c) => {
                self.subject(Subject::Child(c.child));
                c.match_id.into_iter().for_each(|m| self.subject(Subject::Match(m)));
                let quoted = c.quoted.iter().map(|q| q.visit);
                c.visit.into_iter().chain(quoted).for_each(|v| self.subject(Subject::Visit(v)));
            }
            Record::Allegation(a) => {
                self.subject(Subject::Visitor(a.visitor));
                a.children.iter().for_each(|c| self.subject(Subject::Child(*c)));
                a.match_id.into_iter().for_each(|m| self.subject(Subject::Match(m)));
            }
            Record::Consent(c) => self.subject(c.about),
            Record::Release(r) => self.subject(r.about),
            Record::AllegationRelease(r) => self.subject(r.0.about),
            Record::Note(n) => n.about.iter().for_each(|about| self.subject(*about)),
            Record::Scheme(_)
            | Record::Counters(_)
            | Record::MorningReview(_)
            | Record::Child(_)
            | Record::Visitor(_)
            | Record::VisitReport(_)
            | Record::Staff(_)
            | Record::WordList(_)
            | Record::Snooze(_) => {}
        }
    }

    /// The records that refer to one.
    fn what_refers_to(&mut self, kind: Kind, id: RawId) {
        let w = self.world;
        match kind {
            Kind::Child => {
                let child = ChildId(id);
                self.child(child);
                self.keys.extend(w.concerns_of_child(child).map(|c| (Kind::Concern, c.id.0)));
                self.allegations(|a| a.children.contains(&child));
                self.notes(Subject::Child(child));
            }
            Kind::Visitor => {
                let visitor = VisitorId(id);
                self.visitor(visitor);
                let reviews = w.reviews_of_visitor(visitor).into_iter();
                let reviews = reviews.chain(w.booked_review_of_visitor(visitor));
                self.keys.extend(reviews.map(|r| (Kind::AnnualReview, r.id.0)));
                let supervisions = w.supervisions_of_visitor(visitor);
                self.keys.extend(supervisions.into_iter().map(|s| (Kind::Supervision, s.id.0)));
                let low_levels = w.low_levels_of_visitor(visitor);
                self.keys.extend(low_levels.into_iter().map(|l| (Kind::LowLevel, l.id.0)));
                let groups = w.groups().filter(|g| g.attended.contains(&visitor));
                self.keys.extend(groups.map(|g| (Kind::SupportGroup, g.id.0)));
                self.keys.extend(w.allegations_of_visitor(visitor).map(|a| (Kind::Allegation, a.id.0)));
                self.notes(Subject::Visitor(visitor));
            }
            Kind::Referral => {
                self.notes(Subject::Referral(ReferralId(id)));
                // What came of it is of its child.
                let child = w.referral(ReferralId(id)).map(|r| r.child);
                child.into_iter().for_each(|child| self.child(child));
            }
            Kind::Proposal => {
                self.notes(Subject::Proposal(ProposalId(id)));
                let child = w.proposal(ProposalId(id)).map(|p| p.child);
                child.into_iter().for_each(|child| self.child(child));
            }
            Kind::Match => {
                self.keys.insert((Kind::Ledger, id));
                let reviews = w.reviews_of_match(MatchId(id));
                self.keys.extend(reviews.into_iter().map(|r| (Kind::MatchReview, r.id.0)));
                self.notes(Subject::Match(MatchId(id)));
                let Some(m) = w.match_(MatchId(id)) else { return };
                self.child(m.child);
                self.concerns(m.child, |c| c.match_id == Some(m.id));
                let alleged = w.allegations_of_visitor(m.visitor).filter(|a| a.match_id == Some(m.id));
                self.keys.extend(alleged.map(|a| (Kind::Allegation, a.id.0)));
            }
            Kind::Concern => self.notes(Subject::Concern(ConcernId(id))),
            Kind::Allegation => self.notes(Subject::Allegation(AllegationId(id))),
            // Nothing refers to these. Visits have a look of their own.
            Kind::Scheme
            | Kind::Counters
            | Kind::MorningReview
            | Kind::Ledger
            | Kind::VisitReport
            | Kind::MatchReview
            | Kind::AnnualReview
            | Kind::LowLevel
            | Kind::WordList
            | Kind::Supervision
            | Kind::SupportGroup
            | Kind::Snooze
            | Kind::Staff
            | Kind::Consent
            | Kind::Release
            | Kind::AllegationRelease
            | Kind::Note => {}
        }
    }

    /// What refers to the visits that come into a ledger or go out of it.
    fn what_refers_to_visits(&mut self, change: &Change) {
        let ids = |l: &Ledger| l.visits.iter().map(|line| line.id).collect::<BTreeSet<VisitId>>();
        let now = self.world.ledger(MatchId(change.key().1)).map(ids).unwrap_or_default();
        let then = match change {
            Change::Put(Record::Ledger(ledger)) => ids(ledger),
            _ => BTreeSet::new(),
        };
        let differ: BTreeSet<VisitId> = now.symmetric_difference(&then).copied().collect();
        if !differ.is_empty() {
            let quoted = |c: &crate::record::Concern| c.quoted.iter().any(|q| differ.contains(&q.visit));
            let child = self.world.match_(MatchId(change.key().1)).map(|m| m.child);
            child.into_iter().for_each(|child| {
                self.concerns(child, |c| c.visit.is_some_and(|v| differ.contains(&v)) || quoted(c));
            });
        }
        differ.into_iter().for_each(|visit| self.notes(Subject::Visit(visit)));
    }

    fn concerns(&mut self, child: ChildId, about: impl Fn(&crate::record::Concern) -> bool) {
        let all = self.world.concerns_of_child(child).filter(|c| about(c));
        self.keys.extend(all.map(|c| (Kind::Concern, c.id.0)));
    }

    fn allegations(&mut self, about: impl Fn(&crate::record::Allegation) -> bool) {
        self.keys.extend(self.world.allegations().filter(|a| about(a)).map(|a| (Kind::Allegation, a.id.0)));
    }

    /// The consents and releases about somebody or something.
    fn consents(&mut self, about: Subject) {
        self.keys.extend(self.world.consents_about(about).map(|c| (Kind::Consent, c.id.0)));
        let kind = |r: &Release| if r.is_of_allegation() { Kind::AllegationRelease } else { Kind::Release };
        self.keys.extend(self.world.releases_about(about).map(|r| (kind(r), r.id.0)));
    }

    fn notes(&mut self, about: Subject) {
        self.consents(about);
        self.keys.extend(self.world.notes_about(about).map(|n| (Kind::Note, n.id.0)));
    }
}
