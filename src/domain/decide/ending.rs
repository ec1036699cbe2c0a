//! The end of a match, and what closes it (5.8; R53, R55, R85e, R98).

use super::{Draft, Outcome};
use crate::calendar::add_months;
use crate::finding::Finding;
use crate::id::{MatchId, ReferralId};
use crate::judge;
use crate::record::{
    CancelReason, ChildView, ClosingDone, ClosingStep, ContactRelease, EndReason, Ending, Ground, Match,
    Party, Professional, Referral, ReferralDecision, ReferralOutcome, Said, Subject, VisitState,
};
use crate::rule::{Level, ParamId, RuleId, Unit};
use chrono::NaiveDate;

/// How a match ends, as it is typed in.
pub(super) struct NewEnding<'a> {
    pub on: NaiveDate,
    pub reason: EndReason,
    pub decided_by: Option<&'a str>,
    pub notice: Option<NaiveDate>,
    pub note: Option<&'a str>,
    pub child_words: Option<&'a str>,
    pub rematch: Option<bool>,
    pub informal_after: Option<NaiveDate>,
}

/// Ends a match, or corrects how it ended: the written notice often comes later (R53). Visits planned beyond the end
/// are cancelled with it, by the scheme.
pub(super) fn end(d: &mut Draft<'_>, id: MatchId, new: &NewEnding<'_>) -> Outcome {
    let mut m = d.match_(id)?;
    let subject = Subject::Match(id);
    d.not_before(subject, "on", new.on, m.started, "the day the match began");
    if let Some(before) = &m.ended {
        let beside = |o: &&Match| o.id != m.id && o.started < new.on && o.is_live_after(before.on);
        let other = d.world.matches_of_child(m.child).filter(|_| before.on < new.on).find(beside);
        if let Some(other) = other {
            let sentence = format!(
                "{} runs before that day, and a child has one visitor at a time. Check both days.",
                other.reference()
            );
            d.find(Finding::new(RuleId::H3, subject, sentence).at("on"));
        }
        crowded(d, &m, before.on, new.on);
    }
    // A correction leaves as it was what is left blank: the notice is added without typing the rest again.
    let before = m.ended.take();
    let kept = before.as_ref();
    let notice = new.notice.or(kept.and_then(|e| e.notice));
    if notice.is_none() && !new.reason.is_by_law() {
        d.find(
            Finding::new(
                RuleId::R53,
                subject,
                "An appointment ends by written notice. Record the date of the notice as soon as it is sent or received.",
            )
            .at("notice"),
        );
    }
    if let Some(on) = new.informal_after {
        d.not_ahead(subject, "informal_after", on);
    }
    commitment(d, &m, new);
    let cancelled = cancel_planned(d, id, new.on);
    let by = d.ctx.by.clone();
    let ending = Ending {
        on: new.on,
        reason: new.reason,
        decided_by: d
            .line(subject, "decided_by", new.decided_by)
            .or_else(|| kept.and_then(|e| e.decided_by.clone())),
        notice,
        note: d.line(subject, "note", new.note).or_else(|| kept.and_then(|e| e.note.clone())),
        child_words: d
            .line(subject, "child_words", new.child_words)
            .or_else(|| kept.and_then(|e| e.child_words.clone())),
        rematch: new.rematch.or(kept.and_then(|e| e.rematch)),
        informal_after: new
            .informal_after
            .map(|on| Said::new(by, on))
            .or_else(|| kept.and_then(|e| e.informal_after.clone())),
        closing: kept.map(|e| e.closing.clone()).unwrap_or_default(),
    };
    let done = if kept.is_some() { "corrected: ended" } else { "ended" };
    // Once: a later correction of the ending does not put a child on the list who has been matched since.
    let wanted = new.rematch == Some(true) && kept.is_none_or(|e| e.rematch != Some(true));
    let back = if wanted { back_to_waiting(d, &m, new) } else { "" };
    m.ended = Some(ending);
    let reference = m.reference();
    d.put(m);
    let visits = match cancelled {
        0 => String::new(),
        1 => " One planned visit was cancelled with it.".to_owned(),
        n => format!(" {n} planned visits were cancelled with it."),
    };
    Ok((format!("Match {reference} {done}.{visits}{back}"), subject))
}

/// R19: a match that ended later than it was thought may have run beside the visitor's next. A fact, which is said. That
/// it goes on beside the next from now on is a step forward, which is taken by name or not at all.
fn crowded(d: &mut Draft<'_>, m: &Match, before: NaiveDate, on: NaiveDate) {
    let beside = |o: &&Match| o.id != m.id && o.started < on && o.is_live_after(before);
    let beside = d.world.matches_of_visitor(m.visitor).filter(beside).count();
    let allowed = d.world.policy().get(ParamId::MatchesPerVisitor);
    if on > before && i64::try_from(beside).unwrap_or(i64::MAX) >= allowed {
        let sentence = "By that day the visitor has another child. Check both days.";
        let level = if on > d.ctx.today { Level::Override } else { Level::Warn };
        d.find(Finding::new(RuleId::R19, Subject::Match(m.id), sentence).level(level).at("on"));
    }
}

/// R85e: a match that ends before the time the visitor committed to is noticed, whatever the reason.
fn commitment(d: &mut Draft<'_>, m: &Match, new: &NewEnding<'_>) {
    let agreed = d.world.visitor(m.visitor).and_then(|v| v.commitment_months).map(i32::from);
    let months = agreed.unwrap_or_else(|| d.world.policy().steps(ParamId::CommitmentMonths));
    let until = add_months(m.started, months);
    if new.on < until && new.reason != EndReason::Death {
        let until = crate::calendar::words::short_with_year(until);
        let committed = Unit::Months.say(i64::from(months));
        // What ends a match by itself is nobody's to help.
        let next = match new.reason {
            EndReason::Eighteen => "It ends on the eighteenth birthday, which nobody could have put off.",
            EndReason::NotLookedAfter => "It ends by law, which nobody could have put off.",
            _ => "Ask what would have helped.",
        };
        let sentence =
            format!("The match ends before {until}: the visitor had committed for {committed}. {next}");
        d.find(Finding::new(RuleId::R85e, Subject::Match(m.id), sentence).at("on").fact("months", months));
    }
}

/// Cancels what is planned from the end on, by the scheme, and says how many visits that were.
fn cancel_planned(d: &mut Draft<'_>, id: MatchId, on: NaiveDate) -> usize {
    let mut ledger = d.ledger(id);
    let mut cancelled = 0;
    for line in ledger.visits.iter_mut().filter(|v| v.state.is_planned() && v.date >= on) {
        line.state = VisitState::Cancelled {
            by: Party::Scheme,
            reason: CancelReason::Other,
            notice_days: None,
            rearranged: false,
        };
        cancelled += 1;
    }
    if cancelled > 0 {
        d.put(ledger);
    }
    cancelled
}

/// The child goes back on the waiting list, before others (5.8). What nobody said is not written down: no meeting was
/// held for it, and a child who stopped the match is asked anew if another visitor is wanted (R54). The wait counts
/// from the day of the end, or from today when the end lies ahead.
fn back_to_waiting(d: &mut Draft<'_>, m: &Match, new: &NewEnding<'_>) -> &'static str {
    let on = new.on.min(d.ctx.today);
    if let Some(child) = d.world.child(m.child) {
        let by_law = [judge::grown_up(d.world, child, new.on), judge::not_looked_after(child, new.on)];
        let by_law: Vec<_> =
            by_law.into_iter().flatten().map(|f| f.level(Level::Warn).at("rematch")).collect();
        if !by_law.is_empty() {
            d.find_all(by_law);
            return " The child is not put on the waiting list.";
        }
    }
    if matches!(new.reason, EndReason::ChildStopped | EndReason::ChildDeclinedEarly)
        && let Some(mut child) = d.world.child(m.child).cloned()
        && child.view != ChildView::NotAsked
    {
        child.view = ChildView::NotAsked;
        d.put(child);
    }
    if let Some(mut open) = d.world.open_referral_of_child(m.child).cloned() {
        open.rematch_priority = true;
        d.put(open);
        return " The child is on the waiting list, before others.";
    }
    if d.world.matches_of_child(m.child).any(|o| o.id != m.id && o.is_open()) {
        return "";
    }
    let grounds: Vec<Ground> = m
        .referral
        .and_then(|id| d.world.referral(id))
        .or_else(|| d.world.referrals_of_child(m.child).last())
        .map(|r| r.grounds.clone())
        .unwrap_or_default();
    let referral = Referral {
        id: ReferralId(d.fresh()),
        child: m.child,
        received: on,
        entered: d.ctx.today,
        how: Some(format!("rematch after {}", m.reference())),
        referrer: Professional::named(d.ctx.by.clone()),
        grounds,
        child_agrees: None,
        views: None,
        chases: Vec::new(),
        acknowledged: Some(on),
        meetings: Vec::new(),
        decision: Some(ReferralDecision { on, outcome: ReferralOutcome::Accepted, reason: None }),
        updates: Vec::new(),
        closed: None,
        rematch_priority: true,
    };
    d.put(referral);
    " The child is back on the waiting list, before others."
}

pub(super) fn close(
    d: &mut Draft<'_>,
    id: MatchId,
    steps: &[ClosingStep],
    on: NaiveDate,
    note: Option<&str>,
) -> Outcome {
    let mut m = d.match_(id)?;
    let subject = Subject::Match(id);
    d.not_ahead(subject, "on", on);
    if steps.is_empty() {
        d.find(Finding::new(RuleId::H1, subject, "Say what was done.").at("steps"));
    }
    let note = d.line(subject, "note", note);
    let reference = m.reference();
    let Some(ending) = &mut m.ended else {
        let sentence = format!("{reference} has not ended. End it first, with its reason.");
        return Err(Finding::new(RuleId::H3, subject, sentence));
    };
    for step in steps {
        ending.closing.retain(|c| c.step != *step);
        ending.closing.push(ClosingDone { step: *step, on, note: note.clone() });
    }
    ending.closing.sort_by_key(|c| c.step);
    let left = ending.outstanding().len();
    // What was shared with the child ends with the match (5.8).
    if steps.contains(&ClosingStep::PackReturned) && m.contact.released.is_some() {
        let withdrawn = Some(Said::new(d.ctx.by.clone(), on));
        m.contact = ContactRelease { withdrawn, ..ContactRelease::default() };
    }
    d.put(m);
    let left = match left {
        0 => " Everything is closed.".to_owned(),
        n => format!(" {n} left."),
    };
    Ok((format!("Closing of {reference} recorded.{left}"), subject))
}
