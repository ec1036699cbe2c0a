//! That a visitor was removed tells of an allegation (row 25), so only team managers read it. To everybody else it is what
//! it is as well: the scheme ended the match, and the visitor left. Whoever is shown these words cannot tell them from
//! others of the kind.

use super::{Role, readable};
use crate::record::{EndReason, Match, Record, Stage, Visitor};

/// Why a match ended, as a person of that role is told it.
#[must_use]
pub const fn end_reason_shown(role: Role, reason: EndReason) -> EndReason {
    match reason {
        EndReason::VisitorRemoved if !role.may_see_restricted() => EndReason::SchemeEnded,
        _ => reason,
    }
}

/// A stage of a visitor, as a person of that role is told it.
#[must_use]
pub const fn stage_shown(role: Role, stage: Stage) -> Stage {
    match stage {
        Stage::Removed if !role.may_see_restricted() => Stage::Left,
        _ => stage,
    }
}

/// A record as a person of that role is shown it: what [`readable`] leaves, without that a visitor was removed, by whom
/// that was decided and what was noted of it. It is for showing and is never written.
#[must_use]
pub fn shown(role: Role, record: Record) -> Record {
    let mut record = readable(role, record);
    if !role.may_see_restricted() {
        match &mut record {
            Record::Match(m) => ending(role, m),
            Record::Visitor(v) => {
                stages(role, v);
                if !role.may_read_narrative() {
                    // Their world knows whose a pause is, for what a visitor would be given; their screens do not say.
                    v.suspensions.iter_mut().for_each(|pause| pause.by_manager = false);
                }
            }
            _ => {}
        }
    }
    record
}

pub(super) fn ending(role: Role, m: &mut Match) {
    let Some(ended) = &mut m.ended else { return };
    let told = end_reason_shown(role, ended.reason);
    if told != ended.reason {
        (ended.reason, ended.note, ended.decided_by) = (told, None, None);
    }
}

pub(super) fn stages(role: Role, v: &mut Visitor) {
    for step in &mut v.stages {
        let told = stage_shown(role, step.stage);
        if told != step.stage {
            (step.stage, step.note, step.by) = (told, None, None);
        }
    }
}
