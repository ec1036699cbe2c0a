//! The rows of a list, each in its slot. A row keeps its slot for as long as it is there, so one row can be put in,
//! replaced or taken out without the others being moved or made anew.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{
    fuzzy::fold,
    list::{Cell, Row},
    list_groups::Groups,
};

/// Where a row stands in the usual order: by numbers first, then by words, then by its id.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Compared first.
    pub numbers: [i64; 2],
    /// Compared where the numbers are the same.
    pub words: String,
}

/// What a row is sorted by when a column is chosen. Numbers come before words, so that a column that holds both has
/// one order and not two that contradict each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SortKey {
    Number(i64),
    Words(String),
    Missing,
}

impl SortKey {
    fn of(cell: Option<&Cell>) -> Self {
        match cell {
            Some(Cell { order: Some(order), .. }) => Self::Number(*order),
            Some(cell) => Self::Words(fold(&cell.text)),
            None => Self::Missing,
        }
    }
}

/// A row with what is reckoned once for it and not at each key.
struct Slot<Id> {
    row: Row<Id>,
    /// The group that it stands in, by its number.
    group: usize,
    folded: String,
    /// The column that it was last sorted by, and what it is sorted by there. Made when it is needed.
    sorted_by: Option<(usize, SortKey)>,
}

/// What came of putting a row in.
pub(super) enum Put {
    /// It says what it said before.
    Same,
    /// It says something else and stands where it stood.
    Changed,
    /// It is to be looked for in another place: it was taken out, and has to be put in again.
    Moves,
    /// It was not there.
    New,
}

/// All rows.
pub(super) struct Rows<Id> {
    slots: Vec<Option<Slot<Id>>>,
    free: Vec<usize>,
    /// The slots in the usual order.
    order: Vec<usize>,
    slot_of: BTreeMap<Id, usize>,
    sort: Option<(usize, bool)>,
    groups: Groups,
}

impl<Id> Default for Rows<Id> {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            free: Vec::new(),
            order: Vec::new(),
            slot_of: BTreeMap::new(),
            sort: None,
            groups: Groups::default(),
        }
    }
}

fn folded<Id>(row: &Row<Id>) -> String {
    let mut key = fold(&row.find);
    for cell in &row.cells {
        key.push(' ');
        key.push_str(&fold(&cell.text));
    }
    key
}

impl<Id: Clone + Ord> Rows<Id> {
    /// All rows anew, in the order given.
    pub fn set(&mut self, rows: Vec<Row<Id>>) {
        let sort = self.sort;
        *self = Self { sort, ..Self::default() };
        rows.into_iter().for_each(|row| self.push(row));
    }

    /// Takes a row in that stands after all others.
    pub fn push(&mut self, row: Row<Id>) {
        let slot = self.slots.len();
        self.order.push(slot);
        self.keep(slot, row);
        self.join_group(self.order.len() - 1);
    }

    /// Puts the cells of a row in the place of those that it has.
    pub fn reword(&mut self, row: Row<Id>) {
        if let Some(kept) = self.slot_of(&row.id).and_then(|slot| self.slots[slot].as_mut()) {
            kept.row.cells = row.cells;
        }
    }

    /// Puts a row with its derived parts into a slot, which is the next or a free one.
    fn keep(&mut self, slot: usize, row: Row<Id>) {
        let group = self.groups.number(row.group.as_deref());
        // Of two with one id the first is the one that is found.
        self.slot_of.entry(row.id.clone()).or_insert(slot);
        let sorted_by = self.sort_key(&row);
        let kept = Some(Slot { group, folded: folded(&row), sorted_by, row });
        match self.slots.get_mut(slot) {
            Some(place) => *place = kept,
            None => self.slots.push(kept),
        }
    }

    /// Forgets so many of the rows, of a list that is not needed any more: whoever forgets a hundred thousand in one go
    /// lets a key wait. True once none is left.
    pub fn forget(&mut self, rows: usize) -> bool {
        self.slots.truncate(self.slots.len().saturating_sub(rows));
        for _ in 0..rows {
            if self.slot_of.pop_last().is_none() {
                break;
            }
        }
        self.slots.is_empty() && self.slot_of.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// The slots in the usual order.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// True if rows stand under headings.
    pub fn has_groups(&self) -> bool {
        self.groups.any()
    }

    /// True if the usual order mixes the groups: then they are what tells where a line stands, and their order has to be
    /// looked for anew with each row that comes or goes.
    pub fn groups_are_mixed(&self) -> bool {
        self.groups.are_mixed()
    }

    /// The number of the group that a row stands in.
    pub fn group(&self, slot: usize) -> usize {
        self.slot(slot).group
    }

    /// The heading of a group, if it has one.
    pub fn heading(&self, group: usize) -> Option<&str> {
        self.groups.name(group)
    }

    /// Which of two groups stands first.
    pub fn by_group(&self, a: usize, b: usize) -> Ordering {
        self.groups.rank(a).cmp(&self.groups.rank(b))
    }

    /// The row at this place of the usual order has come: its group has one more.
    fn join_group(&mut self, at: usize) {
        let group_at = |at: usize| self.order.get(at).map(|slot| self.slot(*slot).group);
        let (before, after) = (at.checked_sub(1).and_then(group_at), group_at(at + 1));
        if let Some(group) = group_at(at) {
            self.groups.join(group, before, after);
        }
    }

    fn rank_anew_if_mixed(&mut self) {
        if self.groups.are_mixed() {
            let in_order: Vec<usize> = self.order.iter().map(|slot| self.slot(*slot).group).collect();
            self.groups.rank_anew(in_order);
        }
    }

    /// The row in a slot that is taken.
    pub fn row(&self, slot: usize) -> &Row<Id> {
        &self.slot(slot).row
    }

    /// The text by which the row in a slot is found.
    pub fn folded(&self, slot: usize) -> &str {
        &self.slot(slot).folded
    }

    #[allow(clippy::expect_used, reason = "who asks has the number from here")]
    fn slot(&self, slot: usize) -> &Slot<Id> {
        self.slots[slot].as_ref().expect("a slot that is taken")
    }

    /// True if there is a row in that slot.
    pub fn is_taken(&self, slot: usize) -> bool {
        self.slots.get(slot).is_some_and(Option::is_some)
    }

    /// The slot of a row.
    pub fn slot_of(&self, id: &Id) -> Option<usize> {
        self.slot_of.get(id).copied()
    }

    /// The column sorted by, and whether from large to small.
    pub fn sorted_by(&self) -> Option<(usize, bool)> {
        self.sort
    }

    /// Sorts by a column from now on. Before rows are compared, each has to be given its key
    /// ([`Rows::make_sort_key`]).
    pub fn sort_by(&mut self, sort: Option<(usize, bool)>) {
        self.sort = sort;
    }

    fn sort_key(&self, row: &Row<Id>) -> Option<(usize, SortKey)> {
        self.sort.map(|(column, _)| (column, SortKey::of(row.cells.get(column))))
    }

    /// Makes what a row is sorted by, if it was last sorted by another column.
    pub fn make_sort_key(&mut self, slot: usize) {
        let column = self.sort.map(|(column, _)| column);
        if let (Some(column), Some(kept)) = (column, self.slots[slot].as_mut())
            && kept.sorted_by.as_ref().is_none_or(|(made, _)| *made != column)
        {
            kept.sorted_by = Some((column, SortKey::of(kept.row.cells.get(column))));
        }
    }

    /// Which of two slots stands first by the column that is sorted by.
    pub fn by_column(&self, a: usize, b: usize) -> Ordering {
        if self.sort.is_none() {
            return Ordering::Equal;
        }
        let by = self.slot(a).sorted_by.cmp(&self.slot(b).sorted_by);
        if self.sort.is_some_and(|(_, down)| down) { by.reverse() } else { by }
    }

    /// Which of two slots stands first in the usual order.
    fn by_place(&self, a: usize, b: usize) -> Ordering {
        let key = |slot| {
            let row = self.row(slot);
            (&row.place, &row.id)
        };
        key(a).cmp(&key(b))
    }

    /// Which of two slots stands first as the list is shown without a filter.
    pub fn shown(&self, a: usize, b: usize) -> Ordering {
        let groups = self.by_group(self.group(a), self.group(b));
        groups.then_with(|| self.by_column(a, b)).then_with(|| self.by_place(a, b))
    }

    /// Puts a row in the place of the one with its id, if it can stay where that one stood; else says what is to
    /// be done.
    pub fn replace(&mut self, row: &Row<Id>) -> Put {
        let Some(slot) = self.slot_of(&row.id) else { return Put::New };
        self.make_sort_key(slot);
        let sorted_by = self.sort_key(row);
        let Some(kept) = self.slots[slot].as_mut() else { return Put::New };
        if kept.row == *row {
            return Put::Same;
        }
        let moved = sorted_by.is_some() && kept.sorted_by != sorted_by;
        if kept.row.place != row.place || kept.row.group != row.group || moved {
            return Put::Moves;
        }
        *kept = Slot { group: kept.group, folded: folded(row), sorted_by, row: row.clone() };
        Put::Changed
    }

    /// Takes a new row in, and answers with its slot.
    pub fn add(&mut self, row: Row<Id>) -> usize {
        let slot = self.free.pop().unwrap_or(self.slots.len());
        self.keep(slot, row);
        let at = self.order.partition_point(|other| self.by_place(*other, slot).is_lt());
        self.order.insert(at, slot);
        self.join_group(at);
        self.rank_anew_if_mixed();
        slot
    }

    /// Takes the row in a slot out.
    pub fn remove(&mut self, slot: usize) {
        let at = self.order.partition_point(|other| self.by_place(*other, slot).is_lt());
        debug_assert_eq!(
            self.order.get(at),
            Some(&slot),
            "rows that are kept one by one stand by their places"
        );
        self.order.remove(at);
        if let Some(gone) = self.slots[slot].take() {
            self.groups.leave(gone.group);
            self.slot_of.remove(&gone.row.id);
            self.free.push(slot);
        }
        self.rank_anew_if_mixed();
    }
}
