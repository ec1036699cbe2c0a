//! The paragraphs of a visit report: the one under the cursor, and those that a concern quotes, marked in the margin.

use super::lines::Lines;
use super::records::hide;
use crate::desk::Desk;
use crate::engine::theme::Role;
use domain::record::{Match, Quoted, ReportField, VisitReport};
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
        let (known, report) = self.report.as_ref()?;
        (page.subject == domain::record::Subject::Visit(*known)).then_some(report.as_ref()).flatten()
    }

    /// The paragraph under the cursor, counted through all parts of the report.
    pub(super) fn paragraph(&self) -> Option<usize> {
        let last = all(self.opened_report()?).count().checked_sub(1)?;
        self.pages.last()?.paragraph.map(|at| at.min(last))
    }

    /// The paragraph under the cursor, to be quoted in a concern.
    pub(crate) fn quote(&self) -> Option<Quoted> {
        let report = self.opened_report()?;
        let (field, paragraph, text) = all(report).nth(self.paragraph()?)?;
        Some(Quoted { visit: report.visit, field, paragraph, text: text.to_owned() })
    }

    /// To the next paragraph or the one before; a page without any is scrolled.
    pub(crate) fn move_paragraph(&mut self, down: bool) {
        let now = self.paragraph();
        let any = self.opened_report().is_some_and(|report| all(report).next().is_some());
        let Some(page) = self.pages.last_mut() else { return };
        if any {
            page.paragraph = match (now, down) {
                (None, true) => Some(0),
                (None | Some(0), false) => None,
                (Some(at), true) => Some(at + 1),
                (Some(at), false) => Some(at - 1),
            };
            // What is under the cursor is shown: a line each is the least that lies above it.
            let step: u16 = if down { 1 } else { 0 };
            page.top = if now.is_some() { page.top.saturating_add(step) } else { page.top };
        } else {
            page.top = if down { page.top.saturating_add(1) } else { page.top.saturating_sub(1) };
        }
    }
}
