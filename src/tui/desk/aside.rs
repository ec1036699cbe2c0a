//! What lies over the desk while a page is looked at from it: set aside with its cursor, filter and marks, and laid
//! back when one returns.

use super::candidates::Candidates;
use super::{Desk, Layer};
use crate::engine::layers::Layers;
use crate::keys::Action;
use crate::msg::Effect;
use domain::record::Subject;

/// Layers that wait, and where one was when they were set aside.
pub(super) struct Aside {
    trail: usize,
    pages: usize,
    layers: Layers<Layer>,
}

impl Desk {
    /// The list of candidates that lies over the desk, if there is one: under a form or the palette too.
    pub(super) fn candidates_shown(&self) -> Option<&Candidates> {
        self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Candidates(candidates) => Some(&**candidates),
            _ => None,
        })
    }

    /// Does something while a list of candidates lies on top.
    pub(super) fn act_over_candidates(&mut self, action: Action) -> Vec<Effect> {
        if let Err(why) = self.enabled(action) {
            self.refuse(action, why);
            return Vec::new();
        }
        match action {
            Action::Back
            | Action::WholeList
            | Action::Reasons
            | Action::Compare
            | Action::WhyNot
            | Action::Propose
            | Action::Cure
            | Action::GoVisitor
            | Action::GoChild => self.act_on_candidates(action),
            Action::GoMatch | Action::GoProposal | Action::GoConcern | Action::GoScheme | Action::Open => {
                let pages = self.pages.len();
                let effects = self.act(action);
                if self.pages.len() > pages {
                    self.set_aside(pages);
                }
                effects
            }
            Action::Tab(_)
            | Action::NextTab
            | Action::PreviousTab
            | Action::GoReports
            | Action::Board
            | Action::ShowSnoozed
            | Action::Sort => {
                let effects = self.act(action);
                self.layers.clear();
                effects
            }
            // The rest lies over the list or changes nothing in it.
            _ => self.act(action),
        }
    }

    /// Opens a record from the layers on top; they come back when one returns from it.
    pub(super) fn go_from_layers(&mut self, subject: Option<Subject>) -> Vec<Effect> {
        let pages = self.pages.len();
        if subject.is_none() {
            return Vec::new();
        }
        self.set_aside(pages);
        self.go(subject)
    }

    fn set_aside(&mut self, pages: usize) {
        let layers = std::mem::take(&mut self.layers);
        self.aside.push(Aside { trail: self.trail.len(), pages, layers });
    }

    /// After going back: lays back what was set aside at this very place, judged anew.
    pub(super) fn lay_back(&mut self) {
        let here = (self.trail.len(), self.pages.len());
        if let Some(aside) = self.aside.pop_if(|aside| (aside.trail, aside.pages) == here) {
            self.layers = aside.layers;
            self.renew_candidates();
        }
    }
}
