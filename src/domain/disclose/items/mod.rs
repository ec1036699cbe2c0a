//! Everything that the records hold, as items with their row of the matrix. The records are taken apart without
//! `..`, so that a new field does not compile until it has a row here or stands among those that never leave; and row
//! and class of data are given together, so that none stands here without its class (R102).

mod allegation;
mod child;
mod class;
mod concern;
mod matches;
mod referral;
mod review;
mod visit;
mod visitor;

use class::{BOTH, CO, P, SC};
pub use class::{Class, Place};

use super::datum::Datum;
use crate::calendar::words;
use crate::id::{AllegationId, ChildId, VisitId, VisitorId};
use crate::record::{Child, Concern, Reader, ReportField, Said, Subject, Thing, VisitReport};
use crate::status::{self, paragraphs, quoted_into_concern};
use crate::world::World;
use chrono::NaiveDate;

/// What never leaves by the door, whoever asks, and why.
pub const NEVER: &[(&str, &str)] = &[
    ("ids and numbers", "They are the program's own; a reference is printed in their place."),
    (
        "Scheme",
        "It is about no child and no visitor; its name heads what is printed, and the numbers of duty teams stand on the \
         visitor's card.",
    ),
    ("Counters", "The program's own."),
    ("MorningReview", "The co-ordinator's own desk."),
    ("Snooze", "The co-ordinator's own desk."),
    ("VisitLine.reads_like_concern", "A question to the co-ordinator, and no answer yet."),
    ("SupportGroup.attended", "It would tell one visitor, or a child, who the others are."),
];

/// One thing on record that can be shown.
#[derive(Clone)]
pub struct Item {
    /// Its row of the matrix.
    pub row: u8,
    /// Which class of data it is (R102).
    pub class: Class,
    /// A second row that must allow it as well.
    pub also: Option<u8>,
    /// What it is called in consents and releases.
    pub thing: Thing,
    /// Under which heading it stands.
    pub section: &'static str,
    /// What it is.
    pub label: &'static str,
    /// All of it.
    pub text: String,
    /// The part that is told where the matrix gives only what is needed; `None` where there is no shorter form.
    pub part: Option<String>,
    /// What the visitor is told in its place, where that is not what others are told.
    pub for_visitor: Option<&'static str>,
    /// The child whose information it is.
    pub child: Option<ChildId>,
    /// The visitor whose information it is.
    pub visitor: Option<VisitorId>,
    /// The reader whose own words it is.
    pub own: Option<Reader>,
    /// What the conditions of the matrix ask about it.
    pub facts: Facts,
    /// What all of it tells as a value.
    pub datum: Option<Datum>,
}

/// What the conditions of the matrix ask about an item.
#[derive(Clone, Copy, Default)]
pub struct Facts {
    /// It is about the home where the child lives now.
    pub lives_there: bool,
    /// The concern was passed on.
    pub passed_on: bool,
    /// The concern is about a carer or somebody else who works with the child.
    pub about_worker: bool,
    /// The visitor raised it.
    pub own_report: bool,
    /// What it tells of is over: it is kept, and told to nobody outside the house.
    pub over: bool,
    /// It was looked at, and the visitor is not paused: it may be told to the visitor.
    pub safe: bool,
    /// What the child answered on the spot, when asked whether it may be told, and on which day.
    pub child_agrees: Option<(bool, NaiveDate)>,
}

/// Items in the making, all under one subject.
pub struct Page {
    pub today: NaiveDate,
    subject: Subject,
    section: &'static str,
    child: Option<ChildId>,
    visitor: Option<VisitorId>,
    also: Option<u8>,
    facts: Facts,
    items: Vec<Item>,
}

impl Page {
    fn new(today: NaiveDate, subject: Subject, section: &'static str) -> Self {
        Self {
            today,
            subject,
            section,
            child: None,
            visitor: None,
            also: None,
            facts: Facts::default(),
            items: Vec::new(),
        }
    }

    fn of_child(mut self, child: ChildId) -> Self {
        self.child = Some(child);
        self
    }

    fn of_visitor(mut self, visitor: VisitorId) -> Self {
        self.visitor = Some(visitor);
        self
    }

    /// An item; a blank one is none.
    fn say(
        &mut self,
        (row, class): Place,
        name: impl Into<String>,
        label: &'static str,
        text: impl Into<String>,
    ) -> Option<&mut Item> {
        let text = text.into();
        if text.trim().is_empty() {
            return None;
        }
        self.items.push(Item {
            row,
            class,
            also: self.also,
            thing: Thing { subject: self.subject, name: Some(name.into()) },
            section: self.section,
            label,
            text,
            part: None,
            for_visitor: None,
            child: self.child,
            visitor: self.visitor,
            own: None,
            facts: self.facts,
            datum: None,
        });
        self.items.last_mut()
    }

    /// What the last item tells as a value.
    fn meaning(&mut self, datum: Datum) {
        if let Some(item) = self.items.last_mut() {
            item.datum = Some(datum);
        }
    }

    /// An optional text.
    fn may(&mut self, at: Place, name: impl Into<String>, label: &'static str, text: Option<&String>) {
        if let Some(text) = text {
            self.say(at, name, label, text.as_str());
        }
    }

    /// A text with the shorter form that is told where only the part needed may be.
    fn part(
        &mut self,
        at: Place,
        name: impl Into<String>,
        label: &'static str,
        text: impl Into<String>,
        part: impl Into<String>,
    ) {
        if let Some(item) = self.say(at, name, label, text) {
            item.part = Some(part.into());
        }
    }

    /// What the visitor is told in the place of the last item.
    fn told_to_visitor(&mut self, text: &'static str) {
        if let Some(item) = self.items.last_mut() {
            item.for_visitor = Some(text);
        }
    }

    /// A text of which the whole is the part that is needed.
    fn whole(&mut self, at: Place, name: impl Into<String>, label: &'static str, text: impl Into<String>) {
        let text = text.into();
        self.part(at, name, label, text.clone(), text);
    }

    /// Who said something, and when.
    fn said(&mut self, at: Place, name: impl Into<String>, label: &'static str, said: Option<&Said>) {
        if let Some(Said { by, on }) = said {
            self.say(at, name, label, format!("{by}, {}", day(*on)));
        }
    }

    /// Each paragraph as an item of its own: `child_words.1`, `child_words.2`.
    fn paragraphs(&mut self, at: Place, name: &str, label: &'static str, text: &str) {
        for (n, line) in paragraphs(text).enumerate() {
            self.say(at, format!("{name}.{}", n + 1), label, line);
        }
    }
}

/// A day, as it is written in what leaves: with its year.
fn day(on: NaiveDate) -> String {
    words::day_month_year(on)
}

/// The words of a choice from its list.
fn choice<T: PartialEq>(all: &[(T, &'static str)], of: &T) -> &'static str {
    all.iter().find(|(one, _)| one == of).map_or("", |(_, words)| words)
}

const fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// Whether a paragraph of a visit report, counted from 0, belongs to a concern. A report that opened a concern which
/// does not say what it quotes belongs to it with every paragraph.
#[must_use]
pub fn belongs_to_concern(world: &World, visit: VisitId, field: ReportField, paragraph: u16) -> bool {
    let opened = |c: &Concern| c.visit == Some(visit) && !c.quoted.iter().any(|q| q.visit == visit);
    quoted_into_concern(world, visit, field, paragraph).is_some()
        || world.visit(visit).is_some_and(|(m, _)| world.concerns_of_child(m.child).any(opened))
}

/// Every item about a subject. The narratives of visits are handed in, because they stay in the file.
#[must_use]
pub fn items(world: &World, subject: Subject, reports: &[VisitReport], today: NaiveDate) -> Vec<Item> {
    let mut out = Vec::new();
    let at = Asked { world, reports, today };
    match subject {
        Subject::Scheme => {}
        // A team manager's world alone holds one.
        Subject::Allegation(id) => at.allegation(id, &mut out),
        Subject::Child(id) => at.child(id, &mut out),
        Subject::Visitor(id) => at.visitor(id, &mut out),
        Subject::Referral(id) => {
            out.extend(world.referral(id).into_iter().flat_map(|r| referral::of(r, today)));
        }
        Subject::Match(id) => at.pair(id, &mut out),
        Subject::Proposal(id) => {
            if let Some(p) = world.proposal(id) {
                at.people(p.child, p.visitor, &mut out);
                out.extend(matches::of_proposal(p, today));
            }
        }
        Subject::Visit(id) => {
            if let Some((m, line)) = world.visit(id) {
                let report = reports.iter().find(|r| r.visit == id);
                out.extend(visit::of(world, m, line, report, today));
            }
        }
        Subject::Concern(id) => {
            out.extend(world.concern(id).into_iter().flat_map(|c| concern::of(world, c, today)));
        }
    }
    out
}

/// What is asked about: the world, and the reports that were read for it.
struct Asked<'w> {
    world: &'w World,
    reports: &'w [VisitReport],
    today: NaiveDate,
}

impl Asked<'_> {
    /// The child's page, with what the consents on record say of photographs today (R13).
    fn page_of(&self, id: ChildId) -> Vec<Item> {
        let Some(child) = self.world.child(id) else { return Vec::new() };
        let photos = status::photos(self.world, child, self.today);
        child::of(&Child { photos, ..child.clone() }, self.today)
    }

    fn people(&self, child: ChildId, visitor: VisitorId, out: &mut Vec<Item>) {
        let (w, today) = (self.world, self.today);
        out.extend(self.page_of(child));
        out.extend(w.visitor(visitor).into_iter().flat_map(|v| visitor::of(w, v, today)));
    }

    fn child(&self, id: ChildId, out: &mut Vec<Item>) {
        let (w, today) = (self.world, self.today);
        out.extend(self.page_of(id));
        out.extend(w.referrals_of_child(id).flat_map(|r| referral::of(r, today)));
        let mut visitors: Vec<VisitorId> = w.proposals_of_child(id).map(|p| p.visitor).collect();
        visitors.extend(w.matches_of_child(id).map(|m| m.visitor));
        visitors.sort_unstable();
        visitors.dedup();
        out.extend(visitors.into_iter().filter_map(|v| w.visitor(v)).flat_map(|v| visitor::of(w, v, today)));
        out.extend(w.proposals_of_child(id).flat_map(|p| matches::of_proposal(p, today)));
        w.matches_of_child(id).for_each(|m| self.life(m, out));
        out.extend(w.concerns_of_child(id).flat_map(|c| concern::of(w, c, today)));
        self.about(Subject::Child(id), Some(id), None, out);
    }

    fn visitor(&self, id: VisitorId, out: &mut Vec<Item>) {
        let (w, today) = (self.world, self.today);
        out.extend(w.visitor(id).into_iter().flat_map(|v| visitor::of(w, v, today)));
        out.extend(w.proposals_of_visitor(id).flat_map(|p| matches::of_proposal(p, today)));
        w.matches_of_visitor(id).for_each(|m| self.life(m, out));
        let annual = w.reviews_of_visitor(id).into_iter().chain(w.booked_review_of_visitor(id));
        out.extend(annual.flat_map(|r| review::annual(r, today)));
        out.extend(w.low_levels_of_visitor(id).into_iter().flat_map(|l| concern::low_level(w, l, today)));
        out.extend(w.supervisions_of_visitor(id).into_iter().flat_map(|s| review::supervision(s, today)));
        let groups = w.groups().filter(|g| g.attended.contains(&id));
        out.extend(groups.flat_map(|g| review::group(g, id, today)));
        self.about(Subject::Visitor(id), None, Some(id), out);
    }

    fn allegation(&self, id: AllegationId, out: &mut Vec<Item>) {
        let Some(a) = self.world.allegation(id) else { return };
        out.extend(allegation::of(self.world, a, self.today));
        self.about(Subject::Allegation(id), None, Some(a.visitor), out);
    }

    fn pair(&self, id: crate::id::MatchId, out: &mut Vec<Item>) {
        let Some(m) = self.world.match_(id) else { return };
        self.people(m.child, m.visitor, out);
        self.life(m, out);
        let concerns = self.world.concerns_of_child(m.child).filter(|c| c.match_id == Some(id));
        out.extend(concerns.flat_map(|c| concern::of(self.world, c, self.today)));
    }

    /// A match with its visits and reviews.
    fn life(&self, m: &crate::record::Match, out: &mut Vec<Item>) {
        let (w, today) = (self.world, self.today);
        out.extend(matches::of(w, m, today));
        for line in w.ledger(m.id).into_iter().flat_map(|l| &l.visits) {
            let report = self.reports.iter().find(|r| r.visit == line.id);
            out.extend(visit::of(w, m, line, report, today));
        }
        out.extend(w.reviews_of_match(m.id).into_iter().flat_map(|r| review::of(r, m, today)));
        self.about(Subject::Match(m.id), Some(m.child), Some(m.visitor), out);
    }

    /// Notes, consents and releases.
    fn about(
        &self,
        subject: Subject,
        child: Option<ChildId>,
        visitor: Option<VisitorId>,
        out: &mut Vec<Item>,
    ) {
        let mut page = Page::new(self.today, subject, "Notes and releases");
        (page.child, page.visitor) = (child, visitor);
        self.world.notes_about(subject).for_each(|n| concern::note(&mut page, n));
        self.world.consents_about(subject).for_each(|c| concern::consent(&mut page, c));
        self.world.releases_about(subject).for_each(|r| concern::release(&mut page, r));
        out.extend(page.items);
    }
}
