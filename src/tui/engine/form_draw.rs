//! How a form looks: labels on the left, values in a column, what was understood beside them, long
//! texts below their label; a window onto it that follows the focus.

use ratatui::{
    Frame,
    buffer::Buffer,
    layout::{Position, Rect},
    style::{Modifier, Style},
};

use super::{
    field::{Answer, Kind},
    form::{Form, Outcome, Slot, Verdict},
    text::{truncate, width, wrap},
    theme::{Role, Theme},
};

/// What was drawn: it decides what a click hits.
#[derive(Default)]
pub(super) struct Drawn {
    /// The rows above the window.
    scroll: u16,
    /// True while the window follows the focus; the wheel lets it go until the next key.
    pub(super) follow: bool,
    window: Rect,
    /// The place of each visible field, in rows of the whole form.
    places: Vec<Place>,
    /// The answers that can be clicked: field, answer, place.
    answers: Vec<(usize, usize, Rect)>,
}

impl Drawn {
    pub(super) fn wheel(&mut self, up: bool) {
        self.follow = false;
        self.scroll = if up { self.scroll.saturating_sub(3) } else { self.scroll.saturating_add(3) };
    }
}

/// Where a field stands, in rows of the whole form.
#[derive(Clone, Copy)]
struct Place {
    slot: usize,
    area: Rect,
    /// Where its value begins.
    value: Rect,
}

/// The pen of one drawing.
struct Pen {
    theme: Theme,
    /// The columns of labels and values.
    left: u16,
    column: u16,
    cells: u16,
    /// Rows of the window, from which texts take room.
    rows: u16,
}

/// How many rows of a list to pick from are shown.
const PICK_ROWS: usize = 6;
/// Cells between a value and what stands beside it.
const GAP: u16 = 2;

impl Form {
    /// Draws the form into an area: the fields, and at the foot the status and the help line. Puts the
    /// terminal's cursor on the caret, where input methods and screen readers look for it.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let caret = self.render(area, frame.buffer_mut(), theme);
        if let Some(position) = caret {
            frame.set_cursor_position(position);
        }
    }

    /// Draws into a buffer, and answers where the caret is.
    pub fn render(&mut self, area: Rect, buf: &mut Buffer, theme: Theme) -> Option<Position> {
        let area = area.intersection(buf.area);
        self.drawn.places.clear();
        self.drawn.answers.clear();
        if area.width < 8 || area.height < 2 {
            return None;
        }
        let help: Vec<String> = match self.help_line() {
            Some(text) if area.height >= 4 => {
                wrap(text, usize::from(area.width) - 3).into_iter().take(2).collect()
            }
            _ => Vec::new(),
        };
        let status = u16::from(!self.status.is_empty() && area.height >= 8);
        let foot = help.len() as u16 + status;
        let window = Rect { height: area.height - foot, ..area };
        let labels = self.slots.iter().filter(|s| s.shown && !s.field.beside).map(|s| width(&s.field.label));
        let widest = labels.filter(|label| *label <= 14).max().unwrap_or(0) as u16;
        let left = if area.width >= 50 { 3 } else { 2 };
        let column = left + widest.clamp(8, 14).min(area.width / 3) + 1;
        let pen = Pen { theme, left, column, cells: area.width, rows: window.height };

        let total = self.lay_out(&pen);
        self.drawn.window = window;
        self.scroll_to_focus(total, window.height);
        let mut sheet = Buffer::empty(Rect::new(0, 0, area.width, total.max(1)));
        let caret = self.draw_fields(&pen, &mut sheet);
        let scroll = self.drawn.scroll;
        for y in 0..window.height.min(total.saturating_sub(scroll)) {
            for x in 0..area.width {
                buf[(area.x + x, area.y + y)] = sheet[(x, scroll + y)].clone();
            }
        }
        // What is out of sight is told, or it might never be looked for.
        let edge = area.x + area.width - 1;
        if scroll > 0 {
            buf.set_string(edge, window.y, theme.signs.up, theme.style(Role::Dim));
        }
        if scroll + window.height < total {
            buf.set_string(edge, window.y + window.height - 1, theme.signs.down, theme.style(Role::Dim));
        }
        let mut y = area.y + window.height;
        if status > 0 {
            let text = truncate(&self.status, usize::from(area.width) - 3, theme.signs.ellipsis);
            buf.set_string(area.x + left, y, text, theme.style(Role::Dim));
            y += 1;
        }
        let role = if self.message.is_some() { Role::Error } else { Role::Dim };
        for line in help {
            buf.set_string(area.x + left.min(2), y, line, theme.style(role));
            y += 1;
        }
        caret.and_then(|at| {
            let y = at.y.checked_sub(scroll).filter(|y| *y < window.height)?;
            Some(Position { x: area.x + at.x, y: area.y + y })
        })
    }

    /// Gives every visible field its place; answers how many rows the whole takes.
    fn lay_out(&mut self, pen: &Pen) -> u16 {
        let airy = pen.rows >= 18;
        let (mut y, mut text_before) = (0u16, false);
        // Where the row before ends, if a field may stand beside it.
        let mut beside: Option<(u16, u16)> = None;
        for (at, slot) in self.slots.iter().enumerate().filter(|(_, slot)| slot.shown) {
            let is_text = matches!(slot.field.kind, Kind::Text { .. });
            if let Some((row, end)) = beside.filter(|_| slot.field.beside) {
                let label = width(&slot.field.label) as u16 + GAP;
                let start = end + 4;
                if start + label + least(slot, pen) <= pen.cells {
                    let area = Rect::new(start, row, pen.cells - start, 1);
                    let value = Rect::new(start + label, row, pen.cells - start - label, 1);
                    self.drawn.places.push(Place { slot: at, area, value });
                    beside = None;
                    continue;
                }
            }
            if airy && y > 0 && is_text != text_before {
                y += 1;
            }
            text_before = is_text;
            let words = self.words(at, pen.theme).map(|(words, _)| words);
            let place = pen.place(at, slot, words.as_deref(), y);
            let alone = place.area.height == 1 && words.is_none();
            beside = (alone && !is_text).then(|| (y, place.value.x + least(slot, pen)));
            y = y.saturating_add(place.area.height);
            self.drawn.places.push(place);
        }
        y
    }

    fn scroll_to_focus(&mut self, total: u16, rows: u16) {
        let most = total.saturating_sub(rows);
        let focused = self.drawn.places.iter().find(|place| place.slot == self.focus);
        if let Some(place) = focused.filter(|_| self.drawn.follow || self.drawn.scroll > most) {
            let (top, bottom) = (place.area.y, place.area.bottom());
            if bottom > self.drawn.scroll + rows {
                self.drawn.scroll = bottom - rows;
            }
            // The top last: of a field higher than the window the label is to be seen.
            if top < self.drawn.scroll {
                self.drawn.scroll = top;
            }
        }
        self.drawn.scroll = self.drawn.scroll.min(most);
    }

    /// The words beside a field, and how they look.
    fn words(&self, at: usize, theme: Theme) -> Option<(String, Role)> {
        let slot = self.slots.get(at)?;
        let loud = slot.touched || self.tried;
        match &slot.verdict {
            Verdict::Wrong(sentence) => Some((format!("{} {sentence}", theme.signs.cross), Role::Error)),
            Verdict::Missing(what) if loud => Some((format!("{} {what}", theme.signs.cross), Role::Error)),
            Verdict::Missing(what) if matches!(slot.field.kind, Kind::Choice { .. }) => {
                Some(((*what).to_owned(), Role::Dim))
            }
            Verdict::Understood(echo) if echo.warn => {
                Some((format!("{} {}", theme.signs.bang, echo.text), Role::Warn))
            }
            Verdict::Understood(echo) => Some((echo.text.clone(), Role::Dim)),
            Verdict::Missing(_) | Verdict::Quiet => {
                let detail = match &slot.field.kind {
                    Kind::Pick(picker) if !picker.open => picker.chosen().map(|row| row.detail.clone()),
                    _ => None,
                };
                let words = detail.filter(|d| !d.is_empty()).unwrap_or_else(|| slot.field.hint.clone());
                (!words.is_empty()).then_some((words, Role::Dim))
            }
        }
    }

    fn draw_fields(&mut self, pen: &Pen, sheet: &mut Buffer) -> Option<Position> {
        let mut caret = None;
        let places = std::mem::take(&mut self.drawn.places);
        for place in &places {
            let focused = place.slot == self.focus;
            let words = self.words(place.slot, pen.theme);
            let slot = &mut self.slots[place.slot];
            pen.label(slot, place, focused, sheet);
            let at = match &mut slot.field.kind {
                Kind::Choice { .. } | Kind::Multi { .. } => {
                    pen.answers(slot, place, focused, sheet, &mut self.drawn.answers)
                }
                _ => pen.value(slot, place, focused, sheet),
            };
            if focused {
                caret = at;
            }
            if let Some((words, role)) = words {
                pen.words(&self.slots[place.slot], place, &words, role, sheet);
            }
        }
        self.drawn.places = places;
        caret
    }

    /// A click: the focus goes to the field; an answer that is hit is chosen.
    pub(super) fn click(&mut self, x: u16, y: u16) -> Outcome {
        let window = self.drawn.window;
        if !window.contains(Position { x, y }) {
            return Outcome::Ignored;
        }
        let at = Position { x: x - window.x, y: y - window.y + self.drawn.scroll };
        let hit = self.drawn.places.iter().rev().find(|place| place.area.contains(at)).copied();
        let Some(place) = hit else { return Outcome::Handled };
        self.go(place.slot);
        let answer =
            self.drawn.answers.iter().find(|(.., area)| area.contains(at)).map(|(_, answer, _)| *answer);
        match &mut self.slots[place.slot].field.kind {
            Kind::Choice { chosen, .. } if answer.is_some() => *chosen = answer,
            Kind::Multi { on, at, .. } => match answer {
                Some(answer) => {
                    *at = answer;
                    on[answer] = !on[answer];
                }
                None => return Outcome::Handled,
            },
            Kind::Line { edit, .. } | Kind::Text { edit, .. } => {
                if place.value.contains(at) {
                    edit.click(at.x - place.value.x, at.y - place.value.y);
                }
                return Outcome::Handled;
            }
            Kind::Choice { .. } | Kind::Pick(_) => return Outcome::Handled,
        }
        self.changed()
    }
}

/// The least cells a value takes on one row.
fn least(slot: &Slot, pen: &Pen) -> u16 {
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
    fn place(&self, at: usize, slot: &Slot, words: Option<&str>, y: u16) -> Place {
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

    fn label(&self, slot: &Slot, place: &Place, focused: bool, sheet: &mut Buffer) {
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
    fn value(&self, slot: &mut Slot, place: &Place, focused: bool, sheet: &mut Buffer) -> Option<Position> {
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
    fn answers(
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
    fn words(&self, slot: &Slot, place: &Place, words: &str, role: Role, sheet: &mut Buffer) {
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
