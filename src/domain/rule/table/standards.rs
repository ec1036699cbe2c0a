//! What Leicestershire's practice standards ask (2.B).

use super::super::Confidence::Quoted;
use super::super::Level::{Info, Override, Warn};
use super::super::ParamId as P;
use super::super::{Rule, RuleId};
use super::{LEICS, check, clock};

pub(super) const ROWS: &[Rule] = &[
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
        RuleId::R44,
        "The visitor has some background about the child before they meet.",
        Override,
        LEICS,
        Quoted,
        &[],
    ),
    check(
        RuleId::R45,
        "A potential match is talked over with the visitor and with the child.",
        Override,
        LEICS,
        Quoted,
        &[],
    ),
    check(
        RuleId::R46,
        "There is a joint matching visit, and the social worker is informed.",
        Override,
        LEICS,
        Quoted,
        &[],
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
    clock(
        RuleId::R50b,
        "The scheme's own standards are gone through at intervals.",
        Info,
        LEICS,
        Quoted,
        &[P::StandardsMonths],
    ),
    check(
        RuleId::R50c,
        "For each standard it is known where the evidence is kept.",
        Info,
        LEICS,
        Quoted,
        &[],
    ),
];
