//! Somebody whose passphrase was made by another person chooses their own, twice the same, before anything is shown.

use crate::engine::event::Event;
use crate::engine::layers::secret::{Secret, SecretOutcome};
use crate::engine::theme::Theme;
use domain::people::passphrase_is_too_short;
use ratatui::Frame;
use ratatui::layout::Rect;
use zeroize::Zeroizing;

/// What became of an event.
pub enum Chosen {
    /// It goes on.
    NotYet,
    /// Here it is: it was typed twice.
    This(Zeroizing<String>),
    /// The person does not want to.
    Cancelled,
}

/// The page that asks for the new passphrase, and then for the same again.
pub struct Choosing {
    page: Secret,
    first: Option<Zeroizing<String>>,
}

impl Choosing {
    /// The page, with what is wrong if it was asked before.
    #[must_use]
    pub fn new(wrong: Option<String>) -> Self {
        let mut page = page("New passphrase");
        if let Some(sentence) = wrong {
            page.refuse(sentence);
        }
        Self { page, first: None }
    }

    /// Takes an event.
    pub fn event(&mut self, event: Event) -> Chosen {
        let typed = match self.page.event(event) {
            SecretOutcome::Entered(typed) => typed,
            SecretOutcome::Cancelled => return Chosen::Cancelled,
            SecretOutcome::Handled | SecretOutcome::Ignored => return Chosen::NotYet,
        };
        match self.first.take() {
            None => match passphrase_is_too_short(&typed) {
                Some(sentence) => self.page.refuse(sentence),
                None => {
                    self.page = page("The same again");
                    self.first = Some(typed);
                }
            },
            Some(first) if *first == *typed => return Chosen::This(typed),
            Some(_) => *self = Self::new(Some("The two differ. Type it again, twice.".to_owned())),
        }
        Chosen::NotYet
    }

    /// It is being written: keys are passed over.
    pub fn busy(&mut self) {
        self.page.busy(Some("Keeping it. This takes a second.".to_owned()));
    }

    /// Draws the page.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        self.page.draw(frame, area, theme);
    }
}

fn page(label: &str) -> Secret {
    let lines = vec![
        "Your passphrase was made by somebody else, and opens the file this once.".to_owned(),
        "Choose your own: several words that you can remember and nobody can guess.".to_owned(),
    ];
    Secret::new("befriend", lines, label)
}
