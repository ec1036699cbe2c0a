//! The figures for management: shown, and given out, which is written down before anything is on the clipboard.

use super::pages::Panel;
use super::{Desk, Layer};
use domain::command::Command;
use domain::disclose::{Figures, Period, figures};

impl Desk {
    /// Shows the figures of the twelve months up to today.
    pub(super) fn show_figures(&mut self) {
        self.lay_figures(Period::year_to(self.today));
    }

    fn lay_figures(&mut self, period: Period) {
        let counted = figures(&self.world, period, self.role);
        let mut lines = vec![(true, format!("From {}", period.words()))];
        lines.extend(counted.lines());
        self.layers.push(Layer::Past(Panel::new("Figures for management", lines)));
    }

    /// What goes on the clipboard once it is written down that these figures were given; they are shown as well.
    pub(super) fn figures_given(&mut self, command: &Command) -> Option<String> {
        let Command::ReleaseFigures { from, until, .. } = command else { return None };
        let period = Period { from: *from, until: *until };
        let text = as_text(&figures(&self.world, period, self.role));
        self.lay_figures(period);
        Some(text)
    }
}

/// The figures as a text of their own.
fn as_text(counted: &Figures) -> String {
    let head = format!("Figures from {}", counted.period().words());
    let lines = counted.lines().into_iter().map(|(_, line)| line);
    std::iter::once(head).chain(lines).collect::<Vec<_>>().join("\n")
}
