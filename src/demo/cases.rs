//! The matches of the told scheme, one by one: the healthy ones, and those with something for the morning list.

use crate::children::{self, About, Kept, Upto};
use crate::days::{months, plus, weekend_before, weekend_from};
use crate::matches::{self, Fate, Pairing};
use crate::people::{Roll, born_for_eighteen, leap_day};
use crate::teller::Script;
use crate::volunteers::DRIVERS;
use crate::{
    alive, concerns, eighteen, endings, ideas, late, moves, pre_match, recruiting, reviews, visitors,
};
use chrono::NaiveDate;
use domain::command::Command;
use domain::record::{CancelReason, CardQuestion, Ceased, Distance, Interval, Party, Stage};
use domain::rule::RuleId;

/// A match as it would be if all were well; what is not is changed by its case.
#[derive(Clone, Copy)]
pub(crate) struct Case {
    pub child: usize,
    pub visitor: usize,
    pub start: NaiveDate,
    pub every: Interval,
    pub reason: Option<&'static str>,
    pub last: NaiveDate,
    pub next: Option<NaiveDate>,
    pub about: About,
    pub contact: NaiveDate,
    pub card: NaiveDate,
    pub risk: NaiveDate,
    pub supervised: NaiveDate,
    pub reviewed: bool,
    pub unread: bool,
    pub unpaid: bool,
    pub undecided: bool,
    pub car: bool,
}

impl Case {
    pub fn healthy(s: &Script, roll: &Roll, child: &str, visitor: &str, months_ago: i32) -> Self {
        let car = DRIVERS.contains(&visitor);
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
            risk: s.ago(8 + spread(13, 130)),
            supervised: s.ago(5 + spread(9, 34)),
            reviewed: true,
            unread: false,
            unpaid: false,
            undecided: false,
            car,
        }
    }

    /// The child as known or referred, with everything kept up to date.
    pub fn child(&self, s: &mut Script, roll: &Roll) {
        if self.start <= s.since {
            children::long_known(s, roll, self.child, plus(self.start, -400), self.about);
        } else {
            let received = plus(self.start, -45);
            children::comes(s, roll, self.child, received, self.about);
            children::referred(s, roll, self.child, received, Upto::Decided, self.about);
            children::updates(s, self.child, plus(received, 15), plus(self.start, -6));
        }
        self.upkeep(s);
    }

    /// What is known of the child is asked for again and again.
    pub fn upkeep(&self, s: &mut Script) {
        let kept = Kept { contact: self.contact, card: self.card, risk: self.risk };
        children::upkeep(s, self.child, plus(self.start, -44), kept);
    }

    pub fn pairing(&self, s: &Script) -> Pairing {
        let mut p = Pairing::new(s, (self.child, self.visitor), self.start, self.every, self.last);
        (p.reason, p.next, p.at_home, p.unread) = (self.reason, self.next, self.about.home_only, self.unread);
        (p.car, p.unpaid, p.undecided) = (self.car, self.unpaid, self.undecided);
        p
    }

    /// Child and match, told with what this case changes about its visits.
    pub fn tell(&self, s: &mut Script, roll: &Roll, change: impl FnOnce(Pairing) -> Pairing) -> Pairing {
        self.child(s, roll);
        let p = change(self.pairing(s));
        self.goes_on(s, &p);
        p
    }

    /// The match of a child who has come already.
    pub fn goes_on(&self, s: &mut Script, p: &Pairing) {
        matches::tell(s, p);
        if self.reviewed {
            reviews::all(s, p, s.today);
        }
        visitors::supervised(s, self.visitor, self.start, self.supervised);
    }
}

/// Everyone and every match.
pub(crate) fn tell(s: &mut Script, roll: &Roll) {
    recruiting::tell(s, roll);
    endings::tell(s, roll);
    ending(s, roll);
    healthy(s, roll);
    clock_and_unsafe(s, roll);
    late::tell(s, roll);
    eighteen::tell(s, roll);
    pre_match::tell(s, roll);
    ideas::tell(s, roll);
    alive::tell(s, roll);
}

/// Matches about whose visits and reviews nothing is due.
fn healthy(s: &mut Script, roll: &Roll) {
    let li = Case {
        unread: true,
        every: Interval::Weeks(3),
        reason: Some("asked for shorter, more frequent visits; carer and social worker agree"),
        last: weekend_before(s.ago(9)),
        next: Some(weekend_from(s.ago(-8))),
        ..Case::healthy(s, roll, "li", "mei", 7)
    };
    li.tell(s, roll, |p| p);
    // R3: back with the family four days ago, and the match is still open.
    let home = s.ago(4);
    children::amended(s, li.child, home, move |d| {
        d.ceased = Some(Ceased { on: home, reason: "returned to the family".to_owned() });
    });
    let florence = Case {
        unread: true,
        about: About { born: Some(leap_day(s.today)), ..About::default() },
        every: Interval::Weeks(2),
        reason: Some("one foster brother left in spring; fortnightly until the summer, then looked at again"),
        last: weekend_before(s.ago(3)),
        next: Some(weekend_from(s.ago(-4))),
        ..Case::healthy(s, roll, "florence", "ravi", 13)
    };
    florence.tell(s, roll, |mut p| {
        p.mark(4, cancelled(Party::Other, CancelReason::Other, 1));
        p
    });
    moves::settled(s, florence.child, s.ago(210), Distance::Adjusted);
}

/// A visit that was called off so many days before.
pub(crate) fn cancelled(by: Party, reason: CancelReason, notice: i64) -> Fate {
    Fate::Cancelled { by, reason, notice, rearranged: false }
}

/// A match that ends on a day that lies ahead: the visitor moves away, and a last visit is planned.
fn ending(s: &mut Script, roll: &Roll) {
    let noah = Case {
        last: concerns::away(s),
        next: Some(weekend_from(s.ago(-6))),
        risk: plus(concerns::away(s), 1),
        ..Case::healthy(s, roll, "noah", "priya", 11)
    };
    let (from, to) = (s.ago(200), s.ago(160));
    noah.tell(s, roll, |p| p.without(from, to));
    let (child, visitor) = (noah.child, noah.visitor);
    late::on_hold(s, child, from, None, "Priya is in India for six weeks");
    s.on(to, move |t| Command::ResumeMatch { match_id: t.match_of(child), on: to });
    let why = "Written notice received: goes back to Pune to be with her parents. Told Noah herself, with the carer.";
    let (end, notice, typed) = (s.ago(-20), s.ago(10), s.ago(9));
    endings::end(s, child, typed, move |e| {
        (e.on, e.reason, e.notice) = (end, domain::record::EndReason::VisitorResigned, Some(notice));
        e.decided_by = Some("Priya Shah".to_owned());
        e.note = Some("Moves abroad; the last visit is planned.".to_owned());
    });
    visitors::stage(s, visitor, Stage::Leaving, typed, Some(why));
}

/// What comes first in the morning: a clock, and outings that should not go ahead as they stand.
fn clock_and_unsafe(s: &mut Script, roll: &Roll) {
    let soon = weekend_from(s.ago(-2));
    let kofi = Case {
        last: s.ago(29),
        next: Some(weekend_from(s.ago(-24))),
        contact: s.ago(60),
        ..Case::healthy(s, roll, "kofi", "grace", 12)
    };
    let seen = weekend_before(s.ago(1));
    kofi.tell(s, roll, |p| p.then(seen, Fate::Worry(WORRY)));
    // A move with which all is done; and the visitor has been there since.
    moves::settled(s, kofi.child, s.ago(17), Distance::Fine);

    // R48: the certificate lapses two days before the outing; its renewal is under way.
    Case { next: Some(soon), ..Case::healthy(s, roll, "leila", "joan", 21) }.tell(s, roll, |mut p| {
        p.mark(3, cancelled(Party::SocialWorker, CancelReason::ContactClash, 3));
        p.mark(7, cancelled(Party::Scheme, CancelReason::Weather, 1));
        p
    });

    // R10, R11: a first outing with two answers of the card missing; R86a: nobody has asked yet how it is going.
    let tia = Case {
        start: s.ago(16),
        next: None,
        about: About { unanswered: &[CardQuestion::Culture, CardQuestion::Medical], ..About::default() },
        contact: s.ago(8),
        card: s.ago(900),
        supervised: s.ago(20),
        ..Case::healthy(s, roll, "tia", "marcus", 1)
    };
    let p = tia.tell(s, roll, |p| p.without(NaiveDate::MIN, NaiveDate::MAX));
    visitors::supervised(s, tia.visitor, s.ago(60), tia.supervised);
    matches::plan(s, &p, s.ago(5), soon).taking_on(
        &[RuleId::R10, RuleId::R11],
        "First meeting in the garden with the carer there. The social worker sends the two answers before then.",
    );

    // R38a: at home only, and an outing is planned all the same.
    let dylan = Case {
        next: None,
        // Seventeen, and nobody has spoken of the birthday yet.
        about: About {
            home_only: true,
            born: Some(born_for_eighteen(months(s.today, 11))),
            ..About::default()
        },
        last: weekend_before(s.ago(9)),
        ..Case::healthy(s, roll, "dylan", "sofia", 8)
    };
    let mut p = dylan.tell(s, roll, |mut p| {
        // R60d: the home did not let her in.
        p.mark(3, cancelled(Party::Carer, CancelReason::AccessRefused, 0));
        p
    });
    // R81: visits inside a children's home may make the role regulated activity.
    matches::plan(s, &p, s.ago(4), weekend_from(s.ago(-22)));
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
    aoife.tell(s, roll, |mut p| {
        p.mark(6, Fate::Missed(Party::Child));
        p
    });
    // Moved since: independence was looked at, and how far it is not yet (R58).
    let moved = s.ago(6);
    moves::moves(s, aoife.child, moved, moved, true);
    moves::confirmed(s, aoife.child, s.ago(5));
    moves::carer_told(s, aoife.child, s.ago(5));
    children::confirm_card(s, aoife.child, s.ago(5));
    moves::checked(s, aoife.child, s.ago(4), None);
    let (visitor, on) = (aoife.visitor, s.ago(3));
    s.on(on, move |t| Command::SuspendVisitor {
        visitor: t.visitor(visitor),
        on,
        reason: Some("Visits are paused for the present; the team manager has the details.".to_owned()),
        by_manager: false,
    });
}

/// The worry that opens the concern of the morning: somebody may be in danger (R61).
const WORRY: &str = "Said one of the older boys keeps a knife under his bed and showed it at night. Sleep is \"hard \
                     now\".";
