//! The visit report: what became of a visit, and what the day shows (5.5, R33).

use super::visits::{cancelled, lay_plan, new_line, refused_entry, sanction};
use super::{Draft, Outcome, concern_steps, concerns};
use crate::calendar::words;
use crate::command::{ConcernDetails, Happened, NewConcern, NewReport, ReportConcern};
use crate::entry::text;
use crate::finding::{Cure, Finding};
use crate::id::{ConcernId, NoteId, VisitId};
use crate::judge;
use crate::record::{Claim, LookedAt, Match, Note, ReportState, Subject, VisitLine, VisitReport, VisitState};
use crate::rule::{Level, ParamId, RuleId};
use crate::wording;
use chrono::NaiveDate;

/// Files a report, or corrects the one on file. The visit is the one named, else one planned for that very day,
/// else one nobody had planned.
pub(super) fn file(d: &mut Draft<'_>, new: &NewReport) -> Outcome {
    let m = d.match_(new.match_id)?;
    let about = Subject::Match(m.id);
    d.not_ahead(about, "date", new.date);
    d.not_ahead(about, "received", new.received);
    d.not_before(about, "date", new.date, m.started, "the day the match began");
    let before = the_visit(d, &m, new)?;
    let subject = Subject::Visit(before.id);
    let mut line = VisitLine { date: new.date, ..before.clone() };
    line.state = match (new.happened, before.state) {
        (Happened::Yes, _) => VisitState::Completed,
        (Happened::Missed { by }, _) => VisitState::Missed { by },
        // What was recorded when the word came stays: how long before, and whether another day was found.
        (Happened::Cancelled { by, reason }, VisitState::Cancelled { notice_days, rearranged, .. }) => {
            VisitState::Cancelled { by, reason, notice_days, rearranged }
        }
        (Happened::Cancelled { by, reason }, _) => {
            cancelled(&line, by, reason, new.received.min(new.date), false)
        }
    };
    if let Happened::Cancelled { reason, .. } = new.happened {
        sanction(d, &m, reason);
        refused_entry(d, &m, reason);
    }
    line.report = if d.world.scheme().is_some_and(|s| s.coordinator == d.ctx.by) {
        // She who types it in has read it.
        let acted = matches!(before.report, ReportState::Read { acted: true, .. });
        ReportState::Read { received: new.received, read: d.ctx.today, acted }
    } else {
        ReportState::Received(new.received)
    };
    let activity = d.line(subject, "activity", Some(&new.activity)).unwrap_or_default();
    if new.happened == Happened::Yes {
        line.note = None;
        if !activity.is_empty() {
            line.what = Some(activity.clone());
        }
        facts_of_the_day(d, &m, new, &before);
    } else if !activity.is_empty() {
        line.note = Some(activity.clone());
    }
    let (concern_id, opened) = worry(d, &m, new, &before);
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
        concern: concern_id.is_some(),
        concern_id,
        expenses: new.expenses,
        support_wanted: d.line(subject, "support_wanted", new.support_wanted.as_deref()),
        looked_at: None,
    };
    let words = words_like_a_concern(d, new, &report);
    line.reads_like_concern = !words.is_empty() && !new.looked_at;
    if line.reads_like_concern {
        point_out(d, line.id, &words);
    }
    let report = VisitReport { looked_at: answered(d, new, words), ..report };
    concern_steps::follow_the_report(d, line.id, &report);
    // R59: what is claimed is to be paid; a correction leaves what finance has done.
    line.claim = match new.expenses.filter(|e| *e != crate::entry::expenses::Expenses::default()) {
        Some(_) => before.claim.or(Some(Claim { filed: new.received, paid: None })),
        None => before.claim.filter(|claim| claim.paid.is_some()),
    };
    let reference = line.reference();
    d.put_line(m.id, line);
    d.put(report);
    if let Some(next) = &new.next {
        lay_plan(d, &m, next, "next");
        d.if_refused_at("next", "Leave the next visit blank to save the report without it.");
    }
    let concern = if opened { " A concern is open, and its clock is running." } else { "" };
    let done = if before.report == ReportState::Awaited { "filed" } else { "corrected" };
    Ok((format!("Visit report {reference} {done}.{concern}"), subject))
}

/// The words of the list in a report of which the answer was "no", and about which no concern is on record.
fn words_like_a_concern(d: &Draft<'_>, new: &NewReport, report: &VisitReport) -> Vec<String> {
    let child = d.world.match_(report.match_id).map(|m| m.child);
    let raised = child.is_some_and(|child| wording::is_raised(d.world, child, report.visit));
    if report.concern || new.concern.is_some() || raised {
        return Vec::new();
    }
    wording::found_in(report.words(), d.world.word_list())
}

/// The answer that they were looked at is kept with the words.
fn answered(d: &Draft<'_>, new: &NewReport, words: Vec<String>) -> Option<LookedAt> {
    let looked = new.looked_at && !words.is_empty();
    looked.then(|| LookedAt { at: d.ctx.now, by: d.ctx.by.clone(), words })
}

/// Nobody has answered yet: it is said once more, and a line on Deadlines stays until somebody has.
fn point_out(d: &mut Draft<'_>, visit: VisitId, words: &[String]) {
    let sentence = format!(
        "The answer was that nothing worries, and the report has words that read like a concern: {}. Look once more. Raise a concern, or \
         answer that it was looked at and there is none.",
        words.join(", ")
    );
    let finding = Finding::new(RuleId::R32, Subject::Visit(visit), sentence);
    d.find(finding.at("worry").level(Level::Info).cure(Cure::AnswerWords(visit)));
}

fn the_visit(d: &mut Draft<'_>, m: &Match, new: &NewReport) -> Result<VisitLine, Finding> {
    if let Some(id) = new.visit {
        let (other, line) = d.visit(id)?;
        if other.id != m.id {
            let sentence = "This visit belongs to another match. Open its report from that match.";
            return Err(Finding::new(RuleId::H3, Subject::Visit(id), sentence));
        }
        return Ok(line);
    }
    let same_day = d.ledger(m.id).visits.iter().find(|v| v.date == new.date && v.state.is_planned()).cloned();
    Ok(same_day.unwrap_or_else(|| new_line(d, new.date, None, VisitState::Completed)))
}

/// The answer to "anything that worries you?": a first yes opens a concern. On a correction the concern stays as it
/// was, whatever is answered now, and other words are not dropped in silence.
fn worry(d: &mut Draft<'_>, m: &Match, new: &NewReport, visit: &VisitLine) -> (Option<ConcernId>, bool) {
    let known: Vec<_> = d.world.concerns_of_child(m.child).filter(|c| c.visit == Some(visit.id)).collect();
    let corrected = visit.report.received().is_some();
    match (&new.concern, known.first()) {
        (None, None) => (None, false),
        (None, Some(first)) => (corrected.then_some(first.id), false),
        (Some(worry), Some(first)) if corrected => {
            let words = text::clean(&worry.what).unwrap_or_else(|_| worry.what.clone());
            let same = known.iter().find(|c| c.what == words).copied();
            if same.is_none() && !words.trim().is_empty() {
                let sentence = format!(
                    "{} is on record for this visit in the words first used. Leave them as they were, and raise what is \
                     new as a concern of its own.",
                    first.reference()
                );
                d.find(Finding::new(RuleId::H3, Subject::Concern(first.id), sentence).at("concern"));
            }
            (Some(same.unwrap_or(first).id), false)
        }
        (Some(worry), _) => (Some(open(d, m, new, visit, worry)), true),
    }
}

fn open(
    d: &mut Draft<'_>,
    m: &Match,
    new: &NewReport,
    visit: &VisitLine,
    worry: &ReportConcern,
) -> ConcernId {
    let raised_by = d.world.visitor(m.visitor).map(|v| v.name.full()).unwrap_or_default();
    let learned = worry.learned.unwrap_or(d.ctx.now).min(d.ctx.now);
    let raised = NewConcern {
        match_id: Some(m.id),
        visit: Some(visit.id),
        danger_now: worry.danger_now,
        by_visitor: Some(m.visitor),
        details: ConcernDetails { heard: worry.heard, ..ConcernDetails::default() },
        ..NewConcern::new(m.child, learned, raised_by, worry.what.clone())
    };
    let id = concerns::open(d, &raised).id;
    if new.received < d.ctx.today {
        let day = words::short(new.received, d.ctx.today);
        let sentence =
            format!("The report came on {day}, so the concern has waited since then. Pass it on now.");
        let finding = Finding::new(RuleId::R32, Subject::Concern(id), sentence).at("received");
        d.find(finding.cure(Cure::PassOnConcern(id)));
    }
    id
}

/// What the day of the visit shows now that it has taken place: recorded, never refused.
fn facts_of_the_day(d: &mut Draft<'_>, m: &Match, new: &NewReport, visit: &VisitLine) {
    let policy = d.world.policy();
    let usual = policy.get(ParamId::VisitHoursMin) * 60..=policy.get(ParamId::VisitHoursMax) * 60;
    if let Some(minutes) = new.minutes.filter(|minutes| !usual.contains(&i64::from(*minutes))) {
        let than = if i64::from(minutes) < *usual.start() { "shorter" } else { "longer" };
        let length = words::duration(u32::from(minutes));
        let sentence = format!("A visit of {length} is {than} than usual. Check the length.");
        d.find(Finding::new(RuleId::R22, Subject::Match(m.id), sentence).at("minutes"));
    }
    if !m.is_live_after(new.date) {
        let sentence = "The match had ended by that day. Check the day.";
        d.find(Finding::new(RuleId::H2, Subject::Match(m.id), sentence).at("date").level(Level::Warn));
    }
    if !d.is_history(new.date) {
        if visit.booked.is_none_or(|booked| booked >= new.date) {
            let how = if visit.booked == Some(new.date) {
                "This visit was planned only on its own day."
            } else {
                "Nobody had planned this visit."
            };
            let sentence = format!("{how} A visit is arranged beforehand, with the carer and the child.");
            d.find(Finding::new(RuleId::R23, Subject::Match(m.id), sentence).at("date"));
        }
        // Whether a visit that nobody had planned was at home is not known.
        let at_home = visit.at_home || visit.booked.is_none();
        let trip = judge::Trip { day: new.date, at_home, ..judge::Trip::from(visit) };
        let against = judge::outing(d.world, m, trip);
        d.find_all(
            against.into_iter().filter(|f| f.rule != RuleId::R95).map(|f| f.at("date").level(Level::Warn)),
        );
    }
}

/// R59: the claim for a visit was paid.
pub(super) fn pay(d: &mut Draft<'_>, id: VisitId, on: NaiveDate) -> Outcome {
    let (m, mut line) = d.visit(id)?;
    let subject = Subject::Visit(id);
    let Some(claim) = line.claim else {
        let sentence = "Nothing was claimed for this visit. Correct its report if something was.";
        return Err(Finding::new(RuleId::H3, subject, sentence).cure(Cure::FileReport(id)));
    };
    d.not_ahead(subject, "on", on);
    d.not_before(subject, "on", on, claim.filed, "the day it was claimed");
    line.claim = Some(Claim { paid: Some(on), ..claim });
    let reference = line.reference();
    d.put_line(m.id, line);
    Ok((format!("Claim for {reference} paid."), subject))
}

pub(super) fn read(d: &mut Draft<'_>, id: VisitId, acted: Option<&str>) -> Outcome {
    let (m, mut line) = d.visit(id)?;
    let subject = Subject::Visit(id);
    let Some(received) = line.report.received() else {
        let sentence = "No report on this visit has come yet. File it when it does.";
        return Err(Finding::new(RuleId::H3, subject, sentence).cure(Cure::FileReport(id)));
    };
    let acted = d.line(subject, "acted", acted);
    let (read, before) = match line.report {
        ReportState::Read { read, acted, .. } => (read, acted),
        ReportState::Awaited | ReportState::Received(_) => (d.ctx.today, false),
    };
    line.report = ReportState::Read { received, read, acted: before || acted.is_some() };
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
