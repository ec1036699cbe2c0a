//! Work that is done in pieces. A letter typed into a filter looks at some of the rows; the rest is looked at when the
//! loop comes round again, which it does at once. A key that rests on what is found waits until it is: it must mean
//! the row that one typed for, and not the one that was there before.

use super::Desk;
use crate::engine::chord::Key;
use crate::engine::event::Event;
use crate::engine::list::List;
use crate::msg::Effect;

impl Desk {
    /// True while there is something to go on with.
    pub(super) fn has_work(&self) -> bool {
        self.is_seeking()
            || !self.held.is_empty()
            || self.list_to_make().is_some()
            || self.lists.iter().any(List::has_leftovers)
            || self.journal.is_unread()
            || self.notes.is_waiting()
    }

    fn is_seeking(&self) -> bool {
        self.lists[self.tab as usize].is_seeking()
    }

    /// Whether an event has to wait for what the list of the tab is looking for, or for the events that wait already.
    pub(super) fn must_wait(&self, event: &Event) -> bool {
        if let Event::Resize { .. } | Event::Tick(_) | Event::Leave(_) = event {
            return false;
        }
        // A list that is being made is none yet that a key could mean.
        let unmade = self.is_making() && self.layers.is_empty();
        !self.held.is_empty() || unmade || (self.is_seeking() && !self.is_typed(event))
    }

    /// Whether an event only changes what is looked for: it begins anew with it.
    fn is_typed(&self, event: &Event) -> bool {
        let typing =
            self.layers.is_empty() && self.pages.is_empty() && self.lists[self.tab as usize].is_typing();
        typing
            && match event {
                Event::Paste(_) => true,
                Event::Key(chord) => {
                    !matches!(chord.key, Key::Enter | Key::Esc | Key::Up | Key::Down | Key::PgUp | Key::PgDn)
                }
                _ => false,
            }
    }

    /// Goes on with it by one piece: the next rows, or else the next event that waits, or else a list. One event and not all, because
    /// what it wants done outside has to be done before the next is looked at.
    pub(super) fn go_on(&mut self) -> Vec<Effect> {
        if self.notes.is_waiting() {
            return self.write_down();
        }
        if self.is_making() {
            return self.make_what_is_shown();
        }
        if self.is_seeking() {
            let tab = self.tab;
            self.list_there(tab).go_on();
            return if self.is_seeking() { Vec::new() } else { self.fetch_report_in_list() };
        }
        if let Some(event) = self.held.pop_front() {
            return self.take(&event);
        }
        // Made before anybody asks for it, one after the other.
        if let Some(tab) = self.list_to_make() {
            return self.make_piece(tab);
        }
        if let Some(list) = self.lists.iter_mut().find(|list| list.has_leftovers()) {
            list.forget_leftovers();
            return Vec::new();
        }
        if self.journal.is_unread() { vec![Effect::ReadPast] } else { Vec::new() }
    }
}
