//! How many cases the tests with chance play.

use proptest::prelude::ProptestConfig;

/// What proptest plays by itself: the environment's `PROPTEST_CASES` takes its place.
const BY_ITSELF: u32 = 256;

/// The usual number of cases of a test, and in proportion more when more are asked for: `PROPTEST_CASES=2560` plays ten
/// times the usual number of every test.
pub(crate) fn cases(usual: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    let cases = (usual.saturating_mul(asked.cases) / BY_ITSELF).max(1);
    ProptestConfig { cases, failure_persistence: None, ..asked }
}
