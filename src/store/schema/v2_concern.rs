//! Concerns as the second version had them. Frozen: never edited again.

use chrono::{DateTime, Utc};
use domain::id::{ChildId, ConcernId, MatchId, VisitId};
use domain::record::{
    self, Account, Decided, Effect, Incident, PassedOn, Quoted, Settled, Signed, StepTaken,
};
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Concern {
    id: ConcernId,
    number: u32,
    child: ChildId,
    match_id: Option<MatchId>,
    visit: Option<VisitId>,
    learned: DateTime<Utc>,
    raised_by: String,
    danger_now: bool,
    what: String,
    passed: Option<PassedOn>,
    not_a_concern: Option<Settled>,
    closed: Option<Settled>,
    heard: Option<DateTime<Utc>>,
    recorded: Option<Signed>,
    kind: Incident,
    account: Account,
    quoted: Vec<Quoted>,
    sexual_abuse: Option<bool>,
    decided: Option<Decided>,
    steps: Vec<StepTaken>,
    effect: Option<Effect>,
}

/// Which visitor raised it was not kept then: it is not known, and no visitor is told of it.
impl From<Concern> for record::Concern {
    fn from(old: Concern) -> Self {
        Self {
            id: old.id,
            number: old.number,
            child: old.child,
            match_id: old.match_id,
            visit: old.visit,
            learned: old.learned,
            raised_by: old.raised_by,
            danger_now: old.danger_now,
            what: old.what,
            passed: old.passed,
            not_a_concern: old.not_a_concern,
            closed: old.closed,
            heard: old.heard,
            recorded: old.recorded,
            kind: old.kind,
            account: old.account,
            quoted: old.quoted,
            sexual_abuse: old.sexual_abuse,
            decided: old.decided,
            steps: old.steps,
            effect: old.effect,
            by_visitor: None,
        }
    }
}
