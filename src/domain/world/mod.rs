//! The whole scheme in memory: plain values keyed by id, with the few indexes that the rules need. Visit reports
//! stay in the file.
//!
//! The world changes only through [`World::apply`], and only after the change stands in the file.

mod ask;
mod homes;

use crate::calendar::WorkingDays;
use crate::id::{
    AllegationId, AnnualReviewId, ChildId, ConcernId, ConsentId, GroupId, LowLevelId, MatchId, MatchReviewId,
    NoteId, ProposalId, RawId, Reference, ReferralId, ReleaseId, SnoozeId, StaffId, SupervisionId, VisitId,
    VisitorId,
};
use crate::record::{
    Allegation, AnnualReview, Child, Concern, Consent, Counters, Kind, Ledger, LowLevel, Match, MatchReview,
    MorningReview, Note, Proposal, Record, Referral, Release, Scheme, Snooze, Staff, Subject, Supervision,
    SupportGroup, VisitLine, Visitor, WordList,
};
use crate::rule::{Policy, RuleId};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// One change to the records: what `decide` answers with, what the store writes, what `apply` takes in.
#[derive(Clone, PartialEq, Debug)]
pub enum Change {
    /// This record is new, or takes the place of its older version.
    Put(Record),
    /// This record is taken away (only by an undo).
    Remove(Kind, RawId),
}

impl Change {
    /// Which record it changes.
    #[must_use]
    pub fn key(&self) -> (Kind, RawId) {
        match self {
            Self::Put(record) => (record.kind(), record.raw_id()),
            Self::Remove(kind, id) => (*kind, *id),
        }
    }
}

/// The whole scheme.
#[derive(Clone, Default, PartialEq)]
pub struct World {
    scheme: Option<Scheme>,
    counters: Counters,
    morning: Option<MorningReview>,
    children: BTreeMap<ChildId, Child>,
    visitors: BTreeMap<VisitorId, Visitor>,
    referrals: BTreeMap<ReferralId, Referral>,
    matches: BTreeMap<MatchId, Match>,
    ledgers: BTreeMap<MatchId, Ledger>,
    match_reviews: BTreeMap<MatchReviewId, MatchReview>,
    annual_reviews: BTreeMap<AnnualReviewId, AnnualReview>,
    supervisions: BTreeMap<SupervisionId, Supervision>,
    groups: BTreeMap<GroupId, SupportGroup>,
    concerns: BTreeMap<ConcernId, Concern>,
    snoozes: BTreeMap<SnoozeId, Snooze>,
    notes: BTreeMap<NoteId, Note>,
    proposals: BTreeMap<ProposalId, Proposal>,
    staff: BTreeMap<StaffId, Staff>,
    allegations: BTreeMap<AllegationId, Allegation>,
    consents: BTreeMap<ConsentId, Consent>,
    releases: BTreeMap<ReleaseId, Release>,
    low_levels: BTreeMap<LowLevelId, LowLevel>,
    words: Option<WordList>,
    index: Index,
}

/// What is looked up by something else than its id.
#[derive(Clone, Default, PartialEq)]
struct Index {
    matches_of_child: BTreeMap<ChildId, BTreeSet<MatchId>>,
    matches_of_visitor: BTreeMap<VisitorId, BTreeSet<MatchId>>,
    referrals_of_child: BTreeMap<ChildId, BTreeSet<ReferralId>>,
    proposals_of_child: BTreeMap<ChildId, BTreeSet<ProposalId>>,
    proposals_of_visitor: BTreeMap<VisitorId, BTreeSet<ProposalId>>,
    allegations_of_visitor: BTreeMap<VisitorId, BTreeSet<AllegationId>>,
    concerns_of_child: BTreeMap<ChildId, BTreeSet<ConcernId>>,
    low_levels_of_visitor: BTreeMap<VisitorId, BTreeSet<LowLevelId>>,
    reviews_of_match: BTreeMap<MatchId, BTreeSet<MatchReviewId>>,
    reviews_of_visitor: BTreeMap<VisitorId, BTreeSet<AnnualReviewId>>,
    supervisions_of_visitor: BTreeMap<VisitorId, BTreeSet<SupervisionId>>,
    snooze_of: BTreeMap<(RuleId, Subject), SnoozeId>,
    match_of_visit: BTreeMap<VisitId, MatchId>,
    visits_by_date: BTreeMap<(NaiveDate, u32), VisitId>,
    notes_about: BTreeMap<Subject, BTreeSet<NoteId>>,
    consents_about: BTreeMap<Subject, BTreeSet<ConsentId>>,
    releases_about: BTreeMap<Subject, BTreeSet<ReleaseId>>,
    groups_by_day: BTreeSet<(NaiveDate, GroupId)>,
    by_number: BTreeMap<Reference, Subject>,
    homes: homes::Homes,
}

static NO_SETTINGS: BTreeMap<crate::rule::ParamId, i64> = BTreeMap::new();

macro_rules! tables {
    ($($(#[$doc:meta])* $table:ident, $get:ident: $key:ty => $value:ty;)*) => {$(
        #[doc = concat!("All ", stringify!($table), ", in the order of their ids, which is the order in which they were made.")]
        pub fn $table(&self) -> impl DoubleEndedIterator<Item = &$value> + ExactSizeIterator { self.$table.values() }
        #[doc = concat!("One of the ", stringify!($table), " by its id.")]
        #[must_use]
        pub fn $get(&self, id: $key) -> Option<&$value> { self.$table.get(&id) }
    )*};
}

impl World {
    tables! {
        children, child: ChildId => Child;
        visitors, visitor: VisitorId => Visitor;
        referrals, referral: ReferralId => Referral;
        matches, match_: MatchId => Match;
        ledgers, ledger: MatchId => Ledger;
        match_reviews, match_review: MatchReviewId => MatchReview;
        annual_reviews, annual_review: AnnualReviewId => AnnualReview;
        supervisions, supervision: SupervisionId => Supervision;
        groups, group: GroupId => SupportGroup;
        concerns, concern: ConcernId => Concern;
        snoozes, snooze: SnoozeId => Snooze;
        notes, note: NoteId => Note;
        proposals, proposal: ProposalId => Proposal;
        staff, member: StaffId => Staff;
        allegations, allegation: AllegationId => Allegation;
        consents, consent: ConsentId => Consent;
        releases, release: ReleaseId => Release;
        low_levels, low_level: LowLevelId => LowLevel;
    }

    /// A world made of records, in any order.
    pub fn from_records(records: impl IntoIterator<Item = Record>) -> Self {
        let mut world = Self::default();
        for record in records {
            world.put(record);
        }
        world
    }

    /// Takes in changes that stand in the file.
    pub fn apply(&mut self, changes: &[Change]) {
        for change in changes {
            match change {
                Change::Put(record) => self.put(record.clone()),
                Change::Remove(kind, id) => self.remove(*kind, *id),
            }
        }
    }

    /// The world without what is for team managers only: as everybody else has it. Who reads that is written down, so
    /// where nothing can be written it is not read.
    #[must_use]
    pub fn without_restricted(mut self) -> Self {
        let told = self
            .releases
            .values()
            .filter(|r| r.is_of_allegation())
            .map(|r| (Kind::AllegationRelease, r.id.0));
        let all = self.allegations.keys().map(|id| (Kind::Allegation, id.0)).chain(told);
        let all: Vec<_> = all.map(|(kind, id)| Change::Remove(kind, id)).collect();
        self.apply(&all);
        self
    }

    /// The scheme's own record; `None` before it is set up.
    #[must_use]
    pub const fn scheme(&self) -> Option<&Scheme> {
        self.scheme.as_ref()
    }

    /// The last numbers given out.
    #[must_use]
    pub const fn counters(&self) -> &Counters {
        &self.counters
    }

    /// When the morning list was last gone through.
    #[must_use]
    pub const fn morning(&self) -> Option<&MorningReview> {
        self.morning.as_ref()
    }

    /// The scheme's own words that read like a concern; `None` while it has changed nothing in the list.
    #[must_use]
    pub const fn word_list(&self) -> Option<&WordList> {
        self.words.as_ref()
    }

    /// The parameters in force.
    #[must_use]
    pub fn policy(&self) -> Policy<'_> {
        self.scheme.as_ref().map_or_else(|| Policy::new(&NO_SETTINGS), Scheme::policy)
    }

    /// Working days, with the holidays that the scheme has added.
    #[must_use]
    pub fn working_days(&self) -> WorkingDays {
        WorkingDays::with_extra(self.scheme.iter().flat_map(|s| s.extra_holidays.iter().copied()))
    }

    fn put(&mut self, record: Record) {
        self.remove(record.kind(), record.raw_id());
        let i = &mut self.index;
        match record {
            Record::Scheme(r) => self.scheme = Some(*r),
            Record::Counters(r) => self.counters = *r,
            Record::MorningReview(r) => self.morning = Some(*r),
            Record::Child(r) => {
                i.by_number.insert(r.reference(), Subject::Child(r.id));
                i.homes.add(&r);
                self.children.insert(r.id, *r);
            }
            Record::Visitor(r) => {
                i.by_number.insert(r.reference(), Subject::Visitor(r.id));
                self.visitors.insert(r.id, *r);
            }
            Record::Referral(r) => {
                i.referrals_of_child.entry(r.child).or_default().insert(r.id);
                self.referrals.insert(r.id, *r);
            }
            Record::Match(r) => {
                i.by_number.insert(r.reference(), Subject::Match(r.id));
                i.matches_of_child.entry(r.child).or_default().insert(r.id);
                i.matches_of_visitor.entry(r.visitor).or_default().insert(r.id);
                self.matches.insert(r.id, *r);
            }
            Record::Ledger(r) => {
                for line in &r.visits {
                    i.match_of_visit.insert(line.id, r.match_id);
                    i.visits_by_date.insert((line.date, line.number), line.id);
                    i.by_number.insert(line.reference(), Subject::Visit(line.id));
                }
                self.ledgers.insert(r.match_id, *r);
            }
            // Reports stay in the file.
            Record::VisitReport(_) => {}
            Record::MatchReview(r) => {
                i.reviews_of_match.entry(r.match_id).or_default().insert(r.id);
                self.match_reviews.insert(r.id, *r);
            }
            Record::AnnualReview(r) => {
                i.reviews_of_visitor.entry(r.visitor).or_default().insert(r.id);
                self.annual_reviews.insert(r.id, *r);
            }
            Record::Supervision(r) => {
                i.supervisions_of_visitor.entry(r.visitor).or_default().insert(r.id);
                self.supervisions.insert(r.id, *r);
            }
            Record::SupportGroup(r) => {
                i.groups_by_day.insert((r.held, r.id));
                self.groups.insert(r.id, *r);
            }
            Record::Concern(r) => {
                i.by_number.insert(r.reference(), Subject::Concern(r.id));
                i.concerns_of_child.entry(r.child).or_default().insert(r.id);
                self.concerns.insert(r.id, *r);
            }
            Record::Snooze(r) => {
                i.snooze_of.insert((r.rule, r.subject), r.id);
                self.snoozes.insert(r.id, *r);
            }
            Record::Note(r) => {
                for about in &r.about {
                    i.notes_about.entry(*about).or_default().insert(r.id);
                }
                self.notes.insert(r.id, *r);
            }
            Record::Proposal(r) => {
                i.by_number.insert(r.reference(), Subject::Proposal(r.id));
                i.proposals_of_child.entry(r.child).or_default().insert(r.id);
                i.proposals_of_visitor.entry(r.visitor).or_default().insert(r.id);
                self.proposals.insert(r.id, *r);
            }
            Record::Staff(r) => _ = self.staff.insert(r.id, *r),
            Record::Allegation(r) => {
                i.by_number.insert(r.reference(), Subject::Allegation(r.id));
                i.allegations_of_visitor.entry(r.visitor).or_default().insert(r.id);
                self.allegations.insert(r.id, *r);
            }
            Record::Consent(r) => {
                i.consents_about.entry(r.about).or_default().insert(r.id);
                self.consents.insert(r.id, *r);
            }
            Record::Release(r) => self.put_release(*r),
            Record::AllegationRelease(r) => self.put_release(r.0),
            Record::LowLevel(r) => {
                i.low_levels_of_visitor.entry(r.visitor).or_default().insert(r.id);
                self.low_levels.insert(r.id, *r);
            }
            Record::WordList(r) => self.words = Some(*r),
        }
    }

    fn put_release(&mut self, release: Release) {
        self.index.releases_about.entry(release.about).or_default().insert(release.id);
        self.releases.insert(release.id, release);
    }

    fn remove(&mut self, kind: Kind, id: RawId) {
        let i = &mut self.index;
        match kind {
            Kind::Scheme => self.scheme = None,
            Kind::Counters => self.counters = Counters::default(),
            Kind::MorningReview => self.morning = None,
            Kind::Child => {
                if let Some(old) = self.children.remove(&ChildId(id)) {
                    i.homes.remove(&old);
                    i.by_number.remove(&old.reference());
                }
            }
            Kind::Visitor => {
                if let Some(old) = self.visitors.remove(&VisitorId(id)) {
                    i.by_number.remove(&old.reference());
                }
            }
            Kind::Referral => {
                if let Some(old) = self.referrals.remove(&ReferralId(id)) {
                    unlink(&mut i.referrals_of_child, &old.child, &old.id);
                }
            }
            Kind::Match => {
                if let Some(old) = self.matches.remove(&MatchId(id)) {
                    i.by_number.remove(&old.reference());
                    unlink(&mut i.matches_of_child, &old.child, &old.id);
                    unlink(&mut i.matches_of_visitor, &old.visitor, &old.id);
                }
            }
            Kind::Ledger => {
                for line in self.ledgers.remove(&MatchId(id)).into_iter().flat_map(|l| l.visits) {
                    i.match_of_visit.remove(&line.id);
                    i.visits_by_date.remove(&(line.date, line.number));
                    i.by_number.remove(&line.reference());
                }
            }
            Kind::VisitReport => {}
            Kind::MatchReview => {
                if let Some(old) = self.match_reviews.remove(&MatchReviewId(id)) {
                    unlink(&mut i.reviews_of_match, &old.match_id, &old.id);
                }
            }
            Kind::AnnualReview => {
                if let Some(old) = self.annual_reviews.remove(&AnnualReviewId(id)) {
                    unlink(&mut i.reviews_of_visitor, &old.visitor, &old.id);
                }
            }
            Kind::Supervision => {
                if let Some(old) = self.supervisions.remove(&SupervisionId(id)) {
                    unlink(&mut i.supervisions_of_visitor, &old.visitor, &old.id);
                }
            }
            Kind::SupportGroup => {
                if let Some(old) = self.groups.remove(&GroupId(id)) {
                    i.groups_by_day.remove(&(old.held, old.id));
                }
            }
            Kind::Concern => {
                if let Some(old) = self.concerns.remove(&ConcernId(id)) {
                    i.by_number.remove(&old.reference());
                    unlink(&mut i.concerns_of_child, &old.child, &old.id);
                }
            }
            Kind::Snooze => {
                if let Some(old) = self.snoozes.remove(&SnoozeId(id)) {
                    i.snooze_of.remove(&(old.rule, old.subject));
                }
            }
            Kind::Note => {
                if let Some(old) = self.notes.remove(&NoteId(id)) {
                    for about in &old.about {
                        unlink(&mut i.notes_about, about, &old.id);
                    }
                }
            }
            Kind::Proposal => {
                if let Some(old) = self.proposals.remove(&ProposalId(id)) {
                    i.by_number.remove(&old.reference());
                    unlink(&mut i.proposals_of_child, &old.child, &old.id);
                    unlink(&mut i.proposals_of_visitor, &old.visitor, &old.id);
                }
            }
            Kind::Staff => _ = self.staff.remove(&StaffId(id)),
            Kind::Allegation => {
                if let Some(old) = self.allegations.remove(&AllegationId(id)) {
                    i.by_number.remove(&old.reference());
                    unlink(&mut i.allegations_of_visitor, &old.visitor, &old.id);
                }
            }
            Kind::Consent => {
                if let Some(old) = self.consents.remove(&ConsentId(id)) {
                    unlink(&mut i.consents_about, &old.about, &old.id);
                }
            }
            Kind::Release | Kind::AllegationRelease => {
                if let Some(old) = self.releases.remove(&ReleaseId(id)) {
                    unlink(&mut i.releases_about, &old.about, &old.id);
                }
            }
            Kind::LowLevel => {
                if let Some(old) = self.low_levels.remove(&LowLevelId(id)) {
                    unlink(&mut i.low_levels_of_visitor, &old.visitor, &old.id);
                }
            }
            Kind::WordList => self.words = None,
        }
    }
}

/// Takes a value out of a set in an index, and the set out when it is empty, so that two worlds with the same
/// records are equal however they came about.
fn unlink<K: Ord, V: Ord>(index: &mut BTreeMap<K, BTreeSet<V>>, key: &K, value: &V) {
    if let Some(set) = index.get_mut(key) {
        set.remove(value);
        if set.is_empty() {
            index.remove(key);
        }
    }
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "World({} children, {} visitors, {} matches)",
            self.children.len(),
            self.visitors.len(),
            self.matches.len()
        )
    }
}
