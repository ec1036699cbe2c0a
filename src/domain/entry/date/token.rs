//! Cutting a typed date into words of a closed list.

use super::EXAMPLES;
use crate::entry::{EntryError, shown};
use chrono::Weekday;
use std::ops::Range;

/// A span of time that can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Fortnight,
    Month,
    Year,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A number with the count of its figures, so that `0026` is not taken for `26`.
    Number {
        value: u32,
        figures: usize,
    },
    /// `12th`: can only be a day of the month.
    Ordinal(u32),
    /// `a`, `one` ... `twelve`: can only be a count.
    Count(u32),
    Weekday(Weekday),
    Month(u32),
    Unit(Unit),
    Today,
    Tomorrow,
    Yesterday,
    /// `y` alone is yesterday, after a number it is years.
    LetterY,
    Last,
    This,
    Next,
    Ago,
    In,
    Of,
    /// `the` and `on`, which say nothing.
    Filler,
    /// `/`, `.` or `-` between the numbers; `-` in front of a span.
    Mark(char),
    Plus,
    Comma,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub word: Word,
    /// Where it stands in the text as typed, in bytes.
    pub at: Range<usize>,
}

/// Every word a date may use. `interim` would take `weds` and `year` for today, silently: so no word reaches
/// it that is not here.
fn known(word: &str) -> Option<Word> {
    use Word::{Ago, Count, Filler, In, Last, LetterY, Month, Next, Of, This, Today, Tomorrow, Yesterday};
    let weekday = |day| Some(Word::Weekday(day));
    let unit = |unit| Some(Word::Unit(unit));
    match word {
        "mon" | "monday" => weekday(Weekday::Mon),
        "tue" | "tues" | "tuesday" => weekday(Weekday::Tue),
        "wed" | "weds" | "wednesday" => weekday(Weekday::Wed),
        "thu" | "thur" | "thurs" | "thursday" => weekday(Weekday::Thu),
        "fri" | "friday" => weekday(Weekday::Fri),
        "sat" | "saturday" => weekday(Weekday::Sat),
        "sun" | "sunday" => weekday(Weekday::Sun),
        "jan" | "january" => Some(Month(1)),
        "feb" | "february" => Some(Month(2)),
        "mar" | "march" => Some(Month(3)),
        "apr" | "april" => Some(Month(4)),
        "may" => Some(Month(5)),
        "jun" | "june" => Some(Month(6)),
        "jul" | "july" => Some(Month(7)),
        "aug" | "august" => Some(Month(8)),
        "sep" | "sept" | "september" => Some(Month(9)),
        "oct" | "october" => Some(Month(10)),
        "nov" | "november" => Some(Month(11)),
        "dec" | "december" => Some(Month(12)),
        "d" | "day" | "days" => unit(Unit::Day),
        "w" | "wk" | "wks" | "week" | "weeks" => unit(Unit::Week),
        "fortnight" | "fortnights" => unit(Unit::Fortnight),
        "m" | "mth" | "mths" | "month" | "months" => unit(Unit::Month),
        "yr" | "yrs" | "year" | "years" => unit(Unit::Year),
        "y" => Some(LetterY),
        "t" | "today" => Some(Today),
        "tomorrow" => Some(Tomorrow),
        "yest" | "yesterday" => Some(Yesterday),
        "last" => Some(Last),
        "this" => Some(This),
        "next" => Some(Next),
        "ago" => Some(Ago),
        "in" => Some(In),
        "of" => Some(Of),
        "the" | "on" => Some(Filler),
        "a" | "an" | "one" => Some(Count(1)),
        "two" => Some(Count(2)),
        "three" => Some(Count(3)),
        "four" => Some(Count(4)),
        "five" => Some(Count(5)),
        "six" => Some(Count(6)),
        "seven" => Some(Count(7)),
        "eight" => Some(Count(8)),
        "nine" => Some(Count(9)),
        "ten" => Some(Count(10)),
        "eleven" => Some(Count(11)),
        "twelve" => Some(Count(12)),
        _ => None,
    }
}

/// Cuts `text` into tokens. Numbers and words may touch (`2d`, `12mar`, `12th`).
pub(super) fn cut(text: &str) -> Result<Vec<Token>, EntryError> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let start = text.len() - rest.len();
        let length = run(rest, first);
        let (piece, after) = rest.split_at(length);
        rest = after;
        if first.is_whitespace() {
            continue;
        }
        let at = start..start + length;
        let word = match first {
            '0'..='9' => number(piece, &at)?,
            '/' | '.' | '-' => Word::Mark(first),
            '+' => Word::Plus,
            ',' => Word::Comma,
            _ if first.is_alphabetic() => {
                if let Some(day) = ordinal(piece, tokens.last(), &at) {
                    tokens.pop();
                    tokens.push(day);
                    continue;
                }
                known(&piece.to_lowercase()).ok_or_else(|| unknown_word(piece, at.clone()))?
            }
            _ => return Err(unknown_sign(piece, at)),
        };
        tokens.push(Token { word, at });
    }
    Ok(tokens)
}

/// The length in bytes of the run of figures or letters that `first` begins, or of one other character.
fn run(rest: &str, first: char) -> usize {
    let same: fn(char) -> bool = match first {
        '0'..='9' => |c| c.is_ascii_digit(),
        c if c.is_alphabetic() => char::is_alphabetic,
        _ => return first.len_utf8(),
    };
    rest.find(|c| !same(c)).unwrap_or(rest.len())
}

fn number(figures: &str, at: &Range<usize>) -> Result<Word, EntryError> {
    // Eight figures fit, with room to name a wrong year such as 20000.
    match figures.parse() {
        Ok(value) if figures.len() <= 8 => Ok(Word::Number { value, figures: figures.len() }),
        _ => Err(EntryError::at(
            format!("'{}' is too long a number for a date. Type {EXAMPLES}.", shown(figures)),
            at.clone(),
        )),
    }
}

/// `12` followed at once by `th` is an ordinal. The ending is not held to the number: `2th` is plain enough.
fn ordinal(piece: &str, before: Option<&Token>, at: &Range<usize>) -> Option<Token> {
    let ending = ["st", "nd", "rd", "th"].iter().any(|ending| piece.eq_ignore_ascii_case(ending));
    match before {
        Some(Token { word: Word::Number { value, figures: 1..=2 }, at: number })
            if ending && number.end == at.start =>
        {
            Some(Token { word: Word::Ordinal(*value), at: number.start..at.end })
        }
        _ => None,
    }
}

fn unknown_word(piece: &str, at: Range<usize>) -> EntryError {
    EntryError::at(format!("'{}' is not a word used in dates. Type {EXAMPLES}.", shown(piece)), at)
}

fn unknown_sign(piece: &str, at: Range<usize>) -> EntryError {
    EntryError::at(format!("'{}' cannot stand in a date. Type {EXAMPLES}.", shown(piece)), at)
}
