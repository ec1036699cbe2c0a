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
        Self { question: question.into(), details, verb: verb.into(), key, action }
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
            Event::Tick(_) | Event::Resize { .. } | Event::Leave(_) => LayerOutcome::Ignored,
            _ => LayerOutcome::Handled,
        }
    }

    /// Draws the layer over an area.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let wide = area.width.saturating_sub(8).clamp(8, 64);
        let mut lines: Vec<(String, Role)> = Vec::new();
        let mut say = |text: &str, role| {
            lines.extend(wrap(text, wide.into()).into_iter().map(|line| (line, role)));
        };
        say(&self.question, Role::Strong);
        for detail in &self.details {
            say(detail, Role::Normal);
        }
        let high = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
        let inside = panel(area, frame.buffer_mut(), (wide, high), "Sure?", theme);
        let buf = frame.buffer_mut();
        // The keys stand last and always; if it gets tight, details give way.
        let room = usize::from(inside.height).saturating_sub(2);
        for ((text, role), y) in lines.iter().take(room.max(1)).zip(inside.y..inside.bottom()) {
            buf.set_stringn(inside.x, y, text, inside.width.into(), theme.style(*role));
        }
        if inside.height > 1 {
            let keys = Line::from(vec![
                ratatui::text::Span::styled(self.key.to_string(), theme.style(Role::Key)),
                ratatui::text::Span::raw(format!(" {}   ", self.verb)),
                ratatui::text::Span::styled("Esc", theme.style(Role::Key)),
                ratatui::text::Span::raw(" do not"),
            ]);
            buf.set_line(inside.x, inside.bottom() - 1, &keys, inside.width);
        }
    }
}
