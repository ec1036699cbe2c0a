//! A list: what is selected, filtered, sorted, marked and in the window. The selection is an id and
//! not a number, so it stays on its row whatever happens around it. Drawing is in `list_draw`, the keeping of the rows
//! in `list_rows`, what a row is in `list_cells`, looking for them in `list_find`, and what comes of it line by line in
//! `list_lines`.

use std::collections::BTreeSet;

use super::{
    chord::{Chord, Key},
    edit::{EditBox, Edited},
    event::Event,
    keytable::Binding,
    list_draw::Window,
    list_find::Seeker,
    list_order::Laying,
    list_rows::Rows,
};

pub use super::{
    list_cells::{Cell, Row},
    list_rows::Place,
};

/// What a key does in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListAction {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// A screenful up.
    PageUp,
    /// A screenful down.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// Type to filter.
    Filter,
    /// Mark or unmark.
    Mark,
}

/// The keys of every list: chords, action, footer word, sentence, rank.
pub const KEYS: &[(&[&str], ListAction, &str, &str, u8)] = &[
    (&["Up", "k"], ListAction::Up, "", "One row up", 0),
    (&["Down", "j"], ListAction::Down, "", "One row down", 0),
    (&["PgUp"], ListAction::PageUp, "", "One screen up", 0),
    (&["PgDn"], ListAction::PageDown, "", "One screen down", 0),
    (&["g", "Home"], ListAction::First, "", "To the first row", 0),
    (&["G", "End"], ListAction::Last, "", "To the last row", 0),
    (&["/"], ListAction::Filter, "filter", "Type to filter; Enter keeps the filter, Esc ends it", 8),
];

/// The rows of [`KEYS`] for a key table. [`ListAction::Mark`] is not among them: a screen whose rows
/// can be marked binds it itself.
pub fn bindings<A, S: Copy>(scope: S, action: impl Fn(ListAction) -> A) -> Vec<Binding<A, S>> {
    KEYS.iter()
        .map(|(chords, act, short, long, rank)| Binding {
            scope,
            chords,
            action: action(*act),
            short,
            long,
            rank: *rank,
        })
        .collect()
}

/// What became of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListOutcome {
    /// Not for the list.
    Ignored,
    /// It was for the list; the selection may have moved.
    Handled,
    /// The selected row was clicked again: open it.
    Open,
}

/// A line of the list as drawn: a heading or a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The heading of a group, by its number.
    Head(usize),
    /// A row, by its slot.
    Row(usize),
}

/// The list.
pub struct List<Id> {
    pub(super) rows: Rows<Id>,
    /// All rows anew, on their way.
    pub(super) coming: Option<Rows<Id>>,
    /// Rows that were replaced, on their way out.
    pub(super) going: Vec<Rows<Id>>,
    /// What is there is to give way to rows that are still to be made.
    pub(super) awaiting: bool,
    pub(super) lines: Vec<Line>,
    /// How many rows stand in each group, as it is shown.
    pub(super) heads: Vec<usize>,
    /// How many rows fit the filter.
    pub(super) fitting: usize,
    pub(super) selected: Option<Id>,
    /// The line of the selection when it was last looked for.
    pub(super) cursor: usize,
    pub(super) marks: BTreeSet<Id>,
    pub(super) seeker: Seeker,
    /// The rows that were found, on the way to being lines.
    pub(super) laying: Option<Laying>,
    /// Where the selection stood when the search began.
    pub(super) stood: Option<usize>,
    /// When the search is done the best row is selected, as one who types expects.
    pub(super) best: bool,
    pub(super) filter: EditBox,
    pub(super) typing: bool,
    pub(super) window: Window,
    /// The row that was selected and the first line shown when the filter was begun: where one is again when nothing
    /// fits it.
    before: Option<(Option<Id>, usize)>,
    /// The first line to be shown when all rows are there again.
    pub(super) back_to: Option<usize>,
    /// What is said beside a heading.
    pub(super) beside: Option<(&'static str, &'static str)>,
}

impl<Id: Clone + Ord> Default for List<Id> {
    fn default() -> Self {
        Self {
            rows: Rows::default(),
            coming: None,
            going: Vec::new(),
            awaiting: false,
            lines: Vec::new(),
            heads: Vec::new(),
            fitting: 0,
            selected: None,
            cursor: 0,
            marks: BTreeSet::new(),
            seeker: Seeker::default(),
            laying: None,
            stood: None,
            best: false,
            filter: EditBox::new(false, 100),
            typing: false,
            window: Window::default(),
            before: None,
            back_to: None,
            beside: None,
        }
    }
}

impl<Id: Clone + Ord> List<Id> {
    /// Has some words said beside a heading, such as by what the rows under it are ordered.
    pub fn say_beside(&mut self, heading: &'static str, words: &'static str) {
        self.beside = Some((heading, words));
    }

    /// The selected row's id.
    pub fn selected(&self) -> Option<&Id> {
        self.selected.as_ref().filter(|_| self.fitting > 0)
    }

    /// Selects a row, if it is there and fits the filter.
    pub fn select(&mut self, id: &Id) {
        let known = self.rows.slot_of(id).or(self.awaiting.then_some(usize::MAX));
        let Some(slot) = known else { return };
        if self.is_seeking() || self.awaiting {
            // Whether it fits is seen when the search is done.
            self.window.follow = true;
            self.selected = Some(id.clone());
            self.best = false;
        } else if let Some(line) = self.find_line(slot) {
            self.window.follow = true;
            self.take_line(line);
        }
    }

    pub(super) fn is_selected(&self, slot: usize) -> bool {
        self.selected.as_ref() == Some(&self.rows.row(slot).id)
    }

    pub(super) fn selected_line(&self) -> Option<usize> {
        // Nearly always it is where it was.
        let here = self.lines.get(self.cursor).and_then(row_of);
        if here.is_some_and(|slot| self.is_selected(slot)) {
            return Some(self.cursor);
        }
        self.find_line(self.rows.slot_of(self.selected.as_ref()?)?)
    }

    /// The line of a row.
    pub(super) fn find_line(&self, slot: usize) -> Option<usize> {
        // Where all stand in their order it need not be looked for line by line.
        let at = if self.is_plain() { self.line_of(slot) } else { usize::MAX };
        if self.lines.get(at) == Some(&Line::Row(slot)) {
            return Some(at);
        }
        self.lines.iter().position(|line| *line == Line::Row(slot))
    }

    /// Selects the row on that line, or the nearest one.
    pub(super) fn select_near(&mut self, line: usize) {
        let line = line.min(self.lines.len().saturating_sub(1));
        let after = self.lines.iter().skip(line).find_map(row_of);
        let before = || self.lines[..line].iter().rev().find_map(row_of);
        if let Some(at) = after.or_else(before) {
            self.selected = Some(self.rows.row(at).id.clone());
            self.remember();
        }
    }

    /// Remembers the line of the selection, so that the next key need not look for it.
    pub(super) fn remember(&mut self) {
        self.cursor = self.selected_line().unwrap_or(0);
    }

    /// How many rows there are, and how many fit the filter.
    pub fn counts(&self) -> (usize, usize) {
        (self.rows.len(), self.fitting)
    }

    /// The ids in the order shown.
    pub fn ids(&self) -> impl Iterator<Item = &Id> {
        self.lines.iter().filter_map(row_of).map(|at| &self.rows.row(at).id)
    }

    /// All rows in the usual order, whether they fit the filter or not.
    pub fn all(&self) -> impl Iterator<Item = &Row<Id>> {
        self.rows.order().iter().map(|slot| self.rows.row(*slot))
    }

    /// What is typed to filter.
    pub fn query(&self) -> String {
        self.filter.text()
    }

    /// Filters by a text. The selection stays where it fits.
    pub fn set_query(&mut self, text: &str) {
        self.filter.set_text(text);
        self.best = false;
        self.refresh();
    }

    /// Ends the filter. The cursor stays on what was found by it; where nothing was, it is back where it stood, with
    /// the same lines around it.
    pub fn end_filter(&mut self) {
        let before = self.before.take();
        if self.fitting == 0
            && let Some((selected, top)) = before
        {
            self.selected = selected;
            self.back_to = Some(top);
        }
        self.set_query("");
    }

    /// Filters by a text, and selects the best row.
    pub fn seek(&mut self, text: &str) {
        self.filter.set_text(text);
        self.best = true;
        self.refresh();
    }

    /// Sorts by a column; again by the same, the other way round; `None` for the order as given.
    pub fn sort_by(&mut self, column: Option<usize>) {
        let now = self.rows.sorted_by();
        self.rows.sort_by(column.map(|column| (column, now == Some((column, false)))));
        self.refresh();
    }

    /// The column sorted by, and whether from large to small.
    pub fn sorted_by(&self) -> Option<(usize, bool)> {
        self.rows.sorted_by()
    }

    /// The marked rows.
    pub fn marks(&self) -> &BTreeSet<Id> {
        &self.marks
    }

    /// The marked rows in the order of the list; those that a filter hides come last.
    pub fn marked(&self) -> impl Iterator<Item = &Id> {
        let line = |id: &Id| self.rows.slot_of(id).and_then(|slot| self.find_line(slot));
        let mut all: Vec<(usize, &Id)> =
            self.marks.iter().map(|id| (line(id).unwrap_or(usize::MAX), id)).collect();
        all.sort();
        all.into_iter().map(|(_, id)| id)
    }

    /// How many of the marked rows are shown.
    pub fn marks_shown(&self) -> usize {
        let slots = self.marks.iter().filter_map(|id| self.rows.slot_of(id));
        slots.filter(|slot| self.find_line(*slot).is_some()).count()
    }

    /// Takes all marks off but these.
    pub fn keep_marks(&mut self, kept: &[Id]) {
        self.marks.retain(|id| kept.contains(id));
    }

    /// Takes all marks off.
    pub fn clear_marks(&mut self) {
        self.marks.clear();
    }

    /// True while keys are typed into the filter.
    pub fn is_typing(&self) -> bool {
        self.typing
    }

    /// Does one of the actions.
    pub fn act(&mut self, action: ListAction) {
        let page = usize::from(self.window.rows.max(2)) - 1;
        match action {
            ListAction::Up => self.step(-1),
            ListAction::Down => self.step(1),
            ListAction::PageUp => self.step(-(page as isize)),
            ListAction::PageDown => self.step(page as isize),
            ListAction::First => self.select_near(0),
            ListAction::Last => self.step(self.lines.len() as isize),
            // What is there already gives way to the next letter; an arrow keeps it.
            ListAction::Filter => {
                if self.filter.is_empty() {
                    self.before = Some((self.selected.clone(), self.window.top()));
                }
                self.typing = true;
                self.filter.select_all();
            }
            ListAction::Mark => {
                if let Some(id) = self.selected().cloned() {
                    if !self.marks.remove(&id) {
                        self.marks.insert(id);
                    }
                    self.step(1);
                }
            }
        }
        self.window.follow = true;
    }

    /// Moves by so many rows; headings are not counted. It walks only over the lines between.
    fn step(&mut self, by: isize) {
        let Some(from) = self.selected_line() else { return };
        let mut wanted = by.unsigned_abs();
        let mut at = from;
        let mut line = from;
        while wanted > 0 {
            let next =
                if by < 0 { line.checked_sub(1) } else { Some(line + 1).filter(|l| *l < self.lines.len()) };
            let Some(next) = next else { break };
            line = next;
            if matches!(self.lines[line], Line::Row(_)) {
                at = line;
                wanted -= 1;
            }
        }
        self.take_line(at);
    }

    /// Selects the row on a line.
    fn take_line(&mut self, line: usize) {
        if let Some(Line::Row(at)) = self.lines.get(line) {
            self.selected = Some(self.rows.row(*at).id.clone());
            self.cursor = line;
        }
    }

    /// Takes an event. While the filter is typed every letter is for it.
    pub fn event(&mut self, event: &Event) -> ListOutcome {
        match event {
            Event::Key(chord) => self.key(*chord),
            Event::Paste(text) if self.typing => {
                self.filter.paste(text);
                self.refresh();
                ListOutcome::Handled
            }
            Event::Click { x, y } => self.click(*x, *y),
            Event::Wheel { x, y, up } if self.window.contains(*x, *y) => {
                self.window.wheel(*up, self.lines.len());
                ListOutcome::Handled
            }
            _ => ListOutcome::Ignored,
        }
    }

    fn key(&mut self, chord: Chord) -> ListOutcome {
        if self.typing {
            match chord.key {
                Key::Enter => {
                    self.typing = false;
                    self.filter.deselect();
                }
                Key::Esc => {
                    self.typing = false;
                    self.end_filter();
                }
                Key::Up | Key::Down | Key::PgUp | Key::PgDn => return self.bound(chord),
                _ => match self.filter.key(chord) {
                    Edited::Changed => {
                        self.best = true;
                        self.refresh();
                    }
                    Edited::Moved | Edited::Full(_) => {}
                    Edited::Ignored => return ListOutcome::Ignored,
                },
            }
            return ListOutcome::Handled;
        }
        // Esc leaves one thing at a time: the filter first.
        if chord.key == Key::Esc && !self.filter.is_empty() {
            self.end_filter();
            return ListOutcome::Handled;
        }
        self.bound(chord)
    }

    fn bound(&mut self, chord: Chord) -> ListOutcome {
        let found = KEYS.iter().find(|(chords, ..)| chords.iter().any(|c| c.parse() == Ok(chord)));
        match found {
            Some((_, action, ..)) => {
                self.act(*action);
                ListOutcome::Handled
            }
            None => ListOutcome::Ignored,
        }
    }

    fn click(&mut self, x: u16, y: u16) -> ListOutcome {
        let Some(line) = self.window.line_at(x, y) else { return ListOutcome::Ignored };
        match self.lines.get(line) {
            Some(Line::Row(at)) if self.is_selected(*at) => ListOutcome::Open,
            Some(Line::Row(at)) => {
                self.selected = Some(self.rows.row(*at).id.clone());
                self.cursor = line;
                ListOutcome::Handled
            }
            _ => ListOutcome::Handled,
        }
    }
}

pub(super) fn row_of(line: &Line) -> Option<usize> {
    match line {
        Line::Row(at) => Some(*at),
        Line::Head(..) => None,
    }
}
