//! The desk: an open scheme on the screens. What it holds and how it changes; drawing is in [`crate::view`].

pub mod act;
mod alike;
pub mod allegations;
mod aside;
pub mod bulk;
pub mod candidates;
pub mod columns;
pub mod cures;
pub mod enabled;
mod figures;
pub mod focus;
mod keep;
mod leaving;
mod ledger;
mod making;
pub mod names;
mod noted;
mod pace;
pub mod pages;
mod papers;
mod past;
mod pointed;
pub mod preview;
pub mod rows;
mod sheets;
mod short;
mod told;
mod undo;
mod update;

use crate::engine::chord::Chord;
use crate::engine::event::{Event, Now};
use crate::engine::field::Values;
use crate::engine::layers::Layers;
use crate::engine::layers::confirm::Confirm;
use crate::engine::layers::help::Help;
use crate::engine::layers::message::{Messages, Severity};
use crate::engine::layers::palette::Palette;
use crate::engine::list::List;
use crate::engine::theme::Theme;
use crate::forms::Sheet;
use crate::keys::{Action, Scope, Tab};
use crate::msg::Opening;
use chrono::{DateTime, NaiveDate, Utc};
use domain::command::Undoable;
use domain::deadline::{Deadline, Kept};
use domain::id::VisitId;
use domain::record::{Subject, VisitReport};
use domain::world::World;
use focus::Focus;
use keep::Tallies;
use names::Names;
use rows::RowId;
use std::collections::{BTreeMap, VecDeque};
use std::time::Instant;
use store::{DraftKey, Head};

/// What lies over the lists and pages.
pub enum Layer {
    /// Help for here.
    Help(Help),
    /// Everything that can be done.
    Palette(Box<Palette<Action>>),
    /// A question before a step that is not easily taken back.
    Confirm(Confirm<Action>),
    /// A form.
    Sheet(Box<Sheet>),
    /// The question on whose shoulders a refused step is taken.
    Override(Box<sheets::Override>),
    /// Lines to be read: the past of a record, a comparison.
    Past(pages::Panel),
    /// Who could visit a child.
    Candidates(Box<candidates::Candidates>),
    /// The allegations, for team managers.
    Allegations(allegations::Allegations),
    /// A record as another reader would get it.
    Preview(Box<preview::Preview>),
}

/// An opened record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Page {
    /// Which.
    pub subject: Subject,
    /// The first line shown.
    pub top: u16,
    /// The paragraph of a visit's report under the cursor, counted through all its parts.
    pub paragraph: Option<usize>,
}

/// Where one was: what going back restores.
struct Place {
    tab: Tab,
    pages: Vec<Page>,
    query: String,
    selected: Option<RowId>,
}

/// An open scheme.
pub struct Desk {
    /// The scheme.
    pub world: World,
    /// Where the file stands.
    pub head: Head,
    /// It can be looked at only.
    pub read_only: bool,
    /// Who unlocked it, by name.
    pub by: String,
    /// What that person may do.
    pub role: domain::people::Role,
    /// Today.
    pub today: NaiveDate,
    /// Now.
    pub now: DateTime<Utc>,
    /// The time within this run.
    pub instant: Instant,
    /// How names are shown.
    pub names: Names,
    /// The look.
    pub theme: Theme,
    /// The tab.
    pub tab: Tab,
    /// The records opened over the tab, the last on top.
    pub pages: Vec<Page>,
    /// The deadlines, kept up to date change by change.
    pub deadlines: Kept,
    /// Whether what is put off is shown.
    pub snoozed_too: bool,
    /// Whether the visitors stand by stage.
    pub board: bool,
    /// The message line.
    pub messages: Messages,
    /// Whether the program has the mouse.
    pub mouse: bool,
    /// The user has asked to leave.
    pub leaving: bool,
    /// The user has asked to lock.
    pub locking: bool,
    /// The report of the visit that is shown.
    pub report: Option<(VisitId, Option<VisitReport>)>,
    /// Where the tabs were drawn, for the mouse: the row, and the column after each.
    pub tab_row: u16,
    /// The columns at which the tabs end.
    pub tab_ends: [u16; 5],
    pub(crate) layers: Layers<Layer>,
    lists: [List<RowId>; 5],
    making: Option<making::Making>,
    trail: Vec<Place>,
    /// What lay over the desk where a page was opened from it.
    aside: Vec<aside::Aside>,
    drafts: BTreeMap<DraftKey, Values>,
    pending: Vec<Chord>,
    /// What waits for the list to be done with looking.
    held: VecDeque<Event>,
    keep_at: Option<Instant>,
    asked: Option<Chord>,
    /// The task whose form waits for its report from the file.
    awaiting: Option<(crate::keys::Task, Subject)>,
    /// What led to that form.
    remedying: Option<cures::Remedy>,
    /// The paragraph under the cursor was moved to, and is to be seen.
    pub(crate) follow: bool,
    /// The sheet that is being saved.
    saving: Option<Box<Sheet>>,
    /// What is to be done for the marked lines when she says so.
    together: Option<bulk::Waiting>,
    /// For how many of the marked lines it was not done.
    left_marked: usize,
    tallies: Tallies,
    journal: past::Journal,
    notes: noted::Notes,
    /// The change number at which this sitting began.
    opened_at: u64,
    /// The change that is to be taken back, or done again, when she says so.
    undoing: Option<Box<Undoable>>,
    /// Why the last change of this sitting stays on record, where an undo does not go back over it.
    stays: Option<&'static str>,
    /// What was asked for is to do again what was taken back, and not to take back.
    again: bool,
    /// What goes on the clipboard as soon as its release is written down.
    copying: Option<String>,
    /// The form that said where a page goes, while its place is looked for.
    writing: Option<Box<Sheet>>,
    /// What goes into the page as soon as its release is written down.
    page: Option<String>,
}

impl Desk {
    /// The desk of a scheme that has just been opened: on Deadlines.
    #[must_use]
    pub fn new(opening: Opening, now: Now, today: NaiveDate, theme: Theme, mouse: bool) -> Self {
        let drafts =
            opening.drafts.into_iter().map(|draft| (draft.key, draft.fields.into_iter().collect())).collect();
        let mut desk = Self {
            deadlines: Kept::new(&opening.world, today, now.utc),
            world: opening.world,
            head: opening.head,
            read_only: opening.read_only,
            by: opening.by,
            role: opening.role,
            today,
            now: now.utc,
            instant: now.instant,
            names: Names::default(),
            theme,
            tab: Tab::Deadlines,
            pages: Vec::new(),
            snoozed_too: false,
            board: false,
            messages: Messages::default(),
            mouse,
            leaving: false,
            locking: false,
            report: None,
            tab_row: 0,
            tab_ends: [0; 5],
            layers: Layers::default(),
            lists: Default::default(),
            making: None,
            trail: Vec::new(),
            aside: Vec::new(),
            drafts,
            pending: Vec::new(),
            held: VecDeque::new(),
            keep_at: None,
            asked: None,
            awaiting: None,
            remedying: None,
            follow: false,
            saving: None,
            together: None,
            left_marked: 0,
            tallies: Tallies::default(),
            journal: past::Journal::default(),
            notes: noted::Notes::default(),
            opened_at: opening.head.seq,
            undoing: None,
            stays: None,
            again: false,
            copying: None,
            writing: None,
            page: None,
        };
        if opening.unread > 0 {
            desk.say(
                Severity::Error,
                format!(
                    "{} records were written by a newer befriend and are left out. Update befriend.",
                    opening.unread
                ),
            );
        } else if opening.low_space {
            desk.say(Severity::Error, "Less than 200 MB are free on this disk. Make room before it is full.");
        } else if let Some(words) = desk.draft_words() {
            desk.say(Severity::Info, words);
        }
        desk.lists[Tab::Deadlines as usize]
            .say_beside(domain::deadline::Band::Overdue.heading(), "most harm first, then days");
        desk.freshen();
        desk
    }

    fn draft_words(&self) -> Option<String> {
        match self.drafts.len() {
            0 => None,
            1 => Some(
                "One form was left unfinished. Its draft comes back when you open the form again.".to_owned(),
            ),
            n => Some(format!(
                "{n} forms were left unfinished. Their drafts come back when you open the forms again."
            )),
        }
    }

    /// Shows a message in its one place.
    pub fn say(&mut self, severity: Severity, text: impl Into<String>) {
        self.messages.say(severity, text, Some(self.instant));
    }

    /// The record under the cursor: that of a list of candidates, the opened one, else the selected row's.
    #[must_use]
    pub fn subject(&self) -> Option<Subject> {
        if let Some(candidates) = self.candidates_shown() {
            return candidates.list.selected().map(|id| id.subject());
        }
        if let Some(page) = self.pages.last() {
            return Some(page.subject);
        }
        self.lists[self.tab as usize].selected().map(|id| id.subject())
    }

    /// The deadline under the cursor.
    #[must_use]
    pub fn deadline(&self) -> Option<&Deadline> {
        if self.tab != Tab::Deadlines || !self.pages.is_empty() || self.candidates_shown().is_some() {
            return None;
        }
        let RowId::Deadline(rule, subject, due, what, nth) =
            *self.lists[Tab::Deadlines as usize].selected()?
        else {
            return None;
        };
        self.deadlines.find((rule, subject, due, what, nth)).map(|(_, line)| line)
    }

    /// Whom the keys are about.
    #[must_use]
    pub fn focus(&self) -> Focus {
        self.subject().map(|s| Focus::on(&self.world, s)).unwrap_or_default()
    }

    /// The scopes whose keys hold now, innermost first.
    #[must_use]
    pub fn scopes(&self) -> Vec<Scope> {
        match self.layers.top() {
            Some(Layer::Sheet(_) | Layer::Override(_)) => return vec![Scope::Form],
            Some(Layer::Candidates(_)) => return vec![Scope::Candidates, Scope::List],
            Some(Layer::Preview(_)) => return vec![Scope::Preview],
            Some(_) => return Vec::new(),
            None => {}
        }
        if let Some(page) = self.pages.last() {
            let mut scopes = vec![scope_of(page.subject), Scope::Page, Scope::Everywhere];
            if self.has_paragraphs() {
                scopes.insert(0, Scope::Paragraphs);
            }
            return self.entitled(scopes);
        }
        let inner = match self.tab {
            Tab::Children => Scope::Child,
            Tab::Visitors => Scope::Visitor,
            Tab::Matches if matches!(self.subject(), Some(Subject::Proposal(_))) => Scope::Proposal,
            Tab::Matches => Scope::Match,
            Tab::Reports => Scope::Report,
            Tab::Deadlines => Scope::Deadlines,
        };
        self.entitled(vec![inner, Scope::List, Scope::Everywhere])
    }

    /// The scopes, with those that are for team managers where one is at the keyboard. Nobody else has their keys, not
    /// even greyed.
    fn entitled(&self, mut scopes: Vec<Scope>) -> Vec<Scope> {
        if self.role.may_see_restricted() {
            if let Some(at) = scopes.iter().position(|scope| *scope == Scope::Visitor) {
                scopes.insert(at + 1, Scope::VisitorOfManager);
            }
            let at = scopes.iter().position(|scope| *scope == Scope::Concern);
            if let Some(at) = at.filter(|_| self.is_about_a_visitor()) {
                scopes.insert(at + 1, Scope::ConcernOfManager);
            }
            scopes.insert(scopes.len() - 1, Scope::Manager);
        }
        scopes
    }

    /// Whether the concern under the cursor is one of which the record of an allegation is made.
    fn is_about_a_visitor(&self) -> bool {
        let Some(Subject::Concern(id)) = self.subject() else { return false };
        self.world.concern(id).is_some_and(|c| c.kind == domain::record::Incident::AboutVisitor)
    }

    /// Every scope, for the palette: those that hold here first.
    fn all_scopes(&self) -> Vec<Scope> {
        let mut scopes = self.scopes();
        for scope in [
            Scope::Child,
            Scope::Visitor,
            Scope::Match,
            Scope::Report,
            Scope::Proposal,
            Scope::Concern,
            Scope::Deadlines,
        ] {
            if !scopes.contains(&scope) {
                scopes.insert(scopes.len().saturating_sub(1), scope);
            }
        }
        scopes
    }

    /// The co-ordinator's name.
    #[must_use]
    pub fn acting(&self) -> String {
        self.by.clone()
    }

    /// When the desk wants to be woken: at once if it has something to go on with; a draft to keep, a message to take away, the moment at which a clock has
    /// run out, midnight.
    #[must_use]
    pub fn wake_at(&self) -> Option<Instant> {
        // Not each minute that it loses: what is left is shown anew whenever anything wakes the program, and after
        // five minutes without a key the screen is locked.
        let clock = self
            .next_clock()
            .map(|at| self.instant + (at - self.now).to_std().unwrap_or_default() + A_SECOND);
        if self.has_work() {
            return Some(self.instant);
        }
        [self.keep_at, self.messages.wake_at(), clock, Some(self.instant + until_midnight(self.now))]
            .into_iter()
            .flatten()
            .min()
    }
}

/// So much after the moment, it has certainly passed.
const A_SECOND: std::time::Duration = std::time::Duration::from_secs(1);

/// How long it is until the day changes.
fn until_midnight(now: DateTime<Utc>) -> std::time::Duration {
    let local = domain::calendar::local(now);
    let next = local.date().succ_opt().unwrap_or(local.date()).and_time(chrono::NaiveTime::MIN);
    (next - local).to_std().unwrap_or_default() + A_SECOND
}

/// The scope of the keys on a record.
const fn scope_of(subject: Subject) -> Scope {
    match subject {
        Subject::Child(_) | Subject::Referral(_) => Scope::Child,
        Subject::Visitor(_) => Scope::Visitor,
        Subject::Match(_) => Scope::Match,
        Subject::Visit(_) => Scope::Report,
        Subject::Concern(_) => Scope::Concern,
        Subject::Proposal(_) => Scope::Proposal,
        Subject::Allegation(_) => Scope::Allegation,
        Subject::Scheme => Scope::Page,
    }
}
