//! What the law and its guidance ask (2.C), and what safeguarding asks (2.D).

use super::super::Confidence::{Paraphrased, Quoted};
use super::super::Level::{Block, Info, Override, Warn};
use super::super::ParamId as P;
use super::super::{Rule, RuleId};
use super::{CORAM, LEICS, check, clock};

pub(super) const ROWS: &[Rule] = &[
    clock(
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
    clock(
        RuleId::R55,
        "When an appointment has ended and the child is still looked after, a new visitor is considered.",
        Info,
        "Children Act 1989 s.23ZB(5)",
        Quoted,
        &[P::AfterEndDays],
    ),
    clock(
        RuleId::R57,
        "A visitor declares that neither they nor anyone at home is connected with the authority.",
        Override,
        "Care Planning Regulations 2010 reg 47, as published procedures give it",
        Paraphrased,
        &[P::DeclarationMonths],
    ),
    clock(
        RuleId::R58,
        "Neither the visitor nor anyone at home works for the child's home or its provider.",
        Warn,
        "East Riding procedures",
        Paraphrased,
        &[P::CarerToldDays],
    ),
    clock(
        RuleId::R59,
        "A visitor's reasonable expenses are paid.",
        Warn,
        "Children Act 1989 s.23ZB(3)",
        Quoted,
        &[P::ClaimDays],
    ),
    clock(
        RuleId::R60,
        "A visitor is considered at every review of the child's case.",
        Info,
        "Published procedures; NIVN, How IROs can support",
        Paraphrased,
        &[],
    ),
    clock(
        RuleId::R60c,
        "No notice of a move comes to the scheme by law, so it asks whether the child still lives there.",
        Warn,
        "Care Planning Regulations 2010 reg 13, 14",
        Quoted,
        &[P::AddressAskDays],
    ),
    check(
        RuleId::R60d,
        "A children's home lets a child meet a visitor in private at any reasonable time.",
        Warn,
        "Children's Homes Regulations 2015 reg 22",
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
        RuleId::R30,
        "What the child tells the visitor is confidential and is not told on without the child's consent.",
        Block,
        CORAM,
        Quoted,
        &[P::ConsentWarnDays],
    ),
    check(
        RuleId::R80a,
        "Whatever is told or not told is logged: what, to whom, for what and on which basis.",
        Block,
        "Seven golden rules of information sharing, rule 7",
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
];
