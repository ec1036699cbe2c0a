//! What follows a concern: its record completed, the decision, each step, what it means for the match; and what is
//! said of visitors, and the list of words (5.6, R79, R80).

use super::concern::{instant_of, kind_field};
use super::fields::{
    chosen, day, done_on, key_of, line, long, must_choose, one_of, opt, opt_day, past, pick_of, said_yes,
    shown, time_line, yes_no,
};
use super::{Amiss, Ground, gone};
use crate::engine::field::{Field, Values};
use crate::keys::Task;
use chrono::{DateTime, Utc};
use domain::calendar::{local, words};
use domain::command::{Command, ConcernDetails, NewLowLevel};
use domain::entry::date::Direction;
use domain::entry::time;
use domain::id::ConcernId;
use domain::record::{Account, Choice, Concern, ConcernStep, Incident, MatchEffect, Subject};
use domain::rule::ParamId;

/// What may be decided with a key of its own beside `d`: it is not one.
const DECISIONS: &[(Choice, &str)] =
    &[(Choice::PassOn, "pass it on"), (Choice::Advice, "advice sought first")];

pub(super) fn fields(task: Task, subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    let now = words::time(local(g.now).time());
    let concern = concern_of(subject, g);
    let at = |label: &str| time_line("time", label).required().initial(&now);
    match task {
        Task::AmendConcern => account_fields(concern, g),
        Task::DecideConcern => vec![
            one_of("choice", "Decided", DECISIONS).required(),
            line("with", "With whom").hint("safeguarding lead or team manager"),
            line("reason", "Why, or what was advised"),
            done_on("at", "On", g),
            at("At"),
        ],
        Task::ConcernStep => vec![
            pick_of("step", "Which step", ConcernStep::ALL)
                .required()
                .initial(&concern.map(|c| key_of(ConcernStep::ALL, &step_after(c))).unwrap_or_default())
                .hint("type to find, Enter takes it"),
            line("with", "To or with whom"),
            long("note", "What was said")
                .rows(2)
                .hint("needed for what was heard, or why the child is not told"),
            done_on("at", "On", g),
            at("At"),
        ],
        Task::MatchEffect => {
            vec![one_of("effect", "For the match", MatchEffect::ALL).required(), line("note", "Why")]
        }
        Task::LowLevel => vec![
            done_on("on", "It happened on", g),
            long("what", "What it is about, in the words used").required().rows(3),
            line("raised_by", "Raised by").hint("blank for yourself"),
            day("heard_on", "They learned of it on", g, Direction::Past),
            time_line("heard_at", "At"),
            done_on("told", "You were told on", g),
            at("At"),
            line("done", "What was done"),
        ],
        Task::LookAtLowLevel => vec![
            line("by", "Looked at by (the team manager)").required(),
            long("outcome", "What came of it").required().rows(3),
        ],
        _ => vec![
            Field::choice("change", "The word is", [("add", "put on the list"), ("remove", "taken off it")])
                .required()
                .initial("add"),
            line("word", "Word or phrase").required(),
        ],
    }
}

fn concern_of<'a>(subject: Option<Subject>, g: Ground<'a>) -> Option<&'a Concern> {
    match subject {
        Some(Subject::Concern(id)) => g.world.concern(id),
        _ => None,
    }
}

/// The step that comes next, in the order of 5.6.
pub(crate) fn step_after(c: &Concern) -> ConcernStep {
    let open = |step: &ConcernStep| c.step(*step).is_none();
    let mut steps = Vec::new();
    if c.danger_uncalled() {
        steps.push(ConcernStep::Called);
    }
    if c.kind == Incident::Missing {
        steps.extend([
            ConcernStep::CarerTold,
            ConcernStep::DutyTeamTold,
            ConcernStep::Found,
            ConcernStep::IroTold,
        ]);
    }
    if c.kind == Incident::AboutWorker {
        steps.push(ConcernStep::LadoTold);
    }
    if c.kind == Incident::AboutVisitor {
        steps.push(ConcernStep::ManagerTold);
    }
    if c.passed.is_some() {
        steps.extend([
            ConcernStep::Written,
            ConcernStep::VisitorTold,
            ConcernStep::FeedbackSought,
            ConcernStep::FeedbackReceived,
        ]);
    }
    steps.push(ConcernStep::Debriefed);
    // Who speaks to the visitor about what is said of them is the team manager's to decide (R73).
    let to_visitor = |step: &ConcernStep| matches!(step, ConcernStep::VisitorTold | ConcernStep::Debriefed);
    steps.retain(|step| c.kind != Incident::AboutVisitor || !to_visitor(step));
    steps.into_iter().find(open).unwrap_or(ConcernStep::ChildTold)
}

fn with(field: Field, value: &str) -> Field {
    if value.is_empty() { field } else { field.initial(value) }
}

/// The record in full (R80), with what is known filled in.
fn account_fields(concern: Option<&Concern>, g: Ground<'_>) -> Vec<Field> {
    let a = concern.map(|c| c.account.clone()).unwrap_or_default();
    let heard = concern.and_then(|c| c.heard).map(local);
    let text = |known: Option<String>| known.unwrap_or_default();
    let mut fields = vec![
        kind_field(concern.map(|c| c.kind).unwrap_or_default()),
        with(day("heard_on", "First known on", g, Direction::Past), &shown(heard.map(|at| at.date()))),
        with(time_line("heard_at", "At"), &heard.map(|at| words::time(at.time())).unwrap_or_default()),
        with(day("happened", "It happened on", g, Direction::Past), &shown(a.on)),
        with(time_line("happened_at", "At"), &a.at.map(words::time).unwrap_or_default()),
        with(line("place", "Where"), &text(a.place)),
        with(line("whose", "By whom it was said or done"), &text(a.by_whom)),
        with(line("witnesses", "Who else was there").hint("none is an answer"), &text(a.witnesses)),
        with(
            long("child_words", "The child's own words").rows(2).hint("none is an answer"),
            &text(a.child_words),
        ),
        with(long("opinion", "Opinion, marked as opinion").rows(2), &text(a.opinion)),
        with(line("injuries", "Injuries: none, or where").hint("in words"), &text(a.injuries)),
        with(line("action", "What was done at once"), &text(a.action)),
    ];
    if g.world.policy().get(ParamId::AbuseDuty) == 1 {
        let known = match concern.and_then(|c| c.sexual_abuse) {
            Some(true) => "yes",
            Some(false) => "no",
            None => "",
        };
        fields.push(with(abuse_field(), known));
    }
    fields
}

/// R80b, asked only where the scheme has turned the duty on.
pub(super) fn abuse_field() -> Field {
    yes_no("abuse", "Is it about sexual abuse, told of or seen?")
        .help("If yes, it is reported to police or local authority as soon as can be (R80b).")
}

/// A day and a time that may both be missing.
pub(super) fn opt_instant(
    v: &Values,
    (day, at): (&'static str, &'static str),
    g: Ground<'_>,
) -> Result<Option<DateTime<Utc>>, Amiss> {
    let Some(on) = opt_day(v, day, g, Direction::Past)? else { return Ok(None) };
    if v.text(at).trim().is_empty() {
        return Err((at, "Type the time as well: the clock counts in minutes.".to_owned()));
    }
    let at = time::parse(v.text(at)).map_err(|e| (at, e.to_string()))?;
    Ok(Some(domain::calendar::to_utc(on.and_time(at))))
}

fn details(concern: &Concern, v: &Values, g: Ground<'_>) -> Result<ConcernDetails, Amiss> {
    let at = match v.text("happened_at").trim() {
        "" => None,
        typed => Some(time::parse(typed).map_err(|e| ("happened_at", e.to_string()))?),
    };
    Ok(ConcernDetails {
        kind: chosen(v, "kind", Incident::ALL).unwrap_or_default(),
        heard: opt_instant(v, ("heard_on", "heard_at"), g)?,
        account: Account {
            on: opt_day(v, "happened", g, Direction::Past)?,
            at,
            place: opt(v, "place"),
            by_whom: opt(v, "whose"),
            witnesses: opt(v, "witnesses"),
            child_words: opt(v, "child_words"),
            opinion: opt(v, "opinion"),
            injuries: opt(v, "injuries"),
            action: opt(v, "action"),
        },
        sexual_abuse: said_yes(v, "abuse").or(concern.sexual_abuse),
    })
}

fn id_of(subject: Option<Subject>) -> Result<ConcernId, Amiss> {
    match subject {
        Some(Subject::Concern(id)) => Ok(id),
        _ => Err(gone("at")),
    }
}

pub(super) fn command(
    task: Task,
    subject: Option<Subject>,
    v: &Values,
    g: Ground<'_>,
) -> Result<Command, Amiss> {
    Ok(match task {
        Task::AmendConcern => {
            let concern = concern_of(subject, g).ok_or_else(|| gone("kind"))?;
            Command::AmendConcern { concern: concern.id, details: Box::new(details(concern, v, g)?) }
        }
        Task::DecideConcern => Command::DecideConcern {
            concern: id_of(subject)?,
            choice: must_choose(v, "choice", DECISIONS)?,
            with: opt(v, "with"),
            at: instant_of(v, ("at", "time"), g)?,
            reason: opt(v, "reason"),
        },
        Task::ConcernStep => Command::TakeConcernStep {
            concern: id_of(subject)?,
            step: must_choose(v, "step", ConcernStep::ALL)?,
            at: instant_of(v, ("at", "time"), g)?,
            with: opt(v, "with"),
            note: opt(v, "note"),
        },
        Task::MatchEffect => Command::DecideMatchEffect {
            concern: id_of(subject)?,
            effect: must_choose(v, "effect", MatchEffect::ALL)?,
            note: opt(v, "note"),
        },
        Task::LowLevel => Command::RecordLowLevel { low_level: Box::new(low_level(subject, v, g)?) },
        Task::LookAtLowLevel => {
            let Some(Subject::Visitor(visitor)) = subject else { return Err(gone("by")) };
            Command::LookAtLowLevel {
                visitor,
                by: v.text("by").to_owned(),
                outcome: v.text("outcome").to_owned(),
            }
        }
        _ if v.text("change") == "remove" => Command::RemoveWord { word: v.text("word").to_owned() },
        _ => Command::AddWord { word: v.text("word").to_owned() },
    })
}

fn low_level(subject: Option<Subject>, v: &Values, g: Ground<'_>) -> Result<NewLowLevel, Amiss> {
    let Some(Subject::Visitor(visitor)) = subject else { return Err(gone("on")) };
    Ok(NewLowLevel {
        visitor,
        on: past(v, "on", g)?,
        heard: opt_instant(v, ("heard_on", "heard_at"), g)?,
        told: instant_of(v, ("told", "time"), g)?,
        raised_by: v.text("raised_by").to_owned(),
        what: v.text("what").to_owned(),
        done: opt(v, "done"),
    })
}
