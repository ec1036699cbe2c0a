//! The message line: the one place where every refusal, error and success appears.

use std::time::{Duration, Instant};

use ratatui::{Frame, layout::Rect};

use crate::engine::{
    text::wrap,
    theme::{Role, Theme},
};

/// What kind of message it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// A rule said no.
    Refusal,
    /// Something went wrong.
    Error,
    /// It is done.
    Success,
    /// Good to know.
    Info,
}

/// How long good news stays; bad news stays until the next key.
const GOOD_NEWS: Duration = Duration::from_secs(6);
/// More rows than this and the message belongs into a panel of its own.
const MOST_ROWS: usize = 6;

/// The message line with the message that is shown now.
#[derive(Clone, Debug, Default)]
pub struct Messages {
    now: Option<(Severity, String, Option<Instant>)>,
}

impl Messages {
    /// Shows a message in the place of the one before. `now` is the time of the last tick.
    pub fn say(&mut self, severity: Severity, text: impl Into<String>, now: Option<Instant>) {
        let until = match severity {
            Severity::Refusal | Severity::Error => None,
            Severity::Success | Severity::Info => now.map(|now| now + GOOD_NEWS),
        };
        self.now = Some((severity, text.into(), until));
    }

    /// A key or the button of the mouse was pressed: what was shown has been seen. Call it before the key is looked at.
    pub fn seen(&mut self) {
        self.now = None;
    }

    /// Time passed.
    pub fn tick(&mut self, now: Instant) {
        if self.now.as_ref().is_some_and(|(.., until)| until.is_some_and(|until| until <= now)) {
            self.now = None;
        }
    }

    /// When the line wants a tick.
    pub fn wake_at(&self) -> Option<Instant> {
        self.now.as_ref().and_then(|(.., until)| *until)
    }

    /// The message shown.
    pub fn shown(&self) -> Option<(Severity, &str)> {
        self.now.as_ref().map(|(severity, text, _)| (*severity, text.as_str()))
    }

    /// How many rows it takes in that width; none if there is no message.
    pub fn rows(&self, cells: u16) -> u16 {
        self.shown().map_or(0, |(_, text)| wrap(text, room(cells)).len().min(MOST_ROWS) as u16)
    }

    /// Draws the message at the foot of the area, on as many rows as it takes.
    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let Some((severity, text)) = self.shown() else { return };
        let (sign, role) = match severity {
            Severity::Refusal => (theme.signs.cross, Role::Warn),
            Severity::Error => (theme.signs.cross, Role::Error),
            Severity::Success => (theme.signs.check, Role::Good),
            Severity::Info => (theme.signs.dot, Role::Info),
        };
        let rows = self.rows(area.width).min(area.height);
        let buf = frame.buffer_mut();
        let area = area.intersection(buf.area);
        let top = area.bottom().saturating_sub(rows);
        let mut lines = wrap(text, room(area.width));
        if lines.len() > usize::from(rows) {
            // That there is more is said, where there is no room for it.
            lines.truncate(rows.into());
            lines.last_mut().into_iter().for_each(|line| line.push_str(theme.signs.ellipsis));
        }
        for ((at, line), y) in lines.iter().enumerate().zip(top..area.bottom()) {
            let sign = if at == 0 { sign } else { " " };
            buf.set_stringn(area.x, y, " ".repeat(area.width.into()), area.width.into(), theme.style(role));
            buf.set_stringn(area.x, y, format!(" {sign} {line}"), area.width.into(), theme.style(role));
        }
    }
}

fn room(cells: u16) -> usize {
    usize::from(cells).saturating_sub(4).max(8)
}
