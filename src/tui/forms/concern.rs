//! Concerns: raised, passed on, settled, closed.

use super::fields::{
    chosen, day, done_on, key_of, known_by, line, long, one_of, opt, past, said_yes, time_line, yes_no,
};
use super::follow::{abuse_field, opt_instant};
use super::{Amiss, Ground, gone};
use crate::engine::field::{Field, PickRow, Values};
use crate::keys::Task;
use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::{local, to_utc, words};
use domain::command::{Command, ConcernDetails, NewConcern};
use domain::entry::time;
use domain::id::{ChildId, MatchId, Reference};
use domain::record::{Incident, Quoted, ReportField, Subject};

pub(super) fn fields(task: Task, subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    let now = words::time(local(g.now).time());
    match task {
        Task::RaiseConcern | Task::HeardOfVisitor => {
            let about = if task == Task::HeardOfVisitor { Incident::AboutVisitor } else { Incident::Concern };
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
            fields.extend(paragraph_field(g));
            fields.extend([
                yes_no("danger", "Is anybody in danger now?")
                    .required()
                    .help("If yes, call 999 or the duty team first. The record can wait."),
                with_quote(long("concern", "What was seen or said, in the words used").required().rows(4), g),
                line("raised_by", "Raised by").hint("blank for yourself"),
                done_on("learned", "You learned of it on", g),
                time_line("time", "At").required().initial(&now),
                day("heard_on", "They learned of it on", g, domain::entry::date::Direction::Past)
                    .hint("blank if it is not known yet"),
                time_line("heard_at", "At").visible(|v| !v.text("heard_on").is_empty()),
                kind_field(about),
            ]);
            if g.world.policy().get(domain::rule::ParamId::AbuseDuty) == 1 {
                fields.push(abuse_field());
            }
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
            line("with", "Decided with").hint("safeguarding lead or team manager"),
            done_on("at", "On", g),
            time_line("time", "At").required().initial(&now),
        ],
        Task::SettleConcern => {
            vec![
                long("reason", "Why it is not one, and who was asked").required().rows(3),
                line("with", "Decided with").hint("safeguarding lead or team manager"),
            ]
        }
        _ => vec![
            long("reason", "What came of it").required().rows(3),
            line("by", "Closed by (the team manager)").required(),
        ],
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
    instant_of(v, (day, "time"), g)
}

/// The same, of fields by name.
pub(super) fn instant_of(
    v: &Values,
    (day, at): (&'static str, &'static str),
    g: Ground<'_>,
) -> Result<DateTime<Utc>, Amiss> {
    let day = past(v, day, g)?;
    let time = time::parse(v.text(at)).map_err(|e| (at, e.to_string()))?;
    Ok(to_utc(day.and_time(time)))
}

/// Which paragraph of the report it is about: what is chosen is withheld from everybody else, and never all of the report
/// without its having been said.
fn paragraph_field(g: Ground<'_>) -> Option<Field> {
    let visit = g.paragraphs.first()?.visit;
    let (m, _) = g.world.visit(visit)?;
    let people = [Subject::Child(m.child), Subject::Visitor(m.visitor)];
    let part = |field| ReportField::ALL.iter().find(|(f, _)| *f == field).map_or("", |(_, words)| *words);
    let row = |(n, quoted): (usize, &Quoted)| PickRow {
        key: n.to_string(),
        label: g.names.sentence(g.world, &people, &quoted.text),
        detail: part(quoted.field).to_owned(),
        find: String::new(),
    };
    let mut rows: Vec<PickRow> = g.paragraphs.iter().enumerate().map(row).collect();
    rows.push(PickRow {
        key: "all".to_owned(),
        label: "the whole report".to_owned(),
        detail: "all of it is withheld".to_owned(),
        find: String::new(),
    });
    let field = Field::pick("paragraph", "Which paragraph", rows).required();
    Some(field.help("Only what is chosen is withheld from others; the rest of the report stays usable."))
}

/// The paragraph that it is raised from stands there already.
fn with_quote(field: Field, g: Ground<'_>) -> Field {
    match g.quote {
        Some(quote) => field.initial(&quote.text),
        None => field,
    }
}

/// What kind of incident it is.
pub(super) fn kind_field(kind: Incident) -> Field {
    one_of("kind", "What it is about", Incident::ALL).required().initial(&key_of(Incident::ALL, &kind))
}

pub(super) fn command(
    task: Task,
    subject: Option<Subject>,
    v: &Values,
    g: Ground<'_>,
) -> Result<Command, Amiss> {
    if matches!(task, Task::RaiseConcern | Task::HeardOfVisitor) {
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
            match_id: match_of(subject, child, past(v, "learned", g)?, g),
            visit,
            danger_now: said_yes(v, "danger") == Some(true),
            details: ConcernDetails {
                kind: chosen(v, "kind", Incident::ALL).unwrap_or_default(),
                heard: opt_instant(v, ("heard_on", "heard_at"), g)?,
                sexual_abuse: said_yes(v, "abuse"),
                ..ConcernDetails::default()
            },
            quoted: g.quote.into_iter().cloned().collect(),
            ..NewConcern::new(child, instant(v, "learned", g)?, v.text("raised_by"), v.text("concern"))
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
            with: opt(v, "with"),
        },
        Task::SettleConcern => {
            Command::SettleConcern { concern, with: opt(v, "with"), reason: v.text("reason").to_owned() }
        }
        _ => Command::CloseConcern {
            concern,
            by: v.text("by").to_owned(),
            reason: v.text("reason").to_owned(),
        },
    })
}
