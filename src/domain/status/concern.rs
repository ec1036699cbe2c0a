//! What of a visit report is quoted in a concern: withheld from every other audience from then on, whatever becomes
//! of the concern.

use crate::calendar::add_months;
use crate::id::{ConcernId, VisitId};
use crate::record::{Quoted, ReportField};
use crate::rule::{ParamId, Policy};
use crate::world::World;
use chrono::NaiveDate;

/// The paragraphs of a text: its lines that are not blank.
pub fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// The concern in which this paragraph of a visit's report is quoted; the first, if there are several. Numbers are
/// kept up to date when a report is corrected, so that they are those of the report on file.
#[must_use]
pub fn quoted_into_concern(
    world: &World,
    visit: VisitId,
    field: ReportField,
    paragraph: u16,
) -> Option<ConcernId> {
    let child = world.visit(visit)?.0.child;
    let quotes = |c: &&crate::record::Concern| {
        c.quoted.iter().any(|q| q.visit == visit && q.field == field && q.paragraph == paragraph)
    };
    world.concerns_of_child(child).find(quotes).map(|c| c.id)
}

/// Where a quoted paragraph stands in the text as it is now: by its text, else by its number, else the last there
/// is. `None` when nothing is left of that part of the report.
#[must_use]
pub fn quoted_at(quoted: &Quoted, text: &str) -> Option<u16> {
    let now: Vec<&str> = paragraphs(text).collect();
    let same = |n: &usize| now[*n] == quoted.text;
    let number = usize::from(quoted.paragraph);
    let by_text = Some(number).filter(|n| *n < now.len() && same(n));
    let by_text = by_text.or_else(|| (0..now.len()).find(same));
    by_text.or_else(|| Some(number.min(now.len().checked_sub(1)?))).and_then(|n| u16::try_from(n).ok())
}

/// How many things of these days (oldest first) stand together with the last of them, when they are enough to be looked
/// at (R79). A thing of the same day a year before is still within twelve months.
#[must_use]
pub fn counted_together(days: &[NaiveDate], policy: Policy<'_>) -> Option<usize> {
    let last = *days.last()?;
    let reach = policy.steps(ParamId::LowLevelMonths);
    let n = days.iter().filter(|day| add_months(**day, reach) >= last).count();
    (i64::try_from(n).ok()? >= policy.get(ParamId::LowLevelCount)).then_some(n)
}
