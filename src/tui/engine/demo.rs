//! A small program on the engine, for its tests and as an example of how a screen is written: a list
//! that opens a form.

use std::time::{Duration, Instant};

use ratatui::Frame;

use super::{
    app::App,
    event::Event,
    field::{Echo, Field, PickRow},
    form::{Form, Outcome},
    theme::Theme,
};

/// The form that the tests fill in: one field of each kind.
pub fn report() -> Form {
    Form::new(vec![
        Field::line("when", "When").required().help("Day and month, the day first.").check(|text, _| {
            match text {
                "24 10" => Ok("Sat 24 October 2026 · 30 days ago".into()),
                "1 1" => Ok(Echo::warn("Thu 1 January 2026 · that is long ago")),
                _ => Err("There is no such day. Write it as 24 10.".to_owned()),
            }
        }),
        Field::choice("happened", "Happened", [("yes", "yes"), ("iv", "cancelled"), ("missed", "missed")])
            .initial("yes"),
        Field::line("why", "Why not").required().visible(|all| all.text("happened") != "yes"),
        Field::line("did", "What they did").max(40),
        Field::choice("by", "chosen by", [("child", "child"), ("iv", "IV"), ("both", "both")]).beside(),
        Field::text("words", "Leila's own words").hint("only she decides who hears this").max(200),
        Field::text("view", "Joan's view"),
        Field::choice(
            "worry",
            "Anything that worries you?",
            [("no", "no"), ("yes", "yes, it opens a concern")],
        )
        .required(),
        Field::multi("heard", "Heard", [("c", "child"), ("v", "visitor"), ("s", "social worker")]),
        Field::pick(
            "with",
            "With",
            [("V-1", "Joan B.", "V-0003"), ("V-2", "Zoë M.", "V-0004"), ("V-3", "李 Ming", "V-0005")]
                .map(|(key, label, detail)| PickRow {
                    key: key.into(),
                    label: label.into(),
                    detail: detail.into(),
                    find: String::new(),
                })
                .into(),
        ),
    ])
}

/// A program that is one form.
pub struct FormApp {
    /// The form.
    pub form: Form,
    /// What became of each event, the last first to be asked.
    pub outcomes: Vec<Outcome>,
    /// The drafts that were stored.
    pub drafts: usize,
    theme: Theme,
    now: Option<Instant>,
    draft_at: Option<Instant>,
}

impl FormApp {
    /// A program on this form.
    pub fn new(form: Form) -> Self {
        let theme = Theme::default();
        Self { form, outcomes: Vec::new(), drafts: 0, theme, now: None, draft_at: None }
    }

    /// What became of the last event.
    pub fn last(&self) -> Outcome {
        self.outcomes.last().cloned().unwrap_or(Outcome::Ignored)
    }
}

impl App for FormApp {
    type Msg = Event;
    type Effect = &'static str;

    fn event(&mut self, event: Event) -> Vec<Event> {
        vec![event]
    }

    fn update(&mut self, event: Event) -> Vec<&'static str> {
        if let Event::Tick(now) = event {
            self.now = Some(now.instant);
            if self.draft_at.is_some_and(|at| at <= now.instant) {
                self.draft_at = None;
                self.drafts += 1;
                self.form.set_status("Draft kept just now.");
                return vec!["store the draft"];
            }
            return Vec::new();
        }
        let outcome = self.form.event(&event);
        if outcome == Outcome::Changed && self.draft_at.is_none() {
            self.draft_at = self.now.map(|now| now + Duration::from_millis(500));
        }
        self.outcomes.push(outcome);
        Vec::new()
    }

    fn draw(&mut self, frame: &mut Frame<'_>) {
        let area = frame.area();
        self.form.draw(frame, area, self.theme);
    }

    fn wake_at(&self) -> Option<Instant> {
        self.draft_at
    }

    fn done(&self) -> bool {
        false
    }
}
