//! Whom to propose to whom when all are looked at together: the assignment problem, solved exactly (Jonker and
//! Volgenant). Nothing here knows of records.

use lapjv::{Matrix, lapjv};

/// Scores are held within this, either way; the solver's numbers then stay exact up to ten thousand rows.
pub const MOST_SCORE: i64 = 1_000_000;

/// The best set of pairs: each row with at most one column, each column with at most one row, and never where there
/// is no score. **First** as many rows as possible get a column, **then** the sum of the scores is the greatest. One
/// answer for each row. Rows may be of different lengths; what is missing has no score. Scores beyond
/// [`MOST_SCORE`] count as that. The same scores give the same answer; among equally good sets, which one is not
/// laid down.
#[must_use]
pub fn assign(scores: &[Vec<Option<i64>>]) -> Vec<Option<usize>> {
    let rows = scores.len();
    let columns = scores.iter().map(Vec::len).max().unwrap_or(0);
    let nobody = vec![None; rows];
    let held = |score: i64| score.clamp(-MOST_SCORE, MOST_SCORE);
    let all = || scores.iter().flatten().flatten().map(|s| held(*s));
    let (Some(least), Some(most)) = (all().min(), all().max()) else { return nobody };
    // A pair more outweighs any difference that the scores of all the others can make.
    let size = rows.max(columns);
    let pair = (most - least).saturating_mul(i64::try_from(rows.min(columns)).unwrap_or(i64::MAX)) + 1;
    // Whole numbers below 2^53, which a float holds exactly. The solver wants a square and the least cost: a pair
    // costs less than nothing, no pair costs nothing.
    #[allow(clippy::cast_precision_loss, reason = "below 2^53, see MOST_SCORE")]
    let cost = |row: usize, column: usize| {
        let score = scores.get(row).and_then(|r| r.get(column)).copied().flatten();
        score.map_or(0.0, |s| -((held(s) - least + pair) as f64))
    };
    let matrix = Matrix::from_shape_fn((size, size), |(row, column)| cost(row, column));
    // INVARIANT: it refuses only what is not square, or what was called off.
    let Ok((chosen, _)) = lapjv(&matrix) else { return nobody };
    let real =
        |(row, column): (usize, usize)| scores.get(row)?.get(column).copied().flatten().map(|_| column);
    chosen.into_iter().take(rows).enumerate().map(real).collect()
}
