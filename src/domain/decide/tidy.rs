//! What was typed, put into the form in which it is kept; what cannot be kept becomes a finding beside its field.

use super::Draft;
use crate::entry::{EntryError, name, text};
use crate::finding::Finding;
use crate::record::{ChildView, Name, Professional, RiskAnswer, Said, Subject, Wishes};
use crate::rule::RuleId;

/// Whether nothing is left of a text when what cannot be seen is gone.
pub(super) fn is_blank(typed: &str) -> bool {
    // A space or a joiner of no width is kept within a text, and is no text by itself.
    let unseen =
        |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
    text::clean(typed).is_ok_and(|kept| kept.chars().all(unseen))
}

impl Draft<'_> {
    /// The finding of a field that must be filled in.
    pub fn need(&mut self, subject: Subject, field: &'static str, text: &str, sentence: &str) {
        if is_blank(text) {
            self.find(Finding::new(RuleId::H1, subject, sentence).at(field));
        }
    }

    /// What was typed, tidied; or a finding beside its field, and nothing.
    pub fn tidy(
        &mut self,
        subject: Subject,
        field: &'static str,
        tidied: Result<String, EntryError>,
    ) -> String {
        tidied.unwrap_or_else(|error| {
            self.find(Finding::new(RuleId::H1, subject, error.sentence()).at(field));
            String::new()
        })
    }

    /// Long text, tidied; empty stays empty.
    pub fn long(&mut self, subject: Subject, field: &'static str, typed: &str) -> String {
        let kept = self.tidy(subject, field, text::clean(typed));
        if kept.trim().is_empty() { String::new() } else { kept }
    }

    /// An optional text, tidied; blank becomes `None`.
    pub fn line(&mut self, subject: Subject, field: &'static str, typed: Option<&str>) -> Option<String> {
        Some(self.long(subject, field, typed?.trim())).filter(|kept| !kept.is_empty())
    }

    /// Each of several short texts; blank ones go.
    pub fn each(&mut self, subject: Subject, field: &'static str, typed: &[String]) -> Vec<String> {
        typed.iter().filter_map(|text| self.line(subject, field, Some(text))).collect()
    }

    /// A name. The first is needed; a family name is not, because one-word names are names.
    pub fn name(&mut self, subject: Subject, new: &Name) -> Name {
        let mut part = |field, typed: &str| match typed.trim() {
            "" if field != "first" => String::new(),
            typed => self.tidy(subject, field, name::clean(typed)),
        };
        let (first, last) = (part("first", &new.first), part("last", &new.last));
        let known_as = part("known_as", new.known_as.as_deref().unwrap_or_default());
        Name { first, last, known_as: Some(known_as).filter(|n| !n.is_empty()) }
    }

    /// Who said something on a day; the day stays as it is.
    pub fn said(&mut self, subject: Subject, field: &'static str, new: &Said) -> Said {
        Said::new(self.long(subject, field, &new.by), new.on)
    }

    /// The same, where it may be missing.
    pub fn said_so(&mut self, subject: Subject, field: &'static str, new: Option<&Said>) -> Option<Said> {
        new.map(|said| self.said(subject, field, said))
    }

    /// Somebody who works with the child.
    pub fn professional(
        &mut self,
        subject: Subject,
        field: &'static str,
        new: &Professional,
    ) -> Professional {
        Professional {
            name: self.long(subject, field, &new.name),
            team: self.line(subject, field, new.team.as_deref()),
            phone: self.line(subject, field, new.phone.as_deref()),
            email: self.line(subject, field, new.email.as_deref()),
            since: new.since,
        }
    }

    /// The same, where there may be nobody; somebody without a name is nobody.
    pub fn somebody(
        &mut self,
        subject: Subject,
        field: &'static str,
        new: Option<&Professional>,
    ) -> Option<Professional> {
        new.map(|p| self.professional(subject, field, p)).filter(|p| !p.name.is_empty())
    }

    /// The social worker's answer on risk.
    pub fn risk(&mut self, subject: Subject, new: &RiskAnswer) -> RiskAnswer {
        RiskAnswer {
            said: self.said(subject, "risk", &new.said),
            headline: self.long(subject, "risk", &new.headline),
            controls: self.line(subject, "risk", new.controls.as_deref()),
            home_only: new.home_only,
            no_match: new.no_match,
        }
    }

    /// What the child would like.
    pub fn wishes(&mut self, subject: Subject, new: &Wishes) -> Wishes {
        Wishes {
            visitor_gender: self.line(subject, "wishes", new.visitor_gender.as_deref()),
            interests: self.each(subject, "wishes", &new.interests),
            background: self.line(subject, "wishes", new.background.as_deref()),
            languages: self.each(subject, "wishes", &new.languages),
            when: self.line(subject, "wishes", new.when.as_deref()),
            driver: new.driver,
            avoid: self.line(subject, "wishes", new.avoid.as_deref()),
            own_words: self.line(subject, "wishes", new.own_words.as_deref()),
            asked: self.said_so(subject, "wishes", new.asked.as_ref()),
        }
    }

    /// Whether the child wants a visitor.
    pub fn view(&mut self, subject: Subject, new: &ChildView) -> ChildView {
        match new {
            ChildView::NotAsked => ChildView::NotAsked,
            ChildView::Wants(said) => ChildView::Wants(self.said(subject, "view", said)),
            ChildView::Accepts(said) => ChildView::Accepts(self.said(subject, "view", said)),
            ChildView::Objects { understands, said } => {
                ChildView::Objects { understands: *understands, said: self.said(subject, "view", said) }
            }
            ChildView::ObjectsWithout(said) => ChildView::ObjectsWithout(self.said(subject, "view", said)),
        }
    }
}
