//! The release ledger in words: what was told to whom, on which basis, and what was refused.

use super::focus::Focus;
use super::pages::Panel;
use super::{Desk, Layer};
use crate::forms::thing_words;
use domain::calendar::{local, words};
use domain::id::{ChildId, VisitorId};
use domain::record::{Basis, Match, OverrideTest, Release, Subject};
use domain::world::World;
use std::collections::BTreeSet;

impl Desk {
    /// What was told to whom about the record under the cursor, the newest first.
    pub(super) fn show_told(&mut self) {
        let Some(subject) = self.preview().map(|p| p.subject).or_else(|| self.subject()) else { return };
        let mut lines = Vec::new();
        for release in self.told_about(subject) {
            lines.extend(self.release_lines(release));
        }
        if lines.is_empty() {
            lines.push((false, "Nothing was told to anybody yet, and nothing refused.".to_owned()));
        }
        self.layers.push(Layer::Past(Panel::new("Told to whom", lines)));
    }

    /// The releases and refusals that a record is concerned by, the newest first. They are looked for around the record:
    /// a page that is drawn does not go through the whole ledger.
    #[must_use]
    pub fn told_about(&self, subject: Subject) -> Vec<&Release> {
        let own = Focus::on(&self.world, subject);
        let concerns = |about: Subject| {
            // What is told of an allegation is read on the allegation, where who reads it is written down.
            if matches!(about, Subject::Allegation(_)) {
                return about == subject;
            }
            let other = Focus::on(&self.world, about);
            match subject {
                Subject::Child(_) | Subject::Referral(_) => {
                    other.child.is_some() && other.child == own.child && !matches!(about, Subject::Visitor(_))
                }
                Subject::Visitor(_) => {
                    other.visitor.is_some()
                        && other.visitor == own.visitor
                        && !matches!(about, Subject::Child(_))
                }
                Subject::Match(id) => {
                    let people = [own.child.map(Subject::Child), own.visitor.map(Subject::Visitor)];
                    people.contains(&Some(about))
                        || (other.match_id == Some(id)
                            && !matches!(about, Subject::Child(_) | Subject::Visitor(_)))
                }
                _ => about == subject,
            }
        };
        let around = around(&self.world, &own).into_iter().chain([subject]).collect::<BTreeSet<_>>();
        let around = around.into_iter().filter(|about| concerns(*about));
        let mut all: Vec<&Release> = around.flat_map(|about| self.world.releases_about(about)).collect();
        all.sort_by_key(|r| std::cmp::Reverse((r.at, r.id)));
        all
    }

    /// One release in words.
    pub(crate) fn release_lines(&self, r: &Release) -> Vec<(bool, String)> {
        let at = local(r.at);
        let circle = super::names::Names::circle(&self.world, r.about);
        let say = |text: &str| self.names.sentence(&self.world, &circle, text);
        let reference = self.world.reference(r.about).map(|r| format!(" of {r}")).unwrap_or_default();
        let day = words::short(at.date(), self.today);
        let what = if r.refused.is_some() { "refused to" } else { "told to" };
        let head = format!(
            "{day} {}  {what} {}, {}{reference}",
            words::time(at.time()),
            r.to.words(),
            self.names.person(&r.recipient)
        );
        let mut rows: Vec<u8> = r.things.iter().map(|t| t.row).collect();
        rows.sort_unstable();
        rows.dedup();
        let of_row = |row: u8| {
            let title = domain::disclose::Row::of(row).map_or("", |row| row.title);
            let named = r.things.iter().filter(|t| t.row == row && t.thing.name.is_some());
            let named: Vec<_> = named.map(|t| thing_words(&self.world, &t.thing)).collect();
            // By where it stands; that a whole kind of information was told or asked for needs no more than its name.
            if named.is_empty() || r.basis.as_ref().is_some_and(|b| !matches!(b, Basis::Safeguarding(_))) {
                title.to_owned()
            } else {
                format!("{title} ({})", named.join("; "))
            }
        };
        let titles: Vec<String> = rows.into_iter().map(of_row).collect();
        let mut lines = vec![(true, head)];
        let purpose = say(&r.purpose);
        lines.push((
            false,
            format!("  {}. For: {purpose}. By {}.", titles.join("; "), self.names.person(&r.by)),
        ));
        if let Some(why) = &r.refused {
            lines.push((false, format!("  Refused: {}", say(why))));
        }
        if let Some(basis) = &r.basis {
            let card = r.card.map(|c| format!(" Card version {}.", c.version)).unwrap_or_default();
            lines.push((false, format!("  On the basis of {}.{card}", basis_words(basis))));
        }
        if let Some(Basis::Safeguarding(test)) = &r.basis {
            let told = match (&test.why_not_told, test.child_told) {
                (_, true) => "The child was told.".to_owned(),
                (Some(why), false) => format!("The child was not told: {}", say(why)),
                (None, false) => String::new(),
            };
            lines.extend(answers(test).map(|(what, why)| (false, format!("  {what}: {}", say(why)))));
            lines.push((false, format!("  Decided by {}. {told}", self.names.person(&test.decided_by))));
        }
        if let Some(Basis::TakenOn { by, reason }) = &r.basis {
            lines.push((false, format!("  Taken on by {}: {}", self.names.person(by), say(reason))));
        }
        lines
    }
}

/// What was answered to the test of an override; what was not asked for then is not there.
fn answers(test: &OverrideTest) -> impl Iterator<Item = (&'static str, &str)> {
    let all = [
        ("At risk", Some(&test.risk)),
        ("Necessary", Some(&test.necessary)),
        ("Proportionate", Some(&test.proportionate)),
        ("Relevant", Some(&test.relevant)),
        ("Accurate", test.accurate.as_ref()),
        ("Timely", test.timely.as_ref()),
        ("Secure", test.secure.as_ref()),
    ];
    all.into_iter()
        .filter_map(|(what, why)| why.filter(|why| !why.is_empty()).map(|why| (what, why.as_str())))
}

/// The words for a basis.
const fn basis_words(basis: &Basis) -> &'static str {
    match basis {
        Basis::Matrix => "what this reader is given as a rule",
        Basis::ChildConsent => "the child's consent",
        Basis::VisitorConsent => "the visitor's consent",
        Basis::ThreeAgreements => "three agreements",
        Basis::Safeguarding(_) => "a safeguarding override",
        Basis::Procedure => "the safeguarding procedure, which asks no consent",
        Basis::TakenOn { .. } => "a decision that somebody took upon themselves",
    }
}

/// Every record that may hang together with a child, a visitor or their match: all of the child's, all of the visitor's,
/// and all of those whom they were matched or thought of with.
fn around(world: &World, own: &Focus) -> Vec<Subject> {
    let children = own.visitor.into_iter().flat_map(|v| {
        let matched = world.matches_of_visitor(v).map(|m| m.child);
        matched.chain(world.proposals_of_visitor(v).map(|p| p.child))
    });
    let children: BTreeSet<ChildId> = children.chain(own.child).collect();
    let visitors = own.child.into_iter().flat_map(|c| {
        let matched = world.matches_of_child(c).map(|m| m.visitor);
        matched.chain(world.proposals_of_child(c).map(|p| p.visitor))
    });
    let visitors: BTreeSet<VisitorId> = visitors.chain(own.visitor).collect();
    let mut all = Vec::new();
    let with_visits = |m: &Match| {
        let visits =
            world.ledger(m.id).into_iter().flat_map(|l| &l.visits).map(|line| Subject::Visit(line.id));
        visits.chain([Subject::Match(m.id)]).collect::<Vec<_>>()
    };
    for child in children {
        all.push(Subject::Child(child));
        all.extend(world.referrals_of_child(child).map(|r| Subject::Referral(r.id)));
        all.extend(world.proposals_of_child(child).map(|p| Subject::Proposal(p.id)));
        all.extend(world.concerns_of_child(child).map(|c| Subject::Concern(c.id)));
        all.extend(world.matches_of_child(child).flat_map(with_visits));
    }
    for visitor in visitors {
        all.push(Subject::Visitor(visitor));
        all.extend(world.proposals_of_visitor(visitor).map(|p| Subject::Proposal(p.id)));
        all.extend(world.allegations_of_visitor(visitor).map(|a| Subject::Allegation(a.id)));
        all.extend(world.matches_of_visitor(visitor).flat_map(with_visits));
    }
    all
}
