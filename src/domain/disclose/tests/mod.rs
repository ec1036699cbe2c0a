//! The door, held against section 4 of the field notes: every cell of the matrix with its condition met and not met,
//! and random schemes in which every text is marked, so that a text that leaks is found.

mod alleged;
mod briefing;
mod classes;
pub(crate) mod fill;
pub(crate) mod leak;
mod leaving;
mod shorter;
mod steps;
mod table;
mod told;
mod unsaid;

use super::matrix::Column;
use crate::record::Reader;

/// The matrix as the field notes have it, written out by hand: child, visitor (potential, matched, former), carer,
/// social worker, reviewing officer, co-ordinator, team manager, LADO, management. `Y` all, `P` the part needed,
/// `c` by the child's consent, `cp` a part by it, `i` a part by the visitor's, `s` by the override, `d` a part when a
/// person has decided so, `3` by three agreements, `h` the home of now, `f` if photographs are allowed, `pa` when passed
/// on, `rp` a part to whose report raised it,
/// `w` when it is about a worker, `a` and `ap` (a part) when the child is affected, `la` when the LADO agrees, `sf` when
/// it is safe; `r` on a subject access request, `A` counted, `x` not applicable and `-`
/// no: none of these four is ever shown.
const BY_HAND: &str = "
     1 | Y | Y | Y  | - | Y  | Y   | Y   | Y | Y | s | A
     2 | Y | - | P  | - | Y  | Y   | Y   | Y | Y | s | -
     3 | Y | - | h  | - | h  | Y   | Y   | Y | Y | s | -
     4 | r | - | -  | - | -  | Y   | Y   | P | P | s | -
     5 | Y | - | Y  | - | Y  | Y   | Y   | Y | Y | s | -
     6 | P | - | Y  | - | Y  | Y   | Y   | Y | Y | s | -
     7 | r | - | -  | - | -  | Y   | Y   | Y | Y | s | -
     8 | P | - | Y  | - | Y  | Y   | Y   | Y | Y | s | -
     9 | r | - | cp | - | x  | Y   | Y   | Y | Y | - | A
    10 | r | - | -  | - | -  | Y   | Y   | Y | Y | s | -
    11 | Y | - | -  | - | Y  | Y   | Y   | Y | Y | - | A
    12 | Y | Y | Y  | Y | P  | Y   | P   | Y | Y | s | -
    13 | 3 | Y | Y  | Y | i  | P   | -   | Y | Y | s | -
    14 | - | Y | Y  | Y | -  | -   | -   | Y | Y | s | -
    15 | - | Y | Y  | Y | P  | P   | P   | Y | Y | s | A
    16 | - | Y | Y  | Y | -  | -   | -   | d | d | s | -
    17 | - | r | r  | r | -  | -   | -   | Y | Y | s | -
    18 | Y | Y | Y  | - | Y  | P   | P   | Y | Y | s | A
    19 | r | - | Y  | - | -  | P   | P   | Y | P | s | A
    20 | Y | - | Y  | - | c  | c s | c s | Y | P | s | -
    21 | - | - | Y  | - | -  | -   | -   | Y | Y | s | -
    22 | d | - | rp | - | -  | Y   | pa  | Y | Y | w | A
    23 | r | sf | sf | sf | d  | P   | -   | Y | Y | s | A
    24 | ap | la | la | la | ap | a | ap  | P | Y | Y | A
    25 | - | d | d  | d | -  | P   | -   | P | Y | Y | A
    26 | Y | - | c  | - | c  | c s | c s | Y | Y | s | A
    27 | P | - | P  | - | P  | P   | P   | Y | Y | s | A
    28 | Y | - | Y  | - | Y  | Y   | Y   | Y | Y | x | -
    29 | Y | - | f  | - | P  | P   | -   | - | - | s | -
    30 | - | Y | Y  | Y | -  | -   | -   | P | P | x | A
    31 | Y | - | Y  | Y | P  | Y   | Y   | Y | Y | s | A
    32 | x | - | -  | - | x  | Y   | Y   | Y | Y | s | -
    33 | r | r | r  | r | r  | P   | P   | Y | Y | s | A";

/// The signs of a cell, as the notes have them.
fn signs(row: u8, column: Column) -> Vec<&'static str> {
    let line = BY_HAND.lines().find(|l| l.split('|').next().is_some_and(|n| n.trim().parse() == Ok(row)));
    let cell = line.expect("a row").split('|').nth(1 + column as usize).expect("a column");
    cell.split_whitespace().collect()
}

fn column_of(reader: Reader, standing: Column) -> Column {
    match reader {
        Reader::Visitor => standing,
        _ => *Column::ALL.iter().find(|c| c.reader() == reader).expect("a column"),
    }
}
