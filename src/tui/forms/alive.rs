//! A match that lives: the child's decision, sanctions talked over, meetings about the child, contact details,
//! feedback, and what closes an ending.

use super::fields::{
    day, done_on, line, long, must_choose, opt, past, pick_of, said_yes, some_of, ticked, yes_no,
};
use super::{Amiss, Ground, gone};
use crate::engine::field::{Field, Values};
use crate::keys::Task;
use domain::command::Command;
use domain::entry::date::Direction;
use domain::record::{ClosingStep, Match, Party, Subject};

/// What can be recorded of the visitor's contact details.
const CONTACT: &[(Contact, &str)] = &[
    (Contact::Agrees(Party::Scheme), "co-ordinator agrees"),
    (Contact::Agrees(Party::SocialWorker), "social worker agrees"),
    (Contact::Agrees(Party::Visitor), "visitor agrees"),
    (Contact::Released, "given to the child"),
    (Contact::Withdrawn, "withdrawn"),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Contact {
    Agrees(Party),
    Released,
    Withdrawn,
}

fn match_of<'a>(subject: Option<Subject>, g: Ground<'a>) -> Option<&'a Match> {
    match subject {
        Some(Subject::Match(id)) => g.world.match_(id),
        _ => None,
    }
}

pub(super) fn fields(task: Task, subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    match task {
        Task::DecideTrial => vec![
            yes_no("goes_on", "The child wants to go on?").required(),
            long("words", "In own words").rows(2),
            done_on("on", "Decided on", g),
        ],
        Task::SanctionTalk => vec![
            line("with", "Talked over with").required().hint("the social worker, and the carer's own"),
            line("note", "What was said"),
            done_on("on", "On", g),
        ],
        Task::CaseMeeting => vec![
            day("on", "Meeting on", g, Direction::Nearest).required(),
            line("what", "Which meeting").required().initial("review of the child's case"),
            yes_no("child_wants", "Child wants the visitor?").hint("blank while nobody has asked"),
            yes_no("attends", "Visitor comes, or came?").hint("blank while it is open"),
        ],
        Task::ContactDetails => {
            let withdrawn_only = |v: &Values| v.text("what") != "3";
            vec![
                pick_of("what", "What", CONTACT).required().initial(&next_contact(match_of(subject, g))),
                line("by", "By name").required().visible(withdrawn_only),
                done_on("on", "On", g),
            ]
        }
        Task::GiveFeedback => vec![done_on("on", "Told on", g)],
        _ => {
            let left: Vec<usize> = match_of(subject, g)
                .and_then(|m| m.ended.as_ref())
                .map(|e| e.outstanding())
                .unwrap_or_default()
                .iter()
                .filter_map(|step| ClosingStep::ALL.iter().position(|(s, _)| s == step))
                .collect();
            let mut steps = some_of("steps", "Done", ClosingStep::ALL).required();
            if let [only] = left.as_slice() {
                steps = steps.initial(&only.to_string());
            }
            vec![steps, line("note", "In a few words"), done_on("on", "On", g)]
        }
    }
}

/// The agreement that is missing next, or the release when all three are there.
fn next_contact(m: Option<&Match>) -> String {
    let Some(m) = m else { return "0".to_owned() };
    let missing = [&m.contact.coordinator, &m.contact.social_worker, &m.contact.visitor];
    missing.iter().position(|said| said.is_none()).unwrap_or(3).to_string()
}

pub(super) fn command(
    task: Task,
    subject: Option<Subject>,
    v: &Values,
    g: Ground<'_>,
) -> Result<Command, Amiss> {
    if let (Task::SanctionTalk, Some(Subject::Visit(visit))) = (task, subject) {
        return Ok(Command::TalkOverSanction {
            visit,
            on: past(v, "on", g)?,
            with: v.text("with").to_owned(),
            note: opt(v, "note"),
        });
    }
    let match_id = match_of(subject, g).ok_or_else(|| gone("on"))?.id;
    Ok(match task {
        Task::DecideTrial => Command::DecideTrial {
            match_id,
            on: past(v, "on", g)?,
            goes_on: said_yes(v, "goes_on") == Some(true),
            words: opt(v, "words"),
        },
        Task::CaseMeeting => Command::RecordMeetingAboutChild {
            match_id,
            on: super::fields::a_day(v, "on", g, Direction::Nearest)?,
            what: v.text("what").to_owned(),
            child_wants: said_yes(v, "child_wants"),
            attends: said_yes(v, "attends"),
        },
        Task::ContactDetails => {
            let (on, by) = (past(v, "on", g)?, v.text("by").to_owned());
            match must_choose(v, "what", CONTACT)? {
                Contact::Agrees(who) => Command::AgreeContact { match_id, who, by, on },
                Contact::Released => Command::ReleaseContact { match_id, on },
                Contact::Withdrawn => Command::WithdrawContact { match_id, by, on },
            }
        }
        Task::GiveFeedback => {
            let last = g.world.reviews_of_match(match_id).into_iter().rev().find(|r| r.formal);
            let review = last.map(|r| r.id).ok_or_else(|| gone("on"))?;
            Command::GiveFeedback { review, on: past(v, "on", g)? }
        }
        _ => Command::TakeClosingStep {
            match_id,
            steps: ticked(v, "steps", ClosingStep::ALL),
            on: past(v, "on", g)?,
            note: opt(v, "note"),
        },
    })
}
