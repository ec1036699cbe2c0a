//! The matches of the told scheme, one by one: the healthy ones, and those with something for the morning list.

use crate::children::{self, About, Upto};
use crate::days::{months, plus, weekend_before, weekend_from};
use crate::matches::{self, Fate, Pairing};
use crate::people::{Roll, born_for_eighteen, leap_day};
use crate::teller::Script;
use crate::{endings, pre_match, recruiting, visitors};
use chrono::NaiveDate;
use domain::command::Command;
use domain::record::{CancelReason, CardQuestion, EighteenStep, Interval, Party};
use domain::rule::RuleId;

/// A match as it would be if all were well; what is not is changed by its case.
#[derive(Clone, Copy)]
struct Case {
    child: usize,
    visitor: usize,
    start: NaiveDate,
    every: Interval,
    reason: Option<&'static str>,
    last: NaiveDate,
    next: Option<NaiveDate>,
    about: About,
    contact: NaiveDate,
    card: NaiveDate,
    supervised: NaiveDate,
    reviewed: bool,
    unread: bool,
}

impl Case {
    fn healthy(s: &Script, roll: &Roll, child: &str, visitor: &str, months_ago: i32) -> Self {
        let (child, visitor) = (roll.child(child), roll.visitor(visitor));
        let spread = |n: usize, of: usize| (child * n % of) as i64;
        Self {
            child,
            visitor,
            // Twelve days into a month of its own, so that no review point lies near today.
            start: plus(months(s.today, -months_ago), 12),
            every: Interval::Monthly,
            reason: None,
            last: weekend_before(s.ago(3 + spread(5, 14))),
            next: Some(weekend_from(s.ago(-9 - spread(7, 12)))),
            about: About::default(),
            contact: s.ago(6 + spread(11, 60)),
            card: s.ago(10 + spread(17, 120)),
            supervised: s.ago(5 + spread(9, 34)),
            reviewed: true,
            unread: false,
        }
    }

    /// The child as known or referred, with everything kept up to date.
    fn child(&self, s: &mut Script, roll: &Roll) {
        if self.start <= s.since {
            children::long_known(s, roll, self.child, plus(self.start, -400), self.about);
        } else {
            let received = plus(self.start, -45);
            children::comes(s, roll, self.child, received, self.about);
            children::referred(s, roll, self.child, received, Upto::Decided, self.about);
            children::updates(s, self.child, plus(received, 15), plus(self.start, -6));
        }
        let known = plus(self.start, 2);
        children::upkeep(s, self.child, known, self.contact, self.card);
    }

    fn pairing(&self, s: &Script) -> Pairing {
        let mut p = Pairing::new(s, (self.child, self.visitor), self.start, self.every, self.last);
        (p.reason, p.next, p.at_home, p.unread) = (self.reason, self.next, self.about.home_only, self.unread);
        p
    }

    /// Child and match, told with what this case changes about its visits.
    fn tell(&self, s: &mut Script, roll: &Roll, change: impl FnOnce(Pairing) -> Pairing) -> Pairing {
        self.child(s, roll);
        let p = change(self.pairing(s));
        matches::tell(s, &p);
        if self.reviewed {
            matches::reviews(s, &p, s.today);
        }
        visitors::supervised(s, self.visitor, self.start, self.supervised);
        p
    }
}

/// Everyone and every match.
pub(crate) fn tell(s: &mut Script, roll: &Roll) {
    recruiting::tell(s, roll);
    endings::tell(s, roll);
    healthy(s, roll);
    clock_and_unsafe(s, roll);
    overdue(s, roll);
    moved(s, roll);
    towards_eighteen(s, roll);
    pre_match::tell(s, roll);
}

/// Matches about which nothing is due.
fn healthy(s: &mut Script, roll: &Roll) {
    let noah = Case::healthy(s, roll, "noah", "priya", 11);
    let (from, to) = (s.ago(200), s.ago(160));
    noah.tell(s, roll, |p| p.without(from, to));
    on_hold(s, noah.child, from, None, "Priya is in India for six weeks");
    let child = noah.child;
    s.on(to, move |t| Command::ResumeMatch { match_id: t.match_of(child), on: to });
    let case = Case { unread: true, ..Case::healthy(s, roll, "bella", "judith", 5) };
    // Bella's first match and her second referral are among the endings.
    let p = case.pairing(s);
    matches::tell(s, &p);
    matches::reviews(s, &p, s.today);
    visitors::supervised(s, case.visitor, case.start, case.supervised);
    children::upkeep(s, case.child, plus(case.start, 2), case.contact, case.card);

    let li = Case {
        unread: true,
        every: Interval::Weeks(3),
        reason: Some("asked for shorter, more frequent visits; carer and social worker agree"),
        last: weekend_before(s.ago(4)),
        next: Some(weekend_from(s.ago(-8))),
        ..Case::healthy(s, roll, "li", "mei", 7)
    };
    li.tell(s, roll, |p| p);
    let florence = Case {
        unread: true,
        about: About { born: Some(leap_day(s.today)), ..About::default() },
        every: Interval::Weeks(2),
        reason: Some("one foster brother left in spring; fortnightly until the summer, then looked at again"),
        last: weekend_before(s.ago(3)),
        next: Some(weekend_from(s.ago(-4))),
        ..Case::healthy(s, roll, "florence", "ravi", 13)
    };
    florence.tell(s, roll, |p| p);
    let old_move = s.ago(210);
    children::moves(s, florence.child, old_move, plus(old_move, -3), true);
    children::carer_told(s, florence.child, plus(old_move, 2));
    children::confirm_card(s, florence.child, plus(old_move, 3));
}

/// What comes first in the morning: a clock, and outings that should not go ahead as they stand.
fn clock_and_unsafe(s: &mut Script, roll: &Roll) {
    let soon = weekend_from(s.ago(-2));
    let kofi = Case {
        last: s.ago(29),
        next: Some(weekend_from(s.ago(-24))),
        ..Case::healthy(s, roll, "kofi", "grace", 12)
    };
    let seen = weekend_before(s.ago(1));
    kofi.tell(s, roll, |p| p.then(seen, Fate::Worry(WORRY)));

    // R48: the certificate lapses two days before the outing; its renewal is under way.
    Case { next: Some(soon), ..Case::healthy(s, roll, "leila", "joan", 21) }.tell(s, roll, |p| p);

    // R10, R11: a first outing with two answers of the card missing.
    let tia = Case {
        start: s.ago(8),
        next: None,
        about: About { unanswered: &[CardQuestion::Culture, CardQuestion::Medical], ..About::default() },
        contact: s.ago(8),
        card: s.ago(900),
        supervised: s.ago(1),
        ..Case::healthy(s, roll, "tia", "marcus", 1)
    };
    let p = tia.tell(s, roll, |p| p.without(NaiveDate::MIN, NaiveDate::MAX));
    matches::plan(s, &p, s.ago(5), soon).taking_on(
        &[RuleId::R10, RuleId::R11],
        "First meeting in the garden with the carer there. The social worker sends the two answers before then.",
    );

    // R38a: at home only, and an outing is planned all the same.
    let dylan = Case {
        next: None,
        about: About { home_only: true, ..About::default() },
        last: weekend_before(s.ago(9)),
        ..Case::healthy(s, roll, "dylan", "sofia", 8)
    };
    let mut p = dylan.tell(s, roll, |p| p);
    p.at_home = false;
    matches::plan(s, &p, s.ago(4), soon).taking_on(
        &[RuleId::R38a],
        "Fishing lake, two members of staff come along. Asked of the social worker on Friday; answer awaited.",
    );

    // R74: paused three days ago, with an outing still in the diary.
    let aoife = Case {
        last: weekend_before(s.ago(12)),
        next: Some(soon),
        ..Case::healthy(s, roll, "aoife", "colin", 35)
    };
    aoife.tell(s, roll, |p| p);
    let (visitor, on) = (aoife.visitor, s.ago(3));
    s.on(on, move |t| Command::SuspendVisitor {
        visitor: t.visitor(visitor),
        on,
        reason: Some("Visits are paused for the present; the team manager has the details.".to_owned()),
    });
}

/// The mild worry that opens the concern of the morning.
const WORRY: &str = "Said the older boys shout at night and that sleep is \"hard now\". Sometimes misses tea because \
                     the table is full.";

/// What is late, or has gone quiet.
fn overdue(s: &mut Script, roll: &Roll) {
    // R33: nobody has said what became of the last visit.
    let jay = Case {
        last: s.ago(29),
        next: Some(weekend_from(s.ago(-12))),
        ..Case::healthy(s, roll, "jay", "ann", 20)
    };
    let unsaid = weekend_before(s.ago(9));
    jay.tell(s, roll, |p| p.then(unsaid, Fate::Unsaid));

    // R86: the three-month review.
    let mia = Case {
        start: plus(months(s.today, -3), -8),
        reviewed: false,
        ..Case::healthy(s, roll, "mia", "tom", 3)
    };
    mia.tell(s, roll, |p| p);

    // R20: overdue, the last visit having been cancelled; and the visitor without supervision (R87).
    let ryan = Case {
        last: s.ago(45),
        next: Some(weekend_from(s.ago(-3))),
        supervised: s.ago(63),
        ..Case::healthy(s, roll, "ryan", "wendy", 11)
    };
    let off = weekend_before(s.ago(15));
    let ill =
        Fate::Cancelled { by: Party::Child, reason: CancelReason::Illness, notice: 1, rearranged: false };
    let sanction =
        Fate::Cancelled { by: Party::Carer, reason: CancelReason::Sanction, notice: 1, rearranged: false };
    ryan.tell(s, roll, |mut p| {
        if let Some(visit) = p.visits.iter_mut().rev().nth(3) {
            visit.fate = sanction;
        }
        p.then(off, ill)
    });

    // R20: quiet, after one that was missed; and an old card (R12).
    let hana = Case {
        last: s.ago(36),
        next: Some(weekend_from(s.ago(-6))),
        card: plus(months(s.today, -6), -6),
        ..Case::healthy(s, roll, "hana", "delroy", 17)
    };
    let missed = weekend_before(s.ago(8));
    hana.tell(s, roll, |p| p.then(missed, Fate::Missed(Party::Carer)));

    // R47: the yearly review was held and has not reached the child's plan.
    let linh = Case { start: months(s.ago(35), -12), ..Case::healthy(s, roll, "linh", "carol", 13) };
    linh.child(s, roll);
    let p = linh.pairing(s);
    matches::tell(s, &p);
    matches::reviews(s, &p, s.ago(60));
    matches::review(s, linh.child, s.ago(40), true, None);
    visitors::supervised(s, linh.visitor, linh.start, linh.supervised);

    // R95: on hold for examinations, to be looked at again two days ago.
    let maya =
        Case { last: weekend_before(s.ago(55)), next: None, ..Case::healthy(s, roll, "maya", "louise", 22) };
    maya.tell(s, roll, |p| p);
    on_hold(s, maya.child, s.ago(46), Some(s.ago(2)), "mock examinations; Maya asked for a pause");
}

/// A match is put on hold, and typed in a week later.
fn on_hold(s: &mut Script, child: usize, from: NaiveDate, until: Option<NaiveDate>, reason: &'static str) {
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
        last: s.ago(12),
        next: Some(soon),
        contact: s.ago(30),
        card: s.ago(40),
        ..Case::healthy(s, roll, "sam", "emeka", 23)
    };
    sam.tell(s, roll, |p| p);
    children::moves(s, sam.child, s.ago(6), s.ago(5), false);
    children::carer_told(s, sam.child, s.ago(4));
    children::confirm_card(s, sam.child, s.ago(4));

    let tyler = Case {
        last: s.ago(27),
        next: None,
        contact: s.ago(50),
        card: s.ago(100),
        ..Case::healthy(s, roll, "tyler", "patrick", 14)
    };
    tyler.tell(s, roll, |p| p);
    children::moves(s, tyler.child, s.ago(24), s.ago(8), false);
    children::confirm_card(s, tyler.child, s.ago(7));
}

/// Birthdays: one just past, and three ahead.
fn towards_eighteen(s: &mut Script, roll: &Roll) {
    let turned = |on: NaiveDate| About { born: Some(born_for_eighteen(on)), ..About::default() };
    let birthday = s.ago(4);
    let jordan = Case {
        about: turned(birthday),
        last: weekend_before(s.ago(14)),
        next: None,
        ..Case::healthy(s, roll, "jordan", "sheila", 30)
    };
    jordan.tell(s, roll, |p| p);
    steps(s, jordan.child, birthday, 4);
    // R89: seen lately, and nobody has planned the next visit.
    let bilal = Case {
        about: turned(months(s.today, 5)),
        next: None,
        ..Case::healthy(s, roll, "bilal", "george", 10)
    };
    bilal.tell(s, roll, |p| p);
    steps(s, bilal.child, months(s.today, 5), 1);
    let chloe = Case { about: turned(months(s.today, 2)), ..Case::healthy(s, roll, "chloe", "hannah", 16) };
    chloe.tell(s, roll, |p| p);
    steps(s, chloe.child, months(s.today, 2), 3);
    let owen = Case {
        about: turned(months(s.today, 11)),
        every: Interval::Weeks(6),
        reason: Some("a whole day in the hills, every sixth weekend"),
        last: weekend_before(s.ago(16)),
        next: Some(weekend_from(s.ago(-22))),
        ..Case::healthy(s, roll, "owen", "martin", 33)
    };
    owen.tell(s, roll, |p| p);
    steps(s, owen.child, months(s.today, 11), 1);
}

/// The first steps towards a birthday, each taken a little after it was called for.
fn steps(s: &mut Script, child: usize, birthday: NaiveDate, taken: usize) {
    let notes = [
        "raised; both were glad that it was said early",
        "both would like to stay in touch",
        "plan written with the personal adviser",
        "last formal visit held, confirmed by letter",
    ];
    for (n, (step, ahead, _)) in EighteenStep::ALL.iter().take(taken).enumerate() {
        let on = plus(months(birthday, -ahead), 4).min(s.today);
        s.on(on, move |t| Command::TakeEighteenStep {
            match_id: t.match_of(child),
            step: *step,
            on,
            note: Some(notes[n].to_owned()),
        });
    }
}
