//! The match: beginning, pattern, hold, steps towards eighteen.

use super::proposals::because;
use super::tidy::is_blank;
use super::visitors::{end_hold, lay_hold, new_hold};
use super::{Draft, Outcome};
use crate::finding::Finding;
use crate::id::{ChildId, MatchId, Prefix, VisitorId};
use crate::judge;
use crate::record::{
    ContactRelease, EighteenDone, EighteenStep, Interval, Ledger, Match, Pattern, ProposalClosed,
    ReferralCloseReason, ReferralClosed, Said, Subject,
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
    let proposal = d.world.open_proposal_of_child(child).filter(|p| p.visitor == visitor).cloned();
    let rationale = because(d, subject, rationale, proposal.as_ref());
    let m = Match {
        id: MatchId(d.fresh()),
        number: d.number(Prefix::Match),
        child,
        visitor,
        referral: referral.as_ref().map(|r| r.id),
        started: on,
        rationale,
        patterns: Vec::new(),
        holds: Vec::new(),
        suspensions: Vec::new(),
        eighteen: Vec::new(),
        ended: None,
        proposal: proposal.as_ref().map(|p| p.id),
        trial: None,
        sanction_talks: Vec::new(),
        meetings: Vec::new(),
        contact: ContactRelease::default(),
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
    if let Some(mut proposal) = proposal {
        if proposal.met().is_some_and(|(met, _)| on < met) {
            let sentence = "The match begins before the two have met. Check both days.";
            d.find(Finding::new(RuleId::H2, subject, sentence).at("on").level(Level::Warn));
        }
        proposal.closed = Some(ProposalClosed { on, matched: Some(id), note: None });
        d.put(proposal);
    }
    d.put(Ledger::new(id));
    d.put(m);
    Ok((format!("Match {reference} begun."), Subject::Match(id)))
}

/// The match, which must still live for what is asked of it: in its notice period it does, until its last day.
pub(super) fn open(d: &Draft<'_>, id: MatchId) -> Result<(Match, Subject), Finding> {
    living(d, id, d.ctx.today)
}

/// The match, which lived on that day: what is told of a day before its end is still taken.
pub(super) fn living(d: &Draft<'_>, id: MatchId, on: NaiveDate) -> Result<(Match, Subject), Finding> {
    let m = d.match_(id)?;
    if m.is_live_after(on) {
        return Ok((m, Subject::Match(id)));
    }
    let sentence = if m.is_live_after(d.ctx.today) {
        format!("{} will have ended by that day.", m.reference())
    } else {
        format!("{} has ended. Its record can be read, not carried on.", m.reference())
    };
    Err(Finding::new(RuleId::H3, Subject::Match(id), sentence))
}

pub(super) fn agree_pattern(
    d: &mut Draft<'_>,
    id: MatchId,
    every: Interval,
    with: &str,
    on: NaiveDate,
    reason: Option<&str>,
) -> Outcome {
    let (mut m, subject) = living(d, id, on)?;
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
    let (mut m, subject) = living(d, id, from)?;
    let hold = new_hold(d, subject, from, until, reason);
    lay_hold(&mut m.holds, hold);
    let reference = m.reference();
    d.put(m);
    Ok((format!("{reference} put on hold."), subject))
}

pub(super) fn resume(d: &mut Draft<'_>, id: MatchId, on: NaiveDate) -> Outcome {
    let (mut m, subject) = living(d, id, on)?;
    end_hold(d, subject, &mut m.holds, on)?;
    let reference = m.reference();
    d.put(m);
    Ok((format!("{reference} taken off hold."), subject))
}

pub(super) fn eighteen(
    d: &mut Draft<'_>,
    id: MatchId,
    step: EighteenStep,
    on: NaiveDate,
    note: Option<&str>,
) -> Outcome {
    let (mut m, subject) = living(d, id, on)?;
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
