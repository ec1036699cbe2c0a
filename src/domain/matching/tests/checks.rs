//! Every rule of a pairing has its line, passed, failed or unknown, and the lines say what refuses a proposal: no more
//! and no less (5.2; R3, R6, R8, R16, R19, R38, R42, R48, R54, R57, R58, R74, R95).

use super::*;
use crate::deadline::tests::world::{dbs, hold, match_, pause, placement, scheme};
use crate::finding::Cure;
use crate::judge;
use crate::record::{Answer, Ceased, ChildAnswer, DriverDocuments, Module, ProposalClosed, Training};
use crate::rule::ParamId;
use proptest::prelude::*;

/// The line of this name: its sign, its rule, its words.
fn line(c: &Candidate, what: &str) -> String {
    let Some(check) = c.check(what) else { return "-".to_owned() };
    let sign = match &check.verdict {
        Verdict::Pass(_) => "pass",
        Verdict::Note(_) => "note",
        Verdict::Fail(_) => "fail",
        Verdict::Unknown(_) => "unknown",
    };
    format!("{sign} {}: {}", check.rule, check.verdict.words())
}

#[test]
fn with_all_in_order_every_rule_has_its_proof_from_the_records() {
    let c = judged(|c, v| {
        c.looked_after_since = Some(d("2026-03-02"));
        v.stages[0].on = d("2026-08-02");
        v.dbs = vec![dbs("2026-07-12")];
        v.employers = vec!["Acme".to_owned()];
    });
    let lines: Vec<String> = c.checks.iter().map(|k| format!("{}: {}", k.what, line(&c, k.what))).collect();
    assert_eq!(
        lines,
        [
            "looked after: pass R3: by Leicestershire since Mon 2 Mar",
            "age: pass R6: 12 years old, 18 on Fri 14 May 2032",
            "the child's view: pass R54: wants a visitor, said Mon 2 Nov by Ruth Dale",
            "asked: pass R8: asked Mon 2 Nov by Ruth Dale",
            "risk: pass R38: none known (Mon 2 Nov)",
            "no other visitor: pass H3: none, and none before",
            "approved: pass R16: approved Sun 2 Aug",
            "DBS: pass R48: to Wed 11 Jul 2029",
            "core training: pass R85d: 7 of 7 modules",
            "independence: pass R57: declared Mon 5 Jan by Ruth Dale",
            "employer: pass R58: Acme; not Mrs Ellis",
            "free: pass R19: no child at present",
            "not paused: pass R74: visits go on",
            "not on hold: pass R95: none",
            "no other proposal: pass H3: none open",
            "emergency contacts: pass R42: version 3, Mon 5 Jan",
        ]
    );
    assert!(c.notes.is_empty() && c.standing == Standing::Yes);
}

type Change = fn(&mut Child, &mut Visitor);

/// A change of a pair in good order, the line that it shows in, and how that line begins.
const CASES: &[(&str, &str, Change)] = &[
    ("looked after", "fail R3", |c, _| c.ceased = Some(Ceased { on: d(TODAY), reason: "home".to_owned() })),
    ("looked after", "pass R3", |c, _| {
        c.ceased = Some(Ceased { on: d("2026-11-23"), reason: "home".to_owned() })
    }),
    ("age", "fail R6", |c, _| c.born = d("2008-11-22")),
    ("age", "pass R6", |c, _| c.born = d("2008-11-23")),
    ("age", "note R4", |c, _| c.born = d("2018-11-23")),
    ("age", "pass R6", |c, _| c.born = d("2018-11-22")),
    ("the child's view", "unknown R54", |c, _| c.view = ChildView::NotAsked),
    ("the child's view", "pass R54", |c, _| c.view = ChildView::Accepts(said(TODAY))),
    ("the child's view", "fail R54", |c, _| {
        c.view = ChildView::Objects { understands: false, said: said(TODAY) }
    }),
    ("asked", "unknown R8", |c, _| c.wishes.asked = None),
    ("risk", "unknown R38", |c, _| c.risk = None),
    ("risk", "fail R38a", |c, _| c.risk.as_mut().unwrap().no_match = true),
    ("risk", "pass R38: none known, visits at home only", |c, _| c.risk.as_mut().unwrap().home_only = true),
    ("approved", "fail R16", |_, v| v.stages[0].stage = Stage::Ready),
    ("DBS", "fail R48", |_, v| v.dbs = vec![dbs("2023-11-22")]),
    ("DBS", "pass R48: to Sun 22 Nov 2026", |_, v| v.dbs = vec![dbs("2023-11-23")]),
    ("core training", "note R85d", |_, v| {
        v.training.pop();
    }),
    ("core training", "note R50", |_, v| v.training[0].expires = Some(d("2026-11-21"))),
    ("core training", "pass R85d", |_, v| v.training[0].expires = Some(d(TODAY))),
    ("core training", "pass R85d", |_, v| {
        v.training[0].expires = Some(d("2026-11-21"));
        v.training.push(Training { module: Module::Safeguarding, on: d(TODAY), expires: None, note: None });
    }),
    ("independence", "unknown R57", |_, v| v.declaration = None),
    ("independence", "fail R57", |_, v| v.declaration.as_mut().unwrap().connected = true),
    ("independence", "note R57", |_, v| v.declaration.as_mut().unwrap().said.on = d("2025-11-21")),
    ("independence", "pass R57", |_, v| v.declaration.as_mut().unwrap().said.on = d("2025-11-22")),
    ("employer", "note R58", |_, v| v.employers = vec!["mrs ellis".to_owned()]),
    ("employer", "pass R58: none named, asked Mon 5 Jan", |_, _| {}),
    ("employer", "unknown R58", |c, _| c.placements.push(placement("2026-01-06"))),
    ("employer", "pass R58", |c, _| c.placements.push(placement("2026-01-05"))),
    ("employer", "unknown R58", |c, _| c.placements.clear()),
    ("not paused", "fail R74", |_, v| v.suspensions = vec![pause("2026-11-01", None)]),
    ("not paused", "pass R74", |_, v| v.suspensions = vec![pause("2026-11-01", Some(TODAY))]),
    ("not on hold", "fail R95", |_, v| v.holds = vec![hold("2026-11-01", None, None)]),
    ("not on hold", "pass R95: not now; on hold from Wed 2 Dec", |_, v| {
        v.holds = vec![hold("2026-12-02", None, None)]
    }),
    ("emergency contacts", "note R42", |_, v| v.pack = None),
    ("driving", "-", |c, v| (c.wishes.driver, v.drives) = (None, Some(true))),
    ("driving", "-", |c, v| (c.wishes.driver, v.drives) = (Some(true), Some(false))),
    ("driving", "note R85g", |c, v| (c.wishes.driver, v.drives) = (Some(true), Some(true))),
    ("driving", "pass R85g: papers seen Mon 2 Nov", |c, v| {
        (c.wishes.driver, v.drives) = (Some(true), Some(true));
        v.driver = Some(DriverDocuments {
            said: said("2026-11-02"),
            licence: true,
            insurer_told: true,
            evidence: Some("letter".to_owned()),
            insured_until: Some(d("2030-01-01")),
            mot_until: None,
            tax_until: Some(d("2030-01-01")),
        });
    }),
];

#[test]
fn each_rule_on_both_sides() {
    for (what, expected, change) in CASES {
        let found = line(&judged(change), what);
        assert!(found.starts_with(expected), "{what}: {found}, not {expected}");
    }
}

/// A world in which the first child and the first visitor are held against each other, with these records more.
fn among(change: Change, more: impl IntoIterator<Item = Record>) -> Candidate {
    let (mut child, mut visitor) = pair();
    change(&mut child, &mut visitor);
    let own: [Record; 2] = [child.clone().into(), visitor.clone().into()];
    candidate(&World::from_records(own.into_iter().chain(more)), &child, &visitor, d(TODAY))
}

#[test]
fn matches_and_proposals_of_either_stand_in_their_own_lines() {
    let mut other = match_(1, "2026-02-02");
    other.visitor = VisitorId(id(2, 9));
    let c = among(|_, _| {}, [other.into()]);
    assert!(line(&c, "no other visitor").starts_with("fail H3"));
    assert!(line(&c, "free").starts_with("pass R19") && line(&c, "no other proposal").starts_with("pass H3"));

    let mut other = match_(1, "2026-02-02");
    other.child = ChildId(id(1, 9));
    let c = among(|_, _| {}, [other.into()]);
    assert!(line(&c, "free").starts_with("fail R19") && line(&c, "no other visitor").starts_with("pass H3"));

    let c = among(|_, _| {}, [proposal(1, 9, 1).into()]);
    assert!(line(&c, "no other proposal").starts_with("fail H3") && line(&c, "free").starts_with("pass R19"));
    let carry_on = c.check("no other proposal").and_then(|k| k.verdict.finding()).and_then(|f| f.cure);
    assert_eq!(carry_on, Some(Cure::CarryOn(ProposalId(id(12, 1)))));
}

#[test]
fn a_scheme_that_allows_two_children_says_how_many_there_are() {
    let mut scheme = scheme();
    scheme.settings.insert(ParamId::MatchesPerVisitor, 2);
    let mut other = match_(1, "2026-02-02");
    other.child = ChildId(id(1, 9));
    let c = among(|_, _| {}, [scheme.into(), other.into()]);
    assert_eq!(line(&c, "free"), "pass R19: 1 of 2 children");
}

#[test]
fn that_it_came_to_nothing_before_is_said_and_bars_nothing() {
    let mut closed = proposal(3, 1, 1);
    let answer = Answer { said: said("2026-11-03"), yes: false, note: None };
    closed.child_answer = Some(ChildAnswer { answer, profile_shown: true, choice_of: 1 });
    closed.closed = Some(ProposalClosed { on: d("2026-11-03"), matched: None, note: None });
    let c = among(|_, _| {}, [closed.clone().into()]);
    let said = line(&c, "before");
    assert!(
        said.starts_with("note R45") && said.contains("P-0003") && said.contains("Tue 3 Nov 2026"),
        "{said}"
    );
    assert_eq!(c.standing, Standing::Yes);
    closed.visitor = VisitorId(id(2, 9));
    assert_eq!(line(&among(|_, _| {}, [closed.into()]), "before"), "-");
}

/// R53: without its written notice a match has stopped, and not ended.
#[test]
fn a_match_whose_notice_is_awaited_stopped() {
    let mut m = match_(7, "2026-02-02");
    (m.child, m.visitor) = (ChildId(id(1, 1)), VisitorId(id(2, 1)));
    m.ended = Some(crate::deadline::tests::world::ending("2026-11-03"));
    let c = among(|_, _| {}, [m.clone().into()]);
    assert_eq!(line(&c, "no other visitor"), "pass H3: none; M-0007 stopped Tue 3 Nov");
    assert!(line(&c, "before").ends_with("their match M-0007 stopped on Tue 3 Nov 2026."));
    m.ended.as_mut().unwrap().notice = Some(d("2026-11-03"));
    let c = among(|_, _| {}, [m.into()]);
    assert_eq!(line(&c, "no other visitor"), "pass H3: none; M-0007 ended Tue 3 Nov");
    assert!(line(&c, "before").ends_with("their match M-0007 ended on Tue 3 Nov 2026."));
}

/// R6: over by law, and its end not on record; said beside the visitor who is free again.
#[test]
fn a_match_that_the_law_ended_without_a_record_is_named() {
    let free = |born: &str, ended: Option<&str>| {
        let mut other = crate::deadline::tests::world::child(9);
        other.born = d(born);
        let mut m = match_(7, "2026-02-02");
        (m.child, m.visitor) = (ChildId(id(1, 9)), VisitorId(id(2, 1)));
        m.ended = ended.map(crate::deadline::tests::world::ending);
        line(&among(|_, _| {}, [other.into(), m.into()]), "free")
    };
    let over = "pass R19: no child at present; M-0007 is over by law and its end is not recorded yet";
    assert_eq!(free("2008-11-22", None), over);
    assert!(free("2008-11-23", None).starts_with("fail R19"));
    assert_eq!(free("2008-11-22", Some("2026-11-22")), "pass R19: no child at present");
}

#[test]
fn a_rule_that_only_warns_is_a_note_whether_answered_or_not() {
    let c = judged(|_, v| v.employers = vec!["Mrs Ellis".to_owned()]);
    assert_eq!((c.standing, rules(&c.notes)), (Standing::Yes, vec![RuleId::R58]));
    let c = judged(|c, _| c.placements.clear());
    assert_eq!((c.standing, rules(&c.missing), rules(&c.notes)), (Standing::Yes, vec![], vec![RuleId::R58]));
}

/// Two people and what is around them, made from the bits of a number: each bit changes one thing.
fn made(bits: u32) -> (World, Child, Visitor) {
    let (mut child, mut visitor) = pair();
    let on = |bit: u32| bits & (1 << bit) != 0;
    let mut more: Vec<Record> = Vec::new();
    if on(0) {
        child.ceased = Some(Ceased { on: d(TODAY), reason: "home".to_owned() });
    }
    if on(1) {
        child.born = if on(2) { d("2008-01-01") } else { d("2020-01-01") };
    }
    match (on(3), on(4)) {
        (true, true) => child.view = ChildView::NotAsked,
        (true, false) => child.view = ChildView::Objects { understands: on(5), said: said(TODAY) },
        _ => {}
    }
    if on(6) {
        child.wishes.asked = None;
    }
    match (on(7), on(8)) {
        (true, true) => child.risk = None,
        (true, false) => child.risk.as_mut().unwrap().no_match = true,
        _ => {}
    }
    if on(9) {
        let mut other = match_(8, "2026-02-02");
        (other.child, other.visitor) =
            if on(10) { (child.id, VisitorId(id(2, 9))) } else { (ChildId(id(1, 9)), visitor.id) };
        more.push(other.into());
    }
    if on(11) {
        visitor.stages[0].stage = if on(12) { Stage::Leaving } else { Stage::Deferred };
    }
    if on(13) {
        visitor.dbs.clear();
    }
    match (on(14), on(15)) {
        (true, true) => visitor.declaration = None,
        (true, false) => visitor.declaration.as_mut().unwrap().connected = true,
        (false, true) => visitor.declaration.as_mut().unwrap().said.on = d("2024-01-01"),
        _ => {}
    }
    if on(16) {
        visitor.employers = vec!["Mrs Ellis".to_owned()];
    }
    if on(17) {
        visitor.suspensions = vec![pause("2026-11-01", None)];
    }
    if on(18) {
        visitor.holds = vec![hold("2026-11-01", None, None)];
    }
    if on(19) {
        more.push(if on(20) { proposal(1, 1, 9) } else { proposal(1, 9, 1) }.into());
    }
    if on(21) {
        visitor.pack = None;
        visitor.training.clear();
    }
    if on(22) {
        let mut scheme = scheme();
        scheme.settings.insert(ParamId::MatchesPerVisitor, 2);
        scheme.settings.insert(ParamId::CapacityAmber, 1);
        more.push(scheme.into());
    }
    more.extend([child.clone().into(), visitor.clone().into()]);
    (World::from_records(more), child, visitor)
}

fn said_by<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Vec<(RuleId, String, bool)> {
    let mut all: Vec<_> = findings.into_iter().map(|f| (f.rule, f.sentence.clone(), f.unknown)).collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(crate::cases::cases(2_000))]
    #[test]
    fn what_refuses_a_proposal_and_what_is_shown_are_the_same(some in 0u32..1 << 23, others in 0u32..1 << 23) {
        let (world, child, visitor) = made(some & others);
        let found = judge::propose(&world, &child, &visitor, d(TODAY));
        let c = candidate(&world, &child, &visitor, d(TODAY));
        let (refuses, warns): (Vec<_>, Vec<_>) = found.iter().partition(|f| f.level >= Level::Override);
        let shown: Vec<&Finding> = c
            .checks
            .iter()
            .filter(|k| !matches!(k.verdict, Verdict::Note(_)))
            .filter_map(|k| k.verdict.finding())
            .filter(|f| f.level >= Level::Override)
            .collect();
        prop_assert_eq!(said_by(refuses.iter().copied()), said_by(shown));
        prop_assert_eq!(said_by(refuses.iter().copied()), said_by(c.against.iter().chain(&c.missing)));
        let notes = said_by(&c.notes);
        prop_assert!(said_by(warns).iter().all(|w| notes.contains(w)));
        prop_assert_eq!(c.standing == Standing::Yes, refuses.is_empty());
        prop_assert_eq!(c.standing == Standing::No, refuses.iter().any(|f| !f.unknown));
        // The sixteen rules have their lines in the fixed order, each with words.
        let mut whats: Vec<&str> = c.checks.iter().map(|k| k.what).collect();
        whats.dedup();
        prop_assert!(whats.len() >= 16 && whats[0] == "looked after" && whats[15] == "emergency contacts");
        prop_assert!(c.checks.iter().all(|k| !k.verdict.words().is_empty()));
    }
}
