//! The best set of proposals: `cargo bench -- assign`. Square, scores with many ties, 30 in 100 pairs barred.

use divan::{Bencher, black_box};
use domain::matching::assign;

/// The same scores every time: forty levels, so that most are tied.
fn scores(size: usize) -> Vec<Vec<Option<i64>>> {
    let mut state = 2026_u64;
    let mut below = move |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    let mut cell = || {
        let (bar, score) = (below(100), below(40));
        (bar >= 30).then(|| i64::try_from(score).unwrap_or(0) - 10)
    };
    (0..size).map(|_| (0..size).map(|_| cell()).collect()).collect()
}

/// So many children and as many visitors.
#[divan::bench(args = [50, 200, 500, 1_000, 2_000], sample_size = 1, sample_count = 20)]
fn assign_all(bencher: Bencher<'_, '_>, size: usize) {
    let scores = scores(size);
    bencher.bench_local(|| assign(black_box(&scores)));
}

/// Three times as many children as visitors, as where few have volunteered.
#[divan::bench(args = [150, 600, 1_500], sample_size = 1, sample_count = 20)]
fn assign_with_few_visitors(bencher: Bencher<'_, '_>, children: usize) {
    let mut scores = scores(children);
    scores.iter_mut().for_each(|row| row.truncate(children / 3));
    bencher.bench_local(|| assign(black_box(&scores)));
}
