//! What a home brings with it while there is a visitor: contact details (R25) and what follows a move (R26,
//! R27, R28, R58; 5.4), and whether the child still lives there (R60c). The visit in the new placement (R29) is the
//! match's.

use super::build::{COUNTED, Day, Line, WEEK_DAYS, as_part, plus};
use super::matches::Pair;
use super::{Band, Deadline};
use crate::finding::Cure;
use crate::judge;
use crate::record::{Child, Match, Placement, Subject};
use crate::rule::{ParamId, RuleId};
use chrono::NaiveDate;

/// The deadlines about where a child lives, for a child with an open match.
pub(super) fn push(day: &Day, child: &Child, open: &Match, out: &mut Vec<Deadline>) {
    let started = open.started;
    let home = child.placement_on(day.today);
    out.extend(contact(day, child, home, started));
    // The first home on record is where the child was found, not a move.
    let moved = |p: &&Placement| p.from > started && !is_first(child, p);
    let ahead = child.next_placement(day.today).filter(moved).filter(|p| open.is_live_after(p.from));
    if let Some(home) = home.filter(moved) {
        out.extend(heard_late(day, child, home));
        new_home(day, child, open, home, out);
    }
    // A move that is planned is prepared before the day.
    if let Some(home) = ahead {
        out.extend(contact_ahead(day, child, home));
        new_home(day, child, open, home, out);
    }
}

/// What a home asks for that the child has moved to or is to move to (R27, R28, R58).
fn new_home(day: &Day, child: &Child, open: &Match, home: &Placement, out: &mut Vec<Deadline>) {
    out.extend(independence(day, child, open, home));
    let told_by = day.working_days_after(home.from, ParamId::CarerToldDays);
    let days = day.policy.say(ParamId::CarerToldDays);
    let move_ = moves(day, child, home);
    if home.carer_told.is_none() {
        out.extend(tell(
            day,
            child,
            told_by,
            RuleId::R27,
            "Carer: the visitor",
            format!(
                "{move_}, and a new carer is told within {days} that the child has a visitor, and that this is \
             statutory: by {}, and nothing is recorded.",
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
            "Carer: the pattern",
            format!(
                "{move_}, and a new carer is told within {days} how often the visitor comes, and is given the \
             leaflet: by {}, and nothing is recorded.",
                day.say(told_by)
            ),
        ));
    }
}

/// `Leila H. moved to Mill House on Sat 24 Oct`, or is to.
fn moves(day: &Day, child: &Child, home: &Placement) -> String {
    let moves = if home.from > day.today { "moves" } else { "moved" };
    format!("{} {moves} to {} on {}", child.name.short(), carer(home), day.say(home.from))
}

/// R58: that the visitor is not independent of the home stands until another answer is recorded.
fn still_not_independent(day: &Day, child: &Child, open: &Match, home: &Placement) -> Option<Deadline> {
    let visitor = day.world.visitor(open.visitor)?;
    let found = judge::not_independent(child, visitor, home.from.max(day.today))?;
    let answered = home.independence.as_ref()?.said.on;
    let due = day.working_days_after(answered, ParamId::CarerToldDays);
    let line = Line {
        rule: RuleId::R58,
        subject: Subject::Child(child.id),
        related: vec![Subject::Visitor(open.visitor), Subject::Match(open.id)],
        due,
        what: "Not independent of home",
        detail: format!("found {}, {}", day.brief(answered), day.due(due)),
        why: format!(
            "{}; that is talked over within {} of being recorded: by {}.",
            as_part(&found.sentence),
            day.policy.say(ParamId::CarerToldDays),
            day.say(due)
        ),
        cure: Cure::CheckPlacement(child.id),
    };
    day.band_from(due, answered).map(|band| day.deadline(band, line))
}

/// R25: address and telephone are confirmed every 90 days, and on every move.
fn contact(day: &Day, child: &Child, home: Option<&Placement>, started: NaiveDate) -> Option<Deadline> {
    let name = child.name.short();
    let (due, detail, facts) = match home {
        Some(home @ Placement { confirmed: Some(said), .. }) => {
            let due = contact_due(day, child, home, started);
            let facts = format!(
                "{name}'s were confirmed on {} with {}: {} after that is {}",
                day.say(said.on),
                said.by,
                day.policy.say(ParamId::ContactDays),
                day.say(due)
            );
            (due, format!("confirmed {}, {}", day.brief(said.on), day.due(due)), facts)
        }
        Some(home) if home.from > started && is_first(child, home) => {
            let facts = format!(
                "the first home of {name} on record is with {}, and nobody has confirmed them there{}",
                carer(home),
                day.before_the_file(started, COUNTED)
            );
            (contact_due(day, child, home, started), "never confirmed".to_owned(), facts)
        }
        Some(home) if home.from > started => {
            let facts = format!(
                "{name} moved to {} on {}, and nobody has confirmed them since",
                carer(home),
                day.say(home.from)
            );
            (
                contact_due(day, child, home, started),
                format!("not confirmed since move {}", day.brief(home.from)),
                facts,
            )
        }
        Some(home) => {
            let facts = format!(
                "{name} has lived with {} since {}, and they have not been confirmed since the match began \
                 on {}{}",
                carer(home),
                day.say(home.from),
                day.say(started),
                day.before_the_file(started, COUNTED)
            );
            (contact_due(day, child, home, started), "never confirmed".to_owned(), facts)
        }
        None => {
            let left = child.last_placement().and_then(|p| p.to).filter(|to| *to <= day.today);
            let facts = match left {
                Some(to) => format!("where {name} lives is not recorded since {}", day.say(to)),
                None => {
                    let from_file = day.before_the_file(started, COUNTED);
                    format!(
                        "where {name} lives is not recorded, and the match began on {}{from_file}",
                        day.say(started)
                    )
                }
            };
            (
                left.map_or_else(|| day.counted_from(started), |to| to.max(started)),
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
             every move and every {}; {facts}.",
            day.policy.say(ParamId::ContactDays)
        ),
        cure: Cure::ConfirmContact(child.id),
    };
    Some(day.deadline(band, line))
}

/// R25, 5.4: of a home that the child is to move to, the details are confirmed by the day of the move, so that the
/// visitor has them at all times.
fn contact_ahead(day: &Day, child: &Child, home: &Placement) -> Option<Deadline> {
    if home.confirmed.is_some() {
        return None;
    }
    let band = day.band(home.from)?;
    let line = Line {
        rule: RuleId::R25,
        subject: Subject::Child(child.id),
        related: Vec::new(),
        due: home.from,
        what: "New contact details",
        detail: format!("not confirmed, move {}", day.brief(home.from)),
        why: format!(
            "The visitor has up-to-date contact details at all times: address and telephone are confirmed at every \
             move; {}, and nobody has confirmed the new ones, which is due by {}.",
            moves(day, child, home),
            day.say(home.from)
        ),
        cure: Cure::ConfirmContact(child.id),
    };
    Some(day.deadline(band, line))
}

/// Whether a home is the first on record: where the child was found, and not where it moved.
fn is_first(child: &Child, home: &Placement) -> bool {
    child.placements.first().is_none_or(|first| first.from >= home.from)
}

/// R26: a move that the scheme was told of late, until the address is confirmed.
fn heard_late(day: &Day, child: &Child, home: &Placement) -> Option<Deadline> {
    let calendar = day.world.working_days();
    let in_time = day.working_days_after(home.from, ParamId::MoveHeardDays);
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
            "{} moved to {} on {}, and the scheme heard of it on {}, {lag} later, where it is told of a \
             move within {}, by {}; the new address is not confirmed yet.",
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

/// R58, and the visitor's way (5.4): after a move somebody looks at both, within five working days of hearing of it.
fn independence(day: &Day, child: &Child, open: &Match, home: &Placement) -> Option<Deadline> {
    let missing = match (&home.independence, &home.distance) {
        (Some(_), Some(_)) => return still_not_independent(day, child, open, home),
        (None, Some(_)) => "independence",
        (Some(_), None) => "distance",
        (None, None) => "independence and distance",
    };
    let due = day.working_days_after(home.learned, ParamId::CarerToldDays);
    let band = day.band(due)?;
    let employed = day.world.visitor(open.visitor).and_then(|v| judge::employed_there(child, v, day.today));
    let employed = match employed.filter(|_| home.independence.is_none()) {
        Some(finding) => format!("; {}", as_part(&finding.sentence)),
        None => String::new(),
    };
    let line = Line {
        rule: RuleId::R58,
        subject: Subject::Child(child.id),
        related: vec![Subject::Visitor(open.visitor), Subject::Match(open.id)],
        due,
        what: "Look at new home",
        detail: format!("{missing}, {}", day.brief(due)),
        why: format!(
            "After a move somebody looks at whether the visitor, or anyone at home, works for the new home or its \
             provider, and how far it is, within {} of hearing of it: the move of {} to {} was heard of on {}, so by {}, \
             and not on record is {missing}{employed}.",
            day.policy.say(ParamId::CarerToldDays),
            child.name.short(),
            carer(home),
            day.say(home.learned),
            day.say(due)
        ),
        cure: Cure::CheckPlacement(child.id),
    };
    Some(day.deadline(band, line))
}

/// R60c: no notice of a move comes to the scheme, so when neither a visit nor a word has shown for 31 days where the
/// child lives, it is asked for. Left out while the contact details are asked for anyway (R25).
pub(super) fn still_there(day: &Day, pair: &Pair) -> Option<Deadline> {
    let (child, started) = (pair.child, pair.match_.started);
    let home = child.placement_on(day.today)?;
    if contact_due(day, child, home, started) <= plus(day.today, WEEK_DAYS) {
        return None;
    }
    let seen = day.world.ledger(pair.match_.id).and_then(|l| l.last_completed(day.today)).map(|v| v.date);
    let confirmed = home.confirmed.as_ref().map(|c| c.on);
    let heard = [Some(home.from), Some(home.learned), confirmed, seen];
    let last = heard.into_iter().flatten().filter(|on| *on <= day.today).max()?;
    let due = day.days_after(day.counted_from(last), ParamId::AddressAskDays);
    if day.today <= due {
        return None;
    }
    let (name, every) = (child.name.short(), day.policy.say(ParamId::AddressAskDays));
    let known = if seen == Some(last) {
        format!("{name} was last seen on")
    } else if confirmed == Some(last) {
        format!("the contact details of {name} were confirmed on")
    } else {
        format!("{name} is known to live there since")
    };
    let line = Line {
        rule: RuleId::R60c,
        subject: Subject::Match(pair.match_.id),
        related: pair.people(),
        due,
        what: "Ask for the address",
        detail: format!("last known {}", day.brief(last)),
        why: format!(
            "No notice of a move comes to the scheme by law, so after {every} without a visit or a word it asks whether \
             the child still lives there: {known} {}{}, and {every} after that was {}.",
            day.say(last),
            day.before_the_file(last, COUNTED),
            day.say(due)
        ),
        cure: Cure::ConfirmContact(child.id),
    };
    Some(day.deadline(Band::Quiet, line))
}

/// Until when the contact details in a home hold (R25).
fn contact_due(day: &Day, child: &Child, home: &Placement, started: NaiveDate) -> NaiveDate {
    match &home.confirmed {
        Some(said) => day.days_after(said.on, ParamId::ContactDays),
        None if home.from > started && is_first(child, home) => day.counted_from(started).max(home.from),
        None if home.from > started => home.from,
        None => day.counted_from(started),
    }
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

/// The carer or home, where it is known by name.
fn carer(home: &Placement) -> &str {
    if home.carer.is_empty() { "a new placement" } else { &home.carer }
}
