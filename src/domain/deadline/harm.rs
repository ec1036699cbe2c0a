//! What comes first within a band: what harms most when it is left. A child's safety, then that the child is seen
//! and heard, then what visitors and papers need, then money.

use crate::rule::RuleId;

/// What is harmed when a line of a rule is left undone. The order is that of the list within a band.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Harm {
    /// Somebody may be in danger now (R61).
    Danger,
    /// A child may not be safe.
    Safety,
    /// A child is not seen, not heard, or does not know what becomes of them.
    Contact,
    /// A visitor is not looked after, or a record is not as it should be.
    Duty,
    /// The scheme as a whole falls short.
    Scheme,
    /// Somebody waits for money.
    Money,
}

/// What is harmed when a line of this rule is left.
#[must_use]
pub const fn harm_of(rule: RuleId) -> Harm {
    use RuleId as R;
    match rule {
        R::R61 => Harm::Danger,
        // Concerns, sanctions, risk, the card, addresses, certificates, independence, regulated activity.
        R::R32
        | R::R1
        | R::R31
        | R::R79
        | R::R80
        | R::R80b
        | R::R80c
        | R::H12
        | R::H13
        | R::R24
        | R::R38
        | R::R38a
        | R::R10
        | R::R11
        | R::R25
        | R::R26
        | R::R29
        | R::R48
        | R::R58
        | R::R74
        | R::R81
        | R::R85g
        | R::R3
        | R::R6
        | R::R54
        | R::R95 => Harm::Safety,
        // Meeting, telling, visiting, reporting, reviewing; the end of a match, and who comes after it.
        R::R12
        | R::R30
        | R::R44
        | R::H9
        | R::H10
        | R::R20
        | R::R27
        | R::R28
        | R::R33
        | R::R39
        | R::R40
        | R::R43
        | R::R47
        | R::R53
        | R::R55
        | R::R60
        | R::R86
        | R::R86a
        | R::R86d
        | R::R89
        | R::R97
        | R::R98
        | R::R98a => Harm::Contact,
        R::R59 => Harm::Money,
        R::R50b | R::R90 | R::R96 => Harm::Scheme,
        _ => Harm::Duty,
    }
}
