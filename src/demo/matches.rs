//! Matches: begun, visited month after month, reviewed, ended.

use crate::days::{months, office_before, plus, weekend_before};
use crate::teller::Script;
use crate::words::{self, Outing};
use crate::{COLLEAGUE, chance};
use chrono::{NaiveDate, NaiveTime};
use domain::command::{Command, Happened, NewReport, ReportConcern, VisitPlan};
use domain::entry::expenses::Expenses;
use domain::entry::money::Pence;
use domain::record::{CancelReason, EndReason, Interval, Party, ReviewOutcome};

/// What becomes of a visit.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Fate {
    /// It took place, and its report came.
    Done,
    /// It was cancelled, so many days before; the next visit in line was found instead.
    Cancelled { by: Party, reason: CancelReason, notice: i64, rearranged: bool },
    /// Somebody did not come.
    Missed(Party),
    /// Nobody has said.
    Unsaid,
    /// It took place, and the report that came today tells of a worry.
    Worry(&'static str),
}

/// One visit of a story.
#[derive(Clone, Copy)]
pub(crate) struct Visit {
    pub date: NaiveDate,
    pub fate: Fate,
}

/// A child and a visitor, and how it has gone.
#[derive(Clone)]
pub(crate) struct Pairing {
    pub child: usize,
    pub visitor: usize,
    pub start: NaiveDate,
    pub every: Interval,
    pub reason: Option<&'static str>,
    /// Every visit but the one to come.
    pub visits: Vec<Visit>,
    /// The one to come.
    pub next: Option<NaiveDate>,
    pub at_home: bool,
    /// The last report was typed in by a colleague and is not read yet.
    pub unread: bool,
}

impl Pairing {
    /// Visits at the interval from the start up to `last`, a weekend day at or before it.
    pub fn new(
        s: &Script,
        (child, visitor): (usize, usize),
        start: NaiveDate,
        every: Interval,
        last: NaiveDate,
    ) -> Self {
        let floor = plus(start, 4).max(plus(s.since, 1));
        let mut dates = Vec::new();
        let mut day = weekend_before(last);
        while day >= floor {
            dates.push(day);
            let step = match every {
                Interval::Weeks(n) => i64::from(n) * 7,
                // Every third time five weeks: a visit in every month of the year.
                Interval::Monthly if dates.len() % 3 == 0 => 35,
                Interval::Monthly => 28,
            };
            day = plus(day, -step);
        }
        let mut visits = Vec::new();
        for (back, date) in dates.into_iter().enumerate() {
            let fate = fate(child, back, every);
            if let Fate::Cancelled { rearranged: true, .. } = fate {
                visits.push(Visit { date: plus(date, 8), fate: Fate::Done });
            }
            visits.push(Visit { date, fate });
        }
        visits.reverse();
        Self { child, visitor, start, every, reason: None, visits, next: None, at_home: false, unread: false }
    }

    /// Visits from a day on did not take place: the pair was on hold, or it has only begun.
    pub fn without(mut self, from: NaiveDate, to: NaiveDate) -> Self {
        self.visits.retain(|v| v.date < from || v.date > to);
        if let Some(first) = self.visits.iter_mut().find(|v| v.date > to) {
            first.fate = Fate::Done;
        }
        self
    }

    /// One more visit after the last.
    pub fn then(mut self, date: NaiveDate, fate: Fate) -> Self {
        self.visits.push(Visit { date, fate });
        self
    }
}

/// Most visits take place; now and then one does not. Never the last two.
fn fate(child: usize, back: usize, every: Interval) -> Fate {
    let cancelled = |by, reason, notice, rearranged| Fate::Cancelled { by, reason, notice, rearranged };
    if back < 2 || back % 2 == 1 {
        return Fate::Done;
    }
    match chance::below(chance::two(child, back), 24) {
        0 => cancelled(Party::Visitor, CancelReason::Illness, 2, every == Interval::Monthly),
        1 => cancelled(Party::Carer, CancelReason::ContactClash, 4, every == Interval::Monthly),
        2 => cancelled(Party::Child, CancelReason::School, 1, false),
        3 => Fate::Missed(if child.is_multiple_of(2) { Party::Child } else { Party::Carer }),
        4 => cancelled(Party::Visitor, CancelReason::Transport, 0, false),
        5 => cancelled(Party::SocialWorker, CancelReason::ContactClash, 3, every == Interval::Monthly),
        6 => cancelled(Party::Child, CancelReason::Illness, 0, false),
        7 => cancelled(Party::Scheme, CancelReason::Weather, 1, false),
        8 => Fate::Missed(Party::Visitor),
        _ => Fate::Done,
    }
}

/// The match begins, a pattern is agreed, and its visits are told.
pub(crate) fn tell(s: &mut Script, p: &Pairing) {
    begin(s, p);
    if let Some(first) = p.visits.first().map(|v| v.date).or(p.next) {
        plan(s, p, p.start, first);
    }
    visits(s, p);
    confirmed(s, p);
}

/// An outing of the coming days is confirmed with carer and child, where it was planned in good time.
fn confirmed(s: &mut Script, p: &Pairing) {
    let (child, yesterday) = (p.child, s.ago(1));
    let early = p.visits.last().is_some_and(|v| v.date <= s.ago(8));
    if let Some(date) = p.next.filter(|d| early && *d <= s.ago(-7) && child.is_multiple_of(2)) {
        s.on(yesterday, move |t| Command::ConfirmVisit { visit: t.visit(child, date) });
    }
}

/// The match begins.
pub(crate) fn begin(s: &mut Script, p: &Pairing) {
    let (child, visitor, on, every, reason) = (p.child, p.visitor, p.start, p.every, p.reason);
    let rationale = [
        "They like the same things, and live twenty minutes apart.",
        "The child asked for somebody patient; the references say so of this visitor.",
        "Shared language at home, and both free on Saturdays.",
        "Chosen by the child from two profiles.",
    ][child % 4];
    s.on(s.office(on), move |t| Command::StartMatch {
        child: t.child(child),
        visitor: t.visitor(visitor),
        on,
        rationale: Some(rationale.to_owned()),
    });
    s.on(s.office(on), move |t| Command::AgreePattern {
        match_id: t.match_of(child),
        every,
        with: "child, carer and visitor".to_owned(),
        on,
        reason: reason.map(str::to_owned),
    });
}

const STARTS: &[(u32, u32)] = &[(10, 0), (10, 30), (11, 0), (13, 0), (14, 0), (12, 30)];

fn visit_plan(p: &Pairing, date: NaiveDate) -> Box<VisitPlan> {
    let seed = chance::two(p.child, chrono::Datelike::num_days_from_ce(&date) as usize);
    let (hour, minute) = chance::pick(STARTS, seed);
    let what = (!p.at_home)
        .then(|| chance::pick(&["bowling", "cinema", "lunch", "the park", "to be chosen", "swimming"], seed));
    Box::new(VisitPlan {
        what: what.map(str::to_owned),
        at_home: p.at_home,
        ..VisitPlan::on(date, NaiveTime::from_hms_opt(hour, minute, 0))
    })
}

/// A visit is planned on a day.
pub(crate) fn plan<'s>(
    s: &'s mut Script,
    p: &Pairing,
    on: NaiveDate,
    date: NaiveDate,
) -> &'s mut crate::teller::Scene {
    let (child, plan) = (p.child, visit_plan(p, date));
    s.on(s.office(on).min(date), move |t| Command::PlanVisit { match_id: t.match_of(child), plan })
}

fn visits(s: &mut Script, p: &Pairing) {
    let outings = words::outings(p.at_home);
    let child = p.child;
    for (n, visit) in p.visits.iter().enumerate() {
        let date = visit.date;
        let next = p.visits.get(n + 1).map(|v| v.date).or(p.next);
        match visit.fate {
            Fate::Done | Fate::Worry(_) => report(s, p, n, &outings, next),
            Fate::Cancelled { by, reason, notice, rearranged } => {
                // Short notice comes at the weekend and is typed in after it.
                let (told, typed) = if notice < 2 {
                    (plus(date, -notice), s.office(plus(date, 1)))
                } else {
                    let told = office_before(plus(date, -notice));
                    (told, told)
                };
                let instead = next.filter(|_| rearranged).map(|day| visit_plan(p, day));
                s.on(typed, move |t| Command::CancelVisit {
                    visit: t.visit(child, date),
                    by,
                    reason,
                    told,
                    note: None,
                    instead,
                });
                next.filter(|_| !rearranged).into_iter().for_each(|day| _ = plan(s, p, typed, day));
            }
            Fate::Missed(by) => {
                s.on(s.office(plus(date, 1)), move |t| Command::MissVisit {
                    visit: t.visit(child, date),
                    by,
                    note: Some("rang the same day; nobody had written it down".to_owned()),
                });
                next.into_iter().for_each(|day| _ = plan(s, p, plus(date, 1), day));
            }
            Fate::Unsaid => next.into_iter().for_each(|day| _ = plan(s, p, plus(date, -3), day)),
        }
    }
}

fn report(s: &mut Script, p: &Pairing, n: usize, outings: &[Outing], next: Option<NaiveDate>) {
    let Visit { date, fate } = p.visits[n];
    let (child, seed) = (p.child, chance::two(p.child, n));
    // Steps of a number without a common divisor: no outing twice until all were.
    let told = outings[(p.child * 5 + n * 11) % outings.len()];
    let worry = match fate {
        Fate::Worry(what) => Some(ReportConcern { what: what.to_owned(), danger_now: false }),
        _ => None,
    };
    let received =
        if worry.is_some() { s.today } else { s.office(plus(date, 1 + chance::below(seed, 3) as i64)) };
    let (mut child_words, mut visitor_view) = (told.child_words, told.visitor_view);
    if let Fate::Worry(what) = fate {
        child_words = what;
        visitor_view = "Told me on the way back, calmly. I said that I would pass it on today, and why.";
    } else if chance::below(seed ^ 7, 9) == 0 {
        child_words = "";
    }
    let expenses = (chance::below(seed ^ 1, 10) < 6).then(|| Expenses {
        tenths_of_a_mile: 40 + chance::below(seed ^ 2, 200) as u32,
        spent: Pence(350 + chance::below(seed ^ 3, 180) as i64 * 10),
    });
    let next = next.map(|day| visit_plan(p, day));
    let support = (chance::below(seed ^ 4, 25) == 0).then(|| "A word about presents, please.".to_owned());
    let make = move |t: &crate::teller::Cast| Command::FileVisitReport {
        report: Box::new(NewReport {
            match_id: t.match_of(child),
            visit: None,
            date,
            received,
            happened: Happened::Yes,
            minutes: Some(told.minutes),
            activity: told.activity.to_owned(),
            chosen_by: Some(told.chosen_by),
            child_words: child_words.to_owned(),
            visitor_view: visitor_view.to_owned(),
            concern: worry,
            next: next.map(|plan| *plan),
            expenses,
            support_wanted: support,
        }),
    };
    let unread = p.unread && n + 1 == p.visits.len();
    let scene = s.on(received, make);
    if unread {
        scene.by(COLLEAGUE);
        return;
    }
    if matches!(fate, Fate::Worry(_)) {
        return;
    }
    // Not the first after a pause, which was planned before it.
    let follows = n > 0 && date - p.visits[n - 1].date < chrono::TimeDelta::days(36);
    if follows && chance::below(seed ^ 5, 13) == 0 {
        let start = NaiveTime::from_hms_opt(15, 0, 0);
        let day = office_before(plus(date, -2));
        s.on(day, move |t| Command::MoveVisit { visit: t.visit(child, date), date, start });
    }
    if let Some(acted) = acted(seed) {
        let day = s.office(plus(received, 1));
        s.on(day, move |t| Command::ReadReport {
            visit: t.visit(child, date),
            acted: Some(acted.to_owned()),
        });
    }
}

/// What was done about a report, now and then.
fn acted(seed: u64) -> Option<&'static str> {
    let done = [
        "Rang the carer: swimming lessons can be paid for by the placement.",
        "Told the social worker, with the child's consent, about the school team.",
        "Talked presents over with the visitor: small, and the carer knows.",
        "Asked the home about a quieter place to sit.",
    ];
    (chance::below(seed ^ 6, 14) == 0).then(|| chance::pick(&done, seed))
}

/// Formal reviews at 3, 6, 12, 24 … months from the start, each nine days early, and a check-in after three weeks.
pub(crate) fn reviews(s: &mut Script, p: &Pairing, upto: NaiveDate) {
    let checked_in = plus(p.start, 21);
    if checked_in > s.since && checked_in < upto {
        review(s, p.child, checked_in, false, None);
    }
    let points = [3, 6].into_iter().chain((1..6).map(|years| years * 12));
    let since = s.since;
    for held in points.map(|n| plus(months(p.start, n), -9)).filter(|d| *d > since && plus(*d, 7) <= upto) {
        review(s, p.child, s.office(held), true, Some(s.office(plus(held, 4))));
    }
}

/// A review is held, and typed in once it was fed into the child's plan.
pub(crate) fn review(
    s: &mut Script,
    child: usize,
    held: NaiveDate,
    formal: bool,
    to_plan: Option<NaiveDate>,
) {
    let (heard, summary) = if formal {
        (words::voices(child), words::REVIEWS[child % words::REVIEWS.len()])
    } else {
        (Vec::new(), "Check-in by telephone after three weeks: a good start.")
    };
    s.on(to_plan.unwrap_or(held), move |t| Command::HoldMatchReview {
        match_id: t.match_of(child),
        held,
        formal,
        heard,
        outcome: if child % 6 == 5 { ReviewOutcome::Changes } else { ReviewOutcome::GoesOn },
        summary: summary.to_owned(),
        to_plan,
    });
}

/// The match ends.
pub(crate) fn end(
    s: &mut Script,
    child: usize,
    on: NaiveDate,
    reason: EndReason,
    notice: bool,
    note: &'static str,
) {
    s.on(on, move |t| Command::EndMatch {
        match_id: t.match_of(child),
        on,
        reason,
        decided_by: Some("team manager, with all four heard".to_owned()),
        notice: notice.then(|| plus(on, -3)),
        note: Some(note.to_owned()),
    });
}
