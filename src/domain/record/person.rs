//! What children, visitors and professionals have in common.

use super::withheld;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A person's name. One-word names are names: then `last` is empty.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Name {
    /// First name or names.
    pub first: String,
    /// Family name; empty for somebody with one name.
    pub last: String,
    /// What the person is called, when not the first name.
    pub known_as: Option<String>,
}

impl Name {
    /// A name from its two parts.
    #[must_use]
    pub fn new(first: impl Into<String>, last: impl Into<String>) -> Self {
        Self { first: first.into(), last: last.into(), known_as: None }
    }

    /// What the person is called in speech: known-as, else the first name.
    #[must_use]
    pub fn called(&self) -> &str {
        self.known_as.as_deref().unwrap_or(&self.first)
    }

    /// The whole name: `Leila Haddad`.
    #[must_use]
    pub fn full(&self) -> String {
        join(self.called(), &self.last)
    }

    /// First name and initial, as on lists: `Leila H.`
    #[must_use]
    pub fn short(&self) -> String {
        match self.last.chars().next() {
            Some(initial) => format!("{} {initial}.", self.called()),
            None => self.called().to_owned(),
        }
    }

    /// Initials, as when names are hidden: `L.H.`
    #[must_use]
    pub fn initials(&self) -> String {
        let mut out = String::new();
        for part in [self.called(), &self.last] {
            if let Some(initial) = part.chars().next() {
                out.extend(initial.to_uppercase());
                out.push('.');
            }
        }
        out
    }

    /// For lists in order: family name first, folded by the caller if accents matter.
    #[must_use]
    pub fn sort_key(&self) -> String {
        join(&self.last, self.called())
    }
}

fn join(a: &str, b: &str) -> String {
    match (a.is_empty(), b.is_empty()) {
        (false, false) => format!("{a} {b}"),
        (false, true) => a.to_owned(),
        (true, _) => b.to_owned(),
    }
}

/// Somebody said or did something on a day: who and when stand beside every answer that matters.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Who said or did it.
    pub by: String,
    /// On which day.
    pub on: NaiveDate,
}

impl Said {
    /// Said by somebody on a day.
    #[must_use]
    pub fn new(by: impl Into<String>, on: NaiveDate) -> Self {
        Self { by: by.into(), on }
    }
}

/// Someone who works with the child: social worker, independent reviewing officer, referrer.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Professional {
    /// Name as given.
    pub name: String,
    /// Team or role.
    pub team: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Since when in this part, where it is known.
    pub since: Option<NaiveDate>,
}

impl Professional {
    /// Somebody of whom only the name is known yet.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Whether this is somebody of that name, however its letters are written.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        !name.is_empty() && self.name.to_lowercase() == name.to_lowercase()
    }
}

/// A span during which something is on hold, with its reason. The past ones stay: status is derived from spans.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// First day on hold.
    pub from: NaiveDate,
    /// The day on which it is to be looked at again (R95). It does not end by itself.
    pub until: Option<NaiveDate>,
    /// Why.
    pub reason: String,
    /// First day no longer on hold.
    pub ended: Option<NaiveDate>,
}

impl Hold {
    /// Whether `day` falls into the hold.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.ended.is_none_or(|end| day < end)
    }
}

/// A span during which the visits of a match may not happen.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// First day.
    pub from: NaiveDate,
    /// First day on which it no longer holds.
    pub ended: Option<NaiveDate>,
    /// The neutral reason that may be shown.
    pub reason: String,
}

impl Suspension {
    /// Whether `day` falls into it.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.ended.is_none_or(|end| day < end)
    }
}

/// A span during which a visitor visits nobody, and whose it is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// First day.
    pub from: NaiveDate,
    /// First day on which it no longer holds.
    pub ended: Option<NaiveDate>,
    /// The neutral reason that may be shown.
    pub reason: String,
    /// Whether it is the team manager's: nobody else takes it away, no visit is planned meanwhile, and what is told to the
    /// visitor goes through the team manager (R49, R73, R74). A fact of its own, whatever words the reason has.
    pub by_manager: bool,
}

impl Pause {
    /// What everybody reads of a pause that is the team manager's, and nothing else.
    pub const SEE_MANAGER: &str = "visits are paused; see team manager";

    /// Whether `day` falls into it.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.ended.is_none_or(|end| day < end)
    }
}

withheld!(Name, Said, Professional, Hold, Suspension, Pause);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_shape_have_a_short_form() {
        for (first, last, short, initials) in [
            ("Leila", "Haddad", "Leila H.", "L.H."),
            ("Siobhán", "O'Brien", "Siobhán O.", "S.O."),
            ("李", "", "李", "李."),
            ("Zoë", "Miller", "Zoë M.", "Z.M."),
        ] {
            let name = Name::new(first, last);
            assert_eq!(name.short(), short);
            assert_eq!(name.initials(), initials);
            assert_eq!(format!("{name:?}"), "Name(withheld)");
        }
    }
}
