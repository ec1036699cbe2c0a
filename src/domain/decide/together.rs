//! Several commands as one change, about different records, so that one undo takes all of them back.

use super::{Draft, Outcome, run};
use crate::command::Command;
use crate::finding::Finding;
use crate::people::changes_people;
use crate::record::Subject;
use crate::rule::RuleId;

/// The most commands that one change may hold: ids within it are counted by one byte, and a command may need several.
pub const MOST_TOGETHER: usize = 60;

/// Why so many commands cannot be one change: a whole sentence. `None` if they can.
#[must_use]
pub fn too_many_together(count: usize) -> Option<&'static str> {
    (count > MOST_TOGETHER).then_some(
        "More than 60 lines cannot be done as one change. Take marks off until 60 are left, and do the others afterwards.",
    )
}

pub(super) fn together(d: &mut Draft<'_>, commands: &[Command]) -> Outcome {
    let refuse = |sentence: &str| Err(Finding::new(RuleId::H3, Subject::Scheme, sentence));
    if commands.is_empty() {
        return refuse("Nothing is marked. Mark the lines first.");
    }
    if let Some(sentence) = too_many_together(commands.len()) {
        return refuse(sentence);
    }
    if commands.iter().any(changes_people)
        || commands
            .iter()
            .any(|c| matches!(c, Command::Together { .. } | Command::Undo { .. } | Command::Redo { .. }))
    {
        return refuse("This cannot be done for several lines at once. Do it for each.");
    }
    let mut subject = Subject::Scheme;
    for command in commands {
        // Each is judged by the world before all of them, so two about one record would lose the first.
        d.begin_part();
        let (_, about) = run(d, command)?;
        subject = about;
        if d.overlaps() {
            return refuse("Two of the marked lines are about the same record. Do one after the other.");
        }
    }
    Ok((format!("Done for {} lines.", commands.len()), subject))
}
