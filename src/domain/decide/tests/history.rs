//! What lies before the day on which the scheme was set up here is entered as it was: the same findings only warn.

use super::*;
use rstest::rstest;

/// The desk was set up on 5 January 2026.
#[rstest]
#[case::the_day_before("2026-01-04", true)]
#[case::the_day_itself("2026-01-05", false)]
fn a_match_from_before(#[case] on: &str, #[case] goes_on: bool) {
    let mut desk = Desk::new();
    let (c, v) = (child(&mut desk, "Leila"), visitor(&mut desk, "Tobias"));
    desk.child(c, |c| {
        c.view = ChildView::Objects { understands: true, said: Said::new("Sal", day("2025-12-01")) };
        c.ceased = Some(Ceased { on: day("2025-12-31"), reason: "went home".to_owned() });
        c.born = day("2007-12-31");
    });
    desk.visitor(v, |v| {
        v.stages.pop();
        v.dbs.clear();
        v.pack = None;
    });
    let answer = desk.ask(&start(c, v, on));
    assert_eq!(answer.is_ok(), goes_on);
    let findings = answer.map_or_else(|r| r.findings, |d| d.findings);
    let all = [
        RuleId::R3,
        RuleId::R6,
        RuleId::R16,
        RuleId::R42,
        RuleId::R48,
        RuleId::R54,
        RuleId::R57, // declared on 25 January
        RuleId::R44,
        RuleId::R45,
        RuleId::R46,
    ];
    assert_eq!(rules(&findings), all);
    assert_eq!(findings.iter().all(|f| f.level <= Level::Warn), goes_on);
}

#[rstest]
#[case::the_day_before("2026-01-04", true)]
#[case::the_day_itself("2026-01-05", false)]
fn an_approval_from_before(#[case] on: &str, #[case] goes_on: bool) {
    // H1: who decided it is not known either.
    let desk = Desk::new();
    let details = VisitorDetails { name: Name::new("Tobias", "Okafor"), ..VisitorDetails::default() };
    let command =
        Command::AddVisitor { details: Box::new(details), stage: Stage::Approved, on: day(on), by: None };
    let answer = desk.ask(&command);
    assert_eq!(answer.is_ok(), goes_on);
    let findings = answer.map_or_else(|r| r.findings, |d| d.findings);
    let all = [
        RuleId::H1,
        RuleId::R2,
        RuleId::R16,
        RuleId::R41,
        RuleId::R42,
        RuleId::R57,
        RuleId::R85b,
        RuleId::R85c,
        RuleId::R85d,
    ];
    assert_eq!(rules(&findings), all);
}

#[rstest]
#[case::the_day_before("2026-01-04", true)]
#[case::the_day_itself("2026-01-05", false)]
fn a_referral_accepted_from_before(#[case] on: &str, #[case] goes_on: bool) {
    let mut desk = Desk::new();
    let id = child(&mut desk, "Leila");
    let referral = referral(&mut desk, id, "2025-12-01");
    desk.child(id, |c| c.ceased = Some(Ceased { on: day("2025-12-20"), reason: "home".to_owned() }));
    let (on, outcome) = (day(on), ReferralOutcome::Accepted);
    let accept = Command::DecideReferral { referral, on, outcome, reason: None };
    assert_eq!(desk.ask(&accept).is_ok(), goes_on);
}

#[test]
fn visits_and_meetings_from_before_are_entered_as_planned() {
    let mut desk = Desk::new();
    let (c, v) = (child(&mut desk, "Leila"), visitor(&mut desk, "Tobias"));
    let referral = referral(&mut desk, c, "2025-10-01");
    let book = |on| Command::BookMeeting { referral, on: day(on), note: None };
    desk.done(book("2026-01-04"));
    assert_eq!(rules(&desk.refused(&book("2026-01-05"))), [RuleId::H2]);
    let Subject::Match(id) = desk.done(start(c, v, "2025-11-01")).subject else { panic!() };
    desk.child(c, |c| c.card = Card::default());
    let made = desk.done(plan(id, "2026-01-04"));
    assert_eq!(rules(&made.findings), [RuleId::R10, RuleId::R11, RuleId::R48]);
    assert_eq!(
        rules(&desk.refused(&plan(id, "2026-01-05"))),
        [RuleId::H2, RuleId::R10, RuleId::R11, RuleId::R48]
    );
    // What the day of an old visit shows is not asked at all.
    let old = NewReport { received: day("2026-01-04"), ..report(id, "2025-12-13") };
    assert_eq!(rules(&desk.done(file(old)).findings), []);
}

#[test]
fn history_gives_no_child_two_open_matches() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let second = visitor(&mut desk, "Rosalind");
    desk.override_with(RuleId::ALL);
    let found = desk.refused(&start(p.child, second, "2024-01-01"));
    assert_eq!(level(&found, RuleId::H3), Some(Level::Block));
    // Once the running one has ended, an older one is entered: that they overlapped only warns.
    let (on, reason) = (day("2026-11-20"), EndReason::TooFar);
    let end = |match_id, on| Command::EndMatch {
        child_words: None,
        informal_after: None,
        rematch: None,
        match_id,
        on,
        reason,
        decided_by: None,
        notice: None,
        note: None,
    };
    desk.done(end(p.id, on));
    let made = desk.done(start(p.child, second, "2024-01-01"));
    assert_eq!(level(&made.findings, RuleId::H2), Some(Level::Warn));
    let Subject::Match(old) = made.subject else { panic!() };
    desk.done(end(old, day("2025-01-01")));
}

#[test]
fn a_match_that_began_before_its_referral_is_worth_a_look() {
    let mut desk = Desk::new();
    let (c, v) = (child(&mut desk, "Leila"), visitor(&mut desk, "Tobias"));
    let referral = referral(&mut desk, c, "2026-04-02");
    agreed(&mut desk, c, v);
    let made = desk.done(start(c, v, "2026-04-01"));
    assert_eq!(level(&made.findings, RuleId::H2), Some(Level::Warn));
    let closed = desk.world.referral(referral).unwrap().closed.as_ref().unwrap();
    assert_eq!((closed.on, closed.reason), (day("2026-04-02"), ReferralCloseReason::Matched));
}
