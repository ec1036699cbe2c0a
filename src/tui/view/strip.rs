//! A match's year in one line, readable without colour: a filled dot is a visit, a letter says who cancelled.

use crate::engine::layout::{StripCell, strip};
use crate::engine::theme::{Role, Signs, Theme};
use chrono::{Datelike, NaiveDate};
use domain::record::{Match, Party};
use domain::status::{MonthOfVisits, year_of_visits};
use domain::world::World;
use ratatui::text::Line;

/// What stands for a month.
fn sign(month: MonthOfVisits, signs: &Signs) -> (String, Role) {
    let letter = |by: Party| match by {
        Party::Carer => "c",
        Party::Visitor => "v",
        Party::Child => "k",
        Party::SocialWorker => "s",
        Party::Scheme | Party::Other => "o",
    };
    let done = if signs.line == "-" { "*" } else { signs.radio_on };
    match month {
        MonthOfVisits::Done(1) => (done.to_owned(), Role::Good),
        MonthOfVisits::Done(n) => (n.min(9).to_string(), Role::Good),
        MonthOfVisits::Planned => (signs.next.to_owned(), Role::Info),
        MonthOfVisits::Cancelled(by) => (letter(by).to_owned(), Role::Warn),
        MonthOfVisits::Missed => ("x".to_owned(), Role::Error),
        MonthOfVisits::None => ("-".to_owned(), Role::Dim),
        MonthOfVisits::Outside => (" ".to_owned(), Role::Dim),
    }
}

/// Twelve signs, for a list.
#[must_use]
pub fn short(world: &World, m: &Match, today: NaiveDate, signs: &Signs) -> String {
    year_of_visits(world, m, today).into_iter().map(|(_, month)| sign(month, signs).0).collect()
}

/// Two lines, with the months' letters.
#[must_use]
pub fn long(world: &World, m: &Match, today: NaiveDate, room: u16, theme: Theme) -> [Line<'static>; 2] {
    let cells: Vec<StripCell> = year_of_visits(world, m, today)
        .into_iter()
        .map(|(first, month)| {
            let (sign, role) = sign(month, theme.signs);
            let head = b"JFMAMJJASOND"[first.month0() as usize] as char;
            StripCell { head, sign, role }
        })
        .collect();
    strip(&cells, room, theme)
}

/// What the signs mean.
#[must_use]
pub fn legend(signs: &Signs) -> String {
    let done = if signs.line == "-" { "*" } else { signs.radio_on };
    format!(
        "{done} visit, 2 two visits, {} planned, x missed, - none; cancelled by c carer, v visitor, k child, s social \
         worker, o other",
        signs.next
    )
}
