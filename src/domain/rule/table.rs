//! The rows. Wording and sources follow the field's own texts; see the README for the list of sources.

use super::Confidence::{Design, Paraphrased, Quoted};
use super::Level::{Block, Info, Override, Warn};
use super::ParamId as P;
use super::{Confidence, Level, ParamId, Rule, RuleId};

const CORAM: &str = "Coram Voice, Guidance for Social Workers";
const LEICS: &str = "Leicestershire Practice Standards for the IV Scheme, 2020";
const HOUSE: &str = "this program";

const fn check(
    id: RuleId,
    title: &'static str,
    level: Level,
    source: &'static str,
    confidence: Confidence,
    params: &'static [ParamId],
) -> Rule {
    Rule { id, title, level, source, confidence, params, clock: false }
}

const fn clock(
    id: RuleId,
    title: &'static str,
    level: Level,
    source: &'static str,
    confidence: Confidence,
    params: &'static [ParamId],
) -> Rule {
    Rule { id, title, level, source, confidence, params, clock: true }
}

/// Every rule that this program judges.
pub const TABLE: &[Rule] = &[
    check(
        RuleId::H1,
        "What a record needs to exist is filled in and can be read.",
        Block,
        HOUSE,
        Design,
        &[],
    ),
    check(RuleId::H2, "Dates do not contradict each other.", Block, HOUSE, Design, &[]),
    check(RuleId::H3, "The step fits the state things are in.", Block, HOUSE, Design, &[]),
    check(
        RuleId::H4,
        "The clock of a safeguarding concern cannot be put off.",
        Block,
        "section 6",
        Design,
        &[],
    ),
    check(
        RuleId::R2,
        "A visitor has an enhanced DBS check before being approved.",
        Override,
        CORAM,
        Quoted,
        &[],
    ),
    clock(
        RuleId::R3,
        "A child is looked after when referred and while matched.",
        Override,
        CORAM,
        Quoted,
        &[],
    ),
    check(
        RuleId::R4,
        "A child is usually between the scheme's youngest age and eighteen.",
        Warn,
        CORAM,
        Quoted,
        &[P::ChildAgeMin, P::ChildAgeMax],
    ),
    clock(
        RuleId::R6,
        "A match formally ends when the young person becomes eighteen, and is prepared for a year ahead.",
        Block,
        CORAM,
        Quoted,
        &[P::ChildAgeMax],
    ),
    clock(
        RuleId::R10,
        "Before an outing it is known which places and people to avoid, and what religion or culture restricts.",
        Override,
        CORAM,
        Quoted,
        &[],
    ),
    clock(
        RuleId::R11,
        "Before an outing allergies, fears, diet and other medical conditions are known.",
        Override,
        CORAM,
        Quoted,
        &[],
    ),
    clock(
        RuleId::R12,
        "What the safe-outing card says is confirmed again at intervals and after every move.",
        Warn,
        CORAM,
        Quoted,
        &[P::CardMonths],
    ),
    clock(
        RuleId::R16,
        "A visitor is assessed, trained and approved before being alone with a child.",
        Override,
        CORAM,
        Quoted,
        &[],
    ),
    check(
        RuleId::R19,
        "A visitor is matched with one child.",
        Override,
        CORAM,
        Quoted,
        &[P::MatchesPerVisitor],
    ),
    clock(
        RuleId::R20,
        "The visitor normally sees the child once a month.",
        Warn,
        CORAM,
        Quoted,
        &[P::VisitQuietDays, P::VisitOverdueDays],
    ),
    check(
        RuleId::R21,
        "Another visiting pattern is valid when it is agreed with the co-ordinator.",
        Warn,
        CORAM,
        Quoted,
        &[],
    ),
    check(
        RuleId::R22,
        "A visit usually lasts from a couple of hours to a day.",
        Info,
        CORAM,
        Quoted,
        &[P::VisitHoursMin, P::VisitHoursMax],
    ),
    check(RuleId::R24, "Visits are not cancelled as a sanction for behaviour.", Warn, CORAM, Quoted, &[]),
    clock(
        RuleId::R25,
        "The visitor has up-to-date contact details for the child at all times.",
        Warn,
        CORAM,
        Quoted,
        &[P::ContactDays],
    ),
    clock(
        RuleId::R26,
        "The scheme is told of a placement change as soon as possible.",
        Warn,
        CORAM,
        Quoted,
        &[P::MoveHeardDays],
    ),
    clock(
        RuleId::R27,
        "New carers are told that the child has a visitor, and that this is statutory.",
        Warn,
        CORAM,
        Quoted,
        &[P::CarerToldDays],
    ),
    clock(
        RuleId::R28,
        "New carers are told the visiting pattern and given the leaflet.",
        Warn,
        CORAM,
        Quoted,
        &[P::CarerToldDays],
    ),
    clock(
        RuleId::R29,
        "The visitor sees the child in a new placement as soon as possible.",
        Warn,
        CORAM,
        Quoted,
        &[P::MoveBookedDays, P::MoveVisitedDays],
    ),
    clock(
        RuleId::R32,
        "What may be a safeguarding concern is passed to children's social care the same day.",
        Warn,
        CORAM,
        Quoted,
        &[P::DayEndsHour],
    ),
    clock(RuleId::R33, "The visitor sends a report after each visit.", Warn, CORAM, Quoted, &[P::ReportDays]),
    clock(
        RuleId::R38a,
        "Where the social worker says so, visits take place at home only.",
        Override,
        CORAM,
        Quoted,
        &[],
    ),
    clock(
        RuleId::R39,
        "A child is met within three weeks of the day the referral came.",
        Warn,
        LEICS,
        Quoted,
        &[P::MeetDays],
    ),
    clock(
        RuleId::R40,
        "The young person and the social worker are kept up to date while waiting.",
        Warn,
        LEICS,
        Quoted,
        &[P::UpdateDays],
    ),
    check(RuleId::R41, "Every visitor has a named worker.", Override, LEICS, Quoted, &[]),
    check(
        RuleId::R42,
        "Every visitor knows whom to call in an emergency or with a concern.",
        Override,
        LEICS,
        Quoted,
        &[],
    ),
    clock(
        RuleId::R43,
        "A support group for all visitors meets three times a year.",
        Warn,
        LEICS,
        Quoted,
        &[P::GroupsPerYear, P::GroupMonths],
    ),
    clock(
        RuleId::R47,
        "All matches are reviewed, informally and formally, and the child's plan reflects it.",
        Warn,
        LEICS,
        Quoted,
        &[P::ReviewPlanDays],
    ),
    clock(
        RuleId::R48,
        "A visitor has a current DBS certificate at every visit.",
        Override,
        LEICS,
        Quoted,
        &[P::DbsMonths],
    ),
    clock(
        RuleId::R50,
        "Visitors are trained, and training that runs out is refreshed.",
        Warn,
        LEICS,
        Quoted,
        &[P::TrainingWarnDays],
    ),
    clock(
        RuleId::R50a,
        "Every visitor has an annual review.",
        Warn,
        LEICS,
        Quoted,
        &[P::AnnualReviewMonths, P::AnnualReviewWarnMonths],
    ),
    check(
        RuleId::R53,
        "An appointment ends by written notice.",
        Warn,
        "Children Act 1989 s.23ZB(4)",
        Quoted,
        &[],
    ),
    clock(
        RuleId::R54,
        "No visitor is appointed for a child who objects and understands.",
        Block,
        "Children Act 1989 s.23ZB(6)",
        Quoted,
        &[],
    ),
    check(
        RuleId::R61,
        "In immediate danger the police or the duty team are called first; the form comes later.",
        Info,
        "LADO procedures (North Yorkshire, East Sussex)",
        Quoted,
        &[],
    ),
    clock(
        RuleId::R74,
        "No visit takes place while the visitor or the match is suspended.",
        Override,
        LEICS,
        Paraphrased,
        &[],
    ),
    clock(
        RuleId::R82,
        "A DBS certificate is renewed by policy, and renewal is begun in time.",
        Warn,
        "DBS renewal practice (Central Surrey VA)",
        Quoted,
        &[P::DbsMonths, P::DbsWarnDays],
    ),
    clock(
        RuleId::R83,
        "The Update Service is joined within thirty days of issue.",
        Warn,
        "DBS Update Service applicant guide",
        Quoted,
        &[P::UpdateServiceDays, P::UpdateServiceWarnDays],
    ),
    clock(
        RuleId::R84,
        "The Update Service is looked at regularly.",
        Warn,
        "DBS Update Service employer guide",
        Quoted,
        &[P::StatusCheckMonths],
    ),
    clock(
        RuleId::R85h,
        "A DBS application under way is chased weekly.",
        Warn,
        "Safe Families process library",
        Quoted,
        &[P::DbsChaseDays],
    ),
    clock(
        RuleId::R86,
        "A match is reviewed at three months, which confirms it, at six and then yearly.",
        Warn,
        "IV Scheme Annual Report 2016/7; Friendship Works",
        Quoted,
        &[P::ReviewFirstMonths, P::ReviewSecondMonths, P::ReviewYearlyMonths, P::ReviewEarlyDays],
    ),
    check(
        RuleId::R86b,
        "A review hears all four: child, visitor, carer and social worker.",
        Warn,
        "NIVN, Outcomes and evidence",
        Quoted,
        &[],
    ),
    clock(
        RuleId::R87,
        "A visitor has one-to-one support at intervals.",
        Warn,
        "Rotherham; Shetland; Safe Families",
        Quoted,
        &[P::SupervisionWeeks],
    ),
    clock(
        RuleId::R89,
        "Every visit ends with the next one planned.",
        Warn,
        "Waltham Forest",
        Quoted,
        &[P::NextVisitDays],
    ),
    clock(
        RuleId::R95,
        "What is on hold has a day on which it is looked at again.",
        Warn,
        "Safe Families process library",
        Quoted,
        &[],
    ),
    clock(
        RuleId::R98a,
        "No child waits too long for a visitor.",
        Warn,
        "NIVN, How IROs can support",
        Quoted,
        &[P::WaitingMonths],
    ),
    check(
        RuleId::R8,
        "The child has been asked what they would like before a match is proposed.",
        Override,
        CORAM,
        Quoted,
        &[],
    ),
    check(
        RuleId::R38,
        "The social worker has said what risk there is before a match is proposed.",
        Override,
        CORAM,
        Quoted,
        &[],
    ),
    check(
        RuleId::R57,
        "A visitor declares that neither they nor anyone at home is connected with the authority.",
        Override,
        "Care Planning Regulations 2010 reg 47, as published procedures give it",
        Paraphrased,
        &[],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_has_exactly_one_row() {
        let rows: Vec<_> = TABLE.iter().map(|r| r.id).collect();
        let unique: BTreeSet<_> = rows.iter().copied().collect();
        assert_eq!(rows.len(), unique.len(), "a label stands twice");
        assert_eq!(unique, RuleId::ALL.iter().copied().collect(), "a label has no row");
    }

    #[test]
    fn every_parameter_lies_within_its_bounds_and_belongs_to_a_rule() {
        for param in super::super::PARAMS {
            assert!((param.min..=param.max).contains(&param.default), "{}", param.key);
            assert_eq!(param.id.row().key, param.key);
            let used = TABLE.iter().any(|r| r.params.contains(&param.id));
            assert!(used || param.key == "idle-minutes", "{} belongs to no rule", param.key);
        }
    }

    /// The field notes mark these numbers as inferred, or give none.
    #[test]
    fn numbers_that_no_source_fixes_do_not_pass_for_quoted() {
        let own: Vec<_> = TABLE.iter().filter(|r| r.own_numbers()).map(|r| r.id.label()).collect();
        let expected = [
            "R12", "R20", "R22", "R25", "R26", "R27", "R28", "R29", "R32", "R33", "R40", "R43", "R47", "R50",
            "R84", "R86", "R87", "R89", "R98a",
        ];
        assert_eq!(own, expected);
        for given in
            [RuleId::R39, RuleId::R50a, RuleId::R82, RuleId::R83, RuleId::R85h, RuleId::R6, RuleId::R19]
        {
            assert!(!given.row().own_numbers() && !given.row().params.is_empty(), "{given}");
        }
        let row = |key| super::super::PARAMS.iter().find(|p| p.key == key).unwrap();
        assert!(row("group-months").design && !row("groups-per-year").design);
        assert!(row("review-early-days").design && !row("review-first-months").design);
        assert!(row("idle-minutes").design);
    }
}
