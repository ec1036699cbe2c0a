//! Matches of which something is late, or of which nothing has been heard.

use crate::cases::{Case, cancelled};
use crate::children;
use crate::days::{months, plus, weekend_before, weekend_from};
use crate::matches::Fate;
use crate::people::Roll;
use crate::teller::Script;
use crate::{eighteen, moves, reviews};
use chrono::NaiveDate;
use domain::command::Command;
use domain::record::{CancelReason, ChildView, Distance, Party, Said};

/// What is late, or has gone quiet.
pub(crate) fn tell(s: &mut Script, roll: &Roll) {
    moved(s, roll);
    slow(s, roll);
    fell_through(s, roll);

    // R86d: three visits, and nobody has asked the child yet. R24: a visit was cancelled as a sanction, and nobody has
    // spoken about it yet.
    let linh = Case {
        start: s.ago(79),
        last: weekend_before(s.ago(11)),
        undecided: true,
        risk: s.ago(21),
        ..Case::healthy(s, roll, "linh", "carol", 2)
    };
    let called_off = weekend_before(s.ago(2));
    linh.tell(s, roll, |mut p| {
        p.visits.iter_mut().for_each(|v| v.fate = Fate::Done);
        p.then(called_off, cancelled(Party::Carer, CancelReason::Sanction, 1))
    });
}

/// Reports, reviews and claims that wait.
fn slow(s: &mut Script, roll: &Roll) {
    // R33, R97: nobody has said what became of the last two visits.
    let birthday = months(s.today, 5);
    let jay = Case {
        about: eighteen::turned(birthday),
        last: weekend_before(s.ago(36)),
        next: Some(weekend_from(s.ago(-12))),
        ..Case::healthy(s, roll, "jay", "ann", 20)
    };
    let unsaid = [23, 9].map(|ago| weekend_before(s.ago(ago)));
    jay.tell(s, roll, |p| unsaid.into_iter().fold(p, |p, date| p.then(date, Fate::Unsaid)));
    eighteen::steps(s, jay.child, birthday, 1);

    // R86: the three-month review. R59: a claim that was never paid. R89: nobody has planned the next visit.
    let mia = Case {
        start: plus(months(s.today, -3), -8),
        last: weekend_before(s.ago(10)),
        next: None,
        reviewed: false,
        unpaid: true,
        ..Case::healthy(s, roll, "mia", "tom", 3)
    };
    mia.tell(s, roll, |mut p| {
        p.visits.iter_mut().for_each(|v| v.fate = Fate::Done);
        p
    });

    // R95: on hold for examinations, to be looked at again two days ago. R6: eighteen in less than a month.
    let birthday = s.ago(-26);
    let maya = Case {
        about: eighteen::turned(birthday),
        last: weekend_before(s.ago(55)),
        next: None,
        ..Case::healthy(s, roll, "maya", "louise", 22)
    };
    maya.tell(s, roll, |p| p);
    eighteen::steps(s, maya.child, birthday, 3);
    on_hold(s, maya.child, s.ago(46), Some(s.ago(2)), "mock examinations; Maya asked for a pause");
}

/// Visits that were cancelled or missed.
fn fell_through(s: &mut Script, roll: &Roll) {
    // R20: overdue, the last visit having been cancelled; R60c: no word of where he lives since; and the visitor
    // without supervision (R87).
    let ryan = Case {
        last: s.ago(45),
        next: Some(weekend_from(s.ago(-3))),
        contact: s.ago(50),
        supervised: s.ago(63),
        ..Case::healthy(s, roll, "ryan", "wendy", 7)
    };
    let off = weekend_before(s.ago(15));
    // His first match and his second referral are among the endings.
    let mut p = ryan.pairing(s);
    let refused = p.mark(3, cancelled(Party::Carer, CancelReason::Sanction, 1));
    ryan.goes_on(s, &p.then(off, cancelled(Party::Child, CancelReason::Illness, 1)));
    ryan.upkeep(s);
    // R24: that one was talked over.
    if let Some(date) = refused {
        let (child, on) = (ryan.child, s.office(plus(date, 3)));
        s.on(on, move |t| Command::TalkOverSanction {
            visit: t.visit(child, date),
            on,
            with: "the social worker, and the supervising social worker".to_owned(),
            note: Some("It will not be done again; the carer has the leaflet now.".to_owned()),
        });
    }

    // H6: two in a row fell through. R20: quiet since; and an old card (R12).
    let hana = Case {
        last: s.ago(36),
        next: Some(weekend_from(s.ago(-6))),
        card: plus(months(s.today, -6), -6),
        contact: s.ago(20),
        supervised: s.ago(40),
        ..Case::healthy(s, roll, "hana", "delroy", 17)
    };
    let (ill, missed) = (weekend_before(s.ago(20)), weekend_before(s.ago(8)));
    hana.tell(s, roll, |p| {
        p.then(ill, cancelled(Party::Visitor, CancelReason::Illness, 1))
            .then(missed, Fate::Missed(Party::Carer))
    });
    // R54: has said that it is enough, and nobody has ended the match yet.
    let (said, by) = (s.ago(1), roll.children[hana.child].name.full());
    children::amended(s, hana.child, said, move |d| {
        d.view = ChildView::Objects { understands: true, said: Said::new(by, said) };
    });
}

/// A match is put on hold, and typed in a week later.
pub(crate) fn on_hold(
    s: &mut Script,
    child: usize,
    from: NaiveDate,
    until: Option<NaiveDate>,
    reason: &'static str,
) {
    s.on(plus(from, 8), move |t| Command::HoldMatch {
        match_id: t.match_of(child),
        from,
        until,
        reason: reason.to_owned(),
    });
}

/// Two moves: one of last week, and one that was heard of late.
fn moved(s: &mut Script, roll: &Roll) {
    let soon = weekend_from(s.ago(-2));
    let sam = Case {
        start: months(s.ago(35), -24),
        last: s.ago(12),
        next: Some(soon),
        contact: s.ago(30),
        card: s.ago(40),
        reviewed: false,
        ..Case::healthy(s, roll, "sam", "emeka", 23)
    };
    let p = sam.tell(s, roll, |mut p| {
        p.mark(5, Fate::Missed(Party::Visitor));
        p
    });
    // R47: the yearly review was held, and has not reached the child's plan.
    reviews::all(s, &p, s.ago(60));
    reviews::held(s, sam.child, s.ago(40), true, None);
    moves::moves(s, sam.child, s.ago(6), s.ago(5), false);
    moves::carer_told(s, sam.child, s.ago(4));
    moves::checked(s, sam.child, s.ago(4), Some(Distance::Fine));
    children::confirm_card(s, sam.child, s.ago(4));

    let birthday = months(s.today, 2);
    let tyler = Case {
        about: eighteen::turned(birthday),
        last: s.ago(27),
        next: None,
        contact: s.ago(50),
        card: s.ago(100),
        ..Case::healthy(s, roll, "tyler", "patrick", 14)
    };
    tyler.tell(s, roll, |p| p);
    eighteen::steps(s, tyler.child, birthday, 2);
    moves::moves(s, tyler.child, s.ago(24), s.ago(8), false);
    children::confirm_card(s, tyler.child, s.ago(7));
}
