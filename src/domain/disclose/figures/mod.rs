//! Figures for management and commissioners: what the matrix gives them, counted together with others (the cells `A` of
//! section 4; R109). Every number is counted from records; no text of a record is in them.
//!
//! They are counted from the records as they are now, each thing on its own day: what was typed in late counts on the
//! day on which it happened.

mod children;
mod count;
mod house;
mod matches;
mod standards;
#[cfg(test)]
mod tests;
mod value;
mod visitors;

pub use value::Value;

use crate::calendar::{add_months, words};
use crate::people::Role;
use crate::rule::ParamId;
use crate::world::World;
use chrono::{Days, NaiveDate};
use serde::{Serialize, Serializer};

/// From one day to another, both of them in it. What stands on a day stands as at the last.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day, as at which the rest is counted.
    pub until: NaiveDate,
}

impl Period {
    /// The twelve months up to and including a day.
    #[must_use]
    pub fn year_to(until: NaiveDate) -> Self {
        let before = add_months(until, -12);
        Self { from: before.checked_add_days(Days::new(1)).unwrap_or(before), until }
    }

    /// Whether a day is in it.
    #[must_use]
    pub fn holds(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.until
    }

    /// In words: `24 November 2025 to 23 November 2026`.
    #[must_use]
    pub fn words(self) -> String {
        format!("{} to {}", words::day_month_year(self.from), words::day_month_year(self.until))
    }
}

/// One number with its label.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FigureLine {
    /// Of whom or what.
    pub label: String,
    /// The number, or that it is hidden.
    pub value: Value,
}

/// One figure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figure {
    /// Its name for other programs. Names are stable.
    pub key: &'static str,
    /// What it is.
    pub title: &'static str,
    /// What is counted, and as at when.
    pub definition: String,
    /// The rows of the matrix that it counts; none for what the field notes list as published beside them.
    pub rows: &'static [u8],
    /// The numbers.
    pub lines: Vec<FigureLine>,
}

impl Figure {
    /// Whether it tells of allegations, which are the team manager's.
    #[must_use]
    pub fn is_restricted(&self) -> bool {
        self.rows.iter().any(|row| (24..=25).contains(row))
    }
}

/// Figures under one heading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FigureGroup {
    /// The heading.
    pub title: &'static str,
    /// What stands under it.
    pub figures: Vec<Figure>,
}

/// All figures of a period.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Figures {
    period: Period,
    least: u32,
    groups: Vec<FigureGroup>,
}

/// What is said of numbers that are not shown, with the smallest that is.
#[must_use]
pub fn hidden_words(least: u32) -> String {
    format!(
        "\"hidden\" is a number of fewer than {least}, or one from which such a number could be worked out (R109). Two \
         sets of figures of nearly the same days can still give one away together: look at what was given before."
    )
}

impl Figures {
    /// The days that they are about.
    #[must_use]
    pub const fn period(&self) -> Period {
        self.period
    }
    /// The smallest count that is shown.
    #[must_use]
    pub const fn least(&self) -> u32 {
        self.least
    }
    /// The figures, heading by heading.
    #[must_use]
    pub fn groups(&self) -> &[FigureGroup] {
        &self.groups
    }
    /// Every figure.
    pub fn all(&self) -> impl Iterator<Item = &Figure> {
        self.groups.iter().flat_map(|group| &group.figures)
    }

    /// The rows of the matrix that they count, each once. They are the same whatever the numbers are.
    #[must_use]
    pub fn rows(&self) -> Vec<u8> {
        let mut rows: Vec<u8> = self.all().flat_map(|figure| figure.rows).copied().collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// How many numbers are hidden in each row of the matrix, and as row 0 in figures of no row. Of allegations it is not said, as whoever reads that
    /// something is hidden reads that there is something.
    #[must_use]
    pub fn hidden(&self) -> Vec<(u8, u32)> {
        let mut out: Vec<(u8, u32)> = Vec::new();
        for figure in self.all().filter(|figure| !figure.is_restricted()) {
            let n = figure.lines.iter().filter(|line| line.value.is_hidden()).count();
            let (row, n) = (figure.rows.first().copied().unwrap_or(0), u32::try_from(n).unwrap_or(u32::MAX));
            match out.iter_mut().find(|(of, _)| *of == row) {
                _ if n == 0 => {}
                Some((_, sum)) => *sum = sum.saturating_add(n),
                None => out.push((row, n)),
            }
        }
        out.sort_unstable();
        out
    }

    /// As lines for reading, each with whether it is a heading.
    #[must_use]
    pub fn lines(&self) -> Vec<(bool, String)> {
        let mut out = vec![(false, hidden_words(self.least))];
        for group in &self.groups {
            out.push((true, group.title.to_owned()));
            for figure in &group.figures {
                out.extend(self.of_figure(figure).into_iter().map(|line| (false, line)));
            }
        }
        out
    }

    fn of_figure(&self, figure: &Figure) -> Vec<String> {
        let say = |line: &FigureLine| line.value.words(self.least);
        let mut out = match figure.lines.as_slice() {
            [one] if one.label.is_empty() => vec![format!("  {}: {}", figure.title, say(one))],
            lines => std::iter::once(format!("  {}", figure.title))
                .chain(lines.iter().map(|line| format!("    {}: {}", line.label, say(line))))
                .collect(),
        };
        out.push(format!("      {}", figure.definition));
        out
    }
}

/// As other programs read it: what kind of value it is, its number where there is one, of how many, and whether
/// something is hidden.
impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Line<'a> {
            label: &'a str,
            kind: &'a str,
            number: Option<i64>,
            of: Option<u32>,
            hidden: bool,
        }
        #[derive(Serialize)]
        struct Whole<'a> {
            key: &'a str,
            title: &'a str,
            definition: &'a str,
            rows: &'a [u8],
            lines: Vec<Line<'a>>,
        }
        fn line(line: &FigureLine) -> Line<'_> {
            let FigureLine { label, value } = line;
            let of = match value {
                Value::Of(_, of) | Value::AllBut(of) | Value::FewOf(of) => Some(*of),
                _ => None,
            };
            Line { label, kind: value.key(), number: value.number(), of, hidden: value.is_hidden() }
        }
        let Self { key, title, definition, rows, lines } = self;
        Whole { key, title, definition, rows, lines: lines.iter().map(line).collect() }.serialize(to)
    }
}

/// Counts the figures of a period. Of allegations they hold something only for a role that may see those; for any other
/// they are the same whether or not there is one.
#[must_use]
pub fn figures(world: &World, period: Period, role: Role) -> Figures {
    let least = u32::try_from(world.policy().get(ParamId::SmallCount)).unwrap_or(u32::MAX);
    let of = count::Counting { world, period, least, entitled: role.may_see_restricted() };
    let groups = vec![
        FigureGroup { title: "Children", figures: children::all(&of) },
        FigureGroup { title: "Matches", figures: matches::all(&of) },
        FigureGroup { title: "Visitors", figures: visitors::all(&of) },
        FigureGroup { title: "The standards", figures: standards::all(&of) },
        FigureGroup { title: "Concerns, and what was told", figures: house::all(&of) },
    ];
    Figures { period, least, groups }
}
