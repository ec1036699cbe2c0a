//! Records as the third version had them. Frozen: never edited again. What is not frozen here with them is unchanged
//! since; the golden bytes of that version hold that.

use chrono::NaiveDate;
use domain::id::VisitorId;
use domain::record::{
    self, DbsApplication, DbsCheck, Declaration, DriverDocuments, Hold, Name, Pack, PersonalReference, Said,
    StageStep, Suspension, Training,
};
use serde::Deserialize;

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
            stages: old.stages,
            references: old.references,
            identity: old.identity,
            identity_document: old.identity_document,
            dbs: old.dbs,
            dbs_application: old.dbs_application,
            declaration: old.declaration,
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
            suspensions: old.suspensions.into_iter().map(pause).collect(),
        }
    }
}

/// Until then a pause was the team manager's when it said so in these very words.
const SEE_MANAGER: &str = "visits are paused; see team manager";

/// A pause of a visitor, which until then was like that of a match.
pub(super) fn pause(old: Suspension) -> record::Pause {
    let Suspension { from, ended, reason } = old;
    record::Pause { by_manager: reason == SEE_MANAGER, from, ended, reason }
}
