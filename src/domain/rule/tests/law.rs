//! What the law and its guidance ask (2.C), and what safeguarding asks (2.D).

use super::playing::{
    applicant, asked, made, on, outing, pair, the_child, the_match, the_visit, the_visitor, two,
};
use super::{Case, Side, due, found, found_less, found_lower, turns};
use crate::command::{Command, NewPlacement};
use crate::deadline::Band::{Overdue, Quiet, Unsafe};
use crate::deadline::tests::world::{claim, d, declaration, pause, quiet, said};
use crate::decide::tests::commands::{propose, raise};
use crate::decide::tests::{approve, day, plan, planned};
use crate::record::{
    CancelReason, CaseReview, ChildView, Claim, Distance, DistanceCheck, EndReason, Independence, Party,
    PlacementKind, Said, Subject,
};
use crate::rule::Level::{Block, Info, Override, Warn};
use crate::rule::RuleId::{R53, R54, R55, R57, R58, R59, R60, R60c, R60d, R61, R74};

pub(super) const CASES: &[Case] = &[
    // The notes refuse the word "ended" without the notice, and nothing may refuse the fact: the row warns.
    found(R53, Warn, "the written notice is on record", |side| {
        let (desk, p) = pair();
        let end = Command::EndMatch {
            match_id: p.id,
            on: day("2026-11-20"),
            reason: EndReason::VisitorResigned,
            decided_by: None,
            notice: side.of(None, Some(day("2026-11-10"))),
            note: None,
            child_words: None,
            rematch: Some(false),
            informal_after: None,
        };
        asked(desk, &end, Subject::Match(p.id))
    }),
    due(R53, Warn, Overdue, "stopped, the notice awaited", |side| {
        let mut scene = quiet().ended("2026-10-25");
        scene.match_.ended.as_mut().unwrap().notice = side.of(None, Some(d("2026-10-20")));
        on(&scene, "2026-10-26", the_match())
    }),
    found(R54, Block, "objects and understands, or goes along with it", |side| {
        viewing(side.of(objects(true), ChildView::Accepts(heard())))
    }),
    found_lower(R54, (Block, Override), "not asked", |side| {
        viewing(side.of(ChildView::NotAsked, ChildView::Wants(heard())))
    }),
    due(R54, Block, Overdue, "a match ends when a child who understands objects to its going on", |side| {
        let mut scene = quiet();
        scene.child.view = side.of(
            ChildView::Objects { understands: true, said: said("2026-11-16") },
            ChildView::Accepts(said("2026-11-16")),
        );
        on(&scene, "2026-11-17", the_match())
    }),
    turns(R55, Info, Quiet, "30 days after the end, while looked after", |side| {
        on(&quiet().ended("2026-10-25"), side.of("2026-11-25", "2026-11-24"), the_child())
    }),
    due(R55, Info, Quiet, "considered, and not wanted", |side| {
        let mut scene = quiet().ended("2026-10-25");
        scene.match_.ended.as_mut().unwrap().rematch = side.of(None, Some(false));
        on(&scene, "2026-11-25", the_child())
    }),
    found(R57, Override, "declared at approval", |side| {
        let (mut desk, visitor) = applicant();
        desk.visitor(visitor, |v| v.declaration = side.of(None, v.declaration.clone()));
        asked(desk, &approve(visitor, "2026-11-20"), Subject::Visitor(visitor))
    }),
    found(R57, Override, "not connected with the authority", |side| {
        let (mut desk, visitor) = applicant();
        desk.visitor(visitor, |v| v.declaration.as_mut().unwrap().connected = side == Side::Over);
        asked(desk, &approve(visitor, "2026-11-20"), Subject::Visitor(visitor))
    }),
    turns(R57, Override, Overdue, "declared again every year", |side| {
        on(&quiet(), side.of("2027-08-04", "2027-08-03"), the_visitor()) // 3 August 2026
    }),
    due(R57, Override, Overdue, "declared within the year", |side| {
        let mut scene = quiet();
        scene.visitor.declaration = Some(declaration(side.of("2026-08-03", "2026-12-01")));
        on(&scene, "2027-08-04", the_visitor())
    }),
    found(R58, Warn, "works for the home of this child, or for another", |side| {
        let (mut desk, child, visitor) = two();
        desk.visitor(visitor, |v| v.employers = vec![side.of("Jo Barker", "Jo Barkers").to_owned()]);
        asked(desk, &propose(child, visitor, "2026-11-22"), Subject::Visitor(visitor))
    }),
    found(R58, Warn, "a visit is planned by somebody who works for the home, or for another", |side| {
        let (mut desk, p) = pair();
        desk.visitor(p.visitor, |v| v.employers = vec![side.of("Jo Barker", "Jo Barkers").to_owned()]);
        asked(desk, &plan(p.id, "2026-11-28"), Subject::Visitor(p.visitor))
    }),
    found(R58, Warn, "a visit is planned to a home of which it was found, or was not", |side| {
        let (mut desk, p) = pair();
        let independent = Some(side == Side::Within);
        let found = Independence { said: heard(), independent, visitor: Some(p.visitor) };
        desk.child(p.child, |c| c.placements[0].independence = Some(found));
        asked(desk, &plan(p.id, "2026-11-28"), Subject::Visitor(p.visitor))
    }),
    // That the new home is still to be looked at is due on either side.
    found_less(
        R58,
        Warn,
        "a visit is planned for the first day in such a home, or the last before it",
        |side| {
            let (mut desk, p) = pair();
            let home = NewPlacement::new(day("2026-12-01"), PlacementKind::Foster, "Oak House", desk.today);
            desk.done(Command::RecordMove { child: p.child, placement: Box::new(home) });
            desk.visitor(p.visitor, |v| v.employers = vec!["Oak House".to_owned()]);
            asked(desk, &plan(p.id, side.of("2026-12-01", "2026-11-30")), Subject::Visitor(p.visitor))
        },
    ),
    due(R58, Warn, Overdue, "compared at every placement change", |side| {
        let mut scene = quiet().moved("2026-11-02");
        let looked = said("2026-11-04");
        scene.child.placements[1].distance =
            Some(DistanceCheck { said: looked.clone(), outcome: Distance::Fine });
        let independence = Independence { said: looked, independent: Some(true), visitor: None };
        scene.child.placements[1].independence = side.of(None, Some(independence));
        on(&scene, "2026-11-22", the_child())
    }),
    turns(R59, Warn, Overdue, "unpaid for more than 30 days", |side| {
        let mut scene = quiet();
        scene.visits[0].claim = claim("2026-10-31");
        on(&scene, side.of("2026-12-01", "2026-11-30"), the_visit(1))
    }),
    due(R59, Warn, Overdue, "paid", |side| {
        let mut scene = quiet();
        let paid = side.of(None, Some(d("2026-11-20")));
        scene.visits[0].claim = Some(Claim { filed: d("2026-10-31"), paid });
        on(&scene, "2026-12-01", the_visit(1))
    }),
    found(R60, Info, "considered at the review", |side| {
        let (desk, p) = pair();
        let considered = side.of(None, Some(true));
        let (on, next) = (day("2026-11-20"), Some(day("2027-05-01")));
        asked(
            desk,
            &Command::HoldCaseReview { child: p.child, on, considered, next },
            Subject::Child(p.child),
        )
    }),
    turns(R60, Info, Overdue, "the day of the review has passed", |side| {
        let mut scene = quiet();
        scene.child.next_case_review = Some(d("2026-11-22"));
        on(&scene, side.of("2026-11-23", "2026-11-22"), the_child())
    }),
    due(R60, Info, Overdue, "what came of the review is on record", |side| {
        let mut scene = quiet();
        scene.child.next_case_review = Some(d("2026-11-22"));
        let held = CaseReview { on: d("2026-11-22"), considered: Some(true) };
        scene.child.case_reviews = side.of(vec![], vec![held]);
        on(&scene, "2026-11-23", the_child())
    }),
    due(R60c, Warn, Quiet, "asked monthly: 31 days after the last visit there", |side| {
        on(&quiet(), side.of("2026-12-16", "2026-12-15"), the_match()) // visited on 14 November
    }),
    due(R60c, Warn, Quiet, "somebody has said that the address is the same", |side| {
        let mut scene = quiet();
        scene.child.placements[0].confirmed = Some(said(side.of("2026-11-01", "2026-12-10")));
        on(&scene, "2026-12-16", the_match())
    }),
    found(R60d, Warn, "the home refused access, or nobody was in", |side| {
        let (mut desk, p) = pair();
        let visit = planned(&mut desk, p.id, "2026-11-28");
        let reason = side.of(CancelReason::AccessRefused, CancelReason::NotHome);
        let (by, told) = (Party::Carer, desk.today);
        let cancel = Command::CancelVisit { visit, by, reason, told, note: None, instead: None };
        asked(desk, &cancel, Subject::Match(p.id))
    }),
    found(R61, Info, "danger now", |side| {
        let (desk, p) = pair();
        let mut raised = raise(p.child, "2026-11-22T10:00:00Z");
        let Command::RaiseConcern { concern } = &mut raised else { panic!() };
        concern.danger_now = side == Side::Over;
        made(desk, &raised)
    }),
    found(R74, Override, "no new visit while suspended, from its day to its end", |side| {
        let (mut desk, p) = pair();
        let ended = side.of("2026-11-29", "2026-11-28");
        desk.visitor(p.visitor, |v| v.suspensions.push(pause("2026-11-20", Some(ended))));
        asked(desk, &plan(p.id, "2026-11-28"), Subject::Match(p.id))
    }),
    due(R74, Override, Unsafe, "visits that are booked are listed", |side| {
        let ended = side.of(None, Some("2026-11-28"));
        let scene = outing(|s| s.visitor.suspensions.push(pause("2026-11-16", ended)));
        on(&scene, "2026-11-22", the_visit(1))
    }),
];

fn heard() -> Said {
    Said::new("Sal Moss", day("2026-11-01"))
}

fn objects(understands: bool) -> ChildView {
    ChildView::Objects { understands, said: heard() }
}

/// A proposal for a child who has said this.
fn viewing(view: ChildView) -> super::Seen {
    let (mut desk, child, visitor) = two();
    desk.child(child, |c| c.view = view);
    asked(desk, &propose(child, visitor, "2026-11-22"), Subject::Child(child))
}
