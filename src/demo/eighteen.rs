//! The way to an eighteenth birthday, and what was done of it.

use crate::cases::Case;
use crate::children::{self, About};
use crate::days::{months, plus, weekend_before, weekend_from};
use crate::matches::Fate;
use crate::people::{Roll, born_for_eighteen};
use crate::teller::Script;
use chrono::NaiveDate;
use domain::command::Command;
use domain::record::{ChildView, EighteenStep, Interval, Party, Said};

/// Birthdays: one just past, and three ahead.
pub(crate) fn tell(s: &mut Script, roll: &Roll) {
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
    bilal.tell(s, roll, |mut p| {
        p.mark(5, Fate::Missed(Party::Child));
        p
    });
    steps(s, bilal.child, months(s.today, 5), 1);
    let chloe = Case { about: turned(months(s.today, 2)), ..Case::healthy(s, roll, "chloe", "hannah", 16) };
    chloe.tell(s, roll, |p| p);
    steps(s, chloe.child, months(s.today, 2), 2);
    let owen = Case {
        about: turned(months(s.today, 11)),
        every: Interval::Weeks(6),
        reason: Some("a whole day in the hills, every sixth weekend"),
        last: weekend_before(s.ago(16)),
        next: Some(weekend_from(s.ago(-22))),
        ..Case::healthy(s, roll, "owen", "martin", 33)
    };
    owen.tell(s, roll, |mut p| {
        p.mark(5, Fate::Missed(Party::Visitor));
        p
    });
    // R54: has said that it is enough, and nobody has ended the match yet.
    let (said, by) = (s.ago(1), roll.children[owen.child].name.full());
    children::amended(s, owen.child, said, move |d| {
        d.view = ChildView::Objects { understands: true, said: Said::new(by, said) };
    });
}

/// The first steps towards a birthday, each taken a little after it was called for.
pub(crate) fn steps(s: &mut Script, child: usize, birthday: NaiveDate, taken: usize) {
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
