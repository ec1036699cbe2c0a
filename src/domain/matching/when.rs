//! When somebody is free, read from their own few words: days of the week, weekends and weekdays, mornings, afternoons
//! and evenings, school holidays and term. Whatever else is said makes the answer less than certain, and a "not"
//! anywhere leaves the whole to people: nothing is guessed.

use super::Accord;
use crate::entry::name::fold;

/// The slots of a week, in term and in the school holidays: 2 x 7 days x morning, afternoon, evening.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct When {
    /// What the words certainly say.
    sure: u64,
    /// What they may mean at most.
    maybe: u64,
}

const WEEK: u64 = (1 << 21) - 1;
const TERM: u64 = WEEK;
const HOLIDAYS: u64 = WEEK << 21;
const ALWAYS: u64 = TERM | HOLIDAYS;
const MORNING: u64 = every_day(1);
const AFTERNOON: u64 = every_day(1 << 1);
const EVENING: u64 = every_day(1 << 2);
const WEEKDAYS: u64 = days(0, 5);
const WEEKEND: u64 = days(5, 7);

/// These parts of a day on each day of the week, in term and holidays.
const fn every_day(parts: u64) -> u64 {
    let (mut slots, mut day) = (0, 0);
    while day < 14 {
        slots |= parts << (day * 3);
        day += 1;
    }
    slots
}

/// Whole days, Monday being 0, in term and holidays.
const fn days(from: u32, to: u32) -> u64 {
    let (mut slots, mut day) = (0, from);
    while day < to {
        slots |= (0b111 << (day * 3)) | (0b111 << (day * 3 + 21));
        day += 1;
    }
    slots
}

/// Whether the visitor is free when the child is, and a word more where it needs one.
pub(super) fn compare(child: &str, visitor: &str) -> (Accord, &'static str) {
    let (child, visitor) = (read(child), read(visitor));
    let both = child.sure & visitor.sure;
    if both != 0 {
        let only = if both & TERM == 0 { ", in the school holidays" } else { "" };
        (Accord::Agrees, only)
    } else if child.maybe & visitor.maybe == 0 {
        (Accord::Differs, "")
    } else {
        (Accord::NotKnown, "")
    }
}

/// What the words say.
pub(super) fn read(text: &str) -> When {
    let plain = plain(text);
    let nothing = When { sure: 0, maybe: ALWAYS };
    let refuses = |word: &str| NOT.contains(&word);
    if plain.is_empty() || fold(&plain).split_whitespace().any(refuses) {
        return nothing;
    }
    let phrases = plain.split([',', ';', '.', '\n', '(', ')', ':']).flat_map(|p| p.split(" or "));
    phrases.filter(|p| !fold(p).is_empty()).map(phrase).fold(When { sure: 0, maybe: 0 }, |all, one| When {
        sure: all.sure | one.sure,
        maybe: all.maybe | one.maybe,
    })
}

/// Words after which it is for people to say what is meant.
const NOT: &[&str] = &[
    "not",
    "no",
    "never",
    "except",
    "excluding",
    "apart",
    "but",
    "unless",
    "dont",
    "cant",
    "cannot",
    "wont",
    "isnt",
    "arent",
    "without",
    "busy",
    "works",
    "working",
    "away",
    "none",
    "nothing",
    "rarely",
    "hardly",
    "seldom",
    "neither",
    "nor",
    "other",
    "than",
];

/// Words that add nothing.
const FILLER: &[&str] = &[
    "a",
    "all",
    "any",
    "also",
    "and",
    "are",
    "at",
    "available",
    "best",
    "both",
    "can",
    "day",
    "days",
    "during",
    "either",
    "every",
    "free",
    "from",
    "generally",
    "he",
    "i",
    "ideally",
    "in",
    "is",
    "most",
    "mostly",
    "of",
    "on",
    "only",
    "please",
    "plus",
    "preferably",
    "she",
    "the",
    "they",
    "usually",
    "whole",
    "visit",
    "im",
    "ones",
];

/// Lower case, one spelling for each word of several parts, marks that join turned into words.
fn plain(text: &str) -> String {
    let mut text = deunicode::deunicode(text).to_lowercase();
    for (from, to) in [
        ("a.m.", "am"),
        ("p.m.", "pm"),
        ("after-school", "after school"),
        ("after school", "afterschool"),
        ("half-term", "half term"),
        ("half term", "halfterm"),
        ("term-time", "term"),
        ("term time", "term"),
        ("school holiday", "holiday"),
        ("week-end", "weekend"),
        ("week end", "weekend"),
        ("week-day", "weekday"),
        ("week day", "weekday"),
        ("any time", "anytime"),
        ("any day", "anytime"),
        ("every day", "anytime"),
        ("all week", "anytime"),
        ("all days", "anytime"),
        ("all times", "anytime"),
        ("&", " and "),
        ("+", " and "),
        ("/", " and "),
        ("-", " to "),
    ] {
        if text.contains(from) {
            text = text.replace(from, to);
        }
    }
    text
}

/// One phrase, read twice where its "and" can be meant in two ways: `Saturdays and Sunday mornings`.
fn phrase(text: &str) -> When {
    let pieces: Vec<Piece> = text.split(" and ").filter(|p| !fold(p).is_empty()).map(piece).collect();
    let apart = pieces.iter().map(|p| p.when()).fold(When { sure: 0, maybe: 0 }, |all, one| When {
        sure: all.sure | one.sure,
        maybe: all.maybe | one.maybe,
    });
    let two_ways = pieces.windows(2).any(|two| match two {
        [left, right] => {
            let (l, r) = (left.has(), right.has());
            // days and days+part, days+part and part, part and days+part
            matches!(
                (l, r),
                ((true, false), (true, true)) | ((true, true), (false, true)) | ((false, true), (true, true))
            )
        }
        _ => false,
    });
    if !two_ways {
        return apart;
    }
    let together = pieces
        .into_iter()
        .reduce(|a, b| Piece {
            days: a.days | b.days,
            parts: a.parts | b.parts,
            season: a.season | b.season,
            vague: a.vague || b.vague,
        })
        .map_or(apart, |p| p.when());
    When { sure: apart.sure & together.sure, maybe: apart.maybe | together.maybe }
}

/// What the words between two "and"s name; 0 where they name none.
#[derive(Clone, Copy, Default)]
struct Piece {
    days: u64,
    parts: u64,
    season: u64,
    vague: bool,
}

impl Piece {
    /// Whether days, and whether parts of a day, are named.
    const fn has(&self) -> (bool, bool) {
        (self.days != 0, self.parts != 0)
    }

    fn when(&self) -> When {
        if (self.days | self.parts | self.season) == 0 {
            return When { sure: 0, maybe: ALWAYS };
        }
        let or_all = |slots: u64| if slots == 0 { ALWAYS } else { slots };
        let maybe = or_all(self.days) & or_all(self.parts) & or_all(self.season);
        // Evenings alone are those of weekdays to some.
        let sure = if self.days == 0 && self.parts == EVENING { maybe & WEEKDAYS } else { maybe };
        When { sure: if self.vague { 0 } else { sure }, maybe }
    }
}

fn piece(text: &str) -> Piece {
    let mut piece = Piece::default();
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let (mut last, mut range) = (None, None);
    for word in words {
        if let Some(day) = weekday(word) {
            if let Some(from) = range.take() {
                let between = (0..7).map(|n| (from + n) % 7).take_while(|d| *d != day);
                between.for_each(|d| piece.days |= days(d, d + 1));
            }
            piece.days |= days(day, day + 1);
            last = Some(day);
            continue;
        }
        match word.strip_suffix('s').unwrap_or(word) {
            "to" if last.is_some() => {
                range = last;
                continue;
            }
            "weekend" => piece.days |= WEEKEND,
            "weekday" => piece.days |= WEEKDAYS,
            "weeknight" => (piece.days, piece.parts) = (piece.days | WEEKDAYS, piece.parts | EVENING),
            "anytime" | "alway" | "flexible" | "daily" | "everyday" | "whenever" => piece.days |= ALWAYS,
            "morning" => piece.parts |= MORNING,
            "afternoon" => piece.parts |= AFTERNOON,
            "daytime" => piece.parts |= MORNING | AFTERNOON,
            "evening" | "night" => piece.parts |= EVENING,
            "afterschool" => {
                piece.days |= WEEKDAYS;
                piece.parts |= AFTERNOON;
                piece.season |= TERM;
            }
            "holiday" | "halfterm" => piece.season |= HOLIDAYS,
            "term" => piece.season |= TERM,
            _ if FILLER.contains(&word) => {}
            _ => piece.vague = true,
        }
    }
    piece.vague |= range.is_some();
    piece
}

/// Monday is 0. `wed`, `weds`, `wednesday`, `wednesdays`.
fn weekday(word: &str) -> Option<u32> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let one = if word.len() > 5 { word.strip_suffix('s').unwrap_or(word) } else { word };
    let short =
        ["mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sats", "sun", "suns"];
    let named =
        |day: &&str| *day == one || short.contains(&one) && day.starts_with(one.trim_end_matches('s'));
    let place = DAYS.iter().position(named)?;
    u32::try_from(place).ok()
}
