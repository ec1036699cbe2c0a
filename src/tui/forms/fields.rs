//! Fields that many forms share, and the reading of their values.

use super::{Amiss, Ground};
use crate::engine::field::{Answer, Echo, Field, PickRow, Values};
use chrono::{NaiveDate, NaiveTime};
use domain::calendar::{months_between, words};
use domain::entry::date::Direction;
use domain::entry::{EntryError, date, date_time, duration, expenses, name, phone, postcode, text, time};
use domain::record::{Name, Professional, Said};
use std::collections::BTreeMap;

/// A day, echoed in full as it is typed.
pub(super) fn day(id: &'static str, label: &str, g: Ground<'_>, side: Direction) -> Field {
    let today = g.today;
    Field::line(id, label)
        .width(16)
        .help("A day as you would say it: 12 3, fri, last sat, -2d, today. The day comes first.")
        .check(move |text, _| {
            let day = date::parse(text, today, side).map_err(|e| e.to_string())?;
            let echo = format!("{} · {}", words::long(day), how_far(day, today));
            let odd = side == Direction::Past && day > today;
            Ok(if odd { Echo::warn(echo) } else { Echo::from(echo) })
        })
}

/// How far off a day is; from a year on nobody counts in days any more.
fn how_far(day: NaiveDate, today: NaiveDate) -> String {
    let (months, ahead) = (months_between(day.min(today), day.max(today)), day > today);
    let off = match months {
        ..12 => return words::relative(day, today),
        12..24 => format!("{months} months"),
        _ => format!("{} years", months / 12),
    };
    if ahead { format!("in {off}") } else { format!("{off} ago") }
}

/// A day that has been, with today to begin with.
pub(super) fn done_on(id: &'static str, label: &str, g: Ground<'_>) -> Field {
    day(id, label, g, Direction::Past).required().initial(&words::numeric(g.today))
}

/// A day with a time, of a visit to come.
pub(super) fn day_and_time(id: &'static str, label: &str, g: Ground<'_>) -> Field {
    let today = g.today;
    Field::line(id, label)
        .width(16)
        .help("Day and time of the visit: 28 11 11am, sat 14:30. The time may follow later.")
        .check(move |text, _| {
            let (day, at) = date_time::parse(text, today, Direction::Future).map_err(|e| e.to_string())?;
            let at = at.map(|t| format!(", {}", words::time(t))).unwrap_or_default();
            let echo = format!("{}{at} · {}", words::short_with_year(day), words::relative(day, today));
            let far = (day - today).num_days() > 100;
            Ok(if day < today || far { Echo::warn(echo) } else { Echo::from(echo) })
        })
}

/// A line that is checked by one of the domain's readers.
fn read_line<T>(
    id: &'static str,
    label: &str,
    read: impl Fn(&str) -> Result<T, EntryError> + 'static,
    echo: impl Fn(&T) -> String + 'static,
) -> Field {
    Field::line(id, label).check(move |text, _| {
        let value = read(text).map_err(|e| e.to_string())?;
        let echo = echo(&value);
        // What is understood as it was typed need not be said twice.
        Ok(if echo == text { Echo::none() } else { Echo::from(echo) })
    })
}

/// A professional by name. Where somebody of that name is on record, it is said how to reach them: that is not asked for
/// again.
pub(super) fn worker_line(id: &'static str, label: &str, g: Ground<'_>) -> Field {
    let hidden = g.names.hidden;
    // Of each name the newest, found by it: what a key costs does not grow with how many there are.
    let mut known: BTreeMap<String, Professional> = BTreeMap::new();
    for worker in g.world.professionals() {
        let newest = known.entry(worker.name.to_lowercase()).or_insert_with(|| worker.clone());
        if worker.since >= newest.since {
            worker.clone_into(newest);
        }
    }
    line(id, label).check(move |text, _| {
        let name = text::clean(text).map_err(|e| e.to_string())?;
        let known = known.get(&name.to_lowercase()).filter(|_| !name.is_empty());
        Ok(match known.map(|w| [&w.team, &w.phone, &w.email].into_iter().flatten().cloned().collect()) {
            None => Echo::none(),
            Some(reach) if hidden || Vec::is_empty(&reach) => Echo::from("on record"),
            Some(reach) => Echo::from(format!("on record: {}", reach.join(" \u{b7} "))),
        })
    })
}

/// A professional with what is on record about them and was not typed, and with the name as it is written there.
pub(super) fn as_on_record(g: Ground<'_>, typed: Professional) -> Professional {
    let same = g.world.professionals().filter(|w| w.is_called(&typed.name));
    let Some(known) = same.max_by_key(|w| w.since).cloned() else { return typed };
    Professional {
        team: typed.team.or(known.team),
        phone: typed.phone.or(known.phone),
        email: typed.email.or(known.email),
        name: known.name,
        ..typed
    }
}

/// A name or a part of one.
pub(super) fn name_line(id: &'static str, label: &str) -> Field {
    read_line(id, label, name::clean, |_| String::new()).width(30)
}

/// A telephone number.
pub(super) fn phone_line(id: &'static str, label: &str) -> Field {
    read_line(id, label, phone::clean, Clone::clone).width(20)
}

/// An e-mail address: something on both sides of one @.
pub(super) fn email_line(id: &'static str, label: &str) -> Field {
    line(id, label).check(|text, _| {
        let address = domain::entry::text::clean(text).map_err(|e| e.to_string())?;
        let sides = address.split_once('@').map(|(who, at)| (who.trim(), at.trim()));
        match sides {
            Some((who, at))
                if !who.is_empty() && !at.is_empty() && !at.contains('@') && !address.contains(' ') =>
            {
                Ok(Echo::none())
            }
            _ => Err("An e-mail address has an @ with something on both sides, such as ann@post.example."
                .to_owned()),
        }
    })
}

/// A postcode.
pub(super) fn postcode_line(id: &'static str, label: &str) -> Field {
    read_line(id, label, postcode::clean, Clone::clone).width(10)
}

/// A time of day.
pub(super) fn time_line(id: &'static str, label: &str) -> Field {
    read_line(id, label, time::parse, |t| words::time(*t)).width(10)
}

/// A length of time, in minutes.
pub(super) fn length_line(id: &'static str, label: &str) -> Field {
    read_line(id, label, duration::parse, |m| words::duration(*m)).width(14).hint("3h, 2h30, 90m")
}

/// Miles and money.
pub(super) fn expenses_line(id: &'static str, label: &str) -> Field {
    read_line(id, label, expenses::parse, ToString::to_string).width(22).hint("14mi 12.40")
}

/// A plain line of words.
pub(super) fn line(id: &'static str, label: &str) -> Field {
    read_line(id, label, text::clean, |_| String::new()).width(40)
}

/// Several words with commas between.
pub(super) fn list_line(id: &'static str, label: &str) -> Field {
    line(id, label).hint("with commas between")
}

/// Long text.
pub(super) fn long(id: &'static str, label: &str) -> Field {
    Field::text(id, label).check(|t, _| text::clean(t).map(|_| Echo::none()).map_err(|e| e.to_string()))
}

/// Yes or no, without a default.
pub(super) fn yes_no(id: &'static str, label: &str) -> Field {
    Field::choice(id, label, [("no", "no"), ("yes", "yes")])
}

/// One of a table of the domain, by its position.
pub(super) fn one_of<T>(id: &'static str, label: &str, all: &[(T, &'static str)]) -> Field {
    Field::choice(
        id,
        label,
        all.iter().enumerate().map(|(n, (_, words))| Answer::from((n.to_string(), *words))),
    )
}

/// Everything that somebody may be looked for by, whatever is shown.
pub(super) fn known_by(name: &Name) -> String {
    format!("{} {}", name.first, name.full())
}

/// One of a long table, found by typing.
pub(super) fn pick_of<T>(id: &'static str, label: &str, all: &[(T, &'static str)]) -> Field {
    let rows = all.iter().enumerate().map(|(n, (_, words))| PickRow {
        key: n.to_string(),
        label: (*words).to_owned(),
        detail: String::new(),
        find: String::new(),
    });
    Field::pick(id, label, rows.collect())
}

/// Any number of a table of the domain.
pub(super) fn some_of<T>(id: &'static str, label: &str, all: &[(T, &'static str)]) -> Field {
    Field::multi(
        id,
        label,
        all.iter().enumerate().map(|(n, (_, words))| Answer::from((n.to_string(), *words))),
    )
}

/// The position of a value in its table, as the form's key.
pub(super) fn key_of<T: PartialEq>(all: &[(T, &'static str)], value: &T) -> String {
    all.iter().position(|(v, _)| v == value).map(|n| n.to_string()).unwrap_or_default()
}

/// The value that was chosen from a table.
pub(super) fn chosen<T: Copy>(v: &Values, id: &'static str, all: &[(T, &'static str)]) -> Option<T> {
    v.text(id).parse::<usize>().ok().and_then(|n| all.get(n)).map(|(value, _)| *value)
}

/// The value that was chosen and has to be.
pub(super) fn must_choose<T: Copy>(
    v: &Values,
    id: &'static str,
    all: &[(T, &'static str)],
) -> Result<T, Amiss> {
    chosen(v, id, all).ok_or((id, "Choose one.".to_owned()))
}

/// The values that were ticked.
pub(super) fn ticked<T: Copy>(v: &Values, id: &'static str, all: &[(T, &'static str)]) -> Vec<T> {
    v.many(id)
        .iter()
        .filter_map(|n| n.parse::<usize>().ok())
        .filter_map(|n| all.get(n))
        .map(|(t, _)| *t)
        .collect()
}

/// Yes, no, or not said.
pub(super) fn said_yes(v: &Values, id: &str) -> Option<bool> {
    match v.text(id) {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// A line as it was typed; `None` when blank.
pub(super) fn opt(v: &Values, id: &str) -> Option<String> {
    let text = v.text(id).trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Several words, separated by commas.
pub(super) fn several(v: &Values, id: &str) -> Vec<String> {
    v.text(id).split(',').map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect()
}

/// A day that may be blank.
pub(super) fn opt_day(
    v: &Values,
    id: &'static str,
    g: Ground<'_>,
    side: Direction,
) -> Result<Option<NaiveDate>, Amiss> {
    match v.text(id).trim() {
        "" => Ok(None),
        text => date::parse(text, g.today, side).map(Some).map_err(|e| (id, e.to_string())),
    }
}

/// A day that must be there.
pub(super) fn a_day(
    v: &Values,
    id: &'static str,
    g: Ground<'_>,
    side: Direction,
) -> Result<NaiveDate, Amiss> {
    opt_day(v, id, g, side)?.ok_or((id, "Type a day.".to_owned()))
}

/// A day that has been.
pub(super) fn past(v: &Values, id: &'static str, g: Ground<'_>) -> Result<NaiveDate, Amiss> {
    a_day(v, id, g, Direction::Past)
}

/// A day and time that may be blank.
pub(super) fn opt_when(
    v: &Values,
    id: &'static str,
    g: Ground<'_>,
) -> Result<Option<(NaiveDate, Option<NaiveTime>)>, Amiss> {
    match v.text(id).trim() {
        "" => Ok(None),
        text => date_time::parse(text, g.today, Direction::Future).map(Some).map_err(|e| (id, e.to_string())),
    }
}

/// A name from three fields.
pub(super) fn a_name(v: &Values) -> Name {
    Name { first: v.text("first").to_owned(), last: v.text("last").to_owned(), known_as: opt(v, "known_as") }
}

/// Who and when from two fields; `None` while the day is blank.
pub(super) fn opt_said(
    v: &Values,
    day: &'static str,
    by: &str,
    g: Ground<'_>,
) -> Result<Option<Said>, Amiss> {
    Ok(opt_day(v, day, g, Direction::Past)?.map(|on| Said::new(by, on)))
}

/// A day as a form shows it for editing.
pub(super) fn shown(day: Option<NaiveDate>) -> String {
    day.map(words::numeric).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_far_off_is_counted_in_months_and_years() {
        let d = |text: &str| text.parse().expect("a day");
        for (day, said) in [
            ("2026-11-20", "2 days ago"),
            ("2025-11-23", "364 days ago"),
            ("2025-11-22", "12 months ago"),
            ("2024-11-23", "23 months ago"),
            ("2024-11-22", "2 years ago"),
            ("2027-11-21", "in 364 days"),
            ("2027-11-22", "in 12 months"),
            ("2032-07-07", "in 5 years"),
        ] {
            assert_eq!(how_far(d(day), d("2026-11-22")), said, "{day}");
        }
    }
}
