//! How figures are made of what was counted.

use super::value::{Split, is_small, split};
use super::{Figure, FigureLine, Period, Value};
use crate::calendar::words;
use crate::rule::Unit;
use crate::world::World;
use std::collections::BTreeMap;

/// What is counted, and for whom.
pub(super) struct Counting<'w> {
    pub world: &'w World,
    pub period: Period,
    /// The smallest count that is shown.
    pub least: u32,
    /// Whether the reader may see what is restricted.
    pub entitled: bool,
}

/// What a figure is called, and the rows of the matrix that it counts.
#[derive(Clone, Copy)]
pub(super) struct Named {
    pub key: &'static str,
    pub title: &'static str,
    pub rows: &'static [u8],
}

pub(super) const fn named(key: &'static str, title: &'static str, rows: &'static [u8]) -> Named {
    Named { key, title, rows }
}

/// How many there are; nobody has four thousand million children.
pub(super) fn many<T>(of: impl IntoIterator<Item = T>) -> u32 {
    u32::try_from(of.into_iter().count()).unwrap_or(u32::MAX)
}

impl Counting<'_> {
    /// The end of a definition: as at the last day.
    pub fn as_at(&self) -> String {
        format!("as at {}", words::day_month_year(self.period.until))
    }

    fn figure(&self, name: Named, definition: String, lines: Vec<FigureLine>) -> Figure {
        let Named { key, title, rows } = name;
        Figure { key, title, definition, rows, lines }
    }

    fn alone(&self, name: Named, definition: String, value: Value) -> Figure {
        self.figure(name, definition, vec![FigureLine { label: String::new(), value }])
    }

    /// So many.
    pub fn number(&self, name: Named, definition: String, n: u32) -> Figure {
        self.alone(name, definition, Value::count(n, self.least))
    }

    /// So many of things that are nobody's: support groups held. Nothing of it is hidden.
    pub fn plain(&self, name: Named, definition: String, n: u32) -> Figure {
        self.alone(name, definition, Value::Number(n))
    }

    /// Of all of these, those of which something is so.
    pub fn share(&self, name: Named, definition: String, all: impl IntoIterator<Item = bool>) -> Figure {
        let (mut met, mut of) = (0, 0);
        for one in all {
            of += 1;
            met += u32::from(one);
        }
        self.alone(name, definition, Value::share(met, of, self.least))
    }

    /// What is restricted, for whoever may see it; for anybody else the same words whatever there is.
    pub fn restricted(&self, figure: Figure) -> Figure {
        if self.entitled {
            return figure;
        }
        let of_managers = |line| FigureLine { value: Value::ForManagers, ..line };
        Figure { lines: figure.lines.into_iter().map(of_managers).collect(), ..figure }
    }

    /// A whole taken apart under labels of this program's own.
    pub fn parts(&self, name: Named, definition: String, parts: &[(&str, u32)]) -> Figure {
        let counts: Vec<u32> = parts.iter().map(|(_, n)| *n).collect();
        let all = |value| FigureLine { label: "all".to_owned(), value };
        let lines = match split(&counts, self.least) {
            Split::Whole(sum) => vec![all(sum)],
            Split::Parts(sum, values) => {
                let labelled = parts.iter().zip(values);
                let lines =
                    labelled.map(|((label, _), value)| FigureLine { label: (*label).to_owned(), value });
                std::iter::once(all(sum)).chain(lines).collect()
            }
        };
        self.figure(name, definition, lines)
    }

    /// A whole taken apart by answers in the scheme's own words. An answer is named only when so many gave the same that
    /// it is shown: before that it is somebody's own words. All others are counted together.
    pub fn answers<'a>(
        &self,
        name: Named,
        definition: String,
        answers: impl IntoIterator<Item = Option<&'a str>>,
    ) -> Figure {
        let (mut given, mut none) = (BTreeMap::<String, u32>::new(), 0);
        for answer in answers {
            match answer.map(tidied).filter(|text| !text.is_empty()) {
                Some(text) => *given.entry(text).or_default() += 1,
                None => none += 1,
            }
        }
        let (common, rare): (Vec<_>, Vec<_>) = given.iter().partition(|(_, n)| **n >= self.least);
        let others = rare.iter().map(|(_, n)| **n).sum();
        let mut parts: Vec<(&str, u32)> = common.into_iter().map(|(text, n)| (text.as_str(), *n)).collect();
        parts.extend([("other answers", others), ("not on record", none)]);
        let definition =
            format!("{definition} An answer that fewer than {} gave is among the others.", self.least);
        self.parts(name, definition, &parts)
    }

    /// The middle one and the longest of some lengths, when there are enough of them.
    pub fn lengths(&self, name: Named, definition: String, unit: Unit, all: Vec<i64>) -> Figure {
        self.lengths_of(many(&all), name, definition, unit, all)
    }

    /// The same of some of a whole that another figure tells: how many those are is hidden when it would say of how few
    /// there is no length.
    pub fn lengths_of(
        &self,
        whole: u32,
        name: Named,
        definition: String,
        unit: Unit,
        mut all: Vec<i64>,
    ) -> Figure {
        all.sort_unstable();
        let of = many(&all);
        let count = Value::count(of, self.least);
        let few_without = is_small(whole.saturating_sub(of), self.least);
        let shown = |n: Option<i64>| match (count, n) {
            (Value::Hidden, _) => Value::Hidden,
            (_, Some(n)) => Value::Length(n, unit),
            (_, None) => Value::Nothing,
        };
        let lines = [
            ("how many", if few_without { Value::Hidden } else { count }),
            ("median", shown(median(&all))),
            ("longest", shown(all.last().copied())),
        ];
        let lines = lines.map(|(label, value)| FigureLine { label: label.to_owned(), value });
        let definition =
            format!("{definition} The median is the middle one; between two, half-way, rounded down.");
        self.figure(name, definition, lines.into())
    }
}

/// An answer as it is compared: without the space around it, in small letters.
fn tidied(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The middle one of a sorted list; of two, half-way between them, rounded down.
fn median(sorted: &[i64]) -> Option<i64> {
    let last = sorted.len().checked_sub(1)?;
    let (low, high) = (sorted.get(last / 2)?, sorted.get(sorted.len() / 2)?);
    Some((low + high) / 2)
}
