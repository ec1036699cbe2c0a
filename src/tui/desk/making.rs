//! The lists made anew, a piece at a time: after opening, on another day, with other settings and with names shown
//! another way each line may say something else. What was there stays until the whole is made, but nothing of it is
//! shown in its old words: what comes onto the screen is made anew for it.

use super::Desk;
use super::rows::{self, Maker, RowId};
use crate::engine::list::{List, Row};
use crate::keys::Tab;
use crate::msg::Effect;
use chrono::NaiveDate;
use domain::deadline::{Deadline, Place};
use domain::record::Subject;

/// How many rows are made in one piece: some two milliseconds.
const PIECE: usize = 400;

/// A list on its way.
pub(super) struct Making {
    tab: Tab,
    from: From,
}

/// What is still to come.
enum From {
    /// These records.
    Records(std::vec::IntoIter<Subject>),
    /// The visits before this one, by day and number; at first, all.
    Visits(Option<(NaiveDate, u32)>),
    /// The deadlines after this one; at first, all.
    Deadlines(Option<Place>),
}

impl Desk {
    pub(super) fn maker(&self) -> Maker<'_> {
        Maker {
            world: &self.world,
            today: self.today,
            names: self.names,
            signs: self.theme.signs,
            board: self.board,
            who: self.role,
        }
    }

    /// The list of a tab, with all its rows.
    pub fn list(&mut self, tab: Tab) -> &mut List<RowId> {
        while self.list_there(tab).awaits_rows() {
            self.make_piece(tab);
        }
        self.list_there(tab)
    }

    /// The list of a tab as far as it is there.
    pub(crate) fn list_there(&mut self, tab: Tab) -> &mut List<RowId> {
        &mut self.lists[tab as usize]
    }

    /// True while the list that is shown is being made.
    pub(crate) fn is_making(&self) -> bool {
        self.pages.is_empty() && self.lists[self.tab as usize].awaits_rows()
    }

    /// The next list that is to be made: the one of the tab first.
    pub(super) fn list_to_make(&self) -> Option<Tab> {
        let shown = std::iter::once(self.tab);
        shown.chain(Tab::ALL).find(|tab| self.lists[*tab as usize].awaits_rows())
    }

    /// Makes the next piece of the list that is shown, if it is not there yet.
    pub(super) fn make_what_is_shown(&mut self) -> Vec<Effect> {
        if self.is_making() { self.make_piece(self.tab) } else { Vec::new() }
    }

    /// Makes the next piece of a list. With the last, all of it is shown.
    pub(super) fn make_piece(&mut self, tab: Tab) -> Vec<Effect> {
        if tab == Tab::Deadlines && self.deadlines.is_stale() {
            self.derive_piece();
            return Vec::new();
        }
        let begun = self.making.take().filter(|making| making.tab == tab);
        // Who begins anew has thrown away what was brought.
        let begun = begun.filter(|_| self.lists[tab as usize].is_being_brought());
        let Making { mut from, .. } = begun.unwrap_or_else(|| {
            self.lists[tab as usize].await_rows();
            Making { tab, from: self.beginning_of(tab) }
        });
        let (rows, more) = self.rows_of_piece(&mut from);
        let in_order = matches!(from, From::Deadlines(_));
        let list = self.list_there(tab);
        list.bring(rows, in_order);
        if more {
            self.making = Some(Making { tab, from });
            return Vec::new();
        }
        list.come();
        if tab == self.tab { self.fetch_report_in_list() } else { Vec::new() }
    }

    /// The row of a deadline, unless it is put off and what is put off is not shown.
    pub(super) fn due_row(&self, place: Place, d: &Deadline) -> Option<Row<RowId>> {
        let shown = self.snoozed_too || d.snoozed.is_none();
        shown.then(|| rows::deadline(self.maker(), place, d, self.now))
    }

    fn beginning_of(&self, tab: Tab) -> From {
        let world = &self.world;
        let records: Vec<Subject> = match tab {
            Tab::Children => world.children().map(|c| Subject::Child(c.id)).collect(),
            Tab::Visitors => world.visitors().map(|v| Subject::Visitor(v.id)).collect(),
            Tab::Matches => {
                let proposals = world.proposals().map(|p| Subject::Proposal(p.id));
                proposals.chain(world.matches().map(|m| Subject::Match(m.id))).collect()
            }
            Tab::Reports => return From::Visits(None),
            Tab::Deadlines => return From::Deadlines(None),
        };
        From::Records(records.into_iter())
    }

    /// The next rows, and whether there are more.
    fn rows_of_piece(&self, from: &mut From) -> (Vec<Row<RowId>>, bool) {
        let maker = self.maker();
        match from {
            From::Records(records) => {
                let rows = records.by_ref().take(PIECE).filter_map(|subject| maker.record(subject)).collect();
                (rows, records.len() > 0)
            }
            From::Visits(before) => {
                let ids: Vec<_> = self.world.visits_back_from(*before).take(PIECE).collect();
                let last = ids.last().and_then(|id| self.world.visit(*id));
                *before = last.map(|(_, line)| (line.date, line.number)).or(*before);
                let more = ids.len() == PIECE;
                (ids.into_iter().filter_map(|id| maker.record(Subject::Visit(id))).collect(), more)
            }
            From::Deadlines(after) => {
                let piece: Vec<_> = self.deadlines.after(*after).take(PIECE).collect();
                *after = piece.last().map(|(place, _)| *place).or(*after);
                let more = piece.len() == PIECE;
                (piece.into_iter().filter_map(|(place, d)| self.due_row(place, d)).collect(), more)
            }
        }
    }

    /// Puts what is on the screen, or could come onto it with so many lines, into the words of now.
    pub(crate) fn reword(&mut self, lines: u16) {
        let list = &self.lists[self.tab as usize];
        let ids = list.near_the_window(lines.into());
        let rows = ids.into_iter().filter_map(|id| match id {
            RowId::Record(subject) => self.maker().record(subject),
            RowId::Deadline(rule, subject, due, what, nth) => self
                .deadlines
                .find((rule, subject, due, what, nth))
                .map(|(place, d)| rows::deadline(self.maker(), place, d, self.now)),
        });
        let rows: Vec<_> = rows.collect();
        self.list_there(self.tab).reword(rows);
    }
}
