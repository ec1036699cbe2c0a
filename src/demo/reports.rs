//! Visit reports as they come in, what is done about them, and what is paid.

use crate::days::{office_before, plus};
use crate::matches::{Fate, Pairing, Visit, visit_plan};
use crate::teller::Script;
use crate::words::Outing;
use crate::{COLLEAGUE, chance};
use chrono::{NaiveDate, NaiveTime};
use domain::command::{Command, Happened, NewReport, ReportConcern};
use domain::entry::expenses::Expenses;
use domain::entry::money::Pence;

/// The report of a visit that took place, with the next one planned.
pub(crate) fn come(s: &mut Script, p: &Pairing, n: usize, outings: &[Outing], next: Option<NaiveDate>) {
    let Visit { date, fate } = p.visits[n];
    let (child, seed) = (p.child, chance::two(p.child, n));
    // Steps of a number without a common divisor: no outing twice until all were.
    let told = outings[(p.child * 5 + n * 11) % outings.len()];
    let worry = match fate {
        Fate::Worry(what) => {
            Some(ReportConcern { learned: None, heard: None, what: what.to_owned(), danger_now: true })
        }
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
    let expenses = (p.unpaid || chance::below(seed ^ 1, 10) < 6).then(|| Expenses {
        tenths_of_a_mile: 40 + chance::below(seed ^ 2, 200) as u32,
        spent: Pence(350 + chance::below(seed ^ 3, 180) as i64 * 10),
    });
    let next = next.map(|day| visit_plan(p, day));
    let support = (chance::below(seed ^ 4, 25) == 0).then(|| "A word about presents, please.".to_owned());
    let unread = p.unread && n + 1 == p.visits.len();
    let claimed = expenses.is_some() && !(p.unpaid && n == 0);
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
            // Whoever reads a report looks at its words.
            looked_at: !unread,
            support_wanted: support,
        }),
    };
    let scene = s.on(received, make);
    if unread {
        scene.by(COLLEAGUE);
    }
    if claimed {
        paid(s, child, date, plus(received, 9 + chance::below(seed ^ 8, 11) as i64));
    }
    if unread {
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

/// A claim is paid, with the next batch that goes to finance.
fn paid(s: &mut Script, child: usize, date: NaiveDate, on: NaiveDate) {
    if on <= s.today {
        s.on(s.office(on), move |t| Command::PayClaim { visit: t.visit(child, date), on });
    }
}
