//! Every command once as it should be, and once as it cannot be taken.

use super::roles::samples_of_people;
use super::samples::{prepare, samples_around_it, samples_of_a_match, samples_of_the_door};
use super::*;

/// A scheme in which every command has something to work on.
pub(super) struct Full {
    pub desk: Desk,
    pub pair: Pair,
    pub planned: VisitId,
    pub reported: VisitId,
    pub waiting: ChildId,
    pub referral: ReferralId,
    pub free: VisitorId,
    pub held: VisitorId,
    pub concern: crate::id::ConcernId,
    pub passed: crate::id::ConcernId,
    pub note: crate::id::NoteId,
    pub review: crate::id::MatchReviewId,
    /// A review of which the child agrees that the visitor hears.
    pub told: crate::id::MatchReviewId,
    /// A visit that the carer cancelled as a sanction.
    pub sanction: VisitId,
    /// The waiting child and the free visitor have met, and everybody says yes.
    pub agreed: ProposalId,
    /// A proposal of two others, just made.
    pub idea: ProposalId,
    pub snooze: crate::id::SnoozeId,
    /// An allegation against the visitor who is on hold.
    pub allegation: crate::id::AllegationId,
    /// A second team manager.
    pub second: crate::id::StaffId,
}

pub(super) fn full() -> Full {
    let mut desk = Desk::new();
    let pair = pair(&mut desk);
    let planned = planned(&mut desk, pair.id, "2026-11-28");
    desk.by = "Somebody Else".to_owned();
    let expenses = Some(crate::entry::expenses::parse("14mi 12.40").unwrap());
    let claimed = NewReport { expenses, ..report(pair.id, "2026-11-08") };
    let Subject::Visit(reported) = desk.done(file(claimed)).subject else { panic!() };
    desk.by = COORDINATOR.to_owned();
    let waiting = child(&mut desk, "Mariam");
    let referral = referral(&mut desk, waiting, "2026-10-30");
    let (free, held) = (visitor(&mut desk, "Rosalind"), visitor(&mut desk, "Bartholomew"));
    let (from, until) = (day("2026-11-01"), Some(day("2026-12-01")));
    desk.done(Command::HoldVisitor { visitor: held, from, until, reason: "away".to_owned() });
    desk.done(Command::HoldMatch { match_id: pair.id, from, until, reason: "exams".to_owned() });
    desk.done(Command::ResumeMatch { match_id: pair.id, on: day("2026-11-05") });
    desk.done(Command::RecordUpdateService { visitor: held, on: day("2026-02-20"), joined: true });
    let mut concern = || {
        desk.done(raise(pair.child, "2026-11-22T09:00:00Z"));
        desk.world.concerns().last().unwrap().id
    };
    let (concern, passed) = (concern(), concern());
    desk.done(pass_on(passed, "2026-11-22T10:00:00Z"));
    let about = vec![Subject::Match(pair.id)];
    desk.done(Command::TakeNote { on: desk.today, about, text: "Rang the carer.".to_owned() });
    let note = desk.world.notes().last().unwrap().id;
    desk.done(snooze(RuleId::R20, Subject::Match(pair.id), "2026-12-01"));
    let snooze = desk.world.snoozes().last().unwrap().id;
    let heard =
        Party::ALL.iter().take(4).map(|(who, _)| crate::record::Heard { who: *who, heard: true, note: None });
    let mut review = |held, child_agrees| {
        desk.done(Command::HoldMatchReview {
            child_agrees,
            private: None,
            match_id: pair.id,
            held: day(held),
            formal: true,
            heard: heard.clone().collect(),
            outcome: ReviewOutcome::GoesOn,
            summary: "All well.".to_owned(),
            to_plan: None,
        });
        desk.world.match_reviews().last().unwrap().id
    };
    let (review, told) = (review("2026-11-02", None), review("2026-08-02", Some(true)));
    let sanction = super::planned(&mut desk, pair.id, "2026-11-27");
    let (by, reason) = (Party::Carer, CancelReason::Sanction);
    let told_on = day("2026-11-20");
    desk.done(Command::CancelVisit { visit: sanction, by, reason, told: told_on, note: None, instead: None });
    let agreed = agreed(&mut desk, waiting, free);
    let (allegation, second) = super::roles::prepared(&mut desk, held);
    let (other, newcomer) = (child(&mut desk, "Samuelson"), visitor(&mut desk, "Cornelia"));
    let Subject::Proposal(idea) = desk.done(propose(other, newcomer, "2026-11-10")).subject else { panic!() };
    let consent = NewConsent {
        about: Subject::Child(pair.child),
        what: ConsentTo::Meetings,
        given: true,
        by: "Leila".to_owned(),
        how: "said to Priya".to_owned(),
        on: day("2026-11-02"),
        until: None,
    };
    desk.done(Command::RecordConsent { consent: Box::new(consent) });
    Full {
        desk,
        pair,
        planned,
        reported,
        waiting,
        referral,
        free,
        held,
        concern,
        passed,
        note,
        review,
        told,
        sanction,
        agreed,
        idea,
        snooze,
        allegation,
        second,
    }
}

pub(crate) fn propose(child: ChildId, visitor: VisitorId, on: &str) -> Command {
    let rationale = Some("Both like football.".to_owned());
    Command::ProposeMatch { child, visitor, on: day(on), rationale }
}

pub(crate) fn raise(child: ChildId, learned: &str) -> Command {
    let concern = NewConcern::new(child, at(learned), "Jo Barker", "A bruise on the arm.");
    Command::RaiseConcern { concern: Box::new(concern) }
}

pub(crate) fn pass_on(concern: crate::id::ConcernId, when: &str) -> Command {
    let (to, name) = ("front door".to_owned(), "Sal Moss".to_owned());
    Command::PassOnConcern { concern, at: at(when), to, name, reference: None, with: None }
}

pub(crate) fn snooze(rule: RuleId, subject: Subject, until: &str) -> Command {
    Command::Snooze {
        rule,
        subject,
        due: day("2026-11-20"),
        until: day(until),
        reason: "The carer is on holiday.".to_owned(),
    }
}

/// For every command but the first and the last: one that is taken, and one that is refused.
pub(super) fn samples(f: &Full) -> Vec<(Command, Command)> {
    use Command as C;
    let (today, ahead, ago) = (f.desk.today, day("2026-11-23"), day("2026-11-01"));
    let (m, c, v) = (f.pair.id, f.pair.child, f.free);
    let s = |text: &str| text.to_owned();
    let home = |learned| Box::new(NewPlacement::new(ago, PlacementKind::Foster, "Ada Lyle", learned));
    let details = |first: &str| {
        Box::new(ChildDetails::new(Name::new(first, "Brandt"), day("2012-08-01"), "Northshire"))
    };
    let person = |first: &str| {
        Box::new(VisitorDetails { name: Name::new(first, "Lowe"), ..VisitorDetails::default() })
    };
    let put_off = |until| C::Snooze {
        rule: RuleId::R33,
        subject: Subject::Visit(f.reported),
        due: today,
        until,
        reason: s("soon"),
    };
    let holds = |until| C::HoldVisitor { visitor: v, from: today, until, reason: s("away") };
    let holds_match = |until| C::HoldMatch { match_id: m, from: today, until, reason: s("exams") };
    let agree = |weeks| C::AgreePattern {
        match_id: m,
        every: Interval::Weeks(weeks),
        with: s("Jo"),
        on: ago,
        reason: None,
    };
    let ends = |on| C::EndMatch {
        child_words: None,
        informal_after: None,
        rematch: None,
        match_id: m,
        on,
        reason: EndReason::TooFar,
        decided_by: None,
        notice: None,
        note: None,
    };
    let reviews = |held| C::HoldMatchReview {
        child_agrees: None,
        private: None,
        match_id: m,
        held,
        formal: true,
        heard: vec![],
        outcome: ReviewOutcome::GoesOn,
        summary: s("All well."),
        to_plan: None,
    };
    let cancel = |told| C::CancelVisit {
        visit: f.planned,
        by: Party::Carer,
        reason: CancelReason::Illness,
        told,
        note: None,
        instead: None,
    };
    let stage = |to| C::MoveStage { visitor: v, to, on: today, by: None, note: None, conditions: Vec::new() };
    let referral = f.referral;
    let met = |on| C::RecordMeeting { referral, on, wishes: None, view: None, note: None };
    let decide = |outcome| C::DecideReferral { referral, on: today, outcome, reason: None };
    let close = |reason| C::CloseReferral { referral, on: today, reason, note: None };
    let check = |number: &str| Box::new(certificate(number, "2026-11-10"));
    let train = |modules| C::RecordTraining { visitor: v, modules, on: ago, expires: None, note: None };
    let step = |on| C::TakeEighteenStep { match_id: m, step: EighteenStep::Plan, on, note: None };
    let annual = |held| C::HoldAnnualReview { visitor: v, held, wishes_to_go_on: None, summary: s("Well.") };
    let support =
        |on| C::RecordSupervision { visitor: v, on, how: SupervisionKind::Call, summary: s("Well.") };
    let group = |held| C::HoldGroup { held, attended: vec![v], minutes: None, topics: None };
    let told = |to| C::GiveUpdate { referral, on: today, to, note: None };
    let carer = |of_visitor| C::TellCarer {
        home: None,
        child: c,
        by: s("Sal"),
        on: today,
        of_visitor,
        of_pattern: false,
    };
    let card = |text: &str| C::AnswerCard {
        child: c,
        answers: vec![(CardQuestion::Diet, s(text))],
        source: s("Jo"),
        on: today,
        all_confirmed: false,
    };
    let contact = |on| C::ConfirmContact {
        home: None,
        child: c,
        with: s("Jo"),
        on,
        address: Some(s("1 Mill Lane")),
        phone: None,
    };
    let suspend = |on| C::SuspendVisitor { visitor: v, on, reason: Some(s("a pause")), by_manager: false };
    let moved = |date| C::MoveVisit { visit: f.planned, date, start: None };
    let note = |text: &str| C::TakeNote { on: today, about: vec![], text: s(text) };
    let setting = |value| C::ChangeSetting { param: ParamId::ReportDays, value: Some(value) };
    let miss = |visit| C::MissVisit { visit, by: Party::Child, note: None };
    let taken = |visitor| C::RecordTraining {
        visitor,
        modules: vec![Module::Other],
        on: ago,
        expires: None,
        note: None,
    };
    let mut all = vec![
        (setting(5), setting(0)),
        (C::ProclaimHoliday { day: ahead }, C::ProclaimHoliday { day: ago }),
        (
            C::AddChild { details: details("Ola"), placement: None },
            C::AddChild { details: details(""), placement: None },
        ),
        (
            C::AmendChild { child: c, details: details("Leyla") },
            C::AmendChild { child: c, details: details(" ") },
        ),
        (
            C::RecordMove { child: c, placement: home(today) },
            C::RecordMove { child: c, placement: home(ahead) },
        ),
        (contact(today), contact(ahead)),
        (carer(true), carer(false)),
        (card("no nuts"), card(" ")),
        (receive(c, "2026-11-20"), receive(f.waiting, "2026-11-20")),
        (
            C::AcknowledgeReferral { referral, on: today },
            C::AcknowledgeReferral { referral, on: day("2026-10-29") },
        ),
        (
            C::BookMeeting { referral, on: ahead, note: None },
            C::BookMeeting { referral, on: ago, note: None },
        ),
        (
            C::CancelMeeting { referral, note: Some(s("The carer is ill.")) },
            C::CancelMeeting { referral, note: Some(s("The carer is ill.")) },
        ),
        (met(today), met(ahead)),
        (decide(ReferralOutcome::Accepted), decide(ReferralOutcome::Declined)),
        (told(vec![Told::Child]), told(vec![])),
        (close(ReferralCloseReason::Withdrawn), close(ReferralCloseReason::Matched)),
        (
            C::AddVisitor { details: person("Ann"), stage: Stage::Applied, on: today, by: None },
            C::AddVisitor { details: person("Ann"), stage: Stage::Approved, on: today, by: None },
        ),
        (
            C::AmendVisitor { visitor: v, details: person("Ann") },
            C::AmendVisitor { visitor: v, details: person("") },
        ),
        (stage(Stage::Leaving), stage(Stage::Approved)),
        (C::RecordDbs { visitor: v, check: check("9") }, C::RecordDbs { visitor: v, check: check("") }),
        (
            C::StartDbs { visitor: v, on: today, reference: None },
            C::StartDbs { visitor: v, on: ahead, reference: None },
        ),
        (
            C::RecordUpdateService { visitor: v, on: today, joined: true },
            C::RecordUpdateService { visitor: v, on: day("2026-02-02"), joined: true },
        ),
        (
            C::RecordStatusCheck { visitor: f.held, on: today, unchanged: true },
            C::RecordStatusCheck { visitor: v, on: ahead, unchanged: true },
        ),
        (train(vec![Module::Disability]), train(vec![])),
        (holds(None), holds(Some(ago))),
        (C::ResumeVisitor { visitor: f.held, on: today }, C::ResumeVisitor { visitor: v, on: today }),
        (suspend(today), suspend(ahead)),
        (start(f.waiting, v, "2026-11-22"), start(f.waiting, f.held, "2026-11-22")),
        (agree(2), agree(0)),
        (holds_match(None), holds_match(Some(ago))),
        (C::ResumeMatch { match_id: m, on: today }, C::ResumeMatch { match_id: m, on: ago }),
        (ends(today), ends(day("2026-03-31"))),
        (step(today), step(ahead)),
        (plan(m, "2026-12-05"), plan(m, "2026-11-21")),
        (C::ConfirmVisit { visit: f.planned }, C::ConfirmVisit { visit: f.reported }),
        (moved(ahead), moved(ago)),
        (cancel(today), cancel(ahead)),
        (miss(f.planned), miss(f.reported)),
        (file(report(m, "2026-11-15")), file(report(m, "2026-11-23"))),
        (
            C::ReadReport { visit: f.reported, acted: Some(s("rang")) },
            C::ReadReport { visit: f.planned, acted: None },
        ),
        (reviews(today), reviews(ahead)),
        (
            C::FeedReview { iro: false, plan: true, review: f.review, on: today },
            C::FeedReview { iro: false, plan: true, review: f.review, on: ahead },
        ),
        (
            C::BookAnnualReview { visitor: v, on: Some(ahead) },
            C::BookAnnualReview { visitor: v, on: Some(ago) },
        ),
        (annual(today), annual(ahead)),
        (support(today), support(ahead)),
        (group(today), group(ahead)),
        (note("Rang."), note("\u{7}")),
        (C::AmendNote { note: f.note, text: s("Wrote.") }, C::AmendNote { note: f.note, text: s(" ") }),
        (raise(c, "2026-11-22T10:59:00Z"), raise(c, "2026-11-22T11:01:00Z")),
        (pass_on(f.concern, "2026-11-22T09:00:00Z"), pass_on(f.concern, "2026-11-22T08:59:00Z")),
        (
            C::SettleConcern { concern: f.concern, with: None, reason: s("a football knock") },
            C::SettleConcern { concern: f.passed, with: None, reason: s("a football knock") },
        ),
        (
            C::CloseConcern { concern: f.passed, by: s("Tess Lead"), reason: s("looked into") },
            C::CloseConcern { concern: f.concern, by: s("Tess Lead"), reason: s("looked into") },
        ),
        (put_off(ahead), put_off(today)),
        (C::Wake { snooze: f.snooze }, C::Wake { snooze: crate::id::SnoozeId([9; 16]) }),
        (
            C::Together { commands: vec![taken(v), taken(f.held)] },
            C::Together { commands: vec![taken(v), taken(v)] },
        ),
    ];
    all.extend(samples_of_a_match(f));
    all.extend(samples_around_it(f));
    all.extend(samples_of_people(f));
    all.extend(samples_of_the_door(f));
    all.extend(super::concerns::samples_of_concerns(f));
    all
}

#[test]
fn every_command_is_taken_as_it_should_be_and_refused_as_it_cannot_be() {
    let mut names =
        vec!["set-up-scheme", "undo", "redo", "mark-reviewed", "note-denial", "change-passphrase"];
    for n in 0..samples(&full()).len() {
        let mut f = full();
        let (good, bad) = samples(&f).swap_remove(n);
        assert_eq!(good.name(), bad.name());
        names.push(good.name());
        // Nothing to proclaim is ever wrong, and past days were holidays as well.
        if bad.name() != "proclaim-holiday" {
            f.desk.refused(&bad);
        }
        prepare(&mut f.desk, &good);
        f.desk.done(good);
    }
    let mut all = Command::NAMES.to_vec();
    names.sort_unstable();
    all.sort_unstable();
    assert_eq!(names, all, "a command is not tried here");
}

#[test]
fn what_has_gone_since_is_said_and_nothing_panics() {
    let f = full();
    let mut empty = Desk::new();
    empty.today = f.desk.today;
    let mut gone = 0;
    for (good, bad) in samples(&f) {
        for command in [good, bad] {
            let findings = empty.findings(&command);
            gone += usize::from(
                findings.iter().any(|f| f.rule == RuleId::H3 && f.sentence.contains("not in the scheme")),
            );
        }
    }
    assert!(gone > 70, "{gone}");
    let nowhere = World::default();
    for (good, bad) in samples(&f) {
        let _ = (decide(&nowhere, &good, &f.desk.context()), decide(&nowhere, &bad, &f.desk.context()));
    }
}
