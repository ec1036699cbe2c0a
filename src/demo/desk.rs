//! The co-ordinator's desk: the scheme itself, support groups, notes, snoozes and the morning list.

use crate::days::{last, plus};
use crate::people::Roll;
use crate::teller::Script;
use crate::{AUTHORITY, COORDINATOR, SCHEME};
use chrono::Weekday;
use domain::command::Command;

/// The scheme is set up.
pub(crate) fn set_up(s: &mut Script) {
    s.on(s.since, |_| Command::SetUpScheme {
        name: SCHEME.to_owned(),
        coordinator: COORDINATOR.to_owned(),
        authority: AUTHORITY.to_owned(),
        demonstration: true,
    });
}

/// What happens beside children, visitors and matches.
pub(crate) fn tell(s: &mut Script, _roll: &Roll) {
    groups(s);
    s.on(s.ago(3), |_| Command::MarkReviewed {});
}

/// A support group three times a year, on Thursday evenings; the next one will soon be called for.
fn groups(s: &mut Script) {
    let topics = [
        "endings, and how to prepare for them",
        "what to do with other people's birthdays",
        "safeguarding: what happens after you tell us",
        "winter outings for little money",
    ];
    for (n, ago) in [470, 350, 250, 140].into_iter().enumerate() {
        let held = last(Weekday::Thu, s.ago(ago));
        s.on(plus(held, 1), move |t| Command::HoldGroup {
            held,
            attended: t.world.visitors().filter(|v| v.is_approved()).map(|v| v.id).step_by(2).collect(),
            minutes: Some(format!("shared drive, groups, {held}")),
            topics: Some(topics[n].to_owned()),
        });
    }
}
