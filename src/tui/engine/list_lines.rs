//! The lines of a list: which rows are shown, in which order, under which headings, when rows come and go and when
//! something is typed.

use super::{
    fuzzy::fold,
    list::{Line, List, Row, row_of},
    list_find::SLICE,
    list_order::{Laid, Laying, one_more},
    list_rows::Put,
};

impl<Id: Clone + Ord> List<Id> {
    /// Puts rows in. Selection, filter, sorting and marks stay; marks of rows that are gone go.
    pub fn set_rows(&mut self, rows: Vec<Row<Id>>) {
        // Before the rows change: the lines point into them.
        let before = self.selected_line();
        self.rows.set(rows);
        self.rows_changed(before);
    }

    /// What is there is to be made anew. It stays until all of it is made: [`List::bring`], then [`List::come`].
    pub fn await_rows(&mut self) {
        self.awaiting = true;
        self.going.extend(self.coming.take());
    }

    /// True while rows that were replaced are still to be forgotten.
    pub fn has_leftovers(&self) -> bool {
        !self.going.is_empty()
    }

    /// Forgets a slice of them.
    pub fn forget_leftovers(&mut self) {
        if self.going.last_mut().is_some_and(|rows| rows.forget(SLICE / 4)) {
            self.going.pop();
        }
    }

    /// True while rows are to be made anew.
    pub fn awaits_rows(&self) -> bool {
        self.awaiting
    }

    /// True if some of the rows that are made anew were brought.
    pub fn is_being_brought(&self) -> bool {
        self.coming.is_some()
    }

    /// The first row is selected when the rows are there.
    pub fn begin_at_the_top(&mut self) {
        self.best = true;
    }

    /// Brings the next of the rows that are made anew: in the usual order if they come in it, else they are put
    /// where their places say.
    pub fn bring(&mut self, rows: Vec<Row<Id>>, in_order: bool) {
        let sort = self.rows.sorted_by();
        let coming = self.coming.get_or_insert_default();
        coming.sort_by(sort);
        for row in rows {
            if in_order {
                coming.push(row);
            } else {
                coming.add(row);
            }
        }
    }

    /// All of them were brought: they take the place of the others.
    pub fn come(&mut self) {
        let before = self.selected_line();
        let sort = self.rows.sorted_by();
        let coming = self.coming.take().unwrap_or_default();
        self.going.push(std::mem::replace(&mut self.rows, coming));
        self.rows.sort_by(sort);
        self.awaiting = false;
        self.rows_changed(before);
    }

    /// Which rows are on the screen, or could come onto it when it is drawn with so many lines.
    pub fn near_the_window(&self, lines: usize) -> Vec<Id> {
        let around = |line: usize| line.saturating_sub(lines)..line + 2 * lines;
        let window = around(self.window.top());
        let selected = around(self.selected_line().unwrap_or_default());
        let all = window.chain(selected).filter_map(|line| self.lines.get(line));
        // A heading is shown by the row that stands under it.
        all.filter_map(row_of).map(|slot| self.rows.row(slot).id.clone()).collect()
    }

    /// What these rows say is said in other words, and all else stays: it is for the moment until they are made anew.
    pub fn reword(&mut self, rows: Vec<Row<Id>>) {
        rows.into_iter().for_each(|row| self.rows.reword(row));
    }

    /// Takes these rows out, and puts those in or in the place of the ones with their ids. The other rows stay as they
    /// are, so it costs what is touched; all rows must stand by their places. So do selection, filter, sorting and
    /// marks, as with [`List::set_rows`].
    pub fn patch(&mut self, gone: &[Id], put: Vec<Row<Id>>) {
        let before = self.selected_line();
        // Without a filter the lines are kept one by one too, unless they are just being put in order.
        let mut plain = self.is_plain();
        let mut moved = false;
        for id in gone {
            if let Some(slot) = self.rows.slot_of(id) {
                self.take_out(slot, plain);
                moved = true;
            }
        }
        for row in put {
            match self.rows.replace(&row) {
                Put::Same => continue,
                // Whether it still fits the filter has to be seen.
                Put::Changed => {
                    moved |= !plain;
                    continue;
                }
                Put::Moves => {
                    if let Some(slot) = self.rows.slot_of(&row.id) {
                        self.take_out(slot, plain);
                    }
                }
                Put::New => {}
            }
            let slot = self.rows.add(row);
            moved = true;
            // With groups that are mixed from now on all lines are written anew.
            plain &= !self.rows.groups_are_mixed();
            if plain {
                self.put_in(slot);
            }
        }
        if plain {
            self.fitting = self.rows.len();
            self.seeker.forget();
            self.marks.retain(|id| self.rows.slot_of(id).is_some());
            self.find_selection(before);
        } else if moved {
            self.rows_changed(before);
        }
    }

    /// True if all rows are shown, each where it stands by its group, the column and its place.
    pub(super) fn is_plain(&self) -> bool {
        !self.is_seeking() && self.typed().is_empty() && !self.rows.groups_are_mixed()
    }

    fn take_out(&mut self, slot: usize, plain: bool) {
        if plain {
            let (at, group) = (self.line_of(slot), self.rows.group(slot));
            self.lines.remove(at);
            self.heads[group] -= 1;
            if self.heads[group] == 0 && self.rows.heading(group).is_some() {
                self.lines.remove(at - 1);
            }
        }
        self.rows.remove(slot);
    }

    fn put_in(&mut self, slot: usize) {
        let (mut at, group) = (self.line_of(slot), self.rows.group(slot));
        if one_more(&mut self.heads, group) && self.rows.heading(group).is_some() {
            self.lines.insert(at, Line::Head(group));
            at += 1;
        }
        self.lines.insert(at, Line::Row(slot));
    }

    /// The line on which a slot stands or would stand, in a list without filter.
    pub(super) fn line_of(&self, slot: usize) -> usize {
        let group = self.rows.group(slot);
        self.lines.partition_point(|line| match line {
            Line::Row(other) => self.rows.shown(*other, slot).is_lt(),
            Line::Head(other) => self.rows.by_group(*other, group).is_le(),
        })
    }

    fn rows_changed(&mut self, before: Option<usize>) {
        self.marks.retain(|id| self.rows.slot_of(id).is_some());
        self.seeker.forget();
        self.refresh_from(before);
        if self.is_seeking() {
            self.only_what_is_there();
        }
    }

    /// What is shown until the search is done may point to rows that are gone.
    fn only_what_is_there(&mut self) {
        let there = |line: &Line| row_of(line).filter(|slot| self.rows.is_taken(*slot));
        let mut slots: Vec<usize> = self.lines.iter().filter_map(there).collect();
        slots.sort_by(|a, b| self.rows.by_group(self.rows.group(*a), self.rows.group(*b)));
        self.lines.clear();
        self.heads.clear();
        self.fitting = slots.len();
        slots.into_iter().for_each(|slot| {
            let group = self.rows.group(slot);
            if one_more(&mut self.heads, group) && self.rows.heading(group).is_some() {
                self.lines.push(Line::Head(group));
            }
            self.lines.push(Line::Row(slot));
        });
        // Whether the selected row is still there is seen when all is known.
        self.remember();
    }

    /// What is typed, as it is looked for; nothing if it is blank.
    fn typed(&self) -> String {
        if self.filter.is_empty() { String::new() } else { fold(&self.filter.text()).trim_start().to_owned() }
    }

    pub(super) fn refresh(&mut self) {
        let before = self.selected_line();
        self.refresh_from(before);
    }

    /// Sorts and filters anew, and finds the selection again; if its row is gone, the row that took its place, on the
    /// line `before`, is selected. What is typed is looked for in slices: the first now, the others with
    /// [`List::go_on`].
    fn refresh_from(&mut self, before: Option<usize>) {
        let typed = self.typed();
        self.stood = before;
        if typed.is_empty() {
            self.seeker.stop();
            self.laying = Some(Laying::of(None, &self.rows));
        } else {
            self.laying = None;
            self.seeker.begin(typed, self.rows.order());
        }
        self.go_on();
    }

    /// True while not all rows have been looked at and put in order. What is shown is what was shown before.
    pub fn is_seeking(&self) -> bool {
        self.seeker.is_seeking() || self.laying.is_some()
    }

    /// Looks at the next slice of rows, or puts a slice in order, and shows what was found when it was the last.
    pub fn go_on(&mut self) {
        let mut left = SLICE;
        if self.seeker.is_seeking() {
            let Some(found) = self.seeker.go_on(&self.rows, &mut left) else { return };
            self.laying = Some(Laying::of(Some(found), &self.rows));
        }
        let selected = self.selected.as_ref().and_then(|id| self.rows.slot_of(id));
        if let Some(laying) = &mut self.laying
            && laying.go_on(&mut self.rows, selected, &mut left)
        {
            let laid = self.laying.take().map(Laying::laid);
            let best = laid.as_ref().and_then(|laid| laid.best);
            laid.into_iter().for_each(|laid| self.show(laid));
            self.settled(best);
        }
    }

    /// Looks at all rows that are left, however many they are.
    pub fn finish(&mut self) {
        while self.is_seeking() {
            self.go_on();
        }
    }

    /// Who types expects the cursor on the row that fits best, wherever it stands.
    fn settled(&mut self, best: Option<usize>) {
        if !self.awaiting && std::mem::take(&mut self.best) {
            let line = best.and_then(|slot| self.find_line(slot));
            self.select_near(line.unwrap_or(0));
            self.window.follow = true;
        }
        if let Some(top) = self.back_to.take() {
            self.window.go_back_to(top);
        }
    }

    /// Shows what was put in order, under its headings, and finds the selection again.
    fn show(&mut self, laid: Laid) {
        self.fitting = laid.fitting;
        self.lines = laid.lines;
        self.heads = laid.heads;
        self.cursor = laid.selected.unwrap_or(0);
        self.find_selection(self.stood);
    }

    fn find_selection(&mut self, before: Option<usize>) {
        if self.selected_line().is_none() {
            self.select_near(before.unwrap_or(0));
        }
        self.remember();
    }
}
