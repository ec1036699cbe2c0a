//! Decisions, held against the field notes. The desk of these tests checks every answer it is given: the same
//! question has the same answer, sentences are plain, and nothing that is printed holds a name.

pub(crate) mod allegations;
mod alleged;
mod around;
mod arranged;
pub(crate) mod commands;
pub(crate) mod concerns;
mod deadlines;
pub(crate) mod desk;
mod dice;
mod driving;
mod endings;
mod facts;
mod gates;
mod heard;
mod history;
mod ledger;
mod life;
mod nature;
mod notice;
mod overriding;
mod paused;
mod people;
mod photographs;
mod pointed;
mod proposals;
mod random;
mod recruiting;
pub(crate) mod releases;
mod replay;
mod reports;
mod roles;
mod samples;
mod scheme;
mod standing;
mod states;
mod together;
mod undoing;
mod unseen;
mod words;

use super::decide;
use crate::command::*;
use crate::finding::Finding;
use crate::id::{ChildId, MatchId, ProposalId, ReferralId, VisitId, VisitorId};
use crate::record::*;
use crate::rule::{Level, ParamId, RuleId};
use crate::world::{Change, World};
use chrono::{DateTime, NaiveDate, Utc};
use desk::Desk;
use std::collections::BTreeMap;

pub(crate) const COORDINATOR: &str = "Priya Nandakumar";

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The level at which a rule fires among findings.
pub(crate) fn level(findings: &[Finding], rule: RuleId) -> Option<Level> {
    findings.iter().filter(|f| f.rule == rule).map(|f| f.level).max()
}

pub(crate) fn rules(findings: &[Finding]) -> Vec<RuleId> {
    let mut rules: Vec<_> = findings.iter().map(|f| f.rule).collect();
    rules.sort();
    rules.dedup();
    rules
}

/// A child with everything in order: thirteen, looked after, at home with a carer, card answered, asked.
pub(crate) fn child(desk: &mut Desk, first: &str) -> ChildId {
    // Brothers and sisters have birthdays of their own.
    let born = day("2013-05-09") + chrono::Duration::days(i64::try_from(first.len()).unwrap());
    let mut details = ChildDetails::new(Name::new(first, "Haddad"), born, "Northshire");
    let asked = Said::new("Sal Moss", day("2026-01-20"));
    details.view = ChildView::Wants(asked.clone());
    details.photos = PhotoStatus::NotAllowed;
    let visitor_gender = Some("no preference".to_owned());
    details.wishes = Wishes { asked: Some(asked.clone()), visitor_gender, ..Wishes::default() };
    details.risk = Some(RiskAnswer {
        said: asked,
        headline: "none known".to_owned(),
        controls: None,
        home_only: false,
        no_match: false,
    });
    let mut home =
        NewPlacement::new(day("2025-01-10"), PlacementKind::Foster, "Jo Barker", day("2025-01-12"));
    home.confirmed = Some(Said::new("Jo Barker", day("2026-10-20")));
    let made = desk.done(Command::AddChild { details: Box::new(details), placement: Some(Box::new(home)) });
    let Subject::Child(id) = made.subject else { panic!("no child") };
    desk.done(Command::AnswerCard {
        child: id,
        answers: CardQuestion::ALL.iter().map(|(q, _)| (*q, "none".to_owned())).collect(),
        source: "Jo Barker".to_owned(),
        on: day("2026-10-20"),
        all_confirmed: true,
    });
    id
}

/// A visitor with everything in order but approval.
pub(crate) fn applicant(desk: &mut Desk, first: &str) -> VisitorId {
    let details = VisitorDetails {
        name: Name::new(first, "Okafor"),
        born: Some(day("1980-03-01")),
        named_worker: Some("Priya".to_owned()),
        identity: Some(Said::new("Priya", day("2026-01-20"))),
        interview: Some(Said::new("Priya", day("2026-01-25"))),
        agreement: Some(Said::new("Priya", day("2026-02-10"))),
        declaration: Some(Declaration {
            said: Said::new("Priya", day("2026-01-25")),
            connected: false,
            details: None,
            household: None,
        }),
        references: vec![referee("Ann Lee", "work"), referee("Bo Grant", "choir")],
        pack: Some(Pack { version: "3".to_owned(), on: day("2026-02-10") }),
        ..VisitorDetails::default()
    };
    let on = day("2026-01-10");
    let made =
        desk.done(Command::AddVisitor { details: Box::new(details), stage: Stage::Enquiry, on, by: None });
    let Subject::Visitor(visitor) = made.subject else { panic!("no visitor") };
    let modules = Module::CORE.to_vec();
    desk.done(Command::RecordTraining { visitor, modules, on: day("2026-02-01"), expires: None, note: None });
    desk.done(Command::RecordDbs { visitor, check: Box::new(certificate("001", "2026-02-03")) });
    visitor
}

/// A reference that counts.
pub(crate) fn referee(name: &str, context: &str) -> PersonalReference {
    PersonalReference {
        name: name.to_owned(),
        context: context.to_owned(),
        years_known: Some(4),
        relative: false,
        requested: Some(day("2026-01-26")),
        received: Some(day("2026-02-02")),
        satisfactory: Some(true),
    }
}

/// Driving documents that were seen on a day, and hold for a year.
pub(crate) fn documents(on: NaiveDate) -> DriverDocuments {
    DriverDocuments {
        said: Said::new("Priya", on),
        licence: true,
        insurer_told: true,
        evidence: Some("letter of 3 January".to_owned()),
        insured_until: Some(day("2027-12-31")),
        mot_until: Some(day("2027-12-31")),
        tax_until: Some(day("2027-12-31")),
    }
}

/// A proposal of these two in which everybody has said yes, past every rule.
pub(crate) fn agreed(desk: &mut Desk, child: ChildId, visitor: VisitorId) -> ProposalId {
    let said = || Said::new(COORDINATOR, day("2026-03-20"));
    let yes = || Answer { said: said(), yes: true, note: None };
    // As if it had been made in the child's own change.
    let mut id = child.0;
    id[5] = 200;
    let id = ProposalId(id);
    let proposal = Proposal {
        id,
        number: 900 + u32::from(child.0[4]),
        child,
        visitor,
        referral: None,
        proposed: said(),
        rationale: Some("Both like football.".to_owned()),
        visitor_answer: Some(yes()),
        child_answer: Some(ChildAnswer { answer: yes(), profile_shown: true, choice_of: 2 }),
        worker_answer: Some(yes()),
        briefings: vec![Briefing {
            version: 1,
            said: said(),
            shared: vec![Shared::FirstFacts, Shared::Card],
        }],
        joint: vec![JointVisit {
            on: day("2026-03-28"),
            held: Some(JointOutcome {
                took_place: true,
                present: vec![Party::Carer],
                child_yes: Some(true),
                visitor_yes: Some(true),
                note: None,
            }),
        }],
        closed: None,
    };
    desk.put(proposal);
    id
}

/// A match of these two, in order.
pub(crate) fn begun(desk: &mut Desk, child: ChildId, visitor: VisitorId, on: &str) -> MatchId {
    agreed(desk, child, visitor);
    let Subject::Match(id) = desk.done(start(child, visitor, on)).subject else { panic!("no match") };
    id
}

pub(crate) fn certificate(number: &str, issued: &str) -> DbsCheck {
    DbsCheck {
        workforce: None,
        certificate: number.to_owned(),
        issued: day(issued),
        level: DbsLevel::Enhanced,
        eligibility: None,
        seen: Some(Said::new("Priya", day(issued))),
        accepted: true,
        update_service: UpdateService::NotRecorded,
        checks: Vec::new(),
    }
}

/// The step that approves.
pub(crate) fn approve(visitor: VisitorId, on: &str) -> Command {
    let by = Some("panel".to_owned());
    Command::MoveStage { visitor, to: Stage::Approved, on: day(on), by, note: None, conditions: Vec::new() }
}

/// A visitor approved on 10 March 2026.
pub(crate) fn visitor(desk: &mut Desk, first: &str) -> VisitorId {
    let id = applicant(desk, first);
    desk.done(approve(id, "2026-03-10"));
    id
}

pub(crate) fn start(child: ChildId, visitor: VisitorId, on: &str) -> Command {
    Command::StartMatch { child, visitor, on: day(on), rationale: Some("Both like football.".to_owned()) }
}

/// A match in order, begun on 1 April 2026.
pub(crate) struct Pair {
    pub child: ChildId,
    pub visitor: VisitorId,
    pub id: MatchId,
}

pub(crate) fn pair(desk: &mut Desk) -> Pair {
    let (child, visitor) = (child(desk, "Leila"), visitor(desk, "Tobias"));
    let id = begun(desk, child, visitor, "2026-04-01");
    // The child has decided that it goes on.
    desk.match_(id, |m| m.trial = Some(TrialDecision { on: day("2026-06-20"), goes_on: true, words: None }));
    Pair { child, visitor, id }
}

pub(crate) fn referral(desk: &mut Desk, child: ChildId, received: &str) -> ReferralId {
    desk.done(receive(child, received));
    desk.world.open_referral_of_child(child).unwrap().id
}

pub(crate) fn receive(child: ChildId, received: &str) -> Command {
    let referral = NewReferral {
        views: None,
        received: day(received),
        how: None,
        referrer: Professional::named("Sal Moss"),
        grounds: vec![Ground::LittleContact],
        child_agrees: Some(true),
        acknowledged: None,
    };
    Command::ReceiveReferral { child, referral: Box::new(referral) }
}

pub(crate) fn plan(match_id: MatchId, on: &str) -> Command {
    Command::PlanVisit { match_id, plan: Box::new(VisitPlan::on(day(on), None)) }
}

pub(crate) fn planned(desk: &mut Desk, match_id: MatchId, on: &str) -> VisitId {
    let Subject::Visit(id) = desk.done(plan(match_id, on)).subject else { panic!("no visit") };
    id
}

/// A report on a visit that took place, with nothing remarkable in it.
pub(crate) fn report(match_id: MatchId, on: &str) -> NewReport {
    NewReport {
        match_id,
        visit: None,
        date: day(on),
        received: day("2026-11-22"),
        happened: Happened::Yes,
        minutes: Some(180),
        activity: "Bowling".to_owned(),
        chosen_by: Some(ChosenBy::Child),
        child_words: "Best one yet".to_owned(),
        visitor_view: "A good day.".to_owned(),
        concern: None,
        next: None,
        expenses: None,
        support_wanted: None,
        looked_at: false,
    }
}

pub(crate) fn file(report: NewReport) -> Command {
    Command::FileVisitReport { report: Box::new(report) }
}
