//! A record as another reader would get it, and the briefing card. What is shown is a [`Disclosure`] and nothing else:
//! what was withheld is not in it. What leaves from here is in `leaving`.

use super::{Desk, Layer};
use crate::engine::event::Event;
use crate::engine::keytable::Lookup;
use crate::engine::list::ListAction;
use crate::keys::{Action, KEYS, Scope};
use crate::msg::Effect;
use chrono::NaiveDate;
use domain::calendar::{local, words};
use domain::disclose::{
    Audience, Disclosure, Request, Shown, Withheld, briefing, disclose, fingerprint, visits,
};
use domain::id::{ChildId, MatchId, ReleaseId, VisitId, VisitorId};
use domain::paper;
use domain::record::{CardIssued, Reader, Release, ReportState, Subject, VisitReport};
use domain::world::World;
use std::collections::{BTreeMap, BTreeSet};

/// The order in which the key goes round.
const ROUND: [Reader; 9] = [
    Reader::Child,
    Reader::Visitor,
    Reader::Carer,
    Reader::SocialWorker,
    Reader::Iro,
    Reader::Lado,
    Reader::Management,
    Reader::TeamManager,
    Reader::Coordinator,
];

/// What is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The record, as a reader would get it.
    As(Reader),
    /// The card of a child for a visitor; with the match, it can be given out by version.
    Card(ChildId, VisitorId, Option<MatchId>),
    /// A letter or another paper, for the reader that its kind fixes.
    Paper(paper::Kind),
}

/// A preview.
pub struct Preview {
    /// The record.
    pub subject: Subject,
    /// As what it is shown.
    pub kind: Kind,
    /// What may be seen, and nothing else.
    pub disclosure: Disclosure,
    /// To whom by name, as far as somebody is on record.
    pub recipient: Option<String>,
    /// What is said of the card that was given last.
    pub card: Option<String>,
    /// The paper, or why there is none.
    pub paper: Option<Result<paper::Paper, String>>,
    /// Who writes it.
    by: String,
    /// The line or the withheld row under the cursor, counted from the top.
    pub cursor: usize,
    /// The first row of the screen that is shown.
    pub top: usize,
    /// Where each line begins and ends, and how high the page is, as it was drawn last.
    pub spans: Vec<(usize, usize)>,
    /// How many rows were shown.
    pub high: usize,
    /// The cursor has moved since.
    pub follow: bool,
    /// The override that was recorded from here: what it released is shown to that reader.
    pub(super) release: Option<ReleaseId>,
    reports: BTreeMap<VisitId, VisitReport>,
    awaited: BTreeSet<VisitId>,
}

impl Preview {
    fn new(world: &World, subject: Subject, kind: Kind, today: NaiveDate, by: String) -> Self {
        let filed =
            |id: &VisitId| world.visit(*id).is_some_and(|(_, line)| line.report != ReportState::Awaited);
        let told_of = match kind {
            Kind::Card(..) => Vec::new(),
            Kind::Paper(kind) => paper::reports_for(world, kind, subject),
            Kind::As(_) => visits(world, subject),
        };
        let awaited = told_of.into_iter().filter(filed).collect();
        let mut preview = Self {
            subject,
            kind,
            disclosure: nothing(world, today),
            recipient: None,
            card: None,
            paper: None,
            by,
            cursor: 0,
            top: 0,
            spans: Vec::new(),
            high: 1,
            follow: true,
            release: None,
            reports: BTreeMap::new(),
            awaited,
        };
        preview.renew(world, today);
        preview
    }

    /// How many reports are still to come from the file.
    #[must_use]
    pub fn awaited(&self) -> usize {
        self.awaited.len()
    }

    /// To whom it is told.
    #[must_use]
    pub const fn reader(&self) -> Reader {
        match self.kind {
            Kind::As(reader) => reader,
            Kind::Card(..) => Reader::Visitor,
            Kind::Paper(kind) => kind.reader(),
        }
    }

    /// The withheld row under the cursor.
    #[must_use]
    pub fn chosen(&self) -> Option<&Withheld> {
        let left = self.cursor.checked_sub(self.shown())?;
        self.disclosure.withheld().iter().chain(self.disclosure.unspoken()).nth(left)
    }

    /// How many lines stand above what is left out.
    fn shown(&self) -> usize {
        match &self.paper {
            Some(Ok(paper)) => paper.text().lines().count(),
            Some(Err(_)) => 0,
            None => self.disclosure.shown(),
        }
    }

    fn lines(&self) -> usize {
        let left = self.disclosure.withheld().len() + self.disclosure.unspoken().len();
        self.shown() + left
    }

    pub(super) fn renew(&mut self, world: &World, today: NaiveDate) {
        let audience = match self.kind {
            Kind::As(reader) => Audience::of(world, reader, self.subject, today),
            Kind::Card(child, visitor, _) => Some(Audience::visitor(visitor, Some(child))),
            Kind::Paper(kind) => Audience::of(world, kind.reader(), self.subject, today),
        };
        self.recipient = audience.and_then(|a| a.by_name(world, today));
        self.disclosure = match (self.kind, audience) {
            // What is not read yet would be missing without a word.
            _ if !self.awaited.is_empty() => nothing(world, today),
            (Kind::Card(child, visitor, id), _) => {
                let card = briefing(world, child, visitor, today);
                self.card = id.map(|id| card_words(world, id, &card, today));
                card
            }
            (Kind::As(_), Some(audience)) => {
                let reports = self.reports();
                let (subject, release) = (self.subject, self.release);
                let request =
                    Request { audience, subject, purpose: "preview", reports: &reports, today, release };
                disclose(world, &request)
            }
            (Kind::Paper(kind), _) => self.write(world, kind, today),
            (Kind::As(_), None) => nothing(world, today),
        };
        self.cursor = self.cursor.min(self.lines().saturating_sub(1));
    }

    /// Writes the paper: what is shown and can be released is what stands on it.
    fn write(&mut self, world: &World, kind: paper::Kind, today: NaiveDate) -> Disclosure {
        let head = paper::Head::new(world, self.by.clone(), today);
        let asked = paper::ask(world, kind, self.subject, &self.reports(), today);
        let written = asked.and_then(|asked| paper::write(kind, &asked.disclosure, &head));
        let page = written.as_ref().map_or_else(|_| nothing(world, today), |paper| paper.page().clone());
        self.paper = Some(written);
        page
    }

    /// A name for its file, that names nobody.
    pub(super) fn file_name(&self, today: NaiveDate) -> String {
        let what = match (&self.paper, self.kind) {
            (Some(Ok(paper)), _) => return paper.file_name(today),
            (_, Kind::Card(..)) => "briefing".to_owned(),
            _ => format!("export-{}", self.reader().key()),
        };
        paper::file_name(&what, self.disclosure.reference(), today, "txt")
    }

    pub(super) fn reports(&self) -> Vec<VisitReport> {
        self.reports.values().cloned().collect()
    }

    fn turn_to(&mut self, reader: Reader) {
        self.kind = Kind::As(reader);
        (self.release, self.cursor, self.top, self.follow) = (None, 0, 0, true);
    }

    /// Moves the cursor; a line that is higher than the page is scrolled through first.
    pub fn move_by(&mut self, action: ListAction) {
        let last = self.lines().saturating_sub(1);
        let (from, to) = self.spans.get(self.cursor).copied().unwrap_or_default();
        self.follow = true;
        self.cursor = match action {
            ListAction::Up if from < self.top => {
                (self.top, self.follow) = (self.top - 1, false);
                self.cursor
            }
            ListAction::Down if to > self.top + self.high => {
                (self.top, self.follow) = (self.top + 1, false);
                self.cursor
            }
            ListAction::Up => self.cursor.saturating_sub(1),
            ListAction::Down => self.cursor + 1,
            ListAction::PageUp => self.cursor.saturating_sub(10),
            ListAction::PageDown => self.cursor + 10,
            ListAction::First => 0,
            ListAction::Last => last,
            ListAction::Filter | ListAction::Mark => self.cursor,
        }
        .min(last);
        if self.cursor == 0 && self.follow {
            self.top = 0;
        }
    }

    /// What is shown, as text that leaves, each line in the words that are given. What was left out is counted, not
    /// named. A paper is one text, and stays whole.
    pub(super) fn text(&self, said: impl Fn(&Shown) -> String) -> String {
        if let Some(Ok(paper)) = &self.paper {
            return paper.text().to_owned();
        }
        let d = &self.disclosure;
        let mut out = vec![d.reference().unwrap_or_default().to_owned()];
        for section in d.sections() {
            out.push(section.title().to_owned());
            out.extend(section.lines().iter().map(|line| format!("  {}: {}", line.label(), said(line))));
        }
        if d.left_out() > 0 {
            out.push(format!("Left out: {}.", d.left_out()));
        }
        out.join("\n")
    }
}

/// A disclosure of nothing, to nobody that there is.
fn nothing(world: &World, today: NaiveDate) -> Disclosure {
    let (audience, subject) = (Audience::visitor(VisitorId([0; 16]), None), Subject::Scheme);
    disclose(world, &Request { audience, subject, purpose: "preview", reports: &[], today, release: None })
}

/// The card that was given last in a match.
fn card_given(world: &World, id: MatchId) -> Option<(&Release, CardIssued)> {
    world.releases_about(Subject::Match(id)).filter_map(|r| r.card.map(|c| (r, c))).next_back()
}

/// What is said of the card that was given last, beside the one of today.
fn card_words(world: &World, id: MatchId, card: &Disclosure, today: NaiveDate) -> String {
    let over = world.match_(id).is_some_and(|m| !m.is_live_after(today));
    let Some((release, given)) = card_given(world, id) else {
        return "No card has been given to the visitor yet.".to_owned();
    };
    let day = words::short(local(release.at).date(), today);
    let now = if over {
        "It is to come back now: the match has ended."
    } else if given.fingerprint == fingerprint(card) {
        "Nothing has changed since."
    } else {
        "It has changed since: give the new one before the next outing."
    };
    format!("Version {} was given on {day}. {now}", given.version)
}

impl Desk {
    /// The preview on top.
    pub(super) fn preview(&self) -> Option<&Preview> {
        match self.layers.top() {
            Some(Layer::Preview(preview)) => Some(preview),
            _ => None,
        }
    }

    /// What is said of the card of a match.
    pub(crate) fn card_line(&self, m: &domain::record::Match) -> String {
        card_words(&self.world, m.id, &briefing(&self.world, m.child, m.visitor, self.today), self.today)
    }

    /// The readers of a record that there are.
    fn readers(&self, subject: Subject) -> Vec<Reader> {
        let there = |reader: &Reader| {
            let audience = Audience::of(&self.world, *reader, subject, self.today);
            let named = matches!(reader, Reader::Carer | Reader::SocialWorker | Reader::Iro);
            audience.is_some_and(|a| !named || a.by_name(&self.world, self.today).is_some())
        };
        ROUND.into_iter().filter(there).collect()
    }

    /// Shows the record under the cursor to its first reader; a preview that is shown already, to the next one.
    pub(super) fn preview_as(&mut self, by: isize) -> Vec<Effect> {
        if let Some((subject, kind)) = self.preview().map(|p| (p.subject, p.kind)) {
            let all = self.readers(subject);
            let Kind::As(reader) = kind else { return Vec::new() };
            let at = all.iter().position(|r| *r == reader).unwrap_or(0);
            let next = at.saturating_add_signed(by.rem_euclid(all.len().max(1) as isize)) % all.len().max(1);
            if let (Some(Layer::Preview(preview)), Some(reader)) = (self.layers.top_mut(), all.get(next)) {
                preview.turn_to(*reader);
                preview.renew(&self.world, self.today);
            }
            return Vec::new();
        }
        let subject = match self.subject() {
            Some(Subject::Referral(id)) => self.world.referral(id).map(|r| Subject::Child(r.child)),
            other => other,
        };
        let first = subject.and_then(|s| Some((s, *self.readers(s).first()?)));
        first.map(|(subject, reader)| self.lay_preview(subject, Kind::As(reader))).unwrap_or_default()
    }

    pub(super) fn lay_preview(&mut self, subject: Subject, kind: Kind) -> Vec<Effect> {
        let preview = Preview::new(&self.world, subject, kind, self.today, self.acting());
        let effects = preview.awaited.iter().map(|id| Effect::LoadReport(*id)).collect();
        self.layers.push(Layer::Preview(Box::new(preview)));
        effects
    }

    /// Shows the card of a match, or what may be told in a proposal.
    pub(super) fn show_card(&mut self, subject: Subject) -> Vec<Effect> {
        let kind = match subject {
            Subject::Match(id) => self.world.match_(id).map(|m| Kind::Card(m.child, m.visitor, Some(id))),
            Subject::Proposal(id) => self.world.proposal(id).map(|p| Kind::Card(p.child, p.visitor, None)),
            _ => None,
        };
        kind.map(|kind| self.lay_preview(subject, kind)).unwrap_or_default()
    }

    pub(super) fn preview_awaits(&self, id: VisitId) -> bool {
        self.layers.iter().any(|l| matches!(l, Layer::Preview(p) if p.awaited.contains(&id)))
    }

    pub(super) fn preview_report(&mut self, id: VisitId, report: Option<VisitReport>) {
        for layer in self.layers.iter_mut() {
            if let Layer::Preview(preview) = layer
                && preview.awaited.remove(&id)
            {
                preview.reports.extend(report.clone().map(|report| (id, report)));
                if preview.awaited.is_empty() {
                    preview.renew(&self.world, self.today);
                }
            }
        }
    }

    /// What is shown follows the records.
    pub(super) fn renew_preview(&mut self) {
        for layer in self.layers.iter_mut() {
            if let Layer::Preview(preview) = layer {
                preview.renew(&self.world, self.today);
            }
        }
    }

    /// Only the keys of the preview hold in it.
    pub(super) fn preview_event(&mut self, event: &Event) -> Vec<Effect> {
        match event {
            Event::Key(chord) => match KEYS.lookup(&[Scope::Preview], &[*chord]) {
                Lookup::Hit(row) => self.act(row.action),
                _ => Vec::new(),
            },
            Event::Wheel { up, .. } => {
                self.act(Action::List(if *up { ListAction::Up } else { ListAction::Down }))
            }
            _ => Vec::new(),
        }
    }
}
