//! Why something is due: the rule, its source, how sure it is and whose its numbers are, the facts and the sum.

use super::lines::Lines;
use crate::desk::Desk;
use crate::engine::theme::Role;
use domain::calendar::words;
use domain::deadline::Deadline;
use domain::record::Subject;
use domain::rule::TABLE;
use ratatui::text::Line;

impl Desk {
    /// The panel of reasons for a deadline.
    #[must_use]
    pub fn reason_lines(&self, d: &Deadline, width: u16) -> Vec<Line<'static>> {
        let mut lines = Lines::new(self.theme, width);
        let mut people: Vec<Subject> = d.related.clone();
        people.push(d.subject);
        let why = self.names.sentence(&self.world, &people, &d.why);
        lines.text(&why, Role::Normal);
        if let Some(snooze) = self.world.snooze_of(d.rule, d.subject).filter(|_| d.snoozed.is_some()) {
            lines.text(
                &format!(
                    "Put off until {} by {}: {}",
                    words::short(snooze.until, self.today),
                    snooze.by,
                    snooze.reason
                ),
                Role::Info,
            );
        }
        let can = if self.read_only { "cure" } else { "Enter" };
        let put_off = if d.can_be_put_off() { "  s puts it off." } else { "" };
        lines.text(&format!("{can}: {}.{put_off}", d.cure.words()), Role::Key);
        // Last, as what to do next must not be pushed out of a low panel.
        lines.text(&d.rule.row().cited(&self.world.policy()), Role::Dim);
        lines.done()
    }
}

/// What an empty morning says: what was looked at.
#[must_use]
pub fn nothing_due(desk: &Desk) -> String {
    let clocks = TABLE.iter().filter(|r| r.clock).count();
    let [children, visitors, matches, visits, _] = desk.counts();
    format!(
        "Nothing is due. {clocks} rules were looked at for {children} children, {visitors} visitors, {matches} open \
         matches and {visits} visits, as of {}.",
        words::long(desk.today)
    )
}
