//! The scheme and the ledger as the second version had them. Frozen: never edited again.

use chrono::{NaiveDate, NaiveTime};
use domain::id::{MatchId, VisitId};
use domain::record::{self, Claim, ReportState, Transport, VisitState};
use domain::rule::{ParamId, RuleId};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
pub(crate) struct Scheme {
    name: String,
    coordinator: String,
    authority: String,
    since: NaiveDate,
    demonstration: bool,
    settings: BTreeMap<ParamId, i64>,
    extra_holidays: BTreeSet<NaiveDate>,
    standards_reviewed: Option<NaiveDate>,
    evidence: BTreeMap<RuleId, String>,
}

#[derive(Deserialize)]
pub(crate) struct Ledger {
    match_id: MatchId,
    visits: Vec<VisitLine>,
}

#[derive(Deserialize)]
pub(crate) struct VisitLine {
    id: VisitId,
    number: u32,
    date: NaiveDate,
    start: Option<NaiveTime>,
    state: VisitState,
    report: ReportState,
    booked: Option<NaiveDate>,
    at_home: bool,
    overnight: bool,
    what: Option<String>,
    note: Option<String>,
    transport: Option<Transport>,
    claim: Option<Claim>,
}

/// Nobody had put the numbers of a duty team on record.
impl From<Scheme> for record::Scheme {
    fn from(old: Scheme) -> Self {
        Self {
            name: old.name,
            coordinator: old.coordinator,
            authority: old.authority,
            since: old.since,
            demonstration: old.demonstration,
            settings: old.settings,
            extra_holidays: old.extra_holidays,
            standards_reviewed: old.standards_reviewed,
            evidence: old.evidence,
            duty_team: None,
            duty_teams: BTreeMap::new(),
        }
    }
}

impl From<Ledger> for record::Ledger {
    fn from(old: Ledger) -> Self {
        Self { match_id: old.match_id, visits: old.visits.into_iter().map(Into::into).collect() }
    }
}

/// What a report says was not looked through for the ledger then: its words are found when it is next saved.
impl From<VisitLine> for record::VisitLine {
    fn from(old: VisitLine) -> Self {
        Self {
            id: old.id,
            number: old.number,
            date: old.date,
            start: old.start,
            state: old.state,
            report: old.report,
            booked: old.booked,
            at_home: old.at_home,
            overnight: old.overnight,
            what: old.what,
            note: old.note,
            transport: old.transport,
            claim: old.claim,
            reads_like_concern: false,
        }
    }
}
