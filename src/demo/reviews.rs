//! Reviews of matches: held, fed into the child's plan, sent to the reviewing officer, and told to the visitor.

use crate::days::{months, plus};
use crate::matches::Pairing;
use crate::teller::Script;
use crate::words;
use chrono::NaiveDate;
use domain::command::Command;
use domain::record::ReviewOutcome;

/// Formal reviews at 3, 6, 12, 24 … months from the start, each nine days early, and a check-in after three weeks.
pub(crate) fn all(s: &mut Script, p: &Pairing, upto: NaiveDate) {
    let checked_in = plus(p.start, 21);
    if checked_in > s.since && checked_in < upto {
        held(s, p.child, checked_in, false, None);
    }
    let points = [3, 6].into_iter().chain((1..6).map(|years| years * 12));
    let since = s.since;
    for day in points.map(|n| plus(months(p.start, n), -9)).filter(|d| *d > since && plus(*d, 7) <= upto) {
        let fed = s.office(plus(day, 4));
        held(s, p.child, s.office(day), true, Some(fed));
        passed_on(s, p.child, fed);
    }
}

/// A review is held, and typed in once it was fed into the child's plan.
pub(crate) fn held(s: &mut Script, child: usize, held: NaiveDate, formal: bool, to_plan: Option<NaiveDate>) {
    let (heard, summary) = if formal {
        (words::voices(child), words::REVIEWS[child % words::REVIEWS.len()])
    } else {
        (Vec::new(), "Check-in by telephone after three weeks: a good start.")
    };
    s.on(to_plan.unwrap_or(held), move |t| Command::HoldMatchReview {
        child_agrees: formal.then_some(agrees(child)),
        // One child's carer listens in; that is taken up.
        private: formal.then_some(child % 11 != 4),
        match_id: t.match_of(child),
        held,
        formal,
        heard,
        outcome: if child % 6 == 5 { ReviewOutcome::Changes } else { ReviewOutcome::GoesOn },
        summary: summary.to_owned(),
        to_plan,
    });
}

/// Whether the child agrees that the visitor hears what was said.
fn agrees(child: usize) -> bool {
    child % 5 != 2
}

/// What follows a review that was fed into the plan: a page to the reviewing officer, a word with the visitor.
fn passed_on(s: &mut Script, child: usize, fed: NaiveDate) {
    let on = s.office(plus(fed, 1));
    s.on(on, move |t| Command::FeedReview { review: t.review_of(child), on, plan: false, iro: true });
    if agrees(child) {
        s.on(on, move |t| Command::GiveFeedback { review: t.review_of(child), on });
    }
}
