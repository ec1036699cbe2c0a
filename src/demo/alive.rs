//! What belongs to a match that lives: meetings about the child, the visitor's contact details, another social worker.

use crate::children;
use crate::people::{Roll, worker};
use crate::teller::Script;
use crate::{COORDINATOR, days};
use chrono::NaiveDate;
use domain::command::Command;
use domain::record::Party;

/// What happens in and around matches besides visits and reviews.
pub(crate) fn tell(s: &mut Script, roll: &Roll) {
    meetings(s, roll);
    contact(s, roll);
    // R17: the match goes on as it is, and so does the wait.
    children::another_worker(s, roll.child("leila"), s.ago(120));
    children::another_worker(s, roll.child("scarlett"), s.ago(50));
    // R60: the review of Bella's case is near, and the reviewing officer would like a page before it.
    let (bella, last, next) = (roll.child("bella"), s.ago(170), s.ago(-9));
    children::case_review(s, bella, last, Some(true), Some(next));
    // Nobody has said whether a visitor was considered at this one.
    let (tomasz, next) = (roll.child("tomasz"), s.ago(-80));
    children::case_review(s, tomasz, s.ago(95), None, Some(next));
}

/// R37: whether the child wants the visitor there, and whether the visitor comes.
fn meetings(s: &mut Script, roll: &Roll) {
    let review = "review of the child's case";
    for (key, told, on, what, wants, attends) in [
        ("florence", 61, 50, "family group conference", Some(true), None),
        ("florence", 49, 50, "family group conference", Some(true), Some(true)),
        ("bella", 10, -9, review, Some(true), Some(true)),
        ("mia", 2, -20, "personal education plan meeting", None, None),
        ("ryan", 75, 70, review, Some(false), Some(false)),
        ("kofi", 12, -15, "placement planning meeting", Some(true), None),
    ] {
        let (child, on) = (roll.child(key), s.ago(on));
        s.on(s.ago(told), move |t| Command::RecordMeetingAboutChild {
            match_id: t.match_of(child),
            on,
            what: what.to_owned(),
            child_wants: wants,
            attends,
        });
    }
}

/// R34, R35: at one, two and three agreements; given; and withdrawn again.
fn contact(s: &mut Script, roll: &Roll) {
    agreed(s, roll, "sam", 60, 1);
    agreed(s, roll, "linh", 90, 2);
    agreed(s, roll, "leila", 30, 3);
    agreed(s, roll, "florence", 160, 3);
    given(s, roll, "florence", 150);
    agreed(s, roll, "jay", 330, 3);
    given(s, roll, "jay", 320);
    let (jay, on) = (roll.child("jay"), s.ago(200));
    s.on(on, move |t| Command::WithdrawContact {
        match_id: t.match_of(jay),
        by: "Ann Lowe: calls late at night; the carer's telephone is used instead".to_owned(),
        on,
    });
}

fn agreed(s: &mut Script, roll: &Roll, key: &str, ago: i64, how_many: usize) {
    let child = roll.child(key);
    let day: NaiveDate = s.ago(ago);
    let all = [
        (Party::Scheme, COORDINATOR.to_owned()),
        (Party::SocialWorker, worker(child).name),
        (Party::Visitor, "the visitor, by telephone".to_owned()),
    ];
    for (n, (who, by)) in all.into_iter().take(how_many).enumerate() {
        let on = days::plus(day, n as i64);
        s.on(on, move |t| Command::AgreeContact { match_id: t.match_of(child), who, by, on });
    }
}

fn given(s: &mut Script, roll: &Roll, key: &str, ago: i64) {
    let (child, on) = (roll.child(key), s.ago(ago));
    s.on(on, move |t| Command::ReleaseContact { match_id: t.match_of(child), on });
}
