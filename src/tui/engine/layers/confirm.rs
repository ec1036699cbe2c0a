//! The question before a step that is not easily taken back. It names the thing, and its key is not
//! the key that asked, so that a key that bounces confirms nothing.

use ratatui::{Frame, layout::Rect, text::Line};

use super::{LayerOutcome, panel};
use crate::engine::{
    chord::{Chord, Key},
    event::Event,
    text::wrap,
    theme::{Role, Theme},
};

/// The confirmation layer.
#[derive(Clone, Debug)]
pub struct Confirm<A> {
    question: String,
    details: Vec<String>,
    verb: String,
    key: Chord,
    action: A,
    title: &'static str,
    otherwise: &'static str,
    /// The first line of the details that is shown, and how many are below what is shown.
    top: usize,
    below: usize,
}

impl<A: Clone> Confirm<A> {
    /// Asks `question` ("End the match of Leila H. and Joan B.?"), with what follows from it. `verb` says
    /// what the key does ("end the match"). `asked` is the chord that led here: the key is `y`, or
    /// `F2` if that was `y`. Enter never confirms.
    pub fn new(
        question: impl Into<String>,
        details: Vec<String>,
        verb: impl Into<String>,
        asked: Option<Chord>,
        action: A,
    ) -> Self {
        let yes = Chord::char('y');
        let key = if asked == Some(yes) { Chord::plain(Key::F(2)) } else { yes };
        let (title, otherwise) = ("Sure?", "do not");
        Self {
            question: question.into(),
            details,
            verb: verb.into(),
            key,
            action,
            title,
            otherwise,
            top: 0,
            below: 0,
        }
    }

    /// Under another title than `Sure?`.
    #[must_use]
    pub const fn titled(mut self, title: &'static str) -> Self {
        self.title = title;
        self
    }

    /// What Esc does, in other words than `do not`.
    #[must_use]
    pub const fn otherwise(mut self, words: &'static str) -> Self {
        self.otherwise = words;
        self
    }

    /// The key that confirms.
    pub fn key(&self) -> Chord {
        self.key
    }

    /// Takes an event. Whatever is neither yes nor no is taken and does nothing.
    pub fn event(&mut self, event: &Event) -> LayerOutcome<A> {
        match event {
            Event::Key(chord) if *chord == self.key => LayerOutcome::Run(self.action.clone()),
            Event::Key(Chord { key: Key::Esc | Key::Char('n'), .. }) => LayerOutcome::Close,
            Event::Key(Chord { key: Key::Up | Key::Char('k'), .. }) | Event::Wheel { up: true, .. } => {
                self.top = self.top.saturating_sub(1);
                LayerOutcome::Handled
            }
            Event::Key(Chord { key: Key::Down | Key::Char('j'), .. }) | Event::Wheel { up: false, .. } => {
                self.top += usize::from(self.below > 0);
                LayerOutcome::Handled
            }
            Event::Tick(_) | Event::Resize { .. } | Event::Leave(_) | Event::Stop => LayerOutcome::Ignored,
            _ => LayerOutcome::Handled,
        }
    }

    /// Draws the layer over an area.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let wide = area.width.saturating_sub(8).clamp(8, 64);
        let question = wrap(&self.question, wide.into());
        let details: Vec<String> = self.details.iter().flat_map(|text| wrap(text, wide.into())).collect();
        let high = u16::try_from(question.len() + details.len()).unwrap_or(u16::MAX).saturating_add(2);
        let inside = panel(area, frame.buffer_mut(), (wide, high), self.title, theme);
        let buf = frame.buffer_mut();
        // The keys stand last and always; if it gets tight, details scroll between question and keys.
        let room = usize::from(inside.height).saturating_sub(2).max(1);
        let shown = room.saturating_sub(question.len());
        self.top = self.top.min(details.len().saturating_sub(shown));
        self.below = details.len().saturating_sub(self.top + shown);
        let question = question.iter().map(|line| (line, Role::Strong));
        let details = details.iter().skip(self.top).map(|line| (line, Role::Normal));
        for ((text, role), y) in question.chain(details).take(room).zip(inside.y..inside.bottom()) {
            buf.set_stringn(inside.x, y, text, inside.width.into(), theme.style(role));
        }
        if self.top + self.below > 0 && inside.height > 2 {
            let more = format!("{} {} more lines, Up and Down", theme.signs.ellipsis, self.top + self.below);
            buf.set_stringn(inside.x, inside.bottom() - 2, more, inside.width.into(), theme.style(Role::Dim));
        }
        if inside.height > 1 {
            let keys = Line::from(vec![
                ratatui::text::Span::styled(self.key.to_string(), theme.style(Role::Key)),
                ratatui::text::Span::raw(format!(" {}   ", self.verb)),
                ratatui::text::Span::styled("Esc", theme.style(Role::Key)),
                ratatui::text::Span::raw(format!(" {}", self.otherwise)),
            ]);
            buf.set_line(inside.x, inside.bottom() - 1, &keys, inside.width);
        }
    }
}
