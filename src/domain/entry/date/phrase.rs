//! Reading the order of the words of a date: which number is the day, which the month, which a count.

use super::EXAMPLES;
use super::token::{Token, Unit, Word};
use crate::entry::EntryError;
use chrono::Weekday;
use std::ops::Range;

/// Which side of today a word named, if any did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Unsaid,
    /// `last`, `ago`, `-`.
    Before,
    /// `next`, `in`, `+`.
    After,
    /// `this`.
    This,
}

/// A number as typed and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub value: u32,
    pub figures: usize,
    pub at: Range<usize>,
}

/// What a typed date says, before it is known which day that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Phrase {
    /// Days from today: -1, 0 or 1.
    Day(i8),
    Weekday {
        day: Weekday,
        side: Side,
    },
    Span {
        count: Part,
        unit: Unit,
        side: Side,
    },
    Date {
        weekday: Option<(Weekday, Range<usize>)>,
        day: Part,
        month: Part,
        year: Option<Part>,
        side: Side,
    },
}

/// Reads tokens one after another.
struct Reader<'a> {
    tokens: &'a [Token],
    next: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<Word> {
        self.tokens.get(self.next).map(|token| token.word)
    }

    fn at(&self) -> Range<usize> {
        match self.tokens.get(self.next).or(self.tokens.last()) {
            Some(token) => token.at.clone(),
            None => 0..0,
        }
    }

    /// Takes the next word when it is one of those wanted.
    fn take<T>(&mut self, wanted: impl Fn(Word) -> Option<T>) -> Option<T> {
        let found = self.peek().and_then(wanted)?;
        self.next += 1;
        Some(found)
    }

    fn skip(&mut self, word: Word) -> bool {
        self.take(|next| (next == word).then_some(())).is_some()
    }

    /// A count in front of a unit: figures or `a`, `two` ... `twelve`.
    fn count(&mut self) -> Option<Part> {
        let at = self.at();
        self.take(|word| match word {
            Word::Number { value, figures } => Some(Part { value, figures, at: at.clone() }),
            Word::Count(value) => Some(Part { value, figures: 1, at: at.clone() }),
            _ => None,
        })
    }

    fn unit(&mut self) -> Option<Unit> {
        self.take(|word| match word {
            Word::Unit(unit) => Some(unit),
            Word::LetterY => Some(Unit::Year),
            _ => None,
        })
    }

    fn number(&mut self) -> Option<Part> {
        let at = self.at();
        self.take(|word| match word {
            Word::Number { value, figures } => Some(Part { value, figures, at: at.clone() }),
            _ => None,
        })
    }

    /// The mark between the parts of a date, if there is one.
    fn mark(&mut self) -> bool {
        self.take(|word| matches!(word, Word::Mark(_)).then_some(())).is_some()
    }

    fn end<T>(&self, phrase: T) -> Result<T, EntryError> {
        match self.tokens.get(self.next) {
            None => Ok(phrase),
            Some(token) => Err(EntryError::at(
                format!("The date is clear up to here, but not what follows it. Type {EXAMPLES}."),
                token.at.clone(),
            )),
        }
    }

    fn stuck<T>(&self) -> Result<T, EntryError> {
        Err(EntryError::at(format!("These words do not make a date together. Type {EXAMPLES}."), self.at()))
    }
}

/// Reads all `tokens` as one phrase.
pub(super) fn read(tokens: &[Token]) -> Result<Phrase, EntryError> {
    let mut reader = Reader { tokens, next: 0 };
    while reader.skip(Word::Filler) {}
    match reader.peek() {
        Some(Word::Today) => one_word(&mut reader, 0),
        Some(Word::Tomorrow) => one_word(&mut reader, 1),
        Some(Word::Yesterday | Word::LetterY) => one_word(&mut reader, -1),
        Some(Word::Last) => sided(&mut reader, Side::Before),
        Some(Word::Next) => sided(&mut reader, Side::After),
        Some(Word::This) => sided(&mut reader, Side::This),
        Some(Word::Mark('-')) => signed(&mut reader, Side::Before),
        Some(Word::Plus) => signed(&mut reader, Side::After),
        Some(Word::In) => signed(&mut reader, Side::After),
        Some(Word::Unit(Unit::Fortnight)) => span(&mut reader, Side::Unsaid),
        Some(Word::Number { .. } | Word::Count(_)) if followed_by_unit(&reader) => {
            span(&mut reader, Side::Unsaid)
        }
        Some(_) => date(&mut reader, Side::Unsaid),
        None => reader.stuck(),
    }
}

fn followed_by_unit(reader: &Reader<'_>) -> bool {
    let second = reader.tokens.get(reader.next + 1).map(|token| token.word);
    matches!(second, Some(Word::Unit(_) | Word::LetterY))
}

fn one_word(reader: &mut Reader<'_>, days: i8) -> Result<Phrase, EntryError> {
    reader.next += 1;
    reader.end(Phrase::Day(days))
}

/// `last sat`, `next month`, `next 12/3`.
fn sided(reader: &mut Reader<'_>, side: Side) -> Result<Phrase, EntryError> {
    reader.next += 1;
    let at = reader.at();
    if let Some(unit) = reader.take(|word| if let Word::Unit(unit) = word { Some(unit) } else { None }) {
        if side == Side::This {
            let sentence = "That names no day. Type the day, such as this fri or 24/10.";
            return Err(EntryError::at(sentence, at));
        }
        return reader.end(Phrase::Span { count: Part { value: 1, figures: 1, at }, unit, side });
    }
    if side == Side::This && !matches!(reader.peek(), Some(Word::Weekday(_))) {
        return reader.stuck();
    }
    if followed_by_unit(reader) {
        // "last 3 weeks" is a stretch of time and not one day of it.
        let sentence = "That names no day. Type 3 weeks ago or in 3 weeks.";
        return Err(EntryError::at(sentence, at));
    }
    date(reader, side)
}

/// `-2d`, `+6w`, `in 3 weeks`.
fn signed(reader: &mut Reader<'_>, side: Side) -> Result<Phrase, EntryError> {
    reader.next += 1;
    span(reader, side)
}

/// `3 weeks`, `3 weeks ago`, `fortnight`.
fn span(reader: &mut Reader<'_>, side: Side) -> Result<Phrase, EntryError> {
    let at = reader.at();
    let count = reader.count();
    let Some(unit) = reader.unit() else {
        let sentence = "It is not said how far from today. Type a number and days, weeks, months or years, \
                        such as -2d, +6w or in 3 weeks.";
        return Err(EntryError::at(sentence, reader.at()));
    };
    let count = match count {
        Some(count) => count,
        None if unit == Unit::Fortnight => Part { value: 1, figures: 1, at },
        None => return reader.stuck(),
    };
    let side = match side {
        Side::Unsaid if reader.skip(Word::Ago) => Side::Before,
        side => side,
    };
    reader.end(Phrase::Span { count, unit, side })
}

/// A weekday, a date, or both.
fn date(reader: &mut Reader<'_>, side: Side) -> Result<Phrase, EntryError> {
    let at = reader.at();
    let weekday = reader.take(|word| if let Word::Weekday(day) = word { Some(day) } else { None });
    if let Some(day) = weekday {
        if reader.peek().is_none() {
            return Ok(Phrase::Weekday { day, side });
        }
        reader.skip(Word::Comma);
        while reader.skip(Word::Filler) {}
    }
    let weekday = weekday.map(|day| (day, at));
    let (day, month, year) = day_month_year(reader)?;
    if let (Some(year), Side::Before | Side::After | Side::This) = (&year, side) {
        let sentence = "Last, this and next are not needed beside a year. Type the date alone.";
        return Err(EntryError::at(sentence, year.at.clone()));
    }
    reader.end(Phrase::Date { weekday, day, month, year, side })
}

fn day_month_year(reader: &mut Reader<'_>) -> Result<(Part, Part, Option<Part>), EntryError> {
    let at = reader.at();
    if let Some(value) = month_word(reader) {
        return month_first(reader, Part { value, figures: 2, at });
    }
    let ordinal = reader.take(|word| if let Word::Ordinal(value) = word { Some(value) } else { None });
    let first = match ordinal {
        Some(value) => Part { value, figures: 2, at },
        None => match reader.number() {
            Some(number) if number.figures == 4 => return year_first(reader, number),
            Some(number) => number,
            None => return reader.stuck(),
        },
    };
    if !reader.mark() {
        reader.skip(Word::Of);
    }
    let at = reader.at();
    let month = match month_word(reader) {
        Some(value) => Part { value, figures: 2, at },
        None => reader.number().ok_or_else(|| no_month(&first))?,
    };
    let marked = reader.mark() || reader.skip(Word::Comma);
    let year = reader.number();
    if marked && year.is_none() {
        let sentence = "The year is missing after the last mark. Type 24/10 or 24/10/2026.";
        return Err(EntryError::at(sentence, month.at));
    }
    Ok((first, month, year))
}

fn month_word(reader: &mut Reader<'_>) -> Option<u32> {
    reader.take(|word| if let Word::Month(month) = word { Some(month) } else { None })
}

fn no_month(day: &Part) -> EntryError {
    if day.figures > 2 {
        let sentence = "A number by itself is not a date. Type the day and month with a mark between, such \
                        as 24/10 or 24/10/2026.";
        return EntryError::at(sentence, day.at.clone());
    }
    EntryError::at(
        format!("{0} is only a day. Type the month too, such as {0}/3 or {0} mar.", day.value),
        day.at.clone(),
    )
}

/// `mar 12`, `March 12th, 2026`.
fn month_first(reader: &mut Reader<'_>, month: Part) -> Result<(Part, Part, Option<Part>), EntryError> {
    reader.mark();
    while reader.skip(Word::Filler) {}
    let at = reader.at();
    let day = reader.take(|word| match word {
        Word::Ordinal(value) => Some(Part { value, figures: 2, at: at.clone() }),
        Word::Number { value, figures } => Some(Part { value, figures, at: at.clone() }),
        _ => None,
    });
    let Some(day) = day.filter(|day| day.figures <= 2) else {
        let sentence = "A month is not yet a date. Type the day too, such as 1 mar 2026.";
        return Err(EntryError::at(sentence, month.at));
    };
    let marked = reader.mark() || reader.skip(Word::Comma);
    let year = reader.number();
    if marked && year.is_none() {
        return Err(EntryError::at("The year is missing after the last mark.", day.at));
    }
    Ok((day, month, year))
}

/// `2026-03-12`, `2026/3/12`.
fn year_first(reader: &mut Reader<'_>, year: Part) -> Result<(Part, Part, Option<Part>), EntryError> {
    let whole = |year: &Part| {
        let sentence = "A date that starts with the year goes on with the month and the day, such as \
                        2026-03-12.";
        EntryError::at(sentence, year.at.clone())
    };
    reader.mark();
    let at = reader.at();
    let month = match month_word(reader) {
        Some(value) => Part { value, figures: 2, at },
        None => reader.number().ok_or_else(|| whole(&year))?,
    };
    reader.mark();
    let day = reader.number().ok_or_else(|| whole(&year))?;
    Ok((day, month, Some(year)))
}
