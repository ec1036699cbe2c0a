//! The whole list kept up to date change by change: in order, counted, and found by whom a line is about. A change
//! costs what it touches and not what the scheme holds.
//!
//! INVARIANT: the lines are those of [`all`](super::all) for the same world, day and time. The tests hold this after every command of random
//! histories.

use super::list::{Place, derive, everything, place};
use super::{Band, Deadline, Running, Touched};
use crate::record::Subject;
use crate::rule::RuleId;
use crate::world::World;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

/// What a line is known by, from one day to the next: the rule, the subject, the last day, what is due, and which of
/// several that are the same in all of these.
pub type Name = (RuleId, Subject, NaiveDate, &'static str, u8);

/// How many subjects are derived in one go when a list is made in one: any number would do.
const AT_ONCE: usize = 1_000;

/// What a change did to the list.
#[derive(Default)]
pub struct Altered {
    /// The lines that were there before.
    pub gone: Vec<Name>,
    /// The lines that are there now.
    pub put: Vec<Place>,
}

/// What is still to be derived anew.
enum Stale {
    /// Nothing.
    Nothing,
    /// Everything; of whom that is has not been looked at yet.
    Everything,
    /// These.
    These(Vec<Subject>),
}

/// All deadlines of a scheme as they stand on one day.
pub struct Kept {
    lines: BTreeMap<Place, Deadline>,
    of_owner: BTreeMap<Subject, Vec<Place>>,
    /// By everybody who is named as its subject or as concerned.
    about: BTreeMap<Subject, BTreeSet<Place>>,
    clocks: BTreeSet<Place>,
    bands: [usize; 6],
    put_off: usize,
    /// How many fall due on a day, without what is put off.
    falling_due: BTreeMap<NaiveDate, usize>,
    running: Running,
    stale: Stale,
}

impl Kept {
    /// Everything derived.
    #[must_use]
    pub fn new(world: &World, today: NaiveDate, now: DateTime<Utc>) -> Self {
        let mut kept = Self {
            lines: BTreeMap::new(),
            of_owner: BTreeMap::new(),
            about: BTreeMap::new(),
            clocks: BTreeSet::new(),
            bands: [0; 6],
            put_off: 0,
            falling_due: BTreeMap::new(),
            running: Running::default(),
            stale: Stale::Everything,
        };
        while kept.go_on(world, today, now, AT_ONCE) {}
        kept
    }

    /// It is another day, or the settings are others: each line may say something else. They are derived anew piece by
    /// piece with [`Kept::go_on`]; those that were not stay as they are.
    pub fn await_all(&mut self) {
        self.stale = Stale::Everything;
    }

    /// Whether there are lines that are still to be derived anew.
    #[must_use]
    pub const fn is_stale(&self) -> bool {
        !matches!(self.stale, Stale::Nothing)
    }

    /// Derives the lines of so many more subjects of what is to be derived anew. Answers whether there is more.
    pub fn go_on(&mut self, world: &World, today: NaiveDate, now: DateTime<Utc>, subjects: usize) -> bool {
        if matches!(self.stale, Stale::Everything) {
            self.running = Running::of(world, today);
            let known: BTreeSet<Subject> = everything(world).chain(self.of_owner.keys().copied()).collect();
            self.stale = Stale::These(known.into_iter().collect());
        }
        let Stale::These(left) = &mut self.stale else { return false };
        let piece = left.split_off(left.len().saturating_sub(subjects));
        if left.is_empty() {
            self.stale = Stale::Nothing;
        }
        self.derive(world, piece, today, now);
        self.is_stale()
    }

    /// Brings up to date what changes touched. `world` is the world after them; `touched` comes from
    /// [`touched`](super::touched) before them. If it is everything, that is awaited and not done.
    pub fn refresh(
        &mut self,
        world: &World,
        touched: &Touched,
        today: NaiveDate,
        now: DateTime<Utc>,
    ) -> Altered {
        let Touched::These(subjects) = touched else {
            self.await_all();
            return Altered::default();
        };
        for subject in subjects {
            if let Subject::Match(id) = subject {
                self.running.count(world, *id, today);
            }
        }
        self.derive(world, subjects.iter().copied(), today, now)
    }

    fn derive(
        &mut self,
        world: &World,
        owners: impl IntoIterator<Item = Subject>,
        today: NaiveDate,
        now: DateTime<Utc>,
    ) -> Altered {
        let mut altered = Altered::default();
        let mut anew = Vec::new();
        for owner in owners {
            for place in self.of_owner.remove(&owner).unwrap_or_default() {
                altered.gone.extend(self.take_out(&place).map(|_| place.name()));
            }
            derive(world, &self.running, owner, today, now, &mut anew);
        }
        for line in anew {
            let place = self.put_in(place(world, &line), line);
            altered.put.push(place);
        }
        altered
    }

    /// Puts a line in where it stands, after those that stand there already.
    fn put_in(&mut self, place: Place, line: Deadline) -> Place {
        let mut place = place;
        while self.lines.contains_key(&place) {
            place.nth += 1;
        }
        self.of_owner.entry(line.owner()).or_default().push(place);
        for subject in concerned(&line) {
            self.about.entry(subject).or_default().insert(place);
        }
        if line.at.is_some() {
            self.clocks.insert(place);
        }
        if line.snoozed.is_some() {
            self.put_off += 1;
        } else {
            self.bands[line.band as usize] += 1;
            *self.falling_due.entry(line.due).or_default() += 1;
        }
        self.lines.insert(place, line);
        place
    }

    fn take_out(&mut self, place: &Place) -> Option<Deadline> {
        let line = self.lines.remove(place)?;
        for subject in concerned(&line) {
            if let Some(places) = self.about.get_mut(&subject) {
                places.remove(place);
                if places.is_empty() {
                    self.about.remove(&subject);
                }
            }
        }
        self.clocks.remove(place);
        if line.snoozed.is_some() {
            self.put_off -= 1;
        } else {
            self.bands[line.band as usize] -= 1;
            if let Some(n) = self.falling_due.get_mut(&line.due) {
                *n -= 1;
                if *n == 0 {
                    self.falling_due.remove(&line.due);
                }
            }
        }
        Some(line)
    }

    /// All lines in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Deadline> {
        self.lines.values()
    }

    /// The lines after a place, with theirs; from the first on if there is none.
    pub fn after(&self, place: Option<Place>) -> impl Iterator<Item = (Place, &Deadline)> {
        let from = place.map_or(Bound::Unbounded, Bound::Excluded);
        self.lines.range((from, Bound::Unbounded)).map(|(place, line)| (*place, line))
    }

    /// The line of that name, and where it stands.
    #[must_use]
    pub fn find(&self, name: Name) -> Option<(Place, &Deadline)> {
        self.naming([name.1]).find(|(place, _)| place.name() == name)
    }

    /// The line at a place.
    #[must_use]
    pub fn get(&self, place: &Place) -> Option<&Deadline> {
        self.lines.get(place)
    }

    /// The lines in which these subjects are named, as what a line is about or as concerned, in order.
    pub fn naming(
        &self,
        subjects: impl IntoIterator<Item = Subject>,
    ) -> impl Iterator<Item = (Place, &Deadline)> {
        let places = subjects.into_iter().filter_map(|s| self.about.get(&s)).flatten();
        let places: BTreeSet<Place> = places.copied().collect();
        places.into_iter().filter_map(|place| Some((place, self.lines.get(&place)?)))
    }

    /// The lines about these subjects, and those that were derived with them, in order.
    pub fn about(&self, subjects: &[Subject]) -> impl Iterator<Item = &Deadline> {
        let of_them = |d: &&Deadline| subjects.contains(&d.subject) || subjects.contains(&d.owner());
        self.naming(subjects.iter().copied()).map(|(_, line)| line).filter(of_them)
    }

    /// The lines for which a clock runs, with the instants at which it runs out.
    pub fn clocks(&self) -> impl Iterator<Item = (&Deadline, DateTime<Utc>)> {
        self.clocks.iter().filter_map(|place| self.lines.get(place)).filter_map(|d| d.at.map(|at| (d, at)))
    }

    /// How many stand in a band, without what is put off.
    #[must_use]
    pub const fn in_band(&self, band: Band) -> usize {
        self.bands[band as usize]
    }

    /// How many are put off.
    #[must_use]
    pub const fn put_off(&self) -> usize {
        self.put_off
    }

    /// How many things fell due after the day `last` up to and including today: "while you were away". What is put off
    /// is not counted, as it is not shown.
    #[must_use]
    pub fn fell_due_since(&self, last: NaiveDate, today: NaiveDate) -> usize {
        if last >= today {
            return 0;
        }
        let days = (Bound::Excluded(last), Bound::Included(today));
        self.falling_due.range(days).map(|(_, n)| n).sum()
    }

    /// The matches that run.
    #[must_use]
    pub const fn running(&self) -> &Running {
        &self.running
    }
}

/// Whom a line names, each once.
fn concerned(line: &Deadline) -> BTreeSet<Subject> {
    line.related.iter().copied().chain([line.subject]).collect()
}
