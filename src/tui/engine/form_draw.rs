//! How a form looks: labels on the left, values in a column, what was understood beside them, long
//! texts below their label; a window onto it that follows the focus.

use ratatui::{
    Frame,
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{
    field::Kind,
    form::{Form, Outcome, Verdict},
    form_pen::{GAP, Pen, Place, least},
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
        // A wide form has room for long labels, so that values stand in one column.
        let longest = if area.width < 72 { 14 } else { 22 };
        // The label of a text stands above it, and takes no part.
        let in_column =
            |s: &&super::form::Slot| s.shown && !s.field.beside && !matches!(s.field.kind, Kind::Text { .. });
        let labels = self.slots.iter().filter(in_column).map(|s| width(&s.field.label));
        let widest = labels.filter(|label| *label <= longest).max().unwrap_or(0) as u16;
        let left = if area.width >= 50 { 3 } else { 2 };
        let column = left + widest.clamp(8, 22).min(area.width / 3) + 1;
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
