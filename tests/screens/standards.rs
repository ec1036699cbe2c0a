//! The scheme's own standards and numbers: where the evidence is kept, a target, a certificate's grace.

use crate::day::on_line;
use crate::ground::opened;
use domain::rule::{ParamId, RuleId};

#[test]
fn where_the_evidence_for_a_standard_is_kept_stands_beside_it() {
    let mut at = opened(100, 40);
    at.keys("Alt-e 'support group' Enter 'minutes, folder 7' F2").moment();
    at.says(" ✓ ");
    let evidence = |at: &crate::ground::At, rule| at.world().scheme().unwrap().evidence.get(&rule).cloned();
    let kept: Vec<_> =
        RuleId::ALL.iter().filter(|r| evidence(&at, **r).as_deref() == Some("minutes, folder 7")).collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
    let rule = *kept[0];
    at.keys(&format!("Alt-e '{} '", rule.label())).says("minutes, folde");
    at.keys("Enter F2").moment();
    assert_eq!(evidence(&at, rule), None, "a blank takes it away: {}", at.screen());
    // To know it is a rule of its own, that has evidence like any other.
    assert!(RuleId::R50c.row().title.contains("evidence"));
    at.keys("Alt-e 'R50c' Enter 'the standards file' F2").moment();
    assert_eq!(evidence(&at, RuleId::R50c).as_deref(), Some("the standards file"));
    at.holds_what_was_shown();
}

#[test]
fn how_many_matches_the_scheme_is_to_hold_is_a_number_of_its_own() {
    assert_eq!(RuleId::R91.row().params, [ParamId::MatchTarget]);
    let mut at = opened(100, 40);
    assert_eq!(at.world().policy().get(ParamId::MatchTarget), 0, "no target is anybody's but the scheme's");
    at.keys("Alt-s 'match target' Enter '10001'").says("Type a whole number from 0 to 10000.");
    at.keys("Ctrl-u '30' F2").moment();
    at.says(" ✓ ");
    assert_eq!(at.world().policy().get(ParamId::MatchTarget), 30);
    at.keys("Alt-s 'match target'").says("now 30");
    at.keys("Esc");
    at.holds_what_was_shown();
}

#[test]
fn a_grace_that_the_scheme_gives_keeps_an_outing_safe() {
    let mut at = opened(100, 40);
    // The outing of Leila and Joan is on the Saturday after the certificate lapses.
    on_line(&mut at, RuleId::R48, "Leila H.");
    let unsafe_outing = |at: &crate::ground::At| {
        at.desk().deadlines.iter().any(|d| d.rule == RuleId::R48 && d.what == "Outing")
    };
    assert!(unsafe_outing(&at));
    assert_eq!(RuleId::R82a.row().params, [ParamId::DbsGraceMonths]);
    at.keys("Alt-s 'grace' Enter '1' F2").moment();
    at.says(" ✓ ");
    assert!(!unsafe_outing(&at), "{}", at.screen());
    at.keys("u").moment();
    assert!(unsafe_outing(&at), "{}", at.screen());
}
