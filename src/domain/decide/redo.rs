//! Doing again what the last change took back.

use super::undo::{inverse, is_still, kinds, stands_against, stays_on_record};
use super::{Draft, Outcome};
use crate::command::Undoable;
use crate::finding::Finding;
use crate::record::Subject;
use crate::rule::RuleId;
use crate::world::Change;

/// Does again what an undo took back, by the inverse of the undo. Nothing lies between the two, so the scheme is as it
/// was after the change itself, which was judged then; numbers and ids are those that it had.
pub(super) fn redo(d: &mut Draft<'_>, what: &Undoable) -> Outcome {
    let refuse = |sentence: &str| Err(Finding::new(RuleId::H3, Subject::Scheme, sentence));
    if what.command != "undo" {
        return refuse("The last change was no undo, so there is nothing to do again.");
    }
    if let Some(sentence) = stays_on_record(kinds(what)) {
        return refuse(sentence);
    }
    let stands = |change: &Change| match change {
        Change::Put(record) => is_still(d, record),
        // Its id was given once, and nothing else can have it.
        Change::Remove(..) => true,
    };
    if !what.after.iter().all(stands) {
        return refuse("It has been changed again since. Make the change anew instead.");
    }
    let again: Vec<Change> = what.before.iter().map(inverse).collect();
    if let Some(sentence) = stands_against(&super::nearby::nearby(d.world, &again), &again, what.change) {
        return refuse(sentence);
    }
    again.into_iter().for_each(|change| d.change(change));
    let done = what.done.strip_prefix("Taken back: ").unwrap_or(&what.done);
    Ok((format!("Done again: {done}"), Subject::Scheme))
}
