//! The numbers that a scheme may change, each with its default, unit and bounds.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

macro_rules! params {
    ($($(#[$doc:meta])* $id:ident = $key:literal, $default:literal, $unit:ident, $min:literal ..= $max:literal, $design:ident;)*) => {
        /// One parameter of a rule.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum ParamId { $($(#[$doc])* $id),* }
        /// Every parameter.
        pub const PARAMS: &[Param] = &[$(Param {
            id: ParamId::$id, key: $key, default: $default, unit: Unit::$unit, min: $min, max: $max, design: $design,
        }),*];
    };
}

/// A number that no source fixes: this program's own.
const OWN: bool = true;
/// A number that stands in the source of its rule.
const GIVEN: bool = false;

params! {
    /// Youngest usual age (R4, R92).
    ChildAgeMin = "child-age-min", 8, Years, 0 ..= 18, GIVEN;
    /// Age at which a match formally ends (R6).
    ChildAgeMax = "child-age-max", 18, Years, 16 ..= 25, GIVEN;
    /// Months after which the card is confirmed again (R12).
    CardMonths = "card-months", 6, Months, 1 ..= 24, OWN;
    /// Live matches one visitor may have (R19, R93).
    MatchesPerVisitor = "matches-per-visitor", 1, Count, 1 ..= 5, GIVEN;
    /// Days without a visit after which a monthly match has gone quiet (R20).
    VisitQuietDays = "visit-quiet-days", 35, Days, 14 ..= 120, OWN;
    /// Days without a visit at which a monthly match is overdue (R20).
    VisitOverdueDays = "visit-overdue-days", 42, Days, 15 ..= 180, OWN;
    /// Shortest usual visit, in hours (R22).
    VisitHoursMin = "visit-hours-min", 1, Hours, 0 ..= 12, OWN;
    /// Longest usual visit, in hours (R22).
    VisitHoursMax = "visit-hours-max", 10, Hours, 1 ..= 24, OWN;
    /// Days after which contact details are confirmed again (R25).
    ContactDays = "contact-days", 90, Days, 14 ..= 365, OWN;
    /// Working days within which a move is heard of (R26).
    MoveHeardDays = "move-heard-days", 5, WorkingDays, 1 ..= 60, OWN;
    /// Working days after a move by which the new carer is told (R27, R28).
    CarerToldDays = "carer-told-days", 5, WorkingDays, 1 ..= 60, OWN;
    /// Days after a move by which a visit there is booked (R29).
    MoveBookedDays = "move-booked-days", 14, Days, 1 ..= 90, OWN;
    /// Days after a move by which a visit there has taken place (R29).
    MoveVisitedDays = "move-visited-days", 35, Days, 1 ..= 180, OWN;
    /// Hour at which the working day ends, for concerns (R32).
    DayEndsHour = "day-ends-hour", 17, Hours, 12 ..= 23, OWN;
    /// Days after a visit by which its report is in (R33).
    ReportDays = "report-days", 7, Days, 1 ..= 60, OWN;
    /// Days from receipt of a referral within which the child is met (R39).
    MeetDays = "meet-days", 21, Days, 1 ..= 90, GIVEN;
    /// Days between status updates while waiting (R40).
    UpdateDays = "update-days", 28, Days, 7 ..= 120, OWN;
    /// Support groups in a rolling year (R43).
    GroupsPerYear = "groups-per-year", 3, Count, 1 ..= 12, GIVEN;
    /// Months since the last support group after which the next is called for (R43).
    GroupMonths = "group-months", 5, Months, 1 ..= 12, OWN;
    /// Days ahead at which training that runs out is shown (R50).
    TrainingWarnDays = "training-warn-days", 60, Days, 0 ..= 365, OWN;
    /// Months between annual reviews (R50a).
    AnnualReviewMonths = "annual-review-months", 12, Months, 6 ..= 24, GIVEN;
    /// Months after which an annual review is shown ahead (R50a).
    AnnualReviewWarnMonths = "annual-review-warn-months", 11, Months, 1 ..= 24, GIVEN;
    /// Months after which a certificate is renewed (R82).
    DbsMonths = "dbs-months", 36, Months, 12 ..= 60, GIVEN;
    /// Days before a certificate lapses at which its renewal is begun (R82).
    DbsWarnDays = "dbs-warn-days", 120, Days, 14 ..= 365, GIVEN;
    /// Days from issue within which the Update Service is joined (R83).
    UpdateServiceDays = "update-service-days", 30, Days, 1 ..= 60, GIVEN;
    /// Days from issue after which joining is chased (R83).
    UpdateServiceWarnDays = "update-service-warn-days", 14, Days, 0 ..= 60, GIVEN;
    /// Months between looks at the Update Service, and what an unchanged look is worth (R84, 5.9).
    StatusCheckMonths = "status-check-months", 12, Months, 1 ..= 36, OWN;
    /// Days between chasing a DBS application (R85h).
    DbsChaseDays = "dbs-chase-days", 7, Days, 1 ..= 60, GIVEN;
    /// Months after the start at which a match is first reviewed and confirmed (R86).
    ReviewFirstMonths = "review-first-months", 3, Months, 1 ..= 12, GIVEN;
    /// Months after the start of the second review (R86).
    ReviewSecondMonths = "review-second-months", 6, Months, 2 ..= 24, GIVEN;
    /// Months between reviews from the first year on (R86).
    ReviewYearlyMonths = "review-yearly-months", 12, Months, 3 ..= 24, GIVEN;
    /// Days by which a review may come early and still meet its point.
    ReviewEarlyDays = "review-early-days", 28, Days, 0 ..= 90, OWN;
    /// Weeks between supervisions (R87).
    SupervisionWeeks = "supervision-weeks", 8, Weeks, 1 ..= 52, OWN;
    /// Days after a visit by which the next is planned (R89).
    NextVisitDays = "next-visit-days", 7, Days, 0 ..= 60, OWN;
    /// Months of waiting after which it is too long (R98a).
    WaitingMonths = "waiting-months", 6, Months, 1 ..= 24, OWN;
    /// Minutes without a key after which the screen locks (R107).
    IdleMinutes = "idle-minutes", 5, Minutes, 1 ..= 60, OWN;
    /// Days after a formal review by which it is reflected in the child's plan (R47).
    ReviewPlanDays = "review-plan-days", 28, Days, 1 ..= 180, OWN;
    /// Age from which a referral is worked first (R5).
    OlderTeenAge = "older-teen-age", 15, Years, 12 ..= 18, OWN;
    /// Months after which the social worker is asked about risk again (R38).
    RiskMonths = "risk-months", 6, Months, 1 ..= 24, OWN;
    /// Days after an ending by which a new visitor is considered (R55).
    AfterEndDays = "after-end-days", 30, Days, 1 ..= 180, OWN;
    /// Days within which a claim is paid (R59).
    ClaimDays = "claim-days", 30, Days, 1 ..= 180, OWN;
    /// Days without a visit or a word after which the address is asked for again (R60c).
    AddressAskDays = "address-ask-days", 31, Days, 7 ..= 180, OWN;
    /// Visit days within any thirty that may make the role regulated activity (R81).
    RegulatedDays = "regulated-days", 4, Count, 2 ..= 10, GIVEN;
    /// Months for which a certificate that has run out is still taken to count; none by default (R82a).
    DbsGraceMonths = "dbs-grace-months", 0, Months, 0 ..= 6, GIVEN;
    /// References asked for before approval (R85b).
    ReferencesNeeded = "references-needed", 2, Count, 0 ..= 5, OWN;
    /// Years for which a referee has known the applicant (R85b).
    ReferenceYears = "reference-years", 2, Years, 0 ..= 10, GIVEN;
    /// The youngest a visitor may be (R85c).
    VisitorAgeMin = "visitor-age-min", 18, Years, 16 ..= 25, GIVEN;
    /// Months for which a visitor commits (R85e).
    CommitmentMonths = "commitment-months", 12, Months, 0 ..= 36, GIVEN;
    /// Days at one stage of recruitment after which it has stalled (R85f).
    StalledDays = "stalled-days", 30, Days, 7 ..= 180, OWN;
    /// Days after which a pack that nobody answers lapses (5.1).
    LapseDays = "lapse-days", 60, Days, 14 ..= 365, OWN;
    /// Months after which a driver's documents are looked at again (R85g).
    DriverMonths = "driver-months", 12, Months, 1 ..= 24, OWN;
    /// Months away after which a visitor is checked and trained anew (R85i).
    ReturnMonths = "return-months", 18, Months, 3 ..= 60, GIVEN;
    /// Days after the start by which a first check-in is held (R86a).
    CheckInDays = "check-in-days", 21, Days, 7 ..= 90, GIVEN;
    /// Visits after which the child decides whether to go on (R86d).
    TrialVisits = "trial-visits", 3, Count, 1 ..= 10, OWN;
    /// Matches for a full-time worker from which it is said (R90).
    CapacityAmber = "capacity-amber", 32, Count, 1 ..= 200, OWN;
    /// Matches for a full-time worker that are the most (R90).
    CapacityRed = "capacity-red", 36, Count, 1 ..= 200, GIVEN;
    /// Full-time workers of the scheme, in tenths: 10 is one (R90).
    WorkersTenths = "workers-tenths", 10, Count, 1 ..= 500, OWN;
    /// Matches that the scheme is to hold; 0 is no target (R91).
    MatchTarget = "match-target", 0, Count, 0 ..= 10_000, OWN;
    /// Working days within which an enquiry is answered (R96).
    EnquiryDays = "enquiry-days", 3, WorkingDays, 1 ..= 30, GIVEN;
    /// Reports overdue at which the visitor is called (R97).
    LateReportsCall = "late-reports-call", 2, Count, 1 ..= 10, OWN;
    /// Reports overdue at which the manager is told (R97).
    LateReportsManager = "late-reports-manager", 3, Count, 2 ..= 20, OWN;
    /// Days after an ending by which it is closed (R98).
    ClosingDays = "closing-days", 28, Days, 1 ..= 180, OWN;
    /// Months between reviews of the scheme's own standards (R50b).
    StandardsMonths = "standards-months", 12, Months, 3 ..= 36, GIVEN;
    /// Months after which independence is declared again (R57).
    DeclarationMonths = "declaration-months", 12, Months, 3 ..= 36, GIVEN;
    /// Visits made before contact details may be given (R35).
    ContactVisits = "contact-visits", 3, Count, 0 ..= 20, OWN;
    /// Days free after which a visitor hears from the scheme (H7).
    KeepWarmDays = "keep-warm-days", 90, Days, 14 ..= 365, OWN;
    /// Visits in a row that fell through at which a match is at risk (H6).
    FellThroughRow = "fell-through-row", 2, Count, 1 ..= 10, OWN;
    /// Visits of the last five that fell through at which a match is at risk (H6).
    FellThroughOfFive = "fell-through-of-five", 3, Count, 1 ..= 5, OWN;
    /// Days after a decision by which its conditions are met (H11).
    ConditionDays = "condition-days", 28, Days, 1 ..= 365, OWN;
    /// Days without a step after which a proposal stands still (H9).
    ProposalDays = "proposal-days", 14, Days, 1 ..= 90, OWN;
    /// Days before a consent runs out at which it is asked for again (R30).
    ConsentWarnDays = "consent-warn-days", 28, Days, 1 ..= 180, OWN;
    /// Hours between somebody learning of a concern and the co-ordinator being told, beyond which it is said (R1).
    GapHours = "gap-hours", 24, Hours, 1 ..= 168, OWN;
    /// Working days within which a concern's record is complete and confirmed in writing (R80, 5.6).
    ConcernRecordDays = "concern-record-days", 1, WorkingDays, 0 ..= 10, OWN;
    /// Working days after which it is asked what came of a concern (5.6).
    FeedbackDays = "feedback-days", 3, WorkingDays, 1 ..= 20, OWN;
    /// Working days within which a visitor is supported after a concern (5.6).
    DebriefDays = "debrief-days", 5, WorkingDays, 1 ..= 20, OWN;
    /// Low-level concerns about one visitor that are looked at together (R79).
    LowLevelCount = "low-level-count", 2, Count, 2 ..= 10, OWN;
    /// Months within which they count together (R79).
    LowLevelMonths = "low-level-months", 12, Months, 1 ..= 36, OWN;
    /// Working days within which the team manager looks at them (R79).
    LowLevelDays = "low-level-days", 5, WorkingDays, 1 ..= 30, OWN;
    /// The duty to report child sexual abuse: 1 when the scheme holds it to be in force, otherwise 0 (R80b).
    AbuseDuty = "abuse-duty", 0, Count, 0 ..= 1, GIVEN;
    /// Days that such a report may be put off, for the child's safety only (R80b).
    AbuseDutyDays = "abuse-duty-days", 7, Days, 1 ..= 7, GIVEN;
    /// Working days within which the LADO is told of an allegation (R71).
    LadoWorkingDays = "lado-working-days", 1, WorkingDays, 1 ..= 5, GIVEN;
    /// Hours within which the LADO is told, whatever day it is (R71).
    LadoHours = "lado-hours", 24, Hours, 1 ..= 72, GIVEN;
    /// Hours within which the LADO's form is sent once it is asked for (R75).
    LadoFormHours = "lado-form-hours", 24, Hours, 1 ..= 72, GIVEN;
    /// The smallest count that figures for others show; anything smaller is hidden (R109).
    SmallCount = "small-count", 5, Count, 3 ..= 20, GIVEN;
}

/// What a parameter counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Calendar days.
    Days,
    /// Working days of England and Wales.
    WorkingDays,
    /// Weeks.
    Weeks,
    /// Calendar months.
    Months,
    /// Years.
    Years,
    /// A plain number.
    Count,
}

impl Unit {
    /// The number with its unit: `21 days`, `1 month`.
    #[must_use]
    pub fn say(self, n: i64) -> String {
        let word = match self {
            Self::Minutes => "minute",
            Self::Hours => "hour",
            Self::Days => "day",
            Self::WorkingDays => "working day",
            Self::Weeks => "week",
            Self::Months => "month",
            Self::Years => "year",
            Self::Count => return n.to_string(),
        };
        format!("{n} {word}{}", if n == 1 { "" } else { "s" })
    }
}

/// One row: a parameter with its default and bounds.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Which.
    pub id: ParamId,
    /// Its name on the command line and in settings.
    pub key: &'static str,
    /// Default value.
    pub default: i64,
    /// What it counts.
    pub unit: Unit,
    /// Smallest value allowed.
    pub min: i64,
    /// Largest value allowed.
    pub max: i64,
    /// Whether the default is this program's own: the source of its rule states the duty and no number.
    pub design: bool,
}

impl ParamId {
    /// Its row.
    #[must_use]
    pub fn row(self) -> &'static Param {
        // INVARIANT: rows stand in the order of the enum, both made by one macro.
        &PARAMS[self as usize]
    }
}

/// The parameters in force: the scheme's own values over the defaults.
#[derive(Clone, Copy, Debug)]
pub struct Policy<'a> {
    own: &'a BTreeMap<ParamId, i64>,
}

impl<'a> Policy<'a> {
    /// The policy of a scheme with these own values.
    #[must_use]
    pub const fn new(own: &'a BTreeMap<ParamId, i64>) -> Self {
        Self { own }
    }

    /// The value in force.
    #[must_use]
    pub fn get(&self, id: ParamId) -> i64 {
        self.own.get(&id).copied().unwrap_or(id.row().default)
    }

    /// The value in force as months, weeks or a count for date steps.
    #[must_use]
    pub fn steps(&self, id: ParamId) -> i32 {
        i32::try_from(self.get(id)).unwrap_or(i32::MAX)
    }

    /// The value with its unit: `21 days`.
    #[must_use]
    pub fn say(&self, id: ParamId) -> String {
        id.row().unit.say(self.get(id))
    }
}
