//! What changes around a child: the social worker, what a move means, the review of the case, what is still missing.

use super::child::{home_chosen, home_field};
use super::fields::{
    as_on_record, day, done_on, email_line, line, must_choose, one_of, opt, opt_day, past, phone_line,
    said_yes, worker_line, yes_no,
};
use super::{Amiss, Ground, gone};
use crate::engine::field::{Field, Values};
use crate::keys::Task;
use domain::command::Command;
use domain::entry::date::Direction;
use domain::judge;
use domain::record::{Child, Distance, Professional, Referral, Subject};

fn child_of<'a>(subject: Option<Subject>, g: Ground<'a>) -> Option<&'a Child> {
    match subject {
        Some(Subject::Child(id)) => g.world.child(id),
        Some(Subject::Referral(id)) => g.world.referral(id).and_then(|r| g.world.child(r.child)),
        _ => None,
    }
}

fn referral_of<'a>(subject: Option<Subject>, g: Ground<'a>) -> Option<&'a Referral> {
    match subject {
        Some(Subject::Referral(id)) => g.world.referral(id),
        _ => None,
    }
}

pub(super) fn fields(task: Task, subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    match task {
        Task::ChangeWorker => vec![
            worker_line("name", "Social worker now", g).required(),
            line("team", "Team").hint("blank: as on record"),
            phone_line("phone", "Telephone"),
            email_line("email", "E-mail"),
            done_on("on", "Since", g),
        ],
        Task::CheckPlacement => {
            home_field(child_of(subject, g), g, |p| p.independence.is_some() && p.distance.is_some())
                .into_iter()
                .chain([
                    yes_no("independent", "Independent of it?")
                        .help("Neither the visitor nor anybody at home works for this home or its provider."),
                    one_of("distance", "How far it is", Distance::ALL),
                    done_on("on", "Looked at on", g),
                ])
                .collect()
        }
        Task::CaseReview => vec![
            done_on("on", "Held on", g),
            yes_no("considered", "Visitor considered?").hint("blank while nobody has said"),
            day("next", "Next one", g, Direction::Future),
        ],
        _ => {
            let missing = child_of(subject, g).map(missing_words).unwrap_or_default();
            let mut what = line("what", "What was asked for").required();
            if !missing.is_empty() {
                let worker = child_of(subject, g).and_then(|c| c.social_worker.as_ref());
                let of = worker.map(|w| format!(" of {}", w.name)).unwrap_or_default();
                what = what.initial(&format!("{missing}{of}"));
            }
            vec![what, done_on("on", "Asked on", g)]
        }
    }
}

/// What a referral still lacks before a match (5.2): the card, the risk answer.
#[must_use]
pub fn missing_words(child: &Child) -> String {
    let mut missing: Vec<&str> = judge::unanswered_words(child);
    if child.risk.is_none() {
        missing.push("risk answer");
    }
    missing.join(", ")
}

pub(super) fn command(
    task: Task,
    subject: Option<Subject>,
    v: &Values,
    g: Ground<'_>,
) -> Result<Command, Amiss> {
    if task == Task::ChaseInfo {
        let referral = referral_of(subject, g).ok_or_else(|| gone("on"))?.id;
        return Ok(Command::ChaseInformation {
            referral,
            on: past(v, "on", g)?,
            what: v.text("what").to_owned(),
        });
    }
    let child = child_of(subject, g).ok_or_else(|| gone("on"))?.id;
    Ok(match task {
        Task::ChangeWorker => Command::ChangeSocialWorker {
            child,
            worker: Box::new(as_on_record(
                g,
                Professional {
                    name: v.text("name").to_owned(),
                    team: opt(v, "team"),
                    phone: opt(v, "phone"),
                    email: opt(v, "email"),
                    since: None,
                },
            )),
            on: past(v, "on", g)?,
        },
        Task::CheckPlacement => Command::CheckPlacement {
            child,
            on: past(v, "on", g)?,
            independent: said_yes(v, "independent"),
            distance: match v.text("distance") {
                "" => None,
                _ => Some(must_choose(v, "distance", Distance::ALL)?),
            },
            home: home_chosen(v, g),
        },
        _ => Command::HoldCaseReview {
            child,
            on: past(v, "on", g)?,
            considered: said_yes(v, "considered"),
            next: opt_day(v, "next", g, Direction::Future)?,
        },
    })
}
