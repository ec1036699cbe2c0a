//! The groups that the rows of a list stand in, and the order in which they stand: that of their first rows.

/// One group.
struct Group {
    /// Its heading; the rows without one are a group as well.
    name: Option<String>,
    rows: usize,
}

/// The groups by their numbers. There are a handful of them, however many rows.
#[derive(Default)]
pub(super) struct Groups {
    all: Vec<Group>,
    /// The numbers of those with rows, in the order in which they stand.
    in_order: Vec<usize>,
    mixed: bool,
}

impl Groups {
    /// The number of the group with that heading. It keeps it when its rows are gone.
    pub fn number(&mut self, name: Option<&str>) -> usize {
        if let Some(known) = self.all.iter().position(|group| group.name.as_deref() == name) {
            return known;
        }
        self.all.push(Group { name: name.map(str::to_owned), rows: 0 });
        self.all.len() - 1
    }

    /// The heading of a group.
    pub fn name(&self, group: usize) -> Option<&str> {
        self.all.get(group).and_then(|group| group.name.as_deref())
    }

    /// The place of a group among those with rows.
    pub fn rank(&self, group: usize) -> usize {
        self.in_order.iter().position(|other| *other == group).unwrap_or(usize::MAX)
    }

    /// True if a row stands under a heading.
    pub fn any(&self) -> bool {
        self.in_order.iter().any(|group| self.all[*group].name.is_some())
    }

    /// True if the rows of some group do not all stand together in the usual order.
    pub const fn are_mixed(&self) -> bool {
        self.mixed
    }

    /// One more row, between rows of these groups.
    pub fn join(&mut self, group: usize, before: Option<usize>, after: Option<usize>) {
        self.all[group].rows += 1;
        if self.all[group].rows == 1 {
            let at = before.map_or(0, |before| self.rank(before).saturating_add(1).min(self.in_order.len()));
            self.in_order.insert(at, group);
            // It may have parted the rows of another.
            self.mixed |= before.is_some() && before == after;
        } else {
            self.mixed |= before != Some(group) && after != Some(group);
        }
    }

    /// One row less.
    pub fn leave(&mut self, group: usize) {
        self.all[group].rows -= 1;
        if self.all[group].rows == 0 {
            self.in_order.retain(|other| *other != group);
            // One group alone is mixed with none.
            self.mixed &= self.in_order.len() > 1;
        }
    }

    /// Puts the groups in the order in which these first appear.
    pub fn rank_anew(&mut self, rows: impl IntoIterator<Item = usize>) {
        self.in_order.clear();
        for group in rows {
            if !self.in_order.contains(&group) {
                self.in_order.push(group);
            }
        }
    }
}
