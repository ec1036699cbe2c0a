//! Concerns: raised, passed on, settled, closed.

use super::fields::{done_on, known_by, line, long, opt, past, said_yes, time_line, yes_no};
use super::{Amiss, Ground, gone};
use crate::engine::field::{Field, PickRow, Values};
use crate::keys::Task;
use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::{local, to_utc, words};
use domain::command::{Command, NewConcern};
use domain::entry::time;
use domain::id::{ChildId, MatchId, Reference};
use domain::record::Subject;

pub(super) fn fields(task: Task, subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    let now = words::time(local(g.now).time());
    match task {
        Task::RaiseConcern => {
            let mut fields = Vec::new();
            if child_of(subject, g).is_none() {
                let rows = g.world.children().map(|c| PickRow {
                    key: c.reference().to_string(),
                    label: g.names.child_full(c),
                    detail: c.reference().to_string(),
                    find: known_by(&c.name),
                });
                fields.push(
                    Field::pick("child", "Child", rows.collect())
                        .required()
                        .hint("type any part of the name"),
                );
            }
            fields.extend([
                yes_no("danger", "Is anybody in danger now?")
                    .required()
                    .help("If yes, call 999 or the duty team first. The record can wait."),
                long("concern", "What was seen or said, in the words used").required().rows(4),
                line("raised_by", "Raised by").hint("blank for yourself"),
                done_on("learned", "You learned of it on", g),
                time_line("time", "At").required().initial(&now),
            ]);
            fields
        }
        Task::PassOnConcern => vec![
            Field::choice(
                "to",
                "Passed to",
                [
                    ("social worker", "social worker"),
                    ("front door", "front door (MASH)"),
                    ("emergency duty team", "emergency duty team"),
                    ("police", "police"),
                ],
            )
            .required(),
            line("name", "Who took it").required(),
            line("reference", "Their reference"),
            done_on("at", "On", g),
            time_line("time", "At").required().initial(&now),
        ],
        Task::SettleConcern => {
            vec![long("reason", "Why it is not one, and who was asked").required().rows(3)]
        }
        _ => vec![long("reason", "What came of it").required().rows(3)],
    }
}

fn child_of(subject: Option<Subject>, g: Ground<'_>) -> Option<ChildId> {
    match subject? {
        Subject::Child(id) => Some(id),
        Subject::Visit(id) => g.world.visit(id).map(|(m, _)| m.child),
        Subject::Match(id) => g.world.match_(id).map(|m| m.child),
        _ => None,
    }
}

/// The match that a concern belongs to: the one that it was raised on; otherwise the one alive on the day on which it was
/// learned of, or else the last before it.
fn match_of(subject: Option<Subject>, child: ChildId, day: NaiveDate, g: Ground<'_>) -> Option<MatchId> {
    match subject {
        Some(Subject::Visit(id)) => g.world.visit(id).map(|(m, _)| m.id),
        Some(Subject::Match(id)) => Some(id),
        _ => g.world.match_of_child_on(child, day).map(|m| m.id),
    }
}

/// Day and time of the place, as an instant.
pub(super) fn instant(v: &Values, day: &'static str, g: Ground<'_>) -> Result<DateTime<Utc>, Amiss> {
    let day = past(v, day, g)?;
    let at = time::parse(v.text("time")).map_err(|e| ("time", e.to_string()))?;
    Ok(to_utc(day.and_time(at)))
}

pub(super) fn command(
    task: Task,
    subject: Option<Subject>,
    v: &Values,
    g: Ground<'_>,
) -> Result<Command, Amiss> {
    if task == Task::RaiseConcern {
        let child = match child_of(subject, g) {
            Some(child) => child,
            None => match Reference::parse(v.text("child")).and_then(|r| g.world.find(r)) {
                Some(Subject::Child(id)) => id,
                _ => {
                    return Err((
                        "child",
                        "Choose the child: type any part of the name, then Enter.".to_owned(),
                    ));
                }
            },
        };
        let visit = match subject {
            Some(Subject::Visit(id)) => Some(id),
            _ => None,
        };
        let concern = NewConcern {
            child,
            match_id: match_of(subject, child, past(v, "learned", g)?, g),
            visit,
            learned: instant(v, "learned", g)?,
            raised_by: v.text("raised_by").to_owned(),
            danger_now: said_yes(v, "danger") == Some(true),
            what: v.text("concern").to_owned(),
        };
        return Ok(Command::RaiseConcern { concern: Box::new(concern) });
    }
    let Some(Subject::Concern(concern)) = subject else { return Err(gone("reason")) };
    Ok(match task {
        Task::PassOnConcern => Command::PassOnConcern {
            concern,
            at: instant(v, "at", g)?,
            to: v.text("to").to_owned(),
            name: v.text("name").to_owned(),
            reference: opt(v, "reference"),
        },
        Task::SettleConcern => Command::SettleConcern { concern, reason: v.text("reason").to_owned() },
        _ => Command::CloseConcern { concern, reason: v.text("reason").to_owned() },
    })
}
