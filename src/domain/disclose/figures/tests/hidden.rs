//! R109: fewer than five are hidden, and cannot be worked out from what is shown.

use super::super::value::{Split, Value, split};
use super::{counted, pairs, says, year};
use crate::rule::ParamId;
use proptest::prelude::*;
use rstest::rstest;

const LEAST: u32 = 5;

#[rstest]
#[case(0, "0")] // nobody is nobody's number
#[case(1, "hidden")]
#[case(4, "hidden")]
#[case(5, "5")]
fn a_count_of_fewer_than_five_is_hidden(#[case] n: u32, #[case] words: &str) {
    assert_eq!(Value::count(n, LEAST).words(LEAST), words);
}

/// Neither those of whom it is so nor those of whom it is not may be told when they are few.
#[rstest]
#[case(0, 0, "none to count")]
#[case(3, 4, "hidden")]
#[case(4, 4, "hidden")]
#[case(0, 5, "0% (0 of 5)")]
#[case(5, 5, "100% (5 of 5)")]
#[case(1, 20, "fewer than 5 of 20")]
#[case(4, 20, "fewer than 5 of 20")]
#[case(5, 20, "25% (5 of 20)")]
#[case(15, 20, "75% (15 of 20)")]
#[case(16, 20, "all but fewer than 5 of 20")]
#[case(19, 20, "all but fewer than 5 of 20")]
#[case(20, 20, "100% (20 of 20)")]
#[case(999, 1004, "99% (999 of 1004)")] // not all is not a hundred in a hundred
#[case(5, 9000, "1% (5 of 9000)")]
#[case(4, 8, "fewer than 5 of 8")]
fn a_share_hides_few_on_either_side(#[case] met: u32, #[case] of: u32, #[case] words: &str) {
    assert_eq!(Value::share(met, of, LEAST).words(LEAST), words);
}

/// The whole and its parts as they are shown: `-` for a part that is hidden.
fn shown(parts: &[u32]) -> String {
    match split(parts, LEAST) {
        Split::Whole(sum) => sum.words(LEAST),
        Split::Parts(sum, values) => {
            let part = |value: &Value| if value.is_hidden() { "-".to_owned() } else { value.words(LEAST) };
            format!("{} = {}", sum.words(LEAST), values.iter().map(part).collect::<Vec<_>>().join(" "))
        }
    }
}

#[rstest]
#[case(&[], "0")]
#[case(&[0, 0], "0")]
#[case(&[2, 1], "hidden")] // the whole is small itself
#[case(&[5, 0, 12], "17 = 5 0 12")]
#[case(&[3, 9, 12], "24 = - - 12")] // 24 less 9 less 12 would give the 3 away
#[case(&[4, 3, 9], "16 = - - 9")] // two small ones protect each other
#[case(&[1, 1, 9, 12], "23 = - - - 12")] // but not two of one: their sum says what they are
#[case(&[1, 4, 9], "14 = - - -")] // 14 less 9 are 5: neither could be 5 if the other is 1
#[case(&[2, 4, 9], "15 = - - 9")]
#[case(&[3, 6], "9 = - -")]
#[case(&[7, 7, 2], "16 = - 7 -")] // of two that are alike the first
#[case(&[1, 4], "5")] // nothing left to hide: the whole is not taken apart
#[case(&[1, 1, 4], "6")]
#[case(&[2, 4], "6 = - -")]
#[case(&[8], "8 = 8")]
fn a_whole_is_taken_apart_only_as_far_as_nothing_small_can_be_worked_out(
    #[case] parts: &[u32],
    #[case] words: &str,
) {
    assert_eq!(shown(parts), words);
}

proptest! {
    /// Whoever knows all that is shown, and that whatever is hidden is something, cannot tell of any hidden part that it
    /// is smaller than what is shown, nor what it is.
    #[test]
    fn nothing_hidden_can_be_worked_out(parts in prop::collection::vec(0u32..14, 0..8), least in 3u32..9) {
        let whole: u32 = parts.iter().sum();
        match split(&parts, least) {
            Split::Whole(sum) => prop_assert_eq!(sum, Value::count(whole, least)),
            Split::Parts(sum, values) => {
                prop_assert_eq!(sum, Value::Number(whole));
                let mut left = whole;
                let mut hidden = 0;
                for (n, value) in parts.iter().zip(&values) {
                    match value {
                        Value::Number(shown) => {
                            prop_assert_eq!(shown, n);
                            prop_assert!(*n == 0 || *n >= least);
                            left -= n;
                        }
                        Value::Hidden => hidden += 1,
                        other => prop_assert!(false, "{:?}", other),
                    }
                }
                let small = parts.iter().any(|n| *n > 0 && *n < least);
                prop_assert_eq!(hidden > 0, small, "hidden where nothing is small, or not where something is");
                if hidden > 0 {
                    prop_assert!(hidden > 1, "one alone is the whole less the others");
                    // From one to so many that it need not be small: more than one value is possible.
                    prop_assert!(left - (hidden - 1) >= least, "{:?}", parts);
                }
            }
        }
    }
}

#[test]
fn the_smallest_count_shown_is_a_setting() {
    let with = |least: Option<i64>| {
        let set = |_, scene: &mut crate::deadline::tests::world::Scene| {
            scene.scheme.settings.extend(least.map(|n| (ParamId::SmallCount, n)));
        };
        says(&counted(pairs(6, set), year()), "children-matched")
    };
    assert_eq!(with(None), "6");
    assert_eq!(with(Some(7)), "hidden");
    assert_eq!(with(Some(6)), "6");
}

/// What is hidden is not in the value, whoever prints it: one, two, three and four are told alike.
#[test]
fn a_hidden_number_is_not_in_what_is_printed() {
    let printed = |n: u8| {
        let begun = |_, s: &mut crate::deadline::tests::world::Scene| {
            s.match_.started = crate::deadline::tests::world::d("2026-11-01");
            (s.visits, s.reviews) = (Vec::new(), Vec::new());
        };
        let all = counted(pairs(n, begun), year());
        (format!("{all:?}"), serde_json::to_value(&all).unwrap(), all.lines())
    };
    let one = printed(1);
    assert!((2..=4).all(|n| printed(n) == one));
    assert!(printed(5) != one);
    let groups = one.1["groups"].as_array().unwrap();
    let matched =
        groups[0]["figures"].as_array().unwrap().iter().find(|f| f["key"] == "children-matched").unwrap();
    let line =
        serde_json::json!({ "label": "", "kind": "hidden", "number": null, "of": null, "hidden": true });
    assert_eq!(matched["lines"][0], line);
}

/// Ten matches were made, and eight of them have a referral: how many have one would tell how few have none.
#[test]
fn what_another_figure_would_give_away_is_hidden_as_well() {
    let with = |n: u8| {
        let change = |who: u8, s: &mut crate::deadline::tests::world::Scene| {
            let asked = crate::deadline::tests::world::referral(who, "2026-01-02");
            s.match_.referral = (who <= n).then_some(asked.id);
            s.referrals = vec![asked];
        };
        says(&counted(pairs(10, change), year()), "days-to-match")
    };
    assert_eq!(with(10), "how many: 10; median: 31 days; longest: 31 days");
    assert_eq!(with(8), "how many: hidden; median: 31 days; longest: 31 days");
    assert_eq!(with(5), "how many: 5; median: 31 days; longest: 31 days");
    assert_eq!(with(4), "how many: hidden; median: hidden; longest: hidden");
}
