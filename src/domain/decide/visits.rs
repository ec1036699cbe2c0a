//! Visits: planned, confirmed, moved, cancelled, missed, and the report that tells what became of them (5.5).

use super::{Draft, Outcome, concerns};
use crate::calendar::words;
use crate::command::{Happened, NewConcern, NewReport, VisitPlan};
use crate::finding::{Cure, Finding};
use crate::id::{MatchId, NoteId, Prefix, VisitId};
use crate::judge;
use crate::record::{
    CancelReason, Match, Note, Party, ReportState, Subject, VisitLine, VisitReport, VisitState,
};
use crate::rule::{Level, ParamId, RuleId};
use chrono::{NaiveDate, NaiveTime};

/// A line for a visit that is new to the ledger.
fn new_line(d: &mut Draft<'_>, date: NaiveDate, start: Option<NaiveTime>, state: VisitState) -> VisitLine {
    VisitLine {
        id: VisitId(d.fresh()),
        number: d.number(Prefix::Visit),
        date,
        start,
        state,
        report: ReportState::Awaited,
        booked: None,
        at_home: false,
        overnight: false,
        what: None,
        note: None,
    }
}

/// Puts a planned visit into the draft, with what stands against it beside `field`.
fn lay_plan(d: &mut Draft<'_>, m: &Match, plan: &VisitPlan, field: &'static str) -> VisitLine {
    let subject = Subject::Match(m.id);
    if plan.date < d.ctx.today && !d.is_history(plan.date) {
        let day = words::long(plan.date);
        d.find(
            Finding::new(
                RuleId::H2,
                subject,
                format!(
                    "{day} has passed, so a visit cannot be planned for it. File the report if it took place."
                ),
            )
            .at(field),
        );
    }
    if !m.is_live(plan.date.max(m.started)) {
        d.find(Finding::new(RuleId::H3, subject, format!("{} has ended by then.", m.reference())).at(field));
    }
    if plan.date < m.started {
        d.find(
            Finding::new(RuleId::H2, subject, "The match begins after that day. Check both days.").at(field),
        );
    }
    let against = judge::plan(d.world, m, plan.date, plan.at_home, d.ctx.today);
    d.judge_step(plan.date, against.into_iter().map(|f| f.at(field)));
    let mut line = new_line(d, plan.date, plan.start, VisitState::Planned);
    line.booked = Some(d.ctx.today);
    line.at_home = plan.at_home;
    line.overnight = plan.overnight;
    line.what = d.line(subject, field, plan.what.as_deref());
    d.put_line(m.id, line.clone());
    line
}

pub(super) fn plan(d: &mut Draft<'_>, match_id: MatchId, plan: &VisitPlan) -> Outcome {
    let m = d.match_(match_id)?;
    let line = lay_plan(d, &m, plan, "date");
    Ok((format!("Visit {} of {} planned.", line.reference(), m.reference()), Subject::Visit(line.id)))
}

/// The visit, which must still be to come.
fn planned(d: &Draft<'_>, id: VisitId) -> Result<(Match, VisitLine), Finding> {
    let (m, line) = d.visit(id)?;
    if !line.state.is_planned() {
        return Err(Finding::new(
            RuleId::H3,
            Subject::Visit(id),
            "What became of this visit is recorded already. Correct its report instead.",
        ));
    }
    Ok((m, line))
}

pub(super) fn confirm(d: &mut Draft<'_>, id: VisitId) -> Outcome {
    let (m, mut line) = planned(d, id)?;
    line.state = VisitState::Confirmed;
    let reference = line.reference();
    d.put_line(m.id, line);
    Ok((format!("Visit {reference} confirmed with carer and child."), Subject::Visit(id)))
}

pub(super) fn move_to(d: &mut Draft<'_>, id: VisitId, date: NaiveDate, start: Option<NaiveTime>) -> Outcome {
    let (m, mut line) = planned(d, id)?;
    if date < d.ctx.today {
        d.find(
            Finding::new(RuleId::H2, Subject::Visit(id), "The new day has passed. Choose one from today on.")
                .at("date"),
        );
    }
    let against = judge::plan(d.world, &m, date, line.at_home, d.ctx.today);
    d.judge_step(date, against.into_iter().map(|f| f.at("date")));
    line.date = date;
    line.start = start;
    line.state = VisitState::Planned;
    let reference = line.reference();
    d.put_line(m.id, line);
    Ok((format!("Visit {reference} moved."), Subject::Visit(id)))
}

pub(super) fn cancel(
    d: &mut Draft<'_>,
    id: VisitId,
    (by, reason): (Party, CancelReason),
    told: NaiveDate,
    note: Option<&str>,
    instead: Option<&VisitPlan>,
) -> Outcome {
    let (m, mut line) = planned(d, id)?;
    let subject = Subject::Visit(id);
    d.not_ahead(subject, "told", told);
    line.state = cancelled(&line, by, reason, told, instead.is_some());
    line.note = d.line(subject, "note", note);
    sanction(d, &m, reason);
    let reference = line.reference();
    d.put_line(m.id, line);
    if let Some(plan) = instead {
        lay_plan(d, &m, plan, "instead");
    }
    Ok((format!("Visit {reference} cancelled."), subject))
}

fn cancelled(
    line: &VisitLine,
    by: Party,
    reason: CancelReason,
    told: NaiveDate,
    rearranged: bool,
) -> VisitState {
    let notice = (line.date - told).num_days().max(0);
    VisitState::Cancelled { by, reason, notice_days: u16::try_from(notice).ok(), rearranged }
}

/// R24: said at once, because the social worker has to be spoken to.
fn sanction(d: &mut Draft<'_>, m: &Match, reason: CancelReason) {
    if reason == CancelReason::Sanction {
        d.find(
            Finding::new(
                RuleId::R24,
                Subject::Match(m.id),
                "A visit must not be cancelled as a sanction. Speak to the social worker and the supervising social \
                 worker about it.",
            )
            .at("reason"),
        );
    }
}

pub(super) fn miss(d: &mut Draft<'_>, id: VisitId, by: Party, note: Option<&str>) -> Outcome {
    let (m, mut line) = planned(d, id)?;
    let subject = Subject::Visit(id);
    d.not_ahead(subject, "date", line.date);
    line.state = VisitState::Missed { by };
    line.note = d.line(subject, "note", note);
    let reference = line.reference();
    d.put_line(m.id, line);
    Ok((format!("Visit {reference} recorded as missed."), subject))
}

/// Files a report, or corrects the one on file. The visit is the one named, else one planned for that very day,
/// else one nobody had planned.
pub(super) fn file_report(d: &mut Draft<'_>, new: &NewReport) -> Outcome {
    let m = d.match_(new.match_id)?;
    let about = Subject::Match(m.id);
    d.not_ahead(about, "date", new.date);
    d.not_ahead(about, "received", new.received);
    d.not_before(about, "date", new.date, m.started, "the day the match began");
    let mut line = the_visit(d, &m, new)?;
    let subject = Subject::Visit(line.id);
    line.date = new.date;
    line.state = match new.happened {
        Happened::Yes => VisitState::Completed,
        Happened::Missed { by } => VisitState::Missed { by },
        Happened::Cancelled { by, reason } => {
            sanction(d, &m, reason);
            cancelled(&line, by, reason, new.received.min(new.date), false)
        }
    };
    line.report = if d.world.scheme().is_some_and(|s| s.coordinator == d.ctx.by) {
        // She who types it in has read it.
        ReportState::Read { received: new.received, read: d.ctx.today, acted: false }
    } else {
        ReportState::Received(new.received)
    };
    let activity = d.line(subject, "activity", Some(&new.activity)).unwrap_or_default();
    if new.happened == Happened::Yes {
        line.note = None;
        if !activity.is_empty() {
            line.what = Some(activity.clone());
        }
        facts_of_the_day(d, &m, new);
    } else if !activity.is_empty() {
        line.note = Some(activity.clone());
    }
    let known = d.world.concerns().find(|c| c.visit == Some(line.id)).map(|c| c.id);
    let concern_id = match (&new.concern, known) {
        (Some(worry), None) => {
            let raised = NewConcern {
                child: m.child,
                match_id: Some(m.id),
                visit: Some(line.id),
                learned: d.ctx.now,
                raised_by: String::new(),
                danger_now: worry.danger_now,
                what: worry.what.clone(),
            };
            Some(concerns::open(d, &raised).id)
        }
        (_, known) => known,
    };
    let report = VisitReport {
        visit: line.id,
        match_id: m.id,
        filed: d.ctx.now,
        filed_by: d.ctx.by.clone(),
        minutes: new.minutes,
        activity,
        chosen_by: new.chosen_by,
        child_words: d.long(subject, "child_words", &new.child_words),
        visitor_view: d.long(subject, "visitor_view", &new.visitor_view),
        concern: new.concern.is_some(),
        concern_id,
        expenses: new.expenses,
        support_wanted: d.line(subject, "support_wanted", new.support_wanted.as_deref()),
    };
    let reference = line.reference();
    d.put_line(m.id, line);
    d.put(report);
    if let Some(next) = &new.next {
        lay_plan(d, &m, next, "next");
    }
    let concern = if new.concern.is_some() { " A concern is open, and its clock is running." } else { "" };
    Ok((format!("Visit report {reference} filed.{concern}"), subject))
}

fn the_visit(d: &mut Draft<'_>, m: &Match, new: &NewReport) -> Result<VisitLine, Finding> {
    if let Some(id) = new.visit {
        let (other, line) = d.visit(id)?;
        if other.id != m.id {
            return Err(Finding::new(RuleId::H3, Subject::Visit(id), "This visit belongs to another match."));
        }
        return Ok(line);
    }
    let same_day = d.ledger(m.id).visits.iter().find(|v| v.date == new.date && v.state.is_planned()).cloned();
    Ok(same_day.unwrap_or_else(|| new_line(d, new.date, None, VisitState::Completed)))
}

/// What the day of the visit shows now that it has taken place: recorded, never refused.
fn facts_of_the_day(d: &mut Draft<'_>, m: &Match, new: &NewReport) {
    let policy = d.world.policy();
    if let Some(minutes) = new.minutes.map(i64::from) {
        let (min, max) = (policy.get(ParamId::VisitHoursMin) * 60, policy.get(ParamId::VisitHoursMax) * 60);
        if minutes < min || minutes > max {
            d.find(
                Finding::new(
                    RuleId::R22,
                    Subject::Match(m.id),
                    format!(
                        "{} is {} than usual. Check the length.",
                        words::duration(u32::from(new.minutes.unwrap_or(0))),
                        if minutes < min { "shorter" } else { "longer" }
                    ),
                )
                .at("minutes"),
            );
        }
    }
    if !m.is_live(new.date) {
        d.find(
            Finding::new(RuleId::H2, Subject::Match(m.id), "The match had ended by that day.")
                .at("date")
                .level(Level::Warn),
        );
    }
    if !d.is_history(new.date) {
        let against = judge::outing(d.world, m, new.date, true);
        d.find_all(
            against.into_iter().filter(|f| f.rule != RuleId::R95).map(|f| f.at("date").level(Level::Warn)),
        );
    }
}

pub(super) fn read_report(d: &mut Draft<'_>, id: VisitId, acted: Option<&str>) -> Outcome {
    let (m, mut line) = d.visit(id)?;
    let subject = Subject::Visit(id);
    let Some(received) = line.report.received() else {
        return Err(Finding::new(RuleId::H3, subject, "No report on this visit has come yet.")
            .cure(Cure::FileReport(id)));
    };
    let acted = d.line(subject, "acted", acted);
    let before = matches!(line.report, ReportState::Read { acted: true, .. });
    line.report = ReportState::Read { received, read: d.ctx.today, acted: before || acted.is_some() };
    let reference = line.reference();
    d.put_line(m.id, line);
    if let Some(text) = acted {
        let note = Note {
            id: NoteId(d.fresh()),
            on: d.ctx.today,
            by: d.ctx.by.clone(),
            about: vec![subject, Subject::Match(m.id)],
            text,
        };
        d.put(note);
    }
    Ok((format!("Report {reference} read."), subject))
}
