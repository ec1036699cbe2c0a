//! What a home brings with it while there is a visitor: contact details (R25) and what follows a move (R26,
//! R27, R28; 5.4). The visit in the new placement (R29) is the match's.

use super::Deadline;
use super::build::{Day, Line};
use crate::finding::Cure;
use crate::record::{Child, Placement, Subject};
use crate::rule::{ParamId, RuleId};
use chrono::NaiveDate;

/// The deadlines about where a child lives, for a child whose open match began on `started`.
pub(super) fn push(day: &Day, child: &Child, started: NaiveDate, out: &mut Vec<Deadline>) {
    let home = child.placement_on(day.today);
    out.extend(contact(day, child, home, started));
    // The first home on record is where the child was found, not a move.
    let moved = |p: &&Placement| {
        p.from > started && child.placements.first().is_some_and(|first| first.from < p.from)
    };
    let Some(home) = home.filter(moved) else { return };
    out.extend(heard_late(day, child, home));
    let told_by = day.world.working_days().add(home.from, working_days(day, ParamId::CarerToldDays));
    let days = day.policy.say(ParamId::CarerToldDays);
    let move_ = format!("{} moved to {} on {}", child.name.short(), carer(home), day.say(home.from));
    if home.carer_told.is_none() {
        out.extend(tell(
            day,
            child,
            told_by,
            RuleId::R27,
            "Tell the carer of the visitor",
            format!(
                "{move_}. A new carer is told within {days} that the child has a visitor, and that this is \
             statutory: by {}. Nothing is recorded.",
                day.say(told_by)
            ),
        ));
    }
    if home.pattern_told.is_none() {
        out.extend(tell(
            day,
            child,
            told_by,
            RuleId::R28,
            "Tell the carer the pattern",
            format!(
                "{move_}. A new carer is told within {days} how often the visitor comes, and is given the \
             leaflet: by {}. Nothing is recorded.",
                day.say(told_by)
            ),
        ));
    }
}

/// R25: address and telephone are confirmed every 90 days, and on every move.
fn contact(day: &Day, child: &Child, home: Option<&Placement>, started: NaiveDate) -> Option<Deadline> {
    let name = child.name.short();
    let (due, detail, facts) = match home {
        Some(Placement { confirmed: Some(said), .. }) => {
            let due = day.days_after(said.on, ParamId::ContactDays);
            let facts = format!(
                "{name}'s were confirmed on {} with {}: {} after that is {}",
                day.say(said.on),
                said.by,
                day.policy.say(ParamId::ContactDays),
                day.say(due)
            );
            (due, format!("confirmed {}, {}", day.brief(said.on), day.due(due)), facts)
        }
        Some(home) if home.from > started => {
            let facts = format!(
                "{name} moved to {} on {}, and nobody has confirmed them since",
                carer(home),
                day.say(home.from)
            );
            (home.from, format!("not confirmed since move {}", day.brief(home.from)), facts)
        }
        Some(home) => {
            let facts = format!(
                "{name} has lived with {} since {}, and they have not been confirmed since the match began \
                 on {}",
                carer(home),
                day.say(home.from),
                day.say(started)
            );
            (started, "never confirmed".to_owned(), facts)
        }
        None => {
            let left = child.last_placement().and_then(|p| p.to).filter(|to| *to <= day.today);
            let facts = match left {
                Some(to) => format!("Where {name} lives is not recorded since {}", day.say(to)),
                None => {
                    format!("Where {name} lives is not recorded; the match began on {}", day.say(started))
                }
            };
            (
                left.map_or(started, |to| to.max(started)),
                "where the child lives is not known".to_owned(),
                facts,
            )
        }
    };
    let band = day.band(due)?;
    let line = Line {
        rule: RuleId::R25,
        subject: Subject::Child(child.id),
        related: Vec::new(),
        due,
        what: "Contact details",
        detail,
        why: format!(
            "The visitor has up-to-date contact details at all times: address and telephone are confirmed at \
             every move and every {}. {facts}.",
            day.policy.say(ParamId::ContactDays)
        ),
        cure: Cure::ConfirmContact(child.id),
    };
    Some(day.deadline(band, line))
}

/// R26: a move that the scheme was told of late, until the address is confirmed.
fn heard_late(day: &Day, child: &Child, home: &Placement) -> Option<Deadline> {
    let calendar = day.world.working_days();
    let in_time = calendar.add(home.from, working_days(day, ParamId::MoveHeardDays));
    if home.confirmed.is_some() || home.learned <= in_time {
        return None;
    }
    let band = day.band(home.learned)?;
    let lag = crate::rule::Unit::WorkingDays.say(calendar.count_between(home.from, home.learned));
    let line = Line {
        rule: RuleId::R26,
        subject: Subject::Child(child.id),
        related: Vec::new(),
        due: home.learned,
        what: "Placement heard of late",
        detail: format!("moved {}, heard {}", day.brief(home.from), day.brief(home.learned)),
        why: format!(
            "{} moved to {} on {}, and the scheme heard of it on {}, {lag} later. It is told of a move \
             within {}, by {}. The new address is not confirmed yet.",
            child.name.short(),
            carer(home),
            day.say(home.from),
            day.say(home.learned),
            day.policy.say(ParamId::MoveHeardDays),
            day.say(in_time),
        ),
        cure: Cure::ConfirmContact(child.id),
    };
    Some(day.deadline(band, line))
}

/// R27 and R28: what a new carer is told.
fn tell(
    day: &Day,
    child: &Child,
    due: NaiveDate,
    rule: RuleId,
    what: &'static str,
    why: String,
) -> Option<Deadline> {
    let line = Line {
        rule,
        subject: Subject::Child(child.id),
        related: Vec::new(),
        due,
        what,
        detail: day.due(due),
        why,
        cure: Cure::TellCarer(child.id),
    };
    day.band(due).map(|band| day.deadline(band, line))
}

fn working_days(day: &Day, param: ParamId) -> u16 {
    u16::try_from(day.policy.get(param)).unwrap_or(u16::MAX)
}

/// The carer or home, where it is known by name.
fn carer(home: &Placement) -> &str {
    if home.carer.is_empty() { "a new placement" } else { &home.carer }
}
