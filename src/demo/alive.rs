//! What belongs to a match that lives: meetings about the child, the visitor's contact details, another social worker.

use crate::COORDINATOR;
use crate::children;
use crate::people::Roll;
use crate::teller::Script;
use domain::command::{Command, NewConsent};
use domain::record::{ConsentTo, Party, Subject};

/// What happens in and around matches besides visits and reviews.
pub(crate) fn tell(s: &mut Script, roll: &Roll) {
    meetings(s, roll);
    contact(s, roll);
    told(s, roll);
    // R17: the match goes on as it is, and so does the wait.
    children::another_worker(s, roll.child("leila"), s.ago(120));
    children::another_worker(s, roll.child("scarlett"), s.ago(50));
    // R60: the review of Kofi's case is near, and the reviewing officer would like a page before it.
    let (kofi, last, next) = (roll.child("kofi"), s.ago(170), s.ago(-9));
    children::case_review(s, kofi, last, Some(true), Some(next));
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
        ("kofi", 10, -9, review, Some(true), Some(true)),
        ("mia", 2, -20, "personal education plan meeting", None, None),
        ("ryan", 75, 70, review, Some(false), Some(false)),
        ("leila", 12, -15, "placement planning meeting", Some(true), None),
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

/// R30: a consent that runs out soon. R44: a card that shows something else since the child moved.
fn told(s: &mut Script, roll: &Roll) {
    let (florence, on, until) = (roll.child("florence"), s.ago(340), s.ago(-14));
    s.on(on, move |t| Command::RecordConsent {
        consent: Box::new(NewConsent {
            about: Subject::Child(t.child(florence)),
            what: ConsentTo::Feedback,
            given: true,
            by: "Florence".to_owned(),
            how: "said at the review".to_owned(),
            on,
            until: Some(until),
        }),
    });
    let tyler = roll.child("tyler");
    s.on(s.ago(60), move |t| Command::IssueCard { match_id: t.match_of(tyler) });
}

/// R34, R35: at one, two and three agreements; given; and withdrawn again.
fn contact(s: &mut Script, roll: &Roll) {
    agreed(s, roll, ("sam", "emeka"), 60, 1);
    agreed(s, roll, ("dylan", "sofia"), 90, 2);
    agreed(s, roll, ("leila", "joan"), 30, 3);
    agreed(s, roll, ("florence", "ravi"), 160, 3);
    given(s, roll, "florence", 150);
    agreed(s, roll, ("jay", "ann"), 330, 3);
    given(s, roll, "jay", 320);
    let (jay, on) = (roll.child("jay"), s.ago(200));
    let by = roll.visitors[roll.visitor("ann")].name.full();
    s.on(on, move |t| Command::WithdrawContact { match_id: t.match_of(jay), by, on });
}

fn agreed(s: &mut Script, roll: &Roll, (child, visitor): (&str, &str), ago: i64, how_many: usize) {
    let (child, visitor) = (roll.child(child), roll.visitors[roll.visitor(visitor)].name.full());
    for (n, who) in
        [Party::Scheme, Party::SocialWorker, Party::Visitor].into_iter().take(how_many).enumerate()
    {
        let (on, visitor) = (s.ago(ago - n as i64), visitor.clone());
        s.on(on, move |t| {
            let worker = t.world.child(t.child(child)).and_then(|c| c.social_worker.as_ref());
            let by = match who {
                Party::Scheme => COORDINATOR.to_owned(),
                Party::SocialWorker => worker.map(|w| w.name.clone()).unwrap_or_default(),
                _ => visitor,
            };
            Command::AgreeContact { match_id: t.match_of(child), who, by, on }
        });
    }
}

fn given(s: &mut Script, roll: &Roll, key: &str, ago: i64) {
    let (child, on) = (roll.child(key), s.ago(ago));
    s.on(on, move |t| Command::ReleaseContact { match_id: t.match_of(child), on });
}
