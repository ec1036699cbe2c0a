//! Who the visitors are today: approved and matched, free, on the way, or gone.

use crate::days::{months, plus, weekend_from};
use crate::people::Roll;
use crate::teller::Script;
use crate::visitors::{self, Certificate};
use crate::volunteers::DRIVERS;
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
    ("george", 12),
    ("hannah", 21),
    ("martin", 36),
    ("mei", 9),
    ("judith", 8),
    ("ravi", 15),
    ("carol", 27),
    ("beth", 20),
    ("ruth", 11),
    ("simone", 8),
    ("alex", 7),
    ("desmond", 12),
    ("kathleen", 17),
    ("lewis", 4),
    ("gareth", 16),
    ("bridget", 3),
    ("ivor", 32),
    ("gemma", 20),
    ("craig", 28),
    ("anita", 8),
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
    on_the_way(s, roll);
    gone(s, roll);
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

    // R95: on hold, to be looked at again in three days.
    let ruth = roll.visitor("ruth");
    let (from, back) = (s.ago(250), s.ago(222));
    s.on(from, move |t| Command::HoldVisitor {
        visitor: t.visitor(ruth),
        from,
        until: Some(back),
        reason: "a broken wrist".to_owned(),
    });
    s.on(back, move |t| Command::ResumeVisitor { visitor: t.visitor(ruth), on: back });
    let (from, until) = (s.ago(60), s.ago(-3));
    s.on(from, move |t| Command::HoldVisitor {
        visitor: t.visitor(ruth),
        from,
        until: Some(until),
        reason: "new grandchild; back before the holidays".to_owned(),
    });

    away(s, roll);
    // 5.9: a look at the Update Service showed a change; a new certificate is under way.
    let gemma = roll.visitor("gemma");
    let on = s.ago(9);
    s.on(on, move |t| Command::RecordStatusCheck { visitor: t.visitor(gemma), on, unchanged: false });
    visitors::dbs_applied(s, gemma, s.ago(8), &[s.ago(2)]);
    // H7: approved and free, and nobody has spoken with him since the winter.
    visitors::approved(s, roll, roll.visitor("nigel"), s.ago(200));
    let hodan = roll.visitor("hodan");
    // H11: approved on a condition that is met, and on one that is not yet.
    let conditions: &'static [&'static str] =
        &["a talk about faith with the worker", "rings after each of the first three visits"];
    let approved = s.ago(12);
    visitors::approved_on(s, roll, hodan, approved, conditions);
    let on = s.ago(8);
    s.on(s.office(on), move |t| Command::MeetCondition {
        visitor: t.visitor(hodan),
        what: conditions[0].to_owned(),
        on,
    });

    let hannah = roll.visitor("hannah");
    visitors::stage(
        s,
        hannah,
        Stage::Leaving,
        s.ago(20),
        Some("moves away in the new year; stays until the birthday"),
    );
}

/// R85i: on hold for so long that she is checked and trained anew when she comes back.
fn away(s: &mut Script, roll: &Roll) {
    let sylvia = roll.visitor("sylvia");
    let issued = s.ago(640);
    let approved = plus(months(s.today, -45), -5);
    visitors::long_approved(s, roll, sylvia, approved, &Certificate::good(sylvia, issued));
    let (from, until) = (months(s.today, -20), s.ago(-50));
    s.on(from, move |t| Command::HoldVisitor {
        visitor: t.visitor(sylvia),
        from,
        until: Some(until),
        reason: "looks after her father; would like to come back in spring".to_owned(),
    });
    let held = s.ago(100);
    s.on(s.office(held), move |t| Command::HoldAnnualReview {
        visitor: t.visitor(sylvia),
        held,
        wishes_to_go_on: Some(true),
        summary: "Rang at home. Still away, still wishes to come back; knows that there will be training."
            .to_owned(),
    });
    visitors::declared(s, roll, sylvia, held);
}

/// Recruitment: somebody at every stage.
fn on_the_way(s: &mut Script, roll: &Roll) {
    for (key, enquired, upto) in [
        ("stephen", 1, Stage::Enquiry),
        ("yusuf", 8, Stage::PackSent),
        ("katie", 26, Stage::Applied),
        ("oliver", 41, Stage::Interviewed),
        ("nadia", 63, Stage::InTraining),
        // R85f: stalled, because one reference has not come.
        ("kwame", 116, Stage::Checks),
        // R83: the certificate of twenty days ago, and the Update Service not joined yet.
        ("rebecca", 129, Stage::Ready),
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

/// Those who did not become visitors, or are not any more. Who left after a match is among the endings.
fn gone(s: &mut Script, roll: &Roll) {
    for (key, enquired, upto, to, after, note) in [
        ("alan", 190, Stage::Ready, Stage::Deferred, 130, "panel would like to hear more"),
        ("neil", 260, Stage::Ready, Stage::Declined, 128, "panel decision, letter sent"),
        (
            "trevor",
            150,
            Stage::Applied,
            Stage::NotTakenOn,
            40,
            "better suited to adult befriending; passed on with consent",
        ),
        ("jess", 120, Stage::PackSent, Stage::Lapsed, 63, "no answer to two letters"),
        ("lorna", 90, Stage::Enquiry, Stage::Closed, 6, "moving abroad"),
    ] {
        let who = roll.visitor(key);
        let enquiry = s.ago(enquired);
        let issued = visitors::recruit(s, roll, who, enquiry, upto);
        if upto == Stage::Ready {
            visitors::update_service(s, who, &Certificate::good(who, issued));
        }
        let conditions: &'static [&'static str] =
            if to == Stage::Deferred { &["a second conversation"] } else { &[] };
        visitors::decided(s, who, to, plus(enquiry, after), (Some(note), conditions));
    }
}
