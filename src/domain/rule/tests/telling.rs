//! 2.A and 2.D: what is told to whom, and that it is logged.

use super::playing::{self, asked, made, on, the_child, the_match};
use super::{Case, due, found, turns};
use crate::command::{Command, NewRelease};
use crate::deadline::Band::{Overdue, Today, Week};
use crate::deadline::tests::consents::{consent, given, shown};
use crate::deadline::tests::world::pair;
use crate::decide::tests::day;
use crate::decide::tests::desk::Desk;
use crate::decide::tests::releases::{ask, telling, words};
use crate::record::{Basis, Reader, Released, Subject, Thing};
use crate::rule::Level::{Block, Info, Override, Warn};
use crate::rule::RuleId::{R30, R44, R80a, R102, R109};

pub(super) const CASES: &[Case] = &[
    found(R30, Block, "the child's words to the carer, or to the visitor whom they were said to", |side| {
        let mut desk = Desk::new();
        let (_, visit, report) = words(&mut desk);
        let to = side.of(Reader::Carer, Reader::Visitor);
        asked(desk, &ask(telling(visit, &report, to)), Subject::Visit(visit))
    }),
    due(R30, Block, Week, "a consent is asked for again four weeks before it runs out", |side| {
        let scene = pair(1);
        let first = consent(&scene, 1, "2026-01-08", "2027-01-08");
        on(&scene.with(first), side.of("2026-12-11", "2026-12-10"), the_child())
    }),
    turns(R30, Block, Overdue, "and has run out on the day after its last", |side| {
        let scene = pair(1);
        let first = consent(&scene, 1, "2026-01-08", "2027-01-08");
        on(&scene.with(first), side.of("2027-01-09", "2027-01-08"), the_child())
    }),
    found(R80a, Block, "told for a purpose, or for none", |side| {
        let mut desk = Desk::new();
        let (_, visit, report) = words(&mut desk);
        let mut release = telling(visit, &report, Reader::Visitor);
        release.purpose = side.of("", "what was agreed").to_owned();
        asked(desk, &ask(release), Subject::Visit(visit))
    }),
    due(R44, Override, Today, "the card has changed since it was given, or is as it was", |side| {
        let mut scene = pair(1);
        let issued = given(&scene, shown(&scene));
        scene.child.card.answers[3].text =
            side.of("wasp stings", &scene.child.card.answers[3].text).to_owned();
        on(&scene.with(issued), "2026-11-22", the_match())
    }),
    // Ethnicity is special category; a first name is not.
    found(R102, Info, "special category data leaves, or ordinary data", |side| {
        let (desk, p) = playing::pair();
        let subject = Subject::Child(p.child);
        asked(desk, &to_the_worker(subject, side.of(6, 1)), subject)
    }),
    found(R102, Info, "where the policy document is kept is noted, or is not", |side| {
        let (mut desk, p) = playing::pair();
        let place = side.of("  ", "DPO, folder 3").to_owned();
        desk.done(Command::RecordEvidence { rule: R102, place });
        let subject = Subject::Child(p.child);
        asked(desk, &to_the_worker(subject, 6), subject)
    }),
    // One child referred, or none.
    found(R109, Warn, "a number of fewer than five leaves, or no number of anybody", |side| {
        let desk = side.of(playing::pair().0, Desk::new());
        let (recipient, purpose) = ("The panel".to_owned(), "annual report".to_owned());
        let (from, until) = (day("2026-01-01"), desk.today);
        made(desk, &Command::ReleaseFigures { from, until, recipient, purpose })
    }),
];

/// A child's row told to the social worker.
fn to_the_worker(about: Subject, row: u8) -> Command {
    let release = NewRelease {
        about,
        to: Reader::SocialWorker,
        recipient: "Sal Moss".to_owned(),
        purpose: "what was agreed".to_owned(),
        basis: Some(Basis::Matrix),
        things: vec![Released { row, thing: Thing { subject: about, name: None } }],
        reports: Vec::new(),
    };
    ask(release)
}
