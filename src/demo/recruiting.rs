//! Who the visitors are today: approved and matched, free, on the way, or gone.

use crate::days::{months, plus, weekend_from};
use crate::people::Roll;
use crate::teller::Script;
use crate::visitors::{self, Certificate, RECRUITING};
use crate::volunteers::DRIVERS;
use chrono::NaiveDate;
use domain::command::Command;
use domain::record::{Module, Stage};

/// Approved so many months ago.
const APPROVED: &[(&str, i32)] = &[
    ("emeka", 26),
    ("ann", 24),
    ("tom", 5),
    ("grace", 14),
    ("marcus", 22),
    ("sofia", 28),
    ("colin", 40),
    ("wendy", 13),
    ("patrick", 16),
    ("sheila", 33),
    ("mei", 9),
    ("ravi", 15),
    ("carol", 27),
    ("beth", 20),
    ("ruth", 11),
    ("gareth", 16),
    ("ivor", 32),
    ("craig", 28),
    // H7, R85i: free ever since, never asked to visit, and nobody has spoken with him since the winter.
    ("nigel", 20),
];

/// Every visitor of the tables.
pub(crate) fn tell(s: &mut Script, roll: &Roll) {
    for (key, ago) in APPROVED {
        let who = roll.visitor(key);
        let on = plus(months(s.today, -ago), -5);
        if *ago > 18 {
            let issued = s.ago(600 + (who * 31 % 200) as i64);
            visitors::long_approved(s, roll, who, on, &Certificate::good(who, issued));
        } else {
            visitors::approved(s, roll, who, on);
        }
        if DRIVERS.contains(key) {
            // R85g: the MOT runs out in twelve days; nobody is driven meanwhile.
            let mot = (*key == "beth").then(|| s.ago(-12));
            visitors::drives(s, who, plus(on, 1), mot);
        }
        visitors::yearly(s, roll, who, on, None);
    }
    certificates(s, roll);
    particular(s, roll);
    on_leave(s, roll);
    thought_over(s, roll);
    on_the_way(s, roll);
    asked_again(s, roll);
}

/// R82: one certificate lapsed a few days ago, with the match on hold, and one is to be renewed.
fn certificates(s: &mut Script, roll: &Roll) {
    for (key, approved, issued) in
        [("louise", 25, plus(months(s.today, -36), -10)), ("delroy", 20, plus(months(s.today, -34), 6))]
    {
        let who = roll.visitor(key);
        let on = plus(months(s.today, -approved), -5);
        let cert = Certificate { issued, joined: None, looked: false };
        visitors::long_approved(s, roll, who, on, &cert);
        visitors::yearly(s, roll, who, on, None);
    }
}

/// Visitors about whom something is due.
fn particular(s: &mut Script, roll: &Roll) {
    // R48, R82, R85h: the certificate lapses two days before an outing; the renewal is under way.
    let joan = roll.visitor("joan");
    let lapse = plus(weekend_from(s.ago(-2)), -2);
    let issued = months(lapse, -36);
    let approved = plus(issued, 20);
    let cert = Certificate { issued, joined: None, looked: false };
    visitors::long_approved(s, roll, joan, approved, &cert);
    visitors::yearly(s, roll, joan, approved, Some(s.ago(150)));
    visitors::dbs_applied(s, joan, s.ago(20), &[s.ago(13), s.ago(6)]);

    // R50a: the annual review, three days late.
    let priya = roll.visitor("priya");
    let reviewed = plus(months(s.today, -12), -3);
    let approved = plus(months(reviewed, -12), 6);
    let issued = s.ago(640);
    visitors::long_approved(s, roll, priya, approved, &Certificate::good(priya, issued));
    visitors::yearly(s, roll, priya, approved, Some(reviewed));

    // R84: the Update Service has not been looked at for a year; R50: safeguarding runs out, the refresher is booked.
    let carla = roll.visitor("carla");
    let approved = plus(months(s.today, -19), -4);
    let joined = months(plus(s.today, 4), -12);
    let before = Certificate { issued: plus(approved, -30), joined: None, looked: false };
    visitors::long_approved(s, roll, carla, approved, &before);
    visitors::yearly(s, roll, carla, approved, None);
    let renewed = Certificate { issued: plus(joined, -12), joined: Some(joined), looked: false };
    visitors::certificate_seen(s, carla, renewed.issued);
    visitors::update_service(s, carla, &renewed);
    let (on, expires) = (s.ago(340), s.ago(-25));
    s.on(on, move |t| Command::RecordTraining {
        visitor: t.visitor(carla),
        modules: vec![Module::Safeguarding],
        on,
        expires: Some(expires),
        note: Some("refresher, to be repeated yearly".to_owned()),
    });

    // R50: what was learned of boundaries runs out in nineteen days, and nothing is booked yet.
    let ravi = roll.visitor("ravi");
    let (on, expires) = (s.ago(346), s.ago(-19));
    s.on(on, move |t| Command::RecordTraining {
        visitor: t.visitor(ravi),
        modules: vec![Module::Boundaries],
        on,
        expires: Some(expires),
        note: Some("evening course, to be repeated yearly".to_owned()),
    });
}

/// R95: on hold, to be looked at again in three days. 5.9: meanwhile a look at the Update Service showed a change, and a
/// new certificate is under way.
fn on_leave(s: &mut Script, roll: &Roll) {
    let ruth = roll.visitor("ruth");
    let back = s.ago(222);
    held(s, ruth, s.ago(250), back, "a broken wrist");
    s.on(back, move |t| Command::ResumeVisitor { visitor: t.visitor(ruth), on: back });
    held(s, ruth, s.ago(24), s.ago(-3), "new grandchild; back before the holidays");
    let on = s.ago(9);
    s.on(on, move |t| Command::RecordStatusCheck { visitor: t.visitor(ruth), on, unchanged: false });
    visitors::dbs_applied(s, ruth, s.ago(8), &[s.ago(2)]);
}

fn held(s: &mut Script, who: usize, from: NaiveDate, until: NaiveDate, reason: &'static str) {
    s.on(from, move |t| Command::HoldVisitor {
        visitor: t.visitor(who),
        from,
        until: Some(until),
        reason: reason.to_owned(),
    });
}

/// Decisions that took more than one sitting.
fn thought_over(s: &mut Script, roll: &Roll) {
    // H11: approved on a condition that is met, and on one that is not yet.
    let (hodan, on) = (roll.visitor("hodan"), s.ago(12));
    let conditions: &'static [&'static str] =
        &["a talk about faith with the worker", "rings after each of the first three visits"];
    let issued = visitors::recruit(s, roll, hodan, plus(on, -RECRUITING), Stage::Ready);
    visitors::approved_on(s, hodan, issued, on, conditions);
    visitors::met(s, hodan, conditions[0], s.ago(8));

    // Put off at first, and approved after a second conversation.
    let (lewis, on) = (roll.visitor("lewis"), plus(months(s.today, -4), -5));
    let conditions: &'static [&'static str] = &["a second conversation"];
    let issued = visitors::recruit(s, roll, lewis, plus(on, -RECRUITING - 30), Stage::Ready);
    let note = Some("panel would like to hear more");
    visitors::decided(s, lewis, Stage::Deferred, plus(on, -30), (note, conditions));
    visitors::met(s, lewis, conditions[0], plus(on, -15));
    visitors::stage(s, lewis, Stage::Ready, plus(on, -12), None);
    visitors::approved_on(s, lewis, issued, on, &[]);

    // Declined the first time, approved the second.
    let (alex, on) = (roll.visitor("alex"), plus(months(s.today, -7), -5));
    let first = s.ago(530);
    let issued = visitors::recruit(s, roll, alex, first, Stage::Ready);
    visitors::update_service(s, alex, &Certificate { issued, joined: None, looked: false });
    let note = Some("panel decision, letter sent: welcome again once the move is over");
    visitors::decided(s, alex, Stage::Declined, plus(first, 128), (note, &[]));
    let issued = visitors::again(s, roll, alex, plus(on, -RECRUITING), Stage::Ready);
    visitors::approved_on(s, alex, issued, on, &[]);
}

/// Recruitment: somebody at every stage.
fn on_the_way(s: &mut Script, roll: &Roll) {
    for (key, enquired, upto) in [
        ("oliver", 41, Stage::Interviewed),
        ("nadia", 63, Stage::InTraining),
        // R85f: stalled, because one reference has not come.
        ("kwame", 116, Stage::Checks),
    ] {
        visitors::recruit(s, roll, roll.visitor(key), s.ago(enquired), upto);
    }
    let kwame = roll.visitor("kwame");
    visitors::reference(s, roll, kwame, 0, (s.ago(34), None));
    visitors::reference(s, roll, kwame, 1, (s.ago(34), None));
    visitors::reference(s, roll, kwame, 1, (s.ago(34), Some(s.ago(18))));
    let (nadia, on) = (roll.visitor("nadia"), s.ago(6));
    s.on(on, move |t| Command::RecordTraining {
        visitor: t.visitor(nadia),
        modules: vec![Module::Safeguarding, Module::ChildrenInCare, Module::Boundaries],
        on,
        expires: None,
        note: Some("core course, the first two evenings".to_owned()),
    });
}

/// Those whose first way ended before they were visitors, or after, and who are on the way once more.
fn asked_again(s: &mut Script, roll: &Roll) {
    for (key, first, upto, to, after, note, enquired, now) in [
        // R96: asked yesterday.
        (
            "stephen",
            430,
            Stage::Enquiry,
            Stage::Closed,
            6,
            "a new job; would rather ask again next year",
            1,
            Stage::Enquiry,
        ),
        ("yusuf", 300, Stage::PackSent, Stage::Lapsed, 63, "no answer to two letters", 8, Stage::PackSent),
        (
            "katie",
            420,
            Stage::Applied,
            Stage::NotTakenOn,
            40,
            "a year abroad ahead; welcome to apply when it is over",
            26,
            Stage::Applied,
        ),
    ] {
        let who = roll.visitor(key);
        visitors::recruit(s, roll, who, s.ago(first), upto);
        visitors::stage(s, who, to, s.ago(first - after), Some(note));
        visitors::again(s, roll, who, s.ago(enquired), now);
    }
    // Was a visitor, left, and is ready for decision anew. R83: the certificate is of twenty days ago, and the Update
    // Service is not joined yet.
    let (rebecca, issued) = (roll.visitor("rebecca"), s.ago(900));
    let cert = Certificate { issued, joined: None, looked: false };
    visitors::long_approved(s, roll, rebecca, months(s.today, -32), &cert);
    visitors::stage(s, rebecca, Stage::Leaving, s.ago(330), Some("written notice received"));
    visitors::stage(s, rebecca, Stage::Left, s.ago(280), Some("thanked; pack returned"));
    visitors::again(s, roll, rebecca, s.ago(129), Stage::Ready);
}
