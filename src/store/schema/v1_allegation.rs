//! An allegation as it was first written. Frozen: never edited again.

use chrono::{DateTime, Utc};
use domain::id::{AllegationId, ChildId, MatchId, VisitorId};
use domain::record::{
    self, AllegationMeeting, AllegationOutcome, ChildSafe, Complaint, DbsReferral, HarmNature, LadoAdvice,
    PassedOn, PauseTold, Said, Settled, ToldAt,
};
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Allegation {
    id: AllegationId,
    number: u32,
    visitor: VisitorId,
    match_id: Option<MatchId>,
    children: Vec<ChildId>,
    other_children: Option<String>,
    received: DateTime<Utc>,
    received_by: String,
    from: String,
    natures: Vec<HarmNature>,
    happened: Option<String>,
    what: String,
    elsewhere: Option<String>,
    aware: Option<bool>,
    child_safe: Option<ChildSafe>,
    manager_told: Option<ToldAt>,
    lado: Option<PassedOn>,
    advice: Vec<LadoAdvice>,
    form_asked: Option<DateTime<Utc>>,
    form_sent: Option<DateTime<Utc>>,
    may_tell_visitor: Option<Said>,
    visitor_told: Option<Said>,
    supporter: Option<String>,
    pause_told: Vec<PauseTold>,
    significant_harm: bool,
    social_care: Option<PassedOn>,
    police: Option<PassedOn>,
    meetings: Vec<AllegationMeeting>,
    complaint: Option<Complaint>,
    outcome: Option<AllegationOutcome>,
    dbs_referral: Option<DbsReferral>,
    summary_given: Option<Said>,
    child_offered: Option<Said>,
    learned: Option<String>,
    closed: Option<Settled>,
}

impl From<Allegation> for record::Allegation {
    fn from(old: Allegation) -> Self {
        Self {
            id: old.id,
            number: old.number,
            visitor: old.visitor,
            match_id: old.match_id,
            children: old.children,
            other_children: old.other_children,
            received: old.received,
            received_by: old.received_by,
            from: old.from,
            natures: old.natures,
            happened: old.happened,
            what: old.what,
            elsewhere: old.elsewhere,
            aware: old.aware,
            child_safe: old.child_safe,
            manager_told: old.manager_told,
            lado: old.lado,
            advice: old.advice,
            form_asked: old.form_asked,
            form_sent: old.form_sent,
            may_tell_visitor: old.may_tell_visitor,
            visitor_told: old.visitor_told,
            supporter: old.supporter,
            pause_told: old.pause_told,
            significant_harm: old.significant_harm,
            social_care: old.social_care,
            police: old.police,
            meetings: old.meetings,
            complaint: old.complaint,
            outcome: old.outcome,
            dbs_referral: old.dbs_referral,
            summary_given: old.summary_given,
            child_offered: old.child_offered,
            learned: old.learned,
            closed: old.closed,
            removed_from_record: None,
            notice: None,
            review_by: None,
        }
    }
}
