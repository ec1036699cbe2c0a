//! The visits of a visitor, paused and allowed again (R74).

use super::{Draft, Outcome};
use crate::calendar::words;
use crate::finding::{Cure, Finding};
use crate::id::VisitorId;
use crate::judge;
use crate::people;
use crate::record::{Pause, Subject};
use crate::rule::{Level, RuleId};
use chrono::NaiveDate;

/// Paused for a neutral reason, or allowed again without one. Only a team manager makes a pause that is hers.
pub(super) fn suspend(
    d: &mut Draft<'_>,
    id: VisitorId,
    on: NaiveDate,
    (reason, by_manager): (Option<&str>, bool),
) -> Outcome {
    match reason {
        Some(reason) => {
            if by_manager {
                d.find_all(people::may_not_pause_as_manager(d.ctx.role, id));
            }
            pause(d, id, on, (reason, by_manager))
        }
        None => {
            let lifted = lift(d, id, on)?;
            // What only a team manager knows is said to no one else.
            if d.ctx.role.may_see_restricted()
                && d.world.visitor(id).is_some_and(|v| v.is_paused_by_manager(on))
            {
                d.find_all(judge::still_alleged(d.world, id, None));
            }
            Ok(lifted)
        }
    }
}

/// Paused from a day on: by the scheme, or by the team manager.
pub(super) fn pause(
    d: &mut Draft<'_>,
    id: VisitorId,
    on: NaiveDate,
    (reason, by_manager): (&str, bool),
) -> Outcome {
    let mut visitor = d.visitor(id)?;
    let subject = Subject::Visitor(id);
    d.not_ahead(subject, "on", on);
    d.need(subject, "reason", reason, "Give the neutral reason that may be shown.");
    let new = Pause { from: on, ended: None, reason: d.long(subject, "reason", reason), by_manager };
    let mut running = visitor.suspensions.iter().filter(|s| s.ended.is_none());
    // A team manager's pause holds beside another: whoever takes that one away does not take this one with it.
    if running.any(|s| s.by_manager || !by_manager) {
        let sentence =
            "Visits by this visitor are paused already. Allow them again before pausing them anew.";
        return Err(Finding::new(RuleId::H3, subject, sentence));
    }
    visitor.suspensions.push(new);
    planned_while_paused(d, id, on);
    let reference = visitor.reference();
    d.put(visitor);
    Ok((format!("Visits by {reference} paused."), subject))
}

/// Takes a pause away: the team manager's only for a team manager.
pub(super) fn lift(d: &mut Draft<'_>, id: VisitorId, on: NaiveDate) -> Outcome {
    let mut visitor = d.visitor(id)?;
    let subject = Subject::Visitor(id);
    d.not_ahead(subject, "on", on);
    let refused = people::may_not_lift(d.ctx.role, id);
    let mut running: Vec<_> = visitor.suspensions.iter_mut().filter(|s| s.ended.is_none()).collect();
    running.sort_by_key(|s| s.by_manager != refused.is_none());
    let Some(suspension) = running.into_iter().next() else {
        let sentence = "Visits by this visitor are not paused, so there is nothing to allow again.";
        return Err(Finding::new(RuleId::H3, subject, sentence));
    };
    if suspension.by_manager {
        d.find_all(refused);
    }
    d.not_before(subject, "on", on, suspension.from, "the day the visits were paused");
    suspension.ended = Some(on);
    let reference = visitor.reference();
    d.put(visitor);
    Ok((format!("Visits by {reference} allowed again."), subject))
}

/// R74: the visits already booked are listed, to be cancelled with a neutral reason.
fn planned_while_paused(d: &mut Draft<'_>, id: VisitorId, from: NaiveDate) {
    for m in d.world.live_matches_of_visitor(id, d.ctx.today) {
        for line in d.world.ledger(m.id).into_iter().flat_map(|l| &l.visits) {
            if line.state.is_planned() && line.date >= from.max(d.ctx.today) {
                let day = words::short(line.date, d.ctx.today);
                let sentence =
                    format!("A visit is planned for {day}. Cancel it, with a neutral reason for the child.");
                let finding = Finding::new(RuleId::R74, Subject::Visit(line.id), sentence);
                d.find(finding.level(Level::Warn).cure(Cure::ChangeVisit(line.id)));
            }
        }
    }
}
