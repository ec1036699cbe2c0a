//! Since when people and matches stand where they stand: each state from its own day, and not from the step or the
//! start that went before it.

use super::matches::{confirmed_on, law_ended};
use super::{MatchStatus, VisitorStatus, is_pursued, of_match, of_visitor, running_of_visitor};
use crate::record::{Match, Visitor};
use crate::world::World;
use chrono::NaiveDate;

/// The first day, by this one, on which a match was over: as recorded, or by law (R6, R52), whichever came first.
#[must_use]
pub fn over_since(world: &World, m: &Match, day: NaiveDate) -> Option<NaiveDate> {
    let recorded = m.ended.as_ref().map(|e| e.on).filter(|on| *on <= day);
    recorded.into_iter().chain(law_ended(world, m, day).map(|(on, _)| on)).min()
}

/// The day since which a visitor has stood where [`of_visitor`] says: free since the approval or the end of the last
/// match, whichever is later; proposed since the proposal; matched since the match began, or was agreed when it is still
/// to begin; on hold and paused since then; else since the stage was reached. `None` when no stage is on record.
#[must_use]
pub fn since_of_visitor(world: &World, visitor: &Visitor, day: NaiveDate) -> Option<NaiveDate> {
    let stage = || at_stage_since(visitor, day);
    match of_visitor(world, visitor, day) {
        VisitorStatus::At(_) => stage(),
        VisitorStatus::Suspended => {
            visitor.suspensions.iter().filter(|s| s.covers(day)).map(|s| s.from).min()
        }
        VisitorStatus::OnHold => visitor.hold_on(day).map(|h| h.from),
        VisitorStatus::Matched => {
            running_of_visitor(world, visitor.id, day).map(|m| begun_or_agreed(world, m, day)).min()
        }
        VisitorStatus::Proposed => {
            let open = world.proposals_of_visitor(visitor.id).filter(|p| is_pursued(p, day));
            open.map(|p| p.proposed.on).min()
        }
        VisitorStatus::Free => {
            let over = world.matches_of_visitor(visitor.id).filter_map(|m| over_since(world, m, day));
            stage().into_iter().chain(over).max()
        }
    }
}

/// The day on which the stage of a day was reached; a step that repeats it does not begin it anew.
fn at_stage_since(visitor: &Visitor, day: NaiveDate) -> Option<NaiveDate> {
    let Some(stage) = visitor.stage_on(day) else { return visitor.stages.first().map(|s| s.on) };
    let by_then = visitor.stages.iter().rev().filter(|s| s.on <= day);
    by_then.take_while(|s| s.stage == stage).last().map(|s| s.on)
}

fn begun_or_agreed(world: &World, m: &Match, day: NaiveDate) -> NaiveDate {
    if m.started <= day {
        return m.started;
    }
    let agreed = m.proposal.and_then(|id| world.proposal(id)?.closed.as_ref().map(|c| c.on));
    agreed.unwrap_or(day).min(day)
}

/// The word for what a match did on the last day of its ending: it stopped, while the written notice that ends the
/// appointment is awaited (R53); else it ended.
#[must_use]
pub fn ended_word(world: &World, m: &Match, day: NaiveDate) -> &'static str {
    if of_match(world, m, day) == MatchStatus::NoticeAwaited { "stopped" } else { "ended" }
}

/// The day since which a match has stood where [`of_match`] says; of one that is to begin, the day on which it does.
/// `None` when it is not on record: one that is ending, without a day of its notice.
#[must_use]
pub fn since_of_match(world: &World, m: &Match, day: NaiveDate) -> Option<NaiveDate> {
    let decided = m.trial.as_ref().map(|t| t.on).filter(|on| *on <= day);
    let went_on = decided.filter(|_| m.proposal.is_some());
    match of_match(world, m, day) {
        MatchStatus::ToBegin | MatchStatus::Trial => Some(m.started),
        MatchStatus::Active => Some(went_on.unwrap_or(m.started)),
        MatchStatus::Confirmed => confirmed_on(world, m, day).max(went_on),
        MatchStatus::OnHold => m.hold_on(day).map(|h| h.from),
        MatchStatus::Suspended => {
            let visitors = world.visitor(m.visitor).into_iter().flat_map(|v| &v.suspensions);
            let visitors = visitors.filter(|s| s.covers(day)).map(|s| s.from);
            m.suspensions.iter().filter(|s| s.covers(day)).map(|s| s.from).chain(visitors).min()
        }
        MatchStatus::Ending => {
            let notice = m.ended.as_ref().and_then(|e| e.notice).filter(|on| *on <= day);
            let to_end = m.trial.as_ref().filter(|t| !t.goes_on).and(decided);
            to_end.or(notice)
        }
        MatchStatus::EndedByLaw(_) => law_ended(world, m, day).map(|(on, _)| on),
        MatchStatus::NoticeAwaited | MatchStatus::Ended(_) => m.ended.as_ref().map(|e| e.on),
    }
}

#[cfg(test)]
mod tests;
