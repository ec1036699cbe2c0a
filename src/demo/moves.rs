//! Moves of home while there is a visitor, each as far along as it has come (5.4).

use crate::children::confirm_card;
use crate::days::plus;
use crate::people::{placement, worker};
use crate::teller::Script;
use chrono::NaiveDate;
use domain::command::Command;
use domain::record::{Distance, Said};

/// The child moves.
pub(crate) fn moves(s: &mut Script, who: usize, from: NaiveDate, learned: NaiveDate, planned: bool) {
    let mut home = Box::new(placement(who, 1, from, learned));
    home.planned = planned;
    s.on(s.office(learned), move |t| Command::RecordMove { child: t.child(who), placement: home });
}

/// The new carer is told of the visitor and of the pattern.
pub(crate) fn carer_told(s: &mut Script, who: usize, on: NaiveDate) {
    s.on(s.office(on), move |t| Command::TellCarer {
        home: None,
        child: t.child(who),
        by: worker(who).name,
        on,
        of_visitor: true,
        of_pattern: true,
    });
}

/// Address and telephone of the new home are confirmed.
pub(crate) fn confirmed(s: &mut Script, who: usize, on: NaiveDate) {
    s.on(s.office(on), move |t| Command::ConfirmContact {
        home: None,
        child: t.child(who),
        with: "the new carer".to_owned(),
        on,
        address: None,
        phone: None,
    });
}

/// Whether visitor and home are independent of each other is looked at, and perhaps how far it is.
pub(crate) fn checked(s: &mut Script, who: usize, on: NaiveDate, distance: Option<Distance>) {
    s.on(s.office(on), move |t| Command::CheckPlacement {
        home: None,
        child: t.child(who),
        on,
        independent: Some(true),
        distance,
    });
}

/// A move out of the city: another visitor is to be found.
pub(crate) fn far_away(s: &mut Script, who: usize, from: NaiveDate) {
    let mut home = Box::new(placement(who, 1, from, plus(from, -4)));
    home.address = Some("14 Chapel Street, Kettleby".to_owned());
    home.postcode = Some("NG97 4BD".to_owned());
    home.out_of_area = Some(true);
    home.confirmed = Some(Said::new("the new carer", home.learned));
    s.on(s.office(home.learned), move |t| Command::RecordMove { child: t.child(who), placement: home });
    carer_told(s, who, plus(from, 2));
    confirm_card(s, who, plus(from, 4));
    checked(s, who, plus(from, 7), Some(Distance::Rematch));
}

/// A move with which everything that follows from one was done.
pub(crate) fn settled(s: &mut Script, who: usize, from: NaiveDate, distance: Distance) {
    let mut home = Box::new(placement(who, 1, from, plus(from, -3)));
    home.confirmed = Some(Said::new("the new carer", home.learned));
    s.on(s.office(home.learned), move |t| Command::RecordMove { child: t.child(who), placement: home });
    carer_told(s, who, plus(from, 2));
    confirm_card(s, who, plus(from, 3));
    checked(s, who, plus(from, 3), Some(distance));
}
