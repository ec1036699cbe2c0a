//! The way from enquiry to approval and beyond (5.1): a step to another stage, who decided it, and on what conditions.

use super::{Draft, Outcome};
use crate::calendar::words;
use crate::entry::name::fold;
use crate::finding::{Cure, Finding};
use crate::id::VisitorId;
use crate::judge;
use crate::record::{Condition, Said, Stage, StageStep, Subject};
use crate::rule::RuleId;
use chrono::NaiveDate;

/// To approve, to put off and to decline are decisions, and somebody takes them: a panel or a manager.
pub(super) fn decided(d: &mut Draft<'_>, subject: Subject, (to, on): (Stage, NaiveDate), by: Option<&str>) {
    if !to.is_decision() || by.is_some_and(|by| !by.trim().is_empty()) {
        return;
    }
    let sentence = "Say whose decision it was: the panel, or the manager by name.";
    d.judge_step(on, [Finding::new(RuleId::H1, subject, sentence).at("by")]);
}

/// The conditions of a decision, none of them met yet.
fn set(d: &mut Draft<'_>, subject: Subject, to: Stage, conditions: &[String]) -> Vec<Condition> {
    let words = d.each(subject, "conditions", conditions);
    if !words.is_empty() && !to.is_decision() {
        let sentence = "Conditions belong to a decision: to approve, to put off or to decline.";
        d.find(Finding::new(RuleId::H3, subject, sentence).at("conditions"));
    }
    words.into_iter().map(|what| Condition { what, met: None }).collect()
}

pub(super) fn move_stage(
    d: &mut Draft<'_>,
    id: VisitorId,
    (to, on): (Stage, NaiveDate),
    by: Option<&str>,
    note: Option<&str>,
    conditions: &[String],
) -> Outcome {
    let mut visitor = d.visitor(id)?;
    let subject = Subject::Visitor(id);
    d.not_ahead(subject, "on", on);
    if let Some(since) = visitor.stage_since() {
        d.not_before(subject, "on", on, since, "the day the stage before began");
    }
    if visitor.stage() == to {
        return Err(Finding::new(
            RuleId::H3,
            subject,
            format!("The visitor is at this stage already: {}.", to.words()),
        ));
    }
    if to == Stage::Approved {
        d.judge_step(on, judge::approval(d.world, &visitor, on));
    }
    decided(d, subject, (to, on), by);
    let conditions = set(d, subject, to, conditions);
    if to.is_over() {
        still_needed(d, id);
    }
    let (by, note) = (d.line(subject, "by", by), d.line(subject, "note", note));
    // That the interview was passed is said by the stage of that name, and need not be said a second time.
    if to == Stage::Interviewed && visitor.interview.is_none() {
        visitor.interview = Some(Said::new(by.clone().unwrap_or_else(|| d.ctx.by.clone()), on));
    }
    visitor.stages.push(StageStep { stage: to, on, by, note, conditions });
    let reference = visitor.reference();
    d.put(visitor);
    let told = crate::people::stage_shown(crate::people::Role::CoOrdinator, to);
    Ok((format!("{reference} is now: {}.", told.words()), subject))
}

/// Whoever goes is not to leave a match or a proposal behind.
fn still_needed(d: &mut Draft<'_>, id: VisitorId) {
    for m in d.world.live_matches_of_visitor(id, d.ctx.today) {
        d.find(
            Finding::new(
                RuleId::H3,
                Subject::Match(m.id),
                match &m.ended {
                    Some(end) => {
                        let end = words::short_with_year(end.on);
                        format!("{} runs until {end}. The visitor is there for it until then.", m.reference())
                    }
                    None => {
                        format!("{} is still open. End the match first, with its reason.", m.reference())
                    }
                },
            )
            .cure(Cure::EndMatch(m.id)),
        );
    }
    if let Some(p) = d.world.open_proposal_of_visitor(id) {
        let sentence = format!("{} is still open. Close the proposal first.", p.reference());
        d.find(Finding::new(RuleId::H3, Subject::Proposal(p.id), sentence).cure(Cure::CarryOn(p.id)));
    }
}

/// A condition of a decision is met: it stays in the record, with the day.
pub(super) fn meet_condition(d: &mut Draft<'_>, id: VisitorId, what: &str, on: NaiveDate) -> Outcome {
    let mut visitor = d.visitor(id)?;
    let subject = Subject::Visitor(id);
    d.not_ahead(subject, "on", on);
    let open = visitor.stages.iter_mut().flat_map(|step| {
        let since = step.on;
        step.conditions.iter_mut().filter(|c| c.met.is_none()).map(move |c| (since, c))
    });
    let Some((since, condition)) = open.into_iter().find(|(_, c)| fold(&c.what) == fold(what)) else {
        let sentence =
            "No such condition is open for this visitor. Choose one of those on the visitor's page.";
        return Err(Finding::new(RuleId::H3, subject, sentence).at("what"));
    };
    condition.met = Some(on);
    d.not_before(subject, "on", on, since, "the day the condition was set");
    let reference = visitor.reference();
    d.put(visitor);
    Ok((format!("A condition of {reference} is met."), subject))
}
