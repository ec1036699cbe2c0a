//! Records as the first release wrote them. Frozen: never edited again. What is not frozen here with them is unchanged
//! since; the golden bytes of the first release hold that.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};
use domain::id::{ChildId, MatchId, MatchReviewId, ReferralId, VisitId, VisitorId};
use domain::record::{
    self, Card, Ceased, ChildView, DbsApplication, DbsLevel, EighteenDone, EndReason, Ground, Heard, Hold,
    Meeting, Name, Pack, Pattern, PersonalReference, PhotoStatus, PlacementKind, Professional,
    ReferralClosed, ReferralDecision, ReportState, ReviewOutcome, Said, StatusCheck, StatusUpdate,
    Suspension, Training, UpdateService, VisitState,
};
use domain::rule::ParamId;
use serde::Deserialize;

use super::v2::StageStep;

#[derive(Deserialize)]
pub(crate) struct Child {
    id: ChildId,
    number: u32,
    name: Name,
    born: NaiveDate,
    gender: Option<String>,
    pronouns: Option<String>,
    case_number: Option<String>,
    looked_after_since: Option<NaiveDate>,
    ceased: Option<Ceased>,
    legal_status: Option<String>,
    authority: String,
    area_authority: Option<String>,
    social_worker: Option<Professional>,
    iro: Option<Professional>,
    next_case_review: Option<NaiveDate>,
    ethnicity: Option<String>,
    language: Option<String>,
    religion: Option<String>,
    needs: Option<String>,
    school: Option<String>,
    family_contact: Option<String>,
    placements: Vec<Placement>,
    card: Card,
    risk: Option<RiskAnswer>,
    wishes: Wishes,
    view: ChildView,
    photos: PhotoStatus,
}

#[derive(Deserialize)]
pub(crate) struct Placement {
    from: NaiveDate,
    to: Option<NaiveDate>,
    kind: PlacementKind,
    carer: String,
    provider: Option<String>,
    address: Option<String>,
    postcode: Option<String>,
    phone: Option<String>,
    planned: bool,
    out_of_area: Option<bool>,
    learned: NaiveDate,
    learned_from: Option<String>,
    confirmed: Option<Said>,
    carer_told: Option<Said>,
    pattern_told: Option<Said>,
}

#[derive(Deserialize)]
pub(crate) struct RiskAnswer {
    said: Said,
    headline: String,
    controls: Option<String>,
    home_only: bool,
}

#[derive(Deserialize)]
pub(crate) struct Wishes {
    visitor_gender: Option<String>,
    interests: Vec<String>,
    background: Option<String>,
    own_words: Option<String>,
    asked: Option<Said>,
}

#[derive(Deserialize)]
pub(crate) struct Visitor {
    id: VisitorId,
    number: u32,
    name: Name,
    born: Option<NaiveDate>,
    gender: Option<String>,
    address: Option<String>,
    postcode: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    emergency_contact: Option<String>,
    ethnicity: Option<String>,
    languages: Vec<String>,
    faith: Option<String>,
    interests: Vec<String>,
    availability: Option<String>,
    radius_miles: Option<u16>,
    drives: Option<bool>,
    household: Option<String>,
    source: Option<String>,
    stages: Vec<StageStep>,
    references: Vec<PersonalReference>,
    identity: Option<Said>,
    dbs: Vec<DbsCheck>,
    dbs_application: Option<DbsApplication>,
    declaration: Option<Said>,
    training: Vec<Training>,
    interview: Option<Said>,
    agreement: Option<Said>,
    named_worker: Option<String>,
    pack: Option<Pack>,
    holds: Vec<Hold>,
    suspensions: Vec<Suspension>,
}

#[derive(Deserialize)]
pub(crate) struct DbsCheck {
    certificate: String,
    issued: NaiveDate,
    level: DbsLevel,
    eligibility: Option<String>,
    seen: Option<Said>,
    accepted: bool,
    update_service: UpdateService,
    checks: Vec<StatusCheck>,
}

#[derive(Deserialize)]
pub(crate) struct Referral {
    id: ReferralId,
    child: ChildId,
    received: NaiveDate,
    entered: NaiveDate,
    how: Option<String>,
    referrer: Professional,
    grounds: Vec<Ground>,
    child_agrees: Option<bool>,
    acknowledged: Option<NaiveDate>,
    meetings: Vec<Meeting>,
    decision: Option<ReferralDecision>,
    updates: Vec<StatusUpdate>,
    closed: Option<ReferralClosed>,
    rematch_priority: bool,
}

#[derive(Deserialize)]
pub(crate) struct Match {
    id: MatchId,
    number: u32,
    child: ChildId,
    visitor: VisitorId,
    referral: Option<ReferralId>,
    started: NaiveDate,
    rationale: Option<String>,
    patterns: Vec<Pattern>,
    holds: Vec<Hold>,
    suspensions: Vec<Suspension>,
    eighteen: Vec<EighteenDone>,
    ended: Option<Ending>,
}

#[derive(Deserialize)]
pub(crate) struct Ending {
    on: NaiveDate,
    reason: EndReason,
    decided_by: Option<String>,
    notice: Option<NaiveDate>,
    note: Option<String>,
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
}

#[derive(Deserialize)]
pub(crate) struct MatchReview {
    id: MatchReviewId,
    match_id: MatchId,
    held: NaiveDate,
    formal: bool,
    heard: Vec<Heard>,
    outcome: ReviewOutcome,
    summary: String,
    to_plan: Option<NaiveDate>,
}

#[derive(Deserialize)]
pub(crate) struct Scheme {
    name: String,
    coordinator: String,
    authority: String,
    since: NaiveDate,
    demonstration: bool,
    settings: BTreeMap<ParamId, i64>,
    extra_holidays: BTreeSet<NaiveDate>,
}

impl From<Child> for record::Child {
    fn from(old: Child) -> Self {
        Self {
            id: old.id,
            number: old.number,
            name: old.name,
            born: old.born,
            gender: old.gender,
            pronouns: old.pronouns,
            case_number: old.case_number,
            looked_after_since: old.looked_after_since,
            ceased: old.ceased,
            legal_status: old.legal_status,
            authority: old.authority,
            area_authority: old.area_authority,
            social_worker: old.social_worker,
            iro: old.iro,
            next_case_review: old.next_case_review,
            ethnicity: old.ethnicity,
            language: old.language,
            religion: old.religion,
            needs: old.needs,
            school: old.school,
            family_contact: old.family_contact,
            placements: old.placements.into_iter().map(Into::into).collect(),
            card: old.card,
            risk: old.risk.map(Into::into),
            wishes: old.wishes.into(),
            view: old.view,
            photos: old.photos,
            past_workers: Vec::new(),
            case_reviews: Vec::new(),
        }
    }
}

impl From<Placement> for record::Placement {
    fn from(old: Placement) -> Self {
        Self {
            from: old.from,
            to: old.to,
            kind: old.kind,
            carer: old.carer,
            provider: old.provider,
            address: old.address,
            postcode: old.postcode,
            phone: old.phone,
            planned: old.planned,
            out_of_area: old.out_of_area,
            learned: old.learned,
            learned_from: old.learned_from,
            confirmed: old.confirmed,
            carer_told: old.carer_told,
            pattern_told: old.pattern_told,
            independence: None,
            distance: None,
        }
    }
}

impl From<RiskAnswer> for record::RiskAnswer {
    fn from(old: RiskAnswer) -> Self {
        Self {
            said: old.said,
            headline: old.headline,
            controls: old.controls,
            home_only: old.home_only,
            no_match: false,
        }
    }
}

impl From<Wishes> for record::Wishes {
    fn from(old: Wishes) -> Self {
        Self {
            visitor_gender: old.visitor_gender,
            interests: old.interests,
            background: old.background,
            own_words: old.own_words,
            asked: old.asked,
            languages: Vec::new(),
            when: None,
            driver: None,
            avoid: None,
        }
    }
}

impl From<Visitor> for record::Visitor {
    fn from(old: Visitor) -> Self {
        Self {
            id: old.id,
            number: old.number,
            name: old.name,
            born: old.born,
            gender: old.gender,
            address: old.address,
            postcode: old.postcode,
            phone: old.phone,
            email: old.email,
            emergency_contact: old.emergency_contact,
            ethnicity: old.ethnicity,
            languages: old.languages,
            faith: old.faith,
            interests: old.interests,
            availability: old.availability,
            radius_miles: old.radius_miles,
            drives: old.drives,
            household: old.household,
            source: old.source,
            stages: old.stages.into_iter().map(Into::into).collect(),
            references: old.references,
            identity: old.identity,
            dbs: old.dbs.into_iter().map(Into::into).collect(),
            dbs_application: old.dbs_application,
            declaration: old.declaration.map(|said| record::Declaration {
                said,
                connected: false,
                details: None,
                household: None,
            }),
            training: old.training,
            interview: old.interview,
            agreement: old.agreement,
            named_worker: old.named_worker,
            pack: old.pack,
            holds: old.holds,
            suspensions: old.suspensions.into_iter().map(super::v3::pause).collect(),
            identity_document: None,
            employers: Vec::new(),
            agreement_version: None,
            commitment_months: None,
            driver: None,
        }
    }
}

impl From<DbsCheck> for record::DbsCheck {
    fn from(old: DbsCheck) -> Self {
        Self {
            certificate: old.certificate,
            issued: old.issued,
            level: old.level,
            eligibility: old.eligibility,
            seen: old.seen,
            accepted: old.accepted,
            update_service: old.update_service,
            checks: old.checks,
            workforce: None,
        }
    }
}

impl From<Referral> for record::Referral {
    fn from(old: Referral) -> Self {
        Self {
            id: old.id,
            child: old.child,
            received: old.received,
            entered: old.entered,
            how: old.how,
            referrer: old.referrer,
            grounds: old.grounds,
            child_agrees: old.child_agrees,
            acknowledged: old.acknowledged,
            meetings: old.meetings,
            decision: old.decision,
            updates: old.updates,
            closed: old.closed,
            rematch_priority: old.rematch_priority,
            views: None,
            chases: Vec::new(),
        }
    }
}

impl From<Match> for record::Match {
    fn from(old: Match) -> Self {
        Self {
            id: old.id,
            number: old.number,
            child: old.child,
            visitor: old.visitor,
            referral: old.referral,
            started: old.started,
            rationale: old.rationale,
            patterns: old.patterns,
            holds: old.holds,
            suspensions: old.suspensions,
            eighteen: old.eighteen,
            ended: old.ended.map(Into::into),
            proposal: None,
            trial: None,
            sanction_talks: Vec::new(),
            meetings: Vec::new(),
            contact: record::ContactRelease::default(),
        }
    }
}

impl From<Ending> for record::Ending {
    fn from(old: Ending) -> Self {
        Self {
            on: old.on,
            reason: old.reason,
            decided_by: old.decided_by,
            notice: old.notice,
            note: old.note,
            child_words: None,
            rematch: None,
            informal_after: None,
            closing: Vec::new(),
        }
    }
}

impl From<Ledger> for record::Ledger {
    fn from(old: Ledger) -> Self {
        Self { match_id: old.match_id, visits: old.visits.into_iter().map(Into::into).collect() }
    }
}

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
            transport: None,
            claim: None,
            reads_like_concern: false,
        }
    }
}

impl From<MatchReview> for record::MatchReview {
    fn from(old: MatchReview) -> Self {
        Self {
            id: old.id,
            match_id: old.match_id,
            held: old.held,
            formal: old.formal,
            heard: old.heard,
            outcome: old.outcome,
            summary: old.summary,
            to_plan: old.to_plan,
            to_iro: None,
            private: None,
            child_agrees: None,
            feedback_given: None,
        }
    }
}

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
            standards_reviewed: None,
            evidence: BTreeMap::new(),
            duty_team: None,
            duty_teams: BTreeMap::new(),
        }
    }
}
