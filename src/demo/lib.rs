//! A made-up scheme, told as [`Command`]s, alive on any day: for demonstrations, for trying the program out and for
//! measuring it.
//!
//! Nothing in it is real. The same day and time always tell the same scheme, and every step goes through
//! [`domain::decide`](mod@domain::decide), so what is shown could have been typed in by a co-ordinator.
//!
//! ```
//! let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
//! let now = today.and_hms_opt(8, 10, 0).expect("a time").and_utc();
//! let demo = demo::build(today, now);
//! assert!(demo.world.children().len() > 30);
//! ```
#![warn(missing_docs)]

mod alive;
mod allegations;
mod cases;
mod chance;
mod children;
mod concerns;
mod days;
mod desk;
mod eighteen;
mod endings;
mod ideas;
mod late;
mod matches;
mod moves;
mod people;
mod pre_match;
mod proposals;
mod recruiting;
mod reports;
mod reviews;
mod sized;
#[cfg(test)]
mod states;
mod teller;
#[cfg(test)]
mod tests;
mod visitors;
mod volunteers;
mod words;

use chrono::{DateTime, NaiveDate, Utc};
use domain::command::{Command, Context};
use domain::world::World;

/// The passphrase of a demonstration file.
pub const PASSPHRASE: &str = "demonstration";
/// The co-ordinator of the made-up scheme.
pub const COORDINATOR: &str = "Nora Fielding";
/// A colleague who types in what comes while the co-ordinator is away.
pub const COLLEAGUE: &str = "Dan Prior";
/// Its name.
pub const SCHEME: &str = "Westerby Independent Visitors";
/// The authority that looks after its children.
pub const AUTHORITY: &str = "Westerby City Council";

/// A made-up scheme: how it came about, and where it stands today.
pub struct Demo {
    /// Every step with its context, in the order in which they happened.
    pub steps: Vec<(Context, Command)>,
    /// The world after the last step.
    pub world: World,
}

/// The made-up scheme as it stands on `today` at `now`, with at least one open case of every kind of deadline.
///
/// # Panics
/// When a step is refused, with its name and the rules; the tests hold this for hundreds of days.
#[must_use]
pub fn build(today: NaiveDate, now: DateTime<Utc>) -> Demo {
    script(today, now).run()
}

/// The same, with what only a team manager reads beside it: two allegations, one of this morning and one that is closed.
/// It belongs into a file that a team manager has a passphrase of her own for.
///
/// # Panics
/// As [`build`].
#[must_use]
pub fn with_allegations(today: NaiveDate, now: DateTime<Utc>) -> Demo {
    let mut script = script(today, now);
    allegations::tell(&mut script, now);
    script.run()
}

fn script(today: NaiveDate, now: DateTime<Utc>) -> teller::Script {
    // A little more than eighteen months: somebody has been without a child for as long as that.
    let mut script = teller::Script::new(today, days::plus(days::months(today, -18), -10), now);
    let roll = people::Roll::told();
    desk::set_up(&mut script);
    cases::tell(&mut script, &roll);
    desk::tell(&mut script, &roll);
    script
}

/// The steps of [`build`] alone.
///
/// # Panics
/// As [`build`].
#[must_use]
pub fn scheme(today: NaiveDate, now: DateTime<Utc>) -> Vec<(Context, Command)> {
    build(today, now).steps
}

/// A plain scheme of a given size, without special cases: for measuring and for tests with chance. `visits` are
/// spread evenly over the matches; there are at most as many matches as children and as visitors.
///
/// # Panics
/// As [`build`].
#[must_use]
pub fn sized(
    children: usize,
    visitors: usize,
    matches: usize,
    visits: usize,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Demo {
    sized::tell(children, visitors, matches.min(children).min(visitors), visits, today, now)
}
