//! A proposal, from the idea to the day both say yes (5.2; R44 to R46, R88). What was said is a fact and is never
//! refused; bringing the two together is a forward step and is judged.

use super::releases::handed_out;
use super::tidy::is_blank;
use super::{Draft, Outcome};
use crate::finding::Finding;
use crate::id::{ChildId, Prefix, ProposalId, VisitorId};
use crate::judge;
use crate::record::{
    Answer, Basis, Briefing, ChildAnswer, JointOutcome, JointVisit, Party, Proposal, ProposalClosed, Reader,
    Released, Said, Shared, Subject, Thing,
};
use crate::rule::{Level, RuleId};
use chrono::NaiveDate;

pub(super) fn propose(
    d: &mut Draft<'_>,
    child: ChildId,
    visitor: VisitorId,
    on: NaiveDate,
    rationale: Option<&str>,
) -> Outcome {
    let (c, v) = (d.child(child)?, d.visitor(visitor)?);
    let subject = Subject::Child(child);
    d.not_ahead(subject, "on", on);
    d.judge_step(on, judge::propose(d.world, &c, &v, d.ctx.today));
    let rationale = because(d, subject, rationale, None);
    let proposal = Proposal {
        id: ProposalId(d.fresh()),
        number: d.number(Prefix::Proposal),
        child,
        visitor,
        referral: d.world.open_referral_of_child(child).map(|r| r.id),
        proposed: Said::new(d.ctx.by.clone(), on),
        rationale,
        visitor_answer: None,
        child_answer: None,
        worker_answer: None,
        briefings: Vec::new(),
        joint: Vec::new(),
        closed: None,
    };
    let (id, reference) = (proposal.id, proposal.reference());
    d.put(proposal);
    Ok((format!("Proposal {reference} made."), Subject::Proposal(id)))
}

/// R9: why these two; what was written with the proposal serves when nothing else is.
pub(super) fn because(
    d: &mut Draft<'_>,
    subject: Subject,
    typed: Option<&str>,
    before: Option<&Proposal>,
) -> Option<String> {
    let before = before.and_then(|p| p.rationale.clone());
    if typed.is_none_or(is_blank) && before.is_none() {
        let sentence = "Write why these two: what the child would like, and what the social worker knows.";
        d.find(Finding::new(RuleId::R9, subject, sentence).at("rationale"));
    }
    d.line(subject, "rationale", typed).or(before)
}

/// The proposal, which must still be open, with the day of what is recorded about it.
fn open(d: &mut Draft<'_>, id: ProposalId, on: NaiveDate) -> Result<(Proposal, Subject), Finding> {
    pursued(d, id, on, NaiveDate::MAX)
}

/// The same of one that was still open on the day on which something was said: entered late, it is still a fact.
fn said_of(d: &mut Draft<'_>, id: ProposalId, on: NaiveDate) -> Result<(Proposal, Subject), Finding> {
    pursued(d, id, on, on)
}

fn pursued(
    d: &mut Draft<'_>,
    id: ProposalId,
    on: NaiveDate,
    open_on: NaiveDate,
) -> Result<(Proposal, Subject), Finding> {
    let proposal = d.proposal(id)?;
    let subject = Subject::Proposal(id);
    if proposal.closed.as_ref().is_some_and(|closed| open_on >= closed.on) {
        let state = proposal.state().words();
        let sentence = format!("{} is closed ({state}). Make a new proposal instead.", proposal.reference());
        return Err(Finding::new(RuleId::H3, subject, sentence));
    }
    d.not_before(subject, "on", on, proposal.proposed.on, "the day the proposal was made");
    Ok((proposal, subject))
}

/// A finding about what has happened already: it warns, where it would have refused.
fn said_only(finding: Finding) -> Finding {
    let level = finding.level.min(Level::Warn);
    finding.level(level)
}

fn answer(d: &mut Draft<'_>, subject: Subject, on: NaiveDate, yes: bool, note: Option<&str>) -> Answer {
    d.not_ahead(subject, "on", on);
    Answer { said: Said::new(d.ctx.by.clone(), on), yes, note: d.line(subject, "note", note) }
}

fn done(d: &mut Draft<'_>, proposal: Proposal, what: &str) -> Outcome {
    let (id, reference) = (proposal.id, proposal.reference());
    let no = proposal.is_open() && proposal.anyone_said_no();
    d.put(proposal);
    let next = if no { " Close it: both are as free as before." } else { "" };
    Ok((format!("{reference}: {what}.{next}"), Subject::Proposal(id)))
}

pub(super) fn with_visitor(
    d: &mut Draft<'_>,
    id: ProposalId,
    on: NaiveDate,
    yes: bool,
    note: Option<&str>,
) -> Outcome {
    let (mut proposal, subject) = said_of(d, id, on)?;
    proposal.visitor_answer = Some(answer(d, subject, on, yes, note));
    done(d, proposal, "talked over with the visitor")
}

pub(super) fn with_child(
    d: &mut Draft<'_>,
    id: ProposalId,
    on: NaiveDate,
    (yes, profile_shown, choice_of): (bool, bool, u8),
    note: Option<&str>,
) -> Outcome {
    let (mut proposal, subject) = said_of(d, id, on)?;
    let answer = answer(d, subject, on, yes, note);
    if !profile_shown {
        let sentence =
            "The child was not shown the visitor's profile. Where possible the child sees it, and chooses.";
        d.find(Finding::new(RuleId::R88, subject, sentence).at("profile_shown"));
    }
    proposal.child_answer = Some(ChildAnswer { answer, profile_shown, choice_of });
    done(d, proposal, "talked over with the child")
}

pub(super) fn social_worker(
    d: &mut Draft<'_>,
    id: ProposalId,
    on: NaiveDate,
    yes: bool,
    note: Option<&str>,
) -> Outcome {
    let (mut proposal, subject) = said_of(d, id, on)?;
    proposal.worker_answer = Some(answer(d, subject, on, yes, note));
    done(d, proposal, "social worker informed")
}

pub(super) fn brief(d: &mut Draft<'_>, id: ProposalId, on: NaiveDate, shared: &[Shared]) -> Outcome {
    let (mut proposal, subject) = open(d, id, on)?;
    d.not_ahead(subject, "on", on);
    if shared.is_empty() {
        d.find(Finding::new(RuleId::H1, subject, "Say what was shared with the visitor.").at("shared"));
    }
    let paused = judge::nothing_told(d.world, proposal.visitor, on, subject);
    d.judge_step(on, paused);
    // Before both have said yes, a visitor knows first name, age, interests and wishes only (S2 row 4; matrix row 2).
    let early = proposal.visitor_answer.as_ref().is_none_or(|a| !a.yes)
        || proposal.child_answer.as_ref().is_none_or(|a| !a.answer.yes);
    let beyond = shared.iter().any(|s| !matches!(s, Shared::FirstFacts | Shared::Wishes));
    if early && beyond {
        let sentence = "Until visitor and child both say yes, the visitor hears first name, age, interests and wishes only.";
        d.judge_step(on, [Finding::new(RuleId::R45, subject, sentence).at("shared")]);
    }
    if let Some(child) = d.world.child(proposal.child)
        && crate::status::photos(d.world, child, d.ctx.today) == crate::record::PhotoStatus::NotAsked
    {
        let sentence = "It is not known whether the child may be photographed: the briefing says that no photographs are taken.";
        d.find(Finding::new(RuleId::R13, subject, sentence).level(Level::Warn));
    }
    let version = u16::try_from(proposal.briefings.len()).unwrap_or(u16::MAX).saturating_add(1);
    let mut shared = shared.to_vec();
    shared.sort_unstable();
    shared.dedup();
    let recipient = d.world.visitor(proposal.visitor).map(|v| v.name.full()).unwrap_or_default();
    let thing = Thing { subject: Subject::Child(proposal.child), name: None };
    let mut rows: Vec<u8> = shared.iter().flat_map(|s| rows_of(*s)).copied().collect();
    rows.dedup();
    let things = rows.into_iter().map(|row| Released { row, thing: thing.clone() }).collect();
    let told = (Basis::Matrix, things);
    handed_out(d, subject, Reader::Visitor, (recipient, "briefing before a match"), told);
    proposal.briefings.push(Briefing { version, said: Said::new(d.ctx.by.clone(), on), shared });
    done(d, proposal, "visitor briefed")
}

/// The rows of the matrix that what is shared stands in.
const fn rows_of(shared: Shared) -> &'static [u8] {
    match shared {
        Shared::FirstFacts | Shared::Wishes => &[1],
        Shared::Card => &[5, 6],
        Shared::Risk => &[8],
        Shared::Photos => &[29],
        Shared::Home => &[3],
        Shared::FullName => &[2],
    }
}

pub(super) fn book(d: &mut Draft<'_>, id: ProposalId, on: NaiveDate) -> Outcome {
    let (mut proposal, subject) = open(d, id, on)?;
    if on < d.ctx.today && !d.is_history(on) {
        let sentence = "That day has passed. If they met on it, record the joint visit instead.";
        d.find(Finding::new(RuleId::H2, subject, sentence).at("on"));
    }
    d.judge_step(on, judge::bring_together(d.world, &proposal, on, d.ctx.today));
    proposal.joint.retain(|j| j.held.is_some());
    proposal.joint.push(JointVisit { on, held: None });
    done(d, proposal, "joint visit arranged")
}

pub(super) fn met(d: &mut Draft<'_>, id: ProposalId, on: NaiveDate, outcome: &JointOutcome) -> Outcome {
    let (mut proposal, subject) = open(d, id, on)?;
    d.not_ahead(subject, "on", on);
    // That they met is a fact; what should have come before it is said.
    if outcome.took_place {
        let against = judge::bring_together(d.world, &proposal, on, on);
        d.find_all(against.into_iter().map(said_only));
    }
    let note = d.line(subject, "note", outcome.note.as_deref());
    let mut present: Vec<Party> = outcome.present.clone();
    present.sort_unstable();
    present.dedup();
    // What is said again of the same day takes the place of what was said first.
    proposal.joint.retain(|j| j.held.is_some() && j.on != on);
    proposal.joint.push(JointVisit { on, held: Some(JointOutcome { note, present, ..outcome.clone() }) });
    proposal.joint.sort_by_key(|j| j.on);
    done(d, proposal, if outcome.took_place { "they have met" } else { "the joint visit fell through" })
}

pub(super) fn close(d: &mut Draft<'_>, id: ProposalId, on: NaiveDate, note: Option<&str>) -> Outcome {
    let (mut proposal, subject) = open(d, id, on)?;
    d.not_ahead(subject, "on", on);
    proposal.closed = Some(ProposalClosed { on, matched: None, note: d.line(subject, "note", note) });
    done(d, proposal, "closed; both are as free as before")
}
