//! How one field of a form is measured and drawn.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::{Modifier, Style},
};

use super::{
    field::{Answer, Kind},
    form::Slot,
    text::{truncate, width, wrap},
    theme::{Role, Theme},
};

/// Where a field stands, in rows of the whole form.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) slot: usize,
    pub(super) area: Rect,
    /// Where its value begins.
    pub(super) value: Rect,
}

/// The pen of one drawing.
pub(super) struct Pen {
    pub(super) theme: Theme,
    /// The columns of labels and values.
    pub(super) left: u16,
    pub(super) column: u16,
    pub(super) cells: u16,
    /// Rows of the window, from which texts take room.
    pub(super) rows: u16,
}

/// How many rows of a list to pick from are shown.
const PICK_ROWS: usize = 6;
/// Cells between a value and what stands beside it.
pub(super) const GAP: u16 = 2;

/// The least cells a value takes on one row.
pub(super) fn least(slot: &Slot, pen: &Pen) -> u16 {
    match &slot.field.kind {
        Kind::Line { width, .. } => *width,
        Kind::Text { .. } => u16::MAX / 2,
        Kind::Pick(_) => 24,
        Kind::Choice { answers, .. } => pen.answers_width(answers, pen.theme.signs.radio_on),
        Kind::Multi { answers, .. } => pen.answers_width(answers, pen.theme.signs.box_on),
    }
}

impl Pen {
    fn answers_width(&self, answers: &[Answer], sign: &str) -> u16 {
        let each = answers.iter().map(|answer| width(&answer.label) + 1 + width(sign)).sum::<usize>();
        (each + 2 * answers.len().saturating_sub(1)).min(usize::from(u16::MAX / 2)) as u16
    }

    /// The place of a field from row `y` on. `words` is what is to stand beside or below it.
    pub(super) fn place(&self, at: usize, slot: &Slot, words: Option<&str>, y: u16) -> Place {
        let label = width(&slot.field.label) as u16;
        let cells = self.cells;
        if let Kind::Text { rows, edit } = &slot.field.kind {
            let inside = cells.saturating_sub(self.left + 4).max(1);
            let most = (self.rows / 2).max(*rows).max(1);
            let height = edit.rows(inside, most).max((*rows).min(most));
            let extra = words.map_or(0, |words| self.below(slot, words, self.left));
            let area = Rect::new(0, y, cells, 1 + height + extra);
            return Place { slot: at, area, value: Rect::new(self.left + 2, y + 1, inside, height) };
        }
        // A label wider than its column pushes the value to the right, or down if that leaves no room.
        let beside = if self.left + label < self.column { self.column } else { self.left + label + 3 };
        let (x, down) =
            if beside + least(slot, self).min(12) < cells { (beside, 0) } else { (self.left + 2, 1) };
        let room = cells.saturating_sub(x + 1).max(1);
        let (wide, mut rows) = match &slot.field.kind {
            Kind::Line { width, .. } => ((*width).min(room), 1),
            Kind::Pick(picker) if picker.open => {
                (24.min(room), 1 + picker.found.len().clamp(1, PICK_ROWS) as u16)
            }
            Kind::Pick(_) => (24.min(room), 1),
            Kind::Choice { answers, .. } => {
                (room, self.answer_rows(answers, self.theme.signs.radio_on, room))
            }
            Kind::Multi { answers, .. } => (room, self.answer_rows(answers, self.theme.signs.box_on, room)),
            Kind::Text { .. } => (room, 1),
        };
        let value = Rect::new(x, y + down, wide, rows);
        if let Some(words) = words {
            let used = x + least(slot, self).min(room) + GAP;
            rows += self.below(slot, words, used);
        }
        Place { slot: at, area: Rect::new(0, y, cells, down + rows), value }
    }

    /// How many rows below the value the words take: none if they fit beside it.
    fn below(&self, slot: &Slot, words: &str, used: u16) -> u16 {
        // The head row of a text has room beside the label; elsewhere it begins behind the value.
        let label =
            if matches!(slot.field.kind, Kind::Text { .. }) { width(&slot.field.label) + 3 } else { 0 };
        let beside = usize::from(self.cells).saturating_sub(usize::from(used) + label + 1);
        if width(words) <= beside { 0 } else { wrap(words, self.under().into()).len().min(4) as u16 }
    }

    /// How wide words below a value may be.
    fn under(&self) -> u16 {
        self.cells.saturating_sub(self.column + 1).max(8)
    }

    fn answer_rows(&self, answers: &[Answer], sign: &str, room: u16) -> u16 {
        let (mut rows, mut used) = (1u16, 0u16);
        for answer in answers {
            let needs = (width(&answer.label) + 1 + width(sign)) as u16;
            if used > 0 && used + 2 + needs > room {
                rows += 1;
                used = 0;
            }
            used += needs + if used > 0 { 2 } else { 0 };
        }
        rows
    }

    pub(super) fn label(&self, slot: &Slot, place: &Place, focused: bool, sheet: &mut Buffer) {
        let x = if place.area.x == 0 { self.left } else { place.area.x };
        let role = if focused { Role::Focus } else { Role::Normal };
        let room = usize::from(self.cells.saturating_sub(x));
        let label = truncate(&slot.field.label, room, self.theme.signs.ellipsis);
        sheet.set_string(x, place.area.y, label, self.theme.style(role));
        if focused && x >= 2 {
            sheet.set_string(x - 2, place.area.y, self.theme.signs.cursor, self.theme.style(Role::Focus));
        }
    }

    /// Draws a line, a text or a pick; answers where the caret is.
    pub(super) fn value(
        &self,
        slot: &mut Slot,
        place: &Place,
        focused: bool,
        sheet: &mut Buffer,
    ) -> Option<Position> {
        let area = place.value.intersection(sheet.area);
        let selection = self.theme.style(Role::Selection);
        let line = if focused { Style::new().add_modifier(Modifier::UNDERLINED) } else { Style::new() };
        match &mut slot.field.kind {
            Kind::Line { edit, .. } => {
                let caret = edit.draw(area, sheet, line, selection);
                sheet.set_style(area, line);
                caret
            }
            Kind::Text { edit, .. } => {
                let bar = self.theme.style(if focused { Role::Focus } else { Role::Dim });
                for y in area.top()..area.bottom() {
                    sheet.set_string(self.left, y, self.theme.signs.bar, bar);
                    sheet.set_string(area.right() + 1, y, self.theme.signs.bar, bar);
                }
                edit.draw(area, sheet, Style::new(), selection)
            }
            Kind::Pick(picker) if picker.open => {
                let row = Rect { height: 1, ..area };
                let caret = picker.edit.draw(row, sheet, line, selection);
                sheet.set_style(row, line);
                let room = usize::from(self.cells.saturating_sub(area.x + 3));
                let first = picker.at.saturating_sub(PICK_ROWS - 1);
                for (at, y) in (first..first + PICK_ROWS).zip(area.y + 1..area.bottom()) {
                    let Some(found) = picker.row(at) else { break };
                    let role = if at == picker.at { Role::Selected } else { Role::Normal };
                    let text = format!("{}  {}", found.label, found.detail);
                    let text = truncate(text.trim_end(), room, self.theme.signs.ellipsis);
                    let mark = if at == picker.at { self.theme.signs.cursor } else { " " };
                    sheet.set_string(area.x.saturating_sub(2), y, mark, self.theme.style(Role::Focus));
                    sheet.set_string(area.x, y, text, self.theme.style(role));
                }
                if picker.found.is_empty() {
                    sheet.set_string(area.x, area.y + 1, "nothing fits", self.theme.style(Role::Dim));
                }
                caret
            }
            Kind::Pick(picker) => {
                let label = picker.chosen().map_or("", |row| row.label.as_str());
                let text = truncate(label, area.width.into(), self.theme.signs.ellipsis);
                sheet.set_string(area.x, area.y, &text, line);
                sheet.set_style(area, line);
                let x = (area.x + width(&text) as u16).min(area.right().saturating_sub(1));
                Some(Position { x, y: area.y })
            }
            Kind::Choice { .. } | Kind::Multi { .. } => None,
        }
    }

    /// Draws answers with their buttons or boxes; answers where the caret is.
    pub(super) fn answers(
        &self,
        slot: &Slot,
        place: &Place,
        focused: bool,
        sheet: &mut Buffer,
        hits: &mut Vec<(usize, usize, Rect)>,
    ) -> Option<Position> {
        let signs = self.theme.signs;
        let (answers, at): (&[Answer], usize) = match &slot.field.kind {
            Kind::Choice { answers, chosen } => (answers, chosen.unwrap_or(0)),
            Kind::Multi { answers, at, .. } => (answers, *at),
            _ => return None,
        };
        let (mut x, mut y) = (place.value.x, place.value.y);
        let mut caret = None;
        for (index, answer) in answers.iter().enumerate() {
            let (sign, on) = match &slot.field.kind {
                Kind::Choice { chosen, .. } if *chosen == Some(index) => (signs.radio_on, true),
                Kind::Multi { on, .. } if on[index] => (signs.box_on, true),
                Kind::Multi { .. } => (signs.box_off, false),
                _ => (signs.radio_off, false),
            };
            let needs = (width(&answer.label) + 1 + width(sign)) as u16;
            if x > place.value.x && x + needs > place.value.right() {
                x = place.value.x;
                y += 1;
            }
            if y >= sheet.area.bottom() || x >= sheet.area.right() {
                break;
            }
            let role = if on { Role::Strong } else { Role::Normal };
            let mut style = self.theme.style(role);
            if focused && index == at {
                caret = Some(Position { x, y });
                style = style.add_modifier(Modifier::UNDERLINED);
            }
            let room = usize::from(sheet.area.right() - x);
            sheet.set_string(
                x,
                y,
                truncate(&format!("{sign} {}", answer.label), room, signs.ellipsis),
                style,
            );
            hits.push((place.slot, index, Rect::new(x, y, needs, 1)));
            x += needs + 2;
        }
        caret
    }

    /// Draws what was understood, or what is wrong, beside the value or below it.
    pub(super) fn words(&self, slot: &Slot, place: &Place, words: &str, role: Role, sheet: &mut Buffer) {
        let style = self.theme.style(role);
        let needs = width(words);
        let is_text = matches!(slot.field.kind, Kind::Text { .. });
        let room = usize::from(self.cells.saturating_sub(place.value.x + 1).max(1));
        let used = if is_text {
            self.left
        } else {
            place.value.x + (least(slot, self) as usize).min(room) as u16 + GAP
        };
        let below = self.below(slot, words, used);
        if below == 0 || place.area.x > 0 {
            let plain = matches!(slot.field.kind, Kind::Line { .. } | Kind::Pick(_));
            let end = self.cells.saturating_sub(needs as u16 + 1);
            let x = if plain { used } else { end.max(used) };
            let y = if is_text { place.area.y } else { place.value.y };
            if x < sheet.area.right() {
                let room = usize::from(sheet.area.right() - x);
                sheet.set_string(x, y, truncate(words, room, self.theme.signs.ellipsis), style);
            }
            return;
        }
        let x = if is_text { self.left + 2 } else { self.column };
        let first = place.area.bottom().saturating_sub(below);
        for (y, line) in (first..place.area.bottom()).zip(wrap(words, self.under().into())) {
            sheet.set_string(x, y, line, style);
        }
    }
}
