//! The papers that a scheme owes to others (domain section 7): plain text, ready to print or to paste into the
//! council's own system. Each is a template over a [`Disclosure`] for the one reader that its kind fixes; a template is
//! given nothing else, so what was withheld from that reader cannot stand on the paper.

mod agenda;
mod kind;
mod layout;
mod reading;
mod template;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use agenda::calendars_by;
pub use agenda::{Agenda, Entry, Told, agenda, calendars};
pub use kind::Kind;

use crate::disclose::{
    Audience, Consenting, Disclosure, Judge, Request, Withheld, briefing_by, disclose_by, judge, visits,
};
use crate::id::VisitId;
use crate::record::{Basis, Reader, Released, Subject, VisitReport};
use crate::world::World;
use chrono::NaiveDate;
use layout::Sheet;
use reading::Reading;

/// What heads and signs a paper: nothing about a child or a visitor.
#[derive(Clone)]
pub struct Head {
    /// The name of the scheme.
    pub scheme: String,
    /// Who writes.
    pub by: String,
    /// The day.
    pub on: NaiveDate,
}

impl Head {
    /// The head of a scheme's papers, written by this person on that day.
    #[must_use]
    pub fn new(world: &World, by: impl Into<String>, on: NaiveDate) -> Self {
        Self { scheme: world.scheme().map(|s| s.name.clone()).unwrap_or_default(), by: by.into(), on }
    }
}

/// What a template is: a page out of what was disclosed, or a sentence that says why there is none. A plain function,
/// which can carry nothing along.
type Template = fn(&Reading<'_>, &Head) -> Result<Sheet, &'static str>;

/// A paper that is asked for: about which record, and what its reader may see of it.
#[derive(Clone)]
pub struct Asked {
    /// Which paper.
    pub kind: Kind,
    /// The record that it is made from.
    pub subject: Subject,
    /// To whom by name, as far as somebody is on record.
    pub recipient: Option<String>,
    /// What the reader may see of the record.
    pub disclosure: Disclosure,
}

/// The visits whose reports must be read from the file before a paper about a record is made.
#[must_use]
pub fn reports_for(world: &World, kind: Kind, subject: Subject) -> Vec<VisitId> {
    if kind == Kind::Briefing { Vec::new() } else { visits(world, subject) }
}

/// Asks the door for what a paper is made from. The record must be one of [`Kind::subject`].
///
/// # Errors
/// A whole sentence: there is nobody on record who is that reader.
pub fn ask(
    world: &World,
    kind: Kind,
    subject: Subject,
    reports: &[VisitReport],
    today: NaiveDate,
) -> Result<Asked, String> {
    ask_by(world, kind, subject, (reports, today), &judge)
}

pub(crate) fn ask_by(
    world: &World,
    kind: Kind,
    subject: Subject,
    (reports, today): (&[VisitReport], NaiveDate),
    judge: Judge<'_>,
) -> Result<Asked, String> {
    let reader = kind.reader();
    let audience = Audience::of(world, reader, subject, today)
        .ok_or_else(|| format!("There is nobody on record here who is {}.", reader.words()))?;
    let disclosure = match (kind, kind::pair(world, subject)) {
        (Kind::Briefing, Some((child, visitor))) => briefing_by(world, (child, visitor), today, judge),
        _ => {
            let purpose = kind.title();
            let request = Request { audience, subject, purpose, reports, today, release: None };
            disclose_by(world, &request, judge)
        }
    };
    Ok(Asked { kind, subject, recipient: audience.by_name(world, today), disclosure })
}

/// A paper, written out.
#[derive(Clone)]
pub struct Paper {
    kind: Kind,
    text: String,
    page: Disclosure,
}

/// Writes a paper out of what its reader may see, and of nothing else.
///
/// # Errors
/// A whole sentence: what is missing, or why there is no such paper of this record.
pub fn write(kind: Kind, disclosure: &Disclosure, head: &Head) -> Result<Paper, String> {
    if disclosure.reader() != kind.reader().key() {
        return Err(format!("This paper is for {}, and for nobody else.", kind.reader().words()));
    }
    let reading = Reading::new(disclosure);
    let template: Template = template::of(kind);
    let mut sheet = template(&reading, head)?;
    if kind.says_what_is_left_out()
        && let Some(line) = left_out_briefly(disclosure)
    {
        sheet.small(&line);
    }
    Ok(Paper { kind, text: sheet.text(), page: disclosure.only(&reading.used()) })
}

impl Paper {
    /// The text: lines of at most 76 letters, ended by a line break.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
    /// Which paper.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }
    /// For whom.
    #[must_use]
    pub const fn reader(&self) -> Reader {
        self.kind.reader()
    }
    /// What stands on it, as the release ledger calls it.
    #[must_use]
    pub fn things(&self) -> Vec<Released> {
        self.page.things()
    }
    /// On what the matrix gives what stands on it.
    #[must_use]
    pub const fn basis(&self) -> &Basis {
        self.page.basis()
    }
    /// What stands on it and what was left out, as it was disclosed.
    #[must_use]
    pub const fn page(&self) -> &Disclosure {
        &self.page
    }
    /// A name for its file: kind, reference and day, never a name.
    #[must_use]
    pub fn file_name(&self, today: NaiveDate) -> String {
        file_name(self.kind.key(), self.page.reference(), today, "txt")
    }
}

/// A name for a file that leaves: what it is, the reference and the day, never a name.
#[must_use]
pub fn file_name(what: &str, reference: Option<&str>, today: NaiveDate, ending: &str) -> String {
    let reference = reference.map(|r| format!("{r}-")).unwrap_or_default();
    format!("{what}-{reference}{today}.{ending}")
}

/// How many things were left out and why, for whoever gives something out. `None` when nothing was.
#[must_use]
pub fn left_out(disclosure: &Disclosure) -> Option<String> {
    let mut reasons: Vec<(&'static str, u32)> = Vec::new();
    for withheld in disclosure.withheld() {
        match reasons.iter_mut().find(|(why, _)| *why == withheld.why()) {
            Some((_, count)) => *count += withheld.count(),
            None => reasons.push((withheld.why(), withheld.count())),
        }
    }
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let reasons: Vec<String> = reasons.iter().map(|(why, count)| format!("{count}: {why}")).collect();
    (!reasons.is_empty()).then(|| format!("Left out: {}. {}", disclosure.left_out(), reasons.join(" ")))
}

/// The same on the paper of a professional: how many, and how many of them for want of a consent. Which rows they stand
/// in is for those who decide about it, and not for those from whom they are withheld.
fn left_out_briefly(disclosure: &Disclosure) -> Option<String> {
    let by = |who: Option<Consenting>| -> u32 {
        disclosure.withheld().iter().filter(|w| w.opens().consent == who).map(Withheld::count).sum()
    };
    let parts: Vec<String> = [
        (by(Some(Consenting::Child)), "because the child has not agreed"),
        (by(Some(Consenting::Visitor)), "because the visitor has not agreed"),
        (by(None), "because they are not for this reader"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, why)| format!("{count} {why}"))
    .collect();
    let all = disclosure.left_out();
    (all > 0).then(|| format!("Left out of what the scheme has on record: {all}, {}.", parts.join("; ")))
}
