//! 2.A, 2.D and 5.6: concerns about a child from the first word to the last, and what is said of a visitor.

use super::playing::{asked, made, on, pair, the_visitor};
use super::{Case, Within, due, found, turns};
use crate::command::{Command, ConcernDetails, NewConcern};
use crate::deadline::Band::{Clock, Overdue, Week};
use crate::deadline::tests::followed::{complete, low_level, passed, with};
use crate::deadline::tests::world::{Scene, concern, quiet};
use crate::decide::tests::commands::pass_on;
use crate::decide::tests::concerns as told;
use crate::decide::tests::desk::Desk;
use crate::decide::tests::{Pair, at, day};
use crate::record::{Concern, ConcernStep, Incident, Subject};
use crate::rule::Level::{Info, Warn};
use crate::rule::ParamId;
use crate::rule::RuleId::{H12, H13, R1, R31, R61, R79, R80, R80b, R80c};

pub(super) const CASES: &[Case] = &[
    due(H12, Warn, Week, "confirmed in writing, or not", |side| {
        // Asked already, so that of what follows nothing but the writing is left to do.
        let wrote = side.of(None, Some((ConcernStep::Written, "2026-11-20 16:58")));
        let steps: Vec<_> =
            wrote.into_iter().chain([(ConcernStep::FeedbackSought, "2026-11-20 16:59")]).collect();
        let c = with(passed(1, "2026-11-20 16:55"), &steps);
        listed(c, "2026-11-20")
    }),
    turns(H12, Warn, Overdue, "asked within three working days what came of it", |side| {
        let wrote = (ConcernStep::Written, "2026-11-13 16:58");
        let c = with(passed(1, "2026-11-13 16:55"), &[wrote]);
        listed(c, side.of("2026-11-19", "2026-11-18"))
    }),
    found(H12, Warn, "closed with a step that is not on record, or with every one", |side| {
        let (mut desk, p) = pair();
        let id = raised(&mut desk, &p, told::complete());
        desk.done(pass_on(id, "2026-11-22T10:00:00Z"));
        let all = [ConcernStep::FeedbackReceived, ConcernStep::Debriefed, ConcernStep::ChildTold];
        for step in all.into_iter().chain(side.of(None, Some(ConcernStep::Written))) {
            desk.done(told::taken(id, step, at("2026-11-22T11:00:00Z")));
        }
        let (by, reason) = ("Tess Lead".to_owned(), "A knock.".to_owned());
        made(desk, &Command::CloseConcern { concern: id, by, reason })
    }),
    turns(H13, Warn, Overdue, "three working days without an answer", |side| {
        listed(chased(None), side.of("2026-11-24", "2026-11-23"))
    }),
    due(H13, Warn, Overdue, "answered", |side| {
        let heard = (ConcernStep::FeedbackReceived, "2026-11-24 09:00");
        listed(chased(side.of(None, Some(heard))), "2026-11-24")
    }),
    found(R1, Warn, "told after more than a day", |side| {
        let (desk, p) = pair();
        let mut new = told::low_level(p.visitor, day("2026-11-20"), "Late again.");
        new.heard = Some(at(side.of("2026-11-21T09:59:00Z", "2026-11-21T10:00:00Z")));
        made(desk, &Command::RecordLowLevel { low_level: Box::new(new) })
    }),
    found(R31, Warn, "known since the day before, or when it was told", |side| {
        let heard = side.of("2026-11-21T23:59:00Z", "2026-11-22T09:00:00Z");
        known_since(heard)
    }),
    // The gap of a day is shown and not warned of.
    Case {
        within: Within::Less,
        ..found(R31, Warn, "known since the day before, or since midnight", |side| {
            let heard = side.of("2026-11-21T23:59:00Z", "2026-11-22T00:00:00Z");
            known_since(heard)
        })
    },
    found(R61, Info, "somebody may be in danger now", |side| {
        let (desk, p) = pair();
        let mut new = reported(&p, told::complete());
        new.danger_now = side.of(true, false);
        made(desk, &Command::RaiseConcern { concern: Box::new(new) })
    }),
    due(R61, Info, Clock, "in danger, and nobody called yet", |side| {
        let called: &[_] = side.of(&[], &[(ConcernStep::Called, "2026-11-20 10:05")]);
        let c = Concern { danger_now: true, ..complete(1, "2026-11-20 10:00") };
        listed(with(c, called), "2026-11-20")
    }),
    found(R79, Warn, "two within twelve months, to the day", |side| {
        let (mut desk, p) = pair();
        let says = |on: &str| {
            let new = told::low_level(p.visitor, day(on), "Late again.");
            Command::RecordLowLevel { low_level: Box::new(new) }
        };
        desk.done(says(side.of("2025-11-20", "2025-11-19")));
        made(desk, &says("2026-11-20"))
    }),
    due(R79, Warn, Week, "two within twelve months, to the day", |side| {
        let first = low_level(1, 1, side.of("2025-11-20", "2025-11-19"));
        let more = vec![first.into(), low_level(2, 1, "2026-11-20").into()];
        on(&Scene { more, ..quiet() }, "2026-11-22", the_visitor())
    }),
    found(R80, Warn, "a part of the record is missing, or none", |side| {
        raise(|d| d.account.witnesses = side.of(None, d.account.witnesses.take()))
    }),
    turns(R80, Warn, Overdue, "complete within a working day, over a weekend", |side| {
        listed(concern(1, "2026-11-20 16:55"), side.of("2026-11-24", "2026-11-23"))
    }),
    due(R80, Warn, Overdue, "everything is on record", |side| {
        let c = side.of(concern(1, "2026-11-20 16:55"), complete(1, "2026-11-20 16:55"));
        listed(c, "2026-11-24")
    }),
    found(R80b, Warn, "the duty is turned on; off until then", |side| {
        let (mut desk, p) = pair();
        let setting = Command::ChangeSetting { param: ParamId::AbuseDuty, value: Some(1) };
        side.of(Some(setting), None).map(|command| desk.done(command));
        let details = ConcernDetails { sexual_abuse: Some(true), ..told::complete() };
        let concern = Box::new(reported(&p, details));
        made(desk, &Command::RaiseConcern { concern })
    }),
    due(R80b, Warn, Clock, "sexual abuse was told of, or was not", |side| {
        let c = Concern { sexual_abuse: Some(side.of(true, false)), ..complete(1, "2026-11-20 10:00") };
        let about = Subject::Concern(c.id);
        let scene = Scene { more: vec![c.into()], ..quiet() }.set(ParamId::AbuseDuty, 1);
        on(&scene, "2026-11-20", about)
    }),
    found(R80c, Warn, "the child is missing, or it is another concern", |side| {
        raise(|d| d.kind = side.of(Incident::Missing, Incident::Concern))
    }),
    due(R80c, Warn, Clock, "carer and duty team are told at once", |side| {
        let told: &[_] = side.of(
            &[],
            &[(ConcernStep::CarerTold, "2026-11-20 10:05"), (ConcernStep::DutyTeamTold, "2026-11-20 10:06")],
        );
        // The reviewing officer has been told of the episode.
        let steps = [&[(ConcernStep::IroTold, "2026-11-20 10:07")], told].concat();
        let c = Concern { kind: Incident::Missing, ..complete(1, "2026-11-20 10:00") };
        listed(with(c, &steps), "2026-11-20")
    }),
];

/// What the list of a day says of one concern.
fn listed(c: Concern, today: &str) -> super::playing::Seen {
    let about = Subject::Concern(c.id);
    on(&Scene { more: vec![c.into()], ..quiet() }, today, about)
}

/// A concern passed on, confirmed in writing and asked after on 18 November.
fn chased(answer: Option<(ConcernStep, &str)>) -> Concern {
    let before =
        [(ConcernStep::Written, "2026-11-13 16:58"), (ConcernStep::FeedbackSought, "2026-11-18 09:00")];
    let steps: Vec<_> = before.into_iter().chain(answer).collect();
    with(passed(1, "2026-11-13 16:55"), &steps)
}

fn reported(p: &Pair, details: ConcernDetails) -> NewConcern {
    let new = NewConcern::new(p.child, at("2026-11-22T09:00:00Z"), "Jo Barker", "A bruise on the arm.");
    NewConcern { match_id: Some(p.id), details, ..new }
}

/// Puts a concern on record and gives its id.
fn raised(desk: &mut Desk, p: &Pair, details: ConcernDetails) -> crate::id::ConcernId {
    let concern = Box::new(reported(p, details));
    desk.done(Command::RaiseConcern { concern });
    desk.world.concerns().last().expect("on record").id
}

/// What is said when a concern is raised of which everything is on record but what is changed here.
fn raise(change: impl FnOnce(&mut ConcernDetails)) -> super::playing::Seen {
    let (desk, p) = pair();
    let mut details = told::complete();
    change(&mut details);
    let concern = Box::new(reported(&p, details));
    made(desk, &Command::RaiseConcern { concern })
}

/// The same of the gap before it was told (R31), which is said of the child while the concern is being written.
fn known_since(heard: &str) -> super::playing::Seen {
    let (desk, p) = pair();
    let details = ConcernDetails { heard: Some(at(heard)), ..told::complete() };
    let concern = Box::new(reported(&p, details));
    asked(desk, &Command::RaiseConcern { concern }, Subject::Child(p.child))
}
