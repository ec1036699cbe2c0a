//! Drives a program in tests: the same [`turn`] as the real loop, on a terminal in memory, with keys
//! written as a script and a clock that moves only when told.

use std::{
    io,
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use ratatui::{Frame, Terminal, backend::TestBackend, buffer::Buffer, layout::Position, style::Style};
use unicode_width::UnicodeWidthStr;

use super::{
    app::{App, Input, Runner, Screen, turn},
    event::{Event, Now},
    script,
};

/// A terminal in memory that remembers what was asked of it.
pub struct TestScreen {
    terminal: Terminal<TestBackend>,
    /// The frame that was drawn last. What the backend holds is not asked: unlike a terminal it keeps the cell
    /// behind a wide letter as it was before, and shows it again when the letter goes.
    frame: Buffer,
    /// Every text that was copied.
    pub copied: Vec<String>,
    /// Whether the mouse is captured.
    pub mouse: bool,
    /// How often the program was suspended.
    pub suspended: usize,
    /// How many frames were drawn.
    pub drawn: usize,
}

impl TestScreen {
    /// An empty one of that size.
    #[allow(clippy::expect_used, reason = "a test harness fails loudly")]
    #[must_use]
    pub fn new(w: u16, h: u16) -> Self {
        let terminal = Terminal::new(TestBackend::new(w, h)).expect("memory has room for a screen");
        Self { terminal, frame: Buffer::default(), copied: Vec::new(), mouse: false, suspended: 0, drawn: 0 }
    }
}

impl Screen for TestScreen {
    fn draw(&mut self, with: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        self.drawn += 1;
        let drawn = self.terminal.draw(|frame| with(frame)).map_err(io::Error::other)?;
        self.frame.clone_from(drawn.buffer);
        Ok(())
    }

    fn capture_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        Ok(())
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.copied.push(text.to_owned());
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.suspended += 1;
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A program under test.
pub struct Harness<A: App, R = fn(<A as App>::Effect, &mut dyn Screen) -> Vec<<A as App>::Msg>> {
    /// The program, to look into.
    pub app: A,
    /// What does its effects.
    pub runner: R,
    /// Its terminal.
    pub terminal: TestScreen,
    now: Now,
}

impl<A: App> Harness<A> {
    /// Starts a program whose effects nobody does.
    pub fn new(app: A, w: u16, h: u16) -> Self {
        Self::with_runner(app, w, h, |_, _| Vec::new())
    }
}

impl<A: App, R: Runner<A>> Harness<A, R> {
    /// Starts a program, at noon of 23 November 2026, and draws its first frame.
    pub fn with_runner(app: A, w: u16, h: u16, runner: R) -> Self {
        let utc = DateTime::<Utc>::from_timestamp(1_795_435_200, 0).unwrap_or_default();
        Self::starting_at(app, w, h, runner, utc)
    }

    /// Starts a program at a time of one's own. The local time is UTC.
    pub fn starting_at(app: A, w: u16, h: u16, runner: R, utc: DateTime<Utc>) -> Self {
        let terminal = TestScreen::new(w, h);
        let now = Now { instant: Instant::now(), utc, local: utc.naive_utc() };
        let mut harness = Self { app, runner, terminal, now };
        harness.batch([]);
        harness
    }

    /// Does what a script says, one event and one frame at a time.
    ///
    /// # Panics
    /// If the script cannot be read.
    pub fn keys(&mut self, script: &str) -> &mut Self {
        let events = script::parse(script).unwrap_or_else(|error| panic!("{error}"));
        for event in events {
            self.event(event);
        }
        self
    }

    /// Lets one event happen and draws.
    pub fn event(&mut self, event: Event) -> &mut Self {
        if let Event::Resize { w, h } = event {
            self.terminal.terminal.backend_mut().resize(w, h);
        }
        self.batch([Input::Event(event)])
    }

    /// Lets a worker's message come in and draws.
    pub fn told(&mut self, msg: A::Msg) -> &mut Self {
        self.batch([Input::Told(msg)])
    }

    /// Lets many things happen before one frame is drawn.
    ///
    /// # Panics
    /// If the frame cannot be drawn.
    pub fn batch(&mut self, batch: impl IntoIterator<Item = Input<A::Msg>>) -> &mut Self {
        if let Err(error) = turn(&mut self.app, &mut self.terminal, &mut self.runner, self.now, batch) {
            panic!("{error}");
        }
        self
    }

    /// Lets time pass, with a tick at each deadline of the model, as the real loop does.
    pub fn wait(&mut self, time: Duration) -> &mut Self {
        let end = self.now.instant + time;
        while self.now.instant < end {
            self.come_round();
            // A deadline that does not move when it is reached would stop the clock: it is passed over.
            let next = self.app.wake_at().filter(|at| *at > self.now.instant && *at < end).unwrap_or(end);
            let passed = TimeDelta::from_std(next - self.now.instant).unwrap_or_default();
            self.now = Now { instant: next, utc: self.now.utc + passed, local: self.now.local + passed };
            self.batch([]);
        }
        self
    }

    /// Lets time pass in which the program stands still: it is woken for nothing.
    pub fn stand_still(&mut self, time: Duration) -> &mut Self {
        let passed = TimeDelta::from_std(time).unwrap_or_default();
        let Now { instant, utc, local } = self.now;
        self.now = Now { instant: instant + time, utc: utc + passed, local: local + passed };
        self
    }

    /// Lets the program finish what it does in pieces: it is woken for as long as it asks to be woken at once.
    ///
    /// # Panics
    /// If there is no end to it.
    pub fn settle(&mut self) -> &mut Self {
        assert!(self.come_round(), "it asks to be woken at once, for ever");
        self
    }

    /// Wakes the program for as long as it asks to be woken at once; false if that does not end.
    fn come_round(&mut self) -> bool {
        for _ in 0..1_000 {
            if self.app.wake_at().is_none_or(|at| at > self.now.instant) {
                return true;
            }
            self.batch([]);
        }
        false
    }

    /// The time as the program knows it.
    pub fn now(&self) -> Now {
        self.now
    }

    /// The screen as text: one line per row, without spaces at the end, without the filler after a
    /// wide letter.
    pub fn screen(&self) -> String {
        text_of(&self.terminal.frame)
    }

    /// One row of the screen, without spaces at the end.
    pub fn row(&self, y: u16) -> String {
        self.screen().lines().nth(y.into()).unwrap_or_default().to_owned()
    }

    /// The place of a text on the screen, in cells.
    pub fn find(&self, text: &str) -> Option<(u16, u16)> {
        self.screen().lines().enumerate().find_map(|(y, line)| {
            let at = line.find(text)?;
            Some((super::text::width(&line[..at]) as u16, y as u16))
        })
    }

    /// Presses the left button on a text that is on the screen.
    ///
    /// # Panics
    /// If it is not.
    pub fn click(&mut self, text: &str) -> &mut Self {
        match self.find(text) {
            Some((x, y)) => self.event(Event::Click { x, y }),
            None => panic!("not on the screen: {text}"),
        }
    }

    /// The style of a cell.
    pub fn cell_style(&self, x: u16, y: u16) -> Style {
        let cell = self.terminal.frame.cell(Position { x, y });
        cell.map(ratatui::buffer::Cell::style).unwrap_or_default()
    }

    /// Where the terminal's cursor is, if it is shown.
    pub fn caret(&self) -> Option<(u16, u16)> {
        let backend = self.terminal.terminal.backend();
        let position = backend.cursor_position();
        backend.cursor_visible().then_some((position.x, position.y))
    }
}

/// The text of a buffer, without the filler cells behind wide letters.
pub fn text_of(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let Some(cell) = buffer.cell(Position { x: buffer.area.x + x, y: buffer.area.y + y }) else {
                continue;
            };
            if skip > 0 {
                skip -= 1;
                continue;
            }
            line.push_str(cell.symbol());
            skip = UnicodeWidthStr::width(cell.symbol()).saturating_sub(1);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
