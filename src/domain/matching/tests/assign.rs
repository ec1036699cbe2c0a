//! The assignment against an independent solver's answers, against trying everything, and at its edges.

use crate::matching::{MOST_SCORE, assign};
use proptest::prelude::*;

type Scores = Vec<Vec<Option<i64>>>;

/// Rows served and the sum; panics when a pair is barred or a column serves twice.
fn worth(scores: &[Vec<Option<i64>>], chosen: &[Option<usize>]) -> (usize, i64) {
    assert_eq!(chosen.len(), scores.len());
    let pairs: Vec<(usize, usize)> =
        chosen.iter().enumerate().filter_map(|(row, column)| Some((row, (*column)?))).collect();
    let mut columns: Vec<usize> = pairs.iter().map(|p| p.1).collect();
    columns.sort_unstable();
    columns.dedup();
    assert_eq!(columns.len(), pairs.len(), "a column serves two rows");
    let sum =
        pairs.iter().map(|(row, column)| scores[*row][*column].expect("a barred pair was chosen")).sum();
    (pairs.len(), sum)
}

/// SplitMix64, as the fixture describes it.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: u64) -> i64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        i64::try_from((z ^ (z >> 31)) % n).unwrap()
    }
}

fn instance(number: u64) -> (Scores, [i64; 4]) {
    let mut numbers = Numbers(number);
    let (rows, columns, barred) = (1 + numbers.below(40), 1 + numbers.below(40), numbers.below(71));
    let levels = [3, 40, 2001][usize::try_from(numbers.below(3)).unwrap()];
    let scores = (0..rows).map(|_| {
        let picky = numbers.below(4) == 0 && number % 2 == 1;
        let mut cell = |column: i64| {
            let (bar, score) = (numbers.below(100), numbers.below(levels));
            (bar >= barred && !(picky && column >= 2)).then(|| score - i64::try_from(levels / 2).unwrap())
        };
        (0..columns).map(&mut cell).collect()
    });
    (scores.collect(), [rows, columns, barred, i64::try_from(levels).unwrap()])
}

#[test]
fn two_hundred_instances_come_out_as_an_independent_solver_has_them() {
    let lines = include_str!("../fixtures/assignments.txt").lines().filter(|l| !l.starts_with('#'));
    let (mut seen, mut not_all) = (0, 0);
    for line in lines {
        let n: Vec<i64> = line.split(' ').map(|n| n.parse().unwrap()).collect();
        let (scores, made) = instance(u64::try_from(n[0]).unwrap());
        assert_eq!(made[..], n[1..5], "instance {}", n[0]);
        let (served, total) = worth(&scores, &assign(&scores));
        assert_eq!((i64::try_from(served).unwrap(), total), (n[5], n[6]), "instance {}", n[0]);
        seen += 1;
        not_all += i32::from(n[5] < n[1].min(n[2]));
    }
    assert_eq!(seen, 200);
    assert!(not_all >= 20, "in {not_all} instances not all can be served");
}

/// The best by trying everything.
fn best(scores: &[Vec<Option<i64>>], taken: &mut Vec<bool>) -> (usize, i64) {
    let Some((first, rest)) = scores.split_first() else { return (0, 0) };
    let mut found = best(rest, taken);
    for (column, score) in first.iter().enumerate() {
        if let Some(score) = score.filter(|_| !taken[column]) {
            taken[column] = true;
            let (n, sum) = best(rest, taken);
            taken[column] = false;
            found = found.max((n + 1, sum + score));
        }
    }
    found
}

fn small() -> impl Strategy<Value = Scores> {
    let score = prop_oneof![Just(None), (-3i64..4).prop_map(Some), (-90i64..200).prop_map(Some)];
    (1usize..=6, 1usize..=6).prop_flat_map(move |(rows, columns)| {
        proptest::collection::vec(proptest::collection::vec(score.clone(), columns), rows)
    })
}

proptest! {
    #![proptest_config(crate::cases::cases(600))]
    #[test]
    fn nothing_better_is_found_by_trying_everything(scores in small()) {
        let columns = scores.iter().map(Vec::len).max().unwrap_or(0);
        prop_assert_eq!(worth(&scores, &assign(&scores)), best(&scores, &mut vec![false; columns]));
    }
}

#[test]
fn at_the_edges() {
    assert_eq!(assign(&[]), []);
    assert_eq!(assign(&[vec![], vec![]]), [None, None]);
    assert_eq!(assign(&[vec![None], vec![None]]), [None, None]);
    assert_eq!(assign(&[vec![Some(-7)]]), [Some(0)], "a pair with a poor score is better than none");
    assert_eq!(
        assign(&[vec![Some(1)], vec![None, Some(1)]]),
        [Some(0), Some(1)],
        "rows of different lengths"
    );
    assert_eq!(assign(&[vec![None, Some(1)], vec![Some(1)]]), [Some(1), Some(0)]);
}

#[test]
fn more_pairs_come_before_a_greater_sum() {
    // The first row alone would make 1,000 with the first column, which is the only one the second row can have.
    let scores = [vec![Some(1_000), Some(-500)], vec![Some(-500), None]];
    assert_eq!(assign(&scores), [Some(1), Some(0)]);
}

#[test]
fn scores_beyond_the_limit_count_as_the_limit() {
    let far = [vec![Some(i64::MAX), Some(MOST_SCORE)], vec![Some(0), Some(i64::MIN)]];
    assert_eq!(assign(&far), [Some(1), Some(0)]);
    assert_eq!(assign(&[vec![Some(i64::MIN), Some(i64::MAX)]]), [Some(1)]);
}
