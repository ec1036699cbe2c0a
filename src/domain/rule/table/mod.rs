//! The rows, a file for each of their sources. Wording and sources follow the field's own texts; see the README for
//! the list of sources.

mod children;
mod house;
mod law;
mod practice;
mod recruiting;
mod standards;

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

const PARTS: [&[Rule]; 6] =
    [house::ROWS, children::ROWS, standards::ROWS, law::ROWS, recruiting::ROWS, practice::ROWS];

const fn rows() -> usize {
    let (mut sum, mut part) = (0, 0);
    while part < PARTS.len() {
        sum += PARTS[part].len();
        part += 1;
    }
    sum
}

const fn joined() -> [Rule; rows()] {
    let mut all = [PARTS[0][0]; rows()];
    let (mut at, mut part) = (0, 0);
    while part < PARTS.len() {
        let mut row = 0;
        while row < PARTS[part].len() {
            all[at] = PARTS[part][row];
            at += 1;
            row += 1;
        }
        part += 1;
    }
    all
}

/// Every rule that this program judges.
pub const TABLE: &[Rule] = &joined();

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
            "H6", "H7", "H9", "H11", "H12", "H13", "R5", "R12", "R20", "R22", "R25", "R26", "R27", "R28",
            "R29", "R32", "R33", "R35", "R38", "R1", "R40", "R43", "R47", "R50", "R55", "R58", "R59", "R60c",
            "R30", "R79", "R80", "R71", "R72", "R84", "R85b", "R85f", "R85g", "R86", "R86d", "R87", "R89",
            "R90", "R91", "R97", "R98", "R98a",
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
