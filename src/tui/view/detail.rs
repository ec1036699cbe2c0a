//! The pane beside a list, and an opened record: the same lines, short and long.

use super::lines::Lines;
use super::{allegation, concern, person, proposal, records, visitor};
use crate::desk::Desk;
use crate::desk::names::Names;
use crate::engine::theme::Role;
use crate::keys::Tab;
use domain::record::Subject;
use ratatui::text::Line;

impl Desk {
    /// The pane about what is under the cursor.
    pub(super) fn detail_lines(&self, width: u16) -> Vec<Line<'static>> {
        if self.tab == Tab::Deadlines
            && let Some(deadline) = self.deadline()
        {
            return self.covered(self.reason_lines(deadline, width), deadline.subject);
        }
        self.subject().map(|s| self.subject_lines(s, width, true)).unwrap_or_default()
    }

    /// An opened record.
    pub(super) fn page_lines(&self, subject: Subject, width: u16) -> Vec<Line<'static>> {
        self.subject_lines(subject, width, false)
    }

    /// An opened record, and the line on which its cursor stands.
    pub(super) fn page_with_cursor(
        &self,
        subject: Subject,
        width: u16,
    ) -> (Vec<Line<'static>>, Option<usize>) {
        self.lines_and_cursor(subject, width, false)
    }

    /// An opened record as plain text.
    #[must_use]
    pub fn plain_lines(&self, subject: Subject, width: u16) -> Vec<String> {
        self.page_lines(subject, width).iter().map(|l| l.to_string().trim_end().to_owned()).collect()
    }

    fn subject_lines(&self, subject: Subject, width: u16, short: bool) -> Vec<Line<'static>> {
        self.lines_and_cursor(subject, width, short).0
    }

    fn lines_and_cursor(
        &self,
        subject: Subject,
        width: u16,
        short: bool,
    ) -> (Vec<Line<'static>>, Option<usize>) {
        let mut lines = Lines::new(self.theme, width);
        let found = match subject {
            Subject::Scheme => records::scheme(self, &mut lines),
            Subject::Child(id) => person::child(self, id, &mut lines, short),
            Subject::Referral(id) => {
                self.world.referral(id).and_then(|r| person::child(self, r.child, &mut lines, short))
            }
            Subject::Visitor(id) => visitor::visitor(self, id, &mut lines, short),
            Subject::Proposal(id) => proposal::proposal(self, id, &mut lines, short),
            Subject::Match(id) => records::match_(self, id, &mut lines, short),
            Subject::Visit(id) => records::visit(self, id, &mut lines),
            Subject::Allegation(id) => allegation::allegation(self, id, &mut lines),
            Subject::Concern(id) => concern::concern(self, id, &mut lines),
        };
        if found.is_none() {
            lines.text("This record is not in the scheme any more.", Role::Dim);
        }
        let cursor = lines.cursor();
        (self.covered(lines.done(), subject), cursor)
    }

    /// Lines in which nobody who belongs to the subject is named while names are hidden: what was typed may name
    /// anybody.
    fn covered(&self, lines: Vec<Line<'static>>, subject: Subject) -> Vec<Line<'static>> {
        if !self.names.hidden {
            return lines;
        }
        let circle = Names::circle(&self.world, subject);
        let cover = |mut line: Line<'static>| {
            for span in &mut line.spans {
                span.content = self.names.sentence(&self.world, &circle, &span.content).into();
            }
            line
        };
        lines.into_iter().map(cover).collect()
    }

    /// What is due about a subject or the visits of a match, each with its reason.
    pub(super) fn due_lines(&self, lines: &mut Lines, about: &[Subject]) {
        for d in self.deadlines.about(about).filter(|d| d.snoozed.is_none()) {
            let mut people: Vec<Subject> = d.related.clone();
            people.push(d.subject);
            let (sign, role) = match d.band {
                domain::deadline::Band::Week => (self.theme.signs.dot, Role::Normal),
                domain::deadline::Band::Quiet => (self.theme.signs.dot, Role::Warn),
                domain::deadline::Band::Today => (self.theme.signs.bang, Role::Warn),
                _ => (self.theme.signs.cross, Role::Error),
            };
            let off = crate::desk::rows::off(d, self.now);
            let detail = self.names.sentence(&self.world, &people, &d.detail);
            lines.sign(sign, &format!("{}: {detail}, {off} ({})", d.what, d.rule), role);
        }
    }
}
