//! What is due for a match: visits (R20, R89, R29), their reports (R33) and the end of a hold (R95). Reviews
//! and the eighteenth birthday are in [`super::review`], planned outings in [`super::outing`], support in
//! [`super::support`], what single visits bring in [`super::visits`], and the end in [`super::endings`].

use super::Horizon;
use super::build::{COUNTED, Day, Line, as_part, between, days, plus};
use super::visitor::hold_ends;
use super::{Band, Deadline, booked, consents, endings, outing, placement, review, support, visits};
use crate::calendar::birthday;
use crate::finding::Cure;
use crate::judge;
use crate::record::{Child, ChildView, Ledger, Match, Subject, VisitLine, VisitState, Visitor};
use crate::rule::{Level, ParamId, RuleId};
use crate::status::{self, Idle};
use crate::world::World;
use chrono::NaiveDate;

/// With the birthday, or the last day of a notice period, this near no next visit is asked for: the match is ending (this program's own).
const ENDING_DAYS: i64 = 28;

/// A match with all that its deadlines rest on.
pub(super) struct Pair<'w> {
    pub match_: &'w Match,
    pub child: &'w Child,
    pub visitor: &'w Visitor,
    pub visits: &'w [VisitLine],
    /// The day on which the match ends by age (R6).
    pub of_age: NaiveDate,
}

impl Pair<'_> {
    /// `Leila H. and Joan B.`
    pub fn names(&self) -> String {
        format!("{} and {}", self.child.name.short(), self.visitor.name.short())
    }

    /// Child and visitor.
    pub fn people(&self) -> Vec<Subject> {
        vec![Subject::Child(self.child.id), Subject::Visitor(self.visitor.id)]
    }

    /// Match, child and visitor.
    pub fn related(&self) -> Vec<Subject> {
        let mut related = vec![Subject::Match(self.match_.id)];
        related.extend(self.people());
        related
    }

    /// The day on which the match ends, as far as one is known: by age, or on a day for which notice was given.
    fn last_day(&self) -> NaiveDate {
        self.match_.ended.as_ref().map_or(self.of_age, |end| end.on.min(self.of_age))
    }

    /// Whether the match is to run on a day. An end that lies ahead is the only one that counts here.
    fn runs_on(&self, day: NaiveDate) -> bool {
        self.match_.ended.as_ref().is_none_or(|end| day < end.on)
    }

    /// Whether the visit clocks stand still: on hold or suspended, either of the match or of the visitor.
    fn is_paused(&self, day: NaiveDate) -> bool {
        status::is_away(self.match_, self.visitor, day)
    }

    /// The last day in time of a clock of so many days that stands still while on hold (2.H 8).
    fn days_after(&self, day: &Day, since: NaiveDate, days: i64) -> NaiveDate {
        status::after_days_there(self.match_, self.visitor, since, days, day.today)
    }

    /// What is said of days that do not count; nothing when there are none.
    fn not_counting(&self, away: i64) -> String {
        let paused = self.match_.suspensions.is_empty() && self.visitor.suspensions.is_empty();
        match away {
            0 => String::new(),
            n => format!(", not counting {} on hold{}", days(n), if paused { "" } else { " or paused" }),
        }
    }
}

/// The deadlines of one match and of its visits. They rest on the match, its ledger, reviews and the notes about it, its
/// child, and its visitor with the supervisions.
pub fn for_match(world: &World, match_: &Match, at: impl Into<Horizon>, out: &mut Vec<Deadline>) {
    let (Some(child), Some(visitor)) = (world.child(match_.child), world.visitor(match_.visitor)) else {
        return;
    };
    let day = Day::new(world, at.into());
    let today = day.today;
    let visits = world.ledger(match_.id).map_or(&[][..], |l: &Ledger| &l.visits);
    let of_age = birthday(child.born, day.policy.steps(ParamId::ChildAgeMax));
    let pair = Pair { match_, child, visitor, visits, of_age };

    for visit in visits.iter().filter(|v| owes_report(match_, v, today)) {
        out.extend(report(&day, &pair, visit));
    }
    for visit in visits {
        out.extend(visits::sanction(&day, &pair, visit));
        out.extend(visits::claim(&day, &pair, visit));
        out.extend(visits::words(&day, &pair, visit));
    }
    outing::push(&day, &pair, out);
    out.extend(endings::closing(&day, &pair));
    out.extend(endings::notice(&day, &pair));
    if !match_.is_live_after(today) {
        return;
    }
    out.extend(ends(&day, &pair));
    out.extend(booked::case_meeting(&day, &pair).filter(|d| pair.runs_on(d.due)));
    out.extend(consents::card(&day, &pair));
    // What falls due in its notice period is still asked for, and what would be due after its last day is not.
    let given_notice = match_.ended.is_some();
    if match_.ended.as_ref().is_none_or(|end| end.on >= of_age) {
        out.extend(review::eighteen(&day, &pair));
    }
    out.extend(review::to_plan(&day, &pair));
    if let Some(hold) = match_.hold_on(today) {
        let (subject, cure) = (Subject::Match(match_.id), Cure::MatchHold(match_.id));
        let whose = format!("The match of {}", pair.names());
        out.extend(hold_ends(&day, hold, subject, pair.people(), &whose, cure));
    }
    // Ended by age, or not to go on by the child's decision: only what is left to do about it is shown.
    if today >= of_age {
        return;
    }
    if !given_notice {
        out.extend(support::trial(&day, &pair));
    }
    if match_.trial.as_ref().is_some_and(|t| !t.goes_on) {
        return;
    }
    out.extend(review::next(&day, &pair).filter(|d| pair.runs_on(d.due)));
    if match_.is_live(today) && !given_notice {
        // A hold does not pause it.
        out.extend(support::check_in(&day, &pair));
    }
    if match_.is_live(today) && !pair.is_paused(today) {
        out.extend(support::falling_through(&day, &pair));
        out.extend(placement::still_there(&day, &pair));
        // One plan cures all three: the most telling of them is said.
        let home = new_home(&day, &pair);
        let to_book = home.as_ref().is_some_and(|d| matches!(d.cure, Cure::PlanVisit(_)));
        let quiet = last_visit(&day, &pair);
        let next = if quiet.is_none() && !to_book { next_visit(&day, &pair) } else { None };
        out.extend(quiet.into_iter().chain(next).chain(home).filter(|d| pair.runs_on(d.due)));
    }
}

/// R3, R54: the child has ceased to be looked after, or objects, and the match is still open. It stays on the list
/// until the match is ended; where the child is not judged to understand, that is what is asked for first.
fn ends(day: &Day, pair: &Pair) -> Vec<Deadline> {
    judge::ends(pair.child, pair.match_, day.today)
        .into_iter()
        // An objection that was judged neither ends the match nor waits to be judged.
        .filter(|finding| finding.level >= Level::Override)
        .map(|finding| {
            let objected = match &pair.child.view {
                ChildView::Objects { said, .. } | ChildView::ObjectsWithout(said) => Some(said.on),
                _ => None,
            };
            let ceased = pair.child.ceased.as_ref().map(|c| c.on);
            let since = if finding.rule == RuleId::R54 { objected } else { ceased };
            let due = since.unwrap_or(day.today).min(day.today);
            let to_judge = finding.rule == RuleId::R54 && finding.level < Level::Block;
            let (what, cure) = if to_judge {
                ("Objection to be judged", Cure::AmendChild(pair.child.id))
            } else {
                ("Match to be ended", Cure::EndMatch(pair.match_.id))
            };
            let line = Line {
                rule: finding.rule,
                subject: Subject::Match(pair.match_.id),
                related: pair.people(),
                due,
                what,
                detail: format!("since {}", day.brief(due)),
                why: match &pair.match_.ended {
                    Some(end) => format!(
                        "The match of {1} is to run until {2}, and {0}.",
                        as_part(&finding.sentence),
                        pair.names(),
                        day.say(end.on)
                    ),
                    None => format!(
                        "The match of {} is still open, and {}.",
                        pair.names(),
                        as_part(&finding.sentence)
                    ),
                },
                cure,
            };
            day.deadline(if due < day.today { Band::Overdue } else { Band::Today }, line)
        })
        .collect()
}

/// Whether the visitor owes a report on a visit. What was planned for after the end of the match did not take place.
pub(super) fn owes_report(match_: &Match, visit: &VisitLine, today: NaiveDate) -> bool {
    let over = match_.ended.as_ref().is_some_and(|e| e.on <= visit.date);
    visit.awaits_report(today) && (visit.state == VisitState::Completed || !over)
}

/// R33: the report comes within seven days of the visit.
fn report(day: &Day, pair: &Pair, visit: &VisitLine) -> Option<Deadline> {
    let due = day.days_after(visit.date, ParamId::ReportDays);
    let band = day.band_from(due, visit.date)?;
    let state = if visit.state == VisitState::Completed {
        format!("{} saw {} on {}", pair.visitor.name.short(), pair.child.name.short(), day.say(visit.date))
    } else {
        format!(
            "{} was to see {} on {}, and nobody has said what became of it",
            pair.visitor.name.short(),
            pair.child.name.short(),
            day.say(visit.date)
        )
    };
    let line = Line {
        rule: RuleId::R33,
        subject: Subject::Visit(visit.id),
        related: pair.related(),
        due,
        what: "Visit report",
        detail: format!("visit {}", day.say(visit.date)),
        why: format!(
            "{state}, and the visitor sends a report within {} of each visit: by {}, and none has come.",
            day.policy.say(ParamId::ReportDays),
            day.say(due)
        ),
        cure: Cure::FileReport(visit.id),
    };
    Some(day.deadline(band, line))
}

/// R20: gone quiet 35 days after the last completed visit, overdue 42 days after it; another agreed interval
/// moves both by as much as it differs from four weeks.
fn last_visit(day: &Day, pair: &Pair) -> Option<Deadline> {
    let Idle { last, since, away, elapsed, quiet, overdue } =
        status::idle(day.world, pair.match_, pair.visitor, day.today);
    let due = pair.days_after(day, since, overdue - 1);
    let next = pair.visits.iter().find(|v| v.date >= day.today && v.state.is_planned());
    let band = if elapsed >= overdue {
        Band::Overdue
    } else if elapsed >= quiet && next.is_none_or(|v| v.date > due) {
        Band::Quiet
    } else {
        return None;
    };
    // Said to have taken place, it would be the last visit.
    let unsaid =
        pair.visits.iter().rev().find(|v| v.state.is_planned() && v.date > since && v.date < day.today);
    let id = pair.match_.id;
    let facts = match last {
        Some(visit) => format!(
            "{} last saw {} on {}",
            pair.visitor.name.short(),
            pair.child.name.short(),
            day.say(visit.date)
        ),
        None => {
            let started = pair.match_.started;
            let from_file = day.before_the_file(started, COUNTED);
            let none = if from_file.is_empty() { "has taken place" } else { "is on record" };
            format!("{} were matched on {}, and no visit {none}{}", pair.names(), day.say(started), from_file)
        }
    };
    let on_hold = pair.not_counting(away);
    let planned = match (next, unsaid) {
        (_, Some(visit)) => {
            format!("nobody has said what became of the visit planned for {}", day.say(visit.date))
        }
        (Some(visit), _) => format!("the next is planned for {}", day.say(visit.date)),
        (None, None) => "no next visit is planned".to_owned(),
    };
    let line = Line {
        rule: RuleId::R20,
        subject: Subject::Match(id),
        related: pair.people(),
        due,
        what: if band == Band::Overdue { "Visit overdue" } else { "No visit lately" },
        detail: match last {
            Some(visit) => format!("{elapsed} d since {}", day.say(visit.date)),
            None if since > pair.match_.started => format!("{elapsed} d, no visit on record"),
            None => format!("{elapsed} d, no visit yet"),
        },
        why: format!(
            "{facts}: {}{on_hold}, where visits are {}, which counts as quiet from day {quiet} and as overdue from \
             day {overdue}, after {}; {planned}.",
            days(elapsed),
            pair.match_.interval().words(),
            day.say(due)
        ),
        cure: match (next, unsaid) {
            (_, Some(visit)) => Cure::FileReport(visit.id),
            (Some(visit), None) => Cure::ChangeVisit(visit.id),
            (None, None) => Cure::PlanVisit(id),
        },
    };
    Some(day.deadline(band, line))
}

/// R89: every visit ends with the next one planned.
fn next_visit(day: &Day, pair: &Pair) -> Option<Deadline> {
    if pair.visits.iter().any(|v| v.date >= day.today && v.state.is_planned())
        || pair.last_day() <= plus(day.today, ENDING_DAYS)
    {
        return None;
    }
    let last = pair.visits.iter().rev().find(|v| v.date <= day.today)?;
    let allowed = day.policy.get(ParamId::NextVisitDays);
    let due = pair.days_after(day, last.date, allowed);
    let band = day.band(due)?;
    let line = Line {
        rule: RuleId::R89,
        subject: Subject::Match(pair.match_.id),
        related: pair.people(),
        due,
        what: "No next visit planned",
        detail: format!("last {}", day.say(last.date)),
        why: format!(
            "Every visit ends with the next one planned, within {}: the last of {} was for {}, so by \
             {}{}, and nothing is planned.",
            day.policy.say(ParamId::NextVisitDays),
            pair.names(),
            day.say(last.date),
            day.say(due),
            pair.not_counting(between(last.date, due) - allowed)
        ),
        cure: Cure::PlanVisit(pair.match_.id),
    };
    Some(day.deadline(band, line))
}

/// R29: after a move a visit is booked within 14 days and has taken place within 35.
fn new_home(day: &Day, pair: &Pair) -> Option<Deadline> {
    let first = pair.child.placements.first()?.from;
    let home = pair.child.placement_on(day.today).filter(|p| p.from > pair.match_.started.max(first))?;
    let mut there = pair.visits.iter().filter(|v| v.date >= home.from);
    if there.clone().any(|v| v.state == VisitState::Completed && v.date <= day.today) {
        return None;
    }
    let booked = there.find(|v| v.state.is_planned());
    let param = if booked.is_some() { ParamId::MoveVisitedDays } else { ParamId::MoveBookedDays };
    let allowed = day.policy.get(param);
    let due = pair.days_after(day, home.from, allowed);
    let band = day.band(due)?;
    let (rule, facts, detail, cure) = match booked {
        Some(visit) if visit.date < day.today => (
            "has taken place",
            format!("nobody has said what became of the visit planned for {}", day.say(visit.date)),
            format!("planned {}, not said", day.brief(visit.date)),
            Cure::FileReport(visit.id),
        ),
        Some(visit) => (
            "has taken place",
            format!("one is planned for {}", day.say(visit.date)),
            format!("planned {}, {}", day.brief(visit.date), day.due(due)),
            Cure::ChangeVisit(visit.id),
        ),
        None => (
            "is booked",
            "none is booked".to_owned(),
            format!("moved {}, none booked", day.brief(home.from)),
            Cure::PlanVisit(pair.match_.id),
        ),
    };
    let line = Line {
        rule: RuleId::R29,
        subject: Subject::Match(pair.match_.id),
        related: pair.people(),
        due,
        what: "Visit at new home",
        detail,
        why: format!(
            "{} moved on {}, and a visit by {} in the new placement {rule} within {}: by {}{}; {facts}.",
            pair.child.name.short(),
            day.say(home.from),
            pair.visitor.name.short(),
            day.policy.say(param),
            day.say(due),
            pair.not_counting(between(home.from, due) - allowed)
        ),
        cure,
    };
    Some(day.deadline(band, line))
}
