//! Every state of a scheme stands somewhere, listed as the field has them: recruiting, the way to a match, its life,
//! moves, visits, concerns, endings, certificates.

mod concerns;

use super::*;
use concerns::concerns_at_every_step;
use domain::deadline;
use domain::matching::{Accord, Standing, candidates};
use domain::record::{
    CancelReason, ChildView, ClosingStep, Distance, EighteenStep, EndReason, MeetingOutcome, Module, Party,
    Placement, Proposal, ProposalState, Referral, ReferralCloseReason, ReferralOutcome, ReferralState,
    ReportState, Stage, Transport, VisitLine, VisitState, Visitor,
};
use domain::rule::RuleId;
use domain::status::{self, MatchStatus, VisitorStatus};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// An ordinary Monday, and days on which months and years are short or turn.
const DAYS: &[&str] = &["2026-11-23", "2024-02-29", "2025-04-30", "2025-08-17", "2026-12-31", "2027-03-28"];

thread_local! {
    static DAY: Cell<usize> = const { Cell::new(0) };
}

fn today() -> NaiveDate {
    DAYS[DAY.get()].parse().expect("a day")
}

fn now() -> DateTime<Utc> {
    domain::calendar::to_utc(today().and_hms_opt(8, 10, 0).expect("a time"))
}

fn demo() -> &'static Demo {
    static DEMOS: [OnceLock<Demo>; DAYS.len()] = [const { OnceLock::new() }; DAYS.len()];
    DEMOS[DAY.get()].get_or_init(|| build(today(), now()))
}

fn world() -> &'static World {
    &demo().world
}

macro_rules! on_each_day {
    ($($name:ident),* $(,)?) => {
        mod on_each_day {
            $(#[test] fn $name() {
                for n in 0..super::DAYS.len() {
                    super::DAY.set(n);
                    println!("on {}", super::DAYS[n]);
                    super::$name();
                }
            })*
        }
    };
}

on_each_day! {
    recruiting,
    referrals,
    proposals,
    matches_of_every_kind,
    what_belongs_to_a_match,
    moves_at_every_step,
    visits_of_every_kind,
    concerns_birthdays_and_certificates,
    concerns_at_every_step,
    who_could_visit_whom,
    nothing_is_gone_on_with_against_a_rule_but_two_told_stories,
}

/// Says which of these stand nowhere.
fn all_stand(cases: &[(&str, bool)]) {
    let absent: Vec<_> = cases.iter().filter(|(_, stands)| !stands).map(|(what, _)| *what).collect();
    assert!(absent.is_empty(), "nowhere: {absent:?}");
}

fn visitor(is: impl Fn(&Visitor) -> bool) -> bool {
    world().visitors().any(is)
}

fn lines() -> impl Iterator<Item = &'static VisitLine> {
    world().ledgers().flat_map(|l| &l.visits)
}

fn is_due(rule: RuleId) -> bool {
    deadline::all(world(), today(), now()).iter().any(|d| d.rule == rule && d.snoozed.is_none())
}

fn recruiting() {
    // Those whose way ended before they were visitors, or after, are on it anew: that is in their past.
    let may_ask_again =
        [Stage::Closed, Stage::Lapsed, Stage::NotTakenOn, Stage::Declined, Stage::Deferred, Stage::Left];
    for (stage, words) in Stage::ALL {
        let is = visitor(|v| v.stage() == *stage);
        let was = may_ask_again.contains(stage) && visitor(|v| v.stages.iter().any(|s| s.stage == *stage));
        assert!(is || was, "nobody is at the stage {words}, or was");
    }
    let stands = |status| visitor(|v| status::of_visitor(world(), v, today()) == status);
    let checks = |f: fn(&Visitor) -> bool| visitor(|v| v.stage() == Stage::Checks && f(v));
    let free = world().visitors().filter(|v| status::of_visitor(world(), v, today()) == VisitorStatus::Free);
    assert!((4..=6).contains(&free.count()));
    all_stand(&[
        ("free", stands(VisitorStatus::Free)),
        ("proposed", stands(VisitorStatus::Proposed)),
        ("matched", stands(VisitorStatus::Matched)),
        ("on hold", stands(VisitorStatus::OnHold)),
        ("suspended", stands(VisitorStatus::Suspended)),
        ("a reference that has come", checks(|v| v.references.iter().any(|r| r.received.is_some()))),
        ("a reference asked for and missing", checks(|v| v.references.iter().any(|r| r.received.is_none()))),
        (
            "some of the training",
            visitor(|v| {
                v.stage() == Stage::InTraining && (1..Module::CORE.len()).contains(&v.training.len())
            }),
        ),
        ("a driver with documents", visitor(|v| v.driver.is_some())),
    ]);
}

fn referrals() {
    let any = |is: fn(&Referral) -> bool| world().referrals().any(is);
    for state in [
        ReferralState::Received,
        ReferralState::Acknowledged,
        ReferralState::MeetingBooked,
        ReferralState::Met,
        ReferralState::Waiting,
        ReferralState::Declined,
        ReferralState::Closed,
    ] {
        assert!(world().referrals().any(|r| r.state() == state), "no referral is {}", state.words());
    }
    for (reason, words) in ReferralCloseReason::ALL {
        let closed = world().referrals().filter_map(|r| r.closed.as_ref()).any(|c| c.reason == *reason);
        assert!(closed, "no referral was closed: {words}");
    }
    for (outcome, words) in ReferralOutcome::ALL {
        let decided = world().referrals().filter_map(|r| r.decision.as_ref()).any(|d| d.outcome == *outcome);
        assert!(decided, "no referral was decided: {words}");
    }
    let no = |v: &ChildView| matches!(v, ChildView::Objects { understands: true, .. });
    all_stand(&[
        ("information missing and chased", any(|r| r.is_open() && !r.chases.is_empty())),
        (
            "a meeting that fell through",
            any(|r| r.meetings.iter().any(|m| m.outcome == MeetingOutcome::Cancelled)),
        ),
        ("a rematch that waits before others", any(|r| r.is_open() && r.rematch_priority)),
        ("a child who says no", world().children().any(|c| no(&c.view))),
    ]);
    let teenager = |r: &&Referral| {
        let born = world().child(r.child).map(|c| c.born);
        born.is_some_and(|born| domain::calendar::age_on(born, today()) == 16)
    };
    let waiting = || world().referrals().filter(|r| r.state() == ReferralState::Waiting);
    let unproposed = waiting().filter(|r| world().open_proposal_of_child(r.child).is_none());
    assert!((6..=8).contains(&unproposed.count()));
    assert!(waiting().any(|r| teenager(&r)), "an older teenager waits");
}

fn proposals() {
    let any = |is: fn(&Proposal) -> bool| world().proposals().any(is);
    for state in [
        ProposalState::Proposed,
        ProposalState::BothAsked,
        ProposalState::Agreed,
        ProposalState::Briefed,
        ProposalState::JointBooked,
        ProposalState::BothYes,
        ProposalState::NotToBe,
        ProposalState::Matched,
    ] {
        assert!(world().proposals().any(|p| p.state() == state), "no proposal is: {}", state.words());
    }
    let no = |p: &Proposal| p.state() == ProposalState::NotToBe;
    all_stand(&[
        ("said no, to be closed", any(|p| p.is_open() && p.anyone_said_no())),
        (
            "closed, the child said no",
            world().proposals().any(|p| no(p) && !p.is_open() && p.met().is_some()),
        ),
        (
            "closed, the visitor said no",
            world().proposals().any(|p| no(p) && !p.is_open() && p.child_answer.is_none()),
        ),
    ]);
    let began = |m: &&domain::record::Match| world().scheme().is_some_and(|s| m.started > s.since);
    assert!(world().matches().filter(began).all(|m| m.proposal.is_some() && m.rationale.is_some()));
}

fn matches_of_every_kind() {
    let stands = |is: MatchStatus| world().matches().any(|m| status::of_match(world(), m, today()) == is);
    all_stand(&[
        ("trial", stands(MatchStatus::Trial)),
        ("active", stands(MatchStatus::Active)),
        ("confirmed", stands(MatchStatus::Confirmed)),
        ("on hold", stands(MatchStatus::OnHold)),
        ("suspended", stands(MatchStatus::Suspended)),
        ("ending", stands(MatchStatus::Ending)),
        ("ended by age", stands(MatchStatus::EndedByLaw(EndReason::Eighteen))),
        ("notice awaited", stands(MatchStatus::NoticeAwaited)),
        ("at risk", world().matches().any(|m| status::at_risk(world(), m, today()).is_some())),
    ]);
    for reason in [
        EndReason::Eighteen,
        EndReason::NotLookedAfter,
        EndReason::ChildStopped,
        EndReason::ChildDeclinedEarly,
        EndReason::VisitorResigned,
        EndReason::VisitorRemoved,
        EndReason::SchemeEnded,
        EndReason::Rematched,
    ] {
        assert!(stands(MatchStatus::Ended(reason)), "{reason:?}");
    }
    let ends = || world().matches().filter_map(|m| m.ended.as_ref()).filter(|e| e.on <= today());
    assert!(ends().any(|e| e.reason == EndReason::TooFar));
    let left = |n: usize| ends().any(|e| e.outstanding().len() == n);
    assert!(left(0) && (1..ClosingStep::ALL.len()).any(left), "closed wholly and in part");
    assert!(ends().any(|e| e.rematch == Some(true)) && ends().any(|e| e.rematch == Some(false)));
}

fn what_belongs_to_a_match() {
    let matches = || world().matches();
    let contact = |is: fn(&domain::record::ContactRelease) -> bool| matches().any(|m| is(&m.contact));
    let agreed = |c: &domain::record::ContactRelease| {
        [&c.coordinator, &c.social_worker, &c.visitor].into_iter().filter(|said| said.is_some()).count()
    };
    let at = |n: usize| matches().any(|m| agreed(&m.contact) == n && m.contact.released.is_none());
    let meeting = |wants: Option<bool>| matches().flat_map(|m| &m.meetings).any(|x| x.child_wants == wants);
    let review = |is: fn(&domain::record::MatchReview) -> bool| world().match_reviews().any(is);
    let sanctions =
        lines().filter(|v| matches!(v.state, VisitState::Cancelled { reason: CancelReason::Sanction, .. }));
    let talked = |v: &VisitLine| matches().any(|m| m.sanction_talks.iter().any(|t| t.visit == v.id));
    let (over, open): (Vec<_>, Vec<_>) = sanctions.partition(|v| talked(v));
    let scheme = world().scheme().expect("a scheme");
    all_stand(&[
        ("contact: one agreed", at(1)),
        ("contact: two agreed", at(2)),
        ("contact: three agreed", at(3)),
        ("contact: given", contact(|c| c.released.is_some())),
        ("contact: withdrawn", contact(|c| c.withdrawn.is_some() && c.released.is_none())),
        ("a meeting that the child wants the visitor at", meeting(Some(true))),
        ("a meeting that the child does not", meeting(Some(false))),
        ("a meeting about which nobody has asked", meeting(None)),
        (
            "visitor told with the child's agreement",
            review(|r| r.feedback_given.is_some() && r.child_agrees == Some(true)),
        ),
        (
            "a child who does not agree",
            review(|r| r.child_agrees == Some(false) && r.feedback_given.is_none()),
        ),
        ("a review in the plan and with the IRO", review(|r| r.to_plan.is_some() && r.to_iro.is_some())),
        ("a review that has not reached the plan", is_due(RuleId::R47)),
        ("a sanction talked over", !over.is_empty()),
        ("a sanction nobody has talked over", !open.is_empty()),
        ("a case review held", world().children().any(|c| !c.case_reviews.is_empty())),
        ("a case review due", is_due(RuleId::R60)),
        ("another social worker", world().children().any(|c| !c.past_workers.is_empty())),
        ("standards reviewed", scheme.standards_reviewed.is_some()),
        ("evidence for a few of them", scheme.evidence.len() >= 3),
    ]);
}

fn moves_at_every_step() {
    let moved = |is: fn(&Placement) -> bool| world().children().any(|c| c.placements.iter().skip(1).any(is));
    let condition = |met: bool| {
        let all = || world().visitors().flat_map(|v| &v.stages).flat_map(|s| &s.conditions);
        all().any(|c| c.met.is_some() == met)
    };
    let distance = |d: Distance| {
        world()
            .children()
            .flat_map(|c| &c.placements)
            .any(|p| p.distance.as_ref().is_some_and(|c| c.outcome == d))
    };
    all_stand(&[
        ("heard of, and no more", moved(|p| p.confirmed.is_none() && p.carer_told.is_none())),
        (
            "the carer told, the address not confirmed",
            moved(|p| p.confirmed.is_none() && p.carer_told.is_some()),
        ),
        ("the address confirmed", moved(|p| p.confirmed.is_some())),
        (
            "independence looked at, the distance not",
            moved(|p| p.independence.is_some() && p.distance.is_none()),
        ),
        (
            "all looked at",
            moved(|p| p.independence.is_some() && p.distance.is_some() && p.pattern_told.is_some()),
        ),
        ("an emergency", moved(|p| !p.planned)),
        ("a condition of a decision met", condition(true)),
        ("one that is not met", condition(false) && is_due(RuleId::H11)),
        ("a proposal that stands still", is_due(RuleId::H9)),
        ("a meeting in view", is_due(RuleId::H10)),
        ("planned", moved(|p| p.planned)),
        ("the distance is fine", distance(Distance::Fine)),
        ("more expenses agreed", distance(Distance::Adjusted)),
        ("another visitor is to be found", distance(Distance::Rematch)),
    ]);
}

fn visits_of_every_kind() {
    let any = |is: fn(&VisitLine) -> bool| lines().any(is);
    for (party, words) in Party::ALL {
        let by = |v: &VisitLine| matches!(v.state, VisitState::Cancelled { by, .. } if by == *party);
        assert!(lines().any(by), "no visit was cancelled by {words}");
    }
    for party in [Party::Child, Party::Visitor, Party::Carer] {
        assert!(lines().any(|v| v.state == VisitState::Missed { by: party }), "missed by {}", party.words());
    }
    let because = |r: CancelReason| {
        lines().any(|v| matches!(v.state, VisitState::Cancelled { reason, .. } if reason == r))
    };
    all_stand(&[
        ("planned", any(|v| v.state == VisitState::Planned && v.date >= today())),
        ("confirmed", any(|v| v.state == VisitState::Confirmed && v.date >= today())),
        ("report awaited", any(|v| v.awaits_report(today()))),
        ("report received", any(|v| matches!(v.report, ReportState::Received(_)))),
        ("report read", any(|v| matches!(v.report, ReportState::Read { acted: false, .. }))),
        ("report acted on", any(|v| matches!(v.report, ReportState::Read { acted: true, .. }))),
        ("rearranged", any(|v| matches!(v.state, VisitState::Cancelled { rearranged: true, .. }))),
        ("access refused", because(CancelReason::AccessRefused)),
        ("by car", any(|v| v.transport == Some(Transport::Car) && v.state == VisitState::Completed)),
        ("at home", any(|v| v.at_home)),
        ("a claim that was paid", any(|v| v.claim.is_some_and(|c| c.paid.is_some()))),
        ("a claim that was not, for too long", is_due(RuleId::R59)),
    ]);
}

fn concerns_birthdays_and_certificates() {
    let concerns = || world().concerns();
    let step = |n: usize| world().matches().any(|m| m.is_open() && m.eighteen.len() == n && n > 0);
    let grown = |m: &&domain::record::Match| {
        world().child(m.child).is_some_and(|c| domain::calendar::age_on(c.born, today()) >= 17)
    };
    let applied = |v: &Visitor| v.dbs_application.as_ref().is_some_and(|a| a.chased.is_some());
    let looked = |v: &Visitor| v.current_dbs().is_some_and(|c| c.checks.iter().any(|look| look.unchanged));
    let changed = |v: &Visitor| v.current_dbs().is_some_and(|c| c.checks.iter().any(|look| !look.unchanged));
    let due = deadline::all(world(), today(), now());
    let has = |rule, what: &str| due.iter().any(|d| d.rule == rule && d.what == what);
    all_stand(&[
        ("a concern that is open", concerns().any(|c| c.passed.is_none() && c.not_a_concern.is_none())),
        ("passed on", concerns().any(|c| c.passed.is_some() && c.closed.is_none())),
        ("settled", concerns().any(|c| c.not_a_concern.is_some())),
        ("closed", concerns().any(|c| c.closed.is_some())),
        (
            "no step towards the birthday yet",
            world().matches().filter(grown).any(|m| m.is_open() && m.eighteen.is_empty()),
        ),
        ("one step", step(1)),
        ("two", step(2)),
        ("three", step(3)),
        ("all four", step(EighteenStep::ALL.len())),
        ("past the birthday", has(RuleId::R6, "Match ended by age")),
        ("DBS current", visitor(|v| v.is_serving() && v.dbs_on(today()).is_some())),
        ("to be renewed", has(RuleId::R82, "DBS renewal")),
        ("applied and chased", visitor(|v| v.is_serving() && applied(v))),
        ("status check", visitor(looked)),
        ("a status that has changed", visitor(changed)),
        ("lapsed", has(RuleId::R82, "DBS lapsed")),
    ]);
}

fn who_could_visit_whom() {
    let waiting = || world().referrals().filter(|r| r.state() == ReferralState::Waiting);
    let all: Vec<_> = waiting()
        .filter_map(|r| world().child(r.child))
        .flat_map(|child| candidates(world(), child, today()))
        .collect();
    for about in
        ["gender", "interests", "languages", "background", "availability", "distance", "animals", "driving"]
    {
        let said: BTreeSet<_> = all
            .iter()
            .flat_map(|c| &c.wishes)
            .filter(|w| w.about == about)
            .map(|w| match w.accord {
                Accord::Agrees => "agrees",
                Accord::Differs => "differs",
                Accord::NotKnown => "not known",
            })
            .collect();
        assert_eq!(said.len(), 3, "{about}: only {said:?}");
    }
    // Nobody who waits is without somebody who could be asked.
    for r in waiting().filter(|r| world().open_proposal_of_child(r.child).is_none()) {
        let could = all.iter().filter(|c| c.child == r.child && c.standing == Standing::Yes).count();
        assert!(could >= 3, "{could} could visit {:?}", r.child);
    }
}

fn nothing_is_gone_on_with_against_a_rule_but_two_told_stories() {
    let stories: Vec<_> = demo().steps.iter().filter_map(|(c, _)| c.overriding.as_ref()).collect();
    assert_eq!(stories.len(), 2);
    assert!(stories.iter().all(|o| o.by == COORDINATOR && o.reason.len() > 40));
}
