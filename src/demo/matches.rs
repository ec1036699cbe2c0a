//! Matches: begun, visited month after month.

use crate::days::{office_before, plus, weekend_before};
use crate::teller::Script;
use crate::{chance, proposals, reports, words};
use chrono::{NaiveDate, NaiveTime};
use domain::command::{Command, VisitPlan};
use domain::record::{CancelReason, Interval, Party, Transport};

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
    /// The visitor's car is used.
    pub car: bool,
    /// What the visitor spends is claimed every time; the first claim was never paid.
    pub unpaid: bool,
    /// The child has not decided yet whether to go on.
    pub undecided: bool,
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
        Self {
            child,
            visitor,
            start,
            every,
            reason: None,
            visits,
            next: None,
            at_home: false,
            unread: false,
            car: false,
            unpaid: false,
            undecided: false,
        }
    }

    /// Visits from a day on did not take place: the pair was on hold, or it has only begun.
    pub fn without(mut self, from: NaiveDate, to: NaiveDate) -> Self {
        self.visits.retain(|v| v.date < from || v.date > to);
        if let Some(first) = self.visits.iter_mut().find(|v| v.date > to) {
            first.fate = Fate::Done;
        }
        self
    }

    /// Another fate for the visit that is so far back from the last; the day of it.
    pub fn mark(&mut self, back: usize, fate: Fate) -> Option<NaiveDate> {
        let visit = self.visits.iter_mut().rev().nth(back)?;
        visit.fate = fate;
        Some(visit.date)
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
    decided(s, p);
}

/// R86d: after the third visit the child says whether to go on.
fn decided(s: &mut Script, p: &Pairing) {
    if p.start <= s.since || p.undecided {
        return;
    }
    let done = p.visits.iter().filter(|v| matches!(v.fate, Fate::Done | Fate::Worry(_)));
    let Some(on) = done.map(|v| plus(v.date, 6)).nth(2).filter(|on| *on <= s.today) else { return };
    let (child, said) = (p.child, words::TRIALS[p.child % words::TRIALS.len()]);
    s.on(s.office(on), move |t| Command::DecideTrial {
        match_id: t.match_of(child),
        on,
        goes_on: true,
        words: Some(said.to_owned()),
    });
}

/// An outing of the coming days is confirmed with carer and child, where it was planned in good time.
fn confirmed(s: &mut Script, p: &Pairing) {
    let (child, yesterday) = (p.child, s.ago(1));
    let early = p.visits.last().is_some_and(|v| v.date <= s.ago(8));
    if let Some(date) = p.next.filter(|d| early && *d <= s.ago(-7) && child.is_multiple_of(2)) {
        s.on(yesterday, move |t| Command::ConfirmVisit { visit: t.visit(child, date) });
    }
}

/// The match begins: after a proposal, or, when it is older than the scheme's file, as history.
pub(crate) fn begin(s: &mut Script, p: &Pairing) {
    let (child, visitor, on, every, reason) = (p.child, p.visitor, p.start, p.every, p.reason);
    let older = on <= s.since;
    if !older {
        proposals::before(s, child, visitor, on);
    }
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
        // Otherwise the reason is that of the proposal.
        rationale: older.then(|| rationale.to_owned()),
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

pub(crate) fn visit_plan(p: &Pairing, date: NaiveDate) -> Box<VisitPlan> {
    let seed = chance::two(p.child, chrono::Datelike::num_days_from_ce(&date) as usize);
    let (hour, minute) = chance::pick(STARTS, seed);
    let what = (!p.at_home)
        .then(|| chance::pick(&["bowling", "cinema", "lunch", "the park", "to be chosen", "swimming"], seed));
    let transport = match (p.at_home, p.car) {
        (true, _) => None,
        (_, true) => Some(Transport::Car),
        _ => [Some(Transport::Public), Some(Transport::OnFoot), Some(Transport::Carer), None][p.child % 4],
    };
    Box::new(VisitPlan {
        what: what.map(str::to_owned),
        at_home: p.at_home,
        transport,
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
            Fate::Done | Fate::Worry(_) => reports::come(s, p, n, &outings, next),
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
