//! Concerns, groups, notes, snoozes and settings (5.6, R43, section 6).

use super::commands::{full, pass_on, raise, snooze};
use super::*;
use rstest::rstest;

use Level::{Block, Info, Warn};

#[test]
fn a_concern_goes_on_closes_and_never_loses_its_clock() {
    let mut desk = Desk::new();
    let c = child(&mut desk, "Leila");
    let mut command = raise(c, "2026-11-22T10:00:00Z");
    assert_eq!(level(&desk.findings(&command), RuleId::R61), None);
    let Command::RaiseConcern { concern } = &mut command else { panic!() };
    concern.danger_now = true;
    // A link that no longer fits does not keep it from being recorded.
    concern.match_id = Some(MatchId([3; 16]));
    let made = desk.done(command);
    assert_eq!(level(&made.findings, RuleId::R61), Some(Info));
    let Subject::Concern(id) = made.subject else { panic!() };
    assert_eq!(desk.world.concern(id).unwrap().match_id, None);

    let close =
        Command::CloseConcern { concern: id, by: "Tess Lead".to_owned(), reason: "looked into".to_owned() };
    assert_eq!(rules(&desk.refused(&close)), [RuleId::H3], "not before it was passed on");
    assert_eq!(rules(&desk.refused(&pass_on(id, "2026-11-22T09:59:00Z"))), [RuleId::H2]);
    assert_eq!(rules(&desk.refused(&pass_on(id, "2026-11-22T11:01:00Z"))), [RuleId::H2]);
    assert_eq!(rules(&desk.done(pass_on(id, "2026-11-22T10:00:00Z")).findings), []);
    let again = desk.done(pass_on(id, "2026-11-22T10:30:00Z"));
    assert_eq!(level(&again.findings, RuleId::R32), Some(Warn), "it says that the first is replaced");
    let settle = Command::SettleConcern { concern: id, with: None, reason: "a knock".to_owned() };
    desk.refused(&settle);
    desk.done(close.clone());
    desk.refused(&close);
    desk.refused(&pass_on(id, "2026-11-22T10:45:00Z"));
}

#[rstest]
#[case::concern_clock(RuleId::R32, "2026-11-24", Some(Block))]
#[case::outing_on_its_day(RuleId::R48, "2026-11-28", None)]
#[case::outing_beyond_its_day(RuleId::R48, "2026-11-29", Some(Block))]
fn safeguarding_is_not_put_off(#[case] rule: RuleId, #[case] until: &str, #[case] expected: Option<Level>) {
    let f = full();
    let subject = if rule == RuleId::R32 { Subject::Concern(f.concern) } else { Subject::Visit(f.planned) };
    assert_eq!(level(&f.desk.findings(&snooze(rule, subject, until)), RuleId::H4), expected);
}

#[test]
fn one_snooze_for_a_deadline_with_a_reason_and_a_day_to_come() {
    let mut f = full();
    let about = Subject::Match(f.pair.id);
    assert_eq!(rules(&f.desk.refused(&snooze(RuleId::R20, about, "2026-11-22"))), [RuleId::H2]);
    let count = f.desk.world.snoozes().count();
    let reference = f.desk.world.reference(about).unwrap();
    let told = f.desk.done(snooze(RuleId::R20, about, "2026-11-23")).done;
    assert_eq!(told, format!("Deadline of R20 about {reference} put off until Monday 23 November 2026."));
    assert_eq!(f.desk.world.snoozes().count(), count, "the new one took the place of the old");
    let blank = Command::Snooze {
        rule: RuleId::R20,
        subject: about,
        due: day("2026-11-20"),
        until: day("2026-11-23"),
        reason: String::new(),
    };
    assert_eq!(rules(&f.desk.refused(&blank)), [RuleId::H1]);
    f.desk.done(Command::Wake { snooze: f.snooze });
    assert_eq!(f.desk.world.snooze_of(RuleId::R20, about).unwrap().until, f.desk.today);
}

#[rstest]
#[case::minuted(Some("Shared drive, groups, 3."), None)]
#[case::no_minutes(None, Some(Warn))]
#[case::blank(Some(" "), Some(Warn))]
fn a_group_has_minutes(#[case] minutes: Option<&str>, #[case] expected: Option<Level>) {
    let desk = Desk::new();
    let minutes = minutes.map(str::to_owned);
    let held = Command::HoldGroup { held: desk.today, attended: vec![], minutes, topics: None };
    assert_eq!(level(&desk.findings(&held), RuleId::R43), expected);
}

#[rstest]
#[case::least(ParamId::ReportDays, 1, None)]
#[case::too_little(ParamId::ReportDays, 0, Some(RuleId::H1))]
#[case::most(ParamId::ReportDays, 60, None)]
#[case::too_much(ParamId::ReportDays, 61, Some(RuleId::H1))]
#[case::quiet_before_overdue(ParamId::VisitQuietDays, 41, None)]
#[case::quiet_with_overdue(ParamId::VisitQuietDays, 42, Some(RuleId::H3))]
#[case::overdue_after_quiet(ParamId::VisitOverdueDays, 36, None)]
#[case::overdue_with_quiet(ParamId::VisitOverdueDays, 35, Some(RuleId::H3))]
#[case::youngest_below_oldest(ParamId::ChildAgeMin, 17, None)]
#[case::youngest_is_oldest(ParamId::ChildAgeMin, 18, Some(RuleId::H3))]
fn settings_keep_within_bounds_and_agree(
    #[case] param: ParamId,
    #[case] value: i64,
    #[case] rule: Option<RuleId>,
) {
    let desk = Desk::new();
    let found = desk.findings(&Command::ChangeSetting { param, value: Some(value) });
    assert_eq!(rules(&found), Vec::from_iter(rule));
}

#[test]
fn every_default_agrees_with_every_other() {
    let desk = Desk::new();
    for param in crate::rule::PARAMS {
        for value in [None, Some(param.default)] {
            assert!(desk.ask(&Command::ChangeSetting { param: param.id, value }).is_ok(), "{}", param.key);
        }
    }
}

#[test]
fn a_setting_back_at_its_default_is_none() {
    let mut desk = Desk::new();
    let before = desk.world.clone();
    desk.settings(ParamId::ReportDays, 5);
    assert_eq!(desk.world.policy().get(ParamId::ReportDays), 5);
    desk.settings(ParamId::ReportDays, 7);
    assert!(desk.world == before);
}
