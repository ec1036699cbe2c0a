//! The real terminal: set up, restore (also on a panic), read. Everything that touches the terminal,
//! a signal or the clock is here.
//!
//! The loop sleeps on one mailbox. A thread that does nothing but read the terminal, one that does nothing
//! but wait for signals, and one that waits for the alarm post to it, and so may a worker; idle, nothing
//! wakes up. The reading
//! is not done in the loop itself because crossterm spins for ever when the terminal is hung up: the
//! loop must still hear the signal and save.

use std::{
    io::{self, Stdout, Write as _, stdout},
    panic,
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::{Duration, Instant, SystemTime},
};

use super::{
    alarm::{Alarm, Clock, LONGEST_BLIND_WAIT},
    app::{Input, Screen, Source},
    event::{Event, Leave, Now},
    signals,
};
use chrono::{DateTime, NaiveDateTime, Utc};
use crossterm::{
    clipboard::CopyToClipboard,
    cursor::{MoveTo, Show},
    event::{
        self as term, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
    },
    execute,
    terminal::{
        Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode,
        enable_raw_mode,
    },
};
use ratatui::{Frame, Terminal, backend::CrosstermBackend, layout::Rect};

/// The terminal, taken over for as long as this value lives.
///
/// INVARIANT: whatever ends the program, [`restore`] runs: by drop, or by the panic hook.
pub struct Shell {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    mouse: bool,
}

impl Shell {
    /// Takes the terminal over: raw mode, alternate screen, bracketed paste (without it a pasted note
    /// would run as commands), and a title that never changes, because titles end up in screenshots and
    /// window lists and must not name anybody.
    ///
    /// Call it after the program's own panic hook is in place: the hook set here restores the terminal
    /// and then calls that one. A worker that panics leaves the screen alone: whoever waits for its
    /// result reports it on the message line. So does a panic that is `caught` where it happens: the
    /// program goes on, and needs its screen.
    pub fn enter(caught: fn() -> bool) -> io::Result<Self> {
        let before = panic::take_hook();
        let owner = thread::current().id();
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() == owner && !caught() {
                restore();
                before(info);
            }
        }));
        // Made first: from here on an early return restores the terminal by drop.
        let mut shell = Self { terminal: Terminal::new(CrosstermBackend::new(stdout()))?, mouse: false };
        shell.take_over()?;
        Ok(shell)
    }

    fn take_over(&mut self) -> io::Result<()> {
        TAKEN.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, SetTitle("befriend"))?;
        if self.mouse {
            execute!(stdout(), EnableMouseCapture)?;
        }
        Ok(())
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        restore();
    }
}

/// Whether there is a terminal to give back.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Gives the terminal back, once: leaving the alternate screen a second time would put the cursor back to where
/// it was at the start, and the prompt of the shell over the report of a panic. Failures are passed over: there
/// is nobody left to tell, and the next step must run whatever became of this one.
pub fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = execute!(stdout(), DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
    let _ = stdout().flush();
}

/// Takes away what stands on the terminal and what has scrolled off it, where the terminal does that when it is asked.
///
/// # Errors
/// What the terminal reports.
pub fn wipe() -> io::Result<()> {
    execute!(stdout(), Clear(ClearType::All), Clear(ClearType::Purge), MoveTo(0, 0))
}

impl Screen for Shell {
    fn draw(&mut self, with: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(|frame| with(frame)).map(|_| ())
    }

    fn capture_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        if on { execute!(stdout(), EnableMouseCapture) } else { execute!(stdout(), DisableMouseCapture) }
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(stdout(), CopyToClipboard::to_clipboard_from(text))
    }

    fn suspend(&mut self) -> io::Result<()> {
        restore();
        signals::stand_still()?;
        self.take_over()?;
        self.clear()
    }

    fn clear(&mut self) -> io::Result<()> {
        // `Terminal::clear` asks the terminal where its cursor is, and that answer would go to the
        // reading thread. Resizing to the same size clears without asking.
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::new(0, 0, size.width, size.height))
    }
}

/// Where workers post what they have to tell. Cheap to copy, can be sent to a thread.
pub struct Mailbox<M>(Sender<Post<M>>);

/// What comes into the mailbox.
enum Post<M> {
    Input(Input<M>),
    /// The time has come that the loop wanted to be woken at; or it had, and a key was quicker.
    Alarm,
}

impl<M> Clone for Mailbox<M> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<M> Mailbox<M> {
    /// Posts a message. If the program is already leaving, nobody listens and nothing happens.
    pub fn tell(&self, msg: M) {
        let _ = self.0.send(Post::Input(Input::Told(msg)));
    }
}

/// The inputs of a real run.
pub struct Inputs<M> {
    sender: Sender<Post<M>>,
    receiver: Receiver<Post<M>>,
    clock: Clock,
    /// None where there is no such thing.
    alarm: Option<Alarm>,
    local: fn(DateTime<Utc>) -> NaiveDateTime,
}

impl<M: Send + 'static> Inputs<M> {
    /// Starts the threads that wait. `local` turns an instant into the civil time of the place.
    pub fn start(local: fn(DateTime<Utc>) -> NaiveDateTime) -> io::Result<Self> {
        let (sender, receiver) = channel();
        let post = sender.clone();
        signals::listen(move |event| post.send(Post::Input(Input::Event(event))).is_ok())?;
        let post = sender.clone();
        thread::Builder::new().name("terminal".into()).spawn(move || {
            loop {
                let input = match term::read() {
                    Ok(event) => match Event::from_terminal(event) {
                        Some(event) => Input::Event(event),
                        None => continue,
                    },
                    // The terminal cannot be read any more: the same as if it had hung up.
                    Err(_) => Input::Event(Event::Leave(Leave::HungUp)),
                };
                let last = matches!(input, Input::Event(Event::Leave(_)));
                if post.send(Post::Input(input)).is_err() || last {
                    return;
                }
            }
        })?;
        let post = sender.clone();
        let alarm = Alarm::start(move || post.send(Post::Alarm).is_ok()).ok();
        Ok(Self { sender, receiver, clock: Clock::start(), alarm, local })
    }

    /// A mailbox for workers.
    pub fn mailbox(&self) -> Mailbox<M> {
        Mailbox(self.sender.clone())
    }
}

impl<M> Inputs<M> {
    /// How long the mailbox itself waits at the most. The alarm comes first where there is one: it counts the time
    /// that the machine sleeps, and the mailbox does not.
    fn patience(&mut self, until: Instant) -> Duration {
        let left = until.saturating_duration_since(self.clock.now());
        match &self.alarm {
            Some(alarm) if alarm.set(Some(left)).is_ok() => left + AFTER_THE_ALARM,
            _ => left.min(LONGEST_BLIND_WAIT),
        }
    }
}

/// By how much the mailbox outwaits the alarm. It is never waited for unless the alarm fails.
const AFTER_THE_ALARM: Duration = Duration::from_secs(5);

impl<M> Source<M> for Inputs<M> {
    fn wait(&mut self, until: Option<Instant>) -> io::Result<Option<Input<M>>> {
        // `self.sender` lives as long as the receiver, so the channel is never disconnected.
        let post = match until {
            None => {
                self.alarm.iter().for_each(|alarm| drop(alarm.set(None)));
                self.receiver.recv().ok()
            }
            Some(at) if at <= self.clock.now() => return self.ready(),
            Some(at) => {
                let patience = self.patience(at);
                self.receiver.recv_timeout(patience).ok()
            }
        };
        Ok(match post {
            Some(Post::Input(input)) => Some(input),
            Some(Post::Alarm) | None => None,
        })
    }

    fn ready(&mut self) -> io::Result<Option<Input<M>>> {
        loop {
            match self.receiver.try_recv() {
                Ok(Post::Input(input)) => return Ok(Some(input)),
                // What it was set for is looked at with each turn.
                Ok(Post::Alarm) => {}
                Err(_) => return Ok(None),
            }
        }
    }

    fn now(&mut self) -> Now {
        let utc = DateTime::<Utc>::from(SystemTime::now());
        Now { instant: self.clock.now(), utc, local: (self.local)(utc) }
    }
}
