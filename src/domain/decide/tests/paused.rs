//! Whose a pause is, and what is told to a visitor meanwhile (R49, R73, R74).

use super::allegations::alleged;
use super::alleged::hers;
use super::releases::ask;
use super::*;
use crate::people::Role;
use rstest::rstest;

const SEE: &str = "visits are paused; see team manager";

fn pause(visitor: VisitorId, words: &str, by_manager: bool) -> Command {
    let reason = Some(words.to_owned());
    Command::SuspendVisitor { visitor, on: day("2026-11-22"), reason, by_manager }
}

/// The words make nothing of a pause: a fact on record does, and only a team manager makes that one.
#[rstest]
#[case(Role::TeamManager, SEE, true, Some(true))]
#[case(Role::TeamManager, "a long holiday", true, Some(true))]
#[case(Role::TeamManager, SEE, false, Some(false))]
#[case(Role::CoOrdinator, SEE, false, Some(false))]
#[case(Role::CoOrdinator, SEE, true, None)]
#[case(Role::CoOrdinator, "a long holiday", true, None)]
fn whose_a_pause_is_does_not_hang_on_its_words(
    #[case] role: Role,
    #[case] words: &str,
    #[case] by_manager: bool,
    #[case] made: Option<bool>,
) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.role = role;
    let command = pause(p.visitor, words, by_manager);
    let Some(managers) = made else {
        assert_eq!(rules(&desk.refused(&command)), [RuleId::H8]);
        return;
    };
    desk.done(command);
    let visitor = desk.world.visitor(p.visitor).unwrap();
    assert!(visitor.is_suspended(desk.today));
    assert_eq!(visitor.is_paused_by_manager(desk.today), managers);
    // Who made an ordinary one takes it away, whatever its words; the manager's stays.
    desk.role = Role::CoOrdinator;
    let lift =
        Command::SuspendVisitor { visitor: p.visitor, on: desk.today, reason: None, by_manager: false };
    assert_eq!(desk.ask(&lift).is_ok(), !managers);
}

/// A briefing of a proposal, the card of a match, and a release: to the visitor, and to somebody else.
fn telling(desk: &mut Desk, p: &Pair) -> ([Command; 3], Command) {
    let thinking = child(desk, "Ivo");
    let proposal = agreed(desk, thinking, p.visitor);
    desk.proposal(proposal, |p| p.briefings.clear());
    let release = |to| {
        let subject = Subject::Child(p.child);
        ask(NewRelease {
            about: subject,
            to,
            recipient: "Somebody".to_owned(),
            purpose: "outings".to_owned(),
            basis: Some(Basis::Matrix),
            things: vec![Released { row: 1, thing: Thing { subject, name: Some("first".to_owned()) } }],
            reports: Vec::new(),
        })
    };
    let to_visitor = [
        Command::IssueCard { match_id: p.id },
        Command::IssueBriefing { proposal, on: desk.today, shared: vec![Shared::FirstFacts] },
        release(Reader::Visitor),
    ];
    (to_visitor, release(Reader::Carer))
}

/// R74: nothing is given to the visitor while the team manager's pause runs, in the neutral words and not by an override;
/// an ordinary pause stands in nobody's way, and others are told as before.
#[rstest]
#[case::managers(true, false)]
#[case::ordinary(false, true)]
fn nothing_is_given_to_a_visitor_whom_the_manager_has_paused(#[case] by_manager: bool, #[case] given: bool) {
    let mut desk = Desk::new();
    desk.settings(ParamId::MatchesPerVisitor, 2);
    let p = pair(&mut desk);
    let (to_visitor, to_carer) = telling(&mut desk, &p);
    for command in &to_visitor {
        assert!(desk.ask(command).is_ok(), "before the pause: {command:?}");
    }
    desk.done(pause(p.visitor, SEE, by_manager));
    desk.override_with(RuleId::ALL);
    for role in [Role::CoOrdinator, Role::TeamManager] {
        desk.role = role;
        for command in &to_visitor {
            let Err(refusal) = desk.ask(command) else {
                assert!(given, "{role:?} {command:?}");
                continue;
            };
            assert!(!given, "{role:?} {command:?} {refusal}");
            let against: Vec<_> = refusal.findings.iter().filter(|f| f.rule == RuleId::R74).collect();
            assert_eq!(against.len(), 1);
            assert_eq!(against[0].level, Level::Block);
            assert!(against[0].sentence.starts_with("Visits are paused; see team manager."));
        }
        assert!(desk.ask(&to_carer).is_ok());
    }
    // When they are allowed again, so is this.
    desk.overriding = None;
    let reason = None;
    desk.done(Command::SuspendVisitor { visitor: p.visitor, on: desk.today, reason, by_manager: false });
    assert!(to_visitor.iter().all(|command| desk.ask(command).is_ok()));
}

/// What was given before the pause began is a fact, though it is typed in afterwards.
#[test]
fn a_briefing_of_before_the_pause_is_recorded() {
    let mut desk = Desk::new();
    desk.settings(ParamId::MatchesPerVisitor, 2);
    let p = pair(&mut desk);
    let ([_, briefing, _], _) = telling(&mut desk, &p);
    desk.done(pause(p.visitor, SEE, true));
    let Command::IssueBriefing { proposal, shared, .. } = briefing else { panic!("no briefing") };
    let on = |on| Command::IssueBriefing { proposal, on: day(on), shared: shared.clone() };
    assert!(desk.ask(&on("2026-11-21")).is_ok(), "{:?}", desk.findings(&on("2026-11-21")));
    assert!(desk.ask(&on("2026-11-22")).is_err());
}

/// With the co-ordinator's world alone the refusal says nothing of why.
#[test]
fn the_refusal_tells_nothing_of_an_allegation() {
    let (mut desk, p, _) = alleged();
    desk.role = Role::CoOrdinator;
    let refusal = decide(&hers(&desk), &Command::IssueCard { match_id: p.id }, &desk.context()).unwrap_err();
    let said = refusal.to_string().to_lowercase();
    assert!(said.contains("see team manager"), "{said}");
    assert!(!said.contains("alleg") && !said.contains("lado"), "{said}");
}
