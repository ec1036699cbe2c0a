//! One record of every kind with everything in it, made up.

mod concerns;
mod people;
mod staff;

use concerns::{allegation_release, concern, low_level, word_list};
use people::{child, visitor};
use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};
use domain::entry::expenses::Expenses;
use domain::entry::money::Pence;
use domain::id::*;
use domain::record::*;
use domain::rule::{ParamId, RuleId};

fn id(n: u8) -> RawId {
    [n; 16]
}

fn day(n: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1 + n / 28, 1 + n % 28).unwrap()
}

fn at(n: u32) -> chrono::DateTime<chrono::Utc> {
    day(n).and_hms_milli_opt(9, 30, 15, 250).unwrap().and_utc()
}

fn text(what: &str) -> Option<String> {
    Some(what.to_owned())
}

fn said(n: u32) -> Said {
    Said::new("Maya Stone", day(n))
}

fn name() -> Name {
    Name { first: "Leïla".to_owned(), last: "O'Haddad".to_owned(), known_as: text("Lei") }
}

fn professional() -> Professional {
    Professional {
        name: "Sam Poole".to_owned(),
        team: text("Team 4"),
        phone: text("01632 960001"),
        email: text("sam@example.org"),
        since: Some(day(3)),
    }
}

fn hold() -> Hold {
    Hold { from: day(40), until: Some(day(50)), reason: "Exams".to_owned(), ended: Some(day(49)) }
}

fn suspension() -> Suspension {
    Suspension { from: day(60), ended: Some(day(61)), reason: "Neutral".to_owned() }
}

fn pause() -> Pause {
    let Suspension { from, ended, reason } = suspension();
    Pause { from, ended, reason, by_manager: true }
}

fn referral() -> Referral {
    Referral {
        id: ReferralId(id(3)),
        child: ChildId(id(1)),
        received: day(20),
        entered: day(21),
        how: text("e-mail"),
        referrer: professional(),
        grounds: vec![Ground::LittleContact, Ground::ChildAsked],
        child_agrees: Some(true),
        views: text("carer glad"),
        chases: vec![Chase { on: day(23), what: "risk answer".to_owned() }],
        acknowledged: Some(day(22)),
        meetings: vec![Meeting { on: day(30), outcome: MeetingOutcome::Held, note: text("at school") }],
        decision: Some(ReferralDecision {
            on: day(31),
            outcome: ReferralOutcome::AcceptedHomeOnly,
            reason: text("see risk"),
        }),
        updates: vec![StatusUpdate { on: day(40), to: Told::SocialWorker, note: text("by phone") }],
        closed: Some(ReferralClosed {
            on: day(50),
            reason: ReferralCloseReason::Matched,
            note: text("M-0031"),
        }),
        rematch_priority: true,
    }
}

fn a_match() -> Match {
    Match {
        id: MatchId(id(4)),
        number: 31,
        child: ChildId(id(1)),
        visitor: VisitorId(id(2)),
        referral: Some(ReferralId(id(3))),
        started: day(50),
        rationale: text("both play chess"),
        patterns: vec![Pattern {
            every: Interval::Weeks(2),
            agreed: said(51),
            reason: text("wished by both"),
        }],
        holds: vec![hold()],
        suspensions: vec![suspension()],
        eighteen: vec![EighteenDone { step: EighteenStep::AskBoth, on: day(52), note: text("stays on") }],
        ended: Some(Ending {
            on: day(250),
            reason: EndReason::Rematched,
            decided_by: text("Panel"),
            notice: Some(day(249)),
            note: text("amicable"),
            child_words: text("I want another one."),
            rematch: Some(true),
            informal_after: Some(said(251)),
            closing: vec![ClosingDone { step: ClosingStep::Survey, on: day(252), note: text("both happy") }],
        }),
        proposal: Some(ProposalId(id(14))),
        trial: Some(TrialDecision { on: day(100), goes_on: true, words: text("yes") }),
        sanction_talks: vec![SanctionTalk {
            visit: VisitId(id(6)),
            said: said(92),
            note: text("will not recur"),
        }],
        meetings: vec![CaseMeeting {
            on: day(120),
            what: "review".to_owned(),
            child_wants: Some(true),
            asked: Some(said(110)),
            attended: Some(false),
        }],
        contact: ContactRelease {
            coordinator: Some(said(130)),
            social_worker: Some(said(131)),
            visitor: Some(said(132)),
            released: Some(said(133)),
            withdrawn: Some(said(134)),
        },
    }
}

fn ledger() -> Ledger {
    let line = VisitLine {
        id: VisitId(id(5)),
        number: 412,
        date: day(60),
        start: NaiveTime::from_hms_opt(10, 30, 0),
        state: VisitState::Completed,
        report: ReportState::Read { received: day(62), read: day(63), acted: true },
        booked: Some(day(55)),
        at_home: true,
        overnight: false,
        what: text("chess"),
        note: text("rain"),
        transport: Some(Transport::Carer),
        claim: Some(Claim { filed: day(62), paid: Some(day(80)) }),
        reads_like_concern: true,
    };
    let cancelled = VisitState::Cancelled {
        by: Party::Carer,
        reason: CancelReason::Illness,
        notice_days: Some(300),
        rearranged: true,
    };
    let bare = VisitLine {
        id: VisitId(id(6)),
        number: 413,
        date: day(90),
        start: None,
        state: cancelled,
        report: ReportState::Awaited,
        booked: None,
        what: None,
        note: None,
        transport: None,
        claim: None,
        reads_like_concern: false,
        ..line.clone()
    };
    Ledger { match_id: MatchId(id(4)), visits: vec![line, bare] }
}

fn visit_report() -> VisitReport {
    VisitReport {
        visit: VisitId(id(5)),
        match_id: MatchId(id(4)),
        filed: at(62),
        filed_by: "Maya Stone".to_owned(),
        minutes: Some(150),
        activity: "Chess in the park".to_owned(),
        chosen_by: Some(ChosenBy::Both),
        child_words: "I won twice.".to_owned(),
        visitor_view: "At ease.\nAsked about next time.".to_owned(),
        concern: true,
        concern_id: Some(ConcernId(id(7))),
        expenses: Some(Expenses { tenths_of_a_mile: 145, spent: Pence(1240) }),
        support_wanted: text("a call"),
        looked_at: Some(LookedAt {
            at: at(63),
            by: "Maya Stone".to_owned(),
            words: vec!["bruise".to_owned()],
        }),
    }
}

fn proposal() -> Proposal {
    let yes = || Answer { said: said(42), yes: true, note: text("glad to") };
    Proposal {
        id: ProposalId(id(14)),
        number: 7,
        child: ChildId(id(1)),
        visitor: VisitorId(id(2)),
        referral: Some(ReferralId(id(3))),
        proposed: said(41),
        rationale: text("both play chess"),
        visitor_answer: Some(yes()),
        child_answer: Some(ChildAnswer { answer: yes(), profile_shown: true, choice_of: 3 }),
        worker_answer: Some(yes()),
        briefings: vec![Briefing { version: 2, said: said(44), shared: vec![Shared::Card, Shared::Home] }],
        joint: vec![JointVisit {
            on: day(46),
            held: Some(JointOutcome {
                took_place: true,
                present: vec![Party::Carer, Party::SocialWorker],
                child_yes: Some(true),
                visitor_yes: Some(false),
                note: text("at the park"),
            }),
        }],
        closed: Some(ProposalClosed { on: day(50), matched: Some(MatchId(id(4))), note: text("begun") }),
    }
}

/// The samples of those kinds of which there is a version 3, as a release that wrote version 2 could know them.
pub(super) fn as_in_version_2() -> Vec<Record> {
    let mut all = records();
    all.retain(|r| {
        matches!(r.kind(), Kind::Child | Kind::Visitor | Kind::Concern | Kind::Scheme | Kind::Ledger)
    });
    for record in &mut all {
        match record {
            Record::Child(r) => {
                for answer in r.placements.iter_mut().filter_map(|p| p.independence.as_mut()) {
                    (answer.independent, answer.visitor) = (None, None);
                }
            }
            Record::Concern(r) => r.by_visitor = None,
            Record::Scheme(r) => (r.duty_team, r.duty_teams) = (None, BTreeMap::new()),
            Record::Ledger(r) => r.visits.iter_mut().for_each(|v| v.reads_like_concern = false),
            Record::Visitor(r) => {
                r.stages.iter_mut().for_each(|step| step.conditions.clear());
                r.declaration.as_mut().expect("a declaration").household = None;
                r.suspensions.iter_mut().for_each(|pause| pause.by_manager = false);
            }
            _ => {}
        }
    }
    all
}

/// The sample of the kind of which there is a version 4, as a release that wrote version 3 could know it.
pub(super) fn as_in_version_3() -> Vec<Record> {
    let mut visitor = visitor();
    visitor.suspensions.iter_mut().for_each(|pause| pause.by_manager = false);
    vec![visitor.into()]
}

fn words_of_the_child() -> Thing {
    Thing { subject: Subject::Visit(VisitId(id(5))), name: text("child_words.1") }
}

fn consent() -> Consent {
    let what = ConsentTo::Disclosure { row: 20, thing: words_of_the_child(), to: Reader::SocialWorker };
    Consent {
        id: ConsentId(id(15)),
        about: Subject::Child(ChildId(id(1))),
        what,
        given: true,
        by: "Lei".to_owned(),
        how: "said to Maya Stone".to_owned(),
        on: day(64),
        until: Some(day(200)),
        withdrawn: Some(said(70)),
        recorded_by: "Maya Stone".to_owned(),
    }
}

fn release() -> Release {
    let test = OverrideTest {
        risk: "may be hurt".to_owned(),
        necessary: "nobody else knows".to_owned(),
        proportionate: "one line of it".to_owned(),
        relevant: "it names the place".to_owned(),
        accurate: text("the school saw it too"),
        timely: text("the meeting is today"),
        secure: text("by secure e-mail"),
        decided_by: "Maya Stone".to_owned(),
        child_told: false,
        why_not_told: text("would raise the risk"),
    };
    Release {
        id: ReleaseId(id(16)),
        about: Subject::Match(MatchId(id(4))),
        to: Reader::SocialWorker,
        recipient: "Sam Poole".to_owned(),
        purpose: "strategy meeting".to_owned(),
        basis: Some(Basis::Safeguarding(test)),
        things: vec![Released { row: 20, thing: words_of_the_child() }],
        withheld: vec![(21, 300)],
        by: "Maya Stone".to_owned(),
        at: at(65),
        refused: text("not now"),
        card: Some(CardIssued { version: 2, fingerprint: 0x0123_4567_89ab_cdef }),
    }
}

/// The samples as a release that wrote version 1 could know them: what came later is as `v1` says.
pub(super) fn as_in_version_1() -> Vec<Record> {
    let mut all = records();
    all.retain(|r| {
        !matches!(
            r.kind(),
            Kind::Proposal
                | Kind::Staff
                | Kind::Consent
                | Kind::LowLevel
                | Kind::WordList
                | Kind::AllegationRelease
        )
    });
    for record in &mut all {
        match record {
            Record::Allegation(r) => {
                (r.removed_from_record, r.notice, r.review_by) = (None, None, None);
            }
            Record::Scheme(r) => {
                (r.standards_reviewed, r.evidence) = (None, BTreeMap::new());
                (r.duty_team, r.duty_teams) = (None, BTreeMap::new());
            }
            Record::Release(r) => {
                if let Some(Basis::Safeguarding(test)) = &mut r.basis {
                    (test.accurate, test.timely, test.secure) = (None, None, None);
                }
            }
            Record::Child(r) => {
                (r.past_workers, r.case_reviews) = (Vec::new(), Vec::new());
                for p in &mut r.placements {
                    (p.independence, p.distance) = (None, None);
                }
                r.risk.iter_mut().for_each(|risk| risk.no_match = false);
                r.wishes.background = text("Arabic");
                r.wishes.languages.clear();
                (r.wishes.when, r.wishes.driver, r.wishes.avoid) = (None, None, None);
            }
            Record::Visitor(r) => {
                (r.identity_document, r.agreement_version, r.commitment_months) = (None, None, None);
                (r.driver, r.employers) = (None, Vec::new());
                r.dbs.iter_mut().for_each(|check| check.workforce = None);
                let made = r.declaration.as_mut().expect("a declaration");
                (made.connected, made.details, made.household) = (false, None, None);
                r.stages.iter_mut().for_each(|step| step.conditions.clear());
                r.suspensions.iter_mut().for_each(|pause| pause.by_manager = false);
            }
            Record::Referral(r) => (r.views, r.chases) = (None, Vec::new()),
            Record::Match(r) => {
                (r.proposal, r.trial) = (None, None);
                (r.sanction_talks, r.meetings) = (Vec::new(), Vec::new());
                r.contact = ContactRelease::default();
                let ended = r.ended.as_mut().expect("an ending");
                (ended.child_words, ended.rematch, ended.informal_after) = (None, None, None);
                ended.closing.clear();
            }
            Record::VisitReport(r) => r.looked_at = None,
            Record::AnnualReview(r) => r.booked = false,
            Record::Concern(r) => concerns::as_it_was(r),
            Record::Ledger(r) => r.visits.iter_mut().for_each(|v| {
                (v.transport, v.claim, v.reads_like_concern) = (None, None, false);
            }),
            Record::MatchReview(r) => {
                (r.to_iro, r.private, r.child_agrees, r.feedback_given) = (None, None, None, None);
            }
            _ => {}
        }
    }
    all
}

/// One record of every kind.
pub(super) fn records() -> Vec<Record> {
    vec![
        Scheme {
            name: "Made-up scheme".to_owned(),
            coordinator: "Maya Stone".to_owned(),
            authority: "Northshire".to_owned(),
            since: day(1),
            demonstration: true,
            settings: BTreeMap::from([(ParamId::ReportDays, 10), (ParamId::DbsMonths, 24)]),
            extra_holidays: BTreeSet::from([day(100)]),
            standards_reviewed: Some(day(101)),
            evidence: BTreeMap::from([(RuleId::R43, "minutes, shelf 3".to_owned())]),
            duty_team: text("01632 960100"),
            duty_teams: BTreeMap::from([("Southshire".to_owned(), "01632 960200".to_owned())]),
        }
        .into(),
        Counters { last: BTreeMap::from([(Prefix::Child, 42), (Prefix::Visit, 413)]) }.into(),
        MorningReview { at: at(70), on: day(70) }.into(),
        child().into(),
        visitor().into(),
        referral().into(),
        a_match().into(),
        ledger().into(),
        visit_report().into(),
        MatchReview {
            id: MatchReviewId(id(8)),
            match_id: MatchId(id(4)),
            held: day(140),
            formal: true,
            heard: vec![Heard { who: Party::Child, heard: true, note: text("glad") }],
            outcome: ReviewOutcome::Changes,
            summary: "Fortnightly from May.".to_owned(),
            to_plan: Some(day(141)),
            to_iro: Some(day(142)),
            private: Some(true),
            child_agrees: Some(false),
            feedback_given: Some(day(143)),
        }
        .into(),
        AnnualReview {
            id: AnnualReviewId(id(9)),
            visitor: VisitorId(id(2)),
            held: day(150),
            wishes_to_go_on: Some(true),
            summary: "Goes on.".to_owned(),
            booked: true,
        }
        .into(),
        Supervision {
            id: SupervisionId(id(10)),
            visitor: VisitorId(id(2)),
            on: day(151),
            how: SupervisionKind::DropIn,
            summary: "Boundaries.".to_owned(),
        }
        .into(),
        SupportGroup {
            id: GroupId(id(11)),
            held: day(152),
            attended: vec![VisitorId(id(2))],
            minutes: text("shelf 3"),
            topics: text("summer"),
        }
        .into(),
        concern().into(),
        Snooze {
            id: SnoozeId(id(12)),
            rule: RuleId::R47,
            subject: Subject::Match(MatchId(id(4))),
            due: day(155),
            until: day(160),
            reason: "Review is on Tuesday.".to_owned(),
            by: "Maya Stone".to_owned(),
            on: day(153),
        }
        .into(),
        Note {
            id: NoteId(id(13)),
            on: day(154),
            by: "Maya Stone".to_owned(),
            about: vec![Subject::Child(ChildId(id(1))), Subject::Scheme],
            text: "Rang the school.".to_owned(),
        }
        .into(),
        proposal().into(),
        staff::staff().into(),
        staff::allegation().into(),
        consent().into(),
        release().into(),
        low_level().into(),
        word_list().into(),
        allegation_release(release()).into(),
    ]
}
