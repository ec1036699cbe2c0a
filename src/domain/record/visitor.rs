//! The visitor: from enquiry to leaving, with what shows that they are safe to visit a child.

use super::{DbsApplication, DbsCheck, Hold, Name, Pause, Said, withheld};
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
    /// Which documents they were.
    pub identity_document: Option<String>,
    /// Certificates, oldest first: metadata only (R85).
    pub dbs: Vec<DbsCheck>,
    /// A new certificate applied for.
    pub dbs_application: Option<DbsApplication>,
    /// Independence of the authority declared, self and household (R57).
    pub declaration: Option<Declaration>,
    /// For whom they, or somebody at home, work; held against the child's home and its provider (R58).
    pub employers: Vec<String>,
    /// Training done.
    pub training: Vec<Training>,
    /// Interview passed.
    pub interview: Option<Said>,
    /// Volunteering agreement and code of conduct signed.
    pub agreement: Option<Said>,
    /// Its version.
    pub agreement_version: Option<String>,
    /// For how many months they have agreed to visit (R85e).
    pub commitment_months: Option<u16>,
    /// What is needed before a child is driven (R85g).
    pub driver: Option<DriverDocuments>,
    /// The worker who is their point of contact (R41).
    pub named_worker: Option<String>,
    /// Emergency contacts given: version and day (R42).
    pub pack: Option<Pack>,
    /// Periods on hold (R95).
    pub holds: Vec<Hold>,
    /// Periods in which no visits may happen: a neutral act (R74), or a lapsed check (5.9).
    pub suspensions: Vec<Pause>,
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

    /// The conditions of every decision that are not met yet, each with the step that set it, oldest first.
    pub fn open_conditions(&self) -> impl Iterator<Item = (&StageStep, &Condition)> {
        let open = |step| self::open_conditions(step).map(move |condition| (step, condition));
        self.stages.iter().flat_map(open)
    }

    /// Whether they are approved and have not left.
    #[must_use]
    pub fn is_approved(&self) -> bool {
        self.stage() == Stage::Approved
    }

    /// Whether they still visit: approved, or leaving and not yet gone. Checks and support go on until the last day.
    #[must_use]
    pub fn is_serving(&self) -> bool {
        matches!(self.stage(), Stage::Approved | Stage::Leaving)
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

    /// Whether the team manager has paused the visits of a day.
    #[must_use]
    pub fn is_paused_by_manager(&self, day: NaiveDate) -> bool {
        self.suspensions.iter().any(|s| s.by_manager && s.covers(day))
    }

    /// The certificate that decides on a day: the newest issued by then of a sufficient level and not for a workforce
    /// without children. `None` when that one was not accepted, for then an older one no longer speaks for the
    /// visitor either (5.9).
    #[must_use]
    pub fn dbs_on(&self, day: NaiveDate) -> Option<&DbsCheck> {
        let enough = self.dbs.iter().filter(|c| c.issued <= day && c.is_for_a_visitor());
        enough.max_by_key(|c| c.issued).filter(|c| c.accepted)
    }

    /// The newest certificate of a sufficient level, when it was accepted.
    #[must_use]
    pub fn current_dbs(&self) -> Option<&DbsCheck> {
        self.dbs_on(NaiveDate::MAX)
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

    /// Whether somebody decides it: a panel or a manager, by name or by office (5.1).
    #[must_use]
    pub const fn is_decision(self) -> bool {
        matches!(self, Self::Approved | Self::Deferred | Self::Declined)
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
    /// Neutral, factual note.
    pub note: Option<String>,
    /// On what conditions it was decided so (5.1), in the order in which they were set.
    pub conditions: Vec<Condition>,
}

fn open_conditions(step: &StageStep) -> impl Iterator<Item = &Condition> {
    step.conditions.iter().filter(|condition| condition.met.is_none())
}

/// What a panel or manager made a decision depend on (5.1). It stays open until it is met.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// What is asked, in the words of those who decided.
    pub what: String,
    /// The day on which it was met; `None` while it is not.
    pub met: Option<NaiveDate>,
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

/// The declaration of independence (R57): whether the visitor, or anybody at home, is connected with the authority
/// as a member or an officer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaration {
    /// To whom it was made, and when.
    pub said: Said,
    /// Connected themselves; of a declaration without `household`, themselves or through somebody at home.
    pub connected: bool,
    /// How.
    pub details: Option<String>,
    /// The same of whoever shares their home; `None` where the two were not asked apart.
    pub household: Option<AtHome>,
}

impl Declaration {
    /// Whether either answer says that there is a connection.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        self.connected || self.household.as_ref().is_some_and(|home| home.connected)
    }
}

/// What a declaration says of the household (R57).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtHome {
    /// Somebody at home is connected with the authority.
    pub connected: bool,
    /// Who, and how.
    pub details: Option<String>,
}

/// What is seen, and until when it holds, before a visitor drives a child (R85g). Nothing is copied.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DriverDocuments {
    /// Seen by whom, on which day.
    pub said: Said,
    /// The licence was seen.
    pub licence: bool,
    /// The insurer was told that children are driven.
    pub insurer_told: bool,
    /// What shows it: the insurer's letter, a reference.
    pub evidence: Option<String>,
    /// The insurance runs until.
    pub insured_until: Option<NaiveDate>,
    /// The MOT runs until; `None` for a car too new for one.
    pub mot_until: Option<NaiveDate>,
    /// The tax runs until.
    pub tax_until: Option<NaiveDate>,
}

impl DriverDocuments {
    /// The first day on which something that was seen has run out.
    #[must_use]
    pub fn runs_out(&self) -> Option<NaiveDate> {
        let last = [self.insured_until, self.mot_until, self.tax_until].into_iter().flatten().min()?;
        last.succ_opt()
    }
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
    AtHome,
    Condition,
    Declaration,
    DriverDocuments,
    Visitor,
    StageStep,
    PersonalReference,
    Training,
    Pack,
);
