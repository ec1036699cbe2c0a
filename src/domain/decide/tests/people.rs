//! Children, referrals and visitors: entering, amending, certificates, pauses (5.1, 5.2, 5.9).

use super::*;
use rstest::rstest;

use Level::{Block, Override, Warn};

#[rstest]
#[case::seven("2018-11-23", Some(Warn))]
#[case::eight("2018-11-22", None)]
#[case::seventeen("2008-11-23", None)]
#[case::eighteen("2008-11-22", Some(Warn))]
fn the_usual_ages(#[case] born: &str, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let details = ChildDetails::new(Name::new("Leila", "Haddad"), day(born), "Northshire");
    let made = desk.done(Command::AddChild { details: Box::new(details), placement: None });
    assert_eq!(level(&made.findings, RuleId::R4), expected);
    let Subject::Child(id) = made.subject else { panic!() };
    assert_eq!(level(&desk.done(receive(id, "2026-11-22")).findings, RuleId::R4), expected);
    // Another scheme, other ages (R92).
    desk.settings(ParamId::ChildAgeMin, 5);
    desk.settings(ParamId::ChildAgeMax, 21);
    let details = ChildDetails::new(Name::new("Samuel", "Brandt"), day(born), "Northshire");
    let made = desk.done(Command::AddChild { details: Box::new(details), placement: None });
    assert_eq!(level(&made.findings, RuleId::R4), None);
}

#[rstest]
#[case::still("2026-11-21", None)]
#[case::that_day("2026-11-20", Some(Override))]
fn a_referral_is_for_a_looked_after_child(#[case] ceased: &str, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let id = child(&mut desk, "Leila");
    desk.child(id, |c| c.ceased = Some(Ceased { on: day(ceased), reason: "home".to_owned() }));
    // That it has come is a fact; to accept it is a step forward, and to decline it is not.
    let made = desk.done(receive(id, "2026-11-20"));
    assert_eq!(level(&made.findings, RuleId::R3), expected.map(|_| Warn));
    let referral = desk.world.open_referral_of_child(id).unwrap().id;
    let decide = |outcome| Command::DecideReferral {
        referral,
        on: day("2026-11-20"),
        outcome,
        reason: Some("no longer looked after".to_owned()),
    };
    for outcome in [ReferralOutcome::Accepted, ReferralOutcome::AcceptedHomeOnly] {
        assert_eq!(level(&desk.findings(&decide(outcome)), RuleId::R3), expected, "{outcome:?}");
        assert_eq!(desk.ask(&decide(outcome)).is_ok(), expected.is_none());
    }
    desk.done(decide(ReferralOutcome::Declined));
}

#[test]
fn a_child_has_one_open_referral() {
    let mut desk = Desk::new();
    let id = child(&mut desk, "Leila");
    let first = referral(&mut desk, id, "2026-11-01");
    assert_eq!(level(&desk.refused(&receive(id, "2026-11-20")), RuleId::H3), Some(Block));
    let reason = Some("The child has a mentor.".to_owned());
    let (on, outcome) = (desk.today, ReferralOutcome::Declined);
    desk.done(Command::DecideReferral { referral: first, on, outcome, reason });
    let again = referral(&mut desk, id, "2026-11-20");
    // What is closed is not carried on.
    let told = vec![Told::Child];
    let late = |referral, on| Command::GiveUpdate { referral, on, to: told.clone(), note: None };
    assert_eq!(rules(&desk.refused(&late(first, on))), [RuleId::H3]);
    desk.done(late(again, on));
    // What was done while it was open, and is entered late, is a fact.
    let before = day("2026-11-21");
    desk.done(late(first, before));
    let what = "The card, of the social worker.".to_owned();
    desk.done(Command::ChaseInformation { referral: first, on: before, what });
    desk.done(Command::AcknowledgeReferral { referral: first, on: before });
}

#[test]
fn what_ends_an_appointment_is_said_when_it_is_learned() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let amend = |change: fn(&mut ChildDetails)| {
        let mut details = ChildDetails::new(Name::new("Leila", "Haddad"), day("2013-05-14"), "Northshire");
        details.view = ChildView::Wants(Said::new("Sal Moss", day("2026-01-20")));
        change(&mut details);
        Command::AmendChild { child: p.child, details: Box::new(details) }
    };
    assert_eq!(rules(&desk.findings(&amend(|_| ()))), []);
    let objects = amend(|d| {
        d.view = ChildView::Objects { understands: true, said: Said::new("Sal", day("2026-11-01")) };
    });
    let made = desk.done(objects.clone());
    assert_eq!(level(&made.findings, RuleId::R54), Some(Warn));
    assert_eq!(rules(&desk.findings(&objects)), [], "it is not said again with every other change");
    let home = amend(|d| d.ceased = Some(Ceased { on: day("2026-11-01"), reason: "home".to_owned() }));
    assert_eq!(level(&desk.done(home).findings, RuleId::R3), Some(Warn));
}

#[rstest]
#[case::seventeen("2008-11-23", Some(Warn))]
#[case::eighteen("2008-11-22", None)]
fn somebody_too_young_may_enquire(#[case] born: &str, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let details = VisitorDetails {
        name: Name::new("Tobias", "Okafor"),
        born: Some(day(born)),
        ..VisitorDetails::default()
    };
    let (details, on) = (Box::new(details), desk.today);
    let made = desk.done(Command::AddVisitor { details, stage: Stage::Enquiry, on, by: None });
    assert_eq!(level(&made.findings, RuleId::R85c), expected);
}

#[test]
fn nobody_leaves_with_a_match_open() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let on = desk.today;
    for to in [Stage::Left, Stage::Removed, Stage::Leaving] {
        let answer = desk.ask(&Command::MoveStage {
            visitor: p.visitor,
            to,
            on,
            by: None,
            note: None,
            conditions: Vec::new(),
        });
        assert_eq!(answer.is_ok(), to == Stage::Leaving, "{to:?}");
    }
}

#[test]
fn a_changed_status_counts_until_a_new_certificate_comes() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let planning = plan(p.id, "2026-11-28");
    let look =
        |on: &str, unchanged| Command::RecordStatusCheck { visitor: p.visitor, on: day(on), unchanged };
    // A look is a fact. Without the Update Service on record it is taken, and carries nothing on.
    let service = |joined| Command::RecordUpdateService { visitor: p.visitor, on: day("2026-02-20"), joined };
    desk.visitor(p.visitor, |v| v.dbs[0].issued = day("2023-11-22"));
    let made = desk.done(look("2026-09-01", true));
    assert_eq!(level(&made.findings, RuleId::R84), Some(Warn));
    assert_eq!(level(&desk.refused(&planning), RuleId::R48), Some(Override), "lapsed on 22 November");
    let joined = desk.ask(&service(true)).unwrap();
    let mut other = desk.world.clone();
    other.apply(&joined.changes);
    assert!(decide(&other, &planning, &desk.context()).is_ok(), "carried on by the look, once that is known");
    // That the service is not joined, and that it was looked at, contradict each other.
    desk.done(service(false));
    assert_eq!(level(&desk.refused(&look("2026-09-02", true)), RuleId::H3), Some(Block));
    desk.visitor(p.visitor, |v| v.dbs[0] = certificate("001", "2026-02-03"));
    desk.done(service(true));
    assert_eq!(rules(&desk.done(look("2026-10-01", true)).findings), []);
    desk.ask(&planning).unwrap();
    assert_eq!(rules(&desk.done(look("2026-11-01", false)).findings), [RuleId::R48]);
    assert_eq!(level(&desk.refused(&planning), RuleId::R48), Some(Override));
    // Neither another look nor the same certificate typed again revives it.
    desk.done(look("2026-11-10", true));
    desk.refused(&planning);
    let same = Box::new(certificate("001", "2026-02-03"));
    desk.done(Command::RecordDbs { visitor: p.visitor, check: same });
    desk.refused(&planning);
    let new = Box::new(certificate("002", "2026-11-15"));
    desk.done(Command::RecordDbs { visitor: p.visitor, check: new });
    desk.ask(&planning).unwrap();

    let mut other = Desk::new();
    let id = visitor(&mut other, "Rosalind");
    let changed = Command::RecordStatusCheck { visitor: id, on: day("2026-11-01"), unchanged: false };
    assert_eq!(rules(&other.done(changed).findings), [RuleId::R48, RuleId::R84]);
}

#[rstest]
#[case::enhanced(DbsLevel::Enhanced, None)]
#[case::barred(DbsLevel::EnhancedBarred, None)]
#[case::standard(DbsLevel::Standard, Some(Warn))]
#[case::basic(DbsLevel::Basic, Some(Warn))]
fn a_certificate_of_any_level_is_taken(#[case] dbs: DbsLevel, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let id = visitor(&mut desk, "Tobias");
    let check = DbsCheck { level: dbs, ..certificate("002", "2026-11-15") };
    let made = desk.done(Command::RecordDbs { visitor: id, check: Box::new(check) });
    assert_eq!(level(&made.findings, RuleId::R2), expected);
    // One that is not enough does not stand in the way of the one that is.
    assert!(desk.world.visitor(id).unwrap().current_dbs().is_some());
}

#[rstest]
#[case::child(Some(Workforce::Child), true)]
#[case::both(Some(Workforce::ChildAndAdult), true)]
#[case::nobody_has_said(None, true)]
#[case::adult(Some(Workforce::Adult), false)]
#[case::other(Some(Workforce::Other), false)]
fn a_certificate_counts_for_the_child_workforce_alone(
    #[case] workforce: Option<Workforce>,
    #[case] counts: bool,
) {
    let mut desk = Desk::new();
    let id = visitor(&mut desk, "Tobias");
    desk.visitor(id, |v| v.dbs.clear());
    let check = DbsCheck { workforce, ..certificate("002", "2026-11-15") };
    let made = desk.done(Command::RecordDbs { visitor: id, check: Box::new(check) });
    assert_eq!(level(&made.findings, RuleId::R84), (!counts).then_some(Warn));
    assert_eq!(desk.world.visitor(id).unwrap().current_dbs().is_some(), counts);
}

#[rstest]
#[case::no_reason(None, Some(Warn))]
#[case::blank(Some(" "), Some(Warn))]
#[case::a_reason(Some("a night away each month"), None)]
fn a_check_of_the_barred_list_says_why_it_was_lawful(
    #[case] why: Option<&str>,
    #[case] expected: Option<Level>,
) {
    let mut desk = Desk::new();
    let id = visitor(&mut desk, "Tobias");
    let check = DbsCheck {
        level: DbsLevel::EnhancedBarred,
        eligibility: why.map(str::to_owned),
        ..certificate("002", "2026-11-15")
    };
    let made = desk.done(Command::RecordDbs { visitor: id, check: Box::new(check) });
    assert_eq!(level(&made.findings, RuleId::R81), expected);
}

#[rstest]
#[case::the_same("Tobias", Some(Warn))]
#[case::a_slip("Tobais", Some(Warn))]
#[case::another("Wilhelmina", None)]
fn a_visitor_who_may_be_on_record_is_said(#[case] first: &str, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let there = visitor(&mut desk, "Tobias");
    let last = desk.world.visitor(there).unwrap().name.last.clone();
    let details = VisitorDetails { name: Name::new(first, &last), ..VisitorDetails::default() };
    let on = desk.today;
    let made =
        desk.done(Command::AddVisitor { details: Box::new(details), stage: Stage::Enquiry, on, by: None });
    assert_eq!(level(&made.findings, RuleId::H5), expected);
}

#[rstest]
#[case::the_new_one(certificate("002", "2026-11-15"), true)]
#[case::an_old_one_for_the_record(certificate("000", "2020-02-03"), false)]
#[case::the_wrong_level(DbsCheck { level: DbsLevel::Basic, ..certificate("003", "2026-11-15") }, false)]
#[case::not_accepted(DbsCheck { accepted: false, ..certificate("004", "2026-11-15") }, true)]
fn a_certificate_answers_the_application(#[case] check: DbsCheck, #[case] answers: bool) {
    let mut desk = Desk::new();
    let id = visitor(&mut desk, "Tobias");
    desk.done(Command::StartDbs { visitor: id, on: day("2026-11-01"), reference: Some("E1".to_owned()) });
    let chased = desk.done(Command::StartDbs { visitor: id, on: day("2026-11-08"), reference: None });
    assert!(chased.done.ends_with("chased."));
    desk.done(Command::RecordDbs { visitor: id, check: Box::new(check) });
    assert_eq!(desk.world.visitor(id).unwrap().dbs_application.is_none(), answers);
}

#[test]
fn a_pause_lists_the_visits_already_booked_and_is_lifted_in_order() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    planned(&mut desk, p.id, "2026-11-28");
    planned(&mut desk, p.id, "2026-12-05");
    let pause = |on: &str, reason: Option<&str>| Command::SuspendVisitor {
        visitor: p.visitor,
        on: day(on),
        reason: reason.map(str::to_owned),
        by_manager: false,
    };
    assert_eq!(rules(&desk.refused(&pause("2026-11-20", None))), [RuleId::H3]);
    let made = desk.done(pause("2026-11-20", Some("Visits are paused for now.")));
    assert_eq!(made.findings.iter().filter(|f| f.rule == RuleId::R74 && f.level == Warn).count(), 2);
    assert_eq!(rules(&desk.refused(&pause("2026-11-21", Some("again")))), [RuleId::H3]);
    assert_eq!(rules(&desk.refused(&pause("2026-11-19", None))), [RuleId::H2]);
    desk.done(pause("2026-11-22", None));
    assert_eq!(level(&desk.findings(&plan(p.id, "2026-12-12")), RuleId::R74), None);
}

#[test]
fn dates_that_contradict_each_other() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let mut details = ChildDetails::new(Name::new("Leila", "Haddad"), day("2013-05-14"), "Northshire");
    details.looked_after_since = Some(day("2013-05-13"));
    details.ceased = Some(Ceased { on: day("2013-05-12"), reason: "home".to_owned() });
    let command = Command::AmendChild { child: p.child, details: Box::new(details) };
    let found = desk.refused(&command);
    let fields: Vec<_> = found.iter().filter(|f| f.rule == RuleId::H2).filter_map(|f| f.field).collect();
    assert_eq!(fields, ["looked_after_since", "ceased"]);
    let late = Command::RecordTraining {
        visitor: p.visitor,
        modules: vec![Module::Safeguarding],
        on: day("2026-11-01"),
        expires: Some(day("2026-10-31")),
        note: None,
    };
    assert_eq!(rules(&desk.refused(&late)), [RuleId::H2]);
    assert_eq!(rules(&desk.refused(&approve(p.visitor, "2026-03-09"))), [RuleId::H2, RuleId::H3]);
}
