//! A plain scheme of a given size, without special cases.

use crate::children::{self, About, Kept};
use crate::days::{plus, weekend_before, weekend_from};
use crate::matches::{self, Fate, Pairing, Visit};
use crate::people::{Roll, numbered_child, numbered_visitor};
use crate::teller::Script;
use crate::visitors::{self, Certificate};
use crate::{Demo, desk, reviews};
use chrono::{DateTime, NaiveDate, Utc};
use domain::record::Interval;

/// The longest time that is told, in days: six years, so that every child was born when it began.
const LONGEST: i64 = 2190;

pub(crate) fn tell(
    children: usize,
    visitors: usize,
    matches: usize,
    visits: usize,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Demo {
    let most = visits.div_ceil(matches.max(1));
    // Four weeks from visit to visit, or less where there are many; a report is in within a week.
    let step = (LONGEST / (most as i64 + 2)).clamp(7, 28);
    let since = plus(today, -(most as i64 + 2) * step - 45);
    let mut s = Script::new(today, since, now);
    let told = Roll::told();
    let roll = Roll {
        children: (0..children).map(|n| numbered_child(&told, n)).collect(),
        visitors: (0..visitors).map(|n| numbered_visitor(&told, n)).collect(),
    };
    desk::set_up(&mut s);
    let long_ago = plus(since, -60);
    for who in 0..visitors {
        // Renewed every two years, so that every visit is covered.
        let newest = plus(today, -(100 + (who * 7 % 600) as i64));
        let mut certs: Vec<_> =
            (0..).map(|n| plus(newest, -700 * n)).take_while(|d| plus(*d, 700) > long_ago).collect();
        let first = certs.pop().unwrap_or(long_ago);
        let cert = |issued| Certificate { issued, joined: None, looked: false };
        visitors::long_approved(&mut s, &roll, who, long_ago, &cert(first));
        for issued in certs.into_iter().rev() {
            visitors::certificate_seen(&mut s, who, issued);
            visitors::update_service(&mut s, who, &cert(issued));
        }
        visitors::yearly(&mut s, &roll, who, long_ago, None);
    }
    for who in 0..children {
        children::long_known(&mut s, &roll, who, long_ago, About::default());
    }
    for who in 0..matches {
        let n = visits / matches + usize::from(who < visits % matches);
        let last = weekend_before(plus(today, -(3 + (who % 40) as i64)));
        let dates = (0..n).rev().map(|back| plus(last, -(step * back as i64)));
        let p = Pairing {
            child: who,
            visitor: who,
            // Before the file was made: entered as history, as most are.
            start: plus(since, -1),
            every: Interval::Monthly,
            reason: None,
            visits: dates.map(|date| Visit { date, fate: Fate::Done }).collect(),
            next: (who % 10 != 9).then(|| weekend_from(plus(last, step).max(plus(today, 1)))),
            at_home: false,
            unread: false,
            car: false,
            unpaid: false,
            undecided: false,
        };
        matches::tell(&mut s, &p);
        reviews::all(&mut s, &p, today);
        // The last few are enough: what counts is how long ago.
        let lately = p.start.max(plus(today, -200));
        visitors::supervised(&mut s, who, lately, plus(today, -(5 + (who % 60) as i64)));
        let ago = |n: usize| plus(today, -((who % n) as i64));
        children::upkeep(&mut s, who, lately, Kept { contact: ago(95), card: ago(190), risk: ago(150) });
    }
    s.nobody_is_there_already();
    s.run()
}
