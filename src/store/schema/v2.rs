//! Records as the second version had them. Frozen: never edited again. What is not frozen here with them is unchanged
//! since; the golden bytes of that version hold that.

use chrono::NaiveDate;
use domain::id::{ChildId, VisitorId};
use domain::record::{
    self, Card, CaseReview, Ceased, ChildView, DbsApplication, DbsCheck, DistanceCheck, DriverDocuments,
    Hold, Name, Pack, PastWorker, PersonalReference, PhotoStatus, PlacementKind, Professional, RiskAnswer,
    Said, Stage, Suspension, Training, Wishes,
};
use serde::Deserialize;

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
    past_workers: Vec<PastWorker>,
    iro: Option<Professional>,
    next_case_review: Option<NaiveDate>,
    case_reviews: Vec<CaseReview>,
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
    independence: Option<Said>,
    distance: Option<DistanceCheck>,
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
    identity_document: Option<String>,
    dbs: Vec<DbsCheck>,
    dbs_application: Option<DbsApplication>,
    declaration: Option<Declaration>,
    employers: Vec<String>,
    training: Vec<Training>,
    interview: Option<Said>,
    agreement: Option<Said>,
    agreement_version: Option<String>,
    commitment_months: Option<u16>,
    driver: Option<DriverDocuments>,
    named_worker: Option<String>,
    pack: Option<Pack>,
    holds: Vec<Hold>,
    suspensions: Vec<Suspension>,
}

#[derive(Deserialize)]
pub(crate) struct StageStep {
    stage: Stage,
    on: NaiveDate,
    by: Option<String>,
    note: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Declaration {
    said: Said,
    connected: bool,
    details: Option<String>,
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
            past_workers: old.past_workers,
            iro: old.iro,
            next_case_review: old.next_case_review,
            case_reviews: old.case_reviews,
            ethnicity: old.ethnicity,
            language: old.language,
            religion: old.religion,
            needs: old.needs,
            school: old.school,
            family_contact: old.family_contact,
            placements: old.placements.into_iter().map(Into::into).collect(),
            card: old.card,
            risk: old.risk,
            wishes: old.wishes,
            view: old.view,
            photos: old.photos,
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
            independence: old.independence.map(|said| record::Independence {
                said,
                independent: None,
                visitor: None,
            }),
            distance: old.distance,
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
            identity_document: old.identity_document,
            dbs: old.dbs,
            dbs_application: old.dbs_application,
            declaration: old.declaration.map(Into::into),
            employers: old.employers,
            training: old.training,
            interview: old.interview,
            agreement: old.agreement,
            agreement_version: old.agreement_version,
            commitment_months: old.commitment_months,
            driver: old.driver,
            named_worker: old.named_worker,
            pack: old.pack,
            holds: old.holds,
            suspensions: old.suspensions.into_iter().map(super::v3::pause).collect(),
        }
    }
}

impl From<StageStep> for record::StageStep {
    fn from(old: StageStep) -> Self {
        Self { stage: old.stage, on: old.on, by: old.by, note: old.note, conditions: Vec::new() }
    }
}

impl From<Declaration> for record::Declaration {
    fn from(old: Declaration) -> Self {
        Self { said: old.said, connected: old.connected, details: old.details, household: None }
    }
}
