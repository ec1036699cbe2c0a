//! Concerns and allegations, by number only, and the release ledger (section 4, rows 22 to 25 and 33).

use super::Figure;
use super::count::{Counting, many, named};
use crate::calendar::local_date;
use chrono::{DateTime, Utc};

pub(super) fn all(of: &Counting<'_>) -> Vec<Figure> {
    let (world, period) = (of.world, of.period);
    let on = |at: DateTime<Utc>| period.holds(local_date(at));
    let received = || world.allegations().filter(|a| on(a.received));
    let closed = world.allegations().filter(|a| a.closed.as_ref().is_some_and(|c| on(c.at)));
    let both = received().map(|a| a.lado.is_some() && a.complaint.is_some());
    let told = |refused: bool| many(world.releases().filter(|r| r.refused.is_some() == refused && on(r.at)));
    vec![
        of.number(
            named("concerns", "Concerns about a child", &[22]),
            "Safeguarding concerns that the co-ordinator learned of in the period; not what they say.".to_owned(),
            many(world.concerns().filter(|c| on(c.learned))),
        ),
        of.number(
            named("low-level-concerns", "Low-level concerns about a visitor", &[23]),
            "Concerns below the threshold of an allegation that the scheme was told of in the period.".to_owned(),
            many(world.low_levels().filter(|l| on(l.told))),
        ),
        of.restricted(of.number(
            named("allegations", "Allegations received", &[24]),
            "Allegations against a visitor received in the period.".to_owned(),
            many(received()),
        )),
        of.restricted(of.number(
            named("allegations-closed", "Allegations closed", &[25]),
            "Allegations closed in the period, whatever their outcome.".to_owned(),
            many(closed),
        )),
        of.restricted(of.share(
            named("allegations-both-routes", "Allegations that took both routes", &[25]),
            "Of the allegations received in the period, those with the LADO told and the internal complaint \
             procedure open (R49)."
                .to_owned(),
            both,
        )),
        of.number(
            named("releases", "Times that something was told", &[33]),
            "Entries of the release ledger in the period.".to_owned(),
            told(false),
        ),
        of.number(
            named("refusals", "Requests turned down", &[33]),
            "Refusals in the release ledger in the period.".to_owned(),
            told(true),
        ),
    ]
}
