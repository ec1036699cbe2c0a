//! Panels of lines: the past beside its record where there is room for both, over it where there is not.

use super::draw_lines;
use crate::desk::Desk;
use crate::desk::pages::Panel;
use crate::engine::layers::panel as layer_panel;
use crate::engine::layout::draw_rule;
use crate::engine::text::wrap;
use crate::engine::theme::{Role, Theme};
use ratatui::Frame;
use ratatui::layout::Rect;

/// From this width on a record and its past stand side by side, each as wide as it can be read.
const BESIDE: u16 = 100;

/// Whether a panel is the past of a record and stands beside it.
pub(super) const fn fits_beside(panel: &Panel, cells: u16) -> bool {
    panel.past_of.is_some() && cells >= BESIDE
}

impl Desk {
    /// The record at the left, as it is; its past at the right.
    pub(super) fn draw_past_beside(&self, frame: &mut Frame<'_>, body: Rect, panel: &mut Panel) {
        let Some(subject) = panel.past_of else { return };
        let left = Rect { x: body.x + 1, width: body.width * 57 / 100 - 2, ..body };
        let bar = Rect { x: left.right() + 1, width: 1, ..body };
        let right = Rect { x: bar.x + 2, width: body.right() - bar.x - 3, ..body };
        let lines = self.page_lines(subject, left.width);
        let last = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_sub(left.height);
        let top = self.pages.last().filter(|page| page.subject == subject).map_or(0, |page| page.top);
        draw_lines(frame, left, &lines, top.min(last));
        draw_rule(bar, frame.buffer_mut(), self.theme);
        frame.buffer_mut().set_stringn(
            right.x,
            right.y,
            panel.title,
            right.width.into(),
            self.theme.style(Role::Heading),
        );
        let inside = Rect { y: right.y + 1, height: right.height.saturating_sub(1), ..right };
        draw_panel(frame, inside, panel, self.theme);
        if panel.has_more() {
            let place = (body.right() - 1, body.bottom() - 1);
            frame.buffer_mut().set_string(
                place.0,
                place.1,
                self.theme.signs.down,
                self.theme.style(Role::Dim),
            );
        }
    }
}

/// Draws a panel over everything else.
pub(super) fn draw_over(frame: &mut Frame<'_>, area: Rect, panel: &mut Panel, theme: Theme) {
    let size = (area.width.saturating_sub(6), area.height.saturating_sub(2));
    let inside = layer_panel(area, frame.buffer_mut(), size, panel.title, theme);
    if panel.columns.is_empty() {
        draw_panel(frame, inside, panel, theme);
    } else {
        draw_columns(frame, inside, panel, theme);
    }
}

/// The lines of a panel, wrapped, from the first that is shown.
fn draw_panel(frame: &mut Frame<'_>, inside: Rect, panel: &mut Panel, theme: Theme) {
    let width = usize::from(inside.width).max(8);
    // What belongs to a line above it stands in, also where it goes on.
    let lead = |text: &str| text.len() - text.trim_start_matches(' ').len();
    let high: Vec<usize> =
        panel.lines.iter().map(|(_, text)| wrap(text, width - lead(text).min(width / 2)).len()).collect();
    panel.fit(inside.height.into(), &high);
    let mut y = inside.y;
    for (heading, text) in panel.lines.iter().skip(panel.top) {
        let lead = lead(text).min(width / 2);
        for line in wrap(text, width - lead) {
            if y >= inside.bottom() {
                return;
            }
            let role = if *heading { Role::Strong } else { Role::Normal };
            frame.buffer_mut().set_string(inside.x + lead as u16, y, line, theme.style(role));
            y += 1;
        }
    }
}

/// Two columns beside a name, each cell wrapped in its own column.
fn draw_columns(frame: &mut Frame<'_>, inside: Rect, panel: &mut Panel, theme: Theme) {
    let first = (inside.width / 4).clamp(10, 22);
    let side = (inside.width.saturating_sub(first + 2) / 2).max(8);
    let at = [inside.x, inside.x + first + 1, inside.x + first + side + 2];
    let wide = [first, side, side];
    let mut y = inside.y;
    let high = |row: &[String; 3]| {
        row.iter().zip(wide).map(|(text, width)| wrap(text, width.into()).len()).max().unwrap_or(1)
    };
    let heights: Vec<usize> = panel.columns.iter().map(high).collect();
    if let Some((head, rest)) = heights.split_first() {
        panel.fit(usize::from(inside.height).saturating_sub(*head), rest);
    }
    // The names stay on top while the rest scrolls.
    let rest = panel.columns.iter().skip(1 + panel.top);
    for (n, row) in panel.columns.iter().take(1).chain(rest).enumerate() {
        let cells: Vec<Vec<String>> =
            row.iter().zip(wide).map(|(text, width)| wrap(text, width.into())).collect();
        let high = cells.iter().map(Vec::len).max().unwrap_or(1);
        for line in 0..high {
            if y >= inside.bottom() {
                return;
            }
            for (cell, x) in cells.iter().zip(at) {
                if let Some(text) = cell.get(line) {
                    let role = if n == 0 { Role::Strong } else { Role::Normal };
                    frame.buffer_mut().set_string(x, y, text, theme.style(role));
                }
            }
            y += 1;
        }
    }
}
