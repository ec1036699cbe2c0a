//! Why something is due: the rule, its source and how sure it is, the facts and the sum.

use super::lines::Lines;
use crate::desk::Desk;
use crate::engine::theme::Role;
use domain::calendar::words;
use domain::deadline::{Band, Deadline};
use domain::record::Subject;
use domain::rule::{Confidence, TABLE};
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
        let row = d.rule.row();
        let sure = match row.confidence {
            Confidence::Quoted => String::new(),
            other => format!(" ({})", other.words()),
        };
        lines.text(&format!("{} {}{sure}.", d.rule, row.source), Role::Dim);
        let can = if self.read_only { "cure" } else { "Enter" };
        let put_off = if d.band == Band::Clock { "" } else { "  s puts it off." };
        lines.text(&format!("{can}: {}.{put_off}", d.cure.words()), Role::Key);
        lines.done()
    }
}

/// What an empty morning says: what was looked at.
#[must_use]
pub fn nothing_due(desk: &Desk) -> String {
    let clocks = TABLE.iter().filter(|r| r.clock).count();
    let matches = desk.world.matches().filter(|m| m.is_open()).count();
    format!(
        "Nothing is due. {clocks} rules were looked at for {} children, {} visitors, {matches} open matches and {} \
         visits, as of {}.",
        desk.world.children().len(),
        desk.world.visitors().len(),
        desk.world.visits_by_date().len(),
        words::long(desk.today)
    )
}
