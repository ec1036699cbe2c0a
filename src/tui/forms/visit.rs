//! Planning a visit, what became of it, and the quick visit report.

use super::fields::{
    chosen, day_and_time, done_on, expenses_line, key_of, known_by, length_line, line, long, must_choose,
    one_of, opt, opt_when, past, pick_of, said_yes, time_line, yes_no,
};
use super::{Amiss, Ground, gone};
use crate::desk::names::Names;
use crate::engine::field::{Echo, Field, PickRow, Values};
use crate::keys::Task;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use domain::calendar::words;
use domain::command::{Command, Happened, NewReport, ReportConcern, VisitPlan};
use domain::entry::{duration, expenses};
use domain::id::{MatchId, VisitId};
use domain::record::{CancelReason, ChosenBy, Match, Party, Subject, Transport, VisitLine, VisitState};

/// Who may have chosen, cancelled or missed.
const WHO: &[(Party, &str)] = &[
    (Party::Child, "child"),
    (Party::Visitor, "IV"),
    (Party::Carer, "carer"),
    (Party::SocialWorker, "social worker"),
    (Party::Scheme, "scheme"),
    (Party::Other, "other"),
];
const MISSED: &[(Party, &str)] = &[(Party::Visitor, "IV"), (Party::Child, "child"), (Party::Carer, "carer")];

pub(super) fn fields(task: Task, subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    match task {
        Task::PlanVisit => plan_fields(g),
        Task::ConfirmVisit => Vec::new(),
        Task::MoveVisit => vec![day_and_time("date", "New day and time", g).required()],
        Task::CancelVisit => cancel_fields(g),
        Task::MissVisit => {
            vec![one_of("by", "Who did not come", MISSED).required(), line("note", "In a few words")]
        }
        Task::PayClaim => vec![done_on("on", "Paid on", g)],
        Task::ReadReport => {
            vec![line("acted", "What was done about it").hint("blank if nothing had to be done")]
        }
        _ => report_fields(subject, g),
    }
}

fn plan_fields(g: Ground<'_>) -> Vec<Field> {
    vec![
        day_and_time("date", "Day and time", g).required(),
        line("what", "Place or activity"),
        yes_no("at_home", "At the child's home").initial("no"),
        yes_no("overnight", "With a night away").initial("no"),
        one_of("transport", "How they get about", Transport::ALL),
    ]
}

fn cancel_fields(g: Ground<'_>) -> Vec<Field> {
    vec![
        one_of("by", "Cancelled by", WHO).required(),
        pick_of("reason", "Why", CancelReason::ALL).required().hint("type to find, Enter takes it"),
        done_on("told", "The word came", g),
        line("note", "In a few words"),
        day_and_time("instead", "Rearranged to", g).hint("blank if no other day was found"),
    ]
}

/// The visit that a report is most likely about: the one under the cursor, else the last whose report is awaited.
fn likely_visit(g: Ground<'_>, m: &Match) -> Option<VisitLine> {
    let ledger = g.world.ledger(m.id)?;
    let awaited = ledger.visits.iter().rev().find(|v| v.date <= g.today && v.awaits_report(g.today));
    let today = ledger.visits.iter().find(|v| v.date == g.today && v.state.is_planned());
    today.or(awaited).cloned()
}

fn last_saturday(today: NaiveDate) -> NaiveDate {
    let back = (today.weekday().num_days_from_monday() + 7 - Weekday::Sat.num_days_from_monday()) % 7;
    today.checked_sub_days(Days::new(u64::from(back))).unwrap_or(today)
}

/// The open matches as rows to pick, found by any part of either name or by reference.
fn match_rows(g: Ground<'_>) -> Vec<PickRow> {
    g.world
        .matches()
        .filter(|m| m.is_open() || m.ended.as_ref().is_some_and(|e| (g.today - e.on).num_days() < 90))
        .map(|m| PickRow {
            key: m.reference().to_string(),
            label: g.names.pair(g.world, m),
            detail: m.reference().to_string(),
            find: [g.world.child(m.child).map(|c| &c.name), g.world.visitor(m.visitor).map(|v| &v.name)]
                .into_iter()
                .flatten()
                .map(known_by)
                .collect::<Vec<_>>()
                .join(" "),
        })
        .collect()
}

fn subject_match<'a>(g: Ground<'a>, subject: Option<Subject>) -> Option<(&'a Match, Option<&'a VisitLine>)> {
    match subject? {
        Subject::Visit(id) => g.world.visit(id).map(|(m, line)| (m, Some(line))),
        Subject::Match(id) => g.world.match_(id).map(|m| (m, None)),
        _ => None,
    }
}

/// What a report is about: the visit under the cursor, unless it is still to come; else the visit of the match that
/// most likely waits for one; else the match.
#[must_use]
pub fn reported(g: Ground<'_>, subject: Option<Subject>) -> Option<Subject> {
    let (m, line) = subject_match(g, subject)?;
    let to_come = |line: &VisitLine| line.state.is_planned() && line.date > g.today;
    match line.filter(|line| !to_come(line)) {
        Some(line) => Some(Subject::Visit(line.id)),
        None => Some(likely_visit(g, m).map_or(Subject::Match(m.id), |line| Subject::Visit(line.id))),
    }
}

fn report_fields(subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    let known = subject_match(g, subject);
    let (child, visitor) = match known {
        Some((m, _)) => (
            g.world
                .child(m.child)
                .map(|c| if g.names.hidden { Names::initials(&c.name) } else { c.name.called().to_owned() }),
            g.world
                .visitor(m.visitor)
                .map(|v| if g.names.hidden { Names::initials(&v.name) } else { v.name.called().to_owned() }),
        ),
        None => (None, None),
    };
    let child = child.unwrap_or_else(|| "The child".to_owned());
    let visitor = visitor.unwrap_or_else(|| "The visitor".to_owned());
    let line_known = known.and_then(|(m, line)| line.cloned().or_else(|| likely_visit(g, m)));
    let date = line_known.as_ref().map_or_else(|| last_saturday(g.today), |l| l.date);
    let report = g.report;
    let mut fields = Vec::new();
    if known.is_none() {
        fields.push(
            Field::pick("match", "Match", match_rows(g))
                .required()
                .hint("type any part of a name or M-number"),
        );
    }
    let planned = line_known.as_ref().filter(|l| l.booked.is_some()).map(|_| "planned");
    let when = done_on("date", "When", g).help(match planned {
        Some(_) => "The day of the visit; this one was planned. Another day may be typed.",
        None if line_known.is_some() => "The day of the visit: 24 10, last sat, -2d.",
        None => {
            "Nothing was planned: this day is only a guess. Type the day of the visit: 24 10, last sat, -2d."
        }
    });
    let when = if line_known.is_none() { when.hint("a guess: no visit was planned") } else { when };
    let happened = match line_known.as_ref().map(|l| l.state) {
        Some(VisitState::Cancelled { .. }) => "cancelled",
        Some(VisitState::Missed { .. }) => "missed",
        _ => "yes",
    };
    let yes = |v: &Values| v.text("happened") == "yes";
    fields.extend([
        with(when, &words::numeric(date)),
        Field::choice(
            "happened",
            "Happened",
            [("yes", "yes"), ("cancelled", "cancelled"), ("missed", "missed")],
        )
        .required()
        .initial(happened),
        one_of("cancelled_by", "Cancelled by", WHO).required().visible(|v| v.text("happened") == "cancelled"),
        pick_of("reason", "Why", CancelReason::ALL)
            .required()
            .hint("type to find")
            .visible(|v| v.text("happened") == "cancelled"),
        one_of("missed_by", "Who did not come", MISSED)
            .required()
            .visible(|v| v.text("happened") == "missed"),
        with(
            length_line("minutes", "Length").visible(yes),
            &report.and_then(|r| r.minutes).map(|m| words::duration(u32::from(m))).unwrap_or_default(),
        ),
        with(
            line("activity", "What they did"),
            report
                .map(|r| r.activity.as_str())
                .or(line_known.as_ref().and_then(|l| l.what.as_deref()))
                .unwrap_or_default(),
        ),
        with(
            one_of("chosen_by", "Chosen by", ChosenBy::ALL).visible(yes),
            &report.and_then(|r| r.chosen_by).map(|c| key_of(ChosenBy::ALL, &c)).unwrap_or_default(),
        ),
        with(
            long("child_words", &format!("{child}'s own words"))
                .hint("only the child decides who hears this")
                .rows(3),
            report.map(|r| r.child_words.as_str()).unwrap_or_default(),
        ),
        with(
            long("visitor_view", &format!("{visitor}'s view")).rows(3),
            report.map(|r| r.visitor_view.as_str()).unwrap_or_default(),
        ),
        with(
            Field::choice(
                "worry",
                "Anything that worries you?",
                [("no", "no"), ("yes", "yes, it opens a concern")],
            )
            .required(),
            report.map(|r| if r.concern { "yes" } else { "no" }).unwrap_or_default(),
        ),
        long("concern", "The worry, in the words used")
            .required()
            .rows(2)
            .visible(|v| v.text("worry") == "yes"),
        yes_no("danger", "Is anybody in danger now?")
            .required()
            .help("If yes, call 999 or the duty team first. The record can wait.")
            .visible(|v| v.text("worry") == "yes"),
        // The clock runs from the minute she heard, not from the one in which it is typed (2.H 4).
        done_on("heard", "You heard of it on", g).visible(|v| v.text("worry") == "yes"),
        time_line("time", "At")
            .required()
            .initial(&words::time(domain::calendar::local(g.now).time()))
            .visible(|v| v.text("worry") == "yes"),
        // The visitor may have known for days (R31).
        super::fields::day(
            "known_on",
            "The visitor learned of it on",
            g,
            domain::entry::date::Direction::Past,
        )
        .hint("blank if it is not known yet")
        .visible(|v| v.text("worry") == "yes"),
        time_line("known_at", "At").visible(|v| v.text("worry") == "yes" && !v.text("known_on").is_empty()),
    ]);
    // The concern that a report opened is followed up on its own; a correction of the report leaves it as it is.
    if on_record(subject, g) {
        fields.retain(|f| {
            !["worry", "looked", "concern", "danger", "heard", "time", "known_on", "known_at"]
                .contains(&f.id())
        });
    }
    if report.is_none() {
        let next = line_known.as_ref().and(known).and_then(|(m, _)| {
            g.world.ledger(m.id).and_then(|l| l.next_planned(g.today.succ_opt()?)).map(|v| v.date)
        });
        let hint = match next {
            Some(day) => format!("one is planned for {}", words::short(day, g.today)),
            None => "28 11 11am".to_owned(),
        };
        fields.push(day_and_time("next", "Next visit", g).hint(hint));
    }
    let spent = report.and_then(|r| r.expenses).map(|e| e.to_string()).unwrap_or_default();
    fields.extend([
        with(expenses_line("expenses", "Expenses"), &spent),
        with(
            line("support_wanted", "Support wanted").hint("what the visitor asks of you"),
            report.and_then(|r| r.support_wanted.as_deref()).unwrap_or_default(),
        ),
        done_on("received", "Report came on", g),
    ]);
    if let Some(day) = line_known.and_then(|l| l.report.received()) {
        fields.pop();
        fields.push(with(day_came(g), &words::numeric(day)));
    }
    // Last, so that it is in nobody's way.
    if !on_record(subject, g) {
        fields.push(looked_field(g, report.is_some_and(|r| r.looked_at.is_some())));
    }
    fields
}

/// Shown only while the answer is "no" and words of the list stand in the report: it can be answered, or left.
fn looked_field(g: Ground<'_>, looked: bool) -> Field {
    let own = g.world.word_list().cloned();
    let words = move |v: &Values| {
        let parts = ["activity", "child_words", "visitor_view", "support_wanted"];
        let text = parts.map(|id| v.text(id)).join("\n");
        domain::wording::found(&text, own.as_ref())
    };
    let shown = words.clone();
    let field = Field::choice(
        "looked",
        "Some words read like a concern",
        [("no", "not looked at"), ("yes", "looked at, no concern")],
    )
    .help("If it is one, answer yes above. If it is none, say that it was looked at.")
    .check(move |_, v| Ok(Echo::warn(shown(v).join(", "))))
    .visible(move |v| v.text("worry") == "no" && !words(v).is_empty());
    if looked { field.initial("yes") } else { field }
}

/// Whether a concern of this visit is on record already.
fn on_record(subject: Option<Subject>, g: Ground<'_>) -> bool {
    matches!(subject, Some(Subject::Visit(id)) if g.world.concerns_of_child_of(id).any(|c| c.visit == Some(id)))
}

/// The day on which a report came that is on file already.
fn day_came(g: Ground<'_>) -> Field {
    super::fields::day("received", "Report came on", g, domain::entry::date::Direction::Past).required()
}

/// A field with a value, unless the value is empty.
fn with(field: Field, value: &str) -> Field {
    if value.is_empty() { field } else { field.initial(value) }
}

fn plan(v: &Values, id: &'static str, g: Ground<'_>) -> Result<Option<VisitPlan>, Amiss> {
    Ok(opt_when(v, id, g)?.map(|(date, start)| VisitPlan::on(date, start)))
}

fn visit_of(subject: Option<Subject>) -> Result<VisitId, Amiss> {
    match subject {
        Some(Subject::Visit(id)) => Ok(id),
        _ => Err(gone("date")),
    }
}

pub(super) fn command(
    task: Task,
    subject: Option<Subject>,
    v: &Values,
    g: Ground<'_>,
) -> Result<Command, Amiss> {
    Ok(match task {
        Task::PlanVisit => {
            let Some(Subject::Match(match_id)) = subject else { return Err(gone("date")) };
            let mut plan = plan(v, "date", g)?.ok_or(("date", "Type the day of the visit.".to_owned()))?;
            plan.what = opt(v, "what");
            plan.at_home = said_yes(v, "at_home") == Some(true);
            plan.overnight = said_yes(v, "overnight") == Some(true);
            plan.transport = chosen(v, "transport", Transport::ALL);
            Command::PlanVisit { match_id, plan: Box::new(plan) }
        }
        Task::ConfirmVisit => Command::ConfirmVisit { visit: visit_of(subject)? },
        Task::MoveVisit => {
            let (date, start) = opt_when(v, "date", g)?.ok_or(("date", "Type the new day.".to_owned()))?;
            Command::MoveVisit { visit: visit_of(subject)?, date, start }
        }
        Task::CancelVisit => Command::CancelVisit {
            visit: visit_of(subject)?,
            by: must_choose(v, "by", WHO)?,
            reason: must_choose(v, "reason", CancelReason::ALL)?,
            told: past(v, "told", g)?,
            note: opt(v, "note"),
            instead: plan(v, "instead", g)?.map(Box::new),
        },
        Task::MissVisit => Command::MissVisit {
            visit: visit_of(subject)?,
            by: must_choose(v, "by", MISSED)?,
            note: opt(v, "note"),
        },
        Task::PayClaim => Command::PayClaim { visit: visit_of(subject)?, on: past(v, "on", g)? },
        Task::ReadReport => Command::ReadReport { visit: visit_of(subject)?, acted: opt(v, "acted") },
        _ => Command::FileVisitReport { report: Box::new(report(subject, v, g)?) },
    })
}

fn picked_match(v: &Values, g: Ground<'_>) -> Result<MatchId, Amiss> {
    let reference = domain::id::Reference::parse(v.text("match"));
    match reference.and_then(|r| g.world.find(r)) {
        Some(Subject::Match(id)) => Ok(id),
        _ => Err(("match", "Choose the match: type any part of a name, then Enter.".to_owned())),
    }
}

fn report(subject: Option<Subject>, v: &Values, g: Ground<'_>) -> Result<NewReport, Amiss> {
    let known = subject_match(g, subject);
    let match_id = match known {
        Some((m, _)) => m.id,
        None => picked_match(v, g)?,
    };
    let date = past(v, "date", g)?;
    let visit = match known {
        Some((_, Some(line))) => Some(line.id),
        // The visit that the form was opened for, as long as the day was not changed to another.
        Some((m, None)) => likely_visit(g, m).filter(|l| l.date == date).map(|l| l.id),
        None => None,
    };
    let happened = match v.text("happened") {
        "cancelled" => Happened::Cancelled {
            by: must_choose(v, "cancelled_by", WHO)?,
            reason: must_choose(v, "reason", CancelReason::ALL)?,
        },
        "missed" => Happened::Missed { by: must_choose(v, "missed_by", MISSED)? },
        _ => Happened::Yes,
    };
    let minutes = match v.text("minutes") {
        "" => None,
        text => {
            let minutes = duration::parse(text).map_err(|e| ("minutes", e.to_string()))?;
            u16::try_from(minutes).ok()
        }
    };
    let spent = match v.text("expenses") {
        "" => None,
        text => Some(expenses::parse(text).map_err(|e| ("expenses", e.to_string()))?),
    };
    let concern = match said_yes(v, "worry") {
        Some(true) => Some(ReportConcern {
            learned: Some(super::concern::instant(v, "heard", g)?),
            heard: super::follow::opt_instant(v, ("known_on", "known_at"), g)?,
            what: v.text("concern").to_owned(),
            danger_now: said_yes(v, "danger") == Some(true),
        }),
        Some(false) => None,
        None if on_record(subject, g) => None,
        None => return Err(("worry", "Say whether anything worries you: it must be said.".to_owned())),
    };
    Ok(NewReport {
        match_id,
        visit,
        date,
        received: past(v, "received", g)?,
        happened,
        minutes,
        activity: v.text("activity").to_owned(),
        chosen_by: chosen(v, "chosen_by", ChosenBy::ALL),
        child_words: v.text("child_words").to_owned(),
        visitor_view: v.text("visitor_view").to_owned(),
        concern,
        next: plan(v, "next", g)?,
        expenses: spent,
        support_wanted: opt(v, "support_wanted"),
        looked_at: said_yes(v, "looked") == Some(true),
    })
}
