//! What can happen to a screen: keys, pasted text, the mouse, a new size, the time, the order to leave.

use std::{fmt, time::Instant};

use chrono::{DateTime, NaiveDateTime, Utc};
use crossterm::event::{self as term, MouseButton, MouseEventKind};

use super::chord::Chord;

/// A point in time, as the shell read it. A model learns the time from [`Event::Tick`] only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// For deadlines within this run (`wake_at`).
    pub instant: Instant,
    /// The instant, for records.
    pub utc: DateTime<Utc>,
    /// The civil date and time of the place.
    pub local: NaiveDateTime,
}

/// Why the program has been told to leave from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// The terminal went away (SIGHUP).
    HungUp,
    /// Somebody asked the process to end (SIGTERM).
    Terminated,
}

/// One thing that happened.
#[derive(Clone, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed.
    Key(Chord),
    /// Text was pasted, in one piece.
    Paste(String),
    /// The left button was pressed on a cell.
    Click {
        /// Column.
        x: u16,
        /// Row.
        y: u16,
    },
    /// The wheel was turned by one notch over a cell.
    Wheel {
        /// Column.
        x: u16,
        /// Row.
        y: u16,
        /// Away from the user, towards the top of the text.
        up: bool,
    },
    /// The terminal has a new size.
    Resize {
        /// Columns.
        w: u16,
        /// Rows.
        h: u16,
    },
    /// The time, sent before each batch of other events and when `wake_at` is reached.
    Tick(Now),
    /// The program is to leave: keep the drafts and be done.
    Leave(Leave),
    /// The program is to stand still until it is told to go on (SIGTSTP): give the terminal back meanwhile.
    Stop,
}

/// Says what kind of event it is and keeps to itself what was typed: events may reach a log.
impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(_) => f.write_str("Key"),
            Self::Paste(text) => write!(f, "Paste({} bytes)", text.len()),
            Self::Click { x, y } => write!(f, "Click({x}, {y})"),
            Self::Wheel { up, .. } => write!(f, "Wheel({})", if *up { "up" } else { "down" }),
            Self::Resize { w, h } => write!(f, "Resize({w}x{h})"),
            Self::Tick(_) => f.write_str("Tick"),
            Self::Leave(why) => write!(f, "Leave({why:?})"),
            Self::Stop => f.write_str("Stop"),
        }
    }
}

impl Event {
    /// Translates what crossterm read; nothing for what no screen listens to.
    pub fn from_terminal(event: term::Event) -> Option<Self> {
        Some(match event {
            term::Event::Key(key) => Self::Key(Chord::from_event(key)?),
            term::Event::Paste(text) => Self::Paste(text),
            term::Event::Resize(w, h) => Self::Resize { w, h },
            term::Event::Mouse(mouse) => match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Self::Click { x: mouse.column, y: mouse.row },
                MouseEventKind::ScrollUp => Self::Wheel { x: mouse.column, y: mouse.row, up: true },
                MouseEventKind::ScrollDown => Self::Wheel { x: mouse.column, y: mouse.row, up: false },
                _ => return None,
            },
            term::Event::FocusGained | term::Event::FocusLost => return None,
        })
    }
}
