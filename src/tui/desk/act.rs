//! Doing what a key asked for.

use super::{Desk, Layer, Page, Place, columns};
use crate::engine::keytable::PaletteRow;
use crate::engine::layers::help::Help;
use crate::engine::layers::message::Severity;
use crate::engine::layers::palette::Palette;
use crate::engine::list::{List, ListAction};
use crate::engine::theme::Look;
use crate::keys::{Action, KEYS, Tab, Task};
use crate::msg::Effect;
use domain::command::Command;
use domain::id::ConcernId;
use domain::record::Subject;

impl Desk {
    /// Does an action, or says why not.
    pub fn act(&mut self, action: Action) -> Vec<Effect> {
        if let Err(why) = self.enabled(action) {
            // Whoever goes back as far as it goes has done nothing wrong.
            if action == Action::Back {
                self.say(Severity::Info, why);
            } else {
                self.refuse(action, why);
            }
            return Vec::new();
        }
        match action {
            Action::Tab(tab) => self.go_to(tab),
            Action::NextTab => self.go_to(Tab::ALL[(self.tab as usize + 1) % 5]),
            Action::PreviousTab => self.go_to(Tab::ALL[(self.tab as usize + 4) % 5]),
            Action::Help => self.help(),
            Action::Palette => {
                let rows = self.palette_rows();
                self.layers.push(Layer::Palette(Box::new(Palette::new(rows))));
            }
            Action::Quit => self.leaving = true,
            Action::Back if self.preview().is_some() => {
                self.layers.pop();
            }
            Action::Back => {
                self.back();
                return self.fetch_report();
            }
            Action::Undo | Action::Redo => {
                self.again = action == Action::Redo;
                return vec![Effect::LoadUndoable];
            }
            Action::UndoOlder => {
                if let Some(what) = self.undoing.take() {
                    return self.turn_back(what);
                }
            }
            Action::HideNames => {
                self.names.hidden = !self.names.hidden;
                self.lists.iter_mut().for_each(List::await_rows);
                self.renew_candidates();
                let now =
                    if self.names.hidden { "Initials and references only." } else { "Names are shown." };
                self.say(Severity::Info, now);
            }
            Action::Lock => self.locking = true,
            Action::Mouse => {
                self.mouse = !self.mouse;
                let now = if self.mouse {
                    "The mouse selects rows again."
                } else {
                    "The mouse belongs to the terminal: select and copy as usual."
                };
                self.say(Severity::Info, now);
                return vec![Effect::Mouse(self.mouse)];
            }
            Action::Redraw => return vec![Effect::Redraw],
            Action::Theme => {
                self.theme.look = match self.theme.look {
                    Look::Default => Look::HighContrast,
                    Look::HighContrast => Look::Mono,
                    Look::Mono => Look::Default,
                };
                self.theme.tell_terminal();
                self.say(Severity::Info, format!("Theme: {}.", self.theme.look.name()));
            }
            Action::Copy => {
                if let Some(reference) = self.subject().and_then(|s| self.world.reference(s)) {
                    self.say(Severity::Success, format!("{reference} is on the clipboard."));
                    return vec![Effect::Copy(reference.to_string())];
                }
            }
            Action::History => {
                return self.ask_for_past();
            }
            Action::List(action) => self.move_in(action),
            Action::Paragraph(down) => self.move_paragraph(down),
            Action::Sort => self.sort(),
            Action::Open => return self.open_under_cursor(),
            Action::GoChild => return self.go(self.focus().child.map(Subject::Child)),
            Action::GoVisitor => return self.go(self.focus().visitor.map(Subject::Visitor)),
            Action::GoMatch => return self.go(self.focus().match_id.map(Subject::Match)),
            Action::GoReports => self.go_to_reports(),
            Action::GoConcern => return self.go(self.last_concern().map(Subject::Concern)),
            Action::CorrectReport => {
                return self.begin(Task::VisitReport, self.focus().visit.map(Subject::Visit));
            }
            Action::GoAllegation => return self.go(self.last_allegation().map(Subject::Allegation)),
            Action::ListAllegations => self.layers.push(Layer::Allegations(self.all_allegations())),
            Action::NextAllegationStep => return self.next_allegation_step(),
            Action::GoScheme => return self.go(Some(Subject::Scheme)),
            Action::Cure => return self.cure(),
            Action::Board => {
                self.board = !self.board;
                let list = self.list_there(Tab::Visitors);
                list.sort_by(None);
                list.await_rows();
                list.begin_at_the_top();
                let now = if self.board {
                    "Everybody by stage, the longest there on top. B goes back to the list."
                } else {
                    "The list of visitors."
                };
                self.say(Severity::Info, now);
            }
            Action::ShowSnoozed => {
                self.snoozed_too = !self.snoozed_too;
                self.list_there(Tab::Deadlines).await_rows();
                let now = if self.snoozed_too {
                    "What is put off is shown as well."
                } else {
                    "What is put off is hidden."
                };
                self.say(Severity::Info, now);
            }
            Action::Wake => {
                let snooze =
                    self.deadline().and_then(|d| self.world.snooze_of(d.rule, d.subject)).map(|s| s.id);
                if let Some(snooze) = snooze {
                    return self.run(Command::Wake { snooze }, None, None);
                }
            }
            Action::AllSeen => return self.run(Command::MarkReviewed {}, None, None),
            Action::Do(task) if self.preview().is_none() && !self.marked().is_empty() => {
                return self.begin_for_marked(task);
            }
            Action::DropDraft => return self.begin_anew(),
            Action::SaveAllTheSame => return self.save_all_the_same(),
            Action::DoForMarked => return self.do_for_marked(),
            Action::Do(task) if self.preview().is_some() => return self.begin_from_preview(task),
            Action::Do(task) => {
                let target = self.focus().target(&self.world, self.today, task).ok().flatten();
                return self.begin(task, target);
            }
            Action::WhoCouldVisit => return self.who_could_visit(),
            Action::WholeList => return self.show_candidates(super::candidates::About::WholeList),
            Action::GoProposal => return self.go(self.focus().proposal.map(Subject::Proposal)),
            Action::NextStep => return self.next_step(),
            Action::Preview => return self.preview_as(1),
            Action::PreviewBefore => return self.preview_as(-1),
            Action::ShowCard => {
                let subject = self.subject();
                return subject.map(|s| self.show_card(s)).unwrap_or_default();
            }
            Action::GiveShown => return self.give_shown(),
            Action::CopyShown => self.ask_to_copy(),
            Action::CopyNow => return self.copy_shown(),
            Action::Papers => self.choose_paper(),
            Action::ShowPaper(kind) => return self.show_paper(kind),
            Action::WriteShown => return self.ask_where_to(),
            Action::ToldToWhom => self.show_told(),
            Action::Figures => self.show_figures(),
            // Forms and candidates take their own keys; see `sheets` and `candidates`.
            Action::Form(_) | Action::Propose | Action::Compare | Action::WhyNot | Action::Reasons => {}
        }
        Vec::new()
    }

    /// Everything that can be done; with marked lines, first what can be done with them.
    fn palette_rows(&self) -> Vec<PaletteRow<Action>> {
        let rows = KEYS.palette(&self.all_scopes(), &|a| self.enabled(*a));
        let rows = rows.into_iter().filter(|r| !matches!(r.action, Action::List(_)));
        let mut rows: Vec<_> = rows.map(crate::keys::with_other_words).collect();
        if !self.marked().is_empty() {
            let for_the_marked = |row: &PaletteRow<Action>| {
                row.why_not.is_none()
                    && matches!(row.action, Action::Do(task) if super::bulk::can_be_done_together(task))
            };
            rows.sort_by_key(|row| !for_the_marked(row));
        }
        rows
    }

    fn go_to(&mut self, tab: Tab) {
        self.tab = tab;
        self.pages.clear();
        self.trail.clear();
        self.aside.clear();
    }

    pub(super) fn help(&mut self) {
        let scopes = self.scopes();
        let groups = KEYS.help(&scopes, &|a| self.enabled(*a));
        let notes = match (self.layers.top(), self.pages.last()) {
            (Some(Layer::Candidates(layer)), _) if layer.set.is_some() => {
                "Everybody who waits and everybody who is free, paired so that the most are served. Enter proposes the \
                 pair under the cursor, or with marks all that are marked, as one change."
            }
            (Some(Layer::Candidates(_)), _) => {
                "Everybody judged by every rule: who can be proposed, who lacks an answer, who cannot, and why."
            }
            (Some(Layer::Preview(_)), _) => {
                "What one reader would get, made of nothing else. What is left out stands at the foot, with the reason."
            }
            (_, Some(_)) => "An opened record. Esc goes back to the list as you left it.",
            _ => match self.tab {
                Tab::Children => {
                    "Every child of the scheme: those who wait first, the longest waiting on top."
                }
                Tab::Visitors => "Everybody from first enquiry to leaving. Approved and free stand on top.",
                Tab::Matches => {
                    "The year in twelve signs: a dot filled is a visit, a letter says who cancelled."
                }
                Tab::Reports => "All visits: reports to read, reports awaited, what is planned, what was.",
                Tab::Deadlines => {
                    "What is due, derived from the records at this moment. The panel says which rule makes it so. \
                     Enter leads to the form that puts it right."
                }
            },
        };
        self.layers.push(Layer::Help(Help::new("Help for here", vec![notes.to_owned()], groups)));
    }

    fn back(&mut self) {
        if self.pages.pop().is_some() {
            self.lay_back();
            return;
        }
        if let Some(place) = self.trail.pop() {
            let list = self.list_there(Tab::Reports);
            list.set_query(&place.query);
            if let Some(id) = &place.selected {
                list.select(id);
            }
            self.tab = place.tab;
            self.pages = place.pages;
        }
    }

    fn move_in(&mut self, action: ListAction) {
        if let Some(Layer::Preview(preview)) = self.layers.top_mut() {
            preview.move_by(action);
        } else if let Some(page) = self.pages.last_mut() {
            page.top = match action {
                ListAction::Up => page.top.saturating_sub(1),
                ListAction::Down => page.top.saturating_add(1),
                ListAction::PageUp => page.top.saturating_sub(10),
                ListAction::PageDown => page.top.saturating_add(10),
                ListAction::First => 0,
                ListAction::Last => u16::MAX,
                ListAction::Filter | ListAction::Mark => page.top,
            };
        } else {
            let tab = self.tab;
            self.list_there(tab).act(action);
            if action == ListAction::Mark {
                self.say_how_many_are_marked();
            }
        }
    }

    fn sort(&mut self) {
        let tab = self.tab;
        let columns = columns::columns(tab, 80, self.board);
        let list = self.list_there(tab);
        let next = match list.sorted_by() {
            None => Some(0),
            Some((at, false)) => Some(at),
            Some((at, true)) if at + 1 < columns.len() => Some(at + 1),
            Some(_) => None,
        };
        list.sort_by(next);
        let now = match list.sorted_by() {
            Some((at, down)) => {
                let way = if down { ", last first" } else { "" };
                let title = columns[at].title;
                format!("Sorted by {}{way}.", if title.is_empty() { "reference" } else { title })
            }
            None => "In the usual order.".to_owned(),
        };
        self.say(Severity::Info, now);
    }

    fn open_under_cursor(&mut self) -> Vec<Effect> {
        let subject = self.subject().map(|s| match s {
            Subject::Referral(id) => self.world.referral(id).map_or(s, |r| Subject::Child(r.child)),
            other => other,
        });
        self.go(subject)
    }

    /// Opens a record over what is shown.
    pub(super) fn go(&mut self, subject: Option<Subject>) -> Vec<Effect> {
        let Some(subject) = subject else { return Vec::new() };
        self.pages.push(Page { subject, top: 0, paragraph: None });
        if let Subject::Allegation(id) = subject {
            self.notes.opened(id);
            return self.run(Command::NoteAccess { subject }, None, None);
        }
        self.fetch_report()
    }

    /// Fetches the report of the visit that is shown, if it is not there yet.
    pub(super) fn fetch_report(&mut self) -> Vec<Effect> {
        match self.subject() {
            Some(Subject::Visit(id)) if self.report.as_ref().is_none_or(|(known, _)| *known != id) => {
                vec![Effect::LoadReport(id)]
            }
            _ => Vec::new(),
        }
    }

    /// Begins the next step of the proposal under the cursor.
    pub(super) fn next_step(&mut self) -> Vec<Effect> {
        let Some(p) = self.focus().proposal.and_then(|id| self.world.proposal(id)) else { return Vec::new() };
        let (task, subject) = (crate::forms::next_step(p, self.today), Some(Subject::Proposal(p.id)));
        if let Err(why) = self.enabled(Action::Do(task)) {
            self.refuse(Action::Do(task), why);
            return Vec::new();
        }
        self.begin(task, subject)
    }

    /// The last concern about the child under the cursor: one that is open before one that is closed.
    pub(super) fn last_concern(&self) -> Option<ConcernId> {
        let child = self.focus().child?;
        let about = self.world.concerns_of_child(child);
        about.max_by_key(|c| (c.closed.is_none(), c.learned)).map(|c| c.id)
    }

    fn go_to_reports(&mut self) {
        let Some(m) = self.focus().match_id.and_then(|id| self.world.match_(id)) else { return };
        let reference = m.reference().to_string();
        let (tab, pages) = (self.tab, std::mem::take(&mut self.pages));
        let list = self.list_there(Tab::Reports);
        let place = Place { tab, pages, query: list.query(), selected: list.selected().copied() };
        list.seek(&reference);
        self.trail.push(place);
        self.tab = Tab::Reports;
    }
}
