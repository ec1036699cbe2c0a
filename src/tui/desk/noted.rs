//! What is written down without being asked for: that somebody pressed a key which their role does not let them use, and
//! that something restricted was read. Each once in a sitting for the same key on the same record, and for the same
//! allegation; opening an allegation is written down every time. It is written after the screen has answered, so that no
//! key waits for the disk.

use super::{Desk, Layer};
use crate::engine::layers::message::Severity;
use crate::keys::{Action, KEYS};
use crate::msg::Effect;
use domain::command::Command;
use domain::id::AllegationId;
use domain::people::is_denial;
use domain::record::Subject;
use std::collections::{BTreeSet, VecDeque};

/// What waits to be written down, and what was in this sitting.
#[derive(Default)]
pub(super) struct Notes {
    waiting: VecDeque<Command>,
    denied: Vec<(Action, Option<Subject>)>,
    read: BTreeSet<AllegationId>,
}

impl Notes {
    /// True while something waits.
    pub(super) fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// An allegation is opened, and that is written down by itself.
    pub(super) fn opened(&mut self, id: AllegationId) {
        self.read.insert(id);
    }
}

impl Desk {
    /// Says why a key does nothing. If it is for the sake of the role, that stands in the journal.
    pub(super) fn refuse(&mut self, action: Action, why: String) {
        let asked = (action, self.subject());
        if is_denial(&why) && !self.read_only && !self.notes.denied.contains(&asked) {
            self.notes.denied.push(asked);
            let words = KEYS.rows().iter().find(|row| row.action == action).map(|row| row.long.to_owned());
            let subject = asked.1.unwrap_or(Subject::Scheme);
            self.notes.waiting.push_back(Command::NoteDenial { asked: words, subject });
        }
        self.say(Severity::Refusal, why);
    }

    /// The allegations of which more is shown than that visits are paused: the line under the cursor with its reasons, a
    /// form, the list of all, and a page that came back after a lock.
    fn allegations_shown(&self) -> Vec<AllegationId> {
        let restricted = |subject| match subject {
            Subject::Allegation(id) => Some(id),
            _ => None,
        };
        let line = self.deadline().and_then(|d| restricted(d.subject));
        let page = self.pages.last().and_then(|page| restricted(page.subject));
        let mut all: Vec<AllegationId> = line.into_iter().chain(page).collect();
        for layer in self.layers.iter() {
            match layer {
                Layer::Sheet(sheet) => all.extend(sheet.subject.and_then(restricted)),
                Layer::Allegations(list) => all.extend(list.all()),
                Layer::Preview(preview) => all.extend(restricted(preview.subject)),
                _ => {}
            }
        }
        all
    }

    /// Whatever is shown of an allegation is going to be written down as read.
    pub(super) fn note_reads(&mut self) {
        if !self.role.may_see_restricted() || self.read_only {
            return;
        }
        for id in self.allegations_shown() {
            if self.notes.read.insert(id) {
                let subject = Subject::Allegation(id);
                self.notes.waiting.push_back(Command::NoteAccess { subject });
            }
        }
    }

    /// Writes down the next thing that waits.
    pub(crate) fn write_down(&mut self) -> Vec<Effect> {
        let note = self.notes.waiting.pop_front();
        note.map(|note| self.run(note, None, None)).unwrap_or_default()
    }
}
