//! What follows a change: deadlines, lists and counts are brought up to date where it touched them, and nowhere else.
//! On another day, with other settings and with names shown another way everything is made anew, because each line may
//! say something else then.

use super::Desk;
use super::rows::RowId;
use crate::engine::list::{List, Row};
use crate::keys::Tab;
use chrono::{DateTime, Utc};
use domain::command::Command;
use domain::deadline::{Altered, Band, Place, Touched};
use domain::id::{ChildId, MatchId, ProposalId, VisitId, VisitorId};
use domain::record::{Record, Subject};
use domain::world::{Change, World};
use std::collections::BTreeSet;
use store::Done;

/// How many subjects are derived anew in one piece: some two milliseconds.
const PIECE: usize = 100;

/// What is counted after a change, and not at each key or redraw.
#[derive(Default)]
pub(super) struct Tallies {
    tabs: [usize; 5],
    bands: [usize; 6],
    put_off: usize,
    /// What fell due since the list was last gone through.
    fell_due: usize,
}

/// The records whose rows say something about what a change touched: with a match its child and its visitor, who stand
/// in its rows and it in theirs.
#[derive(Default)]
struct Rows {
    children: BTreeSet<ChildId>,
    visitors: BTreeSet<VisitorId>,
    matches: BTreeSet<MatchId>,
    proposals: BTreeSet<ProposalId>,
}

impl Rows {
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
    /// Everything is derived and made anew, in pieces while nothing else is to be done: what is shown first.
    pub(super) fn derive_anew(&mut self) {
        self.deadlines.await_all();
        self.freshen();
        self.derive_what_is_shown();
    }

    /// The next piece of what is derived anew. With the last, the counts are those of now.
    pub(super) fn derive_piece(&mut self) {
        if !self.deadlines.go_on(&self.world, self.today, self.now, PIECE) {
            self.count();
        }
    }

    /// What stands on the screen about somebody is not of yesterday, though the rest of the list still may be.
    pub(super) fn derive_what_is_shown(&mut self) {
        if !self.deadlines.is_stale() {
            return;
        }
        let focus = self.focus();
        let shown = focus.subject.into_iter().chain(focus.people());
        let shown = shown.chain(focus.match_id.map(Subject::Match));
        let shown = Touched::These(shown.collect());
        self.deadlines.refresh(&self.world, &shown, self.today, self.now);
    }

    /// Everything is counted anew, and all lists are to be made anew.
    pub(crate) fn freshen(&mut self) {
        self.count();
        self.lists.iter_mut().for_each(List::await_rows);
    }

    /// Takes the counts over. Those of the deadlines stay until all are derived anew.
    fn count(&mut self) {
        let (world, deadlines) = (&self.world, &self.deadlines);
        let now = &mut self.tallies;
        if !deadlines.is_stale() {
            now.bands = Band::ALL
                .iter()
                .map(|band| deadlines.in_band(*band))
                .collect::<Vec<_>>()
                .try_into()
                .unwrap_or_default();
            now.put_off = deadlines.put_off();
            let last = world.morning().map(|last| last.on);
            now.fell_due = last.map_or(0, |on| deadlines.fell_due_since(on, self.today));
        }
        now.tabs = [
            world.children().len(),
            world.visitors().len(),
            // As they are counted for the workers (R90): neither to begin nor over by law.
            deadlines.running().len(),
            world.visits_by_date().len(),
            now.bands.iter().sum(),
        ];
    }

    /// Brings up to date what a change touched. It stands in the world already.
    pub(super) fn changed(&mut self, done: &Done, command: &Command) {
        let Touched::These(subjects) = &done.touched else {
            self.derive_anew();
            return;
        };
        // What is taken back cannot be looked up any more; it is told as it was.
        let were = match command {
            Command::Undo { what } | Command::Redo { what } => what.after.as_slice(),
            _ => &[],
        };
        let mut touched = Rows::new(&self.world, subjects);
        // One that is gone stands with nobody any more.
        touched.proposals.extend(were.iter().filter_map(|change| match change {
            Change::Put(Record::Proposal(p)) => Some(p.id),
            _ => None,
        }));
        let altered = self.deadlines.refresh(&self.world, &done.touched, self.today, self.now);
        self.count();
        let people = touched.children.iter().map(|id| Subject::Child(*id));
        let people: Vec<_> = people.chain(touched.visitors.iter().map(|id| Subject::Visitor(*id))).collect();
        self.keep_deadlines(altered, people);
        self.keep_lists(&touched, &visits_gone(&self.world, were));
    }

    /// Derives the deadlines of these subjects anew.
    pub(super) fn refresh_deadlines(&mut self, subjects: BTreeSet<Subject>) {
        let subjects = Touched::These(subjects);
        let altered = self.deadlines.refresh(&self.world, &subjects, self.today, self.now);
        self.count();
        self.keep_deadlines(altered, Vec::new());
    }

    /// Puts the lines that were derived anew into their list, and those that name these people in words of now.
    fn keep_deadlines(&mut self, altered: Altered, people: Vec<Subject>) {
        if self.lists[Tab::Deadlines as usize].awaits_rows() {
            // What is made of it already may say something else now.
            self.lists[Tab::Deadlines as usize].await_rows();
            return;
        }
        let put: BTreeSet<Place> =
            altered.put.into_iter().chain(self.deadlines.naming(people).map(|(place, _)| place)).collect();
        let put = put.into_iter().filter_map(|place| self.due_row(place, self.deadlines.get(&place)?));
        let put: Vec<_> = put.collect();
        let stays: BTreeSet<RowId> = put.iter().map(|row| row.id).collect();
        let gone = altered.gone.into_iter().map(RowId::due);
        let gone: Vec<_> = gone.filter(|id| !stays.contains(id)).collect();
        self.list_there(Tab::Deadlines).patch(&gone, put);
    }

    fn keep_lists(&mut self, touched: &Rows, visits_gone: &[VisitId]) {
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

    /// When the next clock runs out: the line says from then on by how much it is late.
    pub(super) fn next_clock(&self) -> Option<DateTime<Utc>> {
        self.deadlines.clocks().map(|(_, at)| at).filter(|at| *at >= self.now).min()
    }

    /// The subjects of the clocks that say something else at that time than they do: another minute has begun, or
    /// they have run out.
    pub(super) fn clocks_moved(&self, now: DateTime<Utc>) -> BTreeSet<Subject> {
        let minute = |t: DateTime<Utc>| t.timestamp().div_euclid(60);
        let moved = |at: DateTime<Utc>| minute(self.now) != minute(now) || (self.now <= at && at < now);
        self.deadlines.clocks().filter(|(_, at)| moved(*at)).map(|(d, _)| d.owner()).collect()
    }
}
