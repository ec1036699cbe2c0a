//! Names as the screen may show them: in full, or as initials with references while somebody stands behind her.

use domain::record::{Child, Match, Subject, Visitor};
use domain::world::World;

/// How names are shown.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Names {
    /// Initials and references only.
    pub hidden: bool,
}

impl Names {
    /// A child as on lists.
    #[must_use]
    pub fn child(self, child: &Child) -> String {
        if self.hidden {
            format!("{} {}", child.name.initials(), child.reference())
        } else {
            child.name.short()
        }
    }

    /// A child with the whole name.
    #[must_use]
    pub fn child_full(self, child: &Child) -> String {
        if self.hidden { self.child(child) } else { child.name.full() }
    }

    /// A visitor as on lists.
    #[must_use]
    pub fn visitor(self, visitor: &Visitor) -> String {
        if self.hidden {
            format!("{} {}", visitor.name.initials(), visitor.reference())
        } else {
            visitor.name.short()
        }
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
        };
        text.unwrap_or_default()
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
                Subject::Scheme | Subject::Match(_) | Subject::Visit(_) => None,
            };
            if let Some(name) = name {
                for told in [name.full(), name.short(), name.called().to_owned(), name.first.clone()] {
                    out = out.replace(&told, &name.initials());
                }
                if !name.last.is_empty() {
                    out = out.replace(&name.last, &name.initials());
                }
            }
        }
        out
    }
}
