//! DBS certificates of a visitor: metadata only, never contents, never a scan (R85).

use super::{Said, withheld};
use crate::calendar::add_months;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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

    /// Whether it is enough for a visitor (R2).
    #[must_use]
    pub const fn is_enough(self) -> bool {
        matches!(self, Self::Enhanced | Self::EnhancedBarred)
    }
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
    /// The workforce that it was asked for; `None` while nobody has said.
    pub workforce: Option<Workforce>,
}

/// The workforce that a certificate was asked for: a visitor's is the child workforce (R84).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Workforce {
    /// Child.
    Child,
    /// Child and adult.
    ChildAndAdult,
    /// Adult only: not the visitor's.
    Adult,
    /// Other: not the visitor's.
    Other,
}

impl Workforce {
    /// Every workforce with the words for it.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Child, "child workforce"),
        (Self::ChildAndAdult, "child and adult workforce"),
        (Self::Adult, "adult workforce"),
        (Self::Other, "other workforce"),
    ];

    /// Whether children are part of it.
    #[must_use]
    pub const fn covers_children(self) -> bool {
        matches!(self, Self::Child | Self::ChildAndAdult)
    }
}

impl DbsCheck {
    /// Whether it is what a visitor needs: enhanced, and the child workforce (R2, R84). A workforce that nobody has
    /// said does not stand against it.
    #[must_use]
    pub fn is_for_a_visitor(&self) -> bool {
        self.level.is_enough() && self.workforce.is_none_or(Workforce::covers_children)
    }

    /// The first day on which the certificate no longer counts: `renew_months` after issue (R82), carried on by
    /// every unchanged status check for `extend_months` (once it is on record that the Update Service was joined, R84), cut off at once and for good by a changed one: after
    /// that only a new certificate counts (5.9).
    #[must_use]
    pub fn lapses_on(&self, renew_months: u32, extend_months: u32) -> NaiveDate {
        self.lapses_as_of(NaiveDate::MAX, renew_months, extend_months)
    }

    /// The same as it stood on a day: a status check made later says nothing about that day.
    #[must_use]
    pub fn lapses_as_of(&self, day: NaiveDate, renew_months: u32, extend_months: u32) -> NaiveDate {
        let step = |from, months| add_months(from, i32::try_from(months).unwrap_or(i32::MAX));
        let known = || self.checks.iter().filter(|c| c.on <= day);
        let joined = self.update_service != UpdateService::NotRecorded;
        let carried = known().filter(|c| c.unchanged && joined).map(|c| step(c.on, extend_months));
        let lapse = carried.fold(step(self.issued, renew_months), NaiveDate::max);
        known().filter(|c| !c.unchanged).map(|c| c.on).fold(lapse, NaiveDate::min)
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

withheld!(UpdateService, StatusCheck, DbsCheck, DbsApplication);

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn d(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case("thirty-six months after issue", &[], "2026-11-22", "2026-10-03")]
    #[case("carried on by an unchanged look", &[("2026-09-01", true)], "2026-11-22", "2027-09-01")]
    #[case("an early look takes nothing away", &[("2024-10-01", true)], "2026-11-22", "2026-10-03")]
    #[case("cut off by a changed look", &[("2025-05-05", false)], "2026-11-22", "2025-05-05")]
    #[case("not revived after a change", &[("2025-05-05", false), ("2025-06-01", true)], "2026-11-22", "2025-05-05")]
    #[case("a later look says nothing of the day", &[("2026-11-01", true)], "2026-10-10", "2026-10-03")]
    #[case("a later change says nothing of the day", &[("2025-05-05", false)], "2025-05-04", "2026-10-03")]
    fn a_certificate_counts_until(
        #[case] why: &str,
        #[case] checks: &[(&str, bool)],
        #[case] as_of: &str,
        #[case] lapses: &str,
    ) {
        let check = DbsCheck {
            certificate: "001".to_owned(),
            issued: d("2023-10-03"),
            level: DbsLevel::Enhanced,
            eligibility: None,
            seen: None,
            accepted: true,
            update_service: UpdateService::Joined(d("2023-10-10")),
            checks: checks
                .iter()
                .map(|(on, unchanged)| StatusCheck { on: d(on), unchanged: *unchanged })
                .collect(),
            workforce: None,
        };
        assert_eq!(check.lapses_as_of(d(as_of), 36, 12), d(lapses), "{why}");
    }
}
