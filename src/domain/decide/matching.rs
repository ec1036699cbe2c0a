//! The match: beginning, pattern, hold, steps towards eighteen, ending.

use super::tidy::is_blank;
use super::visitors::{end_hold, lay_hold, new_hold};
use super::{Draft, Outcome};
use crate::finding::Finding;
use crate::id::{ChildId, MatchId, Prefix, VisitorId};
use crate::judge;
use crate::record::{
    CancelReason, EighteenDone, EighteenStep, EndReason, Ending, Interval, Ledger, Match, Party, Pattern,
    ReferralCloseReason, ReferralClosed, Said, Subject, VisitState,
};
use crate::rule::{Level, RuleId};
use chrono::NaiveDate;

pub(super) fn start(
    d: &mut Draft<'_>,
    child: ChildId,
    visitor: VisitorId,
    on: NaiveDate,
    rationale: Option<&str>,
) -> Outcome {
    let (c, v) = (d.child(child)?, d.visitor(visitor)?);
    let subject = Subject::Child(child);
    d.judge_step(on, judge::start_match(d.world, &c, &v, on, d.ctx.today));
    let referral = d.world.open_referral_of_child(child).cloned();
    let m = Match {
        id: MatchId(d.fresh()),
        number: d.number(Prefix::Match),
        child,
        visitor,
        referral: referral.as_ref().map(|r| r.id),
        started: on,
        rationale: d.line(subject, "rationale", rationale),
        patterns: Vec::new(),
        holds: Vec::new(),
        suspensions: Vec::new(),
        eighteen: Vec::new(),
        ended: None,
    };
    if let Some(mut referral) = referral {
        if on < referral.received {
            let sentence = "The match begins before the referral came. Check both days.";
            d.find(Finding::new(RuleId::H2, subject, sentence).at("on").level(Level::Warn));
        }
        let closed = on.max(referral.received);
        referral.closed =
            Some(ReferralClosed { on: closed, reason: ReferralCloseReason::Matched, note: None });
        d.put(referral);
    }
    let (id, reference) = (m.id, m.reference());
    d.put(Ledger::new(id));
    d.put(m);
    Ok((format!("Match {reference} begun."), Subject::Match(id)))
}

/// The match, which must still be open for what is asked of it.
fn open(d: &Draft<'_>, id: MatchId) -> Result<(Match, Subject), Finding> {
    let m = d.match_(id)?;
    if m.ended.is_some() {
        return Err(Finding::new(
            RuleId::H3,
            Subject::Match(id),
            format!("{} has ended. Its record can be read, not carried on.", m.reference()),
        ));
    }
    Ok((m, Subject::Match(id)))
}

pub(super) fn agree_pattern(
    d: &mut Draft<'_>,
    id: MatchId,
    every: Interval,
    with: &str,
    on: NaiveDate,
    reason: Option<&str>,
) -> Outcome {
    let (mut m, subject) = open(d, id)?;
    d.not_ahead(subject, "on", on);
    d.need(subject, "with", with, "Say with whom the pattern was agreed.");
    if matches!(every, Interval::Weeks(weeks) if weeks == 0 || weeks > 26) {
        d.find(
            Finding::new(RuleId::H1, subject, "A pattern is every 1 to 26 weeks, or monthly.").at("every"),
        );
    }
    if every != Interval::Monthly && reason.is_none_or(is_blank) {
        d.find(
            Finding::new(
                RuleId::R21,
                subject,
                "Visits are monthly unless another pattern is agreed. Write down why it was agreed.",
            )
            .at("reason"),
        );
    }
    let with = d.long(subject, "with", with);
    let reason = d.line(subject, "reason", reason);
    m.patterns.push(Pattern { every, agreed: Said::new(with, on), reason });
    let reference = m.reference();
    d.put(m);
    Ok((format!("Visiting pattern of {reference} agreed: {}.", every.words()), subject))
}

pub(super) fn hold(
    d: &mut Draft<'_>,
    id: MatchId,
    from: NaiveDate,
    until: Option<NaiveDate>,
    reason: &str,
) -> Outcome {
    let (mut m, subject) = open(d, id)?;
    let hold = new_hold(d, subject, from, until, reason);
    lay_hold(&mut m.holds, hold);
    let reference = m.reference();
    d.put(m);
    Ok((format!("{reference} put on hold."), subject))
}

pub(super) fn resume(d: &mut Draft<'_>, id: MatchId, on: NaiveDate) -> Outcome {
    let (mut m, subject) = open(d, id)?;
    end_hold(d, subject, &mut m.holds, on)?;
    let reference = m.reference();
    d.put(m);
    Ok((format!("{reference} taken off hold."), subject))
}

/// Ends a match, or corrects how it ended: the written notice often comes later (R53). Visits planned beyond the end
/// are cancelled with it, by the scheme.
pub(super) fn end(
    d: &mut Draft<'_>,
    id: MatchId,
    on: NaiveDate,
    reason: EndReason,
    decided_by: Option<&str>,
    notice: Option<NaiveDate>,
    note: Option<&str>,
) -> Outcome {
    let mut m = d.match_(id)?;
    let subject = Subject::Match(id);
    d.not_before(subject, "on", on, m.started, "the day the match began");
    if let Some(before) = &m.ended {
        let next = d.world.matches_of_child(m.child).find(|o| before.on <= o.started && o.started < on);
        if let Some(next) = next {
            let sentence =
                format!("{} begins before that day. Choose the day it began, or earlier.", next.reference());
            d.find(Finding::new(RuleId::H3, subject, sentence).at("on"));
        }
    }
    let by_law = matches!(reason, EndReason::Eighteen | EndReason::NotLookedAfter | EndReason::Death);
    if notice.is_none() && !by_law {
        d.find(
            Finding::new(
                RuleId::R53,
                subject,
                "An appointment ends by written notice. Record the date of the notice as soon as it is sent or received.",
            )
            .at("notice"),
        );
    }
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
    let (decided_by, note) = (d.line(subject, "decided_by", decided_by), d.line(subject, "note", note));
    let done = if m.ended.is_some() { "corrected: ended" } else { "ended" };
    m.ended = Some(Ending { on, reason, decided_by, notice, note });
    let reference = m.reference();
    d.put(m);
    let visits = match cancelled {
        0 => String::new(),
        1 => " One planned visit was cancelled with it.".to_owned(),
        n => format!(" {n} planned visits were cancelled with it."),
    };
    Ok((format!("Match {reference} {done}.{visits}"), subject))
}

pub(super) fn eighteen(
    d: &mut Draft<'_>,
    id: MatchId,
    step: EighteenStep,
    on: NaiveDate,
    note: Option<&str>,
) -> Outcome {
    let (mut m, subject) = open(d, id)?;
    d.not_ahead(subject, "on", on);
    if m.eighteen.iter().any(|s| s.step == step) {
        return Err(Finding::new(RuleId::H3, subject, "This step is recorded already. Take the next one."));
    }
    let note = d.line(subject, "note", note);
    m.eighteen.push(EighteenDone { step, on, note });
    let reference = m.reference();
    d.put(m);
    Ok((format!("Step towards eighteen of {reference} recorded."), subject))
}
