//! What an allegation means for everything else: the pause, what is booked, contact with the visitor, and who may.

use super::allegations::{alleged, receive, receive_allegation, steps, take};
use super::*;
use crate::people::Role;
use rstest::rstest;

const SEE: &str = "visits are paused; see team manager";

fn lift(visitor: VisitorId, on: NaiveDate) -> Command {
    Command::SuspendVisitor { visitor, on, reason: None, by_manager: false }
}

/// What the co-ordinator's file opens: the same records without the restricted ones.
pub(super) fn hers(desk: &Desk) -> World {
    let all = Kind::ALL.iter().filter(|kind| !kind.is_restricted());
    let keys = all.flat_map(|kind| desk.keys(*kind).into_iter().map(|id| (*kind, id)));
    World::from_records(keys.filter_map(|(kind, id)| desk.kept(kind, id).cloned()))
}

/// No visit is planned while the team manager has paused them: refused with the neutral words, and not overridden (R49).
#[test]
fn no_visit_is_planned_meanwhile() {
    let (mut desk, p, _) = alleged();
    desk.override_with(RuleId::ALL);
    let found = desk.refused(&plan(p.id, "2026-11-28"));
    let paused: Vec<_> = found.iter().filter(|f| f.rule == RuleId::R74).collect();
    assert_eq!(paused.len(), 1);
    assert_eq!(paused[0].level, Level::Block);
    assert_eq!(paused[0].sentence, "Visits by Tobias O. are paused; see team manager.");
    // A visit that took place all the same is a fact.
    desk.overriding = None;
    desk.done(file(report(p.id, "2026-11-22")));
}

#[rstest]
#[case(Role::CoOrdinator)]
#[case(Role::Reader)]
fn only_a_team_manager_allows_the_visits_again(#[case] role: Role) {
    let (mut desk, p, id) = alleged();
    desk.override_with(RuleId::ALL);
    desk.role = role;
    assert_eq!(rules(&desk.refused(&lift(p.visitor, desk.today))), [RuleId::H8]);
    desk.role = Role::TeamManager;
    desk.overriding = None;
    assert_eq!(rules(&desk.refused(&lift(p.visitor, desk.today))), [RuleId::R74]);
    for step in steps() {
        desk.done(take(id, step));
    }
    assert!(!desk.world.visitor(p.visitor).unwrap().is_suspended(desk.today));
}

/// A pause of the co-ordinator's own stays hers: she takes it away, and the team manager's holds.
#[test]
fn a_pause_of_another_kind_holds_beside_it() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let reason = Some("the certificate has lapsed".to_owned());
    desk.done(Command::SuspendVisitor { visitor: p.visitor, on: desk.today, reason, by_manager: false });
    receive(&mut desk, &p);
    desk.role = Role::CoOrdinator;
    desk.done(lift(p.visitor, desk.today));
    let visitor = desk.world.visitor(p.visitor).unwrap();
    assert!(visitor.is_suspended(desk.today));
    assert!(visitor.suspensions.iter().filter(|s| s.ended.is_none()).all(|s| s.reason == SEE));
    assert_eq!(rules(&desk.refused(&lift(p.visitor, desk.today))), [RuleId::H8]);
}

/// A co-ordinator does not undo her way past it either: the undo of a pause is refused, in the same neutral words.
#[test]
fn no_undo_lifts_the_managers_pause() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let on = desk.today;
    let pause =
        Command::SuspendVisitor { visitor: p.visitor, on, reason: Some(SEE.to_owned()), by_manager: true };
    let decision = desk.ask(&pause).unwrap();
    let undo = desk.undoable(&pause, &decision);
    desk.commit(&decision);
    desk.role = Role::CoOrdinator;
    let found = desk.refused(&undo);
    assert_eq!(rules(&found), [RuleId::H8]);
    assert!(found[0].sentence.starts_with("Visits are paused; see team manager."));
    desk.role = Role::TeamManager;
    desk.done(undo);
}

#[test]
fn what_is_booked_is_cancelled_neutrally_in_one_change_and_brought_back_by_one_undo() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let booked = ["2026-11-28", "2026-12-12"].map(|on| planned(&mut desk, p.id, on));
    receive(&mut desk, &p);
    desk.role = Role::CoOrdinator;
    let cancel = Command::CancelPausedVisits { visitor: p.visitor, told: desk.today };
    let decision = desk.ask(&cancel).unwrap();
    assert_eq!(decision.done, "Visits are paused: 2 booked visits of V-0001 cancelled.");
    let undo = desk.undoable(&cancel, &decision);
    desk.commit(&decision);
    for visit in booked {
        let line = desk.world.visit(visit).unwrap().1;
        assert!(matches!(
            line.state,
            VisitState::Cancelled { by: Party::Scheme, reason: CancelReason::Other, .. }
        ));
        assert_eq!(line.note.as_deref(), Some("visits are paused"));
    }
    assert_eq!(rules(&desk.refused(&cancel)), [RuleId::H3]);
    desk.done(undo);
    assert!(booked.iter().all(|visit| desk.world.visit(*visit).unwrap().1.state.is_planned()));
}

/// R73: every kind of contact that is logged with the visitor. The team manager is reminded; nothing is refused; whoever
/// does not hold the allegation is told nothing at all.
#[test]
fn contact_is_recorded_and_only_the_team_manager_is_reminded() {
    let (mut desk, p, id) = alleged();
    let on = desk.today;
    let heard = |who| vec![Heard { who, heard: true, note: None }];
    let review = |heard| Command::HoldMatchReview {
        match_id: p.id,
        held: on,
        formal: false,
        heard,
        outcome: ReviewOutcome::GoesOn,
        summary: "Well.".to_owned(),
        to_plan: None,
        private: None,
        child_agrees: None,
    };
    let agrees = |who| Command::AgreeContact { match_id: p.id, who, by: "Tobias".to_owned(), on };
    let note = |about| Command::TakeNote { on, about: vec![about], text: "Rang.".to_owned() };
    let contacts = [
        Command::RecordSupervision {
            visitor: p.visitor,
            on,
            how: SupervisionKind::Call,
            summary: "Well.".to_owned(),
        },
        note(Subject::Visitor(p.visitor)),
        note(Subject::Match(p.id)),
        Command::HoldGroup {
            held: on,
            attended: vec![p.visitor],
            minutes: Some("shelf".to_owned()),
            topics: None,
        },
        Command::HoldAnnualReview {
            visitor: p.visitor,
            held: on,
            wishes_to_go_on: None,
            summary: "Well.".to_owned(),
        },
        review(heard(Party::Visitor)),
        agrees(Party::Visitor),
        Command::Declare {
            visitor: p.visitor,
            declaration: Box::new(crate::deadline::tests::world::declaration("2026-11-22")),
            employers: Vec::new(),
        },
        Command::Together { commands: vec![note(Subject::Visitor(p.visitor))] },
    ];
    let others = [note(Subject::Child(p.child)), review(heard(Party::Carer)), agrees(Party::SocialWorker)];
    let hold = |desk: &Desk, command: &Command| {
        let found = desk.findings(command);
        let of_it: Vec<_> = found.iter().filter(|f| f.rule == RuleId::R73).collect();
        assert!(of_it.iter().all(|f| f.subject == Subject::Allegation(id) && f.level == Level::Warn));
        of_it.len()
    };
    let world = hers(&desk);
    for command in &contacts {
        assert_eq!(hold(&desk, command), 1, "{command:?}");
        let hers = decide(&world, command, &Context { role: Role::CoOrdinator, ..desk.context() });
        assert!(hers.unwrap().findings.iter().all(|f| f.rule != RuleId::R73), "{command:?}");
    }
    assert!(others.iter().all(|command| hold(&desk, command) == 0));
    // What is refused anyway says it as well: to give something to the visitor is contact.
    let card = Command::IssueCard { match_id: p.id };
    assert_eq!(hold(&desk, &card), 1);
    assert_eq!(rules(&desk.refused(&card)), [RuleId::R74, RuleId::R73]);
    desk.done(take(id, AllegationStep::MayTell { by: "Ola Grant".to_owned(), on }));
    assert!(contacts.iter().all(|command| hold(&desk, command) == 0), "the LADO has agreed");
}

/// Role, state of the allegation, action: who may, row by row.
#[rstest]
#[case(Role::TeamManager, "open", "take a step", true)]
#[case(Role::TeamManager, "open", "receive another", true)]
#[case(Role::TeamManager, "open", "cancel what is booked", true)]
#[case(Role::TeamManager, "open", "allow visits again", false)]
#[case(Role::TeamManager, "open", "undo", false)]
#[case(Role::TeamManager, "closed", "take a step", false)]
#[case(Role::TeamManager, "closed", "receive another", true)]
#[case(Role::CoOrdinator, "open", "take a step", false)]
#[case(Role::CoOrdinator, "open", "receive another", false)]
#[case(Role::CoOrdinator, "open", "cancel what is booked", true)]
#[case(Role::CoOrdinator, "open", "allow visits again", false)]
#[case(Role::CoOrdinator, "open", "undo", false)]
#[case(Role::CoOrdinator, "closed", "take a step", false)]
#[case(Role::CoOrdinator, "closed", "receive another", false)]
#[case(Role::Reader, "open", "take a step", false)]
#[case(Role::Reader, "open", "receive another", false)]
#[case(Role::Reader, "open", "cancel what is booked", false)]
#[case(Role::Reader, "open", "allow visits again", false)]
#[case(Role::Reader, "open", "undo", false)]
#[case(Role::Reader, "closed", "take a step", false)]
#[case(Role::Reader, "closed", "receive another", false)]
fn who_may(#[case] role: Role, #[case] state: &str, #[case] action: &str, #[case] allowed: bool) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    planned(&mut desk, p.id, "2026-11-28");
    let command = receive_allegation(p.visitor, "2026-11-22T09:00:00Z");
    let decision = desk.ask(&command).unwrap();
    let undo = desk.undoable(&command, &decision);
    desk.commit(&decision);
    let Subject::Allegation(id) = decision.subject else { panic!() };
    if state == "closed" {
        steps().into_iter().for_each(|step| drop(desk.done(take(id, step))));
        desk.done(take(id, AllegationStep::Closed { reason: "reinstated".to_owned() }));
    }
    desk.role = role;
    let asked = match action {
        "take a step" => take(id, AllegationStep::Learned { words: "Lifts.".to_owned() }),
        "receive another" => receive_allegation(p.visitor, "2026-11-22T10:00:00Z"),
        "cancel what is booked" => Command::CancelPausedVisits { visitor: p.visitor, told: desk.today },
        "allow visits again" => lift(p.visitor, desk.today),
        _ => undo,
    };
    assert_eq!(desk.ask(&asked).is_ok(), allowed);
    if role != Role::TeamManager {
        // By her own world the answer is the same, and says nothing of it.
        let world = hers(&desk);
        let answer = decide(&world, &asked, &desk.context());
        assert_eq!(answer.is_ok(), allowed);
        let said = answer.map_or_else(|r| r.to_string(), |d| format!("{} {:?}", d.done, d.findings));
        assert!(!said.to_lowercase().contains("alleg") && !said.contains("LADO"), "{said}");
    }
}
