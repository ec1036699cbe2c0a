//! Planned visits for a calendar (RFC 5545), made of disclosures alone. Calendars are shown on locked telephones and on
//! screens at work: an entry is titled by the reference of its match and says no more; where it is stands there only for
//! readers who are told all of row 18.
//!
//! It is written here and not by the `icalendar` crate, although that is well kept: it turns on the clock of `chrono` for
//! the whole workspace, and makes up random identifiers, and the pure crate has neither. What is needed is one component
//! with seven properties, folding and escaping.

use crate::calendar::to_utc;
use crate::disclose::{Audience, Became, Datum, Disclosure, Judge, Request, Shown, disclose_by, judge};
use crate::record::{Reader, Released, Subject};
use crate::world::World;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

/// What a calendar is for, as the release ledger has it.
const PURPOSE: &str = "a calendar of planned visits";

/// One visit in a calendar.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// The same visit has the same, so that a calendar read in again changes what it changed.
    pub uid: String,
    /// `Visit M-0031`.
    pub title: String,
    /// The day.
    pub on: NaiveDate,
    /// The time, where it is known and told; without one the entry is for the whole day.
    pub at: Option<NaiveTime>,
    /// Where, or what: only for readers who are told.
    pub place: Option<String>,
    /// Confirmed with carer and child.
    pub confirmed: bool,
}

/// What a reader is told of one match.
#[derive(Clone)]
pub struct Told {
    /// The match.
    pub subject: Subject,
    /// To whom by name, as far as somebody is on record.
    pub recipient: Option<String>,
    /// What is told.
    pub disclosure: Disclosure,
}

/// What one match gives to a calendar.
#[derive(Clone)]
pub struct Agenda {
    /// Its planned visits, by day.
    pub entries: Vec<Entry>,
    /// What of it stands in the calendar, as it was disclosed.
    pub page: Disclosure,
}

/// What a reader is told of the matches around a record, one disclosure for each: of a match itself, of a child's or a
/// visitor's matches that have not ended, of the whole scheme's for the house. Only the house is told of all.
///
/// # Errors
/// A whole sentence: there is no such reader, or no match.
pub fn calendars(world: &World, reader: Reader, of: Subject, today: NaiveDate) -> Result<Vec<Told>, String> {
    calendars_by(world, reader, of, today, &judge)
}

pub(crate) fn calendars_by(
    world: &World,
    reader: Reader,
    of: Subject,
    today: NaiveDate,
    judge: Judge<'_>,
) -> Result<Vec<Told>, String> {
    let all: Vec<_> = match of {
        Subject::Match(id) => vec![id],
        Subject::Child(id) => {
            world.matches_of_child(id).filter(|m| m.is_live_after(today)).map(|m| m.id).collect()
        }
        Subject::Visitor(id) => world.live_matches_of_visitor(id, today).map(|m| m.id).collect(),
        Subject::Scheme if matches!(reader, Reader::Coordinator | Reader::TeamManager) => {
            world.matches().filter(|m| m.is_live_after(today)).map(|m| m.id).collect()
        }
        _ => return Err("Name a visitor, a child or a match: V-0017, C-0042 or M-0031.".to_owned()),
    };
    let told = |id| {
        let subject = Subject::Match(id);
        let audience = Audience::of(world, reader, subject, today)?;
        let request = Request { audience, subject, purpose: PURPOSE, reports: &[], today, release: None };
        let disclosure = disclose_by(world, &request, judge);
        Some(Told { subject, recipient: audience.by_name(world, today), disclosure })
    };
    Ok(all.into_iter().filter_map(told).collect())
}

/// The visits of a match that are planned for that day or later.
#[must_use]
pub fn agenda(disclosure: &Disclosure, from: NaiveDate) -> Agenda {
    let lines: Vec<&Shown> = disclosure.sections().iter().flat_map(|s| s.lines()).collect();
    let (mut entries, mut things): (Vec<Entry>, Vec<Released>) = (Vec::new(), Vec::new());
    for line in &lines {
        let Some(Datum::Visit { visit, of, on, at, became }) = line.datum() else { continue };
        if !became.is_to_come() || on < from {
            continue;
        }
        let same = line.thing().thing.subject;
        let place =
            lines.iter().find(|l| l.row() == 18 && l.name() == "what" && l.thing().thing.subject == same);
        things.push(line.thing().clone());
        things.extend(place.map(|place| place.thing().clone()));
        entries.push(Entry {
            uid: format!("{visit}.{of}@befriend.invalid"),
            title: format!("Visit {of}"),
            on,
            at,
            place: place.map(|place| place.text().to_owned()),
            confirmed: became == Became::Confirmed,
        });
    }
    entries.sort_by_key(|e| (e.on, e.at));
    Agenda { entries, page: disclosure.only(&things) }
}

impl Agenda {
    /// A calendar of these visits, as it is written to a file. `now` is when it was made.
    #[must_use]
    pub fn ics<'a>(entries: impl IntoIterator<Item = &'a Entry>, now: DateTime<Utc>) -> String {
        let mut out = String::new();
        let mut line = |text: String| fold(&mut out, &text);
        for text in
            ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//befriend//planned visits//EN", "CALSCALE:GREGORIAN"]
        {
            line(text.to_owned());
        }
        for entry in entries {
            line("BEGIN:VEVENT".to_owned());
            line(format!("UID:{}", entry.uid));
            line(format!("DTSTAMP:{}", utc(now)));
            match entry.at {
                // When it ends is not on record, and is not made up.
                Some(at) => line(format!("DTSTART:{}", utc(to_utc(entry.on.and_time(at))))),
                None => line(format!("DTSTART;VALUE=DATE:{}", entry.on.format("%Y%m%d"))),
            }
            line(format!("SUMMARY:{}", escape(&entry.title)));
            if let Some(place) = &entry.place {
                line(format!("LOCATION:{}", escape(place)));
            }
            line(format!("STATUS:{}", if entry.confirmed { "CONFIRMED" } else { "TENTATIVE" }));
            line("CLASS:PRIVATE".to_owned());
            line("END:VEVENT".to_owned());
        }
        line("END:VCALENDAR".to_owned());
        out
    }
}

fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// RFC 5545, 3.3.11: what would end a text is marked, and what steers a terminal goes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// RFC 5545, 3.1: no line is longer than 75 bytes; a longer one goes on after a blank.
fn fold(out: &mut String, line: &str) {
    let mut room = 75;
    for c in line.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = 74;
        }
        out.push(c);
        room -= c.len_utf8();
    }
    out.push_str("\r\n");
}
