//! Doing one thing for several marked lines: one form, a look at what would follow for each, one change, one undo.

use super::rows::RowId;
use super::{Desk, Layer};
use crate::engine::layers::confirm::Confirm;
use crate::engine::layers::message::Severity;
use crate::forms::Sheet;
use crate::keys::{Action, Task};
use crate::msg::Effect;
use chrono::NaiveDate;
use domain::command::{Command, Context};
use domain::decide::decide;
use domain::record::Subject;
use domain::rule::RuleId;
use store::DraftKey;

/// Whom one of the marked lines is about, and for putting off, of which deadline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Marked {
    /// About whom.
    pub subject: Subject,
    /// The deadline's rule and last day.
    pub due: Option<(RuleId, NaiveDate)>,
}

/// What waits for a yes: the commands for the marked lines, with the form that made them.
pub(super) struct Waiting {
    commands: Vec<Command>,
    sheet: Box<Sheet>,
    clear: DraftKey,
}

/// Whether a task can be done for several at once: what is typed is the same for each.
#[must_use]
pub const fn can_be_done_together(task: Task) -> bool {
    use Task as T;
    matches!(
        task,
        T::Acknowledge
            | T::GiveUpdate
            | T::ChaseInfo
            | T::ConfirmContact
            | T::CaseReview
            | T::TellCarer
            | T::MoveStage
            | T::Train
            | T::StartDbs
            | T::Supervision
            | T::HoldVisitor
            | T::ResumeVisitor
            | T::HoldMatch
            | T::ResumeMatch
            | T::FeedReview
            | T::CloseMatch
            | T::ConfirmVisit
            | T::ReadReport
            | T::PayClaim
            | T::TakeNote
            | T::Snooze
    )
}

impl Desk {
    /// The marked lines of the list that is shown; empty over an opened record.
    #[must_use]
    pub fn marked(&self) -> Vec<RowId> {
        if !self.pages.is_empty() {
            return Vec::new();
        }
        let list = &self.lists[self.tab as usize];
        list.ids().filter(|id| list.marks().contains(id)).copied().collect()
    }

    /// Whom a task is about for each marked line.
    ///
    /// # Errors
    /// The task is not one for several, or does not fit one of the lines.
    pub(super) fn targets(&self, task: Task, marked: &[RowId]) -> Result<Vec<Marked>, String> {
        if !can_be_done_together(task) {
            return Err(
                "This is done for one record at a time. Take the marks off with Esc, and go to the record."
                    .to_owned(),
            );
        }
        let mut all = Vec::new();
        for row in marked {
            let focus = super::focus::Focus::on(&self.world, row.subject());
            let whom = || self.names.subject(&self.world, row.subject());
            let subject = focus
                .target(&self.world, self.today, task)
                .map_err(|why| format!("{}: {why}", whom()))?
                .ok_or_else(|| format!("{}: this is about nobody in particular.", whom()))?;
            let due = match row {
                RowId::Deadline(rule, _, due) => Some((*rule, *due)),
                RowId::Record(_) => None,
            };
            let marked = Marked { subject, due };
            if !all.contains(&marked) {
                all.push(marked);
            }
        }
        if task == Task::Snooze && all.iter().any(|m| m.due.is_none()) {
            return Err("Only deadlines can be put off. Mark them on the Deadlines tab.".to_owned());
        }
        Ok(all)
    }

    /// Begins a task for the marked lines.
    pub(super) fn begin_for_marked(&mut self, task: Task) -> Vec<Effect> {
        let targets = match self.targets(task, &self.marked()) {
            Ok(targets) => targets,
            Err(why) => {
                self.say(Severity::Refusal, why);
                return Vec::new();
            }
        };
        let Some(first) = targets.first().copied() else { return Vec::new() };
        let mut sheet = Sheet::new(task, Some(first.subject), self.ground(None, first.due));
        let names: Vec<String> = targets.iter().map(|m| self.names.subject(&self.world, m.subject)).collect();
        sheet.about = format!("{} marked: {}", targets.len(), names.join(", "));
        sheet.marked = targets;
        if task == Task::ConfirmVisit {
            return self.look_ahead(Box::new(sheet));
        }
        self.lay_sheet(sheet);
        Vec::new()
    }

    /// Judges what a form makes for each marked line, and asks; a line for which it cannot be done is named.
    pub(super) fn look_ahead(&mut self, mut sheet: Box<Sheet>) -> Vec<Effect> {
        let mut commands = Vec::new();
        for marked in sheet.marked.clone() {
            match sheet.command_for(marked.subject, self.ground(None, marked.due)) {
                Ok(command) => commands.push(command),
                Err((field, sentence)) => {
                    sheet.form.refuse(field, sentence);
                    self.layers.push(Layer::Sheet(sheet));
                    return Vec::new();
                }
            }
        }
        let mut details = Vec::new();
        for (command, marked) in commands.iter().zip(&sheet.marked) {
            let name = self.names.subject(&self.world, marked.subject);
            match decide(&self.world, command, &self.trial_context()) {
                Ok(_) => details.push(name),
                Err(refusal) => {
                    let why = refusal.findings.first().map(|f| self.shown(f)).unwrap_or_default();
                    let sentence = format!("{name}: {why} Take its mark off, or change what is typed.");
                    self.say(Severity::Refusal, sentence);
                    self.layers.push(Layer::Sheet(sheet));
                    return Vec::new();
                }
            }
        }
        let question = format!("{}: for these {}?", sheet.title, details.len());
        let clear = super::sheets::key_of(&sheet);
        let confirm = Confirm::new(question, details, "do it for all of them", None, Action::DoForMarked);
        self.together = Some(Waiting { commands, sheet, clear });
        self.layers.push(Layer::Confirm(confirm));
        Vec::new()
    }

    /// The yes has come: all of it as one change.
    pub(super) fn do_for_marked(&mut self) -> Vec<Effect> {
        let Some(waiting) = self.together.take() else { return Vec::new() };
        let tab = self.tab;
        self.list(tab).clear_marks();
        self.saving = Some(waiting.sheet);
        self.run(Command::Together { commands: waiting.commands }, None, Some(waiting.clear))
    }

    /// The no has come: back to the form.
    pub(super) fn not_for_marked(&mut self) {
        if let Some(waiting) = self.together.take()
            && waiting.sheet.task != Task::ConfirmVisit
        {
            self.layers.push(Layer::Sheet(waiting.sheet));
        }
    }

    pub(super) fn trial_context(&self) -> Context {
        Context {
            today: self.today,
            now: self.now,
            by: self.coordinator(),
            change: self.head.seq + 1,
            chance: [0; 10],
            overriding: None,
        }
    }
}
