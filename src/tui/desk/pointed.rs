//! What is pointed out before a form is saved, and what a concern takes along from a report: its words are looked at
//! once more, and none of its paragraphs is quoted without having been chosen.

use super::{Desk, Layer};
use crate::engine::layers::confirm::Confirm;
use crate::forms::Sheet;
use crate::keys::{Action, Task};
use crate::msg::Effect;
use domain::command::Command;
use domain::id::VisitId;
use domain::record::{ReportState, Subject};
use domain::wording;

impl Desk {
    /// Words of a report that read like a concern, while the answer was that nothing worries: they are pointed out
    /// before it is saved (domain 8.7). Gives the form back when there is nothing to point out, or nothing new.
    pub(super) fn point_out(&mut self, mut sheet: Box<Sheet>, command: &Command) -> Option<Box<Sheet>> {
        let Command::FileVisitReport { report } = command else { return Some(sheet) };
        let words = wording::unanswered(&self.world, report);
        if words.iter().all(|word| sheet.seen.contains(word)) {
            return Some(sheet);
        }
        let details = vec![
            format!("Words: {}.", words.join(", ")),
            "Saved all the same, a line stays on Deadlines until somebody has answered whether they are one."
                .to_owned(),
        ];
        sheet.seen = words;
        sheet.form.focus("worry");
        self.layers.push(Layer::Sheet(sheet));
        let question = "Some words read like a concern, and the answer is that nothing worries.";
        let ask = Confirm::new(question, details, "save all the same", None, Action::SaveAllTheSame)
            .titled("Look once more")
            .otherwise("go back to the answer");
        self.layers.push(Layer::Confirm(ask));
        None
    }

    /// The question was closed: what is typed afterwards is looked at anew.
    pub(super) fn forget_what_was_seen(&mut self) {
        if let Some(Layer::Sheet(sheet)) = self.layers.top_mut() {
            sheet.seen.clear();
        }
    }

    /// Saves the form whose words were pointed out.
    pub(super) fn save_all_the_same(&mut self) -> Vec<Effect> {
        match self.layers.pop() {
            Some(Layer::Sheet(sheet)) => self.save_sheet(sheet),
            Some(other) => {
                self.layers.push(other);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// Whether the report of a visit has to be fetched before a concern about it is begun: its paragraphs are asked for.
    pub(super) fn has_unfetched_report(&self, id: VisitId) -> bool {
        let filed = self.world.visit(id).is_some_and(|(_, line)| line.report != ReportState::Awaited);
        filed && self.report.as_ref().is_none_or(|(known, _)| *known != id)
    }

    /// The paragraph that was chosen for a concern stands in it, in the words used, until others are typed.
    pub(super) fn fill_quote(&mut self) {
        let Some(Layer::Sheet(sheet)) = self.layers.top_mut() else { return };
        if sheet.task != Task::RaiseConcern || sheet.paragraphs.is_empty() {
            return;
        }
        let values = sheet.form.draft();
        let chosen = values.text("paragraph");
        if chosen == sheet.quoted_last {
            return;
        }
        chosen.clone_into(&mut sheet.quoted_last);
        let text = values.text("concern");
        let is_a_quote = text.is_empty() || sheet.paragraphs.iter().any(|quoted| quoted.text == text);
        let quote = chosen.parse::<usize>().ok().and_then(|at| sheet.paragraphs.get(at));
        if let (true, Some(quote)) = (is_a_quote, quote) {
            let mut values = values;
            values.set("concern", quote.text.clone());
            sheet.form.set_values(&values);
        }
    }

    /// The subject of a task whose form waits for a report from the file.
    pub(super) fn must_fetch(&self, task: Task, subject: Option<Subject>) -> Option<VisitId> {
        match (task, subject) {
            (Task::RaiseConcern, Some(Subject::Visit(id))) if self.has_unfetched_report(id) => Some(id),
            _ => None,
        }
    }
}
