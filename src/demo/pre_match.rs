//! Referrals that have not become matches: coming in, being met, waiting, or off the list.

use crate::children::{self, About, Upto};
use crate::endings;
use crate::people::Roll;
use crate::teller::Script;
use chrono::NaiveDate;
use domain::command::Command;
use domain::record::{CardQuestion, Ceased, ChildView, ReferralCloseReason, ReferralOutcome, Said, Told};

/// Every referral without a match.
pub(crate) fn tell(s: &mut Script, roll: &Roll) {
    before(s, roll);
    coming_in(s, roll);
    waiting(s, roll);
    off_the_list(s, roll);
}

fn coming_in(s: &mut Script, roll: &Roll) {
    // Came yesterday, is typed in today.
    let keziah = roll.child("keziah");
    children::came_late(s, roll, keziah, s.ago(1), s.today);

    let freddie = roll.child("freddie");
    children::comes(s, roll, freddie, s.ago(6), About::default());
    children::referred(s, roll, freddie, s.ago(6), Upto::Acknowledged, About::default());

    // R39 within the week: booked for the day after tomorrow.
    let samira = roll.child("samira");
    children::comes(s, roll, samira, s.ago(16), About::default());
    children::referred(s, roll, samira, s.ago(16), Upto::Acknowledged, About::default());
    children::booked(s, samira, s.ago(7), s.ago(-2), None);
    children::chased(
        s,
        samira,
        s.ago(6),
        "Places to avoid, and who may not be contacted: of the social worker.",
    );

    // R39: day 24 of 21. The carer cancelled, and the new day is still to come.
    let amira = roll.child("amira");
    children::referred(s, roll, amira, s.ago(24), Upto::Acknowledged, About::default());
    children::booked(s, amira, s.ago(19), s.ago(5), None);
    children::booked(s, amira, s.ago(5), s.ago(-8), Some("cancelled by the carer: illness"));
    told(s, amira, s.ago(5), &[Told::Child, Told::SocialWorker]);

    // Met, to decide.
    let joseph = roll.child("joseph");
    children::referred(s, roll, joseph, s.ago(18), Upto::Acknowledged, About::default());
    children::booked(s, joseph, s.ago(15), s.ago(3), None);
    children::met(s, roll, joseph, s.ago(3));
    children::chased(
        s,
        joseph,
        s.ago(2),
        "A line on risk, and whether photographs are allowed: of the social worker.",
    );
}

fn told(s: &mut Script, who: usize, on: NaiveDate, to: &'static [Told]) {
    s.on(on, move |t| Command::GiveUpdate {
        referral: t.referral_of(who),
        on,
        to: to.to_vec(),
        note: Some("by telephone".to_owned()),
    });
}

fn waiting(s: &mut Script, roll: &Roll) {
    let partly = About { unanswered: &[CardQuestion::Fears, CardQuestion::Medical], ..About::default() };
    let home_only = About { home_only: true, ..About::default() };
    for (key, received, last_told, about) in [
        ("idris", 44, 8, partly),
        ("scarlett", 97, 15, About::default()),
        ("kai", 151, 11, About::default()),
        // R98a.
        ("tomasz", 215, 4, About::default()),
        ("ethan", 72, 18, home_only),
    ] {
        let who = roll.child(key);
        if key == "scarlett" {
            children::risk_asked(s, who, s.ago(received), s.ago(70));
        } else {
            children::comes(s, roll, who, s.ago(received), about);
        }
        children::referred(s, roll, who, s.ago(received), Upto::Decided, about);
        children::updates(s, who, s.ago(received - 15), s.ago(last_told));
        if received > 150 {
            children::confirm_card(s, who, s.ago(40));
        }
    }
    let idris = roll.child("idris");
    children::chased(
        s,
        idris,
        s.ago(20),
        "Fears and other medical: of the carer, through the social worker.",
    );
    let tomasz = roll.child("tomasz");
    children::risk_asked(s, tomasz, s.ago(214), s.ago(66));
    // They had a visitor before.
    for (key, from, last) in [("malik", 80, 9), ("marnie", 155, 12), ("rosie", 11, 2)] {
        children::updates(s, roll.child(key), s.ago(from), s.ago(last));
    }
}

fn off_the_list(s: &mut Script, roll: &Roll) {
    // He had a visitor before, and said so again.
    let harvey = roll.child("harvey");
    children::referred(s, roll, harvey, s.ago(100), Upto::Acknowledged, About::default());
    let note = "withdrawn by the social worker: Harvey still has enough going on";
    closed(s, harvey, s.ago(88), ReferralCloseReason::Withdrawn, note);

    // A new colleague of the social worker's did not know that she has a visitor.
    let florence = roll.child("florence");
    children::referred(s, roll, florence, s.ago(60), Upto::Acknowledged, About::default());
    closed(
        s,
        florence,
        s.ago(58),
        ReferralCloseReason::Duplicate,
        "has a visitor since last year; rang back",
    );

    let ellis = roll.child("ellis");
    children::comes(s, roll, ellis, s.ago(130), About::default());
    children::referred(s, roll, ellis, s.ago(130), Upto::Decided, About::default());
    children::updates(s, ellis, s.ago(115), s.ago(60));
    let home = s.ago(45);
    children::amended(s, ellis, home, move |d| {
        d.ceased = Some(Ceased { on: home, reason: "special guardianship".to_owned() });
        d.next_case_review = None;
    });
    let note = "lives with his grandparents for good; a card was sent";
    closed(s, ellis, home, ReferralCloseReason::NotLookedAfter, note);

    // She had a visitor, and waited for another.
    let (naomi, birthday) = (roll.child("naomi"), s.ago(endings::NAOMI));
    children::updates(s, naomi, s.ago(296), s.ago(45));
    let note = "nobody was found in time; the personal adviser knows of befriending for adults";
    closed(s, naomi, birthday, ReferralCloseReason::Eighteen, note);
}

/// Referrals that came to nothing, of children who have been referred again since.
fn before(s: &mut Script, roll: &Roll) {
    let amira = roll.child("amira");
    children::comes(s, roll, amira, s.ago(150), About::default());
    children::referred(s, roll, amira, s.ago(150), Upto::Met, About::default());
    let why = "Has a mentor through school who visits weekly; referral welcome again if that ends.";
    children::decided(s, amira, s.ago(136), ReferralOutcome::Declined, Some(why));

    let scarlett = roll.child("scarlett");
    children::comes(s, roll, scarlett, s.ago(300), About::default());
    children::referred(s, roll, scarlett, s.ago(300), Upto::Met, About::default());
    let (said, by) = (s.ago(288), roll.children[scarlett].name.full());
    children::amended(s, scarlett, said, move |d| {
        d.view = ChildView::Objects { understands: true, said: Said::new(by, said) };
    });
    children::decided(
        s,
        scarlett,
        s.ago(286),
        ReferralOutcome::ChildSaysNo,
        Some("Scarlett says no, and knows that she may ask again."),
    );

    let joseph = roll.child("joseph");
    children::comes(s, roll, joseph, s.ago(160), About::default());
    children::referred(s, roll, joseph, s.ago(160), Upto::Booked, About::default());
    let note = "goes to an aunt in Leeds; the scheme there was told, with consent";
    closed(s, joseph, s.ago(152), ReferralCloseReason::MovedAway, note);
}

fn closed(s: &mut Script, who: usize, on: NaiveDate, reason: ReferralCloseReason, note: &'static str) {
    s.on(s.office(on), move |t| Command::CloseReferral {
        referral: t.referral_of(who),
        on,
        reason,
        note: Some(note.to_owned()),
    });
}
