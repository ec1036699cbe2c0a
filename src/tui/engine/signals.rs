//! What other programs and the machine tell this one: to leave, or to stand still.

use std::io;

use super::event::Event;

/// Starts the thread that waits for signals and posts what they mean, for as long as somebody listens. Ctrl-c and Ctrl-z
/// are keys here; the signals can still be sent by another program.
#[cfg(unix)]
pub(super) fn listen(post: impl Fn(Event) -> bool + Send + 'static) -> io::Result<()> {
    use super::event::Leave;
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    use signal_hook::iterator::Signals;

    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM, SIGTSTP])?;
    std::thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in signals.forever() {
            let event = match signal {
                SIGHUP => Event::Leave(Leave::HungUp),
                SIGTSTP => Event::Stop,
                _ => Event::Leave(Leave::Terminated),
            };
            if !post(event) {
                return;
            }
        }
    })?;
    Ok(())
}

/// Stands still until another program says to go on.
#[cfg(unix)]
pub(super) fn stand_still() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)
}

/// There are no signals: closing the window ends the program, and every keystroke of a form is on the disk within a
/// second.
#[cfg(not(unix))]
pub(super) fn listen(_: impl Fn(Event) -> bool + Send + 'static) -> io::Result<()> {
    Ok(())
}

/// Nothing stands still here.
#[cfg(not(unix))]
pub(super) fn stand_still() -> io::Result<()> {
    Ok(())
}
