//! The visitor: from enquiry to leaving, with what shows that they are safe to visit a child.

use super::{Hold, Name, Said, Suspension, withheld};
use crate::calendar::add_months;
use crate::id::{Prefix, Reference, VisitorId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An independent visitor, or somebody on the way to becoming one (domain 3.2).
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Visitor {
    /// Opaque id.
    pub id: VisitorId,
    /// The number in `V-0017`.
    pub number: u32,
    /// Name.
    pub name: Name,
    /// Date of birth.
    pub born: Option<NaiveDate>,
    /// Gender, for children's preferences.
    pub gender: Option<String>,
    /// Home address.
    pub address: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Whom to call in an emergency.
    pub emergency_contact: Option<String>,
    /// Ethnicity, for monitoring.
    pub ethnicity: Option<String>,
    /// Languages spoken.
    pub languages: Vec<String>,
    /// Faith, where offered.
    pub faith: Option<String>,
    /// Interests.
    pub interests: Vec<String>,
    /// When they can visit.
    pub availability: Option<String>,
    /// How far they travel, in miles.
    pub radius_miles: Option<u16>,
    /// Whether they drive.
    pub drives: Option<bool>,
    /// Pets and smoking at home, where visits may come there.
    pub household: Option<String>,
    /// How they heard of the scheme.
    pub source: Option<String>,
    /// The stages gone through, oldest first; the last is where they are.
    pub stages: Vec<StageStep>,
    /// References asked for and received (R85b).
    pub references: Vec<PersonalReference>,
    /// Identity documents seen, never copied (R85a).
    pub identity: Option<Said>,
    /// Certificates, oldest first: metadata only (R85).
    pub dbs: Vec<DbsCheck>,
    /// A new certificate applied for.
    pub dbs_application: Option<DbsApplication>,
    /// Independence of the authority declared, self and household (R57).
    pub declaration: Option<Said>,
    /// Training done.
    pub training: Vec<Training>,
    /// Interview passed.
    pub interview: Option<Said>,
    /// Volunteering agreement and code of conduct signed.
    pub agreement: Option<Said>,
    /// The worker who is their point of contact (R41).
    pub named_worker: Option<String>,
    /// Emergency contacts given: version and day (R42).
    pub pack: Option<Pack>,
    /// Periods on hold (R95).
    pub holds: Vec<Hold>,
    /// Periods in which no visits may happen.
    pub suspensions: Vec<Suspension>,
}

impl Visitor {
    /// `V-0017`.
    #[must_use]
    pub const fn reference(&self) -> Reference {
        Reference::new(Prefix::Visitor, self.number)
    }

    /// The stage reached.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stages.last().map_or(Stage::Enquiry, |s| s.stage)
    }

    /// The day since which they have been at that stage.
    #[must_use]
    pub fn stage_since(&self) -> Option<NaiveDate> {
        self.stages.last().map(|s| s.on)
    }

    /// The stage on a day, from the dated steps.
    #[must_use]
    pub fn stage_on(&self, day: NaiveDate) -> Option<Stage> {
        self.stages.iter().rev().find(|s| s.on <= day).map(|s| s.stage)
    }

    /// When first approved.
    #[must_use]
    pub fn approved_on(&self) -> Option<NaiveDate> {
        self.stages.iter().find(|s| s.stage == Stage::Approved).map(|s| s.on)
    }

    /// Whether they are approved and have not left.
    #[must_use]
    pub fn is_approved(&self) -> bool {
        self.stage() == Stage::Approved
    }

    /// The hold that covers a day.
    #[must_use]
    pub fn hold_on(&self, day: NaiveDate) -> Option<&Hold> {
        self.holds.iter().rev().find(|h| h.covers(day))
    }

    /// Whether suspended on a day.
    #[must_use]
    pub fn is_suspended(&self, day: NaiveDate) -> bool {
        self.suspensions.iter().any(|s| s.covers(day))
    }

    /// The newest certificate that was accepted.
    #[must_use]
    pub fn current_dbs(&self) -> Option<&DbsCheck> {
        self.dbs.iter().filter(|d| d.accepted).max_by_key(|d| d.issued)
    }
}

/// Where somebody stands between enquiry and leaving (5.1). Matched, on hold and suspended are derived.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Stage {
    /// Has asked.
    Enquiry,
    /// Pack sent.
    PackSent,
    /// Has applied.
    Applied,
    /// Interview passed.
    Interviewed,
    /// In training.
    InTraining,
    /// References, DBS and identity under way.
    Checks,
    /// Everything in, waiting for the decision.
    Ready,
    /// Approved by panel or manager.
    Approved,
    /// Decision put off.
    Deferred,
    /// Not approved.
    Declined,
    /// Not taken on before a decision.
    NotTakenOn,
    /// Enquiry or application lapsed.
    Lapsed,
    /// Closed before applying.
    Closed,
    /// Leaving.
    Leaving,
    /// Has left.
    Left,
    /// Removed by the scheme.
    Removed,
}

impl Stage {
    /// Every stage with the words for it.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Enquiry, "enquiry"),
        (Self::PackSent, "pack sent"),
        (Self::Applied, "applied"),
        (Self::Interviewed, "interview passed"),
        (Self::InTraining, "in training"),
        (Self::Checks, "checks"),
        (Self::Ready, "ready for decision"),
        (Self::Approved, "approved"),
        (Self::Deferred, "deferred"),
        (Self::Declined, "declined"),
        (Self::NotTakenOn, "not taken on"),
        (Self::Lapsed, "lapsed"),
        (Self::Closed, "closed"),
        (Self::Leaving, "leaving"),
        (Self::Left, "left"),
        (Self::Removed, "removed"),
    ];

    /// The words for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        Self::ALL.iter().find(|(s, _)| *s == self).map_or("", |(_, words)| words)
    }

    /// Whether nothing more happens at this stage.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(
            self,
            Self::Declined | Self::NotTakenOn | Self::Lapsed | Self::Closed | Self::Left | Self::Removed
        )
    }
}

/// One step of recruitment, with its day.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageStep {
    /// The stage entered.
    pub stage: Stage,
    /// On which day.
    pub on: NaiveDate,
    /// By whose decision, where it was one.
    pub by: Option<String>,
    /// Neutral, factual note; conditions of an approval.
    pub note: Option<String>,
}

/// A reference about an applicant (R85b).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalReference {
    /// Who gives it.
    pub name: String,
    /// How they know the applicant.
    pub context: String,
    /// For how many years.
    pub years_known: Option<u8>,
    /// Whether a relative.
    pub relative: bool,
    /// Asked for on.
    pub requested: Option<NaiveDate>,
    /// Received on.
    pub received: Option<NaiveDate>,
    /// Good enough.
    pub satisfactory: Option<bool>,
}

/// Level of a DBS certificate.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum DbsLevel {
    /// Basic: not enough for a visitor (R2).
    Basic,
    /// Standard: not enough for a visitor (R2).
    Standard,
    /// Enhanced, the level for a visitor.
    Enhanced,
    /// Enhanced with barred list; lawful only for regulated activity (R81).
    EnhancedBarred,
}

impl DbsLevel {
    /// Every level with the words for it.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Enhanced, "enhanced"),
        (Self::EnhancedBarred, "enhanced with barred list"),
        (Self::Standard, "standard"),
        (Self::Basic, "basic"),
    ];
}

/// Whether the visitor subscribes to the DBS Update Service (R83).
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum UpdateService {
    /// Nothing is recorded.
    #[default]
    NotRecorded,
    /// Joined on this day.
    Joined(NaiveDate),
    /// Will not join; a new certificate will be needed at renewal.
    NotJoining(Said),
}

/// A look at the Update Service (R84).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusCheck {
    /// The day of the look.
    pub on: NaiveDate,
    /// `true`: no new information, which carries the certificate twelve months on. `false`: changed, so a new
    /// certificate is needed before any further visit (5.9).
    pub unchanged: bool,
}

/// What may be kept of a certificate: metadata only, never contents, never a scan (R85).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DbsCheck {
    /// Certificate number.
    pub certificate: String,
    /// Date of issue.
    pub issued: NaiveDate,
    /// Level.
    pub level: DbsLevel,
    /// Why a barred-list check was lawful, when there was one (R81).
    pub eligibility: Option<String>,
    /// Original seen by whom, on which day.
    pub seen: Option<Said>,
    /// Decision: fit to visit.
    pub accepted: bool,
    /// Update Service.
    pub update_service: UpdateService,
    /// Looks at the Update Service, oldest first.
    pub checks: Vec<StatusCheck>,
}

impl DbsCheck {
    /// The first day on which the certificate no longer counts: `renew_months` after issue (R82), carried on by
    /// every unchanged status check for `extend_months`, cut off at once by a changed one (5.9).
    #[must_use]
    pub fn lapses_on(&self, renew_months: u32, extend_months: u32) -> NaiveDate {
        let mut lapse = add_months(self.issued, renew_months as i32);
        for check in &self.checks {
            if check.unchanged {
                lapse = lapse.max(add_months(check.on, extend_months as i32));
            } else {
                lapse = lapse.min(check.on);
            }
        }
        lapse
    }
}

/// A certificate applied for and not yet seen (R85h: chased weekly).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DbsApplication {
    /// Applied on.
    pub applied: NaiveDate,
    /// The umbrella body's reference.
    pub reference: Option<String>,
    /// Last chased on.
    pub chased: Option<NaiveDate>,
}

/// The seven core modules (R85d), and others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Module {
    /// Safeguarding.
    Safeguarding,
    /// Children in care.
    ChildrenInCare,
    /// Boundaries.
    Boundaries,
    /// Confidentiality.
    Confidentiality,
    /// Communication.
    Communication,
    /// Equality and diversity.
    Equality,
    /// Health and safety.
    HealthAndSafety,
    /// Working with disabled children; extra.
    Disability,
    /// Another course; extra.
    Other,
}

impl Module {
    /// The seven that approval asks for.
    pub const CORE: &'static [Self] = &[
        Self::Safeguarding,
        Self::ChildrenInCare,
        Self::Boundaries,
        Self::Confidentiality,
        Self::Communication,
        Self::Equality,
        Self::HealthAndSafety,
    ];

    /// Every module with the words for it.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Safeguarding, "safeguarding"),
        (Self::ChildrenInCare, "children in care"),
        (Self::Boundaries, "boundaries"),
        (Self::Confidentiality, "confidentiality"),
        (Self::Communication, "communication"),
        (Self::Equality, "equality and diversity"),
        (Self::HealthAndSafety, "health and safety"),
        (Self::Disability, "disabled children"),
        (Self::Other, "other"),
    ];

    /// The words for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        Self::ALL.iter().find(|(m, _)| *m == self).map_or("", |(_, words)| words)
    }
}

/// A course done.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Training {
    /// Which module.
    pub module: Module,
    /// Done on.
    pub on: NaiveDate,
    /// To be refreshed by this day, where it runs out (R50).
    pub expires: Option<NaiveDate>,
    /// Title or trainer.
    pub note: Option<String>,
}

/// The emergency pack (R42).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// Version given.
    pub version: String,
    /// On which day.
    pub on: NaiveDate,
}

withheld!(
    Visitor,
    StageStep,
    PersonalReference,
    UpdateService,
    StatusCheck,
    DbsCheck,
    DbsApplication,
    Training,
    Pack
);
