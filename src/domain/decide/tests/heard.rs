//! What is heard about a visitor by somebody who is not the team manager (R49, R73; 5.7).

use super::*;
use crate::finding::Cure;
use crate::id::ConcernId;
use rstest::rstest;

fn raised(desk: &mut Desk, kind: Incident) -> (Pair, ConcernId, Vec<Finding>) {
    let p = pair(desk);
    let mut new = NewConcern::new(p.child, desk.now, "The carer", "He shouted at her.");
    (new.match_id, new.details.kind) = (Some(p.id), kind);
    let made = desk.done(Command::RaiseConcern { concern: Box::new(new) });
    let Subject::Concern(id) = made.subject else { panic!("no concern") };
    (p, id, made.findings)
}

/// R49: said when it is raised, and only where it is about the visitor.
#[rstest]
#[case(Incident::AboutVisitor, true)]
#[case(Incident::AboutWorker, false)]
#[case(Incident::Concern, false)]
fn one_about_the_visitor_goes_to_the_team_manager_at_once(#[case] kind: Incident, #[case] to_manager: bool) {
    let mut desk = Desk::new();
    let (_, id, found) = raised(&mut desk, kind);
    let said = found.iter().find(|f| f.rule == RuleId::R49);
    assert_eq!(said.is_some(), to_manager);
    if let Some(said) = said {
        assert!(said.sentence.contains("tell the team manager at once"));
        assert_eq!(said.cure, Some(Cure::ConcernStep(id, ConcernStep::ManagerTold)));
    }
    assert_eq!(desk.world.concern(id).unwrap().manager_untold(), to_manager);
}

/// It stands until it was done, or was no concern after all; and at the closing what is missing is that, and not a talk
/// with the visitor (R73).
#[test]
fn it_stands_until_the_team_manager_was_told() {
    let mut desk = Desk::new();
    let (_, id, _) = raised(&mut desk, Incident::AboutVisitor);
    let settle = Command::SettleConcern { concern: id, with: None, reason: "Another man.".to_owned() };
    let decision = desk.ask(&settle).unwrap();
    desk.commit(&decision);
    assert!(!desk.world.concern(id).unwrap().manager_untold());
    let close = Command::CloseConcern { concern: id, by: "Maya".to_owned(), reason: "Done.".to_owned() };
    let cures: Vec<_> = desk.findings(&close).iter().filter_map(|f| f.cure).collect();
    assert!(cures.contains(&Cure::ConcernStep(id, ConcernStep::ManagerTold)));
    assert!(!cures.contains(&Cure::ConcernStep(id, ConcernStep::Debriefed)));

    let mut desk = Desk::new();
    let (_, id, _) = raised(&mut desk, Incident::AboutVisitor);
    let untold = |desk: &Desk| desk.world.concern(id).unwrap().manager_untold();
    assert!(untold(&desk));
    let step = ConcernStep::ManagerTold;
    desk.done(Command::TakeConcernStep { concern: id, step, at: desk.now, with: None, note: None });
    assert!(!untold(&desk));
}
