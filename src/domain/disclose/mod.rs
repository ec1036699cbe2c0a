//! The one door out. Whatever leaves the program for another reader is asked for here, and what comes back holds only
//! what that reader may see: what was withheld is not in the value at all, only how many things were, and why.

mod briefing;
mod consenting;
mod datum;
mod figures;
mod items;
mod matrix;
mod opens;
mod part;
mod siblings;
#[cfg(test)]
pub(crate) mod tests;

pub use briefing::{briefing, fingerprint, lacks_number};
pub(crate) use briefing::{briefing_by, emergency};
pub use consenting::{lets_visitor_hear, wants_visitor_at, wants_visitor_there};
pub use datum::{Became, Datum};
pub use figures::{Figure, FigureGroup, FigureLine, Figures, Period, Value, figures, hidden_words};
pub use items::{Class, Facts, Item, NEVER, belongs_to_concern, items};
pub use matrix::{Cell, Column, Level, MATRIX, Row, Shows, When};
pub use opens::{Consenting, OVERRIDE_TEST, Opens};
pub use part::{Judged, column, judge};

use crate::id::{ChildId, ReleaseId, VisitId, VisitorId};
use crate::record::{Basis, Reader, Released, Subject, VisitReport};
use crate::world::World;
use chrono::NaiveDate;
use serde::Serialize;

/// Who reads, and as whose: a child's carer is the carer of that child and of no other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Audience {
    reader: Reader,
    child: Option<ChildId>,
    visitor: Option<VisitorId>,
}

impl Audience {
    /// A reader of a subject: the child is the one that it is about, the visitor the one who visits that child, is
    /// proposed, or was the last to visit. `None` where there is no such reader.
    #[must_use]
    pub fn of(world: &World, reader: Reader, subject: Subject, today: NaiveDate) -> Option<Self> {
        let (mut child, mut visitor) = people(world, subject);
        if let (Some(c), None) = (child, visitor) {
            visitor = visitor_of(world, c, today);
        } else if let (None, Some(v)) = (child, visitor) {
            child = child_of(world, v, today);
        }
        let known = match reader {
            Reader::Child | Reader::Carer | Reader::SocialWorker | Reader::Iro => child.is_some(),
            Reader::Visitor => visitor.is_some(),
            Reader::Coordinator | Reader::TeamManager | Reader::Lado | Reader::Management => true,
            // They are no column of the matrix.
            Reader::SocialCare | Reader::Police | Reader::Dbs => false,
        };
        known.then_some(Self { reader, child, visitor })
    }

    /// One visitor, reading about one child or about themselves.
    #[must_use]
    pub const fn visitor(visitor: VisitorId, child: Option<ChildId>) -> Self {
        Self { reader: Reader::Visitor, child, visitor: Some(visitor) }
    }

    /// The visitor who reads; `None` where another does.
    #[must_use]
    pub const fn as_visitor(self) -> Option<VisitorId> {
        match self.reader {
            Reader::Visitor => self.visitor,
            _ => None,
        }
    }

    /// The reader.
    #[must_use]
    pub const fn reader(self) -> Reader {
        self.reader
    }

    /// By name, where somebody in particular is on record as that reader of these people: the carer of today, the
    /// social worker of today. `None` where nobody is, and for those who are a role and not a person.
    #[must_use]
    pub fn by_name(self, world: &World, today: NaiveDate) -> Option<String> {
        let child = self.child.and_then(|id| world.child(id));
        match self.reader {
            Reader::Child => child.map(|c| c.name.full()),
            Reader::Visitor => self.visitor.and_then(|id| world.visitor(id)).map(|v| v.name.full()),
            Reader::Carer => child?.placement_on(today).map(|p| p.carer.clone()),
            Reader::SocialWorker => child?.social_worker.as_ref().map(|w| w.name.clone()),
            Reader::Iro => child?.iro.as_ref().map(|w| w.name.clone()),
            _ => None,
        }
    }
}

/// The child and the visitor that a subject is about.
fn people(world: &World, subject: Subject) -> (Option<ChildId>, Option<VisitorId>) {
    let of_match = |m: Option<&crate::record::Match>| (m.map(|m| m.child), m.map(|m| m.visitor));
    match subject {
        Subject::Scheme => (None, None),
        // In a team manager's world: nobody else's holds one. Of several children, the first that is named.
        Subject::Allegation(id) => {
            let a = world.allegation(id);
            let of_match = |id| world.match_(id).map(|m| m.child);
            let child = a.and_then(|a| a.children.first().copied().or_else(|| of_match(a.match_id?)));
            (child, a.map(|a| a.visitor))
        }
        Subject::Child(id) => (Some(id), None),
        Subject::Visitor(id) => (None, Some(id)),
        Subject::Referral(id) => (world.referral(id).map(|r| r.child), None),
        Subject::Match(id) => of_match(world.match_(id)),
        Subject::Visit(id) => of_match(world.visit(id).map(|(m, _)| m)),
        Subject::Concern(id) => (world.concern(id).map(|c| c.child), None),
        Subject::Proposal(id) => {
            let p = world.proposal(id);
            (p.map(|p| p.child), p.map(|p| p.visitor))
        }
    }
}

/// The visits whose narratives belong to a record. They stay in the file, and are read before it is disclosed.
#[must_use]
pub fn visits(world: &World, subject: Subject) -> Vec<VisitId> {
    let of_match = |id| world.ledger(id).into_iter().flat_map(|l| l.visits.iter().map(|v| v.id));
    match subject {
        Subject::Visit(id) => vec![id],
        Subject::Match(id) => of_match(id).collect(),
        Subject::Child(id) => world.matches_of_child(id).flat_map(|m| of_match(m.id)).collect(),
        Subject::Visitor(id) => world.matches_of_visitor(id).flat_map(|m| of_match(m.id)).collect(),
        Subject::Scheme
        | Subject::Referral(_)
        | Subject::Concern(_)
        | Subject::Proposal(_)
        | Subject::Allegation(_) => Vec::new(),
    }
}

fn visitor_of(world: &World, child: ChildId, today: NaiveDate) -> Option<VisitorId> {
    let live = world.live_match_of_child(child, today).map(|m| m.visitor);
    let proposed = || world.open_proposal_of_child(child).map(|p| p.visitor);
    live.or_else(proposed).or_else(|| world.matches_of_child(child).next_back().map(|m| m.visitor))
}

fn child_of(world: &World, visitor: VisitorId, today: NaiveDate) -> Option<ChildId> {
    let live = world.live_matches_of_visitor(visitor, today).next().map(|m| m.child);
    let proposed = || world.open_proposal_of_visitor(visitor).map(|p| p.child);
    live.or_else(proposed).or_else(|| world.matches_of_visitor(visitor).next_back().map(|m| m.child))
}

/// What is asked for.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// Who reads.
    pub audience: Audience,
    /// About whom or what.
    pub subject: Subject,
    /// For what.
    pub purpose: &'a str,
    /// The narratives that were read from the file for it.
    pub reports: &'a [VisitReport],
    /// The day.
    pub today: NaiveDate,
    /// The recorded release that it is for: a safeguarding override opens only what its own release names.
    pub release: Option<ReleaseId>,
}

/// One thing that may be shown.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Shown {
    row: u8,
    level: &'static str,
    #[serde(serialize_with = "by_key")]
    class: Class,
    label: &'static str,
    text: String,
    #[serde(skip)]
    thing: Released,
    #[serde(skip)]
    when: When,
    #[serde(skip)]
    datum: Option<Datum>,
}

impl Shown {
    /// What it is called in the release ledger.
    #[must_use]
    pub const fn thing(&self) -> &Released {
        &self.thing
    }
    /// Its name there: `started`, `review 2026-05-02 held`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.thing.thing.name.as_deref().unwrap_or_default()
    }
    /// What it tells as a value.
    #[must_use]
    pub const fn datum(&self) -> Option<Datum> {
        self.datum
    }
    /// Its row of the matrix.
    #[must_use]
    pub const fn row(&self) -> u8 {
        self.row
    }
    /// How carefully it is kept, in words, for the margin.
    #[must_use]
    pub const fn level(&self) -> &'static str {
        self.level
    }
    /// Which class of data it is (R102), for the margin.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.class
    }
    /// What it is.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        self.label
    }
    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A class as other programs read it.
fn by_key<S: serde::Serializer>(class: &Class, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(class.key())
}

/// One heading with what stands under it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    title: &'static str,
    lines: Vec<Shown>,
}

impl Section {
    /// The heading.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        self.title
    }
    /// What stands under it.
    #[must_use]
    pub fn lines(&self) -> &[Shown] {
        &self.lines
    }
}

/// What was left out: how many things of a row, and why. Never what they were.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Withheld {
    row: u8,
    title: &'static str,
    count: u32,
    why: &'static str,
    #[serde(skip)]
    things: Vec<Released>,
    #[serde(skip)]
    opens: Opens,
}

impl Withheld {
    /// What consents and releases call the things: where each stands, never what it says.
    #[must_use]
    pub fn things(&self) -> &[Released] {
        &self.things
    }
    /// What could open them.
    #[must_use]
    pub const fn opens(&self) -> Opens {
        self.opens
    }
    /// The row of the matrix.
    #[must_use]
    pub const fn row(&self) -> u8 {
        self.row
    }
    /// How many things.
    #[must_use]
    pub const fn count(&self) -> u32 {
        self.count
    }
    /// What kind of information it is.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        self.title
    }
    /// Why.
    #[must_use]
    pub const fn why(&self) -> &'static str {
        self.why
    }
}

/// What a reader may see, and nothing else. Only [`disclose`] and [`briefing`] make one.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Disclosure {
    reference: Option<String>,
    reader: &'static str,
    purpose: String,
    sections: Vec<Section>,
    withheld: Vec<Withheld>,
    #[serde(skip)]
    unspoken: Vec<Withheld>,
    #[serde(skip)]
    basis: Basis,
}

impl Disclosure {
    /// On what the matrix gives it: on a consent or on the agreements as soon as anything in it needs them, on the
    /// release that it was asked for, otherwise on the matrix alone.
    #[must_use]
    pub const fn basis(&self) -> &Basis {
        &self.basis
    }
    /// How many things are shown.
    #[must_use]
    pub fn shown(&self) -> usize {
        self.sections.iter().map(|s| s.lines.len()).sum()
    }
    /// How many were left out.
    #[must_use]
    pub fn left_out(&self) -> u32 {
        self.withheld.iter().map(|w| w.count).sum()
    }
    /// What is shown, as the release ledger calls it; each thing once.
    #[must_use]
    pub fn things(&self) -> Vec<Released> {
        let lines = self.sections.iter().flat_map(|s| &s.lines);
        let mut all: Vec<Released> = lines.map(|line| line.thing.clone()).collect();
        all.sort_by(|a, b| (a.row, &a.thing).cmp(&(b.row, &b.thing)));
        all.dedup();
        all
    }
    /// The reference of what it is about.
    #[must_use]
    pub fn reference(&self) -> Option<&str> {
        self.reference.as_deref()
    }
    /// For whom, as the word of the command line.
    #[must_use]
    pub const fn reader(&self) -> &'static str {
        self.reader
    }
    /// For what.
    #[must_use]
    pub fn purpose(&self) -> &str {
        &self.purpose
    }
    /// What may be shown.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }
    /// What was left out.
    #[must_use]
    pub fn withheld(&self) -> &[Withheld] {
        &self.withheld
    }

    /// What this reader is not even to learn of, and what a recorded decision could open. It is for whoever looks at a
    /// preview in the house and decides on that: it stands in no text that leaves.
    #[must_use]
    pub fn unspoken(&self) -> &[Withheld] {
        &self.unspoken
    }

    /// The lines of these things alone, for a page that shows no more of it. What was left out is still counted.
    #[must_use]
    pub fn only(&self, things: &[Released]) -> Self {
        let mut page = self.clone();
        for section in &mut page.sections {
            section.lines.retain(|line| things.contains(&line.thing));
        }
        page.sections.retain(|section| !section.lines.is_empty());
        if !matches!(page.basis, Basis::Safeguarding(_)) {
            page.basis = opens::basis(&page.sections);
        }
        page
    }

    /// As lines for reading.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut out = Vec::new();
        for section in &self.sections {
            out.push(section.title.to_owned());
            out.extend(section.lines.iter().map(|line| format!("  {}: {}", line.label, line.text)));
        }
        if !self.withheld.is_empty() {
            out.push("Left out".to_owned());
            let left = |w: &Withheld| format!("  {} of \"{}\" (row {}): {}", w.count, w.title, w.row, w.why);
            out.extend(self.withheld.iter().map(left));
        }
        out
    }
}

impl std::fmt::Debug for Disclosure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = self.shown();
        write!(f, "Disclosure({shown} shown, {} kinds withheld)", self.withheld.len())
    }
}

/// What a reader may see of a subject.
#[must_use]
pub fn disclose(world: &World, request: &Request<'_>) -> Disclosure {
    disclose_by(world, request, &judge)
}

/// What decides about an item. There is one; the test of the leak test puts a broken one in its place.
pub(crate) type Judge<'j> = &'j dyn Fn(&World, &Request<'_>, &Item) -> Judged;

pub(crate) fn disclose_by(world: &World, request: &Request<'_>, judge: Judge<'_>) -> Disclosure {
    let all = items(world, request.subject, request.reports, request.today);
    gather(world, request, all, judge)
}

/// Sorts items into what is shown and what is left out.
fn gather(world: &World, request: &Request<'_>, all: Vec<Item>, judge: Judge<'_>) -> Disclosure {
    let mut sections: Vec<Section> = Vec::new();
    let mut withheld: Vec<Withheld> = Vec::new();
    let mut unspoken: Vec<Withheld> = Vec::new();
    for item in all {
        let column = column(world, request.audience, &item, request.today);
        let cell = |row| column.and_then(|c| Row::of(row).map(|row| row.cell(c)));
        match judge(world, request, &item) {
            Judged::Shown(text) => {
                let when = cell(item.row).map_or(When::Always, |cell| cell.when);
                show(&mut sections, item, text, when);
            }
            Judged::Withheld(row, why) => {
                leave_out(&mut withheld, row, why, item, cell(row).map(Opens::of).unwrap_or_default());
            }
            Judged::Unspoken => {
                // What stands in such a row by itself is released by that row. That a visitor was removed is not told by
                // it: an allegation is, which only the team manager's world holds.
                let alleged = matches!(item.thing.subject, Subject::Allegation(_));
                let by_itself = matches!(item.row, 22 | 23) || (matches!(item.row, 24 | 25) && alleged);
                let opens = cell(item.row).filter(|_| by_itself);
                if let Some(opens) = opens.map(Opens::of).filter(|opens| opens.by_override) {
                    leave_out(&mut unspoken, item.row, part::OVERRIDE, item, opens);
                }
            }
        }
    }
    withheld.sort_by_key(|w| w.row);
    unspoken.sort_by_key(|w| w.row);
    // A number of an allegation says that there is one: it heads nothing for those who are not to learn of it.
    let of_allegation = matches!(request.subject, Subject::Allegation(_));
    let learns = !of_allegation || sections.iter().flat_map(|s| &s.lines).any(|line| line.name() == "exists");
    let released = request.release.and_then(|id| world.release(id)).and_then(|r| r.basis.clone());
    Disclosure {
        reference: world.reference(request.subject).filter(|_| learns).map(|r| r.to_string()),
        reader: request.audience.reader.key(),
        purpose: request.purpose.to_owned(),
        basis: released.unwrap_or_else(|| opens::basis(&sections)),
        sections,
        withheld,
        unspoken,
    }
}

fn show(sections: &mut Vec<Section>, item: Item, text: String, when: When) {
    let whole = text == item.text;
    let Item { row, class, thing, section: title, label, datum, .. } = item;
    let level = Row::of(row).map_or(Level::Restricted, |row| row.level).words();
    let datum = if whole { datum } else { datum.and_then(Datum::part) };
    let line = Shown { row, level, class, label, text, thing: Released { row, thing }, when, datum };
    match sections.iter_mut().find(|s| s.title == title) {
        Some(section) => section.lines.push(line),
        None => sections.push(Section { title, lines: vec![line] }),
    }
}

fn leave_out(withheld: &mut Vec<Withheld>, row: u8, why: &'static str, item: Item, opens: Opens) {
    let thing = Released { row: item.row, thing: item.thing };
    match withheld.iter_mut().find(|w| w.row == row && w.why == why && w.opens == opens) {
        Some(same) => {
            same.count += 1;
            if !same.things.contains(&thing) {
                same.things.push(thing);
            }
        }
        None => {
            let title = Row::of(row).map_or("", |r| r.title);
            withheld.push(Withheld { row, title, count: 1, why, things: vec![thing], opens });
        }
    }
}
