//! Doing one thing for several marked lines: one form, a look at what would follow for each, one change, one undo.

use super::pages::Panel;
use super::rows::RowId;
use super::{Desk, Layer};
use crate::engine::form::Form;
use crate::engine::layers::confirm::Confirm;
use crate::engine::layers::message::Severity;
use crate::forms::Sheet;
use crate::keys::{Action, Task};
use crate::msg::Effect;
use chrono::NaiveDate;
use domain::command::{Command, Context};
use domain::decide::{MOST_TOGETHER, decide, too_many_together};
use domain::finding::Finding;
use domain::id::VisitorId;
use domain::matching::Candidate;
use domain::record::Subject;
use domain::rule::{Level, RuleId};
use store::DraftKey;

/// Whom one of the marked lines is about, and for putting off, of which deadline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Marked {
    /// About whom.
    pub subject: Subject,
    /// The deadline's rule and last day.
    pub due: Option<(RuleId, NaiveDate)>,
    /// For a proposal out of the whole list, the visitor.
    pub with: Option<VisitorId>,
}

impl Marked {
    /// The line of a pair in the whole list.
    #[must_use]
    pub fn pair(c: &Candidate) -> Self {
        Self { subject: Subject::Child(c.child), due: None, with: Some(c.visitor) }
    }
}

/// What waits for a yes: the commands for the marked lines, with the form that made them.
pub(super) struct Waiting {
    commands: Vec<Command>,
    sheet: Box<Sheet>,
    clear: DraftKey,
    /// For whom it cannot be done: their marks stay.
    left_out: Vec<Marked>,
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
            | T::ChangeWorker
            | T::MoveStage
            | T::Train
            | T::StartDbs
            | T::StatusCheck
            | T::Supervision
            | T::HoldVisitor
            | T::ResumeVisitor
            | T::HoldMatch
            | T::ResumeMatch
            | T::FeedReview
            | T::CloseMatch
            | T::ConfirmVisit
            | T::CancelVisit
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
        if self.candidates_shown().is_some() {
            return Vec::new();
        }
        let list = &self.lists[self.tab as usize];
        // Asked at every key: without a mark, no row is gone through.
        if list.marks().is_empty() { Vec::new() } else { list.marked().copied().collect() }
    }

    /// Says how many lines are marked when there is no room for more of them in one change, before anything is typed for
    /// them.
    pub(super) fn say_how_many_are_marked(&mut self) {
        let list = match self.candidates_shown() {
            Some(candidates) => &candidates.list,
            None => &self.lists[self.tab as usize],
        };
        match list.marks().len() {
            MOST_TOGETHER => {
                self.say(Severity::Info, "60 lines are marked. One change can hold no more of them.");
            }
            n => {
                if let Some(sentence) = too_many_together(n) {
                    self.say(Severity::Refusal, format!("{n} lines are marked. {sentence}"));
                }
            }
        }
    }

    /// How many of the marked lines the filter hides.
    fn hidden_marks(&self) -> usize {
        let list = match self.candidates_shown() {
            Some(candidates) => &candidates.list,
            None => &self.lists[self.tab as usize],
        };
        list.marks().len().saturating_sub(list.marks_shown())
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
                RowId::Deadline(rule, _, due, ..) => Some((*rule, *due)),
                RowId::Record(_) => None,
            };
            let marked = Marked { subject, due, with: None };
            if !all.contains(&marked) {
                all.push(marked);
            }
        }
        if let Some(sentence) = too_many_together(all.len()) {
            return Err(sentence.to_owned());
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
        let Some(sheet) = self.sheet_for_marked(task, targets) else { return Vec::new() };
        if task == Task::ConfirmVisit {
            return self.look_ahead(Box::new(sheet));
        }
        self.lay_sheet(sheet);
        Vec::new()
    }

    /// One form for all of these.
    pub(super) fn sheet_for_marked(&self, task: Task, targets: Vec<Marked>) -> Option<Sheet> {
        let first = targets.first()?;
        let mut sheet = Sheet::new(task, Some(first.subject), self.ground(None, first.due));
        if first.with.is_some() {
            sheet.form = Form::new(crate::forms::propose_together(self.ground(None, None)));
        }
        let names: Vec<String> = targets.iter().map(|m| self.name_of_marked(m)).collect();
        // Somebody marked them one after the other, each found by another filter: all are meant, and all are named.
        let hidden = match self.hidden_marks() {
            0 => String::new(),
            n => format!(" ({n} hidden by the filter)"),
        };
        sheet.about = format!("{} marked{hidden}: {}", targets.len(), names.join(", "));
        sheet.marked = targets;
        Some(sheet)
    }

    fn name_of_marked(&self, marked: &Marked) -> String {
        let name = self.names.subject(&self.world, marked.subject);
        match marked.with {
            Some(id) => format!("{name} and {}", self.names.subject(&self.world, Subject::Visitor(id))),
            None => name,
        }
    }

    /// Judges what a form makes for each marked line, and asks: first what cannot be done and why, then what is warned
    /// of, then the rest. What cannot be done is left out.
    pub(super) fn look_ahead(&mut self, mut sheet: Box<Sheet>) -> Vec<Effect> {
        let mut commands = Vec::new();
        for marked in sheet.marked.clone() {
            match sheet.command_for(marked, self.ground(None, marked.due)) {
                Ok(command) => commands.push(self.with_reason(command)),
                Err((field, sentence)) => {
                    sheet.form.refuse(field, sentence);
                    sheet.form.say_not_saved();
                    self.layers.push(Layer::Sheet(sheet));
                    return Vec::new();
                }
            }
        }
        let signs = self.theme.signs;
        let (mut can, mut refused, mut judged) = (Vec::new(), Vec::new(), Vec::new());
        let mut left_out = Vec::new();
        for (command, marked) in commands.into_iter().zip(&sheet.marked) {
            let name = self.name_of_marked(marked);
            match decide(&self.world, &command, &self.trial_context()) {
                Ok(decision) => {
                    can.push(command);
                    judged.push((name, self.sentences(&decision.findings, |level| level == Level::Warn)));
                }
                Err(refusal) => {
                    let why = self.sentences(&refusal.findings, |level| level >= Level::Override);
                    left_out.push(*marked);
                    refused.push(format!("{} {name}: {}", signs.cross, why.join(" ")));
                }
            }
        }
        // What is warned of for each is said once.
        let of_all: Vec<String> = match judged.as_slice() {
            [(_, first), rest @ ..] if !rest.is_empty() => {
                first.iter().filter(|s| rest.iter().all(|(_, all)| all.contains(s))).cloned().collect()
            }
            _ => Vec::new(),
        };
        let (mut warned, mut plain) = (Vec::new(), Vec::new());
        for (name, mut sentences) in judged {
            sentences.retain(|s| !of_all.contains(s));
            match sentences.join(" ") {
                none if none.is_empty() => plain.push(format!("{} {name}", signs.check)),
                some => warned.push(format!("{} {name}: {some}", signs.bang)),
            }
        }
        warned.extend(of_all.into_iter().map(|s| format!("{} for each: {s}", signs.bang)));
        let all = Command::Together { commands: can };
        if let Err(why) = self.all_at_once(&all, &refused) {
            self.not_together(sheet, why, refused);
            return Vec::new();
        }
        let Command::Together { commands } = all else { return Vec::new() };
        let (n, all) = (commands.len(), commands.len() + refused.len());
        let hidden = match self.hidden_marks() {
            0 => String::new(),
            1 => " 1 of them is hidden by the filter.".to_owned(),
            n => format!(" {n} of them are hidden by the filter."),
        };
        let question = if n == all {
            format!("{}: for these {n}?{hidden}", sheet.title)
        } else {
            format!(
                "{}: for {n} of {all}? What cannot be done is left out. It stays marked.{hidden}",
                sheet.title
            )
        };
        let verb = if n == all { "do it for all of them".to_owned() } else { format!("do it for {n}") };
        let details = refused.into_iter().chain(warned).chain(plain).collect();
        let clear = super::sheets::key_of(&sheet);
        let confirm = Confirm::new(question, details, verb, None, Action::DoForMarked);
        self.together = Some(Waiting { commands, sheet, clear, left_out });
        self.layers.push(Layer::Confirm(confirm));
        Vec::new()
    }

    /// A proposal without a word of its own says which wishes agree.
    fn with_reason(&self, mut command: Command) -> Command {
        if let Command::ProposeMatch { child, visitor, rationale: rationale @ None, .. } = &mut command {
            *rationale = self.because(*child, *visitor);
        }
        command
    }

    /// Whether what can be done for each can be done as one change too.
    fn all_at_once(&self, all: &Command, refused: &[String]) -> Result<(), String> {
        if matches!(all, Command::Together { commands } if commands.is_empty()) {
            return Err(match refused {
                [one] => format!("{one} Take its mark off, or change what is typed."),
                _ => "This can be done for none of the marked lines.".to_owned(),
            });
        }
        decide(&self.world, all, &self.trial_context())
            .map(|_| ())
            .map_err(|refusal| self.sentences(&refusal.findings, |level| level >= Level::Override).join(" "))
    }

    /// Nothing is done: back to the form, with the reasons over it where there are several.
    fn not_together(&mut self, sheet: Box<Sheet>, why: String, refused: Vec<String>) {
        if sheet.task != Task::ConfirmVisit {
            self.layers.push(Layer::Sheet(sheet));
        }
        if refused.len() > 1 {
            let lines = std::iter::once((true, why)).chain(refused.into_iter().map(|line| (false, line)));
            self.layers.push(Layer::Past(Panel::new("Not done", lines.collect())));
        } else {
            self.say(Severity::Refusal, why);
        }
    }

    /// The findings of some levels, each with its rule and none twice.
    fn sentences(&self, findings: &[Finding], is: impl Fn(Level) -> bool) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for finding in findings.iter().filter(|f| is(f.level)) {
            let sentence = self.shown(finding);
            if !all.contains(&sentence) {
                all.push(sentence);
            }
        }
        all
    }

    /// The yes has come: all of it as one change.
    pub(super) fn do_for_marked(&mut self) -> Vec<Effect> {
        let Some(waiting) = self.together.take() else { return Vec::new() };
        self.keep_marks_of(waiting.sheet.task, &waiting.left_out);
        self.left_marked = waiting.left_out.len();
        self.saving = Some(waiting.sheet);
        self.run(Command::Together { commands: waiting.commands }, None, Some(waiting.clear))
    }

    /// Takes the marks off, but for those of whom it could not be done.
    fn keep_marks_of(&mut self, task: Task, left_out: &[Marked]) {
        let stays = |row: &RowId| match self.layers.top() {
            Some(Layer::Candidates(layer)) => {
                layer.of_row(*row).is_some_and(|c| left_out.contains(&Marked::pair(c)))
            }
            _ => self.targets(task, &[*row]).is_ok_and(|of_row| of_row.iter().any(|m| left_out.contains(m))),
        };
        let marked: Vec<RowId> = match self.layers.top() {
            Some(Layer::Candidates(layer)) => layer.list.marked().copied().collect(),
            _ => self.marked(),
        };
        let kept: Vec<RowId> = marked.into_iter().filter(stays).collect();
        let tab = self.tab;
        match self.layers.top_mut() {
            Some(Layer::Candidates(layer)) => layer.list.keep_marks(&kept),
            _ => self.list_there(tab).keep_marks(&kept),
        }
    }

    /// What is said after it was done for some of the marked lines only.
    pub(super) fn words_of_left_out(&mut self) -> Option<String> {
        match std::mem::take(&mut self.left_marked) {
            0 => None,
            1 => Some("1 line was left out and is still marked.".to_owned()),
            n => Some(format!("{n} lines were left out and are still marked.")),
        }
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
            by: self.acting(),
            role: self.role,
            change: self.head.seq + 1,
            chance: [0; 10],
            overriding: None,
        }
    }
}
