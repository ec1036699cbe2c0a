//! Forms on the desk: begun, kept as drafts, saved, refused, taken on by name.

use super::{Desk, Layer};
use crate::engine::chord::Chord;
use crate::engine::event::Event;
use crate::engine::field::{Field, Values};
use crate::engine::form::{Form, FormAction, Outcome};
use crate::engine::keytable::Lookup;
use crate::engine::layers::confirm::Confirm;
use crate::engine::layers::message::Severity;
use crate::forms::{Ground, Sheet, draft_name};
use crate::keys::{Action, KEYS, Scope, Task};
use crate::msg::Effect;
use domain::command::{Command, Overriding, Refusal};
use domain::finding::Finding;
use domain::id::Reference;
use domain::record::{ReportState, Subject};
use domain::rule::{Level, RuleId};
use std::time::Duration;
use store::DraftKey;

/// How long a keystroke may wait before its draft is kept.
const KEEP_AFTER: Duration = Duration::from_millis(600);

/// How soon it is tried again when the disk refused.
const KEEP_AGAIN: Duration = Duration::from_secs(5);

/// The question on whose shoulders a refused step is taken.
pub struct Override {
    /// What stands against it.
    pub findings: Vec<String>,
    /// The rules taken on.
    rules: Vec<RuleId>,
    /// Name and reason.
    pub form: Form,
    /// The sheet that was refused, or the command that had none.
    waiting: Waiting,
}

enum Waiting {
    Sheet(Box<Sheet>),
    Command(Box<Command>),
}

/// The draft of a sheet belongs to its task and its subject, and to nothing else.
pub(super) fn key_of(sheet: &Sheet) -> DraftKey {
    let mut name = draft_name(sheet.task);
    if !sheet.marked.is_empty() {
        // What was typed for several is about none of them alone.
        return DraftKey::new(format!("{name}-marked"), None);
    }
    if let Some(rule) = sheet.rule {
        name.push_str(rule.label());
    }
    if let Some(telling) = &sheet.telling {
        // What was typed for one reader is never put before another.
        name.push_str(&telling.draft_name());
    }
    DraftKey::new(name, sheet.subject)
}

impl Desk {
    pub(super) fn ground<'a>(
        &'a self,
        report: Option<&'a domain::record::VisitReport>,
        due: Option<(RuleId, chrono::NaiveDate)>,
    ) -> Ground<'a> {
        let (rule, due) = due.unzip();
        Ground {
            world: &self.world,
            today: self.today,
            now: self.now,
            by: &self.by,
            role: self.role,
            names: self.names,
            report,
            rule,
            due,
            quote: None,
            paragraphs: &[],
            telling: None,
        }
    }

    /// Begins a task: opens its form with the draft that was left, or does it at once where nothing is asked.
    pub(super) fn begin(&mut self, task: Task, subject: Option<Subject>) -> Vec<Effect> {
        if let (Task::ConfirmVisit, Some(Subject::Visit(visit))) = (task, subject) {
            return self.run(Command::ConfirmVisit { visit }, None, None);
        }
        if let (Task::IssueCard, Some(subject)) = (task, subject) {
            return self.show_card(subject);
        }
        // The report is kept, as a draft too, under the very visit that it is about.
        let subject = if task == Task::VisitReport {
            crate::forms::reported(self.ground(None, None), subject)
        } else {
            subject
        };
        // A report on file is corrected, not typed again: fetch it first.
        if let (Task::VisitReport, Some(Subject::Visit(id))) = (task, subject)
            && self.world.visit(id).is_some_and(|(_, line)| line.report != ReportState::Awaited)
        {
            match &self.report {
                Some((known, _)) if *known == id => {}
                _ => {
                    self.awaiting = Some((task, Subject::Visit(id)));
                    return vec![Effect::LoadReport(id)];
                }
            }
        }
        if let Some(id) = self.must_fetch(task, subject) {
            self.awaiting = Some((task, Subject::Visit(id)));
            return vec![Effect::LoadReport(id)];
        }
        self.open_sheet(task, subject);
        Vec::new()
    }

    pub(super) fn open_sheet(&mut self, task: Task, subject: Option<Subject>) {
        let report = match (subject, &self.report) {
            (Some(Subject::Visit(id)), Some((known, report))) if *known == id => report.clone(),
            _ => None,
        };
        let report = report.filter(|_| task == Task::VisitReport);
        let due = if task == Task::Snooze { self.deadline().map(|d| (d.rule, d.due)) } else { None };
        let (quote, paragraphs) = self.quotable(task, subject);
        let telling = self.telling(task);
        let ground = Ground {
            quote: quote.as_ref(),
            paragraphs: &paragraphs,
            telling: telling.as_ref(),
            ..self.ground(report.as_ref(), due)
        };
        let mut sheet = Sheet::new(task, subject, ground);
        if task == Task::CancelPaused {
            sheet.about = self.booked_words(&sheet);
        }
        self.lay_sheet(sheet);
    }

    /// Lays a form over what is shown, with the draft that was left.
    pub(super) fn lay_sheet(&mut self, mut sheet: Sheet) {
        if let Some(draft) = self.drafts.get(&key_of(&sheet)) {
            sheet.form.set_values(draft);
            sheet.form.set_status("Your draft was put back. Ctrl-d begins anew.");
            sheet.drafted = true;
        }
        if sheet.task == Task::Reference {
            // The draft was filled in for this name already.
            sheet.referee = domain::entry::name::fold(sheet.form.draft().text("name"));
        }
        sheet.kept = sheet.form.changes();
        self.layers.push(Layer::Sheet(Box::new(sheet)));
    }

    /// Gives an event to the form on top.
    pub(super) fn sheet_event(&mut self, event: &Event) -> Vec<Effect> {
        let outcome = match self.layers.top_mut() {
            Some(Layer::Sheet(sheet)) => sheet.form.event(event),
            Some(Layer::Override(ask)) => ask.form.event(event),
            _ => return Vec::new(),
        };
        if let Some(effects) = self.match_was_picked() {
            return effects;
        }
        self.look_for_alike();
        self.fill_referee();
        self.fill_quote();
        match outcome {
            Outcome::Ignored => match event {
                Event::Key(chord) => self.sheet_key(*chord),
                _ => Vec::new(),
            },
            Outcome::Handled => Vec::new(),
            Outcome::Changed => {
                if matches!(self.layers.top(), Some(Layer::Sheet(_))) && self.keep_at.is_none() {
                    self.keep_at = Some(self.instant + KEEP_AFTER);
                }
                Vec::new()
            }
            Outcome::Save => self.save(),
            // The form shows it at its foot, which is its own place for it.
            Outcome::Refused(_) => Vec::new(),
            Outcome::Leave => self.leave(),
        }
    }

    /// A visit report begun without a match goes on as the report of the very visit, once the match is chosen: with
    /// its day, its names, and whatever was typed before.
    fn match_was_picked(&mut self) -> Option<Vec<Effect>> {
        let Some(Layer::Sheet(sheet)) = self.layers.top() else { return None };
        if sheet.task != Task::VisitReport || sheet.subject.is_some() {
            return None;
        }
        let chosen = Reference::parse(sheet.form.draft().text("match")).and_then(|r| self.world.find(r))?;
        let typed: Values = sheet
            .form
            .typed()
            .iter()
            .filter(|(id, _)| *id != "match")
            .map(|(id, values)| (id.to_owned(), values.to_vec()))
            .collect();
        self.layers.pop();
        let mut effects = self.begin(Task::VisitReport, Some(chosen));
        if let Some(Layer::Sheet(sheet)) = self.layers.top_mut()
            && !typed.is_empty()
        {
            sheet.form.set_values(&typed);
            effects.extend(self.keep_draft());
        }
        Some(effects)
    }

    fn sheet_key(&mut self, chord: Chord) -> Vec<Effect> {
        match KEYS.lookup(&[Scope::Form], &[chord]) {
            Lookup::Hit(row) if row.action == Action::DropDraft => match self.layers.top() {
                Some(Layer::Sheet(sheet)) if sheet.drafted || sheet.form.changes() > 0 => {
                    self.ask_begin_anew(chord)
                }
                Some(Layer::Sheet(_)) => self.begin_anew(),
                _ => Vec::new(),
            },
            Lookup::Hit(row) => match row.action {
                Action::Form(FormAction::Save) => self.save(),
                Action::Form(FormAction::Leave) => self.leave(),
                _ => Vec::new(),
            },
            _ => match chord.to_string().as_str() {
                "F1" => {
                    let groups = KEYS.help(&[Scope::Form], &|_| Ok(()));
                    let notes = vec![
                        "Moving between fields is never blocked; saving says what is missing.".to_owned(),
                    ];
                    self.layers.push(Layer::Help(crate::engine::layers::help::Help::new(
                        "Help for this form",
                        notes,
                        groups,
                    )));
                    Vec::new()
                }
                _ => Vec::new(),
            },
        }
    }

    /// What somebody typed is thrown away after a yes only.
    fn ask_begin_anew(&mut self, asked: Chord) -> Vec<Effect> {
        let details = vec!["The form begins anew, and its draft is gone. Esc goes back to it.".to_owned()];
        let question = "Throw away what is typed in this form?";
        let ask = Confirm::new(question, details, "throw it away", Some(asked), Action::DropDraft);
        self.layers.push(Layer::Confirm(ask));
        Vec::new()
    }

    /// The form as it was when it was first opened: with what the line that led to it had filled in.
    pub(super) fn begin_anew(&mut self) -> Vec<Effect> {
        let Some(Layer::Sheet(sheet)) = self.layers.pop() else { return Vec::new() };
        let key = key_of(&sheet);
        self.drafts.remove(&key);
        self.keep_at = None;
        let from_candidates = matches!(self.layers.top(), Some(Layer::Candidates(_)));
        if sheet.task == Task::Propose && sheet.marked.is_empty() && from_candidates {
            // With the pair under the cursor, as it was begun.
            self.act_on_candidates(Action::Propose);
        } else if sheet.marked.is_empty() {
            self.open_sheet(sheet.task, sheet.subject);
            if let (Some(Layer::Sheet(anew)), Some(remedy)) = (self.layers.top_mut(), sheet.remedy) {
                remedy.apply(anew, &self.world, self.today);
                anew.remedy = Some(remedy);
            }
        } else if let Some(anew) = self.sheet_for_marked(sheet.task, sheet.marked) {
            self.lay_sheet(anew);
        }
        self.say(Severity::Info, "The form is as it was when you first opened it.");
        vec![Effect::DropDraft(key)]
    }

    /// Keeps the draft of the form on top, if it has changed since.
    pub(super) fn keep_draft(&mut self) -> Vec<Effect> {
        self.keep_at = None;
        if self.read_only {
            return Vec::new();
        }
        let mut kept = None;
        for layer in self.layers.iter_mut() {
            if let Layer::Sheet(sheet) = layer
                && sheet.form.changes() != sheet.kept
            {
                sheet.kept = sheet.form.changes();
                kept = Some((key_of(sheet), sheet.form.typed()));
            }
        }
        let Some((key, values)) = kept else { return Vec::new() };
        if values.iter().next().is_none() {
            // Everything is as the form began: there is nothing to come back to.
            return self.drafts.remove(&key).map(|_| Effect::DropDraft(key)).into_iter().collect();
        }
        self.drafts.insert(key.clone(), values.clone());
        vec![Effect::KeepDraft(key, values, self.now)]
    }

    /// A draft could not be kept: says so, and tries again soon.
    pub(super) fn draft_not_kept(&mut self, sentence: String) {
        for layer in self.layers.iter_mut() {
            if let Layer::Sheet(sheet) = layer {
                sheet.kept = u64::MAX;
            }
        }
        self.keep_at = Some(self.instant + KEEP_AGAIN);
        self.say(Severity::Error, sentence);
    }

    /// A draft is safe: says so on its form.
    pub(super) fn draft_kept(&mut self, key: &DraftKey) {
        if let Some(Layer::Sheet(sheet)) = self.layers.top_mut()
            && key_of(sheet) == *key
        {
            sheet.form.set_status("Draft kept.");
        }
    }

    /// Leaves the form on top; what was typed is kept.
    fn leave(&mut self) -> Vec<Effect> {
        let effects = self.keep_draft();
        match self.layers.pop() {
            Some(Layer::Sheet(sheet)) if self.drafts.contains_key(&key_of(&sheet)) => {
                self.say(Severity::Info, "Left. Your draft is kept and comes back with this form.");
            }
            Some(Layer::Override(ask)) => {
                if let Waiting::Sheet(sheet) = ask.waiting {
                    self.layers.push(Layer::Sheet(sheet));
                }
            }
            _ => {}
        }
        effects
    }

    fn save(&mut self) -> Vec<Effect> {
        // What is typed is safe before the step is judged, whatever becomes of it.
        let mut effects = self.keep_draft();
        effects.extend(match self.layers.pop() {
            Some(Layer::Sheet(sheet)) => self.save_sheet(sheet),
            Some(Layer::Override(ask)) => self.take_on(*ask),
            Some(other) => {
                self.layers.push(other);
                Vec::new()
            }
            None => Vec::new(),
        });
        effects
    }

    pub(super) fn save_sheet(&mut self, mut sheet: Box<Sheet>) -> Vec<Effect> {
        if !sheet.marked.is_empty() {
            return self.look_ahead(sheet);
        }
        if sheet.task == Task::WriteOut {
            return self.begin_writing(sheet);
        }
        let ground = self.ground(sheet.report.as_ref(), sheet.rule.zip(sheet.due));
        match sheet.command(Ground { telling: sheet.telling.as_deref(), ..ground }) {
            Ok(command) => {
                let Some(mut sheet) = self.point_out(sheet, &command) else { return Vec::new() };
                // A name taken on is for this one try: what is changed afterwards is judged anew.
                let overriding = sheet.overriding.take();
                let clear = Some(key_of(&sheet));
                self.saving = Some(sheet);
                self.run(command, overriding, clear)
            }
            Err((field, sentence)) => {
                sheet.form.refuse(field, sentence);
                sheet.form.say_not_saved();
                self.layers.push(Layer::Sheet(sheet));
                Vec::new()
            }
        }
    }

    /// The name and the reason are there: the same step once more, with both.
    fn take_on(&mut self, ask: Override) -> Vec<Effect> {
        let values: Values = ask.form.values();
        let overriding = Overriding {
            rules: ask.rules,
            by: values.text("by").to_owned(),
            reason: values.text("reason").to_owned(),
        };
        match ask.waiting {
            Waiting::Sheet(mut sheet) => {
                sheet.overriding = Some(overriding);
                self.save_sheet(sheet)
            }
            Waiting::Command(command) => self.run(*command, Some(overriding), None),
        }
    }

    /// Sends a command out; the world goes along.
    pub(super) fn run(
        &mut self,
        command: Command,
        overriding: Option<Overriding>,
        clear: Option<DraftKey>,
    ) -> Vec<Effect> {
        let clear = clear.filter(|key| self.drafts.contains_key(key));
        vec![Effect::Run {
            by: self.acting(),
            world: Box::new(std::mem::take(&mut self.world)),
            command: Box::new(command),
            overriding,
            clear,
            today: self.today,
            now: self.now,
        }]
    }

    /// A step was refused: every finding to its field, and where a person may take it on, the question who does.
    pub(super) fn refused(&mut self, refusal: &Refusal, command: Option<Box<Command>>) {
        let sentences: Vec<String> = refusal.findings.iter().map(|f| self.shown(f)).collect();
        let saving = self.saving.take();
        if refusal.can_be_overridden() {
            let against = |f: &&Finding| f.level >= Level::Override;
            let rules = refusal.findings.iter().filter(against).map(|f| f.rule).collect();
            // What only warns stands against nothing, and would be read as one more thing to answer for.
            let sentences =
                refusal.findings.iter().filter(against).map(|f| self.shown(f)).collect::<Vec<_>>();
            let by = self.acting();
            let form = Form::new(vec![
                Field::line("reason", "Reason")
                    .required()
                    .hint("stands in the journal beside the rule")
                    .width(44),
                Field::line("by", "Taken on by").required().initial(&by).width(30),
            ]);
            let waiting = match (saving, command) {
                (Some(sheet), _) => Waiting::Sheet(sheet),
                (None, Some(command)) => Waiting::Command(command),
                (None, None) => {
                    self.say(Severity::Refusal, sentences.join(" "));
                    return;
                }
            };
            self.layers.push(Layer::Override(Box::new(Override {
                findings: sentences,
                rules,
                form,
                waiting,
            })));
            return;
        }
        let Some(mut sheet) = saving else {
            self.say(Severity::Refusal, sentences.join(" "));
            return;
        };
        let mut elsewhere = Vec::new();
        let mut beside: Vec<(&'static str, String)> = Vec::new();
        for (finding, sentence) in
            refusal.findings.iter().zip(sentences).filter(|(f, _)| f.level >= Level::Override)
        {
            match finding.field.filter(|field| has_field(&sheet, field)) {
                // All that stands against one field is read there.
                Some(field) => match beside.iter_mut().find(|(known, _)| *known == field) {
                    Some((_, all)) => *all = format!("{all} {sentence}"),
                    None => beside.push((field, sentence)),
                },
                None => elsewhere.push(sentence),
            }
        }
        for (field, sentence) in beside {
            sheet.form.refuse(field, sentence);
        }
        sheet.form.say_not_saved();
        if !elsewhere.is_empty() {
            self.say(Severity::Refusal, elsewhere.join(" "));
        }
        self.layers.push(Layer::Sheet(sheet));
    }

    /// A finding's sentence with its rule, as it is shown.
    pub(super) fn shown(&self, finding: &Finding) -> String {
        let people: Vec<Subject> = super::focus::Focus::on(&self.world, finding.subject).people();
        let sentence = self.names.sentence(&self.world, &people, &finding.sentence);
        match finding.rule {
            RuleId::H1 | RuleId::H2 | RuleId::H3 | RuleId::H4 => sentence,
            rule => format!("{sentence} ({rule})"),
        }
    }
}

/// Whether a form has a field of that name: the values it would save, or keep as a draft, say so.
fn has_field(sheet: &Sheet, field: &str) -> bool {
    sheet.form.draft().iter().any(|(id, _)| id == field)
}
