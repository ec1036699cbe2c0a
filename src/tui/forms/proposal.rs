//! A proposal, from the idea to the joint visit: what was said, by whom, and the next step.

use super::fields::{day, done_on, line, long, opt, past, said_yes, some_of, ticked, yes_no};
use super::matching::{child_rows, visitor_rows};
use super::{Amiss, Ground, gone};
use crate::engine::field::{Field, Values};
use crate::keys::Task;
use domain::command::Command;
use domain::entry::date::Direction;
use domain::id::ProposalId;
use domain::record::{Party, Shared, Subject};

const PRESENT: &[(Party, &str)] =
    &[(Party::Carer, "carer"), (Party::SocialWorker, "social worker"), (Party::Scheme, "co-ordinator")];

pub(super) fn fields(task: Task, subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    match task {
        Task::Propose => propose_fields(subject, g),
        Task::AskVisitor => vec![
            yes_no("yes", "The visitor says").required(),
            line("note", "In a few words").hint("factual and neutral"),
            done_on("on", "Talked over on", g),
        ],
        Task::AskChild => vec![
            yes_no("yes", "The child says").required(),
            yes_no("profile_shown", "Profile shown?").required(),
            line("choice_of", "Choice between").hint("how many visitors").width(6).initial("1").check(
                |text, _| match text.parse::<u8>() {
                    Ok(n) if n > 0 => Ok(crate::engine::field::Echo::none()),
                    _ => Err("Type between how many visitors the child could choose, such as 2.".to_owned()),
                },
            ),
            long("note", "In own words").rows(2),
            done_on("on", "Talked over on", g),
        ],
        Task::AskWorker => vec![
            yes_no("yes", "The social worker agrees").required(),
            line("note", "In a few words"),
            done_on("on", "Informed on", g),
        ],
        Task::Brief => brief_fields(subject, g),
        Task::BookJoint => vec![day("on", "Joint visit on", g, Direction::Future).required()],
        Task::HoldJoint => joint_fields(subject, g),
        _ => vec![
            line("note", "In a few words").hint("neutral: no fault is recorded"),
            done_on("on", "Closed on", g),
        ],
    }
}

fn propose_fields(subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    let mut fields = Vec::new();
    let child = match subject {
        Some(Subject::Child(id)) => Some(id),
        _ => None,
    };
    if child.is_none() {
        let pick = Field::pick("child", "Child", child_rows(g));
        fields.push(pick.required().hint("type any part of the name"));
    }
    if !matches!(subject, Some(Subject::Visitor(_))) {
        let pick = Field::pick("visitor", "Visitor", visitor_rows(g, child));
        fields.push(pick.required().hint("type any part of the name"));
    }
    fields.push(line("rationale", "Why these two").hint("the child's wishes and the referral"));
    fields.push(done_on("on", "Proposed on", g));
    fields
}

/// What is asked once for several proposals out of the whole list: each has its child and its visitor already.
#[must_use]
pub fn propose_together(g: Ground<'_>) -> Vec<Field> {
    vec![
        line("rationale", "Why these").hint("blank: for each pair, the wishes that agree"),
        done_on("on", "Proposed on", g),
    ]
}

/// Before both have said yes, only first facts and wishes are offered as ticked.
fn brief_fields(subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    let both = id_of(subject).ok().and_then(|id| g.world.proposal(id)).is_some_and(|p| {
        p.visitor_answer.as_ref().is_some_and(|a| a.yes)
            && p.child_answer.as_ref().is_some_and(|a| a.answer.yes)
    });
    let mut shared = some_of("shared", "What was shared", Shared::ALL).required();
    let ticked: &[&str] = if both { &["0", "1", "2", "3", "4"] } else { &["0", "1"] };
    for key in ticked {
        shared = shared.initial(key);
    }
    vec![shared, done_on("on", "Briefed on", g)]
}

fn joint_fields(subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    let booked =
        id_of(subject).ok().and_then(|id| g.world.proposal(id)).and_then(|p| p.booked().map(|j| j.on));
    let on = booked.filter(|on| *on <= g.today).unwrap_or(g.today);
    let took_place = |v: &Values| v.text("took_place") == "yes";
    vec![
        day("on", "On", g, Direction::Past).required().initial(&domain::calendar::words::numeric(on)),
        yes_no("took_place", "Took place?").required().initial("yes"),
        some_of("present", "Also there", PRESENT).visible(took_place),
        yes_no("child_yes", "Child wants to go on?").visible(took_place).hint("blank if not said yet"),
        yes_no("visitor_yes", "Visitor wants to go on?").visible(took_place).hint("blank if not said yet"),
        line("note", "In a few words"),
    ]
}

fn id_of(subject: Option<Subject>) -> Result<ProposalId, Amiss> {
    match subject {
        Some(Subject::Proposal(id)) => Ok(id),
        _ => Err(gone("on")),
    }
}

pub(super) fn command(
    task: Task,
    subject: Option<Subject>,
    v: &Values,
    g: Ground<'_>,
) -> Result<Command, Amiss> {
    if task == Task::Propose {
        let (child, visitor) = super::matching::both(subject, v, g)?;
        return Ok(Command::ProposeMatch {
            child,
            visitor,
            on: past(v, "on", g)?,
            rationale: opt(v, "rationale"),
        });
    }
    let proposal = id_of(subject)?;
    let yes = said_yes(v, "yes") == Some(true);
    Ok(match task {
        Task::AskVisitor => {
            Command::DiscussWithVisitor { proposal, on: past(v, "on", g)?, yes, note: opt(v, "note") }
        }
        Task::AskChild => Command::DiscussWithChild {
            proposal,
            on: past(v, "on", g)?,
            yes,
            profile_shown: said_yes(v, "profile_shown") == Some(true),
            choice_of: v.text("choice_of").parse().unwrap_or(1),
            note: opt(v, "note"),
        },
        Task::AskWorker => {
            Command::HearSocialWorker { proposal, on: past(v, "on", g)?, yes, note: opt(v, "note") }
        }
        Task::Brief => Command::IssueBriefing {
            proposal,
            on: past(v, "on", g)?,
            shared: ticked(v, "shared", Shared::ALL),
        },
        Task::BookJoint => {
            Command::BookJointVisit { proposal, on: super::fields::a_day(v, "on", g, Direction::Future)? }
        }
        Task::HoldJoint => {
            let took_place = said_yes(v, "took_place") == Some(true);
            Command::HoldJointVisit {
                proposal,
                on: past(v, "on", g)?,
                took_place,
                present: ticked(v, "present", PRESENT),
                child_yes: said_yes(v, "child_yes").filter(|_| took_place),
                visitor_yes: said_yes(v, "visitor_yes").filter(|_| took_place),
                note: opt(v, "note"),
            }
        }
        _ => Command::CloseProposal { proposal, on: past(v, "on", g)?, note: opt(v, "note") },
    })
}

/// The form of the next step of a proposal: what to do when nothing else is asked for.
#[must_use]
pub fn next_step(p: &domain::record::Proposal, today: chrono::NaiveDate) -> Task {
    use domain::record::ProposalState as S;
    match p.state() {
        S::Proposed if p.visitor_answer.is_none() => Task::AskVisitor,
        S::Proposed => Task::AskChild,
        S::BothAsked => Task::AskWorker,
        S::Agreed => Task::Brief,
        S::Briefed if p.met().is_some() => Task::HoldJoint,
        S::Briefed => Task::BookJoint,
        S::JointBooked if p.booked().is_some_and(|j| j.on > today) => Task::BookJoint,
        S::JointBooked => Task::HoldJoint,
        S::BothYes if p.worker_answer.is_none() => Task::AskWorker,
        S::BothYes => Task::StartMatch,
        S::NotToBe | S::Matched => Task::CloseProposal,
    }
}
