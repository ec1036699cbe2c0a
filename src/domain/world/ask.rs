//! What can be asked of the world by way of its indexes.

use std::ops::Bound;

use super::*;
use crate::record::Professional;

impl World {
    /// The matches of a child, oldest first, ended ones too.
    pub fn matches_of_child(&self, child: ChildId) -> impl DoubleEndedIterator<Item = &Match> {
        self.index.matches_of_child.get(&child).into_iter().flatten().filter_map(|id| self.matches.get(id))
    }

    /// The matches of a visitor, oldest first, ended ones too.
    pub fn matches_of_visitor(&self, visitor: VisitorId) -> impl DoubleEndedIterator<Item = &Match> {
        self.index
            .matches_of_visitor
            .get(&visitor)
            .into_iter()
            .flatten()
            .filter_map(|id| self.matches.get(id))
    }

    /// The child's match that lives: the one of today or, without one, the one that is still to begin. In its notice
    /// period a match lives until its last day.
    #[must_use]
    pub fn live_match_of_child(&self, child: ChildId, today: NaiveDate) -> Option<&Match> {
        let live = || self.matches_of_child(child).rev();
        live().find(|m| m.is_live(today)).or_else(|| live().find(|m| m.is_live_after(today)))
    }

    /// The child's match that was alive on a day or, without one, the last that had begun by then.
    #[must_use]
    pub fn match_of_child_on(&self, child: ChildId, day: NaiveDate) -> Option<&Match> {
        let begun = || self.matches_of_child(child).filter(|m| m.started <= day);
        begun().rev().find(|m| m.is_live(day)).or_else(|| begun().max_by_key(|m| m.started))
    }

    /// The visitor's matches that live or are still to begin, those in their notice period among them.
    pub fn live_matches_of_visitor(
        &self,
        visitor: VisitorId,
        today: NaiveDate,
    ) -> impl Iterator<Item = &Match> {
        self.matches_of_visitor(visitor).filter(move |m| m.is_live_after(today))
    }

    /// The child's match of which no end is recorded.
    #[must_use]
    pub fn open_match_of_child(&self, child: ChildId) -> Option<&Match> {
        self.matches_of_child(child).rev().find(|m| m.is_open())
    }

    /// The visitor's matches of which no end is recorded.
    pub fn open_matches_of_visitor(&self, visitor: VisitorId) -> impl Iterator<Item = &Match> {
        self.matches_of_visitor(visitor).filter(|m| m.is_open())
    }

    /// The referrals of a child, oldest first.
    pub fn referrals_of_child(&self, child: ChildId) -> impl DoubleEndedIterator<Item = &Referral> {
        self.index
            .referrals_of_child
            .get(&child)
            .into_iter()
            .flatten()
            .filter_map(|id| self.referrals.get(id))
    }

    /// The concerns about a child, oldest first, closed ones too.
    pub fn concerns_of_child(&self, child: ChildId) -> impl DoubleEndedIterator<Item = &Concern> {
        self.index.concerns_of_child.get(&child).into_iter().flatten().filter_map(|id| self.concerns.get(id))
    }

    /// The low-level concerns about a visitor, by the day on which they happened.
    #[must_use]
    pub fn low_levels_of_visitor(&self, id: VisitorId) -> Vec<&LowLevel> {
        let ids = self.index.low_levels_of_visitor.get(&id).into_iter().flatten();
        let mut about: Vec<_> = ids.filter_map(|l| self.low_levels.get(l)).collect();
        about.sort_by_key(|l| l.on);
        about
    }

    /// The concerns about the child of a visit.
    pub fn concerns_of_child_of(&self, visit: VisitId) -> impl Iterator<Item = &Concern> {
        self.visit(visit).into_iter().flat_map(|(m, _)| self.concerns_of_child(m.child))
    }

    /// The child's referral that is still open.
    #[must_use]
    pub fn open_referral_of_child(&self, child: ChildId) -> Option<&Referral> {
        self.referrals_of_child(child).rev().find(|r| r.is_open())
    }

    /// The proposals for a child, oldest first, closed ones too.
    pub fn proposals_of_child(&self, child: ChildId) -> impl DoubleEndedIterator<Item = &Proposal> {
        let ids = self.index.proposals_of_child.get(&child).into_iter().flatten();
        ids.filter_map(|id| self.proposals.get(id))
    }

    /// The proposals of a visitor, oldest first, closed ones too.
    pub fn proposals_of_visitor(&self, visitor: VisitorId) -> impl DoubleEndedIterator<Item = &Proposal> {
        let ids = self.index.proposals_of_visitor.get(&visitor).into_iter().flatten();
        ids.filter_map(|id| self.proposals.get(id))
    }

    /// The child's proposal that is still being pursued.
    #[must_use]
    pub fn open_proposal_of_child(&self, child: ChildId) -> Option<&Proposal> {
        self.proposals_of_child(child).rev().find(|p| p.is_open())
    }

    /// The visitor's proposal that is still being pursued.
    #[must_use]
    pub fn open_proposal_of_visitor(&self, visitor: VisitorId) -> Option<&Proposal> {
        self.proposals_of_visitor(visitor).rev().find(|p| p.is_open())
    }

    /// The reviews of a match, by the day on which they were held.
    #[must_use]
    pub fn reviews_of_match(&self, id: MatchId) -> Vec<&MatchReview> {
        let ids = self.index.reviews_of_match.get(&id).into_iter().flatten();
        let mut reviews: Vec<_> = ids.filter_map(|r| self.match_reviews.get(r)).collect();
        reviews.sort_by_key(|r| r.held);
        reviews
    }

    /// The annual reviews of a visitor that were held, by day.
    #[must_use]
    pub fn reviews_of_visitor(&self, id: VisitorId) -> Vec<&AnnualReview> {
        let mut reviews: Vec<_> = self.reviews_held_and_booked(id).filter(|r| !r.booked).collect();
        reviews.sort_by_key(|r| r.held);
        reviews
    }

    /// The annual review of a visitor that is arranged, and of which nothing has been said since.
    #[must_use]
    pub fn booked_review_of_visitor(&self, id: VisitorId) -> Option<&AnnualReview> {
        self.reviews_held_and_booked(id).find(|r| r.booked)
    }

    fn reviews_held_and_booked(&self, id: VisitorId) -> impl Iterator<Item = &AnnualReview> {
        let ids = self.index.reviews_of_visitor.get(&id).into_iter().flatten();
        ids.filter_map(|r| self.annual_reviews.get(r))
    }

    /// The supervisions of a visitor, by day.
    #[must_use]
    pub fn supervisions_of_visitor(&self, id: VisitorId) -> Vec<&Supervision> {
        let ids = self.index.supervisions_of_visitor.get(&id).into_iter().flatten();
        let mut supervisions: Vec<_> = ids.filter_map(|s| self.supervisions.get(s)).collect();
        supervisions.sort_by_key(|s| s.on);
        supervisions
    }

    /// The support groups held on or after `since`, oldest first.
    pub fn groups_since(&self, since: NaiveDate) -> impl DoubleEndedIterator<Item = &SupportGroup> {
        self.index.groups_by_day.range((since, GroupId([0; 16]))..).filter_map(|(_, id)| self.groups.get(id))
    }

    /// The social workers and reviewing officers of all children, each as often as they have one.
    pub fn professionals(&self) -> impl Iterator<Item = &Professional> {
        self.children.values().flat_map(|c| c.social_worker.iter().chain(&c.iro))
    }

    /// Whether a text names where a child on record lives or lived, or with whom, other than the homes of this child.
    #[must_use]
    pub fn names_a_home(&self, text: &str, but: Option<&Child>) -> bool {
        self.index.homes.named_in(text, but)
    }

    /// The snooze of one rule about one subject.
    #[must_use]
    pub fn snooze_of(&self, rule: RuleId, subject: Subject) -> Option<&Snooze> {
        self.index.snooze_of.get(&(rule, subject)).and_then(|id| self.snoozes.get(id))
    }

    /// The match of a visit, and the visit's line in its ledger.
    #[must_use]
    pub fn visit(&self, id: VisitId) -> Option<(&Match, &VisitLine)> {
        let match_id = self.index.match_of_visit.get(&id)?;
        Some((self.matches.get(match_id)?, self.ledgers.get(match_id)?.line(id)?))
    }

    /// All visits by day, oldest first, as (day, visit).
    pub fn visits_by_date(
        &self,
    ) -> impl DoubleEndedIterator<Item = (NaiveDate, VisitId)> + ExactSizeIterator {
        self.index.visits_by_date.iter().map(|((day, _), id)| (*day, *id))
    }

    /// The visits before one, or with none all, the latest first: what is read in pieces goes on from the last.
    pub fn visits_back_from(&self, before: Option<(NaiveDate, u32)>) -> impl Iterator<Item = VisitId> {
        let until = before.map_or(Bound::Unbounded, Bound::Excluded);
        self.index.visits_by_date.range((Bound::Unbounded, until)).rev().map(|(_, id)| *id)
    }

    /// The notes about somebody, newest first.
    pub fn notes_about(&self, subject: Subject) -> impl Iterator<Item = &Note> {
        self.index.notes_about.get(&subject).into_iter().flatten().rev().filter_map(|id| self.notes.get(id))
    }

    /// The allegations against a visitor, oldest first, as far as they are in this world: it holds none for whoever is
    /// not entitled to them.
    pub fn allegations_of_visitor(&self, visitor: VisitorId) -> impl DoubleEndedIterator<Item = &Allegation> {
        self.index
            .allegations_of_visitor
            .get(&visitor)
            .into_iter()
            .flatten()
            .filter_map(|id| self.allegations.get(id))
    }

    /// Those who can open the file, as far as they have a name of their own.
    pub fn current_staff(&self) -> impl Iterator<Item = &Staff> {
        self.staff.values().filter(|s| s.is_current())
    }

    /// The consents and refusals about a child or a visitor, oldest first.
    pub fn consents_about(&self, subject: Subject) -> impl DoubleEndedIterator<Item = &Consent> {
        let ids = self.index.consents_about.get(&subject).into_iter().flatten();
        ids.filter_map(|id| self.consents.get(id))
    }

    /// The releases about somebody, and those refused, oldest first.
    pub fn releases_about(&self, subject: Subject) -> impl DoubleEndedIterator<Item = &Release> {
        let ids = self.index.releases_about.get(&subject).into_iter().flatten();
        ids.filter_map(|id| self.releases.get(id))
    }

    /// What a reference names.
    #[must_use]
    pub fn find(&self, reference: Reference) -> Option<Subject> {
        self.index.by_number.get(&reference).copied()
    }

    /// The reference of a subject; a referral goes by its child's.
    #[must_use]
    pub fn reference(&self, subject: Subject) -> Option<Reference> {
        match subject {
            Subject::Scheme => None,
            Subject::Child(id) => self.child(id).map(Child::reference),
            Subject::Visitor(id) => self.visitor(id).map(Visitor::reference),
            Subject::Referral(id) => {
                self.referral(id).and_then(|r| self.child(r.child)).map(Child::reference)
            }
            Subject::Match(id) => self.match_(id).map(Match::reference),
            Subject::Visit(id) => self.visit(id).map(|(_, line)| line.reference()),
            Subject::Concern(id) => self.concern(id).map(Concern::reference),
            Subject::Proposal(id) => self.proposal(id).map(Proposal::reference),
            Subject::Allegation(id) => self.allegation(id).map(Allegation::reference),
        }
    }

    /// The record of that kind and id; a visit report never, because those stay in the file.
    #[must_use]
    pub fn record(&self, kind: Kind, id: RawId) -> Option<Record> {
        match kind {
            Kind::Scheme => self.scheme.clone().map(Record::from),
            Kind::Counters => Some(self.counters.clone().into()),
            Kind::MorningReview => self.morning.clone().map(Record::from),
            Kind::Child => self.children.get(&ChildId(id)).cloned().map(Record::from),
            Kind::Visitor => self.visitors.get(&VisitorId(id)).cloned().map(Record::from),
            Kind::Referral => self.referrals.get(&ReferralId(id)).cloned().map(Record::from),
            Kind::Match => self.matches.get(&MatchId(id)).cloned().map(Record::from),
            Kind::Ledger => self.ledgers.get(&MatchId(id)).cloned().map(Record::from),
            Kind::VisitReport => None,
            Kind::MatchReview => self.match_reviews.get(&MatchReviewId(id)).cloned().map(Record::from),
            Kind::AnnualReview => self.annual_reviews.get(&AnnualReviewId(id)).cloned().map(Record::from),
            Kind::Supervision => self.supervisions.get(&SupervisionId(id)).cloned().map(Record::from),
            Kind::SupportGroup => self.groups.get(&GroupId(id)).cloned().map(Record::from),
            Kind::Concern => self.concerns.get(&ConcernId(id)).cloned().map(Record::from),
            Kind::Snooze => self.snoozes.get(&SnoozeId(id)).cloned().map(Record::from),
            Kind::Note => self.notes.get(&NoteId(id)).cloned().map(Record::from),
            Kind::Proposal => self.proposals.get(&ProposalId(id)).cloned().map(Record::from),
            Kind::Staff => self.staff.get(&StaffId(id)).cloned().map(Record::from),
            Kind::Allegation => self.allegations.get(&AllegationId(id)).cloned().map(Record::from),
            Kind::Consent => self.consents.get(&ConsentId(id)).cloned().map(Record::from),
            Kind::Release | Kind::AllegationRelease => {
                self.releases.get(&ReleaseId(id)).cloned().map(Release::kept).filter(|r| r.kind() == kind)
            }
            Kind::LowLevel => self.low_levels.get(&LowLevelId(id)).cloned().map(Record::from),
            Kind::WordList => self.words.clone().map(Record::from),
        }
    }
}
