//! The numbers by which candidates are put in order. No source states any of them: **they are this program's own**,
//! each is shown with its part, and none outweighs a rule. They are whole numbers without a unit.

use super::checks::TOGETHER_BEFORE;
use super::wishes::{Accord, Wish};

/// One part of a score.
#[derive(Clone, PartialEq, Eq)]
pub struct Point {
    /// What it is for: `gender`, `free`.
    pub what: &'static str,
    /// How much it adds, or takes away. This program's own.
    pub points: i32,
    /// Why, in a few words.
    pub words: String,
}

crate::record::withheld!(Point);

/// The sum of parts: a score is never anything else.
#[must_use]
pub fn total(parts: &[Point]) -> i32 {
    parts.iter().map(|p| p.points).sum()
}

/// A woman or a man, as the child asked: weighs more than all else, for it is the child's own choice (R8).
pub const GENDER: i32 = 30;
/// Any other wish, agreed with or not.
pub const WISH: i32 = 10;
/// Both in one postcode district.
pub const SAME_DISTRICT: i32 = 10;
/// Both in one postcode area.
pub const SAME_AREA: i32 = 5;
/// So many days free are worth one point.
pub const FREE_DAYS: i64 = 30;
/// The most that being free is worth.
pub const FREE_MOST: i64 = 6;
/// A match of the child's ended: before all others (5.8).
pub const REMATCH: i32 = 100;
/// From the age on from which a referral is worked first (R5).
pub const OLDER: i32 = 50;
/// So many days of waiting are worth one point.
pub const WAITING_DAYS: i64 = 14;
/// The most that waiting is worth: rematch, age and waiting never overtake each other.
pub const WAITING_MOST: i64 = 40;
/// Each answer that nobody has given, by which candidates and the whole list are put in order.
pub const UNANSWERED: i32 = -15;
/// These two were thought of before and it came to nothing.
pub const BEFORE: i32 = -30;

/// What one wish is worth: agreed or not; what is not known is worth nothing either way. Distance is told by the
/// wish itself.
pub(super) const fn of_accord(accord: Accord, worth: i32) -> i32 {
    match accord {
        Accord::Agrees => worth,
        Accord::Differs => -worth,
        Accord::NotKnown => 0,
    }
}

/// The parts of a candidate's score: the wishes that say yes or no, the distance, how long the visitor has been free,
/// the answers that are missing, and that the two were thought of before. Parts worth nothing are left out.
pub(super) fn of(wishes: &[Wish], free_days: Option<i64>, missing: usize, before: bool) -> Vec<Point> {
    let part = |w: &Wish| Point { what: w.about, points: w.points, words: w.words.clone() };
    let mut parts: Vec<Point> = wishes.iter().filter(|w| w.points != 0).map(part).collect();
    if let Some(days) = free_days {
        let points = i32::try_from((days / FREE_DAYS).clamp(0, FREE_MOST)).unwrap_or(0);
        if points > 0 {
            parts.push(Point { what: "free", points, words: format!("free for {days} days") });
        }
    }
    if missing > 0 {
        let plural = if missing == 1 { "" } else { "s" };
        let points = UNANSWERED.saturating_mul(i32::try_from(missing).unwrap_or(i32::MAX));
        parts.push(Point { what: "answers", points, words: format!("{missing} answer{plural} missing") });
    }
    if before {
        parts.push(Point { what: TOGETHER_BEFORE, points: BEFORE, words: "thought of before".to_owned() });
    }
    parts
}
