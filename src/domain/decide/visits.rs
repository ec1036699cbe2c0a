//! Visits: planned, confirmed, moved, cancelled, missed (5.5).

use super::{Draft, Outcome};
use crate::calendar::words;
use crate::command::VisitPlan;
use crate::finding::Finding;
use crate::id::{MatchId, Prefix, VisitId, VisitorId};
use crate::judge;
use crate::record::{CancelReason, Match, Party, ReportState, Subject, VisitLine, VisitState};
use crate::rule::RuleId;
use chrono::{NaiveDate, NaiveTime};

/// A line for a visit that is new to the ledger.
pub(super) fn new_line(
    d: &mut Draft<'_>,
    date: NaiveDate,
    start: Option<NaiveTime>,
    state: VisitState,
) -> VisitLine {
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
        transport: None,
        claim: None,
        reads_like_concern: false,
    }
}

/// The visit falls into the life of its match.
fn within_the_match(d: &mut Draft<'_>, m: &Match, day: NaiveDate, field: &'static str) {
    let subject = Subject::Match(m.id);
    if !m.is_live_after(day.max(m.started)) {
        let sentence = format!("{} has ended by then, so no visit can be planned.", m.reference());
        d.find(Finding::new(RuleId::H3, subject, sentence).at(field));
    }
    if day < m.started {
        let sentence = "The match begins after that day. Check both days.";
        d.find(Finding::new(RuleId::H2, subject, sentence).at(field));
    }
}

/// Puts a planned visit into the draft, with what stands against it beside `field`.
pub(super) fn lay_plan(d: &mut Draft<'_>, m: &Match, plan: &VisitPlan, field: &'static str) -> VisitLine {
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
    within_the_match(d, m, plan.date, field);
    let against = judge::plan(d.world, m, plan.into(), d.ctx.today);
    d.judge_step(plan.date, against.into_iter().map(|f| f.at(field)));
    let mut line = new_line(d, plan.date, plan.start, VisitState::Planned);
    line.booked = Some(d.ctx.today);
    line.at_home = plan.at_home;
    line.overnight = plan.overnight;
    line.transport = plan.transport;
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
    within_the_match(d, &m, date, "date");
    let against = judge::replan(d.world, &m, &line, date, d.ctx.today);
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
    refused_entry(d, &m, reason);
    let reference = line.reference();
    d.put_line(m.id, line);
    if let Some(plan) = instead {
        lay_plan(d, &m, plan, "instead");
        d.if_refused_at("instead", "Leave the other day blank to record the cancellation without it.");
    }
    Ok((format!("Visit {reference} cancelled."), subject))
}

/// R74: what is booked with a visitor whose visits are paused, cancelled with a neutral reason. One change, so that one
/// undo brings all of it back.
pub(super) fn cancel_paused(d: &mut Draft<'_>, id: VisitorId, told: NaiveDate) -> Outcome {
    let visitor = d.visitor(id)?;
    let subject = Subject::Visitor(id);
    d.not_ahead(subject, "told", told);
    if !visitor.is_suspended(d.ctx.today) {
        let sentence = "Visits by this visitor are not paused. Cancel a visit by itself, from its match.";
        return Err(Finding::new(RuleId::H3, subject, sentence));
    }
    let booked = judge::booked_while_paused(d.world, id, d.ctx.today);
    if booked.is_empty() {
        let sentence = "No visit by this visitor is booked, so there is nothing to cancel.";
        return Err(Finding::new(RuleId::H3, subject, sentence));
    }
    let n = booked.len();
    for (match_id, mut line) in booked {
        line.state = cancelled(&line, Party::Scheme, CancelReason::Other, told, false);
        line.note = Some("visits are paused".to_owned());
        d.put_line(match_id, line);
    }
    let visits = if n == 1 { "1 booked visit".to_owned() } else { format!("{n} booked visits") };
    Ok((format!("Visits are paused: {visits} of {} cancelled.", visitor.reference()), subject))
}

pub(super) fn cancelled(
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
pub(super) fn sanction(d: &mut Draft<'_>, m: &Match, reason: CancelReason) {
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

/// R60d: a home that does not let a child meet the visitor is spoken to, and its manager told.
pub(super) fn refused_entry(d: &mut Draft<'_>, m: &Match, reason: CancelReason) {
    if reason == CancelReason::AccessRefused {
        let sentence = "A home lets a child meet a visitor in private at any reasonable time. Take it up with its manager \
                        and the social worker, and note what they say.";
        d.find(Finding::new(RuleId::R60d, Subject::Match(m.id), sentence).at("reason"));
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
