//! The clocks of an allegation, on both sides of their edges, and what stands under today until it is done.

use super::world::*;
use crate::calendar::local_date;
use crate::deadline::{Band, all, for_subject};
use crate::finding::Cure;
use crate::id::{AllegationId, MatchId, VisitorId};
use crate::record::{
    AdviceKind, Allegation, AllegationMeeting, AllegationOutcome, AllegationTask, Complaint, LadoAdvice,
    OutcomeWord, Party, PassedOn, PauseTold, Settled, Subject, ToldAt, VisitState,
};
use crate::rule::{ParamId, RuleId};
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use rstest::rstest;

fn at(text: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap().and_utc()
}

fn passed(when: &str) -> PassedOn {
    PassedOn { at: at(when), to: "LADO".to_owned(), name: "Ola Grant".to_owned(), reference: None }
}

fn with(a: Allegation) -> Scene {
    quiet().with(a)
}

fn line(a: Allegation, rule: RuleId, today: &str) -> Option<(Band, chrono::NaiveDate)> {
    with(a).line(rule, d(today))
}

/// R71, with the times of the clock of the place in the margin: the earlier of the end (17:00) of the next working day and
/// 24 hours of wall-clock time from the minute anybody in the scheme learned (2.H 3, 4).
#[rstest]
#[case("2026-11-20 16:55", "2026-11-21 16:55")] // Friday 16:55: 24 hours end on the Saturday, long before Monday 17:00
#[case("2026-11-20 20:00", "2026-11-21 20:00")] // Friday evening: still the 24 hours
#[case("2026-11-17 10:00", "2026-11-18 10:00")] // a Tuesday morning: 24 hours
#[case("2026-11-17 16:59", "2026-11-18 16:59")] // the last minute at which the hours come first
#[case("2026-11-17 17:00", "2026-11-18 17:00")] // both at once
#[case("2026-11-17 17:01", "2026-11-18 17:00")] // Tuesday evening: the next working day ends first
#[case("2026-11-17 23:30", "2026-11-18 17:00")]
#[case("2026-11-22 20:00", "2026-11-23 17:00")] // Sunday evening: the working day after it is the Monday
#[case("2026-11-21 20:00", "2026-11-22 20:00")] // Saturday evening: 24 hours
#[case("2026-12-24 16:55", "2026-12-25 16:55")] // Christmas Eve: the hours do not wait for Tuesday the 29th
#[case("2026-12-27 20:00", "2026-12-28 20:00")] // the Sunday before the bank holiday in lieu
#[case("2026-12-28 20:00", "2026-12-29 17:00")] // the bank holiday itself: the next day is worked
#[case("2026-04-02 18:00", "2026-04-03 18:00")] // Maundy Thursday, 19:00 on the clock: Good Friday is no working day
#[case("2026-04-06 17:30", "2026-04-07 16:00")] // Easter Monday 18:30: Tuesday 17:00 on the clock
#[case("2026-10-24 11:00", "2026-10-25 11:00")] // the night the clocks go back: noon to 11:00, 24 hours all the same
#[case("2026-10-25 18:00", "2026-10-26 17:00")] // that Sunday evening, 18:00 on the clock
#[case("2026-03-28 12:00", "2026-03-29 12:00")] // the night they go forward: noon to 13:00 on the clock
#[case("2026-03-29 17:00", "2026-03-30 16:00")] // that Sunday, 18:00 on the clock: Monday 17:00
fn the_lado_is_told_by_the_earlier_of_the_two(#[case] received: &str, #[case] until: &str) {
    let scene = with(allegation(1, received));
    let today = local_date(at(received));
    let line = scene.lines(RuleId::R71, today).remove(0);
    assert_eq!(line.at, Some(at(until)));
    assert_eq!((line.band, line.due), (Band::Clock, local_date(at(until))));
    assert_eq!(line.cure, Cure::TakeAllegationStep(AllegationId(id(16, 1)), AllegationTask::TellLado));
    let limit = TimeDelta::hours(24);
    assert!(at(until) - at(received) <= limit, "never more than 24 hours");
}

#[test]
fn it_counts_down_in_hours_and_says_which_comes_first() {
    let subject = Subject::Allegation(AllegationId(id(16, 1)));
    let line = |received, today, now| {
        for_subject(&with(allegation(1, received)).world(), subject, d(today), at(now)).remove(0)
    };
    let running = line("2026-11-20 16:55", "2026-11-20", "2026-11-20 17:55");
    assert_eq!(
        (running.rule, running.what, running.detail.as_str()),
        (RuleId::R71, "LADO not told", "by 16:55 Sat 21 Nov")
    );
    assert_eq!(
        running.why,
        "It was learned of at 16:55 on Fri 20 Nov, so the LADO is told within 1 working day and within 24 hours of that \
         minute; 24 hours come before the end of 1 working day: 23 h left."
    );
    let evening = line("2026-11-17 18:00", "2026-11-18", "2026-11-18 17:00");
    assert!(
        evening.why.ends_with("the end of 1 working day comes before 24 hours: due now."),
        "{}",
        evening.why
    );
    let late = line("2026-11-20 16:55", "2026-11-23", "2026-11-23 09:00");
    assert!(late.why.ends_with("passed 1 d 16 h ago.") || late.why.contains("ago."), "{}", late.why);
}

#[test]
fn the_lados_clock_is_first_of_all_and_stops_when_the_lado_is_told() {
    let scene = with(allegation(1, "2026-11-22 09:00")).with(concern(1, "2026-11-22 10:00"));
    let list = all(&scene.world(), d("2026-11-22"), at("2026-11-22 11:00"));
    assert_eq!(list[0].band, Band::Clock);
    assert!(list[..2].iter().any(|l| l.rule == RuleId::R71));
    let told = Allegation { lado: Some(passed("2026-11-22 09:30")), ..allegation(1, "2026-11-22 09:00") };
    assert_eq!(line(told, RuleId::R71, "2026-12-22"), None);
}

#[test]
fn both_numbers_are_settings() {
    let scene = || with(allegation(1, "2026-11-17 18:00"));
    let by = |scene: Scene| scene.lines(RuleId::R71, d("2026-11-17"))[0].at.unwrap();
    assert_eq!(by(scene().set(ParamId::LadoHours, 4)), at("2026-11-17 22:00"));
    assert_eq!(by(scene().set(ParamId::LadoWorkingDays, 3)), at("2026-11-18 18:00"));
    assert_eq!(by(scene().set(ParamId::DayEndsHour, 15)), at("2026-11-18 15:00"));
}

/// R72: the second clock runs only for significant harm, and as a concern's does: the same day.
#[rstest]
#[case("2026-11-20 16:55", "2026-11-20 17:00")]
#[case("2026-11-20 17:00", "2026-11-21 00:00")]
#[case("2026-12-25 10:00", "2026-12-26 00:00")]
#[case("2026-10-25 00:30", "2026-10-26 00:00")]
fn significant_harm_starts_a_second_clock(#[case] received: &str, #[case] until: &str) {
    let today = local_date(at(received));
    let grave = Allegation { significant_harm: true, ..allegation(1, received) };
    let scene = with(grave.clone());
    assert_eq!(scene.lines(RuleId::R72, today)[0].at, Some(at(until)));
    assert!(scene.why(RuleId::R71, today).ends_with("; significant harm is said, so call straight away."));
    assert!(with(allegation(1, received)).lines(RuleId::R72, today).is_empty());
    // One does not take the place of the other.
    let told = Allegation { lado: Some(passed(received)), ..grave.clone() };
    assert!(with(told).line(RuleId::R72, today).is_some());
    let told = Allegation { social_care: Some(passed(received)), ..grave };
    assert!(with(told.clone()).line(RuleId::R72, today).is_none());
    assert!(with(told).line(RuleId::R71, today).is_some());
}

/// R75: 24 hours from the minute it was asked for, over a weekend and over the nights the clocks change.
#[rstest]
#[case("2026-11-20 15:00", "2026-11-21 15:00")]
#[case("2026-10-24 20:00", "2026-10-25 20:00")]
#[case("2026-03-28 20:00", "2026-03-29 20:00")]
fn the_form_is_sent_within_a_day(#[case] asked: &str, #[case] until: &str) {
    let today = local_date(at(asked));
    let a = Allegation { form_asked: Some(at(asked)), ..allegation(1, asked) };
    let line = with(a.clone()).lines(RuleId::R75, today).remove(0);
    assert_eq!((line.band, line.at), (Band::Clock, Some(at(until))));
    let sent = Allegation { form_sent: Some(at(asked)), ..a };
    assert!(with(sent).line(RuleId::R75, today).is_none());
    assert!(with(allegation(1, asked)).line(RuleId::R75, today).is_none());
}

#[test]
fn the_hold_stands_there_until_the_lado_agrees() {
    let a = allegation(1, "2026-11-20 09:00");
    let today = (Band::Today, d("2026-11-25"));
    assert_eq!(line(a.clone(), RuleId::R73, "2026-11-25"), Some(today));
    let contacted = Allegation { lado: Some(passed("2026-11-20 10:00")), ..a.clone() };
    assert_eq!(with(contacted.clone()).lines(RuleId::R73, today.1)[0].detail, "LADO's advice awaited");
    let advice = LadoAdvice {
        at: at("2026-11-20 11:00"),
        by: "Ola Grant".to_owned(),
        kinds: vec![AdviceKind::Meeting],
        threshold: None,
        words: "Wait.".to_owned(),
    };
    let advised = Allegation { advice: vec![advice], ..contacted };
    assert_eq!(with(advised.clone()).lines(RuleId::R73, today.1)[0].detail, "until the LADO agrees");
    // Then the visitor is to be told, and the hold is over.
    let agreed = Allegation { may_tell_visitor: Some(said("2026-11-21")), ..advised };
    assert_eq!(with(agreed.clone()).lines(RuleId::R73, today.1)[0].what, "Visitor not told");
    let told = Allegation { visitor_told: Some(said("2026-11-22")), ..agreed };
    assert_eq!(line(told, RuleId::R73, "2026-11-25"), None);
}

#[test]
fn what_is_booked_while_visits_are_paused_is_listed() {
    let heard = [Party::Child, Party::Carer, Party::SocialWorker];
    let pause_told = heard.map(|who| PauseTold { who, said: said("2026-11-20") }).to_vec();
    let mut scene = with(Allegation { pause_told, ..allegation(1, "2026-11-20 09:00") });
    assert!(scene.line(RuleId::R74, d(TODAY)).is_none(), "visits are not paused");
    scene.visitor.suspensions.push(managers_pause("2026-11-20", None));
    let found = scene.lines(RuleId::R74, d(TODAY)).remove(0);
    assert_eq!((found.band, found.due), (Band::Unsafe, d("2026-12-05")));
    assert_eq!(found.detail, "1 visit, 5 Dec");
    assert_eq!(found.cure, Cure::CancelPaused(VisitorId(id(2, 1))));
    scene.visits[2].state = VisitState::Completed;
    assert!(scene.line(RuleId::R74, d(TODAY)).is_none());
}

#[rstest]
#[case("2026-11-21", None, "overdue 2026-11-21")]
#[case("2026-11-22", None, "today 2026-11-22")]
#[case("2026-11-29", None, "week 2026-11-29")]
#[case("2026-11-30", None, "-")]
#[case("2026-11-21", Some("Ola rings the school."), "-")]
fn meetings_fall_on_their_days(#[case] on: &str, #[case] decided: Option<&str>, #[case] due: &str) {
    let decided = decided.map(str::to_owned);
    let meeting = AllegationMeeting { on: d(on), what: "strategy".to_owned(), decided };
    let a = Allegation { meetings: vec![meeting], ..allegation(1, "2026-11-20 09:00") };
    assert_eq!(line(a, RuleId::R76, TODAY), expected(due));
}

/// From the outcome to the closing, each in its turn.
#[test]
fn after_the_outcome_what_is_left_stands_under_today() {
    let ended = |word, reinstated| {
        let outcome =
            AllegationOutcome { word, by: "Ola".to_owned(), on: d("2026-11-21"), reinstated, note: None };
        let manager_told =
            Some(ToldAt { at: at("2026-11-20 09:00"), who: "Nora".to_owned(), by: "Maya".to_owned() });
        Allegation { outcome: Some(outcome), manager_told, ..allegation(1, "2026-11-20 09:00") }
    };
    let has = |a: &Allegation, rule| line(a.clone(), rule, TODAY).is_some();
    let removed = ended(OutcomeWord::Substantiated, Some(false));
    let cleared = ended(OutcomeWord::Malicious, Some(true));
    for (rule, removal, clearing) in [
        (RuleId::R53, true, false),
        (RuleId::R77, true, false),
        (RuleId::R78, true, true),
        (RuleId::R49, true, true),
    ] {
        assert_eq!((has(&removed, rule), has(&cleared, rule)), (removal, clearing), "{rule}");
    }
    assert!(!has(&allegation(1, "2026-11-20 09:00"), RuleId::R78), "no outcome yet");
    let noticed = Allegation { notice: Some(d("2026-11-21")), ..removed };
    assert!(!has(&noticed, RuleId::R53));
    // The copy of the summary first, then the record.
    let what = |a: &Allegation| with(a.clone()).lines(RuleId::R78, d(TODAY))[0].what;
    assert_eq!(what(&cleared), "Summary not given");
    let given = Allegation { summary_given: Some(said("2026-11-21")), ..cleared };
    assert_eq!(what(&given), "Still in the personnel record");
    let clean = Allegation { removed_from_record: Some(said("2026-11-21")), ..given };
    assert!(!has(&clean, RuleId::R78));
    // The complaint: opened, then ended.
    let what = |a: &Allegation| with(a.clone()).lines(RuleId::R49, d(TODAY))[0].what;
    assert_eq!(what(&clean), "Internal complaint not opened");
    let complaint = Complaint { opened: said("2026-11-20"), note: None, closed: None };
    let open = Allegation { complaint: Some(complaint.clone()), ..clean };
    assert_eq!(what(&open), "Internal complaint open");
    let closed = Settled { at: at("2026-11-21 10:00"), by: "Maya".to_owned(), reason: "answered".to_owned() };
    let complaint = Complaint { closed: Some(closed.clone()), ..complaint };
    let done = Allegation { complaint: Some(complaint), ..open };
    assert!(!has(&done, RuleId::R49));
    let over = Allegation { closed: Some(closed), ..ended(OutcomeWord::False, None) };
    assert!(
        for_subject(
            &with(over.clone()).world(),
            Subject::Allegation(over.id),
            d(TODAY),
            at("2026-11-22 12:00")
        )
        .is_empty()
    );
}

#[test]
fn a_fresh_review_falls_on_its_day_until_it_is_held() {
    let outcome = AllegationOutcome {
        word: OutcomeWord::Unfounded,
        by: "Ola".to_owned(),
        on: d("2026-11-10"),
        reinstated: Some(true),
        note: None,
    };
    let a = Allegation {
        outcome: Some(outcome),
        review_by: Some(d("2026-11-21")),
        match_id: Some(MatchId(id(4, 1))),
        ..allegation(1, "2026-11-02 09:00")
    };
    let about = |scene: &Scene| {
        let lines = scene.lines(RuleId::R86, d(TODAY));
        lines.into_iter().find(|l| l.what == "Fresh review").map(|l| (l.band, l.due, l.cure))
    };
    let mut scene = with(a);
    let cure = Cure::HoldMatchReview(MatchId(id(4, 1)));
    assert_eq!(about(&scene), Some((Band::Overdue, d("2026-11-21"), cure)));
    scene.reviews.push(review(1, 9, "2026-11-12"));
    assert_eq!(about(&scene), None);
}

#[test]
fn none_of_it_is_put_off() {
    let a = allegation(1, "2026-11-20 09:00");
    let subject = Subject::Allegation(a.id);
    for rule in [RuleId::R71, RuleId::R73, RuleId::R49] {
        let due = with(a.clone()).lines(rule, d(TODAY))[0].due.to_string();
        let scene = with(a.clone()).with(snooze(1, rule, subject, &due, "2026-12-20"));
        assert_eq!(scene.lines(rule, d(TODAY))[0].snoozed, None, "{rule}");
    }
}
