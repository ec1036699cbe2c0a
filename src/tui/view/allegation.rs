//! An allegation, for team managers: nobody else's world holds one.

use super::lines::Lines;
use crate::desk::Desk;
use domain::calendar::{local, words};
use domain::id::AllegationId;
use domain::record::Subject;

/// An allegation. `None` if there is none of that id.
pub(super) fn allegation(desk: &Desk, id: AllegationId, lines: &mut Lines) -> Option<()> {
    let a = desk.world.allegation(id)?;
    let visitor = desk.world.visitor(a.visitor)?;
    let at = local(a.received);
    let when = format!("{} {}", words::short(at.date(), desk.today), words::time(at.time()));
    lines.title(&format!("Allegation about {}", desk.names.visitor(visitor)), &a.reference().to_string());
    desk.due_lines(lines, &[Subject::Allegation(id)]);
    lines.fact("received", &format!("{when}, by {}", a.received_by));
    lines.fact("from", &a.from);
    lines.fact("alleged", &desk.names.sentence(&desk.world, &[Subject::Visitor(a.visitor)], &a.what));
    Some(())
}
