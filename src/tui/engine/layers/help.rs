//! Help for *here*: from the key table, with why not where something cannot be done now.

use ratatui::{Frame, layout::Rect};

use super::{LayerOutcome, panel};
use crate::engine::{
    chord::{Chord, Key},
    event::Event,
    keytable::HelpGroup,
    text::{pad_right, width, wrap},
    theme::{Role, Theme},
};

/// The help layer.
#[derive(Clone, Debug)]
pub struct Help {
    title: String,
    notes: Vec<String>,
    groups: Vec<HelpGroup>,
    scroll: usize,
    rows: usize,
}

impl Help {
    /// Help with that title: first the notes (what this screen is, why something is refused), then
    /// the keys.
    pub fn new(title: impl Into<String>, notes: Vec<String>, groups: Vec<HelpGroup>) -> Self {
        Self { title: title.into(), notes, groups, scroll: 0, rows: 1 }
    }

    /// Takes an event: scrolls, or closes at Esc, `q`, `?`, F1 and Enter.
    pub fn event<A>(&mut self, event: &Event) -> LayerOutcome<A> {
        let page = self.rows.saturating_sub(1).max(1);
        match event {
            Event::Key(Chord { key, .. }) => match key {
                Key::Esc | Key::Enter | Key::F(1) | Key::Char('q' | '?') => return LayerOutcome::Close,
                Key::Up | Key::Char('k') => self.scroll = self.scroll.saturating_sub(1),
                Key::Down | Key::Char('j') => self.scroll += 1,
                Key::PgUp => self.scroll = self.scroll.saturating_sub(page),
                Key::PgDn | Key::Char(' ') => self.scroll += page,
                Key::Home | Key::Char('g') => self.scroll = 0,
                Key::End | Key::Char('G') => self.scroll = usize::MAX / 2,
                _ => {}
            },
            Event::Wheel { up: true, .. } => self.scroll = self.scroll.saturating_sub(3),
            Event::Wheel { up: false, .. } => self.scroll += 3,
            Event::Tick(_) | Event::Resize { .. } | Event::Leave(_) | Event::Stop => {
                return LayerOutcome::Ignored;
            }
            Event::Paste(_) | Event::Click { .. } => {}
        }
        LayerOutcome::Handled
    }

    fn lines(&self, cells: usize, theme: Theme) -> Vec<(String, Role)> {
        let mut out = Vec::new();
        for note in &self.notes {
            out.extend(wrap(note, cells).into_iter().map(|line| (line, Role::Normal)));
            out.push((String::new(), Role::Normal));
        }
        let all = self.groups.iter().flat_map(|group| &group.rows);
        let keys = all.map(|row| width(&row.keys)).max().unwrap_or(0).min(cells / 3);
        for group in &self.groups {
            out.push((group.title.to_owned(), Role::Heading));
            for row in &group.rows {
                let role = if row.why_not.is_some() { Role::Disabled } else { Role::Normal };
                let text = match &row.why_not {
                    Some(why) => format!("{}. {} {why}", row.long, theme.signs.cross),
                    None => row.long.to_owned(),
                };
                let room = cells.saturating_sub(keys + 2).max(8);
                for (at, line) in wrap(&text, room).into_iter().enumerate() {
                    let key = if at == 0 { row.keys.as_str() } else { "" };
                    let key = pad_right(key, keys, theme.signs.ellipsis);
                    out.push((format!("{key}  {line}"), role));
                }
            }
            out.push((String::new(), Role::Normal));
        }
        out.pop();
        out
    }

    /// Draws the layer over an area.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let wide = area.width.saturating_sub(8).min(76);
        let lines = self.lines(usize::from(wide).max(8), theme);
        let high = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let inside = panel(area, frame.buffer_mut(), (wide, high), &self.title, theme);
        self.rows = inside.height.into();
        self.scroll = self.scroll.min(lines.len().saturating_sub(self.rows));
        let buf = frame.buffer_mut();
        for ((text, role), y) in lines.iter().skip(self.scroll).zip(inside.y..inside.bottom()) {
            buf.set_stringn(inside.x, y, text, inside.width.into(), theme.style(*role));
        }
        if inside.width > 1 && inside.height > 0 {
            let edge = inside.right() - 1;
            if self.scroll > 0 {
                buf.set_string(edge, inside.y, theme.signs.up, theme.style(Role::Dim));
            }
            if self.scroll + self.rows < lines.len() {
                buf.set_string(edge, inside.bottom() - 1, theme.signs.down, theme.style(Role::Dim));
            }
        }
    }
}
