//! The lines of a list put in order in slices, as they are looked for in slices: a key puts so much in order and no
//! more, however many rows there are.

use std::cmp::Ordering;

use super::{list::Line, list_rows::Rows};

/// A slot and how well its row fits what is typed.
pub(super) type Fit = (usize, u32);

/// How many rows are sorted at once; such runs are then merged.
const RUN: usize = 128;
/// How many rows are merged, or written down as lines, for the price of one that is looked at.
const CHEAP: usize = 8;

/// Where it is.
enum Step {
    /// The rows are taken up, so many of them so far.
    TakeUp(usize),
    /// Runs are sorted, up to there.
    Runs(usize),
    /// Runs of that length are merged in pairs.
    Merge(Merge),
    /// They are written down as lines, so many of them so far.
    WriteDown(usize),
}

/// Pairs of sorted runs on the way to being one each.
struct Merge {
    run: usize,
    /// What is merged so far.
    out: Vec<Fit>,
    /// What comes next from either run of the pair that begins there.
    pair: usize,
    left: usize,
    right: usize,
}

impl Merge {
    fn of(run: usize, rows: usize) -> Self {
        Self { run, out: Vec::with_capacity(rows), pair: 0, left: 0, right: run.min(rows) }
    }

    /// Moves the next one over; false if there is none.
    fn next(&mut self, from: &[Fit], order: impl Fn(&Fit, &Fit) -> Ordering) -> bool {
        let middle = (self.pair + self.run).min(from.len());
        let end = (self.pair + 2 * self.run).min(from.len());
        if self.left == middle && self.right == end {
            if end == from.len() {
                return false;
            }
            (self.pair, self.left, self.right) = (end, end, (end + self.run).min(from.len()));
            return true;
        }
        // The left one where both are the same, so that what was in order stays so.
        let from_left =
            self.right == end || (self.left < middle && order(&from[self.left], &from[self.right]).is_le());
        let at = if from_left { &mut self.left } else { &mut self.right };
        self.out.push(from[*at]);
        *at += 1;
        true
    }
}

/// What rows are put in order by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// As they came.
    Usual,
    /// The groups, and in each the column that is sorted by.
    Column,
    /// How well they fit.
    Fit,
}

/// Rows on the way to being lines.
pub(super) struct Laying {
    /// The rows that were found; if nothing was looked for, all.
    found: Option<Vec<Fit>>,
    by: By,
    fits: Vec<Fit>,
    step: Step,
    lines: Vec<Line>,
    heads: Vec<usize>,
    /// How many of the lines are rows.
    written: usize,
    /// The line of the selected row.
    selected: Option<usize>,
    /// The row that fits best, the first of several.
    best: Option<Fit>,
}

/// What came of it.
pub(super) struct Laid {
    /// The lines.
    pub lines: Vec<Line>,
    /// How many rows stand in each group.
    pub heads: Vec<usize>,
    /// How many of the lines are rows.
    pub fitting: usize,
    /// The line of the selected row.
    pub selected: Option<usize>,
    /// The slot of the row that fits best.
    pub best: Option<usize>,
}

impl Laying {
    /// Of the rows that were found, or of all.
    pub fn of<Id: Clone + Ord>(found: Option<Vec<Fit>>, rows: &Rows<Id>) -> Self {
        let by = match (rows.sorted_by(), &found) {
            (Some(_), _) => By::Column,
            (None, _) if rows.groups_are_mixed() => By::Column,
            (None, Some(_)) if !rows.has_groups() => By::Fit,
            _ => By::Usual,
        };
        Self {
            found,
            by,
            fits: Vec::new(),
            step: Step::TakeUp(0),
            lines: Vec::new(),
            heads: Vec::new(),
            written: 0,
            selected: None,
            best: None,
        }
    }

    /// Goes on for so much; true once it is done.
    pub fn go_on<Id: Clone + Ord>(
        &mut self,
        rows: &mut Rows<Id>,
        selected: Option<usize>,
        left: &mut usize,
    ) -> bool {
        while *left > 0 {
            match self.step {
                Step::TakeUp(at) => self.take_up(at, rows, left),
                Step::Runs(at) => self.sort_run(at, rows, left),
                Step::Merge(_) => self.merge(rows, left),
                Step::WriteDown(at) => {
                    if self.write_down(at, rows, selected, left) {
                        return true;
                    }
                }
            }
        }
        false
    }

    /// What was laid.
    pub fn laid(self) -> Laid {
        let Self { lines, heads, written: fitting, selected, .. } = self;
        Laid { lines, heads, fitting, selected, best: self.best.map(|fit| fit.0) }
    }

    fn take_up<Id: Clone + Ord>(&mut self, from: usize, rows: &mut Rows<Id>, left: &mut usize) {
        let all = self.found.as_ref().map_or(rows.len(), Vec::len);
        // In the usual order the lines are written down from where the rows are.
        if self.by == By::Usual && self.found.is_none() {
            self.step = Step::WriteDown(0);
            return;
        }
        let to = all.min(from + *left);
        for at in from..to {
            let fit = self.found.as_ref().map_or_else(|| (rows.order()[at], 0), |found| found[at]);
            rows.make_sort_key(fit.0);
            if self.found.is_some() && self.best.is_none_or(|best| best.1 < fit.1) {
                self.best = Some(fit);
            }
            self.fits.push(fit);
        }
        *left -= to - from;
        self.step = match (to == all, self.by) {
            (false, _) => Step::TakeUp(to),
            (true, By::Usual) => Step::WriteDown(0),
            (true, _) => Step::Runs(0),
        };
    }

    fn sort_run<Id: Clone + Ord>(&mut self, from: usize, rows: &Rows<Id>, left: &mut usize) {
        let to = self.fits.len().min(from + RUN);
        let by = self.by;
        self.fits[from..to].sort_by(|a, b| order(by, rows, a, b));
        *left = left.saturating_sub(RUN);
        self.step = match to == self.fits.len() {
            false => Step::Runs(to),
            true if to > RUN => Step::Merge(Merge::of(RUN, to)),
            true => Step::WriteDown(0),
        };
    }

    fn merge<Id: Clone + Ord>(&mut self, rows: &Rows<Id>, left: &mut usize) {
        let Step::Merge(merge) = &mut self.step else { return };
        let by = self.by;
        for _ in 0..CHEAP * *left {
            if !merge.next(&self.fits, |a, b| order(by, rows, a, b)) {
                *left -= 1;
                let run = 2 * merge.run;
                self.fits = std::mem::take(&mut merge.out);
                let all = self.fits.len();
                self.step = if run < all { Step::Merge(Merge::of(run, all)) } else { Step::WriteDown(0) };
                return;
            }
        }
        *left = 0;
    }

    /// True once all are written down.
    fn write_down<Id: Clone + Ord>(
        &mut self,
        from: usize,
        rows: &Rows<Id>,
        selected: Option<usize>,
        left: &mut usize,
    ) -> bool {
        let usual = self.by == By::Usual && self.found.is_none();
        let all = if usual { rows.len() } else { self.fits.len() };
        let to = all.min(from + CHEAP * *left);
        for at in from..to {
            let slot = if usual { rows.order()[at] } else { self.fits[at].0 };
            self.write_row(rows, slot);
            if selected == Some(slot) {
                self.selected = Some(self.lines.len() - 1);
            }
        }
        self.written = to;
        *left = left.saturating_sub((to - from).div_ceil(CHEAP));
        self.step = Step::WriteDown(to);
        to == all
    }
}

impl Laying {
    /// Writes a row down, under its heading if it is the first there.
    fn write_row<Id: Clone + Ord>(&mut self, rows: &Rows<Id>, slot: usize) {
        let group = rows.group(slot);
        if one_more(&mut self.heads, group) && rows.heading(group).is_some() {
            self.lines.push(Line::Head(group));
        }
        self.lines.push(Line::Row(slot));
    }
}

/// Counts one more row in a group. Answers whether it is the first.
pub(super) fn one_more(heads: &mut Vec<usize>, group: usize) -> bool {
    if heads.len() <= group {
        heads.resize(group + 1, 0);
    }
    heads[group] += 1;
    heads[group] == 1
}

fn order<Id: Clone + Ord>(by: By, rows: &Rows<Id>, a: &Fit, b: &Fit) -> Ordering {
    match by {
        By::Usual => Ordering::Equal,
        By::Column => {
            let groups = rows.by_group(rows.group(a.0), rows.group(b.0));
            groups.then_with(|| rows.by_column(a.0, b.0))
        }
        By::Fit => b.1.cmp(&a.1),
    }
}
