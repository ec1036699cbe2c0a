//! What becomes of an event, and of what comes back from the file.

use super::rows::RowId;
use super::{Desk, Layer, Page};
use crate::engine::chord::Key;
use crate::engine::event::{Event, Now};
use crate::engine::keytable::Lookup;
use crate::engine::layers::LayerOutcome;
use crate::engine::layers::message::Severity;
use crate::engine::list::ListOutcome;
use crate::forms::Sheet;
use crate::keys::{Action, KEYS, Tab};
use crate::msg::{Effect, Msg};
use domain::command::Command;
use domain::record::Subject;
use domain::rule::Level;
use store::RunError;

impl Desk {
    /// Changes the desk.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = self.answer(msg);
        self.derive_what_is_shown();
        effects.extend(self.make_what_is_shown());
        self.note_reads();
        effects
    }

    fn answer(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Event(event) => self.event(&event),
            Msg::Ran { world, outcome, head, cleared, command } => {
                self.world = *world;
                self.head = head.unwrap_or(self.head);
                if let (Ok(_), Some(key)) = (&*outcome, cleared) {
                    self.drafts.remove(&key);
                }
                self.ran(*outcome, command)
            }
            Msg::Report(id, report) if self.preview_awaits(id) => {
                self.preview_report(id, *report);
                Vec::new()
            }
            Msg::Report(id, report) => {
                self.report = Some((id, *report));
                if let Some((task, subject)) =
                    self.awaiting.take_if(|(_, subject)| *subject == Subject::Visit(id))
                {
                    self.open_sheet(task, Some(subject));
                    if let (Some(Layer::Sheet(sheet)), Some(remedy)) =
                        (self.layers.top_mut(), self.remedying.take())
                    {
                        remedy.apply(sheet, &self.world, self.today);
                        sheet.remedy = Some(remedy);
                    }
                }
                Vec::new()
            }
            Msg::History { entries, whole, more } => {
                self.show_past(&entries, whole, more);
                Vec::new()
            }
            Msg::PastRead(read) => self.past_read(read),
            Msg::Undoable(what) => self.may_turn_back(what),
            Msg::DraftKept(key) => {
                self.draft_kept(&key);
                Vec::new()
            }
            Msg::DraftNotKept(sentence) => {
                self.draft_not_kept(sentence);
                Vec::new()
            }
            Msg::PageMade(made) => self.page_made(made),
            Msg::PageWritten(written) => {
                self.page_written(written);
                Vec::new()
            }
            Msg::Failed(sentence) => {
                (self.awaiting, self.remedying) = (None, None);
                self.say(Severity::Error, sentence);
                Vec::new()
            }
            Msg::Opened(_) | Msg::NotOpened { .. } | Msg::MustChoose(_) | Msg::GoesOn => Vec::new(),
        }
    }

    fn ran(&mut self, outcome: Result<store::Done, RunError>, command: Box<Command>) -> Vec<Effect> {
        let copied = self.copying.take().filter(|_| outcome.is_ok());
        // Without its release nothing leaves: the place is given up.
        let page = self.page.take().map(|text| match outcome {
            Ok(_) => Effect::FillPage(text),
            Err(_) => Effect::DropPage,
        });
        let mut effects = self.answered(outcome, command, copied);
        effects.extend(page);
        effects
    }

    fn answered(
        &mut self,
        outcome: Result<store::Done, RunError>,
        command: Box<Command>,
        copied: Option<String>,
    ) -> Vec<Effect> {
        if outcome.is_err() {
            self.words_of_left_out();
        }
        match outcome {
            Ok(done) => {
                self.changed(&done, &command);
                self.note_last(&done);
                self.renew_candidates();
                self.renew_preview();
                self.report = None;
                let mut warned: Vec<String> = done
                    .decision
                    .findings
                    .iter()
                    .filter(|f| f.level <= Level::Warn)
                    .map(|f| self.shown(f))
                    .collect();
                // The visit that was and the next one may be warned of in the same words.
                let mut told = std::collections::BTreeSet::new();
                warned.retain(|sentence| told.insert(sentence.clone()));
                let severity = if warned.is_empty() { Severity::Success } else { Severity::Info };
                warned.splice(0..0, self.words_of_left_out());
                let text =
                    std::iter::once(done.decision.done.clone()).chain(warned).collect::<Vec<_>>().join(" ");
                // That something was read or refused is written down without a word: what was said before stands.
                if !matches!(*command, Command::NoteAccess { .. } | Command::NoteDenial { .. }) {
                    self.say(severity, text);
                }
                let copied = copied.or_else(|| self.figures_given(&command)).map(Effect::Copy);
                let then = match self.saving.take() {
                    Some(sheet) => self.saved(&sheet, done.decision.subject),
                    None => self.fetch_report(),
                };
                copied.into_iter().chain(then).collect()
            }
            Err(RunError::Refused(refusal)) => {
                self.refused(&refusal, Some(command));
                Vec::new()
            }
            Err(RunError::Store(error)) => {
                if let Some(sheet) = self.saving.take() {
                    self.layers.push(Layer::Sheet(sheet));
                }
                // The world may have been read anew, and then its past is to be read anew too.
                self.journal.unread();
                self.derive_anew();
                self.say(Severity::Error, error.to_string());
                Vec::new()
            }
        }
    }

    /// Where one is after a form was saved: on what is new, with the cursor of its list on it.
    fn saved(&mut self, sheet: &Sheet, made: Subject) -> Vec<Effect> {
        use crate::keys::Task as T;
        match sheet.task {
            T::OverrideRelease => {
                self.show_what_was_released();
                Vec::new()
            }
            T::AddChild | T::AddVisitor => {
                self.find_in_list(made);
                self.go(Some(made))
            }
            T::Propose => {
                self.find_in_list(made);
                self.after_proposal(made)
            }
            T::StartMatch | T::RaiseConcern | T::HeardOfVisitor if self.tab != Tab::Deadlines => {
                self.find_in_list(made);
                self.go(Some(made))
            }
            _ => self.fetch_report(),
        }
    }

    /// Puts the cursor of a record's own list on it; a filter that hides it is ended.
    fn find_in_list(&mut self, subject: Subject) {
        let tab = match subject {
            Subject::Child(_) => Tab::Children,
            Subject::Visitor(_) => Tab::Visitors,
            Subject::Match(_) | Subject::Proposal(_) => Tab::Matches,
            _ => return,
        };
        let row = RowId::Record(subject);
        let list = self.list_there(tab);
        if !list.query().is_empty() && !list.ids().any(|id| *id == row) {
            list.set_query("");
        }
        list.select(&row);
    }

    /// Time passes: the day may change, a draft may be due, a clock may have moved on.
    pub fn tick(&mut self, now: Now, today: chrono::NaiveDate) -> Vec<Effect> {
        let clocks = self.clocks_moved(now.utc);
        let new_day = today != self.today;
        self.instant = now.instant;
        self.now = now.utc;
        self.today = today;
        self.messages.tick(now.instant);
        if new_day {
            self.derive_anew();
            self.renew_preview();
        } else if !clocks.is_empty() {
            // Only what a clock is about: the time that is left stands in its reasons too.
            self.refresh_deadlines(clocks);
        }
        let mut effects = self.go_on();
        if self.keep_at.is_some_and(|at| at <= now.instant) {
            effects.extend(self.keep_draft());
        }
        effects
    }

    fn event(&mut self, event: &Event) -> Vec<Effect> {
        if let Event::Leave(_) = event {
            self.leaving = true;
            return self.keep_draft();
        }
        if let Event::Key(chord) = event
            && chord.ctrl
            && chord.key == Key::Char('c')
        {
            self.leaving = true;
            return self.keep_draft();
        }
        if self.must_wait(event) {
            self.held.push_back(event.clone());
            return Vec::new();
        }
        self.take(event)
    }

    /// Does what an event asks for.
    pub(super) fn take(&mut self, event: &Event) -> Vec<Effect> {
        if let Event::Key(_) | Event::Click { .. } = event {
            self.messages.seen();
        }
        if let Event::Key(chord) = event {
            self.asked = Some(*chord);
        }
        if !self.layers.is_empty() {
            return self.layer_event(event);
        }
        match event {
            Event::Key(chord) => self.key(*chord, event),
            Event::Click { x, y } if *y == self.tab_row => self.click_tab(*x),
            _ if self.pages.is_empty() => self.list_event(event),
            Event::Wheel { up, .. } => {
                let way = if *up {
                    crate::engine::list::ListAction::Up
                } else {
                    crate::engine::list::ListAction::Down
                };
                self.act(Action::List(way))
            }
            _ => Vec::new(),
        }
    }

    fn click_tab(&mut self, x: u16) -> Vec<Effect> {
        match Tab::ALL.into_iter().zip(self.tab_ends).find(|(_, end)| x < *end) {
            Some((tab, _)) => self.act(Action::Tab(tab)),
            None => Vec::new(),
        }
    }

    fn list_event(&mut self, event: &Event) -> Vec<Effect> {
        let tab = self.tab;
        match self.list_there(tab).event(event) {
            ListOutcome::Open => self.act(if tab == Tab::Deadlines { Action::Cure } else { Action::Open }),
            ListOutcome::Handled | ListOutcome::Ignored => self.fetch_report_in_list(),
        }
    }

    /// On the Reports tab the report under the cursor is fetched for the pane beside it.
    pub(super) fn fetch_report_in_list(&mut self) -> Vec<Effect> {
        if self.tab == Tab::Reports { self.fetch_report() } else { Vec::new() }
    }

    fn key(&mut self, chord: crate::engine::chord::Chord, event: &Event) -> Vec<Effect> {
        let tab = self.tab;
        let typing = self.pages.is_empty() && self.list_there(tab).is_typing();
        let filtered =
            self.pages.is_empty() && chord.key == Key::Esc && !self.list_there(tab).query().is_empty();
        if chord.key == Key::Esc && !typing && !self.marked().is_empty() {
            self.list_there(tab).clear_marks();
            return Vec::new();
        }
        // Esc ends a filter of one's own before it goes back; a filter that a jump has set goes with the jump.
        if typing || (filtered && self.trail.is_empty()) {
            return self.list_event(event);
        }
        self.pending.push(chord);
        match KEYS.lookup(&self.scopes(), &self.pending) {
            Lookup::Hit(row) => {
                let action = row.action;
                self.pending.clear();
                let mut effects = self.act(action);
                if matches!(
                    action,
                    Action::List(_)
                        | Action::Tab(_)
                        | Action::NextTab
                        | Action::PreviousTab
                        | Action::GoReports
                ) {
                    effects.extend(self.fetch_report_in_list());
                }
                effects
            }
            Lookup::Prefix(_) => Vec::new(),
            Lookup::Nothing => {
                self.pending.clear();
                Vec::new()
            }
        }
    }

    fn layer_event(&mut self, event: &Event) -> Vec<Effect> {
        let named = match self.layers.top() {
            Some(Layer::Palette(palette)) => palette.chosen().copied(),
            _ => None,
        };
        let outcome: LayerOutcome<Action> = match self.layers.top_mut() {
            Some(Layer::Help(help)) => help.event(event),
            Some(Layer::Palette(palette)) => palette.event(event),
            Some(Layer::Confirm(confirm)) => confirm.event(event),
            Some(Layer::Past(past)) => past.event(event),
            Some(Layer::Allegations(list)) => match list.event(event) {
                LayerOutcome::Run(_) => {
                    let chosen = list.chosen().map(Subject::Allegation);
                    self.layers.pop();
                    return self.go(chosen);
                }
                other => other,
            },
            Some(Layer::Sheet(_) | Layer::Override(_)) => return self.sheet_event(event),
            Some(Layer::Candidates(_)) => return self.candidates_event(event),
            Some(Layer::Preview(_)) => return self.preview_event(event),
            None => LayerOutcome::Ignored,
        };
        match outcome {
            LayerOutcome::Ignored | LayerOutcome::Handled => Vec::new(),
            LayerOutcome::Close => {
                self.layers.pop();
                self.journal.closed();
                self.not_for_marked();
                self.forget_what_was_seen();
                Vec::new()
            }
            LayerOutcome::Run(action) => {
                self.layers.pop();
                match self.layers.top() {
                    Some(Layer::Candidates(_)) => self.act_over_candidates(action),
                    _ => self.act(action),
                }
            }
            LayerOutcome::Refused(why) => {
                match named {
                    Some(action) => self.refuse(action, why),
                    None => self.say(Severity::Refusal, why),
                }
                Vec::new()
            }
        }
    }

    /// Where the screen is, for coming back after a lock: opaque ids only.
    #[must_use]
    pub fn place(&self) -> (Tab, Option<Subject>) {
        (self.tab, self.pages.last().map(|p| p.subject))
    }

    /// Back to where the screen was when it locked.
    pub fn return_to(&mut self, tab: Tab, subject: Option<Subject>) {
        self.tab = tab;
        self.freshen();
        // It may be somebody else who opens it now.
        let there = |subject: &Subject| match subject {
            Subject::Allegation(id) => self.world.allegation(*id).is_some(),
            _ => true,
        };
        let page = subject.filter(there).map(|subject| Page { subject, top: 0, paragraph: None });
        self.pages.extend(page);
        self.note_reads();
    }

    /// Keeps whatever is being typed, now.
    pub fn keep_all(&mut self) -> Vec<Effect> {
        self.keep_draft()
    }
}
