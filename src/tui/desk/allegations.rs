//! The allegations, for team managers: all of them, the visitor's, and the next step of one.

use super::Desk;
use crate::engine::chord::Key;
use crate::engine::event::Event;
use crate::engine::layers::LayerOutcome;
use crate::engine::layers::panel;
use crate::engine::text::truncate;
use crate::engine::theme::{Role, Theme};
use crate::forms::Sheet;
use crate::keys::{Action, Task};
use crate::msg::Effect;
use domain::calendar::{local_date, words};
use domain::command::{AllegationStep, Command};
use domain::id::AllegationId;
use domain::judge;
use domain::record::{Allegation, AllegationTask, Subject};
use ratatui::Frame;
use ratatui::layout::Rect;

/// The list: one line for each, the open ones first, the newest on top.
pub struct Allegations {
    rows: Vec<(AllegationId, String)>,
    at: usize,
}

impl Allegations {
    /// Moves, opens, or closes.
    pub fn event(&mut self, event: &Event) -> LayerOutcome<Action> {
        let Event::Key(chord) = event else { return LayerOutcome::Ignored };
        let last = self.rows.len().saturating_sub(1);
        self.at = match chord.key {
            Key::Esc | Key::Char('q') => return LayerOutcome::Close,
            Key::Enter if !self.rows.is_empty() => return LayerOutcome::Run(Action::Open),
            Key::Up | Key::Char('k') => self.at.saturating_sub(1),
            Key::Down | Key::Char('j') => self.at + 1,
            Key::Home | Key::Char('g') => 0,
            Key::End | Key::Char('G') => last,
            _ => self.at,
        }
        .min(last);
        LayerOutcome::Handled
    }

    /// All that are listed.
    pub(super) fn all(&self) -> impl Iterator<Item = AllegationId> {
        self.rows.iter().map(|(id, _)| *id)
    }

    /// The one under the cursor.
    #[must_use]
    pub fn chosen(&self) -> Option<AllegationId> {
        self.rows.get(self.at).map(|(id, _)| *id)
    }

    /// Draws the list over an area.
    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let high = u16::try_from(self.rows.len().max(1)).unwrap_or(u16::MAX);
        let wide = area.width.saturating_sub(6);
        let inside = panel(area, frame.buffer_mut(), (wide, high), "Allegations, for team managers", theme);
        let buf = frame.buffer_mut();
        if self.rows.is_empty() {
            let none = "No allegation is on record. A on a visitor receives one.";
            buf.set_stringn(inside.x, inside.y, none, inside.width.into(), theme.style(Role::Dim));
        }
        let first = (self.at + 1).saturating_sub(inside.height.into());
        for ((n, (_, line)), y) in self.rows.iter().enumerate().skip(first).zip(inside.y..inside.bottom()) {
            let (mark, role) =
                if n == self.at { (theme.signs.cursor, Role::Selected) } else { (" ", Role::Normal) };
            let room = usize::from(inside.width).saturating_sub(2);
            let line = format!("{mark} {}", truncate(line, room, theme.signs.ellipsis));
            buf.set_string(inside.x, y, line, theme.style(role));
        }
    }
}

impl Desk {
    /// The last allegation against the visitor under the cursor: one that is open before one that is closed.
    pub(super) fn last_allegation(&self) -> Option<AllegationId> {
        let against = self.world.allegations_of_visitor(self.focus().visitor?);
        against.max_by_key(|a| (a.is_open(), a.received)).map(|a| a.id)
    }

    /// All of them.
    pub(super) fn all_allegations(&self) -> Allegations {
        let mut all: Vec<&Allegation> = self.world.allegations().collect();
        all.sort_by_key(|a| (!a.is_open(), std::cmp::Reverse(a.received)));
        let row = |a: &&Allegation| {
            let who = self.names.subject(&self.world, Subject::Visitor(a.visitor));
            let since = words::short(local_date(a.received), self.today);
            let stands = match a.next_task() {
                Some(task) => format!("next: {}", task.words()),
                None => "closed".to_owned(),
            };
            (a.id, format!("{}  {who}, {since}, {stands}", a.reference()))
        };
        Allegations { rows: all.iter().map(row).collect(), at: 0 }
    }

    /// What the cancellation of all that is booked would cancel: seen before it is saved.
    pub(super) fn booked_words(&self, sheet: &Sheet) -> String {
        let Some(Subject::Visitor(id)) = sheet.subject else { return sheet.about.clone() };
        let booked = judge::booked_while_paused(&self.world, id, self.today);
        let days: Vec<_> = booked.iter().map(|(_, v)| words::short(v.date, self.today)).collect();
        format!("{}: {}", sheet.about, days.join(", "))
    }

    /// The next step of the allegation under the cursor.
    pub(super) fn next_task(&self) -> Option<AllegationTask> {
        match self.subject()? {
            Subject::Allegation(id) => self.world.allegation(id)?.next_task(),
            _ => None,
        }
    }

    pub(super) fn next_allegation_step(&mut self) -> Vec<Effect> {
        let Some(task) = self.next_task() else { return Vec::new() };
        let subject = self.subject();
        self.begin(Task::Allegation(task), subject)
    }
}

/// What shows whether a step can be taken at all: the same step with something in its fields.
pub(super) fn trial(task: AllegationTask, allegation: AllegationId) -> Option<Command> {
    let x = || "x".to_owned();
    let step = match task {
        AllegationTask::CloseComplaint => AllegationStep::ComplaintClosed { reason: x() },
        AllegationTask::EndAppointment => AllegationStep::AppointmentEnded { notice: None, note: None },
        AllegationTask::Reinstate => {
            // Only what stands against it without a field beside it counts: the outcome that is not there.
            AllegationStep::AppointmentEnded { notice: None, note: None }
        }
        AllegationTask::Close => AllegationStep::Closed { reason: x() },
        _ => AllegationStep::Learned { words: x() },
    };
    Some(Command::TakeAllegationStep { allegation, step: Box::new(step) })
}
