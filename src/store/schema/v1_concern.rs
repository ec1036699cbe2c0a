//! Concerns and visit reports as the first release wrote them. Frozen: never edited again.

use chrono::{DateTime, Utc};
use domain::entry::expenses::Expenses;
use domain::id::{ChildId, ConcernId, MatchId, VisitId};
use domain::record::{self, Account, ChosenBy, Incident, PassedOn, Settled};
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
}

/// Nobody was asked for the rest of the account then: it is not known.
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
            heard: None,
            recorded: None,
            kind: Incident::Concern,
            account: Account::default(),
            quoted: Vec::new(),
            sexual_abuse: None,
            decided: None,
            steps: Vec::new(),
            effect: None,
            by_visitor: None,
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct VisitReport {
    visit: VisitId,
    match_id: MatchId,
    filed: DateTime<Utc>,
    filed_by: String,
    minutes: Option<u16>,
    activity: String,
    chosen_by: Option<ChosenBy>,
    child_words: String,
    visitor_view: String,
    concern: bool,
    concern_id: Option<ConcernId>,
    expenses: Option<Expenses>,
    support_wanted: Option<String>,
}

impl From<VisitReport> for record::VisitReport {
    fn from(old: VisitReport) -> Self {
        Self {
            visit: old.visit,
            match_id: old.match_id,
            filed: old.filed,
            filed_by: old.filed_by,
            minutes: old.minutes,
            activity: old.activity,
            chosen_by: old.chosen_by,
            child_words: old.child_words,
            visitor_view: old.visitor_view,
            concern: old.concern,
            concern_id: old.concern_id,
            expenses: old.expenses,
            support_wanted: old.support_wanted,
            looked_at: None,
        }
    }
}
