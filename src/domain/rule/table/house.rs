//! What this program holds to of its own.

use super::super::Confidence::{Design, Memory};
use super::super::Level::{Block, Info, Override, Warn};
use super::super::ParamId as P;
use super::super::{Rule, RuleId};
use super::{HOUSE, check, clock};

pub(super) const ROWS: &[Rule] = &[
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
        RuleId::H5,
        "A child is looked for before being entered, so that nobody stands there twice.",
        Override,
        HOUSE,
        Design,
        &[],
    ),
    clock(
        RuleId::H6,
        "A match whose visits fall through again and again is seen to: visitor, carer and child are called.",
        Warn,
        HOUSE,
        Design,
        &[P::FellThroughRow, P::FellThroughOfFive],
    ),
    clock(
        RuleId::H7,
        "A visitor who is approved and without a child hears from the scheme.",
        Info,
        HOUSE,
        Design,
        &[P::KeepWarmDays],
    ),
    check(
        RuleId::H8,
        "Everybody does what their role allows: readers look, and only team managers see what is restricted and let others in.",
        Block,
        HOUSE,
        Design,
        &[],
    ),
    clock(
        RuleId::H9,
        "A proposal moves on to its next step, or is closed.",
        Warn,
        HOUSE,
        Design,
        &[P::ProposalDays],
    ),
    clock(
        RuleId::H10,
        "Meetings that are arranged for today or this week are in view until they are recorded.",
        Info,
        HOUSE,
        Design,
        &[],
    ),
    clock(
        RuleId::H11,
        "The conditions of a decision about a visitor are met.",
        Warn,
        HOUSE,
        Design,
        &[P::ConditionDays],
    ),
    clock(
        RuleId::H12,
        "A concern that was passed on is confirmed in writing, what came of it is asked, the visitor is supported, and it is closed.",
        Warn,
        HOUSE,
        Design,
        &[P::ConcernRecordDays, P::FeedbackDays, P::DebriefDays],
    ),
    clock(
        RuleId::H13,
        "Where social care does not answer, a concern is taken further as the local safeguarding partnership says.",
        Warn,
        "local safeguarding partnership's escalation policy",
        Memory,
        &[P::FeedbackDays],
    ),
];
