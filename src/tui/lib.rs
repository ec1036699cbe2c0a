//! The screens: the only crate that names ratatui or crossterm.
//!
//! `event -> message -> update -> effects -> the runner does them -> messages -> draw`, in one thread. The model
//! never touches terminal, file, clock or clipboard; [`runner`] does. What can be done, and by which key, stands in
//! one table ([`keys`]); forms are tables of fields ([`forms`]); what nothing of the scheme knows is in [`engine`].

pub mod app;
mod choosing;
pub mod desk;
pub mod engine;
pub mod forms;
pub mod keys;
pub mod msg;
pub mod runner;
pub mod view;

use engine::shell::{Inputs, Shell};
use std::io;

/// Runs the screens until the user leaves. Answers with the sentence why it ended, if she did not ask for it.
///
/// # Errors
/// The terminal cannot be used.
pub fn run(
    mut model: app::Model,
    mut runner: runner::FileRunner,
    theme: engine::theme::Theme,
) -> io::Result<Option<String>> {
    theme.tell_terminal();
    let mut shell = Shell::enter(store::panic_is_caught)?;
    let mut inputs = Inputs::start(domain::calendar::local)?;
    // The desk begins with the mouse; F12 gives it to the terminal.
    engine::app::Screen::capture_mouse(&mut shell, true)?;
    let outcome = engine::app::run(&mut model, &mut shell, &mut inputs, &mut runner);
    drop(shell);
    let ended = model.ended.take();
    // Everything was saved as it was done; closing only spares the next start its check.
    let closed = runner.close();
    outcome?;
    Ok(ended.or_else(|| closed.err().map(|e| e.to_string())))
}

/// A record as its page shows it, as plain lines without colour or signs beyond ASCII words: for the command line.
#[must_use]
pub fn describe(
    world: domain::world::World,
    today: chrono::NaiveDate,
    now: chrono::DateTime<chrono::Utc>,
    subject: domain::record::Subject,
    report: Option<domain::record::VisitReport>,
    role: domain::people::Role,
) -> Vec<String> {
    let opening = msg::Opening {
        world,
        head: store::Head { seq: 0, at_ms: 0, witness_words: [""; 3] },
        drafts: Vec::new(),
        by: String::new(),
        role,
        read_only: true,
        unread: 0,
        low_space: false,
    };
    let theme = engine::theme::Theme { look: engine::theme::Look::Mono, signs: &engine::theme::ASCII };
    let now = engine::event::Now {
        instant: std::time::Instant::now(),
        utc: now,
        local: domain::calendar::local(now),
    };
    let mut desk = desk::Desk::new(opening, now, today, theme, false);
    if let domain::record::Subject::Visit(id) = subject {
        desk.report = Some((id, report));
    }
    desk.plain_lines(subject, 78)
}
