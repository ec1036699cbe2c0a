//! What commands carry: the words and dates of a form, before they are records.

use crate::entry::expenses::Expenses;
use crate::id::{ChildId, ConcernId, MatchId, VisitId, VisitorId};
use crate::record::{
    Account, Basis, CancelReason, ChildView, ChosenBy, ConsentTo, Declaration, Ground, Incident, Name, Pack,
    Party, PersonalReference, PhotoStatus, PlacementKind, Professional, Quoted, Reader, Record, Released,
    RiskAnswer, Said, Subject, Transport, VisitReport, Wishes,
};
use crate::world::Change;
use chrono::{NaiveDate, NaiveTime};

/// Everything about a child that is simply known or not yet known.
#[derive(Clone, PartialEq)]
pub struct ChildDetails {
    /// Name.
    pub name: Name,
    /// Date of birth.
    pub born: NaiveDate,
    /// The responsible authority.
    pub authority: String,
    /// The authority's case number.
    pub case_number: Option<String>,
    /// Gender as the child describes it.
    pub gender: Option<String>,
    /// Pronouns.
    pub pronouns: Option<String>,
    /// Looked after since.
    pub looked_after_since: Option<NaiveDate>,
    /// Ceased to be looked after on, and why.
    pub ceased: Option<crate::record::Ceased>,
    /// Legal status.
    pub legal_status: Option<String>,
    /// Area authority, when another.
    pub area_authority: Option<String>,
    /// Social worker.
    pub social_worker: Option<Professional>,
    /// Independent reviewing officer.
    pub iro: Option<Professional>,
    /// Next review of the child's case.
    pub next_case_review: Option<NaiveDate>,
    /// Ethnicity.
    pub ethnicity: Option<String>,
    /// First language.
    pub language: Option<String>,
    /// Religion.
    pub religion: Option<String>,
    /// Disability and communication needs.
    pub needs: Option<String>,
    /// School.
    pub school: Option<String>,
    /// Family contact.
    pub family_contact: Option<String>,
    /// The social worker's answer on risk.
    pub risk: Option<RiskAnswer>,
    /// Wishes.
    pub wishes: Wishes,
    /// Whether the child wants a visitor.
    pub view: ChildView,
    /// Photographs.
    pub photos: PhotoStatus,
}

impl ChildDetails {
    /// The few things without which there is no record; the rest when it is known.
    #[must_use]
    pub fn new(name: Name, born: NaiveDate, authority: impl Into<String>) -> Self {
        Self {
            name,
            born,
            authority: authority.into(),
            case_number: None,
            gender: None,
            pronouns: None,
            looked_after_since: None,
            ceased: None,
            legal_status: None,
            area_authority: None,
            social_worker: None,
            iro: None,
            next_case_review: None,
            ethnicity: None,
            language: None,
            religion: None,
            needs: None,
            school: None,
            family_contact: None,
            risk: None,
            wishes: Wishes::default(),
            view: ChildView::default(),
            photos: PhotoStatus::default(),
        }
    }
}

/// A placement as it is heard of.
#[derive(Clone, PartialEq)]
pub struct NewPlacement {
    /// First day there.
    pub from: NaiveDate,
    /// Kind.
    pub kind: PlacementKind,
    /// Carer or home.
    pub carer: String,
    /// Provider.
    pub provider: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Planned, or an emergency.
    pub planned: bool,
    /// Out of the authority's area.
    pub out_of_area: Option<bool>,
    /// The day the scheme learned of it.
    pub learned: NaiveDate,
    /// From whom.
    pub learned_from: Option<String>,
    /// Address and telephone already confirmed, with whom and when.
    pub confirmed: Option<Said>,
}

impl NewPlacement {
    /// A placement of which little is known yet.
    #[must_use]
    pub fn new(from: NaiveDate, kind: PlacementKind, carer: impl Into<String>, learned: NaiveDate) -> Self {
        Self {
            from,
            kind,
            carer: carer.into(),
            provider: None,
            address: None,
            postcode: None,
            phone: None,
            planned: true,
            out_of_area: None,
            learned,
            learned_from: None,
            confirmed: None,
        }
    }
}

/// A referral as it comes in.
#[derive(Clone, PartialEq)]
pub struct NewReferral {
    /// The day it came.
    pub received: NaiveDate,
    /// How it came.
    pub how: Option<String>,
    /// Who referred.
    pub referrer: Professional,
    /// Grounds.
    pub grounds: Vec<Ground>,
    /// The child knows and agrees.
    pub child_agrees: Option<bool>,
    /// What carer, parents and reviewing officer think of it.
    pub views: Option<String>,
    /// Acknowledged on.
    pub acknowledged: Option<NaiveDate>,
}

/// Everything about a visitor that is simply known or not yet known.
#[derive(Clone, PartialEq, Default)]
pub struct VisitorDetails {
    /// Name.
    pub name: Name,
    /// Date of birth.
    pub born: Option<NaiveDate>,
    /// Gender.
    pub gender: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Emergency contact.
    pub emergency_contact: Option<String>,
    /// Ethnicity, for monitoring.
    pub ethnicity: Option<String>,
    /// Languages.
    pub languages: Vec<String>,
    /// Faith.
    pub faith: Option<String>,
    /// Interests.
    pub interests: Vec<String>,
    /// Availability.
    pub availability: Option<String>,
    /// Travel radius in miles.
    pub radius_miles: Option<u16>,
    /// Drives.
    pub drives: Option<bool>,
    /// Pets, smoking.
    pub household: Option<String>,
    /// How they heard of the scheme.
    pub source: Option<String>,
    /// References.
    pub references: Vec<PersonalReference>,
    /// Identity seen.
    pub identity: Option<Said>,
    /// Which documents.
    pub identity_document: Option<String>,
    /// Independence declared.
    pub declaration: Option<Declaration>,
    /// For whom they, or somebody at home, work.
    pub employers: Vec<String>,
    /// Interview passed.
    pub interview: Option<Said>,
    /// Agreement signed.
    pub agreement: Option<Said>,
    /// Its version.
    pub agreement_version: Option<String>,
    /// Months for which they commit.
    pub commitment_months: Option<u16>,
    /// Named worker.
    pub named_worker: Option<String>,
    /// Emergency pack given.
    pub pack: Option<Pack>,
}

/// Day, time and place of a visit to come.
#[derive(Clone, PartialEq, Eq)]
pub struct VisitPlan {
    /// The day.
    pub date: NaiveDate,
    /// The time.
    pub start: Option<NaiveTime>,
    /// Place or activity.
    pub what: Option<String>,
    /// At the child's home.
    pub at_home: bool,
    /// With a night away.
    pub overnight: bool,
    /// How they get about.
    pub transport: Option<Transport>,
}

impl VisitPlan {
    /// A visit on a day, nothing else agreed yet.
    #[must_use]
    pub const fn on(date: NaiveDate, start: Option<NaiveTime>) -> Self {
        Self { date, start, what: None, at_home: false, overnight: false, transport: None }
    }
}

/// What became of a visit, as the report tells it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Happened {
    /// It took place.
    Yes,
    /// It was cancelled.
    Cancelled {
        /// By whom.
        by: Party,
        /// Why.
        reason: CancelReason,
    },
    /// Somebody did not come.
    Missed {
        /// Who.
        by: Party,
    },
}

/// A visit report as it is typed in.
#[derive(Clone, PartialEq)]
pub struct NewReport {
    /// The match.
    pub match_id: MatchId,
    /// The planned visit it is about; `None` when nobody had planned it.
    pub visit: Option<VisitId>,
    /// The day of the visit.
    pub date: NaiveDate,
    /// The day the report came.
    pub received: NaiveDate,
    /// What became of it.
    pub happened: Happened,
    /// How long, in minutes.
    pub minutes: Option<u16>,
    /// What they did.
    pub activity: String,
    /// Who chose.
    pub chosen_by: Option<ChosenBy>,
    /// The child's own words.
    pub child_words: String,
    /// The visitor's view.
    pub visitor_view: String,
    /// The answer to "anything that worries you?".
    pub concern: Option<ReportConcern>,
    /// The next visit.
    pub next: Option<VisitPlan>,
    /// Expenses.
    pub expenses: Option<Expenses>,
    /// Support asked for.
    pub support_wanted: Option<String>,
    /// Words that read like a concern were looked at, and there is none.
    pub looked_at: bool,
}

/// The worry that a report tells of.
#[derive(Clone, PartialEq, Eq)]
pub struct ReportConcern {
    /// In the words used.
    pub what: String,
    /// Somebody may be in danger now.
    pub danger_now: bool,
    /// When the co-ordinator learned of it; the moment of filing when `None` (R32, 2.H 4).
    pub learned: Option<chrono::DateTime<chrono::Utc>>,
    /// When the visitor learned of it (R31); `None` while nobody has asked.
    pub heard: Option<chrono::DateTime<chrono::Utc>>,
}

/// A concern as it is raised.
#[derive(Clone, PartialEq)]
pub struct NewConcern {
    /// The child.
    pub child: ChildId,
    /// The match, where one is concerned.
    pub match_id: Option<MatchId>,
    /// The visit, where one is concerned.
    pub visit: Option<VisitId>,
    /// When the co-ordinator learned of it.
    pub learned: chrono::DateTime<chrono::Utc>,
    /// Who raised it.
    pub raised_by: String,
    /// Somebody may be in danger now.
    pub danger_now: bool,
    /// What was seen or said.
    pub what: String,
    /// Everything beyond those words that is known already.
    pub details: ConcernDetails,
    /// The paragraphs of visit reports that it quotes.
    pub quoted: Vec<Quoted>,
    /// The visitor who raised it; where none is named, the child's visitor whose name stands in `raised_by`.
    pub by_visitor: Option<VisitorId>,
}

impl NewConcern {
    /// A concern of which no more is known yet than who raised it, when it was learned of, and the words used.
    #[must_use]
    pub fn new(
        child: ChildId,
        learned: chrono::DateTime<chrono::Utc>,
        raised_by: impl Into<String>,
        what: impl Into<String>,
    ) -> Self {
        Self {
            child,
            match_id: None,
            visit: None,
            learned,
            raised_by: raised_by.into(),
            danger_now: false,
            what: what.into(),
            details: ConcernDetails::default(),
            quoted: Vec::new(),
            by_visitor: None,
        }
    }
}

/// What makes the record of a concern complete (R80).
#[derive(Clone, PartialEq, Eq, Default)]
pub struct ConcernDetails {
    /// What kind of incident.
    pub kind: Incident,
    /// When whoever raised it learned of it (R31).
    pub heard: Option<chrono::DateTime<chrono::Utc>>,
    /// The account of it.
    pub account: Account,
    /// Whether it is about sexual abuse that was told of or seen (R80b).
    pub sexual_abuse: Option<bool>,
}

/// A low-level concern about a visitor as it is recorded (R79).
#[derive(Clone, PartialEq)]
pub struct NewLowLevel {
    /// About which visitor.
    pub visitor: VisitorId,
    /// The day it happened, or on which it was seen.
    pub on: NaiveDate,
    /// When whoever raised it learned of it (R1).
    pub heard: Option<chrono::DateTime<chrono::Utc>>,
    /// When the co-ordinator was told (R1).
    pub told: chrono::DateTime<chrono::Utc>,
    /// Who raised it.
    pub raised_by: String,
    /// What it is about, in the words used.
    pub what: String,
    /// What was done.
    pub done: Option<String>,
}

/// A change that can be taken back: what was before, what it made of it, and what it was called.
#[derive(Clone, PartialEq)]
pub struct Undoable {
    /// The change number.
    pub change: u64,
    /// The command's name.
    pub command: String,
    /// What it said it had done.
    pub done: String,
    /// The records as they were before; `None` for one that was new.
    pub before: Vec<(crate::record::Kind, crate::id::RawId, Option<Record>)>,
    /// The records as it left them.
    pub after: Vec<Change>,
    /// The concern that it raised, if it did: that is not taken back.
    pub concern: Option<ConcernId>,
}

/// A consent, or a refusal (domain 3.10).
#[derive(Clone, PartialEq)]
pub struct NewConsent {
    /// Whose: the child's, or the visitor's.
    pub about: Subject,
    /// What it is for.
    pub what: ConsentTo,
    /// Given; refused otherwise.
    pub given: bool,
    /// By whom.
    pub by: String,
    /// How.
    pub how: String,
    /// On which day.
    pub on: NaiveDate,
    /// The last day on which it holds.
    pub until: Option<NaiveDate>,
}

/// What is to be told, or was asked for.
#[derive(Clone, PartialEq)]
pub struct NewRelease {
    /// About whom or what.
    pub about: Subject,
    /// To whom: the reader.
    pub to: Reader,
    /// To whom by name.
    pub recipient: String,
    /// For what.
    pub purpose: String,
    /// On which basis.
    pub basis: Option<Basis>,
    /// What.
    pub things: Vec<Released>,
    /// The narratives that were read from the file for it.
    pub reports: Vec<VisitReport>,
}
