//! Referrals that have not become matches: coming in, being met, waiting, or off the list.

use crate::children::{self, About, Upto};
use crate::days::plus;
use crate::people::Roll;
use crate::teller::Script;
use domain::command::Command;
use domain::record::{CardQuestion, ChildView, ReferralCloseReason, ReferralOutcome, Said, Told};

/// Every referral without a match.
pub(crate) fn tell(s: &mut Script, roll: &Roll) {
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

    // R39: day 24 of 21. The carer cancelled, and the new day is still to come.
    let amira = roll.child("amira");
    children::comes(s, roll, amira, s.ago(24), About::default());
    children::referred(s, roll, amira, s.ago(24), Upto::Acknowledged, About::default());
    children::booked(s, amira, s.ago(19), s.ago(5), None);
    children::booked(s, amira, s.ago(5), s.ago(-3), Some("cancelled by the carer: illness"));
    told(s, amira, s.ago(5), &[Told::Child, Told::SocialWorker]);

    // Met, to decide.
    let joseph = roll.child("joseph");
    children::comes(s, roll, joseph, s.ago(18), About::default());
    children::referred(s, roll, joseph, s.ago(18), Upto::Acknowledged, About::default());
    children::booked(s, joseph, s.ago(15), s.ago(3), None);
    children::met(s, roll, joseph, s.ago(3));
}

fn told(s: &mut Script, who: usize, on: chrono::NaiveDate, to: &'static [Told]) {
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
        children::comes(s, roll, who, s.ago(received), about);
        children::referred(s, roll, who, s.ago(received), Upto::Decided, about);
        children::updates(s, who, s.ago(received - 15), s.ago(last_told));
        if received > 150 {
            children::confirm_card(s, who, s.ago(40));
        }
    }
    // They had a visitor before. R40: Zoë and her social worker are told again in three days.
    children::updates(s, roll.child("zoe"), s.ago(124), s.ago(25));
    children::updates(s, roll.child("malik"), s.ago(55), s.ago(9));
}

fn off_the_list(s: &mut Script, roll: &Roll) {
    let callum = roll.child("callum");
    children::comes(s, roll, callum, s.ago(80), About::default());
    children::referred(s, roll, callum, s.ago(80), Upto::Met, About::default());
    let why = "Has a mentor through school who visits weekly; referral welcome again if that ends.";
    children::decided(s, callum, s.ago(66), ReferralOutcome::Declined, Some(why));

    let tegan = roll.child("tegan");
    children::comes(s, roll, tegan, s.ago(110), About::default());
    children::referred(s, roll, tegan, s.ago(110), Upto::Met, About::default());
    let (said, by) = (s.ago(98), roll.children[tegan].name.full());
    children::amended(s, tegan, said, move |d| {
        d.view = ChildView::Objects { understands: true, said: Said::new(by, said) };
    });
    children::decided(
        s,
        tegan,
        s.ago(96),
        ReferralOutcome::ChildSaysNo,
        Some("Tegan says no, and knows that she may ask again."),
    );

    let aidan = roll.child("aidan");
    children::comes(s, roll, aidan, s.ago(52), About::default());
    children::referred(s, roll, aidan, s.ago(52), Upto::Booked, About::default());
    let on = plus(s.ago(52), 8);
    s.on(on, move |t| Command::CloseReferral {
        referral: t.referral_of(aidan),
        on,
        reason: ReferralCloseReason::Withdrawn,
        note: Some("withdrawn by the social worker: moves to an aunt in Leeds".to_owned()),
    });
}
