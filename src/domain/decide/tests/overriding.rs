//! Going on against a rule: by name, for a reason, only for the rules named, and never against a block (2, levels).

use super::*;
use rstest::rstest;

/// A beginning against which three rules stand that can be overridden: R16, R42 and R54.
fn three() -> (Desk, Command) {
    let mut desk = Desk::new();
    let (c, v) = (child(&mut desk, "Leila"), visitor(&mut desk, "Tobias"));
    desk.child(c, |c| c.view = ChildView::NotAsked);
    desk.visitor(v, |v| {
        v.stages.pop();
        v.pack = None;
    });
    agreed(&mut desk, c, v);
    (desk, start(c, v, "2026-11-22"))
}

const THREE: [RuleId; 3] = [RuleId::R16, RuleId::R42, RuleId::R54];

#[test]
fn a_refusal_lists_everything_that_stands_against_it() {
    let (desk, command) = three();
    let refusal = desk.ask(&command).unwrap_err();
    assert_eq!(rules(&refusal.findings), THREE);
    assert!(refusal.can_be_overridden());
}

#[rstest]
#[case::all_named(&THREE, "Dana Whitlock", "Agreed with the manager.", true)]
#[case::one_left_out(&THREE[..2], "Dana Whitlock", "Agreed with the manager.", false)]
#[case::other_rules_named(&[RuleId::R19], "Dana Whitlock", "Agreed with the manager.", false)]
#[case::no_name(&THREE, "  ", "Agreed with the manager.", false)]
#[case::no_reason(&THREE, "Dana Whitlock", "", false)]
#[case::a_reason_that_cannot_be_seen(&THREE, "Dana Whitlock", "\u{202e}\u{7} ", false)]
fn going_on(#[case] named: &[RuleId], #[case] by: &str, #[case] reason: &str, #[case] goes_on: bool) {
    let (mut desk, command) = three();
    desk.overriding =
        Some(Overriding { rules: named.to_vec(), by: by.to_owned(), reason: reason.to_owned() });
    let answer = desk.ask(&command);
    assert_eq!(answer.is_ok(), goes_on);
    let findings = answer.map_or_else(|r| r.findings, |d| d.findings);
    assert_eq!(rules(&findings), THREE, "what was taken on stays with the decision");
    assert!(findings.iter().all(|f| f.level == Level::Override));
}

#[test]
fn a_block_never_goes_on() {
    let (mut desk, command) = three();
    let Command::StartMatch { child, .. } = command else { panic!() };
    let view = ChildView::Objects { understands: true, said: Said::new("Sal Moss", day("2026-11-01")) };
    desk.child(child, |c| c.view = view);
    desk.override_with(RuleId::ALL);
    let refusal = desk.ask(&command).unwrap_err();
    assert!(!refusal.can_be_overridden());
    assert_eq!(level(&refusal.findings, RuleId::R54), Some(Level::Block));
    assert_eq!(rules(&refusal.findings), THREE, "what was taken on is listed too");
}

#[test]
fn what_was_overridden_does_not_hide_a_blank_field() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.override_with(RuleId::ALL);
    let with = " \u{200b}\u{202e} ".to_owned();
    let command = Command::AgreePattern {
        match_id: p.id,
        every: Interval::Weeks(27),
        with: with.replace('\u{200b}', ""),
        on: day("2026-12-01"),
        reason: None,
    };
    let found = desk.refused(&command);
    assert_eq!(rules(&found), [RuleId::H1, RuleId::H2, RuleId::R21]);
    let fields: Vec<_> = found.iter().filter_map(|f| f.field).collect();
    assert_eq!(fields, ["on", "with", "every", "reason"]);
}

#[test]
fn a_visitor_has_more_matches_only_by_name() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let second = child(&mut desk, "Mariam");
    agreed(&mut desk, second, p.visitor);
    desk.refused(&start(second, p.visitor, "2026-11-22"));
    desk.override_with(&[RuleId::R19]);
    let made = desk.done(start(second, p.visitor, "2026-11-22"));
    assert_eq!(rules(&made.findings), [RuleId::R19]);
    assert_eq!(desk.world.open_matches_of_visitor(p.visitor).count(), 2);
}
