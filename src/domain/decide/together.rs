//! Several commands as one change, about different records, so that one undo takes all of them back.

use super::{Draft, Outcome, run};
use crate::command::Command;
use crate::finding::Finding;
use crate::people::changes_people;
use crate::record::Subject;
use crate::rule::RuleId;

/// Ids within one change are counted by one byte, and a command may need several.
const MOST: usize = 60;

pub(super) fn together(d: &mut Draft<'_>, commands: &[Command]) -> Outcome {
    let refuse = |sentence: &str| Err(Finding::new(RuleId::H3, Subject::Scheme, sentence));
    if commands.is_empty() {
        return refuse("Nothing is marked. Mark the lines first.");
    }
    if commands.len() > MOST {
        return refuse(
            "More than 60 lines cannot be done as one change. Take marks off until 60 are left, and do the others afterwards.",
        );
    }
    if commands.iter().any(changes_people)
        || commands.iter().any(|c| matches!(c, Command::Together { .. } | Command::Undo { .. }))
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
