//! Taking the last change back, and doing again what was taken back last.

use super::{Desk, Layer};
use crate::engine::layers::confirm::Confirm;
use crate::engine::layers::message::Severity;
use crate::keys::{Action, KEYS};
use crate::msg::Effect;
use domain::command::{Command, Undoable};
use domain::decide::stays_on_record;
use store::Done;

impl Desk {
    /// Whether the last change can be taken back, as far as it is one of this sitting: what an undo does not go back over
    /// greys its key.
    pub(super) fn may_undo(&self) -> Result<(), String> {
        self.writable()?;
        self.stays.map_or(Ok(()), |why| Err(why.to_owned()))
    }

    /// Looks at what was done last. A mere note of what was read or refused changes nothing.
    pub(super) fn note_last(&mut self, done: &Done) {
        if !done.decision.changes.is_empty() {
            self.stays = stays_on_record(done.decision.changes.iter().map(|change| change.key().0));
        }
    }

    /// The last change has come from the file: it is taken back, or done again where it was an undo. What is not of
    /// this sitting is asked about first.
    pub(super) fn may_turn_back(&mut self, what: Option<Box<Undoable>>) -> Vec<Effect> {
        let Some(what) = what else {
            let none =
                if self.again { "There is nothing to do again." } else { "There is nothing to take back." };
            self.say(Severity::Refusal, none);
            return Vec::new();
        };
        if what.command != "undo" && self.again {
            self.say(Severity::Refusal, "The last change was no undo, so there is nothing to do again.");
            return Vec::new();
        }
        if what.command == "undo" && !self.again {
            let key = KEYS.key_of(&Action::Redo).unwrap_or_default();
            let why = format!("The last change was itself an undo. {key} does again what it took back.");
            self.say(Severity::Refusal, why);
            return Vec::new();
        }
        if what.change > self.opened_at {
            return self.turn_back(what);
        }
        // Somebody may have gone by it since.
        let (ask, verb) = if self.again {
            ("Do again what this took back?", "do it again")
        } else {
            ("Take this back?", "take it back")
        };
        let details = vec!["It was done before you opened the file.".to_owned()];
        let confirm =
            Confirm::new(format!("{ask} {}", what.done), details, verb, self.asked, Action::UndoOlder);
        self.undoing = Some(what);
        self.layers.push(Layer::Confirm(confirm));
        Vec::new()
    }

    /// Takes it back, or does again what it took back.
    pub(super) fn turn_back(&mut self, what: Box<Undoable>) -> Vec<Effect> {
        let command = if self.again { Command::Redo { what } } else { Command::Undo { what } };
        self.run(command, None, None)
    }
}
