//! Layers: what lies over the screen. The last one gets the events first; they are drawn from first to
//! last. The ready-made ones are here: help, palette, confirmation, messages, the passphrase, and the
//! page that says the terminal is too small.

pub mod confirm;
pub mod help;
pub mod message;
pub mod palette;
pub mod secret;
pub mod small;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::Line,
    widgets::{Clear, Widget as _},
};

use super::{
    text::truncate,
    theme::{Role, Theme},
};

/// A stack of layers.
#[derive(Clone, Debug)]
pub struct Layers<L>(Vec<L>);

impl<L> Default for Layers<L> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<L> Layers<L> {
    /// Puts a layer on top.
    pub fn push(&mut self, layer: L) {
        self.0.push(layer);
    }

    /// Takes the top layer away.
    pub fn pop(&mut self) -> Option<L> {
        self.0.pop()
    }

    /// Takes all away: when the program locks, nothing may stay behind.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The layer that gets the events.
    pub fn top(&self) -> Option<&L> {
        self.0.last()
    }

    /// The layer that gets the events.
    pub fn top_mut(&mut self) -> Option<&mut L> {
        self.0.last_mut()
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes all away, from the first to the last.
    pub fn drain(&mut self) -> impl Iterator<Item = L> {
        self.0.drain(..)
    }

    /// From the first to the last, to be looked at.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &L> {
        self.0.iter()
    }

    /// From the first to the last, for drawing.
    pub fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut L> {
        self.0.iter_mut()
    }

    /// From the last to the first, for events: the first that answers something takes the event.
    pub fn offer<T>(&mut self, mut take: impl FnMut(&mut L) -> Option<T>) -> Option<T> {
        self.0.iter_mut().rev().find_map(&mut take)
    }
}

/// What became of an event on a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LayerOutcome<A> {
    /// Not for this layer.
    Ignored,
    /// Taken.
    Handled,
    /// The layer wants to go.
    Close,
    /// The layer wants to go, and this to be done.
    Run(A),
    /// Refused, and why: for the message line.
    Refused(String),
}

/// Clears the middle of an area for a layer, with its title; answers the inside. As wide and high as
/// asked or as there is room.
pub fn panel(area: Rect, buf: &mut Buffer, size: (u16, u16), title: &str, theme: Theme) -> Rect {
    let area = area.intersection(buf.area);
    let (w, h) = (size.0.saturating_add(4).min(area.width), size.1.saturating_add(4).min(area.height));
    let place = Rect::new(area.x + (area.width - w) / 2, area.y + (area.height - h) / 2, w, h);
    Clear.render(place, buf);
    if w < 6 || h < 3 {
        return place;
    }
    let line = theme.signs.line.repeat(w.into());
    for y in [place.y, place.bottom() - 1] {
        buf.set_string(place.x, y, &line, theme.style(Role::Dim));
    }
    let title = truncate(title, usize::from(w) - 4, theme.signs.ellipsis);
    buf.set_line(place.x + 2, place.y, &Line::styled(format!(" {title} "), theme.style(Role::Strong)), w - 3);
    let air = u16::from(h > 6);
    Rect::new(place.x + 2, place.y + 1 + air, w - 4, h - 2 - 2 * air)
}

#[cfg(test)]
mod tests;
