//! A match that lives: the child's decision (R86d), sanctions (R24), meetings (R37), contact details (R34, R35),
//! privacy (R36), feedback (R86c), access (R60d), planning ahead (R23), claims (R59).

use super::*;
use crate::status::{self, MatchStatus};
use rstest::rstest;

use Level::{Block, Info, Override, Warn};

/// A match with so many visits made, one a month up to October.
fn visited(visits: usize) -> (Desk, Pair) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.match_(p.id, |m| m.trial = None);
    for on in ["2026-08-01", "2026-09-05", "2026-10-03", "2026-11-07"].iter().take(visits) {
        desk.done(file(report(p.id, on)));
    }
    (desk, p)
}

fn decides(p: &Pair, on: &str, goes_on: bool) -> Command {
    Command::DecideTrial { match_id: p.id, on: day(on), goes_on, words: Some("I like it.".to_owned()) }
}

#[rstest]
#[case::after_two(2, true, Some(Info))]
#[case::after_three(3, true, None)]
#[case::no_after_three(3, false, Some(Warn))]
#[case::no_after_none(0, false, Some(Warn))]
fn the_child_decides_after_a_few_visits(
    #[case] visits: usize,
    #[case] goes_on: bool,
    #[case] expected: Option<Level>,
) {
    let (mut desk, p) = visited(visits);
    assert_eq!(level(&desk.done(decides(&p, "2026-11-20", goes_on)).findings, RuleId::R86d), expected);
}

#[test]
fn a_decision_not_to_go_on_leads_to_the_end_and_not_to_another_outing() {
    let (mut desk, p) = visited(3);
    let stands =
        |desk: &Desk, on: &str| status::of_match(&desk.world, desk.world.match_(p.id).unwrap(), day(on));
    assert_eq!(stands(&desk, "2026-11-22"), MatchStatus::Trial);
    assert_eq!(level(&desk.findings(&plan(p.id, "2026-11-28")), RuleId::R54), None);
    desk.done(decides(&p, "2026-11-20", false));
    assert_eq!(
        (stands(&desk, "2026-11-19"), stands(&desk, "2026-11-20")),
        (MatchStatus::Trial, MatchStatus::Ending)
    );
    // A goodbye can be agreed by name.
    assert_eq!(level(&desk.refused(&plan(p.id, "2026-11-28")), RuleId::R54), Some(Override));
    desk.override_with(&[RuleId::R54]);
    desk.done(plan(p.id, "2026-11-28"));
    // And a visit that took place all the same is taken.
    desk.overriding = None;
    assert_eq!(level(&desk.done(file(report(p.id, "2026-11-21"))).findings, RuleId::R54), Some(Warn));
    assert_eq!(
        level(&desk.findings(&file(report(p.id, "2026-11-20"))), RuleId::R54),
        Some(Warn),
        "from that day on"
    );
    assert_eq!(level(&desk.findings(&file(report(p.id, "2026-11-19"))), RuleId::R54), None);
    // The child may think again.
    desk.done(decides(&p, "2026-11-22", true));
    assert_eq!(stands(&desk, "2026-11-22"), MatchStatus::Active);
}

#[test]
fn what_was_decided_before_the_end_is_still_taken_after_it() {
    let (mut desk, p) = visited(3);
    desk.done(end(p.id, "2026-11-15"));
    desk.done(decides(&p, "2026-11-14", false));
    assert_eq!(level(&desk.refused(&decides(&p, "2026-11-15", false)), RuleId::H3), Some(Block));
    desk.done(meeting(&p, "2026-11-14", None, None));
    assert_eq!(level(&desk.refused(&meeting(&p, "2026-11-15", None, None)), RuleId::H3), Some(Block));
    assert_eq!(level(&desk.refused(&meeting(&p, "2026-03-31", None, None)), RuleId::H2), Some(Block));
}

fn end(match_id: MatchId, on: &str) -> Command {
    Command::EndMatch {
        child_words: None,
        informal_after: None,
        rematch: None,
        match_id,
        on: day(on),
        reason: EndReason::ChildDeclinedEarly,
        decided_by: None,
        notice: None,
        note: None,
    }
}

#[rstest]
#[case::as_a_sanction(CancelReason::Sanction, true)]
#[case::for_another_reason(CancelReason::Illness, false)]
fn a_sanction_is_talked_over(#[case] reason: CancelReason, #[case] taken: bool) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let visit = planned(&mut desk, p.id, "2026-11-28");
    let (by, told) = (Party::Carer, day("2026-11-21"));
    desk.done(Command::CancelVisit { visit, by, reason, told, note: None, instead: None });
    let talk = |on: &str| Command::TalkOverSanction {
        visit,
        on: day(on),
        with: "Sal Moss".to_owned(),
        note: Some("The carer will not do so again.".to_owned()),
    };
    assert_eq!(desk.ask(&talk("2026-11-22")).is_ok(), taken);
    if taken {
        desk.done(talk("2026-11-21"));
        desk.done(talk("2026-11-22"));
        let talks = &desk.world.match_(p.id).unwrap().sanction_talks;
        assert_eq!((talks.len(), talks[0].said.on), (1, day("2026-11-22")), "the later one stands");
        assert_eq!(level(&desk.refused(&talk("2026-11-23")), RuleId::H2), Some(Block));
    }
}

fn meeting(p: &Pair, on: &str, child_wants: Option<bool>, attends: Option<bool>) -> Command {
    let what = "review of the child's case".to_owned();
    Command::RecordMeetingAboutChild { match_id: p.id, on: day(on), what, child_wants, attends }
}

#[rstest]
#[case::wanted(Some(true), Some(true), "2026-11-23", None)]
#[case::not_wanted(Some(false), Some(true), "2026-11-23", Some(Override))]
#[case::not_asked(None, Some(true), "2026-11-23", Some(Override))]
#[case::not_wanted_and_does_not_come(Some(false), Some(false), "2026-11-23", None)]
#[case::still_open(None, None, "2026-11-23", None)]
#[case::today_is_a_fact(None, Some(true), "2026-11-22", Some(Warn))]
#[case::past_is_a_fact(Some(false), Some(true), "2026-11-01", Some(Warn))]
fn at_a_meeting_only_if_the_child_wants_it(
    #[case] wants: Option<bool>,
    #[case] attends: Option<bool>,
    #[case] on: &str,
    #[case] expected: Option<Level>,
) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let command = meeting(&p, on, wants, attends);
    assert_eq!(level(&desk.findings(&command), RuleId::R37), expected);
    assert_eq!(desk.ask(&command).is_ok(), expected != Some(Override));
}

#[test]
fn who_asked_about_a_meeting_stays_while_the_answer_is_the_same() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.done(meeting(&p, "2026-12-01", Some(true), None));
    desk.today = day("2026-11-25");
    desk.done(meeting(&p, "2026-12-01", Some(true), Some(true)));
    let asked = |desk: &Desk| {
        let meetings = &desk.world.match_(p.id).unwrap().meetings;
        assert_eq!(meetings.len(), 1);
        meetings[0].asked.as_ref().map(|s| s.on)
    };
    assert_eq!(asked(&desk), Some(day("2026-11-22")));
    desk.done(meeting(&p, "2026-12-01", Some(false), None));
    assert_eq!(asked(&desk), Some(day("2026-11-25")));
}

const THREE: [Party; 3] = [Party::Scheme, Party::SocialWorker, Party::Visitor];

fn agrees(p: &Pair, who: Party, on: &str) -> Command {
    Command::AgreeContact { match_id: p.id, who, by: "By name".to_owned(), on: day(on) }
}

#[rstest]
#[case::three_and_three(3, 3, None, None)]
#[case::two_agree(2, 3, None, Some(Block))]
#[case::one_agrees(1, 3, None, Some(Block))]
#[case::two_visits(3, 2, None, Some(Block))]
#[case::nobody_agrees(0, 3, Some(Block), None)]
#[case::nobody_agrees_and_two_visits(0, 2, Some(Block), Some(Block))]
fn contact_details_are_given_by_three_agreements(
    #[case] agreements: usize,
    #[case] visits: usize,
    #[case] at_first: Option<Level>,
    #[case] by_three: Option<Level>,
) {
    let (mut desk, p) = visited(visits);
    for who in &THREE[..agreements] {
        desk.done(agrees(&p, *who, "2026-11-20"));
    }
    let release = Command::ReleaseContact { match_id: p.id, on: desk.today };
    let found = desk.findings(&release);
    assert_eq!((level(&found, RuleId::R34), level(&found, RuleId::R35)), (at_first, by_three), "{found:?}");
    // No name and no reason goes past it.
    desk.override_with(RuleId::ALL);
    assert_eq!(desk.ask(&release).is_ok(), at_first.is_none() && by_three.is_none());
}

#[test]
fn an_agreement_counts_from_its_day_and_can_be_taken_back() {
    let (mut desk, p) = visited(3);
    for who in THREE {
        desk.done(agrees(&p, who, "2026-11-20"));
    }
    let release = |on: &str| Command::ReleaseContact { match_id: p.id, on: day(on) };
    assert_eq!(level(&desk.refused(&release("2026-11-19")), RuleId::R34), Some(Block));
    assert_eq!(rules(&desk.findings(&agrees(&p, Party::Child, "2026-11-20"))), [RuleId::H1]);
    desk.visitor(p.visitor, |v| {
        v.suspensions.push(Pause {
            from: day("2026-11-22"),
            ended: None,
            reason: "a pause".to_owned(),
            by_manager: false,
        });
    });
    assert_eq!(level(&desk.refused(&release("2026-11-22")), RuleId::R74), Some(Override));
    desk.done(release("2026-11-21"));
    assert_eq!(rules(&desk.refused(&release("2026-11-22"))), [RuleId::H3], "given already");
    let back = Command::WithdrawContact { match_id: p.id, by: "Tobias".to_owned(), on: desk.today };
    desk.done(back.clone());
    let contact = &desk.world.match_(p.id).unwrap().contact;
    assert!(contact.released.is_none() && contact.visitor.is_none() && contact.withdrawn.is_some());
    assert_eq!(rules(&desk.refused(&back)), [RuleId::H3], "nothing is left to take back");
    // All three are asked again.
    desk.done(agrees(&p, Party::Visitor, "2026-11-22"));
    assert_eq!(level(&desk.refused(&release("2026-11-22")), RuleId::R35), Some(Block));
}

fn review(p: &Pair, formal: bool, child_heard: bool, private: Option<bool>, agrees: Option<bool>) -> Command {
    let voices = [Party::Child, Party::Visitor, Party::Carer, Party::SocialWorker];
    let note = Some("chose not to".to_owned());
    let heard =
        voices.map(|who| Heard { who, heard: child_heard || who != Party::Child, note: note.clone() });
    Command::HoldMatchReview {
        match_id: p.id,
        held: day("2026-11-10"),
        formal,
        heard: heard.to_vec(),
        outcome: ReviewOutcome::GoesOn,
        summary: "All well.".to_owned(),
        to_plan: None,
        private,
        child_agrees: agrees,
    }
}

#[rstest]
#[case::in_private(true, Some(true), None)]
#[case::not_in_private(true, Some(false), Some(Info))]
#[case::not_asked(true, None, Some(Info))]
#[case::a_check_in_need_not_ask(false, None, None)]
fn a_review_asks_about_privacy(
    #[case] formal: bool,
    #[case] private: Option<bool>,
    #[case] expected: Option<Level>,
) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    assert_eq!(level(&desk.done(review(&p, formal, true, private, None)).findings, RuleId::R36), expected);
}

#[rstest]
#[case::the_child_agrees(true, Some(true), None)]
#[case::the_child_does_not(true, Some(false), Some(Override))]
#[case::nobody_asked(true, None, Some(Override))]
#[case::the_child_was_not_heard(false, None, None)]
fn feedback_needs_the_childs_agreement(
    #[case] heard: bool,
    #[case] agrees: Option<bool>,
    #[case] expected: Option<Level>,
) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.done(review(&p, true, heard, Some(true), agrees));
    let review = desk.world.match_reviews().next().unwrap().id;
    let tell = Command::GiveFeedback { review, on: desk.today };
    assert_eq!(level(&desk.findings(&tell), RuleId::R86c), expected);
    assert_eq!(desk.ask(&tell).is_ok(), expected.is_none());
    let early = Command::GiveFeedback { review, on: day("2026-11-09") };
    assert_eq!(level(&desk.refused(&early), RuleId::H2), Some(Block));
}

#[rstest]
#[case::refused(CancelReason::AccessRefused, Some(Warn))]
#[case::not_home(CancelReason::NotHome, None)]
fn a_home_that_does_not_let_them_meet(#[case] reason: CancelReason, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let visit = planned(&mut desk, p.id, "2026-11-28");
    let (by, told) = (Party::Carer, desk.today);
    let cancel = Command::CancelVisit { visit, by, reason, told, note: None, instead: None };
    assert_eq!(level(&desk.findings(&cancel), RuleId::R60d), expected);
    let told = NewReport { happened: Happened::Cancelled { by, reason }, ..report(p.id, "2026-11-08") };
    assert_eq!(level(&desk.findings(&file(told)), RuleId::R60d), expected);
}

#[rstest]
#[case::planned_the_day_before("2026-11-20", "2026-11-21", None)]
#[case::planned_that_day("2026-11-21", "2026-11-21", Some(Info))]
#[case::took_place_before_it_was_planned("2026-11-21", "2026-11-20", Some(Info))]
fn a_visit_is_arranged_beforehand(#[case] booked: &str, #[case] on: &str, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.today = day(booked);
    let visit = planned(&mut desk, p.id, "2026-11-28");
    desk.today = day("2026-11-22");
    let told = file(NewReport { visit: Some(visit), ..report(p.id, on) });
    assert_eq!(level(&desk.done(told).findings, RuleId::R23), expected);
}

#[test]
fn a_claim_is_paid_once_it_is_made_and_a_correction_leaves_it() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let expenses = Some(crate::entry::expenses::parse("14mi").unwrap());
    let claimed = NewReport { expenses, ..report(p.id, "2026-11-08") };
    let Subject::Visit(visit) = desk.done(file(claimed.clone())).subject else { panic!() };
    let pay = |on: &str| Command::PayClaim { visit, on: day(on) };
    assert_eq!(rules(&desk.refused(&pay("2026-11-21"))), [RuleId::H2], "it came on the 22nd");
    desk.done(pay("2026-11-22"));
    desk.done(file(NewReport { visit: Some(visit), expenses: None, ..claimed.clone() }));
    let claim = |desk: &Desk| desk.world.visit(visit).unwrap().1.claim;
    assert_eq!(claim(&desk).unwrap().paid, Some(day("2026-11-22")), "what finance has done stands");
    let Subject::Visit(other) =
        desk.done(file(NewReport { date: day("2026-11-01"), ..claimed.clone() })).subject
    else {
        panic!()
    };
    desk.done(file(NewReport { visit: Some(other), date: day("2026-11-01"), expenses: None, ..claimed }));
    assert_eq!(rules(&desk.refused(&Command::PayClaim { visit: other, on: desk.today })), [RuleId::H3]);
}

/// R37: what the child said of meetings as a whole counts where nobody has asked about this one, and where it is newer;
/// as far as it was given for this visitor, holds on that day, and was not taken back.
#[rstest]
#[case::given(None, true, "2026-11-10", None, None, None)]
#[case::refused(None, false, "2026-11-10", None, None, Some(Override))]
#[case::runs_out_before(None, true, "2026-11-10", Some("2026-11-22"), None, Some(Override))]
#[case::holds_that_day(None, true, "2026-11-10", Some("2026-11-23"), None, None)]
#[case::taken_back(None, true, "2026-11-10", None, Some("2026-11-20"), Some(Override))]
#[case::wanted_at_this_one(Some(true), false, "2026-11-10", None, None, None)]
#[case::wanted_at_this_one_on_the_same_day(Some(true), false, "2026-11-22", None, None, None)]
#[case::not_wanted_at_this_one(Some(false), true, "2026-11-10", None, None, Some(Override))]
#[case::given_before_there_was_this_visitor(None, true, "2024-11-10", None, None, Some(Override))]
fn what_was_said_of_meetings_as_a_whole_counts(
    #[case] wants: Option<bool>,
    #[case] given: bool,
    #[case] on: &str,
    #[case] until: Option<&str>,
    #[case] back: Option<&str>,
    #[case] expected: Option<Level>,
) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let consent = NewConsent {
        about: Subject::Child(p.child),
        what: ConsentTo::Meetings,
        given,
        by: "Leila".to_owned(),
        how: "said".to_owned(),
        on: day(on),
        until: until.map(day),
    };
    desk.done(Command::RecordConsent { consent: Box::new(consent) });
    let id = desk.world.consents_about(Subject::Child(p.child)).next().unwrap().id;
    if let Some(back) = back {
        let by = "Leila".to_owned();
        desk.done(Command::WithdrawConsent { consent: id, by, on: day(back) });
    }
    let command = meeting(&p, "2026-11-23", wants, Some(true));
    assert_eq!(level(&desk.findings(&command), RuleId::R37), expected);
}

/// The same answer stands at the door (row 28).
#[rstest]
#[case(Some(true), "child wants the visitor there: yes")]
#[case(Some(false), "child wants the visitor there: no")]
#[case(None, "child wants the visitor there: not asked")]
fn the_door_says_what_was_said_of_meetings_as_a_whole(#[case] given: Option<bool>, #[case] said: &str) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.done(meeting(&p, "2026-12-01", None, None));
    if let Some(given) = given {
        let consent = NewConsent {
            about: Subject::Child(p.child),
            what: ConsentTo::Meetings,
            given,
            by: "Leila".to_owned(),
            how: "said".to_owned(),
            on: day("2026-11-20"),
            until: None,
        };
        desk.done(Command::RecordConsent { consent: Box::new(consent) });
    }
    let items = crate::disclose::items(&desk.world, Subject::Match(p.id), &[], desk.today);
    let told: Vec<_> = items.iter().filter(|item| item.row == 28).map(|item| item.text.as_str()).collect();
    assert!(told.len() == 1 && told[0].ends_with(said), "{told:?}");
}
