//! The page that asks for a passphrase. What is typed is never shown, printed or kept: the memory is
//! wiped when it is handed over, cleared or dropped.

use ratatui::{Frame, layout::Rect};
use zeroize::{Zeroize as _, Zeroizing};

use crate::engine::{
    chord::{Chord, Key},
    event::Event,
    text::{one_line, width, wrap},
    theme::{Role, Theme},
};

/// The largest passphrase in bytes. The memory is taken at once: growing would leave copies behind.
const MOST: usize = 1024;

/// What became of an event.
pub enum SecretOutcome {
    /// Not for this page.
    Ignored,
    /// Taken.
    Handled,
    /// Here is the passphrase; the page is empty again.
    Entered(Zeroizing<String>),
    /// The person does not want to.
    Cancelled,
}

/// The passphrase page.
pub struct Secret {
    title: String,
    lines: Vec<String>,
    label: String,
    error: Option<String>,
    busy: Option<String>,
    typed: Zeroizing<String>,
    /// It is no secret after all: a name.
    shown: bool,
}

impl Secret {
    /// A page with title, explanation, and the label of what is asked.
    pub fn new(title: impl Into<String>, lines: Vec<String>, label: impl Into<String>) -> Self {
        let typed = Zeroizing::new(String::with_capacity(MOST));
        Self { title: title.into(), lines, label: label.into(), error: None, busy: None, typed, shown: false }
    }

    /// Shows what is typed: for the name that goes with a passphrase.
    pub fn shown(mut self) -> Self {
        self.shown = true;
        self
    }

    /// Says what was wrong with what was entered. It stays until the next key.
    pub fn refuse(&mut self, sentence: impl Into<String>) {
        self.error = Some(sentence.into());
        self.busy = None;
    }

    /// Says what is going on; until it is over (`None`) keys are passed over.
    pub fn busy(&mut self, note: Option<String>) {
        self.busy = note;
    }

    /// Takes an event, and wipes a pasted text after use.
    pub fn event(&mut self, event: Event) -> SecretOutcome {
        match event {
            Event::Key(chord) if self.busy.is_none() => self.key(chord),
            Event::Paste(mut text) => {
                if self.busy.is_none() {
                    self.error = None;
                    let mut line = one_line(&text);
                    line.trim().chars().for_each(|c| self.push(c));
                    line.zeroize();
                }
                text.zeroize();
                SecretOutcome::Handled
            }
            Event::Key(_) | Event::Click { .. } | Event::Wheel { .. } => SecretOutcome::Handled,
            Event::Tick(_) | Event::Resize { .. } | Event::Leave(_) | Event::Stop => SecretOutcome::Ignored,
        }
    }

    fn push(&mut self, c: char) {
        if self.typed.len() + c.len_utf8() > MOST {
            self.error = Some("That is longer than a passphrase can be.".into());
        } else {
            self.typed.push(c);
        }
    }

    fn key(&mut self, chord: Chord) -> SecretOutcome {
        self.error = None;
        if let Some(c) = chord.typed() {
            self.push(c);
            return SecretOutcome::Handled;
        }
        match (chord.ctrl, chord.key) {
            (false, Key::Backspace) => drop(self.typed.pop()),
            (true, Key::Backspace | Key::Char('u' | 'w')) => self.typed.zeroize(),
            (false, Key::Esc) => {
                self.typed.zeroize();
                return SecretOutcome::Cancelled;
            }
            (false, Key::Enter) if self.typed.is_empty() => {
                self.error = Some("Nothing is typed yet.".into());
            }
            (false, Key::Enter) => {
                let empty = Zeroizing::new(String::with_capacity(MOST));
                return SecretOutcome::Entered(std::mem::replace(&mut self.typed, empty));
            }
            _ => return SecretOutcome::Ignored,
        }
        SecretOutcome::Handled
    }

    /// Draws the page.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let buf = frame.buffer_mut();
        let area = area.intersection(buf.area);
        let left = area.x + if area.width > 60 { 6 } else { 2 };
        let room = usize::from(area.right().saturating_sub(left + 2)).max(1);
        let bottom = area.bottom();
        let mut y = area.y + area.height / 6;
        let mut say = |text: &str, role: Role, y: &mut u16| {
            for line in wrap(text, room.min(70)) {
                if *y < bottom {
                    buf.set_stringn(left, *y, line, room, theme.style(role));
                }
                *y += 1;
            }
        };
        say(&self.title, Role::Strong, &mut y);
        y += 1;
        for line in &self.lines {
            say(line, Role::Normal, &mut y);
        }
        y += 1;
        let row = y;
        say(&self.label, Role::Focus, &mut y);
        y = row + 2;
        if let Some(error) = &self.error {
            say(&format!("{} {error}", theme.signs.cross), Role::Error, &mut y);
        }
        if let Some(busy) = &self.busy {
            say(busy, Role::Dim, &mut y);
        }
        let start = left + (width(&self.label) as u16 + 2).min(room as u16 / 2);
        if row >= bottom || start >= area.right() {
            return;
        }
        // At most as many marks as there is room: the caret then stays at the end.
        let fits = usize::from(area.right() - start - 1);
        let (marks, text) = if self.shown {
            let mut text = self.typed.as_str();
            while width(text) > fits {
                text = text.char_indices().nth(1).map_or("", |(at, _)| &text[at..]);
            }
            (width(text), text.to_owned())
        } else {
            let marks = self.typed.chars().count().min(fits);
            (marks, std::iter::repeat_n(theme.signs.mask, marks).collect())
        };
        frame.buffer_mut().set_string(start, row, text, theme.style(Role::Normal));
        if self.busy.is_none() {
            frame.set_cursor_position((start + marks as u16, row));
        }
    }
}
