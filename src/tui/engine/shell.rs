//! The real terminal: set up, restore (also on a panic), read. Everything that touches the terminal,
//! a signal or the clock is here.
//!
//! The loop sleeps on one mailbox. A thread that does nothing but read the terminal, and one that does
//! nothing but wait for signals, post to it, and so may a worker; idle, nothing wakes up. The reading
//! is not done in the loop itself because crossterm spins for ever when the terminal is hung up: the
//! loop must still hear the signal and save.

use std::{
    io::{self, Stdout, Write as _, stdout},
    panic,
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::{Instant, SystemTime},
};

use chrono::{DateTime, NaiveDateTime, Utc};
use crossterm::{
    clipboard::CopyToClipboard,
    cursor::Show,
    event::{
        self as term, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
    },
    execute,
    terminal::{EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode},
};
use ratatui::{Frame, Terminal, backend::CrosstermBackend, layout::Rect};
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP},
    iterator::Signals,
    low_level::emulate_default_handler,
};

use super::{
    app::{Input, Screen, Source},
    event::{Event, Leave, Now},
};

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
        emulate_default_handler(SIGTSTP)?;
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
pub struct Mailbox<M>(Sender<Input<M>>);

impl<M> Clone for Mailbox<M> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<M> Mailbox<M> {
    /// Posts a message. If the program is already leaving, nobody listens and nothing happens.
    pub fn tell(&self, msg: M) {
        let _ = self.0.send(Input::Told(msg));
    }
}

/// The inputs of a real run.
pub struct Inputs<M> {
    sender: Sender<Input<M>>,
    receiver: Receiver<Input<M>>,
    local: fn(DateTime<Utc>) -> NaiveDateTime,
}

impl<M: Send + 'static> Inputs<M> {
    /// Starts the two reading threads. `local` turns an instant into the civil time of the place.
    pub fn start(local: fn(DateTime<Utc>) -> NaiveDateTime) -> io::Result<Self> {
        let (sender, receiver) = channel();
        // Ctrl-c is a key here; the signal can still be sent by another program.
        let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
        let post = sender.clone();
        thread::Builder::new().name("signals".into()).spawn(move || {
            for signal in signals.forever() {
                let why = if signal == SIGHUP { Leave::HungUp } else { Leave::Terminated };
                if post.send(Input::Event(Event::Leave(why))).is_err() {
                    return;
                }
            }
        })?;
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
                if post.send(input).is_err() || last {
                    return;
                }
            }
        })?;
        Ok(Self { sender, receiver, local })
    }

    /// A mailbox for workers.
    pub fn mailbox(&self) -> Mailbox<M> {
        Mailbox(self.sender.clone())
    }
}

impl<M> Source<M> for Inputs<M> {
    fn wait(&mut self, until: Option<Instant>) -> io::Result<Option<Input<M>>> {
        // `self.sender` lives as long as the receiver, so the channel is never disconnected.
        match until {
            None => Ok(self.receiver.recv().ok()),
            Some(at) => match self.receiver.recv_timeout(at.saturating_duration_since(Instant::now())) {
                Ok(input) => Ok(Some(input)),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Ok(None),
            },
        }
    }

    fn ready(&mut self) -> io::Result<Option<Input<M>>> {
        Ok(self.receiver.try_recv().ok())
    }

    fn now(&mut self) -> Now {
        let utc = DateTime::<Utc>::from(SystemTime::now());
        Now { instant: Instant::now(), utc, local: (self.local)(utc) }
    }
}
