//! What an ending brings with it: it is closed (R98; 5.8), its written notice is on record (R53), and a new visitor is considered (R55).

use super::Deadline;
use super::build::{COUNTED, Day, Line};
use super::matches::Pair;
use crate::calendar::birthday;
use crate::finding::Cure;
use crate::record::{Child, ChildView, ClosingStep, EndReason, Ending, Match, Subject};
use crate::rule::{ParamId, RuleId};
use crate::status::ended_word;

/// R98: within 28 days of its end a match is closed, step by step; shown from the end on. Of an ending before the file
/// was made nothing is asked.
pub(super) fn closing(day: &Day, pair: &Pair) -> Option<Deadline> {
    let end = pair.match_.ended.as_ref().filter(|e| e.on <= day.today && day.counted_from(e.on) == e.on)?;
    let open = outstanding(end);
    let (first, rest) = open.split_first()?;
    let due = day.days_after(end.on, ParamId::ClosingDays);
    let band = day.band_from(due, end.on)?;
    let names: Vec<_> = open.iter().map(|step| step.words()).collect();
    let line = Line {
        rule: RuleId::R98,
        subject: Subject::Match(pair.match_.id),
        related: pair.people(),
        due,
        what: "Ending to be closed",
        detail: match rest.len() {
            0 => first.words().to_owned(),
            n => format!("{} steps open, {}", n + 1, day.due(due)),
        },
        why: format!(
            "An ending is closed within {}: the match of {} {} on {}, so by {}, and not on record is: {}.",
            day.policy.say(ParamId::ClosingDays),
            pair.names(),
            ended_word(day.world, pair.match_, day.today),
            day.say(end.on),
            day.say(due),
            names.join(", ")
        ),
        cure: Cure::Close(pair.match_.id),
    };
    Some(day.deadline(band, line))
}

/// R53: a match that stopped has ended only when the written notice is on record; it is asked for from a week before the
/// last day on. Of an ending before the file was made nothing is asked.
pub(super) fn notice(day: &Day, pair: &Pair) -> Option<Deadline> {
    let awaited = |e: &&Ending| e.awaits_notice(day.today) && day.counted_from(e.on) == e.on;
    let end = pair.match_.ended.as_ref().filter(awaited)?;
    let band = day.band(end.on)?;
    let stops = if end.on > day.today { "stops" } else { "stopped" };
    let given = match end.notice {
        Some(on) => format!("it is dated {}, which is still to come", day.say(on)),
        None => "its date is not on record".to_owned(),
    };
    let line = Line {
        rule: RuleId::R53,
        subject: Subject::Match(pair.match_.id),
        related: pair.people(),
        due: end.on,
        what: "Written notice awaited",
        detail: format!("{stops} {}", day.brief(end.on)),
        why: format!(
            "An appointment ends by written notice, the visitor's resignation or the authority's: the match of {} \
             {stops} on {}, and {given}.",
            pair.names(),
            day.say(end.on)
        ),
        cure: Cure::EndMatch(pair.match_.id),
    };
    Some(day.deadline(band, line))
}

/// The steps that are still to be taken; after a death nobody is asked for a last meeting or how it was.
fn outstanding(end: &Ending) -> Vec<ClosingStep> {
    let mut open = end.outstanding();
    if end.reason == EndReason::Death {
        open.retain(|step| !matches!(step, ClosingStep::Goodbye | ClosingStep::Survey));
    }
    open
}

/// R55: an appointment that ended does not end the duty: within 30 days a new visitor is considered. A new referral
/// meets it, and so does the answer that nobody else is wanted.
pub(super) fn new_visitor(day: &Day, child: &Child) -> Option<Deadline> {
    let (world, today) = (day.world, day.today);
    let (ended, end) = last_ending(day, child)?;
    let of_age = birthday(child.born, day.policy.steps(ParamId::ChildAgeMax));
    let open = world.live_match_of_child(child.id, today).is_some()
        || world.open_proposal_of_child(child.id).is_some()
        || world.referrals_of_child(child.id).any(|r| r.is_open() || r.received >= end.on);
    let not_wanted = match end.rematch {
        Some(wanted) => !wanted,
        // Whose death it was is not on record: only if a new visitor is wanted is one asked for.
        None => end.reason == EndReason::Death,
    };
    let objects = matches!(child.view, ChildView::Objects { understands: true, .. });
    if open || not_wanted || objects || !child.is_looked_after(today) || today >= of_age || end.on > today {
        return None;
    }
    let due = day.days_after(day.counted_from(end.on), ParamId::AfterEndDays);
    let band = day.quietly(due)?;
    let word = ended_word(world, ended, today);
    let line = Line {
        rule: RuleId::R55,
        subject: Subject::Child(child.id),
        related: vec![Subject::Match(ended.id), Subject::Visitor(ended.visitor)],
        due,
        what: "New visitor to be considered",
        detail: format!("{word} {}, {}", day.brief(end.on), day.due(due)),
        why: format!(
            "When an appointment has ended and the child is still looked after, a new visitor is considered within {}: \
             the match of {} {word} on {}, so by {}, no referral is open, and nobody has said that no other visitor is \
             wanted{}.",
            day.policy.say(ParamId::AfterEndDays),
            child.name.short(),
            day.say(end.on),
            day.say(due),
            day.before_the_file(end.on, COUNTED)
        ),
        cure: Cure::ReceiveReferral(child.id),
    };
    Some(day.deadline(band, line))
}

fn last_ending<'w>(day: &Day<'w>, child: &Child) -> Option<(&'w Match, &'w Ending)> {
    let ended = day.world.matches_of_child(child.id).filter_map(|m| Some((m, m.ended.as_ref()?)));
    ended.max_by_key(|(m, end)| (end.on, m.number))
}
