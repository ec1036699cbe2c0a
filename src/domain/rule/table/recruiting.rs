//! Recruiting, certificates and driving (2.E).

use super::super::Confidence::Quoted;
use super::super::Level::{Info, Override, Warn};
use super::super::ParamId as P;
use super::super::{Rule, RuleId};
use super::{check, clock};

pub(super) const ROWS: &[Rule] = &[
    clock(
        RuleId::R81,
        "A barred-list check is lawful only where the role is regulated activity; what may make it so is looked at first.",
        Warn,
        "DBS leaflets on regulated activity",
        Quoted,
        &[P::RegulatedDays],
    ),
    clock(
        RuleId::R82,
        "A DBS certificate is renewed by policy, and renewal is begun in time.",
        Warn,
        "DBS renewal practice (Central Surrey VA)",
        Quoted,
        &[P::DbsMonths, P::DbsWarnDays],
    ),
    check(
        RuleId::R82a,
        "A certificate that has run out may be taken to count a while longer, where the scheme says so.",
        Info,
        "Safe Families recertification",
        Quoted,
        &[P::DbsGraceMonths],
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
    check(
        RuleId::R85b,
        "References are in before approval: from people who have known the applicant for some time, who are not relatives, and from different parts of life.",
        Override,
        "NIVN; Safe Families process library",
        Quoted,
        &[P::ReferencesNeeded, P::ReferenceYears],
    ),
    check(
        RuleId::R85c,
        "A visitor is an adult.",
        Override,
        "Leeds, Durham; Rotherham",
        Quoted,
        &[P::VisitorAgeMin],
    ),
    check(RuleId::R85d, "The seven core modules are done before approval.", Override, "NIVN", Quoted, &[]),
    check(
        RuleId::R85e,
        "A visitor commits for some time, and a match that ends earlier is noticed.",
        Warn,
        "NIVN, How IROs can support",
        Quoted,
        &[P::CommitmentMonths],
    ),
    clock(
        RuleId::R85f,
        "Nobody is stuck on the way to becoming a visitor.",
        Warn,
        "Leicestershire press; Durham",
        Quoted,
        &[P::StalledDays, P::LapseDays],
    ),
    clock(
        RuleId::R85g,
        "A visitor who drives a child has licence, MOT, tax, and an insurer who was told.",
        Override,
        "NCVO volunteer drivers; SSAFA",
        Quoted,
        &[P::DriverMonths],
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
        RuleId::R85i,
        "A visitor who comes back after a long time is checked and trained anew.",
        Warn,
        "Safe Families process library",
        Quoted,
        &[P::ReturnMonths],
    ),
];
