//! On the way to becoming a visitor: the gates as they stood on the day (R16, R57, R85b, R85c, R85d), references,
//! declarations.

use super::*;
use crate::judge;
use rstest::rstest;

use Level::{Block, Override, Warn};

type V<'a> = &'a mut Visitor;
type Spoil = fn(V);

/// Approval on 20 November 2026, entered on the 22nd: what came in between does not count for it.
#[rstest]
#[case::interviewed_that_day(|v: V| v.interview.as_mut().unwrap().on = day("2026-11-20"), RuleId::R16, None)]
#[case::interviewed_the_day_after(|v: V| v.interview.as_mut().unwrap().on = day("2026-11-21"), RuleId::R16, Some(Override))]
#[case::identity_seen_the_day_after(|v: V| v.identity.as_mut().unwrap().on = day("2026-11-21"), RuleId::R16, Some(Override))]
#[case::signed_the_day_after(|v: V| v.agreement.as_mut().unwrap().on = day("2026-11-21"), RuleId::R16, Some(Override))]
#[case::declared_that_day(|v: V| v.declaration.as_mut().unwrap().said.on = day("2026-11-20"), RuleId::R57, None)]
#[case::declared_the_day_after(|v: V| v.declaration.as_mut().unwrap().said.on = day("2026-11-21"), RuleId::R57, Some(Override))]
#[case::reference_came_that_day(|v: V| v.references[0].received = Some(day("2026-11-20")), RuleId::R85b, None)]
#[case::reference_came_the_day_after(|v: V| v.references[0].received = Some(day("2026-11-21")), RuleId::R85b, Some(Override))]
#[case::nobody_judged_the_reference(|v: V| v.references[0].satisfactory = None, RuleId::R85b, Some(Override))]
#[case::nobody_knows_for_how_long(|v: V| v.references[0].years_known = None, RuleId::R85b, Some(Override))]
#[case::trained_that_day(|v: V| v.training[0].on = day("2026-11-20"), RuleId::R85d, None)]
#[case::trained_the_day_after(|v: V| v.training[0].on = day("2026-11-21"), RuleId::R85d, Some(Override))]
#[case::training_runs_out_that_day(|v: V| v.training[0].expires = Some(day("2026-11-20")), RuleId::R85d, None)]
#[case::training_ran_out_the_day_before(|v: V| v.training[0].expires = Some(day("2026-11-19")), RuleId::R85d, Some(Warn))]
fn a_gate_is_judged_for_its_day(#[case] spoil: Spoil, #[case] rule: RuleId, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let id = applicant(&mut desk, "Tobias");
    desk.visitor(id, spoil);
    let found = desk.findings(&approve(id, "2026-11-20"));
    assert_eq!(level(&found, rule), expected, "{found:?}");
    assert_eq!(desk.ask(&approve(id, "2026-11-20")).is_ok(), expected.is_none_or(|l| l <= Warn));
}

#[test]
fn every_gate_is_shown_and_nothing_stands_against_who_has_everything() {
    let mut desk = Desk::new();
    let id = applicant(&mut desk, "Tobias");
    let gates = |desk: &Desk| judge::gates(&desk.world, desk.world.visitor(id).unwrap(), desk.today);
    let all = gates(&desk);
    assert_eq!(all.len(), 10);
    assert!(all.iter().all(|g| g.met.as_ref().is_ok_and(|shown| !shown.is_empty())));
    desk.visitor(id, |v| *v = Visitor { stages: v.stages.clone(), ..nobody(v) });
    for gate in gates(&desk) {
        let finding = gate.met.unwrap_err();
        assert_eq!(finding.rule, gate.rule, "{}", gate.what);
        assert!(finding.cure.is_some(), "{} leads nowhere", gate.what);
    }
}

/// Somebody of whom nothing but the name is known.
fn nobody(v: &Visitor) -> Visitor {
    Visitor {
        born: None,
        references: vec![],
        identity: None,
        dbs: vec![],
        declaration: None,
        training: vec![],
        interview: None,
        agreement: None,
        named_worker: None,
        pack: None,
        ..v.clone()
    }
}

#[rstest]
#[case::one_is_asked_for(1, 1, None)]
#[case::one_where_two_are_asked_for(2, 1, Some(Override))]
#[case::two_where_three_are_asked_for(3, 2, Some(Override))]
#[case::none_is_asked_for(0, 0, None)]
fn how_many_references(#[case] needed: i64, #[case] has: usize, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    desk.settings(ParamId::ReferencesNeeded, needed);
    let id = applicant(&mut desk, "Tobias");
    desk.visitor(id, |v| v.references.truncate(has));
    assert_eq!(level(&desk.findings(&approve(id, "2026-11-20")), RuleId::R85b), expected);
}

#[rstest]
#[case::eighteen(18, "2008-11-20", None)]
#[case::seventeen(18, "2008-11-21", Some(Override))]
#[case::twenty_one(21, "2005-11-20", None)]
#[case::twenty(21, "2005-11-21", Some(Override))]
fn the_youngest_a_visitor_may_be(#[case] least: i64, #[case] born: &str, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    desk.settings(ParamId::VisitorAgeMin, least);
    let id = applicant(&mut desk, "Tobias");
    desk.visitor(id, |v| v.born = Some(day(born)));
    assert_eq!(level(&desk.findings(&approve(id, "2026-11-20")), RuleId::R85c), expected);
}

#[test]
fn a_reference_of_the_same_name_is_brought_up_to_date() {
    let mut desk = Desk::new();
    let id = applicant(&mut desk, "Tobias");
    let given = |name: &str, received: Option<&str>| {
        let reference = PersonalReference {
            requested: Some(day("2026-11-01")),
            received: received.map(day),
            ..referee(name, "work")
        };
        Command::RecordReference { visitor: id, reference: Box::new(reference) }
    };
    desk.done(given("Ann Lee", None));
    desk.done(given(" ann LEE ", Some("2026-11-02")));
    let kept = &desk.world.visitor(id).unwrap().references;
    assert_eq!((kept.len(), kept.last().unwrap().received), (2, Some(day("2026-11-02"))));
    assert_eq!(rules(&desk.refused(&given("Ann Lee", Some("2026-10-31")))), [RuleId::H2]);
    assert_eq!(rules(&desk.refused(&given("Ann Lee", Some("2026-11-23")))), [RuleId::H2]);
    assert_eq!(rules(&desk.refused(&given("  ", None))), [RuleId::H1]);
}

fn declares(visitor: VisitorId, connected: bool, details: Option<&str>, employers: &[&str]) -> Command {
    let said = Said::new("Priya", day("2026-11-20"));
    let declaration =
        Box::new(Declaration { said, connected, details: details.map(str::to_owned), household: None });
    let employers = employers.iter().map(|e| (*e).to_owned()).collect();
    Command::Declare { visitor, declaration, employers }
}

#[rstest]
#[case::independent(false, None, &[], &[])]
#[case::connected(true, Some("Married to a councillor."), &[], &[RuleId::R57])]
#[case::works_elsewhere(false, None, &["Mill Bakery"], &[])]
#[case::a_like_word_is_another(false, None, &["Barkers"], &[])]
#[case::works_for_the_carer(false, None, &["Mill Bakery", "jo barker"], &[RuleId::R58])]
fn what_a_declaration_shows_is_said_at_once(
    #[case] connected: bool,
    #[case] details: Option<&str>,
    #[case] employers: &[&str],
    #[case] expected: &[RuleId],
) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let made = desk.done(declares(p.visitor, connected, details, employers));
    assert_eq!(rules(&made.findings), expected);
    assert!(made.findings.iter().all(|f| f.level == Warn));
}

#[test]
fn a_connection_needs_its_words_and_is_said_by_whatever_form_it_comes() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    assert_eq!(level(&desk.refused(&declares(p.visitor, true, None, &[])), RuleId::H1), Some(Block));
    let amended = |connected| {
        let said = Said::new("Priya", day("2026-11-20"));
        let declaration =
            Some(Declaration { said, connected, details: Some("a councillor".to_owned()), household: None });
        let name = Name::new("Tobias", "Okafor");
        let details = VisitorDetails { name, declaration, ..VisitorDetails::default() };
        Command::AmendVisitor { visitor: p.visitor, details: Box::new(details) }
    };
    assert_eq!(rules(&desk.findings(&amended(false))), []);
    assert_eq!(rules(&desk.done(amended(true)).findings), [RuleId::R57]);
    assert_eq!(rules(&desk.done(amended(true)).findings), [], "once, not with every other change");
}

fn decides(visitor: VisitorId, to: Stage, by: Option<&str>, conditions: &[&str]) -> Command {
    let conditions = conditions.iter().map(|c| (*c).to_owned()).collect();
    let by = by.map(str::to_owned);
    Command::MoveStage { visitor, to, on: day("2026-11-20"), by, note: None, conditions }
}

/// 5.1: to approve, to put off and to decline are decisions, and somebody takes them.
#[rstest]
#[case(Stage::Approved, None, Some(Block))]
#[case(Stage::Approved, Some("  "), Some(Block))]
#[case(Stage::Approved, Some("panel of 20 November"), None)]
#[case(Stage::Deferred, None, Some(Block))]
#[case(Stage::Deferred, Some("Ruth Dale"), None)]
#[case(Stage::Declined, None, Some(Block))]
#[case(Stage::Declined, Some("Ruth Dale"), None)]
#[case(Stage::Ready, None, None)]
#[case(Stage::NotTakenOn, None, None)]
#[case(Stage::Lapsed, None, None)]
fn somebody_takes_a_decision(#[case] to: Stage, #[case] by: Option<&str>, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let id = applicant(&mut desk, "Tobias");
    let found = desk.findings(&decides(id, to, by, &[]));
    assert_eq!(level(&found, RuleId::H1), expected, "{found:?}");
    if expected.is_some() {
        assert!(found.iter().any(|f| f.rule == RuleId::H1 && f.field == Some("by")));
        // Nobody can take on that nobody decided.
        desk.override_with(RuleId::ALL);
        assert!(desk.ask(&decides(id, to, by, &[])).is_err());
    } else {
        desk.done(decides(id, to, by, &[]));
        let kept = desk.world.visitor(id).unwrap().stages.last().unwrap().by.clone();
        assert_eq!(kept.as_deref(), by);
    }
}

/// Conditions stand on the decision and are open until each is met; they belong to no other step.
#[test]
fn conditions_are_open_until_they_are_met() {
    let mut desk = Desk::new();
    let id = applicant(&mut desk, "Tobias");
    let open = |desk: &Desk| -> Vec<String> {
        desk.world.visitor(id).unwrap().open_conditions().map(|(_, c)| c.what.clone()).collect()
    };
    let meets =
        |what: &str, on: &str| Command::MeetCondition { visitor: id, what: what.to_owned(), on: day(on) };
    assert_eq!(
        level(&desk.refused(&decides(id, Stage::Ready, None, &["first aid"])), RuleId::H3),
        Some(Block)
    );
    desk.done(decides(id, Stage::Deferred, Some("panel"), &["first aid", " ", "a second talk"]));
    assert_eq!(open(&desk), ["first aid", "a second talk"]);

    // Approved with one open: it warns, and goes on.
    let found = desk.findings(&approve(id, "2026-11-21"));
    assert_eq!(level(&found, RuleId::H11), Some(Warn));
    assert_eq!(rules(&desk.refused(&meets("second aid", "2026-11-21"))), [RuleId::H3]);
    assert_eq!(rules(&desk.refused(&meets("first aid", "2026-11-23"))), [RuleId::H2]);
    assert_eq!(rules(&desk.refused(&meets("first aid", "2026-11-19"))), [RuleId::H2]);
    desk.done(meets(" First AID ", "2026-11-20"));
    assert_eq!(open(&desk), ["a second talk"]);
    desk.refused(&meets("first aid", "2026-11-20"));
    desk.done(meets("a second talk", "2026-11-22"));
    assert_eq!(level(&desk.findings(&approve(id, "2026-11-22")), RuleId::H11), None);
    let kept = &desk.world.visitor(id).unwrap().stages.last().unwrap().conditions;
    assert_eq!(
        kept.iter().map(|c| c.met).collect::<Vec<_>>(),
        [Some(day("2026-11-20")), Some(day("2026-11-22"))]
    );
}

/// R57: the visitor and whoever is at home answer each for themselves; either connection is one.
#[rstest]
#[case(false, None, false)]
#[case(false, Some(false), false)]
#[case(true, Some(false), true)]
#[case(false, Some(true), true)]
#[case(true, Some(true), true)]
fn self_and_household_declare_apart(#[case] own: bool, #[case] home: Option<bool>, #[case] connected: bool) {
    let mut desk = Desk::new();
    let id = applicant(&mut desk, "Tobias");
    let details = |is: bool| is.then(|| "an officer".to_owned());
    let declares = |how: fn(bool) -> Option<String>| {
        let declaration = Declaration {
            said: Said::new("Priya", day("2026-11-20")),
            connected: own,
            details: details(own),
            household: home.map(|connected| AtHome { connected, details: how(connected) }),
        };
        Command::Declare { visitor: id, declaration: Box::new(declaration), employers: Vec::new() }
    };
    let made = desk.done(declares(|is| is.then(|| "a wife who is a councillor".to_owned())));
    assert_eq!(level(&made.findings, RuleId::R57).is_some(), connected);
    let kept = desk.world.visitor(id).unwrap().declaration.clone().unwrap();
    assert_eq!((kept.connected, kept.household.as_ref().map(|h| h.connected)), (own, home));
    assert_eq!(kept.is_connected(), connected);
    // Who at home it is, and how, is asked of whoever says yes.
    let unsaid = desk.findings(&declares(|_| None));
    assert_eq!(level(&unsaid, RuleId::H1).is_some(), home == Some(true));
    let gate = level(&desk.findings(&approve(id, "2026-11-22")), RuleId::R57);
    assert_eq!(gate.is_some(), connected);
}
