//! Working days: Monday to Friday less the bank holidays of England and Wales (2.H 3).
//!
//! The bank holidays come from `fasti`, held in the tests against the published list year by year. Scotland
//! and Northern Ireland have other lists and are not known here.

#[cfg(test)]
mod tests;

use super::{local, to_utc};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc, Weekday};
use fasti::calendars::uk::SETTLEMENT;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Which days are worked: the bank holidays of England and Wales, and any `extra` days off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingDays {
    /// Days off beyond the known bank holidays: one proclaimed after this program was built, or a day the
    /// office closes. A weekend day here changes nothing.
    pub extra: BTreeSet<NaiveDate>,
}

impl WorkingDays {
    /// The bank holidays of England and Wales and these `extra` days off.
    #[must_use]
    pub fn with_extra(extra: impl IntoIterator<Item = NaiveDate>) -> Self {
        Self { extra: extra.into_iter().collect() }
    }

    /// Whether `day` is a bank holiday of England and Wales, on the day it is taken: when Christmas falls on
    /// a Saturday, the Monday is the bank holiday and the Saturday only a weekend. Before 1901 and after
    /// 2199 none are known.
    #[must_use]
    pub fn is_bank_holiday(day: NaiveDate) -> bool {
        !is_weekend(day) && fasti::Date::try_from(day).is_ok_and(|known| SETTLEMENT.is_holiday(known))
    }

    /// Whether `day` is worked: Monday to Friday, no bank holiday, no extra day off (2.H 3).
    #[must_use]
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        !is_weekend(day) && !self.extra.contains(&day) && !Self::is_bank_holiday(day)
    }

    /// `day` itself when it is a working day, otherwise the next one: how a limit that ends on a weekend or
    /// bank holiday is carried on (R100).
    #[must_use]
    pub fn on_or_after(&self, day: NaiveDate) -> NaiveDate {
        let mut then = day;
        while !self.is_working_day(then) {
            let Some(next) = then.succ_opt() else { return then };
            then = next;
        }
        then
    }

    /// The `n`-th working day after `day`: the last day still in time when something is due within `n`
    /// working days (R71, R26). The day itself does not count, so one working day after a Friday, a Saturday
    /// or a Sunday is the Monday. With `n` 0 it is [`WorkingDays::on_or_after`].
    #[must_use]
    pub fn add(&self, day: NaiveDate, n: u16) -> NaiveDate {
        if n == 0 {
            return self.on_or_after(day);
        }
        let mut then = day;
        for _ in 0..n {
            let Some(next) = then.succ_opt() else { return then };
            then = self.on_or_after(next);
        }
        then
    }

    /// Working days after `from` up to and including `to`, so `count_between(day, add(day, n))` is `n`.
    /// Counted the other way, and negative, when `to` is the earlier day.
    #[must_use]
    pub fn count_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if to < from {
            return -self.count_between(to, from);
        }
        let mut count = 0;
        for day in from.iter_days().skip(1).take_while(|day| *day <= to) {
            count += i64::from(self.is_working_day(day));
        }
        count
    }

    /// The instant by which something learned at `learned` is due "within `n` working days" when the office
    /// closes at `closes`, clock time (R32, R71; 2.H 4: the clock starts when anyone in the scheme learned).
    ///
    /// With `n` 0, "the same working day": the close of that day, or, when it was learned on a day off or
    /// at or after closing time, the close of the next working day. With `n` from 1 on, the close of the
    /// `n`-th working day after the day it was learned.
    #[must_use]
    pub fn end_of_working_day(&self, learned: DateTime<Utc>, n: u16, closes: NaiveTime) -> DateTime<Utc> {
        let at = local(learned);
        let after_hours = self.is_working_day(at.date()) && at.time() >= closes;
        let steps = if n == 0 && after_hours { 1 } else { n };
        to_utc(self.add(at.date(), steps).and_time(closes))
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}
