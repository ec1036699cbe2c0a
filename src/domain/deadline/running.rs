//! The matches that run on a day, kept up to date one by one: how many they are, and since when there were so many
//! (R90), is asked after each change.

use crate::id::MatchId;
use crate::status::runs;
use crate::world::World;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The matches that run on a day, in the order in which they began.
#[derive(Default)]
pub struct Running {
    by_start: BTreeSet<(NaiveDate, MatchId)>,
    started: BTreeMap<MatchId, NaiveDate>,
}

impl Running {
    /// Those of a world.
    #[must_use]
    pub fn of(world: &World, today: NaiveDate) -> Self {
        let mut running = Self::default();
        world.matches().for_each(|m| running.count(world, m.id, today));
        running
    }

    /// Looks again whether this one runs: neither to begin nor over by law.
    pub fn count(&mut self, world: &World, id: MatchId, today: NaiveDate) {
        if let Some(started) = self.started.remove(&id) {
            self.by_start.remove(&(started, id));
        }
        if let Some(m) = world.match_(id).filter(|m| runs(world, m, today)) {
            self.started.insert(id, m.started);
            self.by_start.insert((m.started, id));
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_start.len()
    }

    /// True if there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_start.is_empty()
    }

    /// The day on which the `n`th of them began, counted from one. It costs as many steps, so ask for what a setting
    /// names and not for the last.
    #[must_use]
    pub fn nth_start(&self, n: usize) -> Option<NaiveDate> {
        self.by_start.iter().nth(n.checked_sub(1)?).map(|(started, _)| *started)
    }
}
