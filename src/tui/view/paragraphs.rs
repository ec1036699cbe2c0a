//! The paragraphs of a visit report: the one under the cursor, and those that a concern quotes, marked in the margin.

use super::lines::Lines;
use super::records::hide;
use crate::desk::Desk;
use crate::engine::theme::Role;
use crate::keys::Task;
use domain::record::{Match, Quoted, ReportField, Subject, VisitReport};
use domain::status::{paragraphs, quoted_into_concern};

/// Every paragraph of a report, part by part.
fn all(report: &VisitReport) -> impl Iterator<Item = (ReportField, u16, &str)> {
    ReportField::ALL
        .iter()
        .flat_map(|(field, _)| (0..).zip(paragraphs(report.part(*field))).map(|(n, text)| (*field, n, text)))
}

const fn heading(field: ReportField) -> &'static str {
    match field {
        ReportField::Activity => "What they did",
        ReportField::ChildWords => "The child's own words  (only the child decides who hears this)",
        ReportField::VisitorView => "The visitor's view",
        ReportField::SupportWanted => "Support wanted",
    }
}

/// The words of a report. What a concern quotes is withheld from everybody else.
pub(super) fn parts(desk: &Desk, m: &Match, report: &VisitReport, lines: &mut Lines) {
    let mut part = None;
    let cursor = desk.paragraph();
    for (at, (field, n, text)) in all(report).enumerate() {
        if part != Some(field) {
            lines.heading(heading(field));
            part = Some(field);
        }
        let text = hide(desk, m, text);
        let here = cursor == Some(at);
        if here {
            lines.cursor_here();
        }
        let mark = if here { ">" } else { " " };
        match quoted_into_concern(&desk.world, report.visit, field, n) {
            Some(id) => {
                let reference = desk.world.concern(id).map(|c| c.reference().to_string()).unwrap_or_default();
                lines.sign(
                    &format!("{mark}{}", desk.theme.signs.bang),
                    &format!("[withheld, {reference}] {text}"),
                    Role::Warn,
                );
            }
            None if here => _ = lines.sign(mark, &text, Role::Strong),
            None => _ = lines.text(&text, Role::Normal),
        }
    }
}

impl Desk {
    /// The report of the visit that is opened, once it has been fetched.
    fn opened_report(&self) -> Option<&VisitReport> {
        let page = self.pages.last()?;
        self.fetched_report(page.subject)
    }

    /// The report of a visit, if it is the one that was fetched.
    fn fetched_report(&self, subject: Subject) -> Option<&VisitReport> {
        let (known, report) = self.report.as_ref()?;
        (subject == Subject::Visit(*known)).then_some(report.as_ref()).flatten()
    }

    /// Whether a report is opened that has paragraphs to choose from.
    pub(crate) fn has_paragraphs(&self) -> bool {
        self.opened_report().is_some_and(|report| all(report).next().is_some())
    }

    /// The paragraph under the cursor, counted through all parts of the report.
    pub(super) fn paragraph(&self) -> Option<usize> {
        let last = all(self.opened_report()?).count().checked_sub(1)?;
        self.pages.last()?.paragraph.map(|at| at.min(last))
    }

    /// What a concern quotes: the paragraph under the cursor, or the only one that there is; or else those of which one
    /// is still to be chosen.
    pub(crate) fn quotable(&self, task: Task, subject: Option<Subject>) -> (Option<Quoted>, Vec<Quoted>) {
        let report = subject.filter(|_| task == Task::RaiseConcern).and_then(|s| self.fetched_report(s));
        let Some(report) = report else { return (None, Vec::new()) };
        let quote = |(field, paragraph, text): (ReportField, u16, &str)| Quoted {
            visit: report.visit,
            field,
            paragraph,
            text: text.to_owned(),
        };
        let mut quotes: Vec<Quoted> = all(report).map(quote).collect();
        match self.paragraph() {
            Some(at) if at < quotes.len() => (Some(quotes.swap_remove(at)), Vec::new()),
            _ if quotes.len() == 1 => (quotes.pop(), Vec::new()),
            _ => (None, quotes),
        }
    }

    /// To the next paragraph or the one before; beyond the last and the first, the page is scrolled.
    pub(crate) fn move_paragraph(&mut self, down: bool) {
        let now = self.paragraph();
        let last = self.opened_report().and_then(|report| all(report).count().checked_sub(1));
        let Some(page) = self.pages.last_mut() else { return };
        let to = match (now, down) {
            (None, true) => last.map(|_| 0),
            (Some(at), true) => Some(at + 1).filter(|at| Some(*at) <= last),
            (None, false) => None,
            (Some(at), false) => at.checked_sub(1),
        };
        if to.is_some() {
            page.paragraph = to;
            self.follow = true;
        } else {
            // Above the first nothing is chosen; below the last it stays.
            page.paragraph = now.filter(|_| down);
            page.top = if down { page.top.saturating_add(1) } else { page.top.saturating_sub(1) };
        }
    }
}
