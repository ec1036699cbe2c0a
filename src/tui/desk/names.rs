//! Names as the screen may show them: in full, or as initials with references while somebody stands behind her.

use super::focus::Focus;
use domain::record::{Child, Match, Name, Subject, Visitor};
use domain::world::World;

/// How names are shown.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Names {
    /// Initials and references only.
    pub hidden: bool,
}

impl Names {
    /// What stands for a hidden name. A name of one letter is its own initial, so something else stands for it.
    #[must_use]
    pub fn initials(name: &Name) -> String {
        if name.full().chars().count() < 2 { "N.N.".to_owned() } else { name.initials() }
    }

    /// Everybody who may be named in what is recorded about a subject: its people, and those of the matches that
    /// they had.
    #[must_use]
    pub fn circle(world: &World, subject: Subject) -> Vec<Subject> {
        let focus = Focus::on(world, subject);
        let mut all = focus.people();
        let matches = focus.child.into_iter().flat_map(|c| world.matches_of_child(c));
        all.extend(matches.map(|m| Subject::Visitor(m.visitor)));
        let matches = focus.visitor.into_iter().flat_map(|v| world.matches_of_visitor(v));
        all.extend(matches.map(|m| Subject::Child(m.child)));
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Somebody who has no record of their own, such as a carer, a home or a social worker: with names hidden, every
    /// word that begins like a name gives way to its letter.
    #[must_use]
    pub fn person(self, who: &str) -> String {
        if !self.hidden {
            return who.to_owned();
        }
        let word = |word: &str| match word.chars().next() {
            Some(first) if first.is_uppercase() => format!("{first}."),
            _ => word.to_owned(),
        };
        who.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
    }

    /// An address, a telephone or an e-mail: nothing of it stands there while names are hidden.
    #[must_use]
    pub fn reach(self, text: Option<&str>) -> Option<String> {
        text.filter(|_| !self.hidden).map(str::to_owned)
    }

    /// A postcode: with names hidden, its area only.
    #[must_use]
    pub fn postcode(self, postcode: Option<&str>) -> Option<String> {
        let shown = |code: &str| match code.split_whitespace().next() {
            Some(area) if self.hidden => area.to_owned(),
            _ => code.to_owned(),
        };
        postcode.map(shown)
    }

    /// A child as on lists.
    #[must_use]
    pub fn child(self, child: &Child) -> String {
        if self.hidden { Self::child_brief(child) } else { child.name.short() }
    }

    /// A child where there is little room.
    #[must_use]
    pub fn child_brief(child: &Child) -> String {
        format!("{} {}", Self::initials(&child.name), child.reference())
    }

    /// A visitor where there is little room.
    #[must_use]
    pub fn visitor_brief(visitor: &Visitor) -> String {
        format!("{} {}", Self::initials(&visitor.name), visitor.reference())
    }

    /// A child with the whole name.
    #[must_use]
    pub fn child_full(self, child: &Child) -> String {
        if self.hidden { self.child(child) } else { child.name.full() }
    }

    /// A visitor as on lists.
    #[must_use]
    pub fn visitor(self, visitor: &Visitor) -> String {
        if self.hidden { Self::visitor_brief(visitor) } else { visitor.name.short() }
    }

    /// A visitor with the whole name.
    #[must_use]
    pub fn visitor_full(self, visitor: &Visitor) -> String {
        if self.hidden { self.visitor(visitor) } else { visitor.name.full() }
    }

    /// Both sides of a match.
    #[must_use]
    pub fn pair(self, world: &World, m: &Match) -> String {
        let child = world.child(m.child).map(|c| self.child(c)).unwrap_or_default();
        let visitor = world.visitor(m.visitor).map(|v| self.visitor(v)).unwrap_or_default();
        format!("{child} / {visitor}")
    }

    /// Whom a subject is about where there is little room: of two people the visitor by initials.
    #[must_use]
    pub fn subject_brief(self, world: &World, subject: Subject) -> Option<String> {
        let pair = match subject {
            Subject::Match(id) => world.match_(id).map(|m| (m.child, m.visitor)),
            Subject::Visit(id) => world.visit(id).map(|(m, _)| (m.child, m.visitor)),
            Subject::Proposal(id) => world.proposal(id).map(|p| (p.child, p.visitor)),
            Subject::Child(id) => return world.child(id).map(Self::child_brief),
            Subject::Visitor(id) => return world.visitor(id).map(Self::visitor_brief),
            _ => None,
        };
        let (child, visitor) = pair?;
        let (child, visitor) = (world.child(child)?, world.visitor(visitor)?);
        let called = if self.hidden { Self::initials(&child.name) } else { child.name.called().to_owned() };
        Some(format!("{called}/{}", Self::initials(&visitor.name)))
    }

    /// Whom a subject is about, in a few words.
    #[must_use]
    pub fn subject(self, world: &World, subject: Subject) -> String {
        let text = match subject {
            Subject::Scheme => Some("the scheme".to_owned()),
            Subject::Child(id) => world.child(id).map(|c| self.child(c)),
            Subject::Visitor(id) => world.visitor(id).map(|v| self.visitor(v)),
            Subject::Referral(id) => {
                world.referral(id).and_then(|r| world.child(r.child)).map(|c| self.child(c))
            }
            Subject::Match(id) => world.match_(id).map(|m| self.pair(world, m)),
            Subject::Visit(id) => world.visit(id).map(|(m, _)| self.pair(world, m)),
            Subject::Concern(id) => {
                world.concern(id).and_then(|c| world.child(c.child)).map(|c| self.child(c))
            }
            Subject::Proposal(id) => world.proposal(id).map(|p| {
                let child = world.child(p.child).map(|c| self.child(c)).unwrap_or_default();
                let visitor = world.visitor(p.visitor).map(|v| self.visitor(v)).unwrap_or_default();
                format!("{child} / {visitor}")
            }),
            Subject::Allegation(id) => {
                world.allegation(id).and_then(|a| world.visitor(a.visitor)).map(|v| self.visitor(v))
            }
        };
        text.unwrap_or_default()
    }

    /// Those without a record of their own who may be named in a sentence about a child: workers and carers.
    fn around(world: &World, subject: Subject) -> Vec<String> {
        let child = match subject {
            Subject::Child(id) => world.child(id),
            Subject::Referral(id) => world.referral(id).and_then(|r| world.child(r.child)),
            _ => None,
        };
        let Some(child) = child else { return Vec::new() };
        let workers = child.social_worker.iter().chain(&child.iro).map(|w| w.name.clone());
        let past = child.past_workers.iter().map(|p| p.worker.name.clone());
        workers.chain(past).chain(child.placements.iter().map(|p| p.carer.clone())).collect()
    }

    /// A sentence of the domain, which names people: with names hidden, theirs give way to initials.
    #[must_use]
    pub fn sentence(self, world: &World, subjects: &[Subject], sentence: &str) -> String {
        if !self.hidden {
            return sentence.to_owned();
        }
        let mut out = sentence.to_owned();
        for subject in subjects {
            let name = match subject {
                Subject::Child(id) => world.child(*id).map(|c| &c.name),
                Subject::Visitor(id) => world.visitor(*id).map(|v| &v.name),
                Subject::Referral(id) => {
                    world.referral(*id).and_then(|r| world.child(r.child)).map(|c| &c.name)
                }
                Subject::Concern(id) => {
                    world.concern(*id).and_then(|c| world.child(c.child)).map(|c| &c.name)
                }
                Subject::Allegation(id) => {
                    world.allegation(*id).and_then(|a| world.visitor(a.visitor)).map(|v| &v.name)
                }
                Subject::Scheme | Subject::Match(_) | Subject::Visit(_) | Subject::Proposal(_) => None,
            };
            for who in Self::around(world, *subject) {
                out = without(&out, &who, &self.person(&who));
            }
            if let Some(name) = name {
                let initials = Self::initials(name);
                let called = name.called().to_owned();
                for told in [name.full(), name.short(), called, name.first.clone(), name.last.clone()] {
                    out = without(&out, &told, &initials);
                }
            }
        }
        out
    }
}

/// A text in which a name gives way to its initials wherever it stands as a word of its own: Ann goes, and an
/// Annual review stays.
fn without(text: &str, name: &str, initials: &str) -> String {
    if name.is_empty() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(name) {
        let (before, from) = rest.split_at(at);
        let after = &from[name.len()..];
        out.push_str(before);
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let apart = !inside(out.chars().next_back()) && !inside(after.chars().next());
        out.push_str(if apart { initials } else { name });
        rest = after;
    }
    out.push_str(rest);
    out
}
