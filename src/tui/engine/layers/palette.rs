//! The palette: everything that can be done, found by typing; what cannot be done now says why.

use ratatui::{Frame, layout::Rect, style::Style};

use super::{LayerOutcome, panel};
use crate::engine::{
    chord::{Chord, Key},
    edit::{EditBox, Edited},
    event::Event,
    fuzzy::{Finder, fold},
    keytable::PaletteRow,
    text::{pad_right, truncate, width},
    theme::{Role, Theme},
};

/// The palette layer.
pub struct Palette<A> {
    rows: Vec<PaletteRow<A>>,
    /// By what each is found: first its names, then its sentence.
    folded: Vec<(String, String)>,
    found: Vec<usize>,
    at: usize,
    edit: EditBox,
    finder: Finder,
}

impl<A: Clone> Palette<A> {
    /// A palette of these rows.
    pub fn new(rows: Vec<PaletteRow<A>>) -> Self {
        let keys = |row: &PaletteRow<A>| {
            let names = format!("{} {}", row.short, row.also);
            (fold(&names), fold(&format!("{names} {} {}", row.long, row.scope)))
        };
        let folded = rows.iter().map(keys).collect();
        let found = (0..rows.len()).collect();
        Self { rows, folded, found, at: 0, edit: EditBox::new(false, 100), finder: Finder::default() }
    }

    /// Takes an event.
    pub fn event(&mut self, event: &Event) -> LayerOutcome<A> {
        match event {
            Event::Key(chord) => self.key(*chord),
            Event::Paste(text) => {
                if self.edit.paste(text) == Edited::Changed {
                    self.search();
                }
                LayerOutcome::Handled
            }
            Event::Wheel { up, .. } => {
                self.step(if *up { -1 } else { 1 });
                LayerOutcome::Handled
            }
            Event::Click { .. } => LayerOutcome::Handled,
            Event::Tick(_) | Event::Resize { .. } | Event::Leave(_) | Event::Stop => LayerOutcome::Ignored,
        }
    }

    fn key(&mut self, chord: Chord) -> LayerOutcome<A> {
        match (chord.ctrl, chord.key) {
            (_, Key::Esc) | (true, Key::Char('p' | 'c')) => return LayerOutcome::Close,
            (_, Key::Up) => self.step(-1),
            (_, Key::Down | Key::Tab) => self.step(1),
            (_, Key::PgUp) => self.step(-8),
            (_, Key::PgDn) => self.step(8),
            (_, Key::Enter) => {
                let row = self.found.get(self.at).and_then(|at| self.rows.get(*at));
                return match row {
                    None => LayerOutcome::Handled,
                    Some(PaletteRow { why_not: Some(why), .. }) => LayerOutcome::Refused(why.clone()),
                    Some(row) => LayerOutcome::Run(row.action.clone()),
                };
            }
            _ => {
                if self.edit.key(chord) == Edited::Changed {
                    self.search();
                }
            }
        }
        LayerOutcome::Handled
    }

    fn step(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.found.len().saturating_sub(1));
    }

    fn search(&mut self) {
        let typed = fold(&self.edit.text());
        let mut scored: Vec<(u32, usize)> = self
            .folded
            .iter()
            .enumerate()
            .filter_map(|(at, (names, all))| {
                let score = self.finder.score(all, &typed)?;
                // What is called so comes before what only speaks of it.
                let called = self.finder.score(names, &typed).unwrap_or(0);
                Some((score + called, at))
            })
            .collect();
        scored.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
        self.found = scored.into_iter().map(|(_, at)| at).collect();
        self.at = 0;
    }

    /// What the row under the cursor does.
    #[must_use]
    pub fn chosen(&self) -> Option<&A> {
        self.found.get(self.at).and_then(|at| self.rows.get(*at)).map(|row| &row.action)
    }

    /// The first of what is found.
    #[must_use]
    pub fn first(&self, count: usize) -> Vec<&A> {
        self.found.iter().take(count).filter_map(|at| self.rows.get(*at)).map(|row| &row.action).collect()
    }

    /// Draws the layer over an area.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let wide = area.width.saturating_sub(8).min(76);
        let high = u16::try_from(self.rows.len()).unwrap_or(u16::MAX).min(14) + 3;
        let inside = panel(area, frame.buffer_mut(), (wide, high), "What to do", theme);
        if inside.width < 10 || inside.height < 4 {
            return;
        }
        let buf = frame.buffer_mut();
        buf.set_string(inside.x, inside.y, ":", theme.style(Role::Key));
        let typed = Rect { x: inside.x + 2, width: inside.width - 2, height: 1, ..inside };
        let caret = self.edit.draw(typed, buf, Style::new(), theme.style(Role::Selection));
        let rows = usize::from(inside.height) - 2;
        let first = (self.at + 1).saturating_sub(rows);
        let keys = self.rows.iter().map(|row| width(&row.keys)).max().unwrap_or(0).min(14);
        let room = usize::from(inside.width).saturating_sub(keys + 4);
        for (at, y) in (first..self.found.len()).zip(inside.y + 1..inside.bottom() - 1) {
            let row = &self.rows[self.found[at]];
            let role = if row.why_not.is_some() { Role::Disabled } else { Role::Normal };
            let here = at == self.at;
            let style =
                if here { theme.style(role).patch(theme.style(Role::Selected)) } else { theme.style(role) };
            let mark = if here { theme.signs.cursor } else { " " };
            let long = pad_right(row.long, room, theme.signs.ellipsis);
            let keys = pad_right(&row.keys, keys, theme.signs.ellipsis);
            buf.set_string(inside.x, y, format!("{mark} {long}  {keys}"), style);
        }
        let foot = match self.found.get(self.at).and_then(|at| self.rows.get(*at)) {
            None => Some(("Nothing fits what is typed.".to_owned(), Role::Dim)),
            Some(row) => {
                row.why_not.as_ref().map(|why| (format!("{} {why}", theme.signs.cross), Role::Error))
            }
        };
        if let Some((text, role)) = foot {
            let text = truncate(&text, inside.width.into(), theme.signs.ellipsis);
            buf.set_string(inside.x, inside.bottom() - 1, text, theme.style(role));
        }
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
    }
}
