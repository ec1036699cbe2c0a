//! Matches that have ended, for the reasons for which matches end, and who waits again since.

use crate::children::{self, About, Upto};
use crate::days::{months, plus, weekend_before};
use crate::matches::{self, Pairing};
use crate::people::{Roll, born_for_eighteen};
use crate::teller::Script;
use crate::visitors::{self, Certificate};
use chrono::NaiveDate;
use domain::record::{Ceased, EndReason, Interval, Stage};

/// A match that began and ended.
struct Ended {
    child: usize,
    visitor: usize,
    start: NaiveDate,
    end: NaiveDate,
    reason: EndReason,
    notice: bool,
    note: &'static str,
}

impl Ended {
    fn tell(&self, s: &mut Script, roll: &Roll, about: About) {
        if self.start <= s.since {
            children::long_known(s, roll, self.child, plus(self.start, -300), about);
        } else {
            let received = plus(self.start, -45);
            children::comes(s, roll, self.child, received, about);
            children::referred(s, roll, self.child, received, Upto::Decided, about);
        }
        let p = Pairing::new(
            s,
            (self.child, self.visitor),
            self.start,
            Interval::Monthly,
            weekend_before(plus(self.end, -6)),
        );
        matches::tell(s, &p);
        matches::reviews(s, &p, plus(self.end, -8));
        visitors::supervised(s, self.visitor, self.start, plus(self.end, -15));
        children::upkeep(s, self.child, plus(self.start, 2), plus(self.end, -40), plus(self.end, -70));
        matches::end(s, self.child, self.end, self.reason, self.notice, self.note);
    }
}

/// Every ended match of the told scheme.
pub(crate) fn tell(s: &mut Script, roll: &Roll) {
    left_visitors(s, roll);
    let ended = |child, visitor, start: i32, end: i64, reason, notice, note| Ended {
        child: roll.child(child),
        visitor: roll.visitor(visitor),
        start: plus(months(s.today, -start), 12),
        end: s.ago(end),
        reason,
        notice,
        note,
    };
    let birthday = s.ago(212);
    let adult = About { born: Some(born_for_eighteen(birthday)), ..About::default() };
    let all = [
        ended(
            "aaliyah",
            "dennis",
            40,
            212,
            EndReason::Eighteen,
            false,
            "a meal out, and a photograph for both",
        ),
        ended(
            "zoe",
            "margaret",
            30,
            150,
            EndReason::VisitorResigned,
            true,
            "moves to her daughter; a goodbye visit was held",
        ),
        ended(
            "harvey",
            "sofia",
            17,
            300,
            EndReason::ChildStopped,
            true,
            "Harvey said he has enough going on; told kindly",
        ),
        ended(
            "poppy",
            "marcus",
            15,
            120,
            EndReason::NotLookedAfter,
            false,
            "home to mother; goodbye visit held",
        ),
        ended("malik", "beth", 4, 85, EndReason::ChildDeclinedEarly, true, "two visits; nobody's fault"),
        ended("bella", "beth", 17, 270, EndReason::TooFar, true, "placement forty miles away since the move"),
    ];
    for e in &all {
        e.tell(s, roll, if e.reason == EndReason::Eighteen { adult } else { About::default() });
    }
    let (poppy, on) = (roll.child("poppy"), s.ago(120));
    children::amended(s, poppy, on, move |d| {
        d.ceased = Some(Ceased { on, reason: "returned home".to_owned() });
        d.next_case_review = None;
    });
    for (key, on) in [("margaret", 140), ("dennis", 190)] {
        let who = roll.visitor(key);
        visitors::stage(s, who, Stage::Leaving, s.ago(on + 40), Some("written notice received"));
        visitors::stage(s, who, Stage::Left, s.ago(on), Some("thanked; pack returned"));
    }
    // Referred again: two wait, one has a second visitor by now.
    for (key, received) in [("zoe", 140), ("malik", 70), ("bella", 200)] {
        children::referred(s, roll, roll.child(key), s.ago(received), Upto::Decided, About::default());
    }
}

fn left_visitors(s: &mut Script, roll: &Roll) {
    for (key, approved) in [("margaret", 50), ("dennis", 45)] {
        let who = roll.visitor(key);
        let issued = s.ago(700 + (who % 3) as i64 * 20);
        visitors::long_approved(s, roll, who, months(s.today, -approved), &Certificate::good(who, issued));
    }
}
