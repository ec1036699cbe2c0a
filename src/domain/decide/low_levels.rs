//! Low-level concerns about visitors (R1, R79), and the scheme's own words on the list of what reads like a concern.

use super::concerns::{by_the_team_manager, span};
use super::{Draft, Outcome};
use crate::command::NewLowLevel;
use crate::finding::{Cure, Finding};
use crate::id::{LowLevelId, VisitorId};
use crate::record::{LowLevel, Settled, Subject};
use crate::rule::{ParamId, RuleId};
use crate::{status, wording};

pub(super) fn record(d: &mut Draft<'_>, new: &NewLowLevel) -> Outcome {
    let visitor = d.visitor(new.visitor)?;
    let subject = Subject::Visitor(visitor.id);
    d.need(subject, "what", &new.what, "Write what it is about, in the words used.");
    d.not_ahead(subject, "on", new.on);
    if new.told > d.ctx.now {
        let sentence = "The time you were told lies ahead. Check it.";
        d.find(Finding::new(RuleId::H2, subject, sentence).at("told"));
    }
    gap(d, subject, new);
    let low_level = LowLevel {
        id: LowLevelId(d.fresh()),
        visitor: visitor.id,
        on: new.on,
        heard: new.heard,
        told: new.told,
        raised_by: d.line(subject, "raised_by", Some(&new.raised_by)).unwrap_or_else(|| d.ctx.by.clone()),
        what: d.long(subject, "what", &new.what),
        done: d.line(subject, "done", new.done.as_deref()),
        recorded_by: d.ctx.by.clone(),
        outcome: None,
    };
    let mut days: Vec<_> = d.world.low_levels_of_visitor(visitor.id).iter().map(|l| l.on).collect();
    days.push(new.on);
    days.sort_unstable();
    let together = status::counted_together(&days, d.world.policy());
    if let Some(n) = together {
        let sentence = format!(
            "There are {n} low-level concerns about this visitor within {}. The team manager looks at them together.",
            d.world.policy().say(ParamId::LowLevelMonths)
        );
        d.find(Finding::new(RuleId::R79, subject, sentence).cure(Cure::LookAtLowLevel(visitor.id)));
    }
    d.put(low_level);
    Ok((format!("Low-level concern about {} recorded.", visitor.reference()), subject))
}

/// R1: what lay between somebody learning of it and the co-ordinator being told.
fn gap(d: &mut Draft<'_>, subject: Subject, new: &NewLowLevel) {
    let Some(heard) = new.heard else { return };
    let minutes = (new.told - heard).num_minutes();
    if minutes < 0 {
        let sentence = "Whoever raised it cannot have learned of it after you were told. Check both times.";
        d.find(Finding::new(RuleId::H2, subject, sentence).at("heard_on"));
    } else if minutes > d.world.policy().get(ParamId::GapHours) * 60 {
        let sentence = format!(
            "Between its being known and your being told lay {}. A concern about a visitor is told as soon as possible.",
            span(u32::try_from(minutes).unwrap_or(u32::MAX))
        );
        d.find(Finding::new(RuleId::R1, subject, sentence).at("heard_on"));
    }
}

pub(super) fn look_at(d: &mut Draft<'_>, id: VisitorId, by: &str, outcome: &str) -> Outcome {
    let visitor = d.visitor(id)?;
    let subject = Subject::Visitor(id);
    let open: Vec<LowLevel> =
        d.world.low_levels_of_visitor(id).into_iter().filter(|l| l.outcome.is_none()).cloned().collect();
    if open.is_empty() {
        let sentence = "Nothing about this visitor waits to be looked at.";
        return Err(Finding::new(RuleId::H3, subject, sentence));
    }
    d.need(subject, "by", by, "Say who looked at it: that is the team manager.");
    d.need(subject, "outcome", outcome, "Say what came of it.");
    by_the_team_manager(d, RuleId::R79, subject, by);
    let settled =
        Settled { at: d.ctx.now, by: d.long(subject, "by", by), reason: d.long(subject, "outcome", outcome) };
    for low_level in open {
        d.put(LowLevel { outcome: Some(settled.clone()), ..low_level });
    }
    Ok((format!("Low-level concerns about {} looked at.", visitor.reference()), subject))
}

pub(super) fn add_word(d: &mut Draft<'_>, word: &str) -> Outcome {
    let word = a_word(d, word);
    let mut own = d.world.word_list().cloned().unwrap_or_default();
    let there = wording::in_force(Some(&own)).contains(&word);
    if there && !word.is_empty() {
        let sentence = "This word is on the list already.";
        return Err(Finding::new(RuleId::H3, Subject::Scheme, sentence).at("word"));
    }
    if !own.removed.remove(&word) {
        own.added.insert(word);
    }
    d.put(own);
    Ok(("Word put on the list.".to_owned(), Subject::Scheme))
}

pub(super) fn remove_word(d: &mut Draft<'_>, word: &str) -> Outcome {
    let word = a_word(d, word);
    let mut own = d.world.word_list().cloned().unwrap_or_default();
    if !wording::in_force(Some(&own)).contains(&word) && !word.is_empty() {
        let sentence = "This word is not on the list. Look at the list for how it stands there.";
        return Err(Finding::new(RuleId::H3, Subject::Scheme, sentence).at("word"));
    }
    if !own.added.remove(&word) {
        own.removed.insert(word);
    }
    d.put(own);
    Ok(("Word taken off the list.".to_owned(), Subject::Scheme))
}

/// The longest word or phrase of the list, in characters.
const LONGEST: usize = 40;

fn a_word(d: &mut Draft<'_>, typed: &str) -> String {
    let word = wording::kept(typed);
    let length = word.chars().count();
    if !(2..=LONGEST).contains(&length) {
        let sentence = format!("Write a word or a phrase of 2 to {LONGEST} letters.");
        d.find(Finding::new(RuleId::H1, Subject::Scheme, sentence).at("word"));
    }
    word
}
