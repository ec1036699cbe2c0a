//! What is due for a visitor: annual review (R50a), supervision (R87), training (R50), the end of a hold
//! (R95). Certificates are in [`super::dbs`], the way to approval and what is seen again in [`super::recruiting`].

use super::Horizon;
use super::build::{COUNTED, Day, Line, days, plus};
use super::{Band, Deadline, booked, consents, dbs, followed, recruiting, support, visits};
use crate::finding::Cure;
use crate::record::{Hold, Module, Subject, Visitor};
use crate::rule::{ParamId, RuleId};
use crate::world::World;
use chrono::NaiveDate;

/// A hold without a day of its own is looked at again after four weeks (this program's own).
const HOLD_LOOK_DAYS: i64 = 28;

/// The deadlines of one visitor. They rest on the visitor, its reviews, supervisions, support groups and proposals, the
/// notes about it, its matches with their visits, and the children of those.
pub fn for_visitor(world: &World, visitor: &Visitor, at: impl Into<Horizon>, out: &mut Vec<Deadline>) {
    let day = Day::new(world, at.into());
    // What is recorded about somebody who has left is looked at all the same.
    out.extend(followed::low_level(&day, visitor));
    if visitor.stage().is_over() {
        return;
    }
    let today = day.today;
    if let Some(approved) = visitor.approved_on().filter(|_| visitor.is_serving()) {
        out.extend(annual_review(&day, visitor, approved));
        out.extend(booked::annual_review(&day, visitor));
        out.extend(supervision(&day, visitor, approved));
        out.extend(training(&day, visitor, approved));
        out.extend(dbs::renewal(&day, visitor, approved));
        out.extend(dbs::status_check(&day, visitor));
        out.extend(recruiting::declaration(&day, visitor, approved));
        out.extend(recruiting::driver(&day, visitor));
        out.extend(recruiting::long_away(&day, visitor, approved));
        out.extend(recruiting::keep_warm(&day, visitor, approved));
        out.extend(support::late_reports(&day, visitor));
    }
    consents::of_visitor(&day, visitor, out);
    out.extend(recruiting::conditions(&day, visitor));
    out.extend(recruiting::on_the_way(&day, visitor));
    out.extend(visits::regulated(&day, visitor));
    out.extend(dbs::application(&day, visitor));
    out.extend(dbs::update_service(&day, visitor));
    if let Some(hold) = visitor.hold_on(today) {
        let (subject, cure) = (Subject::Visitor(visitor.id), Cure::VisitorHold(visitor.id));
        out.extend(hold_ends(&day, hold, subject, Vec::new(), &visitor.name.short(), cure));
    }
}

/// R50a: reviewed every year, warned of from the eleventh month; a hold does not pause it (2.H 8).
fn annual_review(day: &Day, visitor: &Visitor, approved: NaiveDate) -> Option<Deadline> {
    let last = day.world.reviews_of_visitor(visitor.id).last().map(|r| r.held);
    let since = last.unwrap_or_else(|| day.counted_from(approved));
    let due = day.months_after(since, ParamId::AnnualReviewMonths);
    let band = day.band_from(due, day.months_after(since, ParamId::AnnualReviewWarnMonths))?;
    let facts = match last {
        Some(held) => format!("{}'s last was on {}", visitor.name.short(), day.say(held)),
        None => {
            let from_file = day.before_the_file(approved, COUNTED);
            let none = if from_file.is_empty() { "has had none" } else { "none is on record" };
            let (who, on) = (visitor.name.short(), day.say(approved));
            format!("{who} was approved on {on} and {none}{from_file}")
        }
    };
    let arranged = match day.world.booked_review_of_visitor(visitor.id).map(|r| r.held) {
        Some(on) if on >= day.today => format!("; one is arranged for {}", day.say(on)),
        _ => String::new(),
    };
    let line = Line {
        rule: RuleId::R50a,
        subject: Subject::Visitor(visitor.id),
        related: Vec::new(),
        due,
        what: "Annual review",
        detail: day.due(due),
        why: format!(
            "Every visitor has an annual review: {facts}, and {} after that is {}{arranged}.",
            day.policy.say(ParamId::AnnualReviewMonths),
            day.say(due)
        ),
        cure: Cure::HoldAnnualReview(visitor.id),
    };
    Some(day.deadline(band, line))
}

/// R87: one-to-one support every eight weeks while there is a match.
fn supervision(day: &Day, visitor: &Visitor, approved: NaiveDate) -> Option<Deadline> {
    let started = day.world.live_matches_of_visitor(visitor.id, day.today).map(|m| m.started).min()?;
    if visitor.hold_on(day.today).is_some() {
        return None;
    }
    let last = day.world.supervisions_of_visitor(visitor.id).last().map(|s| s.on);
    let began = approved.max(started);
    let since = last.unwrap_or_else(|| day.counted_from(began));
    let due = plus(since, day.policy.get(ParamId::SupervisionWeeks).saturating_mul(7));
    let band = day.quietly(due)?;
    let facts = match last {
        Some(on) => format!("{}'s last was on {}", visitor.name.short(), day.say(on)),
        None if since > began => {
            let from_file = day.before_the_file(began, COUNTED);
            format!("none of {}'s is on record{from_file}", visitor.name.short())
        }
        None => format!("{} has had none since {}", visitor.name.short(), day.say(since)),
    };
    let line = Line {
        rule: RuleId::R87,
        subject: Subject::Visitor(visitor.id),
        related: Vec::new(),
        due,
        what: "Supervision",
        detail: match last {
            Some(on) => format!("last {}, {}", day.brief(on), day.due(due)),
            None if since > began => format!("none on record, {}", day.due(due)),
            None => format!("none yet, {}", day.due(due)),
        },
        why: format!(
            "A visitor with a match has one-to-one support every {}: {facts}, and {} after that is {}.",
            day.policy.say(ParamId::SupervisionWeeks),
            day.policy.say(ParamId::SupervisionWeeks),
            day.say(due)
        ),
        cure: Cure::RecordSupervision(visitor.id),
    };
    Some(day.deadline(band, line))
}

/// R50: the core modules are done, and refreshed when they run out. One line, about the most urgent.
fn training(day: &Day, visitor: &Visitor, approved: NaiveDate) -> Option<Deadline> {
    let mut owed: Vec<(NaiveDate, Band, Module, bool)> = Vec::new();
    for module in Module::CORE {
        let latest = visitor.training.iter().filter(|t| t.module == *module).max_by_key(|t| t.on);
        let due = match latest {
            None => approved,
            Some(done) => match done.expires {
                Some(expires) => expires,
                None => continue,
            },
        };
        let warn = plus(due, day.policy.get(ParamId::TrainingWarnDays).saturating_neg());
        owed.extend(day.band_from(due, warn).map(|band| (due, band, *module, latest.is_some())));
    }
    // A stable sort: of those due on one day, the first in the order of the course.
    owed.sort_by_key(|(due, ..)| *due);
    let (due, band, module, done) = *owed.first()?;
    let more = match owed.len() - 1 {
        0 => String::new(),
        n => format!(" + {n} more"),
    };
    let facts = if done {
        format!("{}'s {} runs out on {}", visitor.name.short(), module.words(), day.say(due))
    } else {
        format!(
            "{} was approved on {}, and {} is not recorded as done",
            visitor.name.short(),
            day.say(due),
            module.words()
        )
    };
    let others: Vec<&str> = owed.iter().skip(1).map(|(_, _, m, _)| m.words()).collect();
    let others =
        if others.is_empty() { String::new() } else { format!("; so it is with {}", others.join(", ")) };
    let line = Line {
        rule: RuleId::R50,
        subject: Subject::Visitor(visitor.id),
        related: Vec::new(),
        due,
        what: "Training",
        detail: format!(
            "{}{more}, {}",
            module.words(),
            if done { day.due(due) } else { "never done".to_owned() }
        ),
        why: format!(
            "Visitors have done the seven core modules, and refresh what runs out; it is shown {} ahead: \
             {facts}{others}.",
            day.policy.say(ParamId::TrainingWarnDays)
        ),
        cure: Cure::RecordTraining(visitor.id, module),
    };
    Some(day.deadline(band, line))
}

/// R95: a hold is looked at again on its day. It does not end by itself.
pub(super) fn hold_ends(
    day: &Day,
    hold: &Hold,
    subject: Subject,
    related: Vec<Subject>,
    whose: &str,
    cure: Cure,
) -> Option<Deadline> {
    let due = hold.until.unwrap_or_else(|| plus(hold.from, HOLD_LOOK_DAYS));
    let band = day.band(due)?;
    let sum = match hold.until {
        Some(until) => format!("until {}", day.say(until)),
        None => format!(
            "without a day on which to look again, and {} after the start is {}",
            days(HOLD_LOOK_DAYS),
            day.say(due)
        ),
    };
    let line = Line {
        rule: RuleId::R95,
        subject,
        related,
        due,
        what: "On hold",
        detail: match hold.until {
            Some(_) => format!("until {}", day.brief(due)),
            None => format!("since {}, no day set", day.brief(hold.from)),
        },
        why: format!(
            "{whose} has been on hold since {} ({}), {sum}; what is on hold is looked at again on its day, \
             so end the hold or extend it.",
            day.say(hold.from),
            hold.reason
        ),
        cure,
    };
    Some(day.deadline(band, line))
}
