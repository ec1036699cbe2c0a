//! The flow of the program: `event -> message -> update -> effects -> the runner -> messages -> draw`.
//!
//! The same [`turn`] serves the real terminal and the tests. A model neither reads the time nor
//! touches the outside: time comes as [`Event::Tick`], everything else goes out as an effect.

use std::{
    collections::VecDeque,
    io,
    time::{Duration, Instant},
};

use ratatui::Frame;

use super::event::{Event, Now};

/// A program with screens. Its state is what implements this.
pub trait App {
    /// What can happen to the model.
    type Msg;
    /// What the model wants done outside itself.
    type Effect;

    /// Says what an event means in the present state. Must not change what is shown; it may forward
    /// keys to the focused form or list, or simply wrap the event in a message.
    fn event(&mut self, event: Event) -> Vec<Self::Msg>;

    /// Changes the model, and says what is to be done outside.
    fn update(&mut self, msg: Self::Msg) -> Vec<Self::Effect>;

    /// Draws the whole screen. Takes `&mut self` because what was drawn decides what a click hits.
    fn draw(&mut self, frame: &mut Frame<'_>);

    /// When the model wants a [`Event::Tick`] though nothing else happens: a draft to keep, midnight,
    /// the lock. `None` means that it can sleep for ever.
    fn wake_at(&self) -> Option<Instant> {
        None
    }

    /// True when the loop is to end.
    fn done(&self) -> bool;
}

/// What the program can do to its terminal besides drawing.
pub trait Screen {
    /// Draws a frame.
    fn draw(&mut self, with: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()>;
    /// Turns the capture of the mouse on or off. Off lets the terminal's own selection work.
    fn capture_mouse(&mut self, on: bool) -> io::Result<()>;
    /// Puts a text on the clipboard of the terminal (OSC 52).
    fn copy(&mut self, text: &str) -> io::Result<()>;
    /// Gives the terminal back to the shell until the job is continued.
    fn suspend(&mut self) -> io::Result<()>;
    /// Forgets what is on the screen, so that the next draw writes every cell. For `Ctrl-l`.
    fn clear(&mut self) -> io::Result<()>;
}

/// Does the effects.
pub trait Runner<A: App> {
    /// Does one effect, and tells what came of it. An effect that takes long is given to a thread,
    /// which answers later through the [`super::shell::Mailbox`].
    fn run(&mut self, effect: A::Effect, screen: &mut dyn Screen) -> Vec<A::Msg>;
}

impl<A: App, F: FnMut(A::Effect, &mut dyn Screen) -> Vec<A::Msg>> Runner<A> for F {
    fn run(&mut self, effect: A::Effect, screen: &mut dyn Screen) -> Vec<A::Msg> {
        self(effect, screen)
    }
}

/// What reaches the loop.
pub enum Input<M> {
    /// From the terminal or from a signal.
    Event(Event),
    /// From a worker thread.
    Told(M),
}

/// Where the inputs come from.
pub trait Source<M> {
    /// Blocks until something happens or `until` is reached (`None`: for ever). It may come back earlier with nothing,
    /// where the time can only be looked at now and then.
    fn wait(&mut self, until: Option<Instant>) -> io::Result<Option<Input<M>>>;
    /// What else is already there; never blocks.
    fn ready(&mut self) -> io::Result<Option<Input<M>>>;
    /// The time.
    fn now(&mut self) -> Now;
}

/// Runs one batch through the model, in order, with the effects of each message before the next
/// input, and draws once. The time comes first, so that a lock that fell due while the machine slept
/// is shut before the first key is looked at.
pub fn turn<A: App>(
    app: &mut A,
    screen: &mut dyn Screen,
    runner: &mut dyn Runner<A>,
    now: Now,
    batch: impl IntoIterator<Item = Input<A::Msg>>,
) -> io::Result<()> {
    let tick = std::iter::once(Input::Event(Event::Tick(now)));
    for input in tick.chain(batch) {
        let mut messages: VecDeque<A::Msg> = match input {
            Input::Event(event) => app.event(event).into(),
            Input::Told(msg) => VecDeque::from([msg]),
        };
        while let Some(msg) = messages.pop_front() {
            for effect in app.update(msg) {
                messages.extend(runner.run(effect, screen));
            }
        }
        if app.done() {
            return Ok(());
        }
    }
    screen.draw(&mut |frame| app.draw(frame))
}

/// How many inputs are taken before a frame is drawn: a stuck key must not starve the screen.
const LARGEST_BATCH: usize = 256;

/// Runs the program until it is done.
pub fn run<A: App>(
    app: &mut A,
    screen: &mut dyn Screen,
    source: &mut dyn Source<A::Msg>,
    runner: &mut dyn Runner<A>,
) -> io::Result<()> {
    turn(app, screen, runner, source.now(), [])?;
    while !app.done() {
        let mut batch = Vec::new();
        let before = source.now();
        match source.wait(app.wake_at())? {
            Some(input) => batch.push(input),
            None => {
                let now = source.now();
                if !due(app.wake_at(), before, now) {
                    continue;
                }
            }
        }
        while batch.len() < LARGEST_BATCH {
            match source.ready()? {
                Some(input) => batch.push(input),
                None => break,
            }
        }
        turn(app, screen, runner, source.now(), batch)?;
    }
    Ok(())
}

/// True when the deadline is reached, or when the day's clock moved on without the other: somebody set
/// the clock, or the machine slept and the other clock does not count that.
fn due(wake_at: Option<Instant>, before: Now, now: Now) -> bool {
    let by_instant = now.instant.saturating_duration_since(before.instant);
    let by_clock = (now.utc - before.utc).to_std().unwrap_or_default();
    wake_at.is_some_and(|at| at <= now.instant) || by_clock.abs_diff(by_instant) > Duration::from_secs(5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, TimeDelta};

    #[test]
    fn a_machine_that_slept_is_noticed() {
        let utc = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let before = Now { instant: Instant::now(), utc, local: utc.naive_utc() };
        let later = |instant: u64, clock: i64| Now {
            instant: before.instant + Duration::from_secs(instant),
            utc: utc + TimeDelta::seconds(clock),
            local: utc.naive_utc(),
        };
        let wake = Some(before.instant + Duration::from_secs(600));
        assert!(!due(wake, before, later(60, 60)));
        assert!(due(wake, before, later(60, 3600)));
        assert!(due(wake, before, later(600, 600)));
    }

    /// Asks for one moment, and is done when it comes.
    struct Sleeper {
        at: Instant,
        ticks: usize,
    }

    impl App for Sleeper {
        type Msg = Event;
        type Effect = ();

        fn event(&mut self, event: Event) -> Vec<Event> {
            vec![event]
        }

        fn update(&mut self, msg: Event) -> Vec<()> {
            self.ticks += usize::from(matches!(msg, Event::Tick(_)));
            Vec::new()
        }

        fn draw(&mut self, _: &mut Frame<'_>) {}

        fn wake_at(&self) -> Option<Instant> {
            Some(self.at)
        }

        fn done(&self) -> bool {
            self.ticks == 2
        }
    }

    /// Time that passes as it is waited for; once the wait comes back too early.
    struct Waits {
        now: Now,
        asked: Vec<Instant>,
    }

    impl Source<Event> for Waits {
        fn wait(&mut self, until: Option<Instant>) -> io::Result<Option<Input<Event>>> {
            let until = until.unwrap();
            let passed = (until - self.now.instant) / if self.asked.is_empty() { 2 } else { 1 };
            self.asked.push(until);
            self.now.instant += passed;
            self.now.utc += TimeDelta::from_std(passed).unwrap();
            Ok(None)
        }

        fn ready(&mut self) -> io::Result<Option<Input<Event>>> {
            Ok(None)
        }

        fn now(&mut self) -> Now {
            self.now
        }
    }

    #[test]
    fn the_loop_sleeps_until_the_moment_that_is_asked_for_and_no_shorter() {
        let utc = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let now = Now { instant: Instant::now(), utc, local: utc.naive_utc() };
        let at = now.instant + Duration::from_secs(12 * 3600);
        let mut app = Sleeper { at, ticks: 0 };
        let mut waits = Waits { now, asked: Vec::new() };
        let mut nobody = |(): (), _: &mut dyn Screen| Vec::new();
        run(&mut app, &mut crate::engine::harness::TestScreen::new(20, 5), &mut waits, &mut nobody).unwrap();
        assert_eq!(waits.asked, [at, at], "one that came back too early is not told to the model");
    }
}
