//! The past of a record on the screen. The journal is gone through while nothing else is to be done; who asks before
//! that is done sees what is known, and the rest as soon as it is.

use super::{Desk, Layer, pages};
use crate::engine::layers::message::Severity;
use crate::msg::{Effect, PastOf};
use domain::id::{MatchId, RawId, VisitorId};
use domain::record::{Kind, Subject};
use domain::world::World;
use store::HistoryEntry;

/// How far the journal was gone through.
#[derive(Default)]
pub(super) struct Journal {
    state: State,
    /// Whose past is asked for, while some of it is not known yet.
    asked: Option<PastOf>,
    /// The record whose past is shown.
    about: Option<Subject>,
}

#[derive(Default)]
enum State {
    /// Something is left.
    #[default]
    Unread,
    /// All of it.
    Read,
    /// It could not be: the sentence that says why.
    Broken(String),
}

impl Journal {
    /// It has to be gone through from its end.
    pub fn unread(&mut self) {
        self.state = State::Unread;
    }

    /// Nobody looks at a past any more.
    pub fn closed(&mut self) {
        self.asked = None;
    }

    /// True while there is something to go through.
    pub const fn is_unread(&self) -> bool {
        matches!(self.state, State::Unread)
    }
}

impl Desk {
    /// Asks for the past of what is under the cursor.
    pub(super) fn ask_for_past(&mut self) -> Vec<Effect> {
        if let State::Broken(why) = &self.journal.state {
            let why = why.clone();
            self.say(Severity::Error, why);
            return Vec::new();
        }
        let Some(subject) = self.subject() else { return Vec::new() };
        let only = match subject {
            Subject::Visit(id) => Some(id),
            _ => None,
        };
        let of = PastOf { records: self.records_of(subject), only };
        self.journal.asked = Some(of.clone());
        self.journal.about = Some(subject);
        vec![Effect::LoadHistory(of)]
    }

    /// Shows the past that came, in the place of the part of it that is shown.
    pub(super) fn show_past(&mut self, entries: &[HistoryEntry], whole: bool, more: bool) {
        let mut panel = pages::Panel::past(self.journal.about, entries, (whole, more), self);
        match self.layers.top_mut() {
            Some(Layer::Past(shown)) => {
                panel.top = shown.top;
                *shown = panel;
            }
            _ => self.layers.push(Layer::Past(panel)),
        }
        if whole {
            self.journal.asked = None;
        }
    }

    /// A piece of the journal was gone through. A past that is shown in part is asked for again when all is known.
    pub(super) fn past_read(&mut self, read: Result<bool, String>) -> Vec<Effect> {
        self.journal.state = match read {
            Ok(false) => State::Unread,
            Ok(true) => State::Read,
            Err(why) => State::Broken(why),
        };
        if self.journal.is_unread() {
            return Vec::new();
        }
        let shown = matches!(self.layers.top(), Some(Layer::Past(_)));
        let asked = self.journal.asked.take().filter(|_| shown);
        if let (Some(_), State::Broken(why)) = (&asked, &self.journal.state) {
            let why = why.clone();
            self.say(Severity::Error, why);
            return Vec::new();
        }
        asked.map(Effect::LoadHistory).into_iter().collect()
    }

    /// The records that tell the past of a subject: its own, and those that are about nobody else. Of the scheme it is
    /// all of them.
    fn records_of(&self, subject: Subject) -> Vec<(Kind, RawId)> {
        let w = &self.world;
        let own = match subject {
            Subject::Scheme => return Vec::new(),
            Subject::Child(id) => std::iter::once((Kind::Child, id.0))
                .chain(w.referrals_of_child(id).map(|r| (Kind::Referral, r.id.0)))
                .collect(),
            Subject::Referral(id) => vec![(Kind::Referral, id.0)],
            Subject::Visitor(id) => records_of_visitor(w, id),
            Subject::Match(id) => records_of_match(w, id),
            Subject::Visit(id) => w
                .visit(id)
                .map(|(m, _)| vec![(Kind::VisitReport, id.0), (Kind::Ledger, m.id.0)])
                .unwrap_or_default(),
            Subject::Concern(id) => vec![(Kind::Concern, id.0)],
            Subject::Proposal(id) => vec![(Kind::Proposal, id.0)],
            Subject::Allegation(id) => vec![(Kind::Allegation, id.0)],
        };
        let consents = w.consents_about(subject).map(|c| (Kind::Consent, c.id.0));
        let notes = w.notes_about(subject).map(|n| (Kind::Note, n.id.0));
        let put_off = w.snoozes().filter(|s| s.subject == subject).map(|s| (Kind::Snooze, s.id.0));
        own.into_iter().chain(consents).chain(notes).chain(put_off).collect()
    }
}

/// The visitor's own record, and what is recorded of the work with them.
fn records_of_visitor(w: &World, id: VisitorId) -> Vec<(Kind, RawId)> {
    std::iter::once((Kind::Visitor, id.0))
        .chain(w.reviews_of_visitor(id).into_iter().map(|r| (Kind::AnnualReview, r.id.0)))
        .chain(w.booked_review_of_visitor(id).map(|r| (Kind::AnnualReview, r.id.0)))
        .chain(w.supervisions_of_visitor(id).into_iter().map(|s| (Kind::Supervision, s.id.0)))
        .chain(w.low_levels_of_visitor(id).into_iter().map(|l| (Kind::LowLevel, l.id.0)))
        .collect()
}

/// The match with its visits and reviews, and the proposal out of which it came.
fn records_of_match(w: &World, id: MatchId) -> Vec<(Kind, RawId)> {
    [(Kind::Match, id.0), (Kind::Ledger, id.0)]
        .into_iter()
        .chain(w.reviews_of_match(id).into_iter().map(|r| (Kind::MatchReview, r.id.0)))
        .chain(w.match_(id).and_then(|m| m.proposal).map(|p| (Kind::Proposal, p.0)))
        .collect()
}
