//! Every rule of the field notes has a row in the rule table, or a written reason why it has none. That every row
//! speaks on one side of its edge, and is silent on the other, is held by the crate that judges: `src/domain/rule/tests`
//! has a case for each side of each row, and fails for a row without one.

use domain::rule::{RuleId, TABLE};
use std::collections::BTreeSet;

/// The labels of the field notes, sections 2.A to 2.F, as they stand there; of 2.G those of what leaves the scheme.
const LABELS: &str = "
    R1 R2 R3 R4 R5 R6 R7 R8 R9 R10 R11 R12 R13 R14 R15 R16 R17 R18 R19 R20 R21 R22 R23 R24 R25 R26 R27 R28 R29 R30
    R31 R32 R33 R34 R35 R36 R37 R38 R38a
    R39 R40 R41 R42 R43 R44 R45 R46 R47 R48 R49 R50 R50a R50b R50c
    R51 R52 R53 R54 R55 R56 R57 R58 R59 R60 R60a R60b R60c R60d R60e R60f
    R61 R71 R72 R73 R74 R75 R76 R77 R78 R79 R80 R80a R80b R80c
    R81 R82 R82a R83 R84 R85 R85a R85b R85c R85d R85e R85f R85g R85h R85i
    R86 R86a R86b R86c R86d R87 R88 R89 R90 R91 R92 R93 R94 R95 R96 R97 R98 R98a
    R102 R109";

/// Rules that have no row, and why.
const OUT: &[(&str, &str)] = &[
    ("R7", "Its clock is that of R39, whose cure is to arrange the meeting."),
    ("R15", "There is no field for any payment but expenses."),
    ("R18", "Judged as R54, with which it shares its facts: no further visits to a child who objects."),
    ("R51", "The grounds of a referral are those of R14; the repealed test is one of them and no more."),
    ("R52", "Judged as R3: the appointment ends on the day on which the child ceases to be looked after."),
    ("R56", "Its text has not been read, and what has not been read is not judged."),
    ("R60a", "From memory only: the date that the social worker gives is used, and R60 asks for it."),
    ("R60b", "About the social worker's own visits: context, and nothing of the visitor's."),
    (
        "R60e",
        "The functions are guidance for the words of a report, and ask for nothing that could be missing.",
    ),
    ("R60f", "Wales: the same test of interests, and the child's objection is R54."),
    ("R85", "There is no field for the contents of a certificate, and none for a scan."),
    ("R85a", "There is no field for a copy of a document; that it was seen is a gate of approval (R16)."),
    ("R92", "A setting of R4: the youngest and the oldest usual age."),
    ("R93", "A setting of R19: how many matches a visitor may have."),
    ("R94", "A pattern agreed for a match, judged as R21."),
];

#[test]
fn every_rule_of_the_notes_has_a_row_or_a_reason() {
    let out: BTreeSet<_> = OUT.iter().map(|(label, _)| *label).collect();
    assert_eq!(out.len(), OUT.len(), "a label stands twice");
    for label in LABELS.split_whitespace() {
        let row = RuleId::parse(label).is_some();
        assert!(
            row != out.contains(label),
            "{label} has {}",
            if row { "a row and a reason" } else { "neither" }
        );
    }
    for (label, reason) in OUT {
        assert!(LABELS.split_whitespace().any(|l| l == *label), "{label} is no rule of the notes");
        assert!(reason.ends_with('.') && reason.len() > 30, "{label}: {reason}");
    }
}

/// What the program holds to of its own is numbered apart, so that nothing passes for a rule of the notes.
#[test]
fn every_row_is_a_rule_of_the_notes_or_of_the_house() {
    let notes: BTreeSet<_> = LABELS.split_whitespace().collect();
    for row in TABLE {
        let label = row.id.label();
        let of_the_house = row.source == "this program" || row.source.starts_with("section ");
        assert_eq!(notes.contains(label), label.starts_with('R'), "{label}");
        assert_eq!(of_the_house, label.starts_with('H'), "{label}: {}", row.source);
    }
}

/// A reason that points to another rule points to one that is judged: two rules cannot excuse each other.
#[test]
fn a_reason_points_to_a_rule_that_is_judged() {
    for (label, reason) in OUT {
        let words = reason.split(|c: char| !c.is_ascii_alphanumeric());
        let rules = words.filter(|w| w.starts_with('R') && w[1..].starts_with(|c: char| c.is_ascii_digit()));
        for rule in rules {
            assert!(RuleId::parse(rule).is_some(), "{label} points to {rule}, which has no row");
        }
    }
}
