//! What runs and what follows when a concern is raised, until it is closed (5.6, R61, R79, R80, R80b, R80c).

use super::world::*;
use crate::deadline::{Band, Deadline, all, for_subject};
use crate::finding::Cure;
use crate::id::LowLevelId;
use crate::record::{
    Account, Concern, ConcernStep, Incident, LowLevel, PassedOn, Record, Settled, StepTaken, Subject,
};
use crate::rule::{ParamId, RuleId};
use chrono::{DateTime, NaiveDateTime, Utc};
use rstest::rstest;

fn at(text: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap().and_utc()
}

/// A concern of which everything is on record that R80 asks for.
pub(crate) fn complete(n: u8, learned: &str) -> Concern {
    let text = || Some("none".to_owned());
    let account = Account {
        on: Some(d(&learned[..10])),
        at: None,
        place: text(),
        by_whom: text(),
        witnesses: text(),
        child_words: text(),
        opinion: None,
        injuries: text(),
        action: text(),
    };
    Concern { heard: Some(at(learned)), account, ..concern(n, learned) }
}

pub(crate) fn passed(n: u8, learned: &str) -> Concern {
    let (to, name) = ("front door".to_owned(), "Mr Moss".to_owned());
    Concern { passed: Some(PassedOn { at: at(learned), to, name, reference: None }), ..complete(n, learned) }
}

pub(crate) fn with(mut c: Concern, steps: &[(ConcernStep, &str)]) -> Concern {
    let taken = |(step, when): &(ConcernStep, &str)| StepTaken {
        step: *step,
        at: at(when),
        by: "Ruth Dale".to_owned(),
        with: None,
        note: None,
    };
    c.steps = steps.iter().map(taken).collect();
    c
}

pub(crate) fn low_level(n: u8, visitor: u8, on: &str) -> LowLevel {
    LowLevel {
        id: LowLevelId(id(28, n)),
        visitor: pair(visitor).visitor.id,
        on: d(on),
        heard: None,
        told: at(&format!("{on} 10:00")),
        raised_by: "a carer".to_owned(),
        what: "late again".to_owned(),
        done: None,
        recorded_by: "Ruth Dale".to_owned(),
        outcome: None,
    }
}

/// A concern for each clock and each thing that follows, about the child of the `n`th pair.
pub(super) fn of_every_kind(n: u8) -> Vec<Record> {
    let learned = "2026-11-17 10:00";
    let numbered = |number: u8, c: Concern| Concern {
        id: crate::id::ConcernId(id(10, 100 + number)),
        number: u32::from(number),
        ..c
    };
    vec![
        numbered(1, Concern { danger_now: true, ..concern(n, learned) }).into(),
        numbered(2, Concern { kind: Incident::Missing, ..complete(n, learned) }).into(),
        numbered(3, Concern { sexual_abuse: Some(true), ..complete(n, learned) }).into(),
        numbered(4, passed(n, learned)).into(),
        numbered(5, with(passed(n, learned), &[(ConcernStep::FeedbackSought, learned)])).into(),
        low_level(1, n, "2026-10-01").into(),
        low_level(2, n, "2026-11-01").into(),
    ]
}

fn lines(c: &Concern, today: &str) -> Vec<Deadline> {
    let scene = Scene { more: vec![c.clone().into()], ..quiet() };
    for_subject(&scene.world(), Subject::Concern(c.id), d(today), noon(d(today)))
}

fn line(c: &Concern, rule: RuleId, today: &str) -> Option<Deadline> {
    lines(c, today).into_iter().find(|l| l.rule == rule)
}

#[test]
fn danger_now_stands_above_every_clock_until_somebody_was_called() {
    let old = complete(1, "2026-11-16 10:00");
    let danger = Concern { danger_now: true, ..complete(2, "2026-11-20 10:00") };
    let list = |danger: &Concern| {
        let two = Scene { more: vec![danger.clone().into(), pair(2).child.into()], ..quiet() };
        let one = Scene { more: vec![old.clone().into()], ..quiet() };
        let records = two.records().into_iter().chain(one.more.clone());
        all(&crate::world::World::from_records(records), d("2026-11-20"), noon(d("2026-11-20")))
    };
    let first = list(&danger).remove(0);
    assert_eq!((first.rule, first.band), (RuleId::R61, Band::Clock));
    assert_eq!(first.cure, Cure::ConcernStep(danger.id, ConcernStep::Called));
    let called = with(danger, &[(ConcernStep::Called, "2026-11-20 10:05")]);
    assert_eq!(list(&called).remove(0).rule, RuleId::R32);
    assert_eq!(
        line(&Concern { steps: Vec::new(), ..passed(1, "2026-11-20 10:00") }, RuleId::R61, "2026-11-20"),
        None
    );
}

/// R80: complete within a working day; a closed one is left alone.
#[rstest]
#[case("2026-11-20 16:55", "2026-11-20", Some((Band::Week, -3)))] // a Friday: the Monday
#[case("2026-11-20 16:55", "2026-11-23", Some((Band::Today, 0)))]
#[case("2026-11-20 16:55", "2026-11-24", Some((Band::Overdue, 1)))]
#[case("2026-12-24 10:00", "2026-12-29", Some((Band::Today, 0)))] // over Christmas
fn the_record_is_complete_in_a_working_day(
    #[case] learned: &str,
    #[case] today: &str,
    #[case] expected: Option<(Band, i64)>,
) {
    let c =
        Concern { account: Account { place: None, ..complete(1, learned).account }, ..complete(1, learned) };
    let found = line(&c, RuleId::R80, today).unwrap();
    assert_eq!(Some((found.band, found.days)), expected);
    assert_eq!(found.cure, Cure::AmendConcern(c.id));
    assert_eq!(found.detail, "where it happened");
    assert_eq!(line(&complete(1, learned), RuleId::R80, today), None);
}

/// Passed on: confirmed in writing the next working day, asked at three, taken further when nobody has answered in
/// three more.
#[test]
fn what_follows_when_it_was_passed_on() {
    let due = |c: &Concern, today: &str| -> Vec<(RuleId, String, Cure)> {
        lines(c, today).into_iter().map(|l| (l.rule, l.due.to_string(), l.cure)).collect()
    };
    let friday = "2026-11-13 16:55";
    let c = passed(1, friday);
    let step = |step| Cure::ConcernStep(c.id, step);
    let (asked, heard) = (ConcernStep::FeedbackSought, ConcernStep::FeedbackReceived);
    let first = |cure| (RuleId::H12, "2026-11-18".to_owned(), cure);
    let wrote = (ConcernStep::Written, "2026-11-13 16:58");
    assert_eq!(due(&c, "2026-11-16").len(), 2);
    assert_eq!(due(&with(c.clone(), &[wrote]), "2026-11-16"), [first(step(asked))]);
    let chased = with(c.clone(), &[wrote, (asked, "2026-11-18 09:00")]);
    let again = |cure| [(RuleId::H13, "2026-11-23".to_owned(), cure)];
    assert_eq!(due(&chased, "2026-11-23"), again(step(heard)));
    assert_eq!(due(&chased, "2026-11-24"), again(step(ConcernStep::Escalated)));
    let further = (ConcernStep::Escalated, "2026-11-24 09:00");
    let taken = with(c.clone(), &[wrote, (asked, "2026-11-18 09:00"), further]);
    assert_eq!(due(&taken, "2026-11-24"), [(RuleId::H13, "2026-11-27".to_owned(), step(heard))]);
    let answered = with(c.clone(), &[wrote, (heard, "2026-11-24 09:00")]);
    let close = (RuleId::H12, "2026-11-27".to_owned(), Cure::CloseConcern(c.id));
    assert_eq!(due(&answered, "2026-11-25"), [close]);
    let settled = Settled { at: at(friday), by: "Tess Lead".to_owned(), reason: "a knock".to_owned() };
    assert_eq!(due(&Concern { closed: Some(settled), ..answered }, "2026-11-25"), []);
}

#[test]
fn a_visitor_of_a_match_is_supported_within_five_working_days() {
    let c = Concern { match_id: Some(pair(1).match_.id), ..passed(1, "2026-11-13 10:00") };
    let support = |c: &Concern| lines(c, "2026-11-20").into_iter().find(|l| l.what == "Support the visitor");
    assert_eq!(support(&c).map(|l| l.due), Some(d("2026-11-20")));
    assert_eq!(support(&with(c.clone(), &[(ConcernStep::Debriefed, "2026-11-14 10:00")])), None);
    assert_eq!(support(&Concern { match_id: None, ..c }), None);
}

/// R80c: carer and duty team at once; the reviewing officer of the episode.
#[test]
fn a_missing_child_has_clocks_of_its_own() {
    let c = Concern { kind: Incident::Missing, ..complete(1, "2026-11-20 17:30") };
    let told = |c: &Concern| -> Vec<Cure> {
        lines(c, "2026-11-20").into_iter().filter(|l| l.rule == RuleId::R80c).map(|l| l.cure).collect()
    };
    let steps = [ConcernStep::CarerTold, ConcernStep::DutyTeamTold, ConcernStep::IroTold];
    assert_eq!(told(&c), steps.map(|step| Cure::ConcernStep(c.id, step)));
    let clocks = lines(&c, "2026-11-20").into_iter().filter(|l| l.band == Band::Clock).count();
    assert_eq!(clocks, 3, "carer, duty team, and passing it on");
    let all_told = with(c.clone(), &steps.map(|step| (step, "2026-11-20 17:40")));
    assert_eq!(told(&all_told), []);
    assert_eq!(told(&Concern { kind: Incident::Concern, ..c }), []);
}

/// 5.7: the earlier of 24 hours and the end of the next working day. All times here are UTC.
#[rstest]
#[case("2026-11-20 16:55", "2026-11-21 16:55")] // a Friday, five to five: 24 hours
#[case("2026-11-16 18:00", "2026-11-17 17:00")] // a Monday evening: the working day ends first
#[case("2026-12-25 10:00", "2026-12-26 10:00")] // a bank holiday
#[case("2026-10-24 12:00", "2026-10-25 12:00")] // the night the clocks go back: 24 hours stay 24 hours
#[case("2026-03-28 12:00", "2026-03-29 12:00")] // the night they go forward
#[case("2026-11-17 00:00", "2026-11-18 00:00")] // midnight
fn the_lado_is_told_by_the_earlier_of_the_two(#[case] learned: &str, #[case] until: &str) {
    let c = Concern { kind: Incident::AboutWorker, ..passed(1, learned) };
    let today = &learned[..10];
    let lado = |c: &Concern| lines(c, today).into_iter().find(|l| l.what == "LADO not told");
    assert_eq!(lado(&c).unwrap().at, Some(at(until)));
    assert_eq!(lado(&with(c.clone(), &[(ConcernStep::LadoTold, learned)])), None);
    assert_eq!(lado(&Concern { kind: Incident::Concern, ..c }), None);
}

/// R80b: a switch that is off.
#[test]
fn the_duty_to_report_abuse_has_its_clock_only_when_it_is_turned_on() {
    let c = Concern { sexual_abuse: Some(true), ..complete(1, "2026-11-20 10:00") };
    let found = |c: &Concern, on: i64| {
        let scene = Scene { more: vec![c.clone().into()], ..quiet() }.set(ParamId::AbuseDuty, on);
        scene.line(RuleId::R80b, d("2026-11-20"))
    };
    assert_eq!(found(&c, 0), None);
    assert_eq!(found(&c, 1), Some((Band::Clock, d("2026-11-20"))));
    assert_eq!(found(&Concern { sexual_abuse: Some(false), ..c.clone() }, 1), None);
    assert_eq!(found(&Concern { passed: passed(1, "2026-11-20 10:00").passed, ..c }, 1), None);
}

#[test]
fn nothing_that_follows_a_concern_is_put_off() {
    let c = passed(1, "2026-11-13 10:00");
    let list = lines(&c, "2026-11-20");
    assert!(!list.is_empty());
    let mut more: Vec<Record> = vec![c.clone().into()];
    for (n, l) in (1..).zip(&list) {
        more.push(snooze(n, l.rule, l.subject, &l.due.to_string(), "2026-12-20").into());
    }
    let scene = Scene { more, ..quiet() };
    let after = for_subject(&scene.world(), Subject::Concern(c.id), d("2026-11-20"), noon(d("2026-11-20")));
    assert!(after == list);
}

/// R79: two within twelve months, to the day, until the team manager has looked at them.
#[rstest]
#[case("2026-11-20", true)] // two on the same day
#[case("2025-11-20", true)] // twelve months exactly
#[case("2025-11-19", false)]
fn two_low_level_concerns_are_looked_at_together(#[case] first: &str, #[case] together: bool) {
    let two = |seen: bool| {
        let outcome = seen.then(|| Settled {
            at: at("2026-11-21 10:00"),
            by: "Tess Lead".to_owned(),
            reason: "talked over".to_owned(),
        });
        let last = LowLevel { outcome, ..low_level(2, 1, "2026-11-20") };
        let older = LowLevel { outcome: last.outcome.clone(), ..low_level(1, 1, first) };
        Scene { more: vec![older.into(), last.into()], ..quiet() }.line(RuleId::R79, d("2026-11-22"))
    };
    // Five working days from the Friday.
    assert_eq!(two(false).map(|(_, due)| due), together.then(|| d("2026-11-27")));
    assert_eq!(two(true), None);
    let one = Scene { more: vec![low_level(1, 1, "2026-11-20").into()], ..quiet() };
    assert_eq!(one.line(RuleId::R79, d("2026-11-22")), None);
}
