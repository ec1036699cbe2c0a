//! What follows a change: deadlines, lists and counts are brought up to date where it touched them, and nowhere else.
//! On another day, with other settings and with names shown another way everything is made anew, because each line may
//! say something else then.

use super::Desk;
use super::rows::RowId;
use crate::engine::list::{List, Row};
use crate::keys::Tab;
use chrono::{DateTime, NaiveDate, Utc};
use domain::command::Command;
use domain::deadline::{self, Band, Deadline, became_due_since};
use domain::id::{ChildId, MatchId, ProposalId, VisitId, VisitorId};
use domain::record::{Kind, Record, Subject};
use domain::status;
use domain::world::{Change, World};
use std::collections::{BTreeMap, BTreeSet};

/// What is counted after a change, and not at each key or redraw.
#[derive(Default)]
pub(super) struct Tallies {
    tabs: [usize; 5],
    bands: [usize; 6],
    put_off: usize,
    /// What fell due since the list was last gone through.
    fell_due: usize,
    /// Where in the list the deadlines of a subject are: its own, and those that were derived with it.
    due_about: BTreeMap<Subject, Vec<usize>>,
    /// Where in the list those are that a clock runs for.
    clocks: Vec<usize>,
    running_matches: BTreeSet<MatchId>,
}

impl Tallies {
    fn count_deadlines(&mut self, all: &[Deadline]) {
        (self.bands, self.put_off) = ([0; 6], 0);
        self.due_about.clear();
        self.clocks.clear();
        for (at, d) in all.iter().enumerate() {
            match d.snoozed {
                Some(_) => self.put_off += 1,
                None => self.bands[d.band as usize] += 1,
            }
            self.clocks.extend(d.at.map(|_| at));
            self.due_about.entry(d.subject).or_default().push(at);
            if d.owner() != d.subject {
                self.due_about.entry(d.owner()).or_default().push(at);
            }
        }
    }

    fn count_matches(&mut self, world: &World, today: NaiveDate, touched: impl IntoIterator<Item = MatchId>) {
        for id in touched {
            // As they are counted for the workers (R90): neither to begin nor over by law.
            if world.match_(id).is_some_and(|m| status::runs(world, m, today)) {
                self.running_matches.insert(id);
            } else {
                self.running_matches.remove(&id);
            }
        }
    }

    fn count_tabs(&mut self, world: &World) {
        self.tabs = [
            world.children().len(),
            world.visitors().len(),
            self.running_matches.len(),
            world.visits_by_date().len(),
            self.bands.iter().sum(),
        ];
    }
}

/// The records whose rows say something about what a change touched: with a match its child and its visitor, who stand
/// in its rows and it in theirs.
#[derive(Default)]
struct Touched {
    children: BTreeSet<ChildId>,
    visitors: BTreeSet<VisitorId>,
    matches: BTreeSet<MatchId>,
    proposals: BTreeSet<ProposalId>,
}

impl Touched {
    fn new(world: &World, subjects: &BTreeSet<Subject>) -> Self {
        let mut all = Self::default();
        for subject in subjects {
            match subject {
                Subject::Child(id) => _ = all.children.insert(*id),
                Subject::Visitor(id) => _ = all.visitors.insert(*id),
                Subject::Match(id) => {
                    all.matches.insert(*id);
                    all.children.extend(world.match_(*id).map(|m| m.child));
                    all.visitors.extend(world.match_(*id).map(|m| m.visitor));
                }
                Subject::Referral(_)
                | Subject::Visit(_)
                | Subject::Concern(_)
                | Subject::Proposal(_)
                | Subject::Allegation(_)
                | Subject::Scheme => {}
            }
        }
        let of_children = all.children.iter().flat_map(|id| world.proposals_of_child(*id));
        let of_visitors = all.visitors.iter().flat_map(|id| world.proposals_of_visitor(*id));
        all.proposals = of_children.chain(of_visitors).map(|p| p.id).collect();
        all
    }
}

/// The rows to be taken out of a list, and those to be put in.
type Patch = (Vec<RowId>, Vec<Row<RowId>>);

/// Of each record its row, or, if it has none any more, the row to be taken out.
fn patch(subjects: impl Iterator<Item = Subject>, row: impl Fn(Subject) -> Option<Row<RowId>>) -> Patch {
    let mut patch = Patch::default();
    for subject in subjects {
        match row(subject) {
            Some(row) => patch.1.push(row),
            None => patch.0.push(RowId::Record(subject)),
        }
    }
    patch
}

/// The visits that stand in these records and not in the world any more.
fn visits_gone(world: &World, were: &[Change]) -> Vec<VisitId> {
    let ledgers = were.iter().filter_map(|change| match change {
        Change::Put(Record::Ledger(ledger)) => Some(ledger),
        _ => None,
    });
    ledgers.flat_map(|l| &l.visits).map(|line| line.id).filter(|id| world.visit(*id).is_none()).collect()
}

impl Desk {
    /// Everything is derived anew.
    pub(super) fn derive_anew(&mut self) {
        self.deadlines = deadline::all(&self.world, self.today, self.now);
        self.freshen();
    }

    /// Everything is counted anew, and all lists are to be made anew.
    pub(crate) fn freshen(&mut self) {
        let mut tallies = Tallies::default();
        tallies.count_deadlines(&self.deadlines);
        tallies.count_matches(&self.world, self.today, self.world.matches().map(|m| m.id));
        tallies.count_tabs(&self.world);
        self.tallies = tallies;
        self.count_what_fell_due();
        self.lists.iter_mut().for_each(List::await_rows);
    }

    fn count_what_fell_due(&mut self) {
        let last = self.world.morning().map(|last| last.on);
        self.tallies.fell_due = last.map_or(0, |on| became_due_since(&self.deadlines, on, self.today));
    }

    /// Brings up to date what these changes touched. They stand in the world already.
    pub(super) fn changed(&mut self, changes: &[Change], command: &Command) {
        // What is gone cannot say any more whom it touched; what is taken back is told as it was.
        let were = match command {
            Command::Undo { what } | Command::Redo { what } => what.after.as_slice(),
            _ => &[],
        };
        let gone = changes.iter().any(|c| matches!(c, Change::Remove(..)));
        let settings = changes.iter().any(|c| c.key().0 == Kind::Scheme);
        if settings || (gone && were.is_empty()) {
            self.derive_anew();
            return;
        }
        let mut subjects = deadline::touched(&self.world, changes);
        subjects.extend(deadline::touched(&self.world, were));
        self.refresh_deadlines(&subjects);
        let mut touched = Touched::new(&self.world, &subjects);
        // One that is gone stands with nobody any more.
        touched.proposals.extend(were.iter().filter_map(|change| match change {
            Change::Put(Record::Proposal(p)) => Some(p.id),
            _ => None,
        }));
        self.tallies.count_matches(&self.world, self.today, touched.matches.iter().copied());
        self.tallies.count_tabs(&self.world);
        self.count_what_fell_due();
        self.keep_lists(&touched, &visits_gone(&self.world, were));
    }

    /// Derives the deadlines of these subjects anew.
    pub(super) fn refresh_deadlines(&mut self, subjects: &BTreeSet<Subject>) {
        if deadline::refresh(&mut self.deadlines, &self.world, subjects, self.today, self.now) {
            self.tallies.count_deadlines(&self.deadlines);
            self.lists[Tab::Deadlines as usize].await_rows();
        }
    }

    fn keep_lists(&mut self, touched: &Touched, visits_gone: &[VisitId]) {
        let (maker, world) = (self.maker(), &self.world);
        let row = |subject| maker.record(subject);
        let children = patch(touched.children.iter().map(|id| Subject::Child(*id)), row);
        let visitors = patch(touched.visitors.iter().map(|id| Subject::Visitor(*id)), row);
        let matches = touched.matches.iter().map(|id| Subject::Match(*id));
        let matches = patch(matches.chain(touched.proposals.iter().map(|id| Subject::Proposal(*id))), row);
        let lines = touched.matches.iter().filter_map(|id| world.ledger(*id)).flat_map(|l| &l.visits);
        let visits = lines.map(|line| line.id).chain(visits_gone.iter().copied());
        let reports = patch(visits.map(Subject::Visit), row);
        let tabs = [Tab::Children, Tab::Visitors, Tab::Matches, Tab::Reports];
        for (tab, (gone, put)) in tabs.into_iter().zip([children, visitors, matches, reports]) {
            let list = &mut self.lists[tab as usize];
            if list.awaits_rows() {
                // What is made of it already may say something else now.
                list.await_rows();
            } else {
                list.patch(&gone, put);
            }
        }
    }

    /// The counts that stand in the tab bar, as of the last change.
    #[must_use]
    pub const fn counts(&self) -> [usize; 5] {
        self.tallies.tabs
    }

    /// How many deadlines stand in a band, not counting what is put off.
    #[must_use]
    pub fn in_band(&self, band: Band) -> usize {
        self.tallies.bands[band as usize]
    }

    /// How many are put off.
    #[must_use]
    pub const fn put_off(&self) -> usize {
        self.tallies.put_off
    }

    /// How many things fell due since the list was last gone through.
    #[must_use]
    pub const fn fell_due(&self) -> usize {
        self.tallies.fell_due
    }

    fn clocks(&self) -> impl Iterator<Item = (&Deadline, DateTime<Utc>)> {
        let all = self.tallies.clocks.iter().filter_map(|at| self.deadlines.get(*at));
        all.filter_map(|d| d.at.map(|at| (d, at)))
    }

    /// When the next clock runs out: the line says then that it is too late.
    pub(super) fn next_clock(&self) -> Option<DateTime<Utc>> {
        self.clocks().map(|(_, at)| at).filter(|at| *at >= self.now).min()
    }

    /// The subjects of the clocks that say something else at that time than they do: another minute has begun, or
    /// they have run out.
    pub(super) fn clocks_moved(&self, now: DateTime<Utc>) -> BTreeSet<Subject> {
        let minute = |t: DateTime<Utc>| t.timestamp().div_euclid(60);
        let moved = |at: DateTime<Utc>| minute(self.now) != minute(now) || (self.now <= at && at < now);
        self.clocks().filter(|(_, at)| moved(*at)).map(|(d, _)| d.owner()).collect()
    }

    /// The deadlines about these subjects, and those that were derived with them, in the order of the list.
    pub fn due_about(&self, subjects: &[Subject]) -> impl Iterator<Item = &Deadline> {
        let places = subjects.iter().filter_map(|s| self.tallies.due_about.get(s)).flatten();
        let places: BTreeSet<usize> = places.copied().collect();
        places.into_iter().filter_map(|at| self.deadlines.get(at))
    }
}
